//! Tables of cron. (<https://man7.org/linux/man-pages/man5/crontab.5.html>)

use super::lines::Lines;
use super::{posix, trim};
use crate::document::Passage;
use crate::fact::Runner;
use crate::fact::extract::script::Script;
use crate::text::Span;

/// Reads the command of each entry. `with_user`: the table names the user in front of it.
pub(super) fn read(file: &[u8], with_user: bool) -> Vec<Script> {
    let entry = |line: Span| command(file, trim(file, line), with_user);
    let entries = Lines::of(file).filter_map(entry).enumerate();
    let script = |(index, span)| posix(format!("entry {}", index + 1), Passage::of(file, span), Runner::Machine);
    entries.map(script).collect()
}

fn command(file: &[u8], line: Span, with_user: bool) -> Option<Span> {
    let first = *file[line.range()].first()?;
    let fields = match first {
        b'#' => return None,
        b'@' => 1,
        b'0'..=b'9' | b'*' => 5,
        // The fields may hold names and templates; whatever assigns a variable is no entry.
        _ => return None,
    };
    let mut rest = line;
    for _ in 0..fields {
        rest = without_word(file, rest);
    }
    let after_user = without_word(file, rest);
    let word = &file[rest.start..after_user.start.max(rest.start)];
    if with_user || word.trim_ascii_end() == b"root" {
        rest = after_user;
    }
    let bytes = &file[rest.range()];
    // What follows a bare percent sign is the command's input.
    let end = memchr::memchr_iter(b'%', bytes).find(|at| *at == 0 || bytes[at - 1] != b'\\').unwrap_or(bytes.len());
    Some(trim(file, rest.part(0..end))).filter(|span| !span.is_empty())
}

fn without_word(file: &[u8], span: Span) -> Span {
    let word = file[span.range()].iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
    trim(file, Span::new(span.start + word, span.end))
}
