//! Tokens, one after the other, that together are the whole text.

use memchr::memchr;

use super::quote::{self, is_word};
use super::template::{self, Part};
use super::{Dialect, line};
use crate::document::problem::Problem;
use crate::text::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Blanks and line ends.
    Blank,
    /// A comment, or the fence of a MySQL comment that is code.
    Comment,
    /// A part of a template that decides what becomes of the text around it: `{% if … %}`.
    Directive,
    /// A command of a client: `\connect`, `DELIMITER`.
    Command,
    /// Rows behind `COPY … FROM stdin`.
    Data,
    /// What stands behind a quote that nothing closes.
    Broken,
    /// A keyword or a name; also `@variable`.
    Word,
    /// A name in quotes.
    Name,
    /// A string.
    Text,
    /// A number.
    Number,
    /// A name, or a part of one, that is filled in before a database sees it.
    Open,
    /// One byte that is none of these.
    Mark(u8),
    /// What ends a statement: `;`, a line `GO` or `/`, the delimiter that was set.
    End,
}

impl Kind {
    /// Whether a database sees it.
    #[must_use]
    pub const fn is_code(self) -> bool {
        !matches!(self, Self::Blank | Self::Comment | Self::Directive | Self::Command | Self::Data | Self::Broken)
    }
}

/// A token and its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
}

/// How often reading goes on after something that is never closed.
const MOST_RESYNCS: usize = 16;

/// How many `$tags$` that nothing closes are looked for.
const MOST_OPEN_TAGS: usize = 64;

/// Reads tokens in one pass. Its time follows the length of the text, whatever stands in it.
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    dialect: Dialect,
    /// What `DELIMITER` set.
    delimiter: &'a [u8],
    /// Whether nothing but blanks stands before on this line.
    is_line_start: bool,
    /// How far the statement has come.
    progress: Progress,
    /// The last token that is code, and where it ends.
    last: Option<(Kind, Span)>,
    /// Whether a MySQL comment that is code is open.
    is_in_hint: bool,
    open_tags: usize,
    problems: Vec<Problem>,
}

/// How far a statement has come, as far as what it is changes what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    Start,
    Inside,
    /// `COPY`.
    Copy,
    /// `COPY … FROM stdin`.
    CopyIn,
    /// The same and its semicolon.
    Rows,
}

impl<'a> Lexer<'a> {
    /// Reads `bytes`; a dialect that is not known is guessed from them.
    #[must_use]
    pub fn new(bytes: &'a [u8], dialect: Dialect) -> Self {
        Self {
            bytes,
            at: 0,
            dialect: dialect.or_guess(bytes),
            delimiter: b"",
            is_line_start: true,
            progress: Progress::Start,
            last: None,
            is_in_hint: false,
            open_tags: 0,
            problems: Vec::new(),
        }
    }

    /// The dialect that it reads.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// What could not be made sense of so far.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The kind and the length of the token that stands here.
    fn read(&mut self) -> Option<(Kind, usize)> {
        let rest = self.rest();
        let first = *rest.first()?;
        if self.progress == Progress::Rows {
            self.progress = Progress::Start;
            return Some(match line::data(rest) {
                Some(len) => (Kind::Data, len),
                None => self.broken("`COPY` data that no `\\.` ends"),
            });
        }
        if let Some(len) = blanks(rest) {
            return Some((Kind::Blank, len));
        }
        if !self.delimiter.is_empty() && rest.starts_with(self.delimiter) {
            return Some((Kind::End, self.delimiter.len()));
        }
        if self.is_line_start
            && let Some(found) = self.own_line(rest)
        {
            return Some(found);
        }
        self.comment(rest, first).or_else(|| self.quoted(rest, first)).or_else(|| self.filled_in(rest, first)).or_else(
            || Some(if is_word_start(first, rest, self.dialect) { self.word(rest) } else { self.mark(rest, first) }),
        )
    }

