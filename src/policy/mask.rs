//! What of a policy's text an error may show: no control characters, and nothing that looks like a credential.
//!
//! The view that masks reports knows the providers' formats and stands above this floor; an error about the policy must be
//! safe to print without it, so this one masks by form alone, rather too much than too little.

use std::fmt::Write;

use crate::text::is_bidi_control;

/// The shortest run of letters and digits that is taken for a credential.
const TOKEN: usize = 16;

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

/// `line` with a star for each byte of what may be a credential, so that places in it hold.
pub(super) fn hidden(line: &str) -> String {
    let mut bytes = line.as_bytes().to_vec();
    hide_passwords(&mut bytes);
    let mut start = 0;
    while start < bytes.len() {
        let run = bytes[start..].iter().take_while(|&&byte| is_token(byte)).count();
        let token = &bytes[start..start + run];
        if run >= TOKEN && token.iter().any(u8::is_ascii_digit) && token.iter().any(u8::is_ascii_alphabetic) {
            bytes[start..start + run].fill(b'*');
        }
        start += run.max(1);
    }
    // Only whole characters are replaced, each byte by one star.
    String::from_utf8_lossy(&bytes).into_owned()
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'=')
}

/// `https://user:password@host`: everything between `://` and `@`.
fn hide_passwords(bytes: &mut [u8]) {
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&bytes[from..], b"://") {
        let start = from + at + 3;
        let host = bytes[start..]
            .iter()
            .position(|byte| matches!(byte, b'/' | b' ' | b'"' | b'\''))
            .unwrap_or(bytes.len() - start);
        if let Some(user) = memchr::memrchr(b'@', &bytes[start..start + host]) {
            bytes[start..start + user].fill(b'*');
        }
        from = start + host;
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn credentials_are_starred_and_names_are_not() {
        // Put together here, so that no scanner takes this file for a leak.
        let token = ["gh", "p_", "0123456789abcdefABCDEF"].concat();
        assert_eq!(shown(&format!("own: [\"{token}\"]")), format!("own: [\"{}\"]", "*".repeat(token.len())));
        assert_eq!(shown("https://bob:hunter2@registry.example.org/x"), "https://***********@registry.example.org/x");
        let plain = "unknown rule `workload/production-without-staging-2` in deploy/production-eu-1/**";
        assert_eq!(shown(plain), plain);
    }

    #[test]
    fn no_character_moves_the_cursor() {
        assert_eq!(shown("a\u{1b}[2Jb\u{202e}c\td"), "a\\u{1b}[2Jb\\u{202e}c d");
    }
}
