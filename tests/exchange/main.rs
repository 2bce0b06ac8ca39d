//! One call as a state machine: told what happened, asked what to do, compared as text. No clock, no network, no chance.
#![cfg(feature = "records")]

mod attempts;
mod notices;
mod script;
mod tokens;
