//! A regular expression that is checked when it is read and compiled when it is first needed.

use std::fmt;
use std::sync::{Arc, OnceLock};

use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::ast;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::literals;
use crate::secret::mask;

/// The most memory that one compiled expression may take.
const SIZE_LIMIT: usize = 10 << 20;

/// An expression of fewer parts than this compiles far below [`SIZE_LIMIT`]: a part costs less than 200 bytes.
const LIGHT: usize = 20_000;

/// How much of an expression an error quotes, in characters.
const QUOTED: usize = 16;

/// A regular expression over bytes. `\w`, `\d`, `\s`, `\b` and `(?i)` are about ASCII, as in Go; matching takes linear time.
#[derive(Clone)]
pub struct Expression(Arc<Inner>);

struct Inner {
    written: String,
    unicode: bool,
    groups: usize,
    anchors: Option<Vec<Vec<u8>>>,
    compiled: OnceLock<Option<Regex>>,
}

/// Why a text is no regular expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Lower case, no full stop.
    pub why: String,
    /// What to write instead.
    pub help: Option<&'static str>,
}

impl Expression {
    /// Checks `written`.
    pub fn new(written: &str) -> Result<Self, Invalid> {
        let (hir, unicode) = match parse(written, false) {
            // A character outside of ASCII needs the Unicode form of the classes.
            Err(error) if !written.is_ascii() => (parse(written, true).map_err(|_| invalid(written, &error))?, true),
            parsed => (parsed.map_err(|error| invalid(written, &error))?, false),
        };
        let compiled = OnceLock::new();
        if weight(&hir) > LIGHT {
            let regex = compile(written, unicode).map_err(|_| Invalid {
                why: format!("it needs more than {} MiB when it is compiled", SIZE_LIMIT >> 20),
                help: Some("repeat fewer parts fewer times"),
            })?;
            let _ = compiled.set(Some(regex));
        }
        let groups = hir.properties().explicit_captures_len();
        let anchors = literals::required(&hir);
        Ok(Self(Arc::new(Inner { written: written.to_owned(), unicode, groups, anchors, compiled })))
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.written
    }

    /// How many groups it has.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.0.groups
    }

    /// Whether it matches somewhere in `bytes`.
    #[must_use]
    pub fn is_match(&self, bytes: &[u8]) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(bytes))
    }

    /// Texts in lower case, one of which every match holds in upper or lower case; `None` if there are no such texts.
    pub(super) fn anchors(&self) -> Option<&[Vec<u8>]> {
        self.0.anchors.as_deref()
    }

    /// Compiles it at the first call. What is too large was compiled, or refused, when it was read.
    pub(super) fn regex(&self) -> Option<&Regex> {
        self.0.compiled.get_or_init(|| compile(&self.0.written, self.0.unicode).ok()).as_ref()
    }
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Expression {}

/// Its length: an allowlist's expression may be the very secret that it lets pass.
impl fmt::Debug for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expression({} bytes)", self.as_str().len())
    }
}

fn compile(written: &str, unicode: bool) -> Result<Regex, regex::Error> {
    RegexBuilder::new(written).unicode(unicode).size_limit(SIZE_LIMIT).build()
}

fn parse(written: &str, unicode: bool) -> Result<Hir, Box<regex_syntax::Error>> {
    let mut parser = regex_syntax::ParserBuilder::new();
    parser.utf8(false).unicode(unicode).build().parse(written).map_err(Box::new)
}

/// How many parts a compiled expression has, about; never fewer. The parser bounds how deep this goes.
fn weight(hir: &Hir) -> usize {
    let sum = |subs: &[Hir]| subs.iter().map(weight).fold(1, usize::saturating_add);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Bytes(class)) => 1 + class.ranges().len(),
        // In UTF-8 a range is several sequences of up to four bytes.
        HirKind::Class(Class::Unicode(class)) => 1 + 16 * class.ranges().len(),
        HirKind::Capture(capture) => weight(&capture.sub).saturating_add(2),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(repetition.min).saturating_add(1);
            weight(&repetition.sub).saturating_add(1).saturating_mul(times as usize)
        }
        HirKind::Concat(subs) | HirKind::Alternation(subs) => sum(subs),
    }
}

fn invalid(written: &str, error: &regex_syntax::Error) -> Invalid {
    let (why, start, help) = match error {
        regex_syntax::Error::Parse(error) => {
            let start = error.span().start.offset;
            (error.kind().to_string(), start, help(error.kind(), written.get(start..).unwrap_or_default()))
        }
        regex_syntax::Error::Translate(error) => {
            let help = "classes such as `\\p{L}` and characters outside of ASCII under `(?i)` are not supported";
            (error.kind().to_string(), error.span().start.offset, Some(help))
        }
        other => (other.to_string(), 0, None),
    };
    let rest = written.get(start..).unwrap_or_default();
    let quoted = quoted(written, start);
    let more = if rest.chars().count() > QUOTED { "…" } else { "" };
    let at = if quoted.is_empty() { "at its end".to_owned() } else { format!("at `{quoted}{more}`") };
    Invalid { why: format!("{}, {at}", why.trim_end_matches('.').to_ascii_lowercase()), help }
}

/// The first characters of `written` from `start` on, without what looks like a secret: it is looked for before anything is cut.
fn quoted(written: &str, start: usize) -> String {
    let spans = mask::spans(written.as_bytes());
    let rest = written.get(start..).unwrap_or_default();
    let mut quoted = String::new();
    for (at, letter) in rest.char_indices().take(QUOTED) {
        let at = start + at;
        match spans.iter().find(|span| span.range().contains(&at)) {
            None => quoted.push(letter),
            Some(_) if quoted.ends_with(mask::MASK) => {}
            Some(_) => quoted.push_str(mask::MASK),
        }
    }
    quoted
}

/// What to write instead of what other dialects have.
fn help(kind: &ast::ErrorKind, rest: &str) -> Option<&'static str> {
    use ast::ErrorKind as Kind;
    Some(match kind {
        Kind::UnsupportedLookAround => {
            "look-around is not supported: match the surrounding text, and put the secret in a group"
        }
        Kind::UnsupportedBackreference => "back-references are not supported: write out what may repeat",
        Kind::EscapeUnrecognized if rest.starts_with("\\Q") || rest.starts_with("\\E") => {
            "`\\Q…\\E` is not supported: escape each special character with `\\`"
        }
        Kind::EscapeUnrecognized if rest.starts_with("\\C") => {
            "`\\C` is not supported: write `(?s:.)`, which matches any byte"
        }
        Kind::EscapeUnrecognized if rest.starts_with("\\Z") => "write `\\z` for the end of the text",
        Kind::FlagUnrecognized if rest.starts_with('>') => {
            "atomic groups are not supported, nor needed: matching takes linear time"
        }
        Kind::ClassUnclosed => "write `\\[` for a `[` inside of `[…]`",
        Kind::RepetitionCountUnclosed
        | Kind::RepetitionCountDecimalEmpty
        | Kind::RepetitionMissing
        | Kind::RepetitionCountInvalid => "write `\\{`, `\\*`, `\\+` or `\\?` for the character itself",
        _ => return None,
    })
}
