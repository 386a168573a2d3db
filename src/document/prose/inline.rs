//! Lines of text as they are shown: list marks and backticks removed.

use super::sentence::{Place, Prose};
use crate::document::Passage;
use crate::text::Span;

/// Longer pieces between backticks are none.
const CODE: usize = 4096;

/// The lines at `lines` of `bytes` as one text. Code stands between as many of one of `marks` on both sides; `~~` strikes through.
pub(super) fn prose(bytes: &[u8], lines: &[Span], marks: &[u8], place: Place) -> Prose {
    let mut flat = Passage::default();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            // The line end, as it stands between the lines' contents.
            let end = lines[index - 1].end;
            flat.push(b"\n", Span::new(end, line.start.clamp(end, end + 1)));
        }
        flat.push(&bytes[line.range()], *line);
    }
    let span = lines.first().map_or(Span::default(), |first| lines.last().map_or(*first, |last| first.join(*last)));
    Prose { span, ..self::flat(flat, marks, place) }
}

/// `flat` with its code and what is struck through found.
pub(super) fn flat(flat: Passage, marks: &[u8], place: Place) -> Prose {
    let text = flat.bytes();
    let mut prose = Prose { place, span: flat.whole(), ..Prose::default() };
    let mut at = 0;
    let mut strike_end = 0;
    while let Some(found) = next_mark(text, at, marks) {
        let len = text[found..].iter().take_while(|byte| **byte == text[found]).count();
        at = found + len;
        let is_strike = text[found] == b'~';
        if is_strike && len != 2 || !is_strike && len > 3 || text[found] == b'+' && !opens(text, found, len) {
            continue;
        }
        if is_strike && found == strike_end && found > 0 {
            continue;
        }
        let Some(end) = close(text, at, text[found], len) else { continue };
        if is_strike {
            strike_end = end;
            prose.struck.push(at..end);
        } else {
            prose.code.push(at..end);
            at = end + len;
        }
    }
    prose.flat = flat;
    prose
}

fn next_mark(text: &[u8], at: usize, marks: &[u8]) -> Option<usize> {
    text[at..].iter().position(|byte| marks.contains(byte) || *byte == b'~').map(|len| at + len)
}

/// Whether a `+` opens code: behind a blank, in front of none.
fn opens(text: &[u8], at: usize, len: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| text[before].is_ascii_whitespace() || text[before] == b'(')
        && text.get(at + len).is_some_and(|byte| !byte.is_ascii_whitespace())
}

/// The next run of exactly `len` of `mark`.
fn close(text: &[u8], start: usize, mark: u8, len: usize) -> Option<usize> {
    let reach = text.len().min(start + CODE);
    let mut at = start;
    while let Some(found) = memchr::memchr(mark, &text[at..reach]) {
        let found = at + found;
        let run = text[found..].iter().take_while(|byte| **byte == mark).count();
        if run == len && found > start {
            return Some(found);
        }
        at = (found + run).min(reach);
    }
    None
}
