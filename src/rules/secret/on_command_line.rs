//! Secrets as arguments.

use super::words;
use crate::change::Change;
use crate::fact::Secret;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A command is passed a plaintext secret as an argument.
    ///
    /// ## Why
    /// Arguments are visible to everyone on the machine (`ps`), in shell histories and in pipeline logs, and this one is in the
    /// repository as well. A file, standard input or an environment variable avoids all of these.
    ///
    /// ## Examples
    /// ```diff scripts/backup.sh
    ///  set -eu
    /// +mysqldump --user app --password=kS8-vQ2_mZx1rT shop > shop.sql
    ///                                  ^^^^^^^^^^^^^^ the value passed to `password` looks like a secret
    /// ```
    ///
    /// A variable is fine:
    /// ```diff scripts/backup.sh
    ///  set -eu
    /// +mysqldump --user app --password="$DB_PASSWORD" shop > shop.sql
    /// ```
    "secret/on-command-line" {
        standard: High, strict: High, confidence: Likely,
        check: Check::Secret(check),
    }
}

fn check(_: &Context<'_>, secret: Change<&Secret>) -> Option<Finding> {
    let secret = secret.after()?;
    let name = words::name_or(secret, "the command");
    let finding = words::about(secret, format!("the value passed to {name} looks like a secret"));
    Some(finding.help("revoke and replace it, and pass it by file, standard input or environment variable"))
}
