//! Terraform, OpenTofu and Terragrunt. (<https://developer.hashicorp.com/terraform/cli/commands>)

use super::{Args, Kind, Operation, Style};
use crate::document::shell::Invocation;

/// Terraform takes values by `=` alone; Terragrunt has flags of its own.
pub(crate) const STYLE: Style = Style {
    takes_value: &[
        "--terragrunt-working-dir", "--working-dir", "--terragrunt-config", "--config", "--queue-include-dir",
    ],
    is_long_with_one_dash: true,
};

/// What a Terraform command changes.
pub(super) fn operation(run: &Invocation) -> Option<Operation> {
    let args = Args::read(run, STYLE);
    if args.flag(&["-help", "-h"]).is_some() {
        return None;
    }
    let mut words: Vec<&str> = args.plain.iter().map(|arg| arg.text.as_ref()).collect();
    // `terragrunt run-all apply`, `terragrunt run --all apply`.
    if matches!(words.first(), Some(&"run-all" | &"run")) && run.program == "terragrunt" {
        words.remove(0);
    }
    let verb = words.first().copied().unwrap_or_default();
    let next = words.get(1).copied().unwrap_or_default();
    let (kind, what) = match (verb, next) {
        ("apply" | "destroy" | "import" | "taint" | "untaint" | "apply-all" | "destroy-all", _) => {
            (Kind::Infrastructure, verb.to_owned())
        }
        ("state", "mv" | "rm" | "push" | "replace-provider") | ("workspace", "delete") => {
            (Kind::Infrastructure, format!("{verb} {next}"))
        }
        ("force-unlock", _) => (Kind::Unlock, verb.to_owned()),
        _ => return None,
    };
    // A mention has nothing to act on; `terraform apply` alone is how it is run.
    if matches!(verb, "import" | "taint" | "untaint") && words.len() < 2 {
        return None;
    }
    Some(Operation::new(kind, format!("{} {what}", run.program)).of(&run.program, &args))
}
