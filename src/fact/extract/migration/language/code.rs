//! Migrations written in a programming language: what all their readers need.

use crate::document::Passage;
use crate::document::grammar::{self, Language, Node, Tree};
use crate::text::Span;

/// How deep expressions are followed; nobody nests a migration deeper.
pub(in crate::fact::extract::migration) const DEEPEST: usize = 64;

/// To find the text of one is to search the tree.
const MOST_HEREDOCS: usize = 1_000;

/// What an expression in a string comes to.
type Fill<'f, 't> = &'f dyn Fn(Node<'t>) -> Option<String>;

/// A parsed file.
pub(in crate::fact::extract::migration) struct Code<'a> {
    bytes: &'a [u8],
    language: Language,
    tree: Tree,
    /// Where a here-document of Ruby is opened, and where its text stands, in order.
    heredocs: Vec<(usize, Span)>,
}

impl<'a> Code<'a> {
    /// None where the parser gave up: the file is unread.
    pub(in crate::fact::extract::migration) fn parse(language: Language, bytes: &'a [u8]) -> Option<Self> {
        let tree = grammar::parse(language, bytes)?;
        let heredocs = if language == Language::Ruby { heredocs(tree.root_node()) } else { Vec::new() };
        Some(Self { bytes, language, tree, heredocs })
    }

    /// The language that it is written in.
    pub(in crate::fact::extract::migration) fn language(&self) -> Language {
        self.language
    }

    /// The whole file.
    pub(in crate::fact::extract::migration) fn root(&self) -> Node<'_> {
        self.tree.root_node()
    }

    /// All bytes of the file.
    pub(in crate::fact::extract::migration) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The text of a node; empty where it is not UTF-8.
    pub(in crate::fact::extract::migration) fn text(&self, node: Node<'_>) -> &'a str {
        std::str::from_utf8(self.bytes.get(node.byte_range()).unwrap_or_default()).unwrap_or_default()
    }

    /// The text of a node's field.
    pub(in crate::fact::extract::migration) fn field(&self, node: Node<'_>, name: &str) -> &'a str {
        node.child_by_field_name(name).map_or("", |field| self.text(field))
    }

    /// A string literal of any of the languages, escapes undone; what is filled in at run time is a `${____}`. Strings that are written
    /// side by side, or joined by an operator of which both sides are literals, are for the caller to append.
    pub(in crate::fact::extract::migration) fn string(&self, node: Node<'_>) -> Passage {
        self.filled(node, &|_| None)
    }

    /// The same, where `fill` may know what an expression in it comes to.
    pub(in crate::fact::extract::migration) fn filled<'t>(&'t self, node: Node<'t>, fill: Fill<'_, 't>) -> Passage {
        let mut passage = Passage::default();
        let node = if node.kind() == "heredoc_beginning" { self.heredoc(node) } else { Some(node) };
        if let Some(node) = node {
            self.push_string(node, fill, &mut passage, 0);
        }
        if passage.is_empty() {
            passage.push(b"", Span::empty(node.map_or(0, |node| span(node).start)));
        }
        passage
    }

    /// The text of the here-document that is opened here.
    fn heredoc<'t>(&'t self, beginning: Node<'t>) -> Option<Node<'t>> {
        let at = self.heredocs.binary_search_by_key(&beginning.start_byte(), |(start, _)| *start).ok()?;
        let (_, body) = self.heredocs.get(at)?;
        self.root().descendant_for_byte_range(body.start, body.end).filter(|node| node.kind() == "heredoc_body")
    }

    fn push_string<'t>(&'t self, node: Node<'t>, fill: Fill<'_, 't>, passage: &mut Passage, depth: usize) {
        let is_bare = is_bare_content(node);
        let is_single = self.bytes.get(node.start_byte()) == Some(&b'\'');
        let mut at = node.start_byte();
        for child in children(node) {
            if is_bare && at < child.start_byte() {
                passage.append(&Passage::of(self.bytes, Span::new(at, child.start_byte())));
            }
            self.push_part(child, is_single, fill, passage, depth);
            at = child.end_byte();
        }
        if is_bare && at < node.end_byte() {
            passage.append(&Passage::of(self.bytes, Span::new(at, node.end_byte())));
        }
    }

    fn push_part<'t>(
        &'t self,
        part: Node<'t>,
        is_single: bool,
        fill: Fill<'_, 't>,
        passage: &mut Passage,
        depth: usize,
    ) {
        match part.kind() {
            kind if is_content(kind) && part.child_count() > 0 && depth < DEEPEST => {
                self.push_string(part, fill, passage, depth + 1);
            }
            kind if is_content(kind) => self.push_content(part, is_single, passage),
            "escape_sequence" => passage.push(unescape(self.text(part)).as_bytes(), span(part)),
            // Python's `{{` in a format string.
            "escape_interpolation" => {
                passage.push(self.text(part).get(..1).unwrap_or_default().as_bytes(), span(part));
            }
            kind if part.is_named() && is_filled_in(kind) => match fill(part) {
                Some(text) => passage.push_for(text.as_bytes(), span(part)),
                None => passage.push_open(b"____", span(part)),
            },
            _ => {}
        }
    }

    /// Text without escapes; but Ruby's grammar has no node for those of `'it\'s'`.
    fn push_content(&self, part: Node<'_>, is_single: bool, passage: &mut Passage) {
        let mut rest = span(part);
        loop {
            let text = self.bytes.get(rest.range()).unwrap_or_default();
            let is_escape = |pair: &[u8]| is_single && (pair == br"\\" || pair == br"\'");
            let escape = text.windows(2).position(is_escape);
            let Some(escape) = escape.map(|at| rest.start + at) else { break };
            passage.append(&Passage::of(self.bytes, Span::new(rest.start, escape)));
            passage.push(self.bytes.get(escape + 1..escape + 2).unwrap_or_default(), Span::new(escape, escape + 2));
            rest.start = escape + 2;
        }
        passage.append(&Passage::of(self.bytes, rest));
    }
}

