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

pub mod customers;
mod emporix;
mod failure;
mod operation;
mod page;
mod service_error;

pub use emporix::Emporix;
pub use failure::{ErrorCode, Failure};
pub use operation::{Operation, Request, Risk, WrongKind};
pub use page::{Asked, Page, Total};
pub use service_error::{Detail, ServiceError};
