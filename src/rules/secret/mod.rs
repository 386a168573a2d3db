//! Credentials: one rule for each detector of the tables, and one for each kind of place in which others stand.

crate::family! {
    "secret", softens: issued_by_nobody, rows: known::rules;
    generic, literal_in_env, kubernetes_secret_data, in_configmap, on_command_line, custom,
}

mod known;
mod words;

use crate::fact::Secret;
use crate::rule::{Docs, Rule};

/// Whether what it finds opens no provider's door: in a test it opens the test's own. The owner's patterns are the same anywhere.
fn issued_by_nobody(rule: &Rule) -> bool {
    match rule.docs {
        Docs::Written(_) => rule.name != custom::RULE.name,
        Docs::Row(row) => row.provider.page == "structural",
    }
}

/// The detectors' rules that `secrets` need, each once.
pub(crate) fn of(secrets: &[Secret]) -> impl Iterator<Item = &'static Rule> {
    let known = |secret: &Secret| matches!(secret.what, crate::secret::What::Known(_)).then_some(secret.rule);
    let names: std::collections::BTreeSet<_> = secrets.iter().filter_map(known).collect();
    names.into_iter().filter_map(super::find)
}
