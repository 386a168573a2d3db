//! `manual/terraform`.

use super::people;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::operation::Kind;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// Instructions tell people to change infrastructure or its state by hand with Terraform, OpenTofu or Terragrunt.
    ///
    /// ## Why
    /// Two people applying at once corrupt the state; one person applying alone bypasses the review of the plan. State edited
    /// by hand no longer matches what exists.
    ///
    /// ## Examples
    /// ```diff docs/infra.md
    ///  # Clean up
    ///
    /// -Open a pull request; the pipeline shows the plan and applies it once it is approved.
    /// +    terraform apply -var-file=production.tfvars
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `terraform apply` by hand changes infrastructure without a reviewed plan
    /// ```
    /// A plan changes nothing.
    /// ```markdown docs/plan.md
    /// # See what would happen
    ///
    ///     terraform plan -out=plan.bin
    ///     terraform state list
    /// ```
    "manual/terraform" {
        standard: Critical, strict: Critical, confidence: Likely,
        yields_to: ["terraform/lock-disabled", "terraform/auto-approve"],
        check: Check::Command(check),
    }
}

fn check(cx: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let (command, operation) = people::instruction(cx, command, &[Kind::Infrastructure, Kind::Unlock])?;
    let message = format!("`{}` by hand changes infrastructure without a reviewed plan", operation.what);
    Some(people::finding(command, operation, message).help("let the pipeline apply the reviewed plan"))
}
