//! How fast the package is, beside others that do the same. Figures of one run are to be compared with each other only.

use anyhow::{ensure, Result};

use crate::module::EMPTY;
use crate::package;
use crate::project::Project;
use crate::setup::wasm_bindgen::wasm_bindgen;

/// The measurements; each prints its own tables.
const BENCHES: [&str; 3] = ["benches/validation.mjs", "benches/calls.mjs", "benches/startup.mjs"];

/// Builds the package and measures it.
pub fn run(project: &Project) -> Result<()> {
    package::build(project)?;
    let empty = EMPTY.stage(project, &EMPTY.compile(project)?, &wasm_bindgen(project.wasm_bindgen())?)?;
    for bench in BENCHES {
        println!("bench   {bench}");
        // As on Workers, and in pages under a strict content security policy.
        let status = project
            .command("node")
            .args(["--disallow-code-generation-from-strings", bench])
            .env("EMPTY", &empty)
            .status()?;
        ensure!(status.success(), "{bench} failed; what it said stands above");
    }
    Ok(())
}
