//! The tape: an entry of eight bytes a value, the parts of an array or an object side by side.
//!
//! So the item of an array is found by its place, and a handle needs no memory of its own. The fields of an object are a
//! key and a value in turn.

use super::letters::Letters;
use std::cmp::Ordering;

/// How many fields an object has whose keys are compared with each other; those of a larger one are sorted first.
const FEW: usize = 32;

pub(super) const NULL: u32 = 0;
pub(super) const FALSE: u32 = 1;
pub(super) const TRUE: u32 = 2;
pub(super) const NUMBER: u32 = 3;
pub(super) const TEXT: u32 = 4;
pub(super) const LIST: u32 = 5;
pub(super) const OBJECT: u32 = 6;
const TAG: u32 = 7;
/// A text has escapes.
pub(super) const ESCAPED: u32 = 8;
/// A key stands once more, later in its object, and that one counts.
const SUPERSEDED: u32 = 16;
/// A key stood before in its object.
const REPEATED: u32 = 32;
const SHIFT: u32 = 6;

/// A value or a key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// The tag, the marks, and above them where it starts: in the text, or of arrays and objects on the tape. Both are below
    /// 2^26: a text has 2^24 bytes, and no value needs fewer bytes than it has entries.
    head: u32,
    /// Where it ends in the text, or of how many items or fields it is.
    tail: u32,
}

impl Entry {
    pub(super) fn new(tag: u32, start: usize, tail: usize) -> Entry {
        Entry { head: small(start) << SHIFT | tag, tail: small(tail) }
    }

    #[inline(always)]
    pub(super) fn tag(self) -> u32 {
        self.head & TAG
    }

    pub(super) fn count(self) -> u32 {
        self.tail
    }

    #[inline(always)]
    fn start(self) -> usize {
        (self.head >> SHIFT) as usize
    }

    #[inline(always)]
    fn has(self, mark: u32) -> bool {
        self.head & mark != 0
    }

    pub(super) fn is_escaped(self) -> bool {
        self.has(ESCAPED)
    }

    pub(super) fn is_superseded(self) -> bool {
        self.has(SUPERSEDED)
    }

    pub(super) fn is_repeated(self) -> bool {
        self.has(REPEATED)
    }

    /// The text of a number, or what stands between a text's quotes.
    pub(super) fn raw(self, text: &str) -> &str {
        text.get(self.start()..self.tail as usize).unwrap_or_default()
    }

    pub(super) fn letters(self, text: &str) -> Letters<'_> {
        Letters::new(self.raw(text), self.is_escaped())
    }

    /// Whether it is this name.
    #[inline(always)]
    pub(super) fn is_named(self, text: &str, name: &str) -> bool {
        if self.is_escaped() {
            self.letters(text).eq(name.chars().map(u32::from))
        } else {
            self.length() == name.len() && self.raw(text) == name
        }
    }

    #[inline(always)]
    fn length(self) -> usize {
        (self.tail as usize).wrapping_sub(self.start())
    }

    /// A number that texts without escapes can only share when they are alike at both ends and in the middle.
    fn sign(self, text: &str) -> u32 {
        let raw = self.raw(text).as_bytes();
        let at = |place: usize| raw.get(place).copied().unwrap_or_default();
        let length = raw.len();
        // Whichever bits of the length there are.
        #[allow(clippy::cast_possible_truncation)]
        let low = length as u8;
        u32::from_le_bytes([low, at(0), at(length / 2), at(length.wrapping_sub(1))])
    }
}

/// The entries, and whether any key is repeated.
#[derive(Debug, Default)]
pub(super) struct Tape {
    entries: Vec<Entry>,
    pub(super) has_repeats: bool,
}

impl Tape {
    /// The parts of an array or an object that ends here, which from now on stand side by side.
    pub(super) fn close(&mut self, text: &str, tag: u32, parts: &mut [Entry]) -> Entry {
        let mut count = parts.len();
        if tag == OBJECT {
            count /= 2;
            self.has_repeats |= mark_repeats(text, parts);
        }
        let start = self.entries.len();
        self.entries.extend_from_slice(parts);
        Entry::new(tag, start, count)
    }

