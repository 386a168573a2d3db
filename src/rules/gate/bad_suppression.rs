//! `gate/bad-suppression`.

use crate::change::Change;
use crate::fact::{Fault, Suppression};
use crate::finding::{Edit, Finding, Safety};
use crate::rule::{Check, Context};

crate::rule! {
    /// A comment that silences a rule is not in order.
    ///
    /// ## Why
    /// A suppression is a promise with a reason. One without a reason cannot be reviewed, one with a misspelt rule silences nothing,
    /// and one that outlived its finding hides the next.
    ///
    /// ## Examples
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:latest # portcullis: allow image/latest-tag
    ///                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this suppression gives no reason, so it does not count
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:latest # portcullis: allow image/latest-tag: built locally
    /// ```
    "gate/bad-suppression" {
        standard: Medium, strict: High, confidence: Certain,
        check: Check::Suppression(check),
    }
}

fn check(_: &Context<'_>, suppression: Change<&Suppression>) -> Option<Finding> {
    let suppression = suppression.after()?;
    let names = suppression.rules.iter().map(|rule| format!("`{}`", rule.text)).collect::<Vec<_>>().join(", ");
    let (message, help) = match suppression.fault.as_ref()? {
        Fault::NoReason => (
            "this suppression gives no reason, so it does not count".to_owned(),
            "say why: `portcullis: allow RULE: REASON`".to_owned(),
        ),
        Fault::Malformed(expected) => (
            format!("this suppression cannot be read: {expected}"),
            "write `portcullis: allow RULE: REASON` or `portcullis: allow RULE until YYYY-MM-DD: REASON`".to_owned(),
        ),
        Fault::UnknownRule { name, nearest } => (
            format!("there is no rule `{name}`, so this suppression does not count"),
            nearest.as_ref().map_or_else(
                || "see `portcullis rules` for the names".to_owned(),
                |nearest| format!("did you mean `{nearest}`?"),
            ),
        ),
        Fault::Expired { until } => (
            format!("the suppression of {names} ended on {until}"),
            "mend what it hides, or give a new date with a reason".to_owned(),
        ),
        Fault::Refused(why) => (
            format!("this suppression does not count: {why}"),
            "mend what it hides, or ask an owner of the policy".to_owned(),
        ),
        Fault::Useless => (format!("nothing here needs the suppression of {names}"), "remove it".to_owned()),
    };
    let finding = Finding::at(&suppression.site, message).help(help);
    Some(match (&suppression.fault, &suppression.line) {
        (Some(Fault::Useless), Some(line)) => {
            finding.fix("remove the suppression", Safety::Safe, vec![Edit { site: line.clone(), text: String::new() }])
        }
        _ => finding,
    })
}
