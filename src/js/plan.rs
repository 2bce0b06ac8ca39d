//! The tables as JavaScript has them, so that a value which is plainly fine is told by one call and not by one a field. A plan
//! takes less than the walker: what JavaScript cannot tell as that does has a further look.

use super::guard;
use crate::rules::{digits, Form, Rule};
use crate::schema::{Field, Presence, Record, Side, Takes, Type};
use js_sys::Array;
use std::cell::RefCell;
use std::mem::ManuallyDrop;
use wasm_bindgen::prelude::*;

/// The kinds of plans, by their numbers in `guard.js`.
#[derive(Clone, Copy)]
enum Kind {
    Nothing,
    Form,
    Whole,
    Record,
    Object,
    List,
    Map,
    Any,
}

/// What JSON has, arrays and objects apart.
const PRIMITIVES: u8 = 31;

/// A record on a side, with its plan.
type Planned = (&'static Record, Side, JsValue);

thread_local! {
    /// Made once. Never dropped, so that no destructor has to be registered: a module ends with its page.
    static PLANS: ManuallyDrop<RefCell<Vec<Planned>>> = const { ManuallyDrop::new(RefCell::new(Vec::new())) };
}

/// The names of a record's fields and a plan for each. No record holds itself.
pub(super) fn of(record: &'static Record, side: Side) -> JsValue {
    let known = PLANS.with(|plans| {
        let plans = plans.borrow();
        let known = plans.iter().find(|(known, of, _)| std::ptr::eq(*known, record) && *of == side);
        known.map(|(.., plan)| plan.clone())
    });
    known.unwrap_or_else(|| {
        let parts = Array::new();
        let mut names = String::new();
        for field in record.fields {
            names.push_str(field.name);
            names.push(',');
            parts.push(&of_field(field, side));
        }
        let plan = guard::record(&names, &parts);
        PLANS.with(|plans| plans.borrow_mut().push((record, side, plan.clone())));
        plan
    })
}

fn of_field(field: &'static Field, side: Side) -> JsValue {
    let bits = field.takes(side).bits();
    match (&field.ty, field.presence) {
        // It may have to hold something.
        (Type::List(_), Presence::Required | Presence::Filled) => make(bits, Kind::Nothing, JsValue::UNDEFINED),
        (ty, _) => plan(ty, side, bits),
    }
}

fn make(bits: u8, kind: Kind, one: JsValue) -> JsValue {
    guard::plan(bits, kind as u8, &one)
}

fn plan(ty: &'static Type, side: Side, bits: u8) -> JsValue {
    let answer = side == Side::Answer;
    let none = JsValue::UNDEFINED;
    let (kind, one) = match ty {
        Type::Text(rule) => match form(rule, answer) {
            Some(form) => (Kind::Form, form.into()),
            None => (Kind::Nothing, none),
        },
        // As a pattern, where they are letters and digits alone.
        Type::OneOf(words) if words.concat().bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            (Kind::Form, ["^(?:", &words.join("|"), ")$"].concat().into())
        }
        Type::Integer(_) if answer => (Kind::Whole, none),
        Type::Record(record) => (Kind::Record, of(record, side)),
        Type::List(item) => (Kind::List, plan(item, side, item.takes().bits())),
        Type::Map(entry) => {
            let absent = Takes::ABSENT.bits() | if answer { Takes::NULL.bits() } else { 0 };
            (Kind::Map, plan(entry, side, entry.takes().bits() | absent))
        }
        Type::Object if answer => (Kind::Object, none),
        Type::Object => (Kind::Map, make(PRIMITIVES, Kind::Any, none)),
        _ => (Kind::Nothing, none),
    };
    make(bits, kind, one)
}

/// The regular expression of a rule, its length included; `None` where it does not say all of the rule.
fn form(rule: &Rule, answer: bool) -> Option<String> {
    let pattern = match rule.form {
        Form::Any => "",
        Form::Pattern(pattern, _) => pattern,
        _ => return None,
    };
    if !answer && rule.codes.is_some() {
        return None;
    }
    let Some((min, max)) = rule.length else { return Some(pattern.to_owned()) };
    Some(["(?=^[^]{", &digits(min.into()), ",", &digits(max.into()), "}$)", pattern].concat())
}
