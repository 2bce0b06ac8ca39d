//! Customers of Emporix and Spirii: domain types, validation rules and a client whose every decision is plain data.
//!
//! The crate serves two kinds of users. JavaScript imports it as the npm package `commerce-customers`, one WebAssembly
//! module with TypeScript types. Rust programs use the same types and rules natively:
//!
//! - [`model`] holds the records, [`schema`] checks values against them, [`rules`] are the rules for single texts;
//! - [`api`] turns an operation into a request value and an answer into a result, [`exchange`] drives one call. Neither
//!   does any I/O, so that a Rust service can run them with the HTTP client it already has.
//!
//! ```
//! use commerce_customers::model::CustomerCreate;
//! use commerce_customers::schema::{check, Codes, Locale};
//!
//! let body = serde_json::json!({ "contactEmail": "ada@example.com", "preferredCurrency": "EURO" });
//! let issues = check(&body, CustomerCreate::RECORD, Codes::Iso);
//! assert_eq!(issues.len(), 1);
//! assert_eq!(issues[0].path.to_string(), "preferredCurrency");
//! assert_eq!(issues[0].code().as_str(), "max_length");
//! assert_eq!(issues[0].message(Locale::En), "Enter a currency code of three capital letters, like EUR.");
//! ```
//!
//! # Features
//! - `records` (default): the typed records, with serde and serde_json.
//! - `js`, `client`: the exports of the npm package, on wasm32 only; `cargo xtask build` chooses them.
#![cfg_attr(doctest, doc = include_str!("../README.md"))]
#![deny(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::todo,
    clippy::unreachable,
    clippy::unwrap_used
)]

pub mod api;
pub mod exchange;
pub mod http;
#[cfg(all(target_arch = "wasm32", feature = "js"))]
pub mod js;
pub mod model;
pub mod policy;
pub mod rules;
pub mod schema;
