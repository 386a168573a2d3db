//! What code scanning gets. `.ci/sarif-gate` holds the files that these tests write to Microsoft's validator.

use std::path::Path;

use serde_json::Value;

use super::build::{at, decision, edit, existing, render, text, tour, verdict, waiver};
use portcullis::finding::{Confidence, Finding, Profile, Safety, Severity};
use portcullis::policy::{Outcome, Standing, Verdict};
use portcullis::report::{Format, Options};
use portcullis::text::{RepoPath, Side, Site, Span, Text};

/// The report, also written where the validator finds it.
fn sarif(name: &str, verdict: &Verdict, suppressed: bool) -> Value {
    let text = render(Format::Sarif, verdict, &Options { sarif_suppressed: suppressed, ..Options::default() });
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sarif");
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join(name).with_extension("sarif"), &text).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn run(name: &str, verdict: &Verdict) -> Value {
    sarif(name, verdict, false)["runs"][0].take()
}

#[test]
fn a_result_says_all_that_services_read() {
    let web = text(Side::Head, "deploy/a b.yaml", "# 日本\nimage: 日:latest\n");
    let latest = at(&web, "latest");
    let finding = Finding::at(&latest, "`latest` moves")
        .related(&at(&web, "image"), "the image")
        .help("name a version")
        .fix("name it", Safety::Safe, vec![edit(&latest, "1.4")]);
    let verdict =
        verdict(Outcome::Fail, vec![decision("image/latest-tag", Severity::Critical, finding, Standing::Blocks)]);
    let run = run("result", &verdict);
    insta::assert_snapshot!(serde_json::to_string_pretty(&run["results"]).unwrap(), @r#"
    [
      {
        "fingerprints": {
          "portcullis/v1": "24ba3865a57da7c195c6d897c6a40883"
        },
        "fixes": [
          {
            "artifactChanges": [
              {
                "artifactLocation": {
                  "uri": "deploy/a%20b.yaml",
                  "uriBaseId": "%SRCROOT%"
                },
                "replacements": [
                  {
                    "deletedRegion": {
                      "endColumn": 16,
                      "endLine": 2,
                      "startColumn": 10,
                      "startLine": 2
                    },
                    "insertedContent": {
                      "text": "1.4"
                    }
                  }
                ]
              }
            ],
            "description": {
              "text": "Name it."
            }
          }
        ],
        "kind": "fail",
        "level": "error",
        "locations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "deploy/a%20b.yaml",
                "uriBaseId": "%SRCROOT%"
              },
              "region": {
                "endColumn": 16,
                "endLine": 2,
                "snippet": {
                  "text": "latest"
                },
                "startColumn": 10,
                "startLine": 2
              }
            }
          }
        ],
        "message": {
          "text": "`latest` moves. Name a version."
        },
        "partialFingerprints": {
          "primaryLocationLineHash": "7d3be42cb9ae44ae:1"
        },
        "properties": {
          "confidence": "certain",
          "gates": true,
          "origin": "introduced",
          "severity": "critical",
          "touched": true
        },
        "rank": 95.0,
        "relatedLocations": [
          {
            "id": 1,
            "message": {
              "text": "The image."
            },
            "physicalLocation": {
              "artifactLocation": {
                "uri": "deploy/a%20b.yaml",
                "uriBaseId": "%SRCROOT%"
              },
              "region": {
                "endColumn": 6,
                "endLine": 2,
                "snippet": {
                  "text": "image"
                },
                "startColumn": 1,
                "startLine": 2
              }
            }
          }
        ],
        "ruleId": "image/latest-tag",
        "ruleIndex": 0
      }
    ]
    "#);
}

#[test]
fn a_run_names_its_rules_and_its_profile() {
    let mut tour = tour();
    tour.profile = Profile::Strict;
    let run = run("tour", &tour);
    assert_eq!(run["automationDetails"]["id"], "portcullis/strict/");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let names: Vec<_> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    // Under this profile a floating tag is high, and the other two are critical.
    assert_eq!(
        names,
        [
            "image/floating-tag/medium", "image/latest-tag", "image/no-tag/high", "image/pin-removed/high",
            "image/tag-reused"
        ]
    );
    assert!(rules.iter().all(|rule| !rule["help"]["text"].as_str().unwrap().is_empty()));
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], names[index]);
        assert!(result["message"]["text"].as_str().unwrap().ends_with('.'));
    }
    let notifications = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(notifications.len(), tour.unchecked.len() + 1, "each thing unchecked, and the waived finding");
}

