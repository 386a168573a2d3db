//! Statements: where one ends, and whether it is certain to run.

use std::collections::VecDeque;

use super::Dialect;
use super::flow::Steer;
use super::lex::{self, Kind, Lexer, Token};
use crate::document::problem::Problem;
use crate::text::Span;

/// A statement, without what ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What a database sees of it; or one [`Kind::Command`]. Never empty.
    pub tokens: Vec<Token>,
    /// What ended it; nothing at the end of the text and where SQL Server needs nothing.
    pub end: Option<Span>,
    /// Whether only some runs reach it: it stands in an `IF`, a loop, an exception's handler or a template's condition.
    pub is_conditional: bool,
    /// Whether all in front of it was read without doubt.
    pub is_certain: bool,
}

impl Statement {
    /// From its first byte to its last.
    #[must_use]
    pub fn span(&self) -> Span {
        let first = self.tokens.first().map(|token| token.span).unwrap_or_default();
        self.tokens.last().map_or(first, |last| first.join(last.span))
    }
}

/// The condition of an `IF`, the head of a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    If,
    /// What opens nothing itself: `ELSIF`, `WHEN`.
    When,
    Loop,
}

/// A `CREATE FUNCTION` and its kin, whose body may hold semicolons.
#[derive(Clone, Copy, Debug, Default)]
struct Routine {
    /// How many `BEGIN` and `CASE` are open.
    open: usize,
    has_begun: bool,
    /// Whether declarations were opened, so that a `BEGIN` must follow.
    declares: bool,
    is_trigger: bool,
}

/// Reads statements one after the other.
pub struct Statements<'a> {
    lexer: Lexer<'a>,
    bytes: &'a [u8],
    ahead: VecDeque<Token>,
    /// The tokens of the statement that is being read.
    current: Vec<Token>,
    /// Whether this is the body of a routine or of a `DO`.
    pub(super) is_body: bool,
    pub(super) parens: usize,
    /// How many `CASE … END` are open in the statement.
    pub(super) cases: usize,
    routine: Option<Routine>,
    pub(super) header: Option<Header>,
    /// For each open block whether it is conditional.
    blocks: Vec<bool>,
    conditional_blocks: usize,
    /// Whether the next statement alone hangs on a condition.
    pub(super) once: bool,
    /// Whether this is a list of variables, up to `BEGIN`.
    pub(super) declares: bool,
    /// How many conditions of a template are open.
    templates: usize,
    is_certain: bool,
    problems: Vec<Problem>,
}

/// The statements of a text; with `is_body`, of the body of a routine, which may begin with `DECLARE` and knows `IF`.
#[must_use]
pub fn statements(bytes: &[u8], dialect: Dialect, is_body: bool) -> Statements<'_> {
    Statements {
        lexer: Lexer::new(bytes, dialect),
        bytes,
        ahead: VecDeque::new(),
        current: Vec::new(),
        is_body,
        parens: 0,
        cases: 0,
        routine: None,
        header: None,
        blocks: Vec::new(),
        conditional_blocks: 0,
        once: false,
        declares: false,
        templates: 0,
        is_certain: true,
        problems: Vec::new(),
    }
}

