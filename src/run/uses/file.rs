//! What one file says about the tables and columns that are asked about.

use std::collections::BTreeMap;

use super::context::{Context, is_comment};
use super::marker;
use super::models::Models;
use super::plan::{Hit, Plan, is_word, is_word_of_path};
use super::role::{Role, has_directory};
use super::words;
use crate::answers::Certainty;
use crate::text::RepoPath;

/// The most uses that are kept of one file.
const MOST_USES: usize = 20;

/// What a file says about one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it uses it.
    pub(super) uses: Vec<(Hit, Certainty)>,
    /// Whether it has the word, and does not name the table.
    pub(super) is_elsewhere: bool,
    /// Where it defines it.
    pub(super) defined: Option<Hit>,
    /// What says that the application leaves it alone, and where.
    pub(super) marker: Option<(&'static str, Hit)>,
}

impl Found {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What the file says about each target of the plan that it says anything about.
pub(super) fn search(plan: &Plan, path: &RepoPath, role: Role, bytes: &[u8]) -> BTreeMap<usize, Found> {
    let first = if plan.may_hold_models(path) { &plan.first_within } else { &plan.first };
    let hits = first.find(bytes, is_word);
    if hits.is_empty() {
        return BTreeMap::new();
    }
    let file = File::read(plan, path, bytes);
    let found = hits.into_iter().map(|(target, hits)| (target, file.found(target, &hits, role)));
    found.filter(|(_, found)| !found.is_nothing()).collect()
}

/// A file that has one of the words.
struct File<'a> {
    plan: &'a Plan,
    bytes: &'a [u8],
    models: Models<'a>,
    is_page: bool,
    /// By target: where the table is named.
    tables: BTreeMap<usize, Vec<Hit>>,
    /// The targets whose table the path names.
    by_path: BTreeMap<usize, Vec<Hit>>,
}

impl<'a> File<'a> {
    fn read(plan: &'a Plan, path: &RepoPath, bytes: &'a [u8]) -> Self {
        let (mut tables, mut by_path) =
            (plan.named.find(bytes, is_word), plan.named.find(path.as_bstr(), is_word_of_path));
        let is_here = |target: &usize| {
            let within = plan.tables.get(*target).and_then(|table| table.within.as_ref());
            within.is_some_and(|(first, _)| has_directory(path, |dir| dir.eq_ignore_ascii_case(first.as_bytes())))
        };
        for (target, hits) in plan.within.find(bytes, is_word) {
            if is_here(&target) {
                let all = tables.entry(target).or_default();
                all.extend(hits);
                all.sort();
                all.dedup();
            }
        }
        by_path.extend(
            plan.within.find(path.as_bstr(), is_word_of_path).into_iter().filter(|(target, _)| is_here(target)),
        );
        let is_page = [".tsx", ".jsx", ".vue", ".svelte", ".html"].iter().any(|end| path.lower_name().ends_with(end));
        let models = Models::read(bytes, path.parent().name());
        Self { plan, bytes, models, is_page, tables, by_path }
    }

    fn found(&self, target: usize, hits: &[Hit], role: Role) -> Found {
        let mut found = Found::default();
        let (Some(asked), Some(table)) = (self.plan.targets.get(target), self.plan.tables.get(target)) else {
            return found;
        };
        let tables = self.tables.get(&target).map_or(&[][..], Vec::as_slice);
        let is_named = !tables.is_empty() || self.by_path.contains_key(&target);
        let is_defined = !tables.is_empty() && role != Role::Code;
        if is_defined {
            let state = marker::of_state(self.bytes, table, asked.column.as_deref());
            found.marker = state.map(|hit| ("state_operations", hit));
            found.defined = if asked.column.is_some() { hits.first() } else { tables.first() }.copied();
        }
        if role == Role::Definition {
            return found;
        }
        if !is_named {
            found.is_elsewhere = asked.column.is_some() && hits.iter().any(|hit| !is_comment(self.bytes, hit.start));
            return found;
        }
        let own = self.models.of(table);
        let name = &asked.table;
        let is_common = words::is_common(asked.column.as_ref().unwrap_or(name));
        let cx = Context {
            bytes: self.bytes,
            name,
            is_common,
            is_page: self.is_page,
            table,
            tables,
            models: &self.models,
            own,
        };
        match &asked.column {
            Some(_) => columns(&cx, hits, &mut found),
            None => of_tables(&cx, tables, &mut found),
        }
        found.uses = one_a_line(self.bytes, std::mem::take(&mut found.uses));
        found.uses.truncate(MOST_USES);
        found
    }
}

/// What a file that names the table says about a column of it.
fn columns(cx: &Context<'_>, hits: &[Hit], found: &mut Found) {
    for hit in hits {
        if let Some(name) = marker::of_column(cx, *hit) {
            found.marker.get_or_insert((name, *hit));
            continue;
        }
        let certainty = cx.of_column(*hit);
        found.uses.extend(certainty.filter(|one| !cx.is_common || *one == Certainty::Typed).map(|one| (*hit, one)));
    }
}

/// Likewise about the table itself.
fn of_tables(cx: &Context<'_>, hits: &[Hit], found: &mut Found) {
    found.marker = found.marker.or_else(|| marker::of_table(cx));
    if found.marker.is_some() {
        return;
    }
    let uses = hits.iter().filter_map(|hit| Some((*hit, cx.of_table(*hit)?)));
    found.uses.extend(uses.filter(|(_, one)| !cx.is_common || *one == Certainty::Typed));
}

/// The first of the surest uses of each line.
fn one_a_line(bytes: &[u8], uses: Vec<(Hit, Certainty)>) -> Vec<(Hit, Certainty)> {
    let mut kept: Vec<(Hit, Certainty)> = Vec::new();
    for (hit, certainty) in uses {
        match kept.last_mut() {
            Some((last, surest)) if !bytes.get(last.end..hit.start).is_some_and(|between| between.contains(&b'\n')) => {
                if certainty > *surest {
                    (*last, *surest) = (hit, certainty);
                }
            }
            _ => kept.push((hit, certainty)),
        }
    }
    kept
}

#[cfg(test)]
mod tests;
