//! What a run fills: variables, substitutions, arithmetic and the marks of template engines.

use super::reader::{self, Reader};
use super::syntax::{HoleKind, Item, Operation, Raw, Variable, name_len};
use super::{Dialect, MOST_NESTED};
use crate::document::Passage;

impl Reader<'_> {
    /// What starts with `$`.
    pub(super) fn dollar(&mut self, raw: &mut Raw, is_quoted: bool) {
        if self.sealed(raw, is_quoted) {
            return;
        }
        let start = self.at;
        match self.bytes.get(start + 1).copied() {
            Some(b'(') if self.starts(b"$((") => self.arithmetic(raw, is_quoted),
            Some(b'(') => self.substitution(raw, 2, is_quoted),
            Some(b'{') if self.starts(b"${{") => self.template(raw, 1, is_quoted),
            Some(b'{') => self.braces(raw, is_quoted),
            Some(b'\'') if !is_quoted => self.ansi(raw),
            Some(b'"') if !is_quoted => {
                self.at += 1;
                self.double(raw);
            }
            Some(byte) if byte.is_ascii_digit() || b"@*#?$!-".contains(&byte) => {
                self.at += 2;
                self.hole(raw, start, is_quoted, opaque());
            }
            _ => self.name(raw, is_quoted),
        }
    }

    /// `$NAME`, or a dollar sign that is one.
    fn name(&mut self, raw: &mut Raw, is_quoted: bool) {
        let start = self.at;
        let name = &self.bytes[start + 1..][..name_len(&self.bytes[start + 1..])];
        self.at += 1 + name.len();
        if name.is_empty() {
            if is_quoted {
                self.keep(raw, start..self.at)
            } else {
                self.keep_bare(raw, start..self.at)
            }
            return;
        }
        let kind = variable(name, false, Operation::Plain);
        self.hole(raw, start, is_quoted, kind);
    }

    /// `$(…)`, `<(…)`: commands behind `prefix` bytes.
    pub(super) fn substitution(&mut self, raw: &mut Raw, prefix: usize, is_quoted: bool) {
        if self.sealed(raw, is_quoted) {
            return;
        }
        let start = self.at;
        self.at += prefix;
        let items = self.nested();
        self.hole(raw, start, is_quoted, HoleKind::Commands(items));
    }

    /// The commands up to the parenthesis that closes them, and it.
    fn nested(&mut self) -> Vec<Item> {
        if self.depth >= MOST_NESTED {
            self.skip_parentheses();
            return Vec::new();
        }
        let loose = std::mem::take(&mut self.loose);
        self.depth += 1;
        let items = self.list(true);
        self.depth -= 1;
        self.loose = loose;
        items
    }

    /// Skips what is nested too deep to be read.
    fn skip_parentheses(&mut self) {
        let mut open = 1_usize;
        while let Some(found) = memchr::memchr2(b'(', b')', self.rest()) {
            self.at += found + 1;
            if self.bytes[self.at - 1] == b'(' {
                open += 1
            } else {
                open -= 1
            }
            if open == 0 {
                return;
            }
        }
        self.at = self.bytes.len();
    }

    /// `$((…))`: nothing in it is a command, except in its substitutions. `$((a); b)` is a substitution that starts with a subshell.
    fn arithmetic(&mut self, raw: &mut Raw, is_quoted: bool) {
        let (start, waiting) = (self.at, self.waiting.len());
        self.at += 3;
        let (words, is_closed) = self.arithmetic_content();
        if is_closed || !self.limits.again(self.at - start) {
            self.hole(raw, start, is_quoted, HoleKind::Opaque(vec![words]));
            return;
        }
        self.waiting.truncate(waiting);
        self.at = start;
        self.substitution(raw, 2, is_quoted);
    }

    /// What stands behind `((`, and the `))` that closes it, if it does.
    pub(super) fn arithmetic_content(&mut self) -> (Raw, bool) {
        let mut words = Raw::default();
        let mut open = 2_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'$' if self.depth < MOST_NESTED => {
                    self.depth += 1;
                    self.dollar(&mut words, true);
                    self.depth -= 1;
                }
                b'`' => self.backtick(&mut words, true),
                _ => {
                    self.at += 1;
                    match byte {
                        b'(' => open += 1,
                        b')' if open == 2 => {
                            let is_closed = self.peek() == Some(b')');
                            self.at += usize::from(is_closed);
                            return (words, is_closed);
                        }
                        b')' => open -= 1,
                        _ => {}
                    }
                }
            }
        }
        (words, false)
    }

    /// `${…}`.
    fn braces(&mut self, raw: &mut Raw, is_quoted: bool) {
        let start = self.at;
        self.at += 2;
        // PowerShell's `${env:NAME}`.
        if self.rest().get(..4).is_some_and(|scope| scope.eq_ignore_ascii_case(b"env:")) {
            self.at += 4;
        }
        let rest = self.rest();
        let len = name_len(rest);
        let name = &rest[..len];
        let is_all = rest[len..].starts_with(b"[@]") || rest[len..].starts_with(b"[*]");
        self.at += len + if is_all { 3 } else { 0 };
        let operator = self.operator();
        let word = self.until_brace(is_quoted);
        if self.peek() == Some(b'}') {
            self.at += 1;
        }
        let operation = match operator {
            _ if name.is_empty() => Operation::Other(Box::new(word)),
            Some(b'-' | b'=') => Operation::Default(Box::new(word)),
            Some(b'?') => Operation::Plain,
            None if word.text.is_empty() => Operation::Plain,
            _ => Operation::Other(Box::new(word)),
        };
        self.hole(raw, start, is_quoted, variable(name, is_all, operation));
    }

    /// Takes the operator of `${NAME:-…}`: the colon says only that an empty value is none.
    fn operator(&mut self) -> Option<u8> {
        let colon = usize::from(self.peek() == Some(b':'));
        let operator = self.rest().get(colon).copied().filter(|byte| b"-=?".contains(byte))?;
        self.at += colon + 1;
        Some(operator)
    }

    /// What stands in front of the brace that closes `${`; a line break ends it too, since nobody wraps one.
    fn until_brace(&mut self, is_quoted: bool) -> Raw {
        let mut raw = Raw::default();
        let start = self.at;
        if self.depth >= MOST_NESTED {
            self.at += memchr::memchr2(b'}', b'\n', self.rest()).unwrap_or(self.rest().len());
            return raw;
        }
        self.depth += 1;
        while let Some(byte) = self.peek() {
            match byte {
                b'}' | b'\n' => break,
                b'\'' if is_quoted => self.one(&mut raw),
                _ if self.dialect == Dialect::Posix && self.quoted_or_open(byte, &mut raw) => {}
                _ => self.one(&mut raw),
            }
        }
        self.depth -= 1;
        raw.span = self.text.span(start..self.at);
        raw
    }

    /// A byte that stands for itself.
    fn one(&mut self, raw: &mut Raw) {
        self.keep_bare(raw, self.at..self.at + 1);
        self.at += 1;
    }

    /// `{{ … }}` behind `prefix` bytes: what a template engine fills before any shell reads it.
    pub(super) fn template(&mut self, raw: &mut Raw, prefix: usize, is_quoted: bool) {
        const LONGEST: usize = 1 << 9;
        if self.sealed(raw, is_quoted) {
            return;
        }
        let start = self.at;
        let rest = &self.rest()[..self.rest().len().min(LONGEST)];
        let line = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
        let Some(len) = memchr::memmem::find(line, b"}}") else {
            self.at += prefix + rest[prefix..].iter().take_while(|byte| **byte == b'{').count();
            self.keep(raw, start..self.at);
            return;
        };
        self.at += len + 2;
        self.hole(raw, start, is_quoted, opaque());
    }

    /// `` `…` ``: a substitution in which a backslash is taken off in front of a backtick, a dollar sign or a backslash.
    pub(super) fn backtick(&mut self, raw: &mut Raw, is_quoted: bool) {
        if self.sealed(raw, is_quoted) {
            return;
        }
        let start = self.at;
        let closed = (self.closes(b'`') && self.limits.again > 0).then(|| self.backtick_content()).flatten();
        let Some((script, end)) = closed.filter(|(_, end)| *end > start) else {
            self.at = start + 1;
            self.keep(raw, start..self.at);
            return;
        };
        let items = if self.depth < MOST_NESTED && self.limits.script(script.len()) {
            reader::parse(&script, &[], self.dialect, self.depth + 1, self.limits)
        } else {
            Vec::new()
        };
        self.at = end;
        self.hole(raw, start, is_quoted, HoleKind::Commands(items));
    }

    /// The script between backticks, and where it ends. An unclosed one costs what it takes to see that.
    fn backtick_content(&mut self) -> Option<(Passage, usize)> {
        let mut script = Raw::default();
        let start = self.at;
        let mut at = start + 1;
        loop {
            let found = memchr::memchr2(b'`', b'\\', &self.bytes[at..]);
            let Some(found) = found else {
                return self.limits.again(self.bytes.len() - start).then_some((Passage::default(), start));
            };
            self.keep(&mut script, at..at + found);
            at += found;
            if self.bytes[at] == b'`' {
                return Some((script.text, at + 1));
            }
            let escaped = self.bytes.get(at + 1).copied().filter(|byte| b"`\\$".contains(byte));
            match escaped {
                Some(byte) => self.put(&mut script, &[byte], at..at + 2),
                None => self.keep(&mut script, at..at + 1),
            }
            at += if escaped.is_some() { 2 } else { 1 };
        }
    }
}

/// What nobody looks up.
pub(super) const fn opaque() -> HoleKind {
    HoleKind::Opaque(Vec::new())
}

/// The use of a variable.
pub(super) fn variable(name: &[u8], is_all: bool, operation: Operation) -> HoleKind {
    let name = String::from_utf8_lossy(name).into_owned();
    HoleKind::Variable(Variable { name, is_all, operation })
}
