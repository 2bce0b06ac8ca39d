//! The tape: an entry of eight bytes a value, the parts of an array or an object side by side.
//!
//! So the item of an array is found by its place, and a handle needs no memory of its own. The fields of an object are a
//! key and a value in turn.

use super::letters::Letters;

/// How many fields an object has whose keys are compared with each other; those of a larger one are sorted first.
const FEW: usize = 16;

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

    pub(super) fn tag(self) -> u32 {
        self.head & TAG
    }

    pub(super) fn count(self) -> u32 {
        self.tail
    }

    fn start(self) -> usize {
        (self.head >> SHIFT) as usize
    }

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

    fn is_named(self, text: &str, name: &str) -> bool {
        if self.is_escaped() {
            self.letters(text).eq(name.chars().map(u32::from))
        } else {
            self.raw(text) == name
        }
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

    /// Which field of an object has this name, looked for from `next` on and then from the start.
    pub(super) fn find(&self, text: &str, object: Entry, name: &str, next: u32) -> Option<u32> {
        let is_it = |index: &u32| {
            self.field(object, *index).is_some_and(|(key, _)| !key.is_superseded() && key.is_named(text, name))
        };
        (next..object.tail).chain(0..next.min(object.tail)).find(is_it)
    }

    fn part(&self, whole: Entry, place: usize, count: u32) -> Option<Entry> {
        if place >= count as usize {
            return None;
        }
        self.entries.get(whole.start().wrapping_add(place)).copied()
    }
}

/// Marks the keys that stand twice among the parts of an object; whether there are any.
fn mark_repeats(text: &str, parts: &mut [Entry]) -> bool {
    let key = |parts: &[Entry], field: usize| parts.get(field.wrapping_mul(2)).copied();
    let same = |parts: &[Entry], one: usize, other: usize| {
        key(parts, one).zip(key(parts, other)).is_some_and(|(one, other)| {
            if one.is_escaped() || other.is_escaped() {
                one.letters(text).eq(other.letters(text))
            } else {
                one.raw(text) == other.raw(text)
            }
        })
    };
    let count = parts.len() / 2;
    let mut found = false;
    let mut mark = |parts: &mut [Entry], earlier: usize, later: usize| {
        found = true;
        for (field, mark) in [(earlier, SUPERSEDED), (later, REPEATED)] {
            if let Some(key) = parts.get_mut(field.wrapping_mul(2)) {
                key.head |= mark;
            }
        }
    };
    if count <= FEW {
        for later in 1..count {
            for earlier in 0..later {
                if same(parts, earlier, later) {
                    mark(parts, earlier, later);
                }
            }
        }
        return found;
    }
    // By sorting, whose time does not depend on the keys: with a table of hashes somebody could choose keys that take for ever.
    let mut order: Vec<usize> = (0..count).collect();
    heap_sort(&mut order, |one, other| {
        let letters = |field| key(parts, field).map(|key| key.letters(text));
        let (before, after) = (letters(one), letters(other));
        before.into_iter().flatten().cmp(after.into_iter().flatten()).then(one.cmp(&other)).is_lt()
    });
    let mut fields = order.into_iter();
    let mut earlier = fields.next().unwrap_or_default();
    for later in fields {
        if same(parts, earlier, later) {
            mark(parts, earlier, later);
        }
        earlier = later;
    }
    found
}

/// Sorts in time that no order makes long. The standard library's sort would be more than the rest of the scanner.
fn heap_sort(items: &mut [usize], is_less: impl Fn(usize, usize) -> bool) {
    let less = |items: &[usize], one: usize, other: usize| match (items.get(one), items.get(other)) {
        (Some(one), Some(other)) => is_less(*one, *other),
        _ => false,
    };
    let sink = |items: &mut [usize], mut place: usize, end: usize| loop {
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
