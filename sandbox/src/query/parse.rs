//! From the text of a `q` to what it asks for.
//!
//! ```text
//! q       = term { SP term }                    all have to hold
//! term    = path ":" value
//! value   = operand | "(" group ")" | "~" expression | "(~" expression ")" | "~(" expression ")"
//! group   = operand { "," operand } | all { " OR " all }
//! all     = operand { " AND " operand }         comparisons only
//! operand = text | '"' text '"' | "null" | "exists" | "missing" | "true" | "false"
//!         | ( ">" | ">=" | "<" | "<=" ) ( number | '"' text '"' )
//! ```
//!
//! How a quote inside quotes would be written is documented nowhere, so there is no way to.

use super::expression::{enclosed, matches};
use super::filter::{number, Bound, Filter, Literals, Order, Term, Test};
use super::path::JsonPath;
use crate::problem::Problem;

/// SQLite takes no condition that is nested much deeper. Lists of plain values count as one.
const MOST_PARTS: usize = 200;

/// Reads the whole text. A wrong one is a 400 that names `q`.
pub(crate) fn parse(text: &str) -> Result<Filter, Problem> {
    let mut reader = Reader { rest: text, parts: 0 };
    let mut terms = Vec::new();
    reader.skip_spaces();
    loop {
        terms.push(reader.term()?);
        reader.count_part()?;
        reader.skip_spaces();
        if reader.rest.is_empty() {
            return Ok(Filter(terms));
        }
    }
}

/// What is read of a text, and what is left of it.
pub(super) struct Reader<'a> {
    pub(super) rest: &'a str,
    parts: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start_matches(' ');
    }

    pub(super) fn take(&mut self, prefix: &str) -> bool {
        let behind = self.rest.strip_prefix(prefix);
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }

    /// What stands before the first of `ends`, or everything.
    fn take_until(&mut self, ends: &[char]) -> &'a str {
        let (taken, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
        self.rest = rest;
        taken
    }

    pub(super) fn count_part(&mut self) -> Result<(), Problem> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return Err(refused("maximum", format!("at most {MOST_PARTS} terms and comparisons are expected.")));
        }
        Ok(())
    }

    fn term(&mut self) -> Result<Term, Problem> {
        let (name, rest) = self
            .rest
            .split_once(':')
            .ok_or_else(|| wrong("terms of the form field:value, joined by spaces, are expected."))?;
        if name == "compoundLogicalQuery" {
            return Err(refused(
                "unsupported",
                "this service takes no compoundLogicalQuery; write OR inside the parentheses of one field's value.",
            ));
        }
        let path = JsonPath::read(name)
            .ok_or_else(|| wrong("a field is made of names joined by dots, like 'b2b.companyRegistrationId'."))?;
        self.rest = rest;
        let test = self.value()?;
        if !self.rest.is_empty() && !self.rest.starts_with(' ') {
            return Err(wrong("a space is expected behind a value in quotes or parentheses."));
        }
        Ok(Term { path, test })
    }

    fn value(&mut self) -> Result<Test, Problem> {
        if self.take("~") {
            return match enclosed(self.rest).filter(|(_, behind)| behind.is_empty() || behind.starts_with(' ')) {
                Some((expression, behind)) => {
                    self.rest = behind;
                    matches(expression)
                }
                None => matches(self.take_until(&[' '])),
            };
        }
        if !self.rest.starts_with('(') {
            return self.operand(&[' ']);
        }
        if self.rest.starts_with("(~") {
            let (expression, behind) = enclosed(self.rest).ok_or_else(|| wrong("a closing parenthesis is missing."))?;
            self.rest = behind;
            return matches(expression.strip_prefix('~').unwrap_or(expression));
        }
        self.take("(");
        self.group()
    }

    /// One operand; a bare one reaches to the first of `ends`.
    pub(super) fn operand(&mut self, ends: &[char]) -> Result<Test, Problem> {
        for (sign, order) in [(">=", Order::AtLeast), ("<=", Order::AtMost), (">", Order::More), ("<", Order::Less)] {
            if self.take(sign) {
                return Ok(Test::Compare(order, self.bound(ends)?));
            }
        }
        if self.take("\"") {
            return self.quoted().map(|text| Test::OneOf(Literals::quoted(text)));
        }
        Ok(match self.bare(ends)? {
            "null" => Test::Null,
            "exists" => Test::Exists,
            "missing" => Test::Missing,
            "true" => Test::Flag(true),
            "false" => Test::Flag(false),
            text => Test::OneOf(Literals::bare(text)),
        })
    }

    fn bound(&mut self, ends: &[char]) -> Result<Bound, Problem> {
        if self.take("\"") {
            return self.quoted().map(|text| Bound::Text(text.to_owned()));
        }
        let text = self.bare(ends)?;
        number(text)
            .filter(|number| number.as_f64().is_some_and(f64::is_finite))
            .map(Bound::Number)
            .ok_or_else(|| wrong("a comparison takes a number, or a date-time or other text in double quotes."))
    }

    /// The text up to the closing quote.
    fn quoted(&mut self) -> Result<&'a str, Problem> {
        let (text, rest) = self.rest.split_once('"').ok_or_else(|| wrong("a closing double quote is missing."))?;
        self.rest = rest;
        Ok(text)
    }

    fn bare(&mut self, ends: &[char]) -> Result<&'a str, Problem> {
        match self.take_until(ends) {
            "" => Err(wrong("a value is expected behind the colon, and between the signs of a list.")),
            text if text.contains(['"', '(', ')']) => {
                Err(wrong("a value with quotes or parentheses has to be in double quotes."))
            }
            text if text.starts_with(['~', '<', '>', '=']) => {
                Err(wrong("a value that begins with a sign of the query language has to be in double quotes."))
            }
            text => Ok(text),
        }
    }
}

