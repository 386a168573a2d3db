//! Credentials: one rule for each detector of the tables, and one for each kind of place in which others stand.

crate::family! { generic, literal_in_env, kubernetes_secret_data, in_configmap, on_command_line, custom }

mod known;
mod words;

pub(crate) use known::rules as detectors;

use crate::fact::Secret;
use crate::rule::Rule;

/// The detectors' rules that `secrets` need, each once.
pub(crate) fn of(secrets: &[Secret]) -> impl Iterator<Item = &'static Rule> {
    let known = |secret: &Secret| matches!(secret.what, crate::secret::What::Known(_)).then_some(secret.rule);
    let names: std::collections::BTreeSet<_> = secrets.iter().filter_map(known).collect();
    names.into_iter().filter_map(super::find)
}
