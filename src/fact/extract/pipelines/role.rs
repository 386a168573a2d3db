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

/// The role of a document by what it holds.
pub(super) fn by_content(document: Node<'_>) -> Option<Role> {
    if !document.is_mapping() {
        return None;
    }
    if let Some(version) = text(document, "apiVersion") {
        return of_object(version, text(document, "kind")?);
    }
    let jobs = document.get("jobs");
    let steps = document.get("steps").filter(|steps| steps.is_sequence());
    let has_job =
        |has: &dyn Fn(Node<'_>) -> bool| jobs.into_iter().flat_map(Node::entries).take(FEW).any(|(_, job)| has(job));
    let has_item = |list: Option<Node<'_>>, keys: &[&str]| {
        list.into_iter().flat_map(Node::items).take(FEW).any(|item| keys.iter().all(|key| item.get(key).is_some()))
    };
    let is_workflow =
        || has_job(&|job| job.get("runs-on").is_some() && (job.get("steps").or(job.get("uses"))).is_some());
    let is_task = |item: Node<'_>| text(item, "task").is_some_and(|task| task.contains('@'));
    if document.get("on").is_some() && is_workflow() {
        Some(Role::Workflow)
    } else if document.get("runs").is_some_and(|runs| runs.get("using").is_some()) {
        Some(Role::Action)
    } else if text(document, "kind") == Some("pipeline") && steps.is_some() {
        Some(Role::Drone)
    } else if document.get("pipelines").is_some_and(is_bitbucket) {
        Some(Role::Bitbucket)
    } else if document.get("version").is_some()
        && has_job(&|job| job.get("steps").is_some_and(Node::is_sequence) && job.get("runs-on").is_none())
    {
        Some(Role::CircleCi)
    } else if has_item(document.get("stages"), &["stage", "jobs"])
        || has_item(jobs, &["job", "steps"])
        || has_item(jobs, &["deployment", "strategy"])
        || steps.is_some_and(|steps| steps.items().take(FEW).any(is_task))
    {
        Some(Role::Azure)
    } else if document.get("stages").is_some_and(Node::is_sequence)
        && document.entries().take(FEW).any(|(_, job)| job.get("script").is_some() && job.get("stage").is_some())
    {
        Some(Role::GitLab)
    } else if has_item(steps, &["name", "args"]) && steps.is_some_and(is_cloud_build) {
        Some(Role::CloudBuild)
    } else if has_item(steps, &["label", "command"]) || has_item(steps, &["label", "commands"]) {
        Some(Role::Buildkite)
    } else {
        None
    }
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

/// `default: [{ step: … }]`, or a mapping of such lists.
fn is_bitbucket(pipelines: Node<'_>) -> bool {
    let has_step = |list: Node<'_>| list.items().take(FEW).any(|item| item.get("step").is_some());
    pipelines
        .entries()
        .take(FEW)
        .any(|(_, value)| has_step(value) || value.entries().take(FEW).any(|(_, list)| has_step(list)))
}

/// The builders of Cloud Build are images, and stand where others write a title.
fn is_cloud_build(steps: Node<'_>) -> bool {
    steps.items().take(FEW).any(|step| {
        text(step, "name").is_some_and(|name| name.starts_with("gcr.io/") || name.contains("-docker.pkg.dev/"))
    })
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
            ("kind: pipeline\nsteps: []\n", Some(Role::Drone)),
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
