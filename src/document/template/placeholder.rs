//! Names that a script or a build replaces in a file: `@TAG@`, `%%TAG%%`, `__TAG__`.

use std::ops::Range;

/// No name is longer.
const LONGEST: usize = 64;

/// What stands around a name, and whether lower case and dots may stand in it.
const FENCES: [(&[u8], bool); 3] = [(b"@", true), (b"%%", true), (b"__", false)];

/// Whether a placeholder may start with `byte`.
pub(super) fn may_start(byte: u8) -> bool {
    matches!(byte, b'@' | b'%' | b'_')
}

/// The length of the placeholder that starts at `at`.
pub(super) fn len(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let (fence, is_free) = FENCES.into_iter().find(|(fence, _)| rest.starts_with(fence))?;
    let is_part = |byte: &u8| {
        byte.is_ascii_uppercase()
            || matches!(byte, b'_' | b'0'..=b'9')
            || is_free && (byte.is_ascii_lowercase() || matches!(byte, b'.' | b'-'))
    };
    let inner = &rest[fence.len()..];
    let run = inner.iter().take(LONGEST).take_while(|byte| is_part(byte)).count();
    // The underscores at the end of `__NAME__` are also parts of names.
    let name = if fence == b"__" { run.checked_sub(fence.len())? } else { run };
    let is_name = inner.first().is_some_and(u8::is_ascii_alphabetic) && name > 0;
    let is_inside_word = fence == b"__" && at > 0 && bytes[at - 1].is_ascii_alphanumeric();
    (is_name && !is_inside_word && inner[name..].starts_with(fence)).then_some(name + 2 * fence.len())
}

/// The first placeholder of a text.
#[must_use]
pub fn placeholder(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter(|at| may_start(bytes[*at])).find_map(|at| Some(at..at + len(bytes, at)?))
}

#[cfg(test)]
mod tests {
    use super::placeholder;

    #[test]
    fn names_between_fences_are_placeholders() {
        for (text, found) in [
            ("web:@TAG@", Some("@TAG@")),
            ("@project.version@-x", Some("@project.version@")),
            ("debian:%%suite%%-slim", Some("%%suite%%")),
            ("web:__TAG__", Some("__TAG__")),
            ("web:__IMAGE_TAG__-x", Some("__IMAGE_TAG__")),
            ("ops@example.org and web@example.org", None),
            ("web@sha256:0000", None),
            ("100%% of 50%%", None),
            ("__init__", None),
            ("a__B__", None),
            ("____", None),
            ("@@", None),
        ] {
            assert_eq!(placeholder(text).map(|range| &text[range]), found, "{text}");
        }
    }
}
