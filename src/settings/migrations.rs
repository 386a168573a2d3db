//! `migrations:`, what is asked of changes to a database.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{replaced, section};

section! {
    /// Settings for database migrations.
    #[schemars(rename = "Migrations")]
    pub struct Migrations from MigrationKeys {
        /// What holds for tools whose format has no down migrations (Flyway, Prisma, Drizzle, plain SQL): `allow` asks for none,
        /// `require_compensation` wants one beside each migration that changes the structure or destroys data: `down.sql`, `U1__….sql` or
        /// `….down.sql`.
        #[example = "require_compensation"]
        forward_only: ForwardOnly,
    }
}

/// What holds where a format has no down migrations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ForwardOnly {
    /// None is asked for.
    #[default]
    Allow,
    /// Another file must undo what the migration does.
    RequireCompensation,
}

replaced!(ForwardOnly);
