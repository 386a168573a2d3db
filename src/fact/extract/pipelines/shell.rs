//! Which shell runs a script: the name that a pipeline gives it, or the first line of the script.

use crate::document::shell::Dialect;

/// The dialect of a shell by its name or its template: `bash`, `pwsh`, `bash -e {0}`; nothing for what is no shell. A name that nobody
/// knows is taken for that of a shell.
pub(super) fn named(name: &str) -> Option<Dialect> {
    const OTHERS: &[&str] = &[
        "python", "python2", "python3", "node", "nodejs", "perl", "ruby", "php", "deno", "bun", "rscript", "r",
        "julia", "lua", "elixir", "groovy", "java", "go", "swift", "tclsh", "awk", "ts-node", "tsx", "nu",
    ];
    let mut words = name.split_ascii_whitespace();
    let mut program = words.next().map(program).unwrap_or_default();
    if program == "env" {
        program =
            words.find(|word| !word.starts_with('-') && !word.contains('=')).map(self::program).unwrap_or_default();
    }
    match program.as_str() {
        "pwsh" | "powershell" => Some(Dialect::PowerShell),
        "cmd" => Some(Dialect::Cmd),
        other if OTHERS.contains(&other.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')) => None,
        _ => Some(Dialect::Posix),
    }
}

/// The dialect of a script that starts with `#!`, else `default`.
pub(super) fn of_script(script: &str, default: Option<Dialect>) -> Option<Dialect> {
    match script.trim_start().strip_prefix("#!") {
        Some(rest) => named(rest.split('\n').next().unwrap_or_default()),
        None => default,
    }
}

/// The name of a program without its directory.
fn program(word: &str) -> String {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word).to_ascii_lowercase();
    name.strip_suffix(".exe").map(str::to_owned).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{named, of_script};
    use crate::document::shell::Dialect;

    #[test]
    fn shells() {
        for (name, dialect) in [
            ("bash", Some(Dialect::Posix)),
            ("bash -l -eo pipefail {0}", Some(Dialect::Posix)),
            ("/bin/sh", Some(Dialect::Posix)),
            ("${{ matrix.shell }}", Some(Dialect::Posix)),
            ("pwsh", Some(Dialect::PowerShell)),
            ("powershell.exe -File", Some(Dialect::PowerShell)),
            ("cmd", Some(Dialect::Cmd)),
            ("python {0}", None),
            ("/usr/bin/env python3", None),
            ("/usr/bin/env -S bash", Some(Dialect::Posix)),
        ] {
            assert_eq!(named(name), dialect, "{name}");
        }
        assert_eq!(of_script("#!/usr/bin/env python\nprint()", Some(Dialect::Posix)), None);
        assert_eq!(of_script("make", Some(Dialect::Cmd)), Some(Dialect::Cmd));
    }
}
