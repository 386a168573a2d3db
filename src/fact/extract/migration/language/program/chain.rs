//! Calls that follow from one another: `knex.schema.createTable(…).table(…)`.

use super::{Program, bare, is_lambda};
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::code::{parts, span};
use crate::text::Span;

/// An expression from what it begins with to its last call.
#[derive(Clone)]
pub(in crate::fact::extract::migration) struct Chain<'t> {
    /// What it begins with: `knex`, `Table`, `this`, a literal.
    pub(in crate::fact::extract::migration) root: Node<'t>,
    /// What follows, in order.
    pub(in crate::fact::extract::migration) links: Vec<Link<'t>>,
}

/// One step: `.schema`, `.createTable(…)`; `(…)` has an empty name.
#[derive(Clone, Copy)]
pub(in crate::fact::extract::migration) struct Link<'t> {
    /// The name of the property or method.
    pub(in crate::fact::extract::migration) name: &'t str,
    /// The arguments of a call.
    pub(super) arguments: Option<Node<'t>>,
    /// The type arguments: the `string` of `AddColumn<string>(…)`.
    pub(in crate::fact::extract::migration) generic: Option<&'t str>,
    /// The step alone, from its name on.
    pub(in crate::fact::extract::migration) span: Span,
    /// All of the expression up to here.
    pub(in crate::fact::extract::migration) whole: Span,
}

impl<'t> Link<'t> {
    /// Whether it is called, not only named.
    pub(in crate::fact::extract::migration) fn is_call(&self) -> bool {
        self.arguments.is_some()
    }

    /// Its arguments, without their names.
    pub(in crate::fact::extract::migration) fn arguments(&self) -> Vec<Node<'t>> {
        let Some(list) = self.arguments else { return Vec::new() };
        if list.kind() == "template_string" {
            return vec![list];
        }
        parts(list).into_iter().filter_map(|argument| value(argument).or(Some(argument))).map(bare).collect()
    }

    /// An argument by its place.
    pub(in crate::fact::extract::migration) fn argument(&self, index: usize) -> Option<Node<'t>> {
        self.arguments().get(index).copied()
    }

    /// The functions among the arguments.
    pub(in crate::fact::extract::migration) fn functions(&self) -> Vec<Node<'t>> {
        self.arguments().into_iter().filter(|argument| is_lambda(*argument)).collect()
    }
}

/// The value of a named argument of C#.
fn value(argument: Node<'_>) -> Option<Node<'_>> {
    if argument.kind() != "argument" {
        return Some(argument);
    }
    parts(argument).last().copied()
}

impl<'t> Chain<'t> {
    /// The step of this name.
    pub(in crate::fact::extract::migration) fn link(&self, name: &str) -> Option<&Link<'t>> {
        self.links.iter().find(|link| link.name == name)
    }

    /// Whether it has a step of one of these names.
    pub(in crate::fact::extract::migration) fn has(&self, names: &[&str]) -> bool {
        self.links.iter().any(|link| names.contains(&link.name))
    }

    /// Its last step.
    pub(in crate::fact::extract::migration) fn last(&self) -> Option<&Link<'t>> {
        self.links.last()
    }

    /// All of it.
    pub(in crate::fact::extract::migration) fn span(&self) -> Span {
        self.links.last().map_or(span(self.root), |link| link.whole)
    }
}

impl<'t> Program<'t> {
    /// The chain that an expression is; without links, where it is neither a call nor a property.
    pub(in crate::fact::extract::migration) fn chain(&self, node: Node<'t>) -> Chain<'t> {
        let mut links = Vec::new();
        let mut node = bare(node);
        while let Some((link, rest)) = self.step(node) {
            links.push(link);
            let Some(rest) = rest else { break };
            node = bare(rest);
        }
        links.reverse();
        Chain { root: node, links }
    }

    /// The last step of an expression, and what comes before it.
    fn step(&self, node: Node<'t>) -> Option<(Link<'t>, Option<Node<'t>>)> {
        let field = |node: Node<'t>, name| node.child_by_field_name(name);
        match node.kind() {
            "call_expression" | "invocation_expression" => {
                let arguments = field(node, "arguments").or_else(|| field(node, "argument"))?;
                let (callee, generic) = self.callee(bare(field(node, "function")?));
                let (name, object) = self.member(callee).unzip();
                let start = name.map_or(arguments.start_byte(), |name| name.start_byte());
                let (text, inner) = name.map_or(("", None), |name| self.plain(name));
                let link = Link {
                    name: text,
                    arguments: Some(arguments),
                    generic: generic.or(inner),
                    span: Span::new(start, node.end_byte()),
                    whole: span(node),
                };
                Some((link, Some(object.unwrap_or(callee))))
            }
            "method_invocation" => {
                let (name, arguments) = (field(node, "name")?, field(node, "arguments")?);
                let object = field(node, "object");
                let link = Link {
                    name: if object.is_some() { self.text(name) } else { "" },
                    arguments: Some(arguments),
                    generic: None,
                    span: Span::new(name.start_byte(), node.end_byte()),
                    whole: span(node),
                };
                Some((link, Some(object.unwrap_or(name))))
            }
            _ => {
                let (name, object) = self.member(node)?;
                let (text, generic) = self.plain(name);
                let link = Link { name: text, arguments: None, generic, span: span(name), whole: span(node) };
                Some((link, Some(object)))
            }
        }
    }

    /// What is called, without Rust's type arguments.
    fn callee(&self, node: Node<'t>) -> (Node<'t>, Option<&'t str>) {
        if node.kind() != "generic_function" {
            return (node, None);
        }
        let arguments = node.child_by_field_name("type_arguments").map(|arguments| self.text(arguments));
        (node.child_by_field_name("function").unwrap_or(node), arguments)
    }

    /// The name and the object of `object.name`.
    pub(super) fn member(&self, node: Node<'t>) -> Option<(Node<'t>, Node<'t>)> {
        let (name, object) = match node.kind() {
            "member_expression" => ("property", "object"),
            "member_access_expression" => ("name", "expression"),
            "selector_expression" => ("field", "operand"),
            "field_expression" => ("field", "value"),
            "field_access" => ("field", "object"),
            "scoped_identifier" => ("name", "path"),
            _ => return None,
        };
        Some((node.child_by_field_name(name)?, node.child_by_field_name(object)?))
    }

    /// A name without type arguments, and those.
    fn plain(&self, name: Node<'t>) -> (&'t str, Option<&'t str>) {
        if name.kind() != "generic_name" {
            return (self.text(name), None);
        }
        let all = parts(name);
        let text = all.first().map_or("", |name| self.text(*name));
        let inner = all.get(1).map(|list| self.text(*list).trim_start_matches('<').trim_end_matches('>').trim());
        (text, inner)
    }

    /// An argument by its name, in languages that have such; else by its place, if what stands there has no other name.
    pub(in crate::fact::extract::migration) fn argument(
        &self,
        link: &Link<'t>,
        name: &str,
        index: usize,
    ) -> Option<Node<'t>> {
        let list = parts(link.arguments?);
        let own = |argument: Node<'t>| {
            argument.child_by_field_name("name").filter(|_| argument.kind() == "argument").map(|name| self.text(name))
        };
        let named = list.iter().find(|argument| own(**argument) == Some(name));
        let placed = || list.get(index).filter(|argument| own(**argument).is_none());
        named.or_else(placed).and_then(|argument| value(*argument)).map(bare)
    }
}
