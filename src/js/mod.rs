//! The shell for JavaScript: converts values, does the I/O, decides nothing.
//!
//! These are the exports that the npm package's face is written on; they are not an interface of their own. Every argument
//! is a `JsValue` that is looked at before it is used: the generated glue checks no types, so a `&str` parameter given 42
//! would read out of bounds. Whatever a caller's getter, Proxy or `toJSON` throws is caught, since an exception must not
//! pass through wasm frames.

#[cfg(feature = "client")]
mod call;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod cut;
mod failure;
#[cfg(feature = "client")]
mod fetch;
mod guard;
mod issues;
mod object;
mod schemas;
mod value;

#[cfg(feature = "client")]
pub use client::Emporix;
pub use schemas::{check, ensure, json_schema};
