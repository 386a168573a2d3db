//! What a Dockerfile builds: its stages, and what it puts into their layers.

mod credential;
mod images;
mod layers;
mod packages;
mod read;
#[cfg(test)]
mod tests;

use super::{Fact, Image, Known, Part};
use crate::change::Identity;
use crate::finding::Edit;
use crate::text::Site;

pub(crate) use read::facts;

/// One build stage.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Its name, `final` for the last one without a name, or else its number.
    pub owner: String,
    /// Whether it is the one that is shipped.
    pub is_final: bool,
    /// The image that it starts from in the end, through any chain of earlier stages; `None` for `scratch` or where a variable decides.
    pub base: Option<Image>,
    /// Whether it stands on `scratch`.
    pub from_scratch: bool,
    /// The user that the stage runs as in the end: the last `USER`, its own or of the stages that it stands on.
    pub user: Known<Part>,
    /// Its own last `CMD` or `ENTRYPOINT`, or that of the stages that it stands on.
    pub start: Option<Site>,
    /// The build tools and development packages that the final stage, and those it stands on, install and keep: `gcc`,
    /// `build-essential`. Empty for other stages.
    pub packages: Vec<Part>,
    /// The package caches that its layers keep, likewise.
    pub caches: Vec<Cache>,
    /// The `FROM` instruction.
    pub site: Site,
    /// The empty place after its last instruction.
    pub end: Site,
}

/// Files of a package manager that serve nobody once the layer is built.
#[derive(Clone, Debug)]
pub struct Cache {
    /// What is left: `apt lists`.
    pub what: &'static str,
    /// The install command.
    pub site: Site,
    /// The insertion that cleans up.
    pub mend: Edit,
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
        /// What a look at name and value tells.
        worth: Worth,
        /// The host, where the value is a URL or a host name.
        host: Option<String>,
    },
    /// `COPY` or `ADD` of a file out of the build context: its path as written.
    File {
        /// The path in the context.
        path: String,
    },
}

/// How much a value is worth to a stranger, as far as its name and its form tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// Nothing: no secret by name, or a placeholder.
    Nothing,
    /// A password that anybody would guess: `postgres`.
    Weak,
    /// A credential.
    Credential,
}

impl Stage {
    /// What it stands on, whom it runs as, and what it leaves behind.
    fn says(&self) -> String {
        let base = self.base.as_ref().map(Image::says);
        let user = (self.user.is_missing(), self.user.get().map(|part| &part.text));
        let packages: Vec<_> = self.packages.iter().map(|part| &part.text).collect();
        let caches: Vec<_> = self.caches.iter().map(|cache| cache.what).collect();
        format!("{:?}", (base, self.from_scratch, user, packages, caches))
    }
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
        self.says() == other.says()
    }

    fn statement(&self) -> Option<String> {
        Some(format!("{} {}", self.owner, self.says()))
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

    fn statement(&self) -> Option<String> {
        Some(format!("{} {:?} {}", self.owner, self.what, String::from_utf8_lossy(self.site.bytes())))
    }
}
