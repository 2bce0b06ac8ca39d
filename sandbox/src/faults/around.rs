//! Around all services: what is counted, whether a fault strikes, and what it does to the request's address and the answer's bytes.

use axum::extract::{ConnectInfo, Request, State};
use axum::http::uri::PathAndQuery;
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::Response;

use super::fault::{Fault, When};
use super::halved::{cut, halved, in_one_piece, Then};
use super::instead::Struck;
use crate::app::App;
use crate::auth::bearer;
use crate::tally::{InFlight, Watched};
use crate::wire::{Break, Connection};

/// A layer around the services. The question of a browser whether it may ask is left alone.
pub(crate) async fn around(
    State(app): State<App>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    mut request: Request,
    next: Next,
) -> Response {
    if request.method() == Method::OPTIONS {
        return next.run(request).await;
    }
    let (mut in_flight, operation) = app.tally.as_ref().map(|tally| tally.received(&request)).unzip();
    if let Some(operation) = operation {
        request.extensions_mut().insert(operation);
    }
    let response = match app.faults.strike(request.method(), request.uri().path()) {
        Some(fault) => spoilt(&app, fault, connection, &mut in_flight, request, next).await,
        None => next.run(request).await,
    };
    match in_flight {
        Some(in_flight) => Watched::response(response, in_flight),
        None => response,
    }
}

/// The answer to a request that a fault struck. Who breaks the connection off takes the request out of flight first.
async fn spoilt(
    app: &App,
    fault: Fault,
    connection: Connection,
    in_flight: &mut Option<InFlight>,
    mut request: Request,
    next: Next,
) -> Response {
    match &fault {
        Fault::DuplicatePage => first_page(request.uri_mut()),
        Fault::Revoke => {
            if let Some(token) = bearer(request.headers()) {
                app.tokens.revoke(token);
            }
        }
        _ => {}
    }
    request.extensions_mut().insert(Struck { fault: fault.clone(), connection: connection.clone() });
    let response = next.run(request).await;
    match fault {
        Fault::DelayBody(wait) => halved(response, Then::Rest(wait)).await,
        Fault::Stall => halved(response, Then::Nothing).await,
        Fault::Reset(When::During) => {
            halved(response, Then::Break(connection, Break::ResetOnceFlushed, in_flight.take())).await
        }
        Fault::Truncate => halved(response, Then::Break(connection, Break::CloseOnceFlushed, in_flight.take())).await,
        Fault::Reset(When::After) => {
            let response = in_one_piece(response).await;
            // Nothing is flushed between here and the writing of the answer.
            connection.break_off(Break::ResetOnceFlushed);
            response
        }
        Fault::TruncateJson => cut(response).await,
        _ => response,
    }
}

/// Rewrites the number of the page, or the offset, where there is one.
fn first_page(uri: &mut Uri) {
    let Some(query) = uri.query() else { return };
    let mut first = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = match &*name {
            "pageNumber" => "1",
            "offset" => "0",
            _ => &*value,
        };
        first.append_pair(&name, value);
    }
    let rewritten = format!("{}?{}", uri.path(), first.finish());
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = PathAndQuery::try_from(rewritten).ok();
    // The same address with another query is an address.
    if let Ok(rewritten) = Uri::from_parts(parts) {
        *uri = rewritten;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_is_asked_for() {
        for (asked, expected) in [
            ("/a", "/a"),
            ("/a?pageSize=3", "/a?pageSize=3"),
            ("/a?pageNumber=7&pageSize=3&q=a%20b", "/a?pageNumber=1&pageSize=3&q=a+b"),
            ("/v2/customers?limit=2&offset=40", "/v2/customers?limit=2&offset=0"),
        ] {
            let mut uri: Uri = asked.parse().unwrap();
            first_page(&mut uri);
            assert_eq!(uri.to_string(), expected);
        }
    }
}
