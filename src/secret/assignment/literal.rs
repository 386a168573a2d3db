//! Texts between quotes, in any language, and what may be wrapped around them.

use super::read::{VALUE, ahead, blanks, blanks_and_line, count, is_one_of, peek, trimmed};
use crate::text::Span;

/// A text between quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Literal {
    /// What stands between the quotes.
    pub(super) text: Span,
    /// Behind the last quote.
    pub(super) end: usize,
}

impl Literal {
    /// The text that begins at `at`, or that a conversion there is made of: `Some("…")`, `new String("…")`, `b"…"`.
    pub(super) fn at(bytes: &[u8], at: usize) -> Option<Self> {
        let mut at = at;
        for _ in 0..4 {
            if let Some(quote) = Quote::at(bytes, at) {
                return Some(quote.text(bytes));
            }
            at = unwrapped(bytes, at)?;
        }
        None
    }

    /// The texts from `at` on, behind an opening bracket: the one that holds `wanted`, or else the second if `second`, or the first.
    pub(super) fn among(bytes: &[u8], at: usize, wanted: Option<Span>, second: bool) -> Option<Self> {
        let mut chosen = None;
        let mut at = at;
        for count in 0..MOST {
            at = blanks_and_line(bytes, at);
            if let Some(literal) = Self::at(bytes, at) {
                if wanted.is_some_and(|wanted| literal.text.contains(wanted)) {
                    return Some(literal);
                }
                if chosen.is_none() || (second && count == 1) {
                    chosen = Some(literal);
                }
                at = literal.end;
            }
            at = blanks_and_line(bytes, behind_argument(bytes, at));
            if peek(bytes, at) != b',' {
                break;
            }
            at += 1;
        }
        chosen.filter(|_| wanted.is_none())
    }

    /// The text behind an operator that joins it to this one.
    pub(super) fn joined(self, bytes: &[u8]) -> Option<Self> {
        let at = blanks_and_line(bytes, self.end);
        let len = match ahead(bytes, at, 2) {
            b".." | b"<>" | b"++" => 2,
            [b'+' | b'.' | b'&' | b'~' | b',', _] => 1,
            _ => return None,
        };
        Quote::at(bytes, blanks_and_line(bytes, at + len)).map(|quote| quote.text(bytes))
    }
}

/// How many arguments of a call, or elements of a list, are looked at.
const MOST: usize = 6;

/// Behind the rest of an argument: a name, a number, a method of a text.
fn behind_argument(bytes: &[u8], at: usize) -> usize {
    at + count(ahead(bytes, at, 64), |byte| byte.is_ascii_alphanumeric() || b"_.$&*:()!-".contains(&byte))
}

/// Conversions whose argument is the value itself.
const WRAPPERS: &[&str] = &[
    "string", "str", "bytes", "bytearray", "byte", "some", "just", "ok", "secret", "secretstr", "securestring",
    "sensitive", "sensitivestring", "secretstring", "secretvalue", "fromstring", "from", "of", "new", "valueof",
    "literal", "text", "raw", "const", "buffer", "atob", "btoa", "b64decode", "b64encode", "base64decode",
    "base64encode", "frombase64string", "decode", "encode", "decodestring", "getbytes", "unsafeplaintext", "plaintext",
    "field", "default", "trim", "strdup", "ref", "pointer", "stringptr", "ptr", "to_string", "tochararray",
    "charfield", "_t", "l", "nsstring", "std", "env", "uint8array", "cstring",
];

/// Behind what is wrapped around a text: a bracket, `new String(`, `ConvertTo-SecureString`.
fn unwrapped(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = ahead(bytes, at, 64);
    if let [b'(' | b'[', ..] = rest {
        return Some(blanks_and_line(bytes, at + 1));
    }
    for word in [b"ConvertTo-SecureString ".as_slice(), b"-String ", b"new "] {
        if rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            return Some(blanks(bytes, at + word.len()));
        }
    }
    let len = count(rest, |byte| byte.is_ascii_alphanumeric() || b"_.:$<>[]".contains(&byte));
    let last = rest[..len].rsplit(|byte| b".:[]<>".contains(byte)).find(|word| !word.is_empty())?;
    if rest.get(len) != Some(&b'(') || !is_one_of(last, WRAPPERS) {
        return None;
    }
    let inside = blanks_and_line(bytes, at + len + 1);
    // A named argument: `Field(default="…")`.
    let argument = ahead(bytes, inside, 32);
    let name = count(argument, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let is_named = name > 0 && matches!(argument.get(name), Some(b'=' | b':'));
    Some(if is_named { blanks(bytes, inside + name + 1) } else { inside })
}