/// Where here-documents are opened and where their text stands. Both follow each other in the same order, one in another too.
fn heredocs(root: Node<'_>) -> Vec<(usize, Span)> {
    let (mut beginnings, mut bodies) = (Vec::new(), Vec::new());
    walk(root, |node| match node.kind() {
        "heredoc_beginning" => beginnings.push(node.start_byte()),
        "heredoc_body" => bodies.push(span(node)),
        _ => {}
    });
    beginnings.into_iter().zip(bodies).take(MOST_HEREDOCS).collect()
}

/// Visits all nodes in the order of the text, however deep.
pub(in crate::fact::extract::migration) fn walk<'t>(root: Node<'t>, mut visit: impl FnMut(Node<'t>)) {
    let mut cursor = root.walk();
    loop {
        visit(cursor.node());
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return;
            }
        }
    }
}

/// Whether a part of a string is text.
fn is_content(kind: &str) -> bool {
    kind.ends_with("content")
        || kind.ends_with("fragment")
        || matches!(kind, "heredoc_body" | "nowdoc_body" | "nowdoc_string")
}

/// Whether a part of a string is an expression.
fn is_filled_in(kind: &str) -> bool {
    kind.contains("interpolation")
        || kind.ends_with("_expression")
        || matches!(kind, "template_substitution" | "variable_name" | "dynamic_variable_name")
}

/// Whether the text of a node belongs to the string where none of its children covers it: Python's `string_content`.
fn is_bare_content(node: Node<'_>) -> bool {
    node.kind().ends_with("content") || matches!(node.kind(), "heredoc_body" | "nowdoc_body")
}

/// Where a node stands.
pub(in crate::fact::extract::migration) fn span(node: Node<'_>) -> Span {
    node.byte_range().into()
}

