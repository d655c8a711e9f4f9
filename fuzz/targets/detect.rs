//! Bytes of any kind, read as what they seem to be.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| planwright_fuzz::detects(bytes));
