//! `cargo fuzz run error_body --features libfuzzer`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| commerce_customers_fuzz::error_body(data));
