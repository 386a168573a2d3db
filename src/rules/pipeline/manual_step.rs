//! `pipeline/manual-step`.

use crate::change::Change;
use crate::fact::{Job, System};
use crate::finding::{Edit, Finding, Safety};
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
    let finding = Finding::at(site, format!("`{}` waits for a manual action", job.name))
        .help("use an automated check, or require an approval on the pull request");
    // What GitLab does without `when:` (<https://docs.gitlab.com/ci/yaml/#when>).
    let edit = || Edit { site: site.clone(), text: "on_success".to_owned() };
    let is_when = job.system == System::GitLab && site.bytes() == b"manual";
    Some(if is_when { finding.fix("run it without waiting", Safety::Unsafe, vec![edit()]) } else { finding })
}
