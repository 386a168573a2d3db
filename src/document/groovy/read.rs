//! From tokens to calls: one pass with a list of the brackets that stand open.

use super::lex::{Kind, Lexer, Token};
use super::{Argument, Call, Groovy, MAX_CALLS, MAX_DEPTH, Value, quote};
use crate::document::Passage;
use crate::text::Span;

/// Words that are followed by something and are no call of it.
const KEYWORDS: &[&[u8]] = &[
    b"as", b"assert", b"case", b"class", b"def", b"else", b"extends", b"final", b"implements", b"import", b"in",
    b"instanceof", b"new", b"package", b"private", b"protected", b"public", b"return", b"static", b"throw",
];

/// Reads a text.
#[must_use]
pub fn read(bytes: &[u8]) -> Groovy {
    let mut reader = Reader { bytes, lexer: Lexer::new(bytes), calls: Vec::new(), open: Vec::new(), ignored: 0 };
    reader.open.push(Frame::default());
    while let Some(token) = reader.lexer.next() {
        if reader.calls.len() >= MAX_CALLS {
            break;
        }
        reader.take(token);
    }
    let end = bytes.len();
    while let Some(frame) = reader.open.pop() {
        reader.close(&frame, end);
    }
    Groovy { calls: reader.calls }
}

/// An open bracket.
#[derive(Default)]
struct Frame {
    /// What closes it; 0 for the text itself.
    closer: u8,
    /// The call in whose closure or parentheses we are.
    owner: Option<usize>,
    /// The call that takes the values that stand here.
    call: Option<usize>,
    /// The name that stands before the next value.
    key: Option<Span>,
    /// A `+` stands before the next value.
    joins: bool,
    /// The statement goes on in the next line.
    continues: bool,
    /// A `?` stands open, whose `:` names nothing.
    chooses: bool,
    /// Whether it is the bracket right behind its owner's name.
    is_of_owner: bool,
}

struct Reader<'a> {
    bytes: &'a [u8],
    lexer: Lexer<'a>,
    calls: Vec<Call>,
    open: Vec<Frame>,
    /// Brackets open beyond [`MAX_DEPTH`].
    ignored: usize,
}

