//! All items of a chunk, or of what is answered to one, by one call each: see `items.js`.

use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/js/items.js")]
extern "C" {
    /// The number under a name in each item of an array that JSON gave, NaN where there is none.
    pub(super) fn numbers(items: &Array, name: &str) -> Vec<f64>;

    /// The items with an object in the place of each text, which stands under a name in it.
    pub(super) fn named(items: &Array, name: &str) -> Array;
}
