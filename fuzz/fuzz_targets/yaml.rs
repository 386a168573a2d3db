//! Whatever the bytes: a tree whose every node stands in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::document::yaml::{self, Node, Yaml};
use portcullis::text::{Side, Text};

fuzz_target!(|bytes: &[u8]| {
    for path in ["a.yaml", "templates/a.yaml", ".devcontainer/devcontainer.json"] {
        let text = Text::new(Side::Head, path.into(), bytes.to_vec());
        visit(&yaml::parse(&text), bytes.len());
        visit(&yaml::parse_fragments(&text), bytes.len());
    }
});

fn visit(yaml: &Yaml, len: usize) {
    let mut waiting: Vec<Node<'_>> = yaml.documents().collect();
    while let Some(node) = waiting.pop() {
        let span = node.span();
        assert!(span.start <= span.end && span.end <= len);
        if let Some(text) = node.str() {
            let part = node.part(0..text.len());
            assert!(part.start <= part.end && part.end <= len);
        }
        let _ = (node.is_unknown(), node.get("image"), node.get("<<"));
        // An alias leads to what is met where it stands.
        if !node.is_alias() {
            waiting.extend(node.items());
            waiting.extend(node.entries().flat_map(|(key, value)| [key, value]));
        }
    }
    assert!(yaml.comments().iter().all(|span| span.start <= span.end && span.end <= len));
    assert!(yaml.problems().iter().all(|problem| problem.span.end <= len));
}
