//! A policy file as it is written. Its doc comments are the users' reference: [`super::reference`] and [`super::schema`] print them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::glass::BreakGlassKeys;
use super::names::RuleName;
use super::place::{Pairs, Placed};
use super::runs::{CommandKeys, PipelineKeys};
use super::secrets::SecretKeys;
use crate::finding::{Confidence, Profile, Severity};

/// The policy of a repository, or of a directory in it: `.portcullis.yaml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Policy", title = "Portcullis policy")]
pub(super) struct File {
    /// The version of this format: `1`. Required.
    #[schemars(extend("const" = 1))]
    pub(super) version: Placed<u64>,

    /// Files of this repository whose keys hold unless this one says otherwise, in order; a later one wins. Paths are
    /// relative to this file's directory and stay inside the repository. They are read from the target branch, like this file.
    /// Globs in them are relative to the directory of the file that extends them. `exclude`, `suppress` and `commands.allow` add up,
    /// `zones`, `images`, `secrets`, `pipelines` and `rules` merge by key, every other key replaces.
    #[schemars(extend("default" = []), example = &["policies/shared.yaml"])]
    pub(super) extends: Option<Vec<Placed<String>>>,

    /// How strictly the rules speak: `standard` fits any repository, `strict` takes the requirements' own words.
    #[schemars(extend("default" = "standard"))]
    pub(super) profile: Option<Profile>,

    /// The least severity that stops a change. `never`: nothing does.
    #[schemars(extend("default" = "high"))]
    pub(super) fail_on: Option<Threshold>,

    /// The least severity on which a review comments. `never`: on nothing.
    #[schemars(extend("default" = "high"))]
    pub(super) comment_at: Option<Threshold>,

    /// The least confidence that stops a change. What is less sure is shown.
    #[schemars(extend("default" = "likely"))]
    pub(super) min_confidence: Option<Confidence>,

    /// Which findings can stop a change, seen from the change.
    #[schemars(extend("default" = "introduced-or-touched"))]
    pub(super) gate: Option<Gate>,

    /// Whether everything is shown and nothing stops a change: for the first weeks.
    #[schemars(extend("default" = false))]
    pub(super) report_only: Option<bool>,

    /// Who may let a change pass that is blocked, each time with a reason that every report shows. It holds at the root only.
    #[schemars(extend("default" = {}))]
    pub(super) break_glass: Option<Placed<BreakGlassKeys>>,

    /// Which suppression comments count. A policy further down the tree cannot turn `base-only` back.
    #[schemars(extend("default" = "anywhere"))]
    pub(super) suppressions: Option<Placed<Comments>>,

    /// The environments, each known by its paths. A file belongs to the first zone that matches.
    #[schemars(extend("default" = {}))]
    pub(super) zones: Option<Pairs<ZoneKeys>>,

    /// What holds for image references.
    #[schemars(extend("default" = {}))]
    pub(super) images: Option<ImageKeys>,

    /// What holds for secrets: patterns of your own, what is none, and the files of other tools.
    #[schemars(extend("default" = {}))]
    pub(super) secrets: Option<SecretKeys>,

    /// What people may be told to run by hand.
    #[schemars(extend("default" = {}))]
    pub(super) commands: Option<CommandKeys>,

    /// What holds for pipelines: which may deploy, and how.
    #[schemars(extend("default" = {}))]
    pub(super) pipelines: Option<PipelineKeys>,

    /// What each rule does here: `off`, `on`, a severity, or a mapping. The key is a rule (`image/latest-tag`), a family
    /// (`image/*`) or every rule (`*`); what a narrower key does not say, a wider one does.
    #[schemars(extend("default" = {}, "propertyNames" = { "$ref": "#/$defs/RuleName" }))]
    pub(super) rules: Option<Pairs<Placed<RuleKeys>>>,

    /// Files that are not judged, as globs. A change of the policy itself is always reported.
    #[schemars(extend("default" = []), example = &["vendor/**", "**/generated/*.yaml"])]
    pub(super) exclude: Option<Vec<Placed<String>>>,

    /// Places where image, dockerfile, workload and pipeline rules speak at low: documentation, examples, test fixtures,
    /// vendored code. A list given here replaces the built-in one, which spares the files of zones: what is deployed
    /// from `deploy/test` matters.
    #[schemars(extend("default" = super::scope::SOFT))]
    pub(super) soft: Option<Vec<Placed<String>>>,

    /// Findings that are waived, by rule and path or by fingerprint: for files that cannot hold a comment, for what a change
    /// removes, for secrets that stay in the history. With `--all`, an entry that waives nothing is reported.
    #[schemars(extend("default" = []))]
    pub(super) suppress: Option<Vec<SuppressKeys>>,
}

/// A severity from which something follows, or `never`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Threshold {
    /// At critical only.
    Critical,
    /// At high and above.
    High,
    /// At medium and above.
    Medium,
    /// At everything.
    Low,
    /// At nothing.
    Never,
}

/// Which findings can stop a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Gate {
    /// What the base did not have.
    Introduced,
    /// What stands on a line of the change, with another value than before.
    Touched,
    /// Either of the two.
    IntroducedOrTouched,
    /// Everything in the files of the change, old or new.
    All,
}

/// Which suppression comments count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Comments {
    /// Those that the change adds too; they are shown as their own rows.
    Anywhere,
    /// Only those that stand in the base already, and only what the base has under them.
    BaseOnly,
}

/// An environment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Zone")]
pub(super) struct ZoneKeys {
    /// The files that belong to it, as globs.
    pub(super) paths: Vec<Placed<String>>,

    /// Whether it has a registry to pull from; without one, `imagePullPolicy: Always` cannot start a pod.
    #[schemars(extend("default" = true))]
    pub(super) registry: Option<bool>,
}

