//! The command line from outside: the program is run as a person runs it, and what it prints, says and answers with is
//! compared with what was agreed.

mod bad_input;
mod beside;
mod changes;
mod desk;
mod documents;
mod editor;
mod evaluating;
mod forecasts;
mod help;
mod manners;
mod operations;
mod people;
mod planning;
mod pools;
mod program;
mod reasons;
mod schedules;
mod settings;
mod stories;
mod team;
#[cfg(unix)]
mod terminal;
