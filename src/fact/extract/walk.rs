//! A walk over a document that knows the way back: the path of keys that leads to each mapping.

use crate::document::yaml::Node;

/// How a mapping or sequence hangs below its parent.
#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    /// As the value of a key.
    Key(&'a str),
    /// As an item; with the item's `name`, where it has one.
    Item(usize, Option<&'a str>),
}

/// One mapping or sequence on the walk.
pub(super) struct Place<'a> {
    /// The mapping or sequence.
    pub(super) node: Node<'a>,
    /// The object (with `apiVersion` and `kind`) that holds it, itself included.
    pub(super) object: Option<Node<'a>>,
    /// Whether it lies in the object's `status`, which a cluster writes, or in values, which are read as such.
    pub(super) is_aside: bool,
    parent: Option<usize>,
    step: Option<Step<'a>>,
}

/// All mappings and sequences of a document in the order of the text, each once: aliases are not followed, their target is
/// met where it is written.
pub(super) struct Walk<'a>(Vec<Place<'a>>);

impl<'a> Walk<'a> {
    /// Walks from `root`.
    pub(super) fn new(root: Node<'a>) -> Self {
        let mut places = vec![Place { node: root, object: object(root), is_aside: false, parent: None, step: None }];
        let mut next = 0;
        while let Some(&Place { node, object: around, is_aside, .. }) = places.get(next) {
            let mut below = |child: Node<'a>, step| {
                if !child.is_alias() && (child.is_mapping() || child.is_sequence()) {
                    let is_aside = is_aside || around.is_some_and(|object| leads_aside(object, node, step));
                    let object = object(child).or(around);
                    places.push(Place { node: child, object, is_aside, parent: Some(next), step: Some(step) });
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
        while let Some(place) = at.map(|at| &self.0[at]) {
            if object(place.node).is_some() {
                break;
            }
            steps.extend(place.step);
            at = place.parent;
        }
        let mut path = String::new();
        for step in steps.into_iter().rev() {
            match step {
                Step::Key(key) if path.is_empty() => path.push_str(key),
                Step::Key(key) => path.extend([".", key]),
                Step::Item(_, Some(name)) => path.extend(["[", name, "]"]),
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
    let text = |node: Option<Node<'_>>| node.and_then(Node::str).unwrap_or_default().to_owned();
    let metadata = object.get("metadata");
    let name = metadata.and_then(|metadata| metadata.get("name").or_else(|| metadata.get("generateName")));
    let namespace = metadata.and_then(|metadata| metadata.get("namespace"));
    format!("{}/{}/{}", text(object.get("kind")), text(namespace), text(name))
}
