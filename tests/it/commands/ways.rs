//! A hundred ways to tell somebody to run the same forbidden command. `«` and `»` mark what must be reported.

use super::{added, told};

/// Each is found by `manual/kubectl-write` on exactly the marked bytes.
const WAYS: &[(&str, &str)] = &[
    // Documents: how a text shows a command.
    ("docs/a.md", "# Deploy\n\n```sh\n«kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "# Deploy\n\n```\n«kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "# Deploy\n\n```bash title=\"deploy\"\n«kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "# Deploy\n\n```{.sh .numberLines}\n«kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "# Deploy\n\n~~~shell\n«kubectl apply -f x.yaml»\n~~~\n"),
    ("docs/a.md", "# Deploy\n\n    «kubectl apply -f x.yaml»\n"),
    ("docs/a.md", "# Deploy\n\n\t«kubectl apply -f x.yaml»\n"),
    ("docs/a.md", "# Deploy\n\n```console\n$ «kubectl apply -f x.yaml»\ndeployment.apps/x configured\n```\n"),
    ("docs/a.md", "# Deploy\n\n```console\n# «kubectl apply -f x.yaml»\ndeployment.apps/x configured\n```\n"),
    ("docs/a.md", "# Deploy\n\n```console\nroot@box:~# «kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "# Deploy\n\n```console\n[me@box ~]$ «kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "# Deploy\n\n```console\n(venv) $ «kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "# Deploy\n\n```text\n$ «kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "# Deploy\n\nRun `«kubectl apply -f x.yaml»` after the merge.\n"),
    ("docs/a.md", "# Deploy\n\nThen run «kubectl apply -f x.yaml».\n"),
    ("docs/a.md", "# Deploy\n\n1. Build.\n2. Run `«kubectl apply -f x.yaml»`.\n"),
    ("docs/a.md", "# Deploy\n\n- first:\n\n  ```sh\n  «kubectl apply -f x.yaml»\n  ```\n"),
    ("docs/a.md", "# Deploy\n\n1. step\n\n       «kubectl apply -f x.yaml»\n"),
    ("docs/a.md", "# Deploy\n\n> ```sh\n> «kubectl apply -f x.yaml»\n> ```\n"),
    ("docs/a.md", "# Deploy\n\n> [!WARNING]\n> ```sh\n> «kubectl apply -f x.yaml»\n> ```\n"),
    ("docs/a.md", "# Deploy\n\n<pre><code>«kubectl apply -f x.yaml»</code></pre>\n"),
    ("docs/a.md", "# Deploy\n\n<details>\n\n```sh\n«kubectl apply -f x.yaml»\n```\n\n</details>\n"),
    ("docs/a.md", "# Deploy\n\n| step | command |\n|---|---|\n| 1 | `«kubectl apply -f x.yaml»` |\n"),
    ("docs/a.md", "# Deploy\n\n=== \"Linux\"\n\n    ```sh\n    «kubectl apply -f x.yaml»\n    ```\n"),
    ("docs/a.md", "# Deploy\n\n```sh\n«kubectl apply -f x.yaml»\n"),
    ("docs/a.md", "# Deploy\r\n\r\n```sh\r\n«kubectl apply -f x.yaml»\r\n```\r\n"),
    ("docs/a.mdx", "# Deploy\n\n```sh\n«kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.adoc", "= Deploy\n\n[source,bash]\n----\n«kubectl apply -f x.yaml»\n----\n"),
    ("docs/a.adoc", "= Deploy\n\n....\n$ «kubectl apply -f x.yaml»\n....\n"),
    ("docs/a.adoc", "= Deploy\n\nRun `«kubectl apply -f x.yaml»`.\n"),
    ("docs/a.rst", "Deploy\n======\n\n.. code-block:: bash\n\n   «kubectl apply -f x.yaml»\n"),
    ("docs/a.rst", "Deploy\n======\n\nRun this::\n\n   «kubectl apply -f x.yaml»\n"),
    ("docs/a.rst", "Deploy\n======\n\nRun ``«kubectl apply -f x.yaml»``.\n"),
    ("docs/a.txt", "Deploy\n\n«kubectl apply -f x.yaml»\n"),
    ("docs/a.txt", "Deploy\n\nRUN: «kubectl apply -f x.yaml»\n"),
    ("docs/a.txt", "Deploy\n\n4. APPLY manifest: «kubectl apply -f x.yaml»\n"),
    ("docs/a.txt", "Deploy\n\n$ «kubectl apply -f x.yaml»\n"),
    ("RUNBOOK", "Deploy\n\n«kubectl apply -f x.yaml»\n"),
    // Shells: how the command is written.
    ("docs/a.md", "```sh\n«kubectl 'apply' -f \"x.yaml\"»\n```\n"),
    ("docs/a.md", "```sh\n«kub\"ectl\" apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«kubectl \\\n  apply \\\n  -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«\\kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«/usr/local/bin/kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«./kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«kubectl -n shop apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«kubectl --context=prod --namespace shop apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«kubectl apply -k overlays/prod»\n```\n"),
    ("docs/a.md", "```sh\n«kubectl apply -fx.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«k apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\nalias kc=kubectl\n«kc apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\nK=kubectl\n«$K apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\nK=\"kubectl -n shop\"\n«$K apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«${KUBECTL:-kubectl} apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«$KUBECTL apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\nV=apply; «kubectl $V -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«sudo kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«sudo -u deploy -E kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\nKUBECONFIG=prod.yaml «kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«env KUBECONFIG=prod.yaml kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«time kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«timeout 60 kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\nwatch -n 2 «kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«nohup kubectl apply -f x.yaml» &\n```\n"),
    ("docs/a.md", "```sh\ncd deploy && «kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\ntest -f x.yaml || «kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\nmake; «kubectl apply -f x.yaml»; echo done\n```\n"),
    ("docs/a.md", "```sh\n(cd deploy; «kubectl apply -f x.yaml»)\n```\n"),
    ("docs/a.md", "```sh\n{ «kubectl apply -f x.yaml»; }\n```\n"),
    ("docs/a.md", "```sh\ncat x.yaml | «kubectl apply -f -»\n```\n"),
    ("docs/a.md", "```sh\nkustomize build . | «kubectl apply -f -»\n```\n"),
    ("docs/a.md", "```sh\n«kubectl apply -f - <<EOF»\nkind: Pod\nEOF\n```\n"),
    ("docs/a.md", "```sh\n«kubectl apply -f - < x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«kubectl apply -f <(cat x.yaml)»\n```\n"),
    ("docs/a.md", "```sh\nls *.yaml | «xargs -n1 kubectl apply -f»\n```\n"),
    ("docs/a.md", "```sh\nls *.yaml | «xargs -I{} kubectl apply -f {}»\n```\n"),
    ("docs/a.md", "```sh\n«find . -name '*.yaml' -exec kubectl apply -f {}» \\;\n```\n"),
    ("docs/a.md", "```sh\nfor f in *.yaml; do «kubectl apply -f $f»; done\n```\n"),
    ("docs/a.md", "```sh\nif true; then «kubectl apply -f x.yaml»; fi\n```\n"),
    ("docs/a.md", "```sh\nwhile read f; do\n  «kubectl apply -f \"$f\"»\ndone\n```\n"),
    ("docs/a.md", "```sh\nbash -c '«kubectl apply -f x.yaml»'\n```\n"),
    ("docs/a.md", "```sh\nsh -c \"cd x && «kubectl apply -f x.yaml»\"\n```\n"),
    ("docs/a.md", "```sh\neval '«kubectl apply -f x.yaml»'\n```\n"),
    ("docs/a.md", "```sh\nssh host '«kubectl apply -f x.yaml»'\n```\n"),
    ("docs/a.md", "```sh\nssh -i key root@host «kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\nssh host <<'EOF'\n«kubectl apply -f x.yaml»\nEOF\n```\n"),
    ("docs/a.md", "```sh\nx=$(«kubectl apply -f x.yaml»)\n```\n"),
    ("docs/a.md", "```sh\nx=`«kubectl apply -f x.yaml»`\n```\n"),
    ("docs/a.md", "```sh\ndeploy() {\n  «kubectl apply -f x.yaml»\n}\n```\n"),
    ("docs/a.md", "```sh\n«k3s kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«microk8s kubectl apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```sh\n«kubectl apply -f <manifest.yaml> -n <namespace>»\n```\n"),
    ("docs/a.md", "```sh\n«kubectl apply -f {manifest}»\n```\n"),
    ("docs/a.md", "```sh\n«kubectl apply -f $MANIFEST»\n```\n"),
    ("docs/a.md", "```sh\n«kubectl apply -f x.yaml» # bring it there\n```\n"),
    ("docs/a.md", "```powershell\n«kubectl apply `\n  -f x.yaml»\n```\n"),
    ("docs/a.md", "```powershell\nPS C:\\> «kubectl.exe apply -f x.yaml»\n```\n"),
    ("docs/a.md", "```bat\n«kubectl apply ^\n  -f x.yaml»\n```\n"),
    // Scripts and the like.
    ("deploy.sh", "#!/bin/sh\nset -e\n«kubectl apply -f x.yaml»\n"),
    ("bin/deploy", "#!/usr/bin/env bash\n«kubectl apply -f x.yaml»\n"),
    ("deploy.ps1", "«kubectl apply -f x.yaml»\n"),
    ("Makefile", "deploy: build\n\t@«kubectl apply -f x.yaml»\n"),
    ("Makefile", "KUBECTL ?= kubectl\ndeploy:\n\t«$(KUBECTL) apply -f x.yaml»\n"),
    ("justfile", "deploy:\n  «kubectl apply -f x.yaml»\n"),
    ("Taskfile.yml", "version: '3'\ntasks:\n  deploy:\n    cmds:\n    - «kubectl apply -f x.yaml»\n"),
    ("package.json", "{\n  \"scripts\": { \"deploy\": \"«kubectl apply -f x.yaml»\" }\n}\n"),
];

#[test]
fn each_way_is_found_on_its_bytes() {
    assert!(WAYS.len() >= 100);
    let mut wrong = String::new();
    for (path, marked) in WAYS {
        let (start, rest) = marked.split_once('«').unwrap();
        let (command, end) = rest.split_once('»').unwrap();
        let text = format!("{start}{command}{end}");
        let found = told(&added("version: 1\n", &[(path, &text)]));
        if found != [("manual/kubectl-write".to_owned(), command.to_owned())] {
            wrong.push_str(&format!("{path}: {marked:?}\n  {found:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
