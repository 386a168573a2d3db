use super::{check, read};

#[test]
fn code_blocks() {
    check(
        "ops.md",
        &[
            ("```bash\nkubectl apply -f x\n```\n", &["script: kubectl apply -f x"]),
            ("```bash title=\"x\"\nkubectl apply \\\n  -f x\n```\n", &["script: kubectl apply \\⏎  -f x"]),
            ("~~~ {.sh}\nkubectl apply -f x\n~~~\n", &["script: kubectl apply -f x"]),
            ("```powershell\nkubectl apply -f x\n```\n", &["script: kubectl apply -f x"]),
            ("```sh\nkubectl apply -f x\n", &["script: kubectl apply -f x"]),
            ("```yaml\nrun: kubectl apply -f x\n```\n", &[]),
            ("```dockerfile\nRUN helm install x\n```\n", &[]),
            ("```groovy\nsh 'helm upgrade x y'\n```\n", &[]),
            ("```\nkubectl apply -f x\n```\n", &["script: kubectl apply -f x"]),
            ("```text\ncd deploy\nkubectl apply -f x\n```\n", &["script: cd deploy⏎kubectl apply -f x"]),
            ("```text\nError: helm upgrade failed: timed out\n```\n", &["inline m: helm upgrade"]),
            ("```\n├── a\n└── kubectl.md\n```\n", &[]),
            ("Text\n\n    kubectl apply -f x\n    kubectl get y\n", &["script: kubectl apply -f x⏎kubectl get y"]),
            (
                "- one\n  - two\n\n    ```sh\n    kubectl apply -f x\n      -n y\n    ```\n",
                &["script: kubectl apply -f x⏎  -n y"],
            ),
            ("> ```sh\n> kubectl apply \\\n>   -f x\n> ```\n", &["script: kubectl apply \\⏎  -f x"]),
            ("```sh\r\nkubectl apply \\\r\n  -f x\r\n```\r\n", &["script: kubectl apply \\⏎  -f x"]),
            (
                "<pre><code class=\"language-sh\">kubectl get x &amp;&amp; kubectl apply -f y\n</code></pre>\n",
                &["script: kubectl get x && kubectl apply -f y"],
            ),
            ("<pre>\n$ kubectl apply -f y\n</pre>\n", &["console: kubectl apply -f y"]),
        ],
    );
}

#[test]
fn containers_of_other_dialects() {
    let command = "script: kubectl apply -f x";
    check(
        "ops.mdx",
        &[
            ("=== \"Linux\"\n\n    ```bash\n    kubectl apply -f x\n    ```\n", &[command]),
            ("=== \"Linux\"\n    ```bash\n    kubectl apply -f x\n    ```\n", &[command]),
            ("!!! note\n    ```bash\n    kubectl apply -f x\n    ```\n", &[command]),
            (
                "??? note \"More\"\n\n    === \"A\"\n\n        ```bash\n        kubectl apply -f x\n        ```\n",
                &[command],
            ),
            ("???+ note\n\n    ```bash\n    kubectl apply -f x\n    ```\n", &[command]),
            (
                "!!! danger \"Never do this\"\n\n    ```bash\n    kubectl apply -f x\n    ```\n\nNow:\n\n```bash\nkubectl apply -f x\n```\n",
                &["script n: kubectl apply -f x", command],
            ),
            (
                ":::danger Do not do this\n```bash\nkubectl apply -f x\n```\n:::\n\n```bash\nkubectl apply -f x\n```\n",
                &["script n: kubectl apply -f x", command],
            ),
            (":::tip\nRun `kubectl apply -f x`.\n:::\n", &["inline: kubectl apply -f x"]),
            ("<Tabs>\n<TabItem value=\"a\">\n```bash\nkubectl apply -f x\n```\n</TabItem>\n</Tabs>\n", &[command]),
            ("<details>\n<summary>More</summary>\n```bash\nkubectl apply -f x\n```\n</details>\n", &[command]),
            ("> [!WARNING]\n> Run `kubectl apply -f x`.\n", &["inline: kubectl apply -f x"]),
            ("[^1]: Run `kubectl apply -f x`.\n", &["inline: kubectl apply -f x"]),
            ("---\ntitle: kubectl apply -f x\n---\n\n```bash\nkubectl apply -f x\n```\n", &[command]),
        ],
    );
}

