//! What a Dockerfile builds: its stages, and what it puts into their layers.

use super::{Fact, Part};
use crate::change::Identity;
use crate::text::Site;

/// One build stage.
#[derive(Clone, Debug)]
pub struct Stage {
    /// `stage 0`, or its name: `AS build`.
    pub owner: String,
    /// Whether it is the one that is shipped.
    pub is_final: bool,
    /// The image that it starts from in the end, through any chain of earlier stages; `None` for `scratch` or where a variable decides.
    pub base: Option<super::Image>,
    /// Whether it stands on `scratch`.
    pub from_scratch: bool,
    /// The user that the stage runs as in the end (the last `USER`, its own or of the stages that it stands on); `None` if never set.
    pub user: Option<Part>,
    /// The packages that it installs and keeps, with the place of each word: `gcc`, `build-essential`.
    pub packages: Vec<Part>,
    /// Package caches that its layers keep: the place of the install command, and a word on what is left.
    pub caches: Vec<Part>,
    /// The `FROM` instruction.
    pub site: Site,
}

/// One thing that an instruction puts into a layer.
#[derive(Clone, Debug)]
pub struct Baked {
    /// `ENV DATABASE_URL`, `COPY id_rsa`: the instruction and the name, for the key.
    pub owner: String,
    /// What it is.
    pub what: BakedKind,
    /// The value, or the file's name, as the Dockerfile writes it.
    pub site: Site,
}

/// The ways into a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BakedKind {
    /// `ENV` or `ARG` with a literal value: its name, and what a look at the value tells. The value itself is not kept.
    Value {
        /// The variable's name.
        name: String,
        /// Whether the value is a literal (no variable has a part in it) and not empty.
        literal: bool,
        /// Whether the value looks like a credential rather than a placeholder.
        secret: bool,
        /// The host, where the value is a URL or a host name.
        host: Option<String>,
    },
    /// `COPY` or `ADD` of a file out of the build context: its path as written.
    File {
        /// The path in the context.
        path: String,
    },
}

impl Identity for Stage {
    type Key = String;

    fn key(&self) -> String {
        self.owner.clone()
    }
}

impl Fact for Stage {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        let texts = |parts: &[Part]| parts.iter().map(|part| part.text.clone()).collect::<Vec<_>>();
        let bases = match (&self.base, &other.base) {
            (Some(mine), Some(theirs)) => mine.same_value(theirs),
            (mine, theirs) => mine.is_none() && theirs.is_none(),
        };
        bases
            && self.user.as_ref().map(|part| &part.text) == other.user.as_ref().map(|part| &part.text)
            && texts(&self.packages) == texts(&other.packages)
            && texts(&self.caches) == texts(&other.caches)
    }
}

impl Identity for Baked {
    type Key = String;

    fn key(&self) -> String {
        self.owner.clone()
    }
}

impl Fact for Baked {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.what == other.what && self.site.bytes() == other.site.bytes()
    }
}
