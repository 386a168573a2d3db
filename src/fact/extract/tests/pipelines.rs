//! The images that pipelines run in, each at the bytes that say its version.

use super::named;

#[test]
fn gitlab_jobs_services_and_variables() {
    let text = r#"
variables:
  TOOLS: registry.example/tools:edge
  SHELL_TAG: { value: "3.20", description: which one }
default:
  image: { name: "registry.example/base:1.2", entrypoint: [""] }
.hidden: { image: "registry.example/hidden:1" }
check:
  image: $TOOLS
  services:
  - postgres:17.2
  - { name: "alpine:${SHELL_TAG}", alias: shell }
  script: [make]
grid:
  image: "node:$NODE"
  parallel: { matrix: [{ NODE: ["20.1", "22.1"] }] }
  script: [make]
open:
  image: $CI_REGISTRY_IMAGE/tool:$UNSET
  script: [make]
include:
- component: gitlab.example/tools/lint@1.0
  inputs: { stage: test, image: "registry.example/lint:1.9" }
"#;
    assert_eq!(
        named(".gitlab-ci.yml", text),
        [
            "registry.example/lint:1.9 @ registry.example/lint:1.9",
            "registry.example/base:1.2 @ registry.example/base:1.2",
            "registry.example/hidden:1 @ registry.example/hidden:1",
            "registry.example/tools:edge @ registry.example/tools:edge", "postgres:17.2 @ postgres:17.2",
            "alpine:3.20 @ 3.20", "node:20.1 @ 20.1", "node:22.1 @ 22.1", "…:…@… @ $CI_REGISTRY_IMAGE/tool:$UNSET",
        ]
    );
}

#[test]
fn defaults_of_inputs_of_gitlab_components() {
    let text = "spec:\n  inputs:\n    builder: { default: registry.example/builder:2.1 }\n---\nbuild:\n  image: $[[ inputs.builder ]]\n  script: [make]\n";
    assert_eq!(named(".gitlab-ci.yml", text), ["registry.example/builder:2.1 @ registry.example/builder:2.1"]);
}

#[test]
fn circleci_jobs_executors_and_parameters() {
    let text = r#"
version: 2.1
parameters: { base: { type: string, default: "1.7" } }
executors:
  small:
    parameters: { tag: { type: string, default: "20.1" } }
    docker:
    - image: cimg/node:<< parameters.tag >>
    - image: "cimg/base:<<pipeline.parameters.base>>"
jobs:
  build:
    executor: { name: small, tag: "22.1" }
    steps: [checkout]
  vm:
    machine: { image: "ubuntu-2204:2024.05.1" }
    steps: [checkout]
  plain:
    machine: { image: default }
    steps: [checkout]
"#;
    assert_eq!(
        named(".circleci/config.yml", text),
        [
            "cimg/node:20.1 @ 20.1", "cimg/node:22.1 @ 22.1", "cimg/base:1.7 @ 1.7",
            "ubuntu-2204:2024.05.1 @ ubuntu-2204:2024.05.1",
        ]
    );
}

#[test]
fn drone_and_woodpecker_steps() {
    let drone = "kind: pipeline\ntype: docker\nname: a\nservices:\n- { name: db, image: 'postgres:17.2' }\nsteps:\n- { name: t, image: 'golang:1.23.4', commands: [go test] }\n";
    assert_eq!(named(".drone.yml", drone), ["golang:1.23.4 @ golang:1.23.4", "postgres:17.2 @ postgres:17.2"]);
    let host = "kind: pipeline\ntype: exec\nname: a\nsteps:\n- { name: t, image: nothing, commands: [go test] }\n";
    assert_eq!(named(".drone.yml", host), [""; 0]);
    let woodpecker =
        "matrix: { GO: ['1.22.1', '1.23.4'] }\nsteps:\n  test: { image: 'golang:${GO}', commands: [go test] }\n";
    assert_eq!(named(".woodpecker.yml", woodpecker), ["golang:1.22.1 @ 1.22.1", "golang:1.23.4 @ 1.23.4"]);
}

#[test]
fn cloud_build_runs_in_what_it_did_not_make_itself() {
    let text = r#"
steps:
- { name: "gcr.io/acme/docker:25.0", args: [build, -t, "gcr.io/acme/web:$SHORT_SHA", .] }
- { name: "gcr.io/acme/web:$SHORT_SHA", args: [test] }
- { name: "gcr.io/acme/pushed:1", args: [test] }
- { name: "$_DEPLOYER" }
- { name: gcr.io/cloud-builders/kubectl, args: [version] }
substitutions: { _DEPLOYER: "gcr.io/acme/deployer:3.1" }
images: ["gcr.io/acme/pushed:1"]
"#;
    let found = named("cloudbuild.yaml", text);
    let found: Vec<_> = found.iter().filter(|image| !image.contains("docker build")).collect();
    assert_eq!(
        found[..2],
        ["gcr.io/acme/docker:25.0 @ gcr.io/acme/docker:25.0", "gcr.io/acme/deployer:3.1 @ gcr.io/acme/deployer:3.1"]
    );
}

