//! A place among the tokens of a statement.

use crate::document::Passage;
use crate::document::sql::{self, Dialect, Kind, Token};
use crate::fact::migration::Name;
use crate::text::Span;

/// Walks over the tokens of a statement, or of a part of one.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    passage: &'a Passage,
    dialect: Dialect,
    tokens: &'a [Token],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// At the first of `tokens`.
    pub(super) fn new(passage: &'a Passage, dialect: Dialect, tokens: &'a [Token]) -> Self {
        Self { passage, dialect, tokens, at: 0 }
    }

    /// The dialect of the text.
    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The token behind `ahead` others.
    pub(super) fn token(&self, ahead: usize) -> Option<Token> {
        self.tokens.get(self.at + ahead).copied()
    }

    /// What kind of token stands here.
    pub(super) fn kind(&self) -> Option<Kind> {
        self.token(0).map(|token| token.kind)
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// The bytes of the token behind `ahead` others.
    pub(super) fn text(&self, ahead: usize) -> &'a [u8] {
        self.token(ahead).and_then(|token| self.passage.bytes().get(token.span.range())).unwrap_or_default()
    }

    /// Whether the token behind `ahead` others is this word, which is no name in quotes.
    pub(super) fn is_at(&self, ahead: usize, word: &str) -> bool {
        self.token(ahead).is_some_and(|token| token.kind == Kind::Word)
            && self.text(ahead).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether this word stands here.
    pub(super) fn is(&self, word: &str) -> bool {
        self.is_at(0, word)
    }

    /// Whether one of these words stands here.
    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// Whether this mark stands behind `ahead` other tokens.
    pub(super) fn is_mark_at(&self, ahead: usize, mark: u8) -> bool {
        self.token(ahead).is_some_and(|token| token.kind == Kind::Mark(mark))
    }

    /// Whether this mark stands here.
    pub(super) fn is_mark(&self, mark: u8) -> bool {
        self.is_mark_at(0, mark)
    }

    /// Takes the next token.
    pub(super) fn next(&mut self) -> Option<Token> {
        let token = self.token(0)?;
        self.at += 1;
        Some(token)
    }

    /// Takes these words, all of them or none.
    pub(super) fn eat_all(&mut self, words: &[&str]) -> bool {
        let is_here = words.iter().enumerate().all(|(ahead, word)| self.is_at(ahead, word));
        if is_here {
            self.at += words.len();
        }
        is_here
    }

    /// Takes this word.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        self.eat_all(&[word])
    }

    /// Takes one of these words.
    pub(super) fn eat_one_of(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// Takes this mark.
    pub(super) fn eat_mark(&mut self, mark: u8) -> bool {
        let is_here = self.is_mark(mark);
        self.at += usize::from(is_here);
        is_here
    }

    /// Takes `IF EXISTS` or `IF NOT EXISTS`.
    pub(super) fn eat_if_exists(&mut self) -> bool {
        self.eat_all(&["IF", "EXISTS"]) || self.eat_all(&["IF", "NOT", "EXISTS"])
    }

    /// Takes one identifier, quotes undone.
    pub(super) fn name(&mut self) -> Option<String> {
        let token = self.token(0)?;
        let name = match token.kind {
            Kind::Word | Kind::Open => String::from_utf8_lossy(self.text(0)).into_owned(),
            Kind::Name => self.content(token),
            _ => return None,
        };
        self.at += 1;
        Some(name)
    }

    /// Takes a name with its schema.
    pub(super) fn qualified(&mut self) -> Option<Name> {
        let mut name = Name::new(self.name()?);
        while self.is_mark(b'.') {
            self.at += 1;
            // `database..table`
            self.eat_mark(b'.');
            let Some(next) = self.name() else { break };
            name = Name::within(name.name, next);
        }
        Some(name)
    }

    /// What a string, or a name in quotes, says.
    pub(super) fn content(&self, token: Token) -> String {
        String::from_utf8_lossy(self.content_passage(token).bytes()).into_owned()
    }

    /// What a string says, and where.
    pub(super) fn content_passage(&self, token: Token) -> Passage {
        sql::content(self.passage, token.span, self.dialect)
    }

    /// Takes a string. MySQL's may stand in double quotes.
    pub(super) fn string(&mut self) -> Option<Token> {
        let token = self.token(0)?;
        let is_string = token.kind == Kind::Text || token.kind == Kind::Name && self.text(0).starts_with(b"\"");
        self.at += usize::from(is_string);
        is_string.then_some(token)
    }

    /// Takes parentheses; a cursor over what stands between them.
    pub(super) fn group(&mut self) -> Option<Self> {
        if !self.is_mark(b'(') {
            return None;
        }
        let start = self.at + 1;
        self.skip();
        let closed = self.tokens.get(self.at.saturating_sub(1)).is_some_and(|last| last.kind == Kind::Mark(b')'));
        let end = if closed && self.at > start { self.at - 1 } else { self.at };
        Some(Self { tokens: self.tokens.get(start..end).unwrap_or_default(), at: 0, ..*self })
    }

    /// Takes a token, or parentheses with all that stands between them.
    pub(super) fn skip(&mut self) {
        let mut depth = 0_usize;
        while let Some(token) = self.next() {
            match token.kind {
                Kind::Mark(b'(') => depth += 1,
                Kind::Mark(b')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }

    /// Goes to the first of these words that stands outside parentheses, or to the end. Whether one was found.
    pub(super) fn seek(&mut self, words: &[&str]) -> bool {
        while !self.is_done() {
            if self.is_one_of(words) {
                return true;
            }
            self.skip();
        }
        false
    }

    /// Whether one of these words stands ahead, outside parentheses.
    pub(super) fn has(mut self, words: &[&str]) -> bool {
        self.seek(words)
    }

    /// What stands between commas, outside parentheses. Angle brackets, as in `STRUCT<a, b>`, do not count.
    pub(super) fn items(mut self) -> Vec<Self> {
        let mut items = Vec::new();
        let mut start = self.at;
        while !self.is_done() {
            if self.is_mark(b',') {
                items.push(self.part(start));
                self.at += 1;
                start = self.at;
            } else {
                self.skip();
            }
        }
        if start < self.at {
            items.push(self.part(start));
        }
        items
    }

    /// From `start` to here.
    fn part(&self, start: usize) -> Self {
        Self { tokens: self.tokens.get(start..self.at).unwrap_or_default(), at: 0, ..*self }
    }

    /// What is left.
    pub(super) fn rest(&self) -> Self {
        Self { tokens: self.tokens.get(self.at..).unwrap_or_default(), at: 0, ..*self }
    }

    /// The names in a list such as `(a, b DESC)`; none where one is an expression.
    pub(super) fn columns(&mut self) -> Vec<String> {
        let Some(group) = self.group() else { return Vec::new() };
        let one = |mut item: Self| {
            let name = item.name()?;
            // A prefix of MySQL (`name(10)`) is a column still; a call (`lower(name)`) is not.
            let is_prefix = item.is_mark(b'(') && item.token(1).is_some_and(|inner| inner.kind == Kind::Number);
            (!item.is_mark(b'(') || is_prefix).then_some(name)
        };
        group.items().into_iter().map(one).collect::<Option<_>>().unwrap_or_default()
    }

    /// How many tokens were taken.
    pub(super) fn mark(&self) -> usize {
        self.at
    }

    /// The bytes of the text from the token at `start` to the last one that was taken.
    pub(super) fn since(&self, start: usize) -> Span {
        let first = self.tokens.get(start).or(self.tokens.last()).map(|token| token.span).unwrap_or_default();
        let last = self.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(first, |last| last.span);
        if last.end < first.start { first } else { first.join(last) }
    }

    /// The same, in the file.
    pub(super) fn source(&self, start: usize) -> Span {
        self.passage.span(self.since(start).range())
    }

    /// The bytes of all its tokens.
    pub(super) fn whole(&self) -> Span {
        let first = self.tokens.first().map(|token| token.span).unwrap_or_default();
        self.tokens.last().map_or(first, |last| first.join(last.span))
    }

    /// All its tokens as they are written, one blank between two that are apart.
    pub(super) fn written(&self) -> String {
        let mut out = String::new();
        let mut end = None;
        for token in self.tokens.get(self.at..).unwrap_or_default() {
            if end.is_some_and(|end| end < token.span.start) {
                out.push(' ');
            }
            out.push_str(&String::from_utf8_lossy(self.passage.bytes().get(token.span.range()).unwrap_or_default()));
            end = Some(token.span.end);
        }
        out
    }
}
