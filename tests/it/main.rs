//! Integration tests: one binary, a module a subject.

mod repository;
mod sources;
