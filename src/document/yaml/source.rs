//! From bytes to text that can be parsed, and back from its offsets to the bytes'.

use std::borrow::Cow;
use std::sync::Arc;

use crate::document::comment::{self, Language};
use crate::document::kind;
use crate::text::{Span, Text};

/// A file and the text that was parsed in its place.
#[derive(Clone, Debug)]
pub(super) struct Source {
    text: Arc<Text>,
    /// A copy even where it is the file's own text, so that it need not be proved to be UTF-8 each time that a scalar is read.
    parsed: Arc<String>,
    /// Where a three-byte U+FFFD stands in `parsed` for one byte that is no UTF-8.
    bad: Arc<[usize]>,
}

impl Source {
    pub(super) fn new(text: &Arc<Text>, parsed: String, bad: Vec<usize>) -> Self {
        Self { text: Arc::clone(text), parsed: Arc::new(parsed), bad: bad.into() }
    }

    pub(super) fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// The text that a node's offsets count in.
    pub(super) fn parsed(&self) -> &str {
        &self.parsed
    }

    /// The bytes of the file that `span` of the parsed text stands for.
    pub(super) fn original(&self, span: Span) -> Span {
        let before = |offset: usize| offset - 2 * self.bad.partition_point(|&bad| bad + 2 < offset);
        Span::new(before(span.start), before(span.end))
    }
}

/// Why the bytes are no text that could be parsed.
pub(super) fn why_not(bytes: &[u8]) -> Option<(usize, &'static str)> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Some((0, "it is UTF-16; save it as UTF-8"));
    }
    if u32::try_from(bytes.len()).is_err() {
        return Some((0, "it is larger than 4 GiB"));
    }
    // A parser that takes NUL for the end would not see what follows.
    memchr::memchr(0, bytes).map(|at| (at, "it contains a NUL byte, so it is not text"))
}

/// `decoded` with blanks for its `//` and `/* */`, and where these are, if it is a JSON file whose reader allows them.
pub(super) fn without_comments(text: &Text, decoded: &str) -> Option<(String, Vec<Span>)> {
    if !kind::is_commented_json(&text.path().rendered_name()) {
        return None;
    }
    let comments = comment::comments(Language::C, decoded.as_bytes());
    let mut bytes = decoded.as_bytes().to_vec();
    for comment in &comments {
        bytes[comment.range()].iter_mut().filter(|byte| !b"\r\n".contains(byte)).for_each(|byte| *byte = b' ');
    }
    Some((String::from_utf8(bytes).ok()?, comments))
}

/// `bytes` as text, with U+FFFD for each byte that is no UTF-8; `bad` learns where these stand.
pub(super) fn decode<'a>(bytes: &'a [u8], bad: &mut Vec<usize>) -> Cow<'a, str> {
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
