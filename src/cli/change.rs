//! Which change the arguments mean.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::args::SourceArgs;
use super::failure::Failure;
use crate::source::{ChangeSet, Unchecked, between, directory, git, patch};

/// A diff larger than this is not a change that anybody reviews.
const DIFF_CAP: u64 = 256 << 20;

/// A description larger than this is none.
const DESCRIPTION_CAP: u64 = 4 << 20;

/// The change that is asked for.
pub(super) fn read(source: &SourceArgs) -> Result<ChangeSet, Failure> {
    let mut set = read_files(source)?;
    if let Some(file) = &source.description {
        set.describe(description(file)?);
    }
    Ok(set)
}

fn description(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = match file == Path::new("-") {
        true => io::stdin().take(DESCRIPTION_CAP + 1).read_to_end(&mut bytes),
        false => File::open(file).and_then(|opened| opened.take(DESCRIPTION_CAP + 1).read_to_end(&mut bytes)),
    };
    read.map_err(|error| Failure::file("read", file, &error))?;
    if bytes.len() as u64 > DESCRIPTION_CAP {
        return Err(Failure::usage(format!("the description has more than {DESCRIPTION_CAP} bytes")));
    }
    Ok(bytes)
}

fn read_files(source: &SourceArgs) -> Result<ChangeSet, Failure> {
    if let [base, head] = source.between.as_slice() {
        // Named as the caller does: where they lie on this machine is nobody's business.
        let names = (base.display().to_string(), head.display().to_string());
        return Ok(ChangeSet { base: names.0, head: names.1, ..between::directories(base, head)? });
    }
    if source.all {
        return whole(&source.paths);
    }
    if let Some(file) = &source.diff {
        return diff(file);
    }
    let repository = git::open(Path::new("."))?;
    Ok(match (&source.base, source.staged) {
        (Some(base), _) => repository.range(base, source.head.as_deref())?,
        (None, true) => repository.staged()?,
        (None, false) => repository.against_default_branch()?,
    })
}

/// The working tree that holds the current directory, or that directory itself outside of any repository.
pub(super) fn root() -> PathBuf {
    let here = PathBuf::from(".");
    git::open(&here).ok().and_then(|repository| repository.work_dir().map(Path::to_owned)).unwrap_or(here)
}

/// Everything below the current directory, or the paths that are named from there. Their names, and the policy, are those of the
/// repository that holds them.
pub(super) fn whole(paths: &[PathBuf]) -> Result<ChangeSet, Failure> {
    let real = |path: &Path| fs::canonicalize(path).map_err(|error| Failure::file("read", path, &error));
    let root = root();
    let (here, top) = (real(Path::new("."))?, real(&root)?);
    let named = match paths {
        [] if here == top => Vec::new(),
        [] => vec![here],
        paths => paths.iter().map(|path| place(&here, path)).collect::<Result<_, _>>()?,
    };
    let head = match named.is_empty() {
        true => "every file".to_owned(),
        false if paths.is_empty() => "every file in the current directory".to_owned(),
        false => list(paths),
    };
    Ok(ChangeSet { head, ..directory::whole(&root, &named)? })
}

/// Where the path that is named lies. A link at its end stays: it is read, and not followed.
fn place(here: &Path, named: &Path) -> Result<PathBuf, Failure> {
    let place = here.join(named);
    let ends_in_name = matches!(named.components().next_back(), Some(Component::Normal(_)));
    let found = if ends_in_name { fs::symlink_metadata(&place).map(|_| place) } else { fs::canonicalize(&place) };
    found.map_err(|error| Failure::file("read", named, &error))
}

/// The paths as they were given; only the first of many.
fn list(paths: &[PathBuf]) -> String {
    const SHOWN: usize = 3;
    let names: Vec<_> = paths.iter().take(SHOWN).map(|path| path.display().to_string()).collect();
    let more = if paths.len() > SHOWN { format!(" and {} more", paths.len() - SHOWN) } else { String::new() };
    names.join(", ") + &more
}

/// A diff, beside the checkout if there is one.
fn diff(file: &Path) -> Result<ChangeSet, Failure> {
    let bytes = diff_bytes(file)?;
    let checkout = git::open(Path::new(".")).ok().and_then(|repository| repository.work_dir().map(Path::to_owned));
    let mut set = patch::read(&bytes, checkout.as_deref())?;
    if bytes.trim_ascii().is_empty() {
        let why = "it is empty; if you expected a change, check the command that wrote it".to_owned();
        set.unchecked.push(Unchecked { what: input(file), why });
        return Ok(set);
    }
    // No change is a fair answer of `git diff`; a text without any is a mistake, and must not pass for a change that was judged.
    let says_nothing = set.files.is_empty() && set.unchecked.is_empty();
    if says_nothing && !is_of_modes(&bytes) {
        return Err(Failure::usage(format!("{} is not a unified diff", input(file)))
            .help("create one with `git diff BASE...HEAD` or `diff -ru BASE HEAD`"));
    }
    Ok(set)
}

/// Whether git wrote it, if only to say that a file's mode changed.
fn is_of_modes(bytes: &[u8]) -> bool {
    bytes.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"diff --git "))
}

/// What a file to read is called.
fn input(file: &Path) -> String {
    if file == Path::new("-") { "standard input".to_owned() } else { format!("`{}`", file.display()) }
}

fn diff_bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let wrong = |error: io::Error| Failure::file("read", file, &error);
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().take(DIFF_CAP + 1).read_to_end(&mut bytes).map_err(wrong)?;
    } else {
        File::open(file).map_err(wrong)?.take(DIFF_CAP + 1).read_to_end(&mut bytes).map_err(wrong)?;
    }
    if bytes.len() as u64 > DIFF_CAP {
        return Err(Failure::usage(format!("the diff has more than {DIFF_CAP} bytes"))
            .help("compare two commits with --base and --head"));
    }
    Ok(bytes)
}
