//! Secrets of no known form.

use super::words;
use crate::change::Change;
use crate::fact::Secret;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A value looks like a secret, by its name and by its form.
    ///
    /// ## Why
    /// Most credentials have no form of their own: a password, a key of an internal service. What gives them away is the name that they
    /// are given, and that nobody writes such a value for any other purpose. Whoever can read the repository, its history, a fork or a
    /// build's log can use it; once pushed, it has to be renewed.
    ///
    /// Placeholders, references to where the secret is kept (`${DB_PASSWORD}`, `vault:…`), hashes, and code that computes a value are
    /// none. What only may be a secret is shown as possible and stops nothing, unless `min_confidence: possible` says so.
    ///
    /// ## Examples
    /// ```diff app/settings.py
    ///  DEBUG = False
    /// +DB_PASSWORD = "kS8-vQ2_mZx1!rT"
    ///                 ^^^^^^^^^^^^^^^ the value of `DB_PASSWORD` looks like a secret
    /// ```
    ///
    /// A value that is read from elsewhere is none:
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
    let name = words::name_or(secret, "something secret");
    let finding = words::about(secret, format!("the value of {name} looks like a secret"));
    Some(finding.help("renew it, keep it where secrets are kept, and let the repository name only the place"))
}
