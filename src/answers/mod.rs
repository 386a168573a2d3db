//! What the files of a change cannot tell: what registries hold, which commits are merged, and what the rest of the repository uses. Rules
//! ask, the run answers.
//!
//! A rule reaches for an answer in the middle of its condition (`let manifest = cx.manifest(image)?;`) and is silent without it. What it
//! reached for is noted; when all rules have been asked, the run puts all open questions at once to an [`Oracle`], and asks the rules
//! again. So a rule stays one condition in one place, does no input or output, and exactly what the rules that are on need is looked up.
//!
//! Each question has a need: what a verdict depends on must be reported if nobody could answer it; what only a fix would have used
//! need not.

mod registry;
mod uses;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use crate::text::{RepoPath, Side};

pub use registry::{Attestation, Config, Manifest, Platform, Signature, Signer, Version};
pub use uses::{Certainty, Marker, Use, Uses};

/// Something to look up. Repositories are written in full: `docker.io/library/nginx`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// What a registry holds under a tag or a digest.
    Version {
        /// `registry.example/web`.
        repository: String,
        /// A tag, or `sha256:…`.
        version: String,
    },
    /// The manifest or index behind a tag or a digest.
    Manifest {
        /// `registry.example/web`.
        repository: String,
        /// A tag, or `sha256:…`.
        version: String,
    },
    /// The configuration of the image behind a tag or a digest; of an index, that of its first image.
    Config {
        /// `registry.example/web`.
        repository: String,
        /// A tag, or `sha256:…`.
        version: String,
    },
    /// The tags of a repository.
    Tags {
        /// `registry.example/web`.
        repository: String,
    },
    /// What is attested about the image behind a tag or a digest.
    Attestations {
        /// `registry.example/web`.
        repository: String,
        /// A tag, or `sha256:…`.
        version: String,
        /// Whose signature counts, where signatures are to be checked.
        signer: Option<Signer>,
    },
    /// The commit behind a tag or branch of a repository on the same GitHub.
    Revision {
        /// `owner/name`.
        repository: String,
        /// `v4`.
        reference: String,
    },
    /// Whether a commit of this repository is merged.
    Merged {
        /// Its id, or the first digits of it.
        commit: String,
    },
    /// What uses a table or a column on one side of the change.
    Uses {
        /// The side whose tree is searched.
        side: Side,
        /// The table, as it is written, without its schema.
        table: String,
        /// The column; none to ask about the table itself.
        column: Option<String>,
    },
    /// Whether a migration of the change does what a model asks for.
    Migrated {
        /// The directory that the model's migrations stand in.
        home: RepoPath,
        /// The model.
        model: String,
        /// Its table without its schema, where that is known.
        table: Option<String>,
        /// The names that the column may have, the database's first; none to ask about the table itself.
        columns: Vec<String>,
        /// What is to become of it.
        is_new: bool,
    },
}

impl Question {
    /// The repository of a registry that it is about, if it is about one.
    #[must_use]
    pub fn repository(&self) -> Option<&str> {
        match self {
            Self::Version { repository, .. }
            | Self::Manifest { repository, .. }
            | Self::Config { repository, .. }
            | Self::Tags { repository }
            | Self::Attestations { repository, .. } => Some(repository),
            Self::Revision { .. } | Self::Merged { .. } | Self::Uses { .. } | Self::Migrated { .. } => None,
        }
    }
}

