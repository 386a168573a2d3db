//! From bytes to the text that is parsed, and back from its offsets to the bytes'.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::text::{BOM, Span, Text};

use super::tree::Tree;
use super::{MAX_NODES, Yaml, build};

/// A file and the text that was parsed in its place, where that is not the same.
#[derive(Debug)]
pub(super) struct Source {
    text: Arc<Text>,
    parsed: Option<String>,
    /// Where a three-byte U+FFFD stands in `parsed` for one byte that is no UTF-8.
    bad: Vec<usize>,
}

impl Source {
    pub(super) fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// The bytes that a node's offsets count in.
    pub(super) fn parsed(&self) -> &[u8] {
        self.parsed.as_ref().map_or(self.text.bytes(), String::as_bytes)
    }

    /// The bytes of the file that `span` of the parsed text stands for.
    pub(super) fn original(&self, span: Span) -> Span {
        let before = |offset: usize| offset - 2 * self.bad.partition_point(|&bad| bad + 2 < offset);
        Span::new(before(span.start), before(span.end))
    }
}

/// Reads the parts that `split` finds in `text`.
pub(super) fn read(text: &Arc<Text>, split: fn(&str) -> Vec<Range<usize>>, tell: bool) -> Yaml {
    let mut tree = Tree::default();
    let mut bad = Vec::new();
    let mut parsed = None;
    match why_not(text.bytes()) {
        Some((at, why)) => tree.problem(Span::empty(at), why.to_owned()),
        None => parsed = read_parts(text.bytes(), split, &mut tree, &mut bad),
    }
    if !tell {
        tree.problems.clear();
    }
    let source = Source { text: Arc::clone(text), parsed, bad };
    for span in
        tree.comments.iter_mut().chain(&mut tree.duplicates).chain(tree.problems.iter_mut().map(|it| &mut it.span))
    {
        *span = source.original(*span);
    }
    Yaml { source, tree }
}

/// Why the bytes are no text that could be parsed.
fn why_not(bytes: &[u8]) -> Option<(usize, &'static str)> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Some((0, "it is UTF-16; write it as UTF-8"));
    }
    if u32::try_from(bytes.len()).is_err() {
        return Some((0, "it is larger than 4 GiB"));
    }
    // A parser that takes NUL for the end would not see what follows.
    memchr::memchr(0, bytes).map(|at| (at, "it holds a NUL byte, so it is no text"))
}

fn read_parts(
    bytes: &[u8],
    split: fn(&str) -> Vec<Range<usize>>,
    tree: &mut Tree,
    bad: &mut Vec<usize>,
) -> Option<String> {
    let text = decode(bytes, bad);
    let bom = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
    for part in split(&text[bom..]) {
        if tree.nodes.len() >= MAX_NODES {
            break;
        }
        let part = part.start + bom..part.end + bom;
        let _ = build::document(tree, &text[part.clone()], part.start);
    }
    match text {
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => Some(text),
    }
}

/// `bytes` as text, with U+FFFD for each byte that is no UTF-8; `bad` learns where these stand.
fn decode<'a>(bytes: &'a [u8], bad: &mut Vec<usize>) -> Cow<'a, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for _ in chunk.invalid() {
            bad.push(text.len());
            text.push('\u{fffd}');
        }
    }
    Cow::Owned(text)
}
