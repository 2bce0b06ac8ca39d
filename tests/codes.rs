//! The currency table beside the one of the crate `iso_currency`. The differences are listed, so that a new one is seen.

use commerce_customers::rules::{Codes, CURRENCY};
use iso_currency::{Currency, IntoEnumIterator};

/// Withdrawn since 2010, which a stored customer may still hold and the crate has dropped; of those it keeps some (HRK, SLL).
const WITHDRAWN: &str = "ANG BYR EEK LTL LVL MRO STD USS VEF XFU ZMK";

#[test]
fn the_currencies_are_those_of_iso_currency_but_for_what_is_listed() {
    let theirs: Vec<&str> = Currency::iter().map(|currency| currency.code()).collect();
    assert!(theirs.len() > 150, "{}", theirs.len());
    let only_theirs: Vec<&str> =
        theirs.iter().copied().filter(|code| CURRENCY.check(code, Codes::Iso).is_some()).collect();
    let ours = (0..26_u32.pow(3)).map(|number| {
        let letter = |place: u32| char::from_u32(u32::from('A') + number / 26_u32.pow(place) % 26).expect("a letter");
        [2, 1, 0].map(letter).iter().collect::<String>()
    });
    let only_ours: Vec<String> =
        ours.filter(|code| CURRENCY.check(code, Codes::Iso).is_none() && !theirs.contains(&code.as_str())).collect();
    assert_eq!(only_theirs.join(" "), "");
    assert_eq!(only_ours.join(" "), WITHDRAWN);
}
