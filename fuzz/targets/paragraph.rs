//! Words of any kind, made a plan.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| planwright_fuzz::drafts(text));
