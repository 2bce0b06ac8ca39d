//! JSON text: what is accepted, what is read from it, and that it is judged like the value that it says.
#![cfg(feature = "records")]

use commerce_customers::model::SCHEMAS;
use commerce_customers::schema::{check_type, Code, Codes, Issue, JsonText, Kind, Side, Type, Value as _, MAX_TEXT};
use serde_json::{json, Value};
use std::time::Instant;

static ANY: Type = Type::Object;

fn is_json(text: &str) -> bool {
    match JsonText::read(text) {
        Ok(_) => true,
        Err(issues) => {
            let told: Vec<_> = issues.iter().map(|issue| (issue.path.to_string(), issue.code())).collect();
            assert_eq!(told, [(String::new(), Code::Json)], "{text}");
            false
        }
    }
}

fn told(issues: &[Issue]) -> Vec<(String, &'static str)> {
    issues.iter().map(|issue| (issue.path.to_string(), issue.code().as_str())).collect()
}

/// The paths of keys that stand twice.
fn repeats(text: &str) -> Vec<String> {
    let issues = JsonText::read(text).expect("JSON").check_type(&ANY, Side::Input, Codes::Iso);
    told(&issues).into_iter().filter(|(_, code)| *code == "json").map(|(path, _)| path).collect()
}

#[test]
fn what_json_is() {
    for text in [
        "{}",
        "[]",
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-1.5",
        "1e5",
        "1E+5",
        "1e-5",
        "0.0",
        "1e999",
        r#""""#,
        r#""a""#,
        " \t\r\n[ ] \n",
        "[1,2]",
        r#"{"a":1,"b":[{}]}"#,
        r#""\"\\\/\b\f\n\r\t""#,
        r#""\u00e4\uD83D\uDE00""#,
        r#""\ud800""#,
        r#""\udc00\ud800x""#,
        "\"\u{7f}\u{2028}ä😀\"",
        r#"{"":""}"#,
        "[[[[]]]]",
        "123456789012345678901234567890",
    ] {
        assert!(is_json(text), "{text}");
    }
    for text in [
        "",
        " ",
        "{",
        "}",
        "[",
        "]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{,}",
        r#"{"a"}"#,
        r#"{"a":}"#,
        r#"{"a":1,}"#,
        r#"{a:1}"#,
        "{'a':1}",
        r#"{"a" 1}"#,
        r#"{1:1}"#,
        "nul",
        "nulll",
        "True",
        "NaN",
        "Infinity",
        "-",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "1.e5",
        "0x10",
        "1_000",
        "--1",
        r#"""#,
        r#""a"#,
        r#""\x""#,
        r#""\u12""#,
        r#""\u12g4""#,
        "\"\n\"",
        "\"\u{0}\"",
        "\"\t\"",
        "\u{feff}{}",
        "{}{}",
        "[] x",
        "// c\n1",
        "/**/1",
        "\u{a0}1",
        "[1]]",
        "{]",
        "[}",
        r#"["a":1]"#,
        "\u{b}1",
    ] {
        assert!(!is_json(text), "{text}");
    }
    for bytes in [&b"\xff"[..], b"\"\xc3\"", b"\"\xed\xa0\x80\"", b"{}\xef\xbb\xbf"] {
        assert!(JsonText::of_bytes(bytes).is_err(), "{bytes:?}");
    }
    assert!(JsonText::of_bytes(b"\xef\xbb\xbf{}").is_ok());
}

