//! Migrations: what they do to a database, and how they are undone.

mod column;
mod effect;
mod framework;
#[expect(clippy::module_inception, reason = "the fact is called so")]
mod migration;
mod name;
mod run;
mod schema;
mod script;
mod sentence;
mod step;
mod type_change;

pub use column::{Column, ColumnType};
pub use effect::{Constraint, Effect, KINDS, Object, Operation};
pub use framework::{Checks, Framework, KnownBy, Order, WayBack};
pub use migration::{Around, Content, Deletion, Migration, Other};
pub use name::{Name, same};
pub use run::MigrationRun;
pub use schema::{Schema, Table};
pub use script::{Down, Script};
pub use step::{Excuse, MigrationStep};
pub use type_change::TypeChange;
