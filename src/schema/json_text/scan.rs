//! From the text to the tape, in one pass and without recursion.

use super::super::check::MAX_DEPTH;
use super::tape::{self, Entry, Tape};

/// The tape and the entry of the value, or `None` when the text is not JSON or too deep.
pub(super) fn scan(text: &str) -> Option<(Tape, Entry)> {
    let mut scan = Scan { text, at: 0, tape: Tape::default(), parts: Vec::new(), open: Vec::new() };
    scan.values()?;
    Some((scan.tape, scan.parts.pop()?))
}

struct Scan<'a> {
    text: &'a str,
    /// The next byte.
    at: usize,
    tape: Tape,
    /// The parts of what is not closed yet; each array and object takes its own from the end.
    parts: Vec<Entry>,
    /// What is not closed yet: whether it is an object, and where its parts start.
    open: Vec<(bool, usize)>,
}

impl Scan<'_> {
    fn values(&mut self) -> Option<()> {
        loop {
            self.space();
            let start = self.at;
            match self.take()? {
                byte @ (b'[' | b'{') => {
                    if self.open.len() >= MAX_DEPTH {
                        return None;
                    }
                    let object = byte == b'{';
                    self.open.push((object, self.parts.len()));
                    self.space();
                    if !self.takes(if object { b'}' } else { b']' }) {
                        if object {
                            self.key()?;
                        }
                        continue;
                    }
                    self.close();
                }
                b'"' => self.quoted()?,
                b'n' => self.word(b"ull", tape::NULL)?,
                b't' => self.word(b"rue", tape::TRUE)?,
                b'f' => self.word(b"alse", tape::FALSE)?,
                byte => {
                    self.number(byte)?;
                    self.parts.push(Entry::new(tape::NUMBER, start, self.at));
                }
            }
            // Behind a value: what it is in goes on, or ends and is a value itself.
            loop {
                self.space();
                let Some((object, _)) = self.open.last().copied() else {
                    return (self.at == self.text.len()).then_some(());
                };
                match (self.take()?, object) {
                    (b',', false) => break,
                    (b',', true) => {
                        self.space();
                        self.key()?;
                        break;
                    }
                    (b']', false) | (b'}', true) => self.close(),
                    _ => return None,
                }
            }
        }
    }

    fn close(&mut self) {
        let Some((object, start)) = self.open.pop() else { return };
        let tag = if object { tape::OBJECT } else { tape::LIST };
        let entry = self.tape.close(self.text, tag, self.parts.get_mut(start..).unwrap_or_default());
        self.parts.truncate(start);
        self.parts.push(entry);
    }

    fn key(&mut self) -> Option<()> {
        self.due(b'"')?;
        self.quoted()?;
        self.space();
        self.due(b':')
    }

    /// A text, from behind its first quote.
    fn quoted(&mut self) -> Option<()> {
        let start = self.at;
        let mut tag = tape::TEXT;
        loop {
            // The loop over all bytes of the text: nothing else in it than this.
            let rest = self.text.as_bytes().get(self.at..)?;
            self.at = self.at.wrapping_add(rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?);
            match self.take()? {
                b'"' => break,
                b'\\' => {
                    tag |= tape::ESCAPED;
                    match self.take()? {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                        b'u' => {
                            for _ in 0..4 {
                                self.take()?.is_ascii_hexdigit().then_some(())?;
                            }
                        }
                        _ => return None,
                    }
                }
                _ => return None,
            }
        }
        self.parts.push(Entry::new(tag, start, self.at.wrapping_sub(1)));
        Some(())
    }

    fn word(&mut self, rest: &[u8], tag: u32) -> Option<()> {
        for byte in rest {
            self.due(*byte)?;
        }
        self.parts.push(Entry::new(tag, 0, 0));
        Some(())
    }

    /// A number, from behind its first byte.
    fn number(&mut self, first: u8) -> Option<()> {
        let first = if first == b'-' { self.take()? } else { first };
        match first {
            b'0' => {}
            b'1'..=b'9' => self.digits(),
            _ => return None,
        }
        if self.takes(b'.') {
            self.take()?.is_ascii_digit().then_some(())?;
            self.digits();
        }
        if self.takes(b'e') || self.takes(b'E') {
            if !self.takes(b'+') {
                self.takes(b'-');
            }
            self.take()?.is_ascii_digit().then_some(())?;
            self.digits();
        }
        Some(())
    }

    fn digits(&mut self) {
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at = self.at.wrapping_add(1);
        }
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at = self.at.wrapping_add(1);
        }
    }

    #[inline(always)]
    fn due(&mut self, byte: u8) -> Option<()> {
        self.takes(byte).then_some(())
    }

    #[inline(always)]
    fn takes(&mut self, byte: u8) -> bool {
        let takes = self.peek() == Some(byte);
        if takes {
            self.at = self.at.wrapping_add(1);
        }
        takes
    }

    #[inline(always)]
    fn take(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at = self.at.wrapping_add(1);
        Some(byte)
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}
