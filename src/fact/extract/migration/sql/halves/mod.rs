//! Files of SQL that hold both halves of a migration, parted by comments that one tool understands.

mod liquibase;
mod marker;
#[cfg(test)]
mod tests;

use super::Session;
use crate::fact::extract::migration::Source;
use crate::fact::migration::{Framework, Script};

/// The migrations of a file with both halves; none where no comment says that it is one.
pub(in crate::fact::extract) fn read(source: Source<'_>, session: &mut Session) -> Option<Vec<Script>> {
    match framework_of(source.bytes)? {
        Framework::Liquibase => Some(liquibase::read(source.bytes, session)),
        framework => Some(vec![marker::read(source.bytes, framework, session)]),
    }
}

/// The tool whose comments a file holds: the first that is found.
pub(in crate::fact::extract) fn framework_of(bytes: &[u8]) -> Option<Framework> {
    if liquibase::is_one(bytes) {
        return Some(Framework::Liquibase);
    }
    marker::lines(bytes).map(|(_, framework, _)| framework).next()
}

/// The lines of a text, each with its start, without what ends it.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut start = 0;
    bytes.split_inclusive(|byte| *byte == b'\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_ascii_end())
    })
}

/// What a line says that is a `--` comment and nothing else.
fn comment(line: &[u8]) -> Option<&[u8]> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    Some(line.trim_ascii_start().strip_prefix(b"--")?.trim_ascii_start())
}

/// What is left of a text behind a word, whatever its case.
fn behind<'a>(text: &'a [u8], word: &str) -> Option<&'a [u8]> {
    let (first, rest) = text.split_at_checked(word.len())?;
    let ends = rest.first().is_none_or(|next| !next.is_ascii_alphanumeric());
    (ends && first.eq_ignore_ascii_case(word.as_bytes())).then_some(rest)
}
