//! A module that does nothing but answer.

/// Answers its argument.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn same(value: f64) -> f64 {
    value
}
