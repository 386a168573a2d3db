//! `pipeline/deploys-by-command`.

use crate::change::Change;
use crate::fact::operation::Kind;
use crate::fact::{Command, Runner};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A pipeline deploys by command to a cluster that is managed by GitOps.
    ///
    /// ## Why
    /// An operator such as Argo CD or Flux syncs the cluster from the repository. Anything a pipeline applies directly is
    /// drift: the operator reverts it, or the two fight, and the repository no longer describes what runs.
    ///
    /// Applies only if the policy sets `pipelines: { gitops: true }`, and not to the pipelines under `pipelines.deploy`.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml (unchanged)
    /// version: 1
    /// pipelines: { gitops: true }
    /// ```
    /// ```diff .gitlab-ci.yml
    ///  deploy:
    ///    script:
    /// -  - git push origin HEAD:environments/production
    /// +  - helm upgrade web ./charts/web
    ///      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `helm upgrade` in a pipeline bypasses GitOps: the cluster syncs from the repository
    /// ```
    /// A read-only command is not a deployment.
    /// ```yaml .gitlab-ci.yml
    /// check:
    ///   script:
    ///   - kubectl diff -f deploy/
    /// ```
    "pipeline/deploys-by-command" {
        standard: High, strict: High, confidence: Likely,
        check: Check::Command(check),
    }
}

fn check(cx: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let command = command.after().filter(|command| command.runner == Runner::Pipeline)?;
    let operation = command.operation.as_ref()?;
    let pipelines = &cx.settings.pipelines;
    let deploys = matches!(operation.kind, Kind::ClusterWrite | Kind::ClusterEdit | Kind::Release);
    let may = pipelines.deploy.is_match(command.site.text.path());
    if !pipelines.gitops || !deploys || may || operation.is_local {
        return None;
    }
    let message = format!("`{}` in a pipeline bypasses GitOps: the cluster syncs from the repository", operation.what);
    Some(Finding::at(&command.site, message).help("commit the desired state, and let the operator sync it"))
}
