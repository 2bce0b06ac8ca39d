//! `cargo fuzz run query --features libfuzzer`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| commerce_customers_fuzz::query(data));
