//! Query strings, read strictly: an unknown name and a name given twice are errors, so that a misspelt parameter is
//! seen and not silently without effect.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::problem::Problem;

/// The parameters of one request, in the order in which they were sent.
#[derive(Debug)]
pub(crate) struct Params(Vec<(String, String)>);

impl Params {
    fn read(query: &str) -> Params {
        Params(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// Takes the values of `names`, and refuses everything else.
    pub(crate) fn take<const N: usize>(self, names: [&str; N]) -> Result<[Option<String>; N], Problem> {
        let mut values = [const { None }; N];
        for (name, value) in self.0 {
            let slot = names.iter().zip(values.iter_mut()).find(|(known, _)| **known == name).map(|(_, slot)| slot);
            match slot {
                None => {
                    let known = if N == 0 { "no parameters".to_owned() } else { names.join(", ") };
                    return Err(Problem::parameter(
                        &name,
                        "unknown",
                        format!("it is not known here; this operation takes {known}."),
                    ));
                }
                Some(Some(_)) => return Err(Problem::parameter(&name, "duplicate", "it is given more than once.")),
                Some(slot) => *slot = Some(value),
            }
        }
        Ok(values)
    }
}

impl<S: Sync> FromRequestParts<S> for Params {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Params, Problem> {
        Ok(Params::read(parts.uri.query().unwrap_or("")))
    }
}

/// A whole number of at least 1, in decimal digits.
pub(crate) fn positive(name: &str, text: &str) -> Result<u64, Problem> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::parameter(name, "type", "a whole number is expected."));
    }
    match text.parse() {
        Ok(0) => Err(Problem::parameter(name, "minimum", "the least value is 1.")),
        Ok(number) => Ok(number),
        Err(_) => Err(Problem::parameter(name, "maximum", "the number is too large.")),
    }
}

/// `true` or `false`.
pub(crate) fn flag(name: &str, text: &str) -> Result<bool, Problem> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Problem::parameter(name, "type", "true or false is expected.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_it_knows() {
        let [sort, q] = Params::read("q=firstName:Ann+Marie%20%2B&sort=lastName").take(["sort", "q"]).unwrap();
        assert_eq!(sort.as_deref(), Some("lastName"));
        assert_eq!(q.as_deref(), Some("firstName:Ann Marie +"));
    }

    #[test]
    fn refuses_the_rest() {
        assert!(Params::read("pagesize=3").take(["pageSize"]).is_err());
        assert!(Params::read("pageSize=3&pageSize=3").take(["pageSize"]).is_err());
        assert!(Params::read("a").take([]).is_err());
        assert!(Params::read("").take([]).is_ok());
    }

    #[test]
    fn numbers() {
        assert_eq!(positive("pageSize", "1").unwrap(), 1);
        assert_eq!(positive("pageSize", "0060").unwrap(), 60);
        for bad in ["", "0", "-1", "+1", " 1", "1.0", "1e3", "x", "٣", "99999999999999999999"] {
            assert!(positive("pageSize", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn flags() {
        assert!(flag("f", "true").unwrap());
        assert!(!flag("f", "false").unwrap());
        for bad in ["", "TRUE", "1", "yes"] {
            assert!(flag("f", bad).is_err(), "{bad}");
        }
    }
}
