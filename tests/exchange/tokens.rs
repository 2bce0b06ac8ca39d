//! Tokens: fetched once for many, shared, renewed, refused.

use super::script::{access, client, told, Play};
use commerce_customers::api::{Anonymous, Auth, ErrorCode, ServiceError};
use commerce_customers::exchange::Access;
use serde_json::json;

fn play(access: &Access) -> Play {
    Play::new("read", json!({}), access)
}

fn anonymous() -> Access {
    access(&Auth::Anonymous(Anonymous { client_id: "shop".to_owned(), parameters: Vec::new() }))
}

#[test]
fn a_token_is_fetched_first_and_kept() {
    let mut tokens = client();
    let mut first = play(&tokens);
    assert_eq!(
        first.run("start, 200, granted a 600, 200, read", &mut tokens),
        "POST token 5000, read, send a 10000, read, success 200"
    );
    assert_eq!(first.exchange.attempts(), 1, "a token call is no attempt");
    for after_ms in [0, 500_000, 539_999] {
        let mut next = play(&tokens);
        assert_eq!(next.tell_after(after_ms, "start", &mut tokens), "send a 10000", "{after_ms}");
    }
    let mut late = play(&tokens);
    assert_eq!(late.tell_after(540_000, "start", &mut tokens), "POST token 5000");
    // One that does not say how long it lives is kept until it is refused: the same credentials would get the same.
    late.run("200, granted b", &mut tokens);
    assert_eq!(play(&tokens).tell_after(900_000_000, "start", &mut tokens), "send b 10000");
}

#[test]
fn with_a_life_of_thirty_seconds_fifty_calls_fetch_once() {
    let mut tokens = client();
    let mut fetches = 0;
    for _ in 0..50 {
        let mut call = play(&tokens);
        if call.tell("start", &mut tokens).starts_with("POST") {
            fetches += 1;
            call.run("200, granted a 30", &mut tokens);
        }
        assert_eq!(call.run("200, read", &mut tokens), "read, success 200");
    }
    assert_eq!(fetches, 1);
}

#[test]
fn a_crowd_fetches_once() {
    let mut tokens = client();
    let mut calls: Vec<Play> = (0..1_000).map(|_| play(&tokens)).collect();
    let started: Vec<String> = calls.iter_mut().map(|call| call.tell("start", &mut tokens)).collect();
    assert_eq!(started.iter().filter(|step| *step == "POST token 5000").count(), 1);
    assert_eq!(started.iter().filter(|step| *step == "wait 10").count(), 999);
    // For two seconds nobody else tries, however often they look.
    for call in &mut calls[1..] {
        for ms in [10, 500, 1_489] {
            assert!(call.tell_after(ms, "waited", &mut tokens).starts_with("wait "));
        }
    }
    assert_eq!(calls[0].tell_after(2_000, "200", &mut tokens), "read");
    assert_eq!(calls[0].tell("granted a 600", &mut tokens), "send a 10000");
    for call in &mut calls[1..] {
        assert_eq!(call.tell_after(50, "waited", &mut tokens), "send a 10000");
    }
}

#[test]
fn a_fetch_that_died_is_replaced_by_one() {
    let mut tokens = Access::new(
        &Auth::Client { id: "id".to_owned(), secret: "s".into(), scope: None },
        &super::script::acme().into(),
        Access::LEASE_ON_WORKERS_MS,
    );
    let mut dead = play(&tokens);
    assert_eq!(dead.tell("start", &mut tokens), "POST token 5000");
    let mut others: Vec<Play> = (0..100).map(|_| play(&tokens)).collect();
    for call in &mut others {
        call.tell("start", &mut tokens);
    }
    let taken = others.iter_mut().filter_map(|call| {
        let step = call.tell_after(1_000, "waited", &mut tokens);
        (step == "POST token 5000").then_some(call)
    });
    let mut taken: Vec<&mut Play> = taken.collect();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].run("200, granted b 600", &mut tokens), "read, send b 10000");
}

