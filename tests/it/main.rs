//! Integration tests: one binary, a module a subject.

mod architecture;
mod generated;
mod repository;
mod sources;
