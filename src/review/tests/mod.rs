//! What a pull request shows after each push, told as stories; what strangers try; and what holds for any report.

mod attacks;
mod bodies;
mod properties;
mod stories;

use std::collections::BTreeSet;

use super::{Edit, Existing, Holder, Inline, Patches, Plan, Pull, Summary, Thread, What, is_ours, needs_patches, plan};
use crate::finding::{Confidence, Safety, Severity};
use crate::report::model::{
    Finding, Fixable, Fixed, Lines, OriginName, Position, Report, SCHEMA, SideName, Suppressed,
};

/// A file of twenty lines in the head, of which the change shows 1 to 10.
const PATCH: &str = "@@ -1,9 +1,10 @@\n l1\n l2\n-old\n+l3\n+l4\n l5\n l6\n l7\n l8\n l9\n l10";

fn pull(commit: &str) -> Pull {
    Pull {
        server: "https://github.example".to_owned(),
        repository: "octocat/shop".to_owned(),
        number: 7,
        head: commit.repeat(40),
        category: "portcullis".to_owned(),
    }
}

fn patches() -> Patches {
    let mut patches = Patches::default();
    patches.add("a.yaml", Some(PATCH));
    patches
}

fn report(verdict: &str, findings: Vec<Finding>) -> Report {
    Report {
        schema: SCHEMA.to_owned(),
        verdict: verdict.to_owned(),
        base: "1111111".to_owned(),
        head: "2222222".to_owned(),
        findings,
        fixable: Fixable::default(),
        unchecked: Vec::new(),
        files: 3,
        overruled: None,
    }
}

/// A finding that stops the change, on one line of `a.yaml`.
fn finding(id: &str, line: usize) -> Finding {
    Finding {
        rule: "image/latest-tag".to_owned(),
        severity: Severity::High,
        confidence: Confidence::Certain,
        side: SideName::Head,
        path: "a.yaml".to_owned(),
        zone: None,
        start: Position { line, column: 3 },
        end: Position { line, column: 9 },
        message: "`latest` is whatever was pushed last".to_owned(),
        help: Some("name the version that you tested".to_owned()),
        origin: OriginName::Introduced,
        touched: true,
        gates: true,
        comments: true,
        suppressed: None,
        related: Vec::new(),
        fix: None,
        fingerprint: id.to_owned(),
    }
}

fn advice(id: &str, line: usize) -> Finding {
    Finding { gates: false, severity: Severity::Medium, ..finding(id, line) }
}

/// A fix of line `line`, which holds `l<line>`.
fn fix(line: usize, after: Option<&str>) -> Option<Fixed> {
    let lines = Lines {
        path: "a.yaml".to_owned(),
        first: line,
        last: line,
        before: format!("l{line}"),
        after: after.map(str::to_owned),
    };
    Some(Fixed { title: "restore the tag".to_owned(), safety: Safety::Unsafe, edits: Vec::new(), lines: Some(lines) })
}

fn waived(id: &str, added_here: bool) -> Finding {
    let waiver = Suppressed {
        reason: Some("built locally".to_owned()),
        until: None,
        by: "comment".to_owned(),
        path: Some("a.yaml".to_owned()),
        line: Some(2),
        added_here,
    };
    Finding { gates: false, comments: false, suppressed: Some(waiver), ..finding(id, 3) }
}

/// A pull request that does as it is asked.
#[derive(Default)]
struct Page {
    existing: Existing,
    refused: BTreeSet<String>,
    posted: usize,
}

impl Page {
    /// Plans, applies, and says what was done in a line.
    fn push(&mut self, commit: &str, report: &Report) -> String {
        self.push_to(&pull(commit), report)
    }

    fn push_to(&mut self, pull: &Pull, report: &Report) -> String {
        let patches = if needs_patches(report, &self.existing) { patches() } else { Patches::default() };
        let plan = plan(report, pull, &patches, &self.existing, &self.refused);
        let done = told(&plan);
        self.apply(plan, &pull.category);
        let again = super::plan(report, pull, &patches, &self.existing, &self.refused);
        assert_eq!(again, Plan::default(), "a plan that was carried out leaves nothing to do");
        done
    }

    fn apply(&mut self, plan: Plan, category: &str) {
        let Plan { review, comment, edits, minimize, unminimize } = plan;
        if let Some(review) = review {
            self.posted += 1;
            self.keep(review.body, Holder::Review, category);
            self.existing.threads.extend(review.comments.into_iter().map(|Inline { body, finding, .. }| Thread {
                id: format!("T{finding}"),
                body,
                minimized: false,
                answered: false,
                outdated: false,
                url: String::new(),
            }));
        }
        if let Some(body) = comment {
            self.posted += 1;
            self.keep(body, Holder::Comment, category);
        }
        edits.into_iter().for_each(|edit| self.edit(edit));
        for (ids, is_minimized) in [(minimize, true), (unminimize, false)] {
            ids.iter().for_each(|id| *self.minimized(id) = is_minimized);
        }
    }

    /// Keeps what bears the summary's mark, as the caller does when it reads the page.
    fn keep(&mut self, body: String, holder: Holder, category: &str) {
        if is_ours(&body, category).is_some() {
            assert!(self.existing.summary.is_none(), "one summary");
            let url = "https://github.example/octocat/shop/pull/7#summary".to_owned();
            self.existing.summary = Some(Summary { id: "S".to_owned(), holder, body, url, minimized: false });
        }
    }

    fn edit(&mut self, Edit { id, what, body }: Edit) {
        // GitHub's own page sends CRLF.
        let body = body.replace('\n', "\r\n");
        match what {
            What::ReviewComment => self.thread(&id).body = body,
            What::Review | What::IssueComment => {
                let summary = self.existing.summary.as_mut().unwrap();
                assert_eq!(summary.holder == Holder::Review, what == What::Review);
                summary.body = body;
            }
        }
    }

    fn thread(&mut self, id: &str) -> &mut Thread {
        self.existing.threads.iter_mut().find(|thread| thread.id == id).unwrap()
    }

    fn minimized(&mut self, id: &str) -> &mut bool {
        if id == "S" {
            return &mut self.existing.summary.as_mut().unwrap().minimized;
        }
        &mut self.thread(id).minimized
    }

    fn summary(&self) -> &str {
        self.existing.summary.as_ref().map_or("", |summary| summary.body.as_str())
    }
}

/// `review[S: Ta@3 Tb@5] edit[S] fold[Ta]`.
fn told(plan: &Plan) -> String {
    let mut done = Vec::new();
    if let Some(review) = &plan.review {
        let summary = if is_ours(&review.body, "portcullis").is_some() { "summary:" } else { "pointer:" };
        let comments = review.comments.iter().map(|inline| {
            let start = inline.start_line.map_or(String::new(), |start| format!("{start}-"));
            format!(" {}@{start}{}", inline.finding, inline.line)
        });
        done.push(format!("review[{summary}{}]", comments.collect::<String>()));
    }
    if plan.comment.is_some() {
        done.push("comment".to_owned());
    }
    let edits: Vec<&str> = plan.edits.iter().map(|edit| edit.id.as_str()).collect();
    for (what, ids) in [
        ("edit", edits),
        ("fold", plan.minimize.iter().map(String::as_str).collect()),
        ("unfold", plan.unminimize.iter().map(String::as_str).collect()),
    ] {
        if !ids.is_empty() {
            done.push(format!("{what}[{}]", ids.join(" ")));
        }
    }
    if done.is_empty() { "nothing".to_owned() } else { done.join(" ") }
}
