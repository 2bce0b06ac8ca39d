//! Runs a command quietly: its output is kept, and a long one gives a sign of life now and then.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{channel, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{bail, Context, Result};

/// How long a command may be silent here before its last line is shown.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);
/// How often an ended command is noticed whose descendants still hold its output open.
const LOOK: Duration = Duration::from_millis(500);

/// What a command did.
pub struct Finished {
    /// How it ended.
    pub status: ExitStatus,
    /// Both of its outputs, in the order they came.
    pub lines: Vec<String>,
}

/// Runs the command to its end. The label stands before its signs of life.
pub fn run(label: &str, command: &mut Command) -> Result<Finished> {
    let started = Instant::now();
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {program}"))?;

    let (sender, receiver) = channel();
    forward(child.stdout.take(), sender.clone());
    forward(child.stderr.take(), sender);

    let mut lines: Vec<String> = Vec::new();
    let mut last_sign = started;
    let mut ended = None;
    loop {
        match receiver.recv_timeout(LOOK) {
            Ok(line) => lines.push(line),
            Err(RecvTimeoutError::Disconnected) => break,
            // Nothing came for a whole look after the end: the rest belongs to somebody else.
            Err(RecvTimeoutError::Timeout) if ended.is_some() => break,
            Err(RecvTimeoutError::Timeout) => ended = child.try_wait()?,
        }
        if last_sign.elapsed() >= SIGN_OF_LIFE {
            last_sign = Instant::now();
            let last = lines.iter().rev().map(|line| line.trim()).find(|line| tells(line)).unwrap_or("");
            let last: String = last.chars().take(100).collect();
            println!("    … {label}, {}: {last}", seconds(started.elapsed()));
        }
    }
    let status = match ended {
        Some(status) => status,
        None => child.wait().with_context(|| format!("cannot wait for {program}"))?,
    };
    Ok(Finished { status, lines })
}

/// Runs the command; when it fails, shows all it said and ends with the given sentence.
pub fn run_or(label: &str, command: &mut Command, failure: &str) -> Result<Vec<String>> {
    let finished = run(label, command).with_context(|| failure.to_owned())?;
    if !finished.status.success() {
        for line in &finished.lines {
            println!("{line}");
        }
        bail!("{failure} ({})", finished.status);
    }
    Ok(finished.lines)
}

/// What a short command says, or nothing when it cannot be started or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// A duration as it is shown everywhere.
pub fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f32())
}

/// Whether a line tells how far a command is: the rulers and durations between the tests in TAP do not.
fn tells(line: &str) -> bool {
    line.contains(char::is_alphanumeric) && !["duration_ms:", "type:"].iter().any(|start| line.starts_with(start))
}

fn forward(stream: Option<impl Read + Send + 'static>, lines: Sender<String>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut bytes = Vec::new();
        while matches!(reader.read_until(b'\n', &mut bytes), Ok(read) if read > 0) {
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            bytes.clear();
            if lines.send(line).is_err() {
                return;
            }
        }
    });
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn both_outputs_and_the_end_are_kept() {
        let finished = run("test", &mut shell("echo out; echo err >&2; exit 3")).expect("sh");
        let mut lines = finished.lines;
        lines.sort();
        assert_eq!(lines, ["err", "out"]);
        assert_eq!(finished.status.code(), Some(3));
    }

    #[test]
    fn a_descendant_that_outlives_the_command_is_not_waited_for() {
        let started = Instant::now();
        let finished = run("test", &mut shell("sleep 30 & echo done")).expect("sh");
        assert_eq!(finished.lines, ["done"]);
        assert!(started.elapsed() < Duration::from_secs(20), "waited for the sleep");
    }

    #[test]
    fn a_failure_is_one_sentence_with_the_exit_status() {
        let error = run_or("test", &mut shell("exit 2"), "the thing cannot be built").expect_err("exit 2");
        assert_eq!(format!("{error:#}"), "the thing cannot be built (exit status: 2)");
        let error = run_or("test", &mut Command::new("no-such-program"), "no thing").expect_err("no program");
        assert!(format!("{error:#}").starts_with("no thing: cannot start no-such-program"), "{error:#}");
    }

    #[test]
    fn a_sign_of_life_skips_what_tells_nothing() {
        for line in ["Compiling serde v1.0.229", "ok 3 - a page", "test a::b ... ok"] {
            assert!(tells(line), "{line}");
        }
        for line in ["", "---", "...", "duration_ms: 1.2", "type: 'suite'"] {
            assert!(!tells(line), "{line}");
        }
    }

    #[test]
    fn an_answer_is_trimmed_and_missing_when_the_command_fails() {
        assert_eq!(answer(&mut shell("echo v20.1.2")).as_deref(), Some("v20.1.2"));
        assert_eq!(answer(&mut shell("echo no; exit 1")), None);
        assert_eq!(answer(&mut Command::new("no-such-program")), None);
    }
}
