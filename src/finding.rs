//! What a rule says: a place, a sentence, and what to do.

pub use crate::text::Site;

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::{Span, Text, edit};

/// Declares a scale: an enum, each of its values, and their names. Whoever adds a value is led by the compiler to all that must know it:
/// a `match` that lacks it does not compile, nor does an array that is as long as `ALL`.
macro_rules! scale {
    ($(#[$about:meta])* $scale:ident { $($(#[$doc:meta])* $value:ident = $name:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $scale {
            $($(#[$doc])* #[serde(rename = $name)] $value,)+
        }

        impl $scale {
            /// Each value, the lowest first.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$value),+];

            /// Its name, as policies and reports write it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name,)+
                }
            }
        }

        impl fmt::Display for $scale {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

scale! {
    /// How much a finding matters. Policy decides what follows from it.
    Severity {
        /// Worth knowing.
        Low = "low",
        /// Worth mending.
        Medium = "medium",
        /// Breaks a promise that others rely on.
        High = "high",
        /// Breaks production, or lets somebody in.
        Critical = "critical",
    }
}

scale! {
    /// How sure a finding is.
    Confidence {
        /// May well be something else.
        Possible = "possible",
        /// A reviewer would believe it.
        Likely = "likely",
        /// It cannot be otherwise.
        Certain = "certain",
    }
}

impl Severity {
    /// Each severity, the worst first, as reports show them.
    pub fn worst_first() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().rev()
    }
}

/// How strictly the rules speak. `standard` fits any repository; `strict` takes the sources' own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// For any repository.
    #[default]
    Standard,
    /// For a repository that has decided to be strict.
    Strict,
}

/// A severity for each profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// Under `profile: standard`.
    pub standard: Severity,
    /// Under `profile: strict`.
    pub strict: Severity,
}

impl Levels {
    /// The severity under `profile`.
    #[must_use]
    pub fn of(self, profile: Profile) -> Severity {
        match profile {
            Profile::Standard => self.standard,
            Profile::Strict => self.strict,
        }
    }
}

/// Whether a fix may be applied unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// Means the same, or what the author surely meant.
    Safe,
    /// Probably right; to be read first.
    Unsafe,
}

/// Bytes to put in the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty place is an insertion. Always on the head's side.
    pub site: Site,
    /// What stands there afterwards.
    pub text: String,
}

/// A change that makes the finding go away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an imperative: "restore the digest".
    pub title: String,
    /// Whether it may be applied unread.
    pub safety: Safety,
    /// Edits that do not overlap.
    pub edits: Vec<Edit>,
}

/// One answer of one rule about one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The primary place: as few bytes as show it.
    pub at: Site,
    /// Lower case, no full stop, names the thing in backticks; it must stand alone in a review.
    pub message: String,
    /// Tells this finding from another of the same rule about the same fact; part of its fingerprint.
    pub detail: String,
    /// Other places with a word on each.
    pub related: Vec<(Site, String)>,
    /// What to do, as an imperative.
    pub help: Option<String>,
    /// The change that does it.
    pub fix: Option<Fix>,
    /// The most that this finding can be, where that is less than the rule's own severity.
    pub ceiling: Option<Levels>,
    /// How sure, where that is less than the rule's own confidence.
    pub confidence: Option<Confidence>,
}

/// What `edits` make of the bytes of `text` at `part`; `None` where they do not fit together, or one lies outside.
#[must_use]
pub fn applied<'e>(text: &Text, part: Span, edits: impl IntoIterator<Item = &'e Edit>) -> Option<Vec<u8>> {
    let within = |one: &'e Edit| {
        let Span { start, end } = one.site.span;
        Some((Span::new(start.checked_sub(part.start)?, end.checked_sub(part.start)?), one.text.as_str()))
    };
    let edits: Vec<(Span, &str)> = edits.into_iter().map(within).collect::<Option<_>>()?;
    edit::apply(text.slice(part), &edits)
}

impl Finding {
    /// `message` about the bytes at `at`.
    #[must_use]
    pub fn at(at: &Site, message: impl Into<String>) -> Self {
        Self {
            at: at.clone(),
            message: message.into(),
            detail: String::new(),
            related: Vec::new(),
            help: None,
            fix: None,
            ceiling: None,
            confidence: None,
        }
    }

    /// Adds what tells it from another finding of its rule about the same fact.
    #[must_use]
    pub fn about(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, site: &Site, note: impl Into<String>) -> Self {
        self.related.push((site.clone(), note.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the edits that do it; the last call counts.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, safety: Safety, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { title: title.into(), safety, edits });
        self
    }

    /// Lowers the severity to at most this, under each profile; of several calls the lowest counts.
    #[must_use]
    pub fn at_most(mut self, standard: Severity, strict: Severity) -> Self {
        let so_far = self.ceiling.unwrap_or(Levels { standard, strict });
        self.ceiling = Some(Levels { standard: standard.min(so_far.standard), strict: strict.min(so_far.strict) });
        self
    }

    /// Lowers the confidence.
    #[must_use]
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = Some(confidence);
        self
    }
}
