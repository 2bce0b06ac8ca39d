//! The program as a shell sees it: flags, output, exit codes, signals, and the file it keeps.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{json, Value};

const PROGRAM: &str = env!("CARGO_BIN_EXE_commerce-customers-sandbox");

/// A started program. Dropping it ends it at once.
struct Program {
    child: Child,
    stdout: BufReader<ChildStdout>,
    address: String,
}

impl Program {
    fn start(flags: &[&str]) -> Program {
        let mut child = command(flags).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let Some(address) = line.trim_end().strip_prefix("listening on http://").map(str::to_owned) else {
            panic!("{line:?}, {:?}", child.wait_with_output());
        };
        Program { child, stdout, address }
    }

    fn signal(&self, name: &str) {
        signal(&self.child, name);
    }

    /// Waits for the end; returns how it ended and what it had printed since the first line.
    fn end(&mut self) -> (ExitStatus, String, String) {
        until_ended(&mut self.child);
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.stdout.read_to_string(&mut stdout).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        (self.child.wait().unwrap(), stdout, stderr)
    }

    fn call(&self, method: &str, path: &str, body: Option<Value>) -> (u16, String) {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.address))
            .header("Authorization", "Bearer sandbox")
            .header("Content-Type", "application/json");
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let answer = match body {
            Some(body) => agent.run(request.body(body.to_string()).unwrap()),
            None => agent.run(request.body(()).unwrap()),
        };
        let mut answer = answer.unwrap();
        (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
    }

    fn count(&self) -> usize {
        let (_, list) = self.call("GET", "/customer/acme/customers?pageSize=1000", None);
        serde_json::from_str::<Vec<Value>>(&list).unwrap().len()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Fails only when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn signal(child: &Child, name: &str) {
    let line = format!("kill -{name} {}", child.id());
    assert!(Command::new("sh").args(["-c", &line]).status().unwrap().success());
}

/// How a program that was told to stop ended. One that does not end is ended.
fn until_ended(child: &mut Child) -> ExitStatus {
    let begin = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if begin.elapsed() > Duration::from_secs(10) {
            child.kill().unwrap();
            panic!("it does not stop");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn command(flags: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(flags).stdin(Stdio::null());
    command
}

fn run(flags: &[&str]) -> Output {
    command(flags).output().unwrap()
}

/// Runs a program that cannot start, and returns its one line. One that does start is ended.
fn refusal(flags: &[&str], exit_code: i32) -> String {
    let mut child = command(flags).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdout = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut stdout).unwrap();
    if !stdout.is_empty() {
        child.kill().unwrap();
    }
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(exit_code), "{flags:?}: {stderr}");
    assert_eq!((stderr.lines().count(), stdout.as_str()), (1, ""), "{flags:?}: {stderr}");
    assert!(stderr.starts_with("sandbox: ") && stderr.matches(';').count() >= 1, "{stderr}");
    stderr
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn says_where_it_listens_and_ends_well_on_both_signals() {
    for signal in ["INT", "TERM"] {
        let mut program = Program::start(&["--port", "0", "--seed", "7"]);
        assert_eq!(program.count(), 7);
        program.signal(signal);
        let (status, stdout, stderr) = program.end();
        assert_eq!((status.code(), stdout.as_str()), (Some(0), ""), "{signal}: {stderr}");
        assert!(
            stderr.starts_with("seeded 7 customers into the tenant acme in ") && stderr.lines().count() == 1,
            "{stderr}"
        );
    }
}

#[test]
fn help_and_version() {
    let help = run(&["--help"]);
    let text = String::from_utf8(help.stdout).unwrap();
    assert!(help.status.success() && help.stderr.is_empty());
    for flag in ["--port", "--db", "--seed", "--token", "--fault", "--control", "--root"] {
        assert!(text.contains(flag), "{flag}");
    }
    assert!(run(&["--version"]).status.success());
}

#[test]
fn a_wrong_flag_is_one_line() {
    for flags in [
        &["--prot", "1"][..],
        &["--fault", "GET v2 hang"],
        &["--port", "x"],
        &["--port"],
        &["--seed", "-1"],
        &["--token", ""],
        &["stray"],
    ] {
        let line = refusal(flags, 2);
        assert!(line.contains("see --help"), "{line}");
    }
}

#[test]
fn a_busy_port_is_one_line() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port().to_string();
    let line = refusal(&["--port", &port], 1);
    assert!(line.contains(&port) && line.contains("the port is in use; give another --port"), "{line}");
}

#[test]
fn an_unusable_database_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let of = |name: &str| folder.path().join(name);
    std::fs::write(of("letter.txt"), "Dear Sir or Madam, ".repeat(100)).unwrap();
    std::fs::create_dir(of("folder")).unwrap();
    for (file, why) in [
        (of("letter.txt"), "not an SQLite database"),
        (of("folder"), "cannot be opened"),
        (of("missing/shop.db"), "cannot be opened"),
    ] {
        let line = refusal(&["--port", "0", "--db", text(&file)], 1);
        assert!(line.contains(text(&file)) && line.contains(why) && line.contains("--db"), "{line}");
    }
    assert_eq!(std::fs::read_to_string(of("letter.txt")).unwrap(), "Dear Sir or Madam, ".repeat(100));
}

