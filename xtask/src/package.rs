//! Makes the generated half of `pkg/`: the modules, their glue, and the modules as text for runtimes that load no files.

use std::path::{Path, PathBuf};

use anyhow::Result;
use base64::{engine::general_purpose::STANDARD, Engine};

use crate::files::{files, read, remove_folder};
use crate::module::{Module, GLUE_FLAGS, MINIFY_FLAGS, MODULES, SHRINK_FLAGS, SNIPPETS};
use crate::project::Project;
use crate::publish;
use crate::setup::node::{package_version, NpmPackages};
use crate::setup::wasm_bindgen::{wasm_bindgen, WasmBindgen};
use crate::setup::{rust, Job};
use crate::sizes::{Part, Sizes};
use crate::stamp::{write, Fingerprint, Stamp};

/// Does the set-up of a build, then builds. Prints the sizes.
pub fn build(project: &Project) -> Result<Sizes> {
    rust::wasm_target(project)?;
    let version = project.wasm_bindgen().to_owned();
    let tools = Job::start(move || wasm_bindgen(&version));
    let npm_packages = NpmPackages::of(project);
    let npm = Job::start(move || npm_packages.ready());
    let modules = compile(project);
    // Waited for even when the crate does not compile: an install that is left alone would go on unseen.
    let (tools, npm) = (tools.needed(), npm.needed());
    npm?;
    assemble(project, &modules?, &tools?)
}

/// Compiles each of the modules; answers where they are.
pub fn compile(project: &Project) -> Result<Vec<PathBuf>> {
    MODULES.iter().map(|module| module.compile(project)).collect()
}

/// Writes glue and modules into `pkg/`, unless they are there already.
pub fn assemble(project: &Project, compiled: &[PathBuf], tools: &WasmBindgen) -> Result<Sizes> {
    let pkg = project.pkg();
    let mut input = Fingerprint::default()
        .text(project.wasm_bindgen())
        .text(&GLUE_FLAGS.join(" "))
        .text(&package_version(project, "binaryen")?)
        // This program, which has its part in what is written.
        .file(&std::env::current_exe()?)?
        .text(&SHRINK_FLAGS.join(" "))
        .text(&package_version(project, "terser")?)
        .text(&MINIFY_FLAGS.join(" "));
    for module in compiled {
        input = input.file(module)?;
    }
    let input = input.finish();
    let stamp = Stamp::new(project.scratch().join("package.stamp"));
    if stamp.holds(&input, &outputs(&pkg)?) {
        println!("build   pkg/ is up to date");
    } else {
        println!("build   pkg/: wasm-bindgen, then wasm-opt and terser");
        let mut staged = Vec::new();
        for (module, compiled) in MODULES.iter().zip(compiled) {
            staged.push((*module, module.stage(project, compiled, tools)?));
        }
        place(&staged, &pkg)?;
        stamp.set(&input, &outputs(&pkg)?)?;
    }
    publish::complete(project)?;
    weigh(&pkg)
}

fn place(staged: &[(&Module, PathBuf)], pkg: &Path) -> Result<()> {
    remove_folder(&pkg.join(SNIPPETS))?;
    for (module, folder) in staged {
        let wasm = read(&folder.join(module.wasm()))?;
        write(&pkg.join(module.text()), as_text(&wasm).as_bytes())?;
        write(&pkg.join(module.wasm()), &wasm)?;
        write(&pkg.join(module.glue()), &read(&folder.join(module.glue()))?)?;
        for snippet in files(&folder.join(SNIPPETS))? {
            let name = snippet.strip_prefix(folder)?;
            write(&pkg.join(name), &read(&snippet)?)?;
        }
    }
    Ok(())
}

fn weigh(pkg: &Path) -> Result<Sizes> {
    let mut parts = Vec::new();
    for module in MODULES {
        let mut glue = read(&pkg.join(module.glue()))?;
        let names = String::from_utf8_lossy(&glue).into_owned();
        for snippet in files(&pkg.join(SNIPPETS))? {
            // Those that this glue imports.
            if snippet.file_name().is_some_and(|name| names.contains(&*name.to_string_lossy())) {
                glue.extend(read(&snippet)?);
            }
        }
        parts.push(Part::of(module.name, &read(&pkg.join(module.wasm()))?, &glue)?);
    }
    let sizes = Sizes(parts);
    print!("{}", sizes.table());
    Ok(sizes)
}

fn as_text(module: &[u8]) -> String {
    format!("export default \"{}\";\n", STANDARD.encode(module))
}

/// All that a build writes into `pkg/`.
fn outputs(pkg: &Path) -> Result<Vec<PathBuf>> {
    let mut outputs: Vec<PathBuf> = MODULES
        .iter()
        .flat_map(|module| [module.glue(), module.wasm(), module.text()])
        .map(|name| pkg.join(name))
        .collect();
    outputs.extend(files(&pkg.join(SNIPPETS))?);
    Ok(outputs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::module::{CLIENT, VALIDATE};
    use std::fs;

    #[test]
    fn a_build_replaces_what_the_last_one_wrote() {
        let folder = std::env::temp_dir().join(format!("xtask-package-{}", std::process::id()));
        let pkg = folder.join("pkg");
        let staged = MODULES.map(|module| (module, folder.join(module.name)));
        for (module, folder) in &staged {
            write(&folder.join(module.wasm()), b"\0asm").expect("a module");
            write(&folder.join(module.glue()), b"glue").expect("glue");
            write(&folder.join("snippets/new/shared.js"), b"new").expect("a snippet");
        }
        write(&folder.join("client/snippets/new/client.js"), b"new").expect("a snippet");
        write(&pkg.join("snippets/old/inline.js"), b"old").expect("an old snippet");
        write(&pkg.join("package.json"), b"{}").expect("a file by hand");

        place(&staged, &pkg).expect("the build");

        let text = fs::read_to_string(pkg.join(VALIDATE.text())).expect("the module as text");
        assert_eq!(text, "export default \"AGFzbQ==\";\n");
        let outputs = outputs(&pkg).expect("the outputs");
        let mut expected: Vec<String> =
            [CLIENT, VALIDATE].iter().flat_map(|module| [module.glue(), module.wasm(), module.text()]).collect();
        expected.extend(["snippets/new/client.js".to_owned(), "snippets/new/shared.js".to_owned()]);
        assert_eq!(outputs, expected.into_iter().map(|name| pkg.join(name)).collect::<Vec<_>>());
        assert!(outputs.iter().all(|path| path.is_file()));
        assert!(pkg.join("package.json").is_file());
        fs::remove_dir_all(folder).expect("the folder");
    }
}
