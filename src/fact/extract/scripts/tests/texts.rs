//! Files that are neither YAML nor JSON.

use super::{place, runners, scripts, shown};
use crate::document::shell::Dialect;
use crate::fact::Runner;

#[test]
fn a_whole_file_is_one_script() {
    assert_eq!(shown("ci/deploy.sh", "\u{feff}kubectl apply -f x\r\n"), ["script | kubectl apply -f x\r\n"]);
    assert_eq!(shown("bin/deploy", "#!/bin/sh\nls\n"), ["script | #!/bin/sh\nls\n"]);
    assert_eq!(scripts("x.ps1", b"ls").1[0].dialect, Dialect::PowerShell);
    assert_eq!(scripts("x.bat", b"dir").1[0].dialect, Dialect::Cmd);
    assert!(shown("bin/deploy", "#!/usr/bin/env node\nkubectl()\n").is_empty());
}

#[test]
fn a_command_goes_on_behind_a_line_of_a_template() {
    let source = "#!/bin/sh\ndocker run \\\n{% if a %}\n  -e A=b \\\n{% endif %}\n  web:{{ tag }}\n";
    let whole = "script | #!/bin/sh\ndocker run \\\n  -e A=b \\\n  web:{{ tag }}\n";
    assert_eq!(shown("web.sh.j2", source), [whole]);
    assert_eq!(shown("web.j2", source), [whole]);
}

#[test]
fn recipes_of_make() {
    for (source, expected) in [
        ("deploy: build ## ship it\n\tkubectl apply -f x\n", vec!["target deploy | kubectl apply -f x\n"]),
        ("a b: c\n\t@ls\n\n# why\n\t-rm x\n", vec!["target a b | ls\nrm x || true\n"]),
        ("a: ; helm list\n", vec!["target a | helm list\n"]),
        ("a:\n\tkubectl \\\n\t  apply\n", vec!["target a | kubectl \\\n  apply\n"]),
        ("K ?= kubectl\nNS := shop # where\na:\n\t$(K) -n ${NS} get po\n", vec!["target a | kubectl -n shop get po\n"]),
        (
            "A = $(B)/web\nB = r.example\na:\n\tdocker push $(A):$(TAG)\n",
            vec!["target a | docker push r.example/web:${TAG}\n"],
        ),
        ("a:\n\tfor x in $$(ls); do echo $$x; done\n", vec!["target a | for x in $(ls); do echo $x; done\n"]),
        ("a: b\n\tcp $< $@ $(@D)\n", vec!["target a | cp ${_} a ${_D}\n"]),
        ("%.o: %.c\n\tcc -o $@\n", vec!["target %.o | cc -o ${_}\n"]),
        ("V := $(shell git describe)\na:\n\techo $(V)\n", vec!["variable V | git describe", "target a | echo ${V}\n"]),
        ("a:\n\techo $(shell date +%s) x\n", vec!["target a | echo $(date +%s) x\n"]),
        ("Q := @\nifdef V\nQ :=\nendif\na:\n\t$(Q)docker build .\n", vec!["target a | docker build .\n"]),
        (".RECIPEPREFIX = >\na:\n> ls\n\tno\n", vec!["target a | ls\n"]),
        ("a: X = kubectl apply\na:\n\tls\n", vec!["target a | ls\n"]),
        ("A=$(A)$(B)\nB=$(A)\na:\n\t$(A) x\n", vec!["target a | ${A}${A} x\n"]),
        ("A=1\nA=2\na:\n\techo $(A)\n", vec!["target a | echo ${A}\n"]),
        (
            "define ship\nkubectl apply -f $(1)\nkubectl get po\nendef\ndefine help\nkubectl apply\nendef\na:\n\t$(call ship,x)\n",
            vec!["target a | ${call_ship_x}\n", "define ship | kubectl apply -f ${1}\nkubectl get po\n"],
        ),
        ("a:\n\techo $(unclosed\nb:\n\tls\n", vec!["target a | echo ${}\n", "target b | ls\n"]),
        ("ifeq (a,b)\na:\nelse\nb:\nendif\n\tls\n", vec!["target b | ls\n"]),
        ("x = 1\n\tkubectl apply\n", vec![]),
    ] {
        assert_eq!(shown("Makefile", source), expected, "{source}");
    }
    let source = "K = kubectl\na:\n\t@$(K) apply \\\n\t\t-f x.yaml\n";
    assert_eq!(place("Makefile", source, "kubectl"), "$(K)");
    assert_eq!(place("Makefile", source, "apply"), "apply");
    assert_eq!(place("Makefile", source, "x.yaml"), "x.yaml");
    assert_eq!(scripts("Makefile", b"SHELL := pwsh.exe\na:\n\tls\n").1[0].dialect, Dialect::PowerShell);
}

