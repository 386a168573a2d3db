//! Names in tags: `<password>value</password>`, `<key>password</key><string>value</string>`, `<entry key="password">value</entry>`.

use super::key::Key;
use super::read::{NAME, ahead, blanks_and_line, count, is_one_of, line_before};

/// Elements that hold nothing but the value of what is around or before them.
const HOLDERS: &[&str] = &["value", "string", "data", "plaintext", "val"];

/// Where the content of the element begins whose value `key` names.
pub(super) fn content(bytes: &[u8], key: Key) -> Option<usize> {
    if ahead(bytes, key.span.end, 2) == b"</" {
        return sibling(bytes, key.span.end);
    }
    if !matches!(bytes[..key.span.start].last(), Some(b'<' | b':' | b'"' | b'\'')) {
        return None;
    }
    let lead = line_before(bytes, key.span.start);
    let is_element = match lead {
        // Behind a word it is a parameter of a type: `Arc<Password>`.
        [before @ .., b'<'] => {
            !before.last().is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':'))
        }
        // `<sec:password>`
        [before @ .., b':'] => {
            let prefix = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            before[..before.len() - prefix].ends_with(b"<")
        }
        // `<entry key="password">`
        [before @ .., b'"' | b'\''] => memchr::memrchr(b'<', before).is_some_and(|tag| names(&before[tag..])),
        _ => false,
    };
    if !is_element {
        return None;
    }
    let end = tag_end(bytes, key.span.end)?;
    Some(inside(bytes, end))
}

/// Whether an opened tag ends with an attribute that gives a name: `<entry key=`.
fn names(tag: &[u8]) -> bool {
    let Some(tag) = tag.trim_ascii_end().strip_suffix(b"=") else { return false };
    let word = tag.trim_ascii_end().rsplit(|byte| !byte.is_ascii_alphabetic()).next().unwrap_or_default();
    is_one_of(word, &["name", "key", "id", "property"])
}

/// Behind the `>` of the tag in which `at` stands; none if it closes itself or has a value of its own.
fn tag_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = ahead(bytes, at, NAME);
    let len = memchr::memchr3(b'>', b'<', b'\n', rest)?;
    let tag = &rest[..len];
    let has_value = memchr::memmem::find(tag, b"value=").or_else(|| memchr::memmem::find(tag, b"Value=")).is_some();
    (rest[len] == b'>' && !tag.ends_with(b"/") && !has_value).then_some(at + len + 1)
}

/// Behind what may stand between a tag and its text.
fn inside(bytes: &[u8], at: usize) -> usize {
    let at = blanks_and_line(bytes, at);
    let rest = ahead(bytes, at, 32);
    if rest.starts_with(b"<![CDATA[") {
        return at + 9;
    }
    holder(bytes, at).unwrap_or(at)
}

/// What stands in the element behind the closing tag at `at`: `</key><string>`.
fn sibling(bytes: &[u8], at: usize) -> Option<usize> {
    let tag = ahead(bytes, at + 2, NAME / 2);
    let len = count(tag, |byte| byte.is_ascii_alphanumeric() || byte == b':');
    let is_name = tag.get(len) == Some(&b'>') && is_one_of(&tag[..len], &["key", "name", "property", "field"]);
    is_name.then(|| holder(bytes, blanks_and_line(bytes, at + len + 3))).flatten()
}

/// Behind the opening tag at `at` of an element that holds a value.
fn holder(bytes: &[u8], at: usize) -> Option<usize> {
    let tag = ahead(bytes, at, 32).strip_prefix(b"<")?;
    let len = count(tag, |byte| byte.is_ascii_alphanumeric());
    (tag.get(len) == Some(&b'>') && is_one_of(&tag[..len], HOLDERS)).then_some(at + len + 2)
}
