//! Writes the tables of currency and country codes from Debian's package iso-codes, which follows ISO 4217 and ISO 3166-1,
//! with the amendments below, since a distribution's version is a few years old.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{bail, Context, Result};
use clap::Args;
use serde_json::Value;

use crate::process::answer;
use crate::project::{clean, Project};

/// Where the lists are, and which version they are of.
#[derive(Args)]
pub struct Options {
    /// The folder with iso_4217.json and iso_3166-1.json
    #[arg(long, default_value = "/usr/share/iso-codes/json")]
    from: PathBuf,
}

/// Currencies that came after iso-codes 4.15.0: the Caribbean guilder (2025), Zimbabwe Gold (2024), the Arab accounting
/// dinar (2024).
const CAME_LATER: [&str; 3] = ["XCG", "ZWG", "XAD"];

/// Currencies withdrawn since 2010 that iso-codes 4.15.0 no longer lists, with the year. A stored customer may still hold
/// one. Those withdrawn after it (HRK 2023, SLL 2023, ZWL 2024, ANG 2025, BGN 2026, CUC 2021) it lists itself.
const WITHDRAWN: [(&str, u16); 10] = [
    ("EEK", 2011),
    ("ZMK", 2013),
    ("XFU", 2013),
    ("USS", 2014),
    ("LVL", 2014),
    ("LTL", 2015),
    ("BYR", 2017),
    ("MRO", 2018),
    ("STD", 2018),
    ("VEF", 2018),
];

/// What Kosovo uses and ISO 3166-1 leaves to its users.
const KOSOVO: &str = "XK";

/// Writes both tables.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let version = answer(clean("dpkg-query").args(["--show", "--showformat=${Version}", "iso-codes"]))
        .context("the version of iso-codes is unknown; install Debian's package iso-codes")?;
    let version = version.split('-').next().unwrap_or_default();
    let mut currencies = codes(&options.from.join("iso_4217.json"), "4217", "alpha_3")?;
    currencies.extend(CAME_LATER.map(str::to_owned));
    currencies.extend(WITHDRAWN.map(|(code, _)| code.to_owned()));
    let mut countries = codes(&options.from.join("iso_3166-1.json"), "3166-1", "alpha_2")?;
    countries.insert(KOSOVO.to_owned());
    for (name, codes) in [("currency", currencies), ("country", countries)] {
        let path = project.root().join("src/rules/codes").join(name).with_extension("rs");
        fs::write(&path, table(&codes, version)).with_context(|| format!("cannot write {}", path.display()))?;
        println!("wrote   {} codes to {}", codes.len(), path.display());
    }
    Ok(())
}

fn codes(path: &Path, list: &str, field: &str) -> Result<BTreeSet<String>> {
    let text = fs::read_to_string(path).with_context(|| {
        format!("cannot read {}; install Debian's package iso-codes, or name its folder with --from", path.display())
    })?;
    let lists: Value = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))?;
    let entries = lists[list].as_array().with_context(|| format!("{} has no list {list}", path.display()))?;
    let codes: BTreeSet<String> = entries.iter().filter_map(|entry| entry[field].as_str()).map(str::to_owned).collect();
    if codes.len() != entries.len() || codes.is_empty() {
        bail!("{} holds an entry without {field}, or one twice", path.display());
    }
    Ok(codes)
}

fn table(codes: &BTreeSet<String>, version: &str) -> String {
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let lines: Vec<String> = codes.chunks(36).map(|line| format!("    {}", line.concat())).collect();
    format!(
        "//! Written by `cargo xtask codes` from Debian's iso-codes {version} and the amendments named there. Do not edit.\n\n\
         /// The codes in alphabetical order, without separators.\npub const CODES: &str = \"\\\n{}\";\n",
        lines.join("\\\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_one_text_in_lines() {
        let codes: BTreeSet<String> = (0..40).map(|number| format!("{number:02}")).collect();
        let table = table(&codes, "4.15.0");
        assert!(table.contains("iso-codes 4.15.0"));
        assert!(table.ends_with("3435\\\n    36373839\";\n"), "{table}");
    }
}
