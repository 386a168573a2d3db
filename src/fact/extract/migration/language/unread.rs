//! What of a program could not be read.

use super::code::{Code, children, span};
use crate::document::grammar::Node;
use crate::fact::extract::migration::Source;
use crate::fact::migration::Script;
use crate::text::Span;

/// A file that the parser gave up on.
pub(in crate::fact::extract::migration) fn all(source: Source<'_>) -> Script {
    let whole = Span::new(0, source.bytes.len());
    let mut script = Script::new(whole, Vec::new());
    script.unread.push((whole, "too large, or too hard to parse".to_owned()));
    script
}

/// The first place of a node that is no text of the language.
pub(in crate::fact::extract::migration) fn of(node: Node<'_>) -> Option<(Span, String)> {
    let mut node = node;
    if !node.has_error() {
        return None;
    }
    // Down to the error, one level at a time: each child knows whether there is one below it.
    while !is_error(node) {
        let next = children(node).into_iter().find(|child| child.has_error() || child.is_missing());
        let Some(next) = next else { break };
        node = next;
    }
    Some((span(node), "a syntax error".to_owned()))
}

/// A file of which no part could be told to be a migration, since it has an error.
pub(in crate::fact::extract::migration) fn broken(source: Source<'_>, code: &Code<'_>) -> Option<Script> {
    let error = of(code.root())?;
    let mut script = Script::new(Span::new(0, source.bytes.len()), Vec::new());
    script.unread.push(error);
    Some(script)
}

fn is_error(node: Node<'_>) -> bool {
    node.is_error() || node.is_missing()
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::document::grammar::Language;
    use crate::fact::extract::migration::language::code::Code;

    #[test]
    fn the_first_error_has_a_place() {
        let text = "exports.up = (knex) => { knex.schema.createTable('a' }\nlet = ;";
        let code = Code::parse(Language::JavaScript, text.as_bytes()).unwrap();
        assert!(of(code.root()).is_some_and(|(span, _)| span.end <= text.len()));
        let code = Code::parse(Language::JavaScript, b"exports.up = 1").unwrap();
        assert_eq!(of(code.root()), None);
    }
}
