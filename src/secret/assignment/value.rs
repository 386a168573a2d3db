//! Values: where the text that a name is given begins and ends.

use super::key::Key;
use super::literal::Literal;
use super::operator::{Ends, Given, is_header};
use super::read::{VALUE, WORD, ahead, blanks, blanks_and_line, count, is_one_of, line_before, peek, trimmed};
use crate::secret::candidate::Candidate;
use crate::secret::found::Written;
use crate::text::Span;

/// The value that is given; of several the one that holds `wanted`. It is measured here, once.
pub(super) fn read(bytes: &[u8], given: Given, wanted: Option<Span>) -> Option<Candidate> {
    let (value, quoted) = match given.ends {
        Ends::Call => quoted(bytes, Literal::among(bytes, given.at, wanted, true)?)?,
        Ends::Tag => (tag(bytes, given.at)?, false),
        Ends::Brace => (brace(bytes, given.at)?, false),
        _ => text(bytes, given, wanted)?,
    };
    let (value, has_scheme) = credentials(bytes, given.key, value);
    let value = match wanted {
        // A text of several words is no secret, but one of them may be.
        Some(run) if bytes[value.range()].iter().any(u8::is_ascii_whitespace) => {
            word_around(bytes, value, run, quoted)?
        }
        _ => value,
    };
    let written = if has_scheme { Written::Header } else { given.written };
    let is_wanted = wanted.is_none_or(|run| value.start <= run.start && run.start < value.end);
    (is_wanted && !value.is_empty()).then_some(Candidate { value, name: Some(given.key.span), written, quoted })
}

/// A text between quotes, or a value without.
fn text(bytes: &[u8], given: Given, wanted: Option<Span>) -> Option<(Span, bool)> {
    let here = untagged(bytes, blanks(bytes, given.at));
    let at = if given.goes_on { blanks_and_line(bytes, here) } else { here };
    let is_below = bytes[here.min(bytes.len())..at.min(bytes.len())].contains(&b'\n');
    if let [b'[', ..] = ahead(bytes, at, 1)
        && let Some(element) = Literal::among(bytes, at + 1, wanted, false)
    {
        return quoted(bytes, element);
    }
    if let [b'(', ..] = ahead(bytes, at, 1)
        && let Some(argument) = Literal::among(bytes, at + 1, wanted, true)
    {
        return quoted(bytes, argument);
    }
    if let Some(literal) = Literal::at(bytes, at) {
        let is_key = matches!(peek(bytes, blanks(bytes, literal.end)), b':' | b'=');
        let may_be_key = is_below || bytes[..given.at].trim_ascii_end().ends_with(b",");
        return if may_be_key && is_key { None } else { quoted(bytes, literal) };
    }
    if let Some(literal) = fallback(bytes, here) {
        return quoted(bytes, literal);
    }
    match given.ends {
        Ends::Quoted => None,
        Ends::Line if matches!(peek(bytes, here), b'|' | b'>') => {
            block(bytes, given.key, here).map(|value| (value, false))
        }
        Ends::Line if is_below => below(bytes, given.key, at).map(|value| (value, false)),
        _ if is_below => None,
        ends => bare(bytes, given.key, here, ends, wanted),
    }
}

/// Behind a tag or an anchor of YAML: `!!str`, `&name`.
fn untagged(bytes: &[u8], at: usize) -> usize {
    let rest = ahead(bytes, at, 64);
    let len = count(rest, |byte| !byte.is_ascii_whitespace());
    let is_one =
        rest.starts_with(b"!!") || (rest.starts_with(b"&") && rest[1..len].iter().all(u8::is_ascii_alphanumeric));
    if is_one && rest.get(len) == Some(&b' ') { blanks(bytes, at + len) } else { at }
}

/// A literal's text; the one that it is joined with where the first holds only a scheme: `"token " + "…"`.
fn quoted(bytes: &[u8], literal: Literal) -> Option<(Span, bool)> {
    let mut literal = literal;
    if is_scheme(bytes[literal.text.range()].trim_ascii_end())
        && let Some(next) = literal.joined(bytes)
    {
        literal = next;
    }
    (!literal.text.is_empty()).then_some((literal.text, true))
}

/// The text behind `||`, `??` or `or`, which is taken where what stands in front of it gives nothing.
fn fallback(bytes: &[u8], at: usize) -> Option<Literal> {
    let rest = ahead(bytes, at, 96);
    let mut start = 0;
    while let Some(len) = memchr::memchr3(b'"', b'\'', b'\n', &rest[start..]).filter(|len| rest[start + len] != b'\n') {
        let quote = start + len;
        let before = rest[..quote].trim_ascii_end();
        let literal = Literal::at(bytes, at + quote)?;
        if [b" ||".as_slice(), b" ??", b" or", b" ?:"].iter().any(|operator| before.ends_with(operator)) {
            return Some(literal);
        }
        start = (literal.end - at).min(rest.len());
    }
    None
}

