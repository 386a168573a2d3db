//! Lines that are no SQL: commands of clients, separators of batches, and the data behind a `COPY`.

use memchr::{memchr, memchr_iter};

use super::Dialect;
use super::quote::is_word;

/// Commands of SQL*Plus that take a line and need no semicolon.
const PLUS: [&str; 14] = [
    "ACCEPT", "BREAK", "CLEAR", "DEFINE", "EXIT", "PAUSE", "PROMPT", "QUIT", "REM", "REMARK", "SPOOL", "TTITLE",
    "UNDEFINE", "WHENEVER",
];

/// What SQL*Plus, but no database, sets.
const PLUS_OPTIONS: [&str; 17] = [
    "DEFINE", "DEF", "ECHO", "ESCAPE", "FEED", "FEEDBACK", "HEADING", "LINESIZE", "LONG", "PAGESIZE", "SCAN",
    "SERVEROUTPUT", "SQLBLANKLINES", "TERMOUT", "TIMING", "TRIMSPOOL", "VERIFY",
];

/// Words that a line begins with where reading goes on after something that is never closed.
const RESYNC: [&str; 8] = ["ALTER", "CREATE", "DELETE", "DROP", "INSERT", "RENAME", "TRUNCATE", "UPDATE"];

/// The length of the line that `rest` begins with, without its end.
pub(super) fn len(rest: &[u8]) -> usize {
    let len = memchr(b'\n', rest).unwrap_or(rest.len());
    if rest.get(..len).is_some_and(|line| line.ends_with(b"\r")) { len - 1 } else { len }
}

fn line(rest: &[u8]) -> &[u8] {
    rest.get(..len(rest)).unwrap_or_default()
}

/// The word that `rest` begins with.
fn word(rest: &[u8]) -> &[u8] {
    let run = rest.iter().take_while(|byte| is_word(**byte)).count();
    rest.get(..run).unwrap_or_default()
}

fn is_one_of(word: &[u8], words: &[&str]) -> bool {
    words.iter().any(|one| one.as_bytes().eq_ignore_ascii_case(word))
}

/// The length of a line that ends a batch: `GO` of SQL Server, `/` of Oracle. `rest` begins with its first byte that is no blank.
pub(super) fn separator(rest: &[u8], dialect: Dialect) -> Option<usize> {
    let may_go = dialect.may_be(Dialect::SqlServer) && rest.get(..2)?.eq_ignore_ascii_case(b"go");
    let may_slash = dialect.may_be(Dialect::Oracle) && rest.first() == Some(&b'/');
    if !may_go && !may_slash {
        return None;
    }
    let line = line(rest);
    let after = line.get(if may_go { 2 } else { 1 }..)?;
    let is_alone = match after.trim_ascii() {
        [] => true,
        [b';'] => may_go,
        [b'-', b'-', ..] => may_go,
        count => may_go && after.first() == Some(&b' ') && count.iter().all(u8::is_ascii_digit),
    };
    is_alone.then_some(line.len())
}

/// The length of a line that is a command of a client, at the start of a statement and of a line.
pub(super) fn command(rest: &[u8], dialect: Dialect) -> Option<usize> {
    let second = rest.get(1).copied().unwrap_or_default();
    let is_command = match rest.first()? {
        // psql, and `\. file` of MySQL.
        b'\\' => true,
        // SQLite's shell.
        b'.' => second.is_ascii_alphabetic(),
        // sqlcmd.
        b':' => second.is_ascii_alphabetic() && dialect == Dialect::SqlServer,
        // SQL*Plus: another script.
        b'@' => second == b'@' && dialect.may_be(Dialect::Oracle) || dialect == Dialect::Oracle,
        _ => is_plus(rest, dialect),
    };
    is_command.then(|| len(rest))
}

fn is_plus(rest: &[u8], dialect: Dialect) -> bool {
    let first = word(rest);
    if first.len() < 3 || !dialect.may_be(Dialect::Oracle) {
        return false;
    }
    let next = |rest: &[u8]| {
        let rest = rest.get(first.len()..).unwrap_or_default();
        word(rest.trim_ascii_start()).to_vec()
    };
    is_one_of(first, &PLUS)
        || first.eq_ignore_ascii_case(b"SET") && is_one_of(&next(line(rest)), &PLUS_OPTIONS)
        || first.eq_ignore_ascii_case(b"SHOW") && is_one_of(&next(line(rest)), &["ERR", "ERRORS"])
}

/// The delimiter that a `DELIMITER` line sets: where it stands in `rest`, and the length of the line.
pub(super) fn delimiter(rest: &[u8]) -> Option<(std::ops::Range<usize>, usize)> {
    if !word(rest).eq_ignore_ascii_case(b"DELIMITER") {
        return None;
    }
    let line = line(rest);
    let said = line.get(9..)?;
    let text = said.trim_ascii();
    let start = 9 + said.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    (!text.is_empty()).then_some((start..start + text.len(), line.len()))
}

/// One past the data that stands behind `COPY … FROM stdin;`: the rest of that line, and all lines to `\.`.
pub(super) fn data(rest: &[u8]) -> Option<usize> {
    let mut start = memchr(b'\n', rest)? + 1;
    loop {
        let line = line(rest.get(start..)?);
        if line == b"\\." {
            return Some(start + 2);
        }
        start += memchr(b'\n', rest.get(start..)?)? + 1;
    }
}

/// Where, after the line that `rest` begins on, a line begins with a statement.
pub(super) fn resync(rest: &[u8]) -> Option<usize> {
    memchr_iter(b'\n', rest).map(|feed| feed + 1).find(|start| {
        let line = rest.get(*start..).unwrap_or_default();
        let blanks = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let first =
            word(line.get(blanks..).unwrap_or_default().get(..10).unwrap_or(line.get(blanks..).unwrap_or_default()));
        is_one_of(first, &RESYNC)
    })
}
