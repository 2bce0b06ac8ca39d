//! From a rule's parts to the rule: what each fault takes, and one sentence about what is wrong.

use std::fmt::Display;
use std::str::FromStr;
use std::time::Duration;

use axum::http::{HeaderValue, Method, StatusCode};
use serde_json::Value;

use super::fault::{Answered, Fault, RetryAfter, When};
use super::pattern::Pattern;
use super::rule::{Pace, Rule};
use super::said::Said;

const METHODS: [Method; 6] = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::HEAD];

/// For `--help`.
pub(crate) const HELP: &str = "\
Faults of a --fault rule:
  status=N           answer N; retry-after=TEXT|date+SECONDS, retry-after-ms=TEXT,
                     done=true (carry the operation out all the same)
  delay=MS, hang     wait before the head; for ever
  delay-body=MS      wait in the middle of the body
  stall              the same for ever
  reset=WHEN         reset the connection: before the operation is carried out, or
                     when it was: lost (no answer), during the body, after the answer
  truncate           end the connection in the middle of the body
  truncate-json      a whole message with half of the JSON
  oversize[=BYTES]   a JSON body of so many bytes, 11534336 by itself
  html, empty        a page (code=N: with this status); 200 without a body
  redirect           302 to /elsewhere
  duplicate-page     every page of a listing is the first
  revoke             take the request's token back
Keys of all: times=N (the first N), skip=N (go by first), every=N (each N-th)";

/// A little over the largest answer that a client should take: 11 MiB.
const OVERSIZE: u64 = 11 * 1024 * 1024;

/// What the brackets and the quotes of an oversize answer take.
pub(super) const LEAST_OVERSIZE: u64 = 4;

impl FromStr for Rule {
    type Err = String;

    fn from_str(text: &str) -> Result<Rule, String> {
        rule(Said::from_text(text)?)
    }
}

impl Rule {
    /// The rule that a JSON object says.
    pub(crate) fn from_json(json: &Value) -> Result<Rule, String> {
        rule(Said::from_json(json)?)
    }
}

fn rule(mut parts: Said) -> Result<Rule, String> {
    let said = parts.to_json();
    let method = method(&parts.method)?;
    if !parts.path.starts_with(['/', '*']) || parts.path.contains(['?', '#']) {
        return Err(format!("{} is no path: it begins with / or *, and has no query", parts.path));
    }
    let pace = Pace {
        times: parts.take("times").map(|text| at_least("times", &text, 1)).transpose()?,
        skip: parts.take("skip").map_or(Ok(0), |text| at_least("skip", &text, 0))?,
        every: parts.take("every").map_or(Ok(1), |text| at_least("every", &text, 1))?,
    };
    let fault = fault(&mut parts)?;
    match parts.left() {
        Some(key) => Err(format!("{} takes no {key}", parts.fault)),
        None => Ok(Rule { method, path: Pattern::new(&parts.path), fault, pace, said }),
    }
}

fn method(text: &str) -> Result<Option<Method>, String> {
    let known = METHODS.into_iter().find(|method| method.as_str() == text);
    match known {
        None if text == "*" => Ok(None),
        None => Err(format!("{text} is no method; there are GET, POST, PUT, PATCH, DELETE, HEAD and * for any")),
        some => Ok(some),
    }
}

