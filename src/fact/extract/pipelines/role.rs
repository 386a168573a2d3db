//! Which system reads a file: by its name, or by its content where that leaves no doubt.

use crate::document::yaml::Node;
use crate::text::RepoPath;

/// Which reader a document needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Workflow,
    Action,
    GitLab,
    CircleCi,
    Azure,
    Bitbucket,
    Buildkite,
    Drone,
    Woodpecker,
    CloudBuild,
    Travis,
    AppVeyor,
    Tekton,
    Argo,
}

/// The items of a list that are looked at to tell what it is.
const FEW: usize = 64;

/// The role of a file by its name.
pub(super) fn by_name(path: &RepoPath) -> Option<Role> {
    let name = path.lower_name();
    let whole = path.to_string().to_ascii_lowercase();
    let dir = whole.strip_suffix(&name).unwrap_or_default();
    let is_in = |folder: &str| dir.strip_suffix(folder).is_some_and(|above| above.is_empty() || above.ends_with('/'));
    let is_below = |folder: &str| dir.starts_with(folder) || dir.contains(&format!("/{folder}"));
    let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
    let stem = stem.or_else(|| name.strip_suffix(".json"))?;
    let starts =
        |word: &str| stem.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']));
    match stem {
        _ if [".github/workflows/", ".gitea/workflows/", ".forgejo/workflows/"].iter().any(|dir| is_in(dir)) => {
            Some(Role::Workflow)
        }
        "action" => Some(Role::Action),
        _ if stem.ends_with(".gitlab-ci")
            || stem == "gitlab-ci"
            || is_below(".gitlab/ci/")
            || is_below(".gitlab-ci/") =>
        {
            Some(Role::GitLab)
        }
        _ if is_below(".circleci/") => Some(Role::CircleCi),
        _ if starts("azure-pipelines") || starts("azure-pipeline") || is_below(".azure-pipelines/") => {
            Some(Role::Azure)
        }
        "bitbucket-pipelines" => Some(Role::Bitbucket),
        _ if is_below(".buildkite/") => Some(Role::Buildkite),
        ".drone" => Some(Role::Drone),
        _ if starts(".woodpecker") || is_below(".woodpecker/") => Some(Role::Woodpecker),
        _ if starts("cloudbuild") => Some(Role::CloudBuild),
        ".travis" => Some(Role::Travis),
        "appveyor" | ".appveyor" => Some(Role::AppVeyor),
        _ => None,
    }
}

/// A question about a document.
type Test = fn(Node<'_>) -> bool;

/// The role of a document by what it holds.
pub(super) fn by_content(document: Node<'_>) -> Option<Role> {
    if !document.is_mapping() {
        return None;
    }
    if let Some(version) = text(document, "apiVersion") {
        return of_object(version, text(document, "kind")?);
    }
    let tests: [(Role, Test); 9] = [
        (Role::Workflow, is_workflow),
        (Role::Action, |document| document.get("runs").is_some_and(|runs| runs.get("using").is_some())),
        (Role::Drone, |document| text(document, "kind") == Some("pipeline") && !list(document, "steps").is_empty()),
        (Role::Bitbucket, |document| document.get("pipelines").is_some_and(is_bitbucket)),
        (Role::CircleCi, is_circleci),
        (Role::Azure, is_azure),
        (Role::GitLab, is_gitlab),
        (Role::CloudBuild, is_cloud_build),
        (Role::Buildkite, |document| {
            has_item(document, "steps", &["label", "command"]) || has_item(document, "steps", &["label", "commands"])
        }),
    ];
    tests.into_iter().find(|(_, is_it)| is_it(document)).map(|(role, _)| role)
}

fn of_object(version: &str, kind: &str) -> Option<Role> {
    match kind {
        "Task" | "ClusterTask" | "TaskRun" | "Pipeline" | "PipelineRun" | "StepAction"
            if version.starts_with("tekton.dev/") =>
        {
            Some(Role::Tekton)
        }
        "Workflow" | "WorkflowTemplate" | "ClusterWorkflowTemplate" | "CronWorkflow"
            if version.starts_with("argoproj.io/") =>
        {
            Some(Role::Argo)
        }
        _ => None,
    }
}

fn text<'a>(node: Node<'a>, key: &str) -> Option<&'a str> {
    node.get(key)?.str()
}

/// The first items of a list.
fn list<'a>(document: Node<'a>, key: &str) -> Vec<Node<'a>> {
    document.get(key).into_iter().flat_map(Node::items).take(FEW).collect()
}

/// Whether the list at `key` has an item with all of `keys`.
fn has_item(document: Node<'_>, key: &str, keys: &[&str]) -> bool {
    list(document, key).iter().any(|item| keys.iter().all(|key| item.get(key).is_some()))
}

/// Whether one of the values below `jobs` is such a job.
fn has_job(document: Node<'_>, is_such: fn(Node<'_>) -> bool) -> bool {
    document.get("jobs").into_iter().flat_map(Node::entries).take(FEW).any(|(_, job)| is_such(job))
}

fn is_workflow(document: Node<'_>) -> bool {
    document.get("on").is_some()
        && has_job(document, |job| {
            job.get("runs-on").is_some() && (job.get("steps").is_some() || job.get("uses").is_some())
        })
}

