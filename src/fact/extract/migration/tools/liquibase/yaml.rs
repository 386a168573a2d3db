//! Change logs in YAML and JSON.

use super::Source;
use super::element::{DEEPEST, Element};
use crate::document::Passage;
use crate::document::yaml::{self, Node};
use crate::text::{Side, Span, Text};

/// The root of a change log; none where the file is something else.
pub(super) fn read(source: Source<'_>) -> Result<Option<Element>, (Span, String)> {
    // The side says nothing about a text that is only read here.
    let text = Text::new(Side::Head, source.path.clone(), source.bytes.to_vec());
    let file = yaml::parse(&text);
    if let Some(problem) = file.problems().first() {
        return Err((problem.span, problem.why.clone()));
    }
    let root = file.documents().find_map(|document| document.get("databaseChangeLog"));
    Ok(root.map(|root| {
        let mut element = Element::new("databaseChangeLog", root.span());
        fill(&mut element, root, 0);
        element
    }))
}

/// Puts into an element what stands below its key: scalars are attributes, lists are what stands in them.
fn fill(element: &mut Element, node: Node<'_>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    if node.is_scalar() {
        if !node.is_null() {
            element.text = Some(Passage::of_scalar(node));
        }
        return;
    }
    for item in node.items() {
        if item.is_scalar() {
            // Several statements of a rollback.
            let mut text = element.text.take().unwrap_or_default();
            text.append(&Passage::of_scalar(item));
            text.push_between(b";\n", item.span().end);
            element.text = Some(text);
        } else {
            fill(element, item, depth + 1);
        }
    }
    for (key, value) in node.entries() {
        let Some(name) = key.str() else { continue };
        let span = key.span().join(value.span());
        // XML has columns without a list around them.
        if name == "columns" {
            fill(element, value, depth + 1);
        } else if value.is_scalar() && !matches!(name, "rollback" | "sql" | "createProcedure") {
            element.attributes.push((name.to_owned(), Passage::of_scalar(value)));
        } else if value.is_scalar() && element.name == "sql" {
            element.text = Some(Passage::of_scalar(value));
        } else {
            let mut child = Element::new(name, span);
            fill(&mut child, value, depth + 1);
            element.children.push(child);
        }
    }
}