fn fault(parts: &mut Said) -> Result<Fault, String> {
    let name = parts.fault.clone();
    let value = parts.value.take();
    let with = |what: &str| value.clone().ok_or_else(|| format!("{name} takes {what}, as in {name}=..."));
    let alone = |fault: Fault| match &value {
        Some(_) => Err(format!("{name} takes no value")),
        None => Ok(fault),
    };
    let millis = || Ok::<_, String>(Duration::from_millis(at_least(&name, &with("milliseconds")?, 0)?));
    match name.as_str() {
        "status" => answered(status("status", &with("a status")?)?, parts).map(Fault::Status),
        "delay" => millis().map(Fault::Delay),
        "delay-body" => millis().map(Fault::DelayBody),
        "stall" => alone(Fault::Stall),
        "hang" => alone(Fault::Hang),
        "reset" => match with("a moment")?.as_str() {
            "before" => Ok(Fault::Reset(When::Before)),
            "lost" => Ok(Fault::Reset(When::Lost)),
            "during" => Ok(Fault::Reset(When::During)),
            "after" => Ok(Fault::Reset(When::After)),
            other => Err(format!("reset is before, lost, during or after, and not {other}")),
        },
        "truncate" => alone(Fault::Truncate),
        "truncate-json" => alone(Fault::TruncateJson),
        "oversize" => {
            let bytes = value.map_or(Ok(OVERSIZE), |text| at_least("oversize", &text, LEAST_OVERSIZE));
            bytes.map(Fault::Oversize)
        }
        "html" => {
            let code = parts.take("code").map_or(Ok(StatusCode::OK), |text| status("code", &text))?;
            alone(Fault::Html(code))
        }
        "empty" => alone(Fault::Empty),
        "redirect" => alone(Fault::Redirect),
        "duplicate-page" => alone(Fault::DuplicatePage),
        "revoke" => alone(Fault::Revoke),
        _ => Err(format!(
            "{name} is no fault; there are status, delay, delay-body, stall, hang, reset, truncate, truncate-json, \
             oversize, html, empty, redirect, duplicate-page and revoke"
        )),
    }
}

fn answered(status: StatusCode, parts: &mut Said) -> Result<Answered, String> {
    Ok(Answered {
        status,
        body: parts.take("body"),
        retry_after: parts.take("retry-after").map(|text| retry_after(&text)).transpose()?,
        retry_after_ms: parts.take("retry-after-ms").map(|text| header("retry-after-ms", &text)).transpose()?,
        done: match parts.take("done").as_deref() {
            None | Some("false") => false,
            Some("true") => true,
            Some(other) => return Err(format!("done is true or false, and not {other}")),
        },
    })
}

fn retry_after(text: &str) -> Result<RetryAfter, String> {
    match text.strip_prefix("date+") {
        None => header("retry-after", text).map(RetryAfter::Verbatim),
        Some(seconds) => {
            let seconds = u32::try_from(at_least("date+SECONDS", seconds, 0)?);
            seconds.map(RetryAfter::Date).map_err(|_| "date+SECONDS has too many seconds".to_owned())
        }
    }
}

fn header(key: &str, text: &str) -> Result<HeaderValue, String> {
    HeaderValue::from_str(text).map_err(|_| format!("{key} has characters that no header can carry"))
}

fn status(key: &str, text: &str) -> Result<StatusCode, String> {
    let number = at_least(key, text, 200)?;
    let code = u16::try_from(number).ok().filter(|code| *code < 600).and_then(|code| StatusCode::from_u16(code).ok());
    code.ok_or_else(|| format!("{key} is a status from 200 to 599, and not {number}"))
}

