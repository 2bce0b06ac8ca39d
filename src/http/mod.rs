//! HTTP without any I/O: methods, and addresses put together safely.

mod method;
mod url;

pub use method::Method;
pub use url::{add_parameter, fill};
