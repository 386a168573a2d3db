//! Classes of Python and what is assigned in them, as far as models need it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Column;
use crate::document::grammar::{Language, Node};
use crate::fact::extract::migration::language::code::{Code, parts, span};
use crate::text::Span;

/// A class of the file's top level.
pub(super) struct Class<'t> {
    pub(super) name: String,
    pub(super) span: Span,
    /// The base classes as they are written: `models.Model`.
    pub(super) bases: Vec<String>,
    /// Whether its head says `table=True`.
    pub(super) says_table: bool,
    pub(super) assigned: Vec<Assigned<'t>>,
    /// What its class `Meta` assigns.
    pub(super) meta: Vec<Assigned<'t>>,
}

/// `name: annotation = value`.
#[derive(Clone)]
pub(super) struct Assigned<'t> {
    pub(super) name: String,
    pub(super) span: Span,
    /// As it is written.
    pub(super) annotation: Option<String>,
    pub(super) value: Option<Node<'t>>,
}

/// `callee(…)`.
pub(super) struct Call<'t> {
    /// As it is written: `models.CharField`.
    pub(super) callee: String,
    pub(super) arguments: Vec<Node<'t>>,
}

impl Call<'_> {
    /// `CharField` of `models.CharField`.
    pub(super) fn last(&self) -> &str {
        last(&self.callee)
    }
}

impl Class<'_> {
    /// The value that is assigned to `name`.
    pub(super) fn value(&self, name: &str) -> Option<Node<'_>> {
        self.assigned.iter().rev().find(|assigned| assigned.name == name)?.value
    }
}

/// The last part of a dotted name; what stands in brackets behind it left out.
pub(super) fn last(name: &str) -> &str {
    let name = name.split('[').next().unwrap_or_default();
    name.rsplit('.').next().unwrap_or_default().trim()
}

/// Parses a file.
pub(super) fn parse(bytes: &[u8]) -> Option<Code<'_>> {
    Code::parse(Language::Python, bytes)
}

/// The classes of a file's top level, in their order.
pub(super) fn classes<'t>(code: &'t Code<'_>) -> Vec<Class<'t>> {
    let statements = parts(code.root()).into_iter();
    let definitions = statements.filter_map(|node| match node.kind() {
        "class_definition" => Some(node),
        "decorated_definition" => {
            node.child_by_field_name("definition").filter(|inner| inner.kind() == "class_definition")
        }
        _ => None,
    });
    definitions.filter_map(|node| class(code, node)).collect()
}

fn class<'t>(code: &'t Code<'_>, node: Node<'t>) -> Option<Class<'t>> {
    let name = node.child_by_field_name("name")?;
    let heads = node.child_by_field_name("superclasses").map(parts).unwrap_or_default();
    let (keywords, bases): (Vec<_>, Vec<_>) = heads.into_iter().partition(|one| one.kind() == "keyword_argument");
    let says_table = |one: &Node<'_>| code.field(*one, "name") == "table" && code.field(*one, "value") == "True";
    let body = node.child_by_field_name("body")?;
    let is_meta = |one: &Node<'_>| one.kind() == "class_definition" && code.field(*one, "name") == "Meta";
    let meta = parts(body).into_iter().find(is_meta).and_then(|meta| meta.child_by_field_name("body"));
    Some(Class {
        name: code.text(name).to_owned(),
        span: span(name),
        bases: bases.into_iter().map(|base| code.text(base).to_owned()).collect(),
        says_table: keywords.iter().any(says_table),
        assigned: [assigned(code, body), conditional(code, body)].concat(),
        meta: meta.map(|meta| assigned(code, meta)).unwrap_or_default(),
    })
}

fn assigned<'t>(code: &'t Code<'_>, body: Node<'t>) -> Vec<Assigned<'t>> {
    let statements = parts(body).into_iter().filter(|node| node.kind() == "expression_statement");
    let assignments = statements.flat_map(parts).filter(|node| node.kind() == "assignment");
    let read = |node: Node<'t>| {
        let left = node.child_by_field_name("left").filter(|left| left.kind() == "identifier")?;
        Some(Assigned {
            name: code.text(left).to_owned(),
            span: span(left),
            annotation: node.child_by_field_name("type").map(|one| code.text(one).to_owned()),
            value: node.child_by_field_name("right"),
        })
    };
    assignments.filter_map(read).collect()
}

