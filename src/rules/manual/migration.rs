//! `manual/migration`.

use super::people;
use crate::change::Change;
use crate::document::shell::Through;
use crate::fact::Command;
use crate::fact::operation::{Kind, is_production};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// Instructions tell people to apply a migration by hand.
    ///
    /// ## Why
    /// The pipeline does not know about a migration that was run by hand: it runs twice or never, in an untested order, and its
    /// rollback exists only in someone's memory.
    ///
    /// A migration on the reader's own machine is not a deployment: unless the command or the headings above it name
    /// production, or it runs in a container or on another host, the finding is low.
    ///
    /// ## Examples
    /// ```diff docs/release.md
    ///  # Release to production
    ///
    /// -The deployment runs the migrations.
    /// +    psql -h db.example.org -f migrations/0042.sql
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `psql with an SQL file` by hand: the pipeline does not know about this migration
    /// ```
    /// Checking the status is not reported.
    /// ```markdown docs/status.md
    /// # Status
    ///
    ///     bin/rails db:migrate:status
    ///     alembic current
    /// ```
    "manual/migration" {
        standard: High, strict: Critical, confidence: Likely,
        check: Check::Command(check),
    }
}

fn check(cx: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let (command, operation) = people::instruction(cx, command, &[Kind::Migration])?;
    let message = format!("`{}` by hand: the pipeline does not know about this migration", operation.what);
    let finding = people::finding(command, operation, message)
        .help("let the deployment run the migration, in order and with a rollback");
    let goes_out = command
        .run
        .through
        .iter()
        .any(|through| matches!(through, Through::Container("kubectl exec") | Through::Remote(_)));
    let is_elsewhere = operation.is_production || goes_out || is_production(&command.owner) || names_host(command);
    Some(if is_elsewhere && !operation.is_local { finding } else { finding.at_most(Severity::Low, Severity::High) })
}

/// Whether the command itself says which host it goes to, other than the reader's own.
fn names_host(command: &Command) -> bool {
    let text = |index: usize| command.run.args.get(index).map(|word| String::from_utf8_lossy(word.text.bytes()));
    (0..command.run.args.len()).any(|index| {
        let Some(word) = text(index) else { return false };
        let host = match word.as_ref() {
            "-h" | "--host" => text(index + 1).map(|host| host.into_owned()),
            other => {
                other.strip_prefix("--host=").or_else(|| other.split_once('@').map(|(_, host)| host)).map(str::to_owned)
            }
        };
        host.is_some_and(|host| {
            let host = host.split([':', '/']).next().unwrap_or_default();
            host.contains('.') && !host.starts_with("127.") && host != "0.0.0.0"
        })
    })
}
