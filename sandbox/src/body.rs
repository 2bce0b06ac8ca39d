//! Request bodies: read whole before anything is answered, then taken as JSON by the operations that want it.

use axum::body::Body;
use axum::extract::{FromRequest, OptionalFromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt;
use serde_json::Value;

use crate::problem::Problem;

/// The services' documented limit.
const LIMIT: usize = 10 * 1024 * 1024;

/// So much is read and, over the limit, thrown away.
const DRAINED: usize = 5 * LIMIT;

/// The bytes of a body, or why there are none.
#[derive(Debug, Clone)]
enum Received {
    Whole(Vec<u8>),
    TooLarge,
    Broken,
}

/// A layer that reads the body, whoever will answer. A client that is answered while it still sends sees a broken
/// connection, and not the 401 or the 413.
pub(crate) async fn receive(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    parts.extensions.insert(read(body).await);
    next.run(Request::from_parts(parts, Body::empty())).await
}

async fn read(mut body: Body) -> Received {
    let mut bytes = Vec::new();
    let mut seen = 0_usize;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else { return Received::Broken };
        let Ok(data) = frame.into_data() else { continue };
        seen = seen.saturating_add(data.len());
        if seen <= LIMIT {
            bytes.extend_from_slice(&data);
        } else if seen > DRAINED {
            break;
        }
    }
    if seen > LIMIT {
        Received::TooLarge
    } else {
        Received::Whole(bytes)
    }
}

/// A body of the content type `application/json`, parsed.
#[derive(Debug)]
pub(crate) struct JsonBody(pub(crate) Value);

impl<S: Sync> FromRequest<S> for JsonBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<JsonBody, Problem> {
        parsed(request, &[JSON]).map(|(value, _)| JsonBody(value))
    }
}

/// A body that may be left out: none when there is not a byte of it, whatever its type.
impl<S: Sync> OptionalFromRequest<S> for JsonBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Option<JsonBody>, Problem> {
        match request.extensions().get() {
            Some(Received::Whole(bytes)) if bytes.is_empty() => Ok(None),
            _ => parsed(request, &[JSON]).map(|(value, _)| Some(JsonBody(value))),
        }
    }
}

/// A body that says a change, parsed: `application/json` or `application/merge-patch+json`.
#[derive(Debug)]
pub(crate) struct ChangeBody {
    pub(crate) value: Value,
    /// Whether it is a merge patch of RFC 7386.
    pub(crate) is_merge_patch: bool,
}

impl<S: Sync> FromRequest<S> for ChangeBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<ChangeBody, Problem> {
        let (value, media_type) = parsed(request, &[JSON, MERGE_PATCH])?;
        Ok(ChangeBody { value, is_merge_patch: media_type == MERGE_PATCH })
    }
}

/// A body of the content type `application/x-www-form-urlencoded`.
#[derive(Debug)]
pub(crate) struct FormBody(Vec<(String, String)>);

impl FormBody {
    /// The value of a parameter. One without a value is as good as left out, and none may come twice.
    pub(crate) fn only(&self, name: &str) -> Result<Option<&str>, Problem> {
        let mut values = self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        match (values.next(), values.next()) {
            (_, Some(_)) => Err(Problem::bad_request(format!("{name} is given more than once."))),
            (value, None) => Ok(value.filter(|value| !value.trim().is_empty())),
        }
    }
}

impl<S: Sync> FromRequest<S> for FormBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<FormBody, Problem> {
        let (bytes, _) = whole(request, &[FORM])?;
        Ok(FormBody(form_urlencoded::parse(&bytes).into_owned().collect()))
    }
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const MERGE_PATCH: &str = "application/merge-patch+json";

/// The body as JSON, and which of the media types that are `taken` it has.
fn parsed(request: Request, taken: &[&'static str]) -> Result<(Value, &'static str), Problem> {
    let (bytes, media_type) = whole(request, taken)?;
    if bytes.is_empty() {
        return Err(Problem::bad_request("The request body is empty; a JSON object is expected."));
    }
    // serde_json says the kind and the place of a syntax error and repeats none of the input.
    let value = serde_json::from_slice(&bytes);
    let value = value.map_err(|error| Problem::bad_request(format!("The request body is not JSON: {error}.")))?;
    Ok((value, media_type))
}

fn whole(mut request: Request, taken: &[&'static str]) -> Result<(Vec<u8>, &'static str), Problem> {
    let bytes = match request.extensions_mut().remove() {
        Some(Received::Whole(bytes)) => bytes,
        Some(Received::TooLarge) => return Err(Problem::too_large(LIMIT)),
        Some(Received::Broken) => return Err(Problem::bad_request("The request body ended early.")),
        None => return Err(Problem::internal("an operation takes a body and its service does not receive it")),
    };
    let media_type = media_type(request.headers());
    let Some(media_type) = taken.iter().find(|known| media_type.eq_ignore_ascii_case(known)) else {
        return Err(Problem::bad_request(format!("The Content-Type must be {}.", taken.join(" or "))));
    };
    Ok((bytes, media_type))
}

/// What the `Content-Type` names, without its parameters.
fn media_type(headers: &HeaderMap) -> &str {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    value.split(';').next().unwrap_or("").trim()
}
