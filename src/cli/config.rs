//! `portcullis config check` and `portcullis config show`.

use std::io::Write;
use std::path::PathBuf;

use super::args::ConfigArgs;
use super::failure::Failure;
use super::{change, files};
use crate::policy::{self, Policy};
use crate::source::directory;
use crate::text::RepoPath;

/// Says whether a policy file is in order; where it is not, the error points into it.
pub(super) fn check(args: &ConfigArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let path = file(args).ok_or_else(no_file)?;
    let (name, bytes) = files::named(&path)?;
    policy::check_file(&name, &bytes)?;
    // A baseline stands alone; a policy may extend others.
    if !name.ends_with(".json") {
        load(args, Some((name.clone(), bytes)))?;
    }
    Ok(writeln!(out, "{name}: in order")?)
}

/// Shows the policy in force.
pub(super) fn show(args: &ConfigArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let config = file(args).map(|path| files::named(&path)).transpose()?;
    Ok(write!(out, "{}", load(args, config)?.show())?)
}

fn load(args: &ConfigArgs, config: Option<(String, Vec<u8>)>) -> Result<Policy, Failure> {
    let tree = directory::tree(&change::root())?;
    let extends = args.extends.as_deref().map(files::named).transpose()?;
    let sources = policy::Sources { tree: Some(tree.as_ref()), config, extends, ..policy::Sources::default() };
    Ok(Policy::load(&sources, std::iter::empty::<&RepoPath>())?)
}

/// The file that was named, or else the repository's own, where it has one.
fn file(args: &ConfigArgs) -> Option<PathBuf> {
    let own = || {
        let root = change::root();
        [policy::FILE, policy::FILE_YML].iter().map(|name| root.join(name)).find(|path| path.is_file())
    };
    args.file.clone().or_else(own)
}

fn no_file() -> Failure {
    Failure::usage(format!("there is no `{}` at the root of this tree", policy::FILE))
        .help("write one with `portcullis init`, or name a file")
}
