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
