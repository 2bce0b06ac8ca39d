//! What cuts an attempt short: its time is over, or the caller's signal says so.
//!
//! The signals are combined by hand: `AbortSignal.any` and `AbortSignal.timeout` are missing on Safari versions in use.

use super::value::Js;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &JsValue, ms: f64) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);

    /// The caller's AbortSignal, of this realm or another.
    #[derive(Clone)]
    pub(super) type Signal;

    #[wasm_bindgen(method, structural, catch, js_name = addEventListener)]
    fn add_event_listener(this: &Signal, name: &str, listener: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, structural, catch, js_name = removeEventListener)]
    fn remove_event_listener(this: &Signal, name: &str, listener: &JsValue) -> Result<(), JsValue>;
}

/// Why an attempt was cut short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    TimedOut,
    Aborted,
}

/// The end of an attempt's time. Dropping it clears the timer and leaves the caller's signal alone.
pub(super) struct Cut {
    why: Rc<Cell<Option<Why>>>,
    controller: web_sys::AbortController,
    promise: js_sys::Promise,
    timer: JsValue,
    signal: Option<Signal>,
    on_abort: Closure<dyn FnMut()>,
    _on_time: Closure<dyn FnMut()>,
}

impl Signal {
    /// A caller's value as a signal; `None` when it is none.
    pub(super) fn from_js(value: JsValue) -> Option<Signal> {
        let js = Js(value);
        let works = js.property("aborted").as_bool().is_some() && js.property("addEventListener").is_function();
        works.then(|| js.0.unchecked_into())
    }

    pub(super) fn aborted(&self) -> bool {
        Js(self.into()).property("aborted").is_truthy()
    }

    /// The reason that the caller gave.
    pub(super) fn reason(&self) -> JsValue {
        Js(self.into()).property("reason")
    }
}

impl Cut {
    /// Starts the time of an attempt.
    pub(super) fn after(ms: u32, signal: Option<Signal>) -> Result<Cut, JsValue> {
        let why = Rc::new(Cell::new(None));
        let controller = web_sys::AbortController::new()?;
        let mut settle = JsValue::UNDEFINED;
        let promise = js_sys::Promise::new(&mut |resolve, _| settle = resolve.into());
        let cut = |reason: Why| {
            let (why, controller, settle) = (Rc::clone(&why), controller.clone(), settle.clone());
            Closure::<dyn FnMut()>::new(move || {
                if why.get().is_none() {
                    why.set(Some(reason));
                    controller.abort();
                    if let Some(settle) = settle.dyn_ref::<js_sys::Function>() {
                        // A promise's own resolving function does not throw.
                        let _ = settle.call0(&JsValue::UNDEFINED);
                    }
                }
            })
        };
        let (on_time, on_abort) = (cut(Why::TimedOut), cut(Why::Aborted));
        if let Some(signal) = &signal {
            signal.add_event_listener("abort", on_abort.as_ref())?;
        }
        let timer = set_timeout(on_time.as_ref(), f64::from(ms));
        Ok(Cut { why, controller, promise, timer, signal, on_abort, _on_time: on_time })
    }

    /// The signal that goes with the request.
    pub(super) fn signal(&self) -> web_sys::AbortSignal {
        self.controller.signal()
    }

    /// Why the attempt was cut short, if it was.
    pub(super) fn why(&self) -> Option<Why> {
        self.why.get()
    }

    /// Waits for `promise` until the time is over, also when whoever made it does not heed the signal.
    pub(super) async fn race(&self, promise: &JsValue) -> Result<JsValue, JsValue> {
        let both = js_sys::Array::of2(promise, &self.promise);
        js_sys::Promise::race(&both).await
    }
}

impl Drop for Cut {
    fn drop(&mut self) {
        clear_timeout(&self.timer);
        if let Some(signal) = &self.signal {
            // Whatever a signal throws here, the call has its result.
            let _ = signal.remove_event_listener("abort", self.on_abort.as_ref());
        }
    }
}
