//! The checkout that the chores work on: where it is, where cargo builds, and how commands are started in it.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{bail, Context, Result};
use serde_json::Value;

/// The target of the npm package.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// The crate whose CLI of exactly the same version writes the glue.
const WASM_BINDGEN: &str = "wasm-bindgen";

/// A checkout of commerce-customers.
pub struct Project {
    root: PathBuf,
    target: PathBuf,
    wasm_bindgen: String,
}

impl Project {
    /// Asks cargo about the checkout that this program was built from.
    pub fn find() -> Result<Self> {
        let manifest_dir =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest_dir.parent().context("xtask has no folder above it")?.to_path_buf();
        let mut command = clean(cargo());
        command
            .current_dir(&root)
            .args(["metadata", "--format-version", "1", "--all-features"])
            // Spares a fresh machine the download of other systems' crates.
            .args(["--filter-platform", WASM_TARGET]);
        let metadata = metadata(&mut command)?;
        let wasm_bindgen = locked_version(&metadata)?;
        Ok(Self { root, target: target_folder(&metadata)?, wasm_bindgen })
    }

    /// The folder with the workspace's `Cargo.toml`.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The npm package.
    pub fn pkg(&self) -> PathBuf {
        self.root.join("pkg")
    }

    /// Where cargo puts what it builds.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Where the chores keep what they build and remember.
    pub fn scratch(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// The version of wasm-bindgen in `Cargo.lock`.
    pub fn wasm_bindgen(&self) -> &str {
        &self.wasm_bindgen
    }

    /// A command that runs at the root of the checkout.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = clean(program);
        command.current_dir(&self.root);
        command
    }

    /// The cargo that started this program, with the given arguments.
    pub fn cargo<I, S>(&self, arguments: I) -> Command
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        let mut command = self.command(cargo());
        command
            .args(arguments)
            .env("CARGO_TERM_COLOR", "never")
            // It would move the programs that are started after the build.
            .env_remove("CARGO_BUILD_TARGET");
        command
    }

    /// A program of the npm development packages.
    pub fn npm_program(&self, name: &str) -> Command {
        let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
        self.command(self.root.join("node_modules").join(".bin").join(name))
    }
}

/// The cargo that started this program.
pub fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// A command without the variables that `cargo run` describes xtask with: a nested cargo, or a program it starts, would
/// take them for its own.
pub fn clean(program: impl AsRef<OsStr>) -> Command {
    const OF_XTASK: [&str; 5] = ["CARGO_BIN_", "CARGO_CRATE_", "CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_PRIMARY_"];
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(|name| OF_XTASK.iter().any(|prefix| name.starts_with(prefix))) {
            command.env_remove(name);
        }
    }
    command
}

fn metadata(command: &mut Command) -> Result<Value> {
    let output = command.stdin(Stdio::null()).output().context("cannot start cargo")?;
    if !output.status.success() {
        bail!("cargo cannot read the workspace: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    serde_json::from_slice(&output.stdout).context("cargo metadata wrote no JSON")
}

fn target_folder(metadata: &Value) -> Result<PathBuf> {
    let folder = metadata.get("target_directory").and_then(Value::as_str);
    folder.map(PathBuf::from).context("cargo metadata names no target_directory")
}

fn locked_version(metadata: &Value) -> Result<String> {
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages = packages.context("cargo metadata lists no packages")?;
    let text = |package: &Value, field: &str| package.get(field).and_then(Value::as_str).map(str::to_owned);
    let mut versions = packages
        .iter()
        .filter(|package| text(package, "name").as_deref() == Some(WASM_BINDGEN))
        .filter_map(|package| text(package, "version"));
    let Some(version) = versions.next() else {
        bail!("Cargo.lock holds no {WASM_BINDGEN}; it should be a dependency of commerce-customers on {WASM_TARGET}");
    };
    if let Some(other) = versions.next() {
        bail!("Cargo.lock holds {WASM_BINDGEN} {version} and {other}; the glue can be written for one version only");
    }
    Ok(version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn packages(packages: &[(&str, &str)]) -> Value {
        let list: Vec<Value> =
            packages.iter().map(|(name, version)| json!({ "name": name, "version": version })).collect();
        json!({ "packages": list })
    }

    #[test]
    fn the_version_is_the_one_in_the_lock_file() {
        let packages = packages(&[("wasm-bindgen-macro", "9.9.9"), (WASM_BINDGEN, "0.2.130"), ("serde", "1.0.0")]);
        assert_eq!(locked_version(&packages).expect("one version"), "0.2.130");
    }

    #[test]
    fn no_version_and_two_versions_are_said() {
        let none = locked_version(&packages(&[("serde", "1.0.0")])).expect_err("no version");
        assert!(none.to_string().contains("holds no wasm-bindgen"), "{none}");
        let two = locked_version(&packages(&[(WASM_BINDGEN, "0.2.130"), (WASM_BINDGEN, "0.2.99")]));
        let two = two.expect_err("two versions").to_string();
        assert!(two.contains("0.2.130 and 0.2.99"), "{two}");
    }

    #[test]
    fn the_target_folder_is_the_one_that_cargo_uses() {
        let folder = target_folder(&json!({ "target_directory": "/elsewhere" })).expect("a folder");
        assert_eq!(folder, Path::new("/elsewhere"));
        assert!(target_folder(&json!({})).is_err());
    }

    #[test]
    fn the_lock_file_of_this_checkout_is_read() {
        let project = Project::find().expect("the checkout");
        let lock = std::fs::read_to_string(project.root().join("Cargo.lock")).expect("Cargo.lock");
        let entry = format!("name = \"wasm-bindgen\"\nversion = \"{}\"", project.wasm_bindgen());
        assert!(lock.replace('\r', "").contains(&entry), "{entry}");
    }
}
