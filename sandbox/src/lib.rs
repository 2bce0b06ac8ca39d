//! The local stand-in for the services that `commerce-customers` speaks to.
//!
//! It answers as the services document it: statuses, headers and error bodies, over a real database. It shares the
//! records and the rules with the client and nothing else, so that it cannot share the client's mistakes about requests.
//!
//! ```text
//! server    binds, starts, stops
//!   wire      connections that a fault can break
//!   app       routes and layers
//!     emporix   the Emporix customer service: one file a concept
//!     segments  the Emporix customer segment service
//!     spirii    Spirii's customers
//!     control   how a test steers all that
//!     faults    what goes wrong when a test asks for it
//!     login     where tokens come from
//!     files     the sample page and the built package
//!   tally     counts of requests
//!   query     `q` and `sort`, as conditions over documents
//!   store     SQLite
//!   seed      the customers of the tenant `acme`
//! ```

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::unreachable)]

mod app;
mod auth;
mod body;
pub mod cli;
mod control;
mod emporix;
pub mod failure;
mod faults;
mod files;
mod login;
mod params;
mod problem;
mod query;
mod seed;
mod segments;
pub mod server;
mod spirii;
mod store;
mod tally;
mod wire;
