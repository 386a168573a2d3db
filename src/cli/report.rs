//! `portcullis report`: what another run has found, on the pull request.

use std::fs::File;
use std::io::{self, Read};

use super::args::ReportFileArgs;
use super::failure::{Exit, Failure};
use super::github::{posting, variable};
use crate::github::{self, Environment, Log};
use crate::report::LONGEST;

/// Posts it. The gate was the other run, so that nothing but a failure to post is one here.
pub(super) fn run(args: &ReportFileArgs) -> Result<Exit, Failure> {
    let environment = Environment::read(&variable)?;
    let wrong = |error: io::Error| Failure::file("read", &args.file, &error);
    let mut bytes = Vec::new();
    // One byte more tells that it is too long.
    File::open(&args.file).map_err(wrong)?.take(LONGEST + 1).read_to_end(&mut bytes).map_err(wrong)?;
    let mut out = io::stdout();
    github::report(&environment, &posting(&args.post), &bytes, args.pull, &mut Log::new(&mut out))?;
    Ok(Exit::Pass)
}