pub(super) fn wrong(message: impl Into<String>) -> Problem {
    refused("pattern", message)
}

pub(super) fn refused(kind: &'static str, message: impl Into<String>) -> Problem {
    Problem::parameter("q", kind, message)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The test of a query of one term.
    pub(in crate::query) fn one(text: &str) -> Test {
        let mut terms = parse(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}")).0;
        assert_eq!(terms.len(), 1, "{text}");
        terms.remove(0).test
    }

    /// One of these texts.
    pub(in crate::query) fn texts(texts: &[&str]) -> Test {
        Test::OneOf(Literals { texts: texts.iter().map(|text| (*text).to_owned()).collect(), numbers: Vec::new() })
    }

    #[test]
    fn terms() {
        let term = |path: &str, test| Term { path: JsonPath::read(path).unwrap(), test };
        assert_eq!(
            parse("contactEmail:ada@example.com").unwrap().0,
            [term("contactEmail", texts(&["ada@example.com"]))]
        );
        assert_eq!(
            parse(" firstName:\"Ada Maria\"  mixins.loyalty-card.tier:gold active:true ").unwrap().0,
            [
                term("firstName", texts(&["Ada Maria"])),
                term("mixins.loyalty-card.tier", texts(&["gold"])),
                term("active", Test::Flag(true)),
            ]
        );
    }

    #[test]
    fn single_values() {
        let number = |text: &str| number(text).unwrap();
        for (text, expected) in [
            ("a:\"\"", texts(&[""])),
            ("a:\"null\"", texts(&["null"])),
            ("a:null", Test::Null),
            ("a:exists", Test::Exists),
            ("a:missing", Test::Missing),
            ("a:false", Test::Flag(false)),
            ("a:nulls", texts(&["nulls"])),
            ("a:2021-05-18T07:27:27Z", texts(&["2021-05-18T07:27:27Z"])),
            ("a:b,c", texts(&["b,c"])),
            ("a:7", Test::OneOf(Literals { texts: vec!["7".into()], numbers: vec![number("7")] })),
            ("a:07", texts(&["07"])),
            ("a:>=3", Test::Compare(Order::AtLeast, Bound::Number(number("3")))),
            ("a:<-1.5", Test::Compare(Order::Less, Bound::Number(number("-1.5")))),
            ("a:>\"2021-05-18\"", Test::Compare(Order::More, Bound::Text("2021-05-18".into()))),
            ("a:~^x.*$", Test::Matches("^x.*$".into())),
            ("a:(~AB CD)", Test::Matches("AB CD".into())),
            ("a:~(Yoghurt im)", Test::Matches("Yoghurt im".into())),
            ("a:~(a|b)c", Test::Matches("(a|b)c".into())),
            ("a:(~(a b)[)]\\))", Test::Matches("(a b)[)]\\)".into())),
        ] {
            assert_eq!(one(text), expected, "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, named) in [
            ("", "field:value"),
            ("Ada", "field:value"),
            ("b:c Ada", "field:value"),
            ("a b:c", "names joined by dots"),
            (":b", "names joined by dots"),
            ("a-b:c", "names joined by dots"),
            ("a:", "a value is expected"),
            ("a: b", "a value is expected"),
            ("a:>", "a value is expected"),
            ("a:()", "a value is expected"),
            ("a:(b,)", "a value is expected"),
            ("a:(,b)", "a value is expected"),
            ("a:\"b", "closing double quote"),
            ("a:>\"b", "closing double quote"),
            ("a:\"b\"c", "a space is expected"),
            ("a:(b)c", "a space is expected"),
            ("a:b\"", "in double quotes"),
            ("a:b(c", "in double quotes"),
            ("a:=b", "begins with a sign"),
            ("a:(b OR ~c)", "begins with a sign"),
            ("a:>b", "takes a number"),
            ("a:>1e999", "takes a number"),
            ("a:>2021-05-18T07:27:27Z", "takes a number"),
            ("a:(b", "closing parenthesis is missing"),
            ("a:(b OR ", "a value is expected"),
            ("a:(~b", "closing parenthesis is missing"),
            ("a:(b c)", "a comma, OR, AND"),
            ("a:(\"b\"c)", "a comma, OR, AND"),
            ("a:(b,c OR d)", "not by both"),
            ("a:(b AND c)", "AND joins comparisons"),
            ("a:(>1 AND c)", "AND joins comparisons"),
            ("a:~", "a regular expression is expected"),
            ("a:~()", "a regular expression is expected"),
            ("a:~[", "not valid: unclosed character class."),
            ("a:~(((x{100}){100}){100})", "too large"),
            ("compoundLogicalQuery:((a) OR (b))", "takes no compoundLogicalQuery"),
            (&vec!["a:b"; 201].join(" "), "at most 200"),
            (&format!("a:({})", vec![">1"; 201].join(" OR ")), "at most 200"),
            (&format!("a:({})", vec![">1"; 201].join(" AND ")), "at most 200"),
        ] {
            let problem = format!("{:?}", parse(text).err());
            assert!(problem.contains(named) && problem.contains("field: \"q\""), "{text:?}: {problem}");
        }
    }

    #[test]
    fn bytes_of_every_kind_never_panic() {
        let signs = ["a", ":", "\"", "(", ")", "~", " ", ",", " OR ", " AND ", "<", ">=", "null", "\\", "[", "é", "🦊"];
        let mut state = 1_u64;
        for _ in 0..20_000 {
            let text: String = (0..12)
                .filter_map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    signs.get((state >> 33) as usize % signs.len())
                })
                .copied()
                .collect();
            let _ = parse(&format!("a:{text}"));
        }
    }
}
