//! What wikis, word processors and browsers put into a command line, put back into what it stands for.

use std::borrow::Cow;

use crate::document::Passage;

/// `passage` without carriage returns in front of line feeds and without characters that nobody sees; with spaces and hyphens for
/// what looks like them. An author could hide a command behind either.
pub(super) fn clean(passage: &Passage) -> Cow<'_, Passage> {
    let bytes = passage.bytes();
    if !bytes.iter().any(|byte| *byte == b'\r' || !byte.is_ascii()) {
        return Cow::Borrowed(passage);
    }
    let mut cleaned = Passage::default();
    let mut kept = 0;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == b'\r' || !byte.is_ascii()) {
        at += found;
        let (char, len) = bstr::decode_utf8(&bytes[at..]);
        let len = len.max(1);
        if let Some(meant) = char.and_then(|char| meaning(char, &bytes[..at], &bytes[at + len..])) {
            cleaned.append(&passage.slice(kept..at));
            if !meant.is_empty() {
                cleaned.push(meant.as_bytes(), passage.span(at..at + len));
            }
            kept = at + len;
        }
        at += len;
    }
    if kept == 0 {
        return Cow::Borrowed(passage);
    }
    cleaned.append(&passage.slice(kept..bytes.len()));
    Cow::Owned(cleaned)
}

/// What `char` stands for between `before` and `after`, if not for itself.
fn meaning(char: char, before: &[u8], after: &[u8]) -> Option<&'static str> {
    Some(match char {
        '\r' if after.starts_with(b"\n") => "",
        '\r' => " ",
        // Soft hyphen, joiners, marks of direction, variation selectors, byte order mark: all invisible.
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => "",
        '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' => "",
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
        '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => "-",
        // A long dash is what an editor makes of `--`; in front of one letter it stands for `-`.
        '\u{2012}'..='\u{2015}' => dash(before, after)?,
        _ => return None,
    })
}

/// The hyphens that a long dash at a word's start stands for.
fn dash(before: &[u8], after: &[u8]) -> Option<&'static str> {
    let starts = before.last().is_none_or(|byte| byte.is_ascii_whitespace() || *byte == 0xa0 || *byte == b'-');
    let letters = after.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    match letters {
        _ if !starts => None,
        0 => None,
        1 => Some("-"),
        _ if before.last() == Some(&b'-') => Some("-"),
        _ => Some("--"),
    }
}

#[cfg(test)]
mod tests {
    use super::clean;
    use crate::document::Passage;
    use crate::text::Span;

    #[test]
    fn what_looks_like_a_command_line_is_one() {
        for (written, meant) in [
            ("kubectl apply", "kubectl apply"),
            ("kubectl\u{a0}apply", "kubectl apply"),
            ("kube\u{200b}ctl \u{202e}apply", "kubectl apply"),
            ("apply –f x –dry-run —all", "apply -f x --dry-run --all"),
            ("a – b", "a – b"),
            ("a\\\r\nb\r\n", "a\\\nb\n"),
            ("caf\u{e9} x", "caf\u{e9} x"),
        ] {
            let file = written.as_bytes();
            let passage = Passage::of(file, Span::new(0, file.len()));
            assert_eq!(String::from_utf8_lossy(clean(&passage).bytes()), meant, "{written:?}");
        }
    }

    #[test]
    fn the_rest_stands_where_it_stood() {
        let file = "a\u{200b}b\u{a0}c".as_bytes();
        let passage = Passage::of(file, Span::new(0, file.len()));
        let cleaned = clean(&passage);
        assert_eq!(cleaned.bytes(), b"ab c");
        assert_eq!(cleaned.span(1..2), Span::new(4, 5));
        assert_eq!(cleaned.span(2..3), Span::new(5, 7));
        assert_eq!(cleaned.span(0..2), Span::new(0, 5));
    }
}
