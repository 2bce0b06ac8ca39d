//! Every check and test of the project, in order; a failed step does not keep the next one from running.

mod counts;
mod report;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{anyhow, bail, Context, Result};
use serde_json::Value;

use crate::demo::build_sandbox;
use crate::module::{CLIENT, MODULES};
use crate::package;
use crate::project::{Project, WASM_TARGET};
use crate::setup::browser::{browser, others, Browser};
use crate::setup::node::NpmPackages;
use crate::setup::wasm_bindgen::{wasm_bindgen, WasmBindgen};
use crate::setup::{rust, Job};
use crate::stamp;
use counts::Counts;
use report::Report;

const CRATE: &str = "commerce-customers";
/// The test target with the tests that run as wasm.
const WASM_TESTS: [&str; 2] = ["--test", "wasm"];
/// The tests of the packed package, with development packages of their own.
const TARBALL: &str = "tests/tarball";
/// The same for its bundlers.
const BUNDLERS: &str = "tests/bundlers";
/// The end of the name of a file with JavaScript tests.
const JS_TESTS: &str = ".test.mjs";
/// How long one file of JavaScript tests may take before it counts as stuck, in milliseconds.
const JS_TIMEOUT: &str = "--test-timeout=300000";

/// What is run.
#[derive(clap::Args)]
pub struct Options {
    /// The packed package in bundlers and test runners too: Vite, webpack, Rollup, esbuild, Next.js, Vitest and Jest
    #[arg(long)]
    all: bool,
}

