use super::{check, read};

#[test]
fn lines_with_labels() {
    check(
        "runbook.txt",
        &[
            (
                "IF: it is slow\nTHEN: restart it\nRUN: kubectl rollout restart deployment/web -n shop\nVERIFY: kubectl get pods -n shop\n",
                &["line: kubectl rollout restart deployment/web -n shop | kubectl get pods -n shop"],
            ),
            (
                "RUN: kubectl describe pod {pod} -n shop-{zone} | grep -A 5 \"Last State\"\n",
                &["line: kubectl describe pod {pod} -n shop-{zone} | grep -A 5 \"Last State\""],
            ),
            (
                "RUN: kubectl annotate secret x -n {n} sync=$(date +%s) --overwrite\n",
                &["line: kubectl annotate secret x -n {n} sync=$(date +%s) --overwrite"],
            ),
            (
                "RUN: docker build -t {i}:latest . && docker save {i}:latest | sudo k3s ctr images import -\n",
                &["line: docker build -t {i}:latest . && docker save {i}:latest | sudo k3s ctr images import -"],
            ),
            ("RUN: kubectl logs {pod} --previous   # of the old one\n", &["line: kubectl logs {pod} --previous"]),
            (
                "RUN: kubectl create secret generic x \\\n  --from-literal a=b \\\n  -n shop\nThen wait.\n",
                &["line: kubectl create secret generic x \\⏎  --from-literal a=b \\⏎  -n shop"],
            ),
            (
                "ON_DEPLOY: 1. READ this page 2. APPLY manifest: kubectl apply -f {manifest} -n {namespace} 3. VERIFY it\n",
                &["inline: kubectl apply -f {manifest} -n {namespace}"],
            ),
            (
                "4. APPLY manifest: kubectl apply -f {manifest} -n {namespace}\n",
                &["line: kubectl apply -f {manifest} -n {namespace}"],
            ),
            (
                "BROKEN: 1. CHECK: kubectl logs {pod} -n {ns} --previous 2. CHECK: kubectl describe pod {pod} -n {ns} (see Events)\n",
                &["inline: kubectl logs {pod} -n {ns} --previous | kubectl describe pod {pod} -n {ns}"],
            ),
            ("CRITICAL: NEVER use kubectl cp or patch running pods\n", &["inline nm: kubectl cp"]),
            (
                "ANTI_PATTERN: using kubectl cp to patch code\nFIX: rebuild it\nRUN: kubectl rollout restart deployment/web\n",
                &["inline nm: kubectl cp", "line: kubectl rollout restart deployment/web"],
            ),
            ("FLOW: build -> push -> kubectl set image or rollout restart\n", &["inline m: kubectl set image"]),
        ],
    );
}

#[test]
fn lines_that_are_commands() {
    check(
        "page.txt",
        &[
            (
                "Then restart it:\nkubectl rollout restart deployment/web -n shop\nPython keeps its modules.\n",
                &["line: kubectl rollout restart deployment/web -n shop"],
            ),
            ("$ kubectl apply -f x\ndeployment.apps/web created\n", &["line: kubectl apply -f x"]),
            (
                "# Final check\nkubectl get pods -n shop\nNAME READY STATUS\nweb 1/1 Running\n",
                &["line: kubectl get pods -n shop"],
            ),
            ("```\nkubectl apply -f x\n```\n", &["script: kubectl apply -f x"]),
            ("#+BEGIN_SRC sh\nkubectl apply -f x\n#+END_SRC\n", &["script: kubectl apply -f x"]),
            ("{code:bash}\nkubectl apply -f x\n{code}\n", &["script: kubectl apply -f x"]),
            (
                "<syntaxhighlight lang=\"bash\">\nkubectl apply -f x\n</syntaxhighlight>\n",
                &["script: kubectl apply -f x"],
            ),
            (
                "stage('Deploy') {\nsteps {\nsh \"helm upgrade --install pay ./pay --set image.tag=latest\"\n}\n}\n",
                &["line: helm upgrade --install pay ./pay --set image.tag=latest"],
            ),
            ("metadata:\n  name: helm\n", &[]),
        ],
    );
}

#[test]
fn commands_in_sentences() {
    check(
        "page.txt",
        &[
            (
                "The first thing I did was kubectl get pods -n shop. The output was red.\n",
                &["inline m: kubectl get pods -n shop"],
            ),
            ("I tried to roll back. helm rollback pay 142 -n shop.\n", &["inline m: helm rollback pay 142 -n shop"]),
            ("It involves running helm upgrade from a laptop.\n", &["inline m: helm upgrade"]),
            ("Two people run terraform apply simultaneously.\n", &["inline m: terraform apply"]),
            ("- No `kubectl apply` commands in documentation\n", &["inline nm: kubectl apply"]),
            ("Rolling back is easy\n(kubectl rollout undo). Then wait.\n", &["inline m: kubectl rollout undo"]),
            ("with kubectl edit in production. The change works.\n", &["inline m: kubectl edit"]),
            ("To roll back, run helm rollback pay, then wait.\n", &["inline: helm rollback pay"]),
            ("terraform plan reviewed before every apply\n", &["inline m: terraform plan"]),
        ],
    );
}

#[test]
fn lists_and_headings() {
    check(
        "page.txt",
        &[
            (
                "Never:\nkubectl cp a file into a pod\n- Edit it and `kubectl apply -f x` by hand\nAlways:\n- run `kubectl get x y`\n",
                &["inline nm: kubectl cp", "inline n: kubectl apply -f x", "inline: kubectl get x y"],
            ),
            (
                "Never:\n\n* kubectl edit x y\n\nRun kubectl apply -f x.\n",
                &["line n: kubectl edit x y", "inline: kubectl apply -f x"],
            ),
            (
                "Never do this¶\nkubectl edit x y\nDeploy¶\nkubectl apply -f x\n",
                &["line n: kubectl edit x y", "line: kubectl apply -f x"],
            ),
            (
                "ANTI_PATTERNS\n\nkubectl edit x y\n\nDEPLOY\n\nkubectl apply -f x\n",
                &["line n: kubectl edit x y", "line: kubectl apply -f x"],
            ),
            ("Installation\n------------\n\nkubectl apply -f x\n", &["line i: kubectl apply -f x"]),
        ],
    );
    check(
        "ops.org",
        &[(
            "* Never\n** Here\nkubectl edit x y\n* Run\nkubectl apply -f x\n",
            &["line n: kubectl edit x y", "line: kubectl apply -f x"],
        )],
    );
    check("INSTALL", &[("kubectl apply -f x\n", &["line i: kubectl apply -f x"])]);
}

#[test]
fn knows_its_headings() {
    let blocks = read("page.txt", b"Intro\n\nTitle One\n\nText here.\n\n= Sub =\nkubectl apply -f x\n");
    assert_eq!(blocks[0].headings.last().map(String::as_str), Some("Sub"));
}
