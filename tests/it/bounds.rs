//! Lists of facts that overflow: what was left out is told.

use portcullis::policy::{Outcome, Sources, Verdict};
use portcullis::run;
use portcullis::source::memory::{self, Files};
use portcullis::text::RepoPath;

/// The day on which everything is judged.
const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 1);

/// What the gate says of a file that a change adds, where only these rules are on.
fn added(path: &str, text: String, only: &[&str]) -> Verdict {
    let change = memory::change_set(Files::new(), Files::from([(RepoPath::from(path), text.into_bytes())]));
    let sources = Sources { only: only.iter().map(|name| (*name).to_owned()).collect(), ..Sources::default() };
    run::check(&change, &sources, TODAY, &run::Offline).unwrap()
}

/// `count` bindings of harmless roles, and then one of `cluster-admin` to a runner.
fn bindings(count: usize) -> String {
    let binding = |name: usize, role: &str, subject: &str| {
        format!(
            "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {{name: b{name}}}\n\
             roleRef: {{kind: ClusterRole, name: {role}}}\nsubjects: [{{kind: ServiceAccount, name: {subject}, namespace: ci}}]\n"
        )
    };
    let harmless: String = (0..count).map(|name| binding(name, "reader", "shop")).collect();
    harmless + &binding(count, "cluster-admin", "gitlab-runner")
}

fn rules(verdict: &Verdict) -> Vec<&str> {
    verdict.decisions.iter().map(|decision| decision.judged.rule.name).collect()
}

const LEFT_OUT: &str = "more than 20000 bindings of cluster roles in one file; the others are not judged";

#[test]
fn a_binding_behind_twenty_thousand_others_does_not_pass() {
    let verdict = added("roles.yaml", bindings(20_000), &["pipeline/cluster-admin", "gate/unreadable"]);
    assert_eq!((verdict.outcome, rules(&verdict)), (Outcome::Fail, vec!["gate/unreadable"]));
    assert_eq!(verdict.decisions[0].judged.finding.message, LEFT_OUT);
}

#[test]
fn where_no_rule_says_what_was_left_out_a_row_does() {
    let verdict = added("roles.yaml", bindings(20_000), &["pipeline/cluster-admin"]);
    let rows: Vec<_> = verdict.unchecked.iter().map(|row| (row.what.as_str(), row.why.as_str())).collect();
    assert_eq!((verdict.outcome, rows), (Outcome::Pass, vec![("roles.yaml", LEFT_OUT)]));
}

#[test]
fn a_binding_behind_a_few_others_is_found() {
    let verdict = added("roles.yaml", bindings(3), &["pipeline/cluster-admin", "gate/unreadable"]);
    assert_eq!((rules(&verdict), verdict.unchecked.len()), (vec!["pipeline/cluster-admin"], 0));
}
