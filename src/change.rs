//! What became of a thing between base and head.

use std::collections::BTreeMap;

/// One thing across the change: a file, an image, a stage. A thing on neither side cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<T> {
    /// Only the head has it.
    Added(T),
    /// Both have it, the same or not.
    Kept {
        /// As the base has it.
        before: T,
        /// As the head has it.
        after: T,
    },
    /// Only the base has it.
    Removed(T),
}

impl<T> Change<T> {
    /// As the base has it.
    pub fn before(self) -> Option<T> {
        match self {
            Self::Kept { before, .. } | Self::Removed(before) => Some(before),
            Self::Added(_) => None,
        }
    }

    /// As the head has it.
    pub fn after(self) -> Option<T> {
        match self {
            Self::Kept { after, .. } | Self::Added(after) => Some(after),
            Self::Removed(_) => None,
        }
    }

    /// Both, where both have it.
    pub fn both(self) -> Option<(T, T)> {
        match self {
            Self::Kept { before, after } => Some((before, after)),
            Self::Added(_) | Self::Removed(_) => None,
        }
    }

    /// As the head has it, or else the base.
    pub fn any(self) -> T {
        match self {
            Self::Kept { after, .. } | Self::Added(after) => after,
            Self::Removed(before) => before,
        }
    }

    /// The same change, seen through a reference.
    pub fn as_ref(&self) -> Change<&T> {
        match self {
            Self::Added(after) => Change::Added(after),
            Self::Kept { before, after } => Change::Kept { before, after },
            Self::Removed(before) => Change::Removed(before),
        }
    }

    /// The same change of what `f` makes of each side.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Change<U> {
        match self {
            Self::Added(after) => Change::Added(f(after)),
            Self::Kept { before, after } => Change::Kept { before: f(before), after: f(after) },
            Self::Removed(before) => Change::Removed(f(before)),
        }
    }

    /// A change from what the two sides have; `None` if neither has it.
    pub fn from_sides(before: Option<T>, after: Option<T>) -> Option<Self> {
        match (before, after) {
            (Some(before), Some(after)) => Some(Self::Kept { before, after }),
            (None, Some(after)) => Some(Self::Added(after)),
            (Some(before), None) => Some(Self::Removed(before)),
            (None, None) => None,
        }
    }
}

/// What makes a thing the same thing on both sides of a change.
pub trait Identity {
    /// Comparable across sides; never a line number.
    type Key: Ord;

    /// This thing's key. Equal keys on one side are told apart by their order.
    fn key(&self) -> Self::Key;
}

/// Pairs the things of two sides by key, then by order among equal keys. Head order first, then what was removed.
pub fn align<'a, T: Identity>(base: &'a [T], head: &'a [T]) -> Vec<Change<&'a T>> {
    let mut waiting: BTreeMap<T::Key, std::collections::VecDeque<&T>> = BTreeMap::new();
    for thing in base {
        waiting.entry(thing.key()).or_default().push_back(thing);
    }
    let mut changes: Vec<_> = head
        .iter()
        .map(|after| match waiting.get_mut(&after.key()).and_then(std::collections::VecDeque::pop_front) {
            Some(before) => Change::Kept { before, after },
            None => Change::Added(after),
        })
        .collect();
    // Walked in base order, so that the result does not depend on how keys sort.
    changes.extend(base.iter().filter_map(|thing| {
        let queue = waiting.get_mut(&thing.key())?;
        queue
            .front()
            .is_some_and(|first| std::ptr::eq(*first, thing))
            .then(|| queue.pop_front().map(Change::Removed))?
    }));
    changes
}

#[cfg(test)]
mod tests {
    use super::{Change, Identity, align};

    #[derive(Debug, PartialEq)]
    struct Thing(&'static str, u8);

    impl Identity for Thing {
        type Key = &'static str;
        fn key(&self) -> &'static str {
            self.0
        }
    }

    #[test]
    fn pairs_by_key_then_by_order() {
        let base = [Thing("a", 1), Thing("gone", 2), Thing("a", 3), Thing("a", 4)];
        let head = [Thing("new", 5), Thing("a", 6), Thing("a", 7)];
        assert_eq!(
            align(&base, &head),
            [
                Change::Added(&head[0]),
                Change::Kept { before: &base[0], after: &head[1] },
                Change::Kept { before: &base[2], after: &head[2] },
                Change::Removed(&base[1]),
                Change::Removed(&base[3]),
            ]
        );
    }
}
