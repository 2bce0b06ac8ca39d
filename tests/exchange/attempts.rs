//! Attempts, retries and budgets.

use super::script::{access, client, request, told, Play};
use commerce_customers::api::{Auth, ErrorCode};
use commerce_customers::exchange::{Access, Exchange, Plan};
use serde_json::{json, Value};

fn played(kind: &str, options: Value, events: &str) -> (String, Play) {
    let mut access = Access::fixed("t");
    let mut play = Play::new(kind, options, &access);
    let steps = play.run(events, &mut access);
    (steps, play)
}

fn steps(kind: &str, options: Value, events: &str) -> String {
    played(kind, options, events).0
}

const KINDS: [&str; 7] = ["read", "search", "put", "delete", "bulk", "create", "patch"];
/// Those whose successes have a body that is looked at.
const READ: [&str; 5] = ["read", "search", "put", "bulk", "create"];

/// The steps after the head of a success, which is over where its body is not looked at; it stays over.
fn success(kind: &str) -> &'static str {
    if READ.contains(&kind) {
        "read, success 200"
    } else {
        "success 200, success 200"
    }
}

const REPEATABLE: [&str; 5] = ["read", "search", "put", "delete", "bulk"];

#[test]
fn a_call_sends_reads_and_is_done() {
    for kind in KINDS {
        assert_eq!(steps(kind, json!({}), "start, 200, read"), ["send t 10000, ", success(kind)].concat(), "{kind}");
        assert_eq!(steps(kind, json!({}), "start, 404, read"), "send t 10000, read, not_found 404", "{kind}");
        assert_eq!(steps(kind, json!({}), "start, 0, read"), "send t 10000, read, http 0", "{kind}");
    }
}

#[test]
fn what_may_pass_is_tried_twice_more() {
    for kind in REPEATABLE {
        for (end, code) in [("broken", "connection"), ("timeout", "timeout")] {
            let events = format!("start, {end}, waited, {end}, waited, {end}");
            let due = format!("send t 10000, wait 375, send t 10000, wait 750, send t 10000, {code}");
            assert_eq!(steps(kind, json!({}), &events), due, "{kind}");
        }
        for (status, code) in
            [(408, "http"), (429, "rate_limit"), (500, "server"), (502, "server"), (503, "server"), (504, "server")]
        {
            let events = format!("start, {status}, waited, {status}, waited, {status}, read");
            let due = format!("send t 10000, wait 375, send t 10000, wait 750, send t 10000, read, {code} {status}");
            assert_eq!(steps(kind, json!({}), &events), due, "{kind}");
            let events = format!("start, {status}, waited, 200, read");
            let due = ["send t 10000, wait 375, send t 10000, ", success(kind)].concat();
            assert_eq!(steps(kind, json!({}), &events), due);
        }
    }
}

#[test]
fn what_will_not_pass_is_tried_once() {
    for kind in KINDS {
        for (status, code) in [
            (302, "http"),
            (400, "bad_request"),
            (401, "authentication"),
            (403, "permission"),
            (404, "not_found"),
            (409, "conflict"),
            (422, "bad_request"),
            (501, "server"),
        ] {
            let due = format!("send t 10000, read, {code} {status}");
            assert_eq!(steps(kind, json!({}), &format!("start, {status}, read")), due, "{kind}");
        }
        assert_eq!(steps(kind, json!({}), "start, 400, large"), "send t 10000, read, bad_request 400", "{kind}");
        assert_eq!(steps(kind, json!({}), "start, unusable"), "send t 10000, connection", "{kind}");
        if READ.contains(&kind) {
            assert_eq!(steps(kind, json!({}), "start, 200, large"), "send t 10000, read, decode", "{kind}");
        }
    }
}

#[test]
fn a_create_and_a_patch_are_not_done_twice() {
    assert_eq!(steps("create", json!({}), "start, 200, broken"), "send t 10000, read, connection");
    for kind in ["create", "patch"] {
        assert_eq!(steps(kind, json!({}), "start, broken"), "send t 10000, connection");
        assert_eq!(steps(kind, json!({}), "start, timeout"), "send t 10000, timeout");
        for status in [408, 500, 502, 503, 504] {
            let events = format!("start, {status}, read");
            assert!(!steps(kind, json!({}), &events).contains("wait"), "{kind} {status}");
        }
        assert_eq!(steps(kind, json!({}), "start, 429, waited"), "send t 10000, wait 375, send t 10000");
        assert_eq!(steps(kind, json!({}), "start, 429+1, waited"), "send t 10000, wait 1, send t 10000");
        assert_eq!(steps(kind, json!({}), "start, 503+9, waited"), "send t 10000, wait 9, send t 10000");
        let always = json!({ "retry": "always" });
        for end in ["broken", "timeout", "408", "500", "502", "503", "504"] {
            let events = format!("start, {end}, waited");
            assert_eq!(steps(kind, always.clone(), &events), "send t 10000, wait 375, send t 10000", "{end}");
        }
        assert_eq!(steps(kind, always, "start, 409, read"), "send t 10000, read, conflict 409");
    }
}

