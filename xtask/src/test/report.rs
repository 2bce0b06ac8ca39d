//! Runs the steps of a test run one after the other, tells how each went, and sums up at the end.

use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::Result;

use super::counts::Counts;
use crate::process::{run, seconds};

/// What was run so far.
#[derive(Default)]
pub struct Report {
    steps: usize,
    passed: usize,
    failed: usize,
    failures: Vec<String>,
}

impl Report {
    /// A command that is good when it ends well: it counts as one.
    pub fn check(&mut self, title: &str, command: Result<Command>) {
        self.step(title, |title| {
            let finished = run(title, &mut command?)?;
            let success = finished.status.success();
            if !success {
                show(&finished.lines);
            }
            Ok(one(success, title))
        });
    }

    /// Work of this program's own that is good when it gives no error: it counts as one.
    pub fn work(&mut self, title: &str, work: impl FnOnce() -> Result<()>) {
        self.step(title, |title| work().map(|()| one(true, title)));
    }

    /// A command that runs tests, which `read` counts.
    pub fn tests(&mut self, title: &str, command: Result<Command>, read: impl FnOnce(&[String]) -> Counts) {
        self.step(title, |title| {
            let finished = run(title, &mut command?)?;
            let mut counts = read(&finished.lines).judged(finished.status.success());
            if counts.failed > 0 {
                show(&finished.lines);
            }
            for failure in &mut counts.failures {
                *failure = format!("{title}: {failure}");
            }
            Ok(counts)
        });
    }

    /// Lists what failed and closes with the one line that counts.
    pub fn close(self) -> ExitCode {
        print!("{}", self.closing());
        if self.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    fn step(&mut self, title: &str, work: impl FnOnce(&str) -> Result<Counts>) {
        self.steps += 1;
        println!("[{:>2}] {title}", self.steps);
        let started = Instant::now();
        let counts = work(title).unwrap_or_else(|error| {
            println!("     {error:#}");
            Counts { failed: 1, failures: vec![format!("{title}: {error:#}")], ..Counts::default() }
        });
        println!("     {}, {}", counted(&counts), seconds(started.elapsed()));
        self.passed += counts.passed;
        self.failed += counts.failed;
        self.failures.extend(counts.failures);
    }

    fn closing(&self) -> String {
        let mut text = String::new();
        if self.failed > 0 {
            text.push_str("\nfailed:\n");
        }
        for failure in &self.failures {
            text.push_str(&format!("  {failure}\n"));
        }
        text + &format!("{} passed, {} failed\n", self.passed, self.failed)
    }
}

fn one(success: bool, title: &str) -> Counts {
    Counts {
        passed: success.into(),
        failed: (!success).into(),
        failures: if success { Vec::new() } else { vec![title.to_owned()] },
        ..Counts::default()
    }
}

fn counted(counts: &Counts) -> String {
    let mut text = match counts.failed {
        0 => format!("ok: {} passed", counts.passed),
        failed => format!("FAILED: {} passed, {failed} failed", counts.passed),
    };
    if counts.skipped > 0 {
        text.push_str(&format!(", {} not run", counts.skipped));
    }
    text
}

fn show(lines: &[String]) {
    for line in lines {
        println!("{line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::{anyhow, bail};

    fn cargo(arguments: &[&str]) -> Result<Command> {
        let mut command = Command::new(crate::project::cargo());
        command.args(arguments);
        Ok(command)
    }

    #[test]
    fn the_closing_line_is_the_sum_and_the_last() {
        let mut report = Report::default();
        report.work("fine", || Ok(()));
        report.check("version", cargo(&["--version"]));
        report.tests("counted", cargo(&["--version"]), |_| Counts { passed: 7, ..Counts::default() });
        assert_eq!(report.closing(), "9 passed, 0 failed\n");
    }

    #[test]
    fn a_failed_step_is_named_and_the_next_one_runs() {
        let mut report = Report::default();
        report.work("broken", || bail!("no wasm"));
        report.check("no command", Err(anyhow!("no tool")));
        report.check("no such flag", cargo(&["--no-such-flag"]));
        report.tests("tests", cargo(&["--version"]), |_| Counts {
            passed: 2,
            failed: 1,
            failures: vec!["a::b".to_owned()],
            ..Counts::default()
        });
        report.tests("nothing", cargo(&["--version"]), Counts::of_cargo);
        assert_eq!(
            report.closing(),
            "\nfailed:\n  broken: no wasm\n  no command: no tool\n  no such flag\n  tests: a::b\n  nothing: ran no test\n\
             2 passed, 5 failed\n"
        );
    }
}
