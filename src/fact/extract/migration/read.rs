//! The migrations of a directory that a change touches, read with what belongs to them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::around::Landed;
use super::called::{Called, Half};
use super::directory::{self, Directory, Files};
use super::excuse::{Created, Outcome};
use super::sql::Session;
use super::{Source, content, narrow, sql, tool, tools};
use crate::document::Passage;
use crate::document::sql::Dialect;
use crate::fact::extract::Neighbours;
use crate::fact::migration::{Around, Down, Effect, Framework, KINDS, Operation, Script, WayBack};
use crate::fact::{Facts, Migration, MigrationStep, Unread};
use crate::text::{RepoPath, Site, Span, Text};

/// Where a migration belongs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The directory that the migrations of its kind stand in.
    pub root: RepoPath,
    /// The tool that applies them.
    pub framework: Framework,
}

/// A file of the change, on one side.
#[derive(Clone, Debug)]
pub struct Part {
    /// It.
    pub text: Arc<Text>,
    /// Whether the base does not have it.
    pub is_new: bool,
}

/// The tool that applies a file, and where its migrations stand; none if it is no migration.
#[must_use]
pub fn place(text: &Text, beside: &dyn Neighbours) -> Option<Location> {
    let framework = super::tool::of(Source { path: text.path(), bytes: text.bytes() }, beside)?;
    Some(Location { root: directory::root(text.path()), framework })
}

/// What the migrations of `location` that `parts`, or the files that `others` has on the other side, belong to say on one side. `landed` is
/// what has landed, where this is the head.
#[must_use]
pub fn read(
    location: &Location,
    parts: &[Part],
    others: &[Part],
    beside: &dyn Neighbours,
    landed: Option<&Landed<'_>>,
) -> Facts {
    let mut directory = Directory::read(&location.root, location.framework, beside);
    // A source without a tree lists nothing: then the change's own files are all that is known.
    parts.iter().for_each(|part| directory.know(part.text.path(), location.framework));
    let reader = Reader { location, parts, others, beside, directory };
    let (mut facts, mut created) = (Facts::default(), Created::default());
    for (called, files) in reader.touched() {
        let is_new = reader.is_new(&files);
        for mut migration in reader.migrations(&called, &files, &mut facts) {
            // What has landed was applied before all that is new, so that nothing new excuses it.
            let mut alone = Created::default();
            let known = if is_new { &mut created } else { &mut alone };
            let effects = migration.up.iter().zip(known.excuses(&migration.up));
            facts.steps.extend(effects.map(|(effect, outcome)| step(&migration, effect, outcome)));
            if let Some(landed) = landed.filter(|_| is_new) {
                migration.around = landed.around(&migration, &called, &reader);
                migration.around.is_first = !facts.migrations.iter().any(|one| one.around.is_first);
            } else if let Some(landed) = landed {
                migration.around = landed.around_landed(&migration, &reader);
            }
            facts.migrations.push(migration);
        }
    }
    if let Some(landed) = landed {
        landed.note_types(&mut facts, &reader);
    }
    facts
}

fn step(migration: &Migration, effect: &Effect, outcome: Outcome) -> MigrationStep {
    MigrationStep {
        framework: migration.framework,
        root: migration.root.clone(),
        migration: migration.name.clone(),
        effect: effect.clone(),
        site: migration.site.with_span(effect.span),
        type_before: None,
        block: migration.site.span.start * KINDS + effect.operation.kind(),
        comes_again: outcome.comes_again,
        excuse: outcome.excuse,
    }
}

/// Reads one directory on one side.
pub(super) struct Reader<'a> {
    pub(super) location: &'a Location,
    parts: &'a [Part],
    others: &'a [Part],
    pub(super) beside: &'a dyn Neighbours,
    pub(super) directory: Directory,
}

