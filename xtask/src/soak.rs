//! The soak in full: tens of thousands of calls with faults in one process, which `cargo xtask test` makes a few thousand of.

use anyhow::{ensure, Result};

use crate::demo::build_sandbox;
use crate::package;
use crate::process;
use crate::project::Project;

/// The test, which takes the number of calls from a variable.
const TEST: &str = "tests/package/soak.test.mjs";

/// How long it takes.
#[derive(clap::Args)]
pub struct Options {
    /// How many calls to make
    #[arg(long, value_name = "N", default_value_t = 50_000, value_parser = clap::value_parser!(u32).range(1_000..))]
    calls: u32,
}

/// Builds the package and the sandbox, and runs the soak against each other.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    package::build(project)?;
    let sandbox = build_sandbox(project)?;
    println!("soak    {} calls", options.calls);
    let mut node = project.command("node");
    node.args(["--test", "--test-reporter=tap", TEST])
        .env("SANDBOX_BIN", sandbox)
        .env("SOAK_CALLS", options.calls.to_string());
    let finished = process::run("soak", &mut node)?;
    let told = |line: &&String| line.starts_with("ok ") || line.starts_with("not ok ") || line.contains("ends: ");
    for line in finished.lines.iter().filter(|line| !finished.status.success() || told(line)) {
        println!("{line}");
    }
    ensure!(finished.status.success(), "the soak failed; what it said stands above");
    Ok(())
}
