//! The local stand-in.
fn main() {}
