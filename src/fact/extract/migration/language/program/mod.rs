//! Programs that migrate a database: which calls they make, in which order, and with which values, as far as the text tells.
//!
//! JavaScript, TypeScript, C#, Go, Rust and Java are alike enough for one reading: a [`Program`] knows what its names stand for, a [`Run`]
//! goes through the statements of a function, and a [`Reader`] says what each [`Chain`] of calls means in its framework.

mod chain;
mod half;
mod run;
mod scope;
mod value;

pub(in crate::fact::extract::migration) use chain::{Chain, Link};
pub(in crate::fact::extract::migration) use half::{Half, Halves, as_function, missing, script};
pub(in crate::fact::extract::migration) use run::{Reader, Run};

use scope::Scope;

use super::code::Code;
use crate::document::grammar::Node;
use crate::fact::migration::Operation;

/// A parsed file and the names in it.
pub(in crate::fact::extract::migration) struct Program<'t> {
    code: &'t Code<'t>,
    scope: Scope<'t>,
}

impl<'t> Program<'t> {
    /// Looks up all names of a parsed file.
    pub(in crate::fact::extract::migration) fn new(code: &'t Code<'t>) -> Self {
        Self { code, scope: Scope::of(code) }
    }

    /// The file.
    pub(in crate::fact::extract::migration) fn code(&self) -> &'t Code<'t> {
        self.code
    }

    /// The text of a node.
    pub(in crate::fact::extract::migration) fn text(&self, node: Node<'t>) -> &'t str {
        self.code.text(node)
    }

    /// What an expression stands for, where it is a name that the file gives one value.
    pub(in crate::fact::extract::migration) fn value(&self, node: Node<'t>) -> Node<'t> {
        let node = bare(node);
        let named = |node: Node<'t>| self.scope.find(self.text(node), node.start_byte())?.0;
        if node.kind() == "identifier" { named(node).map_or(node, bare) } else { node }
    }

    /// The function of the file that a name stands for.
    pub(in crate::fact::extract::migration) fn function(&self, name: &str, at: usize) -> Option<Node<'t>> {
        self.scope.find(name, at)?.0.map(bare).filter(|value| is_function(*value))
    }
}

/// What a method does of which only a run knows the name that it is about.
pub(in crate::fact::extract::migration) fn at_run_time(method: &str) -> Operation {
    Operation::Unknown { what: format!("`{method}` of a name that is known at run time") }
}

/// Whether a node is a function with a body: a declaration, a method, a lambda.
pub(in crate::fact::extract::migration) fn is_function(node: Node<'_>) -> bool {
    is_lambda(node)
        || matches!(
            node.kind(),
            "function_declaration"
                | "generator_function_declaration"
                | "method_definition"
                | "method_declaration"
                | "local_function_statement"
                | "function_item"
        )
}

/// Whether a node is a function that is written where a value stands.
fn is_lambda(node: Node<'_>) -> bool {
    matches!(
        node.kind(),
        "arrow_function"
            | "function_expression"
            | "generator_function"
            | "lambda_expression"
            | "anonymous_method_expression"
            | "func_literal"
            | "closure_expression"
    )
}

/// An expression without what changes nothing about its value: parentheses, `await`, casts, `?`, `&`.
fn bare(mut node: Node<'_>) -> Node<'_> {
    loop {
        let inner = match node.kind() {
            "parenthesized_expression"
            | "await_expression"
            | "as_expression"
            | "satisfies_expression"
            | "non_null_expression"
            | "try_expression"
            | "postfix_unary_expression"
            | "argument"
            | "type_assertion" => node.named_child(if node.kind() == "type_assertion" { 1 } else { 0 }),
            "reference_expression" | "cast_expression" => node.child_by_field_name("value"),
            _ => None,
        };
        match inner {
            Some(inner) if !inner.kind().contains("comment") => node = inner,
            _ => return node,
        }
    }
}
