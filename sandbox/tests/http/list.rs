//! `GET /customer/{tenant}/customers`

use serde_json::{json, Value};

use crate::shop::{Shop, JSON, TOKEN};

const LIST: &str = "/customer/acme/customers";

#[test]
fn a_page_is_sixty_and_count_is_the_total() {
    let shop = Shop::start(&[]);
    let answer = shop.get(LIST);
    assert_eq!((answer.status, answer.header("count")), (200, "200"));
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.json().as_array().unwrap().len(), 60);
}

#[test]
fn pages_join_to_the_whole_without_gap_or_overlap() {
    let shop = Shop::start(&["--seed", "23"]);
    let whole = shop.get(&format!("{LIST}?pageSize=100")).each("id");
    assert_eq!(whole.len(), 23);
    let mut joined = Vec::new();
    for (number, length) in [(1, 10), (2, 10), (3, 3), (4, 0)] {
        let page = shop.get(&format!("{LIST}?pageNumber={number}&pageSize=10"));
        assert_eq!((page.status, page.header("count")), (200, "23"));
        let ids = page.each("id");
        assert_eq!(ids.len(), length, "page {number}");
        joined.extend(ids);
    }
    assert_eq!(joined, whole);
    assert_eq!(shop.get(&format!("{LIST}?pageNumber=9223372036854775807&pageSize=18446744073709551615")).text, "[]");
}

#[test]
fn the_order_is_that_of_creation() {
    let shop = Shop::start(&["--seed", "50"]);
    let mut dates: Vec<String> = shop.get(LIST).each("metadataCreatedAt").iter().map(Value::to_string).collect();
    assert!(dates.is_sorted());
    dates.dedup();
    assert_eq!(dates.len(), 50);
    shop.create(json!({ "id": "newest" }));
    assert_eq!(shop.get(LIST).each("id").last(), Some(&json!("newest")));
}

#[test]
fn sorts_by_fields_paths_and_directions() {
    let shop = Shop::empty();
    for (id, last_name, points) in
        [("a", Some("Zed"), 2), ("b", Some("Ann"), 10), ("c", None, 1), ("d", Some("Ann"), 3)]
    {
        let mut body = json!({ "id": id, "mixins": { "loyalty": { "points": points } } });
        if let Some(last_name) = last_name {
            body["lastName"] = json!(last_name);
        }
        shop.create(body);
    }
    for (sort, expected) in [
        ("lastName", "cbda"),
        ("lastName:desc", "abdc"),
        ("lastName:DESC,id:Desc", "adbc"),
        ("lastName,id:desc", "cdba"),
        ("mixins.loyalty.points", "cadb"),
        ("metadataCreatedAt,id", "abcd"),
        ("nothingHasThis", "abcd"),
    ] {
        let answer = shop.get(&format!("{LIST}?sort={sort}"));
        let ids: String = answer.each("id").iter().map(|id| id.as_str().unwrap().to_owned()).collect();
        assert_eq!(ids, expected, "{sort}");
    }
}

#[test]
fn q_finds_what_equals() {
    let shop = Shop::empty();
    shop.create(
        json!({ "id": "a", "contactEmail": "ann+1@example.com", "firstName": "Ann Marie", "lastName": "Kowalska" }),
    );
    shop.create(
        json!({ "id": "b", "firstName": "Ann", "lastName": "Kowalska", "mixins": { "loyalty": { "points": 7 } } }),
    );
    for (q, expected) in [
        ("lastName:Kowalska", json!(["a", "b"])),
        ("lastName:Kowalska+firstName:Ann", json!(["b"])),
        ("lastName:Kowalska%20firstName:%22Ann+Marie%22", json!(["a"])),
        ("contactEmail:ann%2B1@example.com", json!(["a"])),
        ("mixins.loyalty.points:7", json!(["b"])),
        ("active:true+id:a", json!(["a"])),
        ("active:false", json!([])),
        ("firstName:%22' OR 1=1 --%22", json!([])),
    ] {
        let answer = shop.get(&format!("{LIST}?q={}", q.replace(' ', "%20")));
        assert_eq!((answer.status, json!(answer.each("id"))), (200, expected.clone()), "{q}");
        assert_eq!(answer.header("count"), expected.as_array().unwrap().len().to_string(), "{q}");
    }
}

