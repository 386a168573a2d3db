//! Where the actions of a template are: by the lexical rules of Go's `text/template`, or between the marks of Jinja and ERB.

use memchr::memmem;

use super::{Engines, placeholder};
use crate::text::Span;

/// What an action does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    Comment,
    /// Decides what is written, and writes nothing itself.
    Control,
    /// Writes something.
    Output,
}

/// One `{{ }}`, `{% %}`, `{# #}`, `<% %>`, `%{ }` or a name that a script replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    /// Its bytes with the braces; in a block scalar also the indentation that was overwritten.
    pub span: Span,
    /// What it does.
    pub role: Role,
    /// If it fills its lines: the column at which what it writes starts.
    pub column: Option<usize>,
    pub(super) column_at: usize,
    /// The `4` of `nindent 4`.
    pub(super) indent: Option<usize>,
    pub(super) in_scalar: bool,
}

impl Action {
    /// The same action in a text with `by` bytes more before it.
    pub(in crate::document) fn shifted(self, by: usize) -> Self {
        Self { span: Span::new(self.span.start + by, self.span.end + by), ..self }
    }
}

/// What YAML makes of the text, in order.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'a> {
    pub(super) scalars: &'a [Span],
    pub(super) comments: &'a [Span],
}

/// All actions of `bytes`, in order.
pub(super) fn find(bytes: &[u8], engines: Engines, tokens: Option<Tokens>) -> Vec<Action> {
    let mut lexer = Lexer {
        bytes,
        engines,
        tokens,
        waste: 4 * bytes.len() + 1024,
        line: Line::default(),
        feed: Next::new(b"\n"),
        close: Next::new(b"}}"),
        statement_close: Next::new(b"%}"),
        note_close: Next::new(b"#}"),
        ruby_close: Next::new(b"%>"),
        comment_close: Next::new(b"*/"),
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = engines.next(&bytes[at..]) {
        at += open;
        match lexer.action(at) {
            Some(action) => {
                at = action.span.end;
                found.push(action);
            }
            None => at += 1,
        }
    }
    found
}

impl Engines {
    /// Where an action may start next.
    fn next(self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::Common => memchr::memchr(b'{', bytes),
            Self::All => bytes.iter().position(|byte| matches!(byte, b'{' | b'<') || placeholder::may_start(*byte)),
        }
    }
}

struct Lexer<'a> {
    bytes: &'a [u8],
    engines: Engines,
    tokens: Option<Tokens<'a>>,
    /// How many bytes may still be read in vain: without a limit, many unclosed actions would each be read to the end of the text.
    waste: usize,
    line: Line,
    feed: Next,
    close: Next,
    statement_close: Next,
    note_close: Next,
    ruby_close: Next,
    comment_close: Next,
}

/// What marks an action.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `{{ }}` of Go and Jinja.
    Braces,
    /// `{% %}` of Jinja.
    Statement,
    /// `{# #}` of Jinja.
    Note,
    /// `<% %>` of ERB.
    Ruby,
    /// `%{ }` of Terraform.
    Directive,
    /// A name of so many bytes with its fences.
    Placeholder(usize),
}

/// Where a mark stands next. It is asked for places further and further on, so that the text is searched once.
struct Next {
    mark: &'static [u8],
    found: Option<usize>,
}

impl Next {
    fn new(mark: &'static [u8]) -> Self {
        Self { mark, found: None }
    }

    /// The first mark at or after `at`; the end of the text if there is none.
    fn after(&mut self, bytes: &[u8], at: usize) -> usize {
        let at = at.min(bytes.len());
        match self.found {
            Some(found) if found >= at => found,
            _ => *self.found.insert(memmem::find(&bytes[at..], self.mark).map_or(bytes.len(), |found| at + found)),
        }
    }
}

/// The line as far as it was looked at.
#[derive(Default)]
struct Line {
    start: usize,
    seen: usize,
    /// A `#` stands on it that may start a comment.
    has_hash: bool,
}

