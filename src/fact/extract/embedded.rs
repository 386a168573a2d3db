//! A file inside another: a Dockerfile in Compose, a manifest in a script's here-document, JSON in a string of Terraform. It is read as a text
//! of its own, and what it says stands where it stands in the file that holds it.

use std::sync::Arc;

use bstr::ByteSlice;

use super::contents::{Contents, Runs};
use super::format::{Name, ecs};
use super::{Directory, Neighbours, Overlays, Usage, place};
use crate::document::yaml::{self, Yaml};
use crate::document::{Passage, dockerfile};
use crate::fact::{Facts, Grant, Image, Known, Remote};
use crate::source::Listed;
use crate::text::{RepoPath, Site, Text};

/// The largest text that is read so. Nobody writes a larger one into another file by hand.
const LARGEST: usize = 1 << 20;

/// A text inside a file.
#[derive(Clone, Copy)]
pub(super) struct Inner<'a> {
    /// The file.
    pub(super) file: &'a Arc<Text>,
    /// What in it holds the text.
    pub(super) owner: &'a str,
    /// The text.
    pub(super) passage: &'a Passage,
}

impl Inner<'_> {
    /// Reads documents that are used for `usage`; nothing that does not look like it.
    pub(super) fn documents(self, usage: Option<Usage>, facts: &mut Facts) {
        let bytes = self.passage.bytes();
        match usage {
            Some(Usage::Dockerfile) => self.dockerfile(facts),
            Some(usage) if !usage.fits(bytes) => {}
            None if !bytes.contains_str("mage") => {}
            _ => self.read(facts, |text| {
                let yaml = yaml::parse(text);
                let (found, ..) = Contents::read(&yaml, &Name::of_inner(usage), Runs::Nothing, &Alone).close();
                found
            }),
        }
    }

    /// Reads a Dockerfile.
    pub(super) fn dockerfile(self, facts: &mut Facts) {
        self.read(facts, |text| crate::fact::dockerfile::facts(&dockerfile::parse(text)));
    }

    /// Reads a list of ECS containers.
    pub(super) fn containers(self, facts: &mut Facts) {
        self.read(facts, |text| {
            let mut found = Facts::default();
            yaml::parse(text).documents().for_each(|document| ecs::containers("", document, &mut found));
            found
        });
    }

    fn read(self, facts: &mut Facts, read: impl FnOnce(&Arc<Text>) -> Facts) {
        if self.passage.len() > LARGEST {
            return;
        }
        let text = Text::new(self.file.side(), self.file.path().clone(), self.passage.bytes().to_vec());
        let found = read(&text);
        let outer = Outer { inner: self, text: &text };
        facts.images.extend(found.images.iter().map(|image| outer.image(image.clone())));
        facts.remotes.extend(found.remotes.iter().map(|remote| outer.remote(remote.clone())));
        facts.grants.extend(found.grants.iter().map(|grant| outer.grant(grant.clone())));
    }
}

/// No file stands beside a text in another.
pub(super) struct Alone;

impl Neighbours for Alone {
    fn read(&self, _: &RepoPath) -> Option<Arc<Yaml>> {
        None
    }

    fn text(&self, _: &RepoPath) -> Option<Arc<Text>> {
        None
    }

    fn list(&self, _: &RepoPath) -> Vec<Listed> {
        Vec::new()
    }

    fn directory(&self, _: &RepoPath) -> Arc<Directory> {
        Arc::default()
    }

    fn overlays(&self, _: &RepoPath) -> Option<Arc<Overlays>> {
        None
    }
}

/// Leads from an inner text back to its file.
struct Outer<'a> {
    inner: Inner<'a>,
    text: &'a Arc<Text>,
}

impl Outer<'_> {
    fn owner(&self, owner: &mut String) {
        *owner = format!("{} {owner}", place::short(self.inner.owner)).trim().to_owned();
    }

    fn site(&self, site: &mut Site) {
        // What another file supplies keeps its place.
        if Arc::ptr_eq(&site.text, self.text) {
            *site = Site::new(self.inner.file, self.inner.passage.span(site.span.range()));
        }
    }

    fn image(&self, mut image: Image) -> Image {
        self.owner(&mut image.owner);
        self.site(&mut image.site);
        for part in [&mut image.repository, &mut image.tag, &mut image.digest] {
            if let Known::Known(part) = part {
                self.site(&mut part.site);
            }
        }
        image.pull_policy.iter_mut().for_each(|part| self.site(&mut part.site));
        image
    }

    fn remote(&self, mut remote: Remote) -> Remote {
        self.owner(&mut remote.owner);
        self.site(&mut remote.site);
        remote.version.iter_mut().for_each(|part| self.site(&mut part.site));
        remote
    }

    fn grant(&self, mut grant: Grant) -> Grant {
        self.site(&mut grant.site);
        grant
    }
}
