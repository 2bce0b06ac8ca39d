//! How a caller is authorized: what the options say, and whether it is safe where the code runs.

use crate::model::Secret;
use crate::schema::{Conflict, Fault, Issue, Kind, Path, Segment, Value};
use std::borrow::Cow;

/// How the calls of a client are authorized.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Auth {
    /// A token or a key, sent as it is.
    Token(Secret),
    /// A function of the caller's, asked for tokens. It is the shell that has it.
    Asked,
    /// Service tokens for credentials.
    Client {
        /// The credentials' public part.
        id: String,
        /// The credentials' secret part.
        secret: Secret,
        /// What the token may do, separated by spaces; everything that the credentials allow when it is absent.
        scope: Option<String>,
    },
    /// Tokens for a shopper who has not signed in.
    Anonymous(Anonymous),
}

/// What an anonymous session is begun with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anonymous {
    /// The storefront's id; no secret.
    pub client_id: String,
    /// The other parameters of the login, with their names there.
    pub parameters: Vec<(&'static str, String)>,
}

/// The parameters of an anonymous login beside tenant and client id.
static PARAMETERS: [&str; 4] = ["siteCode", "currency", "language", "targetLocation"];

impl Auth {
    /// What checked options of Emporix ask for, by [`EMPORIX_OPTIONS`](crate::model::EMPORIX_OPTIONS).
    ///
    /// # Errors
    /// An issue for no way to authorize, for more than one, and for a half of one.
    ///
    /// ```
    /// use commerce_customers::api::Auth;
    /// let auth = |options: serde_json::Value| Auth::read(&&options).map_err(|issues| issues[0].path.to_string());
    /// assert_eq!(auth(serde_json::json!({ "auth": { "token": "t" } })), Ok(Auth::Token("t".into())));
    /// assert_eq!(auth(serde_json::json!({ "auth": { "clientId": "c" } })), Err("auth.clientSecret".to_owned()));
    /// ```
    pub fn read<V: Value>(options: &V) -> Result<Auth, Vec<Issue>> {
        let refuse = |name: Option<&'static str>, fault| {
            let path = ["auth"].into_iter().chain(name).map(|name| Segment::Name(Cow::Borrowed(name)));
            vec![Issue::new(Path(path.collect()), fault)]
        };
        let Some(auth) = options.at("auth") else { return Err(refuse(None, Fault::Required)) };
        let text = |name| auth.text_at(name);
        let (token, id, secret) = (text("token"), text("clientId"), text("clientSecret"));
        match (token, auth.at("getToken").is_some(), (id, secret), auth.at("anonymous")) {
            (Some(token), false, (None, None), None) => Ok(Auth::Token(token.into())),
            (None, true, (None, None), None) => Ok(Auth::Asked),
            (None, false, (Some(id), Some(secret)), None) => {
                Ok(Auth::Client { id, secret: secret.into(), scope: text("scope") })
            }
            (None, false, (None, None), Some(anonymous)) => {
                let parameters = PARAMETERS.iter().filter_map(|name| Some((*name, anonymous.text_at(name)?)));
                let client_id = anonymous.text_at("clientId").unwrap_or_default();
                Ok(Auth::Anonymous(Anonymous { client_id, parameters: parameters.collect() }))
            }
            (None, false, (None, None), None) => Err(refuse(Some("token"), Fault::Required)),
            (None, false, (None, Some(_)), None) => Err(refuse(Some("clientId"), Fault::Required)),
            (None, false, (Some(_), None), None) => Err(refuse(Some("clientSecret"), Fault::Required)),
            _ => Err(refuse(None, Fault::Conflict(Conflict::Auth))),
        }
    }

    /// What checked options of Spirii ask for, by [`SPIRII_OPTIONS`](crate::model::SPIRII_OPTIONS).
    pub fn read_key<V: Value>(options: &V) -> Auth {
        match options.at("apiKey") {
            Some(key) if key.kind() == Ok(Kind::Function) => Auth::Asked,
            key => Auth::Token(key.and_then(|key| key.to_text()).unwrap_or_default().into()),
        }
    }

    /// Whether it is a secret that everybody who opens a page could read there. A key of Spirii always is.
    pub fn is_secret(&self) -> bool {
        matches!(self, Auth::Client { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{json, Value as Json};

    fn read(auth: Json) -> Result<Auth, Vec<(String, &'static str)>> {
        let options = json!({ "auth": auth });
        Auth::read(&&options)
            .map_err(|issues| issues.iter().map(|issue| (issue.path.to_string(), issue.code().as_str())).collect())
    }

    #[test]
    fn each_way_to_authorize() {
        assert_eq!(read(json!({ "token": "t" })), Ok(Auth::Token("t".into())));
        let client = |scope: Option<&str>| Auth::Client {
            id: "c".to_owned(),
            secret: "s".into(),
            scope: scope.map(str::to_owned),
        };
        assert_eq!(read(json!({ "clientId": "c", "clientSecret": "s" })), Ok(client(None)));
        assert_eq!(read(json!({ "clientId": "c", "clientSecret": "s", "scope": "a b" })), Ok(client(Some("a b"))));
        let anonymous = json!({ "anonymous": { "clientId": "c", "currency": "EUR", "siteCode": "main" } });
        let parameters = vec![("siteCode", "main".to_owned()), ("currency", "EUR".to_owned())];
        assert_eq!(read(anonymous), Ok(Auth::Anonymous(Anonymous { client_id: "c".to_owned(), parameters })));
    }

    #[test]
    fn none_half_and_two_of_them() {
        let one = |path: &str, code| Err(vec![(path.to_owned(), code)]);
        assert_eq!(read(json!({})), one("auth.token", "required"));
        assert_eq!(read(json!({ "clientId": "c" })), one("auth.clientSecret", "required"));
        assert_eq!(read(json!({ "clientSecret": "s" })), one("auth.clientId", "required"));
        assert_eq!(read(json!({ "token": "t", "clientId": "c" })), one("auth", "conflict"));
        assert_eq!(read(json!({ "token": "t", "anonymous": { "clientId": "c" } })), one("auth", "conflict"));
    }
}