#[test]
fn transcripts() {
    check(
        "ops.md",
        &[
            (
                "```console\n$ kubectl get pods\nNAME READY\nkubectl 1/1\n$ kubectl delete pod x\n```\n",
                &["console: kubectl get pods | kubectl delete pod x"],
            ),
            (
                "```bash\n$ kubectl apply \\\n>   -f x\ndeployment.apps/kubectl created\n```\n",
                &["console: kubectl apply \\⏎  -f x"],
            ),
            ("```\n$ kubectl apply \\\n    -f x\ncreated by kubectl\n```\n", &["console: kubectl apply \\⏎    -f x"]),
            (
                "```console\n$ cat <<EOF | kubectl apply -f -\nkind: Pod\nEOF\npod/kubectl created\n```\n",
                &["console: cat <<EOF | kubectl apply -f -⏎kind: Pod⏎EOF"],
            ),
            ("```console\n$ kubectl patch x -p '\n{}\n'\nkubectl ok\n```\n", &["console: kubectl patch x -p '⏎{}⏎'"]),
            (
                "```console\n# kubectl get pods\nNAME READY\n# kubectl delete pod x\n```\n",
                &["console: kubectl get pods | kubectl delete pod x"],
            ),
            (
                "```console\n# kubectl deletes\nkubectl delete pod x\n```\n",
                &["script: # kubectl deletes⏎kubectl delete pod x"],
            ),
            ("```bash\n# kubectl delete pod x\n```\n", &["script: # kubectl delete pod x"]),
            ("```\n> kubectl apply -f x\nok\n```\n", &["console: kubectl apply -f x"]),
            (
                "```console\n[root@node ~]# kubectl drain n1\nnode/n1 drained by kubectl\n```\n",
                &["console: kubectl drain n1"],
            ),
            ("```\nuser@host:~$ sudo kubectl drain n1\n```\n", &["console: sudo kubectl drain n1"]),
            ("```\nPS C:\\ops> kubectl apply `\n>> -f x\nok kubectl\n```\n", &["console: kubectl apply `⏎-f x"]),
            ("```\nC:\\>kubectl apply -f x\n```\n", &["console: kubectl apply -f x"]),
            ("```\n(venv) $ helm list\n❯ helm upgrade x y\n```\n", &["console: helm list | helm upgrade x y"]),
        ],
    );
}

#[test]
fn sentences() {
    check(
        "ops.md",
        &[
            ("Run `kubectl apply -f x.yaml` and wait.\n", &["inline: kubectl apply -f x.yaml"]),
            (
                "1. run kubectl apply -f x.yaml.\n2. then execute `helm upgrade …`, please\n",
                &["inline: kubectl apply -f x.yaml", "inline: helm upgrade …"],
            ),
            ("apply the manifest with kubectl apply -f x.yaml.\n", &["inline: kubectl apply -f x.yaml"]),
            ("(e.g. kubectl apply -f x.yaml)\n", &["inline: kubectl apply -f x.yaml"]),
            ("A `kubectl apply` command.\n", &["inline m: kubectl apply"]),
            ("- `kubectl edit` is disabled in production (RBAC)\n", &["inline nm: kubectl edit"]),
            ("1. `terraform init`\n2. `terraform apply`\n", &["inline: terraform init", "inline: terraform apply"]),
            ("- `kubectl apply`\n- `kubectl delete`\n", &["inline m: kubectl apply", "inline m: kubectl delete"]),
            ("I ran `kubectl delete pod x` and it broke.\n", &["inline m: kubectl delete pod x"]),
            ("kubectl apply -f x\n", &["line: kubectl apply -f x"]),
            ("Deploy it:\nkubectl apply \\\n  -f x\n", &["line: kubectl apply \\⏎-f x"]),
            ("The helm chart of docker images\n", &[]),
            (
                "| Command | Meaning |\n|---|---|\n| `kubectl delete pod x` | deletes |\n",
                &["inline m: kubectl delete pod x"],
            ),
            ("| Step | Run |\n|---|---|\n| 1 | `kubectl delete pod x` |\n", &["inline: kubectl delete pod x"]),
            ("Press <kbd>x</kbd>, run <code>kubectl apply -f x</code>.\n", &["inline: kubectl apply -f x"]),
            ("Run `$ kubectl apply -f x`.\n", &["inline: kubectl apply -f x"]),
            ("Run `` kubectl apply -f `x` ``.\n", &["inline: kubectl apply -f `x`"]),
            ("Run `kubectl get x` and `kubectl apply -f y`.\n", &["inline: kubectl get x | kubectl apply -f y"]),
        ],
    );
}

