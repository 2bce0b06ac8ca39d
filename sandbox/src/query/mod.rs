//! `q` and `sort`, as the services share them: texts of a request to conditions over a column named `document`.
//!
//! ```text
//! path      where in a document
//! filter    what a `q` asks for, as values
//! parse     from the text of a `q`; its parts: group, expression
//! sql       to a condition
//! functions what SQLite has no function of its own for: regular expressions and date-times
//! sort      from the text of a `sort` to an order
//! ```

mod expression;
mod filter;
mod functions;
mod group;
mod parse;
mod path;
mod sort;
mod sql;

pub(crate) use filter::Filter;
pub(crate) use functions::register;
pub(crate) use parse::parse;
pub(crate) use sort::{parse_sort, Sort};
