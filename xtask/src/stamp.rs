//! Stamps tell whether work was done already: what it was made from, and what it made, by their fingerprints.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Everything that decides what a piece of work makes.
#[derive(Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// Adds a piece of text: a version, a flag.
    pub fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    /// Adds the bytes of a file; a missing one is a fact too.
    pub fn file(self, path: &Path) -> Result<Self> {
        match fs::read(path) {
            Ok(bytes) => Ok(self.bytes(&bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(self.text("missing")),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    /// The fingerprint of all that was added, in hexadecimal.
    pub fn finish(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn bytes(mut self, bytes: &[u8]) -> Self {
        // The length keeps "ab", "c" apart from "a", "bc".
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }
}

/// A file that remembers the last piece of work.
pub struct Stamp {
    path: PathBuf,
}

impl Stamp {
    /// The stamp kept in this file.
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Whether the work was done from the same input, and what it made is there and unchanged.
    pub fn holds(&self, input: &str, outputs: &[PathBuf]) -> bool {
        let Ok(expected) = text(input, outputs) else {
            return false;
        };
        outputs.iter().all(|path| path.is_file()) && fs::read_to_string(&self.path).is_ok_and(|stamp| stamp == expected)
    }

    /// Remembers the work. To be called after it, so that an aborted piece of work is done again.
    pub fn set(&self, input: &str, outputs: &[PathBuf]) -> Result<()> {
        write(&self.path, text(input, outputs)?.as_bytes())
    }
}

/// Writes a file and the folders above it; an error names the file.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, bytes))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn text(input: &str, outputs: &[PathBuf]) -> Result<String> {
    let mut text = format!("{input}\n");
    for path in outputs {
        let print = Fingerprint::default().file(path)?.finish();
        text.push_str(&format!("{print}  {}\n", path.display()));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder for the test");
        folder
    }

    #[test]
    fn a_stamp_holds_for_the_same_input_and_unchanged_outputs_only() {
        let folder = folder("holds");
        let output = folder.join("made.js");
        let stamp = Stamp::new(folder.join("deep/stamp"));
        let outputs = [output.clone()];

        assert!(!stamp.holds("one", &outputs), "nothing was done yet");
        write(&output, b"first").expect("the output");
        assert!(!stamp.holds("one", &outputs), "no stamp was set");
        stamp.set("one", &outputs).expect("a stamp");
        assert!(stamp.holds("one", &outputs));
        assert!(!stamp.holds("two", &outputs), "another input");
        write(&output, b"second").expect("the output");
        assert!(!stamp.holds("one", &outputs), "a changed output");
        fs::remove_file(&output).expect("the output");
        assert!(!stamp.holds("one", &outputs), "a missing output");
        stamp.set("one", &outputs).expect("a stamp");
        assert!(!stamp.holds("one", &outputs), "a missing output is never done, whatever the stamp says");
        fs::remove_dir_all(folder).expect("the folder");
    }

    #[test]
    fn a_fingerprint_tells_parts_and_missing_files_apart() {
        let print = |parts: &[&str]| {
            let whole = parts.iter().fold(Fingerprint::default(), |all, part| all.text(part));
            whole.finish()
        };
        assert_eq!(print(&["ab", "c"]), print(&["ab", "c"]));
        assert_ne!(print(&["ab", "c"]), print(&["a", "bc"]));

        let folder = folder("print");
        let file = folder.join("file");
        let missing = Fingerprint::default().file(&file).expect("a missing file").finish();
        write(&file, b"").expect("the file");
        let empty = Fingerprint::default().file(&file).expect("an empty file").finish();
        assert_ne!(missing, empty);
        fs::remove_dir_all(folder).expect("the folder");
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named() {
        let folder = folder("named");
        let error = write(&folder, b"").expect_err("a folder is no file");
        assert!(error.to_string().starts_with("cannot write "), "{error}");
        fs::remove_dir_all(folder).expect("the folder");
    }
}
