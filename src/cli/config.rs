//! `portcullis config check` and `portcullis config show`.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::ConfigArgs;
use super::check::named_file;
use super::{Exit, Failure};
use crate::policy::{self, Policy};
use crate::source::{directory, git};
use crate::text::RepoPath;

/// Says whether a policy file is in order; where it is not, the error points into it.
pub(super) fn check(args: &ConfigArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let path = file(args).ok_or_else(no_file)?;
    let (name, bytes) = named_file(&path)?;
    policy::check_file(&name, &bytes)?;
    load(args, Some((name.clone(), bytes)))?;
    writeln!(out, "{name}: in order")?;
    Ok(Exit::Pass)
}

/// Shows the policy in force.
pub(super) fn show(args: &ConfigArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let config = file(args).map(|path| named_file(&path)).transpose()?;
    write!(out, "{}", load(args, config)?.show())?;
    Ok(Exit::Pass)
}

fn load(args: &ConfigArgs, config: Option<(String, Vec<u8>)>) -> Result<Policy, Failure> {
    let tree = directory::tree(&root(args))?;
    let extends = args.extends.as_deref().map(named_file).transpose()?;
    let sources = policy::Sources { tree: Some(tree.as_ref()), config, extends, ..policy::Sources::default() };
    Ok(Policy::load(&sources, std::iter::empty::<&RepoPath>())?)
}

/// The file that was named, or else the repository's own, where it has one.
fn file(args: &ConfigArgs) -> Option<PathBuf> {
    let root = root(args);
    args.file
        .clone()
        .or_else(|| [policy::FILE, policy::FILE_YML].iter().map(|name| root.join(name)).find(|path| path.is_file()))
}

fn root(args: &ConfigArgs) -> PathBuf {
    let dir = args.directory.clone().unwrap_or_else(|| PathBuf::from("."));
    git::open(&dir).ok().and_then(|repository| repository.work_dir().map(Path::to_owned)).unwrap_or(dir)
}

fn no_file() -> Failure {
    Failure::usage(format!("there is no {} here", policy::FILE))
        .help("write one with `portcullis init`, or name a file")
}
