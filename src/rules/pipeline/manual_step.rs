//! `pipeline/manual-step`.

use crate::change::Change;
use crate::fact::Job;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A stage waits for a person: `when: manual`, `input`.
    ///
    /// ## Why
    /// Where a deployment must need no hand between its stages, a stage that waits is one that somebody forgets, or clicks unread.
    ///
    /// Many want just this before production: the rule speaks only where the policy says `pipelines: { no_manual_steps: true }`.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml (unchanged)
    /// version: 1
    /// pipelines: { no_manual_steps: true }
    /// ```
    /// ```diff .gitlab-ci.yml
    ///  deploy:
    ///    script: ./deploy.sh
    /// +  when: manual
    ///          ^^^^^^ `deploy` waits for a person
    /// ```
    /// ```yaml .gitlab-ci.yml
    /// deploy:
    ///   script: ./deploy.sh
    ///   when: on_success
    /// ```
    "pipeline/manual-step" {
        standard: Low, strict: Medium, confidence: Certain,
        check: Check::Job(check),
    }
}

fn check(cx: &Context<'_>, job: Change<&Job>) -> Option<Finding> {
    let job = job.after().filter(|_| cx.settings.pipelines.no_manual_steps)?;
    let site = job.manual.as_ref()?;
    Some(
        Finding::at(site, format!("`{}` waits for a person", job.name))
            .help("let a check decide, or an approval on the change itself"),
    )
}