#[test]
fn q_is_the_whole_language() {
    let shop = Shop::empty();
    for body in [
        json!({ "id": "a", "firstName": "Ada", "mixins": { "loyalty-card": { "tier": "gold", "points": 10 } } }),
        json!({ "id": "b", "firstName": "Ada Marie", "mixins": { "loyalty-card": { "tier": "silver", "points": 20 } } }),
        json!({ "id": "c", "firstName": "Null", "restriction": null, "mixins": { "loyalty-card": { "points": 2.5 } } }),
        json!({ "id": "d", "restriction": "DE", "type": "CONTACT" }),
    ] {
        shop.create(body);
    }
    for (q, expected) in [
        ("mixins.loyalty-card.tier:gold", json!(["a"])),
        ("mixins.loyalty-card.points:>=10", json!(["a", "b"])),
        ("mixins.loyalty-card.points:<10", json!(["c"])),
        ("mixins.loyalty-card.points:(>2 AND <=10)", json!(["a", "c"])),
        ("id:(a,d)", json!(["a", "d"])),
        ("firstName:(\"Ada Marie\",\"Nobody\")", json!(["b"])),
        ("restriction:null", json!(["a", "b", "c"])),
        ("restriction:missing", json!(["a", "b"])),
        ("restriction:exists", json!(["c", "d"])),
        ("onHold:false active:true firstName:missing", json!(["d"])),
        ("firstName:~^Ada", json!(["a", "b"])),
        ("firstName:(~a M)", json!(["b"])),
        ("firstName:~(a M)", json!(["b"])),
        ("type:(\"CONTACT\" OR missing)", json!(["d"])),
        (
            "metadataCreatedAt:(>=\"2020-01-01T00:00:00Z\" AND <\"2999-01-01T00:00:00.5+01:00\")",
            json!(["a", "b", "c", "d"]),
        ),
        ("metadataCreatedAt:<\"2020-01-01T00:00:00Z\"", json!([])),
        ("metadata.version:1 id:b", json!(["b"])),
    ] {
        let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("q", q).finish();
        let answer = shop.get(&format!("{LIST}?{query}"));
        assert_eq!((answer.status, json!(answer.each("id"))), (200, expected.clone()), "{q}");
        let searched = shop.post(&format!("{LIST}/search"), &json!({ "q": q }));
        assert_eq!((searched.status, searched.json()), (200, answer.json()), "{q}");
        assert_eq!(searched.header("count"), expected.as_array().unwrap().len().to_string(), "{q}");
    }
}

#[test]
fn the_total_has_a_second_header_for_those_who_ask() {
    let shop = Shop::start(&["--seed", "7"]);
    let total = |asked: &[(&str, &str)]| {
        let list = shop.send("GET", &format!("{LIST}?pageSize=2"), &[&[TOKEN], asked].concat(), None);
        let search =
            shop.send("POST", &format!("{LIST}/search?pageSize=2"), &[&[TOKEN, JSON], asked].concat(), Some(b"{}"));
        for answer in [&list, &search] {
            assert_eq!((answer.status, answer.header("count")), (200, "7"));
        }
        assert_eq!(list.header("x-total-count"), search.header("x-total-count"));
        list.header("x-total-count").to_owned()
    };
    assert_eq!(total(&[]), "");
    assert_eq!(total(&[("X-Total-Count", "true")]), "7");
    assert_eq!(total(&[("X-Total-Count", "false")]), "");
}

