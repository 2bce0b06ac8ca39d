//! One customer: retrieve, create, upsert, patch, delete.

use std::time::SystemTime;

use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::Json;
use commerce_customers::model::{CustomerCreate, CustomerPatch, CustomerUpdate};
use commerce_customers::rules::CUSTOMER_ID;
use commerce_customers::schema::Codes;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{json, Map, Value};

use super::expand::Expand;
use super::judged::{judged, judged_change, MergePatchRules};
use super::{document, version, Caller, Manager};
use crate::app::App;
use crate::body::{ChangeBody, JsonBody};
use crate::params::{flag, Params};
use crate::problem::Problem;
use crate::store::customers::{self as table, Row, Taken};

/// `active` and `onHold` are not part of what a merge patch can say, and an e-mail address stays once it is there.
const RULES: MergePatchRules = MergePatchRules { refused: &["active", "onHold"], kept: &["contactEmail"] };

#[derive(Deserialize, FromRequestParts)]
#[from_request(via(Path), rejection(Problem))]
pub(super) struct CustomerPath {
    /// Absent in the path of the search, which is also that of a customer with this number.
    #[serde(rename = "customerNumber", default = "search")]
    number: String,
}

fn search() -> String {
    "search".to_owned()
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
    let [notify] = params.take(["sendPasswordResetNotifications"])?;
    read_notify(notify)?;
    let body = judged(body, CustomerCreate::RECORD, "a customer")?;
    let number = match body.get("id").and_then(Value::as_str) {
        Some(id) => id.to_owned(),
        None => new_id()?,
    };
    let document = document::from_create(body, &number, SystemTime::now());
    let row = row(caller.tenant, number, &document)?;
    let created = app.store.write(move |connection| {
        added(connection, &row, &document)?;
        Ok(json!({ "id": row.number }))
    });
    Ok((StatusCode::CREATED, Json(created.await?)))
}

/// `PUT /customer/{tenant}/customers/{customerNumber}`
pub(super) async fn upsert(
    Manager(caller): Manager,
    State(app): State<App>,
    CustomerPath { number }: CustomerPath,
    params: Params,
    body: ChangeBody,
) -> Result<Response, Problem> {
    let [notify] = params.take(["sendPasswordResetNotifications"])?;
    read_notify(notify)?;
    let body = judged_change(body, CustomerUpdate::RECORD, "a customer", RULES)?.into_whole();
    let answer = app.store.write(move |connection| match table::get(connection, &caller.tenant, &number)? {
        Some(stored) => {
            let stored = read(&stored)?;
            version::check(&stored, &body)?;
            write(connection, caller.tenant, number, &document::replaced(stored, body))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        None => {
            if CUSTOMER_ID.check(&number, Codes::Iso).is_some() {
                return Err(Problem::segment(
                    "customerNumber",
                    "a new one has to be 1 to 66 letters, digits, underscores and hyphens.",
                ));
            }
            let document = document::from_update(body, &number, SystemTime::now());
            added(connection, &row(caller.tenant, number.clone(), &document)?, &document)?;
            Ok((StatusCode::CREATED, Json(json!({ "id": number }))).into_response())
        }
    });
    answer.await
}

/// `PATCH /customer/{tenant}/customers/{customerNumber}`
pub(super) async fn change(
    Manager(caller): Manager,
    State(app): State<App>,
    CustomerPath { number }: CustomerPath,
    params: Params,
    body: ChangeBody,
) -> Result<StatusCode, Problem> {
    let [] = params.take([])?;
    let change = judged_change(body, CustomerPatch::RECORD, "a change of a customer", RULES)?;
    let changed = app.store.write(move |connection| {
        let stored = existing(connection, &caller.tenant, &number)?;
        version::check(&stored, &change.body)?;
        write(connection, caller.tenant, number, &document::patched(stored, change.body, change.is_merge_patch))
    });
    changed.await?;
    // The service describes no content, and neither is there any here.
    Ok(StatusCode::OK)
}

/// `DELETE /customer/{tenant}/customers/{customerNumber}`. A body is allowed and says nothing.
pub(super) async fn remove(
    Manager(caller): Manager,
    State(app): State<App>,
    CustomerPath { number }: CustomerPath,
    params: Params,
) -> Result<StatusCode, Problem> {
    let [] = params.take([])?;
    let removed = app.store.write(move |connection| match table::delete(connection, &caller.tenant, &number)? {
        true => Ok(StatusCode::ACCEPTED),
        false => Err(Problem::no_customer(&number)),
    });
    removed.await
}

/// The sandbox sends no mail, so the flag is read and has no effect.
fn read_notify(notify: Option<String>) -> Result<(), Problem> {
    notify.map(|text| flag("sendPasswordResetNotifications", &text)).transpose().map(drop)
}

/// The document of a customer who has to be there.
pub(super) fn existing(connection: &Connection, tenant: &str, number: &str) -> Result<Map<String, Value>, Problem> {
    table::get(connection, tenant, number)?.map_or_else(|| Err(Problem::no_customer(number)), |stored| read(&stored))
}

/// Stores a changed document in the place of the one before.
pub(super) fn write(
    connection: &Connection,
    tenant: String,
    number: String,
    document: &Map<String, Value>,
) -> Result<(), Problem> {
    let row = row(tenant, number, document)?;
    table::update(connection, &row)?.map_err(|taken| refused(taken, &row, document))
}

fn added(connection: &Connection, row: &Row, document: &Map<String, Value>) -> Result<(), Problem> {
    table::insert(connection, row)?.map_err(|taken| refused(taken, row, document))
}

fn refused(taken: Taken, row: &Row, document: &Map<String, Value>) -> Problem {
    match taken {
        Taken::Email => {
            let email = document.get("contactEmail").and_then(Value::as_str).unwrap_or_default();
            Problem::duplicate(email, &row.tenant)
        }
        Taken::Number => Problem::duplicate(&row.number, &row.tenant),
        Taken::Deleted => Problem::deleted_before(&row.number, &row.tenant),
    }
}

fn row(tenant: String, number: String, document: &Map<String, Value>) -> Result<Row, Problem> {
    let email = document.get("contactEmail").and_then(Value::as_str).map(document::account);
    Ok(Row { tenant, number, email, document: serde_json::to_string(document).map_err(Problem::internal)? })
}

/// An id as the service makes them: lowercase letters and digits.
pub(super) fn new_id() -> Result<String, Problem> {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut random = [0; 12];
    getrandom::fill(&mut random).map_err(Problem::internal)?;
    Ok(random.iter().filter_map(|byte| LETTERS.get(usize::from(byte % 32))).map(|letter| char::from(*letter)).collect())
}

fn read(document: &str) -> Result<Map<String, Value>, Problem> {
    serde_json::from_str(document).map_err(Problem::internal)
}

/// A stored document as it is answered.
pub(super) fn shown(document: &str, expand: &Expand) -> Result<Map<String, Value>, Problem> {
    let mut customer = read(document)?;
    expand.apply(&mut customer);
    Ok(customer)
}
