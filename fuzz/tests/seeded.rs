//! Drives each function with a seeded generator, on any toolchain: inputs of the corpus, changed and put together anew. It runs
//! for 2 seconds each, or as many as `FUZZ_SECONDS` says; the same number of runs are the same inputs.

use commerce_customers_fuzz::{error_body, query, walker};
use std::fs;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::Path;
use std::time::{Duration, Instant};

/// Pieces of JSON that changes put in.
const PIECES: &[&str] = &[
    "null",
    "true",
    "0",
    "-0",
    "1e999",
    "-1",
    "1.5",
    "9007199254740993",
    "\"\"",
    "\"a\"",
    "[]",
    "{}",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\ud800",
    "\\u0000",
    "\"mixins\":",
    "\"message\":",
    "\"details\":[",
    "\"error\":{",
    "\"fault\":{",
    "\"country\":\"DE\"",
    "\"contactEmail\":null",
    "\"addresses\":[{",
    "ä",
    "\u{1f600}",
];

struct Chance(u64);

impl Chance {
    /// xorshift64*.
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 33).expect("31 bits") % limit.max(1)
    }
}

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let entries = fs::read_dir(&folder).expect("the corpus can be read");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("an input can be read")).collect()
}

fn changed(input: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut data = input.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(data.len() + 1);
        let until = (at + chance.below(16)).min(data.len());
        match chance.below(6) {
            0 => drop(data.drain(at..until)),
            1 => drop(data.splice(at..until, PIECES[chance.below(PIECES.len())].bytes())),
            2 => {
                let from = chance.below(other.len() + 1);
                drop(data.splice(at..until, other[from..].iter().copied().take(40)));
            }
            3 if at < data.len() => data[at] ^= 1 << chance.below(8),
            4 if at < data.len() => data[at] = u8::try_from(chance.below(256)).expect("a byte"),
            _ => {
                let copied = data[at..until].to_vec();
                drop(data.splice(at..at, copied));
            }
        }
    }
    data
}

fn drive(name: &str, target: fn(&[u8])) {
    let seconds =
        std::env::var("FUZZ_SECONDS").map_or(2, |text| text.parse().expect("FUZZ_SECONDS is a number of seconds"));
    let inputs = corpus(name);
    assert!(!inputs.is_empty());
    let mut chance = Chance(0x5eed);
    let (start, mut runs) = (Instant::now(), 0_u64);
    let run = |data: &[u8]| {
        if catch_unwind(AssertUnwindSafe(|| target(data))).is_err() {
            panic!("{name} does not hold for {:?}", String::from_utf8_lossy(data));
        }
    };
    inputs.iter().for_each(|input| run(input));
    while start.elapsed() < Duration::from_secs(seconds) {
        for _ in 0..100 {
            let (one, other) = (chance.below(inputs.len()), chance.below(inputs.len()));
            run(&changed(&inputs[one], &inputs[other], &mut chance));
            runs += 1;
        }
    }
    println!("{name}: {runs} inputs in {seconds} s");
}

#[test]
fn the_walker_judges_any_json() {
    drive("walker", walker);
}

#[test]
fn queries_say_what_was_meant() {
    drive("query", query);
}

#[test]
fn error_bodies_are_read_and_not_repeated() {
    drive("error_body", error_body);
}
