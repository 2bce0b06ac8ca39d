//! Answers of which half is sent, and then something else happens.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{ready, Context, Poll};
use std::time::Duration;

use axum::body::{to_bytes, Body, Bytes, HttpBody};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use tokio::time::Sleep;

use crate::problem::Problem;
use crate::tally::InFlight;
use crate::wire::{Break, Connection};

/// What happens when the first half is sent.
#[derive(Debug)]
pub(super) enum Then {
    /// A wait, then the rest.
    Rest(Duration),
    /// Nothing, until the client leaves.
    Nothing,
    /// The connection ends, and with it the request.
    Break(Connection, Break, Option<InFlight>),
}

/// The answer, with its head saying that the whole body will come.
///
/// An answer without a body has an end that can be held back all the same, unless its status forbids a body: then the
/// head is the whole answer, and a connection that is to end ends behind it.
pub(super) async fn halved(response: Response, then: Then) -> Response {
    let (mut parts, body) = match whole(response).await {
        Ok(whole) => whole,
        Err(response) => return response,
    };
    match (body.len(), parts.status) {
        (0, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED) => {
            if let Then::Break(connection, how, _) = then {
                connection.break_off(how);
            }
            return Response::from_parts(parts, Body::empty());
        }
        // In chunks, the last of which does not come.
        (0, _) => drop(parts.headers.remove(CONTENT_LENGTH)),
        (length, _) => drop(parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(length))),
    }
    Response::from_parts(parts, Body::new(Halved::new(body, then)))
}

/// The answer with the first half of its body as the whole.
pub(super) async fn cut(response: Response) -> Response {
    match whole(response).await {
        Ok((mut parts, body)) => {
            parts.headers.remove(CONTENT_LENGTH);
            let half = body.slice(..body.len() / 2);
            Response::from_parts(parts, Body::from(half))
        }
        Err(response) => response,
    }
}

/// The answer unchanged, but in one piece: with its head its body is written, and then the connection flushed.
pub(super) async fn in_one_piece(response: Response) -> Response {
    match whole(response).await {
        Ok((parts, body)) => Response::from_parts(parts, Body::from(body)),
        Err(response) => response,
    }
}

async fn whole(response: Response) -> Result<(axum::http::response::Parts, Bytes), Response> {
    let (parts, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(body) => Ok((parts, body)),
        Err(error) => Err(Problem::internal(error).into_response()),
    }
}

/// The first half, and what is left to do.
#[derive(Debug)]
struct Halved {
    first: Option<Bytes>,
    rest: Option<Bytes>,
    then: Then,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Halved {
    fn new(body: Bytes, then: Then) -> Halved {
        let mut first = body;
        let rest = first.split_off(first.len() / 2);
        Halved { first: Some(first), rest: Some(rest), then, waiting: None }
    }
}

impl HttpBody for Halved {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let this = self.get_mut();
        if let Some(first) = this.first.take().filter(|first| !first.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        match &mut this.then {
            Then::Rest(wait) => {
                let waiting = this.waiting.get_or_insert_with(|| Box::pin(tokio::time::sleep(*wait)));
                ready!(waiting.as_mut().poll(cx));
                let rest = this.rest.take().filter(|rest| !rest.is_empty());
                Poll::Ready(rest.map(|rest| Ok(Frame::data(rest))))
            }
            Then::Nothing => Poll::Pending,
            // The server flushes what it has while it waits for more, and then the connection ends.
            Then::Break(connection, how, in_flight) => {
                drop(in_flight.take());
                connection.break_off(*how);
                Poll::Pending
            }
        }
    }
}
