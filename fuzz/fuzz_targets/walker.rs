//! `cargo fuzz run walker --features libfuzzer`
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| commerce_customers_fuzz::walker(data));
