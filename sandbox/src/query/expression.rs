//! Regular expressions: where one ends, and whether it is one.

use regex::{Regex, RegexBuilder};

use super::filter::Test;
use super::parse::{refused, wrong};
use crate::problem::Problem;

/// The size that a compiled expression may have. Matching takes time in proportion to it and to the text.
const LIMIT: usize = 256 * 1024;

/// The expression, or what is wrong with it.
pub(super) fn compile(expression: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(expression).size_limit(LIMIT).build()
}

/// What stands between a parenthesis at the very start and the one that closes it, and what follows. Inside is a regular
/// expression: escaped parentheses and those in a class do not count.
pub(super) fn enclosed(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('(')?;
    let (mut depth, mut escaped, mut class) = (1_usize, false, false);
    for (position, char) in inside.char_indices() {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '(' if !class => depth += 1,
            ')' if !class => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let (expression, behind) = inside.split_at(position);
            return Some((expression, behind.strip_prefix(')')?));
        }
    }
    None
}

/// A test for an expression that is one.
pub(super) fn matches(expression: &str) -> Result<Test, Problem> {
    if expression.is_empty() {
        return Err(wrong("a regular expression is expected behind the tilde."));
    }
    match compile(expression) {
        Ok(_) => Ok(Test::Matches(expression.to_owned())),
        Err(regex::Error::CompiledTooBig(_)) => Err(refused("maximum", "the regular expression is too large.")),
        // Only the last line says what is wrong; the others repeat the expression with a mark under it.
        Err(error) => {
            let text = error.to_string();
            let reason = text.lines().last().unwrap_or("").trim_start_matches("error: ");
            Err(wrong(format!("the regular expression is not valid: {reason}.")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_have_a_size() {
        assert!(compile("^A.*e$").is_ok());
        assert!(matches("(((a{100}){100}){100})").is_err());
    }

    #[test]
    fn an_expression_ends_where_its_parenthesis_closes() {
        for (text, expected) in [
            ("(a b)", Some(("a b", ""))),
            ("(a)b c:d", Some(("a", "b c:d"))),
            ("((a)(b)) c", Some(("(a)(b)", " c"))),
            (r"(a\)b) c", Some((r"a\)b", " c"))),
            ("([)(]) c", Some(("[)(]", " c"))),
            ("()", Some(("", ""))),
            ("(a", None),
            ("a)", None),
            ("", None),
        ] {
            assert_eq!(enclosed(text), expected, "{text}");
        }
    }
}
