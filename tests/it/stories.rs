//! Whole changes in real repositories, judged by the binary: what a user types, and what comes of it.

use std::process::Output;

use serde_json::Value;

use crate::gate;
use crate::repository::Repository;

/// The binary in a repository, blind to the machine.
pub(crate) fn portcullis(repository: &Repository, arguments: &[&str]) -> Output {
    gate(repository.path()).args(arguments).output().unwrap()
}

/// The JSON report of `check` with more arguments.
fn report(repository: &Repository, arguments: &[&str]) -> Value {
    let output = portcullis(repository, &[&["check", "--format", "json"], arguments].concat());
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// A finding as `rule path: bytes [gates] [existing]`, where the bytes are cut out of the file by its lines and columns.
fn shown(repository: &Repository, report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| show(repository, finding)).collect()
}

fn show(repository: &Repository, finding: &Value) -> String {
    let text = |key: &str| finding[key].as_str().unwrap().to_owned();
    let number = |place: &str, key: &str| usize::try_from(finding[place][key].as_u64().unwrap()).unwrap();
    let file = std::fs::read_to_string(repository.path().join(text("path"))).unwrap();
    let line = file.split('\n').nth(number("start", "line") - 1).unwrap();
    assert_eq!(number("start", "line"), number("end", "line"));
    let (start, end) = (number("start", "column") - 1, number("end", "column") - 1);
    let bytes: String = line.chars().skip(start).take(end - start).collect();
    let gates = if finding["gates"] == true { " gates" } else { "" };
    let origin = if finding["origin"] == "existing" { " existing" } else { "" };
    format!("{} {}: {bytes}{gates}{origin}", text("rule"), text("path"))
}

const OLD: &str = "sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d";
const NEW: &str = "sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f";

fn pod(name: &str, image: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {name}\nspec:\n  containers:\n    - name: {name}\n      image: {image}\n"
    )
}

#[test]
fn each_mutable_image_is_found_once_on_its_bytes_and_gates() {
    let repository = Repository::new();
    repository
        .write("deploy/web.yaml", pod("web", &format!("registry.example.org/web:1.4@{OLD}")))
        .write("deploy/proxy.yaml", pod("proxy", &format!("nginx:1.27.3@{OLD}")))
        .write("deploy/old.yaml", pod("old", "registry.example.org/old:latest"))
        .write(
            "chart/values.yaml",
            "worker:\n  image:\n    repository: registry.example.org/worker\n    tag: \"1.4.2\"\n",
        )
        .write("overlay/kustomization.yaml", "images:\n  - name: web\n    newTag: 1.4.2\n")
        .write("compose.yaml", "services:\n  db:\n    image: postgres:17.2\n")
        .write("Dockerfile", "FROM alpine:3.20.3\nUSER 1000\n")
        .write(
            ".github/workflows/test.yml",
            "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n",
        )
        .commit("base");
    repository.branch("change");
    repository
        .write("deploy/web.yaml", pod("web", &format!("registry.example.org/web:1.4@{NEW}")))
        .write("deploy/proxy.yaml", pod("proxy", &format!("nginx:1.27.3@{NEW}")))
        .write("deploy/old.yaml", format!("# a comment more\n{}", pod("old", "registry.example.org/old:latest")))
        .write(
            "deploy/report.yaml",
            "apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: report }\nspec:\n  jobTemplate:\n    spec:\n      template:\n        \
             spec:\n          initContainers:\n            - name: wait\n              image: \"busybox:latest\"\n",
        )
        .write("chart/values.yaml", "worker:\n  image:\n    repository: registry.example.org/worker\n    tag: \"latest\"\n")
        .write("overlay/kustomization.yaml", "images:\n  - name: web\n    newTag: latest\n")
        .write("compose.yaml", "services:\n  db:\n    image: postgres:17.2\n  cache:\n    image: redis\n")
        .write("Dockerfile", "FROM alpine:${V:-latest}\nCOPY --from=busybox:latest /bin/true /true\nUSER 1000\n")
        .write(
            ".github/workflows/test.yml",
            "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    services:\n      redis:\n        image: redis:latest\n    steps:\n      - run: make\n",
        )
        .commit("head");
    let report = report(&repository, &["--base", "main", "--head", "change"]);
    let found = shown(&repository, &report);
    let gating: Vec<_> = found.iter().filter(|line| line.ends_with(" gates")).map(String::as_str).collect();
    assert_eq!(
        gating,
        [
            "image/latest-tag .github/workflows/test.yml: redis:latest gates",
            "image/latest-tag Dockerfile: alpine:${V:-latest} gates",
            "image/latest-tag Dockerfile: busybox:latest gates",
            "image/latest-tag chart/values.yaml: latest gates",
            "image/no-tag compose.yaml: redis gates",
            "image/latest-tag deploy/report.yaml: busybox:latest gates",
            &format!("image/tag-reused deploy/web.yaml: registry.example.org/web:1.4@{NEW} gates"),
            "image/latest-tag overlay/kustomization.yaml: latest gates",
        ]
    );
    assert!(found.contains(&"image/latest-tag deploy/old.yaml: registry.example.org/old:latest existing".to_owned()));
    assert!(
        found.contains(&format!("image/tag-reused deploy/proxy.yaml: nginx:1.27.3@{NEW}")),
        "a refresh is shown, not gated"
    );
    assert_eq!(report["verdict"], "fail");
}

