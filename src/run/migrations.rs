//! Migrations are read a directory at a time, since a file alone does not tell what one does: its way back may be another file, and what
//! it must fit is what the others are called and which they follow.

use std::collections::BTreeMap;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::Checked;
use super::trees::{SideTree, Trees};
use crate::fact::extract::migration::{self, Landed, Location, Part};
use crate::policy::Policy;
use crate::rules;
use crate::scan::Reading;
use crate::source::ChangeSet;
use crate::text::hunks::Touched;
use crate::text::{Side, Sides};

/// What the directories of migrations say that `files` touch. In a whole tree all have landed, so that there is nothing to say.
pub(super) fn read<'a>(
    files: &[Checked<'_>],
    set: &ChangeSet,
    policy: &'a Policy,
    trees: &Trees<'_>,
) -> Vec<Reading<'a>> {
    let directories = directories(files);
    if directories.is_empty() || set.whole_tree {
        return Vec::new();
    }
    let target = Sides { base: set.policy_tree.clone(), head: None };
    let target = target.base.is_some().then(|| Trees::new(&target));
    let read = |(place, parts): (&Location, &Sides<Vec<Part>>)| {
        let [base, head] = [Side::Base, Side::Head].map(|side| SideTree { trees, side });
        let target = target.as_ref().map(|trees| SideTree { trees, side: Side::Base });
        let landed = Landed::read(place, &base, target.as_ref().map(|tree| tree as _));
        let mut facts = Sides {
            base: migration::read(place, &parts.base, &parts.head, &base, None),
            head: migration::read(place, &parts.head, &parts.base, &head, Some(&landed)),
        };
        migration::explain_deletions(place, &mut facts.base, &head);
        let path = parts.head.first().or(parts.base.first()).map(|part| part.text.path())?;
        let scope = policy.scope(path);
        let rules = rules::written().filter(|rule| scope.is_on(rule, path)).collect();
        let (touched, paths) = (Sides { base: Touched::default(), head: Touched::default() }, Sides::default());
        Some(Reading { facts, touched, paths, settings: scope.settings(), rules })
    };
    let directories: Vec<_> = directories.iter().collect();
    directories.par_iter().filter_map(|one| read(*one)).collect()
}

/// The files of the change, by where they belong.
fn directories(files: &[Checked<'_>]) -> BTreeMap<Location, Sides<Vec<Part>>> {
    let mut found: BTreeMap<Location, Sides<Vec<Part>>> = BTreeMap::new();
    for file in files {
        let Sides { base, head } = &file.migrations;
        if let Some((place, text)) = base.as_ref().zip(file.diff.base.as_ref()) {
            let part = Part { text: text.clone(), is_new: false };
            found.entry(place.clone()).or_default().base.push(part);
        }
        if let Some((place, text)) = head.as_ref().zip(file.diff.head.as_ref()) {
            let part = Part { text: text.clone(), is_new: base.as_ref() != Some(place) };
            found.entry(place.clone()).or_default().head.push(part);
        }
    }
    found
}
