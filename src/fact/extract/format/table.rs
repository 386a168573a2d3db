//! The table of formats.

use super::{Format, Name};
use crate::fact::Stands;
use crate::fact::extract::names::{self, Usage};
use crate::fact::extract::pipelines::{
    argo, azure, bitbucket, buildkite, circleci, cloud_build, drone, github, gitlab, tekton, travis,
};
use crate::fact::extract::scripts::{ansible, cloud_init, containers, kubernetes, packages, tasks};
use crate::fact::extract::{charts, compose, devcontainer, kustomize, lifecycle, objects, pipeline, values};

/// All formats of documents. A document has at most one of each list: the first that it says itself to be, that its file is called after,
/// or that it looks like.
pub(super) const ALL: [&[Format]; 3] = [DEPLOYMENTS, PIPELINES, SETUPS];

/// What runs somewhere.
pub(super) const DEPLOYMENTS: &[Format] = &[
    Format {
        title: "Kustomization",
        is_certain: kustomize::is_one,
        is_named: |name| name.is("kustomization"),
        facts: |document, _, facts| kustomize::read(document, facts),
        names: names::of_kustomization,
        ..Format::SILENT
    },
    Format {
        title: "Kubernetes",
        is_certain: objects::is_whole,
        is_one: objects::is_one,
        facts: |document, _, facts| objects::read(document, facts),
        scripts: kubernetes::read,
        secrets: |document, places| places.objects(document),
        usage: Some(Usage::Manifest),
        names: names::of_object,
        ..Format::SILENT
    },
    Format {
        title: "development container",
        is_named: is_devcontainer,
        facts: |document, _, facts| devcontainer::read(document, facts),
        scripts: containers::devcontainer,
        secrets: |document, places| places.mark(document, Stands::DevelopmentEnvironment),
        ..Format::SILENT
    },
    Format { title: "Helm chart", is_named: |name| name.is("chart"), facts: charts::read, ..Format::SILENT },
    Format {
        title: "Helm values",
        is_named: |name| name.starts("values") || name.ends("values"),
        facts: values::read_file,
        secrets: |document, places| places.mark(document, Stands::Configuration("Helm values")),
        usage: Some(Usage::Values),
        ..Format::SILENT
    },
    Format {
        title: "Compose",
        is_named: |name| name.starts("docker-compose") || name.starts("compose") || name.ends("compose"),
        is_one: containers::is_compose,
        facts: |document, around, facts| compose::read(document, devcontainer::holds(around.path), facts),
        scripts: containers::compose,
        secrets: |document, places| {
            places.environments(document, "environment", Stands::DevelopmentEnvironment);
        },
        usage: Some(Usage::Compose),
        names: names::of_compose,
        ..Format::SILENT
    },
    Format {
        title: "JSON patch",
        is_one: objects::is_json_patch,
        facts: |document, _, facts| objects::read_json_patch("", document, facts),
        ..Format::SILENT
    },
    Format {
        title: "clean-up policy",
        is_one: lifecycle::is_one,
        facts: |document, _, facts| lifecycle::read(document, facts),
        ..Format::SILENT
    },
];