    /// The item of an array.
    pub(super) fn item(&self, list: Entry, index: u32) -> Option<Entry> {
        self.part(list, index as usize, list.tail)
    }

    /// The key and the value of a field.
    pub(super) fn field(&self, object: Entry, index: u32) -> Option<(Entry, Entry)> {
        let place = (index as usize).wrapping_mul(2);
        let part = |place| self.part(object, place, object.tail.wrapping_mul(2));
        part(place).zip(part(place.wrapping_add(1)))
    }

    #[inline(always)]
    fn part(&self, whole: Entry, place: usize, count: u32) -> Option<Entry> {
        if place >= count as usize {
            return None;
        }
        self.entries.get(whole.start().wrapping_add(place)).copied()
    }
}

/// A key among the parts of an object: its sign, and which field it is of.
type Signed = (u32, usize);

/// Marks the keys that stand twice among the parts of an object; whether there are any.
fn mark_repeats(text: &str, parts: &mut [Entry]) -> bool {
    let mut keys: Vec<Signed> = Vec::with_capacity(parts.len() / 2);
    let mut escaped = 0;
    for (field, pair) in parts.chunks(2).enumerate() {
        if let Some(key) = pair.first() {
            escaped |= key.head & ESCAPED;
            keys.push((key.sign(text), field));
        }
    }
    // Escapes have many ways to write the same: what they look like says nothing.
    if escaped != 0 {
        keys.iter_mut().for_each(|key| key.0 = 0);
    }
    let mut pairs = Vec::new();
    if keys.len() <= FEW {
        let mut rest = keys.as_slice();
        while let Some((later, before)) = rest.split_last() {
            for earlier in before {
                if earlier.0 == later.0 && same(text, parts, *earlier, *later).is_eq() {
                    pairs.push((earlier.1, later.1));
                }
            }
            rest = before;
        }
    } else {
        // By sorting, whose time does not depend on the keys: with a table of hashes somebody could choose keys that take for
        // ever.
        heap_sort(&mut keys, |one, other| {
            let order = one.0.cmp(&other.0).then_with(|| same(text, parts, one, other));
            order.then(one.1.cmp(&other.1)).is_lt()
        });
        for (earlier, later) in keys.iter().zip(keys.iter().skip(1)) {
            if earlier.0 == later.0 && same(text, parts, *earlier, *later).is_eq() {
                pairs.push((earlier.1, later.1));
            }
        }
    }
    for (earlier, later) in &pairs {
        for (field, mark) in [(earlier, SUPERSEDED), (later, REPEATED)] {
            if let Some(key) = parts.get_mut(field.wrapping_mul(2)) {
                key.head |= mark;
            }
        }
    }
    !pairs.is_empty()
}

/// Compares two keys of an object by what they stand for.
fn same(text: &str, parts: &[Entry], one: Signed, other: Signed) -> Ordering {
    let key = |signed: Signed| parts.get(signed.1.wrapping_mul(2)).copied().unwrap_or(Entry { head: TEXT, tail: 0 });
    let (one, other) = (key(one), key(other));
    if one.is_escaped() || other.is_escaped() {
        one.letters(text).cmp(other.letters(text))
    } else {
        one.raw(text).chars().cmp(other.raw(text).chars())
    }
}

/// Sorts in time that no order makes long. The standard library's sort would be more than the rest of the scanner.
fn heap_sort(items: &mut [Signed], is_less: impl Fn(Signed, Signed) -> bool) {
    let less = |items: &[Signed], one: usize, other: usize| match (items.get(one), items.get(other)) {
        (Some(one), Some(other)) => is_less(*one, *other),
        _ => false,
    };
    let sink = |items: &mut [Signed], mut place: usize, end: usize| loop {
        let mut child = place.wrapping_mul(2).wrapping_add(1);
        if child >= end {
            return;
        }
        let next = child.wrapping_add(1);
        if next < end && less(items, child, next) {
            child = next;
        }
        if !less(items, place, child) {
            return;
        }
        items.swap(place, child);
        place = child;
    };
    for place in (0..items.len() / 2).rev() {
        sink(items, place, items.len());
    }
    for end in (1..items.len()).rev() {
        items.swap(0, end);
        sink(items, 0, end);
    }
}

/// What is below 2^32 because the text's length is.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
