//! What is searched for: all questions of a run in two automata, one for what is looked for in every file, and one for the tables.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::role::has_directory;
use super::words::{self, TableWords};
use crate::text::RepoPath;

/// A table or a column that somebody asks about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    /// The table, as it is written.
    pub(super) table: String,
    /// The column, if it is about one.
    pub(super) column: Option<String>,
}

/// Names that are searched for at once, and which of a list each belongs to.
pub(super) struct Needles {
    automaton: Option<AhoCorasick>,
    /// By pattern: the places in the list.
    owners: Vec<Vec<usize>>,
}

/// A name that was found: whose it is, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    /// The first byte.
    pub(super) start: usize,
    /// One past the last.
    pub(super) end: usize,
}

/// The most letters of all words that make a full automaton.
const MOST_STEPS: usize = 1 << 17;

/// The most places of one name that are looked at in one file.
const MOST_HITS: usize = 256;

impl Needles {
    /// The words of each of a list.
    fn new<'a>(all: impl Iterator<Item = (usize, &'a BTreeSet<String>)>) -> Self {
        let mut owners: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (owner, words) in all {
            words.iter().for_each(|word| owners.entry(word).or_default().push(owner));
        }
        // Each byte of the tree is one step of it, but a large one costs more to build than it saves.
        let is_small = owners.keys().map(|word| word.len()).sum::<usize>() < MOST_STEPS;
        let kind = is_small.then_some(AhoCorasickKind::DFA);
        let automaton = AhoCorasick::builder().kind(kind).match_kind(MatchKind::LeftmostLongest).build(owners.keys());
        Self { automaton: automaton.ok().filter(|_| !owners.is_empty()), owners: owners.into_values().collect() }
    }

    /// Where each of the list is named, as a word of its own.
    pub(super) fn find(&self, bytes: &[u8], is_word: fn(&[u8], Hit) -> bool) -> BTreeMap<usize, Vec<Hit>> {
        let mut found: BTreeMap<usize, Vec<Hit>> = BTreeMap::new();
        for one in self.automaton.iter().flat_map(|automaton| automaton.find_iter(bytes)) {
            let hit = Hit { start: one.start(), end: one.end() };
            if !is_word(bytes, hit) {
                continue;
            }
            for owner in self.owners.get(one.pattern().as_usize()).into_iter().flatten() {
                let hits = found.entry(*owner).or_default();
                if hits.len() < MOST_HITS {
                    hits.push(hit);
                }
            }
        }
        found
    }
}

/// All that is searched for.
pub(super) struct Plan {
    /// What is asked about, each once.
    pub(super) targets: Vec<Target>,
    /// The words of each target's table.
    pub(super) tables: Vec<TableWords>,
    /// What every file is searched for: the columns, and the tables that are asked about themselves. By target.
    pub(super) first: Needles,
    /// Likewise, and also for the names of models in an application of the table's first word.
    pub(super) first_within: Needles,
    /// The tables, for the files in which something was found. By target.
    pub(super) named: Needles,
    /// Likewise the names that models have in an application of the table's first word.
    pub(super) within: Needles,
    /// Those first words.
    applications: BTreeSet<String>,
}

impl Plan {
    /// All of `targets`, which are sorted.
    pub(super) fn new(targets: impl IntoIterator<Item = Target>) -> Self {
        let targets: Vec<Target> = targets.into_iter().collect();
        let tables: Vec<TableWords> = targets.iter().map(|target| words::of_table(&target.table)).collect();
        let sought = |with_models: bool| -> Vec<BTreeSet<String>> {
            let one = |(target, table): (&Target, &TableWords)| match &target.column {
                Some(column) => words::of_column(column),
                None if with_models => {
                    let models = table.within.iter().flat_map(|(_, names)| names);
                    table.names.iter().chain(models).cloned().collect()
                }
                None => table.names.clone(),
            };
            targets.iter().zip(&tables).map(one).collect()
        };
        let within = tables.iter().enumerate().filter_map(|(at, table)| Some((at, &table.within.as_ref()?.1)));
        Self {
            first: Needles::new(sought(false).iter().enumerate()),
            first_within: Needles::new(sought(true).iter().enumerate()),
            applications: tables.iter().filter_map(|table| Some(table.within.as_ref()?.0.clone())).collect(),
            named: Needles::new(tables.iter().map(|table| &table.names).enumerate()),
            within: Needles::new(within),
            targets,
            tables,
        }
    }
}

