//! The shell reader from outside.
mod t;
