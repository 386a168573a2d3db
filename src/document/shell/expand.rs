//! Variables that the text itself assigns, and words with them put in.

use std::collections::HashMap;
use std::ops::Range;

use super::Word;
use super::arg::Arg;
use super::name::{is_variable, named_tool, tool_of_variable};
use super::syntax::{Hole, HoleKind, Item, Operation, Raw, Variable};
use crate::document::Passage;
use crate::text::Span;

/// A variable's value is not made longer.
const LONGEST_VALUE: usize = 1 << 16;

/// What a variable holds: one text, or the elements of a list.
#[derive(Clone, Debug, Default)]
struct Value {
    words: Vec<Arg>,
    /// What it costs to put them in, which each use asks: a list may be as long as the script, and so may its uses.
    cost: usize,
}

impl Value {
    fn new(words: Vec<Arg>) -> Self {
        let mut value = Self::default();
        value.extend(words);
        value
    }

    fn extend(&mut self, words: Vec<Arg>) {
        self.cost += words.iter().map(|word| word.text().len() + 1).sum::<usize>();
        self.words.extend(words);
    }
}

/// The variables so far.
#[derive(Debug)]
pub(super) struct Values {
    values: HashMap<String, Value>,
    /// Names are the same in any case: on Windows.
    ignores_case: bool,
    /// Bytes that may still be put in: values that are made of each other twice grow without end.
    left: usize,
}

impl Values {
    pub(super) fn new(ignores_case: bool) -> Self {
        Self { values: HashMap::new(), ignores_case, left: 1 << 20 }
    }

    fn key(&self, name: &str) -> String {
        if self.ignores_case { name.to_ascii_lowercase() } else { name.to_owned() }
    }

    /// `name` is no longer known.
    pub(super) fn forget(&mut self, name: &str) {
        self.values.remove(&self.key(name));
    }

    /// `name=words`, or `name+=words`. A value of which nothing is known is better told by the variable's name.
    pub(super) fn assign(&mut self, name: &str, words: Vec<Arg>, is_list: bool, is_added: bool) {
        let key = self.key(name);
        let is_unknown =
            words.iter().all(|word| word.holes.iter().any(|hole| hole.len() == word.text().len() && !hole.is_empty()));
        if is_unknown && !words.is_empty() && !is_list {
            self.values.remove(&key);
            return;
        }
        if !is_added {
            self.values.insert(key, Value::new(words));
            return;
        }
        let Some(value) = self.values.get_mut(&key) else { return };
        match (value.words.last_mut(), words.into_iter().next()) {
            (_, None) => {}
            (Some(last), Some(first)) if !is_list => {
                if last.text().len() + first.text().len() > LONGEST_VALUE {
                    self.values.remove(&key);
                    return;
                }
                let at = last.text().len();
                last.word.text.append(&first.word.text);
                last.holes.extend(first.holes.iter().map(|hole| hole.start + at..hole.end + at));
                last.word.is_open |= first.word.is_open;
                value.cost += first.text().len();
            }
            (_, Some(first)) => value.extend(vec![first]),
        }
    }

    /// Adds elements to the list `name`.
    pub(super) fn extend(&mut self, name: &str, words: Vec<Arg>) {
        let key = self.key(name);
        if let Some(value) = self.values.get_mut(&key) {
            value.extend(words);
        }
    }

    /// The value of `name`, if what it costs to put it in is left.
    fn get(&mut self, name: &str) -> Option<&Value> {
        let key = self.key(name);
        let value = self.values.get(&key)?;
        self.left = self.left.checked_sub(value.cost)?;
        Some(value)
    }

    /// The words that `raw` gives, and the commands that run on the way.
    pub(super) fn expand(&mut self, raw: Raw, inner: &mut Vec<Vec<Item>>) -> Vec<Arg> {
        if raw.holes.is_empty() {
            let Raw { text, span, bare, is_quoted, is_open, .. } = raw;
            return vec![Arg { word: Word { text, span, is_open, is_quoted }, holes: Vec::new(), bare }];
        }
        let mut words = Expansion::new(&raw);
        let Raw { text, holes, .. } = raw;
        let mut at = 0;
        for hole in holes {
            words.keep(&text, at..hole.range.start);
            at = hole.range.end;
            self.fill(hole, &text, &mut words, inner);
        }
        words.keep(&text, at..text.len());
        words.finish()
    }

    /// The one word that `raw` gives where nothing is split: a value, a redirection's target.
    pub(super) fn expand_one(&mut self, mut raw: Raw, inner: &mut Vec<Vec<Item>>) -> Arg {
        for hole in &mut raw.holes {
            hole.is_quoted = true;
        }
        self.expand(raw, inner).into_iter().next().unwrap_or_default()
    }

