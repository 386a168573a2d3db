//! Statements of SQL, wherever they stand: in a file, in a string, in a string over several lines.

use bstr::ByteSlice;
use memchr::{memchr, memmem, memrchr};

use super::context::is_comment;
use super::plan::Hit;

/// How far a statement is followed to either side, in bytes.
pub(super) const REACH: usize = 1500;

/// How far behind the table the `SET` of an `UPDATE` stands.
const TO_SET: usize = 120;

/// Where the statement around `at` begins, as far as it is followed: behind a semicolon or a blank line.
pub(super) fn start(bytes: &[u8], at: usize) -> usize {
    let from = at.saturating_sub(REACH);
    let window = bytes.get(from..at).unwrap_or_default();
    let semicolon = memrchr(b';', window).map(|end| end + 1);
    let blank = memmem::rfind(window, b"\n\n").max(memmem::rfind(window, b"\r\n\r\n"));
    from + semicolon.max(blank).unwrap_or(0)
}

/// Where it ends.
pub(super) fn end(bytes: &[u8], at: usize) -> usize {
    let window = bytes.get(at..bytes.len().min(at + REACH)).unwrap_or_default();
    let ends = [memchr(b';', window), memmem::find(window, b"\n\n"), memmem::find(window, b"\r\n\r\n")];
    at + ends.into_iter().flatten().min().unwrap_or(window.len())
}

/// Whether a statement reads or writes the table that is named at `hit`: `SELECT … FROM`, `UPDATE … SET`, `INSERT INTO`.
pub(super) fn is_about(bytes: &[u8], hit: Hit) -> bool {
    let before = bytes.get(start(bytes, hit.start)..hit.start).unwrap_or_default();
    let front = before.trim_end_with(is_quote);
    let front = match front.strip_suffix(b".") {
        Some(schema) => schema.trim_end_with(|c| c.is_alphanumeric() || c == '_' || is_quote(c)),
        None => front,
    };
    let trimmed = front.trim_ascii_end();
    let Some((keyword, rest)) = last_word(trimmed).filter(|_| trimmed.len() < front.len()) else { return false };
    let is = |word: &str| keyword.eq_ignore_ascii_case(word.as_bytes());
    let is_statement = match () {
        () if is("from") || is("join") => has_word(rest, &["select", "delete", "update"]),
        () if is("into") => {
            last_word(rest.trim_ascii_end()).is_some_and(|(verb, _)| has_word(verb, &["insert", "merge", "replace"]))
        }
        () if is("update") => {
            let behind = bytes.get(hit.end..bytes.len().min(hit.end + TO_SET)).unwrap_or_default();
            has_word(behind, &["set"])
        }
        () => false,
    };
    is_statement && !is_comment(bytes, hit.start)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '`' | '[' | ']' | '\'' | '\\')
}

/// The last word of a text, and what stands before it.
fn last_word(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let start = text.rfind_not_byteset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ").map_or(0, |at| at + 1);
    let word = text.get(start..).filter(|word| !word.is_empty())?;
    Some((word, text.get(..start)?))
}

/// Whether a text has one of these words.
fn has_word(text: &[u8], words: &[&str]) -> bool {
    let mut all = text.split(|byte| !byte.is_ascii_alphabetic());
    all.any(|one| words.iter().any(|word| one.eq_ignore_ascii_case(word.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::is_about;
    use crate::run::uses::plan::Hit;

    #[test]
    fn a_statement_is_told_by_its_words() {
        let is = |text: &str| {
            let start = text.find("users").expect("a table");
            is_about(text.as_bytes(), Hit { start, end: start + 5 })
        };
        for text in [
            "select 1 from users", "DELETE FROM \"public\".\"users\"", "delete from [dbo].[users]",
            "INSERT INTO `users` (a)", "UPDATE users\nSET a = 1", "select 1 from a join users on b",
            "select a\n  from users",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "from users import age", "failed to update users of the shop", "we come from users", "turns into users",
            "select users", "// select 1 from users", "select 1; from users", "select 1\n\nfrom users", "users",
        ] {
            assert!(!is(text), "{text}");
        }
    }
}
