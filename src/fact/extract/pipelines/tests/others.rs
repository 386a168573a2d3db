//! The smaller systems.

use super::{graph, scripts, steps};

#[test]
fn circleci() {
    let source = "\
version: 2.1
commands:
  scan: { steps: [{ run: trivy image web }] }
jobs:
  build:
    docker: [{ image: a }]
    steps:
    - checkout
    - run: make
    - run: { name: Push, command: docker push web }
    - scan
    - when: { condition: false, steps: [{ run: never }] }
  deploy: { docker: [{ image: a }], steps: [{ run: { shell: python, command: x } }] }
workflows:
  all:
    jobs:
    - build
    - hold: { type: approval, requires: [build] }
    - deploy: { name: deploy-production, requires: [hold] }
";
    let path = ".circleci/config.yml";
    let expected = [
        "commands scan steps 0: trivy image web", "jobs build steps 1: make", "jobs build steps 2: docker push web",
        "jobs build steps 4 steps 0: never",
    ];
    assert_eq!(scripts(path, source), expected);
    let expected = ["build Scan", "hold Other < build; manual: approval", "deploy-production Production < build hold"];
    assert_eq!(graph(path, source), expected);
    let steps = steps(path, source);
    assert!(steps.contains(&"Push Other; pushes: docker push".to_owned()), "{steps:?}");
    assert!(steps.contains(&"never Other; never: false; if false".to_owned()), "{steps:?}");
}

#[test]
fn azure() {
    let source = "\
stages:
- stage: Build
  jobs:
  - job: make
    steps:
    - script: make
    - bash: |
        docker push web
    - ${{ if eq(variables.x, 'y') }}:
      - powershell: Get-Item
    - task: AzureCLI@2
      inputs: { scriptType: bash, inlineScript: az login }
    - task: Docker@2
      inputs: { command: buildAndPush }
    - task: trivy@1
      continueOnError: true
- stage: Staging
  jobs: [{ deployment: web, environment: staging, strategy: { runOnce: { deploy: { steps: [{ script: ./deploy.sh }] } } } }]
- stage: Production
  condition: false
  jobs: [{ deployment: web, environment: { name: production } }, { job: after, dependsOn: web }]
- stage: Alone
  dependsOn: []
  jobs: [{ job: a }]
";
    let path = "azure-pipelines.yml";
    let expected = [
        "jobs Build.make steps 0: make", "jobs Build.make steps 1: docker push web",
        "jobs Build.make steps 2: Get-Item", "jobs Build.make steps 3: az login",
        "jobs Staging.web steps 0: ./deploy.sh",
    ];
    assert_eq!(scripts(path, source), expected);
    let expected = [
        "Build.make Scan",
        "Staging.web Staging < Build.make; in staging",
        "Production.web Production < Build.make Staging.web; never: false; in production",
        "Production.after Production < Build.make Staging.web Production.web; never: false",
        "Alone.a Other",
    ];
    assert_eq!(graph(path, source), expected);
    let steps = steps(path, source);
    assert!(steps.contains(&"Docker@2 Other; pushes: buildAndPush".to_owned()), "{steps:?}");
    assert!(steps.contains(&"trivy@1 Scan; may fail: true".to_owned()), "{steps:?}");
}

#[test]
fn azure_without_stages() {
    let source = "pool: { vmImage: windows-latest }\nsteps:\n- script: dir\n";
    assert_eq!(scripts("azure-pipelines.yml", source), ["steps steps 0: dir"]);
}

#[test]
fn bitbucket() {
    let source = "\
definitions: { steps: [{ step: &build { name: Build, script: [make, docker push web] } }] }
pipelines:
  branches:
    main:
    - step: *build
    - parallel: [{ step: { name: Unit, script: [make test] } }, { step: { name: Scan, script: [{ pipe: 'snyk/snyk-scan:1' }] } }]
    - step: { name: To staging, deployment: staging, script: [./deploy.sh] }
    - step: { name: Release, deployment: production, trigger: manual, script: [./deploy.sh] }
";
    let path = "bitbucket-pipelines.yml";
    let expected = [
        "pipelines branches main Build script: make\ndocker push web",
        "pipelines branches main Unit script: make test",
        "pipelines branches main To staging script: ./deploy.sh",
        "pipelines branches main Release script: ./deploy.sh",
    ];
    assert_eq!(scripts(path, source), expected);
    let expected = [
        "Build Other",
        "Unit Test < Build",
        "Scan Scan < Build",
        "To staging Staging < Build Unit Scan; in staging",
        "Release Production < Build Unit Scan To staging; manual: manual; in production",
    ];
    assert_eq!(graph(path, source), expected);
}

#[test]
fn buildkite() {
    let source = "\
steps:
- { label: Build, key: build, command: make }
- { label: Scan, commands: [trivy image web, docker push web], soft_fail: true }
- wait
- { label: Staging, command: ./deploy.sh staging }
- block: 'Sure?'
- { label: Deploy production, command: ./deploy.sh, skip: later }
- { label: Free, depends_on: build, command: a }
";
    let path = ".buildkite/pipeline.yml";
    let expected = [
        "steps build: make", "steps Scan: trivy image web\ndocker push web", "steps Staging: ./deploy.sh staging",
        "steps Deploy production: ./deploy.sh", "steps Free: a",
    ];
    assert_eq!(scripts(path, source), expected);
    let expected = [
        "build Other",
        "Scan Scan; may fail: true",
        "Staging Staging < build Scan",
        "Sure? Other < build Scan; manual: Sure?",
        "Deploy production Production < build Scan Sure?; never: later",
        "Free Other < build",
    ];
    assert_eq!(graph(path, source), expected);
}