/// All children of a node, punctuation too.
pub(in crate::fact::extract::migration) fn children(node: Node<'_>) -> Vec<Node<'_>> {
    node.children(&mut node.walk()).collect()
}

/// Its children that mean something, comments left out.
pub(in crate::fact::extract::migration) fn parts(node: Node<'_>) -> Vec<Node<'_>> {
    node.named_children(&mut node.walk()).filter(|child| !child.kind().contains("comment")).collect()
}

/// What an escape stands for; the escape itself where that is not one character.
pub(in crate::fact::extract::migration) fn unescape(escape: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::{Code, walk};
    use crate::document::grammar::Language;
    use crate::text::Span;

    /// All strings of a text, one by one.
    fn strings(language: Language, text: &str) -> Vec<String> {
        const KINDS: &[&str] = &[
            "string", "encapsed_string", "heredoc", "nowdoc", "sigil", "heredoc_beginning", "delimited_symbol",
            "bare_string", "bare_symbol",
        ];
        let code = Code::parse(language, text.as_bytes()).unwrap();
        let mut found = Vec::new();
        walk(code.root(), |node| {
            if node.is_named() && KINDS.contains(&node.kind()) {
                found.push(String::from_utf8(code.string(node).bytes().to_vec()).unwrap());
            }
        });
        found
    }

    #[test]
    fn ruby() {
        for (text, expected) in [
            (r#"x 'a', "b\n#{c}d", %q(e), %(f #{g}), 'it\'s'"#, vec!["a", "b\n${____}d", "e", "f ${____}", "it's"]),
            (r#"x(:"a b")"#, vec!["a b"]),
            ("x(%w[a b])", vec!["a", "b"]),
            ("x(%i[a b])", vec!["a", "b"]),
            ("x <<~SQL\n  a #{b}\n  c\\td\nSQL\n", vec!["\n  a ${____}\n  c\td\n"]),
            ("x <<-'SQL', <<~B\n  a #{b}\n  SQL\nbody\nB\n", vec!["\n  a #{b}\n  ", "\nbody\n"]),
            ("x(<<~A.squish, 'y')\n  a\n  c\nA\nx <<~C\n  d\nC\n", vec!["\n  a\n  c\n", "y", "\n  d\n"]),
        ] {
            assert_eq!(strings(Language::Ruby, text), expected, "{text}");
        }
    }

    #[test]
    fn python() {
        for (text, expected) in [
            (r"x('a', 'b\n', r'c\d', b'e')", vec!["a", "b\n", r"c\d", "e"]),
            ("x(f'a {b} {{c}}')", vec!["a ${____} {c}"]),
            ("x(\"\"\"\n a 'b' \"c\"\n\"\"\")", vec!["\n a 'b' \"c\"\n"]),
            ("x('a\\\nb' 'c')", vec!["ab", "c"]),
            ("x('')", vec![""]),
        ] {
            assert_eq!(strings(Language::Python, text), expected, "{text}");
        }
    }

    #[test]
    fn php() {
        for (text, expected) in [
            (r#"'a\'b' . "c\n$d {$e->f} {$g['h']}i""#, vec!["a'b", "c\n${____} ${____} ${____}i", "h"]),
            ("x(<<<SQL\n  a $b\n  {$c} d\n  e\n  SQL)", vec!["\n  a ${____}\n  ${____} d\n  e"]),
            ("x(<<<'SQL'\n  a $b\n\n  c\n  SQL, 'd')", vec!["\n  a $b\n\n  c", "d"]),
        ] {
            assert_eq!(strings(Language::Php, &format!("<?php {text};")), expected, "{text}");
        }
    }

    #[test]
    fn elixir() {
        for (text, expected) in [
            (r##"x "a\n#{b}", ~s(c "#{d}"), ~S(e #{f})"##, vec!["a\n${____}", "c \"${____}\"", "e #{f}"]),
            ("x \"\"\"\n  a #{b}\n  c\n\"\"\"", vec!["\n  a ${____}\n  c\n"]),
            ("x ~S\"\"\"\n  a \\n #{b}\n\"\"\"", vec!["\n  a \\n #{b}\n"]),
        ] {
            assert_eq!(strings(Language::Elixir, text), expected, "{text}");
        }
    }

    #[test]
    fn a_heredoc_knows_its_bytes() {
        let text = "x <<~SQL\n  a \\t b\nSQL\n";
        let code = Code::parse(Language::Ruby, text.as_bytes()).unwrap();
        let mut found = None;
        walk(code.root(), |node| {
            if node.kind() == "heredoc_beginning" {
                found = Some(code.string(node));
            }
        });
        let passage = found.unwrap();
        assert_eq!(passage.bytes(), b"\n  a \t b\n");
        assert_eq!(passage.span(7..8), Span::new(16, 17));
    }
}
