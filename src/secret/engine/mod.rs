//! The scan: find values, classify them, prove them, read what stands around them, judge, decode and look again.
//!
//! # The way of a secret
//! A file is one [layer](layer) of text, and each encoded value in it opens another, three deep. For each block of 16 KiB the
//! [sweep](super::sweep) says where runs of token bytes stand, where in them a token may start, and where literals stand. Then, in this
//! order:
//!
//! 1. **First bytes.** Where a token may start, [`Lookup`] names the shapes that begin so, and a shape is matched to its end. What only
//!    has text in its middle is found from there (`anchored`), what has none by its length and a word nearby (`free`).
//! 2. **Structures.** At a mark (`BEGIN `, `://`, `eyJ`) code reads what no row of a table describes: key blocks, URLs, web tokens.
//! 3. **Values that look drawn.** A run that chance made is read *backwards*, at most 128 bytes, for what gives it a name
//!    ([`assignment::around`](super::assignment)).
//! 4. **Names.** At a word for a password what follows is read *forwards* for a value, however short: only the name tells it.
//! 5. **Judges.** A known form is believed by its checksum or by how strong its text is; a named value of no known form by a
//!    [judge](super::judge) of names, values and places. At the end of the block, since the same value may come both ways.
//! 6. **Encodings.** A run that may be base64, hex or an escape is decoded, and the result is a layer of its own.
//!
//! Of findings that overlap the one that says most is kept ([`overlap`]); whoever hides secrets takes the union of all.
//!
//! # Why so
//! **Values first.** Nearly all text is no secret, and most of it is ruled out by one question that a processor answers for 32 bytes at
//! a time: is this a long run of token bytes? What is slow (reading names, judging) happens only where something stands, so that the time follows the runs and not
//! the rows of the tables.
//!
//! **Bounds everywhere.** The text is an enemy's. A run is read backwards 128 bytes, a name has 128, a value 4,096; matches in a block
//! share a budget of bytes ([`layer`]: `TRIES`); decoding makes at most four bytes for each of a file; 20,000 findings end a scan.
//! Each byte is read a bounded number of times, and tests hold this with texts made to break it.
//!
//! # What was tried
//! - *Keywords first*, as other scanners have it: an Aho–Corasick automaton over the 476 keywords of two of them reads 0.5 GB/s and
//!   stops three thousand times a megabyte, since `key`, `api` and `sk` are among them. Looking for the values reads some times that.
//! - *Regular expressions for the forms*: 632 of them take 72 ms to compile, and a run of the gate is often over by then. Rows of tables
//!   are matched by code that needs no preparation, and only a repository's own patterns are regular expressions ([`custom`]).
//! - *Runs with a digit in them alone*: faster, but it loses tokens of letters and all short passwords. Hence the way by names.
//!
//! [`custom`]: super::custom

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

use layer::Layer;
pub(super) use overlap::join;
pub use stream::Chunk;

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

    /// The secrets in a file's bytes, in their order; no two overlap. In a binary file only the file itself is one.
    #[must_use]
    pub fn scan(&self, path: &RepoPath, bytes: &[u8]) -> Vec<Found> {
        let mut found = match Form::of(bytes) {
            Form::Binary => whole_file(bytes),
            form => self.text(form, Place::of(path), bytes),
        };
        found.truncate(MOST);
        found.extend(by_name(path, bytes));
        overlap::resolve(found)
    }

    /// All of `bytes` that is a part of something that may be a secret, of whatever confidence: sorted, and apart from each other. It
    /// serves those who hide secrets: what follows so many that the scan stopped counts as one.
    #[must_use]
    pub fn spans(&self, path: &RepoPath, bytes: &[u8]) -> Vec<Span> {
        let form = Form::of(bytes);
        let mut found = self.text(form, Place::of(path), bytes);
        let unread = (found.len() >= MOST).then(|| found.iter().map(|found| found.span.end).max()).flatten();
        if form == Form::Binary {
            found.extend(whole_file(bytes));
        }
        found.extend(by_name(path, bytes));
        let unread = unread.map(|end| Span::new(end, bytes.len()));
        overlap::join(found.into_iter().map(|found| found.span).chain(unread).collect())
    }

    /// All that may be a secret in a text, overlaps and all.
    fn text(&self, form: Form, place: Place, bytes: &[u8]) -> Vec<Found> {
        let wide = if form == Form::Wide { decode::utf16(bytes) } else { None };
        let text = wide.as_ref().map_or(bytes, |wide| &wide.bytes);
        let mut budget = text.len().saturating_mul(DECODED_PER_BYTE).min(DECODED);
        let mut found = Layer::new(self.lookup, place, text).scan(DEPTH, &mut budget);
        if let Some(wide) = wide {
            layer::map(&mut found, &wide);
        }
        found
    }
}

/// A file that is a secret as a whole: a store of keys, a key in binary.
fn whole_file(bytes: &[u8]) -> Vec<Found> {
    let hit = structure::file(&bytes[..bytes.len().min(HEAD)]);
    hit.map(|hit| layer::believe(bytes, hit)).into_iter().collect()
}

/// What a file's name says about its lines.
fn by_name(path: &RepoPath, bytes: &[u8]) -> Vec<Found> {
    let mut hits = Vec::new();
    structure::by_name(path, bytes, &mut hits);
    hits.into_iter().map(|hit| layer::believe(bytes, hit)).collect()
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
