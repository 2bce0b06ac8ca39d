//! The eight operations on a customer's addresses.

use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::Json;
use commerce_customers::model::{AddressCreate, AddressUpdate};
use commerce_customers::rules::PATH_ID;
use commerce_customers::schema::Codes;
use serde::Deserialize;
use serde_json::{json, Map, Value};

use super::customers::{existing, new_id, write};
use super::judged::{judged, judged_change, MergePatchRules};
use super::{address_book as book, Caller, Manager};
use crate::app::App;
use crate::body::{ChangeBody, JsonBody};
use crate::params::Params;
use crate::problem::{Detail, Problem};

/// No address is without a contact's name.
const RULES: MergePatchRules = MergePatchRules { refused: &[], kept: &["contactName"] };

#[derive(Deserialize, FromRequestParts)]
#[from_request(via(Path), rejection(Problem))]
pub(super) struct BookPath {
    #[serde(rename = "customerNumber")]
    number: String,
}

#[derive(Deserialize, FromRequestParts)]
#[from_request(via(Path), rejection(Problem))]
pub(super) struct AddressPath {
    #[serde(rename = "customerNumber")]
    number: String,
    #[serde(rename = "addressId")]
    id: String,
}

/// `GET …/addresses`
pub(super) async fn list(
    caller: Caller,
    State(app): State<App>,
    BookPath { number }: BookPath,
    params: Params,
) -> Result<Json<Vec<Value>>, Problem> {
    let [] = params.take([])?;
    let work = app.store.run(move |connection| Ok(book::all(&existing(connection, &caller.tenant, &number)?).to_vec()));
    Ok(Json(work.await?))
}

/// `GET …/addresses/{addressId}`
pub(super) async fn retrieve(
    caller: Caller,
    State(app): State<App>,
    AddressPath { number, id }: AddressPath,
    params: Params,
) -> Result<Json<Map<String, Value>>, Problem> {
    let [] = params.take([])?;
    let work = app.store.run(move |connection| {
        let customer = existing(connection, &caller.tenant, &number)?;
        book::find(&customer, &id).cloned()
    });
    Ok(Json(work.await?))
}

/// `POST …/addresses`
pub(super) async fn add(
    Manager(caller): Manager,
    State(app): State<App>,
    BookPath { number }: BookPath,
    params: Params,
    JsonBody(body): JsonBody,
) -> Result<impl IntoResponse, Problem> {
    let [] = params.take([])?;
    let body = judged(body, AddressCreate::RECORD, "an address")?;
    let id = match body.get("id").and_then(Value::as_str) {
        Some(id) if PATH_ID.check(id, Codes::Iso).is_some() => {
            let detail = Detail::new("id", "pattern", "an id that can stand in a path is expected.");
            return Err(Problem::invalid("The request body breaks the rules for an address.", vec![detail]));
        }
        Some(id) => id.to_owned(),
        None => new_id()?,
    };
    let answer = json!({ "id": id });
    changed(app, caller, number, move |customer, number| match book::holds(customer, &id) {
        true => Err(Problem::duplicate_address(&id, number)),
        false => {
            book::add(customer, body, &id);
            Ok(())
        }
    })
    .await?;
    Ok((StatusCode::CREATED, Json(answer)))
}

/// `PUT …/addresses/{addressId}`
pub(super) async fn upsert(
    Manager(caller): Manager,
    State(app): State<App>,
    AddressPath { number, id }: AddressPath,
    params: Params,
    body: ChangeBody,
) -> Result<Response, Problem> {
    let [] = params.take([])?;
    let body = judged_change(body, AddressUpdate::RECORD, "an address", RULES)?.into_whole();
    let answer = changed(app, caller, number, move |customer, _| {
        if book::holds(customer, &id) {
            book::replace(customer, &id, body)?;
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        if PATH_ID.check(&id, Codes::Iso).is_some() {
            return Err(Problem::segment("addressId", "an id that can stand in a path is expected."));
        }
        let body = complete(body)?;
        book::add(customer, body, &id);
        Ok((StatusCode::CREATED, Json(json!({ "id": id }))).into_response())
    });
    answer.await
}

/// A body that is about to become an address has to have what every address has.
fn complete(body: Map<String, Value>) -> Result<Map<String, Value>, Problem> {
    judged(Value::Object(body), AddressCreate::RECORD, "a new address")
}

/// `PATCH …/addresses/{addressId}`
pub(super) async fn change(
    Manager(caller): Manager,
    State(app): State<App>,
    AddressPath { number, id }: AddressPath,
    params: Params,
    body: ChangeBody,
) -> Result<StatusCode, Problem> {
    let [] = params.take([])?;
    let change = judged_change(body, AddressUpdate::RECORD, "a change of an address", RULES)?;
    changed(app, caller, number, move |customer, _| book::change(customer, &id, change.body, change.is_merge_patch))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE …/addresses/{addressId}`
pub(super) async fn remove(
    Manager(caller): Manager,
    State(app): State<App>,
    AddressPath { number, id }: AddressPath,
    params: Params,
) -> Result<StatusCode, Problem> {
    let [] = params.take([])?;
    changed(app, caller, number, move |customer, _| book::remove(customer, &id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST …/addresses/{addressId}/tags?tags=A,B`
pub(super) async fn add_tags(
    Manager(caller): Manager,
    State(app): State<App>,
    AddressPath { number, id }: AddressPath,
    params: Params,
) -> Result<StatusCode, Problem> {
    let tags = read_tags(params)?;
    changed(app, caller, number, move |customer, _| book::add_tags(customer, &id, &tags)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE …/addresses/{addressId}/tags?tags=A,B`
pub(super) async fn remove_tags(
    Manager(caller): Manager,
    State(app): State<App>,
    AddressPath { number, id }: AddressPath,
    params: Params,
) -> Result<StatusCode, Problem> {
    let tags = read_tags(params)?;
    changed(app, caller, number, move |customer, _| book::remove_tags(customer, &id, &tags)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The parameter, each tag once.
fn read_tags(params: Params) -> Result<Vec<String>, Problem> {
    let [tags] = params.take(["tags"])?;
    let tags = tags.ok_or_else(|| Problem::parameter("tags", "required", "tags joined by commas are expected."))?;
    let mut read: Vec<String> = Vec::new();
    for tag in tags.split(',') {
        if tag.is_empty() {
            return Err(Problem::parameter("tags", "min_length", "a tag is empty."));
        }
        if !read.iter().any(|other| other == tag) {
            read.push(tag.to_owned());
        }
    }
    Ok(read)
}

/// Changes the document of a customer who has to be there.
async fn changed<T, W>(app: App, caller: Caller, number: String, work: W) -> Result<T, Problem>
where
    T: Send + 'static,
    W: FnOnce(&mut Map<String, Value>, &str) -> Result<T, Problem> + Send + 'static,
{
    let written = app.store.write(move |connection| {
        let mut customer = existing(connection, &caller.tenant, &number)?;
        let done = work(&mut customer, &number)?;
        write(connection, caller.tenant, number, &customer)?;
        Ok(done)
    });
    written.await
}
