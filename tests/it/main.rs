//! Integration tests: one binary, a module a subject.

#![allow(clippy::unwrap_used, reason = "a fixture that cannot be made is a failed test")]

#[cfg(unix)]
mod action;
mod architecture;
mod bounds;
mod cli;
mod commands;
mod determinism;
mod documents;
mod examples;
mod fixes;
mod fixtures;
mod generated;
mod github;
mod hostile;
mod images;
mod lookups;
mod origin;
mod policies;
mod proofs;
mod registry;
mod reports;
mod repository;
mod secrets;
mod sources;
mod stories;
mod walkthrough;