/// A value without quotes.
fn bare(bytes: &[u8], key: Key, at: usize, ends: Ends, wanted: Option<Span>) -> Option<(Span, bool)> {
    let most = wanted.map_or(WORD, |run| run.end.saturating_sub(at) + WORD);
    let rest = ahead(bytes, at, most);
    let around = line_before(bytes, key.span.start).last().copied().filter(|byte| matches!(byte, b'"' | b'\'' | b'`'));
    let around = around.filter(|quote| peek(bytes, key.span.end) != *quote);
    let around = around.or_else(|| key.is_escaped(bytes).then_some(b'"'));
    match (ends, rest) {
        (_, [] | [b'\n' | b'\r' | b',' | b')' | b'}' | b']', ..]) => return None,
        (Ends::Shell, _) | (_, [b'{', b'{', ..]) => {}
        (_, [b'[' | b'{' | b'(' | b'*' | b'|', ..]) => return None,
        (Ends::Line | Ends::Flow, [b'&' | b'!' | b'#' | b'<' | b'>', ..]) if peek(bytes, at - 1) == b' ' => {
            return None;
        }
        _ => {}
    }
    let len = match ends {
        Ends::Line => line(rest, around),
        Ends::Shell => shell(rest),
        Ends::Flow => count(rest, |byte| !b",}]\n\"'`".contains(&byte)),
        _ => {
            let scheme = if is_header(key.text(bytes)) { scheme(rest) } else { 0 };
            scheme + word(&rest[scheme..])
        }
    };
    let stop = rest.get(len).copied();
    if len == WORD && wanted.is_none() {
        return None;
    }
    let is_in_quotes = stop.is_some_and(|byte| matches!(byte, b'"' | b'\'' | b'`'));
    let value = trimmed(bytes, Span::new(at, at + closed(&rest[..len])));
    // What goes on with a quote is an expression: `foo("…")`, `a + "…"`.
    let last = bytes[value.range()].last();
    let goes_on = matches!(last, Some(b'(' | b'[' | b'{')) || (is_in_quotes && matches!(last, Some(b'+' | b'.')));
    (!goes_on && !value.is_empty()).then_some((value, is_in_quotes))
}

/// Up to the end of a line, a comment, or the quote that the whole line stands in.
fn line(rest: &[u8], around: Option<u8>) -> usize {
    let len = match around {
        Some(quote) => memchr::memchr2(b'\n', quote, rest),
        None => memchr::memchr(b'\n', rest),
    };
    let text = &rest[..len.unwrap_or(rest.len())];
    let comment =
        memchr::memmem::find(text, b" #").or_else(|| memchr::memmem::find(text, b" // ")).unwrap_or(text.len());
    let text = &text[..comment];
    if around.is_some() { escape(text) } else { text.len() }
}

/// Up to a blank or a sign that divides.
fn word(rest: &[u8]) -> usize {
    let len = count(rest, |byte| !byte.is_ascii_whitespace() && !b"\"'`,;&<".contains(&byte));
    escape(&rest[..len])
}

/// Up to an escaped line end or quote: the text around ends there, or goes on with something else.
fn escape(text: &[u8]) -> usize {
    let is_end = |at: &usize| matches!(text.get(at + 1), Some(b'n' | b'r' | b'"' | b'\'') | None);
    memchr::memchr_iter(b'\\', text).find(is_end).unwrap_or(text.len())
}

/// Up to a blank or a sign that ends a command.
fn shell(rest: &[u8]) -> usize {
    let mut at = 0;
    while at < rest.len() {
        let next = rest.get(at + 1).copied().unwrap_or(b'\n');
        match rest[at] {
            b'\\' if matches!(next, b'n' | b'r' | b'"' | b'\'') => break,
            b'\\' if !next.is_ascii_whitespace() || next == b' ' => at += 1,
            b'"' | b'\'' | b'`' | b'|' => break,
            b';' | b'&' | b',' if next.is_ascii_whitespace() || next == b'&' => break,
            byte if byte.is_ascii_whitespace() => break,
            _ => {}
        }
        at += 1;
    }
    at.min(rest.len())
}

/// The length without the punctuation of what stands around a value.
fn closed(value: &[u8]) -> usize {
    let opens = |open: u8| value.contains(&open);
    let is_foreign = |byte: u8| match byte {
        b')' => !opens(b'('),
        b'}' => !opens(b'{'),
        b']' => !opens(b'['),
        b'>' => !opens(b'<'),
        b',' | b';' | b'"' | b'\'' | b'`' => true,
        _ => byte.is_ascii_whitespace(),
    };
    value.iter().rposition(|byte| !is_foreign(*byte)).map_or(0, |at| at + 1)
}

/// `${NAME:-default}`, without the default's quotes.
fn brace(bytes: &[u8], at: usize) -> Option<Span> {
    if let Some(literal) = Literal::at(bytes, at) {
        return Some(literal.text);
    }
    let rest = ahead(bytes, at, WORD);
    let len = memchr::memchr3(b'}', b'\n', b'"', rest)?;
    (rest[len] == b'}' && !rest.starts_with(b"$")).then(|| Span::new(at, at + len))
}

