//! What the files of a change cannot tell: who is asked, what for, and what is said where nobody answers.

use std::sync::{Arc, Mutex};

use portcullis::answers::{Answer, Oracle, Question, Version};
use portcullis::policy::{Outcome, Sources, Verdict};
use portcullis::run::{self, Offline, Registries};
use portcullis::settings::Registry;
use portcullis::source::memory::{self, Files};
use portcullis::source::{Tree, Unchecked};
use portcullis::text::RepoPath;

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 30);

/// Answers all questions about versions alike, and remembers what it was asked, batch by batch.
#[derive(Clone)]
struct Everywhere {
    answer: Answer,
    asked: Arc<Mutex<Vec<Vec<Question>>>>,
}

impl Everywhere {
    fn new(answer: Answer) -> Self {
        Self { answer, asked: Arc::default() }
    }

    fn down() -> Self {
        Self::new(Answer::Unknown("cannot resolve the host name".to_owned()))
    }

    fn asked(&self) -> Vec<Vec<String>> {
        let asked = self.asked.lock().unwrap();
        asked.iter().map(|batch| batch.iter().map(ToString::to_string).collect()).collect()
    }
}

impl Oracle for Everywhere {
    fn answer(&self, questions: &[Question]) -> Vec<Option<Answer>> {
        self.asked.lock().unwrap().push(questions.to_vec());
        questions.iter().map(|_| Some(self.answer.clone())).collect()
    }
}

impl Registries for Everywhere {
    fn connect(&self, _: &Registry, _: Option<&dyn Tree>) -> Result<Option<Box<dyn Oracle>>, String> {
        Ok(Some(Box::new(self.clone())))
    }
}

fn files(all: &[(&str, &str)]) -> Files {
    all.iter().map(|(path, text)| (RepoPath::from(*path), text.as_bytes().to_vec())).collect()
}

/// The verdict on a change from `base` to `head` under a policy of these lines.
fn judge(policy: &str, base: &[(&str, &str)], head: &[(&str, &str)], registries: &dyn Registries) -> Verdict {
    let policy = format!("version: 1\n{policy}");
    let with_policy = |all: &[(&str, &str)]| files(&[all, &[(".portcullis.yaml", policy.as_str())]].concat());
    let set = memory::change_set(with_policy(base), with_policy(head));
    let sources = Sources { tree: set.policy_tree.as_deref(), ..Sources::default() };
    run::check(&set, &sources, TODAY, registries).unwrap()
}

fn rows(verdict: &Verdict) -> Vec<String> {
    verdict.unchecked.iter().map(|Unchecked { what, why }| format!("{what}: {why}")).collect()
}

fn compose(image: &str) -> String {
    format!("services:\n  web:\n    image: {image}\n")
}

const DOWN: &str = "registry.example/web:1.4.2: not verified: cannot resolve the host name";

#[test]
fn what_no_registry_answers_is_said_and_stops_only_who_asks_for_it() {
    let text = compose("registry.example/web:1.4.2");
    let head = [("compose.yaml", text.as_str())];
    let of = |policy| {
        let verdict = judge(policy, &[], &head, &Everywhere::down());
        (verdict.outcome, rows(&verdict))
    };
    assert_eq!(of(""), (Outcome::Pass, vec![DOWN.to_owned()]));
    assert_eq!(of("registry: { on_error: warn }"), (Outcome::Pass, vec![DOWN.to_owned()]));
    assert_eq!(of("registry: { on_error: fail }"), (Outcome::Incomplete, vec![DOWN.to_owned()]));
    assert_eq!(of("profile: strict\nfail_on: never"), (Outcome::Incomplete, vec![DOWN.to_owned()]));
    let counted = "1 image: their registries could not answer".to_owned();
    assert_eq!(of("registry: { on_error: skip }"), (Outcome::Pass, vec![counted]));
}

#[test]
fn a_finding_that_blocks_outranks_what_is_not_verified() {
    let text = compose("registry.example/web:latest");
    let verdict = judge("registry: { on_error: fail }", &[], &[("compose.yaml", &text)], &Everywhere::down());
    assert_eq!(verdict.outcome, Outcome::Fail);
    assert_eq!(rows(&verdict).len(), 1);
}

#[test]
fn offline_is_counted_and_never_fails() {
    let text = compose("registry.example/web:1.4.2");
    let verdict = judge("registry: { on_error: fail }", &[], &[("compose.yaml", &text)], &Offline);
    assert_eq!(verdict.outcome, Outcome::Pass);
    assert_eq!(rows(&verdict), ["1 image: not looked up in a registry"]);
}