fn at_least(key: impl Display, text: &str, least: u64) -> Result<u64, String> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(number) if digits && number >= least => Ok(number),
        _ => Err(format!("{key} is a whole number of at least {least}, and not {text:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(rule: &str) -> Result<Rule, String> {
        rule.parse()
    }

    #[test]
    fn every_fault_can_be_said() {
        for fault in [
            "status=503",
            "status=429 retry-after=1",
            "status=429 retry-after=date+5 retry-after-ms=7 done=true body=x",
            "delay=0",
            "delay-body=10",
            "stall",
            "hang",
            "reset=before",
            "reset=lost",
            "reset=during",
            "reset=after",
            "truncate",
            "truncate-json",
            "oversize",
            "oversize=4",
            "html",
            "html code=502",
            "empty",
            "redirect",
            "duplicate-page",
            "revoke",
        ] {
            for options in ["", " times=1", " every=2 skip=3 times=4"] {
                let rule = format!("GET /v2/* {fault}{options}");
                text(&rule).unwrap_or_else(|wrong| panic!("{rule}: {wrong}"));
            }
            let name = fault.split(['=', ' ']).next().unwrap();
            assert!(HELP.contains(name), "{name} is missing in the help");
        }
    }

    #[test]
    fn text_and_json_say_the_same() {
        let rule = text("GET /customer/* status=503 retry-after=1 times=2").unwrap();
        let json = json!({ "method": "GET", "path": "/customer/*", "fault": "status", "value": 503, "retryAfter": "1", "times": 2 });
        assert_eq!(Value::Object(rule.said), json);
        let again = Rule::from_json(&json).unwrap();
        assert_eq!(Value::Object(again.said), json);
        let Fault::Status(answered) = again.fault else { panic!("{:?}", again.fault) };
        assert_eq!((answered.status.as_u16(), answered.done, again.pace.times), (503, false, Some(2)));
        // Numbers as texts, and a body as the JSON that it is.
        let json = json!({ "method": "*", "path": "*", "fault": "status", "value": "500", "retryAfter": 1, "done": true, "body": { "a": 1 }, "skip": null });
        let Fault::Status(answered) = Rule::from_json(&json).unwrap().fault else { panic!("a status") };
        assert_eq!((answered.body.as_deref(), answered.done), (Some("{\"a\":1}"), true));
    }

    #[test]
    fn a_wrong_rule_is_told_by_what_is_wrong() {
        for (rule, named) in [
            ("", "three words"),
            ("GET /v2", "three words"),
            ("get /v2 hang", "get is no method"),
            ("OPTIONS /v2 hang", "OPTIONS is no method"),
            ("GET v2 hang", "v2 is no path"),
            ("GET /v2?a=b hang", "/v2?a=b is no path"),
            ("GET /v2 explode", "explode is no fault"),
            ("GET /v2 status", "status takes a status"),
            ("GET /v2 status=", "status is a whole number"),
            ("GET /v2 status=+503", "status is a whole number"),
            ("GET /v2 status=101", "at least 200"),
            ("GET /v2 status=600", "from 200 to 599"),
            ("GET /v2 status=65536", "from 200 to 599"),
            ("GET /v2 status=503 code=1", "status takes no code"),
            ("GET /v2 status=503 retry-after=date+x", "date+SECONDS"),
            ("GET /v2 status=503 retry-after=date+4294967296", "date+SECONDS"),
            ("GET /v2 status=503 retry-after=\u{1}", "no header can carry"),
            ("GET /v2 status=503 done=yes", "done is true or false"),
            ("GET /v2 delay", "delay takes milliseconds"),
            ("GET /v2 delay=-1", "delay is a whole number"),
            ("GET /v2 hang=1", "hang takes no value"),
            ("GET /v2 hang retry-after=1", "hang takes no retry-after"),
            ("GET /v2 reset", "reset takes a moment"),
            ("GET /v2 reset=never", "and not never"),
            ("GET /v2 oversize=3", "at least 4"),
            ("GET /v2 html=502", "html takes no value"),
            ("GET /v2 hang times", "times has no ="),
            ("GET /v2 hang times=0", "times is a whole number"),
            ("GET /v2 hang every=0", "every is a whole number"),
            ("GET /v2 hang times=1 times=2", "times is given twice"),
            ("GET /v2 hang tiems=1", "tiems is no key"),
            ("GET /v2 hang times=99999999999999999999", "times is a whole number"),
        ] {
            let wrong = text(rule).expect_err(rule);
            assert!(wrong.contains(named) && wrong.lines().count() == 1, "{rule}: {wrong}");
        }
        for (rule, named) in [
            (json!(1), "a JSON object"),
            (json!([]), "a JSON object"),
            (json!({}), "method is missing"),
            (json!({ "method": "GET", "path": "/" }), "fault is missing"),
            (json!({ "method": "GET", "path": "/", "fault": "status=503" }), "status=503 is no fault"),
            (json!({ "method": "GET", "path": "/", "fault": "hang", "retry-after": 1 }), "retry-after is no key"),
            (json!({ "method": "GET", "path": "/", "fault": "hang", "times": [1] }), "times has to be"),
            (json!({ "method": "GET", "path": "/", "fault": "hang", "times": 1.5 }), "times is a whole number"),
        ] {
            let wrong = Rule::from_json(&rule).expect_err(&rule.to_string());
            assert!(wrong.contains(named), "{rule}: {wrong}");
        }
    }
}
