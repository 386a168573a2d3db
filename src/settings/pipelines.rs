//! `pipelines:`, which may deploy, and how.

use super::{Globs, section};

section! {
    /// What holds for pipelines.
    #[schemars(rename = "Pipelines")]
    pub struct Pipelines from PipelineKeys {
        /// The pipelines, and the scripts that they call, that may apply infrastructure and deploy, as globs. Without it: any pipeline.
        #[example = r#"[".github/workflows/deploy.yml"]"#]
        deploy: Globs,

        /// Whether a cluster follows a repository (Argo CD, Flux): then no pipeline applies to it by command.
        #[example = "true"]
        gitops: bool,

        /// Whether every image must have been scanned before it is pushed.
        #[example = "true"]
        scan: bool,

        /// Whether no stage may wait for a person between its steps.
        #[example = "true"]
        no_manual_steps: bool,

        /// More names of variables, parameters and marks by which a pipeline passes over a stage.
        #[example = r#"["NO_QA", "[fast-lane]"]"#]
        skip_flags: Vec<String>,

        /// Owners whose actions are yours: a tag of theirs is trusted.
        #[example = r#"["example-org"]"#]
        own_actions: Vec<String>,
    }
}
