//! YAML inside a scalar, read in place: an inline patch, a chart's values.

use super::tree::{Kind, NONE, Tree};
use super::{Node, Yaml, build, split};

impl Node<'_> {
    /// The documents that this scalar's text holds, each node at its own bytes of the file; `None` where the text is folded or escaped,
    /// so that its lines are not those of the file. An alias may name it often: who asks sees to it that it is read once.
    #[must_use]
    pub fn embedded(self) -> Option<Yaml> {
        let (yaml, raw) = self.scalar_of()?;
        let parsed = yaml.source.parsed();
        let range = match raw.kind {
            // The node starts behind the first line's indentation, which the reader needs.
            Kind::Literal => {
                memchr::memrchr(b'\n', &parsed.as_bytes()[..raw.start as usize]).map_or(0, |feed| feed + 1)
                    ..raw.end as usize
            }
            Kind::Plain | Kind::Single | Kind::Double if raw.link == NONE => raw.inner().range(),
            _ => return None,
        };
        let text = parsed.get(range.clone())?;
        let masks = yaml.tree.masks_in(range.clone().into()).to_vec();
        let mut tree = Tree { masks, ..Tree::default() };
        for part in split::documents(text, 0..text.len()) {
            let base = range.start + part.start;
            // What broke off is marked as cut.
            let _ = build::document(&mut tree, &text[part], base);
        }
        tree.problems.clear();
        Some(Yaml { source: yaml.source.clone(), tree, wide: std::sync::OnceLock::new() })
    }
}

#[cfg(test)]
mod tests {
    use crate::document::yaml::parse;
    use crate::document::yaml::tests::text;

    #[test]
    fn a_block_is_read_where_it_stands() {
        let yaml = parse(&text("patches:\n- patch: |-\n    a: 1\n    b:\n    - c: 'web:1'\n"));
        let patch =
            yaml.documents().next().unwrap().get("patches").unwrap().items().next().unwrap().get("patch").unwrap();
        let inner = patch.embedded().unwrap();
        let root = inner.documents().next().unwrap();
        assert_eq!(root.get("a").unwrap().str(), Some("1"));
        let image = root.get("b").unwrap().items().next().unwrap().get("c").unwrap();
        assert_eq!((image.str(), image.site().bytes()), (Some("web:1"), &b"'web:1'"[..]));
        assert_eq!(yaml.text().slice(image.part(4..5)), b"1");
    }

    #[test]
    fn a_quoted_line_of_json_is_read_too() {
        let yaml = parse(&text("patch: '[{\"op\": \"replace\", \"value\": \"web:1\"}]'\n"));
        let inner = yaml.documents().next().unwrap().get("patch").unwrap().embedded().unwrap();
        let value = inner.documents().next().unwrap().items().next().unwrap().get("value").unwrap();
        assert_eq!(value.site().bytes(), b"\"web:1\"");
    }

    #[test]
    fn what_a_template_writes_into_a_block_stays_unknown() {
        let yaml = parse(&text("patch: |\n  image: web:{{ .Tag }}\n  other: 1\nx: {{ .X }}\n"));
        let inner = yaml.documents().next().unwrap().get("patch").unwrap().embedded().unwrap();
        let root = inner.documents().next().unwrap();
        assert!(root.get("image").unwrap().is_unknown());
        assert!(!root.get("other").unwrap().is_unknown());
    }

    #[test]
    fn rubbish_and_folded_text_do_no_harm() {
        for (source, is_read) in
            [("a: >\n  b: 1\n", false), ("a: |\n  b: [1\n", true), ("a: \"b\\n: 1\"\n", false), ("a: |\n", true)]
        {
            let yaml = parse(&text(source));
            let inner = yaml.documents().next().unwrap().get("a").unwrap().embedded();
            assert_eq!(inner.is_some(), is_read, "{source}");
        }
    }
}
