//! What runs what: from a command to the command inside it, whichever program it is run through.

use super::arg::Arg;
use super::container;
use super::interpreter::{self, Source, source};
use super::name::is_tool;
use super::remote;
use super::script::Script;
use super::step::Step;
use super::wrapper;
use super::{Dialect, Through};

/// What the program `name`, called as `words`, runs. `words[0]` is the program.
pub(super) fn step(name: &str, words: &[Arg], dialect: Dialect) -> Step {
    if words.len() == 1 && interpreter::shell(name).is_none() && name != "ssh" {
        return Step::Plain;
    }
    let found = unknown(words)
        .or_else(|| shell(name, words))
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

/// `bash -c '…'`, `sh -s`, `pwsh -Command …`, `cmd /c …`.
fn shell(name: &str, words: &[Arg]) -> Option<Step> {
    let (name, dialect) = interpreter::shell(name)?;
    let through = Through::Shell(name);
    match source(dialect, &|at| words.get(at).map(Arg::text)) {
        Source::Word(at) => {
            let words = if dialect == Dialect::Posix { &words[at..=at] } else { &words[at..] };
            Some(Step::Script { script: Script::joined(words).for_dialect(dialect), through, is_own: false })
        }
        Source::Input => Some(Step::Input { through, dialect, is_own: true }),
        Source::File => None,
    }
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
