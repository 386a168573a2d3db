//! The keys of a policy file. Their doc comments are the users' reference.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rules::Rules;
use super::secrets::Secrets;
use super::soft::Soft;
use super::suppress::Waived;
use super::verdict::BreakGlass;
use crate::finding::{Confidence, Profile, Severity};
use crate::settings::{
    Commands, FileContext, Globs, Images, Key, Pipelines, Placed, Refusal, Shown, Zone, replaced, section,
};

section! {
    /// The policy of a repository, or of a directory in it: `.portcullis.yaml`.
    #[schemars(rename = "Policy", title = "Portcullis policy")]
    pub(super) struct Keys from File {
        in each file: {
            /// The version of this format: `1`. Required.
            #[schemars(extend("const" = 1))]
            #[example = "1"]
            version: Placed<u64>,

            /// Files of this repository whose keys hold unless this one says otherwise, in order; a later one wins. Paths are
            /// relative to this file's directory and stay inside the repository. They are read from the base, like this file.
            /// Globs in them are relative to the directory of the file that extends them.
            #[schemars(extend("default" = []))]
            #[example = r#"["policies/shared.yaml"]"#]
            extends: Option<Vec<Placed<String>>>,
        }

        /// How strictly the rules speak: `standard` fits any repository, `strict` takes the requirements' own words.
        #[example = "strict"]
        profile: Profile,

        /// The least severity that stops a change. `never`: nothing does.
        #[example = "medium"]
        fail_on: Threshold = Threshold::High,

        /// The least severity on which a review comments. `never`: on nothing.
        #[example = "medium"]
        comment_at: Threshold = Threshold::High,

        /// The least confidence that stops a change. What is less sure is shown.
        #[example = "certain"]
        min_confidence: Confidence = Confidence::Likely,

        /// Which findings can stop a change, seen from the change.
        #[example = "introduced"]
        gate: Gate = Gate::IntroducedOrTouched,

        /// Whether everything is shown and nothing stops a change: for the first weeks.
        #[example = "true"]
        report_only: bool,

        /// Who may let a change pass that is blocked, each time with a reason that every report shows. It holds at the root only.
        #[example = "{ by: [octocat], label: break-glass }"]
        break_glass: Option<BreakGlass>,

        /// Which suppression comments count. A policy further down the tree cannot turn `base-only` back.
        #[example = "base-only"]
        suppressions: Comments = Comments::Anywhere,

        /// The environments, each known by its paths. A file belongs to the first zone that matches.
        #[example = r#"
  staging: { paths: ["deploy/staging/**"] }
  production: { paths: ["deploy/production/**"] }"#]
        zones: Vec<Zone>,

        /// What holds for image references.
        images: Images,

        /// What holds for secrets: patterns of your own, what is none, and the files of other tools.
        secrets: Secrets,

        /// What people may be told to run by hand.
        commands: Commands,

        /// What holds for pipelines: which may deploy, and how.
        pipelines: Pipelines,

        /// What each rule does here: `off`, `on`, a severity, or a mapping. The key is a rule (`image/latest-tag`), a family
        /// (`image/*`) or every rule (`*`); what a narrower key does not say, a wider one does.
        #[schemars(extend("propertyNames" = { "$ref": "#/$defs/RuleName" }))]
        #[example = r#"
  "image/floating-tag": { severity: medium, exclude: ["docs/**"] }
  "image/no-tag": critical
  "workload/*": off"#]
        rules: Rules,

        /// Files that are not judged, as globs. A change of the policy itself is always reported.
        #[example = r#"["vendor/**", "**/generated/*.yaml"]"#]
        exclude: Vec<Globs>,

        /// Places where image, dockerfile, workload and pipeline rules speak at low: documentation, examples, test fixtures,
        /// vendored code. A list given here replaces the built-in one, which spares the files of zones: what is deployed
        /// from `deploy/test` matters.
        #[example = r#"["docs/**", "charts/*/ci/**"]"#]
        soft: Soft,

        /// Findings that are waived, by rule and path or by fingerprint: for files that cannot hold a comment, for what a change
        /// removes, for secrets that stay in the history. With `--all`, an entry that waives nothing is reported.
        #[example = r#"
  - { rule: "image/latest-tag", path: "dev/**", reason: "built locally", until: 2027-06-30 }"#]
        suppress: Vec<Arc<Waived>>,
    }
}

/// A severity from which something follows, or `never`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Comments {
    /// Those that the change adds too; they are shown as their own rows.
    Anywhere,
    /// Only those that stand in the base already.
    BaseOnly,
}

/// Only the version, whatever else stands there: a newer format is told before its keys are called unknown.
#[derive(Debug, Deserialize)]
pub(super) struct VersionOnly {
    pub(super) version: Option<Placed<u64>>,
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

replaced!(Threshold, Gate);

/// A policy further down cannot loosen which comments count.
impl Key for Comments {
    type Written = Placed<Self>;

    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        if written.value == Self::Anywhere && *self == Self::BaseOnly && !cx.is_root {
            let message = "`suppressions: anywhere` loosens the `base-only` of a policy further up";
            return Err(Refusal::new(written.span, message).with_help("remove it here, or loosen it at the root"));
        }
        *self = written.value;
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::of(self)
    }
}
