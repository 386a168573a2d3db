//! `terraform/lock-disabled`.

use crate::change::Change;
use crate::fact::Command;
use crate::fact::operation::{Kind, text};
use crate::finding::{Finding, Safety};
use crate::rule::{Check, Context};
use crate::rules::flag;
use crate::rules::manual::people;
use crate::text::Site;

crate::rule! {
    /// Terraform runs without its state lock, or the lock is removed.
    ///
    /// ## Why
    /// If the state is locked, someone is changing the same infrastructure right now, or crashed while doing so. Ignoring the
    /// lock corrupts the state: Terraform then creates what already exists and destroys what it should keep.
    ///
    /// A `plan` without a lock changes nothing and is not reported.
    ///
    /// ## Examples
    /// ```diff .github/workflows/infra.yml
    ///  on: push
    ///  jobs:
    ///    apply:
    ///      runs-on: ubuntu-24.04
    ///      steps:
    /// -    - run: terraform apply plan.bin
    /// +    - run: terraform apply -lock=false plan.bin
    ///                             ^^^^^^^^^^^ `-lock=false` lets concurrent runs corrupt the state
    /// ```
    /// ```diff docs/infra.md
    ///  # When the lock is held
    ///
    /// -Find out who holds it, and wait.
    /// +    terraform force-unlock -force 6638e010
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `terraform force-unlock` lets concurrent runs corrupt the state
    /// ```
    /// ```yaml .gitlab-ci.yml
    /// plan:
    ///   script:
    ///   - terraform plan -lock=false
    /// ```
    "terraform/lock-disabled" {
        standard: Critical, strict: Critical, confidence: Certain,
        check: Check::Command(check),
    }
}

fn check(_: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let command = command.after()?;
    let operation =
        command.operation.as_ref().filter(|operation| matches!(operation.kind, Kind::Infrastructure | Kind::Unlock))?;
    let off =
        command.run.args.iter().find(|word| matches!(text(word).as_ref(), "-lock=false" | "--lock=false" | "-lock=0"));
    let (site, what) = match off {
        Some(word) => (Site::new(&command.site.text, word.span), text(word).into_owned()),
        None if operation.kind == Kind::Unlock => (command.site.clone(), operation.what.clone()),
        None => return None,
    };
    let mut finding = people::finding(command, operation, format!("`{what}` lets concurrent runs corrupt the state"));
    finding.at = site;
    // What not to do stays as it is.
    let is_run = !command.said.not_to_do && !command.said.mentioned;
    let edit = off.filter(|_| is_run).and_then(|word| flag::removal(&command.site.text, word.span));
    if let Some(edit) = edit {
        finding = finding.fix(format!("remove `{what}`"), Safety::Safe, vec![edit]);
    }
    Some(finding.help("find out who holds the lock, and wait for that run to finish"))
}
