//! The images that every kind of file names, each at the bytes that say its version.

use super::{images, named, read};
use crate::fact::Place;

#[test]
fn terraform_in_every_form() {
    let text = r#"
variable "web_tag" { default = "1.4.2" }
locals { job = "registry.example/job:3.1" }
resource "kubernetes_deployment" "web" {
  spec { template { spec {
    container {
      name  = "web"
      image = "registry.example/web:${var.web_tag}"
    }
    init_container { image = local.job }
  } } }
}
resource "aws_ecs_task_definition" "a" {
  container_definitions = jsonencode([{ name = "a", image = "registry.example/a:1.1", cpu = 1 }, { "name" : "b", "image" : var.elsewhere }])
}
resource "aws_ecs_task_definition" "c" {
  container_definitions = <<-EOT
    [{ "name": "c", "image": "registry.example/c:1.2" }]
  EOT
}
resource "aws_ecs_task_definition" "d" {
  container_definitions = "[{\"name\": \"d\", \"image\": \"registry.example/d:1.3\"}]"
}
resource "docker_image" "e" { name = "registry.example/e:1.5" }
resource "docker_image" "f" {
  name = "registry.example/f:1.5"
  build { context = "." }
}
resource "helm_release" "g" {
  set {
    name  = "image.tag"
    value = "1.6"
  }
  values = [<<-EOT
    image: { repository: registry.example/g, tag: "1.7" }
  EOT
  ]
}
resource "kubectl_manifest" "h" {
  yaml_body = <<YAML
apiVersion: v1
kind: Pod
metadata: { name: h }
spec: { containers: [{ name: h, image: "registry.example/h:1.8" }] }
YAML
}
resource "hcloud_server" "i" { image = "ubuntu-24.04" }
resource "aws_lambda_function" "j" { image_uri = "registry.example/j:1.9" }
module "k" { image_tag = "2.0" }
"#;
    assert_eq!(
        named("main.tf", text),
        [
            "registry.example/web:1.4.2 @ 1.4.2", "registry.example/job:3.1 @ registry.example/job:3.1",
            "registry.example/a:1.1 @ registry.example/a:1.1", "…:…@… @ var.elsewhere",
            "registry.example/c:1.2 @ registry.example/c:1.2", "registry.example/d:1.3 @ registry.example/d:1.3",
            "registry.example/e:1.5 @ registry.example/e:1.5", "…:1.6 @ 1.6", "registry.example/g:1.7 @ 1.7",
            "registry.example/h:1.8 @ registry.example/h:1.8", "registry.example/j:1.9 @ registry.example/j:1.9",
            "…:2.0 @ 2.0",
        ]
    );
}

#[test]
fn nomad_packer_and_variables_of_terraform() {
    let nomad = "job \"a\" {\n  group \"a\" {\n    task \"a\" {\n      driver = \"docker\"\n      config {\n        image = \"redis\"\n      }\n    }\n  }\n}\n";
    assert_eq!(named("a.nomad.hcl", nomad), ["redis @ redis"]);
    let packer = "source \"docker\" \"a\" {\n  image = \"ubuntu\"\n  commit = true\n}\nsource \"amazon-ebs\" \"b\" {\n  source_image = \"ami-1\"\n}\n";
    assert_eq!(named("a.pkr.hcl", packer), ["ubuntu @ ubuntu"]);
    let values = "web_image = \"registry.example/web:1.4\"\njob_image_tag = \"1.5\"\nregion = \"eu\"\n";
    assert_eq!(named("prod.tfvars", values), ["registry.example/web:1.4 @ registry.example/web:1.4", "…:1.5 @ 1.5"]);
}

#[test]
fn amazon_tasks_in_json_and_templates() {
    let task = r#"{"family": "a", "containerDefinitions": [{"name": "a", "image": "registry.example/a:1.1"}]}"#;
    assert_eq!(named("task-definition.json", task), ["registry.example/a:1.1 @ registry.example/a:1.1"]);
    let template = r#"
Parameters: { Tag: { Type: String, Default: "1.2" } }
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: { ContainerDefinitions: [{ Name: a, Image: !Sub "registry.example/a:${Tag}" }] }
  Function:
    Type: AWS::Lambda::Function
    Properties: { Code: { ImageUri: "registry.example/f:1.3" } }
"#;
    assert_eq!(
        named("stack.yaml", template),
        ["registry.example/a:1.2 @ 1.2", "registry.example/f:1.3 @ registry.example/f:1.3"]
    );
    let json = r#"{"resource": {"aws_ecs_task_definition": {"a": {"container_definitions": "[{\"name\": \"a\", \"image\": \"registry.example/a:1.4\"}]"}}}}"#;
    assert_eq!(named("main.tf.json", json), ["registry.example/a:1.4 @ registry.example/a:1.4"]);
}