/// What holds for image references.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Images")]
pub(super) struct ImageKeys {
    /// Repositories that your own pipeline builds, as prefixes. Rules about commit tags need it.
    #[schemars(extend("default" = []), example = &["registry.example.org/team"])]
    pub(super) own: Option<Vec<Placed<String>>>,

    /// The only registries or repositories that images may come from, as prefixes. Empty: any.
    #[schemars(extend("default" = []), example = &["registry.example.org", "docker.io/library"])]
    pub(super) registries: Option<Vec<Placed<String>>>,

    /// Zones in which every image must name its digest.
    #[schemars(extend("default" = []), example = &["staging", "production"])]
    pub(super) digest_zones: Option<Vec<Placed<String>>>,

    /// The only base images that a final stage may stand on, as repository prefixes. Empty: any.
    #[schemars(extend("default" = []), example = &["gcr.io/distroless"])]
    pub(super) bases: Option<Vec<Placed<String>>>,

    /// More tags that move by convention, as regular expressions over the whole tag.
    #[schemars(extend("default" = []), example = &["edge-.*"])]
    pub(super) floating_tags: Option<Vec<Placed<String>>>,

    /// How many earlier images a clean-up policy must keep, so that a rollback finds its target.
    #[schemars(extend("default" = 10))]
    pub(super) keep: Option<u32>,
}

/// What a rule does here.
#[derive(Debug, JsonSchema)]
#[schemars(untagged, rename = "RuleSetting")]
pub(super) enum RuleKeys {
    /// `off`, `on`, or a severity.
    Level(#[schemars(with = "Level")] String),
    /// More than one thing.
    Keys(RuleMapping),
}

/// Whether a rule speaks, or how loudly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(super) enum Level {
    /// It is silent.
    Off,
    /// It speaks at its own severity.
    On,
    /// It speaks at critical.
    Critical,
    /// It speaks at high.
    High,
    /// It speaks at medium.
    Medium,
    /// It speaks at low.
    Low,
}

/// What a rule does here, key by key.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RuleMapping")]
pub(super) struct RuleMapping {
    /// Its severity, whatever profile and place would make of it.
    pub(super) severity: Option<Severity>,
    /// Whether it is silent.
    pub(super) off: Option<bool>,
    /// The only files that it speaks about, as globs.
    pub(super) paths: Option<Vec<Placed<String>>>,
    /// Files that it does not speak about, as globs.
    pub(super) exclude: Option<Vec<Placed<String>>>,
}

/// Findings that are waived.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Suppress")]
pub(super) struct SuppressKeys {
    /// The rule, or `family/*`, or `*`.
    pub(super) rule: Placed<RuleName>,
    /// The files, as a glob. Needed unless there is a fingerprint.
    pub(super) path: Option<Placed<String>>,
    /// The one finding with this fingerprint, as JSON, SARIF and `--verbose` show it: 32 hex digits. A secret that nobody could
    /// guess keeps its fingerprint wherever it moves.
    #[schemars(regex(pattern = "^[0-9a-f]{32}$"))]
    pub(super) fingerprint: Option<Placed<String>>,
    /// Why. Reports show it.
    #[schemars(length(min = 1))]
    pub(super) reason: Placed<String>,
    /// The last day on which it counts, `2027-06-30`. Without it: for good.
    #[schemars(extend("format" = "date"))]
    pub(super) until: Option<Placed<String>>,
}

/// Only the version, whatever else stands there: a newer format is told before its keys are called unknown.
#[derive(Debug, Deserialize)]
pub(super) struct VersionOnly {
    pub(super) version: Option<Placed<u64>>,
}

impl Level {
    /// Every level with its word.
    pub(super) const ALL: [(&'static str, Self); Severity::ALL.len() + 2] = [
        ("off", Self::Off),
        ("on", Self::On),
        ("critical", Self::Critical),
        ("high", Self::High),
        ("medium", Self::Medium),
        ("low", Self::Low),
    ];
}

impl Threshold {
    /// Whether `severity` reaches it.
    #[must_use]
    pub fn holds(self, severity: Severity) -> bool {
        match self {
            Self::Critical => severity >= Severity::Critical,
            Self::High => severity >= Severity::High,
            Self::Medium => severity >= Severity::Medium,
            Self::Low => true,
            Self::Never => false,
        }
    }
}

/// By hand, since an untagged enum would lose the place and the name of what is wrong.
impl<'de> Deserialize<'de> for RuleKeys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RuleKeysVisitor)
    }
}

struct RuleKeysVisitor;

impl<'de> serde::de::Visitor<'de> for RuleKeysVisitor {
    type Value = RuleKeys;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("`off`, `on`, a severity, or a mapping of `severity`, `off`, `paths`, `exclude`")
    }

    // Any word is taken here and read later, where its place is known.
    fn visit_str<E: serde::de::Error>(self, level: &str) -> Result<RuleKeys, E> {
        Ok(RuleKeys::Level(level.to_owned()))
    }

    fn visit_bool<E: serde::de::Error>(self, level: bool) -> Result<RuleKeys, E> {
        Ok(RuleKeys::Level(level.to_string()))
    }

    fn visit_i64<E: serde::de::Error>(self, level: i64) -> Result<RuleKeys, E> {
        Ok(RuleKeys::Level(level.to_string()))
    }

    fn visit_u64<E: serde::de::Error>(self, level: u64) -> Result<RuleKeys, E> {
        Ok(RuleKeys::Level(level.to_string()))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<RuleKeys, E> {
        Ok(RuleKeys::Level(String::new()))
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<RuleKeys, A::Error> {
        RuleMapping::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(RuleKeys::Keys)
    }
}
