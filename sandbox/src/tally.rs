//! Counts of the services' requests: what came, what was carried out, how many at once.
//!
//! A client that repeats a call may do what was asked for twice; only here it can be seen. Counting is a few steps under
//! one lock, and the answers themselves are not looked at.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderName, Method};
use axum::response::Response;
use http_body::{Frame, SizeHint};
use serde::Serialize;

/// A text by which a test knows a call again, however often it is sent.
pub(crate) const MARK: HeaderName = HeaderName::from_static("x-sandbox-mark");

/// The counts, which all requests share.
#[derive(Debug, Default)]
pub(crate) struct Tally(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    total: u64,
    in_flight: u64,
    max_in_flight: u64,
    by_operation: HashMap<String, u64>,
    carried_out: HashMap<String, u64>,
    /// How often a POST or a PATCH was carried out under each mark.
    marks: HashMap<String, u64>,
}

/// The counts as they are answered.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Report {
    total: u64,
    in_flight: u64,
    max_in_flight: u64,
    by_operation: HashMap<String, u64>,
    carried_out: HashMap<String, u64>,
    marks: Marks,
}

#[derive(Debug, Serialize)]
struct Marks {
    sent: usize,
    repeated: Vec<String>,
}

impl Tally {
    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request that has come.
    pub(crate) fn received(self: &Arc<Tally>, request: &Request) -> (InFlight, Operation) {
        let name = format!("{} {}", request.method(), request.uri().path());
        let mark = request.headers().get(MARK).map(|mark| String::from_utf8_lossy(mark.as_bytes()).into_owned());
        let mut counts = self.counts();
        counts.total = counts.total.saturating_add(1);
        counts.in_flight = counts.in_flight.saturating_add(1);
        counts.max_in_flight = counts.max_in_flight.max(counts.in_flight);
        count(&mut counts.by_operation, &name);
        if let Some(mark) = &mark {
            if !counts.marks.contains_key(mark) {
                counts.marks.insert(mark.clone(), 0);
            }
        }
        drop(counts);
        let mark = mark.filter(|_| matches!(*request.method(), Method::POST | Method::PATCH));
        (InFlight(Arc::clone(self)), Operation { tally: Arc::clone(self), name, mark })
    }

    /// Everything from zero, but for the requests that are still in flight.
    pub(crate) fn reset(&self) {
        let mut counts = self.counts();
        let in_flight = counts.in_flight;
        *counts = Counts { in_flight, max_in_flight: in_flight, ..Counts::default() };
    }

    /// The counts at this moment.
    pub(crate) fn report(&self) -> Report {
        let counts = self.counts();
        let mut repeated: Vec<String> =
            counts.marks.iter().filter(|(_, times)| **times > 1).map(|(mark, _)| mark.clone()).collect();
        repeated.sort_unstable();
        Report {
            total: counts.total,
            in_flight: counts.in_flight,
            max_in_flight: counts.max_in_flight,
            by_operation: counts.by_operation.clone(),
            carried_out: counts.carried_out.clone(),
            marks: Marks { sent: counts.marks.len(), repeated },
        }
    }
}

fn count(counts: &mut HashMap<String, u64>, name: &str) {
    match counts.get_mut(name) {
        Some(times) => *times = times.saturating_add(1),
        None => drop(counts.insert(name.to_owned(), 1)),
    }
}

/// What a request asks for.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    tally: Arc<Tally>,
    name: String,
    /// Only of what should not be done twice.
    mark: Option<String>,
}

impl Operation {
    /// Counts what was done, if it was.
    pub(crate) fn answered(&self, response: &Response) {
        if response.status().is_success() {
            let mut counts = self.tally.counts();
            count(&mut counts.carried_out, &self.name);
            if let Some(mark) = &self.mark {
                count(&mut counts.marks, mark);
            }
        }
    }
}

/// A request until its answer is with the server, or its client has left.
#[derive(Debug)]
pub(crate) struct InFlight(Arc<Tally>);

impl Drop for InFlight {
    fn drop(&mut self) {
        let mut counts = self.0.counts();
        counts.in_flight = counts.in_flight.saturating_sub(1);
    }
}

/// Keeps a request in flight until its body is taken.
///
/// The server drops a body when it has taken the last of it, and sends it after that: who has an answer is not counted any
/// more.
#[derive(Debug)]
pub(crate) struct Watched {
    body: Body,
    _in_flight: InFlight,
}

impl Watched {
    pub(crate) fn response(response: Response, in_flight: InFlight) -> Response {
        response.map(|body| Body::new(Watched { body, _in_flight: in_flight }))
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
