//! Languages as the customer service takes them: `de_DE`. It is not BCP 47, whose `Intl` refuses the underscore.

use super::{Form, Rule};

/// A language with its region: two or three small letters, `_` or `-`, an optional script, and two capitals or three
/// digits. The service answers 400 to a bare `de`.
pub static LANGUAGE: Rule = Rule::of("language", Form::Pattern(PATTERN, is_language));

const PATTERN: &str = "^[a-z]{2,3}[_-](?:[A-Z][a-z]{3}[_-])?(?:[A-Z]{2}|[0-9]{3})$";

fn is_language(text: &str) -> bool {
    let mut parts = text.as_bytes().split(|byte| matches!(byte, b'_' | b'-'));
    let language = parts.next().unwrap_or_default();
    let (script, region) = match (parts.next(), parts.next(), parts.next()) {
        (Some(region), None, None) => (None, region),
        (Some(script), Some(region), None) => (Some(script), region),
        _ => return false,
    };
    let small = |text: &[u8]| text.iter().all(u8::is_ascii_lowercase);
    (2..=3).contains(&language.len())
        && small(language)
        && script.is_none_or(|script| {
            script.len() == 4
                && script.split_first().is_some_and(|(first, rest)| first.is_ascii_uppercase() && small(rest))
        })
        && ((region.len() == 2 && region.iter().all(u8::is_ascii_uppercase))
            || (region.len() == 3 && region.iter().all(u8::is_ascii_digit)))
}

#[cfg(test)]
mod tests {
    use super::super::{Breach, Codes};
    use super::*;

    #[test]
    fn languages_need_a_region() {
        for good in ["de_DE", "en-US", "gsw_CH", "zh_Hans_CN", "sr-Latn-RS", "es_419"] {
            assert_eq!(LANGUAGE.check(good, Codes::Iso), None, "{good}");
        }
        for bad in [
            "",
            "de",
            "DE_de",
            "de_de",
            "d_DE",
            "deut_DE",
            "de_DE_x",
            "de_DEU",
            "de_12",
            "zh_hans_CN",
            "de_DE\n",
            "de__DE",
        ] {
            assert_eq!(LANGUAGE.check(bad, Codes::Iso), Some(Breach::Pattern), "{bad:?}");
        }
    }
}
