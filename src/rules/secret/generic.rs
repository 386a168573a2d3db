//! Secrets of no known form.

use super::words;
use crate::change::Change;
use crate::fact::Secret;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A value looks like a secret, judging by its name and form.
    ///
    /// ## Why
    /// Most credentials have no recognisable form: a password, the key of an internal service. Their name gives them away,
    /// together with a value that would serve no other purpose. Anyone who can read the repository, its history, a fork or a
    /// build log can use it; once pushed, it has to be revoked and replaced.
    ///
    /// Placeholders, references to a secret store (`${DB_PASSWORD}`, `vault:…`), hashes and code that computes a value are not
    /// reported. A value that only might be a secret is shown as possible and does not block, unless the policy sets
    /// `min_confidence: possible`.
    ///
    /// ## Examples
    /// ```diff app/settings.py
    ///  DEBUG = False
    /// +DB_PASSWORD = "kS8-vQ2_mZx1!rT"
    ///                 ^^^^^^^^^^^^^^^ the value of `DB_PASSWORD` looks like a secret
    /// ```
    ///
    /// A value read from elsewhere is not a secret:
    /// ```diff app/settings.py
    ///  DEBUG = False
    /// +DB_PASSWORD = os.environ["DB_PASSWORD"]
    /// +API_KEY = "<your api key>"
    /// ```
    "secret/generic" {
        standard: High, strict: High, confidence: Likely,
        check: Check::Secret(check),
    }
}

fn check(_: &Context<'_>, secret: Change<&Secret>) -> Option<Finding> {
    let secret = secret.after()?;
    let name = words::name_or(secret, "this setting");
    let finding = words::about(secret, format!("the value of {name} looks like a secret"));
    Some(finding.help("revoke and replace it, and reference it from a secret store"))
}
