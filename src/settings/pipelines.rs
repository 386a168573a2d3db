//! `pipelines:`, which may deploy, and how.

use super::{Globs, section};

section! {
    /// Settings for pipelines.
    #[schemars(rename = "Pipelines")]
    pub struct Pipelines from PipelineKeys {
        /// The pipelines, and the scripts they call, that may deploy and apply infrastructure, as globs. Empty means any.
        #[example = r#"[".github/workflows/deploy.yml"]"#]
        deploy: Globs,

        /// Whether the cluster follows a repository (Argo CD, Flux), so that no pipeline may change it by command.
        #[example = "true"]
        gitops: bool,

        /// Whether every image must be scanned before it is pushed.
        #[example = "true"]
        scan: bool,

        /// Whether a stage must not wait for a person between its steps.
        #[example = "true"]
        no_manual_steps: bool,

        /// Further variables, parameters and markers that make a pipeline skip a stage.
        #[example = r#"["NO_QA", "[fast-lane]"]"#]
        skip_flags: Vec<String>,

        /// Owners whose actions are your own, so that their tags are trusted.
        #[example = r#"["example-org"]"#]
        own_actions: Vec<String>,
    }
}
