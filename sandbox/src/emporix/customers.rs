//! Customers: list, retrieve, create.

use std::time::SystemTime;

use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::Json;
use commerce_customers::model::CustomerCreate;
use commerce_customers::schema::{check, Codes, Issue, Locale};
use serde::Deserialize;
use serde_json::{json, Map, Value};

use super::expand::Expand;
use super::{document, filter, paging, sort, Caller, Manager};
use crate::app::{App, COUNT};
use crate::body::JsonBody;
use crate::params::{flag, Params};
use crate::problem::{Detail, Problem};
use crate::store::customers::{self as table, Row, Selection, Taken};

/// `GET /customer/{tenant}/customers`
pub(super) async fn list(caller: Caller, State(app): State<App>, params: Params) -> Result<impl IntoResponse, Problem> {
    let [number, size, order, q, expand] = params.take(["pageNumber", "pageSize", "sort", "q", "expand"])?;
    let page = paging::read(number.as_deref(), size.as_deref())?;
    let selection = Selection {
        filter: q.as_deref().map(filter::read).transpose()?.unwrap_or_default(),
        order: order.as_deref().map(sort::read).transpose()?.unwrap_or_default(),
        limit: page.limit,
        offset: page.offset,
    };
    let expand = Expand::read(expand.as_deref())?;
    let (total, customers) = app
        .store
        .run(move |connection| {
            let (total, documents) = table::list(connection, &caller.tenant, &selection)?;
            let customers = documents.iter().map(|document| shown(document, &expand)).collect::<Result<Vec<_>, _>>()?;
            Ok((total, customers))
        })
        .await?;
    Ok(([(COUNT, total.to_string())], Json(customers)))
}

#[derive(Deserialize, FromRequestParts)]
#[from_request(via(Path), rejection(Problem))]
pub(super) struct CustomerPath {
    #[serde(rename = "customerNumber")]
    number: String,
}

/// `GET /customer/{tenant}/customers/{customerNumber}`
pub(super) async fn retrieve(
    caller: Caller,
    State(app): State<App>,
    CustomerPath { number }: CustomerPath,
    params: Params,
) -> Result<impl IntoResponse, Problem> {
    let [expand] = params.take(["expand"])?;
    let expand = Expand::read(expand.as_deref())?;
    let customer = app.store.run(move |connection| match table::get(connection, &caller.tenant, &number)? {
        Some(document) => shown(&document, &expand),
        None => Err(Problem::no_customer(&number)),
    });
    Ok(Json(customer.await?))
}

/// `POST /customer/{tenant}/customers`
pub(super) async fn create(
    Manager(caller): Manager,
    State(app): State<App>,
    params: Params,
    JsonBody(body): JsonBody,
) -> Result<impl IntoResponse, Problem> {
    // The sandbox sends no mail, so the flag is read and has no effect.
    let [notify] = params.take(["sendPasswordResetNotifications"])?;
    notify.map(|text| flag("sendPasswordResetNotifications", &text)).transpose()?;

    let body = checked(body)?;
    let number = match body.get("id").and_then(Value::as_str) {
        Some(id) => id.to_owned(),
        None => new_number()?,
    };
    let email = body.get("contactEmail").and_then(Value::as_str).map(str::to_owned);
    let document = document::from_create(body, &number, SystemTime::now());
    let row = Row {
        tenant: caller.tenant,
        number,
        email: email.as_deref().map(document::account),
        document: serde_json::to_string(&document).map_err(Problem::internal)?,
    };
    let created = app.store.run(move |connection| match table::insert(connection, &row)? {
        Ok(()) => Ok(json!({ "id": row.number })),
        Err(Taken::Email) => Err(Problem::duplicate(email.as_deref().unwrap_or_default(), &row.tenant)),
        Err(Taken::Number) => Err(Problem::duplicate(&row.number, &row.tenant)),
    });
    Ok((StatusCode::CREATED, Json(created.await?)))
}

/// The body as an object that breaks no rule, or every issue it has.
fn checked(body: Value) -> Result<Map<String, Value>, Problem> {
    let issues = check(&body, CustomerCreate::RECORD, Codes::Iso);
    match body {
        Value::Object(body) if issues.is_empty() => Ok(body),
        _ => {
            let detail =
                |issue: &Issue| Detail::new(issue.path.to_string(), issue.code().as_str(), issue.message(Locale::En));
            Err(Problem::invalid(
                "The request body breaks the rules for a customer.",
                issues.iter().map(detail).collect(),
            ))
        }
    }
}

/// An id as the service makes them: lowercase letters and digits.
fn new_number() -> Result<String, Problem> {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut random = [0; 12];
    getrandom::fill(&mut random).map_err(Problem::internal)?;
    Ok(random.iter().filter_map(|byte| LETTERS.get(usize::from(byte % 32))).map(|letter| char::from(*letter)).collect())
}

/// A stored document as it is answered.
fn shown(document: &str, expand: &Expand) -> Result<Map<String, Value>, Problem> {
    let mut customer = serde_json::from_str(document).map_err(Problem::internal)?;
    expand.apply(&mut customer);
    Ok(customer)
}
