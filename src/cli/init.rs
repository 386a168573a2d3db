//! `portcullis init`: a policy and a workflow to start from.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::args::InitArgs;
use super::{Exit, Failure};
use crate::policy;

/// Judges every pull request. It runs from the base's history and needs no rights but to read.
const WORKFLOW: &str = r#"# Portcullis judges every pull request: https://docs.github.com/actions/using-workflows
name: portcullis

on:
  pull_request:

permissions:
  contents: read

jobs:
  gate:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8 # v6.0.1
        with:
          fetch-depth: 0 # the merge base must be there: without it nothing can be compared
          persist-credentials: false
      # Set the repository variables PORTCULLIS_GIT (where you build Portcullis from) and PORTCULLIS_REV (the commit that you reviewed).
      - run: cargo install --locked --git "$PORTCULLIS_GIT" --rev "$PORTCULLIS_REV" portcullis
        env:
          PORTCULLIS_GIT: ${{ vars.PORTCULLIS_GIT }}
          PORTCULLIS_REV: ${{ vars.PORTCULLIS_REV }}
      - run: >
          portcullis check --base "origin/$GITHUB_BASE_REF" --head HEAD
          --format github --output "markdown=$GITHUB_STEP_SUMMARY"
"#;

/// Writes what is missing; a file that is there is left alone unless the caller insists.
pub(super) fn run(args: &InitArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let dir = args.directory.clone().unwrap_or_else(|| PathBuf::from("."));
    if !dir.is_dir() {
        return Err(Failure::usage(format!("{} is no directory", dir.display())));
    }
    let files = [(policy::FILE, policy::starter()), (".github/workflows/portcullis.yml", WORKFLOW)];
    for (name, text) in files {
        let path = dir.join(name);
        match write(&path, text, args.force) {
            Ok(()) => writeln!(out, "{}: written", path.display())?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                writeln!(out, "{}: is there already, left alone (--force overwrites it)", path.display())?;
            }
            Err(error) => return Err(Failure::usage(format!("cannot write {}: {error}", path.display()))),
        }
    }
    writeln!(
        out,
        "\nNext: `portcullis check` judges what you have changed; `portcullis check --all` judges everything;"
    )?;
    writeln!(out, "`portcullis baseline write` accepts what is there today and gates only what comes.")?;
    Ok(Exit::Pass)
}

fn write(path: &Path, text: &str, force: bool) -> std::io::Result<()> {
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    // `create_new` follows no link that stands there already.
    let mut options = OpenOptions::new();
    let options =
        if force { options.write(true).create(true).truncate(true) } else { options.write(true).create_new(true) };
    options.open(path)?.write_all(text.as_bytes())
}