/// The things that steps share; each is a line of text where it cannot be had.
struct Ready {
    tools: Result<WasmBindgen, String>,
    npm: Result<(), String>,
    browser: Result<Browser, String>,
    /// Runtimes and judges of the packed package.
    tarball: Result<(), String>,
    /// Bundlers and test runners, where they are asked for.
    bundlers: Option<Result<(), String>>,
    other_browsers: Vec<(&'static str, PathBuf)>,
}

/// Runs everything; closes with one line `N passed, N failed`.
pub fn run(project: &Project, options: &Options) -> ExitCode {
    let mut report = Report::default();
    if let Err(error) = rust::wasm_target(project).and_then(|()| rust::components(project)) {
        report.work("set-up", || Err(error));
        return report.close();
    }
    let version = project.wasm_bindgen().to_owned();
    let npm_packages = NpmPackages::of(project);
    let tools = Job::start(move || wasm_bindgen(&version));
    let npm = Job::start(move || npm_packages.ready());
    let tarball_packages = NpmPackages::of_tests(project, TARBALL);
    let tarball = Job::start(move || tarball_packages.ready());
    let bundlers = options.all.then(|| NpmPackages::of_tests(project, BUNDLERS));
    let bundlers = bundlers.map(|packages| Job::start(move || packages.ready()));
    // One after the other: the package manager serves one at a time.
    let browsers = Job::start(|| Ok((browser().map_err(|error| format!("{error:#}")), others())));

    native(project, &mut report);
    let (browser, other_browsers) = browsers.wait().unwrap_or_else(|reason| (Err(reason), Vec::new()));
    let ready = Ready {
        tools: tools.wait(),
        npm: npm.wait(),
        tarball: tarball.wait(),
        bundlers: bundlers.map(Job::wait),
        browser,
        other_browsers,
    };
    wasm(project, &ready, &mut report);
    javascript(project, &ready, &mut report);
    report.close()
}

fn native(project: &Project, report: &mut Report) {
    report.check("format", Ok(project.cargo(["fmt", "--all", "--check", "--", "--color", "never"])));

    let mut clippy = project.cargo(["clippy", "--workspace", "--all-targets"]);
    clippy.args(["--", "--deny", "warnings"]);
    report.check("clippy", Ok(clippy));

    for module in MODULES {
        let mut clippy = project.cargo(["clippy", "--package", CRATE, "--target", WASM_TARGET]);
        clippy.args(module.features).arg("--lib");
        if module.name == CLIENT.name {
            clippy.args(WASM_TESTS);
        }
        clippy.args(["--", "--deny", "warnings"]);
        report.check(&format!("clippy of the wasm of {}", module.name), Ok(clippy));
    }

    // Apart from xtask: together the features of shared dependencies differ from those of `cargo xtask` and of the
    // sandbox alone, and all of them would be compiled twice.
    let mut tests = project.cargo(["test", "--workspace", "--exclude", "xtask"]);
    tests.arg("--no-fail-fast").env("FUZZ_SECONDS", "20");
    report.tests("native tests", Ok(tests), Counts::of_cargo);
    report.tests("tests of xtask", Ok(project.cargo(["test", "--package", "xtask"])), Counts::of_cargo);

    let mut doc = project.cargo(["doc", "--workspace", "--no-deps"]);
    doc.env("RUSTDOCFLAGS", "--deny warnings");
    report.check("documentation", Ok(doc));
}

fn wasm(project: &Project, ready: &Ready, report: &mut Report) {
    let in_node = needed(&ready.tools).map(|tools| wasm_tests(project, tools));
    report.tests("wasm tests in Node", in_node, Counts::of_cargo);
    report.tests("wasm tests in Chromium", wasm_tests_in_chromium(project, ready), Counts::of_cargo);
    report.work("package and its size", || {
        needed(&ready.npm)?;
        let modules = package::compile(project)?;
        package::assemble(project, &modules, needed(&ready.tools)?)?.gate()
    });
}

fn javascript(project: &Project, ready: &Ready, report: &mut Report) {
    let mut sandbox = Err(anyhow!("the sandbox was not built"));
    report.work("sandbox", || {
        sandbox = Ok(build_sandbox(project)?);
        Ok(())
    });
    let sandbox = sandbox.map_err(|error| error.to_string());

    for (title, folder) in
        [("package in Node", "tests/package"), ("package in workerd", "tests/workers"), ("contract", "tests/contract")]
    {
        let environment =
            needed(&ready.npm).and_then(|()| needed(&sandbox)).map(|sandbox| vec![("SANDBOX_BIN", sandbox.clone())]);
        js_tests(project, report, title, folder, environment);
    }

    tarball(project, &sandbox, ready, report);

    let environment = needed(&ready.npm).and_then(|()| with_browsers(&sandbox, ready));
    js_tests(project, report, "page in Chromium and Firefox", "tests/browser", environment);
}

/// The same with the other browsers that were found.
fn with_browsers(sandbox: &Result<PathBuf, String>, ready: &Ready) -> Result<Vec<(&'static str, PathBuf)>> {
    let mut environment = with_browser(sandbox, ready)?;
    environment.extend(ready.other_browsers.iter().cloned());
    Ok(environment)
}

/// What tests with a sandbox and Chromium find them by.
fn with_browser(sandbox: &Result<PathBuf, String>, ready: &Ready) -> Result<Vec<(&'static str, PathBuf)>> {
    let chromium = needed(&ready.browser)?.chromium.clone();
    Ok(vec![("SANDBOX_BIN", needed(sandbox)?.clone()), ("CHROMIUM", chromium)])
}

/// The package as it is packed, in its runtimes and before its judges.
fn tarball(project: &Project, sandbox: &Result<PathBuf, String>, ready: &Ready, report: &mut Report) {
    let judge = |program: &str, arguments: &[&str]| {
        needed(&ready.npm)?;
        needed(&ready.tarball)?;
        let mut command = project.command(project.root().join(TARBALL).join("node_modules/.bin").join(program));
        command.args(arguments);
        Ok(command)
    };
    report.check("publint", judge("publint", &["run", "pkg", "--strict"]));
    // Not the rules of before 2022, which know no subpaths, and not the wasm, which has no types.
    let exclude = ["--profile", "node16", "--exclude-entrypoints", "client_bg.wasm", "validate_bg.wasm"];
    report.check("are the types wrong", judge("attw", &[&["--pack", "pkg"], &exclude[..]].concat()));

    let environment =
        needed(&ready.npm).and_then(|()| needed(&ready.tarball)).and_then(|()| with_browsers(sandbox, ready));
    js_tests(project, report, "packed package in its runtimes", TARBALL, environment);

    if let Some(bundlers) = &ready.bundlers {
        let environment =
            needed(&ready.npm).and_then(|()| needed(bundlers)).and_then(|()| with_browser(sandbox, ready));
        js_tests(project, report, "packed package in bundlers", BUNDLERS, environment);
    }
}

fn wasm_tests(project: &Project, tools: &WasmBindgen) -> Command {
    let mut command = project.cargo(["test", "--package", CRATE, "--target", WASM_TARGET]);
    command.args(CLIENT.features).args(WASM_TESTS).arg("--no-fail-fast");
    // As a list, because a variable would be split at the spaces of a path.
    let runner = format!("target.{WASM_TARGET}.runner=[{:?}]", tools.test_runner);
    command.args(["--config", &runner]);
    // The runner reads and writes the whole module, most of which would be debug information: 1 s instead of 6.
    command.args(["--config", "profile.dev.debug=false"]);
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "120").env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
    // They would choose another browser, or one where Node is meant.
    for name in ["CHROMEDRIVER", "GECKODRIVER", "SAFARIDRIVER", "MSEDGEDRIVER", "WASM_BINDGEN_USE_BROWSER"] {
        command.env_remove(name);
    }
    command
}

