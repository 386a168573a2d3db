//! `terraform/auto-approve`.

use crate::change::Change;
use crate::fact::act::{Kind, text};
use crate::fact::{Command, Runner};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};
use crate::rules::manual::people;
use crate::text::Site;

crate::rule! {
    /// Terraform applies without anybody approving the plan.
    ///
    /// ## Why
    /// `-auto-approve` applies whatever the plan turns out to be: also the one that replaces a database because a name changed. What
    /// was reviewed is the code, not its effect.
    ///
    /// What readers are told to run is `manual/terraform`. In a pipeline it is low, unless the policy names zones or the pipelines that may (`pipelines.deploy`): then it is silent in
    /// those, and medium in others.
    ///
    /// ## Examples
    /// ```diff scripts/apply.sh
    ///  #!/bin/sh
    /// -terraform plan -out=plan.bin
    /// +terraform apply -auto-approve
    ///                  ^^^^^^^^^^^^^ `-auto-approve` applies a plan that nobody has read
    /// ```
    /// A plan file is what was reviewed.
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
    let act = command.act.as_ref().filter(|act| act.kind == Kind::Infrastructure)?;
    let flag = command
        .run
        .args
        .iter()
        .find(|word| matches!(text(word).as_ref(), "-auto-approve" | "--auto-approve" | "-auto-approve=true"))?;
    let pipelines = &cx.settings.pipelines;
    let is_named = !pipelines.deploy.is_empty();
    if is_named && pipelines.deploy.is_match(command.site.text.path()) {
        return None;
    }
    let mut finding = people::finding(command, act, "`-auto-approve` applies a plan that nobody has read".to_owned());
    finding.at = Site::new(&command.site.text, flag.span);
    let finding = finding.help("write the plan to a file, let somebody approve it, and apply that file");
    let in_pipeline = command.runner == Runner::Pipeline && !is_named && cx.settings.zones.is_empty();
    Some(if in_pipeline { finding.at_most(Severity::Low, Severity::Critical) } else { finding })
}