#[test]
fn count_is_the_total_of_what_matches() {
    let shop = Shop::start(&[]);
    let german = shop.get(&format!("{LIST}?q=preferredLanguage:de_DE&pageSize=5&pageNumber=2&sort=lastName"));
    let total: usize = german.header("count").parse().unwrap();
    assert!((20..60).contains(&total), "{total}");
    assert_eq!(german.each("preferredLanguage"), vec![json!("de_DE"); 5]);
}

#[test]
fn expand_shows_what_is_left_out_otherwise() {
    let shop = Shop::start(&["--seed", "40"]);
    for (query, addresses, accounts) in
        [("", false, false), ("&expand=addresses", true, false), ("&expand=accounts,addresses", true, true)]
    {
        let customers = shop.get(&format!("{LIST}?pageSize=100{query}")).json();
        for customer in customers.as_array().unwrap() {
            assert_eq!(customer.get("addresses").is_some(), addresses, "{query}");
            assert_eq!(customer.get("accounts").is_some(), accounts, "{query}");
            assert!(customer.get("mixins").is_none(), "{query}");
        }
    }
    let mixins = |expand: &str| {
        let customers = shop.get(&format!("{LIST}?pageSize=100&expand={expand}")).each("mixins");
        let mut names: Vec<String> =
            customers.iter().flat_map(|mixins| mixins.as_object().unwrap().keys().cloned()).collect();
        names.sort();
        names.dedup();
        names
    };
    assert_eq!(mixins("mixin:*"), ["loyalty", "newsletter"]);
    assert_eq!(mixins("mixin:newsletter"), ["newsletter"]);
}

#[test]
fn a_wrong_parameter_is_named() {
    let shop = Shop::empty();
    for (query, field, kind) in [
        ("pageNumber=1", "pageSize", "required"),
        ("pageNumber=0&pageSize=10", "pageNumber", "minimum"),
        ("pageNumber=two&pageSize=10", "pageNumber", "type"),
        ("pageSize=0", "pageSize", "minimum"),
        ("pageSize=-1", "pageSize", "type"),
        ("pageSize=", "pageSize", "type"),
        ("pageSize=10&pageSize=10", "pageSize", "duplicate"),
        ("sort=lastName:down", "sort", "pattern"),
        ("sort=", "sort", "pattern"),
        ("q=Ann", "q", "pattern"),
        ("q=", "q", "pattern"),
        ("q=type:(%22CUSTOMER%22+missing)", "q", "pattern"),
        ("q=firstName:~(", "q", "pattern"),
        ("q=compoundLogicalQuery:((a)+OR+(b))", "q", "unsupported"),
        ("expand=everything", "expand", "one_of"),
        ("expand=", "expand", "one_of"),
        ("pagesize=10", "pagesize", "unknown"),
    ] {
        let answer = shop.get(&format!("{LIST}?{query}"));
        assert_eq!((answer.status, &answer.json()["type"]), (400, &json!("bad_request")), "{query}");
        assert_eq!(answer.json()["status"], 400);
        assert_eq!(answer.details(), [(field.to_owned(), kind.to_owned())], "{query}");
        assert!(answer.json()["message"].as_str().unwrap().contains(field), "{query}");
    }
}

#[test]
fn the_seed_is_the_same_everywhere() {
    let everything = "/customer/acme/customers?pageSize=1000&expand=addresses,accounts,mixin:*";
    let (one, two) = (Shop::start(&[]), Shop::start(&[]));
    assert_eq!(one.get(everything).text, two.get(everything).text);
}

#[test]
fn one_seeded_name_is_markup() {
    let shop = Shop::start(&[]);
    let found = shop.get(&format!("{LIST}?q=firstName:%22%3Cimg%20src=x%20onerror=alert(1)%3E%22"));
    assert_eq!(found.header("count"), "1");
    assert!(shop.get(LIST).each("firstName").contains(&json!("<img src=x onerror=alert(1)>")));
}
