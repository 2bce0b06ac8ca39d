//! The sandbox as a client sees it: started in this process on a free port, asked over HTTP.

mod create;
mod gateway;
mod list;
mod pages;
mod retrieve;
mod shop;