#[test]
fn recipes_of_just() {
    for (source, expected) in [
        ("deploy env='x': build\n    kubectl apply -f {{env}}\n", vec!["recipe deploy | kubectl apply -f ${env}\n"]),
        (
            "ns := \"shop\"\n@a:\n  -kubectl -n {{ ns }} get po\n  @ls\n",
            vec!["recipe a | kubectl -n shop get po || true\nls\n"],
        ),
        (
            "v := `git describe`\na:\n\techo {{v}} {{{{x}}\n",
            vec!["variable v | git describe", "recipe a | echo ${v} {{x}}\n"],
        ),
        (
            "a:\n  #!/usr/bin/env bash\n  set -e\n  if x; then\n    ls\n  fi\n",
            vec!["recipe a | #!/usr/bin/env bash\nset -e\nif x; then\n  ls\nfi\n"],
        ),
        ("a:\n  #!/usr/bin/env python\n  import os\n", vec![]),
        ("[private]\na:\n  helm \\\n    list\n", vec!["recipe a | helm \\\n  list\n"]),
        (
            "alias d := deploy\nset shell := [\"bash\", \"-c\"]\nx := 'open\na:\n  echo {{x}} {{open\n",
            vec!["recipe a | echo ${x} ${open}\n"],
        ),
    ] {
        assert_eq!(shown("justfile", source), expected, "{source}");
    }
    assert_eq!(place("justfile", "ns := 'shop'\na:\n  kubectl -n {{ ns }} get\n", "shop"), "{{ ns }}");
    assert_eq!(scripts("justfile", b"set shell := ['pwsh', '-c']\na:\n  ls\n").1[0].dialect, Dialect::PowerShell);
}

#[test]
fn lines_that_are_commands() {
    assert_eq!(
        shown("Procfile", "web: bin/rails s\n# no\nrelease: rake db:migrate\n"),
        ["process web | bin/rails s", "process release | rake db:migrate"]
    );
    let table = "SHELL=/bin/sh\n# m h\n*/5 * * * 1-5 kubectl get po\n@daily docker system prune -f % input\n0 1 * * * root ls\n";
    assert_eq!(
        shown("crontab", table),
        ["entry 1 | kubectl get po", "entry 2 | docker system prune -f", "entry 3 | ls"]
    );
    assert_eq!(shown("etc/cron.d/x", "0 1 * * * deploy date +\\%s\n"), ["entry 1 | date +\\%s"]);
    let tox = "[tox]\nenvlist = a\n[testenv:ship]\ncommands =\n    pip list\n    # no\n    - kubectl apply \\\n      -f x\ndeps = y\n";
    assert_eq!(shown("tox.ini", tox), ["section testenv:ship | pip list\nkubectl apply \\\n-f x || true\n"]);
    assert_eq!(runners("Procfile", "web: x\n"), [Runner::Machine]);
}

#[test]
fn units_of_systemd() {
    for (source, expected) in [
        (
            "[Service]\nExecStart=/usr/bin/docker run \\\n  # why\n  --rm web:%i\n",
            vec!["unit ExecStart | /usr/bin/docker run  --rm web:${i}"],
        ),
        ("ExecStartPre=-/usr/bin/docker rm web\n", vec!["unit ExecStartPre | /usr/bin/docker rm web || true"]),
        ("ExecStop=@+!/bin/x 100%%\n", vec!["unit ExecStop | /bin/x 100%"]),
        ("ExecStart=\nDescription=kubectl apply\n", vec![]),
        ("ExecStart=a \\", vec!["unit ExecStart | a  "]),
    ] {
        assert_eq!(shown("web.service", source), expected, "{source}");
    }
    assert_eq!(place("web.service", "ExecStart=docker run \\\n   web:1\n", "web:1"), "web:1");
}

