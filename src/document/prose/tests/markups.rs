use super::check;

#[test]
fn asciidoc() {
    check(
        "ops.adoc",
        &[
            ("[source,bash]\n----\nkubectl apply -f x\n----\n", &["script: kubectl apply -f x"]),
            (
                "[source%linenums,console,subs=\"+quotes\"]\n....\n$ kubectl apply -f x\nkubectl ok\n....\n",
                &["console: kubectl apply -f x"],
            ),
            ("[source,yaml]\n----\nrun: kubectl apply -f x\n----\n", &[]),
            ("[,sh]\n----\nkubectl apply -f x\n", &["script: kubectl apply -f x"]),
            ("----\nkubectl apply -f x\n----\n", &["script: kubectl apply -f x"]),
            ("```sh\nkubectl apply -f x\n```\n", &["script: kubectl apply -f x"]),
            ("[source,sh]\nkubectl apply -f x\n\nText\n", &["script: kubectl apply -f x"]),
            ("Then:\n\n $ kubectl apply -f x\n\nText\n", &["console: kubectl apply -f x"]),
            (
                ". Run `kubectl apply -f x`\n. Run +kubectl get x+.\n",
                &["inline: kubectl apply -f x", "inline: kubectl get x"],
            ),
            (
                "== Never\n\n----\nkubectl edit x\n----\n\n== Always\n\n----\nkubectl edit x\n----\n",
                &["script n: kubectl edit x", "script: kubectl edit x"],
            ),
            (
                "Never:\n\n* run `kubectl edit x`\n\nRun `kubectl apply -f x`.\n",
                &["inline n: kubectl edit x", "inline: kubectl apply -f x"],
            ),
            (".Bad\n[source,sh]\n----\nkubectl edit x\n----\n", &["script n: kubectl edit x"]),
            (
                "[WARNING]\n.Never do this\n====\n----\nkubectl edit x\n----\n====\n\nRun `kubectl apply -f x`.\n",
                &["script n: kubectl edit x", "inline: kubectl apply -f x"],
            ),
            ("WARNING: Never run `kubectl edit x`.\n", &["inline n: kubectl edit x"]),
            ("////\nkubectl edit x\n////\n", &[]),
            ("|===\n|Step |Run\n|1 |`kubectl edit x y`\n|===\n", &["inline: kubectl edit x y"]),
        ],
    );
}

#[test]
fn restructured_text() {
    check(
        "ops.rst",
        &[
            (".. code-block:: bash\n\n   kubectl apply \\\n     -f x\n\nText\n", &["script: kubectl apply \\⏎  -f x"]),
            (
                ".. code-block:: console\n   :caption: x\n\n   $ kubectl apply -f x\n   kubectl ok\n",
                &["console: kubectl apply -f x"],
            ),
            (".. prompt:: bash $\n\n   kubectl apply -f x\n", &["script: kubectl apply -f x"]),
            (".. code:: yaml\n\n   run: kubectl apply -f x\n", &[]),
            ("Run::\n\n    kubectl apply -f x\n\nText\n", &["script: kubectl apply -f x"]),
            ("Run ``kubectl apply -f x``.\n", &["inline: kubectl apply -f x"]),
            ("#. Run ``kubectl apply -f x``.\n", &["inline: kubectl apply -f x"]),
            (
                "Never\n=====\n\n::\n\n    kubectl edit x\n\nAlways\n======\n\n::\n\n    kubectl edit x\n",
                &["script n: kubectl edit x", "script: kubectl edit x"],
            ),
            (
                "=====\nOps\n=====\n\nNever\n-----\n\n``kubectl edit x y``\n\nRun\n---\n\n``kubectl edit x y``\n",
                &["inline n: kubectl edit x y", "inline: kubectl edit x y"],
            ),
            (
                ".. danger:: Never do this\n\n   .. code:: sh\n\n      kubectl edit x\n\nRun ``kubectl apply -f x``.\n",
                &["script n: kubectl edit x", "inline: kubectl apply -f x"],
            ),
            (".. a comment\n   kubectl edit x\n", &[]),
            (
                "Never:\n\n- ``kubectl edit x y``\n\nRun ``kubectl apply -f x``.\n",
                &["inline n: kubectl edit x y", "inline: kubectl apply -f x"],
            ),
            ("Getting started\n===============\n\n::\n\n  kubectl apply -f x\n", &["script i: kubectl apply -f x"]),
        ],
    );
}
