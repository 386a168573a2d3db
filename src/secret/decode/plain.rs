//! Whether decoded bytes say something: text, text in UTF-16, or a private key in binary.

use super::utf16::{self, Order};

/// What decoded bytes are, where they are worth a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Text,
    Wide(Order),
    Key,
}

/// How many of 16 bytes of a long text may be none of a text.
const STRANGERS: usize = 1;

/// What `bytes`, a whole value, are.
pub(super) fn content(bytes: &[u8]) -> Option<Content> {
    if is_key(bytes) {
        return Some(Content::Key);
    }
    if let Some(order) = utf16::order(bytes) {
        return Some(Content::Wide(order));
    }
    is_text(bytes).then_some(Content::Text)
}

/// Whether a value that starts with `head` may be something. Drawn by lot, 18 bytes pass once in ten million times.
pub(super) fn promises(head: &[u8]) -> bool {
    is_key(head) || utf16::order(head).is_some() || strangers(head) == 0
}

/// Whether nearly all is printable.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    !bytes.is_empty() && strangers(bytes) <= if bytes.len() < 64 { 0 } else { bytes.len() / 16 * STRANGERS }
}

/// Bytes that no text holds: controls, and what is no UTF-8. A character that the end cuts is none.
fn strangers(bytes: &[u8]) -> usize {
    let mut strangers = 0;
    let mut left = bytes.len();
    for chunk in bytes.utf8_chunks() {
        strangers += chunk.valid().bytes().filter(|byte| is_control(*byte)).count();
        left -= chunk.valid().len() + chunk.invalid().len();
        let is_cut = left == 0 && str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
        strangers += if is_cut { 0 } else { chunk.invalid().len() };
    }
    strangers
}

fn is_control(byte: u8) -> bool {
    byte == 0x7f || byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x1b)
}

/// Whether this is a private key in binary: `SEQUENCE { INTEGER 0 or 1, …` (RFC 5208, RFC 5915, RFC 8017) or OpenSSH's own form.
pub(in crate::secret) fn is_key(bytes: &[u8]) -> bool {
    let inside = match bytes {
        [0x30, 0x82, _, _, inside @ ..] | [0x30, 0x81, _, inside @ ..] => inside,
        [0x30, length, inside @ ..] if (0x2e..0x80).contains(length) => inside,
        _ => return bytes.starts_with(b"openssh-key-v1\0"),
    };
    matches!(inside, [0x02, 0x01, 0 | 1, 0x02 | 0x04 | 0x30, ..])
}

#[cfg(test)]
mod tests {
    use super::{Content, content, promises};

    #[test]
    fn tells_text_from_noise() {
        assert_eq!(content("größe: 3\n".as_bytes()), Some(Content::Text));
        assert_eq!(content(b"\xf3\x01\x9a\x00\x31\x07"), None);
        assert!(promises(&"größe ö".as_bytes()[..9]));
        assert!(!promises(b"ab\x00\x01cdef"));
    }

    #[test]
    fn knows_a_key_in_binary_but_no_certificate() {
        assert_eq!(content(b"\x30\x82\x04\xbd\x02\x01\x00\x30\x0d\x06"), Some(Content::Key));
        assert_eq!(content(b"\x30\x82\x04\xbd\x30\x82\x03\x00\xa0\x03"), None);
    }
}
