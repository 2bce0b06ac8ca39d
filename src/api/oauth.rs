//! Tokens: the requests for them, and what their answers grant.

use super::answer::Answer;
use super::auth::{Anonymous, Auth};
use super::operation::{Operation, Risk, Sends};
use super::request::Request;
use super::service::Service;
use crate::http::{add_parameter, Method};
use crate::model::Secret;
use crate::rules::{Codes, TOKEN as TOKEN_RULE};
use crate::schema::{Kind, Value};

/// Gives a service token for credentials. They go in the body, where no log of addresses shows them.
pub static TOKEN: Operation = of_tokens(Method::Post, "/oauth/token");

/// Begins a session for a shopper who has not signed in.
pub static ANONYMOUS_LOGIN: Operation = of_tokens(Method::Get, "/customerlogin/auth/anonymous/login");

/// Gives such a session its next token.
pub static ANONYMOUS_REFRESH: Operation = of_tokens(Method::Get, "/customerlogin/auth/anonymous/refresh");

const fn of_tokens(method: Method, path_template: &'static str) -> Operation {
    Operation {
        name: "token",
        method,
        path_template,
        risk: Risk::Read,
        ids: &[],
        query: None,
        sends: Sends::Nothing,
        answer: Answer::Nothing,
    }
}

/// What a token endpoint, or a caller's function, gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The token.
    pub token: Secret,
    /// How long it lives, in milliseconds; `None` when that is not said.
    pub life_ms: Option<u64>,
    /// What its session goes on with, and for how many milliseconds.
    pub refresh: Option<(Secret, Option<u64>)>,
}

impl Granted {
    /// Reads the answer of a token endpoint; `None` when it grants no token that a header can carry.
    ///
    /// ```
    /// use commerce_customers::api::Granted;
    /// let answer = serde_json::json!({ "access_token": "t", "expires_in": 3599, "refresh_token": "" });
    /// let granted = Granted::read(&&answer).unwrap();
    /// assert_eq!((granted.token.expose(), granted.life_ms, granted.refresh), ("t", Some(3_599_000), None));
    /// ```
    pub fn read<V: Value>(body: &V) -> Option<Granted> {
        let refresh = body.text_at("refresh_token").filter(|token| !token.is_empty());
        Some(Granted {
            token: token(body.text_at("access_token")?)?,
            life_ms: life_ms(body, "expires_in"),
            refresh: refresh.map(|token| (token.into(), life_ms(body, "refresh_token_expires_in"))),
        })
    }

    /// Reads what a caller's function gives: a token, or `{ token, expiresInSeconds? }`.
    pub fn given<V: Value>(value: &V) -> Option<Granted> {
        if let Some(text) = value.to_text() {
            return Some(Granted { token: token(text)?, life_ms: None, refresh: None });
        }
        let told = value.at("expiresInSeconds").filter(|told| told.kind() != Ok(Kind::Null));
        let life_ms = life_ms(value, "expiresInSeconds");
        if told.is_some() && life_ms.is_none() {
            return None;
        }
        Some(Granted { token: token(value.text_at("token")?)?, life_ms, refresh: None })
    }
}

fn token(text: String) -> Option<Secret> {
    TOKEN_RULE.check(&text, Codes::Iso).is_none().then(|| text.into())
}

/// Seconds, as a number or in digits, in milliseconds.
fn life_ms<V: Value>(value: &V, name: &str) -> Option<u64> {
    let value = value.at(name)?;
    let digits = || value.to_text().and_then(|text| crate::rules::whole(&text));
    // Token lives are small.
    #[allow(clippy::cast_precision_loss)]
    let seconds = value.number().or_else(|| digits().map(|seconds| seconds as f64))?;
    // In range by `as`, which saturates.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (seconds >= 0.0).then_some((seconds * 1000.0) as u64)
}

impl Service {
    /// The request for a token; `None` where a token needs none.
    pub fn token_request(&self, auth: &Auth) -> Option<Request> {
        match auth {
            Auth::Token(_) | Auth::Asked => None,
            Auth::Client { id, secret, scope } => {
                let mut form = "grant_type=client_credentials".to_owned();
                add_parameter(&mut form, "client_id", id);
                add_parameter(&mut form, "client_secret", secret.expose());
                if let Some(scope) = scope {
                    add_parameter(&mut form, "scope", scope);
                }
                let mut request = self.token_call(&TOKEN, "");
                request.headers.push(("Content-Type".into(), "application/x-www-form-urlencoded".to_owned()));
                request.body = Some(form);
                Some(request)
            }
            Auth::Anonymous(anonymous) => {
                let mut query = self.session_query(anonymous);
                for (name, value) in &anonymous.parameters {
                    add_parameter(&mut query, name, value);
                }
                Some(self.token_call(&ANONYMOUS_LOGIN, &query))
            }
        }
    }

    /// The request that goes on with an anonymous session.
    pub fn refresh_request(&self, anonymous: &Anonymous, refresh_token: &Secret) -> Request {
        let mut query = self.session_query(anonymous);
        add_parameter(&mut query, "refresh_token", refresh_token.expose());
        self.token_call(&ANONYMOUS_REFRESH, &query)
    }

