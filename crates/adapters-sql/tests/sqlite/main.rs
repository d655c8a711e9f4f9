//! SQLite: the laws of every port, and what only a file on a disk can suffer.

mod contract;
mod support;
