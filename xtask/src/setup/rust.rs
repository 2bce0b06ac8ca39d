//! The parts of the Rust toolchain that a plain installation lacks: the wasm target, rustfmt and clippy.

use std::path::Path;
use std::process::Command;

use anyhow::{bail, Result};

use super::install;
use crate::process::answer;
use crate::project::{Project, WASM_TARGET};

/// Both ways to the target, in one line.
const TARGET_WAYS: &str = "the target wasm32-unknown-unknown is missing: add it with `rustup target add \
    wasm32-unknown-unknown`, or build it with Debian's toolchain (`apt-get install rustc-web cargo-web rust-web-src \
    lld-22`, then cargo with `-Zbuild-std=std,panic_abort`)";

/// Sees to the standard library for wasm.
pub fn wasm_target(project: &Project) -> Result<()> {
    if target_is_there(project) {
        return Ok(());
    }
    if which::which("rustup").is_err() {
        bail!(TARGET_WAYS);
    }
    install(
        "the wasm target",
        "rustup target add wasm32-unknown-unknown",
        project.command("rustup").args(["target", "add", WASM_TARGET]),
        TARGET_WAYS,
    )?;
    if !target_is_there(project) {
        bail!(TARGET_WAYS);
    }
    Ok(())
}

/// Sees to rustfmt and clippy.
pub fn components(project: &Project) -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if answer(&mut project.cargo([subcommand, "--version"])).is_some() {
            continue;
        }
        let missing =
            format!("`cargo {subcommand}` is missing: add it with `rustup component add {component}`, or install your system's package of it");
        if which::which("rustup").is_err() {
            bail!(missing);
        }
        install(
            component,
            &format!("rustup component add {component}"),
            project.command("rustup").args(["component", "add", component]),
            &missing,
        )?;
    }
    Ok(())
}

// Asks the compiler itself and not rustup: a toolchain of another origin may have the target too.
fn target_is_there(project: &Project) -> bool {
    let mut rustc: Command = project.command("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    answer(&mut rustc).is_some_and(|folder| Path::new(&folder).is_dir())
}
