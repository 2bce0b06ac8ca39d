//! From a filter to a condition of SQL. Everything of the request is bound, nothing becomes part of the SQL.

use rusqlite::types::Value;

use super::filter::{Bound, Filter, Literals, Order, Term, Test};
use super::functions::instant;
use super::path::JsonPath;

impl Filter {
    /// A condition over the column `document`, in parentheses, and the values of its `?` in their order.
    pub(crate) fn sql(&self) -> (String, Vec<Value>) {
        let mut values = Vec::new();
        let terms: Vec<String> =
            self.0.iter().map(|Term { path, test }| Writer { path, values: &mut values }.condition(test)).collect();
        (joined(&terms, " AND ", "TRUE"), values)
    }
}

/// Writes the condition of one term.
struct Writer<'a> {
    path: &'a JsonPath,
    values: &'a mut Vec<Value>,
}

impl Writer<'_> {
    fn bind(&mut self, value: impl Into<Value>) -> &'static str {
        self.values.push(value.into());
        "?"
    }

    /// The kind of what stands at the path; NULL when nothing does.
    fn kind(&mut self) -> String {
        let path = self.path.as_sqlite().to_owned();
        format!("json_type(document, {})", self.bind(path))
    }

    fn content(&mut self) -> String {
        let path = self.path.as_sqlite().to_owned();
        format!("json_extract(document, {})", self.bind(path))
    }

    fn condition(&mut self, test: &Test) -> String {
        match test {
            Test::Missing => format!("({} IS NULL)", self.kind()),
            Test::Exists => format!("({} IS NOT NULL)", self.kind()),
            Test::Null => format!("(coalesce({}, 'null') = 'null')", self.kind()),
            Test::Flag(flag) => format!("({} IS '{flag}')", self.kind()),
            Test::Matches(expression) => {
                format!("({} REGEXP {})", self.content(), self.bind(expression.clone()))
            }
            Test::Compare(order, bound) => self.comparison(sign(*order), bound),
            Test::OneOf(literals) => self.one_of(literals),
            Test::All(tests) => self.each(tests, " AND ", "TRUE"),
            Test::Any(tests) => self.each(tests, " OR ", "FALSE"),
        }
    }

    fn comparison(&mut self, sign: &str, bound: &Bound) -> String {
        match bound {
            Bound::Number(number) => {
                let number = number.as_i64().map_or_else(|| Value::from(number.as_f64()), Value::from);
                let (kind, content) = (self.kind(), self.content());
                format!("({kind} IN ('integer', 'real') AND {content} {sign} {})", self.bind(number))
            }
            Bound::Text(text) => match instant(text) {
                Some(instant) => format!("(instant({}) {sign} {})", self.content(), self.bind(instant)),
                None => {
                    let (kind, content) = (self.kind(), self.content());
                    format!("({kind} = 'text' AND {content} {sign} {})", self.bind(text.clone()))
                }
            },
        }
    }

    /// A list is one bound value, however long it is.
    fn one_of(&mut self, Literals { texts, numbers }: &Literals) -> String {
        let mut ways = Vec::new();
        for (kinds, list) in [("'text'", serde_json::json!(texts)), ("'integer', 'real'", serde_json::json!(numbers))] {
            if list.as_array().is_some_and(|list| !list.is_empty()) {
                let (kind, content) = (self.kind(), self.content());
                let list = self.bind(list.to_string());
                ways.push(format!("({kind} IN ({kinds}) AND {content} IN (SELECT value FROM json_each({list})))"));
            }
        }
        joined(&ways, " OR ", "FALSE")
    }

    fn each(&mut self, tests: &[Test], word: &str, none: &str) -> String {
        let parts: Vec<String> = tests.iter().map(|test| self.condition(test)).collect();
        joined(&parts, word, none)
    }
}

fn sign(order: Order) -> &'static str {
    match order {
        Order::Less => "<",
        Order::AtMost => "<=",
        Order::More => ">",
        Order::AtLeast => ">=",
    }
}

fn joined(parts: &[String], word: &str, none: &str) -> String {
    if parts.is_empty() {
        return none.to_owned();
    }
    format!("({})", parts.join(word))
}

#[cfg(test)]
mod tests {
    use crate::query::{parse, register};
    use rusqlite::{params_from_iter, Connection};

    /// The documents that match, by their position.
    fn found(documents: &[&str], q: &str) -> Vec<usize> {
        let connection = Connection::open_in_memory().unwrap();
        register(&connection).unwrap();
        connection.execute_batch("CREATE TABLE t (document TEXT) STRICT").unwrap();
        for document in documents {
            connection.execute("INSERT INTO t VALUES (?1)", [document]).unwrap();
        }
        let (condition, values) = parse(q).unwrap_or_else(|problem| panic!("{q}: {problem:?}")).sql();
        let mut statement = connection.prepare(&format!("SELECT rowid - 1 FROM t WHERE {condition}")).unwrap();
        let rows = statement.query_map(params_from_iter(values), |row| row.get::<_, i64>(0)).unwrap();
        rows.map(|row| usize::try_from(row.unwrap()).unwrap()).collect()
    }

