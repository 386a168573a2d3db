//! A list of facts that does not grow without bound, and remembers what it left out.

use std::ops::{Deref, DerefMut};

/// The most facts of one kind that are read of one file. Nobody reviews more; what is left out is told as unread.
pub(super) const MOST: usize = 20_000;

/// A bounded number of facts of one kind, in the order of the file.
#[derive(Clone, Debug)]
pub struct List<T> {
    facts: Vec<T>,
    left_out: usize,
}

impl<T> List<T> {
    /// Takes in one more, where there is room.
    pub fn push(&mut self, fact: T) {
        if self.facts.len() < MOST {
            self.facts.push(fact);
        } else {
            self.left_out += 1;
        }
    }

    /// How many there was no room for.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { facts: Vec::new(), left_out: 0 }
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
    fn counts_what_it_has_no_room_for() {
        let list: List<usize> = (0..MOST + 3).collect();
        assert_eq!((list.len(), list.left_out(), list.last()), (MOST, 3, Some(&(MOST - 1))));
    }
}