impl Lexer<'_> {
    fn action(&mut self, at: usize) -> Option<Action> {
        let mark = self.mark(at)?;
        let (limit, in_scalar) = self.limit(at)?;
        let line_end = self.feed.after(self.bytes, at).min(limit);
        self.look(at);
        let end = match mark {
            Mark::Statement => self.statement(at, line_end),
            Mark::Note => Some(self.note_close.after(self.bytes, at + 2) + 2).filter(|end| *end <= limit),
            Mark::Placeholder(len) => Some(at + len).filter(|end| *end <= limit),
            Mark::Directive => memchr::memchr(b'}', &self.bytes[at..line_end]).map(|close| at + close + 1),
            Mark::Ruby => Some(self.ruby_close.after(self.bytes, at + 2) + 2).filter(|end| *end <= line_end),
            Mark::Braces => {
                let limit = if self.line.has_hash && self.tokens.is_none() { line_end } else { limit };
                let close = self.close.after(self.bytes, at + 2) + 2;
                self.strict(at, limit).or((close <= line_end).then_some(close))
            }
        }?;
        let span = Span::new(at, end);
        let text = &self.bytes[span.range()];
        let role = match mark {
            Mark::Statement | Mark::Directive => Role::Control,
            Mark::Note => Role::Comment,
            Mark::Placeholder(_) => Role::Output,
            Mark::Ruby => ruby_role(text),
            Mark::Braces => role(text),
        };
        Some(Action { span, role, column: None, column_at: at - self.line.start, indent: indent(text), in_scalar })
    }

    /// The mark at `at`, if one that the engines know stands there.
    fn mark(&self, at: usize) -> Option<Mark> {
        let mark = match self.bytes.get(at..at + 2)? {
            b"{{" => Mark::Braces,
            b"{%" => Mark::Statement,
            b"{#" if self.engines == Engines::All => Mark::Note,
            b"%{" if self.engines == Engines::All => Mark::Directive,
            b"<%" if self.engines == Engines::All => Mark::Ruby,
            [first, _] if self.engines == Engines::All && placeholder::may_start(*first) => {
                return placeholder::len(self.bytes, at).map(Mark::Placeholder);
            }
            _ => return None,
        };
        // A `$` before the braces makes a GitHub expression of them.
        (at == 0 || self.bytes[at - 1] != b'$').then_some(mark)
    }

    /// How far an action at `at` may reach, and whether it stands in a scalar; `None` where there can be none.
    fn limit(&self, at: usize) -> Option<(usize, bool)> {
        let Some(tokens) = self.tokens else { return Some((self.bytes.len(), false)) };
        if around(tokens.comments, at).is_some() {
            return None;
        }
        Some(around(tokens.scalars, at).map_or((self.bytes.len(), false), |scalar| (scalar.end, true)))
    }

    /// Takes note of the line up to `at`.
    fn look(&mut self, at: usize) {
        let passed = &self.bytes[self.line.seen..at];
        if let Some(feed) = memchr::memrchr(b'\n', passed) {
            self.line = Line { start: self.line.seen + feed + 1, seen: self.line.seen + feed + 1, has_hash: false };
        }
        self.line.has_hash |= memchr::memchr_iter(b'#', &self.bytes[self.line.seen..at]).any(|hash| {
            let hash = self.line.seen + hash;
            hash == self.line.start || b" \t".contains(&self.bytes[hash - 1])
        });
        self.line.seen = at;
    }

    /// The end of the action at `at`, read as Go reads it. One of several lines must be free of what Go does not know, such as a key's colon:
    /// else two stray pairs of braces would hide the lines between them.
    fn strict(&mut self, at: usize, limit: usize) -> Option<usize> {
        let text = &self.bytes[at..limit];
        if is_comment(text) {
            return self.comment(at).filter(|&end| end <= limit);
        }
        match code(&text[..text.len().min(self.waste)]) {
            Ok(len) => Some(at + len),
            Err(read) => {
                self.waste = self.waste.saturating_sub(read);
                None
            }
        }
    }

    /// The end of the comment at `at`.
    fn comment(&mut self, at: usize) -> Option<usize> {
        let open = at + memmem::find(&self.bytes[at..], b"/*")? + 2;
        let close = self.comment_close.after(self.bytes, open) + 2;
        let rest = self.bytes.get(close..)?;
        let white = rest.iter().take(64).take_while(|byte| byte.is_ascii_whitespace()).count();
        let trim = usize::from(rest.get(white) == Some(&b'-'));
        rest[white + trim..].starts_with(b"}}").then_some(close + white + trim + 2)
    }

    /// The end of the Jinja statement at `at`.
    fn statement(&mut self, at: usize, line_end: usize) -> Option<usize> {
        let first = *self.bytes.get(at + 2)?;
        let is_statement = first.is_ascii_alphabetic() || b" -+".contains(&first);
        let close = self.statement_close.after(self.bytes, at + 2) + 2;
        (is_statement && close <= line_end).then_some(close)
    }
}