impl<'a> Statements<'a> {
    /// The dialect that is read.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.lexer.dialect()
    }

    /// What could not be made sense of so far.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.lexer.problems().iter().chain(&self.problems)
    }

    fn text(&self, token: Token) -> &'a [u8] {
        self.bytes.get(token.span.range()).unwrap_or_default()
    }

    /// Whether a token is this word.
    pub(super) fn is(&self, token: Token, word: &str) -> bool {
        token.kind == Kind::Word && self.text(token).eq_ignore_ascii_case(word.as_bytes())
    }

    /// The word in capitals, if it is short enough to be one that steers.
    pub(super) fn upper<'b>(&self, token: Token, into: &'b mut [u8; 12]) -> Option<&'b [u8]> {
        let text = self.text(token);
        let into = into.get_mut(..text.len())?;
        into.copy_from_slice(text);
        into.make_ascii_uppercase();
        Some(into)
    }

    /// The next token that matters, behind `ahead` others.
    pub(super) fn ahead(&mut self, ahead: usize) -> Option<Token> {
        while self.ahead.len() <= ahead {
            let token = self.lexer.next()?;
            match token.kind {
                Kind::Blank | Kind::Data => {}
                Kind::Comment if !lex::is_breakpoint(self.text(token)) => {}
                Kind::Comment => self.ahead.push_back(Token { kind: Kind::End, ..token }),
                _ => self.ahead.push_back(token),
            }
        }
        self.ahead.get(ahead).copied()
    }

    /// Takes the next token that matters.
    pub(super) fn take(&mut self) -> Option<Token> {
        self.ahead(0)?;
        self.ahead.pop_front()
    }

    /// Whether a block is open.
    pub(super) fn is_inside(&self) -> bool {
        !self.blocks.is_empty()
    }

    /// Opens a block.
    pub(super) fn open(&mut self, is_conditional: bool) {
        self.conditional_blocks += usize::from(is_conditional);
        self.blocks.push(is_conditional);
    }

    /// Closes the innermost block.
    pub(super) fn close(&mut self) {
        if self.blocks.pop() == Some(true) {
            self.conditional_blocks -= 1;
        }
    }

    /// From here on the block runs only in some cases.
    pub(super) fn doubt_block(&mut self) {
        if let Some(last) = self.blocks.last_mut().filter(|last| !**last) {
            *last = true;
            self.conditional_blocks += 1;
        }
    }

    /// Whether the last token before is one of these words.
    pub(super) fn is_before(&self, words: &[&str]) -> bool {
        self.current.last().is_some_and(|last| words.iter().any(|word| self.is(*last, word)))
    }

    /// Whether the last token before is this mark.
    pub(super) fn is_before_mark(&self, mark: u8) -> bool {
        self.current.last().is_some_and(|last| last.kind == Kind::Mark(mark))
    }

    /// Whether the statement begins with one of these words.
    pub(super) fn is_headed(&self, words: &[&str]) -> bool {
        self.current.first().is_some_and(|first| words.iter().any(|word| self.is(*first, word)))
    }

    /// Whether one of these words stands in the statement, outside parentheses and behind its head. (Looks at a bounded number of tokens.)
    pub(super) fn holds(&self, words: &[&str]) -> bool {
        const MOST: usize = 256;
        let mut depth = 0_usize;
        self.current.iter().skip(1).take(MOST).any(|token| {
            match token.kind {
                Kind::Mark(b'(') => depth += 1,
                Kind::Mark(b')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && words.iter().any(|word| self.is(*token, word))
        })
    }

    /// Whether a line ends between the last token and this one.
    pub(super) fn is_first_on_line(&self, token: Token) -> bool {
        let end = self.current.last().map_or(0, |last| last.span.end);
        self.bytes.get(end..token.span.start).is_some_and(|between| between.contains(&b'\n'))
    }

    /// Whether the token that was just taken is the first one on its line.
    pub(super) fn is_first_on_line_word(&self) -> bool {
        let end = self.current.last().map_or(0, |last| last.span.end);
        self.bytes
            .get(end..)
            .unwrap_or_default()
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .any(|byte| *byte == b'\n')
    }

    /// The statement, if it has any tokens and is not a declaration.
    fn finish(&mut self, end: Option<Span>) -> Option<Statement> {
        self.parens = 0;
        self.cases = 0;
        self.routine = None;
        // A condition that nothing follows is told like any statement.
        self.header = None;
        let tokens = std::mem::take(&mut self.current);
        let first = *tokens.first()?;
        let is_conditional = self.conditional_blocks > 0 || self.once || self.templates > 0;
        if self.is(first, "DECLARE") && self.may_declare(&tokens) {
            self.declares = true;
        } else if self.declares && !self.is_head(first) {
            return None;
        } else {
            self.once = false;
        }
        Some(Statement { tokens, end, is_conditional, is_certain: self.is_certain })
    }

    fn may_declare(&self, tokens: &[Token]) -> bool {
        let is_variable = tokens.get(1).is_some_and(|name| self.text(*name).starts_with(b"@"));
        let dialect = self.dialect();
        !is_variable
            && !matches!(dialect, Dialect::SqlServer | Dialect::MySql)
            && (dialect != Dialect::Unknown || self.blocks.is_empty())
    }

    /// Whether a word begins a statement, and does not name a variable.
    fn is_head(&self, first: Token) -> bool {
        const HEADS: [&str; 18] = [
            "ALTER", "CALL", "COMMENT", "CREATE", "DELETE", "DROP", "EXEC", "EXECUTE", "GRANT", "INSERT", "MERGE",
            "PERFORM", "RENAME", "REVOKE", "SELECT", "TRUNCATE", "UPDATE", "WITH",
        ];
        HEADS.iter().any(|head| self.is(first, head))
    }

    /// What kind of routine the statement creates, if one.
    fn routine_of(&self) -> Option<Routine> {
        const KINDS: [&str; 6] = ["EVENT", "FUNCTION", "PACKAGE", "PROC", "PROCEDURE", "TRIGGER"];
        if !self.is_headed(&["CREATE", "ALTER"]) {
            return None;
        }
        let last = *self.current.last()?;
        let is_other = |token: &Token| {
            ["TABLE", "VIEW", "INDEX", "TYPE", "CAST", "RULE", "OPERATOR", "AGGREGATE", "POLICY", "EXTENSION"]
                .iter()
                .any(|word| self.is(*token, word))
        };
        let before = self.current.get(..self.current.len() - 1)?;
        let is_one = KINDS.iter().any(|word| self.is(last, word)) && !before.iter().any(is_other);
        let is_package = self.is(last, "PACKAGE");
        is_one.then(|| Routine {
            open: usize::from(is_package),
            has_begun: is_package,
            declares: false,
            is_trigger: self.is(last, "TRIGGER"),
        })
    }

    /// Follows the body of a routine.
    fn follow(&mut self, token: Token) {
        const MOST_WORDS: usize = 12;
        let Some(mut routine) = self.routine else {
            if self.current.len() <= MOST_WORDS && token.kind == Kind::Word {
                self.routine = self.routine_of();
            }
            return;
        };
        if token.kind != Kind::Word {
            return;
        }
        let next = self.ahead(0);
        let is_next = |words: &[&str]| next.is_some_and(|next| words.iter().any(|word| self.is(next, word)));
        let ended = self.current.iter().rev().nth(1).is_some_and(|before| self.is(*before, "END"));
        if self.is(token, "BEGIN") && !is_next(&["TRAN", "TRANSACTION"]) {
            routine.open += 1;
            routine.has_begun = true;
        } else if self.is(token, "CASE") && !ended {
            routine.open += 1;
        } else if self.is(token, "END") && !is_next(&["IF", "LOOP", "WHILE", "REPEAT", "FOR"]) {
            routine.open = routine.open.saturating_sub(1);
        } else if self.is(token, "DECLARE") && routine.is_trigger && self.parens == 0 {
            routine.declares = true;
        } else if (self.is(token, "AS") || self.is(token, "IS")) && !routine.is_trigger && self.parens == 0 {
            let is_query =
                is_next(&["SELECT", "WITH", "VALUES", "INSERT", "UPDATE", "DELETE", "RETURN", "LANGUAGE", "EXTERNAL"]);
            let is_word = next.is_some_and(|next| next.kind == Kind::Word);
            routine.declares |= self.dialect().may_be(Dialect::Oracle) && is_word && !is_query;
        }
        self.routine = Some(routine);
    }

    /// Whether a semicolon belongs to the body of a routine.
    fn is_in_routine(&self) -> bool {
        self.routine
            .is_some_and(|routine| routine.open > 0 || routine.declares && !routine.has_begun || self.is_transact())
    }

    /// `CREATE RULE … DO (a; b)`.
    fn is_in_rule(&self) -> bool {
        self.parens > 0
            && self.is_headed(&["CREATE"])
            && self.current.iter().take(4).any(|token| self.is(*token, "RULE"))
    }

    /// What stands between two statements: all blocks end at a batch's end.
    fn separate(&mut self, token: Token) -> Option<Statement> {
        let is_soft = self.text(token) == b";";
        if is_soft && (self.is_in_routine() || self.is_in_rule()) {
            self.current.push(token);
            return None;
        }
        if !is_soft {
            self.note_open_routine();
        }
        let found = self.finish(Some(token.span));
        if !is_soft {
            self.blocks.clear();
            self.conditional_blocks = 0;
            self.once = false;
            self.declares = false;
        }
        found
    }

    /// A routine that never ends hides what stands behind it.
    fn note_open_routine(&mut self) {
        let is_open = self.routine.is_some_and(|routine| routine.open > 0) && !self.is_transact();
        if let Some(first) = self.current.first().filter(|_| is_open) {
            let end = self.current.last().map_or(first.span.end, |last| last.span.end);
            let why = "a routine whose `END` was not found".to_owned();
            self.problems.push(Problem { span: first.span, why, hides: Span::new(first.span.start, end) });
        }
    }

    fn template(&mut self, token: Token) {
        let text = self.text(token);
        let inner = text.get(2..text.len().saturating_sub(2)).unwrap_or_default();
        let start = inner.iter().take_while(|byte| matches!(byte, b' ' | b'-' | b'+' | b'\t' | b'\n')).count();
        let inner = inner.get(start..).unwrap_or_default();
        let is_closing = inner.first() == Some(&b'/');
        let inner = inner.strip_prefix(b"#").unwrap_or(inner);
        let word = inner.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        match inner.get(..word).unwrap_or_default() {
            b"if" | b"for" | b"unless" | b"macro" | b"block" | b"range" | b"with" | b"define" | b"each" => {
                self.templates += 1
            }
            b"end" | b"endif" | b"endfor" | b"endunless" | b"endmacro" | b"endblock" | b"endwith" => {
                self.templates = self.templates.saturating_sub(1);
            }
            _ if is_closing => self.templates = self.templates.saturating_sub(1),
            _ => {}
        }
    }

    /// Adds a token to the statement, or ends the statement in front of it or with it.
    fn add(&mut self, token: Token) -> Option<Statement> {
        if let Some(header) = self.header.filter(|_| !self.current.is_empty())
            && let Some(steer) = self.steer(header, token)
        {
            if steer == Steer::Before {
                self.ahead.push_front(token);
            }
            self.header = None;
            self.current.clear();
            return None;
        }
        let is_free = self.parens == 0 && self.cases == 0 && self.routine.is_none() && !self.current.is_empty();
        if is_free && self.header.is_none() && self.ends_before(token) {
            self.ahead.push_front(token);
            return self.finish(None);
        }
        match token.kind {
            Kind::Mark(b'(') => self.parens += 1,
            Kind::Mark(b')') => self.parens = self.parens.saturating_sub(1),
            Kind::Word if self.is(token, "CASE") && !self.current.is_empty() => self.cases += 1,
            Kind::Word if self.is(token, "END") => self.cases = self.cases.saturating_sub(1),
            _ => {}
        }
        self.current.push(token);
        self.follow(token);
        None
    }

    /// Whether a word begins another statement though nothing ended the one before.
    fn ends_before(&mut self, token: Token) -> bool {
        token.kind == Kind::Word
            && (self.is_transact() && self.begins_transact(token)
                || self.is(token, "BEGIN") && self.is_headed(&["DECLARE"]) && self.is_inside())
    }
}

impl Iterator for Statements<'_> {
    type Item = Statement;

    fn next(&mut self) -> Option<Statement> {
        loop {
            let Some(token) = self.take() else {
                self.note_open_routine();
                return self.finish(None);
            };
            let found = match token.kind {
                Kind::End => self.separate(token),
                Kind::Directive => {
                    self.template(token);
                    None
                }
                Kind::Broken => {
                    let found = self.separate(token);
                    self.is_certain = false;
                    found
                }
                Kind::Command => Some(Statement {
                    tokens: vec![token],
                    end: None,
                    is_conditional: false,
                    is_certain: self.is_certain,
                }),
                _ if self.current.is_empty() && self.enter(token) => None,
                _ => self.add(token),
            };
            if found.is_some() {
                return found;
            }
        }
    }
}