/// The text of an element.
fn tag(bytes: &[u8], at: usize) -> Option<Span> {
    let rest = ahead(bytes, at, VALUE);
    let text = &rest[..memchr::memchr(b'<', rest)?];
    let text = text.strip_suffix(b"]]>").unwrap_or(text);
    let value = trimmed(bytes, Span::new(at, at + text.len()));
    (!value.is_empty() && !bytes[value.range()].contains(&b'\n')).then_some(value)
}

/// The lines of a block scalar of YAML, whose sign is at `at`.
fn block(bytes: &[u8], key: Key, at: usize) -> Option<Span> {
    let style = ahead(bytes, at + 1, 64);
    let sign = count(style, |byte| matches!(byte, b'+' | b'-' | b'0'..=b'9' | b' '));
    let start = at + 1 + sign + usize::from(style.get(sign) == Some(&b'\r'));
    if bytes.get(start) != Some(&b'\n') {
        return None;
    }
    let indent = indent(line_before(bytes, key.span.start));
    let rest = ahead(bytes, start + 1, VALUE);
    let mut end = 0;
    while end < rest.len() {
        let len = memchr::memchr(b'\n', &rest[end..]).map_or(rest.len() - end, |len| len + 1);
        let line = &rest[end..end + len];
        if self::indent(line) <= indent && !line.trim_ascii().is_empty() {
            break;
        }
        end += len;
    }
    Some(trimmed(bytes, Span::new(start + 1, start + 1 + end))).filter(|value| !value.is_empty())
}

/// A plain scalar of YAML on the line below its key, or the first of a list of them.
fn below(bytes: &[u8], key: Key, at: usize) -> Option<Span> {
    let deep = indent(line_before(bytes, at));
    let at = if ahead(bytes, at, 2) == b"- " { blanks(bytes, at + 2) } else { at };
    if let Some(literal) = Literal::at(bytes, at) {
        let is_key = matches!(peek(bytes, blanks(bytes, literal.end)), b':' | b'=');
        return (!is_key && !literal.text.is_empty()).then_some(literal.text);
    }
    let rest = ahead(bytes, at, WORD);
    let len = line(rest, None);
    let text = &rest[..closed(&rest[..len])];
    let is_plain =
        text.iter().all(|byte| !byte.is_ascii_whitespace() && !b"={}()<>[]".contains(byte)) && !text.ends_with(b":");
    let is_deeper = deep > indent(line_before(bytes, key.span.start)) && !text.is_empty() && len < WORD;
    (is_plain && is_deeper).then(|| Span::new(at, at + text.len()))
}

fn indent(line: &[u8]) -> usize {
    count(line, |byte| byte == b' ')
}

/// The word of a text that holds `run`: in a quoted text the run alone.
fn word_around(bytes: &[u8], value: Span, run: Span, is_quoted: bool) -> Option<Span> {
    if !value.contains(Span::new(run.start, run.start + 1)) {
        return None;
    }
    if is_quoted {
        return Some(Span::new(run.start, run.end.min(value.end)));
    }
    let text = &bytes[value.range()];
    let at = run.start - value.start;
    let start = text[..at].iter().rposition(u8::is_ascii_whitespace).map_or(0, |blank| blank + 1);
    let len = count(&text[at..], |byte| !byte.is_ascii_whitespace());
    Some(Span::new(value.start + start, value.start + at + len))
}

/// Words in front of the credentials in a header `Authorization`.
const SCHEMES: &[&str] = &[
    "bearer", "basic", "token", "apikey", "api-key", "ssws", "digest", "bot", "key", "geniekey", "splunk", "flyv1",
    "negotiate", "jwt", "oauth",
];

fn is_scheme(word: &[u8]) -> bool {
    is_one_of(word, SCHEMES)
}

/// How long the scheme is that a header's value starts with, and its blanks.
fn scheme(value: &[u8]) -> usize {
    let word = count(value, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let blanks = count(&value[word..], |byte| byte == b' ');
    if blanks > 0 && is_scheme(&value[..word]) { word + blanks } else { 0 }
}

/// The value without the scheme in front of it, and whether there was one: `Bearer …`, `Token token="…"`.
fn credentials(bytes: &[u8], key: Key, value: Span) -> (Span, bool) {
    let text = &bytes[value.range()];
    let start = scheme(text);
    let is_bearer = is_one_of(&text[..start.min(6)], &["bearer", "basic "]);
    if start == 0 || start >= text.len() || !(is_bearer || is_header(key.text(bytes))) {
        return (value, false);
    }
    let mut start = start;
    for pair in [b"token=".as_slice(), b"key=", b"api_key="] {
        if text[start..].starts_with(pair) {
            start += pair.len() + count(&text[start + pair.len()..], |byte| matches!(byte, b'"' | b'\\' | b'\''));
            break;
        }
    }
    let len = count(&text[start..], |byte| !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\'' | b'\\' | b','));
    (Span::new(value.start + start, value.start + start + len), true)
}
