//! What expressions come to, as far as the text tells.

use std::cell::Cell;

use super::{Run, bare};
use crate::document::Passage;
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::code::{parts, span};
use crate::fact::extract::migration::language::placeholder;
use crate::fact::extract::migration::language::strings;
use crate::text::Span;

/// How many names are followed from one to the next.
const STEPS: usize = 16;
/// How many bindings are looked at; a name that has more is one of which nothing is known.
const MOST: usize = 256;
/// The largest list and the largest object that are looked into by name.
const WIDEST: usize = 1024;
/// How deep an expression of text is followed.
const DEPTH: usize = 24;

/// A name that a call or a loop gives a value.
#[derive(Clone, Copy)]
pub(super) struct Binding<'t> {
    /// The name.
    pub(super) name: &'t str,
    /// Where it has the value.
    pub(super) within: Span,
    /// The value; None where nobody can tell.
    pub(super) value: Option<Node<'t>>,
    /// How many bindings the value itself may name.
    pub(super) below: usize,
}

/// What is known of a text that is put together.
#[derive(Default)]
struct Known {
    /// Some of it only a run decides.
    is_open: Cell<bool>,
    /// Some of it is written out.
    is_written: Cell<bool>,
}

impl<'t> Run<'t> {
    /// The expression that another one stands for, through names and properties; itself where nothing tells.
    pub(in crate::fact::extract::migration) fn resolve(&self, node: Node<'t>) -> Node<'t> {
        self.follow_names(node, self.bindings.len()).0
    }

    fn follow_names(&self, node: Node<'t>, mut top: usize) -> (Node<'t>, usize) {
        let mut node = bare(node);
        for _ in 0..STEPS {
            let next = if node.kind().ends_with("identifier") && node.kind() != "scoped_identifier" {
                self.named(node, top)
            } else {
                self.property_of(node, top)
            };
            let Some((value, below)) = next else { break };
            node = bare(value);
            top = below;
        }
        (node, top)
    }

    /// What a name stands for: the innermost of what calls, loops and declarations say.
    fn named(&self, node: Node<'t>, top: usize) -> Option<(Node<'t>, usize)> {
        let name = self.program.text(node);
        let at = Span::empty(node.start_byte());
        let bound =
            self.bindings.get(..top)?.iter().rev().take(MOST).find(|one| one.name == name && one.within.contains(at));
        let declared = self.program.scope.find(name, at.start);
        match (bound, declared) {
            (Some(bound), Some((_, within))) if within.len() < bound.within.len() => {
                declared?.0.map(|value| (value, top))
            }
            (Some(bound), _) => bound.value.map(|value| (value, bound.below)),
            (None, declared) => declared?.0.map(|value| (value, top)),
        }
    }

    /// What a property of an object literal, or of the class itself, stands for.
    fn property_of(&self, node: Node<'t>, top: usize) -> Option<(Node<'t>, usize)> {
        let (name, object) = self.program.member(node)?;
        if matches!(self.program.text(object), "this" | "self" | "Self") {
            return self.program.scope.find(self.program.text(name), node.start_byte())?.0.map(|value| (value, top));
        }
        if object.kind().contains("member") {
            return None;
        }
        let (object, top) = self.named(bare(object), top).filter(|(object, _)| object.named_child_count() <= WIDEST)?;
        Some((self.property(bare(object), self.program.text(name))?, top))
    }

    /// The value of a key of an object literal.
    pub(in crate::fact::extract::migration) fn property(&self, object: Node<'t>, key: &str) -> Option<Node<'t>> {
        self.entries(object).into_iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The keys and values of an object literal (of JavaScript, or an anonymous object of C#), as far as they are written out.
    pub(in crate::fact::extract::migration) fn entries(&self, object: Node<'t>) -> Vec<(String, Node<'t>)> {
        let mut entries = Vec::new();
        let mut name = None;
        for part in parts(object) {
            match part.kind() {
                "pair" => entries.extend(self.key(part).zip(part.child_by_field_name("value").map(bare))),
                "shorthand_property_identifier" => entries.push((self.program.text(part).to_owned(), part)),
                "method_definition" => {
                    let name = part.child_by_field_name("name").map(|name| self.program.text(name).to_owned());
                    entries.extend(name.map(|name| (name, part)));
                }
                "identifier" if object.kind() == "anonymous_object_creation_expression" && name.is_none() => {
                    name = Some(self.program.text(part).to_owned());
                }
                _ => entries.extend(name.take().map(|name| (name, part))),
            }
        }
        entries
    }

    /// Whether an object literal has no more keys than [`Run::entries`] gives.
    pub(in crate::fact::extract::migration) fn is_complete(object: Node<'t>) -> bool {
        object.kind() == "object" && !parts(object).iter().any(|part| part.kind() == "spread_element")
    }

    fn key(&self, pair: Node<'t>) -> Option<String> {
        let key = pair.child_by_field_name("key")?;
        match key.kind() {
            "computed_property_name" => self.text(parts(key).first().copied()?),
            "string" => self.text(key),
            _ => Some(self.program.text(key).to_owned()),
        }
    }

    /// The items of a list that is written out.
    pub(in crate::fact::extract::migration) fn items(&self, node: Node<'t>) -> Option<Vec<Node<'t>>> {
        let node = self.resolve(node);
        let list = match node.kind() {
            "array" | "array_expression" | "collection_expression" | "array_initializer" | "initializer_expression" => {
                node
            }
            "array_creation_expression" | "implicit_array_creation_expression" => parts(node)
                .into_iter()
                .find(|part| matches!(part.kind(), "initializer_expression" | "array_initializer"))?,
            "composite_literal" => node.child_by_field_name("body")?,
            _ => return None,
        };
        if list.named_child_count() > WIDEST {
            return None;
        }
        let inner = |part: Node<'t>| match part.kind() {
            "literal_element" | "collection_element" | "expression_element" => part.named_child(0).map_or(part, bare),
            _ => bare(part),
        };
        let items: Vec<_> = parts(list).into_iter().map(inner).collect();
        (!items.iter().any(|item| item.kind().starts_with("spread"))).then_some(items)
    }

    /// The texts of a list, or of one text alone; none where one of them is not known.
    pub(in crate::fact::extract::migration) fn texts(&self, node: Node<'t>) -> Option<Vec<String>> {
        match self.items(node) {
            Some(items) => items.into_iter().map(|item| self.text(item)).collect(),
            None => self.text(node).map(|text| vec![text]),
        }
    }

    /// `true` or `false`.
    pub(in crate::fact::extract::migration) fn flag(&self, node: Node<'t>) -> Option<bool> {
        match self.program.text(self.resolve(node)) {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// A whole number.
    pub(in crate::fact::extract::migration) fn number(&self, node: Node<'t>) -> Option<u64> {
        self.program.text(self.resolve(node)).replace('_', "").parse().ok()
    }

    /// A text that is known as a whole.
    pub(in crate::fact::extract::migration) fn text(&self, node: Node<'t>) -> Option<String> {
        let known = Known::default();
        let mut passage = Passage::default();
        self.append(node, self.bindings.len(), &mut passage, &known, 0);
        String::from_utf8(passage.bytes().to_vec()).ok().filter(|_| !known.is_open.get())
    }

    /// A text of which at least something is known.
    pub(in crate::fact::extract::migration) fn passage(&self, node: Node<'t>) -> Option<Passage> {
        let known = Known::default();
        let mut passage = Passage::default();
        self.append(node, self.bindings.len(), &mut passage, &known, 0);
        (known.is_written.get() || !known.is_open.get()).then_some(passage)
    }

    fn append(&self, node: Node<'t>, top: usize, passage: &mut Passage, known: &Known, depth: usize) {
        let (value, top) = self.follow_names(node, top);
        if depth > DEPTH {
            return open(node, passage, known);
        }
        if strings::is_one(value) {
            known.is_written.set(known.is_written.get() || value.end_byte() - value.start_byte() > 2);
            return strings::append(
                self.program.code,
                value,
                passage,
                &mut |hole, passage| match parts(hole).first() {
                    Some(inner) => self.append_in_place(*inner, span(hole), top, passage, known, depth + 1),
                    None => open(hole, passage, known),
                },
            );
        }
        match value.kind() {
            "binary_expression" => self.append_sum(value, top, passage, known, depth + 1),
            "macro_invocation" => self.append_macro(value, top, passage, known, depth + 1),
            "call_expression" | "invocation_expression" | "method_invocation" => {
                self.append_call(value, top, passage, known, depth + 1);
            }
            kind if is_plain(kind) => {
                passage.push_for(self.program.text(value).as_bytes(), span(value));
            }
            _ => open(node, passage, known),
        }
    }

    /// What is filled into a text stands, in the file, where it is filled in.
    fn append_in_place(
        &self,
        node: Node<'t>,
        place: Span,
        top: usize,
        passage: &mut Passage,
        known: &Known,
        depth: usize,
    ) {
        let mut inner = Passage::default();
        let own = Known::default();
        self.append(node, top, &mut inner, &own, depth);
        if own.is_open.get() {
            known.is_open.set(true);
            passage.push_open(b"____", place);
        } else {
            passage.push_for(inner.bytes(), place);
        }
    }

    /// `a + b + c`: the left side is as deep as there are operands.
    fn append_sum(&self, node: Node<'t>, top: usize, passage: &mut Passage, known: &Known, depth: usize) {
        let mut operands = Vec::new();
        let mut rest = node;
        while rest.kind() == "binary_expression" {
            let operator = rest.child_by_field_name("operator").map_or("", |operator| self.program.text(operator));
            let sides = rest.child_by_field_name("left").zip(rest.child_by_field_name("right"));
            let Some((left, right)) = sides.filter(|_| operator == "+") else { return open(node, passage, known) };
            operands.push(right);
            rest = bare(left);
        }
        operands.push(rest);
        for operand in operands.into_iter().rev() {
            self.append(operand, top, passage, known, depth);
        }
    }

    fn append_call(&self, node: Node<'t>, top: usize, passage: &mut Passage, known: &Known, depth: usize) {
        let chain = self.program.chain(node);
        let Some(last) = chain.last() else { return open(node, passage, known) };
        let arguments = last.arguments();
        match (last.name, arguments.first()) {
            // sql`…`, String.raw`…`, dedent`…`
            (_, Some(template)) if template.kind() == "template_string" && arguments.len() == 1 && is_tag(node) => {
                self.append(*template, top, passage, known, depth);
            }
            ("join", separator) => self.append_joined(&chain, separator.copied(), passage, known, depth),
            (
                "trim" | "trimEnd" | "trimStart" | "toString" | "to_string" | "to_owned" | "into" | "as_str" | "strip",
                None,
            ) if chain.links.len() == 1 => {
                self.append(chain.root, top, passage, known, depth);
            }
            ("Sprintf" | "format" | "Format", Some(format)) => {
                let rest = arguments.get(1..).unwrap_or_default();
                self.append_format(*format, rest, top, passage, known, depth);
            }
            ("formatted", _) => self.append_format(chain.root, &arguments, top, passage, known, depth),
            _ => open(node, passage, known),
        }
    }

    /// `['a', 'b'].join(' ')`
    fn append_joined(
        &self,
        chain: &super::Chain<'t>,
        separator: Option<Node<'t>>,
        passage: &mut Passage,
        known: &Known,
        depth: usize,
    ) {
        let items = self.items(chain.root).filter(|_| chain.links.len() == 1);
        let separator = separator.map_or(Some(",".to_owned()), |separator| self.text(separator));
        let Some((items, separator)) = items.zip(separator) else { return open(chain.root, passage, known) };
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                passage.push_between(separator.as_bytes(), item.start_byte());
            }
            self.append(item, self.bindings.len(), passage, known, depth);
        }
    }

    /// `format!("… {}", name)`, `concat!("…", "…")`
    fn append_macro(&self, node: Node<'t>, top: usize, passage: &mut Passage, known: &Known, depth: usize) {
        let tokens = parts(node).into_iter().find(|part| part.kind() == "token_tree").map(parts).unwrap_or_default();
        let name = node.child_by_field_name("macro").map_or("", |name| self.program.text(name));
        match (name, tokens.split_first()) {
            ("format" | "formatdoc", Some((format, rest))) => {
                self.append_format(*format, rest, top, passage, known, depth)
            }
            ("concat" | "indoc", Some(_)) => {
                for token in tokens {
                    self.append(token, top, passage, known, depth);
                }
            }
            _ => open(node, passage, known),
        }
    }

    /// A text with places to be filled in: `%s`, `{}`, `{0}`, `{name}`.
    fn append_format(
        &self,
        format: Node<'t>,
        rest: &[Node<'t>],
        top: usize,
        passage: &mut Passage,
        known: &Known,
        depth: usize,
    ) {
        let mut text = Passage::default();
        self.append(format, top, &mut text, known, depth);
        let mut at = 0;
        for (next, place) in placeholder::all(text.bytes()).into_iter().enumerate() {
            passage.append(&text.slice(at..place.range.start));
            let own = text.span(place.range.clone());
            match place.index.map_or_else(|| rest.get(next), |index| rest.get(index)).filter(|_| place.name.is_none()) {
                Some(value) => self.append_in_place(*value, own, top, passage, known, depth),
                None => {
                    let named =
                        place.name.as_deref().and_then(|name| self.program.scope.find(name, format.start_byte())?.0);
                    match named {
                        Some(value) => self.append_in_place(value, own, top, passage, known, depth),
                        None => {
                            known.is_open.set(true);
                            passage.push_open(b"____", own);
                        }
                    }
                }
            }
            at = place.range.end;
        }
        passage.append(&text.slice(at..text.len()));
    }
}

fn open(node: Node<'_>, passage: &mut Passage, known: &Known) {
    known.is_open.set(true);
    passage.push_open(b"____", span(node));
}

/// Whether the text of a node is what it comes to.
fn is_plain(kind: &str) -> bool {
    matches!(kind, "number" | "integer_literal" | "int_literal" | "decimal_integer_literal" | "true" | "false")
}

/// Whether a call is a template with a tag.
fn is_tag(node: Node<'_>) -> bool {
    node.child_by_field_name("arguments").is_some_and(|arguments| arguments.kind() == "template_string")
}
