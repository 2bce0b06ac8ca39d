//! Assignments: list, search, and one of them retrieved, put and removed, for a shopper or for a legal entity.

use std::time::SystemTime;

use axum::extract::{FromRequestParts, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::Json;
use commerce_customers::model::AssignmentUpsert;
use commerce_customers::schema::{check, Codes, Issue, Locale};
use serde::Deserialize;
use serde_json::{json, Map, Value};

use super::document::{self, Change, Put};
use super::error::Refusal;
use super::fields::Fields;
use super::Manager;
use crate::app::{App, TOTAL_COUNT};
use crate::body::JsonBody;
use crate::emporix::Caller;
use crate::params::{flag, positive, Params};
use crate::problem::{Detail, Problem};
use crate::query::{parse, parse_sort};
use crate::store::assignments::{self as table, Assignee, Segment, Selection};

/// The size of a page when none is asked for: the one of the customer service, since none is documented.
const DEFAULT_SIZE: u64 = 60;

#[derive(Deserialize, FromRequestParts)]
#[from_request(via(Path), rejection(Problem))]
pub(super) struct SegmentPath {
    #[serde(rename = "segmentId")]
    segment: String,
}

impl SegmentPath {
    pub(super) fn of(self, tenant: String) -> Segment {
        Segment { tenant, id: self.segment }
    }
}

#[derive(Deserialize, FromRequestParts)]
#[from_request(via(Path), rejection(Problem))]
pub(super) struct AssignmentPath {
    #[serde(rename = "segmentId")]
    segment: String,
    /// Absent in the path of the search alone, where it is the word itself.
    #[serde(rename = "customerId", default = "search_itself")]
    customer: String,
    #[serde(rename = "legalEntityId")]
    legal_entity: Option<String>,
}

fn search_itself() -> String {
    "search".to_owned()
}

impl AssignmentPath {
    fn of(self, tenant: String) -> (Segment, Assignee) {
        let assignee = Assignee { customer: self.customer, legal_entity: self.legal_entity };
        (Segment { tenant, id: self.segment }, assignee)
    }
}

/// `GET /customer-segment/{tenant}/segments/{segmentId}/customers`
pub(super) async fn list(
    caller: Caller,
    State(app): State<App>,
    path: SegmentPath,
    params: Params,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let [number, size, sort, fields, q] = params.take(["pageNumber", "pageSize", "sort", "fields", "q"])?;
    answer(&app, path.of(caller.tenant), [number, size, sort, fields], q, &headers).await
}

/// `POST /customer-segment/{tenant}/segments/{segmentId}/customers/search`
pub(super) async fn search(
    caller: Caller,
    State(app): State<App>,
    path: SegmentPath,
    params: Params,
    headers: HeaderMap,
    JsonBody(body): JsonBody,
) -> Result<impl IntoResponse, Problem> {
    let paging = params.take(["pageNumber", "pageSize", "sort", "fields"])?;
    let refused = |field: &str, message: &str| {
        let details = vec![Detail::new(field, "type", message)];
        Problem::invalid("Validation problem with request body.", details)
    };
    let Value::Object(mut body) = body else { return Err(refused("", "an object is expected.")) };
    let q = match body.remove("q") {
        None | Some(Value::Null) => None,
        Some(Value::String(q)) => Some(q),
        Some(_) => return Err(refused("q", "text is expected.")),
    };
    answer(&app, path.of(caller.tenant), paging, q, &headers).await
}

/// The part of the segment's assignments that was asked for, and on demand how many there are in all.
async fn answer(
    app: &App,
    segment: Segment,
    [number, size, sort, fields]: [Option<String>; 4],
    q: Option<String>,
    headers: &HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let counted = match headers.get(TOTAL_COUNT) {
        None => false,
        Some(value) => flag(TOTAL_COUNT.as_str(), value.to_str().unwrap_or("").trim())?,
    };
    let number = number.map_or(Ok(1), |text| positive("pageNumber", &text))?;
    let size = size.map_or(Ok(DEFAULT_SIZE), |text| positive("pageSize", &text))?;
    let offset = number.saturating_sub(1).saturating_mul(size);
    let selection = Selection {
        filter: q.as_deref().map(parse).transpose()?.unwrap_or_default(),
        sort: sort.as_deref().map(parse_sort).transpose()?.unwrap_or_default(),
        // SQLite counts up to there; no listing is as long.
        limit: i64::try_from(size).unwrap_or(i64::MAX),
        offset: i64::try_from(offset).unwrap_or(i64::MAX),
    };
    let fields = Fields::read(fields.as_deref())?;
    let (total, assignments) = app
        .store
        .run(move |connection| {
            // One transaction, so that the total is that of the listing.
            let transaction = connection.transaction()?;
            let total = counted.then(|| table::count(&transaction, &segment, &selection.filter)).transpose()?;
            let documents = table::list(&transaction, &segment, &selection)?;
            let shown: Vec<_> =
                documents.iter().map(|document| shown(document, &fields)).collect::<Result<_, Problem>>()?;
            Ok((total, shown))
        })
        .await?;
    let mut headers = HeaderMap::new();
    if let Some(total) = total {
        headers.insert(TOTAL_COUNT, total.into());
    }
    Ok((headers, Json(assignments)))
}

/// `GET …/customers/{customerId}` and `…/customers/{customerId}/{legalEntityId}`
pub(super) async fn retrieve(
    caller: Caller,
    State(app): State<App>,
    path: AssignmentPath,
    params: Params,
) -> Result<impl IntoResponse, Refusal> {
    let [fields] = params.take(["fields"])?;
    let fields = Fields::read(fields.as_deref())?;
    let (segment, assignee) = path.of(caller.tenant);
    let id = assignee.customer.clone();
    let found = app.store.run(move |connection| {
        let document = table::get(connection, &segment, &assignee)?;
        document.map(|document| shown(&document, &fields)).transpose()
    });
    found.await?.map(Json).ok_or(Refusal::NotFound(id))
}

/// `PUT …/customers/{customerId}` and `…/customers/{customerId}/{legalEntityId}`
pub(super) async fn put(
    Manager(caller): Manager,
    State(app): State<App>,
    path: AssignmentPath,
    params: Params,
    body: Option<JsonBody>,
) -> Result<impl IntoResponse, Refusal> {
    let [] = params.take([])?;
    let (segment, assignee) = path.of(caller.tenant);
    // The body may be left out; it has nothing that is required.
    let body = body.map_or_else(|| json!({}), |JsonBody(body)| body);
    let issues = check(&body, AssignmentUpsert::RECORD, Codes::Iso);
    if !issues.is_empty() {
        return Err(Refusal::Problem(Problem::invalid(broken(&issues), issues.iter().map(detail).collect())));
    }
    let id = assignee.customer.clone();
    let outcome = app
        .store
        .write(move |connection| document::put(connection, &segment, &assignee, Change(&body), SystemTime::now()));
    match outcome.await? {
        Put::Created => Ok(StatusCode::CREATED),
        Put::Updated => Ok(StatusCode::NO_CONTENT),
        Put::Stale => Err(Refusal::Stale(id)),
    }
}

/// `DELETE …/customers/{customerId}` and `…/customers/{customerId}/{legalEntityId}`
///
/// What is not there is removed as well: no 404 is documented.
pub(super) async fn remove(
    Manager(caller): Manager,
    State(app): State<App>,
    path: AssignmentPath,
    params: Params,
) -> Result<impl IntoResponse, Problem> {
    let [] = params.take([])?;
    let (segment, assignee) = path.of(caller.tenant);
    app.store.write(move |connection| Ok(table::remove(connection, &segment, &assignee)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The sentence for a body, or an item of one, that breaks rules; every issue is in it.
pub(super) fn broken(issues: &[Issue]) -> String {
    let each: Vec<String> =
        issues.iter().map(|issue| format!("{}: {}", issue.path, issue.message(Locale::En))).collect();
    format!("Validation problem with request body. {}", each.join(" "))
}

fn detail(issue: &Issue) -> Detail {
    Detail::new(issue.path.to_string(), issue.code().as_str(), issue.message(Locale::En))
}

/// A document as it is answered.
fn shown(document: &str, fields: &Fields) -> Result<Map<String, Value>, Problem> {
    Ok(fields.of(serde_json::from_str(document).map_err(Problem::internal)?))
}
