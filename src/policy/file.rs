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
use crate::settings::Migrations;
use crate::settings::{
    Commands, FileContext, Globs, Images, Key, Pipelines, Placed, Refusal, Registry, Shown, Zone, replaced, section,
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

            /// Shared policies in this repository, in order: a later one overrides an earlier one, and this file overrides them all.
            /// Paths are relative to this file and stay inside the repository. They are read from the target branch, like this file. Globs in
            /// them are relative to the directory of the file that extends them.
            #[schemars(extend("default" = []))]
            #[example = r#"["policies/shared.yaml"]"#]
            extends: Option<Vec<Placed<String>>>,
        }

        /// How strict the rules are: `standard` fits any repository, `strict` follows the letter of the requirements.
        #[example = "strict"]
        profile: Profile,

        /// The lowest severity that blocks a change. `never`: nothing blocks.
        #[example = "medium"]
        fail_on: Threshold = Threshold::High,

        /// The lowest severity that gets a review comment. `never`: no comments.
        #[example = "medium"]
        comment_at: Threshold = Threshold::High,

        /// The lowest confidence that blocks a change. Less certain findings are only shown.
        #[example = "certain"]
        min_confidence: Confidence = Confidence::Likely,

        /// Which findings can block a change.
        #[example = "introduced"]
        gate: Gate = Gate::IntroducedOrTouched,

        /// Whether findings are only shown and never block a change: for the first weeks.
        #[example = "true"]
        report_only: bool,

        /// Who may let a blocked change through, each time with a reason that every report shows. Only allowed in the root policy.
        #[example = "{ by: [octocat], label: break-glass }"]
        break_glass: Option<BreakGlass>,

        /// Which suppression comments count. A nested policy cannot loosen `base-only`.
        #[example = "base-only"]
        suppressions: Comments = Comments::Anywhere,

        /// Environments, each defined by its paths. A file belongs to the first zone that matches.
        #[example = r#"
  staging: { paths: ["deploy/staging/**"] }
  production: { paths: ["deploy/production/**"] }"#]
        zones: Vec<Zone>,

        /// Settings for image references.
        images: Images,

        /// Settings for secrets: your own patterns, what is not a secret, and the files of other tools.
        secrets: Secrets,

        /// Commands that people may be told to run by hand.
        commands: Commands,

        /// Settings for pipelines: which may deploy, and how.
        pipelines: Pipelines,

        /// Settings for database migrations.
        migrations: Migrations,

        /// How images are looked up in their registries, and what must hold for them there.
        registry: Registry,

        /// What each rule does: `off`, `on`, a severity, or a mapping. The key is a rule (`image/latest-tag`), a family (`image/*`) or
        /// every rule (`*`). A narrower key overrides a wider one, setting by setting.
        #[schemars(extend("propertyNames" = { "$ref": "#/$defs/RuleName" }))]
        #[example = r#"
  "image/floating-tag": { severity: medium, exclude: ["docs/**"] }
  "image/no-tag": critical
  "workload/*": off"#]
        rules: Rules,

        /// Files that are not checked, as globs. Changes to the policy itself are always reported.
        #[example = r#"["vendor/**", "**/generated/*.yaml"]"#]
        exclude: Vec<Globs>,

        /// Places where findings of image, dockerfile, workload and pipeline rules are low: documentation, examples, test fixtures,
        /// vendored code. Your list replaces the built-in one. The built-in one leaves out files in zones: what is deployed from
        /// `deploy/test` matters.
        #[example = r#"["docs/**", "charts/*/ci/**"]"#]
        soft: Soft,

        /// Findings to waive, by rule and path or by fingerprint: for files that cannot contain a comment, for things that a change
        /// removes, for secrets that stay in the history. With `--all`, entries that waive nothing are reported.
        #[example = r#"
  - { rule: "image/latest-tag", path: "dev/**", reason: "built locally", until: 2027-06-30 }"#]
        suppress: Vec<Arc<Waived>>,
    }
}

/// A severity from which something follows, or `never`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Threshold {
    /// Critical only.
    Critical,
    /// High and above.
    High,
    /// Medium and above.
    Medium,
    /// Everything.
    Low,
    /// Nothing.
    Never,
}

/// Which findings can block a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Gate {
    /// Those that the base did not have.
    Introduced,
    /// Those on lines that the change gives another value.
    Touched,
    /// Either of the two.
    IntroducedOrTouched,
    /// All in the changed files, old or new.
    All,
}

/// Which suppression comments count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Comments {
    /// All of them; those that the change adds are listed separately.
    Anywhere,
    /// Only those that are already in the base, and only for what the base has under them.
    BaseOnly,
}

/// Only the version, whatever else stands there: a newer format is recognized before its keys are called unknown.
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