fn is_circleci(document: Node<'_>) -> bool {
    document.get("version").is_some()
        && has_job(document, |job| job.get("steps").is_some_and(Node::is_sequence) && job.get("runs-on").is_none())
}

fn is_azure(document: Node<'_>) -> bool {
    let is_task = |step: &Node<'_>| text(*step, "task").is_some_and(|task| task.contains('@'));
    has_item(document, "stages", &["stage", "jobs"])
        || has_item(document, "jobs", &["job", "steps"])
        || has_item(document, "jobs", &["deployment", "strategy"])
        || list(document, "steps").iter().any(is_task)
}

fn is_gitlab(document: Node<'_>) -> bool {
    let is_job = |job: Node<'_>| job.get("script").is_some() && job.get("stage").is_some();
    document.get("stages").is_some_and(Node::is_sequence) && document.entries().take(FEW).any(|(_, job)| is_job(job))
}

/// `default: [{ step: … }]`, or a mapping of such lists.
fn is_bitbucket(pipelines: Node<'_>) -> bool {
    let has_step = |list: Node<'_>| list.items().take(FEW).any(|item| item.get("step").is_some());
    pipelines
        .entries()
        .take(FEW)
        .any(|(_, value)| has_step(value) || value.entries().take(FEW).any(|(_, list)| has_step(list)))
}

/// The builders of Cloud Build are images, and stand where others write a title.
fn is_cloud_build(document: Node<'_>) -> bool {
    let is_image = |name: &str| name.starts_with("gcr.io/") || name.contains("-docker.pkg.dev/");
    let is_step = |step: &Node<'_>| step.get("args").is_some() && text(*step, "name").is_some_and(is_image);
    list(document, "steps").iter().any(is_step)
}

#[cfg(test)]
mod tests {
    use super::{Role, by_content, by_name};
    use crate::document::yaml;
    use crate::text::{Side, Text};

    #[test]
    fn roles_by_name() {
        for (path, role) in [
            (".github/workflows/ci.yml", Some(Role::Workflow)),
            ("sub/.gitea/workflows/ci.yaml", Some(Role::Workflow)),
            (".github/workflows/nested/ci.yml", None),
            ("tools/action.yml", Some(Role::Action)),
            (".gitlab-ci.yml", Some(Role::GitLab)),
            ("ci/build.gitlab-ci.yml", Some(Role::GitLab)),
            (".gitlab/ci/deploy/prod.yml", Some(Role::GitLab)),
            (".circleci/config.yml", Some(Role::CircleCi)),
            ("ci/azure-pipelines-release.yml", Some(Role::Azure)),
            ("bitbucket-pipelines.yml", Some(Role::Bitbucket)),
            (".buildkite/pipeline.deploy.yml", Some(Role::Buildkite)),
            (".drone.yml", Some(Role::Drone)),
            (".woodpecker/deploy.yaml", Some(Role::Woodpecker)),
            ("cloudbuild.yaml", Some(Role::CloudBuild)),
            ("cloudbuild-release.json", Some(Role::CloudBuild)),
            (".travis.yml", Some(Role::Travis)),
            ("appveyor.yml", Some(Role::AppVeyor)),
            ("docs/workflows.yml", None),
            ("mygithub/workflows/ci.yml", None),
        ] {
            assert_eq!(by_name(&path.into()), role, "{path}");
        }
    }

    #[test]
    fn roles_by_content() {
        for (source, role) in [
            ("on: push\njobs:\n  a:\n    runs-on: x\n    steps: []\n", Some(Role::Workflow)),
            ("runs:\n  using: composite\n", Some(Role::Action)),
            ("kind: pipeline\nsteps: [{ name: a }]\n", Some(Role::Drone)),
            ("pipelines:\n  branches:\n    main:\n    - step: {script: [a]}\n", Some(Role::Bitbucket)),
            ("version: 2.1\njobs:\n  a:\n    steps: [checkout]\n", Some(Role::CircleCi)),
            ("jobs:\n- job: a\n  steps: []\n", Some(Role::Azure)),
            ("steps:\n- task: Docker@2\n", Some(Role::Azure)),
            ("stages: [a]\nb:\n  stage: a\n  script: c\n", Some(Role::GitLab)),
            ("steps:\n- name: gcr.io/cloud-builders/docker\n  args: [a]\n", Some(Role::CloudBuild)),
            ("steps:\n- label: a\n  command: b\n", Some(Role::Buildkite)),
            ("apiVersion: tekton.dev/v1\nkind: Task\n", Some(Role::Tekton)),
            ("apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\n", Some(Role::Argo)),
            ("apiVersion: argoproj.io/v1alpha1\nkind: Application\n", None),
            ("jobs:\n  a:\n    schedule: x\n", None),
            ("steps:\n- name: build\n  args: [a]\n", None),
            ("stages: [a]\n", None),
            ("- a\n", None),
        ] {
            let yaml = yaml::parse(&Text::new(Side::Head, "a.yaml".into(), source.as_bytes().to_vec()));
            assert_eq!(yaml.documents().next().and_then(by_content), role, "{source}");
        }
    }
}
