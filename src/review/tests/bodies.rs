//! What people read.

use insta::assert_snapshot;

use super::{finding, fix, patches, pull, report, waived};
use crate::finding::{Confidence, Safety, Severity};
use crate::report::model::{Finding, Fixed, Overruled, Position, Related, Report, SideName, Unchecked};
use crate::review::{Existing, Plan, plan};

fn planned(report: &Report) -> Plan {
    plan(report, &pull("a"), &patches(), &Existing::default(), &Default::default())
}

/// The only comment of a report with this finding.
fn comment(finding: Finding) -> String {
    let review = planned(&report("fail", vec![finding])).review.unwrap();
    assert_eq!(review.comments.len(), 1);
    review.comments[0].body.clone()
}

fn related(side: SideName, path: &str, line: usize, message: &str) -> Related {
    let at = Position { line, column: 1 };
    Related { side, path: path.to_owned(), start: at, end: at, message: message.to_owned() }
}

fn tag() -> Finding {
    Finding {
        severity: Severity::Critical,
        message: "`latest` of `registry.example/team/web` is whatever was pushed last".to_owned(),
        help: Some("name the version that you tested, with its digest".to_owned()),
        fix: fix(4, Some("        image: registry.example/team/web:1.4")),
        ..finding("00ff", 4)
    }
}

/// A report with one of everything.
fn tour() -> Report {
    let job = Finding {
        rule: "image/pin-removed".to_owned(),
        side: SideName::Base,
        path: "deploy/job.yaml".to_owned(),
        message: "`registry.example/team/job` has lost its digest".to_owned(),
        help: Some("restore the digest".to_owned()),
        ..finding("01", 2)
    };
    let docs = Finding {
        rule: "manual/kubectl".to_owned(),
        path: "docs/runbook.md".to_owned(),
        message: "readers are told to run `kubectl apply -f web.yaml` by hand".to_owned(),
        severity: Severity::Medium,
        gates: false,
        help: None,
        ..finding("02", 70)
    };
    let unchecked = |what: &str, why: &str| Unchecked { what: what.to_owned(), why: why.to_owned() };
    let submodule = "it is a submodule, whose repository is not read";
    Report {
        unchecked: vec![
            unchecked("charts/a", submodule),
            unchecked("charts/b", submodule),
            unchecked("vendor/big.yaml", "it has 52428800 bytes, over the limit of 16777216"),
        ],
        ..report("fail", vec![tag(), job, docs, waived("03", true)])
    }
}

