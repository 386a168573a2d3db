//! Liquibase: change logs in XML, YAML or JSON. (<https://docs.liquibase.com/concepts/changelogs/home.html>)
//!
//! Each change set is a migration of its own. A change log that only includes others holds none.

mod change;
mod column;
mod element;
mod xml;
mod yaml;

use memchr::memmem::find;

use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::filled;
use crate::fact::migration::{Down, Effect, Operation, Script};
use crate::text::Span;

use change::Change;
use element::{Element, Properties};

/// The largest change log that is read.
const LARGEST: usize = 8 << 20;

/// Whether a file is a change log.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    let name = source.path.lower_name();
    [".xml", ".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending))
        && find(source.bytes, b"databaseChangeLog").is_some()
}

/// Reads all change sets of one.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let root = if source.bytes.len() > LARGEST {
        Err((Span::new(0, source.bytes.len()), "too large".to_owned()))
    } else if source.path.lower_name().ends_with(".xml") {
        xml::read(source.bytes)
    } else {
        yaml::read(source)
    };
    match root {
        Ok(Some(root)) => Log::new(&root).scripts(),
        Ok(None) => Vec::new(),
        Err(unread) => {
            let mut script = Script::new(Span::new(0, source.bytes.len()), Vec::new());
            script.unread.push(unread);
            vec![script]
        }
    }
}

/// A change log.
struct Log<'a> {
    sets: Vec<&'a Element>,
    properties: Properties,
}

impl<'a> Log<'a> {
    fn new(root: &'a Element) -> Self {
        let sets = root.children.iter().filter(|child| child.name == "changeSet").collect();
        Self { sets, properties: Properties::of(root) }
    }

    fn scripts(&self) -> Vec<Script> {
        self.sets.iter().map(|set| self.script(set)).collect()
    }

    fn script(&self, set: &'a Element) -> Script {
        let mut script = Script::new(set.span, Vec::new());
        script.version = Some(version(set));
        script.up = self.up(set, &mut script.unread);
        script.down = self.down(set, &mut script.unread);
        let is_written = matches!(script.down, Down::Written { .. } | Down::Elsewhere);
        if script.up.is_empty() && script.unread.is_empty() && !is_written {
            script.down = Down::Automatic;
        }
        script
    }

    fn up(&self, set: &Element, unread: &mut Vec<(Span, String)>) -> Vec<Effect> {
        let changes: Vec<_> = changes(set).collect();
        self.effects(&changes, set, unread)
    }

    fn effects(&self, changes: &[&Element], set: &Element, unread: &mut Vec<(Span, String)>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for element in changes {
            let said = Change { element, properties: &self.properties, dialect: dialect(set) }.read();
            effects.extend(said.effects);
            unread.extend(said.unread);
        }
        filled::mark(&mut effects);
        effects
    }

    /// What rolls a change set back: what it says itself, or what follows from its changes.
    fn down(&self, set: &Element, unread: &mut Vec<(Span, String)>) -> Down {
        let written: Vec<_> = set.children.iter().filter(|child| child.name == "rollback").collect();
        match written.split_first() {
            Some((first, rest)) => self.written(set, first, rest, unread),
            None => follows(set),
        }
    }

    fn written(&self, set: &Element, first: &Element, rest: &[&Element], unread: &mut Vec<(Span, String)>) -> Down {
        let mut effects = Vec::new();
        let before = unread.len();
        for rollback in std::iter::once(&first).chain(rest) {
            effects.extend(self.rollback(set, rollback, unread));
        }
        let at = rest.iter().fold(first.span, |all, one| all.join(one.span));
        let is_declared = rest.is_empty() && first.is_empty();
        if effects.is_empty() && unread.len() == before {
            return Down::Empty { at, is_declared };
        }
        Down::Written { at, effects }
    }

    fn rollback(&self, set: &Element, rollback: &Element, unread: &mut Vec<(Span, String)>) -> Vec<Effect> {
        if let Some(id) = rollback.raw("changeSetId") {
            return self.again(rollback, id);
        }
        let changes: Vec<_> = changes(rollback).collect();
        let mut effects = self.effects(&changes, set, unread);
        if let Some(text) = &rollback.text {
            let said = crate::fact::extract::migration::sql::read(text, dialect(set));
            effects.extend(said.effects);
            unread.extend(said.unread);
        }
        effects
    }

    /// A change set that is run again to roll another one back. What it does stands where it is named.
    fn again(&self, rollback: &Element, id: &str) -> Vec<Effect> {
        let author = rollback.raw("changeSetAuthor");
        let is_meant =
            |set: &Element| set.raw("id") == Some(id) && author.is_none_or(|author| set.raw("author") == Some(author));
        let set = self.sets.iter().find(|set| is_meant(set) && rollback.raw("changeSetPath").is_none());
        let Some(set) = set else {
            let what = format!("change set `{id}`, which stands elsewhere");
            return vec![Effect::new(Operation::Unknown { what }, rollback.span)];
        };
        let effects = self.up(set, &mut Vec::new());
        effects.into_iter().map(|effect| Effect { span: rollback.span, ..effect }).collect()
    }
}

/// What Liquibase identifies a change set by, without the path.
fn version(set: &Element) -> String {
    format!("{}:{}", set.raw("author").unwrap_or_default(), set.raw("id").unwrap_or_default())
}

/// The changes of a change set or of a rollback; YAML has them in a list of their own.
fn changes(parent: &Element) -> impl Iterator<Item = &Element> {
    let nested = parent.children.iter().filter(|child| child.name == "changes").flat_map(|child| &child.children);
    parent.children.iter().chain(nested).filter(|child| change::is_one(child))
}

/// The database that a change set is for, if it is for one.
fn dialect(set: &Element) -> Dialect {
    match set.raw("dbms").map(|dbms| dbms.split(',').next().unwrap_or_default().trim()) {
        Some("postgresql" | "cockroachdb" | "edb") => Dialect::PostgreSql,
        Some("mysql" | "mariadb") => Dialect::MySql,
        Some("sqlite") => Dialect::Sqlite,
        Some("mssql") => Dialect::SqlServer,
        Some("oracle") => Dialect::Oracle,
        _ => Dialect::Unknown,
    }
}

/// Without a rollback of its own, a change set is rolled back if each of its changes has an inverse.
fn follows(set: &Element) -> Down {
    let stays = changes(set).find(|change| !change::is_reversible(change));
    match stays {
        Some(change) => Down::Missing { at: change.span, why: Some(format!("`{}`", change.name)) },
        // A class may know how to undo what it does.
        None if changes(set).any(|change| change.name == "customChange") => Down::Elsewhere,
        None => Down::Automatic,
    }
}

#[cfg(test)]
mod tests;
