//! The variables of a Makefile, as far as the file assigns them once and plainly.

use std::collections::HashMap;

use crate::document::Passage;
use crate::text::Span;

/// The longest value that is put in.
const LONGEST: usize = 4096;

/// How deep values may name variables, and functions hold functions.
const DEEPEST: usize = 8;

/// `NAME = value`.
pub(super) struct Assigned {
    /// The name.
    pub(super) name: Span,
    /// The value, without blanks around it and without a comment.
    pub(super) value: Span,
    /// What stands in front of the `=`: `?`, `+`, `:`, `!` or nothing.
    operator: u8,
}

/// What is known of a name.
enum Value {
    /// As assigned.
    Written(Span),
    /// With all its variables put in; `None` where that cannot be known.
    Known(Option<Vec<u8>>),
}

/// The variables of a file.
pub(super) struct Variables<'a> {
    file: &'a [u8],
    values: HashMap<&'a [u8], Value>,
    /// How many bytes may still be put in.
    budget: usize,
}

impl<'a> Variables<'a> {
    /// None yet.
    pub(super) fn of(file: &'a [u8]) -> Self {
        Self { file, values: HashMap::new(), budget: (4 * file.len()).saturating_add(1 << 16) }
    }

    /// The file that they stand in.
    pub(super) fn file(&self) -> &'a [u8] {
        self.file
    }

    /// Takes an assignment. Two that differ leave it open which of them counts; `?=` counts if there is no other.
    pub(super) fn assign(&mut self, assigned: &Assigned) {
        let file = self.file;
        let name = &file[assigned.name.range()];
        let value = match self.values.get(name) {
            Some(_) if assigned.operator == b'?' => return,
            Some(Value::Written(before)) if file[before.range()] == file[assigned.value.range()] => return,
            None if !matches!(assigned.operator, b'!' | b'+') => Value::Written(assigned.value),
            Some(_) | None => Value::Known(None),
        };
        self.values.insert(name, value);
    }

    /// Leaves a name as it is.
    pub(super) fn hide(&mut self, name: &'a [u8]) {
        self.values.insert(name, Value::Known(None));
    }

    /// The value of a variable.
    pub(super) fn value(&mut self, name: &[u8]) -> Option<Vec<u8>> {
        self.resolve(name, DEEPEST)
    }

    fn resolve(&mut self, name: &[u8], depth: usize) -> Option<Vec<u8>> {
        let (&name, value) = self.values.get_key_value(name)?;
        let written = match value {
            Value::Known(known) => return known.clone(),
            Value::Written(span) => *span,
        };
        // While it is being looked up it is not known: a value may name itself.
        self.values.insert(name, Value::Known(None));
        let value = self.evaluate(&self.file[written.range()], depth.checked_sub(1)?);
        self.values.insert(name, Value::Known(value.clone()));
        value
    }

    /// A value with its variables put in; unknown ones stay as `${NAME}`. `None` where it runs commands, or is too long.
    fn evaluate(&mut self, value: &'a [u8], depth: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < value.len() {
            let (piece, end) = next(value, at);
            match piece {
                Piece::Text(text) => out.extend_from_slice(text),
                Piece::Dollar => out.push(b'$'),
                Piece::Variable(name) => match self.resolve(name, depth) {
                    Some(known) => out.extend(known),
                    None => open(&mut out, name),
                },
                Piece::Shell(_) => return None,
                Piece::Automatic(name) | Piece::Function(name) => open(&mut out, name),
            }
            if out.len() > LONGEST {
                return None;
            }
            at = end;
        }
        Some(out)
    }

    /// Adds the text of `span` with variables put in. What is not known reads as a shell's variable.
    pub(super) fn expand(&mut self, file: &[u8], span: Span, target: &[u8], text: &mut Passage) {
        self.expand_within(file, span, target, text, DEEPEST);
    }

    fn expand_within(&mut self, file: &[u8], span: Span, target: &[u8], text: &mut Passage, depth: usize) {
        let bytes = &file[span.range()];
        let mut at = 0;
        while at < bytes.len() {
            let (piece, end) = next(bytes, at);
            let place = span.part(at..end);
            match piece {
                Piece::Text(literal) => text.push(literal, place),
                Piece::Dollar => text.push_for(b"$", place),
                Piece::Variable(name) => match self.resolve(name, DEEPEST) {
                    Some(value) if value.len() <= self.budget => {
                        self.budget -= value.len();
                        if !value.is_empty() {
                            text.push_for(&value, place);
                        }
                    }
                    Some(_) | None => text.push_open(name, place),
                },
                Piece::Automatic(b"@") if is_plain_target(target) => text.push_for(target, place),
                Piece::Shell(inside) if depth > 0 => {
                    let start = place.start + inside;
                    text.push(b"$(", Span::new(place.start, place.start + 2));
                    self.expand_within(file, Span::new(start, place.end - 1), target, text, depth - 1);
                    text.push(b")", Span::new(place.end - 1, place.end));
                }
                Piece::Shell(_) => text.push_open(b"shell", place),
                Piece::Automatic(name) | Piece::Function(name) => text.push_open(name, place),
            }
            at = end;
        }
    }
}

