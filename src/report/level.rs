//! What services call how much a finding matters: the one table that leads from our severities to theirs.

use crate::finding::{Confidence, Profile, Severity};
use crate::policy::Decision;
use crate::rule::Rule;

use super::tally::Row;

/// The three levels that most services have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Info,
    Warning,
    Error,
}

impl Level {
    /// The level under which a finding is shown beside the verdict: only what stops the change is an error, and what was there before
    /// is for information.
    pub(super) fn of(decision: &Decision) -> Self {
        match Row::of(decision) {
            Row::Gates => Self::Error,
            Row::Advises => Grade::of(decision).scale().level.min(Self::Warning),
            // A reviewer has to see it.
            Row::WaivedHere => Self::Warning,
            Row::Existing | Row::Waived => Self::Info,
        }
    }
}

/// How much a finding matters to those who know no confidence: its severity, unless it may well be something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Grade {
    Possible,
    At(Severity),
}

/// The words and numbers that services have for a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// By itself, whatever the verdict: SARIF's `level`.
    pub(super) level: Level,
    /// In tenths, from 0 to 100: SARIF's `rank`, GitHub's `security-severity`. GitHub calls critical what is above 9.0, high from 7.0 on,
    /// medium from 4.0 on (GitHub's "SARIF support for code scanning").
    pub(super) tenths: u8,
    /// GitLab's Code Quality.
    pub(super) code_quality: &'static str,
}

impl Grade {
    pub(super) fn of(decision: &Decision) -> Self {
        Self::from(decision.severity, decision.confidence)
    }

    /// That of a rule's findings, where neither the finding, nor its place, nor the policy says less or more.
    pub(super) fn own(rule: &Rule, profile: Profile) -> Self {
        Self::from(rule.levels().of(profile), rule.confidence)
    }

    fn from(severity: Severity, confidence: Confidence) -> Self {
        match confidence {
            Confidence::Possible => Self::Possible,
            Confidence::Likely | Confidence::Certain => Self::At(severity),
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Possible => Confidence::Possible.name(),
            Self::At(severity) => severity.name(),
        }
    }

    pub(super) const fn scale(self) -> Scale {
        match self {
            Self::Possible => Scale { level: Level::Info, tenths: 30, code_quality: "info" },
            Self::At(Severity::Low) => Scale { level: Level::Info, tenths: 30, code_quality: "minor" },
            Self::At(Severity::Medium) => Scale { level: Level::Warning, tenths: 55, code_quality: "major" },
            Self::At(Severity::High) => Scale { level: Level::Error, tenths: 80, code_quality: "critical" },
            Self::At(Severity::Critical) => Scale { level: Level::Error, tenths: 95, code_quality: "blocker" },
        }
    }
}
