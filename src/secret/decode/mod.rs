//! Text inside text: base64, hex, percent and backslash escapes, UTF-16, with every byte's place in the original.

use crate::text::Span;

/// Decoded bytes that still know where they came from.
pub(super) struct Decoded {
    /// The bytes.
    pub(super) bytes: Vec<u8>,
    /// What was undone: `base64`.
    pub(super) how: &'static str,
}

impl Decoded {
    /// The bytes of the original that `inner` came from.
    pub(super) fn origin(&self, inner: Span) -> Span {
        inner
    }
}

/// What the value at `span` says once decoded, where it is an encoding of text; `budget` is how many bytes may still be made.
pub(super) fn decode(_bytes: &[u8], _span: Span, _budget: &mut usize) -> Option<Decoded> {
    None
}

/// A file in UTF-16 as text.
pub(super) fn utf16(_bytes: &[u8]) -> Option<Decoded> {
    None
}
