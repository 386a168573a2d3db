//! `migrations:`, what is asked of changes to a database.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FileContext, Globs, Key, Refusal, Shown, replaced, section};

section! {
    /// Settings for database migrations.
    #[schemars(rename = "Migrations")]
    pub struct Migrations from MigrationKeys {
        /// What holds for tools whose format has no down migrations (Flyway, Prisma, Drizzle, plain SQL): `allow` asks for none,
        /// `require_compensation` wants one beside each migration that changes the structure or destroys data: `down.sql`, `U1__….sql` or
        /// `….down.sql`.
        #[example = "require_compensation"]
        forward_only: ForwardOnly,

        /// Whether the deployment waits until the migrations have run: `migrations_first`, or `unordered` if code may start before them.
        /// Left out: not checked.
        #[example = "unordered"]
        order: Option<DeployOrder>,

        /// The pipelines, scripts and charts in which migrations are applied, as globs: a change must not take that step out.
        #[example = r#"[".github/workflows/deploy.yml"]"#]
        applied_by: Globs,
    }
}

/// What runs first in a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeployOrder {
    /// Nothing starts before the migrations have run.
    MigrationsFirst,
    /// New code may start before they have run.
    Unordered,
}

impl Key for Option<DeployOrder> {
    type Written = DeployOrder;

    fn take(&mut self, written: &DeployOrder, _: &mut FileContext<'_>) -> Result<(), Refusal> {
        *self = Some(*written);
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::optional(self.as_ref().map(Shown::of))
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
