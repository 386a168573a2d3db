//! What the patterns find in a file, as gitleaks would: <https://github.com/gitleaks/gitleaks#configuration>.

use regex::bytes::Regex;

use super::Custom;
use super::allow::Sighting;
use super::pattern::{Pattern, Required};
use crate::text::{LineIndex, RepoPath, Span};

/// The most findings of one pattern in one file: what matches everywhere tells nothing, and each finding costs.
pub(super) const MOST: usize = 1_000;

/// A place that a pattern found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomHit {
    /// The pattern's index.
    pub pattern: usize,
    /// The secret itself; empty at the start where the pattern is about the file as such.
    pub span: Span,
    /// All that the pattern matched.
    pub whole: Span,
}

pub(super) fn find(custom: &Custom, path: &RepoPath, bytes: &[u8]) -> Vec<CustomHit> {
    if custom.allow.iter().any(|allow| allow.rules.is_empty() && allow.lets_file_pass(path)) {
        return Vec::new();
    }
    let mut search = Search { custom, path, bytes, awake: None, lines: None, asked: Vec::new() };
    search.asked.resize(custom.patterns.len(), None);
    let mut found = Vec::new();
    for (index, pattern) in custom.patterns.iter().enumerate().filter(|(_, pattern)| !pattern.unreported) {
        let mut hits = search.ask(index);
        for required in &pattern.required {
            hits = search.near(hits, required);
        }
        found.extend(hits);
    }
    found.sort_by_key(|hit| (hit.whole, hit.span, hit.pattern));
    found
}

/// One file, and what is known about it so far.
struct Search<'a> {
    custom: &'a Custom,
    path: &'a RepoPath,
    bytes: &'a [u8],
    awake: Option<Vec<bool>>,
    lines: Option<LineIndex>,
    /// The answers of the patterns that were asked already.
    asked: Vec<Option<Vec<CustomHit>>>,
}

impl Search<'_> {
    /// What one pattern finds, whatever it requires nearby.
    fn ask(&mut self, index: usize) -> Vec<CustomHit> {
        if let Some(hits) = &self.asked[index] {
            return hits.clone();
        }
        let hits = self.matches(index);
        self.asked[index] = Some(hits.clone());
        hits
    }

    fn matches(&mut self, index: usize) -> Vec<CustomHit> {
        let pattern = &self.custom.patterns[index];
        let is_elsewhere =
            !pattern.paths.is_empty() && !pattern.paths.iter().any(|path| path.is_match(self.path.as_bstr()));
        let is_allowed = || self.allows(pattern).any(|allow| allow.lets_file_pass(self.path));
        if is_elsewhere || is_allowed() {
            return Vec::new();
        }
        let Some(expression) = &pattern.regex else {
            // Where neither is given, nothing is meant.
            let file = CustomHit { pattern: index, span: Span::empty(0), whole: Span::empty(0) };
            return if pattern.paths.is_empty() { Vec::new() } else { vec![file] };
        };
        let awake = self.awake.get_or_insert_with(|| self.custom.prefilter().awake(self.bytes));
        let Some(regex) = expression.regex().filter(|_| awake[index]) else { return Vec::new() };
        let hits = regex.find_iter(self.bytes).filter_map(|found| self.hit(index, regex, Span::from(found.range())));
        hits.take(MOST).collect()
    }

    /// The finding that a match is, unless it is none.
    fn hit(&self, index: usize, regex: &Regex, found: Span) -> Option<CustomHit> {
        let pattern = &self.custom.patterns[index];
        let whole = without_line_feeds(self.bytes, found);
        let span = secret(pattern, regex, self.bytes, whole);
        if pattern.entropy.is_some_and(|least| least != 0.0 && entropy(&self.bytes[span.range()]) <= least) {
            return None;
        }
        let sighting = Sighting { path: self.path, bytes: self.bytes, secret: span, whole };
        let is_allowed = self.allows(pattern).any(|allow| sighting.is_allowed_by(allow));
        (!is_allowed).then_some(CustomHit { pattern: index, span, whole })
    }

    /// Everything that may let this pattern's findings pass.
    fn allows<'p>(&'p self, pattern: &'p Pattern) -> impl Iterator<Item = &'p super::Allow> {
        self.custom.allow.iter().filter(|allow| allow.is_about(&pattern.id)).chain(&pattern.allow)
    }

    /// Those of `hits` near which the required pattern is found too.
    fn near(&mut self, hits: Vec<CustomHit>, required: &Required) -> Vec<CustomHit> {
        if hits.is_empty() {
            return hits;
        }
        let index = self.custom.patterns.iter().position(|pattern| pattern.id == required.id);
        let others = index.map(|index| self.ask(index)).unwrap_or_default();
        let bytes = self.bytes;
        let lines = self.lines.get_or_insert_with(|| LineIndex::new(bytes));
        let place = |hit: &CustomHit| {
            let line = lines.line(hit.whole.start);
            (line, hit.whole.start - lines.span(line).start)
        };
        let others: Vec<_> = others.iter().map(place).collect();
        let is_near = |hit: &CustomHit| {
            let (line, column) = place(hit);
            others.iter().any(|other| {
                required.within_lines.is_none_or(|most| line.abs_diff(other.0) <= most)
                    && required.within_columns.is_none_or(|most| column.abs_diff(other.1) <= most)
            })
        };
        hits.into_iter().filter(is_near).collect()
    }
}

/// Which part of a match is the secret. The expression is asked again about the match alone.
fn secret(pattern: &Pattern, regex: &Regex, bytes: &[u8], whole: Span) -> Span {
    if regex.captures_len() < 2 {
        return whole;
    }
    let Some(groups) = regex.captures(&bytes[whole.range()]) else { return whole };
    let part = |group: regex::bytes::Match<'_>| whole.part(group.range());
    match pattern.secret_group.filter(|group| *group > 0) {
        Some(group) => groups.get(group).map_or(Span::empty(whole.start), part),
        None => groups.iter().skip(1).flatten().find(|group| !group.is_empty()).map_or(whole, part),
    }
}

fn without_line_feeds(bytes: &[u8], span: Span) -> Span {
    let text = &bytes[span.range()];
    let start = text.iter().take_while(|byte| **byte == b'\n').count();
    let end = text[start..].iter().rev().take_while(|byte| **byte == b'\n').count();
    Span::new(span.start + start, span.end - end)
}

/// Shannon's entropy in bits a byte.
pub(super) fn entropy(bytes: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let share = |count: u32| f64::from(count) / bytes.len() as f64;
    counts.into_iter().filter(|count| *count > 0).map(share).map(|share| -share * share.log2()).sum()
}
