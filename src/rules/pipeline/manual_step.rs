//! `pipeline/manual-step`.

use crate::change::Change;
use crate::fact::Job;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A stage waits for a manual action: `when: manual`, `input`.
    ///
    /// ## Why
    /// If deployments should run without manual steps, a stage that waits is one that gets forgotten, or approved unread.
    ///
    /// Many teams want exactly this before production, so the rule applies only if the policy sets
    /// `pipelines: { no_manual_steps: true }`.
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
    ///          ^^^^^^ `deploy` waits for a manual action
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
        Finding::at(site, format!("`{}` waits for a manual action", job.name))
            .help("use an automated check, or require an approval on the pull request"),
    )
}
