//! Text inside text: base64, hex, percent and backslash escapes, entities, UTF-16, with every byte's place in the original.

mod base64;
mod escape;
mod hex;
mod map;
mod plain;
#[cfg(test)]
mod tests;
mod utf16;

pub(super) use base64::{head as base64_head, tolerant as base64_bytes};
pub(super) use utf16::utf16;

pub(super) use plain::is_key;

use map::Map;
use plain::Content;
use utf16::Wide;

use crate::text::Span;

/// The shortest value that is worth a look: 8 digits of base64 are 6 bytes.
const SHORTEST: usize = 8;

/// Decoded bytes that still know where they came from.
pub(super) struct Decoded {
    /// The bytes.
    pub(super) bytes: Vec<u8>,
    /// What was undone: `base64`.
    pub(super) how: &'static str,
    map: Map,
    /// Where the decoded bytes were UTF-16 in turn.
    wide: Option<Wide>,
}

impl Decoded {
    /// The bytes of the original that `inner` came from: exactly for escapes and UTF-16, to the group of four for base64.
    pub(super) fn origin(&self, inner: Span) -> Span {
        let inner = Span::new(inner.start.min(self.bytes.len()), inner.end.min(self.bytes.len()));
        self.map.origin(self.wide.as_ref().map_or(inner, |wide| wide.origin(&self.bytes, inner)))
    }

    /// All of the original that was decoded: more than was asked for, where base64 goes on in the next lines.
    pub(super) fn source(&self) -> Span {
        self.origin(Span::new(0, self.bytes.len()))
    }
}

/// Bytes under way from one form to the other.
struct Draft {
    bytes: Vec<u8>,
    map: Map,
}

impl Draft {
    fn new(start: usize, room: usize) -> Self {
        Self { bytes: Vec::with_capacity(room), map: Map::new(start) }
    }

    /// These came from the next `from` bytes of the original.
    fn put(&mut self, made: &[u8], from: usize) {
        self.bytes.extend_from_slice(made);
        self.map.push(made.len(), from);
    }

    /// This character came from the next `from` bytes of the original.
    fn put_char(&mut self, made: char, from: usize) {
        self.put(made.encode_utf8(&mut [0; 4]).as_bytes(), from);
    }

    /// These stand in the original as they are.
    fn copy(&mut self, same: &[u8]) {
        self.bytes.extend_from_slice(same);
        self.map.copy(same.len());
    }
}

/// What the value at `span` says once decoded, where it is an encoding of text or of a key; `budget` is how many bytes may still be made.
///
/// Most values that could be base64 are none: the first few bytes tell. Base64 that ends a line may go on in the lines below.
pub(super) fn decode(bytes: &[u8], span: Span, budget: &mut usize) -> Option<Decoded> {
    let value = bytes.get(span.range())?;
    // No form makes more bytes than it is written with.
    if value.len() < SHORTEST || value.len() > *budget || u32::try_from(value.len()).is_err() {
        return None;
    }
    let lines = base64::lines(bytes, span, *budget);
    if lines != span {
        // Whatever comes of it: the lines below may be asked for, too.
        *budget -= lines.len();
        let decoded = base64::decode(&bytes[lines.range()], lines.start).and_then(|draft| finish("base64", draft));
        if decoded.is_some() {
            return decoded;
        }
    }
    let (how, draft) = undo(value, span.start)?;
    let decoded = finish(how, draft)?;
    *budget = budget.saturating_sub(decoded.bytes.len());
    Some(decoded)
}

/// The one form that the value can have, undone.
fn undo(value: &[u8], start: usize) -> Option<(&'static str, Draft)> {
    if let Some(draft) = hex::decode(value, start) {
        return Some(("hex", draft));
    }
    if let Some(draft) = base64::decode(value, start) {
        return Some(("base64", draft));
    }
    if memchr::memchr(b'\\', value).is_some() {
        return escape::backslash(value, start).map(|draft| ("backslash escapes", draft));
    }
    if memchr::memchr(b'%', value).is_some() {
        return escape::percent(value, start).map(|draft| ("percent-encoding", draft));
    }
    memchr::memchr(b'&', value)?;
    escape::entities(value, start).map(|draft| ("character references", draft))
}

/// Only text and keys are worth a second look.
fn finish(how: &'static str, draft: Draft) -> Option<Decoded> {
    let Draft { bytes, map } = draft;
    match plain::content(&bytes)? {
        Content::Text | Content::Key => Some(Decoded { bytes, how, map, wide: None }),
        Content::Wide(order) => {
            let (text, wide) = utf16::transcode(&bytes, 0, order);
            plain::is_text(&text).then_some(Decoded { bytes: text, how, map, wide: Some(wide) })
        }
    }
}