/// As reports name what was not verified: the image, the commit.
impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version { repository, version }
            | Self::Manifest { repository, version }
            | Self::Config { repository, version }
            | Self::Attestations { repository, version, .. } => {
                let mark = if version.contains(':') { '@' } else { ':' };
                write!(f, "{repository}{mark}{version}")
            }
            Self::Tags { repository } => write!(f, "the tags of {repository}"),
            Self::Revision { repository, reference } => write!(f, "{repository}@{reference}"),
            Self::Merged { commit } => write!(f, "commit {commit}"),
            Self::Uses { side, table, column } => {
                let side = if *side == Side::Base { "base" } else { "head" };
                let dot = if column.is_some() { "." } else { "" };
                write!(f, "uses of `{table}{dot}{}` in the {side}", column.as_deref().unwrap_or_default())
            }
            Self::Migrated { model, .. } => write!(f, "migrations for {model}"),
        }
    }
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To [`Question::Version`].
    Version(Version),
    /// To [`Question::Manifest`].
    Manifest(Manifest),
    /// To [`Question::Config`].
    Config(Config),
    /// To [`Question::Tags`], sorted.
    Tags(Vec<String>),
    /// To [`Question::Attestations`].
    Attestations(Vec<Attestation>),
    /// To [`Question::Revision`]: all digits of the commit.
    Revision(String),
    /// To [`Question::Merged`].
    Merged(Merged),
    /// To [`Question::Uses`].
    Uses(Uses),
    /// To [`Question::Migrated`].
    Migrated(Migrated),
    /// There is no such image, so there is nothing more to say about it.
    Absent,
    /// Nobody could answer; why, lower case, no full stop. Never to be read as a no.
    Unknown(String),
}

/// What became of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merged {
    /// The target branch, or the change itself, contains it.
    Yes,
    /// This repository has it, and neither contains it.
    No,
    /// This repository does not have it.
    NoSuchCommit,
}

/// Whether migrations do what a model asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Migrated {
    /// One of the change does, or may: not all that it does is known, or an earlier one may have done it.
    Perhaps,
    /// None does.
    No,
}

/// What hangs on an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Only whether a finding can offer a fix.
    Fix,
    /// Whether there is a finding.
    Verdict,
}

/// Who answers. Asked with all open questions at once, a few times in a run.
pub trait Oracle: Send + Sync {
    /// An answer to each of `questions`, in their order; nothing to those that are not asked of anybody.
    fn answer(&self, questions: &[Question]) -> Vec<Option<Answer>>;
}

/// The answers of a run, and what was asked.
#[derive(Debug)]
pub struct Answers {
    today: Date,
    known: BTreeMap<Question, Answer>,
    asked: Mutex<BTreeMap<Question, Need>>,
}

impl Answers {
    /// None yet, on this day.
    #[must_use]
    pub const fn new(today: Date) -> Self {
        Self { today, known: BTreeMap::new(), asked: Mutex::new(BTreeMap::new()) }
    }