#[test]
fn what_is_not_to_be_done() {
    check(
        "ops.md",
        &[
            (
                "## Never\n\n```sh\nkubectl edit x\n```\n\n### Here\n\n```sh\nkubectl edit y\n```\n\n## Always\n\n```sh\nkubectl edit z\n```\n",
                &["script n: kubectl edit x", "script n: kubectl edit y", "script: kubectl edit z"],
            ),
            (
                "Never:\n\n- `kubectl edit x`\n- run `kubectl cp a b`\n\nAlways:\n\n- `kubectl get x y`\n",
                &["inline n: kubectl edit x", "inline n: kubectl cp a b", "inline: kubectl get x y"],
            ),
            (
                "Don't do this:\n\n```sh\nkubectl edit x\n```\n\n```sh\nkubectl edit y\n```\n",
                &["script n: kubectl edit x", "script: kubectl edit y"],
            ),
            (
                "**Bad**\n\n```sh\nkubectl edit x\n```\n\n**Good**\n\n```sh\nkubectl get x\n```\n",
                &["script n: kubectl edit x", "script: kubectl get x"],
            ),
            (
                "Run ~~`kubectl edit x`~~ and `kubectl apply -f y`.\n",
                &["inline n: kubectl edit x", "inline: kubectl apply -f y"],
            ),
            ("Run <del>kubectl edit x -n y</del>.\n", &["inline n: kubectl edit x -n y"]),
            (
                "```sh\n# BAD\nkubectl edit x\n\n# GOOD\nkubectl apply -f x\n```\n",
                &["script n: # BAD⏎kubectl edit x", "script: ⏎# GOOD⏎kubectl apply -f x"],
            ),
            (
                "```sh\nkubectl apply -f x # don't\nkubectl get x\n```\n",
                &["script n: kubectl apply -f x # don't", "script: kubectl get x"],
            ),
            ("Do not forget to run:\n\n```sh\nkubectl apply -f x\n```\n", &["script: kubectl apply -f x"]),
            ("We never sleep here.\n\n```sh\nkubectl apply -f x\n```\n", &["script: kubectl apply -f x"]),
            (
                "1. Never:\n   - `kubectl edit x`\n2. Run `kubectl apply -f x`\n",
                &["inline n: kubectl edit x", "inline: kubectl apply -f x"],
            ),
            ("Niemals:\n\n```sh\nkubectl edit x\n```\n", &["script n: kubectl edit x"]),
        ],
    );
}

#[test]
fn where_it_is_about() {
    check(
        "ops.md",
        &[
            ("```sh\nminikube start\nkubectl apply -f x\n```\n", &["script l: minikube start⏎kubectl apply -f x"]),
            (
                "```sh\nkubectl --context kind-dev apply -f x\n```\n",
                &["script l: kubectl --context kind-dev apply -f x"],
            ),
            ("## With kind\n\n```sh\nkubectl apply -f x\n```\n", &["script l: kubectl apply -f x"]),
            ("On a local cluster:\n\n```sh\nkubectl apply -f x\n```\n", &["script l: kubectl apply -f x"]),
            ("# Getting started\n\n## First\n\n```sh\nkubectl apply -f x\n```\n", &["script i: kubectl apply -f x"]),
            (
                "Quick start\n===\n\n```sh\nkubectl apply -f x\n```\n\nRun\n===\n\n```sh\nkubectl apply -f x\n```\n",
                &["script i: kubectl apply -f x", "script: kubectl apply -f x"],
            ),
        ],
    );
    check("docs/install.md", &[("```sh\nkubectl apply -f x\n```\n", &["script i: kubectl apply -f x"])]);
}

#[test]
fn what_stands_between_rules_is_no_front_matter() {
    check("ops.md", &[("---\n```sh\nkubectl apply -f x\n```\n---\n", &["script: kubectl apply -f x"])]);
}

#[test]
fn headings_and_places() {
    let text = "# Deploy **now**\n\n## `Roll` back\n\n<h3>Deep</h3>\n\n- x\n\n  ```sh\n  kubectl apply -f x\n  ```\n";
    let blocks = read("a.md", text.as_bytes());
    assert_eq!(&*blocks[0].headings, ["Deploy now", "Roll back", "Deep"]);
    assert_eq!(&text[blocks[0].span.range()].trim_end(), &"```sh\n  kubectl apply -f x\n  ```");
    assert_eq!(&text[blocks[0].commands[0].span(0..7).range()], "kubectl");
}

#[test]
fn a_comment_between_fences_is_no_heading() {
    let text = "# Deploy\n\n- ```sh\n  # x\n  ```\n\n```sh\n# kubectl comment\nkubectl apply -f x\n```\n";
    assert_eq!(&*read("a.md", text.as_bytes())[0].headings, ["Deploy"]);
}

#[test]
fn bytes_that_are_no_utf8_keep_their_places() {
    let text = b"\xff\xfe caf\xe9\n\n- run `kubectl apply -f \xe9.yaml` now\n\n```sh\nkubectl get \xff\n```\n";
    let blocks = read("a.md", text);
    assert_eq!(blocks[0].commands[0].bytes(), b"kubectl apply -f \xe9.yaml");
    assert_eq!(blocks[1].commands[0].bytes(), b"kubectl get \xff\n");
}