#[test]
fn a_late_failure_does_not_hide_a_token_at_hand() {
    for (end, step) in
        [("503", "send b 10000"), ("broken", "send b 10000"), ("timeout", "send b 10000"), ("400", "read")]
    {
        let mut tokens = client();
        let (mut slow, mut other) = (play(&tokens), play(&tokens));
        assert_eq!(slow.tell("start", &mut tokens), "POST token 5000");
        assert_eq!(other.tell_after(5_500, "start", &mut tokens), "POST token 5000");
        other.run("200, granted b 600", &mut tokens);
        assert_eq!(slow.tell_after(5_501, end, &mut tokens), step, "{end}");
        if end == "400" {
            assert_eq!(slow.tell("refused", &mut tokens), "send b 10000");
        }
    }
    // In the wait before another try, too.
    let mut tokens = client();
    let (mut slow, mut other) = (play(&tokens), play(&tokens));
    slow.tell("start", &mut tokens);
    assert_eq!(other.tell_after(5_500, "start", &mut tokens), "POST token 5000");
    assert_eq!(slow.tell_after(5_501, "503", &mut tokens), "wait 375");
    other.run("200, granted b 600", &mut tokens);
    assert_eq!(slow.tell_after(375, "waited", &mut tokens), "send b 10000");
}

#[test]
fn tries_are_counted_over_waits_for_others() {
    let mut tokens = client();
    let (mut slow, mut other) = (play(&tokens), play(&tokens));
    slow.tell("start", &mut tokens);
    assert_eq!(other.tell_after(5_500, "start", &mut tokens), "POST token 5000");
    assert_eq!(slow.tell_after(5_501, "503", &mut tokens), "wait 375");
    assert_eq!(slow.tell_after(375, "waited", &mut tokens), "wait 10");
    other.tell("abort", &mut tokens);
    assert_eq!(
        slow.run("waited, 503, waited, 503, refused", &mut tokens),
        "POST token 5000, wait 750, POST token 5000, read, token"
    );
}

#[test]
fn a_waiter_obeys_its_own_deadline() {
    let mut tokens = client();
    play(&tokens).tell("start", &mut tokens);
    let mut short = Play::new("read", json!({ "totalTimeoutMs": 15 }), &tokens);
    assert_eq!(short.tell("start", &mut tokens), "wait 10");
    assert_eq!(short.tell_after(10, "waited", &mut tokens), "wait 5");
    assert_eq!(short.tell_after(5, "waited", &mut tokens), "timeout");
    assert_eq!(told(&short.failure()), (ErrorCode::Timeout, 0, false, true, None));
    // A holder with little time leaves the fetch to others, and its error is not theirs.
    let mut tokens = client();
    let mut holder = Play::new("read", json!({ "totalTimeoutMs": 100 }), &tokens);
    assert_eq!(holder.tell("start", &mut tokens), "POST token 100");
    let mut other = play(&tokens);
    other.tell("start", &mut tokens);
    assert_eq!(holder.tell_after(100, "timeout", &mut tokens), "timeout");
    assert_eq!(other.tell_after(100, "waited", &mut tokens), "POST token 5000");
    let mut tokens = client();
    let mut holder = Play::new("read", json!({ "totalTimeoutMs": 100 }), &tokens);
    holder.tell("start", &mut tokens);
    let mut other = play(&tokens);
    other.tell("start", &mut tokens);
    assert_eq!(holder.tell_after(100, "broken", &mut tokens), "token");
    assert_eq!(other.tell_after(100, "waited", &mut tokens), "POST token 5000");
}

#[test]
fn a_401_fetches_once_more() {
    let mut tokens = client();
    let never = json!({ "maxRetries": 0, "retry": "never" });
    let mut call = Play::new("create", never, &tokens);
    assert_eq!(
        call.run("start, 200, granted a 600, 401, 200, granted b 600, 401, read", &mut tokens),
        "POST token 5000, read, send a 10000, POST token 5000, read, send b 10000, read, authentication 401"
    );
    assert_eq!(told(&call.failure()), (ErrorCode::Authentication, 2, false, false, None));
    // It is no retry: a 404 after it is a first one.
    let mut delete = Play::new("delete", json!({}), &tokens);
    assert_eq!(
        delete.run("start, 401, 200, granted c 600, 404, read", &mut tokens),
        "send b 10000, POST token 5000, read, send c 10000, read, not_found 404"
    );
}

