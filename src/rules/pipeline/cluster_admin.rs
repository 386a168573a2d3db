//! `pipeline/cluster-admin`.

use crate::change::Change;
use crate::fact::Grant;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A pipeline account is bound to `cluster-admin`.
    ///
    /// ## Why
    /// Anyone who can change the pipeline, or one of its dependencies, then owns the cluster. A runner that deploys to one
    /// namespace needs rights only in that namespace.
    ///
    /// ## Examples
    /// ```diff deploy/ci-rbac.yaml
    /// +apiVersion: rbac.authorization.k8s.io/v1
    /// +kind: ClusterRoleBinding
    /// +metadata:
    /// +  name: ci
    /// +roleRef:
    /// +  apiGroup: rbac.authorization.k8s.io
    /// +  kind: ClusterRole
    /// +  name: cluster-admin
    ///          ^^^^^^^^^^^^^ `jenkins`, a pipeline account, is bound to `cluster-admin`
    /// +subjects:
    /// +- kind: ServiceAccount
    /// +  name: jenkins
    /// +  namespace: ci
    /// ```
    /// A group of people is not a pipeline account.
    /// ```yaml deploy/admins.yaml
    /// apiVersion: rbac.authorization.k8s.io/v1
    /// kind: ClusterRoleBinding
    /// metadata: { name: admins }
    /// roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
    /// subjects:
    /// - { kind: Group, name: platform-admins, apiGroup: rbac.authorization.k8s.io }
    /// ```
    "pipeline/cluster-admin" {
        standard: High, strict: High, confidence: Likely,
        check: Check::Grant(check),
    }
}

/// Words in the names of what pipelines run as.
const PIPELINES: &[&str] = &[
    "actions", "azure-pipelines", "bamboo", "buildkite", "ci", "cicd", "circleci", "concourse", "deployer", "deploy",
    "drone", "gha", "github", "gitlab", "jenkins", "pipeline", "pipelines", "runner", "runners", "semaphore",
    "teamcity", "tekton", "woodpecker",
];

fn check(_: &Context<'_>, grant: Change<&Grant>) -> Option<Finding> {
    let grant = grant.after().filter(|grant| grant.role == "cluster-admin")?;
    let is_pipeline =
        |name: &str| name.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| PIPELINES.contains(&word));
    let subject = grant
        .subjects
        .iter()
        .find(|(name, namespace)| is_pipeline(name) || namespace.as_deref().is_some_and(is_pipeline))?;
    let message = format!("`{}`, a pipeline account, is bound to `cluster-admin`", subject.0);
    Some(Finding::at(&grant.site, message).help("bind a Role in the namespace the pipeline deploys to"))
}
