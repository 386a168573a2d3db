//! Of findings that overlap, the one that says the most.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::finding::Confidence;
use crate::secret::found::{Found, What};
use crate::text::Span;

/// Keeps the known in front of the generic, the more certain, then the longer; in the order of the text.
pub(super) fn resolve(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|found| {
        (rank(found), Reverse(found.confidence), Reverse(found.span.len()), Reverse(is_told(found.what)), found.span)
    });
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    found.retain(|found| {
        let is_free = taken.range(..found.span.end).next_back().is_none_or(|(_, end)| *end <= found.span.start);
        if is_free {
            taken.insert(found.span.start, found.span.end);
        }
        is_free
    });
    found.sort_by_key(|found| found.span);
    found
}

/// The union of spans: sorted, apart from each other.
pub(in crate::secret) fn join(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    spans.sort();
    let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => *last = last.join(span),
            _ => apart.push(span),
        }
    }
    apart
}

/// A form that a table knows tells more than a name does, even where it tells that there is nothing to fear. What only may be of that
/// form tells no more than a name.
fn rank(found: &Found) -> u8 {
    match found.what {
        What::Known(_) if found.confidence == Confidence::Possible && found.note.is_none() => 2,
        What::Known(_) => 0,
        What::Custom(_) => 1,
        What::Generic => 2,
    }
}

/// Whether a word nearby says whose it is: of two forms that fit equally well that one is meant.
fn is_told(what: What) -> bool {
    matches!(what, What::Known(detector) if !detector.near.is_empty())
}
