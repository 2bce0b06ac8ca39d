//! Chromium and its driver, for the tests that run in a browser; Firefox and WebKit for those of the packed package.

use std::env;
use std::path::PathBuf;

use anyhow::{bail, Result};

use super::install;
use crate::process::answer;
use crate::project::clean;

const INSTALL: &str =
    "install Chromium and its driver (on Debian `apt-get install chromium chromium-driver`), or name \
    them in the variables CHROMIUM and CHROMEDRIVER";

/// The two programs, which must be of one version.
#[derive(Clone)]
pub struct Browser {
    /// The browser.
    pub chromium: PathBuf,
    /// What the wasm tests steer it with.
    pub chromedriver: PathBuf,
}

/// Sees to a browser.
pub fn browser() -> Result<Browser> {
    if let Some(browser) = look()? {
        return Ok(browser);
    }
    if !may_install() {
        bail!("there is no browser for the tests: {INSTALL}");
    }
    let failed = format!("Chromium cannot be installed from the system's packages: {INSTALL}");
    apt("Chromium", &["update"], &failed)?;
    apt("Chromium", &["install", "-y", "--no-install-recommends", "chromium", "chromium-driver"], &failed)?;
    match look()? {
        Some(browser) => Ok(browser),
        None => bail!("Chromium was installed, yet it is not on PATH: {INSTALL}"),
    }
}

/// A browser that some tests take when it is there.
struct Other {
    /// The variable that names its program to the tests.
    variable: &'static str,
    what: &'static str,
    programs: &'static [&'static str],
    packages: &'static [&'static str],
}

const OTHERS: [Other; 2] = [
    Other { variable: "FIREFOX", what: "Firefox", programs: &["firefox-esr", "firefox"], packages: &["firefox-esr"] },
    Other {
        variable: "WEBKIT_DRIVER",
        what: "WebKit",
        programs: &["WebKitWebDriver"],
        packages: &["webkit2gtk-driver", "xvfb", "xauth"],
    },
];

/// The variables that name the other browsers to the tests, each with its program, where that is there or can be brought.
/// A test without its browser says so and is skipped.
pub fn others() -> Vec<(&'static str, PathBuf)> {
    if may_install() && OTHERS.iter().any(|other| other.look().is_none()) {
        said("other browsers", apt("other browsers", &["update"], "there is no list of packages"));
    }
    OTHERS.iter().filter_map(|other| Some((other.variable, other.look().or_else(|| other.bring())?))).collect()
}

impl Other {
    fn look(&self) -> Option<PathBuf> {
        said(self.what, program(self.variable, self.programs)).flatten()
    }

    fn bring(&self) -> Option<PathBuf> {
        let install = [&["install", "-y", "--no-install-recommends"], self.packages].concat();
        let brought = may_install() && said(self.what, apt(self.what, &install, "it cannot be installed")).is_some();
        brought.then(|| self.look()).flatten()
    }
}

/// What came of it; why nothing did is told, and keeps nothing else from being done.
fn said<T>(what: &str, result: Result<T>) -> Option<T> {
    result.map_err(|error| println!("set-up  {what}: {error:#}")).ok()
}

/// Whether the system's package manager is there and may be used.
fn may_install() -> bool {
    answer(clean("id").arg("-u")).is_some_and(|id| id == "0") && which::which("apt-get").is_ok()
}

fn apt(what: &str, arguments: &[&str], failed: &str) -> Result<()> {
    let mut command = clean("apt-get");
    command
        .args(arguments)
        // A machine that has just started may be busy with its own updates.
        .args(["-o", "DPkg::Lock::Timeout=120"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    install(what, &format!("apt-get {}", arguments.join(" ")), &mut command, failed)
}

fn look() -> Result<Option<Browser>> {
    let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
    let chromium = program("CHROMIUM", &names)?;
    let chromedriver = program("CHROMEDRIVER", &["chromedriver"])?;
    Ok(chromium.zip(chromedriver).map(|(chromium, chromedriver)| Browser { chromium, chromedriver }))
}

/// The program that the variable names, else the first of these names on PATH.
fn program(variable: &str, names: &[&str]) -> Result<Option<PathBuf>> {
    let Some(named) = env::var_os(variable).filter(|value| !value.is_empty()) else {
        return Ok(names.iter().find_map(|name| which::which(name).ok()));
    };
    match which::which(&named) {
        Ok(path) => Ok(Some(path)),
        Err(_) => bail!(
            "{variable} names no program: {}; correct it, or unset it to use the one on PATH",
            named.to_string_lossy()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_on_path_is_taken() {
        let found = program("XTASK_TEST_UNSET", &["no-such-program", "cargo", "rustc"]).expect("no variable is set");
        assert!(found.is_some_and(|path| path.file_stem().is_some_and(|stem| stem == "cargo")), "cargo is on PATH");
        let none = program("XTASK_TEST_UNSET", &["no-such-program"]).expect("no variable is set");
        assert_eq!(none, None);
    }

    #[test]
    fn a_variable_that_names_no_program_is_said() {
        // Cargo sets this one for its tests: a folder, which is no program.
        let error = program("CARGO_MANIFEST_DIR", &["cargo"]).expect_err("a folder");
        assert!(error.to_string().starts_with("CARGO_MANIFEST_DIR names no program"), "{error}");
    }
}
