//! A list of facts that does not grow without bound, and remembers what it left out.

use std::ops::{Deref, DerefMut};

/// The most facts of one kind that are read of one file. Nobody reviews more; what is left out is reported as unread.
pub(super) const MOST: usize = 20_000;

/// A bounded number of facts of one kind, in the order of the file.
#[derive(Clone, Debug)]
pub struct List<T> {
    facts: Vec<T>,
    overflows: bool,
}

impl<T> List<T> {
    /// Takes in one more, where there is room.
    pub fn push(&mut self, fact: T) {
        if self.facts.len() < MOST {
            self.facts.push(fact);
        } else {
            self.overflows = true;
        }
    }

    /// Takes in one more, room or not: for the few that nobody can make many of, and that must not be lost.
    pub(crate) fn push_past_bound(&mut self, fact: T) {
        self.facts.push(fact);
    }

    /// Takes in all of `other`, as far as there is room.
    pub(crate) fn append(&mut self, other: Self) {
        self.extend(other.facts);
        self.overflows |= other.overflows;
    }

    /// Whether there was one too many.
    #[must_use]
    pub fn overflows(&self) -> bool {
        self.overflows
    }

    /// Keeps those that `keeps` wants.
    pub fn retain(&mut self, keeps: impl FnMut(&T) -> bool) {
        self.facts.retain(keeps);
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { facts: Vec::new(), overflows: false }
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.facts
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.facts
    }
}

impl<T> Extend<T> for List<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, facts: I) {
        facts.into_iter().for_each(|fact| self.push(fact));
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(facts: I) -> Self {
        let mut list = Self::default();
        list.extend(facts);
        list
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(facts: Vec<T>) -> Self {
        facts.into_iter().collect()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.facts.iter()
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.facts.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{List, MOST};

    #[test]
    fn knows_that_it_was_too_short() {
        let full: List<usize> = (0..MOST).collect();
        let over: List<usize> = (0..=MOST).collect();
        assert!(!full.overflows() && over.overflows());
        assert_eq!((over.len(), over.last()), (MOST, Some(&(MOST - 1))));
    }
}
