//! `portcullis config check`, `portcullis config show` and `portcullis config import`.

use std::io::Write;
use std::path::{Path, PathBuf};

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
    // A baseline and a configuration of gitleaks stand alone; a policy may extend others.
    if !name.ends_with(".json") && !name.ends_with(".toml") {
        let policy = load(args, Some((name.clone(), bytes)))?;
        writeln!(out, "`{name}` is valid")?;
        return planned(&policy, out);
    }
    Ok(writeln!(out, "`{name}` is valid")?)
}

/// Says which names mean rules to come: whoever relies on one believes in a check that nobody makes.
fn planned(policy: &Policy, out: &mut dyn Write) -> Result<(), Failure> {
    let names: Vec<String> = policy.planned().into_iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() {
        return Ok(());
    }
    Ok(writeln!(out, "note: not implemented yet, so they have no effect: {}", names.join(", "))?)
}

/// Shows the policy in force.
pub(super) fn show(args: &ConfigArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let config = file(args).map(|path| files::named(&path)).transpose()?;
    Ok(write!(out, "{}", load(args, config)?.show())?)
}

/// Prints what gitleaks was configured with as a policy, or writes it where there is none.
pub(super) fn import(file: Option<&Path>, write: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let root = change::root();
    let own = || policy::GITLEAKS_FILES.iter().map(|name| root.join(name)).find(|path| path.is_file());
    let path = file.map(Path::to_path_buf).or_else(own).ok_or_else(|| {
        let names = policy::GITLEAKS_FILES.join("` or `");
        Failure::usage(format!("there is no `{names}` at the root of this tree")).help("pass a file")
    })?;
    let ignore = root.join(policy::GITLEAKS_IGNORE);
    let ignore = ignore.is_file().then(|| files::named(&ignore)).transpose()?.map(|(_, bytes)| bytes);
    let tree = directory::tree(&root)?;
    let page = policy::import_gitleaks(files::named(&path)?, ignore, Some(tree.as_ref()))?;
    if !write {
        return Ok(write!(out, "{page}")?);
    }
    let is_taken = root.join(policy::FILE_YML).exists();
    if is_taken || files::write(&root, policy::FILE, &page, false)? == files::Written::Kept {
        return Err(
            Failure::usage("there is already a policy").help("run without `--write`, and merge the output by hand")
        );
    }
    Ok(writeln!(out, "{}: written. Review and commit it; it takes effect once merged.", policy::FILE)?)
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
        .help("create one with `portcullis init`, or pass a file")
}
