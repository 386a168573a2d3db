//! The scan: find values, classify them, prove them, read what stands around them, judge, decode and look again.

mod context;
mod layer;
mod overlap;
mod stream;
#[cfg(test)]
mod tests;

use std::fmt;

use super::decode;
use super::found::Found;
use super::judge::Place;
use super::lookup::Lookup;
use super::structure;
use crate::text::{RepoPath, Span};

use layer::{Layer, Level};

/// More findings than a person reads: a file that is nothing but secrets must not fill the memory.
const MOST: usize = 20_000;

/// How deep text may lie inside text.
const DEPTH: u8 = 3;

/// How many bytes decoding may make at most, and for each byte of a file.
const DECODED: usize = 4 << 20;
const DECODED_PER_BYTE: usize = 4;

/// How much of a file tells whether it is text.
const HEAD: usize = 8 << 10;

/// Looks for secrets. Cheap to make; shared by all threads.
pub struct Scanner {
    lookup: &'static Lookup,
}

impl Scanner {
    /// One that knows every table.
    #[must_use]
    pub fn new() -> Self {
        Self { lookup: Lookup::get() }
    }

    /// The secrets in a file's bytes, in their order; no two overlap. A binary file has none.
    #[must_use]
    pub fn scan(&self, path: &RepoPath, bytes: &[u8]) -> Vec<Found> {
        let place = Place::of(path);
        let mut found = match Form::of(bytes) {
            Form::Binary => structure::file(&bytes[..bytes.len().min(HEAD)])
                .map(|hit| layer::believe(bytes, hit))
                .into_iter()
                .collect(),
            form => self.scan_as(form, place, bytes),
        };
        let mut hits = Vec::new();
        structure::by_name(path, bytes, &mut hits);
        if hits.is_empty() {
            return found;
        }
        found.extend(hits.into_iter().map(|hit| layer::believe(bytes, hit)));
        overlap::resolve(found)
    }

    /// Every place that may hold a secret, however unlikely: sorted, and apart from each other.
    #[must_use]
    pub fn scan_all(&self, path: &RepoPath, bytes: &[u8]) -> Vec<Span> {
        let found = self.layer(Level::Mask, Place::of(path), bytes);
        overlap::join(found.into_iter().map(|found| found.span).collect())
    }

    fn scan_as(&self, form: Form, place: Place, bytes: &[u8]) -> Vec<Found> {
        let wide = if form == Form::Wide { decode::utf16(bytes) } else { None };
        let mut found = self.layer(Level::Judge, place, wide.as_ref().map_or(bytes, |wide| &wide.bytes));
        if let Some(wide) = wide {
            layer::map(&mut found, &wide);
        }
        overlap::resolve(found)
    }

    fn layer(&self, level: Level, place: Place, bytes: &[u8]) -> Vec<Found> {
        let mut budget = bytes.len().saturating_mul(DECODED_PER_BYTE).min(DECODED);
        Layer::new(self.lookup, level, place, bytes).scan(DEPTH, &mut budget)
    }
}

impl Default for Scanner {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scanner")
    }
}

/// What a file's bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// ASCII, UTF-8 or another superset of ASCII.
    Text,
    /// UTF-16.
    Wide,
    Binary,
}

impl Form {
    fn of(bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(HEAD)];
        let has_mark = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
        if !has_mark && memchr::memchr(0, head).is_none() {
            Self::Text
        } else if decode::utf16(&head[..head.len() / 2 * 2]).is_some() {
            Self::Wide
        } else {
            Self::Binary
        }
    }
}
