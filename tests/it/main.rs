//! Integration tests: one binary, a module a subject.

<<<<<<< HEAD
mod repository;
mod sources;
=======
mod architecture;
mod generated;
>>>>>>> docs
