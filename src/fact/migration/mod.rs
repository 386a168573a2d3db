//! Migrations: what they do to a database, and how they are undone.

mod column;
mod effect;
mod framework;
mod name;
mod script;

pub use column::{Column, ColumnType};
pub use effect::{Constraint, Effect, Object, Operation};
pub use framework::{Checks, Framework, WayBack};
pub use name::{Name, same};
pub use script::{Down, Script};
