//! Node, and the npm development packages of the checkout.

use std::path::{Path, PathBuf};

use anyhow::{bail, Context, Result};

use super::install;
use crate::process::answer;
use crate::project::{clean, Project};
use crate::stamp::{Fingerprint, Stamp};

/// The oldest Node that the package and its tests run on.
const OLDEST: (u32, u32) = (20, 19);
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// What the npm packages of a folder depend on, so that they can be seen to beside other work.
pub struct NpmPackages {
    root: PathBuf,
    what: String,
}

impl NpmPackages {
    /// Those of this checkout.
    pub fn of(project: &Project) -> Self {
        Self { root: project.root().to_path_buf(), what: "npm packages".to_owned() }
    }

    /// Those that only the tests of this folder need.
    pub fn of_tests(project: &Project, folder: &str) -> Self {
        Self { root: project.root().join(folder), what: format!("npm packages of {folder}") }
    }

    /// Sees to Node, npm and the packages of `package-lock.json`.
    pub fn ready(&self) -> Result<()> {
        node()?;
        let modules = self.root.join("node_modules");
        let input = self.input()?;
        // npm deletes the folder before it installs, and the stamp with it.
        let stamp = Stamp::new(modules.join(".stamp"));
        let outputs = [modules.join(".package-lock.json")];
        if stamp.holds(&input, &outputs) {
            return Ok(());
        }
        if which::which(NPM).is_err() {
            bail!("npm is missing: install it (it comes with Node, or as your system's package npm)");
        }
        let mut command = clean(NPM);
        command.args(["ci", "--ignore-scripts", "--no-progress"]).current_dir(&self.root);
        install(&self.what, "npm ci", &mut command, "npm ci failed; what npm said stands above")?;
        stamp.set(&input, &outputs)
    }

    fn input(&self) -> Result<String> {
        let files = ["package-lock.json", "package.json", ".npmrc"];
        let whole = files.iter().try_fold(Fingerprint::default(), |whole, name| whole.file(&self.root.join(name)))?;
        Ok(whole.finish())
    }
}

/// The version of an installed npm package.
pub fn package_version(project: &Project, name: &str) -> Result<String> {
    let path = project.root().join("node_modules").join(name).join("package.json");
    read_version(&path)
        .with_context(|| format!("{} names no version; delete node_modules and start again", path.display()))
}

fn read_version(path: &Path) -> Result<String> {
    let package: serde_json::Value = serde_json::from_slice(&std::fs::read(path)?)?;
    let version = package.get("version").and_then(|version| version.as_str());
    Ok(version.context("no version")?.to_owned())
}

fn node() -> Result<()> {
    let needed = format!("Node {}.{} or newer is needed", OLDEST.0, OLDEST.1);
    let Some(version) = answer(clean("node").arg("--version")) else {
        bail!("{needed}, and there is no `node` on PATH");
    };
    if !is_new_enough(&version) {
        bail!("{needed}, and `node` on PATH is {version}");
    }
    Ok(())
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|number| number.parse::<u32>().ok());
    matches!((numbers.next(), numbers.next()), (Some(major), Some(minor)) if (major, minor) >= OLDEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floor_counts_numbers_and_not_letters() {
        for new in ["v20.19.0", "v20.20.2", "v22.1.0", "v100.0.0"] {
            assert!(is_new_enough(new), "{new}");
        }
        for old in ["v20.18.9", "v20.9.0", "v9.99.0", "", "v20", "nonsense"] {
            assert!(!is_new_enough(old), "{old}");
        }
    }
}
