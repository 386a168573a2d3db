//! `migration/never-applied`.

use crate::change::Change;
use crate::fact::MigrationRun;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A change takes out the step that applies the migrations.
    ///
    /// ## Why
    /// New code then starts on an old schema, and nobody notices until the first query for a column that is not there.
    ///
    /// The policy says where migrations are applied: `migrations: { applied_by: [".github/workflows/deploy.yml"] }`. Without it, this rule is
    /// silent.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// migrations: { applied_by: ["deploy.sh"] }
    /// ```
    /// ```diff deploy.sh
    ///  #!/bin/sh
    /// -alembic upgrade head
    ///  ^^^^^^^^^^^^^^^^^^^^ this change takes out `alembic upgrade`, by which migrations are applied
    ///  kubectl rollout restart deployment/web
    /// ```
    /// ### Another step applies them
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// migrations: { applied_by: ["deploy.sh"] }
    /// ```
    /// ```diff deploy.sh
    ///  #!/bin/sh
    /// -alembic upgrade head
    /// +alembic upgrade heads
    ///  kubectl rollout restart deployment/web
    /// ```
    "migration/never-applied" {
        standard: High, strict: High, confidence: Likely,
        check: Check::MigrationRun(check),
    }
}

fn check(cx: &Context<'_>, run: Change<&MigrationRun>) -> Option<Finding> {
    let Change::Removed(run) = run else { return None };
    let is_trusted = cx.settings.migrations.applied_by.is_match(run.site.text.path());
    let message = format!("this change takes out `{}`, by which migrations are applied", run.what);
    let help = "keep the step, or name in the policy (`migrations.applied_by`) what applies them from now on";
    is_trusted.then(|| Finding::at(&run.site, message).help(help))
}
