//! Values that are code or prose: a call, a type, a format string, a selector, a sentence, the name itself again.

use crate::secret::entropy::{is_random, mean};

/// Whether an unquoted value in source code is an expression rather than a text.
pub(super) fn is_code(value: &[u8]) -> bool {
    let holds = |bytes: &[u8]| value.iter().any(|byte| bytes.contains(byte));
    value.iter().any(u8::is_ascii_whitespace)
        || value.iter().all(u8::is_ascii_digit)
        || holds(b"()[]{};<>&|*\"'`,$\\")
        || is_dotted(value)
        || is_identifier(value)
        || value.first().is_some_and(|byte| b".!-+~=/".contains(byte))
}

/// Whether a text is no password and no token by what it looks like: a pattern, a sentence, a selector, a type.
pub(super) fn is_text(value: &[u8]) -> bool {
    is_joined(value)
        || is_type(value)
        || is_format(value)
        || is_pattern(value)
        || is_sentence(value)
        || is_selector(value)
        || is_dotted(value)
        || is_media(value)
        || is_call(value)
}

/// Whether the value says its own name again: `PASSWORD = "password"`, `"client_secret": "client_secret"`.
pub(super) fn echoes(name: &[u8], value: &[u8]) -> bool {
    let plain = |text: &[u8]| {
        text.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect::<Vec<u8>>()
    };
    let (name, text) = (plain(name), plain(value));
    !text.is_empty()
        && (name == text
            || (text.len() >= 4
                && (name.ends_with(&text) || text.ends_with(&name) || text.starts_with(&name))
                && is_identifier(value)))
}

/// `secret_key`, `apiToken`, `DB-PASSWORD`: words with marks or capitals between them.
pub(super) fn is_identifier(value: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':' | b'/');
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    value.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
        && value.iter().all(plain)
        && digits * 4 <= value.len()
        && !is_random(value)
        && (value.len() < 6 || mean(value) < 0)
}

/// `org.example.Foo`, `config.password`, `user@example.org`.
fn is_dotted(value: &[u8]) -> bool {
    let part = |part: &[u8]| {
        !part.is_empty()
            && part.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'@'))
            && part.iter().any(u8::is_ascii_alphabetic)
            && !is_random(part)
            && part.iter().filter(|byte| byte.is_ascii_digit()).count() * 3 <= part.len()
    };
    value.contains(&b'.') && value.len() <= 200 && value.split(|byte| *byte == b'.').all(part)
}

/// `%s`, `{}`, `{0}`, `{name}` in the middle of a text.
fn is_format(value: &[u8]) -> bool {
    let holds = |needle: &[u8]| memchr::memmem::find(value, needle).is_some();
    is_conversion(value)
        || value.ends_with(b"\\n")
        || holds(b"%s")
        || holds(b"%d")
        || holds(b"%v")
        || holds(b"%q")
        || holds(b"{}")
        || holds(b"{0}")
        || holds(b"%@")
        || holds(b"\\(")
        || holds(b"{:")
}

/// `%02x`, `%016llx`, `%*s`: a conversion of C with a flag or a length, or one that is all of the value but its frame.
fn is_conversion(value: &[u8]) -> bool {
    memchr::memchr_iter(b'%', value).any(|at| {
        let rest = &value[at + 1..];
        let flags = rest.iter().take_while(|byte| b"0123456789*.-+#lhzjt".contains(byte)).count();
        let is_one = rest.get(flags).is_some_and(|byte| b"diouxXcsp".contains(byte));
        is_one
            && (flags > 0 && !rest[..flags].iter().all(u8::is_ascii_digit)
                || rest.first() == Some(&b'0')
                || value.len() <= 8)
    })
}

/// What stands between two texts of source code: `"+name+"`.
fn is_joined(value: &[u8]) -> bool {
    matches!(value, [b'+' | b'.' | b',', ..]) && value.ends_with(b")")
        || value.starts_with(b"+ ")
        || value.ends_with(b" +")
}

