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
#[cfg(unix)]
mod schema;
mod secrets;
mod sources;
mod stories;
mod uses;
mod walkthrough;

/// The built gate in `directory`, which is its home too: it sees nothing of this machine's environment and asks no registry.
fn gate(directory: &std::path::Path) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_portcullis"));
    command.current_dir(directory).env_clear().env("PORTCULLIS_OFFLINE", "1").env("HOME", directory);
    command
}
