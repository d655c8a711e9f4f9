//! Documents as people write them, read as a whole. Every fixture is our own; every reading has to be a plan that keeps
//! the rules of the domain.

mod bad_input;
mod counted;
mod days;
mod drawn;
mod fields;
mod habits;
mod lists;
mod markdown;
mod people;
mod plain;
mod references;
mod size;
mod support;
mod tables;
mod tails;
mod tickets;
