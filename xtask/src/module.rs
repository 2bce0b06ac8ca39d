//! The modules of the package, each with its glue: how one is compiled from the crate and made small.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::files::{files, read, remove_folder};
use crate::loading;
use crate::names::{self, Names};
use crate::process;
use crate::project::{Project, WASM_TARGET};
use crate::setup::wasm_bindgen::WasmBindgen;
use crate::stamp::write;

const CRATE: &str = "commerce-customers";
/// JavaScript that the crate brings along; the modules share it.
pub const SNIPPETS: &str = "snippets";

/// A module of the package.
#[derive(Debug)]
pub struct Module {
    /// Its name, which its files begin with.
    pub name: &'static str,
    /// The crate that it is compiled from.
    package: &'static str,
    /// What of the crate is in it.
    pub features: &'static [&'static str],
}

/// Everything.
pub const CLIENT: Module =
    Module { name: "client", package: CRATE, features: &["--no-default-features", "--features", "client"] };
/// The schemas alone, for `./validate`.
pub const VALIDATE: Module =
    Module { name: "validate", package: CRATE, features: &["--no-default-features", "--features", "js"] };
/// What wasm-bindgen itself costs: measured beside the others, and no part of the package.
pub const EMPTY: Module = Module { name: "empty", package: "commerce-customers-empty", features: &[] };
/// Those of the package.
pub const MODULES: [&Module; 2] = [&CLIENT, &VALIDATE];

/// One glue for every runtime; the section of features stays, because wasm-opt goes by it.
pub const GLUE_FLAGS: [&str; 6] = [
    "--target",
    "web",
    "--omit-default-module-path",
    "--no-typescript",
    "--remove-name-section",
    "--remove-producers-section",
];
/// Within a hair of the smallest after gzip of all the levels tried. No `--converge`, which would rename names twice.
/// What is measured is what is transferred, so what compresses well wins over what is short: data that is split at its zeros
/// and expressions that are kept in locals are shorter, and larger after gzip.
pub const SHRINK_FLAGS: [&str; 6] = [
    "-Oz",
    "-Oz",
    "--skip-pass=memory-packing",
    "--skip-pass=local-cse",
    "--one-caller-inline-max-function-size=40",
    "--minify-imports-and-exports-and-modules",
];
/// A third of the glue is comments and long names of its own.
pub const MINIFY_FLAGS: [&str; 4] = ["--module", "--mangle", "--compress", "passes=3"];

impl Module {
    /// The JavaScript that wasm-bindgen writes.
    pub fn glue(&self) -> String {
        format!("{}.js", self.name)
    }

    /// The module itself.
    pub fn wasm(&self) -> String {
        format!("{}_bg.wasm", self.name)
    }

    /// The module as text, for runtimes that load no files.
    pub fn text(&self) -> String {
        format!("ways/{}.base64.js", self.name)
    }

    /// Compiles the crate; answers where the module is.
    pub fn compile(&self, project: &Project) -> Result<PathBuf> {
        self.compile_in(project, &project.scratch().join("modules"))
    }

    /// The same, below another folder. Each module has its own there: cargo writes them under one name, and would compile
    /// one again whenever another was compiled in between.
    pub fn compile_in(&self, project: &Project, folder: &Path) -> Result<PathBuf> {
        let target = folder.join(self.name);
        let mut command = project.cargo(["rustc", "--package", self.package, "--lib", "--profile", "wasm"]);
        // As a module alone: together with the library for Rust there would be no link-time optimisation, and 15 % more of it.
        command.args(["--crate-type", "cdylib", "--target", WASM_TARGET]).args(self.features);
        // Panic messages name source files: without this they would name this machine's folders.
        let remap = format!("--remap-path-prefix={}=cargo", cargo_home()?.display());
        command.args(["--config", &format!("target.{WASM_TARGET}.rustflags=[{remap:?}]")]);
        command.arg("--target-dir").arg(&target);
        println!("build   the module of {}", self.name);
        process::run_or(&format!("the module of {}", self.name), &mut command, "the crate does not compile to wasm")?;
        Ok(target.join(WASM_TARGET).join("wasm").join(format!("{}.wasm", self.package.replace('-', "_"))))
    }

    /// Writes module and glue into a folder of their own, so that `pkg/` never holds a half of a build.
    pub fn stage(&self, project: &Project, compiled: &Path, tools: &WasmBindgen) -> Result<PathBuf> {
        let staged = project.scratch().join("package").join(self.name);
        remove_folder(&staged)?;
        fs::create_dir_all(&staged).with_context(|| format!("cannot create {}", staged.display()))?;

        let mut bind = project.command(&tools.cli);
        bind.args(GLUE_FLAGS).arg(format!("--out-name={}", self.name)).arg("--out-dir").arg(&staged).arg(compiled);
        process::run_or("wasm-bindgen", &mut bind, "wasm-bindgen cannot write the glue")?;

        let (module, large) = (staged.join(self.wasm()), staged.join("large.wasm"));
        fs::rename(&module, &large).with_context(|| format!("wasm-bindgen wrote no {}", module.display()))?;
        let mut shrink = project.npm_program("wasm-opt");
        shrink.args(SHRINK_FLAGS).arg(&large).arg("-o").arg(&module);
        let names = process::run_or("wasm-opt", &mut shrink, "wasm-opt cannot shrink the module")?;
        let mut marked = read(&module)?;
        names::mark(&mut marked, self.name, env!("CARGO_PKG_VERSION"));
        write(&module, &marked)?;

        let (glue, long) = (staged.join(self.glue()), staged.join("long.js"));
        let renamed = Names::read(&names)?.apply(self.name, &String::from_utf8(read(&glue)?)?)?;
        write(&long, loading::replaced(&renamed)?.as_bytes())?;
        minify(project, &long, &glue)?;
        for snippet in files(&staged.join(SNIPPETS))? {
            minify(project, &snippet, &snippet)?;
        }
        Ok(staged)
    }
}

fn minify(project: &Project, from: &Path, to: &Path) -> Result<()> {
    let mut command = project.npm_program("terser");
    command.arg(from).args(MINIFY_FLAGS).arg("--output").arg(to);
    process::run_or("terser", &mut command, "terser cannot shorten the glue")?;
    Ok(())
}

/// Where cargo keeps the sources of crates.
fn cargo_home() -> Result<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).context("neither CARGO_HOME nor HOME is set")
}
