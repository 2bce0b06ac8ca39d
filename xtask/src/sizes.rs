//! How much of the package a page loads: raw, gzip and brotli sizes, and the limits they are held to.

use std::io::Write;

use anyhow::{ensure, Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{write::GzEncoder, Compression};

/// The most that each part of the package may weigh, module and glue together, gzip.
const LIMITS: [(&str, usize); 2] = [("client", 71_400), ("validate", 37_900)];

/// The sizes of one thing, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// The sizes of what a page loads for a part of the package.
pub struct Part {
    name: &'static str,
    wasm: Size,
    glue: Size,
}

/// The sizes of all parts.
pub struct Sizes(pub Vec<Part>);

impl Part {
    /// Weighs the module and the glue of the part called `name`.
    pub fn of(name: &'static str, wasm: &[u8], glue: &[u8]) -> Result<Self> {
        Ok(Self { name, wasm: Size::of(wasm)?, glue: Size::of(glue)? })
    }

    fn both(&self) -> Size {
        Size {
            raw: self.wasm.raw + self.glue.raw,
            gzip: self.wasm.gzip + self.glue.gzip,
            brotli: self.wasm.brotli + self.glue.brotli,
        }
    }

    fn limit(&self) -> Result<usize> {
        let limit = LIMITS.iter().find(|(name, _)| *name == self.name);
        limit.map(|(_, limit)| *limit).with_context(|| format!("{} has no limit", self.name))
    }
}

impl Sizes {
    /// The table that a build ends with.
    pub fn table(&self) -> String {
        let row = |name: &str, size: Size| {
            format!("{name:<14}{:>10}{:>10}{:>10}\n", grouped(size.raw), grouped(size.gzip), grouped(size.brotli))
        };
        let mut table = format!("{:<14}{:>10}{:>10}{:>10}{:>10}\n", "bytes", "raw", "gzip", "brotli", "limit");
        for part in &self.0 {
            table += &row(&format!("{} wasm", part.name), part.wasm);
            table += &row(&format!("{} glue", part.name), part.glue);
            let limit = part.limit().map_or_else(|_| "none".to_owned(), grouped);
            table += &format!("{}{limit:>10}\n", row(part.name, part.both()).trim_end());
        }
        table
    }

    /// Holds the sizes to their limits.
    pub fn gate(&self) -> Result<()> {
        for part in &self.0 {
            let (gzip, limit) = (part.both().gzip, part.limit()?);
            ensure!(
                gzip <= limit,
                "{} weighs {} bytes gzip, glue included; at most {} are allowed",
                part.name,
                grouped(gzip),
                grouped(limit)
            );
        }
        Ok(())
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
    fn the_gate_counts_module_and_glue_together_for_each_part() {
        for (name, limit) in LIMITS {
            let more_than_half = noise(limit / 2 + 2_000);
            let sizes = |glue| {
                let fine = Part::of(if name == "client" { "validate" } else { "client" }, b"", b"").expect("sizes");
                Sizes(vec![fine, Part::of(name, &more_than_half, glue).expect("sizes")])
            };
            sizes(b"").gate().expect("one of them is fine");
            let error = sizes(&more_than_half).gate().expect_err("both are not");
            assert!(error.to_string().contains(&format!("at most {}", grouped(limit))), "{error}");
        }
        Sizes(vec![Part::of("other", b"", b"").expect("sizes")]).gate().expect_err("a part without a limit");
    }

    #[test]
    fn the_table_is_aligned_and_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
        let size = |raw, gzip, brotli| Size { raw, gzip, brotli };
        let part = Part { name: "client", wasm: size(100_000, 40_000, 35_000), glue: size(9_000, 3_000, 2_500) };
        assert_eq!(
            Sizes(vec![part]).table(),
            "bytes                raw      gzip    brotli     limit\n\
             client wasm      100,000    40,000    35,000\n\
             client glue        9,000     3,000     2,500\n\
             client           109,000    43,000    37,500    71,400\n"
        );
    }
}
