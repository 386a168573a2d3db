//! A migration as a whole, and what stands around it.

use std::sync::Arc;

use super::{Down, Effect, Framework, Operation};
use crate::change::Identity;
use crate::fact::Fact;
use crate::text::{RepoPath, Site, Span, Text};

/// A migration on one side of the change.
#[derive(Clone, Debug)]
pub struct Migration {
    /// The tool that applies it.
    pub framework: Framework,
    /// The directory that the migrations of its kind stand in.
    pub root: RepoPath,
    /// Its name in that directory: `20240131_add_age`, the id and author of a change set.
    pub name: String,
    /// The numbers that its name begins with.
    pub numbers: Vec<u64>,
    /// What tells it from others where that is a number, and orders it among them.
    pub version: Option<Vec<u64>>,
    /// All of the way forward.
    pub site: Site,
    /// What it does, in order.
    pub up: Vec<Effect>,
    /// The file of the way back.
    pub down_text: Arc<Text>,
    /// The way back.
    pub down: Down,
    /// Whether the tool could be given a way back here: by its format, or by a file beside it.
    pub may_have_down: bool,
    /// Whether all of it was read.
    pub is_whole: bool,
    /// What the way forward says.
    pub content: Content,
    /// What the directory holds besides.
    pub around: Around,
}

/// What tells whether the way forward was edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// A hash of the bytes of all of its file.
    pub file: u64,
    /// A hash of its lines without what ends them.
    pub lines: u64,
    /// A hash of its tokens, comments and blanks left out.
    pub tokens: u64,
}

/// What a directory holds besides a migration that the change brings, here and on the branch that it is merged into.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// Whether this is the first of the directory's migrations in the change: what is to be said once is said there.
    pub is_first: bool,
    /// Whether most of the landed migrations in the directory have no way back, so that forward-only is the habit here.
    pub is_forward_only: bool,
    /// Others of the same number.
    pub twins: Vec<Other>,
    /// The highest one that has landed, if this one's number is lower.
    pub newer: Option<Other>,
    /// Others that follow the same one, so that there are two heads.
    pub rivals: Vec<Other>,
    /// The file that lists all migrations and does not list this one, or not as it is now.
    pub journal: Option<RepoPath>,
    /// Why it may be deleted, if the base has it and the head does not.
    pub deletion: Option<Deletion>,
}

/// Why a migration that has landed may be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deletion {
    /// Nothing is left of the directory: what it belonged to is gone, or has moved.
    WithDirectory,
    /// Another migration says that it stands for it (Django's `replaces`).
    Superseded,
}

/// Another migration.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Other {
    /// Its file.
    pub path: RepoPath,
    /// Whether the change lacks it, since the target branch went on.
    pub is_on_target: bool,
}

impl Migration {
    /// Where a finding about all of it points to: the first thing that it does, or its first line.
    #[must_use]
    pub fn headline(&self) -> Site {
        let first = self.up.first().map_or_else(|| first_line(&self.site), |effect| effect.span);
        self.site.with_span(first)
    }

    /// A place of the way back.
    #[must_use]
    pub fn down_site(&self, span: Span) -> Site {
        Site::new(&self.down_text, span)
    }

    /// Whether it leaves the structure as it is.
    #[must_use]
    pub fn is_data_only(&self) -> bool {
        self.up.iter().all(|effect| effect.operation.is_data())
    }

    /// What it does to the structure, in order.
    pub fn structure(&self) -> impl Iterator<Item = &Operation> {
        self.up.iter().map(|effect| &effect.operation).filter(|operation| !operation.is_data())
    }

    /// Its file without its directory, or its name where the file holds several.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.name
    }
}

/// The first line of `site` that is not blank; without its end.
fn first_line(site: &Site) -> Span {
    let bytes = site.bytes();
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    let rest = bytes.get(start..).unwrap_or_default();
    let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
    site.span.part(start..start + length)
}

impl Identity for Migration {
    type Key = String;

    fn key(&self) -> String {
        self.name.clone()
    }
}

impl Fact for Migration {
    fn site(&self) -> &Site {
        &self.site
    }

    /// Its name is all that databases know of it, wherever its file stands.
    fn may_move(&self) -> bool {
        true
    }

    fn same_value(&self, other: &Self) -> bool {
        self.content == other.content && self.down == other.down
    }

    /// One that is moved or renamed still says the same.
    fn by_value(&self) -> Option<String> {
        (!self.up.is_empty()).then(|| format!("{:x}", self.content.tokens))
    }
}
