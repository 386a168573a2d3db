//! A walk over a document that knows the way back: the path of keys that leads to each mapping.

use std::collections::{BTreeMap, BTreeSet};

use super::place::short;
use crate::document::yaml::Node;
use crate::text::Span;

/// The most steps that tell where a place stands, from the inside.
const LONGEST_PATH: usize = 32;

/// How a mapping or sequence hangs below its parent.
#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    /// As the value of a key.
    Key(&'a str),
    /// As an item; with the item's `name`, where it has one.
    Item(usize, Option<&'a str>),
}

/// Remembers what was read in one role, so that what many aliases name is read once.
#[derive(Default)]
pub(super) struct Once(BTreeSet<Span>);

impl Once {
    /// Whether `node`, or what it is an alias of, was not read yet.
    pub(super) fn is_new(&mut self, node: Node<'_>) -> bool {
        self.0.insert(node.value_span())
    }

    /// Whether it does not stand in something that was read either. What holds others must be asked about before them.
    pub(super) fn is_outside(&mut self, node: Node<'_>) -> bool {
        let span = node.value_span();
        let before = self.0.range(..=Span::new(span.start, usize::MAX)).next_back();
        before.is_none_or(|before| !before.contains(span)) && self.0.insert(span)
    }
}

/// [`Once`] for each role that a node may be read in.
#[derive(Default)]
pub(super) struct Roles(BTreeMap<&'static str, Once>);

impl Roles {
    /// Whether `node`, or what it is an alias of, was not read in this role yet.
    pub(super) fn is_new(&mut self, role: &'static str, node: Node<'_>) -> bool {
        self.0.entry(role).or_default().is_new(node)
    }

    /// The same for a role in which all below a node is read too.
    pub(super) fn is_outside(&mut self, role: &'static str, node: Node<'_>) -> bool {
        self.0.entry(role).or_default().is_outside(node)
    }

    /// The items below `key` of `holder`, where they were not read in this role yet.
    pub(super) fn items<'a>(
        &mut self,
        holder: Node<'a>,
        key: &'static str,
    ) -> impl Iterator<Item = Node<'a>> + use<'a> {
        holder.get(key).filter(|list| self.is_new(key, *list)).into_iter().flat_map(Node::items)
    }
}

/// One mapping or sequence on the walk.
pub(super) struct Place<'a> {
    /// The mapping or sequence.
    pub(super) node: Node<'a>,
    /// The object (with `apiVersion` and `kind`) that holds it, itself included.
    pub(super) object: Option<Node<'a>>,
    /// Whether it lies in the object's `status`, which a cluster writes, or in values, which are read as such.
    pub(super) is_aside: bool,
    is_object: bool,
    parent: Option<usize>,
    step: Option<Step<'a>>,
}

/// All mappings and sequences of a document in the order of the text, each once: aliases are not followed, their target is
/// met where it is written.
pub(super) struct Walk<'a>(Vec<Place<'a>>);

impl<'a> Walk<'a> {
    /// Walks from `root`.
    pub(super) fn new(root: Node<'a>) -> Self {
        let own = object(root);
        let (parent, step) = (None, None);
        let mut places =
            vec![Place { node: root, object: own, is_aside: false, is_object: own.is_some(), parent, step }];
        let mut next = 0;
        while let Some(&Place { node, object: around, is_aside, .. }) = places.get(next) {
            let mut below = |child: Node<'a>, step| {
                if !child.is_alias() && (child.is_mapping() || child.is_sequence()) {
                    let is_aside = is_aside || around.is_some_and(|object| leads_aside(object, node, step));
                    let own = object(child);
                    let (object, is_object) = (own.or(around), own.is_some());
                    let (parent, step) = (Some(next), Some(step));
                    places.push(Place { node: child, object, is_aside, is_object, parent, step });
                }
            };
            if node.is_mapping() {
                node.entries().for_each(|(key, value)| below(value, Step::Key(key.str().unwrap_or_default())));
            } else {
                for (index, item) in node.items().enumerate() {
                    below(item, Step::Item(index, item.get("name").and_then(Node::str)));
                }
            }
            next += 1;
        }
        Self(places)
    }

    /// The places, parents before children.
    pub(super) fn places(&self) -> impl Iterator<Item = (usize, &Place<'a>)> {
        self.0.iter().enumerate()
    }

    /// The key below which the place hangs, through any sequence: `containers` for one of its items.
    pub(super) fn key(&self, index: usize) -> Option<&'a str> {
        let mut at = Some(index);
        while let Some(place) = at.map(|at| &self.0[at]) {
            match place.step? {
                Step::Key(key) => return Some(key),
                Step::Item(..) => at = place.parent,
            }
        }
        None
    }

    /// Where the place stands in its object, by names where there are any: `spec.template.spec.containers[web]`.
    pub(super) fn path(&self, index: usize) -> String {
        let mut steps = Vec::new();
        let mut at = Some(index);
        while let Some(place) = at.map(|at| &self.0[at]).filter(|place| !place.is_object && steps.len() < LONGEST_PATH)
        {
            steps.extend(place.step);
            at = place.parent;
        }
        let mut path = String::new();
        for step in steps.into_iter().rev() {
            match step {
                Step::Key(key) if path.is_empty() => path.push_str(short(key)),
                Step::Key(key) => path.extend([".", short(key)]),
                Step::Item(_, Some(name)) => path.extend(["[", short(name), "]"]),
                Step::Item(index, None) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }
}

/// Whether `step` goes from `node` in `object` to its status, or to values for a chart.
fn leads_aside(object: Node<'_>, node: Node<'_>, step: Step<'_>) -> bool {
    match step {
        Step::Key("status") => node.span() == object.span(),
        Step::Key("values" | "valuesObject") => {
            matches!(object.get("kind").and_then(Node::str), Some("HelmRelease" | "Application" | "ApplicationSet"))
        }
        _ => false,
    }
}

/// The node itself, where it is a Kubernetes object.
fn object(node: Node<'_>) -> Option<Node<'_>> {
    (node.is_mapping()
        && node.get("apiVersion").is_some_and(Node::is_scalar)
        && node.get("kind").is_some_and(Node::is_scalar))
    .then_some(node)
}

/// What names an object in the whole repository: kind, namespace, name. The API group is no part of it: a Deployment that moves
/// from `extensions/v1beta1` to `apps/v1` is the same.
pub(super) fn object_key(object: Node<'_>) -> String {
    let text = |node: Option<Node<'_>>| short(node.and_then(Node::str).unwrap_or_default()).to_owned();
    let metadata = object.get("metadata");
    let name = metadata.and_then(|metadata| metadata.get("name").or_else(|| metadata.get("generateName")));
    let namespace = metadata.and_then(|metadata| metadata.get("namespace"));
    format!("{}/{}/{}", text(object.get("kind")), text(namespace), text(name))
}