    /// A line that is no SQL.
    fn own_line(&mut self, rest: &'a [u8]) -> Option<(Kind, usize)> {
        if let Some(len) = line::separator(rest, self.dialect) {
            return Some((Kind::End, len));
        }
        if self.progress != Progress::Start {
            return None;
        }
        if let Some((delimiter, len)) = line::delimiter(rest) {
            let said = rest.get(delimiter).unwrap_or_default();
            self.delimiter = if said == b";" { b"" } else { said };
            return Some((Kind::Command, len));
        }
        line::command(rest, self.dialect).map(|len| (Kind::Command, len))
    }

    fn comment(&mut self, rest: &[u8], first: u8) -> Option<(Kind, usize)> {
        match first {
            b'-' if rest.starts_with(b"--") => Some((Kind::Comment, line::len(rest))),
            b'#' if self.is_hash_comment(rest) => Some((Kind::Comment, line::len(rest))),
            b'*' if self.is_in_hint && rest.starts_with(b"*/") => {
                self.is_in_hint = false;
                Some((Kind::Comment, 2))
            }
            b'/' if rest.starts_with(b"/*") => Some(self.block_comment(rest)),
            _ => None,
        }
    }

    fn block_comment(&mut self, rest: &[u8]) -> (Kind, usize) {
        let fence = if rest.starts_with(b"/*M!") { 4 } else { 3 };
        if self.dialect.may_be(Dialect::MySql) && rest.get(fence - 1) == Some(&b'!') && !self.is_in_hint {
            self.is_in_hint = true;
            let version = rest.iter().skip(fence).take_while(|byte| byte.is_ascii_digit()).count();
            return (Kind::Comment, fence + version);
        }
        match quote::comment_end(rest, self.dialect.nests_comments()) {
            Some(len) => (Kind::Comment, len),
            None => self.broken("a comment that is not closed"),
        }
    }

    /// `#` begins a comment in MySQL, an operator in PostgreSQL and a temporary table in SQL Server.
    fn is_hash_comment(&self, rest: &[u8]) -> bool {
        let next = rest.get(1).copied().unwrap_or(b'\n');
        match self.dialect {
            Dialect::MySql => true,
            Dialect::ClickHouse => matches!(next, b' ' | b'!'),
            Dialect::Unknown if next == b'#' => self.is_line_start,
            Dialect::Unknown if is_word(next) => !self.wants_table(),
            Dialect::Unknown => !matches!(next, b'>' | b'-' | b'=' | b'{'),
            _ => false,
        }
    }

    /// Whether the last word is one that a table stands behind.
    fn wants_table(&self) -> bool {
        let last = self.last.and_then(|(_, span)| self.bytes.get(span.range())).unwrap_or_default();
        ["TABLE", "INTO", "FROM", "JOIN", "UPDATE", "EXISTS", "ON"]
            .iter()
            .any(|one| one.as_bytes().eq_ignore_ascii_case(last))
    }

    fn quoted(&mut self, rest: &[u8], first: u8) -> Option<(Kind, usize)> {
        if first == b'\'' || matches!(first.to_ascii_lowercase(), b'e' | b'n' | b'b' | b'x' | b'u' | b'q') {
            if let Some(prefix) = quote::prefix(rest) {
                return Some(match quote::text_end(rest, prefix, self.dialect) {
                    Some(len) => (Kind::Text, len),
                    None => self.broken("a string that is not closed"),
                });
            }
            return None;
        }
        match first {
            b'"' | b'`' => Some(match quote::name_end(rest, self.dialect) {
                Some(len) => (Kind::Name, len),
                None => self.broken("a name whose quote is not closed"),
            }),
            b'[' => self.bracketed(rest),
            b'$' => self.dollar_quoted(rest),
            _ => None,
        }
    }

    fn bracketed(&self, rest: &[u8]) -> Option<(Kind, usize)> {
        let is_subscript =
            matches!(self.touching(), Some(Kind::Word | Kind::Name | Kind::Mark(b')' | b']') | Kind::Text))
                || self.last.is_some_and(|(_, span)| {
                    self.bytes.get(span.range()).is_some_and(|word| word.eq_ignore_ascii_case(b"ARRAY"))
                });
        let len = match self.dialect {
            Dialect::SqlServer | Dialect::Sqlite => quote::bracket_end(rest, false)?,
            Dialect::Unknown if !is_subscript => quote::bracket_end(rest, true)?,
            _ => return None,
        };
        Some((Kind::Name, len))
    }

