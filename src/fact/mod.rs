//! Typed facts: what a file says about production, with the place of each piece. Rules ask about nothing else.

mod command;
pub(crate) mod dockerfile;
pub mod extract;
mod gate;
mod grant;
mod image;
pub(crate) mod kinds;
mod list;
pub mod migration;
mod model;
mod official;
pub mod operation;
mod pipeline;
mod reach;
pub mod reference;
mod secret;
pub mod suppress;
mod wording;

pub use command::{Command, Runner};
pub use dockerfile::{Baked, BakedKind, Cache, Stage, Worth};
pub use gate::{Fault, PolicyFile, Suppression, Unread};
pub use grant::Grant;
pub use image::{Image, Known, Part, Place};
pub use list::List;
pub use migration::{Migration, MigrationRun, MigrationStep};
pub use model::{Field, Model, Orm};
pub use pipeline::{Job, Pipeline, Purpose, Step, System, Used, Uses};
pub use reach::{ImageRepository, Remote, Retention};
pub use secret::{Secret, Stands};

use std::sync::Arc;

use crate::change::Identity;
use crate::secret::mask::Occurrence;
use crate::text::{Site, Text};

/// Something that rules ask about.
pub trait Fact: Identity {
    /// Its primary place.
    fn site(&self) -> &Site;

    /// Whether it says the same as `other`, wherever the two stand: a fact that only moved is not touched.
    fn same_value(&self, other: &Self) -> bool;

    /// Whether it is the same thing in another file: its key names it in the whole repository, not only in its file.
    fn may_move(&self) -> bool {
        false
    }

    /// What it says and of what, in one form: two facts of a kind with one statement say the same thing, wherever in the repository
    /// they stand. None where that cannot be known without the file.
    fn statement(&self) -> Option<String> {
        None
    }

    /// What it says, where a thing that says just that may be the same thing under another key: an image whose container, object or
    /// job was renamed, a command of which a word was mended.
    fn by_value(&self) -> Option<String> {
        None
    }

    /// Whether it is `before` under another key, where both have one [`Fact::by_value`].
    fn may_have_been(&self, before: &Self) -> bool {
        let _ = before;
        true
    }

    /// The block of its file that it belongs to: findings about facts of one block are reported as one.
    fn block(&self) -> Option<usize> {
        None
    }

    /// What a finding about it is about, beyond its key: part of the fingerprint.
    fn detail(&self) -> String {
        String::new()
    }
}

/// What is read of a file, where some rule that is on needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// What its documents say.
    Structure,
    /// The commands and pipelines in it.
    Runs,
    /// What it does to a database.
    Migrations,
    /// Its secrets.
    Secrets,
    /// What it says to the gate: that is read of every file.
    Gate,
}

/// A set of [`Read`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reads(u8);

impl Reads {
    /// These.
    #[must_use]
    pub const fn of(reads: &[Read]) -> Self {
        let (mut set, mut rest) = (0, reads);
        while let [read, more @ ..] = rest {
            set |= 1 << *read as u8;
            rest = more;
        }
        Self(set)
    }

    /// These and those.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `read` is among them.
    #[must_use]
    pub const fn contains(self, read: Read) -> bool {
        self.0 & Self::of(&[read]).0 != 0
    }
}

macro_rules! facts {
    ($($field:ident: $Kind:ident, $plural:literal, $($read:ident)|+, $asked:ident;)*) => {
        /// All that one file says on one side.
        #[derive(Clone, Debug, Default)]
        pub struct Facts {
            $(#[doc = concat!("Its ", $plural, ".")] pub $field: List<$Kind>,)*
            /// Where secrets stand, also such that no rule is asked about: no report shows them.
            pub hidden: Vec<Occurrence>,
        }

        impl Facts {
            /// How many there are.
            #[must_use]
            pub fn count(&self) -> usize {
                [$(self.$field.len()),*].into_iter().sum()
            }

            /// Where each of them stands.
            pub fn sites(&self) -> impl Iterator<Item = &Site> {
                std::iter::empty()$(.chain(self.$field.iter().map(Fact::site)))*
            }

            /// The kinds of which there was one too many.
            fn overflowing(&self) -> Vec<&'static str> {
                let kinds = [$(($plural, self.$field.overflows())),*];
                kinds.into_iter().filter(|(_, overflows)| *overflows).map(|(plural, _)| plural).collect()
            }
        }
    };
}

kinds::kinds!(facts);

impl Facts {
    /// What was left out, in a sentence.
    #[must_use]
    pub fn left_out(&self) -> Option<String> {
        let kinds = self.overflowing();
        let more = || format!("more than {} {} in one file; the others are not judged", list::MOST, in_words(&kinds));
        (!kinds.is_empty()).then(more)
    }

    /// Where secrets stand that no report may show.
    pub fn hidden(&self) -> impl Iterator<Item = Occurrence> {
        let is_secret =
            |baked: &&Baked| matches!(baked.what, BakedKind::Value { worth: Worth::Weak | Worth::Credential, .. });
        let baked = self.baked.iter().filter(is_secret).map(|baked| Occurrence::at(baked.site.clone()));
        self.hidden.iter().cloned().chain(baked)
    }

    /// Counts what was left out of `text` as unread, beyond the bound: or that could be left out itself.
    pub fn note_left_out(&mut self, text: &Arc<Text>) {
        if let Some(why) = self.left_out() {
            self.unread.push_past_bound(Unread::whole(text, why, true));
        }
    }
}

/// `images`, `images and jobs`, `images, jobs and secrets`.
fn in_words(kinds: &[&str]) -> String {
    match kinds {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => kinds.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Read, Reads, Unread, list};
    use crate::text::{Side, Text};

    #[test]
    fn what_says_that_a_list_overflowed_is_not_left_out_itself() {
        let text = Text::new(Side::Head, "a.yaml".into(), Vec::new());
        let mut facts = Facts::default();
        facts.unread.extend((0..=list::MOST).map(|_| Unread::whole(&text, "it is torn".to_owned(), true)));
        facts.note_left_out(&text);
        assert_eq!(facts.unread.len(), list::MOST + 1);
        let last = facts.unread.last().expect("the last one");
        assert_eq!(last.why, "more than 20000 places that cannot be read in one file; the others are not judged");
    }

    #[test]
    fn kinds_that_overflow_are_told_in_one_sentence() {
        assert_eq!(super::in_words(&["images"]), "images");
        assert_eq!(super::in_words(&["images", "jobs", "secrets"]), "images, jobs and secrets");
    }

    #[test]
    fn a_set_of_reads_holds_what_was_put_in() {
        let both = Reads::of(&[Read::Runs]).union(Reads::of(&[Read::Secrets]));
        let held = [Read::Structure, Read::Runs, Read::Secrets, Read::Gate].map(|read| both.contains(read));
        assert_eq!(held, [false, true, true, false]);
    }
}
