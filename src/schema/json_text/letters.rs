//! The characters that a text between quotes stands for.

use std::str::Chars;

/// The characters of a text as numbers, one at a time, so that keys with escapes can be compared without a copy. A lone
/// surrogate is its own number. The text was read before: an escape that is cut short does not happen, and would end it.
#[derive(Clone)]
pub(super) struct Letters<'a> {
    chars: Chars<'a>,
    escaped: bool,
}

impl<'a> Letters<'a> {
    /// Of a text between quotes, which has escapes or not.
    pub(super) fn new(text: &'a str, escaped: bool) -> Letters<'a> {
        Letters { chars: text.chars(), escaped }
    }
}

impl Iterator for Letters<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let letter = self.chars.next()?;
        if !(self.escaped && letter == '\\') {
            return Some(letter.into());
        }
        let letter = match self.chars.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let high = unit(&mut self.chars)?;
                if (0xd800..0xdc00).contains(&high) {
                    let mut ahead = self.chars.clone();
                    let low = (ahead.next() == Some('\\') && ahead.next() == Some('u')).then(|| unit(&mut ahead));
                    if let Some(Some(low @ 0xdc00..=0xdfff)) = low {
                        self.chars = ahead;
                        return Some(((high & 0x3ff) << 10 | (low & 0x3ff)).wrapping_add(0x1_0000));
                    }
                }
                return Some(high);
            }
            same => same,
        };
        Some(letter.into())
    }
}

/// The four digits behind `\u`.
fn unit(chars: &mut Chars<'_>) -> Option<u32> {
    let mut unit = 0;
    for _ in 0..4 {
        unit = unit << 4 | chars.next()?.to_digit(16)?;
    }
    Some(unit)
}
