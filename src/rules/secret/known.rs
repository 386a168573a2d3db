//! What the rule of every detector asks.

use super::words;
use crate::change::Change;
use crate::fact::Secret;
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context, Rule, detector};
use crate::secret::{What, Worth};

/// One rule for each row of the tables of detectors.
pub(crate) fn rules() -> &'static [Rule] {
    detector::rules(|| Check::Secret(check))
}

fn check(_: &Context<'_>, secret: Change<&Secret>) -> Option<Finding> {
    let secret = secret.after()?;
    let What::Known(known) = secret.what else { return None };
    let row = detector::row(known.rule)?;
    let (provider, what) = (row.provider.name, known.what);
    let subject = if row.provider.is_nobody() { words::with_article(what) } else { format!("{provider} {what}") };
    let mut message = format!("{subject}{}", words::behind(secret));
    words::end_with_note(&mut message, secret.note);
    let finding = Finding::at(&secret.site, message).confidence(secret.confidence);
    Some(match (secret.note, known.worth) {
        (None, Worth::Secret) => finding.help(row.provider.revoke),
        (None, Worth::Test) => finding.help("keep it out of the repository anyway"),
        (None, Worth::Public) => finding.help("check that its secret half is not committed too"),
        (Some(_), _) => finding.at_most(Severity::Low, Severity::Low).help("make sure that it grants no access"),
    })
}