#[test]
fn a_call_has_its_own_number_of_retries() {
    for options in [json!({ "maxRetries": 0 }), json!({ "retry": "never" })] {
        assert_eq!(steps("read", options.clone(), "start, broken"), "send t 10000, connection");
        assert_eq!(steps("read", options, "start, 429+1, read"), "send t 10000, read, rate_limit 429");
    }
    let mut access = Access::fixed("t");
    let mut play = Play::new("read", json!({ "maxRetries": 5 }), &access);
    assert_eq!(
        play.run("start, 500, waited, 500, waited, 500, waited, 500, waited, 500, waited", &mut access),
        "send t 10000, wait 375, send t 10000, wait 750, send t 10000, wait 1500, send t 10000, wait 3000, send t 10000, wait 6000, send t 10000"
    );
    assert_eq!(play.exchange.attempts(), 6);
}

#[test]
fn what_a_service_asks_for_is_waited_or_told() {
    for (events, due) in [
        ("start, 503+0, waited", "send t 10000, wait 0, send t 10000"),
        ("start, 429+29999, waited", "send t 10000, wait 29999, send t 1"),
        ("start, 429+30000, read", "send t 10000, read, rate_limit 429"),
        ("start, 429+60001, read", "send t 10000, read, rate_limit 429"),
    ] {
        assert_eq!(steps("read", json!({}), events), due);
    }
    let long = json!({ "totalTimeoutMs": false });
    assert_eq!(steps("read", long.clone(), "start, 429+60000, waited"), "send t 10000, wait 60000, send t 10000");
    assert_eq!(steps("read", long, "start, 429+60001, read"), "send t 10000, read, rate_limit 429");

    let (_, play) = played("create", json!({}), "start, 429+60001, read");
    assert_eq!(told(&play.failure()), (ErrorCode::RateLimit, 1, false, true, Some(60_001)));
    let (_, play) = played("read", json!({}), "start, 503+5, waited, broken, waited, 400, read");
    assert_eq!(play.failure().retry_after_ms, None, "only what the last answer asks for");
    let (_, play) = played("read", json!({ "maxRetries": 1 }), "start, 503+5, waited, broken");
    assert_eq!(play.failure().retry_after_ms, None, "there was no last answer");
}

#[test]
fn the_whole_call_has_a_budget() {
    let mut access = Access::fixed("t");
    let mut play = Play::new("read", json!({ "timeoutMs": 4_000, "totalTimeoutMs": 9_000 }), &access);
    assert_eq!(play.tell("start", &mut access), "send t 4000");
    assert_eq!(play.tell_after(4_000, "timeout", &mut access), "wait 375");
    assert_eq!(play.tell_after(375, "waited", &mut access), "send t 4000");
    // 625 are left: less than the wait of 750.
    assert_eq!(play.tell_after(4_000, "503", &mut access), "read");
    assert_eq!(play.tell("read", &mut access), "server 503");
    assert_eq!(play.exchange.attempts(), 2);

    let mut play = Play::new("read", json!({ "totalTimeoutMs": 500 }), &access);
    assert_eq!(play.tell("start", &mut access), "send t 500");
    assert_eq!(play.tell_after(500, "timeout", &mut access), "timeout");
    // A wait that was longer than it should have been.
    let mut play = Play::new("read", json!({ "totalTimeoutMs": 500 }), &access);
    assert_eq!(play.run("start, 503", &mut access), "send t 500, wait 375");
    assert_eq!(play.tell_after(501, "waited", &mut access), "timeout");
}

/// Timers and clocks are two things: a timer of 500 ms may fire when the clock says 499.
#[test]
fn a_timer_that_fires_before_the_clock_says_so_ends_the_call() {
    let short = || json!({ "totalTimeoutMs": 500 });
    let mut fixed = Access::fixed("t");
    let mut play = Play::new("read", short(), &fixed);
    assert_eq!(play.tell("start", &mut fixed), "send t 500");
    assert_eq!(play.tell_after(499, "timeout", &mut fixed), "timeout");

    for mut access in [access(&Auth::Asked), client()] {
        let mut play = Play::new("read", short(), &access);
        let mut other = Play::new("read", json!({}), &access);
        play.tell("start", &mut access);
        other.tell("start", &mut access);
        assert_eq!(play.tell_after(499, "timeout", &mut access), "timeout");
        // The fetch is another's now.
        assert!(!other.tell_after(499, "waited", &mut access).starts_with("wait"));
    }

    let mut access = client();
    Play::new("read", json!({}), &access).tell("start", &mut access);
    let mut waiter = Play::new("read", json!({ "totalTimeoutMs": 10 }), &access);
    assert_eq!(waiter.tell("start", &mut access), "wait 10");
    assert_eq!(waiter.tell_after(9, "waited", &mut access), "timeout");
}