#[test]
fn only_the_token_that_failed_is_dropped() {
    let mut tokens = client();
    let mut first = play(&tokens);
    first.run("start, 200, granted a 600", &mut tokens);
    let (mut second, mut third) = (play(&tokens), play(&tokens));
    assert_eq!(second.tell("start", &mut tokens), "send a 10000");
    assert_eq!(third.tell("start", &mut tokens), "send a 10000");
    assert_eq!(first.run("401, 200, granted b 600", &mut tokens), "POST token 5000, read, send b 10000");
    // Theirs is the old one: the new one is there already.
    assert_eq!(second.tell("401", &mut tokens), "send b 10000");
    assert_eq!(third.tell("401", &mut tokens), "send b 10000");
}

#[test]
fn a_token_that_is_given_cannot_be_another() {
    let mut tokens = Access::fixed("a");
    assert_eq!(play(&tokens).run("start, 401, read", &mut tokens), "send a 10000, read, authentication 401");
}

#[test]
fn a_refusal_is_not_tried_again_and_remembered() {
    for status in [400, 401, 403] {
        let mut tokens = client();
        let mut call = play(&tokens);
        assert_eq!(call.run(&format!("start, {status}, refused"), &mut tokens), "POST token 5000, read, token");
        let failure = call.failure();
        assert_eq!(told(&failure), (ErrorCode::Token, 0, false, false, None));
        assert_eq!(failure.status, Some(status));
        let mut large = client();
        assert_eq!(play(&large).run(&format!("start, {status}, large"), &mut large), "POST token 5000, read, token");
        assert_eq!(play(&large).tell("start", &mut large), "token", "remembered whatever else it says");
        for after_ms in [0, 29_999] {
            let mut next = play(&tokens);
            assert_eq!(next.tell_after(after_ms, "start", &mut tokens), "token", "{after_ms}");
            assert_eq!(next.failure().status, Some(status));
        }
        assert_eq!(play(&tokens).tell_after(30_000, "start", &mut tokens), "POST token 5000");
    }
}

#[test]
fn another_failure_of_the_endpoint_is_tried_again() {
    let mut tokens = client();
    let mut call = play(&tokens);
    assert_eq!(
        call.run("start, 503, waited, broken, waited, timeout", &mut tokens),
        "POST token 5000, wait 375, POST token 5000, wait 750, POST token 5000, token"
    );
    assert_eq!(told(&call.failure()), (ErrorCode::Token, 0, false, true, None));
    assert_eq!(play(&tokens).tell("start", &mut tokens), "POST token 5000", "and not remembered");

    let mut tokens = client();
    let mut call = play(&tokens);
    assert_eq!(
        call.run("start, 429+40, waited, 200, granted a 9", &mut tokens),
        "POST token 5000, wait 40, POST token 5000, read, send a 10000"
    );
    let mut tokens = client();
    let mut call = Play::new("read", json!({ "retry": "never" }), &tokens);
    assert_eq!(call.run("start, 503, refused", &mut tokens), "POST token 5000, read, token");
    let mut tokens = client();
    let mut call = play(&tokens);
    assert_eq!(call.run("start, 503+60001, refused", &mut tokens), "POST token 5000, read, token");
    assert_eq!(call.failure().retry_after_ms, Some(60_001));
    // A 404 or a redirect will be the same again.
    for status in [302, 404, 0] {
        let mut tokens = client();
        assert_eq!(
            play(&tokens).run(&format!("start, {status}, refused"), &mut tokens),
            "POST token 5000, read, token"
        );
        assert_eq!(play(&tokens).tell("start", &mut tokens), "POST token 5000", "{status} is not remembered");
    }
}

#[test]
fn an_answer_without_a_token_is_said() {
    let mut tokens = client();
    let mut call = play(&tokens);
    assert_eq!(call.run("start, 200, granted nothing", &mut tokens), "POST token 5000, read, token");
    let failure = call.failure();
    assert_eq!(failure.status, Some(200));
    assert!(failure.message().contains("holds no token"), "{}", failure.message());
    let mut tokens = client();
    assert_eq!(play(&tokens).run("start, 200, large", &mut tokens), "POST token 5000, read, token");
}

