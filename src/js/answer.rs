//! What a call resolves to.

use super::call::Answer;
use super::failure::number;
use super::issues;
use super::object::Plain;
use super::value::Js;
use crate::api::{Answer as Kind, Asked, Operation, Total};
use crate::schema::{Locale, Value};
use wasm_bindgen::prelude::*;

/// The status of a success that made something new.
const CREATED: u16 = 201;

/// The answer as the caller of `operation` gets it.
pub(super) fn to_js(operation: &'static Operation, asked: Option<Asked>, answer: Answer) -> JsValue {
    let created = answer.head.status == CREATED;
    let plain = match (&operation.answer, asked) {
        (Kind::Page { .. } | Kind::Window(_), Some(asked)) => page(asked, &answer),
        (Kind::Upserted(_), _) => {
            let id = answer.body.property("id");
            let upserted = Plain::new().with("created", created);
            if id.is_string() {
                upserted.with("id", id)
            } else {
                upserted
            }
        }
        (Kind::Written, _) => Plain::new().with("created", created),
        (Kind::Removed, _) => Plain::new().with("alreadyGone", answer.already_gone),
        _ => return answer.body.0,
    };
    plain.into()
}

/// The items of a listing's answer.
pub(super) fn items(asked: Asked, body: &Js) -> Js {
    match asked {
        Asked::Page { .. } => body.clone(),
        Asked::Window { .. } => Js(body.property("data")),
    }
}

/// What was asked of a listing, as far as the service heeds it, how many items the answer holds, and how many there are in
/// all.
pub(super) fn counts(asked: Asked, items: &Js, answer: &Answer) -> (Asked, u64, Option<Total>) {
    let (asked, total) = match asked {
        Asked::Page { .. } => (asked, Total::read(|name| answer.head.header(name))),
        Asked::Window { .. } => {
            let said = answer.body.at("limit").and_then(|limit| limit.number());
            // In range by `as`, which saturates.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            (said.map_or(asked, |said| asked.capped(said as u64)), Total::of_window(&answer.body))
        }
    };
    (asked, u64::from(items.length().unwrap_or(0)), total)
}

fn page(asked: Asked, answer: &Answer) -> Plain {
    let items = items(asked, &answer.body);
    let (asked, count, total) = counts(asked, &items, answer);
    let page = Plain::new().with("items", items.0);
    let all = total.map_or(JsValue::NULL, |total| number(total.items));
    let page = match asked {
        Asked::Page { number: page_number, size } => page
            .with("pageNumber", number(page_number))
            .with("pageSize", number(size.unwrap_or(count)))
            .with("total", all),
        Asked::Window { limit, offset } => {
            // The service may have answered less than was asked for, and says so.
            let said = |name, asked| {
                answer.body.at(name).and_then(|value| value.number()).map_or(number(asked), JsValue::from)
            };
            page.with("limit", said("limit", limit)).with("offset", said("offset", offset)).with("count", all)
        }
    };
    let page = page.with("hasNext", asked.has_next(count, total));
    // The face makes `issues` of the body, when they are asked for.
    let page = match answer.unjudged {
        true => page.with("unjudged", &answer.body.0),
        false => page.with("issues", issues::to_js(&answer.issues, Locale::En)),
    };
    page.with("response", answer.info())
}
