//! What the policy makes of places, for `scan`, which stands below it and asks whether the base excuses the head.

use super::Policy;
use crate::answers::Answers;
use crate::finding::Finding;
use crate::rule::Rule;
use crate::rules;
use crate::scan::{Ground, Weight};
use crate::settings::Settings;
use crate::text::RepoPath;

/// The policy, with what has been looked up.
pub struct Grounds<'a> {
    policy: &'a Policy,
    answers: &'a Answers,
}

impl Policy {
    /// What holds at the places of a change, as far as `answers` go.
    #[must_use]
    pub fn grounds<'a>(&'a self, answers: &'a Answers) -> Grounds<'a> {
        Grounds { policy: self, answers }
    }
}

impl Ground for Grounds<'_> {
    fn settings(&self, path: &RepoPath) -> &Settings {
        self.policy.scope(path).settings()
    }

    fn answers(&self) -> &Answers {
        self.answers
    }

    fn rule(&self, name: &str) -> Option<&'static Rule> {
        rules::find(name)
    }

    fn weigh(&self, rule: &'static Rule, finding: &Finding) -> Option<Weight<'_>> {
        self.policy.scope(finding.at.text.path()).weigh(rule, finding)
    }
}
