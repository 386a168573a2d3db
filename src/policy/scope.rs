//! What holds for the files of one directory: the defaults, the policies above, and the policy there, in that order.

use std::sync::Arc;

use super::file::{Keys, Threshold};
use super::names::Pattern;
use super::rules::{Loudness, RuleSetting};
use super::secrets::Foreign;
use crate::finding::{Profile, Severity};
use crate::rule::{Docs, Rule};
use crate::scan::Judged;
use crate::settings::{Origins, Settings};
use crate::text::RepoPath;

/// The families that places soften; a secret or a lost column is the same anywhere.
const SOFTENED: &[&str] = &["image", "dockerfile", "workload", "pipeline"];

/// What cannot be read in a test's data is often there to be unreadable.
const ALSO_SOFTENED: &str = "gate/unreadable";

/// The one page of detectors whose findings no provider issued: what stands in a test opens the test's own door.
const ISSUED_BY_NOBODY: &str = "secret/structural";

/// The rule that no `exclude:` silences: a change of the policy is always reported.
const UNEXCLUDED: &str = "gate/policy-changed";

/// What holds for the files of one directory.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    pub(super) dir: RepoPath,
    pub(super) keys: Keys,
    /// What of the keys a rule may read.
    pub(super) settings: Settings,
    /// What the files of other tools say that hold.
    pub(super) foreign: Arc<Foreign>,
    /// The only rules that are asked, where the command line names some.
    pub(super) only: Vec<Pattern>,
    pub(super) origins: Origins,
}

impl Scope {
    /// Hands rules what they may read, once all keys are taken in and the files of other tools are read.
    pub(super) fn settle(&mut self) {
        let Keys { zones, images, secrets, commands, pipelines, .. } = &self.keys;
        self.settings = Settings {
            zones: zones.clone(),
            images: images.clone(),
            secrets: secrets.compiled(&self.foreign.config),
            commands: commands.clone(),
            pipelines: pipelines.clone(),
        };
    }

    /// Whether the rule of that name is silent, wherever in the scope.
    #[must_use]
    pub fn is_off(&self, rule: &str) -> bool {
        self.loudness(rule) == Some(Loudness::Off)
    }

    /// What rules may know.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// How strictly the rules speak.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.keys.profile
    }

    /// The least severity that stops a change.
    #[must_use]
    pub fn fail_on(&self) -> Threshold {
        self.keys.fail_on
    }

    /// Whether nothing here stops a change.
    #[must_use]
    pub fn is_report_only(&self) -> bool {
        self.keys.report_only
    }

    /// Whether the file at `path` is not judged.
    #[must_use]
    pub fn excludes(&self, path: &RepoPath) -> bool {
        self.keys.exclude.iter().any(|globs| globs.is_match(path))
    }

    /// Whether `rule` speaks about the file at `path`.
    #[must_use]
    pub fn is_on(&self, rule: &Rule, path: &RepoPath) -> bool {
        if !self.only.is_empty() && !self.only.iter().any(|pattern| pattern.covers(rule.name)) {
            return false;
        }
        if rule.name != UNEXCLUDED && self.excludes(path) {
            return false;
        }
        let paths = self.entries(rule.name).find_map(|entry| entry.paths.as_ref());
        !self.is_off(rule.name)
            && paths.is_none_or(|globs| globs.is_match(path))
            && !self.entries(rule.name).filter_map(|entry| entry.exclude.as_ref()).any(|globs| globs.is_match(path))
    }

    /// Whether any rule of `family` may speak here; narrower than that only [`Scope::is_on`] tells.
    #[must_use]
    pub fn asks(&self, family: &str) -> bool {
        if !self.only.is_empty() && !self.only.iter().any(|pattern| pattern.meets(family)) {
            return false;
        }
        let is_off =
            |key: &str| self.keys.rules.get(key).and_then(|setting| setting.level).map(|level| level == Loudness::Off);
        let own = |name: &String| name.split_once('/').is_some_and(|(own, _)| own == family);
        !is_off(family).or_else(|| is_off("*")).unwrap_or(false)
            || self
                .keys
                .rules
                .iter()
                .any(|(name, setting)| own(name) && setting.level.is_some_and(|level| level != Loudness::Off))
    }

    /// How much a finding matters here. A severity that the policy gives to the rule is the owner's word and wins;
    /// otherwise profile, then the finding's own ceiling, then the place.
    #[must_use]
    pub fn severity(&self, judged: &Judged) -> Severity {
        if let Some(Loudness::At(severity)) = self.loudness(judged.rule.name) {
            return severity;
        }
        let own = judged.rule.levels().of(self.keys.profile);
        let most = judged.finding.ceiling.map_or(own, |ceiling| own.min(ceiling.of(self.keys.profile)));
        let path = judged.finding.at.text.path();
        let is_soft = may_soften(judged.rule) && self.keys.soft.holds(path, self.settings.zone(path).is_some());
        if is_soft { Severity::Low } else { most }
    }

    /// What the policy says, or else another tool's configuration that holds here.
    fn loudness(&self, rule: &str) -> Option<Loudness> {
        let own = self.entries(rule).find_map(|entry| entry.level);
        own.or_else(|| self.foreign.config.disabled.contains(rule).then_some(Loudness::Off))
    }

    /// What the policy says about a rule, narrowest first.
    fn entries(&self, rule: &str) -> impl Iterator<Item = &RuleSetting> {
        let family = rule.split_once('/').map_or(rule, |(family, _)| family);
        [rule, family, "*"].into_iter().filter_map(|key| self.keys.rules.get(key))
    }
}

/// Whether a place can make findings of `rule` low. What a provider issued, and the owner's own patterns, are the same anywhere.
fn may_soften(rule: &Rule) -> bool {
    let of_no_provider =
        || rule.family() == "secret" && rule.name != "secret/custom" && matches!(rule.docs, Docs::Written(_));
    SOFTENED.contains(&rule.family())
        || rule.name == ALSO_SOFTENED
        || of_no_provider()
        || (rule.family() == "secret" && rule.page_name() == ISSUED_BY_NOBODY)
}
