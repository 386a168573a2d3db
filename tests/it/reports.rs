//! What each format shows of a verdict, and what none may show.

pub(crate) mod build;
mod hostile;
mod page;
mod sarif;
mod services;

use build::{at, decision, edit, render, text, tour, verdict, waiver};
use portcullis::finding::{Finding, Safety, Severity};
use portcullis::policy::{How, Outcome, Overruled, Standing};
use portcullis::report::{Format, Options};
use portcullis::text::Side;

#[test]
fn terminal() {
    insta::assert_snapshot!(render(Format::Terminal, &tour(), &Options::default()), @r"
    warning[image/floating-tag]: tag `22` moves with each release of `node`
     --> Dockerfile:1:29
      |
    1 | FROM docker.io/library/node:22 AS build
      |                             ^^
      |
      = help: name a version that does not move, or a digest

    waived here[image/latest-tag]: `latest` is whatever was pushed last
     --> Dockerfile:2:27
      |
    2 | # portcullis: allow image/latest-tag until 2027-01-31: built locally
      |   ------------------------^^^^^^------------------------------------ waived here
      |
      = note: this change waives it until 2027-01-31: built locally

    error[image/pin-removed]: `registry.example.org/team/job` has lost its digest
     --> deploy/job.yaml:2:38 (before the change)
      |
    2 | image: registry.example.org/team/job@sha256:00
      |                                      ^^^^^^^^^
      |
      = note: this change removes what was here

    critical error[image/latest-tag]: `latest` is whatever was pushed last
      --> deploy/production/web.yaml:10:46
       |
     9 |       - name: web
       |       ----------- the container that runs it
    10 |         image: registry.example.org/team/web:latest
       |                                              ^^^^^^
       |
       = help: name the version that you tested, with its digest
    help: restore the tag that the base has (review before applying)
       |
    10 -         image: registry.example.org/team/web:latest
    10 +         image: registry.example.org/team/web:1.4
       |

    critical error[image/tag-reused]: digest changed, tag `1.4` did not
      --> deploy/production/web.yaml:12:51
       |
    12 | ...side:1.4@sha256:2222222222222222222222222222222222222222222222222222222222222222
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
      ::: deploy/production/web.yaml:12:51 (before the change)
       |
    12 | ...de:1.4@sha256:1111111111111111111111111111111111111111111111111111111111111111
       |           ----------------------------------------------------------------------- was
       |
       = help: move the tag too, or say in the review why the image was rebuilt

    unchecked: vendor/big.yaml: it has 52428800 bytes, over the limit of 16777216
    unchecked: charts/a, charts/b, charts/c and 2 more: it is a submodule, whose repository is not read

    not shown: 1 low, existing or waived finding (use -v to show it)
    judged: 3f2a1b0 -> the working tree
    portcullis: blocked: 3 findings block this change (2 critical, 1 high); 1 is advisory, 1 already existed, 1 is waived by this change, 6 items were not checked; 12 files checked; 1 can be fixed with `--fix --unsafe-fixes`
    ");
}

#[test]
fn quiet_shows_what_gates() {
    let quiet = render(Format::Terminal, &tour(), &Options { quiet: true, ..Options::default() });
    assert_eq!(quiet.matches("error[").count(), 3);
    assert!(!quiet.contains("warning[") && !quiet.contains("waived here[") && !quiet.contains("unchecked:"));
    assert!(quiet.ends_with("12 files checked; 1 can be fixed with `--fix --unsafe-fixes`\n"));
}

#[test]
fn verbose_shows_the_rest() {
    let options = Options { verbose: 1, ..Options::default() };
    let shown = render(Format::Terminal, &tour(), &options);
    assert!(
        shown.contains("existing[image/no-tag]: `postgres`")
            && shown.contains("unchecked: charts/e: it is a submodule")
    );
    assert!(shown.contains("= note: severity high, confidence certain, fingerprint "));
}

#[test]
fn the_last_line_says_what_was_decided() {
    let last = |outcome| {
        let shown = render(Format::Terminal, &verdict(outcome, Vec::new()), &Options::default());
        shown.trim_end().rsplit('\n').next().unwrap().to_owned()
    };
    assert_eq!(last(Outcome::Pass), "portcullis: pass: no findings; 12 files checked");
    assert_eq!(
        last(Outcome::Incomplete),
        "portcullis: incomplete: something the policy requires could not be verified; 12 files checked"
    );
}

#[test]
fn markdown() {
    insta::assert_snapshot!(render(Format::Markdown, &tour(), &Options::default()), @r#"
    ## Portcullis: blocked

    3 findings block this change (2 critical, 1 high); 1 is advisory, 1 already existed, 1 is waived by this change, 6 items were not checked; 12 files checked; 1 can be fixed with `--fix --unsafe-fixes`.

    Base `3f2a1b0`, head `the working tree`.

    ### Images

    #### critical: `image/latest-tag` in `deploy/production/web.yaml:10`

    `latest` is whatever was pushed last

    ```text
      --> deploy/production/web.yaml:10:46
       |
     9 |       - name: web
       |       ----------- the container that runs it
    10 |         image: registry.example.org/team/web:latest
       |                                              ^^^^^^
    ```

    **Help:** name the version that you tested, with its digest

    **Fix:** restore the tag that the base has (review before applying)

    ```diff
    -        image: registry.example.org/team/web:latest
    +        image: registry.example.org/team/web:1.4
    ```

    #### critical: `image/tag-reused` in `deploy/production/web.yaml:12`

    Digest changed, tag `1.4` did not

    ```text
      --> deploy/production/web.yaml:12:51
       |
    12 | ...team/side:1.4@sha256:2222222222222222222222222222222222222222222222222222222222222222
       |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
      ::: deploy/production/web.yaml:12:51 (before the change)
       |
    12 | ...am/side:1.4@sha256:1111111111111111111111111111111111111111111111111111111111111111
       |                ----------------------------------------------------------------------- was
    ```

    **Help:** move the tag too, or say in the review why the image was rebuilt

    #### high: `image/pin-removed` in `deploy/job.yaml:2`

    `registry.example.org/team/job` has lost its digest

    This change removes what was here.

    ```text
     --> deploy/job.yaml:2:38 (before the change)
      |
    2 | image: registry.example.org/team/job@sha256:00
      |                                      ^^^^^^^^^
    ```

    #### medium (advisory): `image/floating-tag` in `Dockerfile:1`

    Tag `22` moves with each release of `node`

    ```text
     --> Dockerfile:1:29
      |
    1 | FROM docker.io/library/node:22 AS build
      |                             ^^
    ```

    **Help:** name a version that does not move, or a digest

    ### Waived by this change

    Approving the change approves these too.

    - critical: `image/latest-tag` in `Dockerfile:2`: `latest` is whatever was pushed last; this change waives it until 2027\-01\-31: built locally (in `Dockerfile:2`)

    ### Not checked

    - `vendor/big.yaml`: it has 52428800 bytes, over the limit of 16777216
    - `charts/a`, `charts/b`, `charts/c`, `charts/d`, `charts/e`: it is a submodule, whose repository is not read

    <details><summary>1 finding already existed</summary>

    - high: `image/no-tag` in `compose.yaml:3`: `postgres` has neither a tag nor a digest

    </details>
    "#);
}

#[test]
fn github() {
    let shown = render(Format::Github, &tour(), &Options { quiet: true, ..Options::default() });
    // Behind the log, which stands between commands of its own.
    let (_, commands) = shown.rsplit_once("::\n::").unwrap();
    insta::assert_snapshot!(commands, @r#"
    error file=deploy/production/web.yaml,line=10,col=46,endLine=10,endColumn=52,title=image/latest-tag (critical)::`latest` is whatever was pushed last%0Ahelp: name the version that you tested, with its digest
    ::error file=deploy/production/web.yaml,line=12,col=51,endLine=12,endColumn=122,title=image/tag-reused (critical)::digest changed, tag `1.4` did not%0Ahelp: move the tag too, or say in the review why the image was rebuilt
    ::error file=deploy/job.yaml,title=image/pin-removed (high)::`registry.example.org/team/job` has lost its digest%0AThis change removes it from line 2 of the base
    ::warning file=Dockerfile,line=2,col=27,endLine=2,endColumn=33,title=image/latest-tag (critical)::`latest` is whatever was pushed last%0Athis change waives it until 2027-01-31: built locally
    ::warning file=Dockerfile,line=1,col=29,endLine=1,endColumn=31,title=image/floating-tag (medium)::tag `22` moves with each release of `node`%0Ahelp: name a version that does not move, or a digest
    ::notice title=portcullis%3A not checked::6 items were not checked%0Avendor/big.yaml: it has 52428800 bytes, over the limit of 16777216%0Acharts/a: it is a submodule, whose repository is not read%0Acharts/b: it is a submodule, whose repository is not read%0Acharts/c: it is a submodule, whose repository is not read%0Acharts/d: it is a submodule, whose repository is not read%0Aand 1 more
    "#);
}

#[test]
fn json() {
    let web = text(Side::Head, "deploy/é.yaml", "# 日本\nimage: web:latest\n");
    let finding = Finding::at(&at(&web, "latest"), "`latest` moves")
        .related(&at(&web, "image"), "here")
        .help("name a version")
        .fix("name it", Safety::Safe, vec![edit(&at(&web, "latest\n"), "1.4\r\n")]);
    let standing = waiver(Some(at(&web, "本")), "tested", true);
    let verdict = verdict(Outcome::Pass, vec![decision("image/latest-tag", Severity::High, finding, standing)]);
    insta::assert_snapshot!(render(Format::Json, &verdict, &Options::default()), @r#"
    {
      "schema": "portcullis/1",
      "verdict": "pass",
      "base": "3f2a1b0",
      "head": "the working tree",
      "findings": [
        {
          "rule": "image/latest-tag",
          "severity": "high",
          "confidence": "certain",
          "side": "head",
          "path": "deploy/é.yaml",
          "zone": null,
          "start": {
            "line": 2,
            "column": 12
          },
          "end": {
            "line": 2,
            "column": 18
          },
          "message": "`latest` moves",
          "help": "name a version",
          "origin": "introduced",
          "touched": true,
          "gates": false,
          "comments": true,
          "suppressed": {
            "reason": "tested",
            "until": "2027-01-31",
            "by": "comment",
            "path": "deploy/é.yaml",
            "line": 1,
            "added_here": true
          },
          "related": [
            {
              "side": "head",
              "path": "deploy/é.yaml",
              "start": {
                "line": 2,
                "column": 1
              },
              "end": {
                "line": 2,
                "column": 6
              },
              "message": "here"
            }
          ],
          "fix": {
            "title": "name it",
            "safety": "safe",
            "edits": [
              {
                "path": "deploy/é.yaml",
                "start": {
                  "line": 2,
                  "column": 12
                },
                "end": {
                  "line": 3,
                  "column": 1
                },
                "text": "1.4\r\n"
              }
            ],
            "lines": {
              "path": "deploy/é.yaml",
              "first": 2,
              "last": 2,
              "before": "image: web:latest",
              "after": "image: web:1.4"
            }
          },
          "fingerprint": "2342d48b142390ec4b8624754a9f74df"
        }
      ],
      "fixable": {
        "safe": 0,
        "unsafe": 0
      },
      "unchecked": [],
      "files": 12,
      "overruled": null
    }
    "#);
}

#[test]
fn json_tells_who_waived_what() {
    let web = text(Side::Head, "a.yaml", "image: web:latest\n");
    let finding = Finding::at(&at(&web, "latest"), "m");
    let by = |standing| {
        let verdict =
            verdict(Outcome::Pass, vec![decision("image/latest-tag", Severity::High, finding.clone(), standing)]);
        let json: serde_json::Value =
            serde_json::from_str(&render(Format::Json, &verdict, &Options::default())).unwrap();
        json["findings"][0]["suppressed"]["by"].as_str().map(str::to_owned)
    };
    assert_eq!(by(waiver(None, "r", false)).as_deref(), Some("policy"));
    assert_eq!(by(Standing::Baselined).as_deref(), Some("baseline"));
    assert_eq!(by(Standing::Blocks), None);
}

#[test]
fn whoever_overruled_a_block_is_told_in_each_format() {
    let web = text(Side::Head, "a.yaml", "image: web:latest\n");
    let finding = Finding::at(&at(&web, "latest"), "m");
    let mut verdict =
        verdict(Outcome::Fail, vec![decision("image/latest-tag", Severity::High, finding, Standing::Blocks)]);
    let why = "the shop is down\n::set-output name=a::b <b>@octocat</b>".to_owned();
    verdict.overrule(Overruled { by: "octocat".to_owned(), how: How::Label("break-glass".to_owned()), why });
    assert_eq!(verdict.outcome, Outcome::Overruled);
    for format in [Format::Terminal, Format::Json, Format::Sarif, Format::Markdown, Format::Github] {
        let report = render(format, &verdict, &Options::default());
        assert!(report.contains("octocat") && report.contains("the shop is down"), "{format}: {report}");
        assert!(!report.contains("\n::set-output"), "{format}: {report}");
    }
    let page = render(Format::Markdown, &verdict, &Options::default());
    assert!(
        page.contains("**Overruled:** `octocat` allowed this change with the label `break-glass`: the shop is down"),
        "{page}"
    );
    assert!(!page.contains("<b>") && !page.contains("@octocat"), "{page}");
}

#[test]
fn formats_are_named() {
    for format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(format));
    }
    assert!("pdf".parse::<Format>().unwrap_err().to_string().ends_with("junit and checkstyle"));
}

#[test]
fn the_same_verdict_gives_the_same_bytes() {
    for format in Format::ALL {
        let first = render(format, &tour(), &Options::default());
        for _ in 0..10 {
            assert_eq!(render(format, &tour(), &Options::default()), first);
        }
    }
}
