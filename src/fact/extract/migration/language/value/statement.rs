//! Expressions as statements of SQL, in which what only a run tells is left open.

use super::{MOST_FOLLOWED, Scope, Value, spend};
use crate::document::Passage;
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{DEEPEST, parts, span};

impl<'t> Scope<'t> {
    /// The SQL that an expression is; what only a run tells is left open in it.
    pub(in crate::fact::extract::migration) fn passage(&self, node: Node<'t>) -> Passage {
        let mut passage = Passage::default();
        if spend(&self.reads, span(node).len()) {
            self.push(node, &mut passage, MOST_FOLLOWED, 0);
        } else {
            passage.push_open(b"____", span(node));
        }
        passage
    }

    fn push(&self, node: Node<'t>, passage: &mut Passage, follows: u8, depth: usize) {
        if depth > DEEPEST {
            return passage.push_open(b"____", span(node));
        }
        match node.kind() {
            "string" | "encapsed_string" | "heredoc" | "nowdoc" | "sigil" | "heredoc_beginning" => {
                passage.append(&self.code.filled(node, &|part| self.filled_in(part, follows, depth)));
            }
            "concatenated_string" | "chained_string" => {
                for part in parts(node) {
                    self.push(part, passage, follows, depth + 1);
                }
            }
            "parenthesized_expression" | "parenthesized_statements" if parts(node).len() == 1 => {
                for part in parts(node) {
                    self.push(part, passage, follows, depth + 1);
                }
            }
            "binary" | "binary_operator" | "binary_expression" => self.push_binary(node, passage, follows, depth),
            "identifier"
            | "constant"
            | "instance_variable"
            | "variable_name"
            | "unary_operator"
            | "class_constant_access_expression"
            | "member_access_expression"
                if follows > 0 =>
            {
                self.push_named(node, passage, follows, depth);
            }
            _ => match self.wrapped(node) {
                Some(inner) => self.push(inner, passage, follows, depth + 1),
                None => self.push_format(node, passage, follows, depth),
            },
        }
    }

    fn push_binary(&self, node: Node<'t>, passage: &mut Passage, follows: u8, depth: usize) {
        if let Some(halves) = self.halves(node) {
            for half in halves {
                self.push(half, passage, follows, depth + 1);
            }
            return;
        }
        match node.child_by_field_name("left").filter(|_| self.code.field(node, "operator") == "%") {
            Some(format) => self.push_open_format(format, passage, follows, depth),
            None => passage.push_open(b"____", span(node)),
        }
    }

    /// `sprintf("… %s", …)`, `"… {}".format(…)`; else something that only a run tells.
    fn push_format(&self, node: Node<'t>, passage: &mut Passage, follows: u8, depth: usize) {
        let call = Call::of(self.code, node).filter(|_| node.kind() != "identifier");
        let format = call.and_then(|call| match call.name {
            "sprintf" | "format" if call.receiver.is_none() => call.items.first().copied(),
            "format" => call.receiver,
            _ => None,
        });
        match format {
            Some(format) => self.push_open_format(format, passage, follows, depth),
            None => passage.push_open(b"____", span(node)),
        }
    }

    fn push_open_format(&self, format: Node<'t>, passage: &mut Passage, follows: u8, depth: usize) {
        let mut text = Passage::default();
        self.push(format, &mut text, follows, depth + 1);
        let mut at = 0;
        for place in placeholders(text.bytes()) {
            passage.append(&text.slice(at..place.start));
            passage.push_open(b"____", text.span(place.clone()));
            at = place.end;
        }
        passage.append(&text.slice(at..text.len()));
    }

    fn push_named(&self, node: Node<'t>, passage: &mut Passage, follows: u8, depth: usize) {
        let name = self.code.text(node);
        if let Some((_, value)) = self.bound.iter().rev().find(|(own, _)| own == name) {
            match value {
                Value::Text(text) if spend(&self.fuel, text.len()) => passage.push_for(text.as_bytes(), span(node)),
                _ => passage.push_open(b"____", span(node)),
            }
            return;
        }
        match self.constant(name).filter(|value| spend(&self.fuel, span(*value).len())) {
            Some(value) => self.push(value, passage, follows.saturating_sub(1), depth + 1),
            None => passage.push_open(b"____", span(node)),
        }
    }
}

/// Where a format string is filled in: `%s`, `%(name)s`, `{}`, `{name}`.
pub(super) fn placeholders(text: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let rest = text.get(at + 1..).unwrap_or_default();
        let len = match (byte, rest.first()) {
            (b'%', Some(b's' | b'd')) => Some(2),
            (b'%', Some(b'{')) => rest.iter().take(64).position(|byte| *byte == b'}').map(|len| len + 2),
            (b'%', Some(b'(' | b'<')) => {
                rest.iter().take(64).position(|byte| matches!(byte, b')' | b'>')).map(|len| len + 3)
            }
            // What is open already.
            (b'$', Some(b'{')) => {
                at += 1 + rest.iter().position(|byte| *byte == b'}').map_or(rest.len(), |len| len + 1);
                continue;
            }
            (b'{', _) => rest.iter().take(64).position(|byte| *byte == b'}').map(|len| len + 2),
            _ => None,
        };
        if let Some(len) = len {
            found.push(at..text.len().min(at + len));
        }
        at = text.len().min(at + len.unwrap_or(1));
    }
    found
}
