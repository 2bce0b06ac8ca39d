//! How much of the package a page loads: raw, gzip and brotli sizes, and the limit they are held to.

use std::io::Write;

use anyhow::{ensure, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{write::GzEncoder, Compression};

/// The most that the client may weigh, glue included, gzip.
const LIMIT: usize = 72_500;

/// The sizes of one thing, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// The sizes of what a page loads.
pub struct Sizes {
    wasm: Size,
    glue: Size,
}

impl Sizes {
    /// Weighs the module and the glue.
    pub fn of(wasm: &[u8], glue: &[u8]) -> Result<Self> {
        Ok(Self { wasm: Size::of(wasm)?, glue: Size::of(glue)? })
    }

    /// The table that a build ends with.
    pub fn table(&self) -> String {
        let row = |name: &str, size: Size| {
            format!("{name:<6}{:>12}{:>12}{:>12}\n", grouped(size.raw), grouped(size.gzip), grouped(size.brotli))
        };
        format!("{:<6}{:>12}{:>12}{:>12}\n", "bytes", "raw", "gzip", "brotli")
            + &row("wasm", self.wasm)
            + &row("glue", self.glue)
            + &row("both", self.both())
            + &format!("limit {:>24}\n", grouped(LIMIT))
    }

    /// Holds the sizes to the limit.
    pub fn gate(&self) -> Result<()> {
        let gzip = self.both().gzip;
        ensure!(
            gzip <= LIMIT,
            "the client weighs {} bytes gzip, glue included; at most {} are allowed",
            grouped(gzip),
            grouped(LIMIT)
        );
        Ok(())
    }

    fn both(&self) -> Size {
        Size {
            raw: self.wasm.raw + self.glue.raw,
            gzip: self.wasm.gzip + self.glue.gzip,
            brotli: self.wasm.brotli + self.glue.brotli,
        }
    }
}

impl Size {
    fn of(bytes: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        let mut brotli = Vec::new();
        let strongest = BrotliEncoderParams { quality: 11, ..BrotliEncoderParams::default() };
        brotli::BrotliCompress(&mut &*bytes, &mut brotli, &strongest)?;
        Ok(Self { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
    }
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text that does not compress to nothing: a small generator's output in hexadecimal.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1u32;
        (0..length)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            })
            .collect()
    }

    #[test]
    fn compressed_sizes_are_those_of_the_formats() {
        let zeros = Size::of(&[0; 10_000]).expect("sizes");
        assert_eq!(zeros.raw, 10_000);
        assert!(zeros.gzip < 100 && zeros.brotli < 100, "{zeros:?}");
        let noise = Size::of(&noise(10_000)).expect("sizes");
        assert!(noise.gzip > 9_000 && noise.brotli > 9_000, "{noise:?}");
    }

    #[test]
    fn the_gate_counts_module_and_glue_together() {
        let more_than_half = noise(LIMIT / 2 + 2_000);
        Sizes::of(&more_than_half, b"").expect("sizes").gate().expect("one of them is fine");
        let error = Sizes::of(&more_than_half, &more_than_half).expect("sizes").gate().expect_err("both are not");
        assert!(error.to_string().contains("at most 72,500"), "{error}");
    }

    #[test]
    fn the_table_is_aligned_and_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
        let size = |raw, gzip, brotli| Size { raw, gzip, brotli };
        let sizes = Sizes { wasm: size(100_000, 40_000, 35_000), glue: size(9_000, 3_000, 2_500) };
        assert_eq!(
            sizes.table(),
            "bytes          raw        gzip      brotli\n\
             wasm       100,000      40,000      35,000\n\
             glue         9,000       3,000       2,500\n\
             both       109,000      43,000      37,500\n\
             limit                   72,500\n"
        );
    }
}