    /// Puts in what `hole` stands for, or leaves it as it is written.
    fn fill(&mut self, hole: Hole, text: &Passage, words: &mut Expansion, inner: &mut Vec<Vec<Item>>) {
        let Hole { range, is_quoted, kind } = hole;
        match kind {
            HoleKind::Variable(variable) => {
                if !self.variable(variable, text.span(range.clone()), is_quoted, words, inner) {
                    words.open(text, range);
                }
            }
            kind if is_variable(&kind) => words.open(text, range),
            HoleKind::Commands(items) => {
                // `$(which kubectl)` is kubectl.
                let tool = named_tool(&items);
                inner.push(items);
                match tool {
                    Some(tool) => words.known(&tool, text.span(range)),
                    None => words.open(text, range),
                }
            }
            HoleKind::Opaque(raws) => {
                raws.into_iter().for_each(|raw| commands(raw, inner));
                words.open(text, range);
            }
        }
    }

    /// Puts in what a variable that is used at `span` holds; false if nobody knows.
    fn variable(
        &mut self,
        variable: Variable,
        span: Span,
        is_quoted: bool,
        words: &mut Expansion,
        inner: &mut Vec<Vec<Item>>,
    ) -> bool {
        let Variable { name, is_all, operation } = variable;
        let is_worked_out = !matches!(operation, Operation::Other(_));
        if let Some(value) = is_worked_out.then(|| self.get(&name)).flatten() {
            words.value(value, span, is_quoted, is_all);
            return true;
        }
        match operation {
            Operation::Default(raw) if !raw.text.is_empty() || tool_of_variable(name.as_bytes()).is_none() => {
                let word = self.expand_one(*raw, inner);
                words.is_open = true;
                words.value(&Value::new(vec![word]), span, is_quoted, false);
                true
            }
            Operation::Other(raw) => {
                commands(*raw, inner);
                false
            }
            _ => false,
        }
    }
}

/// The commands in `raw`, however deep in what nobody works out.
pub(super) fn commands(raw: Raw, inner: &mut Vec<Vec<Item>>) {
    let list = raw.list.into_iter().flatten().flat_map(|word| word.holes);
    for hole in raw.holes.into_iter().chain(list) {
        match hole.kind {
            HoleKind::Commands(items) => inner.push(items),
            HoleKind::Opaque(raws) => raws.into_iter().for_each(|raw| commands(raw, inner)),
            HoleKind::Variable(Variable { operation: Operation::Default(raw) | Operation::Other(raw), .. }) => {
                commands(*raw, inner);
            }
            HoleKind::Variable(_) => {}
        }
    }
}

/// A word that is being expanded, and the words that it has given so far.
struct Expansion {
    done: Vec<Arg>,
    current: Arg,
    span: Span,
    is_quoted: bool,
    is_open: bool,
    bare: usize,
}

impl Expansion {
    fn new(raw: &Raw) -> Self {
        let (span, is_quoted, is_open, bare) = (raw.span, raw.is_quoted, raw.is_open, raw.bare);
        Self { done: Vec::new(), current: Arg { bare, ..Arg::default() }, span, is_quoted, is_open, bare }
    }

    fn keep(&mut self, text: &Passage, range: Range<usize>) {
        if !range.is_empty() {
            self.current.word.text.append(&text.slice(range));
        }
    }

    /// A hole stays.
    fn open(&mut self, text: &Passage, range: Range<usize>) {
        let at = self.current.text().len();
        self.current.holes.push(at..at + range.len());
        self.current.word.is_open = true;
        self.keep(text, range);
    }

    fn known(&mut self, bytes: &[u8], span: Span) {
        self.current.push(bytes, span);
    }

    /// A value is put in where `span` names it: as it is between quotes, else split at blanks.
    fn value(&mut self, value: &Value, span: Span, is_quoted: bool, is_all: bool) {
        for (index, word) in value.words.iter().enumerate() {
            if index > 0 && !is_all {
                break;
            }
            if index > 0 {
                self.split();
            }
            self.current.word.is_open |= word.word.is_open;
            if is_quoted {
                self.put(word, 0..word.text().len(), span);
                continue;
            }
            let mut at = 0;
            for (index, part) in word.text().split(u8::is_ascii_whitespace).enumerate() {
                if index > 0 {
                    self.split();
                }
                self.put(word, at..at + part.len(), span);
                at += part.len() + 1;
            }
        }
    }

    /// Puts in a part of a value, with what is open in it.
    fn put(&mut self, word: &Arg, part: Range<usize>, span: Span) {
        let at = self.current.text().len();
        self.current.push(&word.text()[part.clone()], span);
        let inside = |hole: &&Range<usize>| hole.start >= part.start && hole.end <= part.end;
        let moved =
            word.holes.iter().filter(inside).map(|hole| hole.start - part.start + at..hole.end - part.start + at);
        self.current.holes.extend(moved);
    }

    /// The next word begins, if there is one so far.
    fn split(&mut self) {
        if !self.current.text().is_empty() {
            let done = std::mem::take(&mut self.current);
            self.done.push(done);
        }
    }

    fn finish(mut self) -> Vec<Arg> {
        if !self.current.text().is_empty() || (self.done.is_empty() && self.is_quoted) {
            self.done.push(self.current);
        }
        for arg in &mut self.done {
            arg.word.span = self.span;
            arg.word.is_quoted = self.is_quoted;
            arg.word.is_open |= self.is_open;
        }
        if let Some(first) = self.done.first_mut() {
            first.bare = self.bare.min(first.text().len());
        }
        self.done
    }
}