#[test]
fn a_development_container_and_its_features() {
    let text = r#"{"image": "registry.example/dev:1.1", "features": {"ghcr.io/devcontainers/features/node:1.6": {}, "./local": {}, "node": "lts"}}"#;
    assert_eq!(
        named(".devcontainer/devcontainer.json", text),
        [
            "registry.example/dev:1.1 @ registry.example/dev:1.1",
            "ghcr.io/devcontainers/features/node:1.6 @ ghcr.io/devcontainers/features/node:1.6",
        ]
    );
}

#[test]
fn skaffold_builds_its_artifacts_and_pulls_its_builders() {
    let text = r#"
apiVersion: skaffold/v4beta11
kind: Config
build:
  artifacts:
  - { image: registry.example/web, buildpacks: { builder: "registry.example/builder:1.1" } }
verify: [{ name: v, container: { name: v, image: "registry.example/verify:1.2" } }]
deploy: { helm: { releases: [{ name: w, setValues: { image.tag: "1.3", replicas: "2" } }] } }
"#;
    let mut found = named("skaffold.yaml", text);
    found.sort();
    assert_eq!(
        found,
        [
            "registry.example/builder:1.1 @ registry.example/builder:1.1",
            "registry.example/verify:1.2 @ registry.example/verify:1.2",
            "…:1.3 @ 1.3",
        ]
    );
}

#[test]
fn tilt_runs_commands_and_holds_manifests() {
    let text = r#"
# docker_build('registry.example/commented:1', '.')
docker_build('registry.example/web', '.', dockerfile_contents="FROM registry.example/base:1.1\n")
local('docker run registry.example/tool:1.2')
local_resource('seed', cmd='docker run registry.example/seed:1.3')
k8s_yaml(blob('''
apiVersion: v1
kind: Pod
metadata: { name: a }
spec: { containers: [{ name: a, image: registry.example/pod:1.4 }] }
'''))
"#;
    let mut found = named("Tiltfile", text);
    found.sort();
    assert_eq!(
        found,
        [
            "registry.example/base:1.1 @ registry.example/base:1.1",
            "registry.example/pod:1.4 @ registry.example/pod:1.4",
            "registry.example/seed:1.3 @ registry.example/seed:1.3",
            "registry.example/tool:1.2 @ registry.example/tool:1.2",
        ]
    );
}

#[test]
fn keys_of_kubernetes_objects() {
    let text = r#"
apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  volumes:
  - { name: model, image: { reference: "registry.example/model:1.1" } }
  containers:
  - name: manager
    image: registry.example/manager:1.2
    env:
    - { name: RELATED_IMAGE_AGENT, value: "registry.example/agent:1.3" }
    - { name: NOTE, value: "registry.example/note:9" }
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: db }
spec: { imageName: "registry.example/postgresql:17.2" }
---
apiVersion: image.openshift.io/v1
kind: ImageStream
metadata: { name: s }
spec: { tags: [{ name: one, from: { kind: DockerImage, name: "registry.example/s:1.4" } }] }
---
apiVersion: build.openshift.io/v1
kind: BuildConfig
metadata: { name: b }
spec:
  source: { dockerfile: "FROM registry.example/base:1.5\nUSER 1" }
  strategy: { dockerStrategy: { from: { kind: DockerImage, name: "registry.example/b:1.6" } } }
  output: { to: { kind: DockerImage, name: "registry.example/out:latest" } }
"#;
    let mut found = named("deploy/a.yaml", text);
    found.sort();
    let expected = ["agent:1.3", "b:1.6", "base:1.5", "manager:1.2", "model:1.1", "postgresql:17.2", "s:1.4"];
    assert_eq!(found, expected.map(|image| format!("registry.example/{image} @ registry.example/{image}")));
}

#[test]
fn parameters_are_judged_where_their_values_stand() {
    let text = r#"
apiVersion: tekton.dev/v1
kind: Task
metadata: { name: build }
spec:
  params:
  - { name: builder, default: "registry.example/builder:1.1" }
  - { name: tag, default: "1.2" }
  - { name: note, default: "registry.example/note:9" }
  steps:
  - { name: a, image: "$(params.builder)" }
  - { name: b, image: "registry.example/b:$(params.tag)", script: "echo $(params.note)" }
---
apiVersion: tekton.dev/v1
kind: TaskRun
metadata: { generateName: build- }
spec:
  taskRef: { name: build }
  params: [{ name: builder, value: "registry.example/builder:1.3" }]
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: w }
spec:
  arguments: { parameters: [{ name: image, value: "registry.example/w:1.4" }] }
  templates:
  - { name: t, inputs: { parameters: [{ name: own, value: "{{workflow.parameters.image}}" }] }, container: { image: "{{inputs.parameters.own}}" } }
"#;
    assert_eq!(
        named("ci.yaml", text),
        [
            "registry.example/builder:1.1 @ registry.example/builder:1.1",
            "registry.example/builder:1.3 @ registry.example/builder:1.3",
            "registry.example/b:1.2 @ 1.2",
            "registry.example/w:1.4 @ registry.example/w:1.4",
        ]
    );
}