impl Reader<'_> {
    /// The migrations that the change's files belong to, in the order in which they are applied.
    fn touched(&self) -> Vec<(Called, Files)> {
        let framework = self.location.framework;
        let own = self.parts.iter().filter_map(|part| self.directory.of(part.text.path(), framework));
        // Where one half comes or goes, the other one is there on both sides.
        let halves = self.others.iter().flat_map(|part| self.directory.beside(part.text.path(), framework));
        let keyed = |(called, files): &(Called, Files)| {
            ((directory::version(framework, called), called.stem.clone()), (called.clone(), files.clone()))
        };
        own.chain(halves).map(keyed).collect::<BTreeMap<_, _>>().into_values().collect()
    }

    /// Whether the change brings the way forward.
    fn is_new(&self, files: &Files) -> bool {
        let is_it = |part: &Part| part.is_new && files.up.as_ref() == Some(part.text.path());
        self.parts.iter().any(is_it)
    }

    /// A file, as the change has it or else as it stands in the tree.
    pub(super) fn text(&self, path: &RepoPath) -> Option<Arc<Text>> {
        let own = self.parts.iter().find(|part| part.text.path() == path);
        own.map(|part| Arc::clone(&part.text)).or_else(|| self.beside.text(path))
    }

    /// What the files of a migration say: one, or as many as the file holds.
    fn migrations(&self, called: &Called, files: &Files, facts: &mut Facts) -> Vec<Migration> {
        // A way back without a way forward undoes what was deleted, or never was.
        let Some(up) = files.up.as_ref().and_then(|path| self.text(path)) else { return Vec::new() };
        let down = files.down.as_ref().and_then(|path| self.text(path));
        let scripts = scripts(&up, &mut Session::default());
        let is_one = scripts.len() == 1;
        let migrations = scripts.into_iter().map(|mut script| {
            narrow::narrow(&up, &mut script.up);
            let is_whole = script.unread.is_empty();
            for (span, why) in &script.unread {
                facts.unread.push(unread(&up, *span, why));
            }
            let name = match &script.version {
                // A change log names each of its change sets, and they are many.
                Some(id) if !is_one || self.location.framework == Framework::Liquibase => {
                    format!("{} {id}", called.stem)
                }
                _ => called.stem.clone(),
            };
            let (down_text, down, may_have_down) = self.way_back(&up, script.down, down.as_ref(), files);
            Migration {
                framework: self.location.framework,
                root: self.location.root.clone(),
                name,
                numbers: called.numbers.clone(),
                version: directory::version(self.location.framework, called),
                content: content::of(&up, script.up_span),
                site: Site::new(&up, script.up_span),
                up: script.up,
                down_text,
                down,
                may_have_down,
                is_whole,
                around: Around::default(),
            }
        });
        migrations.collect()
    }

    /// The way back: what the file itself says of it, or else the file beside it, or else that there is none where there should be.
    fn way_back(&self, up: &Arc<Text>, own: Down, file: Option<&Arc<Text>>, files: &Files) -> (Arc<Text>, Down, bool) {
        let of_file = |text: &Arc<Text>| (Arc::clone(text), written(text), true);
        match (self.location.framework.way_back(), own, file) {
            (_, Down::Elsewhere, Some(text)) => of_file(text),
            // It is there, though it cannot be read.
            (_, Down::Elsewhere, None) if files.down.is_some() => (Arc::clone(up), unknown(Span::empty(0)), true),
            (WayBack::File, Down::Elsewhere, None) if self.is_paired(up.path()) => {
                let at = Span::empty(0);
                (Arc::clone(up), Down::Missing { at, why: None }, true)
            }
            (WayBack::File | WayBack::None, Down::Elsewhere, None) => (Arc::clone(up), Down::Elsewhere, false),
            (WayBack::Half, Down::Elsewhere, None) => (Arc::clone(up), Down::Elsewhere, false),
            (_, own, _) => (Arc::clone(up), own, true),
        }
    }

    /// Whether migrations come in pairs here: those of sqlx may do without.
    fn is_paired(&self, up: &RepoPath) -> bool {
        self.location.framework != Framework::Sqlx || self.directory.has_halves || Called::read(up).half == Half::Up
    }
}

/// What a file says, whoever reads it, where SQL of `session` came before it.
pub(super) fn scripts(text: &Text, session: &mut Session) -> Vec<Script> {
    let source = Source { path: text.path(), bytes: text.bytes() };
    if let Some(scripts) = sql::halves::read(source, session) {
        return scripts;
    }
    let name = text.path().rendered_name();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match tools::of(source, extension) {
        Some(room) => (room.read)(source),
        None if tool::is_sql(extension) => vec![of_sql(text, session)],
        None => vec![of_code(text)],
    }
}

/// A file of SQL that leads one way.
fn of_sql(text: &Text, session: &mut Session) -> Script {
    let whole = Span::new(0, text.bytes().len());
    let said = session.read(&Passage::of(text.bytes(), whole), session.dialect(text.bytes()));
    let mut script = Script::new(whole, said.effects);
    script.unread = said.unread;
    script
}

/// A file that nobody here reads leads one way, and does what nobody here can tell.
fn of_code(text: &Text) -> Script {
    let whole = Span::new(0, text.bytes().len());
    let what = "code that is not read".to_owned();
    Script::new(whole, vec![Effect::new(Operation::Unknown { what }, whole)])
}

/// A way back that is a file. One in a programming language does what nobody here can tell.
pub(super) fn written(text: &Arc<Text>) -> Down {
    let name = text.path().rendered_name();
    if !name.rsplit_once('.').is_some_and(|(_, extension)| tool::is_sql(extension)) {
        return unknown(Span::new(0, text.bytes().len()));
    }
    let whole = Span::new(0, text.bytes().len());
    let (mut down, unread) = sql::down(&Passage::of(text.bytes(), whole), Dialect::Unknown);
    if let Down::Written { effects, .. } = &mut down {
        effects.extend(unread.into_iter().map(|(span, what)| Effect::new(Operation::Unknown { what }, span)));
    }
    down
}

fn unknown(at: Span) -> Down {
    let what = "code in another file".to_owned();
    Down::Written { at, effects: vec![Effect::new(Operation::Unknown { what }, at)] }
}

fn unread(text: &Arc<Text>, span: Span, why: &str) -> Unread {
    Unread { why: format!("not read as a migration: {why}"), judged: true, hides: span, site: Site::new(text, span) }
}