impl Reader<'_> {
    fn take(&mut self, token: Token) {
        match token.kind {
            Kind::Word => self.word(token.span),
            Kind::Text(quote) => {
                let text = quote::decode(self.bytes, token.span, quote);
                // `'name': { … }`, a branch with a name that is no word.
                if self.is_label() {
                    self.lexer.next();
                    self.top().key = Some(text.whole());
                } else {
                    self.value(Value::Text(text));
                }
            }
            Kind::Break if self.is_statement() && !self.top().continues => self.end_statement(),
            Kind::Break => {}
            Kind::Mark(mark) => self.mark(mark, token.span),
        }
        if token.kind != Kind::Break && !matches!(token.kind, Kind::Mark(b',' | b'+')) {
            self.top().continues = false;
        }
    }

    fn top(&mut self) -> &mut Frame {
        if self.open.is_empty() {
            self.open.push(Frame::default());
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn is_statement(&mut self) -> bool {
        matches!(self.top().closer, 0 | b'}')
    }

    fn end_statement(&mut self) {
        let frame = self.top();
        (frame.call, frame.key, frame.joins, frame.chooses) = (None, None, false, false);
    }

    fn mark(&mut self, mark: u8, span: Span) {
        match mark {
            b'(' | b'[' => {
                let &mut Frame { owner, call, key, .. } = self.top();
                let closer = if mark == b'(' { b')' } else { b']' };
                self.push(Frame { closer, owner, call, key, ..Frame::default() });
            }
            b'{' => {
                let name_span = self.top().key.take().unwrap_or(Span::empty(span.start));
                let call = self.call(name_span, None);
                self.calls[call].is_closure = true;
                self.body(call, span.end);
            }
            b')' | b']' | b'}' => self.shut(mark, span.start),
            b',' => {
                let frame = self.top();
                (frame.key, frame.joins, frame.continues) = (None, false, true);
            }
            b'+' => {
                let frame = self.top();
                (frame.joins, frame.continues) = (frame.call.is_some(), true);
            }
            b'.' => self.member(span),
            b'?' => self.choose(),
            b':' => self.top().chooses = false,
            b';' => self.end_statement(),
            // What was taken for a call was the name of a type or a variable.
            b'=' if self.is_statement() => self.end_statement(),
            _ => {}
        }
    }

    /// A name: of an argument, of a call, or a value.
    fn word(&mut self, first: Span) {
        if self.is_label() {
            self.lexer.next();
            self.top().key = Some(first);
            return;
        }
        let (receiver, name) = self.chain(first);
        let whole = Span::new(first.start, name.end);
        let is_keyword = KEYWORDS.contains(&&self.bytes[name.range()]);
        match self.lexer.peek(0) {
            Some(next) if next.is(b'(') => {
                self.value(Value::Word(whole));
                self.open_parentheses(name, receiver);
            }
            _ if !self.is_taken() && self.takes_body() => {
                let call = self.call(name, receiver);
                self.open_body(call);
            }
            Some(next) if !is_keyword && !self.is_taken() && self.starts_value(next, name) => {
                let call = self.call(name, receiver);
                self.top().call = Some(call);
            }
            _ => self.value(Value::Word(whole)),
        }
    }

    /// What stands behind the dot that follows a bracket or a string: `.push('x')`, `.inside { … }`.
    fn member(&mut self, dot: Span) {
        let Some(word) = self.lexer.peek(0).filter(|word| word.kind == Kind::Word) else { return };
        self.lexer.next();
        let (_, name) = self.chain(word.span);
        if self.lexer.peek(0).is_some_and(|next| next.is(b'(')) {
            self.open_parentheses(name, Some(dot));
        } else if self.lexer.peek(0).is_some_and(|next| next.is(b'{')) {
            let call = self.call(name, Some(dot));
            self.open_body(call);
        }
    }

    fn open_parentheses(&mut self, name: Span, receiver: Option<Span>) {
        let Some(bracket) = self.lexer.next() else { return };
        let call = self.call(name, receiver);
        self.calls[call].parentheses = Some(Span::empty(bracket.span.end));
        let frame = Frame { closer: b')', owner: Some(call), call: Some(call), ..Frame::default() };
        self.push(Frame { is_of_owner: true, ..frame });
    }

    /// Whether what was just read names the value that follows.
    fn is_label(&mut self) -> bool {
        let colon = self.lexer.peek(0).filter(|next| next.is(b':'));
        !self.top().chooses && colon.is_some_and(|colon| self.bytes.get(colon.span.end) != Some(&b':'))
    }

    /// `condition ? a : b`: the condition is no value of its own.
    fn choose(&mut self) {
        if self.lexer.peek(0).is_some_and(|next| next.is(b':') || next.is(b'.')) {
            return;
        }
        let frame = self.top();
        frame.chooses = true;
        if let Some(call) = frame.call.and_then(|call| self.calls.get_mut(call)) {
            call.arguments.pop();
        }
    }

    /// Whether values that stand here belong to a call already.
    fn is_taken(&mut self) -> bool {
        self.top().call.is_some() || !self.is_statement()
    }

    /// Whether `next` may be the first argument of the call `name`, which has no parentheses.
    fn starts_value(&self, next: Token, name: Span) -> bool {
        match next.kind {
            Kind::Word => !KEYWORDS.contains(&&self.bytes[next.span.range()]),
            Kind::Text(_) => true,
            Kind::Mark(b'[') => next.span.start > name.end,
            _ => false,
        }
    }

    /// Follows `a.b?.c` from its first word: what stands before the last dot, and what behind.
    fn chain(&mut self, first: Span) -> (Option<Span>, Span) {
        let (mut receiver, mut name) = (None, first);
        loop {
            let ahead = usize::from(self.lexer.peek(0).is_some_and(|next| next.is(b'?')));
            let dot = self.lexer.peek(ahead).filter(|dot| dot.is(b'.'));
            let word = dot.and_then(|_| self.lexer.peek(ahead + 1)).filter(|word| word.kind == Kind::Word);
            let Some(word) = word else { return (receiver, name) };
            for _ in 0..ahead + 2 {
                self.lexer.next();
            }
            (receiver, name) = (Some(Span::new(first.start, name.end)), word.span);
        }
    }

    /// Whether a closure follows, perhaps in the next line.
    fn takes_body(&mut self) -> bool {
        match self.lexer.peek(0) {
            Some(next) if next.kind == Kind::Break => self.lexer.peek(1).is_some_and(|after| after.is(b'{')),
            next => next.is_some_and(|next| next.is(b'{')),
        }
    }

    fn open_body(&mut self, call: usize) {
        while let Some(token) = self.lexer.next() {
            if token.is(b'{') {
                self.body(call, token.span.end);
                return;
            }
        }
    }

    fn body(&mut self, call: usize, start: usize) {
        self.calls[call].body = Some(Span::empty(start));
        self.push(Frame { closer: b'}', owner: Some(call), is_of_owner: true, ..Frame::default() });
    }

    fn push(&mut self, frame: Frame) {
        if self.open.len() < MAX_DEPTH {
            self.open.push(frame);
        } else {
            self.ignored += 1;
        }
    }

    fn call(&mut self, name_span: Span, receiver: Option<Span>) -> usize {
        let frame = self.top();
        let parent = frame.call.or(frame.owner);
        let name = String::from_utf8_lossy(&self.bytes[name_span.range()]).into_owned();
        self.calls.push(Call { name, name_span, receiver, parent, ..Call::default() });
        self.calls.len() - 1
    }

    /// A closing bracket; one that closes nothing is ignored, one that closes an outer bracket closes those in it.
    fn shut(&mut self, closer: u8, at: usize) {
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        let is_reached = |frame: &&Frame| frame.closer == closer || closer != b'}' && frame.closer == b'}';
        if self.open.iter().rev().find(is_reached).is_none_or(|frame| frame.closer != closer) {
            return;
        }
        while let Some(frame) = self.open.pop() {
            self.close(&frame, at);
            if frame.closer == closer {
                let call = frame.owner.filter(|_| frame.is_of_owner && closer == b')');
                if let Some(call) = call.filter(|_| self.takes_body()) {
                    self.open_body(call);
                }
                return;
            }
        }
    }

    fn close(&mut self, frame: &Frame, at: usize) {
        let Some(call) = frame.owner.filter(|_| frame.is_of_owner).and_then(|owner| self.calls.get_mut(owner)) else {
            return;
        };
        let inside = if frame.closer == b'}' { &mut call.body } else { &mut call.parentheses };
        *inside = inside.map(|inside| Span::new(inside.start, at.max(inside.start)));
    }

    /// A value: an argument of the call that takes values here, or one more piece of the last one.
    fn value(&mut self, value: Value) {
        let bytes = self.bytes;
        let frame = self.top();
        let (key, joins) = (frame.key, std::mem::take(&mut frame.joins));
        let Some(call) = frame.call.and_then(|call| self.calls.get_mut(call)) else { return };
        match call.arguments.last_mut() {
            Some(last) if joins => {
                let mut sum = as_text(bytes, std::mem::replace(&mut last.value, Value::Word(Span::default())));
                sum.append(&as_text(bytes, value));
                last.value = Value::Text(sum);
            }
            _ => call.arguments.push(Argument { name: key, value }),
        }
    }
}

/// A value as a piece of text; a name as the variable that it is.
fn as_text(bytes: &[u8], value: Value) -> Passage {
    match value {
        Value::Text(text) => text,
        Value::Word(span) => {
            let mut text = Passage::default();
            text.push(b"${", Span::empty(span.start));
            text.push(bytes.get(span.range()).unwrap_or_default(), span);
            text.push(b"}", Span::empty(span.end));
            text
        }
    }
}
