//! String literals of JavaScript, TypeScript, C#, Go, Rust and Java: what they say, byte by byte.

use super::code::{self, Code, children, span};
use crate::document::Passage;
use crate::document::grammar::Node;
use crate::text::Span;

/// Whether a node is a string literal in one of these languages.
pub(in crate::fact::extract::migration) fn is_one(node: Node<'_>) -> bool {
    matches!(
        node.kind(),
        "string"
            | "template_string"
            | "string_literal"
            | "verbatim_string_literal"
            | "raw_string_literal"
            | "interpolated_string_expression"
            | "interpreted_string_literal"
    )
}

/// Adds what a literal says. `hole` adds what an expression inside it comes to.
pub(in crate::fact::extract::migration) fn append<'t>(
    code: &Code<'_>,
    literal: Node<'t>,
    passage: &mut Passage,
    hole: &mut dyn FnMut(Node<'t>, &mut Passage),
) {
    if literal.kind() == "verbatim_string_literal" {
        return append_doubled(code, inner(code, literal), passage);
    }
    let is_verbatim = code.text(literal).get(..3).is_some_and(|start| start.contains('@'));
    for child in children(literal) {
        match child.kind() {
            "escape_sequence" => passage.push(code::unescape(code.text(child)).as_bytes(), span(child)),
            "template_substitution" | "interpolation" => hole(child, passage),
            "string_content" if is_verbatim => append_doubled(code, span(child), passage),
            kind if kind.ends_with("content") || kind.ends_with("fragment") => {
                passage.append(&Passage::of(code.bytes(), span(child)));
            }
            _ => {}
        }
    }
}

/// What stands between the quotes of `@"…"`.
fn inner(code: &Code<'_>, literal: Node<'_>) -> Span {
    let own = span(literal);
    let opening = code.text(literal).find('"').map_or(0, |at| at + 1);
    Span::new((own.start + opening).min(own.end), own.end.saturating_sub(1).max(own.start + opening).min(own.end))
}

/// Text in which a quote is written twice.
fn append_doubled(code: &Code<'_>, own: Span, passage: &mut Passage) {
    let text = code.bytes().get(own.range()).unwrap_or_default();
    let mut start = 0;
    for at in memchr::memmem::find_iter(text, b"\"\"") {
        passage.append(&Passage::of(code.bytes(), own.part(start..at)));
        passage.push(b"\"", own.part(at..at + 2));
        start = at + 2;
    }
    passage.append(&Passage::of(code.bytes(), own.part(start..text.len())));
}

#[cfg(test)]
mod tests {
    use super::{append, is_one};
    use crate::document::Passage;
    use crate::document::grammar::{Language, Node};
    use crate::fact::extract::migration::language::code::{Code, children};

    fn first<'t>(node: Node<'t>) -> Option<Node<'t>> {
        if is_one(node) { Some(node) } else { children(node).into_iter().find_map(first) }
    }

    fn said(language: Language, text: &str) -> String {
        let code = Code::parse(language, text.as_bytes()).unwrap();
        let mut passage = Passage::default();
        append(&code, first(code.root()).unwrap(), &mut passage, &mut |node, passage| {
            passage.push_open(b"____", node.byte_range().into());
        });
        assert!(text.as_bytes().get(passage.whole().range()).is_some());
        String::from_utf8(passage.bytes().to_vec()).unwrap()
    }

    #[test]
    fn literals_of_every_language() {
        let cases = [
            (Language::JavaScript, r"x = 'it\'s'", "it's"),
            (Language::JavaScript, "x = `a ${b} c\\`d`", "a ${____} c`d"),
            (Language::TypeScript, "const x = \"a\\nb\"", "a\nb"),
            (Language::TypeScript, "const x = ''", ""),
            (Language::CSharp, r#"class A { string x = "a\"b"; }"#, "a\"b"),
            (Language::CSharp, r#"class A { string x = @"a ""b"" \c"; }"#, "a \"b\" \\c"),
            (Language::CSharp, "class A { string x = @\"\"; }", ""),
            (Language::CSharp, r#"class A { string x = $"a {b} c"; }"#, "a ${____} c"),
            (Language::CSharp, r#"class A { string x = $@"a ""{b}"" c"; }"#, "a \"${____}\" c"),
            (Language::CSharp, "class A { string x = \"\"\"a \"b\" c\"\"\"; }", "a \"b\" c"),
            (Language::Go, "package a\nconst x = \"a\\tb\"", "a\tb"),
            (Language::Go, "package a\nconst x = `a\\b`", "a\\b"),
            (Language::Rust, r#"const X: &str = "a \"b\"";"#, "a \"b\""),
            (Language::Rust, r##"const X: &str = r#"a "b""#;"##, "a \"b\""),
            (Language::Java, r#"class A { String x = "a\"b"; }"#, "a\"b"),
            (Language::Java, "class A { String x = \"\"\"\n  a \"b\"\n\"\"\"; }", "\n  a \"b\"\n"),
        ];
        for (language, text, expected) in cases {
            assert_eq!(said(language, text), expected, "{text}");
        }
    }
}
