//! What migrations in PHP share: a class with a base of a certain name, and its methods.

use super::code::{Code, parts, walk};
use super::flow::{self, Reader};
use crate::document::grammar::Node;
use crate::text::Span;

/// The body of the first class whose base is called so, and that has one of these methods.
pub(in crate::fact::extract::migration) fn class<'t>(
    code: &'t Code<'t>,
    is_base: fn(&str) -> bool,
    methods: &[&str],
) -> Option<Node<'t>> {
    let mut found = None;
    walk(code.root(), |node| {
        if found.is_some() || !matches!(node.kind(), "class_declaration" | "anonymous_class") {
            return;
        }
        let bases = parts(node).into_iter().filter(|part| part.kind() == "base_clause").flat_map(parts);
        let is_one = bases.into_iter().any(|base| is_base(code.text(base).rsplit('\\').next().unwrap_or_default()));
        let body = node.child_by_field_name("body").filter(|_| is_one);
        found = body.filter(|body| methods.iter().any(|name| method(code, *body, name).is_some()));
    });
    found
}

/// A method of a class.
pub(in crate::fact::extract::migration) fn method<'t>(
    code: &'t Code<'t>,
    body: Node<'t>,
    name: &str,
) -> Option<Node<'t>> {
    parts(body).into_iter().find(|member| member.kind() == "method_declaration" && code.field(*member, "name") == name)
}

/// What a method begins with: `public function up`.
pub(in crate::fact::extract::migration) fn head(method: Node<'_>) -> Span {
    let end = method.child_by_field_name("name").map_or(method.end_byte(), |name| name.end_byte());
    Span::new(method.start_byte(), end)
}

/// Reads what a method does.
pub(in crate::fact::extract::migration) fn run<'t, R: Reader<'t>>(reader: &mut R, method: Node<'t>) {
    if let Some(body) = method.child_by_field_name("body") {
        flow::read(reader, body);
    }
}
