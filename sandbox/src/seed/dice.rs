//! Random choices that are the same on every machine and for every run.

use rand_chacha::rand_core::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The seed's only source of chance.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    pub(super) fn new() -> Dice {
        Dice(ChaCha8Rng::from_seed(*b"the customers of the tenant acme"))
    }

    /// A number from 0 up to, not including, `end`.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        // The upper half of the product is spread evenly enough for names.
        ((u64::from(self.0.next_u32()) * u64::from(end)) >> 32) as u32
    }

    /// True `percent` times in a hundred.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One part of a list joined by `|`.
    pub(super) fn pick(&mut self, list: &'static str) -> &'static str {
        let count = list.split('|').count();
        let position = self.below(u32::try_from(count).unwrap_or(u32::MAX));
        list.split('|').nth(position as usize).unwrap_or(list)
    }

    /// As [`Dice::pick`], cut in two at the `/`.
    pub(super) fn pick_pair(&mut self, list: &'static str) -> (&'static str, &'static str) {
        let item = self.pick(list);
        item.split_once('/').unwrap_or((item, ""))
    }

    /// An id as the service makes them: lowercase letters and digits.
    pub(super) fn id(&mut self) -> String {
        (0..10).filter_map(|_| char::from_digit(self.below(36), 36)).collect()
    }
}
