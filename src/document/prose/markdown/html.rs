//! Code blocks written in HTML.

use crate::document::Passage;
use crate::document::prose::language::Language;
use crate::document::prose::literal::Literal;
use crate::text::Span;

/// The `<pre>` blocks of `span`.
pub(super) fn literals(bytes: &[u8], span: Span) -> Vec<Literal> {
    let html = &bytes[span.range()];
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = memchr::memmem::find(&html[at..], b"<pre").map(|len| at + len) {
        let Some(open) = memchr::memchr(b'>', &html[start..]).map(|len| start + len + 1) else { break };
        let end = memchr::memmem::find(&html[open..], b"</pre>").map_or(html.len(), |len| open + len);
        let body = shown(html, open, end, span.start);
        let class = class(&html[start..open]).or_else(|| code(&html[open..end]).and_then(class));
        let language = class.map_or(Language::Unsaid, Language::of);
        found.push(Literal { body, language, span: Span::new(span.start + start, span.start + end) });
        at = end;
    }
    found
}

/// The `<code …>` tag that a block starts with.
fn code(inner: &[u8]) -> Option<&[u8]> {
    let inner = inner.trim_ascii_start();
    let end = memchr::memchr(b'>', inner)?;
    inner.starts_with(b"<code").then(|| &inner[..end])
}

/// The language that a tag's attributes name.
fn class(tag: &[u8]) -> Option<&[u8]> {
    let at = [b"language-".as_slice(), b"lang=\"", b"highlight-source-", b"class=\""]
        .into_iter()
        .find_map(|name| memchr::memmem::find(tag, name).map(|at| at + name.len()))?;
    let len = tag[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    Some(&tag[at..at + len])
}

/// The text of `html` from `at` to `end`: tags left out, character references resolved. It stands in the file behind `base`.
pub(super) fn shown(html: &[u8], mut at: usize, end: usize, base: usize) -> Passage {
    let mut text = Passage::default();
    while at < end {
        let len = memchr::memchr2(b'<', b'&', &html[at..end]).unwrap_or(end - at);
        text.push(&html[at..at + len], Span::new(base + at, base + at + len));
        at += len;
        let rest = &html[at..end];
        let Some(first) = rest.first() else { break };
        let is_tag = *first == b'<' && rest.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/');
        let tag = if is_tag { memchr::memchr(b'>', &rest[..rest.len().min(256)]) } else { None };
        if let Some(len) = tag {
            at += len + 1;
            continue;
        }
        let (len, byte) = reference(rest).unwrap_or((1, *first));
        text.push(&[byte], Span::new(base + at, base + at + len));
        at += len;
    }
    text
}

/// The character references that commands need: their length, and what they stand for.
fn reference(text: &[u8]) -> Option<(usize, u8)> {
    [
        ("&amp;", b'&'),
        ("&lt;", b'<'),
        ("&gt;", b'>'),
        ("&quot;", b'"'),
        ("&apos;", b'\''),
        ("&#39;", b'\''),
        ("&#x27;", b'\''),
        ("&nbsp;", b' '),
    ]
    .into_iter()
    .find_map(|(name, byte)| text.starts_with(name.as_bytes()).then_some((name.len(), byte)))
}
