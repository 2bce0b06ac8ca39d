//! What holds for any input. Each function takes bytes and panics where it does not hold; `tests/seeded.rs` drives them with a
//! seeded generator, and cargo-fuzz with what it finds:
//!
//! ```sh
//! cargo +nightly fuzz run walker --features libfuzzer -- -max_total_time=600
//! ```

mod error_body;
mod query;
mod walker;

pub use error_body::error_body;
pub use query::query;
pub use walker::walker;

/// The bytes of an input, taken piece by piece to make choices of.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    /// The next byte; 0 at the end.
    fn next(&mut self) -> u8 {
        match self.0.split_first() {
            Some((first, rest)) => {
                self.0 = rest;
                *first
            }
            None => 0,
        }
    }

    /// One of some.
    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::from(self.next()) % choices.len()]
    }

    /// The next so many bytes at most, as text.
    fn text(&mut self, most: u8) -> String {
        let length = usize::from(self.next() % most.max(1)).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }
}
