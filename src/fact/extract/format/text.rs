//! What a text is that is neither YAML nor JSON nor a Dockerfile: by its name or its first line.

use crate::document::prose::{self, Markup};
use crate::document::shell::Dialect;
use crate::fact::extract::scripts::shebang;
use crate::text::{BOM, RepoPath};

/// A format of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::fact::extract) enum TextFormat {
    /// A Jenkinsfile, or Groovy that may be part of one.
    Jenkins,
    /// A document for people.
    Prose(Markup),
    /// A script.
    Script(Dialect),
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
    /// Terraform, Packer or Nomad.
    Hcl,
    /// A Tiltfile.
    Tilt,
    /// `tox.ini`, `setup.cfg`.
    Tox,
    /// `pyproject.toml`.
    PyProject,
}

/// The format of a file. `bin/deploy` may be a document of that name, but not if it starts like a program.
pub(in crate::fact::extract) fn of(path: &RepoPath, file: &[u8]) -> Option<TextFormat> {
    let start = file.strip_prefix(BOM).unwrap_or(file);
    let by_first_line = || is_told_by_first_line(path).then(|| shebang(start))?.map(TextFormat::Script);
    let is_program = start.starts_with(b"#!");
    let named = || by_name(path).filter(|format| !(is_program && matches!(format, TextFormat::Prose(_))));
    by_first_line().or_else(named)
}

fn by_name(path: &RepoPath) -> Option<TextFormat> {
    let name = path.rendered_name();
    if is_jenkins(&name) {
        return Some(TextFormat::Jenkins);
    }
    if let Some(markup) = prose::markup(path) {
        return Some(TextFormat::Prose(markup));
    }
    let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
    Some(match (stem, extension) {
        (_, "sh" | "bash" | "zsh" | "ksh" | "bats" | "fish" | "command") => TextFormat::Script(Dialect::Posix),
        (_, "ps1" | "psm1") => TextFormat::Script(Dialect::PowerShell),
        (_, "bat" | "cmd") => TextFormat::Script(Dialect::Cmd),
        (_, "mk" | "mak" | "make") => TextFormat::Make,
        (_, "just") => TextFormat::Just,
        (_, "service") => TextFormat::Systemd,
        (_, "cron" | "crontab") => TextFormat::Cron { with_user: false },
        (_, "tf" | "hcl" | "tofu" | "tfvars" | "nomad") => TextFormat::Hcl,
        _ => return by_full_name(path, &name),
    })
}

/// `Jenkinsfile.md` tells about one.
fn is_jenkins(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_text = matches!(extension, "md" | "txt" | "adoc" | "rst" | "html" | "java" | "go" | "py");
    !is_text && (name.starts_with("jenkinsfile") || matches!(extension, "jenkinsfile" | "jenkins" | "groovy"))
}