/// What is only assigned in some runs, without its value.
fn conditional<'t>(code: &'t Code<'_>, body: Node<'t>) -> Vec<Assigned<'t>> {
    let branches = parts(body).into_iter().filter(|node| node.kind() == "if_statement");
    let blocks = branches.flat_map(parts).filter(|node| node.kind() == "block");
    blocks.flat_map(|block| assigned(code, block)).map(|one| Assigned { value: None, ..one }).collect()
}

/// A value that is a call.
pub(super) fn call<'t>(code: &'t Code<'_>, node: Node<'t>) -> Option<Call<'t>> {
    let is_bracketed = node.kind() == "parenthesized_expression";
    let node = if is_bracketed { parts(node).into_iter().next()? } else { node };
    let function = node.child_by_field_name("function").filter(|_| node.kind() == "call")?;
    let arguments = node.child_by_field_name("arguments")?;
    Some(Call { callee: code.text(function).to_owned(), arguments: parts(arguments) })
}

impl<'t> Call<'t> {
    /// The value of an argument that is named.
    pub(super) fn keyword(&self, code: &Code<'_>, name: &str) -> Option<Node<'t>> {
        let named = self.arguments.iter().filter(|one| one.kind() == "keyword_argument");
        named.filter(|one| code.field(**one, "name") == name).find_map(|one| one.child_by_field_name("value"))
    }

    /// The first argument, if it is not named.
    pub(super) fn first(&self) -> Option<Node<'t>> {
        self.arguments.first().copied().filter(|one| one.kind() != "keyword_argument")
    }
}

/// A string in which nothing is filled in.
pub(super) fn string(code: &Code<'_>, node: Node<'_>) -> Option<String> {
    let is_plain = node.kind() == "string" && !parts(node).iter().any(|part| part.kind() == "interpolation");
    is_plain.then(|| String::from_utf8_lossy(code.string(node).bytes()).into_owned())
}

/// A class as one ORM understands it.
pub(super) struct Own {
    pub(super) bases: Vec<String>,
    pub(super) fields: Vec<Column>,
    pub(super) others: Vec<String>,
    /// Whether classes below it have its columns in tables of their own.
    pub(super) is_inherited: bool,
}

/// How far base classes are followed, and how many columns the classes of a file take over in all.
const DEEPEST: usize = 16;
const MOST: usize = 100_000;

/// The classes of a file that have columns, read from its top.
#[derive(Default)]
pub(super) struct Classes {
    known: BTreeMap<String, Own>,
    taken_over: usize,
}

impl Classes {
    /// Whether a class of this name was read.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.known.contains_key(name)
    }

    /// Takes a class in. Its columns and other names, together with those that it takes over from its base classes.
    pub(super) fn add(&mut self, name: &str, own: Own) -> (Vec<Column>, Vec<String>) {
        let (mut fields, mut others) = (own.fields.clone(), own.others.clone());
        let mut names: BTreeSet<String> = fields.iter().map(|field| &field.name).chain(&others).cloned().collect();
        for base in self.bases(&own) {
            let is_new = |one: &&Column| !names.contains(&one.name);
            let more: Vec<Column> = base.fields.iter().filter(is_new).cloned().collect();
            names.extend(more.iter().map(|field| field.name.clone()).chain(base.others.iter().cloned()));
            others.extend(base.others.iter().cloned());
            fields.extend(more);
        }
        self.taken_over += fields.len() + others.len() - own.fields.len() - own.others.len();
        self.known.insert(name.to_owned(), own);
        (fields, others)
    }

    /// The classes that one takes columns over from, the nearest first.
    fn bases(&self, own: &Own) -> Vec<&Own> {
        let mut found: Vec<&str> = Vec::new();
        let mut next: VecDeque<&str> = own.bases.iter().map(|base| last(base)).collect();
        while let Some(name) = next.pop_front().filter(|_| found.len() < DEEPEST && self.taken_over < MOST) {
            let base = self.known.get(name).filter(|base| base.is_inherited && !found.contains(&name));
            if let Some(base) = base {
                found.push(name);
                next.extend(base.bases.iter().map(|base| last(base)));
            }
        }
        found.into_iter().filter_map(|name| self.known.get(name)).collect()
    }
}
