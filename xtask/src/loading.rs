//! The glue's own ways to load a module: addresses, responses, texts to the console. The package's face does that better,
//! and hands over a compiled module, so that a few lines take their place.

use anyhow::{ensure, Result};

/// Where wasm-bindgen's loading begins; what follows to the end of the glue is no other thing.
const START: &str = "async function __wbg_load(module, imports) {";
const END: &str = "export { initSync, __wbg_init as default };";

/// Both keep the first instance: a second one would not know what the first has handed out.
const OWN: &str = "\
function initSync({ module }) {
    return wasm ?? __wbg_finalize_init(new WebAssembly.Instance(module, __wbg_get_imports()), module);
}
async function __wbg_init({ module_or_path: module }) {
    const instance = wasm ?? await WebAssembly.instantiate(module, __wbg_get_imports());
    return wasm ?? __wbg_finalize_init(instance, module);
}
export { initSync, __wbg_init as default };
";

/// The glue with our loading in the place of its own.
pub fn replaced(glue: &str) -> Result<String> {
    let parts = glue.split_once(START);
    let own = parts.filter(|(before, after)| {
        before.contains("function __wbg_finalize_init(instance, module) {")
            && before.contains("function __wbg_get_imports() {")
            && after.trim_end().ends_with(END)
            && after.contains("async function __wbg_init(module_or_path) {")
    });
    ensure!(own.is_some(), "the glue does not load its module as it did; has wasm-bindgen changed how it writes?");
    Ok(own.map(|(before, _)| before).unwrap_or_default().to_owned() + OWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str =
        "function __wbg_get_imports() {\n}\nlet wasm;\nfunction __wbg_finalize_init(instance, module) {\n}\n";

    #[test]
    fn what_the_face_does_is_left_out() {
        let after = "\n    fetch();\n}\nasync function __wbg_init(module_or_path) {\n}\n";
        let glue = [BEFORE, START, after, END, "\n"].concat();
        assert_eq!(replaced(&glue).expect("glue"), [BEFORE, OWN].concat());
    }

    #[test]
    fn another_glue_is_refused() {
        for glue in [
            BEFORE.to_owned(),
            [BEFORE, START, END].concat(),
            [START, "async function __wbg_init(module_or_path) {", END].concat(),
            [BEFORE, START, "async function __wbg_init(module_or_path) {", END, "more();"].concat(),
        ] {
            assert!(replaced(&glue).is_err(), "{glue}");
        }
    }
}
