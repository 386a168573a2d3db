//! `portcullis images`: every image reference of the working tree.

use std::io::{self, Write};

use super::args::ImagesArgs;
use super::change;
use super::check::terminal_width;
use super::failure::Failure;
use super::progress::Progress;
use crate::report::{self, images};
use crate::run;

/// Lists them.
pub(super) fn list(args: &ImagesArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let set = change::whole(&args.paths)?;
    let progress = Progress::new(false);
    progress.expect(set.files.len());
    let inventory = run::images::list(&set, &|| progress.step());
    progress.end();
    let options = report::Options { width: terminal_width(), ..report::Options::default() };
    let mut out = io::BufWriter::new(out);
    images::write(args.format.into(), &inventory, &options, &mut out)?;
    Ok(out.flush()?)
}