    /// The day of the run: what is too old is so by this.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today
    }

    /// The answer, if there is one by now; notes that it was asked for.
    fn find<T>(&self, question: Question, need: Need, read: fn(&Answer) -> Option<&T>) -> Option<&T> {
        let answer = self.known.get(&question);
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let noted = asked.entry(question).or_insert(need);
        *noted = need.max(*noted);
        read(answer?)
    }

    /// What a registry holds under a tag or a digest.
    #[must_use]
    pub fn version(&self, repository: String, version: &str, need: Need) -> Option<&Version> {
        let question = Question::Version { repository, version: version.to_owned() };
        self.find(question, need, |answer| if let Answer::Version(found) = answer { Some(found) } else { None })
    }

    /// The manifest or index behind a tag or a digest.
    #[must_use]
    pub fn manifest(&self, repository: String, version: &str) -> Option<&Manifest> {
        let question = Question::Manifest { repository, version: version.to_owned() };
        self.find(
            question,
            Need::Verdict,
            |answer| if let Answer::Manifest(found) = answer { Some(found) } else { None },
        )
    }

    /// The configuration of the image behind a tag or a digest.
    #[must_use]
    pub fn config(&self, repository: String, version: &str) -> Option<&Config> {
        let question = Question::Config { repository, version: version.to_owned() };
        self.find(question, Need::Verdict, |answer| if let Answer::Config(found) = answer { Some(found) } else { None })
    }

    /// The tags of a repository.
    #[must_use]
    pub fn tags(&self, repository: String) -> Option<&[String]> {
        let read: fn(&Answer) -> Option<&Vec<String>> =
            |answer| if let Answer::Tags(found) = answer { Some(found) } else { None };
        self.find(Question::Tags { repository }, Need::Verdict, read).map(Vec::as_slice)
    }

    /// What is attested about the image behind a tag or a digest.
    #[must_use]
    pub fn attestations(&self, repository: String, version: &str, signer: Option<Signer>) -> Option<&[Attestation]> {
        let question = Question::Attestations { repository, version: version.to_owned(), signer };
        let read: fn(&Answer) -> Option<&Vec<Attestation>> =
            |answer| if let Answer::Attestations(found) = answer { Some(found) } else { None };
        self.find(question, Need::Verdict, read).map(Vec::as_slice)
    }

    /// The commit behind a tag or branch of another repository, for a fix.
    #[must_use]
    pub fn revision(&self, repository: &str, reference: &str) -> Option<&str> {
        let question = Question::Revision { repository: repository.to_owned(), reference: reference.to_owned() };
        let read: fn(&Answer) -> Option<&String> =
            |answer| if let Answer::Revision(found) = answer { Some(found) } else { None };
        self.find(question, Need::Fix, read).map(String::as_str)
    }

    /// What became of a commit of this repository.
    #[must_use]
    pub fn merged(&self, commit: &str) -> Option<Merged> {
        let question = Question::Merged { commit: commit.to_owned() };
        self.find(question, Need::Verdict, |answer| if let Answer::Merged(found) = answer { Some(found) } else { None })
            .copied()
    }

    /// What uses a table, or a column of it, on one side of the change.
    #[must_use]
    pub fn uses(&self, side: Side, table: &str, column: Option<&str>) -> Option<&Uses> {
        let question = Question::Uses { side, table: table.to_owned(), column: column.map(str::to_owned) };
        self.find(question, Need::Verdict, |answer| if let Answer::Uses(found) = answer { Some(found) } else { None })
    }

    /// What was not searched for uses, and why, once for each side.
    pub fn not_searched(&self) -> impl Iterator<Item = (Side, &str)> {
        let left_out = self.known.iter().filter_map(|(question, answer)| match (question, answer) {
            (Question::Uses { side, .. }, Answer::Uses(Uses { left_out: Some(why), .. })) => {
                Some((*side, why.as_str()))
            }
            _ => None,
        });
        left_out.collect::<BTreeMap<_, _>>().into_iter()
    }

    /// Whether migrations do what a model asks for.
    #[must_use]
    pub fn migrated(&self, question: Question) -> Option<Migrated> {
        let read: fn(&Answer) -> Option<&Migrated> =
            |answer| if let Answer::Migrated(found) = answer { Some(found) } else { None };
        self.find(question, Need::Verdict, read).copied()
    }

    /// Asks `oracle` all that is open. Whether it answered anything.
    pub fn learn(&mut self, oracle: &dyn Oracle) -> bool {
        let asked = self.asked.get_mut().unwrap_or_else(PoisonError::into_inner);
        let open: Vec<Question> = asked.keys().filter(|question| !self.known.contains_key(question)).cloned().collect();
        let answers = if open.is_empty() { Vec::new() } else { oracle.answer(&open) };
        let before = self.known.len();
        self.known.extend(open.into_iter().zip(answers).filter_map(|(question, answer)| Some((question, answer?))));
        self.known.len() > before
    }

    /// What a verdict depends on and nobody answered, and why; without a reason where nobody was asked.
    pub fn unverified(&self) -> impl Iterator<Item = (Question, Option<&str>)> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let needed: Vec<Question> =
            asked.iter().filter(|(_, need)| **need == Need::Verdict).map(|(question, _)| question.clone()).collect();
        needed.into_iter().filter_map(|question| match self.known.get(&question) {
            None => Some((question, None)),
            Some(Answer::Unknown(why)) => Some((question, Some(why.as_str()))),
            Some(_) => None,
        })
    }
}