#[test]
fn those_who_wait_share_a_failure() {
    let mut tokens = client();
    let (mut holder, mut other) = (play(&tokens), play(&tokens));
    holder.tell("start", &mut tokens);
    assert_eq!(other.tell("start", &mut tokens), "wait 10");
    holder.run("503, waited, 503, waited, 503, refused", &mut tokens);
    assert_eq!(other.tell_after(1_200, "waited", &mut tokens), "token");
    assert_eq!(other.failure().status, Some(503));

    // A holder that is asked to wait keeps its lease meanwhile.
    let mut tokens = client();
    let (mut holder, mut other) = (play(&tokens), play(&tokens));
    holder.tell("start", &mut tokens);
    other.tell("start", &mut tokens);
    assert_eq!(holder.tell("503+8000", &mut tokens), "wait 8000");
    assert_eq!(other.tell_after(7_900, "waited", &mut tokens), "wait 20");
    assert_eq!(holder.tell_after(8_000, "waited", &mut tokens), "POST token 5000");

    // What is not tried again by anybody is shared at once.
    let mut tokens = client();
    let (mut holder, mut other) = (play(&tokens), play(&tokens));
    holder.tell("start", &mut tokens);
    other.tell("start", &mut tokens);
    holder.run("503+60001, refused", &mut tokens);
    assert_eq!(other.tell_after(10, "waited", &mut tokens), "token");
    // What only this caller would not try again is not.
    for options in [json!({ "maxRetries": 0 }), json!({ "retry": "never" })] {
        let mut tokens = client();
        let (mut holder, mut other) = (Play::new("read", options, &tokens), play(&tokens));
        holder.tell("start", &mut tokens);
        other.tell("start", &mut tokens);
        holder.run("503, refused", &mut tokens);
        assert_eq!(other.tell_after(10, "waited", &mut tokens), "POST token 5000");
    }
}

#[test]
fn an_abort_leaves_the_fetch_to_another() {
    let mut tokens = client();
    let (mut holder, mut other) = (play(&tokens), play(&tokens));
    holder.tell("start", &mut tokens);
    other.tell("start", &mut tokens);
    assert_eq!(holder.tell("abort", &mut tokens), "aborted");
    assert_eq!(told(&holder.failure()), (ErrorCode::Aborted, 0, false, false, None));
    assert_eq!(other.tell_after(10, "waited", &mut tokens), "POST token 5000");
}

#[test]
fn a_write_that_may_have_happened_stays_so_without_a_token() {
    let mut tokens = client();
    let mut call = Play::new("put", json!({}), &tokens);
    assert_eq!(
        call.run("start, 200, granted a 600, broken, waited, 401, 400, refused", &mut tokens),
        "POST token 5000, read, send a 10000, wait 375, send a 10000, POST token 5000, read, token"
    );
    assert_eq!(told(&call.failure()), (ErrorCode::Token, 2, true, false, None));
}

#[test]
fn a_function_is_asked_with_a_reason() {
    let mut tokens = access(&Auth::Asked);
    let mut call = play(&tokens);
    assert_eq!(
        call.run("start, granted a 600, 401, granted b 600, 200, read", &mut tokens),
        "ask initial 5000, send a 10000, ask unauthorized 5000, send b 10000, read, success 200"
    );
    assert_eq!(play(&tokens).tell_after(540_000, "start", &mut tokens), "ask expired 5000");
    // Without a life it serves the calls that wait for it.
    let mut tokens = access(&Auth::Asked);
    let (mut one, mut other) = (play(&tokens), play(&tokens));
    assert_eq!(one.tell("start", &mut tokens), "ask initial 5000");
    assert_eq!(other.tell("start", &mut tokens), "wait 10");
    assert_eq!(one.tell("granted a", &mut tokens), "send a 10000");
    assert_eq!(other.tell("waited", &mut tokens), "send a 10000");
    // In a retry, too.
    assert_eq!(other.run("503, waited", &mut tokens), "wait 375, send a 10000");
    assert_eq!(play(&tokens).tell("start", &mut tokens), "ask initial 5000");
}

