//! Shells as programs: their names, the `#!` that names one, and where among their words the script stands.

use super::Dialect;

/// Programs that read scripts, and which ones.
const SHELLS: [(&str, Dialect); 12] = [
    ("sh", Dialect::Posix),
    ("bash", Dialect::Posix),
    ("zsh", Dialect::Posix),
    ("dash", Dialect::Posix),
    ("ksh", Dialect::Posix),
    ("ash", Dialect::Posix),
    ("fish", Dialect::Posix),
    ("mksh", Dialect::Posix),
    ("rbash", Dialect::Posix),
    ("powershell", Dialect::PowerShell),
    ("pwsh", Dialect::PowerShell),
    ("cmd", Dialect::Cmd),
];

/// Programs whose scripts are in a language of their own. A number behind the name is a version: `python3.12`.
const LANGUAGES: [&str; 24] = [
    "awk", "bun", "deno", "elixir", "go", "groovy", "java", "julia", "lua", "node", "nodejs", "nu", "perl", "php",
    "python", "r", "rscript", "ruby", "swift", "tclsh", "ts-node", "tsx", "osascript", "expect",
];

/// What reads a script, as far as the name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interpreter {
    /// A shell.
    Shell(Dialect),
    /// Another language: Python, Node.
    Language,
    /// A name that does not tell: a variable, a program of the author's.
    Unknown,
}

impl Interpreter {
    /// The interpreter that a program's name or path tells: `/bin/bash`, `pwsh.exe`.
    #[must_use]
    pub fn named(program: &[u8]) -> Self {
        let name = base_name(program);
        if let Some((_, dialect)) = shell(&name) {
            return Self::Shell(dialect);
        }
        // A test of bats is a script of bash.
        if name == "bats" {
            return Self::Shell(Dialect::Posix);
        }
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        if LANGUAGES.contains(&bare) { Self::Language } else { Self::Unknown }
    }

    /// The one that a command line runs: `bash -e {0}`, `/usr/bin/env -S FOO=1 zsh -f`, `/bin/busybox sh`.
    #[must_use]
    pub fn of_line(line: &[u8]) -> Self {
        let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let chooses = |word: &&[u8]| {
            let is_aside = word.starts_with(b"-") || word.contains(&b'=');
            !is_aside && !matches!(base_name(word).as_str(), "env" | "busybox")
        };
        words.find(chooses).map_or(Self::Unknown, Self::named)
    }

    /// The one that the first line of a script names, where that starts with `#!`.
    #[must_use]
    pub fn of_script(script: &[u8]) -> Option<Self> {
        /// No first line is longer.
        const LONGEST: usize = 256;
        let line = script.strip_prefix(b"#!")?;
        let line = &line[..line.len().min(LONGEST)];
        Some(Self::of_line(&line[..memchr::memchr(b'\n', line).unwrap_or(line.len())]))
    }

    /// The dialect, if it is known to be a shell.
    #[must_use]
    pub fn dialect(self) -> Option<Dialect> {
        if let Self::Shell(dialect) = self { Some(dialect) } else { None }
    }

    /// The dialect, if nothing says that it is not a shell: most scripts are for one like sh.
    #[must_use]
    pub fn dialect_or_posix(self) -> Option<Dialect> {
        match self {
            Self::Shell(dialect) => Some(dialect),
            Self::Language => None,
            Self::Unknown => Some(Dialect::Posix),
        }
    }
}

/// The shell of that name, and its dialect.
pub(super) fn shell(name: &str) -> Option<(&'static str, Dialect)> {
    SHELLS.into_iter().find(|(known, _)| *known == name)
}

/// A program's name in lower case, without its directory and `.exe`.
fn base_name(program: &[u8]) -> String {
    let name = program.rsplit(|byte| matches!(byte, b'/' | b'\\')).next().unwrap_or(program);
    let name = String::from_utf8_lossy(name).to_lowercase();
    name.strip_suffix(".exe").map(str::to_owned).unwrap_or(name)
}

/// So many words may stand in front of the flag that announces the script.
const MOST_FLAGS: usize = 64;

/// What a shell reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The word with this number; for PowerShell and cmd.exe all from it on.
    Word(usize),
    /// Its input.
    Input,
    /// A file, or nothing.
    File,
}

/// What a shell of `dialect` reads whose words, its own name first, are those that `word` gives by number.
pub(super) fn source<'w>(dialect: Dialect, word: &dyn Fn(usize) -> Option<&'w [u8]>) -> Source {
    let flags: &[&str] = match dialect {
        Dialect::Posix => return posix_source(word),
        Dialect::PowerShell => &["-command", "-c", "/c", "/command"],
        Dialect::Cmd => &["/c", "/k", "/r"],
    };
    let is_flag = |text: &[u8]| flags.iter().any(|flag| text.eq_ignore_ascii_case(flag.as_bytes()));
    let at = (1..MOST_FLAGS).map_while(|at| Some((at, word(at)?))).find(|(_, text)| is_flag(text));
    at.filter(|(at, _)| word(at + 1).is_some()).map_or(Source::File, |(at, _)| Source::Word(at + 1))
}

fn posix_source<'w>(word: &dyn Fn(usize) -> Option<&'w [u8]>) -> Source {
    let mut at = 1;
    let mut is_script = false;
    let mut reads = false;
    while let Some(text) = word(at) {
        let is_short = text.len() > 1 && matches!(text[0], b'-' | b'+') && text[1] != b'-';
        match text {
            b"--" => {
                at += 1;
                break;
            }
            b"-" => reads = true,
            b"--rcfile" | b"--init-file" => at += 1,
            _ if text.starts_with(b"--") => {}
            _ if is_short => {
                is_script |= text[0] == b'-' && text.contains(&b'c');
                reads |= text.contains(&b's');
                at += usize::from(matches!(text.last(), Some(b'o' | b'O')));
            }
            _ => break,
        }
        at += 1;
    }
    match word(at) {
        Some(_) if is_script => Source::Word(at),
        Some(text) if !reads && !matches!(text, b"/dev/stdin" | b"-") => Source::File,
        _ => Source::Input,
    }
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Interpreter};

    #[test]
    fn names_and_first_lines_tell_the_shell() {
        let posix = Interpreter::Shell(Dialect::Posix);
        for (line, expected) in [
            ("bash", posix),
            ("bash -l -eo pipefail {0}", posix),
            ("/bin/sh", posix),
            ("/usr/bin/env -S FOO=1 zsh -f", posix),
            (" /bin/busybox sh", posix),
            ("pwsh", Interpreter::Shell(Dialect::PowerShell)),
            ("powershell.exe -File", Interpreter::Shell(Dialect::PowerShell)),
            (r"C:\Windows\cmd.exe", Interpreter::Shell(Dialect::Cmd)),
            ("python3.12 {0}", Interpreter::Language),
            ("/usr/bin/env python", Interpreter::Language),
            ("${{ matrix.shell }}", Interpreter::Unknown),
            ("", Interpreter::Unknown),
        ] {
            assert_eq!(Interpreter::of_line(line.as_bytes()), expected, "{line}");
            assert_eq!(Interpreter::of_script(format!("#!{line}\nx").as_bytes()), Some(expected), "{line}");
        }
        assert_eq!(Interpreter::of_script(b"make\n"), None);
    }
}
