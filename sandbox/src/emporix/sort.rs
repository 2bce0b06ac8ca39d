//! `sort`: `lastName`, `name.en:desc`, several joined by commas.

use crate::problem::Problem;
use crate::store::customers::{JsonPath, Order};

/// Reads the parameter; the first field counts most.
pub(super) fn read(text: &str) -> Result<Vec<Order>, Problem> {
    text.split(',').map(field).collect::<Option<_>>().ok_or_else(|| {
        Problem::parameter(
            "sort",
            "pattern",
            "fields joined by commas are expected, each with :asc or :desc behind it or nothing.",
        )
    })
}

fn field(text: &str) -> Option<Order> {
    let (path, direction) = text.split_once(':').unwrap_or((text, "asc"));
    let descending = direction.eq_ignore_ascii_case("desc");
    if !descending && !direction.eq_ignore_ascii_case("asc") {
        return None;
    }
    Some(Order { path: JsonPath::read(path)?, descending })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_directions() {
        let order = |path, descending| Order { path: JsonPath::read(path).unwrap(), descending };
        assert_eq!(read("lastName").unwrap(), [order("lastName", false)]);
        assert_eq!(
            read("metadataCreatedAt:DESC,id:Asc").unwrap(),
            [order("metadataCreatedAt", true), order("id", false)]
        );
        assert_eq!(read("name.en:desc").unwrap(), [order("name.en", true)]);
        for bad in ["", ",", "a,", "a:", "a:down", "a:asc:asc", "a b", "a..b", "1", "a;b"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
