//! What the user reads when a policy is wrong: the place, what is wrong there, what was meant.

use insta::assert_snapshot;

use super::{load, report};

#[test]
fn an_unknown_key() {
    assert_snapshot!(report("version: 1\nfailon: high\n"), @"
    error: unknown key `failon`
     --> .portcullis.yaml:2:1
      |
    2 | failon: high
      | ^^^^^^
    help: did you mean `fail_on`?
    ");
}

#[test]
fn an_unknown_value() {
    assert_snapshot!(report("version: 1\nfail_on: hgih\n"), @"
    error: unknown value `hgih`
     --> .portcullis.yaml:2:10
      |
    2 | fail_on: hgih
      |          ^^^^
    help: did you mean `high`?
    ");
    assert_snapshot!(report("version: 1\ngate: everything\n"), @"
    error: unknown value `everything`
     --> .portcullis.yaml:2:7
      |
    2 | gate: everything
      |       ^^^^^^^^^^
    help: write `introduced`, `touched`, `introduced-or-touched` or `all`
    ");
}

#[test]
fn an_unknown_rule() {
    assert_snapshot!(report("version: 1\nrules:\n  \"image/lastest-tag\": off\n"), @r#"
    error: unknown rule `image/lastest-tag`
     --> .portcullis.yaml:3:3
      |
    3 |   "image/lastest-tag": off
      |   ^^^^^^^^^^^^^^^^^^^
    help: did you mean `image/latest-tag`?
    "#);
    assert_snapshot!(report("version: 1\nrules: { nonsense: off }\n"), @"
    error: unknown rule `nonsense`
     --> .portcullis.yaml:2:10
      |
    2 | rules: { nonsense: off }
      |          ^^^^^^^^
    help: run `portcullis rules` for the full list
    ");
    assert_snapshot!(report("version: 1\nsuppress:\n  - { rule: latest-tag, path: a, reason: b }\n"), @"
    error: unknown rule `latest-tag`
     --> .portcullis.yaml:3:13
      |
    3 |   - { rule: latest-tag, path: a, reason: b }
      |             ^^^^^^^^^^
    help: did you mean `image/latest-tag`?
    ");
}

#[test]
fn a_rule_that_is_told_nonsense() {
    assert_snapshot!(report("version: 1\nrules:\n  image/latest-tag: warn\n"), @"
    error: unknown value `warn`
     --> .portcullis.yaml:3:21
      |
    3 |   image/latest-tag: warn
      |                     ^^^^
    help: write `off`, `on`, a severity, or a mapping with `severity`, `off`, `paths` or `exclude`
    ");
    assert_snapshot!(report("version: 1\nrules:\n  image/latest-tag: { sevrity: low }\n"), @"
    error: unknown key `sevrity`
     --> .portcullis.yaml:3:23
      |
    3 |   image/latest-tag: { sevrity: low }
      |                       ^^^^^^^
    help: did you mean `severity`?
    ");
    assert_snapshot!(report("version: 1\nrules:\n  image/latest-tag: [low]\n"), @"
    error: expected `off`, `on`, a severity, or a mapping with `severity`, `off`, `paths` or `exclude`, found sequence
     --> .portcullis.yaml:3:3
      |
    3 |   image/latest-tag: [low]
      |   ^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn a_wrong_type() {
    assert_snapshot!(report("version: 1\nexclude: vendor\n"), @"
    error: expected a list
     --> .portcullis.yaml:2:10
      |
    2 | exclude: vendor
      |          ^^^^^^
    help: write `[one, two]`, or one item per line after a `-`
    ");
    assert_snapshot!(report("version: 1\nrules: [image/latest-tag]\n"), @"
    error: expected a mapping
     --> .portcullis.yaml:2:8
      |
    2 | rules: [image/latest-tag]
      |        ^
    help: write `key: value`, one per line
    ");
    assert_snapshot!(report("version: 1\nreport_only: yes\n"), @"
    error: expected `true` or `false`
     --> .portcullis.yaml:2:14
      |
    2 | report_only: yes
      |              ^^^
    ");
    assert_snapshot!(report("version: 1\nimages: { keep: many }\n"), @"
    error: expected a number
     --> .portcullis.yaml:2:17
      |
    2 | images: { keep: many }
      |                 ^^^^
    ");
    assert_snapshot!(report("high\n"), @"
    error: expected a mapping
     --> .portcullis.yaml:1:1
      |
    1 | high
      | ^^^^
    help: write `key: value`, one per line
    ");
}

#[test]
fn a_bad_glob() {
    assert_snapshot!(report("version: 1\nexclude:\n- docs/**\n- \"deploy/{a\"\n"), @r#"
    error: the glob `deploy/{a` cannot be read: unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)
     --> .portcullis.yaml:4:3
      |
    4 | - "deploy/{a"
      |   ^^^^^^^^^^^
    "#);
    assert_snapshot!(report("version: 1\nexclude: [../a]\n"), @"
    error: the glob `../a` leaves its directory
     --> .portcullis.yaml:2:11
      |
    2 | exclude: [../a]
      |           ^^^^
    help: globs are relative to the policy's directory: move this one to a policy further up
    ");
    assert_snapshot!(report("version: 1\nexclude: [*.md]\n"), @r#"
    error: this alias has no anchor
     --> .portcullis.yaml:2:11
      |
    2 | exclude: [*.md]
      |           ^
    help: quote a glob that starts with `*`: `"*.md"`
    "#);
    assert_snapshot!(report("version: 1\nexclude: [\"\"]\n"), @r#"
    error: the glob is empty
     --> .portcullis.yaml:2:11
      |
    2 | exclude: [""]
      |           ^^
    help: write `**` for every file
    "#);
}

#[test]
fn a_bad_pattern() {
    assert_snapshot!(report("version: 1\nimages:\n  floating_tags: [\"edge-.*\", \"edge-(\"]\n"), @r#"
    error: the pattern `edge-(` is not a regular expression: unclosed group
     --> .portcullis.yaml:3:30
      |
    3 |   floating_tags: ["edge-.*", "edge-("]
      |                              ^^^^^^^^
    "#);
}

#[test]
fn a_repository_with_a_scheme() {
    assert_snapshot!(report("version: 1\nimages: { own: [\"https://registry.example.org/a\"] }\n"), @r#"
    error: write repositories as in image references, without `https://`
     --> .portcullis.yaml:2:17
      |
    2 | images: { own: ["https://registry.example.org/a"] }
      |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    "#);
}

#[test]
fn a_zone_that_is_not_described() {
    let text = "version: 1\nzones: { staging: { paths: [a] } }\nimages: { digest_zones: [staging, stagin] }\n";
    assert_snapshot!(report(text), @"
    error: unknown zone `stagin`
     --> .portcullis.yaml:3:35
      |
    3 | images: { digest_zones: [staging, stagin] }
      |                                   ^^^^^^
    help: did you mean `staging`?
    ");
}

#[test]
fn a_suppression_without_reason_or_with_a_day_that_is_none() {
    assert_snapshot!(report("version: 1\nsuppress:\n  - { rule: image/no-tag, path: a }\n"), @"
    error: `reason` is missing
     --> .portcullis.yaml:3:27
      |
    3 |   - { rule: image/no-tag, path: a }
      |                           ^^^^
    ");
    assert_snapshot!(report("version: 1\nsuppress:\n  - { rule: image/no-tag, path: a, reason: \" \" }\n"), @r#"
    error: this suppression has no reason
     --> .portcullis.yaml:3:44
      |
    3 |   - { rule: image/no-tag, path: a, reason: " " }
      |                                            ^^^
    help: say why the finding is acceptable
    "#);
    assert_snapshot!(report("version: 1\nsuppress:\n  - { rule: image/no-tag, path: a, reason: b, until: 2027-02-30 }\n"), @"
    error: `2027-02-30` is not a date
     --> .portcullis.yaml:3:54
      |
    3 |   - { rule: image/no-tag, path: a, reason: b, until: 2027-02-30 }
      |                                                      ^^^^^^^^^^
    help: write the last day on which it counts, as in `2027-06-30`
    ");
}

#[test]
fn the_version() {
    assert_snapshot!(report("profile: strict\n"), @"
    error: `version` is missing
     --> .portcullis.yaml:1:1
      |
    1 | profile: strict
      | ^
    help: add `version: 1` as the first line
    ");
    assert_snapshot!(report("version: one\n"), @"
    error: expected a number
     --> .portcullis.yaml:1:10
      |
    1 | version: one
      |          ^^^
    ");
    // Told before its new keys are called unknown.
    assert_snapshot!(report("version: 2\na_new_key: 1\n"), @"
    error: this Portcullis does not know version 2 of the policy format
     --> .portcullis.yaml:1:10
      |
    1 | version: 2
      |          ^
    help: write `version: 1`, or upgrade Portcullis
    ");
}

#[test]
fn a_key_twice() {
    assert_snapshot!(report("version: 1\nprofile: strict\nprofile: standard\n"), @"
    error: the key `profile` is repeated
     --> .portcullis.yaml:3:1
      |
    3 | profile: standard
      | ^^^^^^^
    help: keep one of the two
    ");
    assert_snapshot!(report("version: 1\nrules:\n  image/no-tag: low\n  image/no-tag: off\n"), @"
    error: the key `image/no-tag` is repeated
     --> .portcullis.yaml:4:3
      |
    4 |   image/no-tag: off
      |   ^^^^^^^^^^^^
    help: keep one of the two
    ");
}

#[test]
fn no_yaml() {
    assert_snapshot!(report("version: 1\nexclude: [a\n"), @"
    error: unclosed bracket '['
     --> .portcullis.yaml:2:10
      |
    2 | exclude: [a
      |          ^
    ");
    assert_snapshot!(report("version: 1\n---\nversion: 1\n"), @"
    error: a policy is a single YAML document; a second one starts here
     --> .portcullis.yaml:3:1
      |
    3 | version: 1
      | ^
    help: remove the `---`
    ");
}

#[test]
fn places_hold_behind_a_byte_order_mark_and_with_crlf() {
    assert_snapshot!(report("\u{feff}version: 1\r\nfailon: high\r\n"), @"
    error: unknown key `failon`
     --> .portcullis.yaml:2:1
      |
    2 | failon: high
      | ^^^^^^
    help: did you mean `fail_on`?
    ");
    assert_snapshot!(report("\u{feff}verson: 1\n"), @"
    error: unknown key `verson`
     --> .portcullis.yaml:1:1
      |
    1 | verson: 1
      | ^^^^^^
    help: did you mean `version`?
    ");
}

#[test]
fn a_credential_is_not_shown() {
    // Put together here, so that no scanner takes this file for a leak.
    let token = ["gh", "p_", "0123456789abcdefABCDEF0123456789abcd"].concat();
    let shown = report(&format!("version: 1\nimages: {{ own: [\"https://bob:{token}@registry.example.org\"] }}\n"));
    assert!(!shown.contains(&token) && shown.contains("****"), "{shown}");
    let shown = report(&format!("version: 1\nprofile: {token}\n"));
    assert!(!shown.contains(&token) && shown.contains("****"), "{shown}");
}

#[test]
fn bytes_that_are_no_text() {
    let error = crate::policy::check_file("p.yaml", b"version: 1\nexclude: [\xff]\n").expect_err("no UTF-8");
    assert_snapshot!(error.report(), @"
    error: it is not UTF-8
     --> p.yaml:2:11
      |
    2 | exclude: [�]
      |           ^
    ");
}

#[test]
fn a_baseline_that_is_none() {
    let report = |text: &str| load(&[(".portcullis-baseline.json", text)], "x").expect_err("no baseline").report();
    assert_snapshot!(report("{\"schema\": \"portcullis-baseline/1\",\n \"entires\": []}"), @r#"
    error: not a baseline: unknown field `entires`, expected `schema` or `entries`
     --> .portcullis-baseline.json:2:10
      |
    2 |  "entires": []}
      |          ^
    help: recreate it with `portcullis baseline write`
    "#);
    assert_snapshot!(report("{\"schema\": \"portcullis-baseline/9\", \"entries\": []}"), @r#"
    error: this Portcullis does not know the baseline format `portcullis-baseline/9`
     --> .portcullis-baseline.json:1:12
      |
    1 | {"schema": "portcullis-baseline/9", "entries": []}
      |            ^^^^^^^^^^^^^^^^^^^^^^^
    help: recreate it with `portcullis baseline write`
    "#);
    let entry = r#"{"rule": "image/no-tag", "path": "a.yaml", "fingerprint": "xyz"}"#;
    assert_snapshot!(report(&format!("{{\"schema\": \"portcullis-baseline/1\",\n \"entries\": [{entry}]}}")), @r#"
    error: the fingerprint of `image/no-tag` in `a.yaml` is not 32 hex digits
     --> .portcullis-baseline.json:2:72
      |
    2 |  "entries": [{"rule": "image/no-tag", "path": "a.yaml", "fingerprint": "xyz"}]}
      |                                                                        ^^^^^
    help: recreate it with `portcullis baseline write`
    "#);
}

#[test]
fn two_policies_in_one_directory() {
    let files = [(".portcullis.yaml", "version: 1\n"), (".portcullis.yml", "version: 1\n")];
    assert_snapshot!(load(&files, "x").expect_err("two").report(), @"
    error: .portcullis.yml: `.portcullis.yaml` exists as well
    help: keep one of the two: only one can be in force
    ");
}

/// Each would be slow, or deep, or large for a reader without limits.
#[test]
fn hostile_policies_are_errors_at_once() {
    let started = std::time::Instant::now();
    let bomb: String =
        (1..10).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(","))).collect();
    let deep = format!("version: 1\nrules: {}{}\n", "[".repeat(50_000), "]".repeat(50_000));
    let alternates = format!("version: 1\nexclude: [\"{}a{}\"]\n", "{".repeat(200_000), "}".repeat(200_000));
    let nested = format!("version: 1\nexclude: [\"{}a{}\"]\n", "{".repeat(250), "}".repeat(250));
    let regex = format!("version: 1\nimages: {{ floating_tags: [\"{}\"] }}\n", "(a{1000}){1000}");
    let parens = format!("version: 1\nimages: {{ floating_tags: [\"{}{}\"] }}\n", "(".repeat(250), ")".repeat(250));
    let many = format!("version: 1\nexclude: [{}]\n", "\"*a*b?\",".repeat(100_000));
    let large = format!("version: 1\n{}", "# filling\n".repeat(1_000_000));
    let key = format!("version: 1\n{}: 1\n", "k".repeat(500_000));
    let block =
        format!("version: 1\nrules:\n{}", (0..2_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect::<String>());
    for text in [
        format!("version: 1\na0: &a0 [x]\n{bomb}"),
        format!("a0: &a0 [x]\n{bomb}version: 1\n"),
        deep,
        alternates,
        regex,
        many,
        large,
        key,
        block,
    ] {
        let shown = report(&text);
        assert!(shown.starts_with("error: "), "{}", &text[..100]);
        assert!(shown.len() < 10_000, "{}", &shown[..1_000]);
    }
    // These two may be read or refused.
    let _ = (report(&nested), report(&parens));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
