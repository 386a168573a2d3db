//! Integration tests: one binary, a module a subject.

mod architecture;
mod examples;
mod generated;
mod reports;
mod repository;
mod sources;
mod stories;