    #[test]
    fn quotes_mean_text_and_bare_means_what_it_spells() {
        let documents =
            [r#"{"a":2}"#, r#"{"a":"2"}"#, r#"{"a":2.0}"#, r#"{"a":true}"#, r#"{"a":"true"}"#, r#"{"a":null}"#, "{}"];
        for (q, expected) in [
            ("a:\"2\"", &[1][..]),
            ("a:2", &[0, 1, 2]),
            ("a:2.0", &[0, 2]),
            ("a:true", &[3]),
            ("a:false", &[]),
            ("a:\"true\"", &[4]),
            ("a:1", &[]),
            ("a:null", &[5, 6]),
            ("a:missing", &[6]),
            ("a:exists", &[0, 1, 2, 3, 4, 5]),
            ("a:\"null\"", &[]),
            ("a:(2,true)", &[0, 1, 2, 3]),
            ("a:(\"2\",\"true\")", &[1, 4]),
            ("a:(\"2\" OR missing)", &[1, 6]),
            ("a:(null OR >1)", &[0, 2, 5, 6]),
        ] {
            assert_eq!(found(&documents, q), expected, "{q}");
        }
    }

    #[test]
    fn numbers_and_texts_are_compared_with_their_own_kind() {
        let documents =
            [r#"{"a":9}"#, r#"{"a":10}"#, r#"{"a":20.5}"#, r#"{"a":"15"}"#, r#"{"a":"b"}"#, r#"{"a":true}"#];
        for (q, expected) in [
            ("a:>9", &[1, 2][..]),
            ("a:>=9", &[0, 1, 2]),
            ("a:<10", &[0]),
            ("a:<=10", &[0, 1]),
            ("a:>-1.5e1", &[0, 1, 2]),
            ("a:(>=10 AND <=20)", &[1]),
            ("a:(<10 OR >20)", &[0, 2]),
            ("a:(<10 OR >=10 AND <=20)", &[0, 1]),
            ("a:>\"15\"", &[4]),
            ("a:(>=\"15\" AND <\"b\")", &[3]),
        ] {
            assert_eq!(found(&documents, q), expected, "{q}");
        }
    }

    #[test]
    fn date_times_are_compared_as_instants() {
        let documents = [
            r#"{"at":"2021-05-18T07:27:27Z"}"#,
            r#"{"at":"2021-05-18T07:27:27.455Z"}"#,
            r#"{"at":"2021-05-18T09:27:28+02:00"}"#,
            r#"{"at":"never"}"#,
            "{}",
        ];
        for (q, expected) in [
            ("at:>\"2021-05-18T07:27:27Z\"", &[1, 2][..]),
            ("at:<=\"2021-05-18T07:27:27.455Z\"", &[0, 1]),
            ("at:(>=\"2021-05-18T07:27:27.001Z\" AND <\"2021-05-18T07:27:28Z\")", &[1]),
        ] {
            assert_eq!(found(&documents, q), expected, "{q}");
        }
    }

    #[test]
    fn expressions_match_anywhere() {
        let documents = [r#"{"a":"Ada Marie"}"#, r#"{"a":"ada"}"#, r#"{"a":7}"#, "{}"];
        for (q, expected) in [
            ("a:~^A", &[0][..]),
            ("a:~d", &[0, 1]),
            ("a:(~Ada M)", &[0]),
            ("a:~(da$)", &[1]),
            ("a:~(^(Ada|Eva) Marie)", &[0]),
            ("a:~(?i)ADA", &[0, 1]),
            ("a:~7", &[]),
        ] {
            assert_eq!(found(&documents, q), expected, "{q}");
        }
    }

    #[test]
    fn terms_all_hold_and_paths_go_down() {
        let documents = [
            r#"{"a":1,"mixins":{"loyalty-card":{"tier":"gold"}}}"#,
            r#"{"a":2,"mixins":{"loyalty-card":{"tier":"gold"}}}"#,
            r#"{"a":1,"mixins":{}}"#,
        ];
        assert_eq!(found(&documents, "mixins.loyalty-card.tier:gold a:2"), [1]);
        assert_eq!(found(&documents, "mixins.loyalty-card:exists"), [0, 1]);
        assert_eq!(found(&documents, "mixins.loyalty-card.tier:missing"), [2]);
    }

    #[test]
    fn text_is_bound_and_never_sql() {
        let documents = [r#"{"a":"x' OR '1'='1"}"#, r#"{"a":"\u0000"}"#];
        assert_eq!(found(&documents, "a:\"x' OR '1'='1\""), [0]);
        assert_eq!(found(&documents, "a:\"' OR '1'='1\""), [0; 0]);
        assert_eq!(found(&documents, "a:~(' OR 1=1 --)"), [0; 0]);
        assert_eq!(found(&documents, "a:>\"' OR 1=1 --\""), [0]);
    }

    #[test]
    fn a_list_may_be_long() {
        let list: Vec<String> = (0..50_000).map(|number| format!("n{number}")).collect();
        assert_eq!(found(&[r#"{"a":"n49999"}"#, r#"{"a":"n50000"}"#], &format!("a:({})", list.join(","))), [0]);
    }
}
