//! `portcullis images`: every image reference of the working tree.

use std::io::{self, Write};

use super::args::ImagesArgs;
use super::change;
use super::check::{terminal_width, today};
use super::failure::Failure;
use super::progress::Progress;
use super::registries::registries;
use crate::report::{self, images};
use crate::run;

/// Lists them.
pub(super) fn list(args: &ImagesArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let set = change::whole(&args.paths)?;
    let registries = registries(args.offline, args.cache_dir.as_deref())?;
    let progress = Progress::new(false);
    progress.expect(set.files.len());
    let inventory = run::images::list(&set, today(), &*registries, &|| progress.step());
    progress.end();
    let inventory = inventory?;
    let options = report::Options { width: terminal_width(), ..report::Options::default() };
    let mut out = io::BufWriter::new(out);
    images::write(args.format.into(), &inventory, &options, &mut out)?;
    Ok(out.flush()?)
}
