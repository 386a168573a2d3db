//! `terraform/lock-disabled`.

use crate::change::Change;
use crate::fact::Command;
use crate::fact::act::{Kind, text};
use crate::finding::Finding;
use crate::rule::{Check, Context};
use crate::rules::manual::people;
use crate::text::Site;

crate::rule! {
    /// Terraform is run without the lock on its state, or the lock is taken away.
    ///
    /// ## Why
    /// If the lock is there, somebody is changing the same infrastructure right now, or has crashed while doing so. Going on without
    /// it corrupts the state: Terraform then creates what exists and destroys what it should keep.
    ///
    /// A plan that does not lock changes nothing and is not reported.
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
    ///                             ^^^^^^^^^^^ `-lock=false`: two runs at once corrupt the state
    /// ```
    /// ```diff docs/infra.md
    ///  # When the lock is held
    ///
    /// -Find out who holds it, and wait.
    /// +    terraform force-unlock -force 6638e010
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `terraform force-unlock`: two runs at once corrupt the state
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
    let act = command.act.as_ref().filter(|act| matches!(act.kind, Kind::Infrastructure | Kind::Unlock))?;
    let off =
        command.run.args.iter().find(|word| matches!(text(word).as_ref(), "-lock=false" | "--lock=false" | "-lock=0"));
    let (site, what) = match off {
        Some(word) => (Site::new(&command.site.text, word.span), text(word).into_owned()),
        None if act.kind == Kind::Unlock => (command.site.clone(), act.what.clone()),
        None => return None,
    };
    let mut finding = people::finding(command, act, format!("`{what}`: two runs at once corrupt the state"));
    finding.at = site;
    Some(finding.help("find out who holds the lock, and let that run end"))
}
