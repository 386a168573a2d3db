//! Which nodes a masked template has a hand in: an action that fills its line belongs to the collection at whose column it writes.

use std::cmp::Ordering;

use super::tree::{Kind, Raw, Tree};
use crate::document::template::{Action, Role};

/// Whether an action decides some of the text, the own keys or the own items of the node at `at`.
pub(super) fn is_unknown(tree: &Tree, at: u32) -> bool {
    let node = &tree.nodes[at as usize];
    if tree.masks.is_empty() {
        return false;
    }
    if node.is_scalar() {
        return !tree.masks_in(node.span()).is_empty() || node.start == node.end && writes_into(tree, node);
    }
    let mut children = Children { tree, at: at + 1, end: node.next };
    let mut child = children.next();
    for action in tree.masks_in(node.reach()).iter().filter(|action| action.role == Role::Output) {
        while child.is_some_and(|child| (child.reach as usize) <= action.span.start) {
            child = children.next();
        }
        if is_own(node, child, action) {
            return true;
        }
    }
    node.kind == Kind::Mapping
        && Children { tree, at: at + 1, end: node.next }.step_by(2).any(|key| !tree.masks_in(key.span()).is_empty())
}

/// Whether something is written where `node` has nothing.
fn writes_into(tree: &Tree, node: &Raw) -> bool {
    tree.masks_in(node.reach()).iter().any(|action| action.role == Role::Output || action.column.is_none())
}

/// Whether `action`, after the start of `child` (or before all children) and before the next one, writes keys or items of `node` itself.
fn is_own(node: &Raw, child: Option<&Raw>, action: &Action) -> bool {
    let Some(column) = action.column else { return false };
    let child = child.filter(|child| (child.start as usize) <= action.span.start);
    if child.is_some_and(|child| child.is_scalar() && action.span.start < child.end as usize) {
        return false;
    }
    let could_hold = child.is_some_and(|child| !child.is_scalar() || child.start == child.end);
    match column.cmp(&(node.column as usize)) {
        _ if node.flow => !could_hold,
        Ordering::Less => false,
        Ordering::Equal => true,
        Ordering::Greater => !could_hold,
    }
}

/// The nodes right below a node, in order.
struct Children<'a> {
    tree: &'a Tree,
    at: u32,
    end: u32,
}

impl<'a> Iterator for Children<'a> {
    type Item = &'a Raw;

    fn next(&mut self) -> Option<&'a Raw> {
        let child = (self.at < self.end).then(|| &self.tree.nodes[self.at as usize])?;
        self.at = child.next;
        Some(child)
    }
}

#[cfg(test)]
mod tests {
    use crate::document::yaml::tests::text;
    use crate::document::yaml::{Node, Yaml, parse};

    fn read(source: &str) -> Yaml {
        let yaml = parse(&text(source));
        assert_eq!(yaml.problems(), [], "{source}");
        yaml
    }

