//! Migrations: what they do to a database, and how they are undone.

mod column;
mod effect;
mod framework;
mod name;
mod schema;
mod script;
mod type_change;

pub use column::{Column, ColumnType};
pub use effect::{Constraint, Effect, Object, Operation};
pub use framework::{Checks, Framework, WayBack};
pub use name::{Name, same};
pub use schema::{Schema, Table};
pub use script::{Down, Script};
pub use type_change::TypeChange;
