//! What no report shows: the secrets that this run found, wherever their values stand, and what the engine would call a secret.
//!
//! The mask knows no forms of its own. It used to: a vendor's prefix and twelve more bytes were "a secret" to it, so it blanked paths and
//! tags (`install-latest-v2`), while it showed what only a file's name tells (`config/master.key`), since no letter of that looks like
//! one. Now it asks the two who know. **The run** says where it found secrets, whatever it thinks of them: those places are hidden, and
//! so is each other place of the same values ([`needles`] says which values are looked for). **The engine** reads whatever text is shown,
//! for a run need not have asked about secrets, and not all that is shown stands in a file:
//!
//! | shown | hidden besides what was found |
//! |---|---|
//! | lines of a file | all that the engine finds in the file, of any confidence |
//! | sentences | what it is sure of: *likely* and above, and credentials of a whole known form |
//! | paths | that, and long random runs |

mod needles;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::Scanner;
use super::engine::join;
use super::entropy::is_random;
use super::found::{Found, Note, Redacted, What};
use crate::finding::Confidence;
use crate::text::{RepoPath, Site, Span, Text};
use needles::Needles;

/// What stands in the place of a secret. Always the same, so that not even its length shows.
pub const MASK: &str = "••••";

/// The shortest random run for which a name is not shown.
const RANDOM_RUN: usize = 20;

/// All of `bytes` that may be a secret, of any confidence: sorted, and apart from each other.
#[must_use]
pub fn spans(bytes: &[u8]) -> Vec<Span> {
    Scanner::new().spans(&RepoPath::default(), bytes)
}

/// Whether a name holds a long run that was drawn by chance: then it may be a secret itself, and is not shown.
#[must_use]
pub fn holds_random_run(name: &[u8]) -> bool {
    random_runs(name).next().is_some()
}

/// A place at which the run found a secret, whatever it thinks of it.
#[derive(Clone, Debug)]
pub struct Occurrence {
    site: Site,
    /// What it is once decoded.
    decoded: Option<Redacted>,
    /// Whether it is looked for elsewhere: all of it stands there, and it is not public.
    is_sought: bool,
}

impl Occurrence {
    /// A value that is a secret by its place.
    #[must_use]
    pub fn at(site: Site) -> Self {
        Self { site, decoded: None, is_sought: true }
    }

    /// What the engine found in `text`.
    #[must_use]
    pub fn new(text: &Arc<Text>, found: &Found) -> Self {
        // What may be an id by the length of its hex may as well be an image's digest, which is no secret anywhere else.
        let is_sought = found.note != Some(Note::Public);
        Self { decoded: found.decoded.clone(), is_sought, ..Self::at(Site::new(text, found.span)) }
    }

    /// The secret `all[at]`, and what of those near it stands in `text`, the part `kept` of the bytes that they were found in.
    pub fn around(text: &Arc<Text>, kept: Span, all: &[Found], at: usize) -> impl Iterator<Item = Self> {
        let is_near = move |found: &&Found| found.span.meets(kept);
        let near = all[..at].iter().rev().take_while(is_near).chain(all[at..].iter().take_while(is_near));
        near.map(move |found| {
            let one = Self::new(text, &found.within(kept));
            Self { is_sought: one.is_sought && kept.contains(found.span), ..one }
        })
    }
}

/// Hides the secrets that a run found. Without any it hides what the engine finds.
#[derive(Default)]
pub struct Redactor {
    /// The places in each text, sorted and apart. A text is known by its address, and kept so that this stays its own.
    places: HashMap<usize, (Arc<Text>, Vec<Span>)>,
    needles: Needles,
}

impl Redactor {
    /// One for all that a run found.
    #[must_use]
    pub fn new(occurrences: impl IntoIterator<Item = Occurrence>) -> Self {
        let mut places: HashMap<usize, (Arc<Text>, Vec<Span>)> = HashMap::new();
        let mut values = needles::Values::default();
        for Occurrence { site, decoded, is_sought } in occurrences {
            if is_sought {
                values.add(site.bytes());
                decoded.iter().for_each(|value| values.add(value.bytes()));
            }
            let (_, spans) = places.entry(key(&site.text)).or_insert_with(|| (Arc::clone(&site.text), Vec::new()));
            spans.push(site.span);
        }
        Self { places, needles: Needles::new(values) }
    }

