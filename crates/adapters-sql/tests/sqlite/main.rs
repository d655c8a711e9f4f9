//! SQLite: the laws of every port, and what only a file on a disk can suffer.

mod contract;
mod crash;
mod migrations;
mod places;
mod processes;
mod seams;
mod support;
