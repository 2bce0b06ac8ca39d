//! The names between module and glue: wasm-opt makes the long ones of wasm-bindgen short in the module, and here they
//! become short in the glue too, which saves some 3 kB gzip. Also puts our mark on the module, which the package looks
//! for before it takes a module for its own.

use anyhow::{ensure, Context, Result};
use serde_json::Value;

/// The custom section that tells our module from any other; `pkg/face/load.js` knows the name.
const MARK: &str = "commerce-customers";

/// The names that wasm-opt gave, each with the one that it had.
#[derive(Debug, PartialEq, Eq)]
pub struct Names {
    imports: Vec<(String, String)>,
    exports: Vec<(String, String)>,
    module: String,
}

impl Names {
    /// Reads what `wasm-opt --minify-imports-and-exports-and-modules` prints.
    pub fn read(lines: &[String]) -> Result<Self> {
        // Between other lines there may be warnings.
        let list = lines.iter().skip_while(|line| *line != "{");
        let text: Vec<&str> = list.map(String::as_str).take_while(|line| *line != "}").chain(["}"]).collect();
        let printed: Value = serde_json::from_str(&text.join("\n")).context("wasm-opt printed no list of names")?;
        let names = |kind: &str| -> Result<Vec<Vec<String>>> {
            serde_json::from_value(printed[kind].clone()).with_context(|| format!("wasm-opt printed no {kind}"))
        };
        let pair = |name: &[String]| match name {
            [.., old, new] => Ok((old.clone(), new.clone())),
            _ => Err(anyhow::anyhow!("wasm-opt printed a name without another")),
        };
        Ok(Self {
            imports: names("imports")?.iter().map(|name| pair(name)).collect::<Result<_>>()?,
            exports: names("exports")?.iter().map(|name| pair(name)).collect::<Result<_>>()?,
            // All imports come from the one module that is the glue.
            module: "a".to_owned(),
        })
    }

    /// The glue with the new names. Each import must be there just once; an export need not be used.
    pub fn apply(&self, glue: &str) -> Result<String> {
        let mut glue = replace_once(glue, "\"./client_bg.js\": import0", &format!("{:?}: import0", self.module))?;
        for (old, new) in &self.imports {
            glue = replace_once(&glue, &format!("\n        {old}: "), &format!("\n        {new:?}: "))?;
        }
        for (old, new) in &self.exports {
            glue = replace_property(&glue, old, new);
        }
        Ok(glue)
    }
}

/// Appends our mark, with the version of the package.
pub fn mark(module: &mut Vec<u8>, version: &str) {
    let payload = [&[MARK.len() as u8], MARK.as_bytes(), version.as_bytes()].concat();
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
        let printed = "warning: {}\n{\n\"imports\": [[\"./client_bg.js\", \"__wbg_a_1\", \"$\"]],\n\
                       \"exports\": [[\"memory\", \"b\"], [\"mem\", \"c\"], [\"unused\", \"d\"]]\n}\nwarning: {\n";
        Names::read(&printed.lines().map(str::to_owned).collect::<Vec<_>>()).expect("names")
    }

    #[test]
    fn names_become_short_in_the_glue_too() {
        let glue = "x = {\n        __wbg_a_1: function() {},\n \"./client_bg.js\": import0 }; wasm.memory; wasm.mem; wasm.memories;";
        let due = "x = {\n        \"$\": function() {},\n \"a\": import0 }; wasm[\"b\"]; wasm[\"c\"]; wasm.memories;";
        assert_eq!(names().apply(glue).expect("glue"), due);
    }

    #[test]
    fn a_glue_without_an_import_is_refused() {
        let error = names().apply("\"./client_bg.js\": import0").expect_err("no import");
        assert!(error.to_string().contains("__wbg_a_1"), "{error}");
    }

    #[test]
    fn the_mark_is_a_custom_section() {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        mark(&mut module, "0.1.0");
        assert_eq!(&module[8..], b"\0\x18\x12commerce-customers0.1.0");
    }
}
