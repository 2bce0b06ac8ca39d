//! The names between module and glue: wasm-opt makes the long ones of wasm-bindgen short in the module, and here they
//! become short in the glue too, which saves some 3 kB gzip. Also puts our mark on each module, which the package looks
//! for before it takes a module for its own.

use anyhow::{ensure, Context, Result};

/// What the custom section that tells our modules from any other is named after; `pkg/face/load.js` knows the name.
const MARK: &str = "commerce-customers";

/// The module that all imports come from after wasm-opt; before, they come from the glue and from snippets.
const MODULE: &str = "a";

/// The names that wasm-opt gave, each with the one that it had.
#[derive(Debug, PartialEq, Eq)]
pub struct Names {
    /// Module, old name, new name.
    imports: Vec<(String, String, String)>,
    exports: Vec<(String, String)>,
}

impl Names {
    /// Reads what `wasm-opt --minify-imports-and-exports-and-modules` prints.
    pub fn read(lines: &[String]) -> Result<Self> {
        #[derive(serde::Deserialize)]
        struct Printed {
            imports: Vec<(String, String, String)>,
            exports: Vec<(String, String)>,
        }
        // Between other lines there may be warnings.
        let list = lines.iter().skip_while(|line| *line != "{");
        let text: Vec<&str> = list.map(String::as_str).take_while(|line| *line != "}").chain(["}"]).collect();
        let Printed { imports, exports } =
            serde_json::from_str(&text.join("\n")).context("wasm-opt printed no list of names")?;
        Ok(Self { imports, exports })
    }

    /// The glue of the module called `name`, with the new names. Each import must be there just once; an export need not be
    /// used.
    pub fn apply(&self, name: &str, glue: &str) -> Result<String> {
        // The glue itself, as wasm-bindgen names it.
        let own = format!("./{name}_bg.js");
        let mut glue = replace_once(glue, &format!("{own:?}: import0"), &format!("{MODULE:?}: import0"))?;
        let mut from_snippets = String::new();
        for (module, old, new) in &self.imports {
            if *module == own {
                glue = replace_once(&glue, &format!("\n        {old}: "), &format!("\n        {new:?}: "))?;
            } else {
                let snippet = namespace(&glue, module)?;
                from_snippets.push_str(&format!("        {new:?}: {snippet}.{old},\n"));
            }
        }
        let start = "const import0 = {\n";
        glue = replace_once(&glue, start, &format!("{start}{from_snippets}"))?;
        for (old, new) in &self.exports {
            glue = replace_property(&glue, old, new);
        }
        // The wasm asks for one module only, so nothing else of the snippets is left to be handed over.
        let needless = |line: &str| {
            line.trim_start().starts_with("\"./snippets/")
                || line
                    .strip_prefix("import * as ")
                    .and_then(|line| line.split(' ').next())
                    .is_some_and(|name| !from_snippets.contains(&format!(": {name}.")))
        };
        Ok(glue.split_inclusive('\n').filter(|line| !needless(line)).collect())
    }
}

/// The name that a snippet's module is imported by.
fn namespace<'a>(glue: &'a str, module: &str) -> Result<&'a str> {
    let end = format!(" from {module:?}");
    let line = glue.lines().find(|line| line.starts_with("import * as ") && line.trim_end_matches(';').ends_with(&end));
    let name = line.and_then(|line| line.strip_prefix("import * as ")?.split(' ').next());
    name.with_context(|| format!("the glue does not import {module}; has wasm-bindgen changed how it writes?"))
}

/// Appends our mark for the module called `name`, with the version of the package.
pub fn mark(module: &mut Vec<u8>, name: &str, version: &str) {
    let section = format!("{MARK}/{name}");
    let payload = [&[section.len() as u8], section.as_bytes(), version.as_bytes()].concat();
    // A custom section: 0, its length in one byte of LEB128, its name, its content.
    assert!(payload.len() < 128, "the mark is short");
    module.extend([0, payload.len() as u8]);
    module.extend(payload);
}

fn replace_once(text: &str, old: &str, new: &str) -> Result<String> {
    let found = text.matches(old).count();
    ensure!(
        found == 1,
        "the glue holds {found} times {:?}, and should once; has wasm-bindgen changed how it writes?",
        old.trim()
    );
    Ok(text.replace(old, new))
}

/// `wasm.old` becomes `wasm["new"]`, where `old` is the whole name.
fn replace_property(text: &str, old: &str, new: &str) -> String {
    let pattern = format!("wasm.{old}");
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&pattern) {
        let (before, after) = (&rest[..at], &rest[at + pattern.len()..]);
        result.push_str(before);
        if after.starts_with(|next: char| next.is_alphanumeric() || next == '_' || next == '$') {
            result.push_str(&pattern);
        } else {
            result.push_str(&format!("wasm[{new:?}]"));
        }
        rest = after;
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let printed = "warning: {}\n{\n\"imports\": [[\"./client_bg.js\", \"__wbg_a_1\", \"$\"],\n\
                       [\"./snippets/x/guard.js\", \"read\", \"_\"]],\n\
                       \"exports\": [[\"memory\", \"b\"], [\"mem\", \"c\"], [\"unused\", \"d\"]]\n}\nwarning: {\n";
        Names::read(&printed.lines().map(str::to_owned).collect::<Vec<_>>()).expect("names")
    }

    #[test]
    fn names_become_short_in_the_glue_too() {
        let glue =
            "import { read } from './snippets/x/guard.js';\nimport * as import1 from \"./snippets/x/guard.js\"\n\
                    import * as import2 from \"./snippets/x/guard.js\"\nconst import0 = {\n        __wbg_a_1: function() {},\n};\n\
                    \x20   \"./client_bg.js\": import0,\n    \"./snippets/x/guard.js\": import1,\n    \"./snippets/x/guard.js\": import2,\n\
                    wasm.memory; wasm.mem; wasm.memories;";
        let due = "import { read } from './snippets/x/guard.js';\nimport * as import1 from \"./snippets/x/guard.js\"\n\
                   const import0 = {\n        \"_\": import1.read,\n        \"$\": function() {},\n};\n\
                   \x20   \"a\": import0,\n\
                   wasm[\"b\"]; wasm[\"c\"]; wasm.memories;";
        assert_eq!(names().apply("client", glue).expect("glue"), due);
    }

    #[test]
    fn a_snippet_that_is_not_imported_is_refused() {
        let error = names()
            .apply("client", "const import0 = {\n        __wbg_a_1: 1,\n};\n\"./client_bg.js\": import0")
            .expect_err("no snippet");
        assert!(error.to_string().contains("guard.js"), "{error}");
    }

    #[test]
    fn a_glue_without_an_import_is_refused() {
        let error = names().apply("client", "\"./client_bg.js\": import0").expect_err("no import");
        assert!(error.to_string().contains("__wbg_a_1"), "{error}");
    }

    #[test]
    fn the_mark_is_a_custom_section() {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        mark(&mut module, "client", "0.1.0");
        assert_eq!(&module[8..], b"\0\x1f\x19commerce-customers/client0.1.0");
    }
}
