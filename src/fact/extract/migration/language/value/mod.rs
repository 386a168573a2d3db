//! What expressions are worth, as far as the text tells.

mod statement;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::collections::BTreeMap;

use super::call::{Call, key, parameters};
use super::code::{Code, DEEPEST, parts, span, walk};
use crate::document::grammar::Node;

/// How many bytes names may stand for in all, so that one text cannot be repeated without end.
const MOST_BYTES: usize = 256 << 10;

/// How many names are followed that stand for each other.
const MOST_FOLLOWED: u8 = 3;

/// How many bytes of expressions are evaluated in all: those in a loop, again and again.
const MOST_READ: usize = 16 << 20;

/// The value of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::fact::extract::migration) enum Value {
    /// A string or a symbol.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// True or false.
    Bool(bool),
    /// `nil`, `None`, `null`.
    Nil,
    /// A list, a tuple.
    List(Vec<Value>),
    /// A hash, a dictionary; with its keys as text.
    Map(Vec<(String, Value)>),
    /// Something else, or something that only a run tells.
    Unknown,
}

impl Value {
    /// The text that it is.
    pub(in crate::fact::extract::migration) fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts that it is or holds, if it holds nothing else.
    pub(in crate::fact::extract::migration) fn texts(self) -> Option<Vec<String>> {
        match self {
            Self::Text(text) => Some(vec![text]),
            Self::List(list) => list.into_iter().map(Self::text).collect(),
            _ => None,
        }
    }

    /// The entry of a hash.
    pub(in crate::fact::extract::migration) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(own, _)| own == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Whether it is certainly true.
    pub(in crate::fact::extract::migration) fn is_true(&self) -> bool {
        *self == Self::Bool(true)
    }

    /// A number that is not negative.
    pub(in crate::fact::extract::migration) fn number(&self) -> Option<u64> {
        match self {
            Self::Integer(number) => u64::try_from(*number).ok(),
            _ => None,
        }
    }
}

/// What the names of a file stand for.
pub(in crate::fact::extract::migration) struct Scope<'t> {
    /// The file.
    pub(in crate::fact::extract::migration) code: &'t Code<'t>,
    /// What is assigned to a name; none where that is done twice, or by a caller.
    assigned: BTreeMap<&'t str, Option<Node<'t>>>,
    /// The functions of the file; none where two have the name.
    functions: BTreeMap<&'t str, Option<Node<'t>>>,
    /// What the properties of a class begin with, by their names in PHP.
    properties: BTreeMap<&'t str, Option<Node<'t>>>,
    /// What a loop or a caller gave to a name, the innermost last.
    bound: Vec<(String, Value)>,
    fuel: Cell<usize>,
    reads: Cell<usize>,
}

impl<'t> Scope<'t> {
    /// Looks for all names of a file.
    pub(in crate::fact::extract::migration) fn new(code: &'t Code<'t>) -> Self {
        let mut scope = Self {
            code,
            assigned: BTreeMap::new(),
            functions: BTreeMap::new(),
            properties: BTreeMap::new(),
            bound: Vec::new(),
            fuel: Cell::new(MOST_BYTES),
            reads: Cell::new(MOST_READ),
        };
        walk(code.root(), |node| scope.note(node));
        scope
    }

