//! What the package needs besides to be published: bundles and types for CommonJS, the README and the licences.

use anyhow::{ensure, Context, Result};

use crate::files::read;
use crate::process;
use crate::project::Project;
use crate::stamp::write;

/// The bundles for CommonJS, and the entry that each is of. Node itself takes the entry as it is; the bundles are
/// for what reads CommonJS alone, such as Jest.
const BUNDLES: [(&str, &str); 5] = [
    ("index", "entry/default.js"),
    ("manual", "entry/manual.js"),
    ("validate", "entry/validate-default.js"),
    ("validate-manual", "entry/validate-manual.js"),
    ("forms", "forms/index.js"),
];
const BUNDLE_FLAGS: [&str; 8] = [
    "--bundle",
    "--format=cjs",
    "--platform=neutral",
    "--target=es2022",
    "--minify-whitespace",
    "--log-level=warning",
    "--outdir=cjs",
    "--out-extension:.js=.cjs",
];
/// Jest's jsdom knows neither of these, though it runs in Node, which has them.
const BANNER: &str = "--banner:js=var{TextDecoder,TextEncoder}=\
                      globalThis.TextDecoder?globalThis:(load=>load.call(module,\"util\"))(module.require);";
const TYPES: [&str; 3] = ["index.d.ts", "validate.d.ts", "forms/index.d.ts"];
/// From the checkout as it is.
const DOCUMENTS: [&str; 3] = ["README.md", "LICENSE-APACHE", "LICENSE-MIT"];

/// Writes it into `pkg/`, whose modules must be there.
pub fn complete(project: &Project) -> Result<()> {
    let pkg = project.pkg();
    let mut bundle = project.npm_program("esbuild");
    bundle
        .current_dir(&pkg)
        .args(BUNDLES.map(|(name, entry)| format!("{name}={entry}")))
        .args(BUNDLE_FLAGS)
        .arg(BANNER);
    process::run_or("esbuild", &mut bundle, "esbuild cannot bundle for CommonJS")?;
    for types in TYPES {
        let text = String::from_utf8(read(&pkg.join(types))?)?;
        write(&pkg.join(types.replace(".d.ts", ".d.cts")), for_common_js(&text).as_bytes())?;
    }
    for name in DOCUMENTS {
        write(&pkg.join(name), &read(&project.root().join(name))?)?;
    }
    same_version(&String::from_utf8(read(&pkg.join("package.json"))?)?)
}

/// The declarations of a module that `require` answers with, from those of the one that `import` does.
fn for_common_js(types: &str) -> String {
    types.replace("/index.js\"", "/index.cjs\"")
}

/// The package has the crate's version.
fn same_version(manifest: &str) -> Result<()> {
    let manifest: serde_json::Value = serde_json::from_str(manifest).context("pkg/package.json is no JSON")?;
    let (own, due) = (manifest["version"].as_str().unwrap_or_default(), env!("CARGO_PKG_VERSION"));
    ensure!(own == due, "pkg/package.json says version {own}, and Cargo.toml {due}; make them the same");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_for_common_js_refer_to_each_other() {
        let types = "import type { Schema } from \"../index.js\";\nexport * from \"./index.js\";";
        assert_eq!(
            for_common_js(types),
            "import type { Schema } from \"../index.cjs\";\nexport * from \"./index.cjs\";"
        );
    }

    #[test]
    fn another_version_is_refused() {
        same_version(&format!("{{\"version\":{:?}}}", env!("CARGO_PKG_VERSION"))).expect("the same");
        for other in ["{\"version\":\"9.9.9\"}", "{}", "no JSON"] {
            same_version(other).expect_err(other);
        }
    }
}
