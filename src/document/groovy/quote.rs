//! Strings in their six forms: where they end, and what they say.
//!
//! <https://groovy-lang.org/syntax.html#all-strings>

use crate::document::Passage;
use crate::text::Span;

/// How far the end of a `${…}` is looked for.
const LONGEST_EXPRESSION: usize = 256;

/// How a string is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    /// `'…'`
    Single,
    /// `"…"`
    Double,
    /// `'''…'''`
    TripleSingle,
    /// `"""…"""`
    TripleDouble,
    /// `/…/`
    Slash,
    /// `$/…/$`
    DollarSlash,
}

impl Quote {
    fn open(self) -> &'static [u8] {
        match self {
            Self::Single => b"'",
            Self::Double => b"\"",
            Self::TripleSingle => b"'''",
            Self::TripleDouble => b"\"\"\"",
            Self::Slash => b"/",
            Self::DollarSlash => b"$/",
        }
    }

    fn close(self) -> &'static [u8] {
        if self == Self::DollarSlash { b"/$" } else { self.open() }
    }

    fn is_one_line(self) -> bool {
        matches!(self, Self::Single | Self::Double | Self::Slash)
    }

    /// Whether `${…}` in it is an expression, which may hold quotes.
    fn has_expressions(self) -> bool {
        !matches!(self, Self::Single | Self::TripleSingle)
    }
}

/// The quote that `bytes` start with.
pub(super) fn opens(bytes: &[u8]) -> Option<Quote> {
    use Quote::{DollarSlash, Double, Single, Slash, TripleDouble, TripleSingle};
    [TripleSingle, TripleDouble, DollarSlash, Single, Double, Slash]
        .into_iter()
        .find(|quote| bytes.starts_with(quote.open()))
}

/// One past the string that starts at `start`. A string of one line that is not closed ends with its line, one of several lines
/// with the file; `None` for those with slashes, which are then none.
pub(super) fn end(bytes: &[u8], start: usize, quote: Quote) -> Option<usize> {
    let mut at = start + quote.open().len();
    let is_slashed = matches!(quote, Quote::Slash | Quote::DollarSlash);
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        if rest.starts_with(quote.close()) {
            return Some(at + quote.close().len());
        }
        at += match byte {
            b'\n' if quote.is_one_line() => return (!is_slashed).then_some(at),
            b'\\' if quote != Quote::DollarSlash => 2,
            b'$' if quote == Quote::DollarSlash && matches!(rest.get(1), Some(b'$' | b'/')) => 2,
            b'$' if quote.has_expressions() && rest.get(1) == Some(&b'{') => expression(rest, quote).unwrap_or(2),
            _ => 1,
        };
    }
    (!is_slashed).then_some(bytes.len())
}

/// The length of the `${…}` that `bytes` start with.
fn expression(bytes: &[u8], quote: Quote) -> Option<usize> {
    let bytes = &bytes[..bytes.len().min(LONGEST_EXPRESSION)];
    let mut depth = 0_usize;
    let mut inner = None;
    for (at, &byte) in bytes.iter().enumerate().skip(1) {
        match (byte, inner) {
            (b'\n', _) if quote.is_one_line() => return None,
            (_, Some(closer)) if byte == closer => inner = None,
            (_, Some(_)) => {}
            (b'\'' | b'"', None) => inner = Some(byte),
            (b'{', None) => depth += 1,
            (b'}', None) if depth == 1 => return Some(at + 1),
            (b'}', None) => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What the string at `span` says.
pub(super) fn decode(bytes: &[u8], span: Span, quote: Quote) -> Passage {
    let start = span.start + quote.open().len();
    let is_closed =
        span.len() >= quote.open().len() + quote.close().len() && bytes[..span.end].ends_with(quote.close());
    let end = if is_closed { span.end - quote.close().len() } else { span.end };
    let mut text = Passage::default();
    text.push(b"", Span::empty(start));
    let (mut at, mut run) = (start, start);
    while at < end {
        match escape(&bytes[at..end], quote) {
            Some((said, length)) => {
                text.push(&bytes[run..at], Span::new(run, at));
                let mut utf8 = [0; 4];
                let said = said.map_or(&[][..], |said| said.encode_utf8(&mut utf8).as_bytes());
                text.push(said, Span::new(at, at + length));
                at += length;
                run = at;
            }
            None => at += 1,
        }
    }
    text.push(&bytes[run..end], Span::new(run, end));
    text
}

/// The escape that `bytes` start with: what it says, and how long it is.
fn escape(bytes: &[u8], quote: Quote) -> Option<(Option<char>, usize)> {
    let (&first, rest) = bytes.split_first()?;
    let &second = rest.first()?;
    match (quote, first, second) {
        (Quote::DollarSlash, b'$', b'$' | b'/') => Some((Some(char::from(second)), 2)),
        (Quote::DollarSlash, ..) => None,
        (Quote::Slash, b'\\', b'/') => Some((Some('/'), 2)),
        (Quote::Slash, ..) => None,
        (_, b'\\', _) => Some(match second {
            b'n' => (Some('\n'), 2),
            b't' => (Some('\t'), 2),
            b'r' => (Some('\r'), 2),
            b'b' => (Some('\u{8}'), 2),
            b'f' => (Some('\u{c}'), 2),
            // A backslash joins lines.
            b'\n' => (None, 2),
            b'\r' if rest.get(1) == Some(&b'\n') => (None, 3),
            b'u' => code_point(&rest[1..]).unwrap_or((Some('\\'), 1)),
            b'\\' | b'\'' | b'"' | b'$' => (Some(char::from(second)), 2),
            _ => (Some('\\'), 1),
        }),
        _ => None,
    }
}

/// The four digits behind `\u`.
fn code_point(bytes: &[u8]) -> Option<(Option<char>, usize)> {
    let digits = std::str::from_utf8(bytes.get(..4)?).ok()?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    Some((Some(char::from_u32(number)?), 6))
}