#[test]
fn what_is_to_be_filled_in_is_not_lost() {
    let pod = |image: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{ name: a }}\nspec: {{ containers: [{{ name: a, image: \"{image}\" }}] }}\n"
        )
    };
    for (image, expected) in [
        ("registry.example/web:<tag>", "registry.example/web:…@…"),
        ("registry.example/web:@TAG@", "registry.example/web:…@…"),
        ("registry.example/web:%TAG%-slim", "registry.example/web:…"),
        ("registry.example/web:!TAG!", "registry.example/web:…"),
        ("registry.example/web:IMAGE_TAG", "registry.example/web:…"),
        ("<registry>/web:1.4", "…:1.4"),
        ("[[registry]]/web:1.4", "…:1.4"),
        ("#{registry}#/web:1.4", "…:1.4"),
        ("~registry~/web:1.4", "…:…@…"),
    ] {
        assert_eq!(named("a.yaml", &pod(image)), [format!("{expected} @ {image}")], "{image}");
    }
}

#[test]
fn values_name_images_in_many_ways() {
    let text = r#"
web: { image: { name: registry.example/web, tag: "1.1" } }
job: { image: { repository: registry.example/job, version: "1.2" } }
proxyImage: registry.example/proxy
proxyTag: "1.3"
agent: { imageName: registry.example/agent, imageVersion: "1.4" }
backgroundImage: sunset.png
logo: { image: { name: logo.png, width: 200 } }
app: { name: shop, version: latest }
"#;
    assert_eq!(
        named("values.yaml", text),
        [
            "registry.example/proxy:1.3 @ 1.3", "registry.example/agent:1.4 @ 1.4", "registry.example/web:1.1 @ 1.1",
            "registry.example/job:1.2 @ 1.2",
        ]
    );
}

#[test]
fn a_kustomization_may_name_versions_in_names_and_values() {
    let text = r#"
images: [{ name: web, newName: "registry.example/web:1.1" }, { name: job, newName: registry.example/job }]
helmCharts:
- { name: shop, repo: https://charts.example, version: 1.0.0, valuesInline: { image: { repository: registry.example/shop, tag: "1.2" } } }
"#;
    assert_eq!(
        named("kustomization.yaml", text),
        [
            "registry.example/web:1.1 @ 1.1", "registry.example/job:…@… @ registry.example/job",
            "registry.example/shop:1.2 @ 1.2",
        ]
    );
}

#[test]
fn files_inside_files_are_read_at_their_bytes() {
    let compose = "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM registry.example/base:1.1\n        USER 1\n";
    assert_eq!(named("compose.yaml", compose), ["registry.example/base:1.1 @ registry.example/base:1.1"]);
    let script = "kubectl apply -f - <<EOF\napiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: registry.example/a:1.2 }] }\nEOF\n\
                  cat <<EOF | envsubst | kubectl apply -f -\napiVersion: v1\nkind: Pod\nmetadata: { name: b }\nspec: { containers: [{ name: b, image: 'registry.example/b:$TAG' }] }\nEOF\n";
    assert_eq!(
        named("deploy.sh", script),
        ["registry.example/a:1.2 @ registry.example/a:1.2", "registry.example/b:…@… @ registry.example/b:$TAG"]
    );
    let places: Vec<_> = read("deploy.sh", script).images.iter().map(|image| image.place).collect();
    assert_eq!(places, [Place::Manifest, Place::Manifest]);
}

#[test]
fn formats_that_nobody_reads_say_that_they_name_images() {
    for (path, text) in [
        ("web.container", "[Container]\nImage=registry.example/web:1.1\n"),
        ("Earthfile", "VERSION 0.8\nbuild:\n    FROM registry.example/base:1.1\n"),
        ("app.bicep", "containers: [\n  { name: 'web', image: 'registry.example/web:1.1' }\n]\n"),
        ("MODULE.bazel", "oci.pull(name = \"base\", image = \"registry.example/base\")\n"),
    ] {
        let images = read(path, text).images;
        assert_eq!(images.iter().map(|image| image.place).collect::<Vec<_>>(), [Place::Unread], "{path}");
    }
    assert!(read("main.rs", "// Image=x\n").images.is_empty());
}

#[test]
fn many_that_name_one_list_by_an_alias_end_soon() {
    let services: String = (0..2_000).map(|at| format!("  - postgres:{at}.1\n")).collect();
    let jobs: String = (0..1_500).map(|at| format!("j{at}: {{ script: [make], services: *s }}\n")).collect();
    let found = images(".gitlab-ci.yml", &format!("first:\n  script: [make]\n  services: &s\n{services}{jobs}"));
    assert_eq!(found.len(), 2_000);
    let nested = "a {\n".repeat(20_000) + "image = \"a:1\"\n" + &"}\n".repeat(20_000);
    assert_eq!(named("main.tf", &nested), ["a:1 @ a:1"]);
    let holes = format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{ name: a }}\nspec: {{ containers: [{{ image: &i \"{}\" }}, {}] }}\n",
        "<a>".repeat(600),
        "{ image: *i }, ".repeat(5_000)
    );
    assert_eq!(read("a.yaml", &holes).images.len(), 5_001);
}
