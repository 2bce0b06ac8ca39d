//! Structured queries: what they are written as, and what cannot be written safely.
#![cfg(feature = "records")]

use commerce_customers::schema::query_text;
use serde_json::{json, Value};

fn text(terms: Value) -> Result<String, Vec<(String, &'static str)>> {
    let query = json!({ "terms": terms });
    query_text(&&query, &[])
        .map_err(|issues| issues.iter().map(|issue| (issue.path.to_string(), issue.code().as_str())).collect())
}

fn term(op: &str, values: Value) -> Value {
    json!([{ "field": "mixins.loyalty-card.tier", "op": op, "values": values }])
}

#[test]
fn every_operator_of_the_grammar() {
    for (op, values, due) in [
        ("eq", json!(["ada@example.com"]), "ada@example.com"),
        ("eq", json!(["Ada Lovelace"]), "\"Ada Lovelace\""),
        ("eq", json!(["null"]), "\"null\""),
        ("eq", json!(["42"]), "\"42\""),
        ("eq", json!([""]), "\"\""),
        ("eq", json!([42]), "42"),
        ("eq", json!([-1.5]), "-1.5"),
        ("eq", json!([2.0]), "2"),
        ("eq", json!([true]), "true"),
        ("in", json!(["a", "b c", 3]), "(a,\"b c\",3)"),
        ("in", json!(["a"]), "(a)"),
        ("gt", json!([1]), ">1"),
        ("gte", json!([1]), ">=1"),
        ("lt", json!(["2026-01-01T00:00:00Z"]), "<\"2026-01-01T00:00:00Z\""),
        ("lte", json!([0.25]), "<=0.25"),
        ("between", json!([1, 2]), "(>=1 AND <=2)"),
        ("between", json!([2, 2]), "(>=2 AND <=2)"),
        (
            "between",
            json!(["2026-01-01T00:00:00+01:00", "2026-01-01T00:00:00Z"]),
            "(>=\"2026-01-01T00:00:00+01:00\" AND <=\"2026-01-01T00:00:00Z\")",
        ),
        ("matches", json!(["^A.*"]), "~^A.*"),
        ("matches", json!(["Ada L"]), "(~Ada L)"),
        ("matches", json!(["a(b|c)"]), "(~a(b|c))"),
        ("matches", json!(["x\u{a0}y"]), "(~x\u{a0}y)"),
        ("matches", json!(["a:b"]), "(~a:b)"),
        ("isNull", json!([]), "null"),
        ("exists", json!([]), "exists"),
        ("missing", json!(null), "missing"),
    ] {
        let due = ["mixins.loyalty-card.tier:", due].concat();
        assert_eq!(text(term(op, values.clone())), Ok(due), "{op} {values}");
    }
    let two = json!([{ "field": "a", "op": "exists" }, { "field": "b", "op": "eq", "values": ["x"] }]);
    assert_eq!(text(two), Ok("a:exists b:x".to_owned()));
}

#[test]
fn what_cannot_be_written_safely_is_refused() {
    for (op, values, path, code) in [
        ("eq", json!(["a\"b"]), "values[0]", "pattern"),
        ("eq", json!(["a\\"]), "values[0]", "pattern"),
        ("eq", json!(["a\nb"]), "values[0]", "pattern"),
        ("eq", json!([1e21]), "values[0]", "type"),
        ("eq", json!([1e-9]), "values[0]", "type"),
        ("eq", json!([null]), "values[0]", "type"),
        ("eq", json!([{}]), "values[0]", "type"),
        ("eq", json!([]), "values[0]", "required"),
        ("eq", json!("x"), "values[0]", "required"),
        ("in", json!([]), "values", "required"),
        ("in", json!(["a", true]), "values[1]", "type"),
        ("in", json!(["a", "\""]), "values[1]", "pattern"),
        ("gt", json!(["x"]), "values[0]", "format"),
        ("gt", json!([true]), "values[0]", "type"),
        ("between", json!([2, 1]), "values", "conflict"),
        ("between", json!([1, "2026-01-01T00:00:00Z"]), "values", "conflict"),
        ("between", json!(["2026-01-01T00:00:00Z", "2026-01-01T00:00:00+01:00"]), "values", "conflict"),
        ("between", json!([1]), "values[1]", "required"),
        ("matches", json!(["a)"]), "values[0]", "format"),
        ("matches", json!(["a OR b"]), "values[0]", "format"),
        ("matches", json!([5]), "values[0]", "type"),
        ("like", json!(["a"]), "op", "one_of"),
    ] {
        let due = vec![(format!("terms[0].{path}"), code)];
        assert_eq!(text(term(op, values.clone())), Err(due), "{op} {values}");
    }
}

#[test]
fn nothing_is_cut_off() {
    let many: Vec<String> = (0..20_000).map(|number| format!("C{number}")).collect();
    let text_of = |values: Vec<String>| text(term("in", json!(values)));
    let written = text_of(many.clone()).expect("a query");
    assert!(written.ends_with(",C19999)"), "the last is there");
    let with_a_quote = many.iter().cloned().chain(["\"".to_owned()]).collect();
    assert_eq!(text_of(with_a_quote), Err(vec![("terms[0].values[20000]".to_owned(), "pattern")]));
    let too_many = vec!["C".to_owned(); 100_001];
    assert_eq!(text_of(too_many), Err(vec![("terms[0].values".to_owned(), "maximum")]));
    let many = |count: usize| json!(vec![json!({ "field": "id", "op": "exists" }); count]);
    assert!(text(many(100_000)).is_ok());
    assert_eq!(text(many(100_001)), Err(vec![("terms".to_owned(), "maximum")]));
}

#[test]
fn every_term_is_judged() {
    let terms =
        json!([{ "field": "a b", "op": "exists" }, { "field": "ok", "op": "exists" }, { "op": "exists" }, 5, null]);
    let due = [
        ("terms[0].field", "pattern"),
        ("terms[2].field", "required"),
        ("terms[3].field", "required"),
        ("terms[4].field", "required"),
    ];
    let due = due.map(|(path, code)| (path.to_owned(), code));
    assert_eq!(text(terms), Err(due.to_vec()));
    assert_eq!(text(json!([])), Err(vec![("terms".to_owned(), "required")]));
    assert_eq!(text(json!({})), Err(vec![("terms".to_owned(), "type")]));
}
