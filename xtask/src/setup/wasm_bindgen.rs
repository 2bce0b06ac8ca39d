//! The wasm-bindgen CLI and its test runner, of exactly the version in `Cargo.lock`, in a folder of the user's cache that
//! is keyed by the version: other checkouts and later sessions find it there.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{bail, Context, Result};

use super::install;
use crate::project::{cargo, clean};

/// The variable that names another folder for the tools.
const TOOLS: &str = "COMMERCE_CUSTOMERS_TOOLS";

/// The two programs.
#[derive(Clone)]
pub struct WasmBindgen {
    /// Writes the glue.
    pub cli: PathBuf,
    /// Runs wasm tests in Node and in browsers.
    pub test_runner: PathBuf,
}

/// Sees to the programs of this version.
pub fn wasm_bindgen(version: &str) -> Result<WasmBindgen> {
    let tools = tools_folder(|name| env::var_os(name))?;
    let folder = tools.join(format!("wasm-bindgen-{version}"));
    if let Some(programs) = programs(&folder) {
        return Ok(programs);
    }
    // Installed beside and renamed when complete: an aborted run leaves nothing that looks done.
    let partial = tools.join(format!(".wasm-bindgen-{version}.{}", process::id()));
    fs::create_dir_all(&partial).with_context(|| format!("cannot create {}", partial.display()))?;
    let placed = install_into(&partial, version).and_then(|()| place(&partial, &folder));
    let left = fs::remove_dir_all(&partial);
    placed?;
    // After the rename there is nothing left to remove.
    drop(left);
    programs(&folder)
        .with_context(|| format!("wasm-bindgen {version} was installed, yet {} lacks its programs", folder.display()))
}

fn install_into(folder: &Path, version: &str) -> Result<()> {
    let mut command = clean(cargo());
    command
        .args(["install", "wasm-bindgen-cli", "--version", version, "--no-default-features"])
        .arg("--root")
        .arg(folder)
        // Away from the checkout: its .cargo/config.toml is not meant for this build.
        .current_dir(folder)
        // Unoptimised it is there in a third of the time, and fast enough for one file.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_STRIP", "debuginfo")
        .env("CARGO_TERM_COLOR", "never");
    // A shared build folder would make this install and the build beside it wait for each other.
    for name in ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR", "CARGO_BUILD_TARGET", "WASM_BINDGEN_USE_JS_SYS"] {
        command.env_remove(name);
    }
    install(
        &format!("wasm-bindgen {version}"),
        "cargo install wasm-bindgen-cli, some minutes the first time",
        &mut command,
        &format!("wasm-bindgen-cli {version} cannot be installed from crates.io; what cargo said stands above"),
    )
}

fn place(partial: &Path, folder: &Path) -> Result<()> {
    // Another run may have been faster.
    if programs(folder).is_some() {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot replace {}", folder.display()))?;
    }
    fs::rename(partial, folder).with_context(|| format!("cannot create {}", folder.display()))
}

fn programs(folder: &Path) -> Option<WasmBindgen> {
    let program = |name: &str| {
        let path = folder.join("bin").join(format!("{name}{}", env::consts::EXE_SUFFIX));
        path.is_file().then_some(path)
    };
    Some(WasmBindgen { cli: program("wasm-bindgen")?, test_runner: program("wasm-bindgen-test-runner")? })
}

fn tools_folder(variable: impl Fn(&str) -> Option<OsString>) -> Result<PathBuf> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    // Relative folders would mean another place in each command that is started elsewhere.
    if let Some(tools) = set(TOOLS) {
        return std::path::absolute(&tools).with_context(|| format!("{TOOLS} names no folder: {}", tools.display()));
    }
    let cache = set("XDG_CACHE_HOME").filter(|folder| folder.is_absolute());
    let Some(cache) = cache.or_else(|| set("HOME").map(|home| home.join(".cache"))) else {
        bail!("no folder for the tools: set HOME, XDG_CACHE_HOME or {TOOLS}");
    };
    Ok(cache.join("commerce-customers").join("tools"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(variables: &[(&str, &str)]) -> Result<PathBuf> {
        tools_folder(|name| {
            let (_, value) = variables.iter().find(|(known, _)| *known == name)?;
            Some(value.into())
        })
    }

    #[test]
    fn the_nearest_variable_names_the_folder() {
        let all = [(TOOLS, "/t"), ("XDG_CACHE_HOME", "/c"), ("HOME", "/h")];
        assert_eq!(folder_with(&all).expect("a folder"), Path::new("/t"));
        assert_eq!(folder_with(&all[1..]).expect("a folder"), Path::new("/c/commerce-customers/tools"));
        assert_eq!(folder_with(&all[2..]).expect("a folder"), Path::new("/h/.cache/commerce-customers/tools"));
        let empty = [(TOOLS, ""), ("XDG_CACHE_HOME", "relative"), ("HOME", "/h")];
        assert_eq!(folder_with(&empty).expect("a folder"), Path::new("/h/.cache/commerce-customers/tools"));
        let error = folder_with(&[]).expect_err("no folder");
        assert!(error.to_string().contains(TOOLS), "{error}");
    }

    #[test]
    fn both_programs_must_be_there() {
        let folder = env::temp_dir().join(format!("xtask-programs-{}", process::id()));
        let bin = folder.join("bin");
        fs::create_dir_all(&bin).expect("a folder for the test");
        fs::write(bin.join(format!("wasm-bindgen{}", env::consts::EXE_SUFFIX)), "").expect("a program");
        assert!(programs(&folder).is_none(), "the test runner is missing");
        fs::write(bin.join(format!("wasm-bindgen-test-runner{}", env::consts::EXE_SUFFIX)), "").expect("a program");
        assert!(programs(&folder).is_some());
        fs::remove_dir_all(folder).expect("the folder");
    }

    #[test]
    fn a_complete_install_replaces_a_broken_one_and_leaves_a_complete_one() {
        let folder = env::temp_dir().join(format!("xtask-place-{}", process::id()));
        let (partial, placed) = (folder.join("partial"), folder.join("placed"));
        let fill = |into: &Path, text: &str| {
            fs::create_dir_all(into.join("bin")).expect("a folder for the test");
            for name in ["wasm-bindgen", "wasm-bindgen-test-runner"] {
                let path = into.join("bin").join(format!("{name}{}", env::consts::EXE_SUFFIX));
                fs::write(path, text).expect("a program");
            }
        };
        let text = || fs::read_to_string(&programs(&placed).expect("both programs").cli).expect("a program");

        fs::create_dir_all(placed.join("bin")).expect("a broken install");
        fill(&partial, "mine");
        place(&partial, &placed).expect("the install");
        assert_eq!(text(), "mine");
        fill(&partial, "later");
        place(&partial, &placed).expect("the install");
        assert_eq!(text(), "mine");
        fs::remove_dir_all(folder).expect("the folder");
    }
}
