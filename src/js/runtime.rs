//! The runtime that the client is in.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/js/runtime.js")]
extern "C" {
    /// A number of its own for each `fetch` of a caller's; 0 for the runtime's.
    #[wasm_bindgen(js_name = numberOf)]
    pub(super) fn number_of(fetch: &JsValue) -> u32;

    #[wasm_bindgen(js_name = isWorkers)]
    pub(super) fn is_workers() -> bool;

    /// Whether everybody who opens a page can read what is here.
    #[wasm_bindgen(js_name = isBrowser)]
    pub(super) fn is_browser() -> bool;

    /// Whether a request can say what becomes of its answer in the cache.
    #[wasm_bindgen(js_name = takesCache)]
    pub(super) fn takes_cache() -> bool;
}
