//! The texts that every match of an expression must hold: what is cheap to look for comes first.

use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{
    Class, ClassBytes, ClassBytesRange, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Repetition,
};

/// Shorter texts stand in every file.
const SHORTEST: usize = 2;

/// More alternatives than this are no anchor.
const MOST: usize = 64;

/// A larger class is not written out.
const LARGEST_CLASS: usize = 4;

/// How many parts of a sequence are tried as its anchor.
const MOST_PARTS: usize = 64;

/// Texts in lower case, one of which every match holds in upper or lower case.
pub(super) fn required(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    best(&folded(hir))
}

/// The set of texts whose shortest is longest.
fn best(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let inner = match hir.kind() {
        HirKind::Concat(parts) => {
            let ends = (1..parts.len().min(MOST_PARTS)).map(|start| prefixes(&Hir::concat(parts[start..].to_vec())));
            let inside = parts.iter().take(MOST_PARTS).filter(|part| !is_plain(part)).map(best);
            ends.chain(inside).flatten().max_by_key(|texts| merit(texts))
        }
        HirKind::Alternation(parts) => {
            let each: Option<Vec<_>> = parts.iter().map(best).collect();
            each.map(|texts| texts.concat()).filter(|texts| texts.len() <= MOST)
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => best(&repetition.sub),
        _ => None,
    };
    [prefixes(hir), inner].into_iter().flatten().max_by_key(|texts| merit(texts))
}

/// Whether a part holds no other that could be a better anchor.
fn is_plain(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_))
}

/// Long texts are rare texts; of equally long ones, few are better than many.
fn merit(texts: &[Vec<u8>]) -> (usize, std::cmp::Reverse<usize>) {
    (texts.iter().map(Vec::len).min().unwrap_or(0), std::cmp::Reverse(texts.len()))
}

/// What every match begins with.
fn prefixes(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let mut seq = Extractor::new().limit_class(LARGEST_CLASS).extract(hir);
    seq.sort();
    seq.dedup();
    let texts: Vec<Vec<u8>> = seq.literals()?.iter().map(|literal| literal.as_bytes().to_vec()).collect();
    let is_anchor = !texts.is_empty() && texts.len() <= MOST && texts.iter().all(|text| text.len() >= SHORTEST);
    is_anchor.then_some(texts)
}

/// The expression whose matches are those of `hir` in lower case, and more: without groups and assertions. So `(?i)key` has one
/// text and not eight.
fn folded(hir: &Hir) -> Hir {
    let all = |parts: &[Hir]| parts.iter().map(folded).collect();
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0.to_ascii_lowercase()),
        HirKind::Class(Class::Bytes(class)) => {
            let ranges = class.ranges().iter().flat_map(|range| lower(range.start().into(), range.end().into()));
            let byte = |code: u32| u8::try_from(code).unwrap_or(u8::MAX);
            let ranges = ranges.map(|(start, end)| ClassBytesRange::new(byte(start), byte(end)));
            Hir::class(Class::Bytes(ClassBytes::new(ranges)))
        }
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges().iter().flat_map(|range| lower(range.start().into(), range.end().into()));
            let range = |(start, end)| Some(ClassUnicodeRange::new(char::from_u32(start)?, char::from_u32(end)?));
            Hir::class(Class::Unicode(ClassUnicode::new(ranges.filter_map(range))))
        }
        HirKind::Capture(capture) => folded(&capture.sub),
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            min: repetition.min,
            max: repetition.max,
            greedy: repetition.greedy,
            sub: Box::new(folded(&repetition.sub)),
        }),
        HirKind::Concat(parts) => Hir::concat(all(parts)),
        HirKind::Alternation(parts) => Hir::alternation(all(parts)),
    }
}

/// The ranges that `start..=end` becomes when `A-Z` is written as `a-z`.
fn lower(start: u32, end: u32) -> impl Iterator<Item = (u32, u32)> {
    const UPPER: (u32, u32) = (b'A' as u32, b'Z' as u32);
    const SHIFT: u32 = (b'a' - b'A') as u32;
    let below = (start, end.min(UPPER.0 - 1));
    let inside = (start.max(UPPER.0) + SHIFT, end.min(UPPER.1) + SHIFT);
    let above = (start.max(UPPER.1 + 1), end);
    [below, inside, above].into_iter().filter(|(start, end)| start <= end)
}

#[cfg(test)]
mod tests {
    use crate::secret::custom::Expression;

    fn anchors(written: &str) -> Vec<String> {
        let expression = Expression::new(written).expect("an expression");
        let anchors = expression.anchors().unwrap_or_default();
        anchors.iter().map(|text| String::from_utf8_lossy(text).into_owned()).collect()
    }

    #[test]
    fn an_anchor_is_what_every_match_holds() {
        assert_eq!(anchors(r"\b(acme_[a-z0-9]{20})\b"), ["acme_"]);
        assert_eq!(anchors(r"[a-z]+(?:-live-|-test-)\w+"), ["-live-", "-test-"]);
        assert_eq!(anchors(r"\w{3}(?:(?:foobar)+)"), ["foobar"]);
        assert_eq!(anchors(r"(?:\w+alpha|beta\w+)"), ["alpha", "beta"]);
    }

    #[test]
    fn case_does_not_multiply_them() {
        assert_eq!(anchors("(?i)[a-z]*SuperSecret[0-9]+"), ["supersecret"]);
        assert_eq!(
            anchors("(?i)(?:acme|initech)[_-]?key"),
            ["acme-key", "acme_key", "acmekey", "initech-key", "initech_key", "initechkey"]
        );
    }

    #[test]
    fn what_may_be_missing_is_no_anchor() {
        for written in [r"\w{40}", "(?:acme)?[a-z]{8}", "(?:acme|[0-9]{4})[a-z]+", "a", "^$", "(?:acme){0,3}x"] {
            assert!(anchors(written).is_empty(), "{written}");
        }
    }
}
