//! What the files of a change use others for: those of which nothing else tells what they are are read once more.

use std::collections::HashMap;

use crate::change::Change;
use crate::fact::extract::{Named, Usage};
use crate::source::File;
use crate::text::Sides;

/// The files that those of each side name, by the last part of their paths.
#[derive(Default)]
pub(super) struct Used<'a>(Sides<HashMap<&'a [u8], Vec<&'a Named>>>);

impl<'a> Used<'a> {
    /// Gathers what the files of a change name.
    pub(super) fn new(names: impl Iterator<Item = &'a Sides<Vec<Named>>>) -> Self {
        let mut used = Self::default();
        for sides in names {
            add(&sides.base, &mut used.0.base);
            add(&sides.head, &mut used.0.head);
        }
        used
    }

    /// Which of the files are used for something that their own names do not tell, and each side for what.
    pub(super) fn of(&self, files: &[Change<File>]) -> Vec<(usize, Sides<Option<Usage>>)> {
        let both = files.iter().map(|change| Sides {
            base: change.as_ref().before().and_then(|file| usage(&self.0.base, file)),
            head: change.as_ref().after().and_then(|file| usage(&self.0.head, file)),
        });
        both.enumerate().filter(|(_, used)| used.base.is_some() || used.head.is_some()).collect()
    }
}

fn add<'a>(names: &'a [Named], by_name: &mut HashMap<&'a [u8], Vec<&'a Named>>) {
    for named in names {
        by_name.entry(named.file_name()).or_default().push(named);
    }
}

/// The first of the uses of a file, whoever names it.
fn usage(by_name: &HashMap<&[u8], Vec<&Named>>, file: &File) -> Option<Usage> {
    let named = by_name.get(file.path.name().as_ref() as &[u8])?;
    named.iter().filter(|named| named.tells(&file.path)).map(|named| named.usage).min()
}
