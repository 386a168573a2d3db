//! What holds for the files of one directory: the defaults, the policies above, and the policy there, in that order.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::file::{Comments, Gate, Threshold};
use super::globs::{Globs, built_in};
use super::layer::{Loudness, RuleSetting, Waived};
use super::names::Pattern;
use super::secrets::Secrets;
use super::verdict::BreakGlass;
use crate::fact::Reads;
use crate::finding::{Confidence, Finding, Profile, Severity};
use crate::rule::Rule;
use crate::rules;
use crate::scan::Weight;
use crate::settings::Settings;
use crate::text::RepoPath;

/// Where the rules of families that say so speak at low, unless `soft:` says otherwise.
pub(super) const SOFT: &[&str] = &[
    "**/doc/**", "**/docs/**", "**/example/**", "**/examples/**", "**/sample/**", "**/samples/**", "**/test/**",
    "**/tests/**", "**/*_test/**", "**/*-tests/**", "**/testdata*/**", "**/testfiles*/**", "**/e2e/**",
    "**/fixture/**", "**/fixtures/**", "**/__fixtures__/**", "**/spec/**", "**/*_test.*", "**/*.test.*", "**/*.spec.*",
    "**/*Test.*", "**/*Tests.*", "**/test_*.*", "**/conftest.py",
    // Values that a chart is tested with: https://github.com/helm/chart-testing
    "**/ci/*values*.yaml", "**/_archived/**", "**/vendor/**", "**/third_party/**", "**/node_modules/**",
];

/// The rule that no `exclude:` silences: a change of the policy is always reported.
const UNEXCLUDED: &str = "gate/policy-changed";

/// What holds for the files of one directory.
#[derive(Clone, Debug)]
pub struct Scope {
    pub(super) dir: RepoPath,
    pub(super) profile: Profile,
    pub(super) break_glass: Option<BreakGlass>,
    pub(super) fail_on: Threshold,
    pub(super) comment_at: Threshold,
    pub(super) min_confidence: Confidence,
    pub(super) gate: Gate,
    pub(super) report_only: bool,
    pub(super) suppressions: Comments,
    pub(super) settings: Settings,
    /// What `settings.secrets` is compiled from.
    pub(super) secrets: Secrets,
    /// Each zone's globs as written, by its name.
    pub(super) zone_globs: BTreeMap<String, Vec<String>>,
    /// By rule, by family, and `*`.
    pub(super) rules: BTreeMap<String, RuleSetting>,
    pub(super) exclude: Vec<Arc<Globs>>,
    pub(super) soft: Arc<Globs>,
    pub(super) suppress: Vec<Arc<Waived>>,
    /// The only rules that are asked, where the command line names some.
    pub(super) only: Vec<Pattern>,
    /// What has to be read of files for the rules that are left.
    pub(super) reads: Reads,
    /// Which file each key comes from; a key that is missing here has its default.
    pub(super) origins: BTreeMap<&'static str, String>,
}

impl Default for Scope {
    fn default() -> Self {
        Self {
            dir: RepoPath::default(),
            profile: Profile::Standard,
            break_glass: None,
            fail_on: Threshold::High,
            comment_at: Threshold::High,
            min_confidence: Confidence::Likely,
            gate: Gate::IntroducedOrTouched,
            report_only: false,
            suppressions: Comments::Anywhere,
            settings: Settings::default(),
            secrets: Secrets::default(),
            zone_globs: BTreeMap::new(),
            rules: BTreeMap::new(),
            exclude: Vec::new(),
            soft: Arc::new(built_in(SOFT)),
            suppress: Vec::new(),
            only: Vec::new(),
            reads: Reads::default(),
            origins: BTreeMap::new(),
        }
    }
}

impl Scope {
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
        self.profile
    }

    /// The least severity that stops a change.
    #[must_use]
    pub fn fail_on(&self) -> Threshold {
        self.fail_on
    }

    /// Whether nothing here stops a change.
    #[must_use]
    pub fn is_report_only(&self) -> bool {
        self.report_only
    }

    /// Whether the file at `path` is not judged.
    #[must_use]
    pub fn excludes(&self, path: &RepoPath) -> bool {
        self.exclude.iter().any(|globs| globs.is_match(path))
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
        if let Some(Loudness::At(severity)) = self.loudness(rule.name) {
            return severity;
        }
        let own = rule.levels().of(self.profile);
        let most = finding.ceiling.map_or(own, |ceiling| own.min(ceiling.of(self.profile)));
        let family = rules::family(rule.family());
        let may_soften = family.is_some_and(|family| (family.softens)(rule));
        let is_soft = may_soften && self.softens(finding.at.text.path());
        if is_soft { Severity::Low } else { most }
    }

    /// Whether a finding that is so grave and so sure stops a change, if the change is to answer for it.
    pub(super) fn stops(&self, severity: Severity, confidence: Confidence) -> bool {
        confidence >= self.min_confidence && self.fail_on.holds(severity) && !self.report_only
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

    /// The built-in list guesses by a directory's name; a zone is where something runs, whatever its directory is called.
    fn softens(&self, path: &RepoPath) -> bool {
        self.soft.is_match(path) && (self.origins.contains_key("soft") || self.settings.zone(path).is_none())
    }

    /// What the policy says, or else another tool's configuration that holds here.
    fn loudness(&self, rule: &str) -> Option<Loudness> {
        let own = self.entries(rule).find_map(|entry| entry.level);
        own.or_else(|| self.secrets.foreign.config.disabled.contains(rule).then_some(Loudness::Off))
    }

    /// What the policy says about a rule, narrowest first.
    fn entries(&self, rule: &str) -> impl Iterator<Item = &RuleSetting> {
        let family = rule.split_once('/').map_or(rule, |(family, _)| family);
        [rule, family, "*"].into_iter().filter_map(|key| self.rules.get(key))
    }
}