impl Plan {
    /// Whether a file stands in a directory that is called like the first word of a table.
    pub(super) fn may_hold_models(&self, path: &RepoPath) -> bool {
        has_directory(path, |dir| {
            std::str::from_utf8(dir).is_ok_and(|dir| self.applications.contains(&dir.to_lowercase()))
        })
    }
}

/// Prefixes of the methods that read, write or look for a field.
const ACCESSORS: &[&[u8]] =
    &[b"get", b"set", b"is", b"has", b"By", b"by", b"And", b"Or", b"find_by_", b"get_", b"set_"];

/// Endings of the methods that an ORM makes of a field.
const ENDINGS: &[&[u8]] = &[b"__", b"_changed", b"_was", b"_before", b"_previously", b"_in_database"];

/// Whether a name stands by itself, or in the name of a method that is made of it: not `age` in `page` or `user_age`, but in `getAge`,
/// `age__gte` and `age_changed?`.
pub(super) fn is_word(bytes: &[u8], hit: Hit) -> bool {
    let (before, after) = (bytes.get(..hit.start).unwrap_or_default(), bytes.get(hit.end..).unwrap_or_default());
    let is_capital = bytes.get(hit.start).is_some_and(u8::is_ascii_uppercase);
    let starts = before.last().is_none_or(|byte| !is_part(*byte))
        || before.ends_with(b"__")
        || ACCESSORS.iter().any(|accessor| {
            let joins = is_capital || accessor.ends_with(b"_");
            joins && before.strip_suffix(*accessor).is_some_and(|front| follows(front, accessor))
        });
    let ends = after.first().is_none_or(|byte| !is_part(*byte))
        || ENDINGS.iter().any(|ending| after.starts_with(ending))
        || is_capital && [&b"And"[..], b"Or"].iter().any(|joint| after.starts_with(joint));
    starts && ends
}

/// Whether an accessor begins the name, or, inside it, a word of it.
fn follows(front: &[u8], accessor: &[u8]) -> bool {
    accessor.first().is_some_and(u8::is_ascii_uppercase) || front.last().is_none_or(|byte| !is_part(*byte))
}

/// Whether a path names a table: one of its parts begins with the name.
pub(super) fn is_word_of_path(bytes: &[u8], hit: Hit) -> bool {
    let before = hit.start.checked_sub(1).and_then(|at| bytes.get(at));
    let after = bytes.get(hit.end);
    let starts = before.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
    starts && after.is_none_or(|byte| !byte.is_ascii_lowercase() && !byte.is_ascii_digit())
}

/// Whether a byte is part of a name.
pub(super) fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::{Needles, Plan, Target, is_word, is_word_of_path};
    use crate::run::uses::words;

    fn found(text: &str) -> usize {
        let words = words::of_column("age");
        let needles = Needles::new(std::iter::once((0, &words)));
        needles.find(text.as_bytes(), is_word).get(&0).map_or(0, Vec::len)
    }

    #[test]
    fn a_name_stands_by_itself_or_in_a_method_made_of_it() {
        for text in [
            "age", "u.age", ":age", "getAge()", "setAge(1)", "isAge", "findByAge", "findByNameAndAge",
            "findByAgeAndName", "find_by_age", "age__gte", "user__age", "age_changed?", "@age", "AGE", "\"Age\"",
        ] {
            assert_eq!(found(text), 1, "{text}");
        }
        for text in ["page", "user_age", "ages", "ageless", "Agency", "message", "ageÄ", "_age", "userAge", "target"] {
            assert_eq!(found(text), 0, "{text}");
        }
    }

    #[test]
    fn a_path_names_what_its_parts_begin_with() {
        let plan = Plan::new([Target { table: "users".to_owned(), column: None }]);
        let names = |path: &str| !plan.named.find(path.as_bytes(), is_word_of_path).is_empty();
        for path in ["app/models/user.rb", "app/views/users/x.erb", "src/UserController.java", "a/user_serializer.rb"] {
            assert!(names(path), "{path}");
        }
        for path in ["app/models/usage.rb", "app/superuser.rb", "app/power_user.rb"] {
            assert!(!names(path), "{path}");
        }
    }

    #[test]
    fn nothing_is_found_where_nothing_is_asked() {
        let plan = Plan::new([Target { table: String::new(), column: Some(String::new()) }]);
        assert!(plan.first.find(b"a b c", is_word).is_empty());
    }

    #[test]
    fn hits_of_one_name_in_one_file_are_bounded() {
        assert_eq!(found(&"age ".repeat(10_000)), super::MOST_HITS);
    }
}