#[test]
fn drone_and_woodpecker() {
    let source = "\
kind: pipeline
name: build
steps:
- { name: test, image: a, commands: [make test] }
- { name: publish, image: plugins/docker, settings: { repo: web } }
---
kind: pipeline
name: deploy
depends_on: [build]
steps:
- { name: deploy-production, image: a, commands: [./deploy.sh], failure: ignore }
";
    assert_eq!(
        scripts(".drone.yml", source),
        ["build steps test: make test", "deploy steps deploy-production: ./deploy.sh"]
    );
    let expected =
        ["test Test", "publish Other < test", "deploy-production Production < test publish; may fail: ignore"];
    assert_eq!(graph(".drone.yml", source), expected);
    assert!(steps(".drone.yml", source).contains(&"plugins/docker Other; pushes: plugins/docker".to_owned()));
    let source =
        "steps:\n  a: { image: x, commands: [make] }\n  scan: { image: aquasec/trivy, commands: [trivy fs .] }\n";
    assert_eq!(scripts(".woodpecker.yml", source), ["steps a: make", "steps scan: trivy fs ."]);
    assert_eq!(graph(".woodpecker.yml", source), ["a Other", "scan Scan < a"]);
}

#[test]
fn tekton() {
    let source = "\
apiVersion: tekton.dev/v1
kind: Task
metadata: { name: web }
spec:
  steps:
  - { name: build, image: a, script: \"#!/bin/sh\\nmake\\n\" }
  - { name: py, image: a, script: \"#!/usr/bin/env python\\nprint()\\n\" }
  - { name: run, image: a, command: [sh, -c], args: ['kubectl apply $(params.x)'] }
  - { name: push, image: gcr.io/kaniko-project/executor:v1, args: ['--destination=$(params.image)'] }
---
apiVersion: tekton.dev/v1
kind: Pipeline
metadata: { name: all }
spec:
  tasks:
  - { name: build, taskRef: { name: kaniko } }
  - { name: scan, runAfter: [build], taskRef: { name: trivy-scanner } }
  - name: deploy-production
    params: [{ name: digest, value: $(tasks.scan.results.digest) }]
";
    let expected = [
        "task web steps build: #!/bin/sh\nmake",
        "task web steps run: sh -c 'kubectl apply $(params.x)'",
        "task web steps push: executor \"--destination=${params.image}\"",
    ];
    assert_eq!(scripts("tekton/web.yaml", source), expected);
    let expected = ["web Other", "build Other", "scan Scan < build", "deploy-production Production < build scan"];
    assert_eq!(graph("tekton/web.yaml", source), expected);
    assert!(steps("tekton/web.yaml", source)[3].ends_with("pushes: --destination=$(params.image)"));
}

#[test]
fn argo() {
    let source = "\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
spec:
  templates:
  - name: all
    dag:
      tasks:
      - { name: a, template: build }
      - { name: b, template: scan, dependencies: [a] }
      - { name: c, template: go, depends: 'b.Succeeded && a' }
  - { name: build, container: { image: x, command: [docker, push], args: [web] } }
  - { name: scan, script: { image: x, command: [bash], source: \"grype web\\n\" } }
  - { name: go, script: { image: x, command: [python], source: 'print()' } }
  - { name: list, steps: [[{ name: d, template: build }], [{ name: e, template: scan, continueOn: { failed: true } }]] }
";
    assert_eq!(scripts("wf.yaml", source), ["templates build: docker push web", "templates scan: grype web"]);
    let expected = ["a Other", "b Scan < a", "c Other < a b", "d Other", "e Scan < d; may fail: true"];
    assert_eq!(graph("wf.yaml", source), expected);
}

#[test]
fn cloud_build() {
    let source = "\
steps:
- name: gcr.io/cloud-builders/docker
  args: [build, -t, 'web:$SHORT_SHA', .]
- { id: scan, name: a, entrypoint: bash, args: ['-c', 'trivy image web || true'] }
- { name: gcr.io/cloud-builders/kubectl, args: [apply, -f, k8s/], waitFor: ['-'] }
- { name: a, script: make }
images: ['web:$SHORT_SHA']
";
    let expected = [
        "steps 0: docker build -t \"web:$SHORT_SHA\" .", "steps scan: bash -c 'trivy image web || true'",
        "steps 2: kubectl apply -f k8s/", "steps 3: make",
    ];
    assert_eq!(scripts("cloudbuild.yaml", source), expected);
    let expected = [
        "step 0 Other", "scan Scan < step 0", "step 2 Other", "step 3 Other < step 0 scan step 2",
        "images Other < step 0 scan step 2 step 3",
    ];
    assert_eq!(graph("cloudbuild.yaml", source), expected);
}

#[test]
fn travis_and_appveyor() {
    let source = "\
script: [make test]
before_deploy: docker push web
jobs:
  include:
  - { name: unit, script: make test }
  - { stage: staging, name: go, script: ./deploy.sh }
  - { stage: production, name: Deploy, script: ./deploy.sh }
";
    let expected = [
        "script: make test", "before_deploy: docker push web", "jobs unit script: make test",
        "jobs go script: ./deploy.sh", "jobs Deploy script: ./deploy.sh",
    ];
    assert_eq!(scripts(".travis.yml", source), expected);
    assert_eq!(graph(".travis.yml", source).last().unwrap(), "Deploy Production < script unit go");
    let source = "build_script:\n- cmd: dir\n- ps: Get-Item\n- plain\ntest_script: make test\n";
    let expected = ["build_script: dir", "build_script: Get-Item", "build_script: plain", "test_script: make test"];
    assert_eq!(scripts("appveyor.yml", source), expected);
}
