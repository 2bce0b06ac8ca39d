//! `GET /v2/customers`

use axum::extract::{RawQuery, State};
use axum::response::IntoResponse;
use axum::Json;
use serde_json::{json, Value};

use super::{query, Caller};
use crate::app::App;
use crate::auth::Access;
use crate::problem::Problem;
use crate::store::operators::{self as table, Condition};

pub(super) async fn list(
    Caller(access): Caller,
    State(app): State<App>,
    RawQuery(text): RawQuery,
) -> Result<impl IntoResponse, Problem> {
    let selection = query::read(text.as_deref().unwrap_or(""))?;
    if access == Access::Read {
        if let Some(name) = selection.conditions.iter().find_map(needs_permission) {
            return Err(Problem::forbidden_parameter(
                name,
                "this key has no permission to filter by it; owners and operators have.",
            ));
        }
    }
    let (limit, offset) = (selection.limit, selection.offset);
    let (count, customers) = app
        .store
        .run(move |connection| {
            let (count, documents) = table::list(connection, &selection)?;
            let customers: Result<Vec<Value>, _> = documents.iter().map(|text| serde_json::from_str(text)).collect();
            Ok((count, customers.map_err(Problem::internal)?))
        })
        .await?;
    Ok(Json(json!({ "data": customers, "count": count, "limit": limit, "offset": offset })))
}

/// The parameter behind a condition that owners and operators alone may use.
fn needs_permission(condition: &Condition) -> Option<&'static str> {
    match condition {
        Condition::Owner(_) => Some("ownerId"),
        Condition::DirectOwner(_) => Some("directOwnerId"),
        Condition::Cpo(_) => Some("cpoId"),
        _ => None,
    }
}