/// The span of `tokens` that holds `at`.
fn around(tokens: &[Span], at: usize) -> Option<Span> {
    let index = tokens.partition_point(|token| token.end <= at);
    tokens.get(index).copied().filter(|token| token.start <= at)
}

/// `text` after its braces and trim mark.
fn inside(text: &[u8]) -> &[u8] {
    let text = &text[text.len().min(2)..];
    text.strip_prefix(b"-").unwrap_or(text).trim_ascii_start()
}

fn is_comment(text: &[u8]) -> bool {
    let text = &text[..text.len().min(64)];
    inside(text).starts_with(b"/*")
}

/// The length of the action that `text` starts with and that is no comment, or how much was read in vain.
fn code(text: &[u8]) -> Result<usize, usize> {
    let mut at = 2;
    let mut is_long = false;
    let mut is_odd = false;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'}' if text.get(at + 1) == Some(&b'}') => return Ok(at + 2),
            b'"' | b'\'' => match quoted(&text[at..]) {
                Some(len) => at += len - 1,
                None => return Err(at),
            },
            b'`' => match memchr::memchr(b'`', &text[at + 1..]) {
                Some(len) => {
                    is_long |= text[at..at + len].contains(&b'\n');
                    at += len + 1;
                }
                None => return Err(text.len()),
            },
            // A string inside a string of YAML.
            b'\\' => at += 1,
            b'\n' => is_long = true,
            b':' => is_odd |= text.get(at + 1) != Some(&b'='),
            b'#' | b'[' | b']' | b'{' | b'}' | b'*' | b'&' | b'!' | b'%' | b'@' | b'/' | b';' | b'<' | b'>' | b'?' => {
                is_odd = true;
            }
            _ => {}
        }
        if is_long && is_odd {
            return Err(at);
        }
        at += 1;
    }
    Err(text.len())
}

/// The length of the string or character that `text` starts with; it ends on its line.
fn quoted(text: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        match *text.get(at)? {
            b'\n' => return None,
            b'\\' => at += 2,
            byte if byte == text[0] => return Some(at + 1),
            _ => at += 1,
        }
    }
}

fn role(text: &[u8]) -> Role {
    let text = inside(text);
    if text.starts_with(b"/*") {
        return Role::Comment;
    }
    let word = &text[..text.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"$_".contains(byte)).count()];
    let is_assignment = || {
        let rest = text[word.len()..].trim_ascii_start();
        word.starts_with(b"$") && (rest.starts_with(b":=") || rest.starts_with(b"=") && !rest.starts_with(b"=="))
    };
    match word {
        b"if" | b"else" | b"end" | b"with" | b"range" | b"define" | b"break" | b"continue" => Role::Control,
        _ if is_assignment() => Role::Control,
        _ => Role::Output,
    }
}

/// `<%= %>` writes, `<%# %>` says nothing, `<% %>` decides.
fn ruby_role(text: &[u8]) -> Role {
    match text.get(2) {
        Some(b'=') => Role::Output,
        Some(b'#') => Role::Comment,
        _ => Role::Control,
    }
}

/// A `define` and what it defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// With its first and last action.
    pub outer: Span,
    /// Between these.
    pub inner: Span,
}

/// The definitions among the `actions` of `bytes`, in order. One stands for itself: what it holds is put elsewhere, and may be no YAML.
#[must_use]
pub fn definitions(bytes: &[u8], actions: &[Action]) -> Vec<Definition> {
    let mut found = Vec::new();
    let mut open: Option<(Span, usize)> = None;
    for action in actions.iter().filter(|action| !action.in_scalar) {
        let text = &bytes[action.span.range()];
        let word = inside(text);
        let len = word.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        match (&mut open, &word[..len]) {
            _ if !text.starts_with(b"{{") => {}
            (None, b"define") => open = Some((action.span, 0)),
            (Some((_, depth)), b"if" | b"with" | b"range" | b"block" | b"define") => *depth += 1,
            (Some((start, 0)), b"end") => {
                let inner = Span::new(start.end, action.span.start);
                found.push(Definition { outer: start.join(action.span), inner });
                open = None;
            }
            (Some((_, depth)), b"end") => *depth -= 1,
            _ => {}
        }
    }
    found
}

/// The number after the last `indent` or `nindent`; 0 where an expression stands.
fn indent(text: &[u8]) -> Option<usize> {
    let rest = text[memmem::rfind(text, b"indent")? + 6..].trim_ascii_start();
    let digits = &rest[..rest.iter().take_while(|byte| byte.is_ascii_digit()).count()];
    Some(std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok()).unwrap_or(0))
}
