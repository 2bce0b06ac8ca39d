//! `sort`: `lastName`, `name.en:desc`, several joined by commas.

use rusqlite::types::Value;

use super::path::JsonPath;
use crate::problem::Problem;

/// The fields a listing is sorted by; the first counts most.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sort(Vec<Field>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Field {
    path: JsonPath,
    descending: bool,
}

/// More make no difference that anybody sees, and SQLite takes about so many.
const MOST_FIELDS: usize = 50;

/// Reads the parameter.
pub(crate) fn parse_sort(text: &str) -> Result<Sort, Problem> {
    let fields: Vec<Field> = text.split(',').map(field).collect::<Option<_>>().ok_or_else(|| {
        Problem::parameter(
            "sort",
            "pattern",
            "fields joined by commas are expected, each with :asc or :desc behind it or nothing.",
        )
    })?;
    if fields.len() > MOST_FIELDS {
        return Err(Problem::parameter("sort", "maximum", format!("at most {MOST_FIELDS} fields are expected.")));
    }
    Ok(Sort(fields))
}

fn field(text: &str) -> Option<Field> {
    let (path, direction) = text.split_once(':').unwrap_or((text, "asc"));
    let descending = direction.eq_ignore_ascii_case("desc");
    if !descending && !direction.eq_ignore_ascii_case("asc") {
        return None;
    }
    Some(Field { path: JsonPath::read(path)?, descending })
}

impl Sort {
    /// What stands between `ORDER BY` and the last field of the order, over the column `document`, and the values of its
    /// `?`. It is empty or ends in a comma, since a listing always needs a last field that tells equals apart.
    pub(crate) fn sql(&self) -> (String, Vec<Value>) {
        let mut order = String::new();
        let mut values = Vec::new();
        for Field { path, descending } in &self.0 {
            order.push_str(if *descending {
                "json_extract(document, ?) DESC, "
            } else {
                "json_extract(document, ?), "
            });
            values.push(Value::from(path.as_sqlite().to_owned()));
        }
        (order, values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_directions() {
        let field = |path, descending| Field { path: JsonPath::read(path).unwrap(), descending };
        assert_eq!(parse_sort("lastName").unwrap().0, [field("lastName", false)]);
        assert_eq!(
            parse_sort("metadataCreatedAt:DESC,id:Asc").unwrap().0,
            [field("metadataCreatedAt", true), field("id", false)]
        );
        assert_eq!(parse_sort("name.en:desc").unwrap().0, [field("name.en", true)]);
        for bad in ["", ",", "a,", "a:", "a:down", "a:asc:asc", "a b", "a..b", "1", "a;b", &vec!["a"; 51].join(",")] {
            assert!(parse_sort(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn as_sql() {
        let (order, values) = parse_sort("a.b:desc,c").unwrap().sql();
        assert_eq!(order, "json_extract(document, ?) DESC, json_extract(document, ?), ");
        assert_eq!(values, [Value::from(r#"$."a"."b""#.to_owned()), Value::from(r#"$."c""#.to_owned())]);
        assert_eq!(Sort::default().sql(), (String::new(), Vec::new()));
    }
}
