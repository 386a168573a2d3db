//! What a policy allows, what the text around a command says, and how commands of one block are told.

use portcullis::source::memory;

use super::{added, files, judge, levels, told};

const RUNBOOK: &str =
    "# Incident\n\n    kubectl rollout restart deploy/web\n    kubectl annotate externalsecret web force-sync=1\n";

#[test]
fn allowed_commands_are_silent_where_they_are_allowed() {
    let policy = "version: 1\ncommands:\n  allow:\n  - run: [kubectl rollout restart, kubectl annotate externalsecret]\n    \
                  paths: [docs/runbooks/**]\n    reason: sanctioned\n";
    assert_eq!(told(&added(policy, &[("docs/runbooks/web.md", RUNBOOK)])), []);
    let elsewhere = told(&added(policy, &[("docs/web.md", RUNBOOK)]));
    assert_eq!(elsewhere.len(), 2, "{elsewhere:?}");
    let other = "# Incident\n\n    kubectl annotate pod web a=b\n";
    assert_eq!(told(&added(policy, &[("docs/runbooks/web.md", other)])).len(), 1);
}

#[test]
fn a_zone_may_allow_what_others_do_not() {
    let policy = "version: 1\nzones:\n  development: { paths: [dev/**] }\n  production: { paths: [prod/**] }\ncommands:\n  allow:\n  \
                  - { run: [kubectl apply], zones: [development], reason: a cluster of one's own }\n";
    let text = "# Deploy\n\n    kubectl apply -f x.yaml\n";
    assert_eq!(told(&added(policy, &[("dev/README.md", text)])), []);
    assert_eq!(told(&added(policy, &[("prod/README.md", text)])).len(), 1);
}

#[test]
fn what_the_text_says_lowers_a_finding() {
    let severity = |text: &str| levels(&added("version: 1\n", &[("docs/a.md", text)]));
    for (text, expected) in [
        ("# Deploy\n\n    kubectl apply -f x.yaml\n", "high"),
        ("# Never do this\n\n    kubectl apply -f x.yaml\n", "low"),
        ("# Deploy\n\nNever:\n\n- `kubectl apply -f x.yaml`\n", "low"),
        ("# Deploy\n\n❌ `kubectl apply -f x.yaml`\n", "low"),
        ("# Deploy\n\n~~`kubectl apply -f x.yaml`~~\n", "low"),
        ("# Deploy\n\nDo not run `kubectl apply -f x.yaml`.\n", "low"),
        ("# Deploy\n\nDo not forget to run `kubectl apply -f x.yaml`.\n", "high"),
        ("# Deploy\n\n    kind create cluster\n    kubectl apply -f x.yaml\n", "low"),
        ("# Deploy\n\n    kubectl --context kind-dev apply -f x.yaml\n", "low"),
        ("# Install\n\n    kubectl apply -f https://example.org/x.yaml\n", "medium"),
    ] {
        let found = severity(text);
        assert!(found.len() == 1 && found[0].contains(&format!(" {expected} ")), "{text:?}: {found:?}");
    }
}

#[test]
fn one_block_is_one_finding_with_the_others_beside_it() {
    let text =
        "# Deploy\n\n```sh\nkubectl scale deploy/web --replicas=0\nterraform apply\nkubectl apply -f x.yaml\n```\n";
    let found = told(&added("version: 1\n", &[("docs/a.md", text)]));
    let found: Vec<_> = found.iter().map(|(rule, bytes)| format!("{rule}: {bytes}")).collect();
    assert_eq!(
        found,
        [
            "manual/terraform: terraform apply", "beside: kubectl scale deploy/web --replicas=0",
            "beside: kubectl apply -f x.yaml"
        ]
    );
}

#[test]
fn a_command_that_joins_an_old_block_is_new() {
    let old = "# Deploy\n\n```sh\nkubectl apply -f a.yaml\n```\n";
    let new = "# Deploy\n\n```sh\nkubectl apply -f a.yaml\nkubectl apply -f b.yaml\n```\n";
    let verdict = judge(&memory::change_set(files(&[("docs/a.md", old)]), files(&[("docs/a.md", new)])));
    let gating: Vec<_> = verdict.decisions.iter().filter(|decision| decision.gates()).collect();
    assert_eq!(gating.len(), 1);
    assert_eq!(gating[0].judged.finding.at.bytes(), b"kubectl apply -f b.yaml");
}

#[test]
fn a_waiver_of_one_command_hides_no_other() {
    let text = "# Deploy\n\n<!-- portcullis: allow manual/kubectl-write: for the first cluster -->\n`kubectl apply -f x.yaml` and \
                then run `helm upgrade web ./web`\n";
    let verdict = added("version: 1\n", &[("docs/a.md", text)]);
    let gating: Vec<_> = verdict.decisions.iter().filter(|decision| decision.gates()).collect();
    assert_eq!(gating.len(), 1);
    assert_eq!(gating[0].judged.rule.name, "manual/helm");
}

#[test]
fn the_description_of_a_change_is_a_document() {
    let mut change = memory::change_set(files(&[]), files(&[("a", "b")]));
    change.describe(b"Deploy it\n\nAfter the merge run `kubectl apply -f x.yaml`.\n".to_vec());
    assert_eq!(told(&judge(&change)), [("manual/kubectl-write".to_owned(), "kubectl apply -f x.yaml".to_owned())]);
}
