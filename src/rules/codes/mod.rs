//! Currency and country codes, and the packed tables behind them.

mod country;
mod currency;

use super::{Form, Rule};

/// How closely codes are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Codes {
    /// A code must be in its list.
    #[default]
    Iso,
    /// A code must be of the right letters, in the list or not.
    Shape,
}

/// A sorted table of codes of one width, packed into one text.
#[derive(Debug)]
pub struct CodeTable {
    /// The list's name, for messages.
    pub name: &'static str,
    packed: &'static str,
    width: usize,
}

/// An ISO 4217 currency code, current or withdrawn since 2010: a stored customer may still hold a withdrawn one.
pub static CURRENCY: Rule = Rule {
    length: Some((3, 3)),
    codes: Some(&CURRENCY_CODES),
    ..Rule::of("currency", Form::Pattern("^[A-Z]+$", is_capitals))
};

/// An ISO 3166-1 alpha-2 country code, or `XK`, which Kosovo uses and ISO leaves to its users.
pub static COUNTRY: Rule = Rule {
    length: Some((2, 2)),
    codes: Some(&COUNTRY_CODES),
    ..Rule::of("country", Form::Pattern("^[A-Z]+$", is_capitals))
};

/// The currency codes that [`CURRENCY`] accepts.
pub static CURRENCY_CODES: CodeTable = CodeTable { name: "ISO 4217", packed: currency::CODES, width: 3 };

/// The country codes that [`COUNTRY`] accepts.
pub static COUNTRY_CODES: CodeTable = CodeTable { name: "ISO 3166-1", packed: country::CODES, width: 2 };

fn is_capitals(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

impl Codes {
    /// The one with this name in options; [`Codes::Iso`] without a name.
    pub(crate) fn named(name: Option<&str>) -> Codes {
        match name {
            Some("shape") => Codes::Shape,
            _ => Codes::Iso,
        }
    }
}

impl CodeTable {
    /// Whether `code` is in the table.
    pub fn contains(&self, code: &str) -> bool {
        if code.len() != self.width {
            return false;
        }
        let (mut low, mut high) = (0, self.packed.len().checked_div(self.width).unwrap_or(0));
        while low < high {
            let middle = low.midpoint(high);
            match self.at(middle).cmp(code) {
                std::cmp::Ordering::Less => low = middle.saturating_add(1),
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        false
    }

    /// The codes in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        (0..self.packed.len().checked_div(self.width).unwrap_or(0)).map(|index| self.at(index))
    }

    fn at(&self, index: usize) -> &'static str {
        let start = index.saturating_mul(self.width);
        self.packed.get(start..start.saturating_add(self.width)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Breach;
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_whole() {
        for table in [&CURRENCY_CODES, &COUNTRY_CODES] {
            let codes: Vec<_> = table.iter().collect();
            assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{}", table.name);
            assert!(codes.iter().all(|code| is_capitals(code) && table.contains(code)), "{}", table.name);
            assert_eq!(codes.concat().len(), codes.len() * table.width);
        }
        assert_eq!(COUNTRY_CODES.iter().count(), 250);
    }

    #[test]
    fn currencies() {
        for good in ["EUR", "USD", "XCG", "ZWG", "VED", "SLE", "XAD", "BGN", "HRK", "SLL", "ANG", "ZWL", "CUC", "EEK"] {
            assert_eq!(CURRENCY.check(good, Codes::Iso), None, "{good}");
        }
        for (bad, breach) in [
            ("", Breach::MinLength),
            ("EU", Breach::MinLength),
            ("EURO", Breach::MaxLength),
            ("eur", Breach::Pattern),
            ("E1R", Breach::Pattern),
            ("ÄÖÜ", Breach::Pattern),
            ("ABC", Breach::OneOf),
            ("DEM", Breach::OneOf),
        ] {
            assert_eq!(CURRENCY.check(bad, Codes::Iso), Some(breach), "{bad:?}");
        }
        assert_eq!(CURRENCY.check("ABC", Codes::Shape), None);
        assert_eq!(CURRENCY.check("abc", Codes::Shape), Some(Breach::Pattern));
    }

    #[test]
    fn countries() {
        for good in ["DE", "AX", "XK", "ZW"] {
            assert_eq!(COUNTRY.check(good, Codes::Iso), None, "{good}");
        }
        for (bad, breach) in [
            ("D", Breach::MinLength),
            ("DEU", Breach::MaxLength),
            ("de", Breach::Pattern),
            ("XX", Breach::OneOf),
            ("UK", Breach::OneOf),
        ] {
            assert_eq!(COUNTRY.check(bad, Codes::Iso), Some(breach), "{bad:?}");
        }
        assert_eq!(COUNTRY.check("XX", Codes::Shape), None);
    }
}
