//! What has to be right before a version is published. Publishing itself is somebody's decision, and done by hand.

use std::fs;

use anyhow::{bail, ensure, Context, Result};

use crate::files::{files, read, remove_folder};
use crate::module::{MODULES, SNIPPETS};
use crate::package;
use crate::process;
use crate::project::Project;
use crate::setup::wasm_bindgen::wasm_bindgen;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How a release is made.
#[derive(clap::Args)]
pub struct Options {
    /// Do everything but the publishing
    #[arg(long)]
    dry_run: bool,
}

/// Checks the version, builds twice, packs, and lets cargo and npm go through everything but the upload.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    if !options.dry_run {
        bail!(
            "nothing is published from here: run this with --dry-run, then `cargo publish` and `npm publish` in pkg/"
        );
    }
    let changes = fs::read_to_string(project.root().join("CHANGELOG.md")).context("cannot read CHANGELOG.md")?;
    println!("release {VERSION}: {}", changes_of(&changes, VERSION)?);
    package::build(project)?.gate()?;
    reproducible(project)?;
    nothing_of_this_machine(project)?;

    let mut cargo = project.cargo(["package", "--package", "commerce-customers"]);
    // Whatever is not committed is not part of a release; while one is tried it may be.
    cargo.arg("--allow-dirty");
    process::run_or("cargo package", &mut cargo, "cargo cannot package the crate")?;
    let mut npm = project.command("npm");
    npm.args(["publish", "--dry-run", "--json", "--ignore-scripts"]).current_dir(project.pkg());
    let said = process::run_or("npm publish --dry-run", &mut npm, "npm cannot pack the package")?;
    println!("release {}", packed(&said.join("\n"))?);
    println!("release {VERSION} is ready: set its date in CHANGELOG.md, tag it, then `cargo publish` and `npm publish` in pkg/");
    Ok(())
}

/// What the changelog has of this version: a section of its own, or what is not released yet.
fn changes_of(changelog: &str, version: &str) -> Result<String> {
    let sections = || changelog.split("\n## ").skip(1);
    let found = sections()
        .find(|section| section.starts_with(&format!("{version} ")) || section.starts_with(&format!("[{version}]")))
        .or_else(|| sections().find(|section| section.starts_with("Unreleased")));
    let section =
        found.with_context(|| format!("CHANGELOG.md has no section `## {version}` and none `## Unreleased`"))?;
    let (title, changes) = section.split_once('\n').unwrap_or((section, ""));
    let count = changes.lines().filter(|line| line.starts_with("- ")).count();
    ensure!(count > 0, "the section `{title}` of CHANGELOG.md lists no change");
    Ok(format!("{count} changes under `{title}`"))
}

/// Builds the modules and their glue once more, elsewhere; every byte has to be the same.
fn reproducible(project: &Project) -> Result<()> {
    let again = project.scratch().join("again");
    remove_folder(&again)?;
    let tools = wasm_bindgen(project.wasm_bindgen())?;
    for module in MODULES {
        let compiled = module.compile_in(project, &again)?;
        let staged = module.stage(project, &compiled, &tools)?;
        let mut names = vec![module.wasm(), module.glue()];
        for snippet in files(&staged.join(SNIPPETS))? {
            names.push(snippet.strip_prefix(&staged)?.display().to_string());
        }
        for name in names {
            let same = read(&staged.join(&name))? == read(&project.pkg().join(&name))?;
            ensure!(same, "{name} differs between two builds; something of the machine or the time is in it");
        }
    }
    println!("release two builds are the same, byte by byte");
    remove_folder(&again)
}

/// No file of the package names a folder of this machine.
fn nothing_of_this_machine(project: &Project) -> Result<()> {
    let home = std::env::home_dir().map(|home| home.display().to_string());
    let folders: Vec<String> = home.into_iter().chain([project.root().display().to_string()]).collect();
    for file in files(&project.pkg())? {
        let bytes = read(&file)?;
        let named = folders.iter().find(|folder| contains(&bytes, folder.as_bytes()));
        ensure!(named.is_none(), "{} names a folder of this machine", file.display());
    }
    Ok(())
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// One line of what npm would upload.
fn packed(said: &str) -> Result<String> {
    let json = said.find('{').map(|at| &said[at..]).unwrap_or_default();
    let mut values = serde_json::Deserializer::from_str(json).into_iter::<serde_json::Value>();
    let said = values.next().and_then(Result::ok).context("npm said nothing of what it packed")?;
    // Newer versions of npm list packages by name.
    let package = said.get("commerce-customers").unwrap_or(&said);
    let (version, size, files) = (&package["version"], &package["size"], &package["entryCount"]);
    ensure!(version == VERSION, "npm packed version {version}, and {VERSION} is due");
    Ok(format!("npm: {files} files, {size} bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changelog_has_something_to_say() {
        let changelog = "# Changelog\n\n## Unreleased\n\n### Added\n- this\n- that\n\n## 0.1.0 - 2026-11-26\n- first\n";
        assert_eq!(changes_of(changelog, "0.1.0").expect("a section"), "1 changes under `0.1.0 - 2026-11-26`");
        assert_eq!(changes_of(changelog, "0.2.0").expect("unreleased"), "2 changes under `Unreleased`");
        changes_of("# Changelog\n", "0.1.0").expect_err("no section");
        changes_of("# Changelog\n\n## Unreleased\n\n## 0.0.9 - long ago\n- x\n", "0.1.0").expect_err("no change");
    }

    #[test]
    fn what_npm_says_is_read() {
        let said = |version: &str| format!("{{\"version\":{version:?},\"size\":7,\"entryCount\":3}}");
        assert_eq!(packed(&said(VERSION)).expect("the version"), "npm: 3 files, 7 bytes");
        assert_eq!(
            packed(&format!("warning\n{{\"commerce-customers\":{}}}", said(VERSION))).expect("the version"),
            "npm: 3 files, 7 bytes"
        );
        packed(&said("9.9.9")).expect_err("another version");
        packed("").expect_err("nothing");
    }

    #[test]
    fn a_folder_is_found_wherever_it_stands() {
        assert!(contains(b"cargo /home/me/x", b"/home/me"));
        assert!(!contains(b"cargo /home/you", b"/home/me"));
    }
}
