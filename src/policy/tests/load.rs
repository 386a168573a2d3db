//! Which policy holds where.

use super::rules::{LATEST, POLICY};
use super::{load, load_with, root, values};
use crate::fact::Read;
use crate::finding::{Confidence, Profile, Severity};
use crate::policy::{Policy, Sources, Threshold};

fn is_on(policy: &Policy, path: &str) -> bool {
    policy.scope(&path.into()).is_on(LATEST, &path.into())
}

fn severity(policy: &Policy, path: &str) -> Severity {
    policy.scope(&path.into()).severity(LATEST, &super::judged(LATEST, path, 0).finding)
}

#[test]
fn without_a_policy_the_defaults_hold() {
    let policy = load(&[], "a.yaml").expect("defaults");
    let scope = policy.scope(&"a.yaml".into());
    assert_eq!((scope.profile(), scope.fail_on()), (Profile::Standard, Threshold::High));
    assert!(!scope.is_report_only() && !scope.excludes(&"a.yaml".into()) && is_on(&policy, "a.yaml"));
}

#[test]
fn the_contract_loads() {
    let policy = root(
        r#"
version: 1
profile: standard                  # standard | strict
fail_on: high                      # critical | high | medium | low | never
comment_at: high
min_confidence: likely             # certain | likely | possible
gate: introduced-or-touched        # introduced | touched | introduced-or-touched | all
suppressions: anywhere             # anywhere | base-only
zones:
  staging:    { paths: ["deploy/staging/**"] }
  production: { paths: ["deploy/production/**"] }
images:
  own: ["registry.example.org/team"]
  registries: ["registry.example.org", "docker.io/library"]
  digest_zones: [staging, production]
rules:
  "image/floating-tag": { severity: medium, exclude: ["docs/**"] }
  "workload/*": off
exclude: ["vendor/**"]
suppress:
  - { rule: "image/latest-tag", path: "dev/**", reason: "built locally", until: 2027-06-30 }
"#,
    );
    let settings = policy.root().settings();
    let zone = |path: &str| settings.zone(&path.into()).map(|zone| zone.name.clone());
    assert_eq!(zone("deploy/staging/web.yaml").as_deref(), Some("staging"));
    assert_eq!(zone("deploy/production/a/b.yaml").as_deref(), Some("production"));
    assert_eq!(zone("deploy/web.yaml"), None);
    assert_eq!(settings.images.digest_zones, ["staging", "production"]);
    assert!(policy.root().excludes(&"vendor/a".into()));
}

#[test]
fn a_severity_is_the_rules_own_then_the_places_then_the_owners() {
    assert_eq!(severity(&root(""), "a.yaml"), Severity::High);
    assert_eq!(severity(&root("version: 1\nprofile: strict"), "a.yaml"), Severity::Critical);
    assert_eq!(severity(&root(""), "charts/web/examples/a.yaml"), Severity::Low);
    let owner = root("version: 1\nrules: { image/latest-tag: critical }");
    assert_eq!(severity(&owner, "examples/a.yaml"), Severity::Critical);
}

#[test]
fn what_the_finding_knows_lowers_it_under_each_profile() {
    let mut judged = super::judged(LATEST, "a.yaml", 0);
    judged.finding = judged.finding.at_most(Severity::Low, Severity::High);
    assert_eq!(root("").root().severity(judged.rule, &judged.finding), Severity::Low);
    assert_eq!(root("version: 1\nprofile: strict").root().severity(judged.rule, &judged.finding), Severity::High);
}

#[test]
fn a_zone_is_not_soft_whatever_its_directory_is_called() {
    let zones = "version: 1\nzones: { test: { paths: [\"deploy/test/**\"] } }\n";
    assert_eq!(severity(&root(""), "deploy/test/a.yaml"), Severity::Low);
    assert_eq!(severity(&root(zones), "deploy/test/a.yaml"), Severity::High);
    assert_eq!(severity(&root(&format!("{zones}soft: [\"deploy/test\"]")), "deploy/test/a.yaml"), Severity::Low);
}

