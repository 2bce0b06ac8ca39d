//! Each operation as a value: what is sent for an input, and what its answers mean. Nothing here does any I/O.
//!
//! ```
//! use commerce_customers::api::{customers, Emporix};
//! use commerce_customers::schema::Codes;
//!
//! let emporix = Emporix::new("https://api.emporix.io", "acme")?;
//! let request = customers::get(&emporix, "C-1042", Some(&serde_json::json!({ "expand": ["addresses"] })))?;
//! assert_eq!(request.url, "https://api.emporix.io/customer/acme/customers/C-1042?expand=addresses");
//! # Ok::<(), Vec<commerce_customers::schema::Issue>>(())
//! ```

pub mod addresses;
mod answer;
mod auth;
mod bulk;
pub mod customers;
mod failure;
mod headers;
pub mod oauth;
mod operation;
mod page;
mod parameters;
mod request;
pub mod segments;
mod service;
mod service_error;
pub mod spirii;

pub use answer::{Answer, WrongKind};
pub use auth::{Anonymous, Auth};
pub use bulk::{fates, Chunk, Fate};
pub use failure::{refusal, ErrorCode, Failure};
pub use headers::{add_header, read_headers, Header};
pub use oauth::Granted;
pub use operation::{Id, Operation, Risk, Sends};
pub use page::{print, Asked, Total};
pub use request::{Body, Given, Input, Request};
pub use service::{Emporix, Service, Spirii};
pub use service_error::{Detail, ServiceError};

/// Every operation, in the order of the documents. Those on a single assignment stand here once: a key that names a legal
/// entity asks for the other one of the pair, see [`segments::by_key`].
pub static OPERATIONS: &[&Operation] = &[
    &customers::LIST,
    &customers::SEARCH,
    &customers::GET,
    &customers::CREATE,
    &customers::UPSERT,
    &customers::PATCH,
    &customers::DELETE,
    &addresses::LIST,
    &addresses::ADD,
    &addresses::GET,
    &addresses::UPSERT,
    &addresses::PATCH,
    &addresses::DELETE,
    &addresses::ADD_TAGS,
    &addresses::REMOVE_TAGS,
    &segments::LIST,
    &segments::SEARCH,
    &segments::GET,
    &segments::PUT,
    &segments::REMOVE,
    &segments::PUT_MANY,
    &segments::REMOVE_MANY,
    &spirii::LIST,
];
