//! The tables that the migrations of a directory make, one after the other.

use std::sync::Arc;

use super::directory::{self, Directory};
use super::read::{Location, scripts};
use super::sql::Session;
use super::tool;
use crate::document::sql::Dialect;
use crate::fact::extract::Neighbours;
use crate::fact::migration::{Effect, Framework, Operation, Schema};
use crate::text::Text;

/// How many migrations are replayed.
const MOST: usize = 3_000;

/// The tables that the migrations at `place` make, one after the other. None where their names do not order them, or there are too many.
#[must_use]
pub fn schema(place: &Location, beside: &dyn Neighbours) -> Option<Schema> {
    replay(&Directory::read(&place.root, place.framework, beside), place.framework, beside)
}

/// The same, of a directory that was listed.
pub(super) fn replay(directory: &Directory, framework: Framework, beside: &dyn Neighbours) -> Option<Schema> {
    let mut all: Vec<_> = directory.all().collect();
    if framework == Framework::Alembic || all.len() > MOST {
        return None;
    }
    all.sort_by_key(|(called, _, _)| (directory::version(framework, called), &called.stem));
    let texts: Vec<Arc<Text>> = all.into_iter().filter_map(|(_, _, path)| beside.text(path)).collect();
    let mut session = Session::new(dialect(&texts));
    let mut schema = Schema::default();
    for script in texts.iter().flat_map(|text| scripts(text, &mut session)) {
        schema.extend(&script.up);
        for (span, what) in script.unread {
            schema.apply(&Effect::new(Operation::Unknown { what }, span));
        }
    }
    Some(schema)
}

/// The dialect of files that one database reads: that of nearly all that tell. One alone may tell nothing, or seem to speak another.
fn dialect(texts: &[Arc<Text>]) -> Dialect {
    let is_sql = |text: &&Arc<Text>| {
        text.path().rendered_name().rsplit_once('.').is_some_and(|(_, extension)| tool::is_sql(extension))
    };
    let told = texts.iter().filter(is_sql).map(|text| Dialect::Unknown.or_guess(text.bytes()));
    let mut votes: Vec<(Dialect, usize)> = Vec::new();
    for dialect in told.filter(|dialect| *dialect != Dialect::Unknown) {
        match votes.iter_mut().find(|(one, _)| *one == dialect) {
            Some((_, count)) => *count += 1,
            None => votes.push((dialect, 1)),
        }
    }
    let all: usize = votes.iter().map(|(_, count)| count).sum();
    votes.into_iter().find(|(_, count)| count * 4 > all * 3).map(|(dialect, _)| dialect).unwrap_or_default()
}
