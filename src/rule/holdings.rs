//! What registries and the history hold in an example: the blocks `text registry` and `text history` of a page, a line for each image
//! or commit.
//!
//! ```text
//! registry.example/web:1.4@sha256:…  linux/amd64=sha256:… linux/arm64
//! registry.example/web@sha256:…      user=10001 size=40MB created=2026-01-31 revision=3f2a91c
//! registry.example/web@sha256:…      attests=https://slsa.dev/provenance/v1 builder=https://… source=https://…
//! registry.example/web@sha256:…      altered=sha256:…
//! ```
//!
//! Several platforms make an index. Of a repository that is named, what is not listed does not exist; about others nobody can tell.

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::{Answer, Attestation, Config, Manifest, Oracle, Platform, Question, Signature, Version};
use crate::source::Ancestry;
use crate::text::RepoPath;

/// What registries and the history hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// By repository and version: a tag or a digest.
    versions: BTreeMap<(String, String), Held>,
    repositories: BTreeSet<String>,
    /// Commits, and whether they are merged.
    commits: Vec<(String, bool)>,
    /// The commits behind the tags of other repositories.
    revisions: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Held {
    digest: String,
    altered: Option<String>,
    manifest: Manifest,
    config: Config,
    attestations: Vec<Attestation>,
}

impl Holdings {
    /// Reads a block: `registry` or `history`.
    pub(super) fn read(&mut self, block: &RepoPath, text: &str) -> Result<(), String> {
        for line in text.split_terminator('\n').filter(|line| !line.trim().is_empty()) {
            let read = if block.as_bstr() == "history" { self.commit(line) } else { self.line(line) };
            read.map_err(|why| format!("`{line}`: {why}"))?;
        }
        Ok(())
    }

    /// Takes over from `shared` what is not said here.
    pub(super) fn or(&mut self, shared: &Self) {
        if self.versions.is_empty() {
            self.versions.clone_from(&shared.versions);
            self.repositories.clone_from(&shared.repositories);
        }
        if self.commits.is_empty() && self.revisions.is_empty() {
            self.commits.clone_from(&shared.commits);
            self.revisions.clone_from(&shared.revisions);
        }
    }

    /// Whether there is anybody to ask but the repository itself.
    #[must_use]
    pub fn are_elsewhere(&self) -> bool {
        !self.versions.is_empty() || !self.revisions.is_empty()
    }

    fn commit(&mut self, line: &str) -> Result<(), String> {
        let (word, id) = line.split_once(' ').ok_or("says no commit")?;
        if word.contains('@') {
            self.revisions.insert(word.to_owned(), id.trim().to_owned());
            return Ok(());
        }
        let is_merged = match word {
            "merged" => true,
            "not-merged" => false,
            _ => return Err(format!("`{word}` is neither `merged`, `not-merged` nor `owner/name@tag`")),
        };
        self.commits.push((id.trim().to_owned(), is_merged));
        Ok(())
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        let mut words = line.split_whitespace();
        let (name, digest) = words.next().and_then(|word| word.split_once('@')).ok_or("says no `…@sha256:…`")?;
        let slash = name.rfind('/').map_or(0, |slash| slash + 1);
        let (repository, tag) = match name[slash..].split_once(':') {
            Some((last, tag)) => (format!("{}{last}", &name[..slash]), Some(tag.to_owned())),
            None => (name.to_owned(), None),
        };
        let held = self.versions.entry((repository.clone(), digest.to_owned())).or_insert_with(|| Held::new(digest));
        held.words(words)?;
        let held = held.clone();
        if let Some(tag) = tag {
            self.versions.insert((repository.clone(), tag), held);
        }
        self.repositories.insert(repository);
        Ok(())
    }