fn open(out: &mut Vec<u8>, name: &[u8]) {
    let mut passage = Passage::default();
    passage.push_open(name, Span::default());
    out.extend_from_slice(passage.bytes());
}

fn is_plain_target(target: &[u8]) -> bool {
    !target.is_empty()
        && target.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/'))
}

/// A piece of a text that make expands.
enum Piece<'a> {
    Text(&'a [u8]),
    /// `$$`
    Dollar,
    /// `$(NAME)`
    Variable(&'a [u8]),
    /// `$@`, `$<`
    Automatic(&'a [u8]),
    /// `$(shell …)`: where its command starts.
    Shell(usize),
    /// Any other function, or a name that is put together.
    Function(&'a [u8]),
}

/// The piece at `at`, and where the next one starts.
fn next(bytes: &[u8], at: usize) -> (Piece<'_>, usize) {
    let rest = &bytes[at..];
    let dollar = memchr::memchr(b'$', rest).unwrap_or(rest.len());
    if dollar > 0 {
        return (Piece::Text(&rest[..dollar]), at + dollar);
    }
    match rest.get(1) {
        None => (Piece::Text(rest), bytes.len()),
        Some(b'$') => (Piece::Dollar, at + 2),
        Some(b'(' | b'{') => {
            // What nothing closes goes to the end: it cannot be read, and is not looked at again.
            let Some(length) = closed(rest) else { return (Piece::Function(b""), bytes.len()) };
            let inside = &rest[2..length - 1];
            let is_name = !inside.is_empty() && inside.iter().all(|byte| is_name(*byte));
            let piece = match inside.strip_prefix(b"shell") {
                _ if is_name => Piece::Variable(inside),
                Some([b' ' | b'\t', ..]) => Piece::Shell(2 + b"shell ".len()),
                _ => Piece::Function(inside),
            };
            (piece, at + length)
        }
        Some(byte) if byte.is_ascii_alphabetic() => (Piece::Variable(&rest[1..2]), at + 2),
        Some(_) => (Piece::Automatic(&rest[1..2]), at + 2),
    }
}

/// How long `$(…)` or `${…}` is.
fn closed(bytes: &[u8]) -> Option<usize> {
    let (open, close) = if bytes.get(1) == Some(&b'(') { (b'(', b')') } else { (b'{', b'}') };
    let mut depth = 0usize;
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        if *byte == open {
            depth += 1;
        } else if *byte == close {
            depth -= 1;
            if depth == 0 {
                return Some(at + 1);
            }
        }
    }
    None
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// Where `wanted` first stands outside of `$(…)`.
pub(super) fn top_level(bytes: &[u8], wanted: u8) -> Option<usize> {
    let mut depth = 0usize;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'(' | b'{' => depth += 1,
            b')' | b'}' => depth = depth.saturating_sub(1),
            b'#' if depth == 0 => return None,
            _ if depth == 0 && byte == wanted => return Some(at),
            _ => {}
        }
    }
    None
}

/// The assignment that a line is, if it is one: `[export|override|private] NAME [?+:!]= value`.
pub(super) fn assignment(file: &[u8], line: Span) -> Option<Assigned> {
    let mut start = line.start;
    let mut bytes = &file[line.range()];
    for word in [b"override ".as_slice(), b"export ", b"private "] {
        if let Some(rest) = bytes.strip_prefix(word) {
            start += word.len();
            bytes = rest;
        }
    }
    let blanks = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let name = bytes[blanks..].iter().take_while(|byte| is_name(**byte)).count();
    let name = Span::new(start + blanks, start + blanks + name);
    let after = Span::new(name.end, line.end);
    let equals = memchr::memchr(b'=', &file[after.range()]).filter(|_| !name.is_empty())?;
    let operator = file[after.part(0..equals).range()].trim_ascii();
    if !matches!(operator, b"" | b":" | b"::" | b":::" | b"?" | b"+" | b"!") {
        return None;
    }
    let value = super::trim(file, Span::new(after.start + equals + 1, line.end));
    let comment = top_level_comment(&file[value.range()]);
    let value = super::trim(file, value.part(0..comment.unwrap_or(value.len())));
    Some(Assigned { name, value, operator: operator.first().copied().unwrap_or(b'=') })
}

/// Where a comment behind a value starts.
fn top_level_comment(value: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'#', value).find(|at| *at == 0 || value[at - 1].is_ascii_whitespace())
}

/// The commands of the `$(shell …)` in a value.
pub(super) fn shell_calls(file: &[u8], value: Span) -> Vec<Span> {
    let bytes = &file[value.range()];
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let (piece, end) = next(bytes, at);
        if let Piece::Shell(inside) = piece {
            found.push(value.part(at + inside..end - 1));
        }
        at = end;
    }
    found
}
