//! Makes the generated half of `pkg/`: the module, its glue, and the module as text for runtimes that load no files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::{engine::general_purpose::STANDARD, Engine};

use crate::names::{self, Names};
use crate::process;
use crate::project::{Project, WASM_FEATURES, WASM_TARGET};
use crate::setup::node::{package_version, NpmPackages};
use crate::setup::wasm_bindgen::{wasm_bindgen, WasmBindgen};
use crate::setup::{rust, Job};
use crate::sizes::Sizes;
use crate::stamp::{write, Fingerprint, Stamp};

const CRATE: &str = "commerce-customers";
const GLUE: &str = "client.js";
const MODULE: &str = "client_bg.wasm";
const MODULE_AS_TEXT: &str = "entry/wasm.base64.js";
/// JavaScript that dependencies bring along, where they do.
const SNIPPETS: &str = "snippets";

/// One glue for every runtime; the section of features stays, because wasm-opt goes by it.
const GLUE_FLAGS: [&str; 7] = [
    "--target",
    "web",
    "--omit-default-module-path",
    "--no-typescript",
    "--remove-name-section",
    "--remove-producers-section",
    "--out-name=client",
];
/// Within a hair of the smallest after gzip of all the levels tried. No `--converge`, which would rename names twice.
/// What is measured is what is transferred, so what compresses well wins over what is short: data that is split at its zeros
/// and expressions that are kept in locals are shorter, and larger after gzip.
const SHRINK_FLAGS: [&str; 6] = [
    "-Oz",
    "-Oz",
    "--skip-pass=memory-packing",
    "--skip-pass=local-cse",
    "--one-caller-inline-max-function-size=40",
    "--minify-imports-and-exports-and-modules",
];
/// A third of the glue is comments and long names of its own.
const MINIFY_FLAGS: [&str; 4] = ["--module", "--mangle", "--compress", "passes=3"];

/// Does the set-up of a build, then builds. Prints the sizes.
pub fn build(project: &Project) -> Result<Sizes> {
    rust::wasm_target(project)?;
    let version = project.wasm_bindgen().to_owned();
    let tools = Job::start(move || wasm_bindgen(&version));
    let npm_packages = NpmPackages::of(project);
    let npm = Job::start(move || npm_packages.ready());
    let module = compile(project);
    // Waited for even when the crate does not compile: an install that is left alone would go on unseen.
    let (tools, npm) = (tools.needed(), npm.needed());
    npm?;
    assemble(project, &module?, &tools?)
}

/// Compiles the crate; answers where the module is.
pub fn compile(project: &Project) -> Result<PathBuf> {
    let mut command = project.cargo(["rustc", "--package", CRATE, "--lib", "--profile", "wasm"]);
    // As a module alone: together with the library for Rust there would be no link-time optimisation, and 15 % more of it.
    command.args(["--crate-type", "cdylib", "--target", WASM_TARGET]).args(WASM_FEATURES);
    // Panic messages name source files: without this they would name this machine's folders.
    let remap = format!("--remap-path-prefix={}=cargo", cargo_home()?.display());
    command.args(["--config", &format!("target.{WASM_TARGET}.rustflags=[{remap:?}]")]);
    println!("build   the module");
    process::run_or("the module", &mut command, "the crate does not compile to wasm")?;
    let file = format!("{}.wasm", CRATE.replace('-', "_"));
    Ok(project.target().join(WASM_TARGET).join("wasm").join(file))
}

/// Where cargo keeps the sources of crates.
fn cargo_home() -> Result<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).context("neither CARGO_HOME nor HOME is set")
}

/// Writes glue and module into `pkg/`, unless they are there already.
pub fn assemble(project: &Project, module: &Path, tools: &WasmBindgen) -> Result<Sizes> {
    let pkg = project.pkg();
    let input = Fingerprint::default()
        .text(project.wasm_bindgen())
        .text(&GLUE_FLAGS.join(" "))
        .text(&package_version(project, "binaryen")?)
        // This program, which has its part in what is written.
        .file(&std::env::current_exe()?)?
        .text(&SHRINK_FLAGS.join(" "))
        .text(&package_version(project, "terser")?)
        .text(&MINIFY_FLAGS.join(" "))
        .file(module)?
        .finish();
    let stamp = Stamp::new(project.scratch().join("package.stamp"));
    if stamp.holds(&input, &outputs(&pkg)?) {
        println!("build   pkg/ is up to date");
    } else {
        println!("build   pkg/: wasm-bindgen, then wasm-opt and terser");
        let staged = stage(project, module, tools)?;
        place(&staged, &pkg)?;
        stamp.set(&input, &outputs(&pkg)?)?;
    }
    weigh(&pkg)
}

