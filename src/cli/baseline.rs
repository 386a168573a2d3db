//! `portcullis baseline write`: what is there today is accepted, what comes is judged.

use std::io::Write;

use super::args::PolicyArgs;
use super::failure::Failure;
use super::progress::Progress;
use super::{change, check, files};
use crate::policy::{self, Standing, baseline};
use crate::run::Offline;
use crate::source::directory;

/// Judges the whole tree and lists what it found.
pub(super) fn write(args: &PolicyArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let root = change::root();
    let set = directory::whole(&root, &[])?;
    let progress = Progress::new(false);
    let judged = check::judge(&set, args, &[], &Offline, &progress);
    progress.end();
    let verdict = judged?;
    let name = policy::BASELINE;
    let place = root.join(name);
    let count = verdict.decisions.iter().filter(|one| !matches!(one.standing, Standing::Suppressed(_))).count();
    if count == 0 && !place.exists() {
        return Ok(writeln!(out, "No findings, so no baseline was written.")?);
    }
    files::write(&root, name, &baseline::write(&verdict.decisions), true)?;
    let shown = files::shown(&place);
    match count {
        0 => writeln!(out, "{shown}: now empty: no findings are left to accept. You can delete it.")?,
        1 => writeln!(out, "{shown}: 1 finding accepted.")?,
        count => writeln!(out, "{shown}: {count} findings accepted.")?,
    }
    if count > 0 {
        writeln!(out, "Commit the file: it takes effect once merged. New findings still block.")?;
    }
    Ok(())
}