#[test]
fn waived_findings_are_left_out_unless_asked_for() {
    let all = sarif("suppressed", &tour(), true);
    let suppressed: Vec<_> = all["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|result| !result["suppressions"].is_null())
        .collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(suppressed[0]["suppressions"][0]["kind"], "inSource");
    assert!(sarif("omitted", &tour(), false).to_string().find("\"suppressions\"").is_none());
}

#[test]
fn each_finding_arrives_at_its_own_severity() {
    let code = text(Side::Head, "a.yaml", "a\nb\nc\nd\ne\n");
    let severities = ["a", "b", "c", "d"].into_iter().zip(Severity::ALL);
    let mut decisions: Vec<_> = severities
        .map(|(part, severity)| {
            decision("image/latest-tag", severity, Finding::at(&at(&code, part), "m"), Standing::Blocks)
        })
        .collect();
    let mut doubtful =
        decision("image/latest-tag", Severity::High, Finding::at(&at(&code, "e"), "m"), Standing::Advises);
    doubtful.confidence = Confidence::Possible;
    decisions.push(doubtful);
    let run = run("levels", &verdict(Outcome::Fail, decisions));
    let told = run["results"].as_array().unwrap().iter().map(|result| {
        let rule = &run["tool"]["driver"]["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        let of_rule = |key: &str| rule["properties"][key].as_str().unwrap();
        assert_eq!((&rule["id"], &rule["defaultConfiguration"]["level"]), (&result["ruleId"], &result["level"]));
        let (level, score, precision) = (&result["level"], of_rule("security-severity"), of_rule("precision"));
        format!("{} {level} {} {score} {precision}", rule["id"], result["rank"]).replace('"', "")
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "image/latest-tag/low note 30.0 3.0 very-high", "image/latest-tag/medium warning 55.0 5.5 very-high",
            "image/latest-tag/high error 80.0 8.0 very-high", "image/latest-tag error 95.0 9.5 very-high",
            "image/latest-tag/possible note 30.0 3.0 low",
        ]
    );
}

#[test]
fn a_rule_names_the_weakness_that_it_is_about() {
    let code = text(Side::Head, "a.yaml", "password: x\n");
    let found = Finding::at(&at(&code, "x"), "m");
    let one = decision("secret/on-command-line", Severity::High, found, Standing::Blocks);
    let run = run("weakness", &verdict(Outcome::Fail, vec![one]));
    let tags = &run["tool"]["driver"]["rules"][0]["properties"]["tags"];
    assert_eq!(tags, &serde_json::json!(["secret", "security", "external/cwe/cwe-798", "external/cwe/cwe-214"]));
}

#[test]
fn two_findings_of_a_rule_on_one_line_are_one_result() {
    let list = text(Side::Head, "a.yaml", "images: [a:latest, b:latest]\n");
    let of = |part: &str, severity, standing| {
        let finding = Finding::at(&at(&list, part), format!("`{part}` moves"));
        decision("image/latest-tag", severity, finding, standing)
    };
    let decisions = vec![
        of("a:latest", Severity::Critical, Standing::Advises),
        of("b:latest", Severity::Critical, Standing::Blocks),
        of("images", Severity::Critical, waiver(None, "r", false)),
        of("latest, b", Severity::Low, Standing::Advises),
    ];
    let run = run("folded", &verdict(Outcome::Fail, decisions));
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2, "what is less grave is an alert of its own");
    assert_eq!(results[0]["message"]["text"], "`a:latest` moves. Also here: `b:latest` moves.");
    assert_eq!(results[0]["relatedLocations"][0]["physicalLocation"]["region"]["startColumn"], 20);
    assert_eq!(results[0]["properties"]["severity"], "critical");
}

#[test]
fn what_was_removed_is_shown_where_it_stood() {
    let base = text(Side::Base, "a.yaml", "one: 1\nimage: web:1@sha256:00\ntwo: 2\n");
    let head = text(Side::Head, "a.yaml", "zero: 0\none: 1\nimage: web:1\ntwo: 2\n");
    let known = Finding::at(&at(&base, "sha256:00"), "the digest is gone").related(&at(&head, "web:1"), "now");
    let unknown = Finding::at(&at(&base, "web"), "gone");
    let decisions = vec![
        decision("image/pin-removed", Severity::High, known, Standing::Blocks),
        decision("image/tag-reused", Severity::High, unknown, Standing::Blocks),
    ];
    let run = run("removed", &verdict(Outcome::Fail, decisions));
    let line = |at: usize| run["results"][at]["locations"][0]["physicalLocation"]["region"]["startLine"].clone();
    assert_eq!((line(0), line(1)), (3.into(), 1.into()));
    assert_eq!(
        run["results"][0]["message"]["text"],
        "the digest is gone. This change removes it from line 2 of the base."
    );
}

#[test]
fn odd_places_are_valid() {
    let decisions = vec![
        decision(
            "gate/unreadable",
            Severity::Medium,
            whole(b"", b".portcullis/\xff\n\xe2\x80\xae.bin"),
            Standing::Advises,
        ),
        existing(decision("image/no-tag", Severity::Low, whole(b"a\r\nb\n", b"a/%20 #?:.yaml"), Standing::Advises)),
        decision("image/latest-tag", Severity::Low, whole(&b"x\n".repeat(400), b"b.yaml"), Standing::Advises),
    ];
    let run = run("odd", &verdict(Outcome::Incomplete, decisions));
    assert_eq!(run["properties"]["verdict"], "incomplete");
    let uri = |at: usize| run["results"][at]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone();
    assert_eq!(uri(0), ".portcullis/%FF%0A%E2%80%AE.bin");
    assert_eq!(uri(1), "a/%2520%20%23%3F%3A.yaml");
}

fn whole(bytes: &[u8], path: &[u8]) -> Finding {
    let text = Text::new(Side::Head, RepoPath::new(path), bytes.to_vec());
    Finding::at(&Site::new(&text, Span::new(0, bytes.len())), "odd").help("look at it")
}

#[test]
fn no_more_results_than_code_scanning_takes() {
    let many = text(Side::Head, "a.yaml", &"image: a:latest\n".repeat(25_010));
    let decisions = (0..25_010_usize).map(|line| {
        let severity = if line < 20 { Severity::Low } else { Severity::High };
        let finding = Finding::at(&Site::new(&many, Span::new(line * 16 + 9, line * 16 + 15)), "moves");
        decision("image/latest-tag", severity, finding, Standing::Advises)
    });
    let text = render(Format::Sarif, &verdict(Outcome::Pass, decisions.collect()), &Options::default());
    let run: Value = serde_json::from_str(&text).unwrap();
    let results = run["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 25_000);
    assert_eq!(results.iter().filter(|result| result["level"] == "note").count(), 10);
    assert!(text.contains("10 results are left out, the least severe first"));
}
