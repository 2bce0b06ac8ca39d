//! What a test run says about its tests: how many passed, how many failed, and their names.

/// The counts of one run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed, and runs that broke.
    pub failed: usize,
    /// Tests that were not run.
    pub skipped: usize,
    /// What failed, by name.
    pub failures: Vec<String>,
}

impl Counts {
    /// Reads the output of `cargo test`, of the test runner of wasm-bindgen too.
    pub fn of_cargo(lines: &[String]) -> Self {
        let mut counts = Self::default();
        for line in lines {
            let line = line.trim();
            if let Some(result) = line.strip_prefix("test result: ") {
                // "ok. 3 passed; 1 failed; 0 ignored; ..."
                counts.passed += number_before(result, "passed");
                counts.failed += number_before(result, "failed");
                counts.skipped += number_before(result, "ignored");
            } else if let Some((name, "FAILED" | "FAIL")) =
                line.strip_prefix("test ").and_then(|test| test.rsplit_once(" ... "))
            {
                counts.failures.push(name.to_owned());
            }
        }
        counts
    }

    /// Reads the TAP output of `node --test`. A file without a test counts as one test that passed there, and as one that
    /// failed here; its name is the whole path, one of `files`.
    pub fn of_node(lines: &[String], files: &[String]) -> Self {
        let mut counts = Self {
            passed: summary(lines, "pass"),
            failed: summary(lines, "fail") + summary(lines, "cancelled"),
            skipped: summary(lines, "skipped") + summary(lines, "todo"),
            failures: Vec::new(),
        };
        for (index, line) in lines.iter().enumerate() {
            if let Some(name) = point(line, "not ok ").filter(|_| !is_parent(&lines[index + 1..])) {
                counts.failures.push(name);
            }
        }
        let empty = lines
            .iter()
            .filter(|line| !line.starts_with(' '))
            .filter_map(|line| point(line, "ok "))
            .filter(|name| files.contains(name));
        for name in empty {
            counts.passed = counts.passed.saturating_sub(1);
            counts.failed += 1;
            counts.failures.push(format!("{name} holds no test"));
        }
        counts
    }

    /// Makes a run that broke, or that ran nothing, a failure, whatever it counted.
    pub fn judged(mut self, success: bool) -> Self {
        if !success && self.failed == 0 {
            self.fail("ended with an error outside of its tests");
        } else if self.passed + self.failed == 0 {
            self.fail("ran no test");
        }
        self
    }

    fn fail(&mut self, reason: &str) {
        self.failed += 1;
        self.failures.push(reason.to_owned());
    }
}

/// The number that stands before a word: 3 of "ok. 3 passed; 1 failed".
fn number_before(text: &str, word: &str) -> usize {
    let words: Vec<&str> = text.split([' ', ';']).filter(|word| !word.is_empty()).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

/// The number of a summary line of TAP; the last one counts, what a test itself printed stands before.
fn summary(lines: &[String], name: &str) -> usize {
    lines.iter().rev().find_map(|line| line.strip_prefix("# ")?.strip_prefix(name)?.trim().parse().ok()).unwrap_or(0)
}

/// The name in a test point of TAP: `not ok 3 - name`.
fn point(line: &str, start: &str) -> Option<String> {
    let (number, name) = line.trim_start().strip_prefix(start)?.split_once(" - ")?;
    number.parse::<usize>().ok()?;
    let name = name.split(" # ").next().unwrap_or(name);
    Some(name.replace("\\#", "#").replace("\\\\", "\\"))
}

/// Whether the block under a test point says that only the tests below it failed.
fn is_parent(following: &[String]) -> bool {
    following
        .iter()
        .map(|line| line.trim())
        .take_while(|line| *line != "...")
        .any(|line| line == "failureType: 'subtestsFailed'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn cargo_counts_are_added_up_over_all_binaries() {
        let output = lines(
            "     Running unittests src/lib.rs (target/debug/deps/a-1)\n\
             running 3 tests\n\
             test schema::deep ... ok\n\
             test schema::wide - should panic ... FAILED\n\
             test api::later ... ignored\n\
             test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.01s\n\
             \n   Doc-tests commerce_customers\n\
             test src/lib.rs - check (line 12) ... ok\n\
             test result: ok. 11 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s\n",
        );
        let counts = Counts::of_cargo(&output);
        assert_eq!((counts.passed, counts.failed, counts.skipped), (12, 1, 1));
        assert_eq!(counts.failures, ["schema::wide - should panic"]);
    }

    #[test]
    fn the_runner_of_wasm_bindgen_is_read_too() {
        let output = lines(
            "test wasm::get ... ok\n\
             test wasm::list ... FAIL\n\
             test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 filtered out; finished in 0.02s\n",
        );
        let counts = Counts::of_cargo(&output);
        assert_eq!((counts.passed, counts.failed), (1, 1));
        assert_eq!(counts.failures, ["wasm::list"]);
    }

    const TAP: &str = "TAP version 13
# pass 99
# Subtest: suite
    not ok 1 - inner \\# one
      ---
      failureType: 'testCodeFailure'
      ...
    ok 2 - inner two
    1..2
not ok 1 - suite
  ---
  failureType: 'subtestsFailed'
  ...
ok 2 - later # TODO
not ok 3 - stuck
  ---
  failureType: 'testTimeoutFailure'
  ...
1..3
# tests 4
# suites 1
# pass 1
# fail 1
# cancelled 1
# skipped 0
# todo 1
# duration_ms 378.9
";

    #[test]
    fn node_counts_are_those_of_the_summary() {
        let counts = Counts::of_node(&lines(TAP), &[]);
        assert_eq!((counts.passed, counts.failed, counts.skipped), (1, 2, 1));
        assert_eq!(counts.failures, ["inner # one", "stuck"]);
    }

    #[test]
    fn a_file_without_a_test_did_not_pass() {
        let file = "tests/package/empty.test.mjs";
        let output = format!("ok 1 - {file}\n  ---\n  ...\nok 2 - real\n# tests 2\n# pass 2\n# fail 0\n");
        let counts = Counts::of_node(&lines(&output), &[file.to_owned()]);
        assert_eq!((counts.passed, counts.failed), (1, 1));
        assert_eq!(counts.failures, [format!("{file} holds no test")]);
    }

    #[test]
    fn a_broken_run_and_an_empty_one_are_failures() {
        let passed = |passed| Counts { passed, ..Counts::default() };
        assert_eq!(passed(3).judged(true), passed(3));
        let broken = passed(3).judged(false);
        assert_eq!((broken.passed, broken.failed, broken.failures.len()), (3, 1, 1));
        let empty = passed(0).judged(true);
        assert_eq!((empty.passed, empty.failed), (0, 1));
        assert_eq!(empty.failures, ["ran no test"]);
        let failed = Counts { failed: 2, ..Counts::default() };
        assert_eq!(failed.judged(false).failed, 2);
    }
}
