//! The program: flags in, one server until it is told to stop, one line on stderr when that cannot be.

use std::process::ExitCode;

use commerce_customers_sandbox::cli::{self, Asked};
use commerce_customers_sandbox::server;

fn main() -> ExitCode {
    let outcome = match cli::read(std::env::args_os()) {
        Ok(Asked::Run(flags)) => server::run(flags),
        Ok(Asked::Text(text)) => {
            print!("{text}");
            Ok(())
        }
        Err(failure) => Err(failure),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.line());
            ExitCode::from(failure.exit_code)
        }
    }
}
