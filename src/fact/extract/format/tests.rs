//! Which formats speak for a document.

use super::{Name, of};
use crate::document::yaml;
use crate::fact::extract::names::Usage;
use crate::text::{Side, Text};

/// The formats that speak for the first document of a file.
fn speakers(path: &str, source: &str) -> Vec<&'static str> {
    speakers_for(None, path, source)
}

/// Likewise, of a file that others use.
fn speakers_for(usage: Option<Usage>, path: &str, source: &str) -> Vec<&'static str> {
    let text = Text::new(Side::Head, path.into(), source.as_bytes().to_vec());
    let yaml = yaml::parse(&text);
    let name = Name::new(text.path(), usage);
    yaml.documents().next().map(|document| of(&name, document).map(|format| format.title).collect()).unwrap()
}

#[test]
fn by_name() {
    for (path, formats) in [
        (".github/workflows/ci.yml", &["GitHub workflow"][..]),
        ("sub/.gitea/workflows/ci.yaml", &["GitHub workflow"]),
        (".github/workflows/ci.yml.j2", &["GitHub workflow"]),
        (".github/workflows/nested/ci.yml", &[]),
        ("tools/action.yml", &["GitHub action"]),
        (".gitlab-ci.yml", &["GitLab"]),
        ("ci/build.gitlab-ci.yml", &["GitLab"]),
        (".gitlab/ci/deploy/prod.yml", &["GitLab"]),
        (".circleci/config.yml", &["CircleCI"]),
        ("ci/azure-pipelines-release.yml", &["Azure Pipelines"]),
        ("bitbucket-pipelines.yml", &["Bitbucket Pipelines"]),
        (".buildkite/pipeline.deploy.yml", &["Buildkite"]),
        (".buildkite/docker-compose.yml", &["Compose", "Buildkite"]),
        (".drone.yml", &["Drone"]),
        (".woodpecker/deploy.yaml", &["Woodpecker"]),
        ("cloudbuild.yaml", &["Cloud Build"]),
        ("cloudbuild-release.json", &["Cloud Build"]),
        (".travis.yml", &["Travis"]),
        ("appveyor.yml", &["AppVeyor"]),
        ("charts/web/Chart.yaml", &["Helm chart"]),
        ("charts/web/prod-values.yaml", &["Helm values"]),
        ("docker-compose.prod.yml.tmpl", &["Compose"]),
        (".devcontainer/devcontainer.json", &["development container"]),
        ("web/package.json", &["npm and Composer"]),
        ("Taskfile.dist.yml", &["Taskfile and Lefthook"]),
        ("docs/workflows.yml", &[]),
        ("mygithub/workflows/ci.yml", &[]),
    ] {
        assert_eq!(speakers(path, "a: b\n"), formats, "{path}");
    }
}

#[test]
fn by_content() {
    for (source, formats) in [
        ("on: push\njobs:\n  a:\n    runs-on: x\n    steps: []\n", &["GitHub workflow"][..]),
        ("runs:\n  using: composite\n", &["GitHub action"]),
        ("kind: pipeline\nsteps: [{ name: a }]\n", &["Drone"]),
        ("pipelines:\n  branches:\n    main:\n    - step: {script: [a]}\n", &["Bitbucket Pipelines"]),
        ("version: 2.1\njobs:\n  a:\n    steps: [checkout]\n", &["CircleCI"]),
        ("jobs:\n- job: a\n  steps: []\n", &["Azure Pipelines"]),
        ("steps:\n- task: Docker@2\n", &["Azure Pipelines"]),
        ("stages: [a]\nb:\n  stage: a\n  script: c\n", &["GitLab"]),
        ("steps:\n- name: gcr.io/cloud-builders/docker\n  args: [a]\n", &["Cloud Build"]),
        ("steps:\n- label: a\n  command: b\n", &["Buildkite"]),
        ("apiVersion: tekton.dev/v1\nkind: Task\n", &["Kubernetes", "Tekton"]),
        ("apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\n", &["Kubernetes", "Argo Workflows"]),
        ("apiVersion: argoproj.io/v1alpha1\nkind: Application\n", &["Kubernetes"]),
        ("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Component\n", &["Kustomization"]),
        ("services: { web: { image: a } }\n", &["Compose"]),
        ("#cloud-config\nruncmd: [a]\n", &["cloud-init"]),
        ("- hosts: all\n", &["clean-up policy", "Ansible"]),
        ("- { op: add, path: /a }\n", &["JSON patch"]),
        ("jobs:\n  a:\n    schedule: x\n", &[]),
        ("steps:\n- name: build\n  args: [a]\n", &[]),
        ("stages: [a]\n", &[]),
    ] {
        assert_eq!(speakers("a.yaml", source), formats, "{source}");
    }
}

#[test]
fn an_object_is_one_whatever_its_file_is_called() {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\n";
    for path in ["action.yaml", "compose.yaml", "chart.yaml", "values.yaml", ".github/workflows/pod.yml", "web.json"] {
        assert_eq!(speakers(path, pod)[0], "Kubernetes", "{path}");
    }
    let flux = "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: web }\n";
    assert_eq!(speakers("kustomization.yaml", flux), ["Kubernetes"]);
}

#[test]
fn what_only_resembles_an_object_is_what_its_file_is_called() {
    assert_eq!(speakers("values.yaml", "apiVersion: apps/v1\nkind: DaemonSet\nimage: { tag: a }\n"), ["Helm values"]);
    assert_eq!(speakers("Chart.yaml", "apiVersion: v2\nname: web\ndescription: kind of a web\n"), ["Helm chart"]);
    assert_eq!(speakers("kustomization.yaml", "resources: [web.yaml]\n"), ["Kustomization"]);
}

#[test]
fn what_its_name_does_not_tell_is_what_others_use_it_for() {
    assert_eq!(speakers_for(Some(Usage::Values), "prod.yaml", "image: { tag: a }\n"), ["Helm values"]);
    assert_eq!(speakers_for(Some(Usage::Compose), "stack.txt", "a: b\n"), ["Compose"]);
    assert_eq!(speakers_for(Some(Usage::Compose), "values.yaml", "a: b\n"), ["Helm values"]);
}
