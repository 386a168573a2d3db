//! What runs what: one step from a command to the command inside it.

use super::container;
use super::expand::Arg;
use super::flags::{self, Flags, skip};
use super::name::is_tool;
use super::remote;
use super::script::Script;
use super::wrapper;
use super::{Dialect, Through};

/// What a command does with the words behind it.
#[derive(Debug)]
pub(super) enum Step {
    /// It is what it is.
    Plain,
    /// The command begins at the word with this number.
    Command { at: usize, through: Through, is_own: bool },
    /// Several commands, each in a range of words.
    Commands { ranges: Vec<std::ops::Range<usize>>, through: Through },
    /// The word with the first number stands for `program`, such as an image; its arguments begin at the second.
    Named { program: &'static str, at: usize, args: usize, through: Through, is_own: bool },
    /// A script in its words.
    Script { script: Script, through: Through, is_own: bool },
    /// A shell that reads its script from standard input.
    Input { through: Through, dialect: Dialect, is_own: bool },
}

impl Step {
    /// Whether the command that runs others is one of its own, to be told before them.
    pub(super) const fn is_own(&self) -> bool {
        match self {
            Self::Plain => false,
            Self::Commands { .. } => true,
            Self::Command { is_own, .. }
            | Self::Named { is_own, .. }
            | Self::Script { is_own, .. }
            | Self::Input { is_own, .. } => *is_own,
        }
    }
}

/// Shells by their names.
const SHELLS: [&str; 9] = ["sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "mksh", "rbash"];

/// What the program `name`, called as `words`, runs. `words[0]` is the program.
pub(super) fn step(name: &str, words: &[Arg], dialect: Dialect) -> Step {
    if words.len() == 1 && !is_shell(name) && !matches!(name, "ssh") {
        return Step::Plain;
    }
    let found = unknown(words)
        .or_else(|| shell(name, words))
        .or_else(|| script(name, words))
        .or_else(|| windows(name, words, dialect))
        .or_else(|| find(name, words))
        .or_else(|| remote::step(name, words))
        .or_else(|| container::step(name, words))
        .or_else(|| wrapper::step(name, words));
    found.unwrap_or(Step::Plain)
}

/// `$SUDO kubectl …`: whatever the variable holds, it runs the tool behind it.
fn unknown(words: &[Arg]) -> Option<Step> {
    let is_hole = matches!(words[0].holes.as_slice(), [hole] if hole.len() == words[0].text().len());
    let is_tool = is_hole && is_tool(words.get(1)?.text());
    is_tool.then_some(Step::Command { at: 1, through: Through::Wrapper("$"), is_own: false })
}

fn is_shell(name: &str) -> bool {
    SHELLS.contains(&name) || matches!(name, "powershell" | "pwsh")
}

/// `bash -c '…'`, `sh -s`, `pwsh -Command …`, `cmd /c …`.
fn shell(name: &str, words: &[Arg]) -> Option<Step> {
    if let Some(known) = SHELLS.into_iter().find(|known| *known == name) {
        return posix_shell(known, words);
    }
    let is_flag =
        |word: &Arg, flags: &[&str]| flags.iter().any(|flag| word.text().eq_ignore_ascii_case(flag.as_bytes()));
    let (through, flags, dialect): (_, &[&str], _) = match name {
        "powershell" | "pwsh" => {
            (Through::Shell("powershell"), &["-command", "-c", "/c", "/command"], Dialect::PowerShell)
        }
        "cmd" => (Through::Shell("cmd"), &["/c", "/k", "/r"], Dialect::Cmd),
        _ => return None,
    };
    let at = words.iter().position(|word| is_flag(word, flags))? + 1;
    let script = Script::joined(words.get(at..)?).for_dialect(dialect);
    Some(Step::Script { script, through, is_own: false })
}

fn posix_shell(name: &'static str, words: &[Arg]) -> Option<Step> {
    let through = Through::Shell(name);
    let mut at = 1;
    let mut is_script = false;
    let mut reads = false;
    while let Some(text) = words.get(at).map(Arg::text) {
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
    match words.get(at) {
        Some(word) if is_script => {
            let script = Script::word(word, 0).for_dialect(Dialect::Posix);
            Some(Step::Script { script, through, is_own: false })
        }
        Some(word) if !reads && !matches!(word.text(), b"/dev/stdin" | b"-") => None,
        _ => Some(Step::Input { through, dialect: Dialect::Posix, is_own: true }),
    }
}

/// Words that are a script in whole or in one of them.
fn script(name: &str, words: &[Arg]) -> Option<Step> {
    let all = |at: usize, through| Step::Script { script: Script::joined(&words[at..]), through, is_own: false };
    let of_flag = |through, flags: &[&str]| {
        let (word, at) = flags::value(&words[1..], flags)?;
        Some(Step::Script { script: Script::word(word, at), through, is_own: false })
    };
    const WATCH: Flags = Flags::Valued(&["-n", "--interval", "-q", "--equexit"]);
    match name {
        "eval" => Some(all(skip(words, 1, Flags::Valued(&[])), Through::Shell("eval"))),
        "watch" | "viddy" | "hwatch" => Some(all(skip(words, 1, WATCH), Through::Wrapper("watch"))),
        "trap" => Some(Step::Script {
            script: Script::word(words.get(1)?, 0),
            through: Through::Shell("trap"),
            is_own: false,
        }),
        "su" => of_flag(Through::Shell("su"), &["-c", "--command", "-lc"]),
        "runuser" => of_flag(Through::Shell("su"), &["-c", "--command", "-lc"]),
        "script" => of_flag(Through::Wrapper("script"), &["-c", "--command", "-qc", "-qec", "-ec", "-efqc"]),
        "flock" => of_flag(Through::Wrapper("flock"), &["-c", "--command"]),
        "nix-shell" => of_flag(Through::Wrapper("nix-shell"), &["--run", "--command"]),
        "sops" if words.get(1)?.text() == b"exec-env" || words.get(1)?.text() == b"exec-file" => Some(Step::Script {
            script: Script::word(words.last()?, 0),
            through: Through::Wrapper("sops"),
            is_own: false,
        }),
        "parallel" => Some(parallel(words)),
        _ => None,
    }
}

/// `parallel 'kubectl apply -f {}' ::: a b`.
fn parallel(words: &[Arg]) -> Step {
    const FLAGS: Flags = Flags::Valued(&[
        "-j", "--jobs", "-P", "--max-procs", "-n", "--max-args", "-N", "-L", "-I", "-S", "--sshlogin", "-a",
        "--arg-file", "-d", "--delimiter", "--colsep", "-C", "--delay", "--retries", "--timeout", "--joblog",
        "--results", "--halt", "--tagstring", "--workdir", "--wd", "--load", "--memfree", "--env",
    ]);
    let start = skip(words, 1, FLAGS);
    let is_mark = |word: &&Arg| word.text().starts_with(b":::");
    let command = words[start..].iter().take_while(|word| !is_mark(word));
    Step::Script { script: Script::joined(command), through: Through::Arguments("parallel"), is_own: true }
}

/// `Invoke-Expression`, `Start-Process`, `start` and `call`.
fn windows(name: &str, words: &[Arg], dialect: Dialect) -> Option<Step> {
    let is = |word: &Arg, flag: &str| word.text().eq_ignore_ascii_case(flag.as_bytes());
    match (name, dialect) {
        ("invoke-expression" | "iex", Dialect::PowerShell) => {
            let at = 1 + usize::from(is(words.get(1)?, "-command"));
            let script = Script::joined(words.get(at..)?);
            Some(Step::Script { script, through: Through::Shell("Invoke-Expression"), is_own: false })
        }
        ("start-process" | "saps", Dialect::PowerShell) => {
            let is_option = |word: &&Arg| {
                !["-filepath", "-argumentlist", "-wait", "-nonewwindow"].iter().any(|flag| is(word, flag))
            };
            let script = Script::joined(words[1..].iter().filter(is_option));
            Some(Step::Script { script, through: Through::Wrapper("Start-Process"), is_own: false })
        }
        ("call", Dialect::Cmd) => Some(Step::Command { at: 1, through: Through::Wrapper("call"), is_own: false }),
        ("start", Dialect::Cmd) => {
            let is_option = |word: &Arg| word.text().is_empty() || word.word.is_quoted || word.text().starts_with(b"/");
            let at = 1 + words[1..].iter().take_while(|word| is_option(word)).count();
            (at < words.len()).then_some(Step::Command { at, through: Through::Wrapper("start"), is_own: false })
        }
        _ => None,
    }
}

/// `find … -exec cmd {} \;`, as often as it says so.
fn find(name: &str, words: &[Arg]) -> Option<Step> {
    if !matches!(name, "find" | "gfind" | "fd" | "fdfind") {
        return None;
    }
    let mut ranges = Vec::new();
    let mut at = 1;
    let flags: &[&[u8]] = match name {
        "find" | "gfind" => &[b"-exec", b"-execdir", b"-ok", b"-okdir"],
        _ => &[b"-x", b"-X", b"--exec", b"--exec-batch"],
    };
    while let Some(found) = words[at..].iter().position(|word| flags.contains(&word.text())) {
        let start = at + found + 1;
        let is_end = |word: &Arg| matches!(word.text(), b";" | b"+");
        let len = words[start..].iter().position(is_end).unwrap_or(words.len() - start);
        if len > 0 {
            ranges.push(start..start + len);
        }
        at = start + len;
    }
    (!ranges.is_empty()).then_some(Step::Commands { ranges, through: Through::Arguments("find") })
}
