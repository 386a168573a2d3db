//! Reads a file part by part: as it stands, with its templates masked, or piece by piece where it is broken.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::document::template::{self, Engines, Masked, Role};
use crate::text::{BOM, Span, Text};

use super::source::{self, Source};
use super::tree::{Mark, Tree};
use super::{MAX_NODES, Yaml, build, split};

/// How often reading is taken up again after an error in a text that need not be whole.
const MAX_RESUMES: usize = 16;

/// How many bytes a node of a written manifest has, keys and their blanks included.
const BYTES_PER_NODE: usize = 12;

/// What a file is known to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    /// All of it is there.
    Yes,
    /// Only some runs of its lines are.
    No,
}

/// Reads `text`.
pub(super) fn read(text: &Arc<Text>, whole: Whole) -> Yaml {
    let mut tree = Tree::default();
    let mut bad = Vec::new();
    let parsed = match source::why_not(text.bytes()) {
        Some((at, why)) => {
            tree.problem(Span::empty(at), why.to_owned());
            tree.hide(0, Span::new(0, text.bytes().len()));
            String::new()
        }
        None => read_text(text, whole, &mut tree, &mut bad),
    };
    if whole == Whole::No {
        tree.problems.clear();
    }
    tree.comments.sort_unstable();
    let source = Source::new(text, parsed, bad);
    let places = tree.comments.iter_mut().chain(&mut tree.duplicates);
    for span in places.chain(tree.problems.iter_mut().map(|problem| &mut problem.span)) {
        *span = source.original(*span);
    }
    for problem in &mut tree.problems {
        problem.hides = source.original(problem.hides);
    }
    Yaml { source, tree, wide: OnceLock::new() }
}

/// Reads `text` into `tree`; yields the text that was parsed.
fn read_text(text: &Text, whole: Whole, tree: &mut Tree, bad: &mut Vec<usize>) -> String {
    let mut parsed = source::decode(text.bytes(), bad);
    if let Some((blanked, comments)) = source::without_comments(text, &parsed) {
        parsed = Cow::Owned(blanked);
        tree.comments = comments;
    }
    let bom = if parsed.as_bytes().starts_with(BOM) { BOM.len() } else { 0 };
    let parts = match whole {
        Whole::Yes => split::documents(&parsed, bom..parsed.len()),
        Whole::No => split::fragments(&parsed, bom..parsed.len()),
    };
    // About one node to so many bytes; the rest grows.
    tree.nodes.reserve((parsed.len() / BYTES_PER_NODE).min(MAX_NODES));
    let engines = Engines::of(text.path());
    let mut masked: Option<Vec<u8>> = None;
    for part in parts {
        if tree.nodes.len() >= MAX_NODES {
            break;
        }
        let told = tree.problems.len();
        let mut reader = Reader { tree, base: part.start, whole, engines };
        if let Some(bytes) = reader.part(&parsed[part.clone()]) {
            masked.get_or_insert_with(|| parsed.as_bytes().to_vec())[part.clone()].copy_from_slice(&bytes);
        }
        let end = if tree.nodes.len() >= MAX_NODES { parsed.len() } else { part.end };
        tree.hide(told, Span::new(part.start, end));
    }
    // A mask overwrites whole characters.
    masked.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_else(|| parsed.into_owned())
}

/// Reads one part of the file, which starts at `base`, into the tree.
struct Reader<'t> {
    tree: &'t mut Tree,
    base: usize,
    whole: Whole,
    engines: Engines,
}

impl Reader<'_> {
    /// Reads a part; the masked text if that was read in its place.
    fn part(&mut self, part: &str) -> Option<Vec<u8>> {
        let mark = self.tree.mark();
        let outcome = self.strict(part, 0..part.len());
        let masked = if self.tree.nodes.len() < MAX_NODES && self.engines.are_in(part.as_bytes()) {
            self.mask(part, mark, outcome.is_ok())
        } else {
            None
        };
        let Some(masked) = masked else {
            if let (Err(at), Whole::No) = (outcome, self.whole) {
                self.resume(part, at);
            }
            return None;
        };
        self.tree.reset(mark);
        let first = self.tree.masks.len();
        self.tree.masks.extend(masked.actions.iter().map(|action| action.shifted(self.base)));
        let is_read = self.masked(&masked, part);
        if outcome.is_ok() && !is_read {
            self.tree.reset(mark);
            self.tree.masks.truncate(first);
            let _ = self.strict(part, 0..part.len());
            return None;
        }
        self.comments(mark, first);
        Some(masked.bytes)
    }

    fn mask(&self, part: &str, mark: Mark, is_yaml: bool) -> Option<Masked> {
        if !is_yaml {
            return template::mask(part.as_bytes(), self.engines);
        }
        let (scalars, comments) = self.tree.tokens_since(mark, self.base);
        template::mask_within(part.as_bytes(), self.engines, &scalars, &comments)
    }

    /// Reads a masked part: its documents, and what its definitions hold of YAML, each by itself.
    fn masked(&mut self, masked: &Masked, part: &str) -> bool {
        let Ok(text) = std::str::from_utf8(&masked.bytes) else { return false };
        let mut is_read = true;
        let mut start = 0;
        for definition in template::definitions(part.as_bytes(), &masked.actions) {
            is_read &= self.document(text, start..definition.outer.start);
            self.lenient(text, definition.inner.range());
            start = definition.outer.end;
        }
        is_read & self.document(text, start..text.len())
    }

    /// Reads a masked document. What follows an error is still read as far as it goes: rendered, it is likely to be whole.
    fn document(&mut self, text: &str, range: Range<usize>) -> bool {
        let end = range.end;
        let outcome = self.strict(text, range);
        if let Err(at) = outcome {
            self.resume(&text[..end], at);
        }
        outcome.is_ok()
    }

    /// Reads `range` of `text` as documents; where they broke off, if they did.
    fn strict(&mut self, text: &str, range: Range<usize>) -> Result<(), usize> {
        let base = self.base;
        build::document(self.tree, &text[range.clone()], base + range.start).map_err(|broken| broken.at - base)
    }

    /// Reads what comes after an error at `at`. It was reported, so others are not.
    fn resume(&mut self, text: &str, at: usize) {
        self.lenient(text, split::line_after(text, at)..text.len());
    }

    /// Reads of `range` what can be read.
    fn lenient(&mut self, text: &str, range: Range<usize>) {
        let told = self.tree.problems.len();
        let mut start = range.start;
        for _ in 0..MAX_RESUMES {
            let pieces = split::pieces(text, start..range.end);
            let broken = pieces.into_iter().find_map(|piece| Some((piece.start, self.strict(text, piece).err()?)));
            let Some((piece, at)) = broken else { break };
            start = match split::line_of(text, at) {
                line if line > piece => line,
                _ => split::line_after(text, at.max(piece)),
            };
        }
        self.tree.problems.truncate(told);
    }

    /// Takes the masked lines from the comments read since `mark`, and adds the templates' own comments.
    fn comments(&mut self, mark: Mark, first: usize) {
        let masks = &self.tree.masks[first..];
        let mut comments = self.tree.comments.split_off(mark.comments());
        let mut next = masks.iter().peekable();
        comments.sort_unstable();
        comments.retain(|comment| {
            while next.next_if(|mask| mask.span.end <= comment.start).is_some() {}
            next.peek().is_none_or(|mask| mask.span.start > comment.start)
        });
        comments.extend(masks.iter().filter(|mask| mask.role == Role::Comment).map(|mask| mask.span));
        comments.sort_unstable();
        self.tree.comments.append(&mut comments);
    }
}
