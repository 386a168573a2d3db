//! Typed facts: what a file says about production, with the place of each piece. Rules ask about nothing else.

pub mod act;
mod command;
pub(crate) mod dockerfile;
pub mod extract;
mod gate;
mod grant;
mod image;
pub(crate) mod kinds;
mod list;
mod official;
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
pub use pipeline::{Job, Pipeline, Purpose, Step, System, Used, Uses};
pub use reach::{Remote, Retention};
pub use secret::{Secret, Stands};

use std::sync::Arc;

use crate::change::Identity;
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
    /// they stand. None where that cannot be told without the file.
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

    /// The block of its file that it belongs to: findings about facts of one block are told as one.
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
    /// Its secrets.
    Secrets,
    /// What it says to the gate: that is read of every file.
    Gate,
}

/// A set of [`Read`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reads(u8);

impl Reads {
    /// Everything.
    pub const ALL: Self = Self::of(&[Read::Structure, Read::Runs, Read::Secrets, Read::Gate]);

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

    /// Whether `read` is among them.
    #[must_use]
    pub const fn contains(self, read: Read) -> bool {
        self.0 & Self::of(&[read]).0 != 0
    }
}

impl FromIterator<Self> for Reads {
    fn from_iter<I: IntoIterator<Item = Self>>(sets: I) -> Self {
        Self(sets.into_iter().fold(0, |all, set| all | set.0))
    }
}

macro_rules! facts {
    ($($field:ident: $Kind:ident, $plural:literal, $($read:ident)|+, $asked:ident;)*) => {
        /// All that one file says on one side.
        #[derive(Clone, Debug, Default)]
        pub struct Facts {
            $(#[doc = concat!("Its ", $plural, ".")] pub $field: List<$Kind>,)*
        }

        impl Facts {
            /// How many there are.
            #[must_use]
            pub fn count(&self) -> usize {
                [$(self.$field.len()),*].into_iter().sum()
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
    /// Says which kinds `text` has too many of, as something unread of its own: beyond the bound, or it could be left out itself.
    pub fn note_left_out(&mut self, text: &Arc<Text>) {
        let kinds = self.overflowing();
        if !kinds.is_empty() {
            let why = format!("more than {} {} in one file; the others are not judged", list::MOST, in_words(&kinds));
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
