//! Verdicts made by hand.

use std::sync::Arc;

use portcullis::finding::{Confidence, Edit, Finding, Profile, Safety, Severity, Site};
use portcullis::policy::{Decision, Outcome, Standing, Verdict, Waiver};
use portcullis::report::{self, Format, Options};
use portcullis::rule::Rule;
use portcullis::scan::{Fingerprint, Judged, Origin};
use portcullis::source::Unchecked;
use portcullis::text::{RepoPath, Side, Span, Text};

pub(crate) fn rule(name: &str) -> &'static Rule {
    portcullis::rules::all().find(|rule| rule.name == name).unwrap()
}

pub(crate) fn text(side: Side, path: &str, bytes: &str) -> Arc<Text> {
    Text::new(side, RepoPath::from(path), bytes.as_bytes().to_vec())
}

/// The place of the first `part` in a text.
pub(crate) fn at(text: &Arc<Text>, part: &str) -> Site {
    let start = String::from_utf8_lossy(text.bytes()).find(part).unwrap();
    Site::new(text, Span::new(start, start + part.len()))
}

pub(crate) fn edit(site: &Site, text: &str) -> Edit {
    Edit { site: site.clone(), text: text.to_owned() }
}

/// A decision about the change; what differs is set on it.
pub(crate) fn decision(rule_name: &str, severity: Severity, finding: Finding, standing: Standing) -> Decision {
    let print = Fingerprint::of(&[rule_name.as_bytes(), format!("{:?}", finding.at).as_bytes()]);
    let judged = Judged::new(rule(rule_name), finding, Origin::Introduced, true, print);
    Decision {
        judged,
        severity,
        confidence: Confidence::Certain,
        standing,
        comments: true,
        zone: None,
        joined: Vec::new(),
    }
}

pub(crate) fn existing(mut decision: Decision) -> Decision {
    decision.judged.origin = Origin::Existing;
    decision.judged.touched = false;
    decision
}

pub(crate) fn verdict(outcome: Outcome, decisions: Vec<Decision>) -> Verdict {
    Verdict {
        base: "3f2a1b0".to_owned(),
        head: "the working tree".to_owned(),
        decisions,
        unchecked: Vec::new(),
        outcome,
        files: 12,
        diffs: Vec::new(),
        redactor: Arc::default(),
        overruled: None,
        break_glass: None,
        profile: Profile::Standard,
    }
}

pub(crate) fn unchecked(what: &str, why: &str) -> Unchecked {
    Unchecked { what: what.to_owned(), why: why.to_owned() }
}

pub(crate) fn waiver(comment: Option<Site>, reason: &str, added_here: bool) -> Standing {
    Standing::Suppressed(Waiver {
        comment,
        reason: reason.to_owned(),
        until: Some("2027-01-31".to_owned()),
        added_here,
    })
}

pub(crate) fn render(format: Format, verdict: &Verdict, options: &Options) -> String {
    let mut out = Vec::new();
    report::write(format, verdict, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const WEB: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: web
        image: registry.example.org/team/web:latest
      - name: side
        image: registry.example.org/team/side:1.4@sha256:2222222222222222222222222222222222222222222222222222222222222222
";

const DOCKERFILE: &str = "\
FROM docker.io/library/node:22 AS build
# portcullis: allow image/latest-tag until 2027-01-31: built locally
FROM registry.example.org/team/base:latest
";

/// A change with a finding of each standing.
pub(crate) fn tour() -> Verdict {
    let web = text(Side::Head, "deploy/production/web.yaml", WEB);
    let before = text(Side::Base, "deploy/production/web.yaml", &WEB.replace("2222", "1111"));
    let dockerfile = text(Side::Head, "Dockerfile", DOCKERFILE);
    let job = text(Side::Base, "deploy/job.yaml", "a: 1\nimage: registry.example.org/team/job@sha256:00\n");
    let compose = text(Side::Head, "compose.yaml", "services:\n  db:\n    image: postgres\n");
    let latest = at(&web, "latest");
    let digest = |text: &Arc<Text>| {
        let site = at(text, "@sha256:");
        site.with_span(Span::new(site.span.start + 1, site.span.end + 64))
    };
    let decisions = vec![
        decision(
            "image/floating-tag",
            Severity::Medium,
            Finding::at(&at(&dockerfile, "22"), "tag `22` moves with each release of `node`")
                .help("name a version that does not move, or a digest"),
            Standing::Advises,
        ),
        decision(
            "image/latest-tag",
            Severity::Critical,
            Finding::at(&at(&dockerfile, "latest"), "`latest` is whatever was pushed last"),
            waiver(
                Some(at(&dockerfile, "portcullis: allow image/latest-tag until 2027-01-31: built locally")),
                "built locally",
                true,
            ),
        ),
        existing(decision(
            "image/no-tag",
            Severity::High,
            Finding::at(&at(&compose, "postgres"), "`postgres` has neither a tag nor a digest"),
            Standing::Advises,
        )),
        decision(
            "image/pin-removed",
            Severity::High,
            Finding::at(&at(&job, "sha256:00"), "`registry.example.org/team/job` has lost its digest"),
            Standing::Blocks,
        ),
        decision(
            "image/latest-tag",
            Severity::Critical,
            Finding::at(&latest, "`latest` is whatever was pushed last")
                .related(
                    &at(&web, "name: web\n        image").with_span(at(&web, "- name: web").span),
                    "the container that runs it",
                )
                .help("name the version that you tested, with its digest")
                .fix("restore the tag that the base has", Safety::Unsafe, vec![edit(&latest, "1.4")]),
            Standing::Blocks,
        ),
        decision(
            "image/tag-reused",
            Severity::Critical,
            Finding::at(&digest(&web), "digest changed, tag `1.4` did not")
                .related(&digest(&before), "was")
                .help("move the tag too, or say in the review why the image was rebuilt"),
            Standing::Blocks,
        ),
    ];
    let mut verdict = verdict(Outcome::Fail, decisions);
    verdict.unchecked = vec![
        unchecked("vendor/big.yaml", "it has 52428800 bytes, over the limit of 16777216"),
        unchecked("charts/a", "it is a submodule, whose repository is not read"),
        unchecked("charts/b", "it is a submodule, whose repository is not read"),
        unchecked("charts/c", "it is a submodule, whose repository is not read"),
        unchecked("charts/d", "it is a submodule, whose repository is not read"),
        unchecked("charts/e", "it is a submodule, whose repository is not read"),
    ];
    verdict
}