#[test]
fn provisioners_of_terraform_and_packer() {
    let source = r##"
resource "null_resource" "a" { # "provisioner"
  provisioner "local-exec" {
    command     = "kubectl apply -f ${path.module}/x.yaml \"q\" $${HOME}"
    interpreter = ["pwsh", "-Command"]
  }
  provisioner "remote-exec" {
    inline = [
      "docker run web:1", # one
      "ls",
    ]
  }
  provisioner "local-exec" {
    when    = destroy
    command = <<-EOT
      helm uninstall ${var.name}
    EOT
  }
  user_data = <<EOF
#!/bin/bash
kubeadm join
EOF
  note = "command = kubectl"
}
data "external" "v" {
  program = ["bash", "-c", "git describe"]
}
"##;
    assert_eq!(
        shown("main.tf", source),
        [
            "attribute command | kubectl apply -f ${path_module}/x.yaml \"q\" ${HOME}",
            "attribute inline | docker run web:1\nls\n",
            "attribute command |       helm uninstall ${var_name}\n",
            "attribute user_data | #!/bin/bash\nkubeadm join\n",
            "attribute program | git describe",
        ]
    );
    assert_eq!(place("main.tf", source, "web:1"), "web:1");
    assert_eq!(place("main.tf", source, "${path_module}"), "${path.module}");
    let dialects: Vec<_> = scripts("main.tf", source.as_bytes()).1.iter().map(|script| script.dialect).collect();
    assert_eq!(dialects[..2], [Dialect::PowerShell, Dialect::Posix]);
    let packer = "build {\n  provisioner \"shell\" {\n    inline = [\"apt-get update\"]\n  }\n}\n";
    assert_eq!(shown("web.pkr.hcl", packer), ["attribute inline | apt-get update\n"]);
    assert_eq!(runners("web.pkr.hcl", packer), [Runner::Build]);
}

#[test]
fn inline_shell_of_vagrant() {
    let source = "$s = <<-SCRIPT\n  ls\nSCRIPT\nconfig.vm.provision \"shell\", inline: $s\n\
                  config.vm.provision \"shell\", inline: \"kubeadm init\"\n\"inline\" => 'date'\n\
                  x.inline = \"a\nb\"\n# inline: \"no\"\n";
    assert_eq!(
        shown("Vagrantfile", source),
        ["inline 1 |   ls\n", "inline 2 | kubeadm init", "inline 3 | date", "inline 4 | a\nb"]
    );
}

#[test]
fn tasks_of_python_projects() {
    let source = r#"
[project]
name = "kubectl"
[tool.poe.tasks]
ship = "kubectl apply -f x"
test = { cmd = "pytest -q", help = "run kubectl" }
all = [
  "ship", # both
  { shell = "ls" },
]
[tool.poe.tasks.long]
shell = """
helm list
"""
help = "no"
[tool.hatch.envs.default.scripts]
cov = ["a", "b"]
[other]
x = "kubectl"
"#;
    assert_eq!(
        shown("pyproject.toml", source),
        [
            "task ship | kubectl apply -f x", "task test | pytest -q", "task all | ship", "task all | ls",
            "task tool.poe.tasks.long | \nhelm list\n", "task cov | a", "task cov | b",
        ]
    );
}

#[test]
fn instructions_of_dockerfiles() {
    let source = r#"FROM alpine AS a
RUN --mount=type=cache,target=/x apk add \
  # why
  curl && \
  kubectl version
RUN <<EOF
helm list
EOF
RUN cat <<EOF > x
body
EOF
ONBUILD RUN make
FROM mcr.microsoft.com/windows
SHELL ["powershell", "-Command"]
RUN ls
RUN ["sh", "-c", "echo 'x'"]
CMD ["kubectl", "apply", "a b", "it's"]
ENTRYPOINT exec web
HEALTHCHECK --interval=5s CMD ["curl", "-f", "x"]
HEALTHCHECK CMD curl y
HEALTHCHECK NONE
"#;
    assert_eq!(
        shown("Dockerfile", source),
        [
            "stage 0 run 1 | apk add   curl &&   kubectl version", "stage 0 run 2 | helm list\n",
            "stage 0 run 3 | cat <<EOF > x\nbody\nEOF", "stage 0 run 4 | make", "stage 1 run 1 | ls",
            "stage 1 run 2 | echo 'x'", "stage 1 cmd 3 | kubectl apply 'a b' 'it'\\''s'",
            "stage 1 entrypoint 4 | exec web", "stage 1 healthcheck 5 | curl -f x", "stage 1 healthcheck 6 | curl y",
        ]
    );
    assert_eq!(place("Dockerfile", source, "curl &&   kubectl"), "curl && \\\n  kubectl");
    assert_eq!(place("Dockerfile", source, "a b"), "a b");
    let found = scripts("Dockerfile", source.as_bytes()).1;
    assert_eq!((found[4].dialect, found[5].dialect), (Dialect::PowerShell, Dialect::Posix));
    assert_eq!((found[0].runner, found[6].runner), (Runner::Build, Runner::Machine));
}