/// An opening quote.
struct Quote {
    /// Behind it.
    start: usize,
    mark: u8,
    /// How many backslashes stand in front of it, and must in front of the closing one.
    slashes: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// A backslash takes the next byte's meaning.
    Plain,
    /// It does not.
    Raw,
    /// Three quotes.
    Triple,
    /// `&quot;`
    Entity,
}

impl Quote {
    fn at(bytes: &[u8], at: usize) -> Option<Self> {
        let rest = ahead(bytes, at, 16);
        let slashes = count(rest, |byte| byte == b'\\').min(8);
        if slashes > 0 {
            let mark = rest[slashes..].first().copied().filter(|byte| matches!(byte, b'"' | b'\''))?;
            return Some(Self { start: at + slashes + 1, mark, slashes, kind: Kind::Plain });
        }
        if rest.starts_with(b"&quot;") {
            return Some(Self { start: at + 6, mark: b'"', slashes, kind: Kind::Entity });
        }
        // `r"`, `b'`, `u8"`, `@"`, `$@"`, `br#"`, `N'`
        let prefix = count(rest, |byte| b"rRbBfFuUlLNE8@$#".contains(&byte)).min(3);
        let mark = rest.get(prefix).copied().filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))?;
        let is_triple = mark != b'`' && rest[prefix..].starts_with(&[mark; 3]);
        let is_raw = mark == b'`' || rest[..prefix].iter().any(|byte| matches!(byte, b'r' | b'R' | b'@' | b'#'));
        let kind = if is_triple {
            Kind::Triple
        } else if is_raw {
            Kind::Raw
        } else {
            Kind::Plain
        };
        Some(Self { start: at + prefix + if is_triple { 3 } else { 1 }, mark, slashes, kind })
    }

    /// Up to the closing quote; to the end of the line where there is none on it.
    fn text(&self, bytes: &[u8]) -> Literal {
        let rest = ahead(bytes, self.start, VALUE);
        let (len, closing) = match self.kind {
            Kind::Plain if self.slashes > 0 => self.escaped(rest),
            Kind::Plain => self.plain(rest),
            Kind::Raw => (memchr::memchr2(self.mark, b'\n', rest).unwrap_or(rest.len()), 1),
            Kind::Triple => (memchr::memmem::find(rest, &[self.mark; 3]).unwrap_or(rest.len()), 3),
            Kind::Entity => (memchr::memchr2(b'&', b'\n', rest).unwrap_or(rest.len()), 6),
        };
        let text = Span::new(self.start, self.start + len);
        let text = if self.kind == Kind::Triple { trimmed(bytes, text) } else { text };
        Literal { text, end: (self.start + len + closing).min(bytes.len()) }
    }

    fn plain(&self, rest: &[u8]) -> (usize, usize) {
        let mut at = 0;
        while let Some(found) = memchr::memchr3(self.mark, b'\\', b'\n', &rest[at.min(rest.len())..]) {
            at += found;
            match rest[at] {
                b'\\' => at += 2,
                // Two of them are one in single quotes of YAML and SQL.
                b'\'' if self.mark == b'\'' && rest.get(at + 1) == Some(&b'\'') && at > 0 => at += 2,
                b'\n' => return (at, 0),
                _ => return (at, 1),
            }
        }
        (rest.len(), 0)
    }

    /// In text inside text: `\"` ends what `\"` began.
    fn escaped(&self, rest: &[u8]) -> (usize, usize) {
        let mut at = 0;
        while let Some(found) = memchr::memchr3(self.mark, b'\\', b'\n', &rest[at..]) {
            at += found;
            let slashes = count(&rest[at..], |byte| byte == b'\\');
            let mark = rest.get(at + slashes).copied();
            if slashes <= self.slashes && mark == Some(self.mark) {
                return (at, slashes + 1);
            }
            if slashes == 0 {
                return (at, 0);
            }
            at = (at + slashes + 1).min(rest.len());
        }
        (rest.len(), 0)
    }
}
