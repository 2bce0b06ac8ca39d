//! The pages of a listing, one after another: what stands behind `for await`.

use super::answer::{counts, items};
use super::call::{call, refused, Answer};
use super::client::Shared;
use super::failure::{self, number};
use super::object::Plain;
use super::options::Options;
use super::value::Js;
use crate::api::{print, Asked, ErrorCode, Failure, Operation};
use crate::model::ITERATION_OPTIONS;
use crate::policy::{Paging, Turn};
use crate::rules::Codes;
use crate::schema::{check, Conflict, Fault, Issue, Path, Value};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The pages of a listing that are still to come.
#[wasm_bindgen]
pub struct Pages(Rc<Walk>);

struct Walk {
    shared: Rc<Shared>,
    operation: &'static Operation,
    ids: Js,
    query: Plain,
    options: Options,
    paging: RefCell<Paging>,
    over: Cell<bool>,
}

#[wasm_bindgen]
impl Pages {
    /// A promise for the items of the next page, `undefined` when there is none. To be called again when it has settled.
    ///
    /// # Errors
    /// The fields of a ValidationError with every issue of what is given.
    pub fn next(&self) -> Result<JsValue, JsValue> {
        let walk = Rc::clone(&self.0);
        // Over until a page says otherwise: a failure ends the walk as well.
        if walk.over.replace(true) {
            return Ok(JsValue::UNDEFINED);
        }
        let query = Js(walk.query.clone().into());
        let request = walk.shared.prepare(walk.operation, walk.ids.clone(), Some(query), None, false)?;
        let (asked, shared) = (request.asked, Rc::clone(&walk.shared));
        Ok(call(&shared.settings, request, JsValue::UNDEFINED, walk.options.clone(), move |answer| {
            walk.turn(asked, answer?)
        }))
    }
}

impl Pages {
    /// The pages from the one that `query` asks for.
    pub(super) fn new(
        shared: Rc<Shared>,
        operation: &'static Operation,
        ids: Js,
        query: JsValue,
        options: JsValue,
    ) -> Result<Pages, JsValue> {
        let given = Js::or_empty(query);
        let limits = given.snapshot(&ITERATION_OPTIONS);
        let issues = check(limits.clone(), &ITERATION_OPTIONS, Codes::Iso);
        // Read once: they are those of the whole iteration.
        let options = Options::read(operation, &shared.settings.plan, options)?;
        let (true, Some(record)) = (issues.is_empty(), operation.query) else { return Err(refused(operation, issues)) };
        let query = given.snapshot(record).0.unchecked_into::<Plain>();
        for (name, value) in Asked::first(&operation.answer).fields() {
            if Js(query.clone().into()).property(name).is_undefined() {
                query.put(name, number(value));
            }
        }
        let max_pages = limits.at("maxPages").and_then(|value| value.number());
        // In range by `as`, which saturates.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let paging = Paging::new(max_pages.map(|pages| pages as u64));
        let walk =
            Walk { shared, operation, ids, query, options, paging: RefCell::new(paging), over: Cell::new(false) };
        Ok(Pages(Rc::new(walk)))
    }
}

impl Walk {
    /// The items of a page, once it is known what follows it.
    fn turn(&self, asked: Option<Asked>, answer: Answer) -> Result<JsValue, JsValue> {
        // Every listing says what was asked of it; were one not to, its answer would be all there is.
        let Some(asked) = asked else { return Ok(answer.body.0) };
        let items = items(asked, &answer.body);
        let (asked, count, total) = counts(asked, &items, &answer);
        let trusted = total.filter(|total| total.trusted).map(|total| total.items);
        let print = print(&items).filter(|_| count > 0);
        let turn =
            self.paging.borrow_mut().answered(asked.before(), count, trusted, asked.has_next(count, None), print);
        match turn {
            Turn::End => {}
            Turn::Next => {
                for (name, value) in asked.next(count).fields() {
                    self.query.put(name, number(value));
                }
                self.over.set(false);
            }
            Turn::Repeated => {
                let mut failure = Failure::new(ErrorCode::Decode, Some(self.operation));
                failure.issues.push(Issue::new(Path::default(), Fault::Conflict(Conflict::Repeated)));
                failure.attempts = 1;
                return Err(failure::to_js(&failure).into());
            }
        }
        Ok(items.0)
    }
}
