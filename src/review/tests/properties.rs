//! What holds for any report, any change and any page.

use std::collections::BTreeSet;

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::{collection, option};

use super::{Page, finding, pull, report, waived};
use crate::finding::{Safety, Severity};
use crate::report::model::{Finding, Fixed, Lines, Position, Related, Report, SideName, Unchecked};
use crate::review::{Existing, Patches, Plan, plan};

/// The right lines of each hunk, counted in another way than the plan does.
fn right_lines(patch: &str) -> Vec<BTreeSet<usize>> {
    let mut hunks: Vec<BTreeSet<usize>> = Vec::new();
    let mut line = 0;
    for row in patch.split('\n') {
        if let Some(rest) = row.strip_prefix("@@ -") {
            line = rest.split_once('+').and_then(|(_, rest)| rest.split([',', ' ']).next()?.parse().ok()).unwrap_or(0);
            hunks.push(BTreeSet::new());
        } else if row.starts_with([' ', '+']) {
            hunks.last_mut().unwrap().insert(line);
            line += 1;
        }
    }
    hunks
}

/// A patch with hunks as GitHub sends them.
fn patch() -> impl Strategy<Value = String> {
    let hunk = (1..8_usize, collection::vec("[ +-][ab`]{0,3}", 1..8));
    collection::vec(hunk, 0..5).prop_map(|hunks| {
        let (mut base, mut head, mut out) = (1, 1, Vec::new());
        for (gap, rows) in hunks {
            (base, head) = (base + gap, head + gap);
            let count = |sign| rows.iter().filter(|row| row.starts_with([' ', sign])).count();
            out.push(format!("@@ -{base},{} +{head},{} @@ x", count('-'), count('+')));
            (base, head) = (base + count('-'), head + count('+'));
            out.extend(rows);
        }
        out.join("\n")
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("`latest` moves".to_owned()),
        ".{0,40}",
        "[@#<>`\\[\\]()|*_~:/\n\r \u{202e}-]{0,300}",
        Just("<!-- portcullis:v1 gate=portcullis id=a -->".to_owned()),
        Just("#".repeat(3000)),
    ]
}

fn fix() -> impl Strategy<Value = Fixed> {
    let lines =
        (0..40_usize, 0..6_usize, "[ab`\n\r]{0,9}", option::of(text())).prop_map(|(first, more, before, after)| {
            Lines { path: "a.yaml".to_owned(), first, last: first + more, before, after }
        });
    (text(), any::<bool>(), option::of(lines)).prop_map(|(title, is_safe, lines)| {
        let safety = if is_safe { Safety::Safe } else { Safety::Unsafe };
        Fixed { title, safety, edits: Vec::new(), lines }
    })
}

fn some_finding() -> impl Strategy<Value = Finding> {
    let place = (0..40_usize, 0..30_usize, 0..3_usize, any::<bool>());
    let kind = (0..4_u8, any::<bool>(), any::<bool>(), any::<bool>());
    let id = prop_oneof!["[ab]{1,2}", "[0-9a-f]{4}", text()];
    let texts = (id, text(), option::of(text()), option::of(fix()), option::of(text()));
    (place, kind, texts).prop_map(|((line, more, column, is_base), (level, gates, comments, waives), texts)| {
        let (id, message, help, fix, note) = texts;
        let severity = [Severity::Low, Severity::Medium, Severity::High, Severity::Critical][usize::from(level)];
        let end = Position { line: line + more, column };
        let related =
            note.map(|message| Related { side: SideName::Head, path: "x\n.yaml".to_owned(), start: end, end, message });
        Finding {
            severity,
            side: if is_base { SideName::Base } else { SideName::Head },
            end,
            gates,
            comments,
            message,
            help,
            fix,
            related: related.into_iter().collect(),
            suppressed: if waives { waived("x", true).suppressed } else { None },
            ..finding(&id, line)
        }
    })
}

fn some_report() -> impl Strategy<Value = Report> {
    let verdict = prop_oneof![Just("pass"), Just("fail"), Just("incomplete"), Just("overruled"), Just("?")];
    let unchecked = collection::vec((text(), text()).prop_map(|(what, why)| Unchecked { what, why }), 0..4);
    (verdict, collection::vec(some_finding(), 0..45), unchecked)
        .prop_map(|(verdict, findings, unchecked)| Report { unchecked, ..report(verdict, findings) })
}

/// Every text that a plan sends.
fn bodies(plan: &Plan) -> impl Iterator<Item = &str> {
    let review = plan.review.iter().flat_map(|review| {
        std::iter::once(review.body.as_str()).chain(review.comments.iter().map(|inline| inline.body.as_str()))
    });
    review.chain(plan.comment.as_deref()).chain(plan.edits.iter().map(|edit| edit.body.as_str()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_is_one_that_github_takes(patch in patch(), report in some_report()) {
        let mut patches = Patches::default();
        patches.add("a.yaml", Some(&patch));
        let plan = plan(&report, &pull("a"), &patches, &Existing::default(), &BTreeSet::new());
        let hunks = right_lines(&patch);
        let comments = plan.review.as_ref().map_or(&[][..], |review| &review.comments);
        for inline in comments {
            let first = inline.start_line.unwrap_or(inline.line);
            prop_assert!(inline.start_line.is_none_or(|start| start < inline.line));
            prop_assert!(hunks.iter().any(|hunk| (first..=inline.line).all(|line| hunk.contains(&line))));
        }
        let ids: BTreeSet<&str> = comments.iter().map(|inline| inline.finding.as_str()).collect();
        prop_assert_eq!(ids.len(), comments.len());
        prop_assert!(comments.len() <= 25);
        prop_assert!(plan.review.is_none() || (plan.comment.is_none() && !comments.is_empty()));
    }

    #[test]
    fn every_text_is_bounded_and_hides_one_thing_its_marker(first in some_report(), second in some_report()) {
        let mut page = Page::default();
        for (commit, report) in [("a", &first), ("b", &second)] {
            let plan = plan(report, &pull(commit), &super::patches(), &page.existing, &BTreeSet::new());
            for body in bodies(&plan) {
                prop_assert!(body.len() <= 65_536, "{} bytes", body.len());
                let hidden = body.matches("<!--").count();
                prop_assert!(hidden <= 1 && (hidden == 0 || body.ends_with(" -->")), "{}", body);
            }
            page.apply(plan, "portcullis");
        }
    }

    #[test]
    fn what_was_done_is_done(reports in collection::vec(some_report(), 1..4)) {
        let mut page = Page::default();
        for (at, report) in reports.iter().enumerate() {
            // Fails if a plan that was carried out leaves anything to do.
            page.push(["a", "b", "c", "d"][at], report);
        }
    }
}
