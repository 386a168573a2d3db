//! A cursor into the tree, which is all that an extractor sees of it.

use std::ops::Range;

use crate::text::{Site, Span};

use super::key_index::{self, KeyIndex};
use super::tree::{Kind, NONE, Raw};
use super::{MAX_MERGES, Yaml, align, unknown};

/// How many aliases one path down the tree may follow. It ends the recursion of a caller in a value that holds itself.
const MAX_HOPS: u8 = 8;

/// A node of the tree: a mapping, a sequence, a scalar, or an alias of one of them. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    yaml: &'a Yaml,
    at: u32,
    hops: u8,
}

impl<'a> Node<'a> {
    pub(super) fn new(yaml: &'a Yaml, at: u32) -> Self {
        Self { yaml, at, hops: 0 }
    }

    fn raw(self) -> &'a Raw {
        &self.yaml.tree.nodes[self.at as usize]
    }

    fn sibling(self, at: u32) -> Self {
        Self { at, ..self }
    }

    /// The node that an alias stands for, or the node itself; `None` for an alias of nothing, or one too many on the way here.
    fn followed(self) -> Option<Self> {
        let raw = self.raw();
        match raw.kind {
            Kind::Alias if raw.link == NONE || self.hops == MAX_HOPS => None,
            Kind::Alias => Some(Self { at: raw.link, hops: self.hops + 1, ..self }),
            _ => Some(self),
        }
    }

    fn is(self, kind: Kind) -> bool {
        self.followed().is_some_and(|node| node.raw().kind == kind)
    }

    fn scalar(self) -> Option<Self> {
        self.followed().filter(|node| node.raw().is_scalar())
    }

    /// The file and the scalar that it is or stands for.
    pub(super) fn scalar_of(self) -> Option<(&'a Yaml, &'a Raw)> {
        self.scalar().map(|node| (node.yaml, node.raw()))
    }

    /// The bytes of the node itself; of an alias, those of the `*name`.
    #[must_use]
    pub fn span(self) -> Span {
        self.yaml.source.original(self.raw().span())
    }

    /// The file that it is of.
    #[must_use]
    pub fn file(self) -> &'a Yaml {
        self.yaml
    }

    /// The place of these bytes.
    #[must_use]
    pub fn site(self) -> Site {
        Site::new(self.yaml.text(), self.span())
    }

    /// Whether it is `*name`. Everything but its place is that of the node it stands for.
    #[must_use]
    pub fn is_alias(self) -> bool {
        self.raw().kind == Kind::Alias
    }

    /// Whether it has keys.
    #[must_use]
    pub fn is_mapping(self) -> bool {
        self.is(Kind::Mapping)
    }

    /// Whether it has items.
    #[must_use]
    pub fn is_sequence(self) -> bool {
        self.is(Kind::Sequence)
    }

    /// Whether it has text.
    #[must_use]
    pub fn is_scalar(self) -> bool {
        self.scalar().is_some()
    }

    /// Whether it is a scalar without quotes.
    #[must_use]
    pub fn is_plain(self) -> bool {
        self.is(Kind::Plain)
    }

    /// Whether it says nothing: `~`, `null`, or no text at all.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.is_plain() && matches!(self.str(), Some("" | "~" | "null" | "Null" | "NULL"))
    }

    /// The value of `key`: its own, the last of several, or else one that the mapping merges with `<<`.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Node<'a>> {
        self.followed().filter(|node| node.raw().kind == Kind::Mapping)?;
        let mut budget = MAX_MERGES;
        let mut waiting = Vec::new();
        let mut node = self;
        loop {
            let first = waiting.len();
            if node.is_sequence() {
                // Only a `<<` leads to one. The budget bounds these, not the hops.
                let items = node.items().take(MAX_MERGES).filter(|item| item.is_mapping());
                waiting.extend(items.map(|item| Self { hops: self.hops, ..item }));
            } else {
                budget = budget.checked_sub(1)?;
                let found = node.own(key, &mut |merged| waiting.push(Self { hops: self.hops, ..merged }));
                if found.is_some() {
                    return found;
                }
            }
            waiting[first..].reverse();
            node = waiting.pop()?;
        }
    }

    /// The last value of `key` in this mapping itself; `merged` learns what stands at its `<<`.
    fn own(self, key: &str, merged: &mut dyn FnMut(Self)) -> Option<Self> {
        let mut found = None;
        let mut take = |name: Self, value: Self| {
            if name.is_text(key) {
                found = Some(value);
            } else if name.is_text("<<") && name.is_plain() {
                merged(value);
            }
        };
        let mapping = self.followed()?;
        let is_wide = (mapping.raw().next - mapping.at) as usize > 2 * key_index::FEW;
        let all = is_wide.then(|| self.yaml.wide.get_or_init(|| KeyIndex::new(self.yaml)));
        match all.and_then(|all| Some((all.like(mapping.at, key)?, all.like(mapping.at, "<<")?))) {
            Some((keys, merges)) => {
                for name in keys.chain(merges.filter(|_| key != "<<")).map(|at| mapping.sibling(at)) {
                    take(name, mapping.sibling(name.raw().next));
                }
            }
            None => mapping.entries().for_each(|(name, value)| take(name, value)),
        }
        found
    }

    /// Whether it is a scalar with exactly this text.
    fn is_text(self, text: &str) -> bool {
        let Some(raw) = self.scalar().map(Self::raw) else { return false };
        if raw.link != NONE {
            return self.yaml.tree.owned.get(raw.link as usize).is_some_and(|owned| *owned.text == *text);
        }
        let inner = raw.inner();
        inner.len() == text.len() && self.yaml.source.parsed().as_bytes().get(inner.range()) == Some(text.as_bytes())
    }

    /// Its place in the tree.
    pub(super) fn index(self) -> u32 {
        self.at
    }

    /// The keys and values of a mapping as they are written, `<<` among them; none of anything else.
    pub fn entries(self) -> impl Iterator<Item = (Node<'a>, Node<'a>)> {
        let mut children = self.children(Kind::Mapping);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// The items of a sequence; none of anything else.
    pub fn items(self) -> impl Iterator<Item = Node<'a>> {
        self.children(Kind::Sequence)
    }

    fn children(self, kind: Kind) -> impl Iterator<Item = Node<'a>> {
        let parent = self.followed().filter(|node| node.raw().kind == kind);
        let mut range = parent.map_or(0..0, |parent| parent.at + 1..parent.raw().next);
        std::iter::from_fn(move || {
            let child = parent?.sibling(range.next()?);
            range.start = child.raw().next;
            Some(child)
        })
    }

    /// The text of a scalar: decoded, with filler in the place of what a template decides.
    #[must_use]
    pub fn str(self) -> Option<&'a str> {
        let raw = self.scalar()?.raw();
        if let Some(owned) = self.yaml.tree.owned.get(raw.link as usize) {
            return Some(&owned.text);
        }
        self.yaml.source.parsed().get(raw.inner().range())
    }

    /// The bytes of a scalar's text, without its quotes; of anything else, all of it.
    #[must_use]
    pub fn value_span(self) -> Span {
        let node = self.followed().unwrap_or(self);
        self.yaml.source.original(node.raw().inner())
    }

    /// The bytes that say `range` of the text of [`Node::str`]. Where an escape stands for several characters, all of it.
    #[must_use]
    pub fn part(self, range: Range<usize>) -> Span {
        self.yaml.source.original(self.parsed_part(range))
    }

    fn parsed_part(self, range: Range<usize>) -> Span {
        let raw = self.followed().unwrap_or(self).raw();
        let inner = raw.inner();
        let Some(owned) = self.yaml.tree.owned.get(raw.link as usize).filter(|_| raw.is_scalar()) else {
            return inner.part(range);
        };
        let pieces = owned.pieces.get_or_init(|| {
            let source = self.yaml.source.parsed().get(inner.range())?;
            align::align(raw.kind, raw.column as usize, source, &owned.text)
        });
        pieces.as_ref().map_or(inner, |pieces| inner.part(pieces.locate(range)))
    }

    /// Whether a template decides some of it: of its text, or of its own keys or items. What is not there is then not missing.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self.followed().is_none_or(|node| node.raw().cut || unknown::is_unknown(&self.yaml.tree, node.at))
    }

    /// Whether a template decides something in `range` of the text of [`Node::str`].
    #[must_use]
    pub fn is_unknown_in(self, range: Range<usize>) -> bool {
        !self.yaml.tree.masks_in(self.parsed_part(range)).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
    use proptest::strategy::BoxedStrategy;

    use crate::document::yaml::tests::text;
    use crate::document::yaml::tests::values;
    use crate::document::yaml::{Node, Yaml, parse, parse_fragments};

    fn root(yaml: &Yaml) -> Node<'_> {
        yaml.documents().next().unwrap()
    }

    #[test]
    fn aliases_are_followed_and_stand_where_they_stand() {
        let yaml = parse(&text("a: &a {b: \"c\"}\nd: *a\ne: *f\n"));
        let alias = root(&yaml).get("d").unwrap();
        assert!(alias.is_mapping() && alias.is_alias());
        assert_eq!(alias.site().bytes(), b"*a");
        assert_eq!(alias.get("b").unwrap().str(), Some("c"));
        assert!(root(&yaml).get("e").unwrap().is_unknown());
        assert_eq!(yaml.problems()[0].why, "`*f` is not defined as an anchor");
    }

    #[test]
    fn own_keys_come_before_merged_ones() {
        let yaml = parse(&text("a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: [*a, *b], x: 3}\nd: {\"<<\": *a}\n"));
        let merged = root(&yaml).get("c").unwrap();
        assert_eq!(["x", "y", "z"].map(|key| merged.get(key).unwrap().str().unwrap()), ["3", "1", "2"]);
        assert!(root(&yaml).get("d").unwrap().get("x").is_none());
        assert_eq!(merged.entries().count(), 2);
    }

    #[test]
    fn nothing_is_null_and_stands_after_its_colon() {
        let yaml = parse(&text("a:\nb: ~\nc: null\nd: ''\ne: !x\n"));
        assert_eq!(["a", "b", "c", "d"].map(|key| root(&yaml).get(key).unwrap().is_null()), [true, true, true, false]);
        assert_eq!(root(&yaml).get("a").unwrap().span().start, 2);
        assert_eq!(root(&yaml).get("a").unwrap().str(), Some(""));
    }

    #[test]
    fn bytes_that_are_no_utf8_move_no_span() {
        let yaml = parse(&text(b"\xef\xbb\xbfa: \xff\xe9\xe9 # \xff\r\nb: \"c\\t\xff d\"\r\n"));
        assert_eq!(root(&yaml).get("a").unwrap().site().bytes(), b"\xff\xe9\xe9");
        assert_eq!(root(&yaml).get("a").unwrap().str(), Some("\u{fffd}\u{fffd}\u{fffd}"));
        let quoted = root(&yaml).get("b").unwrap();
        let at = quoted.str().unwrap().find('d').unwrap();
        assert_eq!(yaml.text().slice(quoted.part(at..at + 1)), b"d");
        assert_eq!(yaml.text().slice(yaml.comments()[0]), b"# \xff");
    }

    #[test]
    fn json_is_read_with_tabs_and_where_usual_with_comments() {
        let source = "{\n\t// why: \"a\"\n\t\"image\":\t\"a:1\", /* b */\n\t\"c\": [\n\t\t1,\n\t\t{}\n\t],\n}\n";
        let bytes = source.as_bytes().to_vec();
        let text = crate::text::Text::new(crate::text::Side::Head, ".devcontainer/devcontainer.json".into(), bytes);
        let yaml = parse(&text);
        assert_eq!(yaml.problems(), []);
        assert_eq!(root(&yaml).get("image").unwrap().site().bytes(), b"\"a:1\"");
        assert_eq!(yaml.comments().len(), 2);
    }

    /// Something to write, and the scalars in it as they are written.
    fn value() -> BoxedStrategy<(String, Vec<String>)> {
        let scalar = prop_oneof![
            "[a-z]([a-zé:/.0-9-]{0,6}[a-z])?",
            "'([a-z #:{}é]|''){0,8}'",
            "\"([a-z #:{}é]|\\\\n|\\\\\"|\\\\u00e9){0,8}\"",
            Just("\"\"".to_owned()),
        ];
        let leaf = scalar.prop_map(|scalar| (scalar.clone(), vec![scalar]));
        leaf.prop_recursive(4, 24, 4, |inner| {
            let list = |items: Vec<(String, Vec<String>)>, write: fn(usize, &str) -> String, around: [&str; 3]| {
                let text: Vec<String> = items.iter().enumerate().map(|(index, (text, _))| write(index, text)).collect();
                let scalars = items.into_iter().flat_map(|(_, scalars)| scalars).collect();
                (format!("{}{}{}", around[0], text.join(around[1]), around[2]), scalars)
            };
            let items = proptest::collection::vec(inner, 1..4);
            (items, 0..4_usize).prop_map(move |(items, style)| {
                let is_flow = items.iter().all(|(text, _)| !text.contains('\n'));
                match style {
                    0 if is_flow => list(items, |_, text| text.to_owned(), ["[ ", " , ", " ]"]),
                    1 if is_flow => list(items, |index, text| format!("k{index}: {text}"), ["{ ", " , ", " }"]),
                    2 => list(items, |_, text| format!("-{}", indented(text)), ["\n", "\n", ""]),
                    _ => list(items, |index, text| format!("k{index}:{}", indented(text)), ["\n", "\n", ""]),
                }
            })
        })
        .boxed()
    }

    fn indented(text: &str) -> String {
        if text.starts_with('\n') { text.replace('\n', "\n  ") } else { format!(" {text} # why") }
    }

    fn scalars(yaml: &Yaml) -> Vec<String> {
        let mut found = Vec::new();
        for root in yaml.documents() {
            for node in values(root).into_iter().filter(|node| node.is_scalar()) {
                found.push(String::from_utf8(node.site().bytes().to_vec()).unwrap());
                let whole = node.part(0..node.str().unwrap().len());
                assert!(whole.is_empty() && node.value_span().is_empty() || whole == node.value_span());
            }
        }
        found
    }

    proptest! {
        #[test]
        fn spans_are_what_was_written((source, written) in value(), crlf in any::<bool>(), bom in any::<bool>()) {
            let source = if crlf { source.replace('\n', "\r\n") } else { source };
            let yaml = parse(&text(format!("{}{source}\n", if bom { "\u{feff}" } else { "" })));
            assert_eq!(yaml.problems(), []);
            assert_eq!(scalars(&yaml), written);
        }

        #[test]
        fn no_bytes_are_too_odd(bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            "([a:>|'\"`#%&*!?{}\\[\\], \r\n\t-]|\\{\\{|\\}\\}|\\\\|<<: |---\n|é| nindent 2 |define|end|if){0,80}".prop_map(String::into_bytes),
        ]) {
            let text = text(&bytes);
            for yaml in [parse(&text), parse_fragments(&text)] {
                let len = bytes.len();
                let spans = yaml.comments().iter().chain(yaml.duplicates()).chain(yaml.problems().iter().map(|it| &it.span));
                assert!(spans.into_iter().all(|span| span.start <= span.end && span.end <= len));
                for root in yaml.documents() {
                    for node in values(root) {
                        let _ = (node.is_unknown(), node.is_null(), node.get("a"));
                        let decoded = node.str().map_or(0, str::len);
                        for span in [node.span(), node.value_span(), node.part(0..decoded), node.part(decoded / 2..decoded + 9)] {
                            assert!(span.start <= span.end && span.end <= len, "{span:?}");
                        }
                        let _ = node.is_unknown_in(0..decoded);
                    }
                }
            }
        }
    }
}
