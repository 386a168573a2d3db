//! A cursor into the tree, which is all that an extractor sees of it.

use std::ops::Range;

use crate::text::{Site, Span};

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

    /// The bytes of the node itself; of an alias, those of the `*name`.
    #[must_use]
    pub fn span(self) -> Span {
        self.yaml.source.original(self.raw().span())
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
        let mut budget = MAX_MERGES;
        let mut waiting = vec![self];
        while let Some(node) = waiting.pop() {
            if node.is_sequence() {
                let first = waiting.len();
                waiting.extend(node.items().take(MAX_MERGES));
                waiting[first..].reverse();
                continue;
            }
            budget = budget.checked_sub(1)?;
            let mut found = None;
            let first = waiting.len();
            for (name, value) in node.entries() {
                match name.str() {
                    Some(name) if name == key => found = Some(value),
                    Some("<<") if name.is_plain() => waiting.push(value),
                    _ => {}
                }
            }
            if found.is_some() {
                return found;
            }
            waiting[first..].reverse();
        }
        None
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
        let bytes = self.yaml.source.parsed().get(raw.inner().range())?;
        std::str::from_utf8(bytes).ok()
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
            let source = std::str::from_utf8(self.yaml.source.parsed().get(inner.range())?).ok()?;
            align::align(raw.kind, source, &owned.text)
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