    fn dollar_quoted(&mut self, rest: &[u8]) -> Option<(Kind, usize)> {
        let tag = quote::dollar_tag(rest)?;
        if self.open_tags >= MOST_OPEN_TAGS {
            return None;
        }
        match quote::dollar_end(rest, tag) {
            Some(len) => Some((Kind::Text, len)),
            None if self.dialect == Dialect::PostgreSql => Some(self.broken("a dollar quote that is not closed")),
            None => {
                self.open_tags += 1;
                None
            }
        }
    }

    /// What a template, a script or a driver fills in.
    fn filled_in(&mut self, rest: &[u8], first: u8) -> Option<(Kind, usize)> {
        if let Some((part, len)) = template::fenced(rest) {
            return Some(match part {
                Part::Value => (Kind::Open, self.glued(len)),
                Part::Directive => (Kind::Directive, len),
                Part::Comment => (Kind::Comment, len),
            });
        }
        let may_stand = match first {
            b':' => !matches!(
                self.touching(),
                Some(Kind::Word | Kind::Name | Kind::Number | Kind::Text | Kind::Mark(b':' | b')' | b']'))
            ),
            b'%' => !matches!(self.touching(), Some(Kind::Word | Kind::Number | Kind::Mark(b')'))),
            b'@' | b'$' => true,
            _ => false,
        };
        let len = template::bare(rest).filter(|_| may_stand)?;
        Some((Kind::Open, if first == b'@' { self.glued(len) } else { len }))
    }

    /// The length of a name whose first `len` bytes are known, with what is written right behind it.
    fn glued(&self, len: usize) -> usize {
        let mut len = len;
        loop {
            let rest = self.rest().get(len..).unwrap_or_default();
            let more = match template::fenced(rest) {
                Some((Part::Value, more)) => more,
                _ => rest.iter().take_while(|byte| is_word(**byte)).count(),
            };
            if more == 0 {
                return len;
            }
            len += more;
        }
    }

    fn word(&mut self, rest: &[u8]) -> (Kind, usize) {
        let len = self.word_len(rest);
        if len == 0 {
            return (Kind::Mark(rest.first().copied().unwrap_or_default()), 1);
        }
        let word = rest.get(..len).unwrap_or_default();
        if word.first().is_some_and(u8::is_ascii_digit) {
            let number = number_len(rest);
            if number >= len {
                return (Kind::Number, number);
            }
        }
        let whole = self.glued(len);
        (if whole > len { Kind::Open } else { Kind::Word }, whole)
    }

    fn word_len(&self, rest: &[u8]) -> usize {
        let is_hash_word = matches!(self.dialect, Dialect::SqlServer | Dialect::Oracle | Dialect::Unknown);
        let mut at = rest.iter().take(2).take_while(|byte| matches!(byte, b'@' | b'#')).count();
        while let Some(&byte) = rest.get(at) {
            let next = rest.get(at + 1).copied().unwrap_or_default();
            let is_part = is_word(byte)
                || byte == b'$' && at > 0 && is_word(next)
                || byte == b'#' && is_hash_word && at > 0 && next != b'>' && next != b'{';
            if !is_part
                || !self.delimiter.is_empty()
                    && at > 0
                    && rest.get(at..).is_some_and(|rest| rest.starts_with(self.delimiter))
            {
                break;
            }
            at += 1;
        }
        at
    }

    fn mark(&self, rest: &[u8], first: u8) -> (Kind, usize) {
        match first {
            b';' => (Kind::End, 1),
            b'.' if rest.get(1).is_some_and(u8::is_ascii_digit) && !self.touches_name() => {
                (Kind::Number, number_len(rest))
            }
            // psql: what was asked is run, or its rows are.
            b'\\' if rest.get(1) == Some(&b'g') && self.progress != Progress::Start => (Kind::End, line::len(rest)),
            _ => (Kind::Mark(first), 1),
        }
    }

