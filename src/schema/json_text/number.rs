//! The number that a text of JSON says. The parser of the standard library would be ten kilobytes of the wasm.

/// The greatest power of ten that a double holds exactly.
const LAST_EXACT: u32 = 22;

/// The number. Exact for whole numbers below 2^53, and right to the last bit for what has up to 15 digits and a power of ten
/// within 22, which is nearly everything that is written; else off by a few units in the last place at most. Too large is
/// infinity, too small is 0.
pub(super) fn read(text: &str) -> f64 {
    let mut digits = 0_u64;
    let mut power = 0_i32;
    let mut fraction = false;
    let mut full = false;
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'-' => {}
            b'.' => fraction = true,
            b'e' | b'E' => {
                power = power.saturating_add(exponent(bytes));
                break;
            }
            digit => {
                let longer = digits.checked_mul(10).and_then(|more| more.checked_add((digit & 0xf).into()));
                match longer.filter(|_| !full) {
                    Some(longer) => digits = longer,
                    // There is no room for this digit, so it only counts as a place, and no later one may slip in.
                    None => full = true,
                }
                // A place behind the point, or one before it that was left out.
                power = power.saturating_add(i32::from(full)).saturating_sub(i32::from(fraction));
            }
        }
    }
    let number = scaled(digits, power);
    if text.starts_with('-') {
        -number
    } else {
        number
    }
}

fn exponent(bytes: impl Iterator<Item = u8>) -> i32 {
    let mut exponent = 0_i32;
    let mut negative = false;
    for byte in bytes {
        match byte {
            b'-' => negative = true,
            b'+' => {}
            digit => exponent = exponent.saturating_mul(10).saturating_add((digit & 0xf).into()),
        }
    }
    if negative {
        exponent.saturating_neg()
    } else {
        exponent
    }
}

/// `digits` times ten to the `power`, in steps that are exact themselves.
fn scaled(digits: u64, power: i32) -> f64 {
    // Rounded once, as it should be.
    #[allow(clippy::cast_precision_loss)]
    let mut number = digits as f64;
    // Beyond it every number is infinity or 0; the digits are 20 at most.
    let mut left = if digits == 0 { 0 } else { power.unsigned_abs().min(400) };
    while left > 0 {
        let places = left.min(LAST_EXACT);
        left = left.saturating_sub(places);
        let ten = (0..places).fold(1.0, |ten, _| ten * 10.0);
        number = if power > 0 { number * ten } else { number / ten };
    }
    number
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_is_usually_written_is_read_exactly() {
        for text in [
            "0",
            "-0",
            "1",
            "-1",
            "10",
            "1.5",
            "-1.5",
            "0.1",
            "123.456",
            "1e3",
            "1E+3",
            "1e-3",
            "1.0",
            "100e-2",
            "0.000001",
            "1e22",
            "123456789012345e22",
            "9007199254740991",
            "9007199254740992",
            "-9007199254740992",
            "0e999999999999",
            "3.141592653589793",
            "1.0000000000000000000000001",
            "18446744073709551615",
            "1e999",
            "-1e999",
            "1e-999",
            "1e99999999999999",
            "1e-99999999999999",
        ] {
            let due: f64 = text.parse().expect("a number");
            assert_eq!(read(text).to_bits(), due.to_bits(), "{text}");
        }
    }

    #[test]
    fn what_is_not_is_read_nearly() {
        for text in [
            "5e-324",
            "1.7976931348623157e308",
            "2.2250738585072014e-308",
            "0.30000000000000004",
            "123456789012345678901234567890",
            "1e-300",
            "9.87654321e250",
        ] {
            let due: f64 = text.parse().expect("a number");
            let off = (read(text) - due).abs();
            assert!(off <= due.abs() * 1e-14 || off <= 5e-324, "{text}: {}", read(text));
        }
    }
}
