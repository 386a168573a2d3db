//! `manual/database`.

use super::people;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::operation::Kind;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// Instructions tell people to write to a database through its client.
    ///
    /// ## Why
    /// A row changed by hand is in no commit and no lasting log. The change cannot be rehearsed in staging or undone
    /// afterwards.
    ///
    /// ## Examples
    /// ```diff docs/runbook.md
    ///  # Stuck jobs
    ///
    /// -    redis-cli -p 6381 XPENDING jobs workers
    /// +    redis-cli -p 6381 XCLAIM jobs workers me 300000 1-0
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `redis-cli XCLAIM` by hand changes data without review or rollback
    /// ```
    /// Queries are not reported.
    /// ```markdown docs/query.md
    /// # Who is connected
    ///
    ///     psql -c 'SELECT count(*) FROM pg_stat_activity'
    /// ```
    "manual/database" {
        standard: Medium, strict: High, confidence: Likely,
        check: Check::Command(check),
    }
}

fn check(cx: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let (command, operation) = people::instruction(cx, command, &[Kind::Database])?;
    let message = format!("`{}` by hand changes data without review or rollback", operation.what);
    Some(people::finding(command, operation, message).help("write a migration or a job, and run it from the pipeline"))
}
