//! The shell for JavaScript: converts values, does the I/O, decides nothing.
//!
//! These are the exports that the npm package's face is written on; they are not an interface of their own. Every argument
//! is a `JsValue` that is looked at before it is used: the generated glue checks no types, so a `&str` parameter given 42
//! would read out of bounds. Whatever a caller's getter, Proxy or `toJSON` throws is caught, since an exception must not
//! pass through wasm frames.

#[cfg(feature = "client")]
mod answer;
#[cfg(feature = "client")]
mod bulk;
#[cfg(feature = "client")]
mod call;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod event;
#[cfg(feature = "client")]
mod failure;
#[cfg(feature = "client")]
mod fetched;
mod guard;
mod issues;
#[cfg(feature = "client")]
mod items;
mod object;
#[cfg(feature = "client")]
mod options;
#[cfg(feature = "client")]
mod pages;
mod plan;
#[cfg(feature = "client")]
mod query;
#[cfg(feature = "client")]
mod request;
#[cfg(feature = "client")]
mod runtime;
mod schemas;
mod value;

#[cfg(feature = "client")]
pub use call::Call;
#[cfg(feature = "client")]
pub use client::Client;
#[cfg(feature = "client")]
pub use pages::Pages;
#[cfg(feature = "client")]
pub use query::query_text;
pub use schemas::{check, check_field, check_json, ensure, json_schema};

/// One thread, one heap: the standard library's allocator is three times as large.
#[global_allocator]
static HEAP: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
