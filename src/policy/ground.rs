//! What the policy makes of places, for `scan`, which stands below it and asks whether the base excuses the head.

use super::Policy;
use crate::finding::Finding;
use crate::rule::Rule;
use crate::rules;
use crate::scan::{Ground, Weight};
use crate::settings::Settings;
use crate::text::RepoPath;

impl Ground for Policy {
    fn settings(&self, path: &RepoPath) -> &Settings {
        self.scope(path).settings()
    }

    fn rule(&self, name: &str) -> Option<&'static Rule> {
        rules::find(name)
    }

    fn weigh(&self, rule: &'static Rule, finding: &Finding) -> Option<Weight<'_>> {
        self.scope(finding.at.text.path()).weigh(rule, finding)
    }
}