#[test]
fn a_root_that_is_no_folder_is_one_line() {
    let line = refusal(&["--port", "0", "--root", "/no/such/folder"], 1);
    assert!(line.contains("/no/such/folder") && line.contains("--root"), "{line}");
}

#[test]
fn a_file_keeps_the_customers_and_is_seeded_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.db");
    let flags = ["--port", "0", "--seed", "5", "--db", text(&file)];

    let mut program = Program::start(&flags);
    assert_eq!(program.call("POST", "/customer/acme/customers", Some(json!({ "id": "kept" }))).0, 201);
    let (_, before) = program.call("GET", "/customer/acme/customers", None);
    program.signal("TERM");
    assert!(program.end().0.success());

    // Ended without a word the second time; what was answered with 201 is still there.
    let mut program = Program::start(&flags);
    assert_eq!(program.call("GET", "/customer/acme/customers", None).1, before);
    assert_eq!(program.call("POST", "/customer/acme/customers", Some(json!({ "id": "kept" }))).0, 409);
    assert_eq!(program.call("POST", "/customer/acme/customers", Some(json!({ "id": "too" }))).0, 201);
    program.child.kill().unwrap();
    assert_eq!(program.end().2, "", "nothing was seeded");

    let program = Program::start(&flags);
    assert_eq!((program.count(), program.call("GET", "/customer/acme/customers/too", None).0), (7, 200));
}

#[test]
fn memory_forgets() {
    let program = Program::start(&["--port", "0", "--seed", "0"]);
    assert_eq!(program.call("POST", "/customer/acme/customers", Some(json!({ "id": "gone" }))).0, 201);
    drop(program);
    assert_eq!(Program::start(&["--port", "0", "--seed", "0"]).count(), 0);
}

/// Sends the head of a create and waits until the program asks for the body: from then on the request is in flight.
fn half_sent(program: &Program) -> TcpStream {
    let mut stream = TcpStream::connect(&program.address).unwrap();
    let head = "POST /customer/acme/customers HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer sandbox\r\n\
                Content-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let mut line = [0; 25];
    stream.read_exact(&mut line).unwrap();
    assert_eq!(&line, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream
}

/// Returns once the program takes no more connections.
fn until_closed(program: &Program) {
    let begin = Instant::now();
    while TcpStream::connect(&program.address).is_ok() {
        assert!(begin.elapsed() < Duration::from_secs(10), "it still takes connections");
    }
}

#[test]
fn a_request_in_flight_is_answered_before_the_end() {
    let mut program = Program::start(&["--port", "0", "--seed", "0"]);
    let mut stream = half_sent(&program);
    program.signal("TERM");
    until_closed(&program);
    stream.write_all(b"{}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 Created\r\n"), "{answer}");
    assert!(program.end().0.success());
}

#[test]
fn a_request_that_never_ends_is_cut_off() {
    let mut program = Program::start(&["--port", "0", "--seed", "0"]);
    let _waiting = half_sent(&program);
    let _idle = TcpStream::connect(&program.address).unwrap();
    let begin = Instant::now();
    program.signal("INT");
    let (status, _, stderr) = program.end();
    let elapsed = begin.elapsed();
    assert!(status.success(), "{stderr}");
    assert!((Duration::from_secs(1)..Duration::from_secs(6)).contains(&elapsed), "{elapsed:?}");
}

#[test]
fn a_large_seed_can_be_interrupted_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.db");
    let mut child = command(&["--port", "0", "--seed", "1000000", "--db", text(&file)])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Signals are taken from before the file is made.
    let begin = Instant::now();
    while !file.exists() {
        assert!(begin.elapsed() < Duration::from_secs(10), "there is no database");
    }
    signal(&child, "INT");
    let status = until_ended(&mut child);
    assert!(status.success(), "{status:?}");
    assert_eq!(Program::start(&["--port", "0", "--seed", "2", "--db", text(&file)]).count(), 2);
}
