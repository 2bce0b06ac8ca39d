//! HTTP without any I/O: methods, addresses put together safely, and what `Retry-After` asks for.

mod method;
mod retry_after;
mod url;

pub use method::Method;
pub use retry_after::retry_after;
pub use url::{add_parameter, fill};
