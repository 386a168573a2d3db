//! What is decided: each finding's standing, and the outcome of the whole.

use std::sync::Arc;

use crate::finding::{Confidence, Fix, Severity};
use crate::scan::{Fingerprint, Judged, Origin};
use crate::secret::mask::Redactor;
use crate::source::{Unchecked, is_description};
use crate::text::hunks::Hunk;
use crate::text::{Side, Site, Text};

/// A finding with what policy makes of it.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The finding.
    pub judged: Judged,
    /// How much it matters here, after profile, place and policy.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// What follows.
    pub standing: Standing,
    /// Whether a review comments on it (`comment_at`).
    pub comments: bool,
    /// The zone that its file belongs to, as the policy names it.
    pub zone: Option<String>,
    /// The findings of the same block that are reported with it: rule and identity.
    pub joined: Vec<(&'static str, Fingerprint)>,
}

impl Decision {
    /// Whether it alone stops the change.
    #[must_use]
    pub fn gates(&self) -> bool {
        matches!(self.standing, Standing::Blocks)
    }

    /// Whether somebody has waived it.
    #[must_use]
    pub fn is_waived(&self) -> bool {
        matches!(self.standing, Standing::Suppressed(_) | Standing::Baselined)
    }

    /// Whether it is about the change: nobody has waived it, and it is not an old finding in a place that the change leaves alone.
    #[must_use]
    pub fn is_about_the_change(&self) -> bool {
        match self.standing {
            Standing::Blocks => true,
            Standing::Advises => self.judged.origin == Origin::Introduced || self.judged.touched,
            Standing::Suppressed(_) | Standing::Baselined => false,
        }
    }

    /// The fix that can be applied: of a finding about the change, and to whole files of the head.
    #[must_use]
    pub fn fix(&self) -> Option<&Fix> {
        let fix = self.judged.finding.fix.as_ref().filter(|_| self.is_about_the_change())?;
        let can_be_applied = |text: &Text| text.side() == Side::Head && !text.is_part() && !is_description(text.path());
        let all = !fix.edits.is_empty() && fix.edits.iter().all(|edit| can_be_applied(&edit.site.text));
        all.then_some(fix)
    }
}

/// What follows from a finding.
#[derive(Clone, Debug)]
pub enum Standing {
    /// It stops the change.
    Blocks,
    /// It is shown.
    Advises,
    /// A comment or the policy waives it.
    Suppressed(Waiver),
    /// The baseline lists it.
    Baselined,
}

/// Who waived a finding, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The comment, or nothing where the policy's `suppress:` does it.
    pub comment: Option<Site>,
    /// The reason that was given.
    pub reason: String,
    /// The last day on which it counts, `2027-01-31`.
    pub until: Option<String>,
    /// Whether the change itself adds it: a reviewer should read it.
    pub added_here: bool,
}

/// The outcome of the whole run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Nothing stops the change.
    Pass,
    /// Something does.
    Fail,
    /// Nothing found does, but something that policy requires could not be verified.
    Incomplete,
    /// Something stops the change, and somebody whom the policy names lets it pass.
    Overruled,
}

/// Who may let a change pass that is blocked, from the base's policy (`break_glass:`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakGlass {
    /// The label that one of them puts on the pull request; without it only their approvals count.
    pub label: Option<String>,
    /// Their logins.
    pub by: Vec<String>,
}

/// Who let a blocked change pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overruled {
    /// The login.
    pub by: String,
    /// By what.
    pub how: How,
    /// The reason that they gave.
    pub why: String,
}

/// How somebody lets a blocked change pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// A label on the pull request.
    Label(String),
    /// An approval of exactly this head.
    Approval,
}

/// What the change does to a file: for reports that show it beside a finding.
#[derive(Clone, Debug)]
pub struct Diff {
    /// The base's text; nothing where the change adds the file.
    pub base: Option<Arc<Text>>,
    /// The head's text; nothing where the change removes it.
    pub head: Option<Arc<Text>>,
    /// The lines that differ, in order.
    pub hunks: Vec<Hunk>,
}

/// The verdict on a change: what every report is made from.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The base as a reader knows it.
    pub base: String,
    /// The head likewise.
    pub head: String,
    /// Sorted by path, place, rule.
    pub decisions: Vec<Decision>,
    /// What was not looked at.
    pub unchecked: Vec<Unchecked>,
    /// What comes of it.
    pub outcome: Outcome,
    /// Who let it pass although it is blocked.
    pub overruled: Option<Overruled>,
    /// Who might.
    pub break_glass: Option<BreakGlass>,
    /// How many files the change touches.
    pub files: usize,
    /// What the change does to the files that findings are about; nothing where a whole tree is judged.
    pub diffs: Vec<Diff>,
    /// Hides the secrets that the run found, in whatever is shown of this.
    pub redactor: Arc<Redactor>,
    /// The profile of the root policy, for the reports' names.
    pub profile: crate::finding::Profile,
}

impl Verdict {
    /// Lets a blocked change pass, on record; any other verdict stays as it is.
    pub fn overrule(&mut self, by: Overruled) {
        if self.outcome == Outcome::Fail {
            self.outcome = Outcome::Overruled;
            self.overruled = Some(by);
        }
    }
}
