//! Hunks put on a text, or taken off one.

use super::parse::{Hunk, Kind};

/// Which way hunks are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// From the old text to the new one.
    Forward,
    /// From the new text to the old one.
    Backward,
}

/// `text` with the hunks put on (or taken off); `None` if it is not the text that they start from.
pub(super) fn apply(text: &[u8], hunks: &[Hunk], direction: Direction) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let (mut rest, mut line) = (text, 0);
    for hunk in hunks {
        let from = if direction == Direction::Forward { &hunk.old } else { &hunk.new };
        while line < from.start {
            out.extend_from_slice(next(&mut rest)?);
            line += 1;
        }
        for at in hunk.lines() {
            let (taken, given) = match (at.kind, direction) {
                (Kind::Both, _) => (true, true),
                (Kind::Old, Direction::Forward) | (Kind::New, Direction::Backward) => (true, false),
                (Kind::Old, Direction::Backward) | (Kind::New, Direction::Forward) => (false, true),
            };
            if taken {
                let found = next(&mut rest)?;
                let text = found.strip_suffix(b"\n").unwrap_or(found);
                if (text, text.len() < found.len()) != (at.text, at.ends) {
                    return None;
                }
                line += 1;
            }
            if given {
                push(&mut out, at.text, at.ends);
            }
        }
    }
    // What a hunk left without an end must be the end.
    if !rest.is_empty() && out.last().is_some_and(|last| *last != b'\n') {
        return None;
    }
    out.extend_from_slice(rest);
    Some(out)
}

/// One side of the hunks as far as they know it: every other line is empty, so that line numbers hold.
pub(super) fn known_lines(hunks: &[Hunk], direction: Direction) -> Vec<u8> {
    let mut out = Vec::new();
    let mut line = 0;
    for hunk in hunks {
        let (to, other) = match direction {
            Direction::Forward => (&hunk.new, Kind::Old),
            Direction::Backward => (&hunk.old, Kind::New),
        };
        out.resize(out.len() + to.start.saturating_sub(line), b'\n');
        for at in hunk.lines().filter(|at| at.kind != other) {
            push(&mut out, at.text, at.ends);
        }
        line = to.end;
    }
    out
}

fn push(out: &mut Vec<u8>, text: &[u8], ends: bool) {
    out.extend_from_slice(text);
    if ends {
        out.push(b'\n');
    }
}

/// Takes the next line, with its end.
fn next<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    if rest.is_empty() {
        return None;
    }
    let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
    let (line, after) = rest.split_at(end);
    *rest = after;
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::Direction::{Backward, Forward};
    use super::{apply, known_lines};
    use crate::source::patch::parse::parse;

    const DIFF: &[u8] = b"--- a/x\n+++ b/x\n@@ -2,2 +2,3 @@\n two\n-three\n+3\n+3.5\n@@ -5 +6 @@\n-five\n\\ No newline at end of file\n+5\n";

    #[test]
    fn there_and_back() {
        let hunks = &parse(DIFF).unwrap()[0].hunks;
        let (old, new) = (b"one\ntwo\nthree\nfour\nfive", b"one\ntwo\n3\n3.5\nfour\n5\n");
        assert_eq!(apply(old, hunks, Forward).as_deref(), Some(&new[..]));
        assert_eq!(apply(new, hunks, Backward).as_deref(), Some(&old[..]));
        assert_eq!(apply(new, hunks, Forward), None);
        assert_eq!(apply(b"one\ntwo\nthree\nfour\nfive\n", hunks, Forward), None);
    }

    #[test]
    fn unknown_lines_are_empty() {
        let hunks = &parse(DIFF).unwrap()[0].hunks;
        assert_eq!(known_lines(hunks, Backward), b"\ntwo\nthree\n\nfive");
        assert_eq!(known_lines(hunks, Forward), b"\ntwo\n3\n3.5\n\n5\n");
    }
}
