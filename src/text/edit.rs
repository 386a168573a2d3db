//! Replacing byte ranges of a text.

use super::Span;

/// `bytes` with each range replaced; `None` where two ranges overlap or one lies outside.
#[must_use]
pub fn apply(bytes: &[u8], edits: &[(Span, &str)]) -> Option<Vec<u8>> {
    let mut edits: Vec<_> = edits.to_vec();
    edits.sort_by_key(|(span, _)| *span);
    let mut out = Vec::with_capacity(bytes.len());
    let mut done = 0;
    for (span, text) in edits {
        if span.start < done {
            return None;
        }
        out.extend_from_slice(bytes.get(done..span.start)?);
        bytes.get(span.range())?;
        out.extend_from_slice(text.as_bytes());
        done = span.end;
    }
    out.extend_from_slice(bytes.get(done..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{Span, apply};

    #[test]
    fn applies_in_order_and_refuses_overlaps() {
        let text = b"image: web";
        assert_eq!(apply(text, &[(Span::empty(10), ":1"), (Span::new(7, 10), "api")]), Some(b"image: api:1".to_vec()));
        assert_eq!(apply(text, &[(Span::new(0, 4), ""), (Span::new(3, 6), "")]), None);
        assert_eq!(apply(text, &[(Span::new(9, 11), "")]), None);
    }
}
