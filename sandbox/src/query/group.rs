//! What stands in the parentheses of a value: a list, a range, alternatives.

use super::filter::Test;
use super::parse::{wrong, Reader};
use crate::problem::Problem;

/// What stands between two operands of a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Comma,
    Or,
    And,
}

impl Reader<'_> {
    /// The operands of a group, from behind its opening parenthesis to behind its closing one.
    pub(super) fn group(&mut self) -> Result<Test, Problem> {
        let mut any = Vec::new();
        let mut all = Vec::new();
        let mut comma_or_word = None;
        loop {
            self.skip_spaces();
            all.push(self.operand(&[' ', ',', ')'])?);
            self.skip_spaces();
            let joint = self.joint()?;
            if let Some(joint) = joint {
                let is_comma = joint == Joint::Comma;
                if *comma_or_word.get_or_insert(is_comma) != is_comma {
                    return Err(wrong("a list is joined either by commas or by OR, not by both."));
                }
            }
            if joint == Some(Joint::And) {
                self.count_part()?;
                continue;
            }
            if all.len() > 1 && !all.iter().all(|test| matches!(test, Test::Compare(..))) {
                return Err(wrong("AND joins comparisons, like (>=10 AND <=20)."));
            }
            let done = std::mem::take(&mut all);
            self.join(&mut any, if done.len() > 1 { Test::All(done) } else { Test::Any(done) })?;
            if joint.is_none() {
                return Ok(Test::Any(any));
            }
        }
    }

    /// Adds a part of a group; plain values become one list.
    fn join(&mut self, any: &mut Vec<Test>, test: Test) -> Result<(), Problem> {
        let added = match test {
            Test::Any(one) => one,
            all => vec![all],
        };
        for test in added {
            match (test, any.iter_mut().find_map(|other| if let Test::OneOf(list) = other { Some(list) } else { None }))
            {
                (Test::OneOf(more), Some(list)) => list.join(more),
                (test, _) => {
                    self.count_part()?;
                    any.push(test);
                }
            }
        }
        Ok(())
    }

    /// What stands behind an operand of a group; `None` is its end.
    fn joint(&mut self) -> Result<Option<Joint>, Problem> {
        for (word, joint) in
            [(")", None), (",", Some(Joint::Comma)), ("OR ", Some(Joint::Or)), ("AND ", Some(Joint::And))]
        {
            if self.take(word) {
                return Ok(joint);
            }
        }
        Err(wrong(if self.rest.is_empty() {
            "a closing parenthesis is missing."
        } else {
            "a comma, OR, AND or a closing parenthesis is expected behind a value in parentheses."
        }))
    }
}

#[cfg(test)]
mod tests {
    use crate::query::filter::{number, Bound, Order, Test};
    use crate::query::parse::tests::{one, texts};

    #[test]
    fn groups() {
        let at_least = |text| Test::Compare(Order::AtLeast, Bound::Number(number(text).unwrap()));
        let below = |text| Test::Compare(Order::Less, Bound::Number(number(text).unwrap()));
        for (text, expected) in [
            ("a:(b)", vec![texts(&["b"])]),
            ("a:(b,c)", vec![texts(&["b", "c"])]),
            ("a:( \"J, (x) OR\" , \"Jack\" )", vec![texts(&["J, (x) OR", "Jack"])]),
            ("a:(\"CUSTOMER\" OR missing)", vec![texts(&["CUSTOMER"]), Test::Missing]),
            ("a:(b OR missing OR c)", vec![texts(&["b", "c"]), Test::Missing]),
            ("a:(>=1 AND <2)", vec![Test::All(vec![at_least("1"), below("2")])]),
            ("a:(<1 OR >=2 AND <3)", vec![below("1"), Test::All(vec![at_least("2"), below("3")])]),
            ("a:(OR,AND)", vec![texts(&["OR", "AND"])]),
        ] {
            assert_eq!(one(text), Test::Any(expected), "{text}");
        }
    }
}
