//! `portcullis init`: a starter policy and workflow.

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
            Written::Replaced => "overwritten",
            Written::Kept => "already exists, left unchanged (use --force to overwrite it)",
        };
        writeln!(out, "{}: {what}", files::shown(&root.join(name)))?;
    }
    writeln!(
        out,
        "\nNext:\n  \
         portcullis config check     after you edit the policy\n  \
         portcullis check --all      what it reports for the current tree\n  \
         portcullis baseline write   accept those findings, and gate only new ones\n\n\
         Set the repository and commit to take Portcullis from at the end of the workflow."
    )?;
    Ok(())
}
