//! What a call tells of itself.

use super::script::{client, Play};
use commerce_customers::exchange::Access;
use serde_json::json;

/// `TYPE OPERATION ATTEMPT STATUS CODE DELAY DURATION`, with `-` for what is absent.
fn told(play: &mut Play) -> Vec<String> {
    let text = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    play.exchange
        .take_notices()
        .iter()
        .map(|notice| {
            [
                notice.happening.as_str().to_owned(),
                text(notice.operation.map(|operation| operation.name.to_owned())),
                notice.attempt.to_string(),
                text(notice.status.map(|status| status.to_string())),
                text(notice.code.map(|code| code.as_str().to_owned())),
                text(notice.delay_ms.map(|ms| ms.to_string())),
                text(notice.duration_ms.map(|ms| ms.to_string())),
            ]
            .join(" ")
        })
        .collect()
}

#[test]
fn an_attempt_has_one_beginning_and_one_end() {
    let mut access = Access::fixed("t");
    let mut play = Play::new("read", json!({}), &access);
    play.tell("start", &mut access);
    assert_eq!(told(&mut play), ["request customers.get 1 - - - -"]);
    play.tell_after(20, "503", &mut access);
    assert_eq!(told(&mut play), ["response customers.get 1 503 server - 20", "retry customers.get 1 503 server 375 -"]);
    play.tell_after(375, "waited", &mut access);
    play.tell_after(30, "broken", &mut access);
    assert_eq!(
        told(&mut play),
        [
            "request customers.get 2 - - - -",
            "failure customers.get 2 - connection - 30",
            "retry customers.get 2 - connection 750 -"
        ]
    );
    play.tell_after(750, "waited", &mut access);
    play.tell_after(5, "200", &mut access);
    assert_eq!(told(&mut play), ["request customers.get 3 - - - -"]);
    play.tell_after(6, "read", &mut access);
    assert_eq!(told(&mut play), ["response customers.get 3 200 - - 11"]);
}

#[test]
fn every_way_to_end() {
    for (events, last) in [
        ("start, 404, read", "response customers.get 1 404 not_found - 0"),
        ("start, 200, large", "response customers.get 1 200 decode - 0"),
        ("start, 200, timeout", "retry customers.get 1 - timeout 375 -"),
        ("start, abort", "failure customers.get 1 - aborted - 0"),
        ("start, 200, abort", "failure customers.get 1 - aborted - 0"),
        ("start, unusable", "failure customers.get 1 - connection - 0"),
        ("start, 503, abort", "retry customers.get 1 503 server 375 -"),
    ] {
        let mut access = Access::fixed("t");
        let mut play = Play::new("read", json!({}), &access);
        play.run(events, &mut access);
        let told = told(&mut play);
        assert_eq!(told.last().map(String::as_str), Some(last), "{events}");
        let count = |happening: &[&str]| {
            told.iter().filter(|line| happening.contains(&line.split(' ').next().unwrap_or_default())).count()
        };
        assert_eq!((count(&["request"]), count(&["response", "failure"])), (1, 1), "{events}");
    }
    let mut access = Access::fixed("t");
    let mut play = Play::new("read", json!({}), &access);
    play.tell("abort", &mut access);
    assert!(told(&mut play).is_empty());
}

#[test]
fn token_calls_are_told_apart() {
    let mut tokens = client();
    let mut play = Play::new("read", json!({}), &tokens);
    play.tell("start", &mut tokens);
    assert!(told(&mut play).is_empty());
    play.tell_after(7, "503", &mut tokens);
    assert_eq!(told(&mut play), ["token token 1 503 token - 7", "retry token 1 503 token 375 -"]);
    play.tell_after(375, "waited", &mut tokens);
    play.tell_after(3, "200", &mut tokens);
    play.tell_after(4, "granted a 600", &mut tokens);
    assert_eq!(told(&mut play), ["token token 2 200 - - 7", "request customers.get 1 - - - -"]);
    play.tell("401", &mut tokens);
    assert_eq!(told(&mut play), ["response customers.get 1 401 authentication - 0"]);
    play.tell("400", &mut tokens);
    play.tell("refused", &mut tokens);
    assert_eq!(told(&mut play), ["token token 1 400 token - 0"]);

    let mut tokens = client();
    let mut holder = Play::new("read", json!({}), &tokens);
    let mut other = Play::new("read", json!({}), &tokens);
    holder.tell("start", &mut tokens);
    other.tell("start", &mut tokens);
    assert!(told(&mut other).is_empty(), "who waits for another's fetch makes no token call");
    holder.tell("abort", &mut tokens);
    assert_eq!(told(&mut holder), ["token token 1 - aborted - 0"]);
    let mut fetching = Play::new("read", json!({ "totalTimeoutMs": 50 }), &tokens);
    fetching.tell("start", &mut tokens);
    fetching.tell_after(50, "timeout", &mut tokens);
    assert_eq!(told(&mut fetching), ["token token 1 - timeout - 50"]);
}

#[test]
fn a_function_has_neither_method_nor_path() {
    let mut tokens = super::script::access(&commerce_customers::api::Auth::Asked);
    let mut play = Play::new("read", json!({}), &tokens);
    play.tell("start", &mut tokens);
    play.tell_after(9, "granted a", &mut tokens);
    assert_eq!(told(&mut play), ["token - 1 - - - 9", "request customers.get 1 - - - -"]);
}
