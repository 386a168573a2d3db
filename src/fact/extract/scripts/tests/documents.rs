//! YAML and JSON.

use super::{place, runners, scripts, shown};
use crate::document::shell::Dialect;
use crate::fact::Runner;

#[test]
fn scripts_of_packages() {
    let source = r#"{"name": "kubectl", "scripts": {"deploy": "kubectl apply -f \"a b\"", "empty": ""}}"#;
    assert_eq!(shown("web/package.json", source), ["scripts deploy | kubectl apply -f \"a b\""]);
    assert_eq!(place("package.json", source, "\"a b\""), "\\\"a b\\\"");
    let source = r#"{"scripts": {"post": ["@php x", "App\\Y::z", "helm list", "ls"], "one": "docker ps"}}"#;
    assert_eq!(shown("composer.json", source), ["scripts post | helm list\nls\n", "scripts one | docker ps"]);
    assert_eq!(shown("deno.json", r#"{"tasks": {"a": "x", "b": {"command": "y"}}}"#), ["tasks a | x", "tasks b | y"]);
    let packer = r#"{"provisioners": [{"type": "shell", "inline": ["a", "b"]}, {"type": "file", "inline": ["no"]}]}"#;
    assert_eq!(shown("web.json", packer), ["provisioners 0 | a\nb\n"]);
}

#[test]
fn tasks_and_hooks() {
    let source = "
version: '3'
vars: { V: { sh: git describe } }
tasks:
  deploy:
    deps: [build]
    cmds:
      - kubectl apply -f {{.FILE}}
      - cmd: helm list
        ignore_error: true
      - defer: rm x
      - task: other
    status: [test -f x]
  short: ls
  list: [a, b]
";
    assert_eq!(
        shown("Taskfile.yml", source),
        [
            "variable V | git describe",
            "task deploy | kubectl apply -f ${____}\nhelm list || true\nrm x\n",
            "task deploy | test -f x",
            "task short | ls\n",
            "task list | a\nb\n",
        ]
    );
    assert_eq!(place("Taskfile.yml", source, "${____}"), "{{.FILE}}");
    let hooks = "pre-push:\n  commands:\n    t: { run: make test }\n  jobs:\n  - run: ls\n";
    assert_eq!(shown("lefthook.yml", hooks), ["hook pre-push | make test", "hook pre-push | ls"]);
}

#[test]
fn first_start_of_a_machine() {
    let source = "#cloud-config
bootcmd:
- [sh, -c, 'echo a']
- [ls, 'a b']
runcmd:
- kubeadm init
- |
  docker run x
write_files:
- path: /opt/a
  content: |
    #!/bin/bash
    helm list
- path: /etc/b
  content: kubectl apply
";
    assert_eq!(
        shown("user-data.yaml", source),
        [
            "bootcmd | sh -c 'echo a'\nls 'a b'\n", "runcmd | kubeadm init\ndocker run x\n\n",
            "write_files /opt/a | #!/bin/bash\nhelm list\n",
        ]
    );
    assert_eq!(place("user-data.yaml", source, "helm list"), "helm list");
    assert!(shown("x.yaml", "runcmd: [kubeadm init]\n").is_empty());
}

#[test]
fn tasks_of_ansible() {
    let source = r#"
- hosts: all
  tasks:
  - name: apply it
    ansible.builtin.shell: kubectl apply -f {{ file }}
    ignore_errors: true
  - name: by argument
    command:
      argv: [helm, list, "a b"]
  - command:
      cmd: docker ps
  - name: args
    command:
    args: { cmd: ls }
  - block:
    - raw: reboot
    rescue:
    - local_action: shell terraform apply
  - win_shell: Get-Item
  - debug: { msg: kubectl apply }
  handlers:
  - name: h
    script: files/x.sh
"#;
    assert_eq!(
        shown("site.yml", source),
        [
            "task apply it | kubectl apply -f ${____} || true", "task by argument | helm list 'a b'",
            "task command | docker ps", "task args | ls", "task raw | reboot", "task local_action | terraform apply",
            "task win_shell | Get-Item", "task h | files/x.sh",
        ]
    );
    assert_eq!(place("site.yml", source, "terraform apply"), "terraform apply");
    assert_eq!(scripts("site.yml", source.as_bytes()).1[6].dialect, Dialect::PowerShell);
    assert_eq!(shown("roles/a/tasks/main.yml", "- shell: ls\n"), ["task shell | ls"]);
    assert!(shown("list.yml", "- shell: ls\n").is_empty());
}

#[test]
fn what_containers_start_with() {
    let source = r#"
services:
  a: { image: web, command: kubectl apply -f x }
  b: { image: web, entrypoint: [sh, -ec], command: ["helm list"] }
  c: { image: "bitnami/kubectl:1.31", command: [get, po] }
  d:
    build: .
    command: ["web", "--x=$X", "${Y}"]
    healthcheck: { test: [CMD-SHELL, "curl x || exit 1"] }
  e: { image: y, healthcheck: { test: ["CMD", "pg_isready"] } }
"#;
    assert_eq!(
        shown("compose.yaml", source),
        [
            "services a command | kubectl apply -f x", "services b command | helm list",
            "services c command | kubectl get po", "services d command | web \"--x=$X\" \"${Y}\"",
            "services d healthcheck | curl x || exit 1", "services e healthcheck | pg_isready",
        ]
    );
    assert_eq!(runners("compose.yaml", source)[0], Runner::Machine);
    let source = r#"{ // why
  "postCreateCommand": "npm i", "postStartCommand": ["a", "b c"], "onCreateCommand": {"x": "ls", "y": ["z"]} }"#;
    assert_eq!(
        shown(".devcontainer/devcontainer.json", source),
        ["onCreateCommand x | ls", "onCreateCommand y | z", "postCreateCommand | npm i", "postStartCommand | a 'b c'",]
    );
}

#[test]
fn what_objects_run() {
    let source = r#"
apiVersion: batch/v1
kind: Job
metadata: { name: migrate }
spec:
  template:
    spec:
      containers:
      - name: a
        args:
        - |
          kubectl apply -f x
          ls
        command: [/bin/sh, -c]
        livenessProbe: { exec: { command: [cat, "$(FILE)", "`x`$(y z)"] } }
      - name: b
        image: alpine/helm:3
        args: [list]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: s, namespace: n }
data:
  run.sh: |
    #!/bin/sh
    redis-cli
  conf: kubectl apply
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
spec: { templates: [{ container: { command: [x] } }] }
"#;
    assert_eq!(
        shown("job.yaml", source),
        [
            "templates  | x",
            "Job//migrate spec.template.spec.containers[a] | kubectl apply -f x\nls\n",
            "Job//migrate spec.template.spec.containers[b] | helm list",
            "Job//migrate spec.template.spec.containers[a].livenessProbe.exec | cat \"${FILE}\" \"\\`x\\`\\$(y z)\"",
            "ConfigMap/n/s run.sh | #!/bin/sh\nredis-cli\n",
        ]
    );
    assert_eq!(place("job.yaml", source, "kubectl apply -f x\nls"), "kubectl apply -f x\n          ls");
}