/// What builds and delivers.
pub(super) const PIPELINES: &[Format] = &[
    Format { title: "Tekton", is_certain: tekton::is_one, pipeline: tekton::read, ..Format::SILENT },
    Format { title: "Argo Workflows", is_certain: argo::is_one, pipeline: argo::read, ..Format::SILENT },
    Format {
        title: "GitHub workflow",
        is_named: |name| name.document().is_some() && is_workflow(name),
        is_one: github::is_workflow,
        facts: |document, _, facts| pipeline::read_workflow(document, facts),
        pipeline: github::read_workflow,
        secrets: |document, places| places.environments(document, "env", Stands::DevelopmentEnvironment),
        names: names::of_inputs,
        ..Format::SILENT
    },
    Format {
        title: "GitHub action",
        is_named: |name| name.document() == Some("action"),
        is_one: github::is_action,
        facts: |document, _, facts| pipeline::read_action(document, facts),
        pipeline: github::read_action,
        secrets: |document, places| places.environments(document, "env", Stands::DevelopmentEnvironment),
        names: names::of_inputs,
        ..Format::SILENT
    },
    Format {
        title: "GitLab",
        is_named: |name| {
            name.document().is_some_and(|name| name.ends_with(".gitlab-ci") || name == "gitlab-ci")
                || is_document_below(name, &[".gitlab/ci/", ".gitlab-ci/"])
        },
        is_one: gitlab::is_one,
        pipeline: gitlab::read,
        ..Format::SILENT
    },
    Format {
        title: "CircleCI",
        is_named: |name| is_document_below(name, &[".circleci/"]),
        is_one: circleci::is_one,
        pipeline: circleci::read,
        ..Format::SILENT
    },
    Format {
        title: "Azure Pipelines",
        is_named: |name| {
            let is_named = name.starts("azure-pipelines") || name.starts("azure-pipeline");
            is_named && name.document().is_some() || is_document_below(name, &[".azure-pipelines/"])
        },
        is_one: azure::is_one,
        pipeline: azure::read,
        names: names::of_inputs,
        ..Format::SILENT
    },
    Format {
        title: "Bitbucket Pipelines",
        is_named: |name| name.document() == Some("bitbucket-pipelines"),
        is_one: bitbucket::is_one,
        pipeline: bitbucket::read,
        ..Format::SILENT
    },
    Format {
        title: "Buildkite",
        is_named: |name| is_document_below(name, &[".buildkite/"]),
        is_one: buildkite::is_one,
        pipeline: buildkite::read,
        ..Format::SILENT
    },
    Format {
        title: "Drone",
        is_named: |name| name.document() == Some(".drone"),
        is_one: drone::is_one,
        pipeline: drone::read,
        ..Format::SILENT
    },
    Format {
        title: "Woodpecker",
        is_named: |name| {
            name.starts(".woodpecker") && name.document().is_some() || is_document_below(name, &[".woodpecker/"])
        },
        pipeline: drone::read_woodpecker,
        ..Format::SILENT
    },
    Format {
        title: "Cloud Build",
        is_named: |name| name.starts("cloudbuild") && name.document().is_some(),
        is_one: cloud_build::is_one,
        pipeline: cloud_build::read,
        ..Format::SILENT
    },
    Format {
        title: "Travis",
        is_named: |name| name.document() == Some(".travis"),
        pipeline: travis::read,
        ..Format::SILENT
    },
    Format {
        title: "AppVeyor",
        is_named: |name| matches!(name.document(), Some("appveyor" | ".appveyor")),
        pipeline: travis::read_appveyor,
        ..Format::SILENT
    },
];

/// What sets machines and projects up.
const SETUPS: &[Format] = &[
    Format {
        title: "npm and Composer",
        is_named: |name| matches!(name.whole.as_str(), "package.json" | "composer.json"),
        scripts: packages::npm,
        ..Format::SILENT
    },
    Format {
        title: "Deno",
        is_named: |name| matches!(name.whole.as_str(), "deno.json" | "deno.jsonc"),
        scripts: packages::deno,
        ..Format::SILENT
    },
    Format { title: "Taskfile and Lefthook", is_named: is_tasks, scripts: tasks::read, ..Format::SILENT },
    Format { title: "cloud-init", is_certain: cloud_init::is_one, scripts: cloud_init::read, ..Format::SILENT },
    Format { title: "Ansible", is_one: ansible::is_one, scripts: ansible::read, ..Format::SILENT },
    Format { title: "Packer", is_one: packages::is_packer, scripts: packages::packer, ..Format::SILENT },
];

/// Where workflows stand.
const WORKFLOWS: [&str; 3] = [".github/workflows/", ".gitea/workflows/", ".forgejo/workflows/"];

/// Whether a file stands where workflows do. Below the root nobody runs them, but they are copied to it, or belong to a repository that is
/// kept whole in this one: they are read like the others.
fn is_workflow(name: &Name) -> bool {
    WORKFLOWS.iter().any(|folder| name.is_in(folder))
}

/// Whether GitHub, or one of its kin, runs a file of this name as a workflow or an action.
pub(super) fn is_run_by_github(name: &Name) -> bool {
    WORKFLOWS.contains(&name.dir()) || name.is("action")
}

/// Whether a file of this name is a development container's.
pub(in crate::fact::extract) fn is_devcontainer(name: &Name) -> bool {
    matches!(name.whole.as_str(), "devcontainer.json" | ".devcontainer.json")
}

fn is_document_below(name: &Name, folders: &[&str]) -> bool {
    name.document().is_some() && folders.iter().any(|folder| name.is_below(folder))
}

fn is_tasks(name: &Name) -> bool {
    let Some(stem) = name.document().filter(|_| !name.whole.ends_with(".json")) else { return false };
    let stem = stem.strip_prefix('.').unwrap_or(stem);
    let is_task =
        stem.strip_prefix("taskfile").is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '_', '-']));
    is_task || matches!(stem, "lefthook" | "lefthook-local")
}