#[test]
fn azure_resources_jobs_and_services() {
    let text = r#"
parameters:
- { name: tag, type: string, default: "8.0" }
variables: { builder: registry.example/builder:4.2 }
resources:
  containers:
  - { container: tools, image: "registry.example/tools:${{ parameters.tag }}" }
jobs:
- job: a
  container: tools
  services: { cache: tools, db: "postgres:17.2" }
  steps: [{ script: make }]
- job: b
  container: { image: $(builder) }
  steps: [{ script: make }]
"#;
    assert_eq!(
        named("azure-pipelines.yml", text),
        [
            "registry.example/tools:8.0 @ 8.0",
            "postgres:17.2 @ postgres:17.2",
            "registry.example/builder:4.2 @ registry.example/builder:4.2",
        ]
    );
}

#[test]
fn bitbucket_images_services_and_pipes() {
    let text = r#"
image: { name: "node:22.1.0", username: $U }
definitions:
  services: { db: { image: "postgres:17.2" } }
pipelines:
  default:
  - step:
      image: golang:1.23.4
      script:
      - pipe: docker://registry.example/pipe:2.0
      - pipe: atlassian/aws-s3-deploy:1.1.0
"#;
    assert_eq!(
        named("bitbucket-pipelines.yml", text),
        [
            "node:22.1.0 @ node:22.1.0",
            "postgres:17.2 @ postgres:17.2",
            "golang:1.23.4 @ golang:1.23.4",
            "registry.example/pipe:2.0 @ registry.example/pipe:2.0",
            "atlassian/aws-s3-deploy:1.1.0 @ atlassian/aws-s3-deploy:1.1.0",
        ]
    );
}

#[test]
fn buildkite_plugins_and_pods() {
    let text = r#"
env: { GO: "1.23.4" }
steps:
- command: make
  plugins:
  - docker#v5.12.0: { image: "golang:$GO" }
  - artifacts#v1.9.0: { upload: x, image: picture }
- command: make
  plugins: { docker-compose#v5.0.0: { image: "registry.example/web:1.4" } }
- command: make
  matrix: ["20.1", "22.1"]
  image: node:{{matrix}}
- command: make
  plugins: [{ kubernetes: { podSpec: { containers: [{ image: "registry.example/pod:1.0" }] } } }]
"#;
    assert_eq!(
        named(".buildkite/pipeline.yml", text),
        [
            "golang:1.23.4 @ 1.23.4", "registry.example/web:1.4 @ registry.example/web:1.4", "node:20.1 @ 20.1",
            "node:22.1 @ 22.1", "registry.example/pod:1.0 @ registry.example/pod:1.0",
        ]
    );
}

#[test]
fn workflow_expressions_choose_images() {
    let text = r#"
on: { workflow_call: { inputs: { tag: { type: string, default: "17.2" } } } }
jobs:
  a:
    runs-on: ubuntu-24.04
    strategy: { matrix: { db: [{ name: mysql, tag: "8.4" }, { name: mariadb, tag: "11.4" }] } }
    container: ${{ matrix.db.name }}:${{ matrix.db.tag }}
    services:
      cache: { image: "${{ matrix.cache && 'redis:7.4.1' || '' }}" }
      other: { image: "postgres:${{ inputs.tag }}" }
    steps: [{ run: make }]
"#;
    assert_eq!(
        named(".github/workflows/a.yml", text),
        ["mysql:8.4 @ 8.4", "mariadb:11.4 @ 11.4", "redis:7.4.1 @ redis:7.4.1", "postgres:17.2 @ 17.2"]
    );
}

#[test]
fn jenkins_agents_steps_and_pods() {
    let text = r#"
def TOOLS = 'registry.example/tools:2.2'
pipeline {
  agent { docker { image 'registry.example/maven:3.9' } }
  stages {
    stage('a') {
      agent { docker 'registry.example/node:22' }
      steps { script {
        docker.image("registry.example/db:${env.DB}").withRun { sh 'make' }
        docker.image(TOOLS).inside { sh 'make' }
        docker.build('registry.example/web:1.4')
        docker.image('registry.example/web:1.4').inside { sh 'make' }
        docker.image('registry.example/other:9').push()
      } }
    }
    stage('b') {
      agent { kubernetes { yaml '''
apiVersion: v1
kind: Pod
spec:
  containers:
  - { name: a, image: "registry.example/pod:1.1" }
''' } }
      steps { sh 'make' }
    }
  }
}
podTemplate(containers: [containerTemplate(name: 'go', image: 'golang:1.23.4')]) { node { sh 'make' } }
"#;
    let mut found = named("Jenkinsfile", text);
    found.sort();
    assert_eq!(
        found,
        [
            "golang:1.23.4 @ golang:1.23.4",
            "registry.example/db:…@… @ registry.example/db:${env.DB}",
            "registry.example/maven:3.9 @ registry.example/maven:3.9",
            "registry.example/node:22 @ registry.example/node:22",
            "registry.example/pod:1.1 @ \"registry.example/pod:1.1\"".replace('"', "").as_str(),
            "registry.example/tools:2.2 @ registry.example/tools:2.2",
        ]
    );
}