    /// What ends right here.
    fn touching(&self) -> Option<Kind> {
        self.last.filter(|(_, span)| span.end == self.at).map(|(kind, _)| kind)
    }

    fn touches_name(&self) -> bool {
        matches!(self.touching(), Some(Kind::Word | Kind::Name | Kind::Open))
    }

    /// Something that is never closed: skips to where a line begins with a statement.
    fn broken(&mut self, why: &str) -> (Kind, usize) {
        let rest = self.rest();
        let len = if self.problems.len() < MOST_RESYNCS { line::resync(rest) } else { None }.unwrap_or(rest.len());
        let span = Span::new(self.at, self.at + line::len(rest).min(len));
        let hides = Span::new(self.at, self.bytes.len());
        self.problems.push(Problem { span, why: why.to_owned(), hides });
        (Kind::Broken, len)
    }

    /// Notes what the token changes for those that follow.
    fn pass(&mut self, token: Token) {
        let text = self.bytes.get(token.span.range()).unwrap_or_default();
        self.is_line_start = match token.kind {
            Kind::Blank | Kind::Broken => text.contains(&b'\n') || self.is_line_start,
            Kind::Comment => self.is_line_start,
            _ => false,
        };
        self.progress = match (token.kind, self.progress) {
            (Kind::End, Progress::CopyIn) => Progress::Rows,
            (Kind::End | Kind::Broken, _) => Progress::Start,
            (Kind::Word, Progress::Start) if text.eq_ignore_ascii_case(b"COPY") => Progress::Copy,
            (Kind::Word, Progress::Copy) if text.eq_ignore_ascii_case(b"STDIN") => Progress::CopyIn,
            (kind, Progress::Start) if kind.is_code() => Progress::Inside,
            (_, progress) => progress,
        };
        if token.kind.is_code() {
            self.last = Some((token.kind, token.span));
        }
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let (kind, len) = self.read()?;
        let end = (self.at + len.max(1)).min(self.bytes.len());
        let token = Token { kind, span: Span::new(self.at, end) };
        self.pass(token);
        self.at = end;
        Some(token)
    }
}

/// The length of the blanks that `rest` begins with; a byte order mark and a space that does not break are blanks, too.
fn blanks(rest: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(&byte) = rest.get(at) {
        at += match byte {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0 => 1,
            0xef if rest.get(at..at + 3) == Some(b"\xef\xbb\xbf") => 3,
            0xc2 if rest.get(at + 1) == Some(&0xa0) => 2,
            _ => break,
        };
    }
    (at > 0).then_some(at)
}

fn is_word_start(first: u8, rest: &[u8], dialect: Dialect) -> bool {
    let is_before_word = || rest.iter().take(3).find(|byte| **byte != first).is_some_and(|byte| is_word(*byte));
    is_word(first)
        || first == b'@' && is_before_word()
        || first == b'#' && dialect.may_be(Dialect::SqlServer) && is_before_word()
}

/// The length of the number that `rest` begins with: `1`, `1.5`, `1e-3`, `0xff`.
fn number_len(rest: &[u8]) -> usize {
    let digits = |from: usize| rest.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    if rest.starts_with(b"0x") || rest.starts_with(b"0X") {
        return 2 + rest.iter().skip(2).take_while(|byte| byte.is_ascii_hexdigit()).count();
    }
    let mut at = digits(0);
    if rest.get(at) == Some(&b'.') && digits(at + 1) > 0 {
        at += 1 + digits(at + 1);
    }
    if matches!(rest.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(rest.get(at + 1), Some(b'+' | b'-')));
        if digits(at + 1 + sign) > 0 {
            at += 1 + sign + digits(at + 1 + sign);
        }
    }
    at
}

/// Whether a comment parts statements, as Drizzle writes it.
pub(super) fn is_breakpoint(comment: &[u8]) -> bool {
    comment.starts_with(b"--> statement-breakpoint") && memchr(b'\n', comment).is_none()
}
