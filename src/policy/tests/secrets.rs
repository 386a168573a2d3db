//! `secrets:` in the policy file.

use insta::assert_snapshot;

use super::{load, report, root, values};
use crate::policy::Policy;
use crate::text::RepoPath;

fn found(policy: &Policy, path: &str, text: &str) -> Vec<String> {
    let path = RepoPath::from(path);
    let hits = policy.scope(&path).settings().secrets.custom.find(&path, text.as_bytes());
    hits.iter().map(|hit| text[hit.span.range()].to_owned()).collect()
}

const POLICY: &str = r#"
version: 1
secrets:
  patterns:
    - id: gateway-token
      description: a token of the gateway
      regex: '\bacme_([a-z0-9]{8})\b'
      group: 1
      entropy: 1.5
      keywords: [gateway]
      paths: ["src/**"]
      exclude: ["src/gen"]
      severity: critical
      allow:
        - { stopwords: [dummy], reason: "made up" }
      required:
        - { id: gateway-id, within_lines: 2 }
    - { id: gateway-id, regex: 'acme-id-\d+', report: false }
    - { id: key-store, paths: ["**/*.p12"] }
  allow:
    - { paths: [vendor], rules: [secret/gateway-token], reason: "not ours" }
    - { regexes: ['^x+$'], target: match, all: true, path_regexes: ['\.md$'], reason: "a placeholder" }
"#;

#[test]
fn a_pattern_is_found_where_it_says() {
    let policy = root(POLICY);
    let text = "# gateway\nacme-id-1\nacme_a1b2c3d4\n";
    assert_eq!(found(&policy, "src/a.py", text), ["a1b2c3d4"]);
    for path in ["a.py", "src/gen/a.py"] {
        assert!(found(&policy, path, text).is_empty(), "{path}");
    }
    assert!(found(&policy, "src/a.py", "acme-id-1 acme_a1b2c3d4").is_empty(), "no keyword");
    assert!(found(&policy, "src/a.py", "gateway acme_a1b2c3d4").is_empty(), "no id");
    assert!(found(&policy, "src/a.py", "gateway acme-id-1 acme_dummy123").is_empty());
    assert_eq!(found(&policy, "keys/a.p12", "\0"), [""]);
}

#[test]
fn what_is_allowed_is_allowed_to_built_in_rules_too() {
    let policy = root(POLICY);
    let custom = &policy.root().settings().secrets.custom;
    let allows = |rule, path: &str| custom.allows(rule, &path.into(), b"xxxx", (0..4).into(), (0..4).into());
    assert!(allows("secret/generic", "docs/a.md") && !allows("secret/generic", "docs/a.txt"));
    assert!(!allows("secret/generic", "vendor/a"));
}

#[test]
fn patterns_merge_by_id_and_allowlists_add_up() {
    let nested = "version: 1\nsecrets:\n  patterns: [{ id: gateway-id, regex: 'other-\\w+' }]\n  allow: [{ stopwords: [y], reason: r }]";
    let policy = load(&[(".portcullis.yaml", POLICY), ("n/.portcullis.yaml", nested)], "n/a").expect("a policy");
    let custom = |path: &str| policy.scope(&path.into()).settings().secrets.custom.clone();
    assert_eq!((custom("a").patterns().len(), custom("a").allow().len()), (3, 2));
    assert_eq!((custom("n/a").patterns().len(), custom("n/a").allow().len()), (3, 3));
    assert_eq!(found(&policy, "n/a", "other-x acme-id-1"), ["other-x"]);
}

#[test]
fn what_is_shown_says_the_same() {
    let policy = root(POLICY);
    let again = root(&policy.show());
    let custom = |policy: &Policy| policy.root().settings().secrets.custom.clone();
    assert_eq!(custom(&again).patterns(), custom(&policy).patterns());
    assert_eq!(custom(&again).allow(), custom(&policy).allow());
    assert_eq!(values(again.root()), values(policy.root()));
}

#[test]
fn what_is_wrong_is_told_at_its_place() {
    let with = |pattern: &str| report(&format!("version: 1\nsecrets:\n  patterns:\n    - {pattern}\n"));
    assert_snapshot!(with(r"{ id: a, regex: '(a)\1' }"), @r"
    error: not a regular expression: backreferences are not supported, at `\1`
     --> .portcullis.yaml:4:23
      |
    4 |     - { id: a, regex: '(a)\1' }
      |                       ^^^^^^^
    help: back-references are not supported: write out what may repeat
    ");
    assert_snapshot!(with("{ id: a, regex: 'x{1000}{1000}{1000}' }"), @"
    error: not a regular expression: it needs more than 10 MiB when it is compiled
     --> .portcullis.yaml:4:23
      |
    4 |     - { id: a, regex: 'x{1000}{1000}{1000}' }
      |                       ^^^^^^^^^^^^^^^^^^^^^
    help: repeat fewer parts fewer times
    ");
    assert_snapshot!(with("{ id: a, regex: '(a)', group: 2 }"), @"
    error: there is no group 2: the expression has 1
     --> .portcullis.yaml:4:37
      |
    4 |     - { id: a, regex: '(a)', group: 2 }
      |                                     ^
    ");
    assert_snapshot!(with("{ id: ' ', regex: a }"), @"
    error: `id` is empty or has control characters
     --> .portcullis.yaml:4:13
      |
    4 |     - { id: ' ', regex: a }
      |             ^^^
    help: use lower-case words joined by `-`
    ");
    assert_snapshot!(with("{ id: a }"), @"
    error: the pattern `a` has neither `regex` nor `paths`
     --> .portcullis.yaml:4:13
      |
    4 |     - { id: a }
      |             ^
    ");
    assert_snapshot!(with("{ id: a, regex: a, required: [{ id: b }] }"), @"
    error: there is no pattern `b`
     --> .portcullis.yaml:4:43
      |
    4 |     - { id: a, regex: a, required: [{ id: b }] }
      |                                           ^
    help: define it under `patterns`
    ");
    assert_snapshot!(with("{ id: a, regx: a }"), @"
    error: unknown key `regx`
     --> .portcullis.yaml:4:16
      |
    4 |     - { id: a, regx: a }
      |                ^^^^
    help: did you mean `regex`?
    ");
    assert_snapshot!(report("version: 1\nsecrets: { allow: [{ reason: because }] }\n"), @"
    error: this allowlist is empty
     --> .portcullis.yaml:2:30
      |
    2 | secrets: { allow: [{ reason: because }] }
      |                              ^^^^^^^
    help: add `regexes`, `stopwords` or `paths`
    ");
    assert_snapshot!(report("version: 1\nsecrets: { gitleaks: [a] }\n"), @"
    error: expected `true`, `false`, or the path of a configuration, found sequence
     --> .portcullis.yaml:2:12
      |
    2 | secrets: { gitleaks: [a] }
      |            ^^^^^^^^
    ");
}