#[test]
fn lines_that_moved_or_were_indented_anew_are_not_touched() {
    let repository = Repository::new();
    let containers = "containers:\n- name: a\n  image: a:latest\n- name: b\n  image: b:latest\n";
    let head = "apiVersion: v1\nkind: Pod\nmetadata: { name: pod }\nspec:\n";
    let indented =
        |text: &str, by: &str| text.split_inclusive('\n').map(|line| format!("{by}{line}")).collect::<String>();
    repository.write("pod.yaml", format!("{head}{}", indented(containers, "  "))).commit("base");
    repository.branch("change");
    let moved = "containers:\n- name: b\n  image: b:latest\n- name: a\n  image: a:latest\n";
    repository.write("pod.yaml", format!("{head}{}", indented(moved, "      "))).commit("head");
    let found = shown(&repository, &report(&repository, &[]));
    assert_eq!(found, ["image/latest-tag pod.yaml: b:latest existing", "image/latest-tag pod.yaml: a:latest existing"]);
}

#[test]
fn the_exit_code_is_the_verdict() {
    let repository = Repository::new();
    repository.write("pod.yaml", pod("web", "web:1.4.2")).commit("base");
    let code = |arguments: &[&str]| portcullis(&repository, arguments).status.code();
    assert_eq!(code(&["check"]), Some(0));
    repository.write("pod.yaml", pod("web", "web:latest"));
    assert_eq!(code(&["check"]), Some(1));
    assert_eq!(code(&["check", "--exit-zero"]), Some(0));
    assert_eq!(code(&["check", "--fail-on", "never"]), Some(0));
    assert_eq!(code(&["check", "--offline"]), Some(1));
    assert_eq!(code(&["check", "--base", "nowhere"]), Some(2));
    assert_eq!(code(&["check", "--no-such-flag"]), Some(2));
}

#[test]
fn an_old_image_is_not_new_because_its_object_or_job_has_another_name() {
    let repository = Repository::new();
    let deployment = |version: &str, name: &str, container: &str| {
        format!(
            "apiVersion: {version}\nkind: Deployment\nmetadata: {{ name: {name} }}\nspec:\n  template:\n    spec:\n      containers:\n      \
             - name: {container}\n        image: registry.example/web:latest\n"
        )
    };
    let workflow =
        |job: &str| format!("on: push\njobs:\n  {job}:\n    container: node:latest\n    steps:\n      - run: make\n");
    repository
        .write("group.yaml", deployment("extensions/v1beta1", "web", "web"))
        .write("name.yaml", deployment("apps/v1", "web", "web"))
        .write(".github/workflows/test.yml", workflow("test"))
        .commit("base");
    repository.branch("change");
    repository
        .write("group.yaml", deployment("apps/v1", "web", "web"))
        .write("name.yaml", deployment("apps/v1", "shop", "main"))
        .write(".github/workflows/test.yml", workflow("check"))
        .commit("head");
    let found = shown(&repository, &report(&repository, &[]));
    assert_eq!(
        found,
        [
            "image/latest-tag .github/workflows/test.yml: node:latest existing",
            "image/latest-tag group.yaml: registry.example/web:latest existing",
            "image/latest-tag name.yaml: registry.example/web:latest existing",
        ]
    );
    repository.write(
        "name.yaml",
        format!("{}---\n{}", deployment("apps/v1", "shop", "main"), deployment("apps/v1", "second", "main")),
    );
    let found = shown(&repository, &report(&repository, &[]));
    assert!(
        found.contains(&"image/latest-tag name.yaml: registry.example/web:latest gates".to_owned()),
        "one more is new: {found:?}"
    );
}

#[test]
fn a_file_that_is_too_large_is_told_whatever_it_is_and_assets_are_not() {
    let repository = Repository::new();
    repository.write("README.md", "x\n").commit("base");
    let large = "x".repeat((16 << 20) + 1);
    for name in ["deploy.yaml", "data.txt", "no-extension", "table.json", "film.mp4"] {
        repository.write(name, &large);
    }
    let report = report(&repository, &[]);
    let findings = report["findings"].as_array().unwrap();
    let told: Vec<_> =
        findings.iter().map(|one| format!("{} {} {}", one["rule"], one["path"], one["severity"])).collect();
    let told: Vec<_> = told.iter().map(|line| line.replace('"', "")).collect();
    assert_eq!(
        told,
        [
            "gate/unreadable data.txt low", "gate/unreadable deploy.yaml high", "gate/unreadable no-extension low",
            "gate/unreadable table.json low",
        ]
    );
}