fn by_full_name(path: &RepoPath, name: &str) -> Option<TextFormat> {
    let is_in = |dir: &str| path.parent().lower_name() == dir;
    let is_or_starts = |word: &str| {
        name.strip_prefix(word).is_some_and(|rest| {
            let is_source = matches!(rest, ".am" | ".md" | ".py" | ".go" | ".js" | ".ts" | ".rs");
            rest.is_empty() || rest.starts_with(['.', '-', '_']) && !is_source
        })
    };
    Some(match name {
        ".envrc" | ".bashrc" | ".bash_profile" | ".bash_aliases" | ".bash_login" | ".profile" | ".zshrc"
        | ".zprofile" | ".zshenv" | ".kshrc" | "pkgbuild" => TextFormat::Script(Dialect::Posix),
        // Husky's hooks need no first line: https://typicode.github.io/husky/
        _ if is_in(".husky") && !name.contains('.') => TextFormat::Script(Dialect::Posix),
        "justfile" | ".justfile" => TextFormat::Just,
        "vagrantfile" => TextFormat::Vagrant,
        _ if is_or_starts("tiltfile") => TextFormat::Tilt,
        "crontab" => TextFormat::Cron { with_user: is_in("etc") },
        "tox.ini" | "setup.cfg" => TextFormat::Tox,
        "pyproject.toml" => TextFormat::PyProject,
        _ if is_in("cron.d") => TextFormat::Cron { with_user: true },
        _ if is_or_starts("makefile") || name == "gnumakefile" || name == "bsdmakefile" => TextFormat::Make,
        _ if is_or_starts("procfile") => TextFormat::Procfile,
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
    use super::{TextFormat, of};
    use crate::document::prose::Markup;
    use crate::document::shell::Dialect;

    #[test]
    fn formats_by_name_and_first_line() {
        const POSIX: Option<TextFormat> = Some(TextFormat::Script(Dialect::Posix));
        const WINDOWS: Option<TextFormat> = Some(TextFormat::Script(Dialect::PowerShell));
        for (path, start, expected) in [
            ("ci/deploy.sh", "", POSIX),
            ("ci/DEPLOY.SH", "", POSIX),
            ("deploy.sh.tpl", "", POSIX),
            ("deploy.sh.template", "", POSIX),
            ("user-data.j2", "#!/bin/sh\n", POSIX),
            ("deploy.py.j2", "#!/bin/sh\n", None),
            ("Makefile.in", "", Some(TextFormat::Make)),
            ("a/test.bats", "", POSIX),
            ("bin/deploy", "#!/usr/bin/env bash\n", POSIX),
            ("bin/deploy", "\u{feff}#!/bin/sh -e\n", POSIX),
            ("bin/deploy", "#!/usr/bin/env -S FOO=1 zsh -f\n", POSIX),
            ("bin/deploy", "#! /bin/busybox sh", POSIX),
            ("bin/deploy", "#!/usr/bin/env python3\n", None),
            ("bin/ship", "kubectl apply", None),
            ("bin/deploy", "kubectl apply", Some(TextFormat::Prose(Markup::Plain))),
            ("Jenkinsfile", "#!groovy\n", Some(TextFormat::Jenkins)),
            ("bin/deploy", "#!/usr/bin/env pwsh\n", WINDOWS),
            ("deploy.py", "#!/bin/sh\n", None),
            ("user-data.tftpl", "#!/bin/bash\n", POSIX),
            (".githooks/pre-push", "#!/bin/sh\n", POSIX),
            (".husky/pre-push", "npm test\n", POSIX),
            (".envrc", "", POSIX),
            ("x.psm1", "", WINDOWS),
            ("x.CMD", "", Some(TextFormat::Script(Dialect::Cmd))),
            ("Makefile", "", Some(TextFormat::Make)),
            ("Makefile.deploy", "", Some(TextFormat::Make)),
            ("Makefile.am", "", None),
            ("GNUmakefile", "", Some(TextFormat::Make)),
            ("build/rules.mk", "", Some(TextFormat::Make)),
            ("justfile", "", Some(TextFormat::Just)),
            ("Justfile", "", Some(TextFormat::Just)),
            ("Procfile", "", Some(TextFormat::Procfile)),
            ("Procfile.dev", "", Some(TextFormat::Procfile)),
            ("Vagrantfile", "", Some(TextFormat::Vagrant)),
            ("web.service", "", Some(TextFormat::Systemd)),
            ("etc/cron.d/backup", "", Some(TextFormat::Cron { with_user: true })),
            ("crontab", "", Some(TextFormat::Cron { with_user: false })),
            ("jobs.cron", "", Some(TextFormat::Cron { with_user: false })),
            ("main.tf", "", Some(TextFormat::Hcl)),
            ("image.pkr.hcl", "", Some(TextFormat::Hcl)),
            ("pyproject.toml", "", Some(TextFormat::PyProject)),
            ("README", "", Some(TextFormat::Prose(Markup::Plain))),
            ("Jenkinsfile.prod", "", Some(TextFormat::Jenkins)),
            ("vars/deploy.groovy", "", Some(TextFormat::Jenkins)),
            ("Jenkinsfile.md", "", Some(TextFormat::Prose(Markup::Markdown))),
            ("main.rs", "#!/bin/sh\n", None),
        ] {
            assert_eq!(of(&path.into(), start.as_bytes()), expected, "{path} {start}");
        }
    }
}
