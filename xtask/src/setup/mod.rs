//! What a fresh machine lacks, and how it is brought there: each thing is looked for first, and what is there is left
//! alone. The long installs run beside other work.

pub mod browser;
pub mod node;
pub mod rust;
pub mod wasm_bindgen;

use std::process::Command;
use std::thread::{self, JoinHandle};
use std::time::Instant;

use anyhow::{anyhow, Result};

use crate::process;

/// A piece of set-up that runs beside other work.
pub struct Job<T>(JoinHandle<Result<T, String>>);

impl<T: Send + 'static> Job<T> {
    /// Starts the work.
    pub fn start(work: impl FnOnce() -> Result<T> + Send + 'static) -> Self {
        Self(thread::spawn(move || work().map_err(|error| format!("{error:#}"))))
    }

    /// Waits for its end. The reason of a failure is one line.
    pub fn wait(self) -> Result<T, String> {
        self.0
            .join()
            .unwrap_or_else(|_| Err("a set-up step stopped in the middle; what it said stands above".to_owned()))
    }

    /// Waits for its end, where nothing can go on without it.
    pub fn needed(self) -> Result<T> {
        self.wait().map_err(|reason| anyhow!(reason))
    }
}

/// Runs one command of the set-up: says what is brought and how, and how long it took.
fn install(what: &str, how: &str, command: &mut Command, failure: &str) -> Result<()> {
    println!("set-up  {what}: {how}");
    let started = Instant::now();
    process::run_or(what, command, failure)?;
    println!("set-up  {what}: done in {}", process::seconds(started.elapsed()));
    Ok(())
}
