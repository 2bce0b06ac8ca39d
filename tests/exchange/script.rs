//! Plays a call: events and steps as short texts.

use commerce_customers::api::{
    customers, segments, Auth, Chunk, Emporix, ErrorCode, Failure, Given, Granted, Operation, Request,
};
use commerce_customers::exchange::{Access, Event, Exchange, Plan, Step, Verdict};
use commerce_customers::policy::Tick;
use commerce_customers::schema::Issue;
use serde_json::{json, Value};

/// A call, its tokens apart, and the clock.
pub struct Play {
    pub exchange: Exchange,
    pub now_ms: u64,
    pub random: f64,
    pub last: Option<Verdict>,
}

pub fn acme() -> Emporix {
    Emporix::new("https://api.emporix.io", "acme").expect("a tenant")
}

pub fn plan(options: Value) -> Plan {
    Plan::default().with(&&options, Vec::new())
}

pub fn client() -> Access {
    access(&Auth::Client { id: "id".to_owned(), secret: "hidden".into(), scope: None })
}

pub fn access(auth: &Auth) -> Access {
    Access::new(auth, &acme().into(), Access::LEASE_MS)
}

/// A request of each kind of operation.
pub fn request(kind: &str) -> Request {
    let (emporix, body) = (acme(), json!({ "lastName": "L" }));
    let made: Result<Request, Vec<Issue>> = match kind {
        "read" => customers::get(&emporix, "C-1", None::<&Value>),
        "search" => customers::search(&emporix, None::<&Value>),
        "put" => customers::upsert(&emporix, "C-1", &body, None),
        "delete" => customers::delete(&emporix, "C-1"),
        "create" => customers::create(&emporix, &body, None),
        "patch" => customers::patch(&emporix, "C-1", &body),
        "bulk" => {
            let items = [json!({ "customerId": "C-1" })];
            let mut chunk = Chunk::of(&segments::PUT_MANY, items.iter().map(|item| Given::Read(item.into())));
            segments::put_many(&emporix, "vip", &mut chunk)
        }
        other => panic!("no kind {other}"),
    };
    made.expect("a request")
}

impl Play {
    pub fn new(kind: &str, options: Value, access: &Access) -> Play {
        Play {
            exchange: Exchange::new(request(kind), plan(options), access),
            now_ms: 1_000_000,
            random: 0.5,
            last: None,
        }
    }

    /// Tells an event, after so many milliseconds, and says what to do as text.
    pub fn tell_after(&mut self, ms: u64, text: &str, access: &mut Access) -> String {
        self.now_ms += ms;
        let tick = Tick { now_ms: self.now_ms, random: self.random };
        let step = self.exchange.step(event(text), access, tick);
        match step {
            Step::Send(attempt) => {
                let Operation { name, method, path_template, .. } = attempt.request.operation;
                match &attempt.authorization {
                    Some(authorization) => {
                        let token = authorization.expose().strip_prefix("Bearer ").expect("a bearer token");
                        format!("send {token} {}", attempt.timeout_ms)
                    }
                    None => {
                        assert_eq!(*name, "token");
                        let end = path_template.rsplit('/').next().unwrap_or_default();
                        format!("{} {end} {}", method.as_str(), attempt.timeout_ms)
                    }
                }
            }
            Step::Read { most_bytes } => {
                assert_eq!(most_bytes, 10_485_760);
                "read".to_owned()
            }
            Step::Ask { reason, timeout_ms } => format!("ask {reason} {timeout_ms}"),
            Step::Wait { ms } => format!("wait {ms}"),
            Step::Done(verdict) => {
                self.last = Some(verdict);
                match verdict {
                    Verdict::Success { status } => format!("success {status}"),
                    Verdict::AlreadyGone { status } => format!("gone {status}"),
                    Verdict::Refused { status, code } => format!("{} {status}", code.as_str()),
                    Verdict::Failed(code) => code.as_str().to_owned(),
                }
            }
            other => panic!("no text for {other:?}"),
        }
    }

    pub fn tell(&mut self, text: &str, access: &mut Access) -> String {
        self.tell_after(0, text, access)
    }

    /// Tells events one after the other, separated by commas; a wait that is asked for is waited.
    pub fn run(&mut self, events: &str, access: &mut Access) -> String {
        let mut steps = Vec::new();
        for text in events.split(", ") {
            let wait = steps.last().and_then(|step: &String| step.strip_prefix("wait ")?.parse().ok());
            steps.push(self.tell_after(wait.filter(|_| text == "waited").unwrap_or(0), text, access));
        }
        steps.join(", ")
    }

    /// The error that the call ended with.
    pub fn failure(&self) -> Failure {
        match self.last {
            Some(Verdict::Refused { status, code }) => self.exchange.failure(code, Some(status)),
            Some(Verdict::Failed(code)) => self.exchange.failure(code, None),
            other => panic!("the call did not fail: {other:?}"),
        }
    }
}

/// `503`, `503+250` with 250 ms to wait; `granted TOKEN SECONDS`, `granted nothing`; the others by their names.
fn event(text: &str) -> Event {
    let number = |text: &str| text.parse::<u64>().expect("a number");
    let words: Vec<&str> = text.split(' ').collect();
    match words.as_slice() {
        ["start"] => Event::Start,
        ["read"] => Event::Read,
        ["large"] => Event::TooLarge,
        ["broken"] => Event::Broken,
        ["unusable"] => Event::Unusable,
        ["unsendable"] => Event::Unsendable,
        ["timeout"] => Event::TimedOut,
        ["waited"] => Event::Waited,
        ["abort"] => Event::Aborted,
        ["refused"] => Event::Refused(Default::default()),
        ["granted", "nothing"] => Event::Granted(None),
        ["granted", token, rest @ ..] => {
            let life = rest.first().map_or(Value::Null, |seconds| number(seconds).into());
            let body = json!({ "access_token": token, "expires_in": life,
                "refresh_token": rest.get(1), "refresh_token_expires_in": rest.get(2).map(|seconds| number(seconds)) });
            Event::Granted(Granted::read(&&body))
        }
        [status] => match status.split_once('+') {
            Some((status, ms)) => {
                Event::Answered { status: status.parse().expect("a status"), retry_after_ms: Some(number(ms)) }
            }
            None => Event::Answered { status: status.parse().expect(text), retry_after_ms: None },
        },
        _ => panic!("no event {text}"),
    }
}

/// The code of an error and what else it tells: `ambiguous`, `retryable`, the wait that is asked for.
pub fn told(failure: &Failure) -> (ErrorCode, u32, bool, bool, Option<u64>) {
    (failure.code, failure.attempts, failure.ambiguous(), failure.retryable(), failure.retry_after_ms)
}