#[test]
fn a_policy_that_would_stop_every_later_run_gates() {
    let repository = Repository::new();
    repository.write(".portcullis.yaml", "version: 1\n").commit("base");
    repository.write(".portcullis.yaml", "version: 1\nfail_onn: never\n");
    let found = shown(&repository, &report(&repository, &[]));
    assert_eq!(
        found,
        ["gate/unreadable .portcullis.yaml: fail_onn gates", "gate/policy-changed .portcullis.yaml: fail_onn: never"]
    );
}

/// What is left to say of the chart's own image.
const NOT_LOOKED_UP: &str = r#"[{"what":"1 image","why":"not looked up in a registry"}]"#;

#[test]
fn what_a_chart_leaves_to_its_values_is_not_told_as_unchecked() {
    let repository = Repository::new();
    let template = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n  - name: web\n    image: \"{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}\"\n";
    repository
        .write("chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: 1.4.2\n")
        .write("chart/values.yaml", "image:\n  repository: registry.example/web\n  tag: \"\"\nworker:\n  image:\n    repository: registry.example/worker\n")
        .write("chart/templates/web.yaml", template)
        .commit("base");
    repository.branch("change");
    repository
        .write("chart/values.yaml", "image:\n  repository: registry.example/shop\n  tag: \"\"\nworker:\n  image:\n    repository: registry.example/helper\n")
        .write("chart/templates/web.yaml", template.replace("name: web", "name: shop"))
        .commit("head");
    let quiet = report(&repository, &[]);
    assert_eq!(
        (quiet["findings"].to_string(), quiet["unchecked"].to_string()),
        ("[]".to_owned(), NOT_LOOKED_UP.to_owned())
    );
    repository.write("compose.yaml", "services:\n  web:\n    image: registry.example/web:${TAG}\n");
    repository
        .write("chart/values.yaml", "worker:\n  image:\n    repository: registry.example/worker\n    tag: ${TAG}\n");
    let said = report(&repository, &[]);
    let said: Vec<_> = said["unchecked"].as_array().unwrap().iter().map(|row| row["what"].as_str().unwrap()).collect();
    assert_eq!(said, ["chart/values.yaml", "compose.yaml"]);
}

#[test]
fn a_base_is_not_blamed_for_what_its_overlay_says() {
    let repository = Repository::new();
    repository.write("README.md", "x\n").commit("base");
    repository.branch("change");
    repository
        .write("app/base/web.yaml", pod("web", "registry.example/web"))
        .write("app/base/kustomization.yaml", "resources: [web.yaml]\n")
        .write(
            "app/overlays/production/kustomization.yaml",
            "resources: [../../base]\nimages:\n  - name: registry.example/web\n    newTag: 1.4.2\n",
        )
        .write("lone/web.yaml", pod("web", "registry.example/web"));
    let working_tree = shown(&repository, &report(&repository, &[]));
    let expected = [
        "image/no-tag app/base/web.yaml: registry.example/web",
        "image/no-tag lone/web.yaml: registry.example/web gates",
    ];
    assert_eq!(working_tree, expected);
    repository.git(&["add", "."]);
    assert_eq!(shown(&repository, &report(&repository, &["--staged"])), expected, "in the index");
    repository.commit("head");
    assert_eq!(
        shown(&repository, &report(&repository, &["--base", "main", "--head", "change"])),
        expected,
        "in a commit"
    );
}

#[test]
fn another_base_gates_and_a_new_version_is_shown() {
    let repository = Repository::new();
    let changes = [
        ("libc", "node:20-slim", "node:20-alpine"),
        ("java", "openjdk:17-slim", "eclipse-temurin:17-jre-jammy"),
        ("version", "python:3.12-slim-bookworm", "python:3.14-slim-bookworm"),
        ("release", "debian:bookworm-slim", "debian:trixie-slim"),
        ("nothing", "alpine:3.20", "scratch"),
        ("product", "node:20", "nginx:1.27-alpine"),
    ];
    let write = |image: fn(&(&'static str, &'static str, &'static str)) -> &'static str| {
        for change in &changes {
            repository.write(format!("{}/Dockerfile", change.0), format!("FROM {}\nUSER 1000\n", image(change)));
        }
    };
    write(|change| change.1);
    repository.commit("base");
    repository.branch("change");
    write(|change| change.2);
    repository.commit("head");
    let found = shown(&repository, &report(&repository, &[]));
    let moved: Vec<_> = found.iter().filter_map(|line| line.strip_prefix("dockerfile/base-family-changed ")).collect();
    assert_eq!(
        moved,
        [
            "java/Dockerfile: eclipse-temurin:17-jre-jammy gates", "libc/Dockerfile: node:20-alpine gates",
            "nothing/Dockerfile: FROM scratch", "product/Dockerfile: nginx:1.27-alpine",
            "release/Dockerfile: debian:trixie-slim", "version/Dockerfile: python:3.14-slim-bookworm",
        ]
    );
}
