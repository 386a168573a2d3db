//! What holds for the files of one directory: the defaults, the policies above, and the policy there, in that order.

use std::sync::Arc;

use super::file::{Keys, Threshold};
use super::names::Pattern;
use super::rules::{RuleLevel, RuleSetting};
use super::secrets::Foreign;
use crate::fact::Reads;
use crate::finding::{Confidence, Finding, Profile, Severity};
use crate::rule::Rule;
use crate::rules;
use crate::scan::Weight;
use crate::settings::{Origins, Settings};
use crate::text::RepoPath;

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
    /// What has to be read of files for the rules that are left.
    pub(super) reads: Reads,
    pub(super) origins: Origins,
}

impl Scope {
    /// Hands rules what they may read, once all keys are taken in and the files of other tools are read.
    pub(super) fn settle(&mut self) {
        let Keys { zones, images, secrets, commands, pipelines, migrations, registry, .. } = &self.keys;
        self.settings = Settings {
            zones: zones.clone(),
            images: images.clone(),
            secrets: secrets.compiled(&self.foreign.config),
            commands: commands.clone(),
            pipelines: pipelines.clone(),
            migrations: migrations.clone(),
            registry: registry.clone(),
        };
    }

    /// Whether the rule of that name is silent, wherever in the scope.
    #[must_use]
    pub fn is_off(&self, rule: &str) -> bool {
        self.rule_level(rule) == Some(RuleLevel::Off)
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
        if !self.may_speak(rule) || (rule.name != UNEXCLUDED && self.excludes(path)) {
            return false;
        }
        let paths = self.entries(rule.name).find_map(|entry| entry.paths.as_ref());
        paths.is_none_or(|globs| globs.is_match(path))
            && !self.entries(rule.name).filter_map(|entry| entry.exclude.as_ref()).any(|globs| globs.is_match(path))
    }

    /// Whether `rule` speaks about any file here.
    fn may_speak(&self, rule: &Rule) -> bool {
        (self.only.is_empty() || self.only.iter().any(|pattern| pattern.covers(rule.name))) && !self.is_off(rule.name)
    }

    /// What has to be read of files for the rules that may speak about them.
    #[must_use]
    pub fn reads(&self) -> Reads {
        self.reads
    }

    /// The same, found out: once, when the scope is whole.
    pub(super) fn needed_reads(&self) -> Reads {
        rules::all().fold(Reads::default(), |reads, rule| {
            let more = reads.union(rule.check.reads());
            if more != reads && self.may_speak(rule) { more } else { reads }
        })
    }

    /// How much a finding matters here. A severity that the policy gives to the rule is the owner's word and wins;
    /// otherwise profile, then the finding's own ceiling, then the place.
    #[must_use]
    pub fn severity(&self, rule: &Rule, finding: &Finding) -> Severity {
        if let Some(RuleLevel::At(severity)) = self.rule_level(rule.name) {
            return severity;
        }
        let own = rule.levels().of(self.keys.profile);
        let most = finding.ceiling.map_or(own, |ceiling| own.min(ceiling.of(self.keys.profile)));
        let path = finding.at.text.path();
        let may_soften = rules::family(rule.family()).is_some_and(|family| (family.softens)(rule));
        let is_soft = may_soften && self.keys.soft.holds(path, self.settings.zone(path).is_some());
        if is_soft { Severity::Low } else { most }
    }

    /// Whether a finding that is so grave and so sure stops a change, if the change is to answer for it.
    pub(super) fn stops(&self, severity: Severity, confidence: Confidence) -> bool {
        confidence >= self.keys.min_confidence && self.keys.fail_on.holds(severity) && !self.keys.report_only
    }

    /// What a finding weighs where it stands; nothing where the rule does not speak there.
    #[must_use]
    pub fn weigh(&self, rule: &Rule, finding: &Finding) -> Option<Weight<'_>> {
        let path = finding.at.text.path();
        if !self.is_on(rule, path) {
            return None;
        }
        let severity = self.severity(rule, finding);
        let zone = self.settings.zone(path).map(|zone| zone.name.as_str());
        Some(Weight { severity, gates: self.stops(severity, rule.confidence_of(finding)), zone })
    }

    /// What the policy says, or else another tool's configuration that holds here.
    fn rule_level(&self, rule: &str) -> Option<RuleLevel> {
        let own = self.entries(rule).find_map(|entry| entry.level);
        own.or_else(|| self.foreign.config.disabled.contains(rule).then_some(RuleLevel::Off))
    }

    /// What the policy says about a rule, narrowest first.
    fn entries(&self, rule: &str) -> impl Iterator<Item = &RuleSetting> {
        let family = rule.split_once('/').map_or(rule, |(family, _)| family);
        [rule, family, "*"].into_iter().filter_map(|key| self.keys.rules.get(key))
    }
}
