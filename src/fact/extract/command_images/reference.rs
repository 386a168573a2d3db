//! A word of a command as an image reference.

use std::ops::Range;
use std::sync::Arc;

use super::flags::Piece;
use crate::fact::extract::splice::{Segment, hole, segments};
use crate::fact::reference::{self, Reference, Spliced};
use crate::fact::{Known, Part};
use crate::text::{Site, Text};

/// Longer than any reference.
const LONGEST: usize = 512;

/// The reference that a piece is; variables and what a reader is to fill in are not known.
pub(super) fn read(piece: &Piece<'_>, text: &Arc<Text>) -> Option<Reference> {
    let piece = piece.without("docker://").unwrap_or_else(|| piece.clone());
    let written = std::str::from_utf8(piece.bytes()).ok().filter(|written| written.len() <= LONGEST)?;
    if is_id(written) || written.starts_with('-') {
        return None;
    }
    let mut found = reference::parse(&splice(&piece, written, text))?;
    if found.repository.get().is_some_and(|part| part.text.bytes().any(|byte| byte.is_ascii_uppercase())) {
        // No repository has capitals: `IMAGE_NAME` stands for one.
        found.repository = Known::Unknown;
    }
    if found.tag.get().is_some_and(|tag| stands_for_another(&tag.text)) {
        found.tag = Known::Unknown;
    }
    Some(found)
}

/// A piece of a reference that is given by itself: a tag, a digest.
pub(super) fn part(piece: &Piece<'_>, text: &Arc<Text>) -> Known<Part> {
    let Some(written) = std::str::from_utf8(piece.bytes()).ok().filter(|written| written.len() <= LONGEST) else {
        return Known::Unknown;
    };
    let spliced = splice(piece, written, text);
    let part = Part { text: spliced.text().to_owned(), site: piece.site(text) };
    match part.text.as_str() {
        "" => Known::Missing,
        known if !spliced.is_known() || stands_for_another(known) => Known::Unknown,
        _ => Known::Known(part),
    }
}

/// An image's id, or the beginning of one.
fn is_id(text: &str) -> bool {
    let hex = text.strip_prefix("sha256:").unwrap_or(text);
    matches!(hex.len(), 12 | 64) && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `VERSION`, `X.Y.Z`: what a reader puts a tag in the place of.
fn stands_for_another(tag: &str) -> bool {
    let is_letters = tag.len() > 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'_' | b'-'));
    is_letters || tag.eq_ignore_ascii_case("x.y.z") || tag.eq_ignore_ascii_case("vx.y.z")
}

fn splice(piece: &Piece<'_>, written: &str, text: &Arc<Text>) -> Spliced {
    let mut out = Spliced::default();
    let cut =
        if piece.word.is_open { segments(written, 0..written.len()) } else { vec![Segment::Literal(0..written.len())] };
    for segment in cut {
        match segment {
            // A default in a default is nobody's version.
            Segment::Default(range) if written[range.clone()].contains('$') => {
                out.push_unknown(piece.part(range).site(text));
            }
            Segment::Literal(range) | Segment::Default(range) => push_literal(&mut out, piece, written, range, text),
            Segment::Unknown(range) => out.push_unknown(piece.part(range).site(text)),
        }
    }
    out
}

/// Adds text with holes that a reader fills in.
fn push_literal(out: &mut Spliced, piece: &Piece<'_>, written: &str, range: Range<usize>, text: &Arc<Text>) {
    let mut at = range.start;
    while let Some(hole) = hole(&written[..range.end], at) {
        push_known(out, piece, written, at..hole.start, text);
        out.push_unknown(piece.part(hole.clone()).site(text));
        at = hole.end;
    }
    push_known(out, piece, written, at..range.end, text);
}

/// Adds text in runs that stand in the file as they are, so that each part of them has its own place.
fn push_known(out: &mut Spliced, piece: &Piece<'_>, written: &str, range: Range<usize>, text: &Arc<Text>) {
    let span = |range: Range<usize>| piece.part(range).site(text).span;
    let mut run: Option<Range<usize>> = None;
    let mut flush = |run: Range<usize>| out.push(&written[run.clone()], Site::new(text, span(run)));
    for (at, one) in written[range.clone()].char_indices() {
        let own = range.start + at..range.start + at + one.len_utf8();
        run = Some(match run.take() {
            Some(before) => {
                let (whole, last, next) = (span(before.clone()), span(before.end - 1..before.end), span(own.clone()));
                let is_exact = whole.len() == before.len() && next.len() == own.len() && whole.end == next.start;
                if is_exact || last == next && whole == next {
                    before.start..own.end
                } else {
                    flush(before);
                    own
                }
            }
            None => own,
        });
    }
    if let Some(run) = run {
        flush(run);
    }
}