#[test]
fn a_comment_with_a_suggestion() {
    assert_snapshot!(comment(tag()), @r#"
    **Critical** · [`image/latest-tag`](https://portcullis.example.org/docs/rules/image/latest-tag.md) · blocks this change

    `latest` of `registry.example/team/web` is whatever was pushed last.

    Name the version that you tested, with its digest.

    Restore the tag (review before committing):
    ```suggestion
            image: registry.example/team/web:1.4
    ```

    <sub>To waive it, give a reason in a comment here: <code>portcullis: allow image/latest-tag until YYYY-MM-DD: reason</code></sub>

    <!-- portcullis:v1 gate=portcullis id=00ff on=fa5c736405c70e07 -->
    "#);
}

#[test]
fn a_comment_with_related_places_and_a_fix_elsewhere() {
    let mut fixed = fix(40, Some("l40: new")).unwrap();
    fixed.safety = Safety::Safe;
    fixed.lines.as_mut().unwrap().path = "values.yaml".to_owned();
    let related = vec![
        related(SideName::Head, "deploy/web.yaml", 9, "the container that runs it"),
        related(SideName::Base, "deploy/web.yaml", 9, "was"),
    ];
    assert_snapshot!(comment(Finding { fix: Some(fixed), related, ..tag() }), @r#"
    **Critical** · [`image/latest-tag`](https://portcullis.example.org/docs/rules/image/latest-tag.md) · blocks this change

    `latest` of `registry.example/team/web` is whatever was pushed last.

    Name the version that you tested, with its digest.

    Restore the tag in `values.yaml`:
    ```diff
    -l40
    +l40: new
    ```

    - [`deploy/web.yaml`](https://github.example/octocat/shop/blob/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/deploy/web.yaml#L9): the container that runs it
    - `deploy/web.yaml` before the change: was

    <sub>To waive it, give a reason in a comment here: <code>portcullis: allow image/latest-tag until YYYY-MM-DD: reason</code></sub>

    <!-- portcullis:v1 gate=portcullis id=00ff -->
    "#);
}

#[test]
fn a_comment_on_what_is_gone() {
    let gone = Finding { side: SideName::Base, help: None, fix: None, confidence: Confidence::Likely, ..tag() };
    assert_snapshot!(comment(gone), @r#"
    **Critical** · [`image/latest-tag`](https://portcullis.example.org/docs/rules/image/latest-tag.md) · blocks this change

    `latest` of `registry.example/team/web` is whatever was pushed last. This change removes what was here.

    <!-- portcullis:v1 gate=portcullis id=00ff -->
    "#);
}

#[test]
fn lines_that_go_are_an_empty_suggestion() {
    let body = comment(Finding { fix: fix(4, None), ..tag() });
    assert!(body.contains(":\n```suggestion\n```\n"), "{body}");
    let body = comment(Finding { fix: fix(4, Some("")), ..tag() });
    assert!(body.contains(":\n```suggestion\n\n```\n"), "{body}");
    let crlf = Fixed { safety: Safety::Safe, ..fix(4, Some("a\r\nb")).unwrap() };
    let body = comment(Finding { fix: Some(crlf), ..tag() });
    assert!(body.contains("Restore the tag (safe to commit):\n```suggestion\na\r\nb\r\n```\n"), "{body}");
}

#[test]
fn a_summary_with_one_of_everything() {
    assert_snapshot!(planned(&tour()).review.unwrap().body, @r#"
    ### Portcullis: blocked

    **2 findings block this change**: 1 critical, 1 high. 1 finding is advisory.

    #### Other findings

    - **High** · [`image/pin-removed`](https://portcullis.example.org/docs/rules/image/pin-removed.md) · `deploy/job.yaml:2`, before the change<br>`registry.example/team/job` has lost its digest. Restore the digest.
    - **Medium** · `manual/kubectl` · [`docs/runbook.md:70`](https://github.example/octocat/shop/blob/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/docs/runbook.md?plain=1#L70) (advisory)<br>Readers are told to run `kubectl apply -f web.yaml` by hand.

    #### Waived by this change

    Approving the change approves these too.

    - **High** · [`image/latest-tag`](https://portcullis.example.org/docs/rules/image/latest-tag.md) · [`a.yaml:3`](https://github.example/octocat/shop/blob/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/a.yaml#L3)<br>`latest` is whatever was pushed last. Waived in [`a.yaml:2`](https://github.example/octocat/shop/blob/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/a.yaml#L2): built locally.

    <details><summary>3 items were not checked</summary>

    - `vendor/big.yaml`: it has 52428800 bytes, over the limit of 16777216.
    - `charts/a`, `charts/b`: it is a submodule, whose repository is not read.

    </details>

    <!-- portcullis:v1 gate=portcullis summary -->
    "#);
}

#[test]
fn a_summary_that_somebody_overruled() {
    let by = Overruled {
        by: "octocat".to_owned(),
        how: "approval".to_owned(),
        label: None,
        why: "the site is down, mended in #12".to_owned(),
    };
    let report = Report { overruled: Some(by), ..report("overruled", vec![tag()]) };
    assert_snapshot!(planned(&report).review.unwrap().body, @r#"
    ### Portcullis: blocked, but overruled

    **1 critical finding blocks this change.**

    **`octocat` allowed this change** by approving it: the site is down, mended in \#&#8203;12.

    <!-- portcullis:v1 gate=portcullis summary -->
    "#);
}

#[test]
fn a_summary_of_what_could_not_be_verified() {
    let report = Report { verdict: "incomplete".to_owned(), findings: vec![], ..tour() };
    assert_snapshot!(planned(&report).comment.unwrap(), @r#"
    ### Portcullis: incomplete

    **Something the policy requires could not be verified.**

    #### Not checked

    - `vendor/big.yaml`: it has 52428800 bytes, over the limit of 16777216.
    - `charts/a`, `charts/b`: it is a submodule, whose repository is not read.

    <!-- portcullis:v1 gate=portcullis summary -->
    "#);
}

#[test]
fn a_summary_is_bounded_and_counts_the_rest() {
    let long = |at: usize| Finding { message: "#".repeat(1000), ..finding(&format!("f{at}"), 50) };
    let waiver = |at: usize| Finding { message: "#".repeat(1000), ..waived(&format!("w{at}"), true) };
    let mut findings: Vec<Finding> = (0..200).map(long).collect();
    findings.extend((0..200).map(waiver));
    let unchecked = |at: usize| Unchecked { what: "@".repeat(3000), why: format!("{at}{}", "#".repeat(3000)) };
    let report = Report { unchecked: (0..200).map(unchecked).collect(), ..report("fail", findings) };
    let body = planned(&report).comment.unwrap();
    assert!((50_000..=60_000).contains(&body.len()), "{}", body.len());
    assert_eq!(body.matches(" more in the job log\n").count(), 3);
}
