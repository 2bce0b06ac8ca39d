//! Who may use whom. The parts of the crate form a graph without circles, so that what decides can be tested without
//! what does I/O; this test reads the `use` lines and every `crate::` path and holds them to it.

use std::fs;
use std::path::{Path, PathBuf};

/// A part, and the parts that it may use.
const ALLOWED: &[(&str, &[&str])] = &[
    ("rules", &[]),
    ("http", &["rules"]),
    ("schema", &["rules"]),
    ("model", &["schema", "rules"]),
    ("policy", &["http"]),
    ("api", &["model", "schema", "rules", "http"]),
    ("exchange", &["api", "model", "schema", "rules", "policy", "http"]),
    ("js", &["exchange", "api", "model", "schema", "rules", "policy", "http"]),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a source folder can be read") {
        let path = entry.expect("a source folder can be read").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn source(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// The code of a file: no comments, so that documentation may name whatever it likes.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file can be read");
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The code before the tests, which have a module of their own and so one `super` more.
fn outside_tests(code: &str) -> String {
    match code.split_once("#[cfg(test)]\nmod tests {") {
        Some((before, rest)) => [before, rest.split_once("\n}").map_or("", |(_, after)| after)].concat(),
        None => code.to_owned(),
    }
}

/// The first names after each `prefix` in `code`; a group `{a::…, b::…}` gives each of its.
fn names_after(code: &str, prefix: &str) -> Vec<String> {
    let name = |text: &str| {
        text.trim_start().chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect::<String>()
    };
    let mut names = Vec::new();
    for (start, _) in code.match_indices(prefix) {
        let rest = &code[start + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => {
                let mut depth = 0;
                let mut fresh = true;
                for (index, char) in group.char_indices() {
                    if fresh && depth == 0 && !char.is_whitespace() {
                        names.push(name(&group[index..]));
                        fresh = false;
                    }
                    match char {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => fresh = true,
                        _ => {}
                    }
                }
            }
            None => names.push(name(rest)),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn every_part_uses_only_what_it_may() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (part, allowed) in ALLOWED {
        for path in files(&source("src").join(part)) {
            let code = code(&path);
            seen += 1;
            for used in names_after(&code, "crate::") {
                let is_part = ALLOWED.iter().any(|(known, _)| *known == used);
                if is_part && used != *part && !allowed.contains(&used.as_str()) {
                    wrong.push(format!("{} uses {used}, and {part} may not", path.display()));
                }
            }
            // `super` may climb to the part's own folder, not out of it: that way round `crate::` would not be seen.
            let depth = path.strip_prefix(source("src").join(part)).expect("a file of the part").components().count();
            let module_file = path.file_name().is_some_and(|name| name == "mod.rs");
            let longest = "super::".repeat(depth + 1 - usize::from(module_file));
            if outside_tests(&code).contains(&longest) {
                wrong.push(format!("{} climbs out of {part} by {longest}", path.display()));
            }
            for shell_only in ["wasm_bindgen", "js_sys", "web_sys", "gloo_net", "serde_wasm_bindgen"] {
                if *part != "js" && code.contains(shell_only) {
                    wrong.push(format!("{} names {shell_only}, which is for js alone", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 30, "only {seen} files were read");
}

#[test]
fn the_parts_are_all_there_is_and_form_no_circle() {
    let lib = code(&source("src/lib.rs"));
    let parts: Vec<&str> = ALLOWED.iter().map(|(part, _)| *part).collect();
    let modules: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.trim().trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    for module in &modules {
        assert!(parts.contains(module), "src/lib.rs has a part {module} that has no place in the graph");
    }
    assert_eq!(modules.len(), parts.len());
    // Each part may only use parts above it in the list or `http`: so there is no circle.
    for (index, (part, allowed)) in ALLOWED.iter().enumerate() {
        for used in *allowed {
            assert!(parts[..index].contains(used), "{part} stands before {used}, which it uses");
        }
    }
}

#[test]
fn the_sandbox_shares_only_the_domain() {
    let mut found = Vec::new();
    for path in files(&source("sandbox")) {
        for used in names_after(&code(&path), "commerce_customers::") {
            assert!(
                ["model", "rules", "schema"].contains(&used.as_str()),
                "{} uses commerce_customers::{used}: the sandbox must not share the client's own mistakes",
                path.display()
            );
            found.push(used);
        }
    }
    assert!(!found.is_empty(), "the sandbox does not use the crate at all");
}

#[test]
fn groups_of_names_are_read() {
    assert_eq!(names_after("use crate::{api::{a, b}, http, model::C};", "crate::"), ["api", "http", "model"]);
    assert_eq!(names_after("crate::policy::X + crate::js::y()", "crate::"), ["policy", "js"]);
}
