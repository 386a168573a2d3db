//! `gate/bad-suppression`.

use crate::change::Change;
use crate::fact::{Fault, Suppression};
use crate::finding::{Edit, Finding, Safety};
use crate::rule::{Check, Context};

crate::rule! {
    /// An inline suppression is invalid, expired or unused.
    ///
    /// ## Why
    /// Without a reason, a suppression cannot be reviewed; with a misspelt rule, it suppresses nothing; and one that outlives
    /// its finding hides the next.
    ///
    /// ## Examples
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:latest # portcullis: allow image/latest-tag
    ///                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this suppression has no reason, so it is ignored
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
            "this suppression has no reason, so it is ignored".to_owned(),
            "say why: `portcullis: allow RULE: REASON`".to_owned(),
        ),
        Fault::Malformed(expected) => (
            format!("this suppression is malformed: {expected}"),
            "write `portcullis: allow RULE: REASON` or `portcullis: allow RULE until YYYY-MM-DD: REASON`".to_owned(),
        ),
        Fault::UnknownRule { name, nearest } => (
            format!("there is no rule `{name}`, so this suppression is ignored"),
            nearest.as_ref().map_or_else(
                || "see `portcullis rules` for the names".to_owned(),
                |nearest| format!("did you mean `{nearest}`?"),
            ),
        ),
        Fault::Expired { until } => (
            format!("the suppression of {names} expired on {until}"),
            "fix what it hides, or set a new date and say why".to_owned(),
        ),
        Fault::Refused(why) => {
            (format!("this suppression is ignored: {why}"), "fix what it hides, or ask a policy owner".to_owned())
        }
        Fault::Useless => (format!("the suppression of {names} is unused"), "remove it".to_owned()),
    };
    let finding = Finding::at(&suppression.site, message).help(help);
    Some(match (&suppression.fault, &suppression.line) {
        (Some(Fault::Useless), Some(line)) => {
            finding.fix("remove the suppression", Safety::Safe, vec![Edit { site: line.clone(), text: String::new() }])
        }
        _ => finding,
    })
}