#[test]
fn an_abort_ends_everything_at_once() {
    for (events, attempts, ambiguous) in [
        ("abort", 0, false),
        ("start, abort", 1, true),
        ("start, 200, abort", 1, true),
        ("start, 503, abort", 1, true),
        ("start, 429, abort", 1, false),
        ("start, 429, waited, abort", 2, true),
        // What is refused was not done, read or not.
        ("start, 400, abort", 1, false),
        ("start, 501, abort", 1, true),
    ] {
        let (steps, play) = played("put", json!({}), events);
        assert!(steps.ends_with("aborted"), "{events}: {steps}");
        assert_eq!(told(&play.failure()), (ErrorCode::Aborted, attempts, ambiguous, false, None), "{events}");
        let (_, play) = played("read", json!({}), events);
        assert!(!play.failure().ambiguous(), "{events}");
    }
}

#[test]
fn what_is_refused_is_so_whatever_comes_of_its_body() {
    for kind in KINDS {
        for (status, code) in [
            (400, ErrorCode::BadRequest),
            (403, ErrorCode::Permission),
            (404, ErrorCode::NotFound),
            (409, ErrorCode::Conflict),
            (422, ErrorCode::BadRequest),
        ] {
            for end in ["broken", "timeout", "large"] {
                let (steps, play) = played(kind, json!({}), &format!("start, {status}, {end}"));
                assert_eq!(steps, format!("send t 10000, read, {} {status}", code.as_str()), "{kind} {end}");
                assert_eq!(told(&play.failure()), (code, 1, false, false, None), "{kind} {status} {end}");
            }
        }
    }
}

#[test]
fn what_could_not_be_sent_was_not() {
    for (events, attempts) in [("unsendable", 0), ("start, unsendable", 0), ("start, 429, waited, unsendable", 1)] {
        let (steps, play) = played("create", json!({}), events);
        assert!(steps.ends_with("configuration"), "{events}: {steps}");
        assert_eq!(told(&play.failure()), (ErrorCode::Configuration, attempts, false, false, None), "{events}");
    }
}

#[test]
fn whether_a_write_may_have_happened() {
    for kind in KINDS {
        let writes = !["read", "search"].contains(&kind);
        for (options, events, may) in [
            (json!({ "retry": "never" }), "start, broken", true),
            (json!({ "retry": "never" }), "start, timeout", true),
            (json!({ "retry": "never" }), "start, 500, broken", true),
            (json!({ "retry": "never" }), "start, 500, read", true),
            (json!({ "retry": "never" }), "start, 503+1, read", true),
            (json!({ "retry": "never" }), "start, unusable", true),
            (json!({ "retry": "never" }), "start, 400, read", false),
            (json!({ "retry": "never" }), "start, 429, read", false),
            (json!({ "retry": "never" }), "start, 409, read", false),
            (json!({ "retry": "never" }), "start, 302, read", false),
            // It may be the call's own success.
            (json!({ "retry": "always" }), "start, 503, waited, 409, read", true),
            (json!({ "retry": "always" }), "start, 429, waited, 409, read", true),
            (json!({ "retry": "always" }), "start, broken, waited, 403, read", true),
            (json!({ "retry": "always" }), "start, 429, waited, 403, read", false),
        ] {
            let (steps, play) = played(kind, options, events);
            assert_eq!(play.failure().ambiguous(), may && writes, "{kind}: {events}: {steps}");
        }
        let (_, play) = played(kind, json!({}), "start, 200, read");
        assert_eq!(play.exchange.failure(ErrorCode::Decode, Some(200)).ambiguous(), writes, "{kind}");
        if READ.contains(&kind) {
            for end in ["broken", "timeout", "large"] {
                let (_, play) = played(kind, json!({ "retry": "never" }), &format!("start, 200, {end}"));
                assert_eq!(play.failure().ambiguous(), writes, "{kind} {end}");
            }
        }
    }
}

#[test]
fn what_is_gone_after_a_retry_was_removed_by_the_call() {
    assert_eq!(steps("delete", json!({}), "start, 404, read"), "send t 10000, read, not_found 404");
    for end in ["broken", "timeout", "503", "429"] {
        let events = format!("start, {end}, waited, 404, read");
        assert_eq!(steps("delete", json!({}), &events), "send t 10000, wait 375, send t 10000, read, gone 404");
        assert_eq!(steps("put", json!({}), &events), "send t 10000, wait 375, send t 10000, read, not_found 404");
    }
}

#[test]
fn chance_is_an_argument() {
    let mut access = Access::fixed("t");
    for (random, wait) in [(0.0, "wait 250"), (1.0, "wait 500"), (0.25, "wait 312")] {
        let mut play = Play::new("read", json!({}), &access);
        play.random = random;
        play.tell("start", &mut access);
        assert_eq!(play.tell("broken", &mut access), wait);
    }
}

#[test]
fn a_call_shows_no_secret() {
    let mut access = Access::fixed("hidden");
    let mut play = Play::new("create", json!({}), &access);
    let headers = vec![("X-Key".into(), "hidden".to_owned())];
    play.exchange = Exchange::new(request("create"), Plan { headers, ..Plan::default() }, &access);
    play.tell("start", &mut access);
    let shown = format!("{:?} {access:?} {}", play.exchange, play.exchange.failure(ErrorCode::Aborted, None).message());
    assert!(!shown.contains("hidden") && !shown.contains("lastName"), "{shown}");
}