/// `Option<&`, `Vec<String>`, `u32`.
fn is_type(value: &[u8]) -> bool {
    if let [b'u' | b'i' | b'f', width @ ..] = value
        && matches!(width, b"8" | b"16" | b"32" | b"64" | b"128")
    {
        return true;
    }
    let head =
        value.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'.')).count();
    head > 2 && value.get(head) == Some(&b'<') && value[0].is_ascii_alphabetic() && !is_random(&value[..head])
}

/// A regular expression or a glob.
fn is_pattern(value: &[u8]) -> bool {
    let holds = |needle: &[u8]| memchr::memmem::find(value, needle).is_some();
    value.starts_with(b"^") && value.len() > 3
        || value.ends_with(b"$/")
        || holds(b"[a-z")
        || holds(b"[A-Z")
        || holds(b"[0-9")
        || holds(b"[^")
        || holds(b".*")
        || holds(b"(?")
        || holds(b"\\d")
        || holds(b"\\w")
        || holds(b"\\s")
        || holds(b"]+")
        || holds(b"]*")
        || value.contains(&b'*') && value.iter().all(|byte| byte.is_ascii_alphanumeric() || b"*./-_".contains(byte))
}

/// Words with blanks between them.
fn is_sentence(value: &[u8]) -> bool {
    let words = value.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let (mut count, mut plain) = (0, 0);
    for word in words {
        count += 1;
        let core = word
            .iter()
            .filter(|byte| byte.is_ascii_alphabetic() || **byte >= 0x80 || matches!(byte, b'\'' | b'-'))
            .count();
        plain += usize::from(core * 10 >= word.len() * 7);
    }
    count >= 2 && plain * 10 >= count * 6
}

/// `#password`, `.token`, `input[type=password]`, `--flag`.
fn is_selector(value: &[u8]) -> bool {
    let [first, rest @ ..] = value else { return false };
    let marked = matches!(first, b'#' | b'.' | b'-' | b':' | b'/' | b'@' | b'&' | b'*' | b'?');
    marked
        && rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'-' || *byte == b'/')
        && is_identifier(rest.trim_ascii_start())
}

/// `application/json`, `text/html; charset=utf-8`.
fn is_media(value: &[u8]) -> bool {
    [b"application/".as_slice(), b"text/", b"image/", b"audio/", b"video/", b"multipart/", b"font/"]
        .iter()
        .any(|start| value.starts_with(start))
}

/// `getPassword()`, `str(x)`, `new Token`.
fn is_call(value: &[u8]) -> bool {
    let Some(open) = memchr::memchr(b'(', value) else { return false };
    let head = &value[..open];
    !head.is_empty()
        && value.ends_with(b")")
        && head.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_.:>-!".contains(byte))
        && head[0].is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::{echoes, is_code, is_text};

    #[test]
    fn code_and_text() {
        for value in ["getPassword()", "req.body.password", "user_password", "String", "&'static", "null,"] {
            assert!(is_code(value.as_bytes()), "{value}");
        }
        for value in [
            "Enter your password", "%s", "#password", "[a-zA-Z0-9]+", "org.example.Foo", "application/json",
            "user@example.org",
        ] {
            assert!(is_text(value.as_bytes()), "{value}");
        }
        for value in ["hunter2!", "kS8-vQ2_mZx1!", "P@ssw0rd", "9fKq2mZx1vLw8RbN"] {
            assert!(!is_text(value.as_bytes()), "{value}");
        }
    }

    #[test]
    fn a_name_again_is_no_value() {
        assert!(
            echoes(b"PASSWORD", b"password")
                && echoes(b"client_secret", b"client-secret")
                && echoes(b"DB_PASSWORD", b"password")
        );
        assert!(!echoes(b"password", b"hunter2") && !echoes(b"token", b""));
    }
}