    fn answer(&self, question: &Question) -> Option<Answer> {
        if let Question::Revision { repository, reference } = question {
            return self.revisions.get(&format!("{repository}@{reference}")).cloned().map(Answer::Revision);
        }
        let repository = question.repository()?.to_owned();
        if !self.repositories.contains(&repository) {
            return Some(Answer::Unknown("the example says nothing about it".to_owned()));
        }
        let held = |version: &String| self.versions.get(&(repository.clone(), version.clone()));
        let absent = || Answer::Absent;
        Some(match question {
            Question::Version { version, .. } => Answer::Version(match held(version) {
                Some(Held { altered: Some(digest), .. }) => Version::Altered { digest: digest.clone() },
                Some(held) => Version::Found { digest: held.digest.clone() },
                None => Version::Absent,
            }),
            Question::Manifest { version, .. } => {
                held(version).map_or_else(absent, |held| Answer::Manifest(held.manifest.clone()))
            }
            Question::Config { version, .. } => {
                held(version).map_or_else(absent, |held| Answer::Config(held.config.clone()))
            }
            Question::Attestations { version, .. } => {
                held(version).map_or_else(absent, |held| Answer::Attestations(held.attestations.clone()))
            }
            Question::Tags { .. } => {
                let versions =
                    self.versions.keys().filter(|(other, _)| *other == repository).map(|(_, version)| version);
                Answer::Tags(versions.filter(|version| !version.contains(':')).cloned().collect())
            }
            Question::Revision { .. } | Question::Merged { .. } | Question::Uses { .. } | Question::Migrated { .. } => {
                return None;
            }
        })
    }
}

impl Ancestry for Holdings {
    fn is_merged(&self, commit: &str) -> Result<Option<bool>, String> {
        Ok(self.commits.iter().find(|(id, _)| id.starts_with(commit)).map(|(_, merged)| *merged))
    }
}

impl Oracle for Holdings {
    fn answer(&self, questions: &[Question]) -> Vec<Option<Answer>> {
        questions.iter().map(|question| Self::answer(self, question)).collect()
    }
}

impl Held {
    fn new(digest: &str) -> Self {
        let platform = Platform::new("linux", "amd64", None);
        let (user, size, labels) = ("10001".to_owned(), 1, BTreeMap::new());
        let config = Config { platform, created: None, user, labels, size };
        Self {
            digest: digest.to_owned(),
            altered: None,
            manifest: Manifest::Image { size: 1 },
            config,
            attestations: Vec::new(),
        }
    }

    fn words<'a>(&mut self, words: impl Iterator<Item = &'a str>) -> Result<(), String> {
        let mut images = Vec::new();
        for word in words {
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            match Platform::parse(key) {
                Some(platform) => images.push((platform, value.to_owned())),
                None => self.fact(key, value).ok_or_else(|| format!("`{word}` says nothing"))?,
            }
        }
        self.manifest = match images.as_slice() {
            [] => return Ok(()),
            [(platform, _)] => {
                self.config.platform = platform.clone();
                Manifest::Image { size: self.config.size }
            }
            _ => Manifest::Index { images },
        };
        Ok(())
    }

    fn fact(&mut self, key: &str, value: &str) -> Option<()> {
        let time = |value: &str| format!("{value}T00:00:00Z").parse().ok();
        match key {
            "altered" => self.altered = Some(value.to_owned()),
            "user" => value.clone_into(&mut self.config.user),
            "size" => self.config.size = value.strip_suffix("MB")?.parse::<u64>().ok()? * 1_000_000,
            "created" => self.config.created = Some(time(value)?),
            "attests" => self.attestations.push(attestation(value)),
            "builder" => self.attestations.last_mut()?.builder = Some(value.to_owned()),
            "scanned" => self.attestations.last_mut()?.scanned = Some(time(value)?),
            "source" if !self.attestations.is_empty() => {
                self.attestations.last_mut()?.source = Some(value.to_owned());
            }
            "source" | "revision" => {
                self.config.labels.insert(format!("org.opencontainers.image.{key}"), value.to_owned());
            }
            _ => return None,
        }
        Some(())
    }
}

fn attestation(predicate: &str) -> Attestation {
    Attestation {
        predicate: Some(predicate.to_owned()),
        is_about_it: true,
        builder: None,
        source: None,
        scanned: None,
        signature: Signature::Unchecked,
    }
}
