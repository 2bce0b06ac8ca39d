//! Customers by the page: list and search, which differ in where `q` stands and in nothing else.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName};
use axum::response::{AppendHeaders, IntoResponse};
use axum::Json;
use serde_json::{Map, Value};

use super::customers::shown;
use super::expand::Expand;
use super::{paging, Caller};
use crate::app::{App, COUNT, TOTAL_COUNT};
use crate::body::JsonBody;
use crate::params::Params;
use crate::problem::{Detail, Problem};
use crate::query::{parse, parse_sort};
use crate::store::customers::{self as table, Selection};

/// `GET /customer/{tenant}/customers`
pub(super) async fn list(
    caller: Caller,
    State(app): State<App>,
    headers: HeaderMap,
    params: Params,
) -> Result<impl IntoResponse, Problem> {
    let [number, size, sort, expand, q] = params.take(["pageNumber", "pageSize", "sort", "expand", "q"])?;
    page(caller, &app, &headers, [number, size, sort, expand], q.as_deref()).await
}

/// `POST /customer/{tenant}/customers/search`
///
/// Of the body only `q` is read: like the service, it does not take paging, sorting and expanding from there.
pub(super) async fn search(
    caller: Caller,
    State(app): State<App>,
    headers: HeaderMap,
    params: Params,
    JsonBody(body): JsonBody,
) -> Result<impl IntoResponse, Problem> {
    let asked = params.take(["pageNumber", "pageSize", "sort", "expand"])?;
    let Value::Object(body) = body else { return Err(misshapen("", "an object is expected.")) };
    let q = match body.get("q") {
        None => None,
        Some(Value::String(q)) => Some(q.as_str()),
        Some(_) => return Err(misshapen("q", "a text is expected.")),
    };
    page(caller, &app, &headers, asked, q).await
}

fn misshapen(field: &str, message: &str) -> Problem {
    Problem::invalid("The request body breaks the rules for a search.", vec![Detail::new(field, "type", message)])
}

async fn page(
    caller: Caller,
    app: &App,
    headers: &HeaderMap,
    [number, size, sort, expand]: [Option<String>; 4],
    q: Option<&str>,
) -> Result<impl IntoResponse, Problem> {
    let page = paging::read(number.as_deref(), size.as_deref())?;
    let selection = Selection {
        filter: q.map(parse).transpose()?.unwrap_or_default(),
        sort: sort.as_deref().map(parse_sort).transpose()?.unwrap_or_default(),
        limit: page.limit,
        offset: page.offset,
    };
    let expand = Expand::read(expand.as_deref())?;
    let (total, customers) = app
        .store
        .run(move |connection| {
            let (total, documents) = table::list(connection, &caller.tenant, &selection)?;
            let customers: Vec<Map<String, Value>> =
                documents.iter().map(|document| shown(document, &expand)).collect::<Result<_, _>>()?;
            Ok((total, customers))
        })
        .await?;
    Ok((AppendHeaders(counts(headers, total)), Json(customers)))
}

/// `Count` always, `X-Total-Count` for those who ask for it.
fn counts(headers: &HeaderMap, total: i64) -> Vec<(HeaderName, String)> {
    let asked = headers.get(TOTAL_COUNT).is_some_and(|asked| asked.as_bytes().eq_ignore_ascii_case(b"true"));
    let names = [Some(COUNT), asked.then_some(TOTAL_COUNT)];
    names.into_iter().flatten().map(|name| (name, total.to_string())).collect()
}