/// Runs the tools in a folder of their own, so that `pkg/` never holds a half of a build.
fn stage(project: &Project, module: &Path, tools: &WasmBindgen) -> Result<PathBuf> {
    let staged = project.scratch().join("package");
    remove_folder(&staged)?;
    fs::create_dir_all(&staged).with_context(|| format!("cannot create {}", staged.display()))?;

    let mut bind = project.command(&tools.cli);
    bind.args(GLUE_FLAGS).arg("--out-dir").arg(&staged).arg(module);
    process::run_or("wasm-bindgen", &mut bind, "wasm-bindgen cannot write the glue")?;

    let (module, large) = (staged.join(MODULE), staged.join("large.wasm"));
    rename(&module, &large)?;
    let mut shrink = project.npm_program("wasm-opt");
    shrink.args(SHRINK_FLAGS).arg(&large).arg("-o").arg(&module);
    let names = process::run_or("wasm-opt", &mut shrink, "wasm-opt cannot shrink the module")?;
    let mut marked = read(&module)?;
    names::mark(&mut marked, env!("CARGO_PKG_VERSION"));
    write(&module, &marked)?;

    let (glue, long) = (staged.join(GLUE), staged.join("long.js"));
    let renamed = Names::read(&names)?.apply(&String::from_utf8(read(&glue)?)?)?;
    write(&long, renamed.as_bytes())?;
    minify(project, &long, &glue)?;
    for snippet in files(&staged.join(SNIPPETS))? {
        minify(project, &snippet, &snippet)?;
    }
    Ok(staged)
}

fn minify(project: &Project, from: &Path, to: &Path) -> Result<()> {
    let mut command = project.npm_program("terser");
    command.arg(from).args(MINIFY_FLAGS).arg("--output").arg(to);
    process::run_or("terser", &mut command, "terser cannot shorten the glue")?;
    Ok(())
}

fn place(staged: &Path, pkg: &Path) -> Result<()> {
    remove_folder(&pkg.join(SNIPPETS))?;
    let module = read(&staged.join(MODULE))?;
    write(&pkg.join(MODULE_AS_TEXT), as_text(&module).as_bytes())?;
    write(&pkg.join(MODULE), &module)?;
    write(&pkg.join(GLUE), &read(&staged.join(GLUE))?)?;
    for snippet in files(&staged.join(SNIPPETS))? {
        let name = snippet.strip_prefix(staged)?;
        write(&pkg.join(name), &read(&snippet)?)?;
    }
    Ok(())
}

fn weigh(pkg: &Path) -> Result<Sizes> {
    let mut glue = read(&pkg.join(GLUE))?;
    for snippet in files(&pkg.join(SNIPPETS))? {
        glue.extend(read(&snippet)?);
    }
    let sizes = Sizes::of(&read(&pkg.join(MODULE))?, &glue)?;
    print!("{}", sizes.table());
    Ok(sizes)
}

fn as_text(module: &[u8]) -> String {
    format!("export default \"{}\";\n", STANDARD.encode(module))
}

/// All that a build writes into `pkg/`.
fn outputs(pkg: &Path) -> Result<Vec<PathBuf>> {
    let mut outputs = vec![pkg.join(GLUE), pkg.join(MODULE), pkg.join(MODULE_AS_TEXT)];
    outputs.extend(files(&pkg.join(SNIPPETS))?);
    Ok(outputs)
}

/// All files in a folder and below it, in a fixed order; none when there is no such folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    let mut entries = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .with_context(|| format!("cannot read {}", folder.display()))?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).with_context(|| format!("wasm-bindgen wrote no {}", from.display()))
}

fn remove_folder(folder: &Path) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_replaces_what_the_last_one_wrote() {
        let folder = std::env::temp_dir().join(format!("xtask-package-{}", std::process::id()));
        let (staged, pkg) = (folder.join("staged"), folder.join("pkg"));
        write(&staged.join(MODULE), b"\0asm").expect("a module");
        write(&staged.join(GLUE), b"glue").expect("glue");
        write(&staged.join("snippets/new/inline.js"), b"new").expect("a snippet");
        write(&pkg.join("snippets/old/inline.js"), b"old").expect("an old snippet");
        write(&pkg.join("package.json"), b"{}").expect("a file by hand");

        place(&staged, &pkg).expect("the build");

        let text = fs::read_to_string(pkg.join(MODULE_AS_TEXT)).expect("the module as text");
        assert_eq!(text, "export default \"AGFzbQ==\";\n");
        let outputs = outputs(&pkg).expect("the outputs");
        let expected = [GLUE, MODULE, MODULE_AS_TEXT, "snippets/new/inline.js"].map(|name| pkg.join(name));
        assert_eq!(outputs, expected);
        assert!(outputs.iter().all(|path| path.is_file()));
        assert!(pkg.join("package.json").is_file());
        fs::remove_dir_all(folder).expect("the folder");
    }
}