/// A customer signs out and another signs in while a call waits to be tried again.
#[test]
fn a_retry_is_sent_as_who_the_call_began_as() {
    let mut tokens = access(&Auth::Asked);
    let mut ada = Play::new("put", json!({}), &tokens);
    assert_eq!(ada.run("start, granted ada, 503", &mut tokens), "ask initial 5000, send ada 10000, wait 375");
    assert_eq!(play(&tokens).run("start, granted bob", &mut tokens), "ask initial 5000, send bob 10000");
    assert_eq!(ada.run("waited, 503, waited", &mut tokens), "send ada 10000, wait 750, send ada 10000");
    // Unless the service does not take the token.
    assert_eq!(
        play(&tokens).run("start, granted a, 401, granted b", &mut tokens),
        "ask initial 5000, send a 10000, ask unauthorized 5000, send b 10000"
    );
    // One with a life is the client's own, and is renewed in its time.
    let mut tokens = access(&Auth::Asked);
    let mut call = play(&tokens);
    assert_eq!(call.run("start, granted a 1, 503+2000", &mut tokens), "ask initial 5000, send a 10000, wait 2000");
    assert_eq!(call.tell_after(2_000, "waited", &mut tokens), "ask expired 5000");
}

/// Under steady load there is always somebody who has just come.
#[test]
fn who_comes_later_takes_nothing_from_those_who_waited() {
    let mut tokens = access(&Auth::Asked);
    let (mut one, mut waiting) = (play(&tokens), play(&tokens));
    one.tell("start", &mut tokens);
    assert_eq!(waiting.tell("start", &mut tokens), "wait 10");
    assert_eq!(one.tell("granted a", &mut tokens), "send a 10000");
    assert_eq!(play(&tokens).tell("start", &mut tokens), "ask initial 5000");
    assert_eq!(waiting.tell_after(10, "waited", &mut tokens), "send a 10000");
}

#[test]
fn a_function_that_fails_is_not_asked_again_by_the_call() {
    for (event, waits, options) in [
        ("broken", 0, json!({})),
        ("broken", 0, json!({ "retry": "never" })),
        ("timeout", 5_000, json!({})),
        ("granted nothing", 0, json!({ "maxRetries": 0 })),
    ] {
        let mut tokens = access(&Auth::Asked);
        let (mut call, mut other) = (Play::new("read", options, &tokens), play(&tokens));
        assert_eq!(call.tell("start", &mut tokens), "ask initial 5000");
        other.tell("start", &mut tokens);
        assert_eq!(call.tell_after(waits, event, &mut tokens), "token");
        assert_eq!(other.tell_after(waits, "waited", &mut tokens), "token", "those who wait share it");
        assert!(call.failure().retryable());
        assert_eq!(play(&tokens).tell("start", &mut tokens), "ask initial 5000");
    }
}

#[test]
fn an_anonymous_session_goes_on_with_its_refresh_token() {
    let mut tokens = anonymous();
    assert_eq!(
        play(&tokens).run("start, 200, granted a 100 r 1000", &mut tokens),
        "GET login 5000, read, send a 10000"
    );
    // The answer to a refresh has no refresh token: the first one still lives.
    for (after_ms, token) in [(90_000, "b"), (180_000, "c")] {
        let mut call = play(&tokens);
        assert_eq!(call.tell_after(after_ms, "start", &mut tokens), "GET refresh 5000");
        assert_eq!(call.run(&format!("200, granted {token} 100"), &mut tokens), format!("read, send {token} 10000"));
    }
    assert_eq!(play(&tokens).tell_after(1_000_000, "start", &mut tokens), "GET login 5000");
}