#[test]
fn many_images_are_listed_up_to_a_bound() {
    let services: String = (0..120).map(|at| format!("  s{at}:\n    image: registry.example/s{at}:1.4.2\n")).collect();
    let text = format!("services:\n{services}");
    let verdict = judge("", &[], &[("compose.yaml", &text)], &Everywhere::down());
    let rows = rows(&verdict);
    assert_eq!(rows.len(), 51);
    assert!(rows.contains(&"70 images: their registries could not answer either".to_owned()), "{rows:?}");
}

#[test]
fn a_failed_lookup_for_a_fix_is_nobodys_problem() {
    let policy =
        "rules: { \"image/*\": off, \"image/latest-tag\": on }\nregistry: { on_error: fail }\nreport_only: true";
    let text = compose("registry.example/web:latest");
    let verdict = judge(policy, &[], &[("compose.yaml", &text)], &Everywhere::down());
    assert_eq!((verdict.outcome, rows(&verdict)), (Outcome::Pass, Vec::new()));
}

#[test]
fn only_what_enabled_rules_need_is_asked_and_each_once() {
    let head = [
        ("a/compose.yaml", compose("registry.example/web:1.4.2")),
        ("b/compose.yaml", compose("registry.example/web:1.4.2")),
    ];
    let head: Vec<(&str, &str)> = head.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let found = Everywhere::new(Answer::Version(Version::Found { digest: format!("sha256:{}", "a".repeat(64)) }));
    judge("exclude: [\"b/**\"]", &[], &head, &found);
    assert_eq!(found.asked(), [["registry.example/web:1.4.2"]]);
    let nobody = Everywhere::down();
    judge("rules: { \"image/*\": off }", &[], &head, &nobody);
    assert!(nobody.asked().is_empty());
}

#[test]
fn what_the_change_leaves_alone_is_not_asked() {
    let base = "services:\n  web: { image: registry.example/web:1.4.2 }\n";
    let head =
        "services:\n  web: { image: registry.example/web:1.4.2 }\n  api: { image: registry.example/api:2.0.1 }\n";
    let found = Everywhere::down();
    judge("", &[("compose.yaml", base)], &[("compose.yaml", head)], &found);
    assert_eq!(found.asked(), [["registry.example/api:2.0.1"]]);
}

#[test]
fn a_finding_about_the_head_leads_to_one_question_about_the_base() {
    let absent = Everywhere::new(Answer::Version(Version::Absent));
    let (base, head) = (compose("registry.example/web:1.4.2"), compose("registry.example/web:1.4.3"));
    let verdict = judge("", &[("compose.yaml", &base)], &[("compose.yaml", &head)], &absent);
    let names: Vec<_> = verdict.decisions.iter().map(|decision| decision.judged.rule.name).collect();
    assert!(names.contains(&"image/not-found") && names.contains(&"image/rollback-target-gone"), "{names:?}");
    assert!(absent.asked().len() <= 2, "{:?}", absent.asked());
    assert_eq!(verdict.outcome, Outcome::Fail);
}

#[test]
fn placeholders_and_registries_on_this_machine_are_left_alone() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n  - { name: a, image: frontend }\n  - { name: b, image: \"localhost:5000/web:1\" }\n  - { name: c, image: \"127.0.0.1:5000/web:1\" }\n";
    let nobody = Everywhere::down();
    let verdict = judge("", &[], &[("pod.yaml", text)], &nobody);
    assert!(nobody.asked().is_empty(), "{:?}", nobody.asked());
    assert!(rows(&verdict).is_empty());
    let named = "registry: { hosts: { \"localhost:5000\": { plain_http: true } } }";
    judge(named, &[], &[("pod.yaml", text)], &nobody);
    assert_eq!(nobody.asked(), [["localhost:5000/web:1"]]);
}

#[test]
fn settings_of_the_run_stand_in_the_root_policy_only() {
    for key in ["on_error: skip", "timeout: 1s", "hosts: { \"10.0.0.1\": {} }"] {
        let nested = format!("version: 1\nregistry: {{ {key} }}\n");
        let base = files(&[("app/.portcullis.yaml", &nested), ("app/compose.yaml", "services: {}\n")]);
        let head =
            files(&[("app/.portcullis.yaml", &nested), ("app/compose.yaml", "services:\n  a: { image: \"a:1\" }\n")]);
        let set = memory::change_set(base, head);
        let sources = Sources { tree: set.policy_tree.as_deref(), ..Sources::default() };
        let error = run::check(&set, &sources, TODAY, &Offline).unwrap_err().to_string();
        assert!(error.contains("only allowed in the root policy"), "{key}: {error}");
    }
}