    fn session_query(&self, anonymous: &Anonymous) -> String {
        let mut query = String::new();
        add_parameter(&mut query, "tenant", &self.tenant);
        add_parameter(&mut query, "client_id", &anonymous.client_id);
        query
    }

    fn token_call(&self, operation: &'static Operation, query: &str) -> Request {
        Request {
            operation,
            url: [&self.base_url, operation.path_template, query].concat(),
            headers: vec![("Accept".into(), "application/json".to_owned())],
            body: None,
            asked: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Emporix;
    use super::*;
    use serde_json::json;

    fn acme() -> Service {
        Emporix::new("https://api.emporix.io/", "acme").expect("a tenant").into()
    }

    #[test]
    fn credentials_go_in_the_body() {
        let auth = Auth::Client { id: "a&b".to_owned(), secret: "s+ %=é".into(), scope: Some("x.y z".to_owned()) };
        let request = acme().token_request(&auth).expect("a request");
        assert_eq!(
            (request.operation.method, request.url.as_str()),
            (Method::Post, "https://api.emporix.io/oauth/token")
        );
        assert_eq!(
            request.body.as_deref(),
            Some("grant_type=client_credentials&client_id=a%26b&client_secret=s%2B%20%25%3D%C3%A9&scope=x.y%20z")
        );
        let kind = ("Content-Type".into(), "application/x-www-form-urlencoded".to_owned());
        assert!(request.headers.contains(&kind));
        let all = Auth::Client { id: "c".to_owned(), secret: "s".into(), scope: None };
        let body = acme().token_request(&all).and_then(|request| request.body);
        assert_eq!(body.as_deref(), Some("grant_type=client_credentials&client_id=c&client_secret=s"));
        assert!(acme().token_request(&Auth::Token("t".into())).is_none());
        assert!(acme().token_request(&Auth::Asked).is_none());
    }

    #[test]
    fn an_anonymous_session_begins_and_goes_on() {
        let anonymous = Anonymous { client_id: "shop".to_owned(), parameters: vec![("siteCode", "m&m".to_owned())] };
        let login = acme().token_request(&Auth::Anonymous(anonymous.clone())).expect("a request");
        let start = "https://api.emporix.io/customerlogin/auth/anonymous/";
        assert_eq!(login.url, [start, "login?tenant=acme&client_id=shop&siteCode=m%26m"].concat());
        let refresh = acme().refresh_request(&anonymous, &"r/1".into());
        assert_eq!(refresh.url, [start, "refresh?tenant=acme&client_id=shop&refresh_token=r%2F1"].concat());
        assert_eq!((refresh.operation.method, refresh.body), (Method::Get, None));
    }

    #[test]
    fn what_an_answer_grants() {
        let read = |body: serde_json::Value| {
            Granted::read(&&body).map(|granted| (granted.token.expose().to_owned(), granted.life_ms, granted.refresh))
        };
        let granted = |life_ms| Some(("t".to_owned(), life_ms, None));
        assert_eq!(read(json!({ "access_token": "t", "expires_in": 30 })), granted(Some(30_000)));
        assert_eq!(read(json!({ "access_token": "t", "expires_in": "30" })), granted(Some(30_000)));
        assert_eq!(read(json!({ "access_token": "t", "expires_in": 0.5 })), granted(Some(500)));
        for unknown in [json!(null), json!(-1), json!("soon"), json!({}), json!(true)] {
            assert_eq!(read(json!({ "access_token": "t", "expires_in": unknown })), granted(None));
        }
        let session = json!({ "access_token": "t", "refresh_token": "r", "refresh_token_expires_in": 60 });
        let refresh = Some(("r".into(), Some(60_000)));
        assert_eq!(read(session), Some(("t".to_owned(), None, refresh)));
        for none in [json!({}), json!([]), json!("t"), json!({ "access_token": "" }), json!({ "access_token": "a\nb" })]
        {
            assert_eq!(read(none.clone()), None, "{none}");
        }
    }

    #[test]
    fn what_a_function_gives() {
        let given = |value: serde_json::Value| {
            Granted::given(&&value).map(|granted| (granted.token.expose().to_owned(), granted.life_ms))
        };
        assert_eq!(given(json!("t")), Some(("t".to_owned(), None)));
        assert_eq!(given(json!({ "token": "t" })), Some(("t".to_owned(), None)));
        assert_eq!(given(json!({ "token": "t", "expiresInSeconds": null })), Some(("t".to_owned(), None)));
        assert_eq!(given(json!({ "token": "t", "expiresInSeconds": 1.5 })), Some(("t".to_owned(), Some(1_500))));
        for none in [
            json!(null),
            json!(""),
            json!("a\r\nb"),
            json!(7),
            json!({}),
            json!({ "token": 7 }),
            json!({ "token": "t", "expiresInSeconds": -1 }),
            json!({ "token": "t", "expiresInSeconds": {} }),
        ] {
            assert_eq!(given(none.clone()), None, "{none}");
        }
    }
}