#[test]
fn a_session_that_is_over_begins_anew() {
    let mut tokens = anonymous();
    play(&tokens).run("start, 200, granted a 600 r 9000", &mut tokens);
    let mut call = play(&tokens);
    assert_eq!(
        call.run("start, 401, 401, refused, 200, granted b 600 s 9000, 200, read", &mut tokens),
        "send a 10000, GET refresh 5000, read, GET login 5000, read, send b 10000, read, success 200"
    );
    let mut refused = play(&tokens);
    assert_eq!(
        refused.run("start, 401, 403, refused, 403, refused", &mut tokens),
        "send b 10000, GET refresh 5000, read, GET login 5000, read, token"
    );
    assert_eq!(play(&tokens).tell("start", &mut tokens), "token");

    // Where the service only fails, the session may go on.
    let mut tokens = anonymous();
    play(&tokens).run("start, 200, granted a 0 r 9000", &mut tokens);
    assert_eq!(play(&tokens).run("start, 501, refused", &mut tokens), "GET refresh 5000, read, token");
    assert_eq!(play(&tokens).tell("start", &mut tokens), "GET refresh 5000");
}

/// On Workers a fetch that takes longer than its lease is made by another, too.
#[test]
fn two_fetches_do_not_make_two_sessions() {
    let mut tokens = anonymous();
    let (mut slow, mut other) = (play(&tokens), play(&tokens));
    slow.tell("start", &mut tokens);
    assert_eq!(other.tell_after(5_500, "start", &mut tokens), "GET login 5000");
    assert_eq!(slow.run("200, granted a 600 r 9000", &mut tokens), "read, send a 10000");
    // The second login is thrown away, and the first session goes on.
    assert_eq!(other.run("200, granted b 600 s 9000", &mut tokens), "read, send a 10000");

    // A refresh token that another has used is no reason to end the session that it got for it.
    let mut tokens = anonymous();
    play(&tokens).run("start, 200, granted a 10 r 9000", &mut tokens);
    let (mut slow, mut other) = (play(&tokens), play(&tokens));
    assert_eq!(slow.tell_after(10_000, "start", &mut tokens), "GET refresh 5000");
    assert_eq!(other.tell_after(15_500, "start", &mut tokens), "GET refresh 5000");
    assert_eq!(slow.tell_after(5_600, "200", &mut tokens), "read");
    assert_eq!(slow.tell("granted b 600 s 9000", &mut tokens), "send b 10000");
    assert_eq!(other.tell_after(101, "403", &mut tokens), "read");
    assert_eq!(other.tell("refused", &mut tokens), "send b 10000");
    assert_eq!(play(&tokens).tell_after(600_000, "start", &mut tokens), "GET refresh 5000");
}

#[test]
fn a_session_that_is_not_gone_on_with_is_over_however_that_is_said() {
    for ends in ["400, refused", "404, broken", "410, timeout", "422, refused", "200, granted nothing"] {
        let mut tokens = anonymous();
        play(&tokens).run("start, 200, granted a 0 r 9000", &mut tokens);
        let steps = play(&tokens).run(&format!("start, {ends}, 200, granted b 600"), &mut tokens);
        assert_eq!(steps, "GET refresh 5000, read, GET login 5000, read, send b 10000", "{ends}");
    }
    // It may go on where the endpoint only fails for now, or something else than the endpoint has answered.
    for ends in ["429+60001, refused", "500, waited, 500, waited, 500, refused", "200, unusable"] {
        let mut tokens = anonymous();
        play(&tokens).run("start, 200, granted a 0 r 9000", &mut tokens);
        assert!(play(&tokens).run(&format!("start, {ends}"), &mut tokens).ends_with("token"), "{ends}");
        assert_eq!(play(&tokens).tell("start", &mut tokens), "GET refresh 5000", "{ends}");
    }
}

#[test]
fn a_refusal_of_the_endpoint_is_one_whatever_comes_of_its_body() {
    for end in ["refused", "broken", "timeout", "large"] {
        for status in [400, 401, 403] {
            let mut tokens = client();
            let mut call = play(&tokens);
            assert_eq!(
                call.run(&format!("start, {status}, {end}"), &mut tokens),
                "POST token 5000, read, token",
                "{status} {end}"
            );
            assert!(!call.failure().retryable(), "{status} {end}");
            assert_eq!(play(&tokens).tell("start", &mut tokens), "token", "it is remembered");
        }
    }
    // Also when the time of the call that asked is over with it.
    let mut tokens = client();
    let mut call = Play::new("read", json!({ "totalTimeoutMs": 300 }), &tokens);
    assert_eq!(call.run("start, 401", &mut tokens), "POST token 300, read");
    assert_eq!(call.tell_after(300, "timeout", &mut tokens), "token");
    assert_eq!(play(&tokens).tell("start", &mut tokens), "token");
}

