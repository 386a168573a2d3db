//! What a file is: the one table of formats, and who speaks for a document. Each format is a room of its own, which reads all that a
//! document of it says in one walk.

mod cloud_formation;
mod compose;
mod content;
mod devcontainer;
pub(super) mod ecs;
pub(super) mod hcl;
mod helm;
mod helmfile;
pub(super) mod kubernetes;
pub(super) mod kustomize;
pub(super) mod lifecycle;
mod name;
mod row;
mod skaffold;
mod terraform_json;
#[cfg(test)]
mod tests;
pub(super) mod text;
pub(super) mod tilt;
pub(super) mod unread;

use super::pipelines::{
    argo, azure, bitbucket, buildkite, circleci, cloud_build, drone, github, gitlab, tekton, travis,
};
use super::scripts::{ansible, cloud_init, packages, tasks};
use crate::document::yaml::Node;
use crate::fact::Stands;
use crate::fact::extract::names::{self, Usage};
pub(super) use content::{FEW, has_item, has_job, list, str};
pub(super) use name::Name;
pub(super) use row::Format;

/// All formats of documents. A document has at most one of each list: the first that it says itself to be, that its file is called after,
/// or that it looks like.
const ALL: [&[Format]; 3] = [DEPLOYMENTS, PIPELINES, SETUPS];

/// What runs somewhere.
const DEPLOYMENTS: &[Format] = &[
    Format {
        title: "Kustomization",
        is_certain: kustomize::is_one,
        is_named: |name| name.is("kustomization"),
        read: |document, contents| kustomize::read(document, &mut contents.facts),
        names: names::of_kustomization,
        ..Format::SILENT
    },
    Format {
        title: "Skaffold",
        is_certain: skaffold::is_one,
        read: |document, contents| skaffold::read(document, &mut contents.facts),
        names: skaffold::names,
        ..Format::SILENT
    },
    Format {
        title: "Kubernetes",
        is_certain: kubernetes::is_whole,
        is_one: kubernetes::is_one,
        read: kubernetes::read,
        usage: Some(Usage::Manifest),
        names: names::of_object,
        ..Format::SILENT
    },
    Format { title: "development container", is_named: is_devcontainer, read: devcontainer::read, ..Format::SILENT },
    Format { title: "Helm chart", is_named: |name| name.is("chart"), read: helm::chart::read, ..Format::SILENT },
    Format {
        title: "Helm values",
        is_named: |name| name.starts("values") || name.ends("values"),
        read: |document, contents| {
            helm::values::read_file(document, contents);
            contents.places.mark(document, Stands::Configuration("Helm values"));
        },
        usage: Some(Usage::Values),
        ..Format::SILENT
    },
    Format {
        title: "Helmfile",
        is_named: |name| name.starts("helmfile") || name.is_below("helmfile.d/"),
        read: |document, contents| helmfile::read(document, &mut contents.facts),
        ..Format::SILENT
    },
    Format {
        title: "Compose",
        is_named: |name| name.starts("docker-compose") || name.starts("compose") || name.ends("compose"),
        is_one: compose::is_one,
        read: compose::read,
        usage: Some(Usage::Compose),
        names: names::of_compose,
        ..Format::SILENT
    },
    Format {
        title: "ECS task definition",
        is_one: ecs::is_one,
        read: |document, contents| ecs::read(document, &mut contents.facts),
        ..Format::SILENT
    },
    Format {
        title: "CloudFormation",
        is_one: cloud_formation::is_one,
        read: |document, contents| cloud_formation::read(document, &mut contents.facts),
        ..Format::SILENT
    },
    Format {
        title: "Terraform in JSON",
        is_named: |name| name.whole.ends_with(".tf.json"),
        read: |document, contents| terraform_json::read(document, &mut contents.facts),
        ..Format::SILENT
    },
    Format {
        title: "JSON patch",
        is_one: kubernetes::is_json_patch,
        read: |document, contents| kubernetes::read_json_patch("", document, &mut contents.facts),
        ..Format::SILENT
    },
    Format {
        title: "clean-up policy",
        is_one: lifecycle::is_one,
        read: |document, contents| lifecycle::read(document, &mut contents.facts),
        ..Format::SILENT
    },
];

