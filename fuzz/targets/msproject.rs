//! Microsoft Project's XML, read.
#![no_main]

use planwright_formats::Notation;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| planwright_fuzz::reads(bytes, Notation::MsProject));