#[test]
fn a_token_call_that_cannot_be_sent_is_no_failure_of_the_endpoint() {
    let mut tokens = client();
    let mut call = play(&tokens);
    assert_eq!(call.run("start, unsendable", &mut tokens), "POST token 5000, configuration");
    assert_eq!(told(&call.failure()), (ErrorCode::Configuration, 0, false, false, None));
    assert_eq!(play(&tokens).tell("start", &mut tokens), "POST token 5000");
}

#[test]
fn a_failure_is_told_to_those_who_wait_and_to_nobody_else() {
    // With the wait that was asked for.
    let mut tokens = client();
    let (mut holder, mut other) = (play(&tokens), play(&tokens));
    holder.tell("start", &mut tokens);
    other.tell("start", &mut tokens);
    holder.run("429+61000, refused", &mut tokens);
    assert_eq!(other.tell_after(10, "waited", &mut tokens), "token");
    for call in [&holder, &other] {
        assert_eq!(told(&call.failure()), (ErrorCode::Token, 0, false, true, Some(61_000)));
    }
    // Not to one that had its token and rests before it is sent again.
    let mut tokens = client();
    let (mut first, mut resting) = (play(&tokens), play(&tokens));
    first.tell("start", &mut tokens);
    resting.tell("start", &mut tokens);
    first.run("200, granted a 1", &mut tokens);
    assert_eq!(resting.run("waited, 503+4000", &mut tokens), "send a 10000, wait 4000");
    let mut failing = play(&tokens);
    assert_eq!(failing.tell_after(2_000, "start", &mut tokens), "POST token 5000");
    failing.run("503+60001, refused", &mut tokens);
    assert_eq!(resting.tell_after(4_000, "waited", &mut tokens), "POST token 5000");
    // And what an answer asked for is not what a token's failure asks for.
    resting.run("400, refused", &mut tokens);
    assert_eq!(told(&resting.failure()), (ErrorCode::Token, 1, false, false, None));
    // Nor is it told one from before it began to wait for another's fetch.
    let mut tokens = client();
    let mut first = play(&tokens);
    assert_eq!(
        first.run("start, 200, granted a 1, 503+5000", &mut tokens),
        "POST token 5000, read, send a 10000, wait 5000"
    );
    let mut failing = play(&tokens);
    failing.tell_after(2_000, "start", &mut tokens);
    failing.run("503+60001, refused", &mut tokens);
    let mut fetching = play(&tokens);
    assert_eq!(fetching.tell_after(4_900, "start", &mut tokens), "POST token 5000");
    assert_eq!(first.tell_after(5_000, "waited", &mut tokens), "wait 10");
    assert_eq!(first.tell_after(10, "waited", &mut tokens), "wait 20");
    fetching.run("200, granted b 600", &mut tokens);
    assert_eq!(first.tell_after(20, "waited", &mut tokens), "send b 10000");
}

#[test]
fn what_the_endpoint_says_is_in_the_error_and_in_no_message() {
    let mut tokens = client();
    let mut call = play(&tokens);
    call.run("start, 401", &mut tokens);
    let service = ServiceError { message: Some("who they are".to_owned()), ..ServiceError::default() };
    let tick = commerce_customers::policy::Tick { now_ms: call.now_ms, random: 0.5 };
    call.exchange.step(commerce_customers::exchange::Event::Refused(service.clone()), &mut tokens, tick);
    let failure = call.exchange.failure(ErrorCode::Token, None);
    assert_eq!(failure.service, service);
    assert!(!failure.message().contains("who"), "{}", failure.message());
    assert!(!format!("{tokens:?}{:?}", call.exchange).contains("hidden"), "the client secret");
}