#[test]
fn a_given_list_of_soft_places_replaces_the_built_in_one() {
    let policy = root("version: 1\nsoft: [\"demo/**\"]");
    assert_eq!(severity(&policy, "demo/a.yaml"), Severity::Low);
    assert_eq!(severity(&policy, "examples/a.yaml"), Severity::High);
}

#[test]
fn a_narrower_key_says_what_it_says_and_leaves_the_rest_to_the_wider_one() {
    let policy = root(
        "version: 1\nrules:\n  \"*\": off\n  \"image/*\": { severity: low, exclude: [dev] }\n  image/latest-tag: { paths: [deploy, dev] }",
    );
    assert!(is_on(&policy, "deploy/a.yaml") && !is_on(&policy, "a.yaml") && !is_on(&policy, "dev/a.yaml"));
    assert_eq!(severity(&policy, "deploy/a.yaml"), Severity::Low);
    let policy = root("version: 1\nrules: { image/*: off, image/latest-tag: on }");
    assert!(is_on(&policy, "a.yaml"));
    assert!(!is_on(&root("version: 1\nrules: { image/latest-tag: { off: true } }"), "a.yaml"));
}

#[test]
fn an_excluded_file_is_not_judged_but_a_change_of_the_policy_is_told() {
    let policy = root("version: 1\nexclude: [\"**\"]");
    assert!(!is_on(&policy, "a.yaml"));
    let path = ".portcullis.yaml".into();
    assert!(policy.root().is_on(POLICY, &path));
}

#[test]
fn a_nested_policy_holds_below_its_directory() {
    let files = [
        (".portcullis.yaml", "version: 1\nprofile: strict\nexclude: [gen]\nrules: { image/*: low }"),
        ("services/shop/.portcullis.yml", "version: 1\nfail_on: low\nexclude: [\"*.tmp.yaml\"]"),
        ("services/shop/api/.portcullis.yaml", "version: 1\nrules: { image/*: medium }"),
    ];
    let policy = load(&files, "services/shop/api/a.yaml").expect("a policy");
    let shop = policy.scope(&"services/shop/x.yaml".into());
    assert_eq!((shop.profile(), shop.fail_on()), (Profile::Strict, Threshold::Low));
    assert!(shop.excludes(&"services/shop/a.tmp.yaml".into()), "relative to its directory");
    assert!(!shop.excludes(&"services/shop/api/a.tmp.yaml".into()));
    assert!(!shop.excludes(&"services/shop/gen/a.yaml".into()), "the root's globs are the root's");
    assert_eq!(policy.scope(&"services/a.yaml".into()).fail_on(), Threshold::High);
    assert_eq!(policy.scope(&"services/shopping/a.yaml".into()).fail_on(), Threshold::High);
    assert_eq!(severity(&policy, "services/shop/a.yaml"), Severity::Low);
    assert_eq!(severity(&policy, "services/shop/api/a.yaml"), Severity::Medium);
}

#[test]
fn a_nearer_zone_is_asked_first() {
    let files = [
        (".portcullis.yaml", "version: 1\nzones: { all: { paths: [\"**\"] }, live: { paths: [live] } }"),
        ("shop/.portcullis.yaml", "version: 1\nzones: { live: { paths: [prod] } }"),
    ];
    let policy = load(&files, "shop/prod/a.yaml").expect("a policy");
    let zone = |path: &str| policy.scope(&path.into()).settings().zone(&path.into()).map(|zone| zone.name.clone());
    assert_eq!(zone("shop/prod/a.yaml").as_deref(), Some("live"));
    assert_eq!(zone("shop/live/a.yaml").as_deref(), Some("all"));
}

