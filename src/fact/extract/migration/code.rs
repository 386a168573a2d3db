//! Migrations written in a programming language: what all their readers need.

use crate::document::Passage;
use crate::document::grammar::{self, Language, Node, Tree};
use crate::text::Span;

/// How deep expressions are followed; nobody nests a migration deeper.
pub(super) const DEEPEST: usize = 64;

/// A parsed file.
pub(super) struct Code<'a> {
    bytes: &'a [u8],
    tree: Tree,
}

impl<'a> Code<'a> {
    /// None where the parser gave up: the file is unread.
    pub(super) fn parse(language: Language, bytes: &'a [u8]) -> Option<Self> {
        Some(Self { bytes, tree: grammar::parse(language, bytes)? })
    }

    /// The whole file.
    pub(super) fn root(&self) -> Node<'_> {
        self.tree.root_node()
    }

    /// All bytes of the file.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The text of a node; empty where it is not UTF-8.
    pub(super) fn text(&self, node: Node<'_>) -> &'a str {
        std::str::from_utf8(self.bytes.get(node.byte_range()).unwrap_or_default()).unwrap_or_default()
    }

    /// The text of a node's field.
    pub(super) fn field(&self, node: Node<'_>, name: &str) -> &'a str {
        node.child_by_field_name(name).map_or("", |field| self.text(field))
    }

    /// A string literal of any of the languages, escapes undone; what is filled in at run time is a `${____}`. Strings that are written
    /// side by side, or joined by an operator of which both sides are literals, are for the caller to append.
    pub(super) fn string(&self, node: Node<'_>) -> Passage {
        let mut passage = Passage::default();
        self.push_string(node, &mut passage, 0);
        if passage.is_empty() {
            passage.push(b"", Span::empty(span(node).start));
        }
        passage
    }

    fn push_string(&self, node: Node<'_>, passage: &mut Passage, depth: usize) {
        let mut at = None;
        for child in children(node) {
            let kind = child.kind();
            let is_content = kind.ends_with("content") || kind.ends_with("fragment") || kind == "heredoc_body";
            // In some grammars content is what lies between the escapes.
            if is_content && child.child_count() > 0 && depth < DEEPEST {
                self.push_string(child, passage, depth + 1);
            } else if is_content {
                passage.append(&Passage::of(self.bytes, span(child)));
            } else if kind == "escape_sequence" {
                self.push_gap(at, child, node, passage);
                let decoded = unescape(self.text(child));
                passage.push(decoded.as_bytes(), span(child));
            } else if kind.contains("interpolation") || kind == "template_substitution" || kind == "variable_name" {
                self.push_gap(at, child, node, passage);
                passage.push_open(b"____", span(child));
            } else {
                continue;
            }
            at = Some(child.end_byte());
        }
        if let Some(at) = at.filter(|at| *at < node.end_byte() && is_bare_content(node)) {
            passage.append(&Passage::of(self.bytes, Span::new(at, node.end_byte())));
        }
    }

    /// In a node that is content itself, what lies between its children is text, too.
    fn push_gap(&self, at: Option<usize>, child: Node<'_>, node: Node<'_>, passage: &mut Passage) {
        let start = at.unwrap_or(node.start_byte());
        if is_bare_content(node) && start < child.start_byte() {
            passage.append(&Passage::of(self.bytes, Span::new(start, child.start_byte())));
        }
    }
}

/// Whether the text of a node belongs to the string where none of its children covers it: Python's `string_content`.
fn is_bare_content(node: Node<'_>) -> bool {
    node.kind().ends_with("content") || node.kind() == "heredoc_body"
}

/// Where a node stands.
pub(super) fn span(node: Node<'_>) -> Span {
    node.byte_range().into()
}

/// All children of a node, punctuation too.
pub(super) fn children(node: Node<'_>) -> Vec<Node<'_>> {
    node.children(&mut node.walk()).collect()
}

/// Its children that mean something, comments left out.
pub(super) fn parts(node: Node<'_>) -> Vec<Node<'_>> {
    node.named_children(&mut node.walk()).filter(|child| !child.kind().contains("comment")).collect()
}

/// What an escape stands for; the escape itself where that is not one character.
pub(super) fn unescape(escape: &str) -> String {
    let Some(rest) = escape.strip_prefix('\\') else { return escape.to_owned() };
    match rest {
        "n" => "\n".to_owned(),
        "t" => "\t".to_owned(),
        "r" => "\r".to_owned(),
        "0" => "\0".to_owned(),
        "\n" | "\r\n" => String::new(),
        "\\" | "\"" | "'" | "`" | "$" | "#" | "/" | "s" => if rest == "s" { " " } else { rest }.to_owned(),
        _ => hexadecimal(rest).map_or_else(|| escape.to_owned(), String::from),
    }
}

fn hexadecimal(rest: &str) -> Option<char> {
    let digits = rest.strip_prefix(['x', 'u', 'U'])?.trim_start_matches('{').trim_end_matches('}');
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}
