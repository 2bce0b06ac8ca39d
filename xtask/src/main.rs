//! The chores of commerce-customers, run as `cargo xtask COMMAND`: each does the set-up that it needs on a fresh machine.

mod bench;
mod codes;
mod declarations;
mod demo;
mod files;
mod loading;
mod module;
mod names;
mod package;
mod process;
mod project;
mod publish;
mod release;
mod setup;
mod sizes;
mod soak;
mod stamp;
mod test;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use project::Project;

/// The chores of commerce-customers
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Build everything and start the sandbox with its page
    Demo(demo::Options),
    /// Make the npm package in pkg/ and print its sizes
    Build,
    /// Measure how long things take, how large they are and that nothing grows, beside other libraries
    Bench(bench::Options),
    /// Write the tables of currency and country codes again, from Debian's iso-codes
    Codes(codes::Options),
    /// Write the domain part of pkg/index.d.ts again, from the records
    Types,
    /// Make many calls with faults in one process, and see that nothing grows and nothing is done twice
    Soak(soak::Options),
    /// See that a version can be published: versions, changelog, two builds alike, and what cargo and npm say
    Release(release::Options),
    /// Run every check and test, and close with one line `N passed, N failed`
    Test(test::Options),
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    let project = Project::find()?;
    match arguments.command {
        Chore::Demo(options) => demo::run(&project, &options)?,
        Chore::Build => {
            package::build(&project)?.gate()?;
        }
        Chore::Bench(options) => bench::run(&project, &options)?,
        Chore::Codes(options) => codes::run(&project, &options)?,
        Chore::Types => declarations::run(&project)?,
        Chore::Release(options) => release::run(&project, &options)?,
        Chore::Soak(options) => soak::run(&project, &options)?,
        Chore::Test(options) => return Ok(test::run(&project, &options)),
    }
    Ok(ExitCode::SUCCESS)
}