#[test]
fn how_deep_and_how_long() {
    let nested = |open: &str, close: &str, levels| [open.repeat(levels), close.repeat(levels)].concat();
    assert!(is_json(&nested("[", "]", 128)) && !is_json(&nested("[", "]", 129)));
    assert!(is_json(&format!("{}1{}", r#"{"a":"#.repeat(128), "}".repeat(128))));
    assert!(!is_json(&format!("{}1{}", r#"{"a":"#.repeat(129), "}".repeat(129))));
    assert!(!is_json(&"[".repeat(10_000_000)) && !is_json(&r#"{"a":"#.repeat(2_000_000)));
    let long = |length: usize| format!("\"{}\"", "x".repeat(length - 2));
    assert!(is_json(&long(MAX_TEXT)) && !is_json(&long(MAX_TEXT + 1)));
    assert!(JsonText::of_bytes(long(MAX_TEXT + 1).as_bytes()).is_err());
}

#[test]
fn values_are_read_where_they_stand() {
    let json =
        JsonText::read(r#" {"flag":false,"none":null,"text":"a\u00e4\n\"","list":[1,[],"x"],"\u0061b":-1.5e1} "#)
            .expect("JSON");
    let root = json.root();
    assert_eq!(root.kind(), Ok(Kind::Object));
    assert_eq!(root.at("flag").and_then(|flag| flag.flag()), Some(false));
    assert_eq!(root.at("none").map(|none| none.kind()), Some(Ok(Kind::Null)));
    assert_eq!(root.text_at("text").as_deref(), Some("aä\n\""));
    assert_eq!(root.at("ab").and_then(|number| number.number()), Some(-15.0));
    assert_eq!(root.at("ab").and_then(|number| number.number_text()).as_deref(), Some("-15"));
    let list = root.at("list").expect("a list");
    assert_eq!((list.length(), list.item(3).map(|item| item.is_some())), (Ok(3), Ok(false)));
    assert_eq!(list.item(1).ok().flatten().map(|item| (item.kind(), item.length())), Some((Ok(Kind::List), Ok(0))));
    assert!(root.at("missing").is_none() && root.at("a").is_none() && list.at("0").is_none());
    for (text, read) in [
        (r#""\ud83d\ude00""#, "😀"),
        (r#""\ud83dx""#, "\u{fffd}x"),
        (r#""\ude00\ud83d""#, "\u{fffd}\u{fffd}"),
        (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
    ] {
        assert_eq!(JsonText::read(text).expect("JSON").root().to_text().as_deref(), Some(read), "{text}");
    }
    assert!(!format!("{json:?}").contains("flag"), "nothing of the text is shown");
}

#[test]
fn a_key_that_stands_twice_is_told_and_the_last_one_counts() {
    for (text, paths) in [
        (r#"{"a":1,"b":2}"#, &[][..]),
        (r#"{"a":1,"a":2}"#, &["a"]),
        (r#"{"a":1,"\u0061":2,"a":3}"#, &["a"]),
        (r#"{"x":{"a":[{"b":1,"b":2}]}}"#, &["x.a[0].b"]),
        (r#"{"ä":1,"\u00e4":1}"#, &["ä"]),
        (r#"{"😀":1,"\ud83d\ude00":1}"#, &["😀"]),
        (r#"{"\ud800":1,"\ud801":1}"#, &[]),
        (r#"{"a":{"b":1,"b":1},"a":{"c":1}}"#, &["a"]),
        (r#"{"a":{"b":1},"a":{"c":1,"c":1}}"#, &["a", "a.c"]),
        (r#"{"":1,"":2}"#, &[""]),
    ] {
        assert_eq!(repeats(text), paths, "{text}");
    }
    let text = r#"{"id":"fine","contactEmail":"x","id":"not fine","contactEmail":"a@b"}"#;
    let create = &SCHEMAS[0];
    let issues = JsonText::read(text).expect("JSON").check_type(&create.ty, create.side, Codes::Iso);
    assert_eq!(
        told(&issues),
        [("id".to_owned(), "pattern"), ("id".to_owned(), "json"), ("contactEmail".to_owned(), "json")]
    );
    // In an object of many fields keys are sorted first.
    let many: Vec<String> = (0..100).map(|number| format!("\"k{}\":{number}", number * 7 % 50)).collect();
    assert_eq!(repeats(&format!("{{{}}}", many.join(","))).len(), 50);
    let once: Vec<String> = (0..100).map(|number| format!("\"k{number}\":{number}")).collect();
    assert_eq!(repeats(&format!("{{{}}}", once.join(","))), Vec::<String>::new());
}

/// Time grows with the text, whatever stands in it.
#[test]
fn no_text_takes_for_ever() {
    let keys = |count: usize, key: &dyn Fn(usize) -> String| {
        let fields: Vec<String> = (0..count).map(|number| format!("\"{}\":0", key(number))).collect();
        format!("{{{}}}", fields.join(","))
    };
    let texts = [
        keys(200_000, &|number| format!("{number:08}")),
        keys(200_000, &|number| format!("{:08}", 1_000_000 - number)),
        keys(200_000, &|_| "same".to_owned()),
        keys(200, &|number| format!("{}{number}", "x".repeat(15_000))),
        format!("[{}0]", "0,".repeat(1_000_000)),
        format!("[{}]", vec![r#"{"a":1,"a":2}"#; 100_000].join(",")),
    ];
    let start = Instant::now();
    for text in &texts {
        assert!(text.len() <= MAX_TEXT);
        let json = JsonText::read(text).expect("JSON");
        assert!(json.check_type(&ANY, Side::Input, Codes::Iso).len() <= 10_000);
    }
    // Quadratic, a single one would take an hour.
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

/// xorshift64*.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).expect("31 bits") % limit
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\"a\"",
    "\"b\":",
    "\\",
    "\\u0061",
    "\\ud83d",
    "\\ude00",
    "null",
    "true",
    "false",
    "0",
    "-",
    "1",
    ".5",
    "e9",
    "E+999",
    "e-999",
    " ",
    "\n",
    "\u{1}",
    "ä",
    "😀",
    "\u{feff}",
    "12345678901234567890",
    "\"a\":1,\"a\":2",
];

fn any_json(chance: &mut Chance, depth: usize) -> String {
    let parts = |chance: &mut Chance, of: fn(&mut Chance, usize) -> String| -> String {
        (0..chance.below(4)).map(|_| of(chance, depth - 1)).collect::<Vec<_>>().join(chance.of(&[",", " ,", ",\n"]))
    };
    match chance.below(if depth > 0 { 9 } else { 6 }) {
        0 => chance.of(&["null", "true", "false"]).to_owned(),
        1 | 2 => chance
            .of(&[
                "0",
                "-0",
                "1",
                "-17",
                "1.5",
                "1e3",
                "1E-2",
                "0.1",
                "9007199254740993",
                "1e400",
                "5e-324",
                "123456789.123456789",
            ])
            .to_owned(),
        3..=5 => chance
            .of(&[
                r#""""#,
                r#""a""#,
                r#""ä\n""#,
                r#""\u00e4""#,
                r#""\ud83d\ude00""#,
                r#""\ud800""#,
                r#""EUR""#,
                r#""\\\"""#,
            ])
            .to_owned(),
        6 => format!("[{}]", parts(chance, any_json)),
        _ => format!(
            "{{{}}}",
            parts(chance, |chance, depth| format!(
                "{}:{}",
                chance.of(&["\"a\"", "\"b\"", "\"\\u0061\"", "\"\"", "\"c\" "]),
                any_json(chance, depth)
            ))
        ),
    }
}

/// What `serde_json` and this scanner see differently; nothing else.
#[test]
fn serde_json_accepts_the_same_but_for_three_things() {
    let mut chance = Chance(0x5eed);
    let (mut accepted, mut surrogates, mut range) = (0, 0, 0);
    for _ in 0..60_000 {
        let mut text = any_json(&mut chance, 5);
        for _ in 0..chance.below(3) {
            let places: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
            let from = chance.below(places.len());
            let until = (from + chance.below(3)).min(places.len() - 1);
            text.replace_range(places[from]..places[until], chance.of(PIECES));
        }
        let ours = is_json(&text);
        let theirs = serde_json::from_str::<Value>(&text);
        accepted += usize::from(ours);
        if let (true, Err(error)) = (ours, &theirs) {
            let why = error.to_string();
            if why.contains("surrogate") || why.contains("end of hex escape") {
                surrogates += 1; // A lone surrogate: JSON.parse takes it.
            } else if why.contains("out of range") {
                range += 1; // 1e400 is infinity in JavaScript.
            } else {
                panic!("{text}: {why}");
            }
        } else {
            assert_eq!(ours, theirs.is_ok(), "{text}");
        }
    }
    assert!(accepted > 10_000 && surrogates > 100 && range > 100, "{accepted} {surrogates} {range}");
    // The third: how deep. serde_json stops one level earlier.
    let nested = |levels| [r"[".repeat(levels), "]".repeat(levels)].concat();
    assert!(
        serde_json::from_str::<Value>(&nested(127)).is_ok() && serde_json::from_str::<Value>(&nested(128)).is_err()
    );
}

/// A value of a schema's table, now and then with something else in its place.
fn value_of(ty: &Type, chance: &mut Chance, depth: usize) -> Value {
    if chance.below(8) == 0 || depth == 0 {
        return match chance.below(6) {
            0 => Value::Null,
            1 => json!(true),
            2 => json!(-1.5),
            3 => json!("2026-11-22T08:00:00Z"),
            4 => json!([{}]),
            _ => json!({ "a": 7 }),
        };
    }
    match ty {
        Type::Text(_) | Type::OneOf(_) | Type::DateTime(_) | Type::Query => {
            json!(chance.of(&[
                "",
                "a",
                "EUR",
                "eur",
                "DE",
                "de_DE",
                "ada@example.com",
                "acme",
                "C-1042",
                "2026-11-22T08:00:00Z",
                "ä\n\"",
                "😀",
                "USER",
                "id:asc"
            ]))
        }
        Type::Flag => json!(chance.below(2) == 0),
        Type::Integer(_) => json!(chance.of(&[0, 1, -1, 60, 9_007_199_254_740_993_i64])),
        Type::Scalar => json!(1.25),
        Type::Record(record) => {
            let mut object = serde_json::Map::new();
            for field in record.fields {
                if chance.below(2) == 0 {
                    object.insert(field.name.to_owned(), value_of(&field.ty, chance, depth - 1));
                }
            }
            object.insert("unknown".to_owned(), json!([1, "x"]));
            object.into()
        }
        Type::List(item) | Type::OneOrList(item) => {
            (0..chance.below(3)).map(|_| value_of(item, chance, depth - 1)).collect()
        }
        Type::Map(entry) => {
            [("own", value_of(entry, chance, depth - 1)), ("other", value_of(entry, chance, depth - 1))]
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()
        }
        _ => json!({ "a": { "b": [null] } }),
    }
}

#[test]
fn a_text_is_judged_like_its_value() {
    let mut chance = Chance(0xc0ffee);
    let (mut fine, mut wrong) = (0, 0);
    for count in 0..20_000 {
        let schema = &SCHEMAS[count % SCHEMAS.len()];
        let codes = chance.of(&[Codes::Iso, Codes::Shape]);
        let value = value_of(&schema.ty, &mut chance, 6);
        let text =
            if chance.below(2) == 0 { value.to_string() } else { serde_json::to_string_pretty(&value).expect("JSON") };
        let due = told(&check_type(&value, &schema.ty, schema.side, codes));
        let issues = JsonText::read(&text).expect("JSON").check_type(&schema.ty, schema.side, codes);
        assert_eq!(told(&issues), due, "{} {text}", schema.name);
        if due.is_empty() {
            fine += 1;
        } else {
            wrong += 1;
        }
    }
    assert!(fine > 1_000 && wrong > 1_000, "{fine} {wrong}");
}