fn wasm_tests_in_chromium(project: &Project, ready: &Ready) -> Result<Command> {
    let browser = needed(&ready.browser)?;
    let mut command = wasm_tests(project, needed(&ready.tools)?);
    command
        .env("CHROMEDRIVER", &browser.chromedriver)
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", webdriver_settings(project, browser)?);
    Ok(command)
}

/// The project's settings for the driver, with the browser that was found.
fn webdriver_settings(project: &Project, browser: &Browser) -> Result<PathBuf> {
    let source = project.root().join("webdriver.json");
    let unreadable = || format!("cannot read {}", source.display());
    let text = std::fs::read_to_string(&source).with_context(unreadable)?;
    let mut settings: Value = serde_json::from_str(&text).with_context(unreadable)?;
    settings["goog:chromeOptions"]["binary"] = browser.chromium.to_string_lossy().into();
    let path = project.scratch().join("webdriver.json");
    stamp::write(&path, settings.to_string().as_bytes())?;
    Ok(path)
}

fn js_tests(
    project: &Project,
    report: &mut Report,
    title: &str,
    folder: &str,
    environment: Result<Vec<(&str, PathBuf)>>,
) {
    let files = environment.and_then(|environment| Ok((environment, test_files(project, folder)?)));
    let (command, known) = match files {
        Ok((environment, files)) => {
            let mut node = project.command("node");
            node.args(["--test", "--test-reporter=tap", JS_TIMEOUT]).args(&files).envs(environment);
            (Ok(node), files)
        }
        Err(error) => (Err(error), Vec::new()),
    };
    report.tests(title, command, |lines| Counts::of_node(lines, &known));
}

/// The files with tests, by their whole paths, which are also the names that Node gives them.
fn test_files(project: &Project, folder: &str) -> Result<Vec<String>> {
    let path = project.root().join(folder);
    let entries = std::fs::read_dir(&path).with_context(|| format!("{folder} does not exist"))?;
    let mut files =
        entries.map(|entry| Ok(entry?.path().to_string_lossy().into_owned())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.ends_with(JS_TESTS));
    files.sort();
    if files.is_empty() {
        bail!("{folder} holds no file *{JS_TESTS}");
    }
    Ok(files)
}

fn needed<T>(ready: &Result<T, String>) -> Result<&T> {
    ready.as_ref().map_err(|reason| anyhow!(reason.clone()))
}
