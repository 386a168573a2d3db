//! GitLab CI.

use super::{graph, scripts, steps};

const FILE: &str = ".gitlab-ci.yml";

#[test]
fn scripts_in_all_their_forms() {
    let source = "\
default: { before_script: [setup] }
.login: &login
  - docker login
.deploy:
  script: [make deploy]
build:
  script:
    - *login
    - docker build .
    - - nested
      - [deep]
    - |
      a
      b
  after_script: cleanup
deploy:
  extends: .deploy
  before_script: [\"echo \\\"a\\\"\"]
other:
  script:
    - !reference [.deploy, script]
    - own
";
    let expected = [
        "default before_script: setup",
        "jobs .deploy script: make deploy",
        "jobs build script: docker login\ndocker build .\nnested\ndeep\na\nb",
        "jobs build after_script: cleanup",
        "jobs deploy before_script: echo \"a\"",
        "jobs other script: own",
    ];
    assert_eq!(scripts(FILE, source), expected);
    let names: Vec<_> = steps(FILE, source).into_iter().filter(|step| step.starts_with("make deploy")).collect();
    assert_eq!(names.len(), 2);
}

#[test]
fn stages_wait_for_those_before() {
    let source = "\
stages: [build, staging, production]
build: { stage: build, script: [make] }
first: { stage: .pre, script: [a] }
staging: { stage: staging, script: [./deploy.sh], environment: staging }
free: { stage: production, needs: [], script: [a] }
precise: { stage: production, needs: [{ job: build }], script: [a] }
production: { stage: production, script: [./deploy.sh], environment: { name: production } }
stop: { stage: production, script: [./stop.sh], environment: { name: production, action: stop }, needs: [production] }
";
    let expected = [
        "build Other < first", "first Other", "staging Staging < build first; in staging", "free Production",
        "precise Production < build first", "production Production < build first staging; in production",
        "stop Other < build first staging production; in production",
    ];
    let found = graph(FILE, source);
    assert_eq!(found[0..3], expected[0..3]);
    assert_eq!(found[5..], expected[5..]);
    assert_eq!([&found[3], &found[4]].map(|line| line.contains("< build first")), [false, true]);
}

#[test]
fn stages_have_a_default_order() {
    let source = "d: { stage: deploy, script: [a] }\nt: { script: [a] }\nb: { stage: build, script: [a] }\n";
    let waits: Vec<_> =
        graph(FILE, source).iter().map(|job| job.split_once(" < ").map(|(_, waits)| waits.to_owned())).collect();
    assert_eq!(waits, [Some("t b".to_owned()), Some("b".to_owned()), None]);
}

#[test]
fn when_and_rules() {
    let source = "\
a: { when: never, script: [a] }
b: { when: manual, script: [a] }
c: { allow_failure: true, script: [a] }
d: { rules: [{ when: never }], script: [a] }
e: { rules: [{ if: $X, when: never }, { when: on_success }], script: [a] }
f: { rules: [{ if: $X, when: manual }, { when: never }], script: [a] }
g: { rules: [{ if: $X, allow_failure: true }], script: [a] }
h: { rules: [{ if: $X, allow_failure: true }, { if: $Y }], script: [a] }
.never: { rules: [{ when: never }] }
i: { extends: [.other, .never], script: [a] }
j: { rules: [!reference [.never, rules]], script: [a] }
";
    let expected = [
        "a Test; never: never", "b Test; manual: manual", "c Test; may fail: true", "d Test; never: never", "e Test",
        "f Test; manual: manual", "g Test; may fail: true", "h Test", "i Test; never: never", "j Test; never: never",
    ];
    assert_eq!(graph(FILE, source), expected);
}

#[test]
fn nobody_waits_for_a_manual_job_that_may_fail() {
    let source = "\
stages: [s, p]
a: { stage: s, when: manual, script: [a] }
b: { stage: s, when: manual, allow_failure: false, script: [a] }
c: { stage: s, rules: [{ when: manual }], script: [a] }
p: { stage: p, script: [a] }
";
    assert_eq!(graph(FILE, source)[3], "p Other < b c");
}

#[test]
fn templates_bring_scans() {
    let source = "include:\n- template: Jobs/Container-Scanning.gitlab-ci.yml\n- template: Security/SAST.gitlab-ci.yml\n- local: x\n";
    assert_eq!(graph(FILE, source), ["Container-Scanning Scan", "SAST Scan"]);
}

#[test]
fn a_check_that_may_fail() {
    let source = "scan:\n  script:\n  - trivy image web || true\n  - docker push web\n";
    let expected = ["trivy image web || true Scan; may fail: || true", "docker push web Other; pushes: docker push"];
    assert_eq!(steps(FILE, source), expected);
}
