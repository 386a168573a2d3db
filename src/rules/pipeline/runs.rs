//! What rules about the commands of pipelines have in common.

use crate::change::Change;
use crate::fact::operation::Operation;
use crate::fact::{Command, Runner};
use crate::finding::{Finding, Severity};

/// The command, where a pipeline runs it, or a script that one may call.
pub(super) fn of(command: Change<&Command>) -> Option<(&Command, &Operation)> {
    let command = command.after()?;
    matches!(command.runner, Runner::Pipeline | Runner::Script).then_some(())?;
    Some((command, command.operation.as_ref()?))
}

/// A finding of a script matters less: nobody knows from here who starts it.
pub(super) fn soften(command: &Command, finding: Finding) -> Finding {
    if command.runner == Runner::Script { finding.at_most(Severity::Medium, Severity::High) } else { finding }
}