    fn root(yaml: &Yaml) -> Node<'_> {
        yaml.documents().next().unwrap()
    }

    #[test]
    fn a_masked_part_is_unknown_and_the_rest_is_not() {
        let yaml = read("image: \"{{ .a }}:{{ .b }}\"\nkind: Pod # {{ x }}\nother: 'c{{ .d }}'\n");
        let image = root(&yaml).get("image").unwrap();
        assert!(image.is_unknown() && image.is_unknown_in(0..3) && !image.is_unknown_in(8..9));
        assert_eq!(image.site().bytes(), b"\"{{ .a }}:{{ .b }}\"");
        assert!(!root(&yaml).get("kind").unwrap().is_unknown());
        assert!(!root(&yaml).get("other").unwrap().is_unknown_in(0..1));
        assert_eq!(yaml.text().slice(yaml.comments()[0]), b"# {{ x }}");
        assert!(!root(&yaml).is_unknown());
    }

    #[test]
    fn a_value_that_a_template_brings_is_not_missing() {
        let yaml = read("a: {{ .b }}\nc: {{- toYaml .d | nindent 2 }}\ne:\n  {{- toYaml .f | nindent 2 }}\ng:\n");
        for (key, unknown) in [("a", true), ("c", true), ("e", true), ("g", false)] {
            assert_eq!(root(&yaml).get(key).unwrap().is_unknown(), unknown, "{key}");
        }
        assert!(root(&yaml).get("c").unwrap().is_null() && !root(&yaml).is_unknown());
    }

    #[test]
    fn keys_that_a_template_brings_are_those_of_its_column() {
        let yaml = read("a:\n  b: c\n{{ include \"d\" . | indent 2 }}\ne:\n- f: g\n  {{ include \"h\" . }}\n- i\n");
        let root = root(&yaml);
        assert!(root.get("a").unwrap().is_unknown() && !root.is_unknown());
        let list = root.get("e").unwrap();
        assert!(!list.is_unknown() && list.items().next().unwrap().is_unknown());
        assert!(root.get("x").is_none());

        let yaml = read("a:\n- b\n{{ include \"c\" . }}\nd: e\n{{ $f }}: g\n");
        assert!(self::root(&yaml).is_unknown());
        assert!(root_get(&yaml, "a").is_unknown() && !root_get(&yaml, "d").is_unknown());
    }

    fn root_get<'a>(yaml: &'a Yaml, key: &str) -> Node<'a> {
        root(yaml).get(key).unwrap()
    }

    #[test]
    fn conditions_bring_nothing_and_their_branches_are_no_duplicates() {
        let yaml =
            read("{{- if .a }}\nimage: b\n{{- else }}\nimage: c\n{{- end }}\nd: |\n  {{ if .e }}\n  f\n  {{ end }}\n");
        assert!(!root(&yaml).is_unknown() && yaml.duplicates().is_empty());
        assert_eq!(root(&yaml).entries().count(), 3);
        assert!(root_get(&yaml, "d").is_unknown());
    }

    #[test]
    fn definitions_are_documents_or_no_yaml_at_all() {
        let yaml = read(
            "{{/* why */}}\n{{- define \"a\" -}}\nb: [ c\n{{- end }}\n{{- define \"d\" }}\nimage: e:1\n{{- end }}\n",
        );
        assert!(yaml.documents().any(|root| root.get("image").is_some_and(|image| image.str() == Some("e:1"))));
        assert_eq!(yaml.text().slice(yaml.comments()[0]), b"{{/* why */}}");
    }

    #[test]
    fn what_follows_an_error_in_a_template_is_still_read() {
        let yaml = parse(&text("a: {{ b }}\nc: d: e\nimage: f:1\n---\ng: h\n"));
        assert_eq!(
            yaml.problems()[0].why,
            "not valid YAML once its templates are masked: mapping values are not allowed in this context"
        );
        assert!(yaml.documents().next().unwrap().is_unknown());
        assert!(yaml.documents().any(|root| root.get("image").is_some()));
        assert!(yaml.documents().any(|root| root.get("g").is_some()));
    }

    #[test]
    fn workflow_expressions_are_text() {
        let yaml = read("run: echo ${{ github.sha }}\nimage: ${{ matrix.image }}\n");
        assert_eq!(root_get(&yaml, "image").str(), Some("${{ matrix.image }}"));
        assert!(!root_get(&yaml, "image").is_unknown());
    }

    #[test]
    fn braces_in_comments_hide_nothing() {
        for source in
            ["# {{\nimage: evil\n# }}\n", "a: '{{'\nimage: evil\nb: '}}'\n", "a: b # {{/*\nimage: evil\n# */}}\n"]
        {
            assert_eq!(root_get(&read(source), "image").str(), Some("evil"), "{source}");
            assert!(!root_get(&read(source), "image").is_unknown(), "{source}");
        }
    }
}
