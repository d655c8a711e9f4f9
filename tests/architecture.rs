//! The house itself, held by tests: who may know whom, what every file and manifest must have, which licences may come
//! in, which codes have a page, and which paths the documents name. It reads the repository and changes nothing.

mod calls;
mod codes;
mod commands;
mod documents;
mod files;
mod licences;
mod manifests;
mod modules;
mod repository;
mod rooms;
mod spdx;
