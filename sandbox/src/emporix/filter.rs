//! `q`: as much of the services' query language as the sandbox reads, which is `path:value` terms joined by spaces.
//!
//! A value is bare or in double quotes. How a quote inside quotes would be written is documented nowhere, so there is no
//! way to.

use crate::problem::Problem;
use crate::store::customers::{Equals, JsonPath, Literal};

/// Reads the parameter. All terms have to hold.
pub(super) fn read(text: &str) -> Result<Vec<Equals>, Problem> {
    let mut terms = Vec::new();
    let mut rest = text.trim_matches(' ');
    loop {
        let (term, behind) = term(rest)?;
        terms.push(term);
        rest = behind.trim_start_matches(' ');
        if rest.is_empty() {
            return Ok(terms);
        }
    }
}

/// The first term, and what stands behind it.
fn term(text: &str) -> Result<(Equals, &str), Problem> {
    let Some((path, text)) = text.split_once(':') else {
        return Err(refused("pattern", "terms of the form field:value, joined by spaces, are expected."));
    };
    let path = JsonPath::read(path).ok_or_else(|| {
        refused("pattern", "a field is made of names joined by dots, like 'b2b.companyRegistrationId'.")
    })?;
    let (value, behind) = match text.strip_prefix('"') {
        Some(text) => {
            let (value, behind) =
                text.split_once('"').ok_or_else(|| refused("pattern", "a closing double quote is missing."))?;
            if !behind.is_empty() && !behind.starts_with(' ') {
                return Err(refused("pattern", "a space is expected behind a value in quotes."));
            }
            (Literal::Quoted(value.to_owned()), behind)
        }
        None => {
            let (value, behind) = text.split_at(text.find(' ').unwrap_or(text.len()));
            (Literal::Bare(bare(value)?.to_owned()), behind)
        }
    };
    Ok((Equals { path, value }, behind))
}

/// A bare value, unless it is a part of the language that is not read here.
fn bare(value: &str) -> Result<&str, Problem> {
    let unread = match value {
        "null" | "exists" | "missing" => "null, exists and missing",
        _ if value.starts_with(['<', '>']) => "comparisons",
        _ if value.starts_with('~') || value.starts_with("(~") => "regular expressions",
        _ if value.starts_with('(') => "lists, ranges and OR",
        _ if value.is_empty() => return Err(refused("pattern", "a value is expected behind the colon.")),
        _ if value.contains(['"', '(', ')']) => {
            return Err(refused("pattern", "a value with quotes or parentheses has to be in double quotes."))
        }
        _ => return Ok(value),
    };
    Err(refused(
        "unsupported",
        &format!("the sandbox does not read {unread} yet; it reads field:value terms joined by spaces."),
    ))
}

fn refused(kind: &'static str, message: &str) -> Problem {
    Problem::parameter("q", kind, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(path: &str, value: &str) -> Equals {
        Equals { path: JsonPath::read(path).unwrap(), value: Literal::Quoted(value.to_owned()) }
    }

    fn bare(path: &str, value: &str) -> Equals {
        Equals { path: JsonPath::read(path).unwrap(), value: Literal::Bare(value.to_owned()) }
    }

    #[test]
    fn terms() {
        assert_eq!(read("contactEmail:ada@example.com").unwrap(), [bare("contactEmail", "ada@example.com")]);
        assert_eq!(
            read(" firstName:\"Ada Maria\"  mixins.loyalty.tier:gold active:true ").unwrap(),
            [quoted("firstName", "Ada Maria"), bare("mixins.loyalty.tier", "gold"), bare("active", "true")]
        );
        assert_eq!(read("a:\"\"").unwrap(), [quoted("a", "")]);
        assert_eq!(read("a:\"null\"").unwrap(), [quoted("a", "null")]);
        assert_eq!(read("at:2021-05-18T07:27:27Z").unwrap(), [bare("at", "2021-05-18T07:27:27Z")]);
    }

    #[test]
    fn names_what_it_does_not_read() {
        for (text, named) in [
            ("", "field:value"),
            ("Ada", "field:value"),
            ("a b:c", "names joined by dots"),
            (":b", "names joined by dots"),
            ("a:", "a value is expected"),
            ("a: b", "a value is expected"),
            ("a:\"b", "closing double quote"),
            ("a:\"b\"c", "a space is expected"),
            ("a:b\"", "in double quotes"),
            ("a:null", "null, exists and missing"),
            ("a:exists", "null, exists and missing"),
            ("a:missing", "null, exists and missing"),
            ("a:>=3", "comparisons"),
            ("a:<3", "comparisons"),
            ("a:~x", "regular expressions"),
            ("a:(~x y)", "regular expressions"),
            ("a:(b,c)", "lists, ranges and OR"),
            ("compoundLogicalQuery:((a) OR (b))", "lists, ranges and OR"),
            ("b:c a:(>=1 AND <=2)", "lists, ranges and OR"),
        ] {
            let problem = format!("{:?}", read(text).unwrap_err());
            assert!(problem.contains(named), "{text:?}: {problem}");
        }
    }
}
