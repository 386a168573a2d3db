//! Typed facts: what a file says about production, with the place of each piece. Rules ask about nothing else.

pub mod act;
mod command;
pub(crate) mod dockerfile;
pub mod extract;
mod gate;
mod grant;
mod image;
mod list;
mod official;
mod pipeline;
mod reach;
pub mod reference;
mod secret;
pub mod suppress;

pub use command::{Command, Runner};
pub use dockerfile::{Baked, BakedKind, Cache, Stage, Worth};
pub use gate::{Fault, PolicyFile, Suppression, Unread};
pub use grant::Grant;
pub use image::{Image, Known, Part, Place};
pub use list::List;
pub use pipeline::{Job, Pipeline, Purpose, Step, System, Used, Uses};
pub use reach::{Remote, Retention};
pub use secret::{Secret, Stands};

use crate::change::Identity;
use crate::secret::mask::Occurrence;
use crate::text::Site;

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

    /// What it says, where a thing of the same file that says just that is the same thing under another key: an image whose
    /// container, object or job was renamed.
    fn by_value(&self) -> Option<String> {
        None
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

/// All that one file says on one side.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Image references.
    pub images: List<Image>,
    /// Build stages.
    pub stages: List<Stage>,
    /// What goes into layers.
    pub baked: List<Baked>,
    /// Remote sources.
    pub remotes: List<Remote>,
    /// Clean-up policies.
    pub retentions: List<Retention>,
    /// Commands that change something others rely on.
    pub commands: List<Command>,
    /// Pipelines.
    pub pipelines: List<Pipeline>,
    /// Their jobs.
    pub jobs: List<Job>,
    /// What they use.
    pub uses: List<Uses>,
    /// Rights in clusters.
    pub grants: List<Grant>,
    /// Secrets.
    pub secrets: List<Secret>,
    /// Where secrets stand, also such that no rule is asked about: no report shows them.
    pub hidden: Vec<Occurrence>,
    /// What could not be read.
    pub unread: List<Unread>,
    /// Files that decide how changes are judged.
    pub policy_files: List<PolicyFile>,
    /// Comments that silence rules.
    pub suppressions: List<Suppression>,
}

impl Facts {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        let Self { images, stages, baked, remotes, retentions, .. } = self;
        let Self { commands, pipelines, jobs, uses, grants, secrets, unread, policy_files, suppressions, .. } = self;
        let about_files = images.len() + stages.len() + baked.len() + remotes.len() + retentions.len();
        let about_runs = commands.len() + pipelines.len() + jobs.len() + uses.len() + grants.len();
        about_files + about_runs + secrets.len() + unread.len() + policy_files.len() + suppressions.len()
    }

    /// Where secrets stand that no report may show.
    pub fn hidden(&self) -> impl Iterator<Item = Occurrence> {
        let is_secret =
            |baked: &&Baked| matches!(baked.what, BakedKind::Value { worth: Worth::Weak | Worth::Credential, .. });
        let baked = self.baked.iter().filter(is_secret).map(|baked| Occurrence::at(baked.site.clone()));
        self.hidden.iter().cloned().chain(baked)
    }

    /// What was left out, in a sentence a kind.
    pub fn left_out(&self) -> impl Iterator<Item = String> {
        let kinds = [
            ("images", self.images.overflows()),
            ("build stages", self.stages.overflows()),
            ("values and files in layers", self.baked.overflows()),
            ("remote sources", self.remotes.overflows()),
            ("clean-up policies", self.retentions.overflows()),
            ("commands", self.commands.overflows()),
            ("jobs", self.jobs.overflows()),
            ("uses of actions", self.uses.overflows()),
            ("secrets", self.secrets.overflows()),
            ("comments to Portcullis", self.suppressions.overflows()),
        ];
        let more = |(kind, _)| format!("more than {} {kind} in one file; the others are not judged", list::MOST);
        kinds.into_iter().filter(|(_, overflows)| *overflows).map(more)
    }
}
