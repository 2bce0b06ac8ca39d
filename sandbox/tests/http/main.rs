//! The sandbox as a client sees it: started in this process on a free port, asked over HTTP.

mod addresses;
mod assignment_lists;
mod assignments;
mod bulk;
mod control;
mod create;
mod delete;
mod faults;
mod gateway;
mod list;
mod login;
mod operators;
mod pages;
mod patch;
mod raw;
mod retrieve;
mod search;
mod shop;
mod tally;
mod token_control;
mod upsert;
