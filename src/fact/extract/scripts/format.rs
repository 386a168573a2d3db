//! What holds scripts, told by its name or its first line.

use crate::document::Kind;
use crate::document::kind;
use crate::document::shell::Dialect;
use crate::text::{BOM, RepoPath};

/// How a file that is neither YAML nor a Dockerfile holds its scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// It is one.
    Whole(Dialect),
    /// A Makefile.
    Make,
    /// A Justfile.
    Just,
    /// A Procfile.
    Procfile,
    /// A Vagrantfile.
    Vagrant,
    /// A unit of systemd.
    Systemd,
    /// A table of cron; that of a system names the user before the command.
    Cron {
        /// Whether it names users.
        with_user: bool,
    },
    /// Terraform or Packer.
    Hcl,
    /// `tox.ini`, `setup.cfg`.
    Tox,
    /// `pyproject.toml`.
    PyProject,
}

/// Whether a file of this name may hold scripts.
pub(super) fn may_hold(path: &RepoPath) -> bool {
    by_name(path).is_some() || kind(path) == Kind::Other && is_told_by_first_line(path)
}

/// The format of a file.
pub(super) fn of(path: &RepoPath, file: &[u8]) -> Option<Format> {
    let by_first_line = || {
        let start = file.strip_prefix(BOM).unwrap_or(file);
        is_told_by_first_line(path).then(|| super::shebang(start))?.map(Format::Whole)
    };
    by_name(path).or_else(by_first_line)
}

fn by_name(path: &RepoPath) -> Option<Format> {
    let name = path.rendered_name();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
    Some(match (stem, extension) {
        (_, "sh" | "bash" | "zsh" | "ksh" | "bats" | "fish" | "command") => Format::Whole(Dialect::Posix),
        (_, "ps1" | "psm1") => Format::Whole(Dialect::PowerShell),
        (_, "bat" | "cmd") => Format::Whole(Dialect::Cmd),
        (_, "mk" | "mak" | "make") => Format::Make,
        (_, "just") => Format::Just,
        (_, "service") => Format::Systemd,
        (_, "cron" | "crontab") => Format::Cron { with_user: false },
        (_, "tf" | "hcl" | "tofu") => Format::Hcl,
        _ => return by_full_name(path, &name),
    })
}

fn by_full_name(path: &RepoPath, name: &str) -> Option<Format> {
    let is_in = |dir: &str| path.parent().lower_name() == dir;
    let is_or_starts = |word: &str| {
        name.strip_prefix(word).is_some_and(|rest| {
            let is_source = matches!(rest, ".am" | ".md" | ".py" | ".go" | ".js" | ".ts" | ".rs");
            rest.is_empty() || rest.starts_with(['.', '-', '_']) && !is_source
        })
    };
    Some(match name {
        ".envrc" | ".bashrc" | ".bash_profile" | ".bash_aliases" | ".bash_login" | ".profile" | ".zshrc"
        | ".zprofile" | ".zshenv" | ".kshrc" | "pkgbuild" => Format::Whole(Dialect::Posix),
        // Husky's hooks need no first line: https://typicode.github.io/husky/
        _ if is_in(".husky") && !name.contains('.') => Format::Whole(Dialect::Posix),
        "justfile" | ".justfile" => Format::Just,
        "vagrantfile" => Format::Vagrant,
        "crontab" => Format::Cron { with_user: is_in("etc") },
        "tox.ini" | "setup.cfg" => Format::Tox,
        "pyproject.toml" => Format::PyProject,
        _ if is_in("cron.d") => Format::Cron { with_user: true },
        _ if is_or_starts("makefile") || name == "gnumakefile" || name == "bsdmakefile" => Format::Make,
        _ if is_or_starts("procfile") => Format::Procfile,
        _ => return None,
    })
}

/// Whether nothing but the first line of a file tells what it is: `bin/deploy`, `.git/hooks/pre-commit`, `user-data.tpl`.
fn is_told_by_first_line(path: &RepoPath) -> bool {
    let name = path.rendered_name();
    let extension = name.trim_start_matches('.').rsplit_once('.').map_or("", |(_, extension)| extension);
    matches!(extension, "" | "txt" | "hook" | "userdata")
}

#[cfg(test)]
mod tests {
    use super::{Format, of};
    use crate::document::shell::Dialect;

    #[test]
    fn formats_by_name_and_first_line() {
        const POSIX: Option<Format> = Some(Format::Whole(Dialect::Posix));
        const WINDOWS: Option<Format> = Some(Format::Whole(Dialect::PowerShell));
        for (path, start, expected) in [
            ("ci/deploy.sh", "", POSIX),
            ("ci/DEPLOY.SH", "", POSIX),
            ("deploy.sh.tpl", "", POSIX),
            ("deploy.sh.template", "", POSIX),
            ("user-data.j2", "#!/bin/sh\n", POSIX),
            ("deploy.py.j2", "#!/bin/sh\n", None),
            ("Makefile.in", "", Some(Format::Make)),
            ("a/test.bats", "", POSIX),
            ("bin/deploy", "#!/usr/bin/env bash\n", POSIX),
            ("bin/deploy", "\u{feff}#!/bin/sh -e\n", POSIX),
            ("bin/deploy", "#!/usr/bin/env -S FOO=1 zsh -f\n", POSIX),
            ("bin/deploy", "#! /bin/busybox sh", POSIX),
            ("bin/deploy", "#!/usr/bin/env python3\n", None),
            ("bin/deploy", "kubectl apply", None),
            ("bin/deploy", "#!/usr/bin/env pwsh\n", WINDOWS),
            ("deploy.py", "#!/bin/sh\n", None),
            ("user-data.tftpl", "#!/bin/bash\n", POSIX),
            (".githooks/pre-push", "#!/bin/sh\n", POSIX),
            (".husky/pre-push", "npm test\n", POSIX),
            (".envrc", "", POSIX),
            ("x.psm1", "", WINDOWS),
            ("x.CMD", "", Some(Format::Whole(Dialect::Cmd))),
            ("Makefile", "", Some(Format::Make)),
            ("Makefile.deploy", "", Some(Format::Make)),
            ("Makefile.am", "", None),
            ("GNUmakefile", "", Some(Format::Make)),
            ("build/rules.mk", "", Some(Format::Make)),
            ("justfile", "", Some(Format::Just)),
            ("Justfile", "", Some(Format::Just)),
            ("Procfile", "", Some(Format::Procfile)),
            ("Procfile.dev", "", Some(Format::Procfile)),
            ("Vagrantfile", "", Some(Format::Vagrant)),
            ("web.service", "", Some(Format::Systemd)),
            ("etc/cron.d/backup", "", Some(Format::Cron { with_user: true })),
            ("crontab", "", Some(Format::Cron { with_user: false })),
            ("jobs.cron", "", Some(Format::Cron { with_user: false })),
            ("main.tf", "", Some(Format::Hcl)),
            ("image.pkr.hcl", "", Some(Format::Hcl)),
            ("pyproject.toml", "", Some(Format::PyProject)),
            ("README", "", None),
            ("main.rs", "#!/bin/sh\n", None),
        ] {
            assert_eq!(of(&path.into(), start.as_bytes()), expected, "{path} {start}");
            assert!(expected.is_none() || super::may_hold(&path.into()), "{path}");
        }
    }
}
