//! Builds everything and starts the sandbox, which serves the page, the package and the services.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{anyhow, Result};

use crate::package;
use crate::process;
use crate::project::Project;

/// The package and the program of the sandbox.
const SANDBOX: &str = "commerce-customers-sandbox";

/// How the sandbox is to be started.
#[derive(clap::Args)]
pub struct Options {
    /// The port to listen on; 0 takes any that is free [default: 8787]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Keep the customers in this SQLite file instead of in memory
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
    /// How many example customers the tenant acme starts with; 200 unless given
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Given to the sandbox as it is
    #[arg(last = true, value_name = "ARGUMENTS")]
    more: Vec<String>,
}

/// Builds what is not built, then becomes the sandbox.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    package::build(project)?;
    let program = build_sandbox(project)?;
    let mut sandbox = Command::new(&program);
    // The page's own panel lets it fail on purpose; only pages of the sandbox itself may.
    sandbox.arg("--root").arg(project.root()).arg("--control");
    if let Some(port) = options.port {
        sandbox.arg("--port").arg(port.to_string());
    }
    if let Some(db) = &options.db {
        sandbox.arg("--db").arg(db);
    }
    if let Some(seed) = options.seed {
        sandbox.arg("--seed").arg(seed.to_string());
    }
    sandbox.args(&options.more);
    println!("start   the sandbox: open the address it prints in a browser, Ctrl-C ends it");
    become_program(sandbox)
}

/// Builds the sandbox; answers where its program is.
pub fn build_sandbox(project: &Project) -> Result<PathBuf> {
    println!("build   the sandbox");
    let mut command = project.cargo(["build", "--package", SANDBOX]);
    process::run_or("the sandbox", &mut command, "the sandbox does not compile")?;
    let file = format!("{SANDBOX}{}", std::env::consts::EXE_SUFFIX);
    Ok(project.target().join("debug").join(file))
}

/// The sandbox takes the place of this process, so that Ctrl-C and every other signal reach it alone and its exit code is
/// the one that is seen.
#[cfg(unix)]
fn become_program(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(anyhow!(error).context(format!("cannot start {}", command.get_program().to_string_lossy())))
}

#[cfg(not(unix))]
fn become_program(mut command: Command) -> Result<()> {
    let status = command
        .status()
        .map_err(|error| anyhow!(error).context(format!("cannot start {}", command.get_program().to_string_lossy())))?;
    std::process::exit(status.code().unwrap_or(1));
}