#[test]
fn a_nested_policy_cannot_loosen_which_comments_count() {
    let files = [
        (".portcullis.yaml", "version: 1\nsuppressions: base-only"),
        ("a/.portcullis.yaml", "version: 1\nsuppressions: anywhere"),
    ];
    let error = load(&files, "a/x.yaml").expect_err("looser");
    insta::assert_snapshot!(error.report(), @"
    error: `suppressions: anywhere` loosens the `base-only` of a policy further up
     --> a/.portcullis.yaml:2:15
      |
    2 | suppressions: anywhere
      |               ^^^^^^^^
    help: remove it here, or loosen it at the root
    ");
}

#[test]
fn a_policy_extends_files_of_the_base_and_wins_over_them() {
    let files = [
        (".portcullis.yaml", "version: 1\nextends: [policies/a.yaml, ./policies/b.yaml]\nfail_on: low\nexclude: [c]"),
        ("policies/a.yaml", "version: 1\nextends: [base.yaml]\nprofile: strict\nfail_on: critical\nexclude: [a]"),
        ("policies/b.yaml", "version: 1\nprofile: standard\nexclude: [b]"),
        ("policies/base.yaml", "version: 1\nmin_confidence: certain"),
    ];
    let policy = load(&files, "x.yaml").expect("a policy");
    let scope = policy.root();
    assert_eq!((scope.profile(), scope.fail_on()), (Profile::Standard, Threshold::Low));
    assert_eq!(scope.keys.min_confidence, Confidence::Certain);
    assert!(["a/x", "b/x", "c/x"].iter().all(|path| scope.excludes(&(*path).into())), "globs are the extending file's");
    assert!(policy.is_from(&"policies/base.yaml".into()) && !policy.is_from(&"policies/c.yaml".into()));
}

#[test]
fn what_cannot_be_extended_is_told_at_its_line() {
    let told = |files: &[(&str, &str)]| load(files, "x").expect_err("an error").report();
    insta::assert_snapshot!(told(&[(".portcullis.yaml", "version: 1\nextends: [../shared.yaml]")]), @"
    error: `../shared.yaml` is not a file of this repository
     --> .portcullis.yaml:2:11
      |
    2 | extends: [../shared.yaml]
      |           ^^^^^^^^^^^^^^
    help: `extends` takes paths inside the repository, relative to this file
    ");
    insta::assert_snapshot!(told(&[(".portcullis.yaml", "version: 1\nextends: [/etc/passwd]")]), @"
    error: `/etc/passwd` is not a file of this repository
     --> .portcullis.yaml:2:11
      |
    2 | extends: [/etc/passwd]
      |           ^^^^^^^^^^^
    help: `extends` takes paths inside the repository, relative to this file
    ");
    insta::assert_snapshot!(told(&[(".portcullis.yaml", "version: 1\nextends: [shared.yaml]")]), @"
    error: the target branch has no file `shared.yaml`
     --> .portcullis.yaml:2:11
      |
    2 | extends: [shared.yaml]
      |           ^^^^^^^^^^^
    help: policies are read from the target branch: merge the shared file first
    ");
    insta::assert_snapshot!(
        told(&[(".portcullis.yaml", "version: 1\nextends: [a.yaml]"), ("a.yaml", "version: 1\nextends: [.portcullis.yaml]")]),
        @"
    error: `.portcullis.yaml` extends this file in a circle
     --> a.yaml:2:11
      |
    2 | extends: [.portcullis.yaml]
      |           ^^^^^^^^^^^^^^^^
    help: remove one of the two `extends`
    "
    );
    insta::assert_snapshot!(
        told(&[(".portcullis.yaml", "version: 1\nextends: [a.yaml]"), ("a.yaml", "version: 1\nprofle: strict")]),
        @"
    error: unknown key `profle`
     --> a.yaml:2:1
      |
    2 | profle: strict
      | ^^^^^^
    help: did you mean `profile`?
    "
    );
}

#[test]
fn extending_ends() {
    let names: Vec<String> = (0..20).map(|n| format!("{n}.yaml")).collect();
    let chain: Vec<(String, String)> = (0..20)
        .map(|n| (names[n].clone(), format!("version: 1\nextends: [{}.yaml]", n + 1)))
        .chain([(".portcullis.yaml".to_owned(), "version: 1\nextends: [0.yaml]".to_owned())])
        .collect();
    let files: Vec<_> = chain.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert!(load(&files, "x").expect_err("too deep").message().contains("more than 8 levels"));
    // Eight levels of a hundred files each: the number of files read is what ends it.
    let wide: Vec<(String, String)> = (0..8)
        .map(|n| {
            (format!("{n}.yaml"), format!("version: 1\nextends: [{}]", vec![format!("{}.yaml", n + 1); 100].join(", ")))
        })
        .chain([("8.yaml".to_owned(), "version: 1\n".to_owned())])
        .chain([(".portcullis.yaml".to_owned(), "version: 1\nextends: [1.yaml]".to_owned())])
        .collect();
    let files: Vec<_> = wide.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert!(load(&files, "x").expect_err("too many").message().contains("policy files"));
}

#[test]
fn the_callers_file_stands_in_the_place_of_the_roots() {
    let files = [(".portcullis.yaml", "version: 1\nprofile: nonsense"), ("shared.yaml", "version: 1\nfail_on: low")];
    let config = ("../ci/policy.yaml".to_owned(), b"version: 1\nprofile: strict\nextends: [shared.yaml]".to_vec());
    let sources = Sources { config: Some(config), ..Sources::default() };
    let policy = load_with(&files, "x", sources).expect("the caller's word");
    assert_eq!((policy.root().profile(), policy.root().fail_on()), (Profile::Strict, Threshold::Low));
}

#[test]
fn an_organisations_policy_stands_below_the_repositorys_and_options_above() {
    let files = [(".portcullis.yaml", "version: 1\nfail_on: low")];
    let shared = b"version: 1\nprofile: strict\nfail_on: critical\nimages: { digest_zones: [production] }".to_vec();
    let sources = Sources { extends: Some(("org.yaml".to_owned(), shared)), ..Sources::default() };
    let policy = load_with(&files, "x", sources.clone()).expect("a policy, though not everyone has a production");
    assert_eq!((policy.root().profile(), policy.root().fail_on()), (Profile::Strict, Threshold::Low));
    let sources = Sources { fail_on: Some(Threshold::Never), profile: Some(Profile::Standard), ..sources };
    let policy = load_with(&files, "x", sources).expect("a policy");
    assert_eq!((policy.root().profile(), policy.root().fail_on()), (Profile::Standard, Threshold::Never));
}

#[test]
fn what_is_shown_is_a_policy_that_says_the_same() {
    let files = [
        (
            ".portcullis.yaml",
            "version: 1\nprofile: strict\nzones: { \"a: b\": { paths: [\"x,y/{a,b}/**\"] } }\nrules: { image/*: { paths: [deploy], exclude: [\"*.md\"] }, image/no-tag: on, secret/*: off, gate/unreadable: low }\nsuppress: [{ rule: \"*\", path: a, reason: \"because: \\\"so\\\"\", until: 2027-01-01 }]",
        ),
        ("n/.portcullis.yaml", "version: 1\nexclude: [gen]"),
    ];
    let policy = load(&files, "n/x.yaml").expect("a policy");
    let shown = policy.show();
    let scopes: Vec<_> = shown.split("---\n").collect();
    assert_eq!(scopes.len(), 2);
    for (scope, path) in scopes.iter().zip(["x", "n/x"]) {
        let again = root(scope);
        assert_eq!(values(again.root()), values(policy.scope(&path.into())));
    }
    assert!(shown.contains("profile: strict                          # .portcullis.yaml"));
}

#[test]
fn a_very_deep_path_costs_little() {
    let deep = vec!["d"; 100_000].join("/");
    let policy = load(&[("d/.portcullis.yaml", "version: 1\nfail_on: low")], &deep).expect("a policy");
    assert_eq!(policy.scope(&deep.as_str().into()).fail_on(), Threshold::Low);
}

#[test]
fn what_is_read_follows_from_the_rules_that_are_on() {
    let read = |policy: &str| {
        let reads = root(policy).root().reads();
        [Read::Structure, Read::Runs, Read::Secrets].map(|read| reads.contains(read))
    };
    assert_eq!(read("version: 1\n"), [true, true, true]);
    assert_eq!(read("version: 1\nrules: { \"secret/*\": off }\n"), [true, true, false]);
    assert_eq!(read("version: 1\nrules: { \"*\": off, secret/github-pat: on }\n"), [false, false, true]);
    assert_eq!(read("version: 1\nrules: { \"*\": off, dockerfile/runs-as-root: on }\n"), [true, false, false]);
    assert_eq!(read("version: 1\nrules: { \"*\": off, manual/helm: on }\n"), [false, true, false]);
}
