//! From bytes to the text that is parsed, and back from its offsets to the bytes'.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::document::comment::{self, Language};
use crate::document::kind;
use crate::document::template::{self, Role};
use crate::text::{BOM, Span, Text};

use super::tree::{Mark, Tree};
use super::{MAX_NODES, Yaml, build};

/// A file and the text that was parsed in its place, where that is not the same.
#[derive(Debug)]
pub(super) struct Source {
    text: Arc<Text>,
    parsed: Option<Vec<u8>>,
    /// Where a three-byte U+FFFD stands in `parsed` for one byte that is no UTF-8.
    bad: Vec<usize>,
}

impl Source {
    pub(super) fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// The bytes that a node's offsets count in.
    pub(super) fn parsed(&self) -> &[u8] {
        self.parsed.as_deref().unwrap_or(self.text.bytes())
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
    let parsed = match why_not(text.bytes()) {
        Some((at, why)) => {
            tree.problem(Span::empty(at), why.to_owned());
            None
        }
        None => read_parts(text, split, &mut tree, &mut bad),
    };
    if !tell {
        tree.problems.clear();
    }
    let source = Source { text: Arc::clone(text), parsed, bad };
    let places = tree.comments.iter_mut().chain(&mut tree.duplicates);
    for span in places.chain(tree.problems.iter_mut().map(|problem| &mut problem.span)) {
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

/// Reads `text` into `tree`; the text that was parsed, where it is not the file's own.
fn read_parts(
    text: &Text,
    split: fn(&str) -> Vec<Range<usize>>,
    tree: &mut Tree,
    bad: &mut Vec<usize>,
) -> Option<Vec<u8>> {
    let decoded = decode(text.bytes(), bad);
    let blanked = without_comments(text, &decoded, tree);
    let whole = blanked.as_deref().unwrap_or(&decoded);
    let bom = if whole.as_bytes().starts_with(BOM) { BOM.len() } else { 0 };
    let mut masked: Option<Vec<u8>> = None;
    for part in split(&whole[bom..]) {
        if tree.nodes.len() >= MAX_NODES {
            break;
        }
        let part = part.start + bom..part.end + bom;
        if let Some(bytes) = read_part(tree, &whole[part.clone()], part.start) {
            masked.get_or_insert_with(|| whole.as_bytes().to_vec())[part].copy_from_slice(&bytes);
        }
    }
    masked.or(blanked.map(String::into_bytes)).or(match decoded {
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => Some(text.into_bytes()),
    })
}

/// Reads one part, as it stands or with its templates masked; the masked text if that was read.
fn read_part(tree: &mut Tree, part: &str, base: usize) -> Option<Vec<u8>> {
    let mark = tree.mark();
    let is_yaml = build::document(tree, part, base).is_ok();
    if !template::is_in(part.as_bytes()) || tree.nodes.len() >= MAX_NODES {
        return None;
    }
    let masked = if is_yaml {
        let (scalars, comments) = tree.tokens_since(mark, base);
        template::mask_within(part.as_bytes(), &scalars, &comments)?
    } else {
        template::mask(part.as_bytes())?
    };
    let text = std::str::from_utf8(&masked.bytes).ok()?;
    tree.reset(mark);
    let first = tree.masks.len();
    tree.masks.extend(masked.actions.iter().map(|action| action.shifted(base)));
    let is_read = build::document(tree, text, base).is_ok();
    if is_yaml && !is_read {
        tree.reset(mark);
        tree.masks.truncate(first);
        let _ = build::document(tree, part, base);
        return None;
    }
    template_comments(tree, mark, first);
    Some(masked.bytes)
}

/// Takes the masked lines from the comments read since `mark`, and adds the templates' own comments.
fn template_comments(tree: &mut Tree, mark: Mark, first: usize) {
    let masks = std::mem::take(&mut tree.masks);
    let mut comments = tree.comments.split_off(mark.comments());
    let mut next = masks[first..].iter().peekable();
    comments.retain(|comment| {
        while next.next_if(|mask| mask.span.end <= comment.start).is_some() {}
        next.peek().is_none_or(|mask| mask.span.start > comment.start)
    });
    let own = masks[first..].iter().filter(|mask| mask.role == Role::Comment).map(|mask| mask.span);
    comments.extend(own);
    comments.sort_unstable();
    tree.comments.append(&mut comments);
    tree.masks = masks;
}

/// `decoded` with blanks for its `//` and `/* */`, if it is a JSON file whose reader allows them.
fn without_comments(text: &Text, decoded: &str, tree: &mut Tree) -> Option<String> {
    if !kind::is_commented_json(&text.path().lower_name()) {
        return None;
    }
    let comments = comment::comments(Language::C, decoded.as_bytes());
    let mut bytes = decoded.as_bytes().to_vec();
    for comment in &comments {
        bytes[comment.range()].iter_mut().filter(|byte| !b"\r\n".contains(byte)).for_each(|byte| *byte = b' ');
    }
    tree.comments = comments;
    String::from_utf8(bytes).ok()
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