    /// Whether there were more values than are looked for: those left out are hidden where they were found alone.
    #[must_use]
    pub fn overflows(&self) -> bool {
        self.needles.overflows()
    }

    /// What of a file's text is hidden: sorted, and apart from each other.
    #[must_use]
    pub fn spans_in(&self, text: &Arc<Text>) -> Vec<Span> {
        let mut spans = Scanner::new().spans(text.path(), text.bytes());
        spans.extend(self.places.get(&key(text)).into_iter().flat_map(|(_, found)| found));
        self.needles.find(text.bytes(), &mut spans);
        join(spans)
    }

    /// Whether text that is to be written somewhere holds a secret in `span`.
    #[must_use]
    pub fn holds_secret(&self, bytes: &[u8], span: Span) -> bool {
        let mut found = spans(bytes);
        self.needles.find(bytes, &mut found);
        found.iter().any(|secret| secret.meets(span))
    }

    /// A sentence without secrets.
    #[must_use]
    pub fn prose<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.without(text, sure(text.as_bytes()))
    }

    /// Lines of a file, or to be written to one, without secrets.
    #[must_use]
    pub fn lines<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.without(text, spans(text.as_bytes()))
    }

    /// A path without secrets.
    #[must_use]
    pub fn path<'t>(&self, path: &'t str) -> Cow<'t, str> {
        let mut spans = sure(path.as_bytes());
        spans.extend(random_runs(path.as_bytes()));
        self.without(path, spans)
    }

    fn without<'t>(&self, text: &'t str, mut spans: Vec<Span>) -> Cow<'t, str> {
        self.needles.find(text.as_bytes(), &mut spans);
        self.needles.find_cut(text, &mut spans);
        replaced(text, join(spans))
    }
}

/// Never more than how much it knows.
impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Redactor({} texts)", self.places.len())
    }
}

fn key(text: &Arc<Text>) -> usize {
    Arc::as_ptr(text) as usize
}

/// What the engine is sure of in a text that is no file's: a whole form counts even where it is a published sample or its sum is wrong.
fn sure(text: &[u8]) -> Vec<Span> {
    let is_whole = |found: &Found| {
        matches!(found.what, What::Known(detector) if detector.near.is_empty())
            && matches!(found.note, Some(Note::Example | Note::BadChecksum))
    };
    let is_sure = |found: &&Found| found.confidence >= Confidence::Likely || is_whole(found);
    let found = Scanner::new().scan(&RepoPath::default(), text);
    found.iter().filter(is_sure).map(|found| found.span).collect()
}

/// Runs of letters and digits that are long and were drawn by chance. The digest of an image, which its reader needs, is not one.
fn random_runs(name: &[u8]) -> impl Iterator<Item = Span> {
    let mut start = 0;
    name.split(|byte| !byte.is_ascii_alphanumeric()).filter_map(move |run| {
        let span = Span::new(start, start + run.len());
        start = span.end + 1;
        let is_digest = name[..span.start].ends_with(b"@sha256:") && is_sha256(run);
        (run.len() >= RANDOM_RUN && !is_digest && is_random(run)).then_some(span)
    })
}

fn is_sha256(hex: &[u8]) -> bool {
    hex.len() == 64 && hex.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// `text` with [`MASK`] in the place of each of `spans`, which are sorted and apart.
fn replaced(text: &str, spans: Vec<Span>) -> Cow<'_, str> {
    if spans.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for span in spans {
        // The bytes are a stranger's: never cut inside a character.
        let start = text.floor_char_boundary(span.start).max(done);
        out.push_str(&text[done..start]);
        out.push_str(MASK);
        done = text.ceil_char_boundary(span.end);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests;
