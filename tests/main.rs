//! Tests of the product from outside, in one binary. A new group of tests is a file beside this one and a line here;
//! a file without its line fails `architecture::files`. Nothing here is part of the product.

mod architecture;
mod cli;