    fn note(&mut self, node: Node<'t>) {
        let code = self.code;
        let sides = || Some((node.child_by_field_name("left")?, node.child_by_field_name("right")));
        match node.kind() {
            "assignment" | "assignment_expression" => {
                if let Some((left, right)) = sides() {
                    self.assign(code.text(left), right);
                }
            }
            "binary_operator" if code.field(node, "operator") == "=" => {
                if let Some((left, right)) = sides() {
                    self.assign(code.text(left), right);
                }
            }
            "augmented_assignment" | "operator_assignment" | "augmented_assignment_expression" | "for_statement" => {
                self.assign(code.field(node, "left"), None);
            }
            "const_element" => {
                if let [name, value] = parts(node)[..] {
                    self.assign(code.text(name), Some(value));
                }
            }
            "property_element" => {
                if let Some(name) = parts(node).first() {
                    let value = parts(node).get(1).copied();
                    let name = code.text(*name).trim_start_matches('$');
                    self.properties.entry(name).and_modify(|value| *value = None).or_insert(value);
                }
            }
            "unary_operator" => self.note_attribute(node),
            "block" | "do_block" | "anonymous_function" | "arrow_function" | "lambda" => self.note_parameters(node),
            "method" | "singleton_method" | "function_definition" | "method_declaration" => {
                self.note_parameters(node);
                self.define(code.field(node, "name"), node);
            }
            "call" => self.note_definition(node),
            _ => {}
        }
    }

    /// Elixir's `@table "users"`.
    fn note_attribute(&mut self, node: Node<'t>) {
        let Some(operand) = node.child_by_field_name("operand").filter(|operand| operand.kind() == "call") else {
            return;
        };
        let Some(call) = Call::of(self.code, operand) else { return };
        let whole = self.code.text(node);
        let name = whole.get(..1 + call.name.len()).unwrap_or_default();
        self.assign(name, call.items.first().copied());
    }

    fn note_parameters(&mut self, node: Node<'t>) {
        for name in parameters(self.code, node) {
            self.assign(name, None);
        }
    }

    /// Elixir's `defp backfill do`.
    fn note_definition(&mut self, node: Node<'t>) {
        if !matches!(self.code.field(node, "target"), "def" | "defp") {
            return;
        }
        let Some(head) = Call::of(self.code, node).and_then(|call| call.items.first().copied()) else { return };
        if let Some(head) = Call::of(self.code, head) {
            self.define(head.name, node);
        }
    }