/// What builds and delivers.
const PIPELINES: &[Format] = &[
    Format {
        title: "Tekton",
        is_certain: tekton::is_one,
        read: |document, contents| tekton::read(document, &mut contents.pipelines),
        ..Format::SILENT
    },
    Format {
        title: "Argo Workflows",
        is_certain: argo::is_one,
        read: |document, contents| argo::read(document, &mut contents.pipelines),
        ..Format::SILENT
    },
    Format {
        title: "GitHub workflow",
        is_named: |name| name.document().is_some() && is_workflow(name),
        is_one: github::is_workflow,
        read: |document, contents| github::read_workflow(document, &mut contents.pipelines),
        names: names::of_inputs,
        ..Format::SILENT
    },
    Format {
        title: "GitHub action",
        is_named: |name| name.document() == Some("action"),
        is_one: github::is_action,
        read: |document, contents| github::read_action(document, &mut contents.pipelines),
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
        read: |document, contents| gitlab::read(document, &mut contents.pipelines),
        ..Format::SILENT
    },
    Format {
        title: "CircleCI",
        is_named: |name| is_document_below(name, &[".circleci/"]),
        is_one: circleci::is_one,
        read: |document, contents| circleci::read(document, &mut contents.pipelines),
        ..Format::SILENT
    },
    Format {
        title: "Azure Pipelines",
        is_named: |name| {
            let is_named = name.starts("azure-pipelines") || name.starts("azure-pipeline");
            is_named && name.document().is_some() || is_document_below(name, &[".azure-pipelines/"])
        },
        is_one: azure::is_one,
        read: |document, contents| azure::read(document, &mut contents.pipelines),
        names: names::of_inputs,
        ..Format::SILENT
    },
    Format {
        title: "Bitbucket Pipelines",
        is_named: |name| name.document() == Some("bitbucket-pipelines"),
        is_one: bitbucket::is_one,
        read: |document, contents| bitbucket::read(document, &mut contents.pipelines),
        ..Format::SILENT
    },
    Format {
        title: "Buildkite",
        is_named: |name| is_document_below(name, &[".buildkite/"]),
        is_one: buildkite::is_one,
        read: |document, contents| buildkite::read(document, &mut contents.pipelines),
        ..Format::SILENT
    },
    Format {
        title: "Drone",
        is_named: |name| name.document() == Some(".drone"),
        is_one: drone::is_one,
        read: |document, contents| drone::read(document, &mut contents.pipelines),
        ..Format::SILENT
    },
    Format {
        title: "Woodpecker",
        is_named: |name| {
            name.starts(".woodpecker") && name.document().is_some() || is_document_below(name, &[".woodpecker/"])
        },
        read: |document, contents| drone::read_woodpecker(document, &mut contents.pipelines),
        ..Format::SILENT
    },
    Format {
        title: "Cloud Build",
        is_named: |name| name.starts("cloudbuild") && name.document().is_some(),
        is_one: cloud_build::is_one,
        read: |document, contents| cloud_build::read(document, &mut contents.pipelines),
        ..Format::SILENT
    },
    Format {
        title: "Travis",
        is_named: |name| name.document() == Some(".travis"),
        read: |document, contents| travis::read(document, &mut contents.pipelines),
        ..Format::SILENT
    },
    Format {
        title: "AppVeyor",
        is_named: |name| matches!(name.document(), Some("appveyor" | ".appveyor")),
        read: |document, contents| travis::read_appveyor(document, &mut contents.pipelines),
        ..Format::SILENT
    },
];

/// What sets machines and projects up.
const SETUPS: &[Format] = &[
    Format {
        title: "npm and Composer",
        is_named: |name| matches!(name.whole.as_str(), "package.json" | "composer.json"),
        read: |document, contents| contents.scripts(document, packages::npm),
        ..Format::SILENT
    },
    Format {
        title: "Deno",
        is_named: |name| matches!(name.whole.as_str(), "deno.json" | "deno.jsonc"),
        read: |document, contents| contents.scripts(document, packages::deno),
        ..Format::SILENT
    },
    Format {
        title: "Taskfile and Lefthook",
        is_named: is_tasks,
        read: |document, contents| contents.scripts(document, tasks::read),
        ..Format::SILENT
    },
    Format {
        title: "cloud-init",
        is_certain: cloud_init::is_one,
        read: |document, contents| contents.scripts(document, cloud_init::read),
        ..Format::SILENT
    },
    Format {
        title: "Ansible",
        is_one: ansible::is_one,
        read: |document, contents| contents.scripts(document, ansible::read),
        ..Format::SILENT
    },
    Format {
        title: "Packer",
        is_one: packages::is_packer,
        read: |document, contents| contents.scripts(document, packages::packer),
        ..Format::SILENT
    },
];

/// Where workflows stand.
const WORKFLOWS: [&str; 3] = [".github/workflows/", ".gitea/workflows/", ".forgejo/workflows/"];

/// Whether a file stands where workflows do. Below the root nobody runs them, but they are copied to it, or belong to a repository that is
/// kept whole in this one: they are read like the others.
fn is_workflow(name: &Name) -> bool {
    WORKFLOWS.iter().any(|folder| name.is_in(folder))
}

/// Whether GitHub, or one of its kin, runs a file of this name as a workflow or an action.
fn is_run_by_github(name: &Name) -> bool {
    WORKFLOWS.contains(&name.dir()) || name.is("action")
}

/// Whether a file of this name is a development container's.
pub(super) fn is_devcontainer(name: &Name) -> bool {
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

/// The formats that speak for a document of a file: one each of what is deployed, what builds and delivers it, and what sets machines and
/// projects up.
pub(super) fn of(name: &Name, document: Node<'_>) -> impl Iterator<Item = &'static Format> {
    ALL.into_iter().filter_map(move |formats| {
        let certain = || formats.iter().find(|format| (format.is_certain)(document));
        let named = || formats.iter().find(|format| (format.is_named)(name));
        let used = || formats.iter().find(|format| format.usage.is_some() && format.usage == name.usage);
        let alike = || formats.iter().find(|format| (format.is_one)(document));
        certain().or_else(named).or_else(used).or_else(alike)
    })
}

/// Whether the name of a file says what in it is deployed.
pub(super) fn is_deployment(name: &Name) -> bool {
    DEPLOYMENTS.iter().any(|format| (format.is_named)(name))
}

/// Whether the name of a file promises that it can be read: what is broken in it is somebody's mistake.
pub(super) fn is_promised(name: &Name) -> bool {
    is_deployment(name) || is_run_by_github(name)
}

/// Whether a file of this name is a pipeline, or a part of one.
pub(super) fn is_pipeline(name: &Name) -> bool {
    PIPELINES.iter().any(|format| (format.is_named)(name))
}
