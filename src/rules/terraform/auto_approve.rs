//! `terraform/auto-approve`.

use crate::change::Change;
use crate::fact::operation::{Kind, text};
use crate::fact::{Command, Runner};
use crate::finding::{Edit, Finding, Safety, Severity};
use crate::rule::{Check, Context};
use crate::rules::flag;
use crate::rules::manual::people;
use crate::text::{Site, Span};

crate::rule! {
    /// Terraform applies a plan without approval.
    ///
    /// ## Why
    /// `-auto-approve` applies whatever the plan turns out to be, even one that replaces a database because a name changed. The
    /// code was reviewed, but not its effect.
    ///
    /// Commands in instructions are reported by `manual/terraform`. In a pipeline the finding is low, unless the policy defines
    /// zones or lists the pipelines that may deploy (`pipelines.deploy`): those are then allowed, and others are medium.
    ///
    /// ## Examples
    /// ```diff scripts/apply.sh
    ///  #!/bin/sh
    /// -terraform plan -out=plan.bin
    /// +terraform apply -auto-approve
    ///                  ^^^^^^^^^^^^^ `-auto-approve` applies a plan that nobody has reviewed
    /// ```
    /// A saved plan needs no flag, so the fix removes it.
    /// ```diff .github/workflows/apply.yml
    ///  on: push
    ///  jobs:
    ///    apply:
    ///      runs-on: ubuntu-24.04
    ///      steps:
    /// +    - run: terraform apply -auto-approve plan.bin
    ///                             ^^^^^^^^^^^^^ `-auto-approve` applies a plan that nobody has reviewed
    /// ```
    /// A saved plan file can be reviewed.
    /// ```yaml .gitlab-ci.yml
    /// apply:
    ///   script:
    ///   - terraform apply plan.bin
    /// ```
    "terraform/auto-approve" {
        standard: Medium, strict: Critical, confidence: Certain,
        yields_to: ["terraform/lock-disabled"],
        check: Check::Command(check),
    }
}

fn check(cx: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    // That a reader applies at all is worse: `manual/terraform`.
    let command = command.after().filter(|command| command.runner != Runner::Reader)?;
    let operation = command.operation.as_ref().filter(|operation| operation.kind == Kind::Infrastructure)?;
    let approval = command
        .run
        .args
        .iter()
        .find(|word| matches!(text(word).as_ref(), "-auto-approve" | "--auto-approve" | "-auto-approve=true"))?;
    let pipelines = &cx.settings.pipelines;
    let is_named = !pipelines.deploy.is_empty();
    if is_named && pipelines.deploy.is_match(command.site.text.path()) {
        return None;
    }
    let mut finding =
        people::finding(command, operation, "`-auto-approve` applies a plan that nobody has reviewed".to_owned());
    finding.at = Site::new(&command.site.text, approval.span);
    let mut finding = finding.help("save the plan to a file, have it reviewed, and apply that file");
    if let Some((title, safety, edit)) = without(command, approval.span) {
        finding = finding.fix(title, safety, vec![edit]);
    }
    let in_pipeline = command.runner == Runner::Pipeline && !is_named && cx.settings.zones.is_empty();
    Some(if in_pipeline { finding.at_most(Severity::Low, Severity::Critical) } else { finding })
}

/// The command without its approval: what Terraform applies from a saved plan it never asks about, and a person can answer. A pipeline
/// cannot.
fn without(command: &Command, approval: Span) -> Option<(&'static str, Safety, Edit)> {
    let edit = flag::removal(&command.site.text, approval)?;
    if applies_saved_plan(command) {
        return Some(("remove the flag: a saved plan is applied without asking", Safety::Safe, edit));
    }
    (command.runner == Runner::Script).then_some(("ask before applying", Safety::Unsafe, edit))
}

/// Whether the last word, and no value of an option, names a plan: `terraform apply plan.bin`, `terraform apply -input=false tfplan`.
fn applies_saved_plan(command: &Command) -> bool {
    let [.., before, last] = command.run.args.as_slice() else { return false };
    let (option, plan) = (text(before), text(last));
    let is_value = option.starts_with('-') && !option.contains('=') && !option.ends_with("-auto-approve");
    !last.is_open && !is_value && !plan.starts_with('-') && plan.contains("plan")
}