    fn assign(&mut self, name: &'t str, value: Option<Node<'t>>) {
        /// What is longer is not compared.
        const LONGEST: usize = 256;
        let text = |node: Option<Node<'t>>| {
            node.filter(|node| node.byte_range().len() <= LONGEST).map(|node| self.code.text(node))
        };
        let before = self.assigned.get(name);
        // Functions of one file often begin alike.
        if before.is_none_or(|before| text(*before).is_none() || text(*before) != text(value)) {
            let value = if before.is_none() { value } else { None };
            self.assigned.insert(name, value);
        }
    }

    fn define(&mut self, name: &'t str, node: Node<'t>) {
        self.functions.entry(name).and_modify(|value| *value = None).or_insert(Some(node));
    }

    /// The function of this name, if the file has one.
    pub(in crate::fact::extract::migration) fn function(&self, name: &str) -> Option<Node<'t>> {
        self.functions.get(name).copied().flatten()
    }

    /// The bodies of the functions whose names begin so, in the order of their names.
    pub(in crate::fact::extract::migration) fn functions_from(&self, prefix: &str) -> Vec<Node<'t>> {
        let own = self.functions.iter().filter(|(name, _)| name.starts_with(prefix));
        own.filter_map(|(_, function)| (*function)?.child_by_field_name("body")).collect()
    }

    /// What is assigned to a name, once and for all.
    pub(in crate::fact::extract::migration) fn assignment(&self, name: &str) -> Option<Node<'t>> {
        if self.bound.iter().any(|(own, _)| own == name) {
            return None;
        }
        self.assigned.get(name).copied().flatten()
    }

    /// Gives a value to a name, until [`Self::release`].
    pub(in crate::fact::extract::migration) fn bind(&mut self, name: &str, value: Value) {
        self.bound.push((name.to_owned(), value));
    }

    /// How many names are bound, to be given back to [`Self::release`].
    pub(in crate::fact::extract::migration) fn bindings(&self) -> usize {
        self.bound.len()
    }

    /// Forgets what was bound since.
    pub(in crate::fact::extract::migration) fn release(&mut self, bindings: usize) {
        self.bound.truncate(bindings);
    }

    /// The value of an expression.
    pub(in crate::fact::extract::migration) fn value(&self, node: Node<'t>) -> Value {
        if spend(&self.reads, span(node).len()) { self.value_at(node, MOST_FOLLOWED, 0) } else { Value::Unknown }
    }

    /// The text that an expression is.
    pub(in crate::fact::extract::migration) fn text(&self, node: Node<'t>) -> Option<String> {
        self.value(node).text()
    }

    fn value_at(&self, node: Node<'t>, follows: u8, depth: usize) -> Value {
        if depth > DEEPEST {
            return Value::Unknown;
        }
        let inner = |node| self.value_at(node, follows, depth + 1);
        let text = self.code.text(node);
        match node.kind() {
            "string" | "encapsed_string" | "heredoc" | "nowdoc" | "sigil" | "heredoc_beginning"
            | "delimited_symbol" | "quoted_atom" | "charlist" | "bare_string" | "bare_symbol" => {
                self.literal(node, follows, depth)
            }
            "simple_symbol" | "hash_key_symbol" | "atom" | "keyword" => Value::Text(key(text).to_owned()),
            "integer" => text.replace('_', "").parse().map_or(Value::Unknown, Value::Integer),
            "true" | "false" | "boolean" => Value::Bool(text.eq_ignore_ascii_case("true")),
            "nil" | "none" | "null" => Value::Nil,
            "array" | "list" | "tuple" | "string_array" | "symbol_array" | "set" => match parts(node).first() {
                Some(first) if first.kind() == "keywords" => inner(*first),
                _ => Value::List(parts(node).into_iter().map(inner).collect()),
            },
            "array_creation_expression" => self.php_array(node, follows, depth),
            "hash" | "dictionary" | "keywords" | "map" | "map_content" => self.map(node, follows, depth),
            "parenthesized_expression" | "parenthesized_statements" => {
                parts(node).first().copied().map_or(Value::Unknown, inner)
            }
            "concatenated_string" | "chained_string" => joined(parts(node).into_iter().map(inner)),
            "binary" | "binary_operator" | "binary_expression" => match self.halves(node) {
                Some(halves) => joined(halves.into_iter().map(inner)),
                None => Value::Unknown,
            },
            "identifier"
            | "constant"
            | "variable_name"
            | "name"
            | "unary_operator"
            | "class_constant_access_expression"
            | "member_access_expression" => {
                if follows > 0 {
                    self.named(text, follows)
                } else {
                    Value::Unknown
                }
            }
            _ => self.wrapped(node).map_or(Value::Unknown, inner),
        }
    }

    /// The text of a string, if all that is filled in is known; the words of Elixir's `~w(a b)`.
    fn literal(&self, node: Node<'t>, follows: u8, depth: usize) -> Value {
        let is_known = Cell::new(true);
        let text = self.code.filled(node, &|part| {
            let text = self.filled_in(part, follows, depth);
            is_known.set(is_known.get() && text.is_some());
            text
        });
        match String::from_utf8(text.bytes().to_vec()) {
            Ok(text) if is_known.get() && self.is_words(node) => {
                Value::List(text.split_whitespace().map(|word| Value::Text(word.to_owned())).collect())
            }
            Ok(text) if is_known.get() => Value::Text(text),
            _ => Value::Unknown,
        }
    }

    fn is_words(&self, node: Node<'t>) -> bool {
        node.kind() == "sigil" && self.code.text(node).trim_start_matches('~').starts_with(['w', 'W'])
    }

    /// What a place in a string is filled with.
    fn filled_in(&self, part: Node<'t>, follows: u8, depth: usize) -> Option<String> {
        let inner = if part.kind().contains("interpolation") { parts(part).first().copied()? } else { part };
        self.value_at(inner, follows, depth + 1).text()
    }

    fn php_array(&self, node: Node<'t>, follows: u8, depth: usize) -> Value {
        let (mut list, mut map) = (Vec::new(), Vec::new());
        for part in parts(node) {
            match parts(part)[..] {
                [value] => list.push(self.value_at(value, follows, depth + 1)),
                [name, value] => {
                    let name = self.value_at(name, follows, depth + 1).text().unwrap_or_default();
                    map.push((name, self.value_at(value, follows, depth + 1)));
                }
                _ => list.push(Value::Unknown),
            }
        }
        if map.is_empty() { Value::List(list) } else { Value::Map(map) }
    }

    fn map(&self, node: Node<'t>, follows: u8, depth: usize) -> Value {
        let mut entries = Vec::new();
        for pair in parts(node) {
            if let (Some(name), Some(value)) = (pair.child_by_field_name("key"), pair.child_by_field_name("value")) {
                let name = self.value_at(name, 0, depth + 1).text().unwrap_or_default();
                entries.push((name, self.value_at(value, follows, depth + 1)));
            } else if let Value::Map(more) = self.value_at(pair, follows, depth + 1) {
                entries.extend(more);
            }
        }
        Value::Map(entries)
    }

    /// What a name stands for.
    fn named(&self, name: &str, follows: u8) -> Value {
        /// What a copy of a list costs, more or less.
        const LIST: usize = 128;
        if let Some((_, value)) = self.bound.iter().rev().find(|(own, _)| own == name) {
            let size = if let Value::Text(text) = value { text.len() } else { LIST };
            return if spend(&self.fuel, size) { value.clone() } else { Value::Unknown };
        }
        let Some(node) = self.constant(name).filter(|node| spend(&self.fuel, span(*node).len())) else {
            return Value::Unknown;
        };
        self.value_at(node, follows.saturating_sub(1), 0)
    }

    /// What a name stands for in the whole file: a variable that is assigned once, a constant, a property of the class.
    fn constant(&self, name: &str) -> Option<Node<'t>> {
        if let Some(property) = name.strip_prefix("$this->") {
            return self.properties.get(property).copied().flatten();
        }
        let own = ["self::", "static::"].into_iter().find_map(|own| name.strip_prefix(own));
        self.assignment(own.unwrap_or(name))
    }

    /// Both sides of a concatenation.
    fn halves(&self, node: Node<'t>) -> Option<[Node<'t>; 2]> {
        let is_joined = matches!(self.code.field(node, "operator"), "+" | "." | "<>");
        let (left, right) = (node.child_by_field_name("left")?, node.child_by_field_name("right")?);
        is_joined.then_some([left, right])
    }

    /// The argument of calls that return what they are given: `sa.text("…")`, `"…".freeze`, `op.f("…")`.
    fn wrapped(&self, node: Node<'t>) -> Option<Node<'t>> {
        const METHODS: &[&str] =
            &["freeze", "to_s", "to_sym", "squish", "strip", "strip_heredoc", "chomp", "html_safe", "lstrip"];
        const FUNCTIONS: &[&str] =
            &["text", "f", "dedent", "raw", "trim", "quoted_name", "unprepared", "cleandoc", "SQL"];
        let call = Call::of(self.code, node).filter(|_| node.kind() != "identifier")?;
        match (call.receiver, call.items.first()) {
            (Some(receiver), None) if METHODS.contains(&call.name) => Some(receiver),
            (_, Some(first)) if FUNCTIONS.contains(&call.name) => Some(*first),
            _ => None,
        }
    }
}

/// Whether so much is left.
fn spend(fuel: &Cell<usize>, amount: usize) -> bool {
    let left = fuel.get().checked_sub(amount);
    fuel.set(left.unwrap_or_default());
    left.is_some()
}

/// Texts, one after the other.
fn joined(values: impl Iterator<Item = Value>) -> Value {
    values.map(Value::text).collect::<Option<String>>().map_or(Value::Unknown, Value::Text)
}
