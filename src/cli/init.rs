//! `portcullis init`: a policy and a workflow to start from.

use std::io::Write;

use super::change;
use super::failure::Failure;
use super::files::{self, Written};
use crate::policy;

/// Judges every pull request, and tells what it found on it.
const WORKFLOW: &str = include_str!("workflow.yml");

/// Writes what is missing; a file that is there is left alone unless the caller insists.
pub(super) fn run(force: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let root = change::root();
    let starter = policy::starter();
    for (name, text) in [(policy::FILE, starter.as_str()), (".github/workflows/portcullis.yml", WORKFLOW)] {
        let what = match files::write(&root, name, text, force)? {
            Written::New => "written",
            Written::Replaced => "written anew",
            Written::Kept => "is there already, left alone (--force overwrites it)",
        };
        writeln!(out, "{}: {what}", files::shown(&root.join(name)))?;
    }
    writeln!(
        out,
        "\nNext:\n  \
         portcullis config check     after you have edited the policy\n  \
         portcullis check --all      what it says about the tree as it is\n  \
         portcullis baseline write   accept that, and gate only what comes\n\n\
         The workflow takes Portcullis from the repository and commit that you name at its end."
    )?;
    Ok(())
}
