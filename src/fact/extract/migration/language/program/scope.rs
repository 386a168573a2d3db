//! What names stand for.

use std::collections::HashMap;

use super::{is_function, is_lambda};
use crate::document::grammar::Node;
use crate::fact::extract::migration::language::code::{Code, parts, span};
use crate::text::Span;

/// How many declarations of one name are looked at.
const MOST: usize = 64;

/// The names that a file declares.
#[derive(Default)]
pub(super) struct Scope<'t> {
    names: HashMap<&'t str, Vec<Declared<'t>>>,
}

struct Declared<'t> {
    /// The function (or the file) in which the name is known.
    within: Span,
    /// None where it is given several values.
    value: Option<Node<'t>>,
}

impl<'t> Scope<'t> {
    /// Reads all declarations of a file, without recursion.
    pub(super) fn of(code: &'t Code<'t>) -> Self {
        let mut scope = Self::default();
        let mut cursor = code.root().walk();
        let mut functions = vec![span(code.root())];
        loop {
            let node = cursor.node();
            while functions.len() > 1 && functions.last().is_some_and(|last| node.start_byte() >= last.end) {
                functions.pop();
            }
            let within = functions.last().copied().unwrap_or_default();
            scope.note(code, node, within);
            if is_function(node) {
                functions.push(span(node));
            }
            if cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return scope;
                }
            }
        }
    }

    fn note(&mut self, code: &'t Code<'t>, node: Node<'t>, within: Span) {
        let field = |name| node.child_by_field_name(name);
        match node.kind() {
            "variable_declarator" => self.declare(code, field("name"), field("value").or_else(|| last(node)), within),
            "const_item" | "static_item" => self.declare(code, field("name"), field("value"), within),
            "let_declaration" => self.declare(code, field("pattern"), field("value"), within),
            "const_spec" | "var_spec" => self.declare(code, field("name"), field("value").and_then(only), within),
            // `value, err := f()` gives the first name what it is about.
            "short_var_declaration" => {
                self.declare(code, field("left").and_then(first), field("right").and_then(only), within);
            }
            "field_definition" | "public_field_definition" => {
                self.declare(code, field("name").or_else(|| field("property")), field("value"), within);
            }
            "property_declaration" => self.declare(code, field("name"), field("value"), within),
            "for_in_statement" | "foreach_statement" | "range_clause" => {
                self.declare_all(code, field("left"), span(node))
            }
            "enhanced_for_statement" => self.declare(code, field("name"), None, span(node)),
            "for_expression" => self.declare_all(code, field("pattern"), span(node)),
            "assignment_expression"
            | "augmented_assignment_expression"
            | "assignment_statement"
            | "compound_assignment_expr" => self.forget(code, field("left")),
            _ if is_function(node) => {
                if !is_lambda(node) {
                    self.declare(code, field("name"), Some(node), within);
                }
                for parameter in parameters(node) {
                    self.declare_all(code, Some(parameter), span(node));
                }
            }
            _ => {}
        }
    }

    /// Names that only a run gives values.
    fn declare_all(&mut self, code: &'t Code<'t>, pattern: Option<Node<'t>>, within: Span) {
        for name in pattern.map(names).unwrap_or_default() {
            self.declare(code, Some(name), None, within);
        }
    }

    fn declare(&mut self, code: &'t Code<'t>, name: Option<Node<'t>>, value: Option<Node<'t>>, within: Span) {
        let Some(name) = name.filter(|name| is_name(*name)) else { return };
        self.names.entry(code.text(name)).or_default().push(Declared { within, value });
    }

    /// A name that is assigned to later stands for nothing certain.
    fn forget(&mut self, code: &'t Code<'t>, name: Option<Node<'t>>) {
        let name = name.map(|name| only(name).unwrap_or(name)).filter(|name| name.kind() == "identifier");
        let Some(all) = name.and_then(|name| self.names.get_mut(code.text(name))) else { return };
        if let Some(last) = all.last_mut().filter(|last| !last.value.is_some_and(is_function)) {
            last.value = None;
        }
    }

    /// What a name stands for where it is used: the declaration in the innermost function around that place, and that function.
    pub(super) fn find(&self, name: &str, at: usize) -> Option<(Option<Node<'t>>, Span)> {
        let all = self.names.get(name)?.iter().rev().take(MOST);
        let inner = all.filter(|one| one.within.contains(Span::empty(at))).min_by_key(|one| one.within.len())?;
        Some((inner.value, inner.within))
    }
}

/// The patterns of a function's parameters, in order.
pub(super) fn parameters(function: Node<'_>) -> Vec<Node<'_>> {
    if let Some(one) = function.child_by_field_name("parameter") {
        return vec![one];
    }
    let Some(list) = function.child_by_field_name("parameters") else { return Vec::new() };
    if list.kind().ends_with("identifier") || list.kind() == "implicit_parameter" {
        return vec![list];
    }
    parts(list).into_iter().filter(|one| one.kind() != "self_parameter").map(pattern).collect()
}

/// The pattern of a parameter, without its type and its default.
fn pattern(parameter: Node<'_>) -> Node<'_> {
    if parameter.kind().contains("pattern") && parameter.kind() != "assignment_pattern" {
        return parameter;
    }
    let field = ["pattern", "name", "left"].iter().find_map(|name| parameter.child_by_field_name(name));
    field.unwrap_or(parameter)
}

/// The names in a pattern.
pub(super) fn names(pattern: Node<'_>) -> Vec<Node<'_>> {
    let mut open = vec![pattern];
    let mut names = Vec::new();
    while let Some(node) = open.pop() {
        if is_name(node) {
            names.push(node);
        } else if let Some(value) = node.child_by_field_name("value").filter(|_| node.kind() == "pair_pattern") {
            open.push(value);
        } else {
            open.extend(parts(node).into_iter().rev());
        }
    }
    names
}

/// Whether a node is a name alone.
fn is_name(node: Node<'_>) -> bool {
    let kind = node.kind();
    kind.ends_with("identifier") || kind.ends_with("identifier_pattern") || kind == "implicit_parameter"
}

/// The only part of a list; the node itself if it is no list.
fn only(node: Node<'_>) -> Option<Node<'_>> {
    if node.kind() != "expression_list" {
        return Some(node);
    }
    let all = parts(node);
    all.first().copied().filter(|_| all.len() == 1)
}

/// The first part of a list; the node itself if it is no list.
fn first(node: Node<'_>) -> Option<Node<'_>> {
    if node.kind() == "expression_list" { parts(node).first().copied() } else { Some(node) }
}

/// The value of a C# declarator, which has no field for it.
fn last(node: Node<'_>) -> Option<Node<'_>> {
    parts(node).last().copied().filter(|last| Some(*last) != node.child_by_field_name("name"))
}
