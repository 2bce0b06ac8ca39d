//! How fast, how large and how frugal the package is, beside others that do the same. Figures of one run are to be compared with
//! each other only.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{ensure, Result};

use crate::module::EMPTY;
use crate::package;
use crate::project::Project;
use crate::setup::browser::browser;
use crate::setup::node::NpmPackages;
use crate::setup::wasm_bindgen::wasm_bindgen;
use crate::stamp::write;

/// The folder of the measurements, with the npm packages that nothing else needs.
const FOLDER: &str = "benches";
/// The measurements in order; each prints its own tables and keeps its figures for the last one, which prints that of the README.
const BENCHES: [&str; 11] = [
    "validation.mjs",
    "pages.mjs",
    "calls.mjs",
    "bulk.mjs",
    "growth.mjs",
    "memory.mjs",
    "start/size.mjs",
    "start/node.mjs",
    "start/workerd.mjs",
    IN_CHROMIUM,
    "table.mjs",
];
const IN_CHROMIUM: &str = "start/chromium.mjs";

/// What is measured.
#[derive(clap::Args)]
pub struct Options {
    /// Only the measurements whose names contain this, and without the table that needs all of them
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

/// Builds the package and measures it.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    package::build(project)?;
    NpmPackages::of_tests(project, FOLDER).ready()?;
    let empty = EMPTY.stage(project, &EMPTY.compile(project)?, &wasm_bindgen(project.wasm_bindgen())?)?;
    let results = project.scratch().join("bench.jsonl");
    write(&results, b"")?;
    let browser = browser().map(|browser| browser.chromium);
    for bench in BENCHES.into_iter().filter(|name| options.only.as_ref().is_none_or(|text| name.contains(text))) {
        println!("bench   {bench}");
        let mut command = bench_command(project, bench);
        command.env("EMPTY", &empty).env("RESULTS", &results);
        match &browser {
            Ok(chromium) => _ = command.env("CHROMIUM", chromium),
            Err(error) if bench == IN_CHROMIUM => {
                println!("left out: {error:#}");
                continue;
            }
            Err(_) => {}
        }
        ensure!(command.status()?.success(), "{bench} failed; what it said stands above");
    }
    Ok(())
}

fn bench_command(project: &Project, bench: &str) -> Command {
    let mut command = project.command("node");
    // To see what is left after a collection.
    command.arg("--expose-gc").arg(PathBuf::from(FOLDER).join(bench));
    command
}
