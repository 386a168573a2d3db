//! Things that a file leans on elsewhere: remote sources, repositories for images, clean-up policies.

use super::{Fact, Known, Part};
use crate::change::Identity;
use crate::text::Site;

/// A source that is fetched when the file is applied: a chart, a git repository.
#[derive(Clone, Debug)]
pub struct Remote {
    /// What it is in its file: `dependencies redis`, `resources github.com/org/repo`.
    pub owner: String,
    /// What is fetched, as a reader knows it.
    pub name: String,
    /// The version asked for, or nothing where the file asks for whatever is newest.
    pub version: Option<Part>,
    /// Whether that version can name other content tomorrow, and why: `a branch`, `a version range`.
    pub moves: Option<&'static str>,
    /// The version's value, or else the source's.
    pub site: Site,
}

/// A repository for images that is declared in code.
#[derive(Clone, Debug)]
pub struct ImageRepository {
    /// What it is in its file: `aws_ecr_repository.web`.
    pub owner: String,
    /// Whether a tag in it may be pushed a second time; not known where a variable decides.
    pub is_mutable: Known<bool>,
    /// The setting, or else the repository.
    pub site: Site,
}

/// A policy that cleans old images away.
#[derive(Clone, Debug)]
pub struct Retention {
    /// What it is in its file.
    pub owner: String,
    /// How many images it keeps.
    pub keep: u64,
    /// The number.
    pub site: Site,
}

impl Remote {
    fn says(&self) -> String {
        format!("{} {}", self.name, self.version.as_ref().map_or("", |part| part.text.as_str()))
    }
}

impl Identity for Remote {
    type Key = String;

    fn key(&self) -> String {
        self.owner.clone()
    }
}

impl Fact for Remote {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.says() == other.says()
    }

    fn statement(&self) -> Option<String> {
        Some(format!("{} {}", self.owner, self.says()))
    }

    fn by_value(&self) -> Option<String> {
        Some(self.says())
    }

    fn detail(&self) -> String {
        self.name.clone()
    }
}

impl Identity for ImageRepository {
    type Key = String;

    fn key(&self) -> String {
        self.owner.clone()
    }
}

impl Fact for ImageRepository {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.is_mutable == other.is_mutable
    }

    fn statement(&self) -> Option<String> {
        Some(format!("{} {:?}", self.owner, self.is_mutable))
    }
}

impl Identity for Retention {
    type Key = String;

    fn key(&self) -> String {
        self.owner.clone()
    }
}

impl Fact for Retention {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.keep == other.keep
    }

    fn statement(&self) -> Option<String> {
        Some(format!("{} {}", self.owner, self.keep))
    }
}
