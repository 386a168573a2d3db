//! `manual/database`.

use super::people;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::act::Kind;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A reader is told to write into a database through its client.
    ///
    /// ## Why
    /// A row that was changed by hand is in no commit and in no log that anybody keeps. It cannot be repeated in staging before, and
    /// not be undone after.
    ///
    /// ## Examples
    /// ```diff docs/runbook.md
    ///  # Stuck jobs
    ///
    /// -    redis-cli -p 6381 XPENDING jobs workers
    /// +    redis-cli -p 6381 XCLAIM jobs workers me 300000 1-0
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `redis-cli XCLAIM` by hand writes where nobody reviews and nothing can be undone
    /// ```
    /// Queries are no matter.
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
    let (command, act) = people::told(cx, command, &[Kind::Database])?;
    let message = format!("`{}` by hand writes where nobody reviews and nothing can be undone", act.what);
    Some(people::finding(command, act, message).help("write a migration or a job, and let the pipeline run it"))
}
