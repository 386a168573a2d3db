//! Secrets as arguments.

use super::words;
use crate::change::Change;
use crate::fact::Secret;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A command is given a secret as an argument that is written out.
    ///
    /// ## Why
    /// Arguments are shown to everybody on the machine (`ps`), in shell histories and in the logs of pipelines, and this one stands in
    /// the repository as well. A file, standard input or the environment keeps it from all of them.
    ///
    /// ## Examples
    /// ```diff scripts/backup.sh
    ///  set -eu
    /// +mysqldump --user app --password=kS8-vQ2_mZx1rT shop > shop.sql
    ///                                  ^^^^^^^^^^^^^^ the argument of `password` looks like a secret
    /// ```
    ///
    /// A variable is none:
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
    let finding = words::about(secret, format!("the argument of {name} looks like a secret"));
    Some(finding.help("renew it, and give it by a file, standard input or the environment"))
}
