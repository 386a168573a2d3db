//! What is done from push to push.

use super::{Page, advice, finding, fix, patches, pull, report, waived};
use crate::report::model::{Finding, Overruled, Position, Report, SideName, Unchecked};
use crate::review::{Existing, Holder, is_ours, needs_patches, plan};

/// A finding off the hunks.
fn elsewhere(id: &str) -> Finding {
    finding(id, 50)
}

fn says(id: &str, line: usize, message: &str) -> Finding {
    Finding { message: message.to_owned(), ..finding(id, line) }
}

fn fail(findings: Vec<Finding>) -> Report {
    report("fail", findings)
}

fn pass(findings: Vec<Finding>) -> Report {
    report("pass", findings)
}

#[test]
fn pushes() {
    let stories: [(&str, Vec<(Report, &str)>); 12] = [
        ("clean from the start", vec![(pass(vec![]), "nothing"), (pass(vec![]), "nothing")]),
        (
            "nothing new",
            vec![
                (fail(vec![finding("a", 3), advice("b", 4)]), "review[summary: a@3 b@4]"),
                (fail(vec![finding("a", 3), advice("b", 4)]), "nothing"),
            ],
        ),
        (
            "lines shift",
            vec![(fail(vec![finding("a", 3)]), "review[summary: a@3]"), (fail(vec![finding("a", 8)]), "nothing")],
        ),
        (
            "another message",
            vec![
                (fail(vec![says("a", 3, "one")]), "review[summary: a@3]"),
                (fail(vec![says("a", 3, "two")]), "edit[Ta]"),
            ],
        ),
        (
            "one is fixed, then all, then one comes back",
            vec![
                (fail(vec![finding("a", 3), finding("b", 4)]), "review[summary: a@3 b@4]"),
                (fail(vec![finding("b", 4)]), "edit[Ta S] fold[Ta]"),
                (pass(vec![]), "edit[Tb S] fold[Tb]"),
                (pass(vec![]), "nothing"),
                (fail(vec![finding("a", 3)]), "edit[Ta S] unfold[Ta]"),
                (fail(vec![finding("a", 3)]), "nothing"),
            ],
        ),
        (
            "a new one later",
            vec![
                (fail(vec![finding("a", 3)]), "review[summary: a@3]"),
                (fail(vec![finding("a", 3), finding("b", 4)]), "review[pointer: b@4] edit[S]"),
            ],
        ),
        (
            "only off the hunks, then on a line, then both gone",
            vec![
                (fail(vec![elsewhere("a")]), "comment"),
                (fail(vec![elsewhere("a"), finding("b", 3)]), "review[pointer: b@3] edit[S]"),
                (pass(vec![]), "edit[Tb S] fold[Tb]"),
            ],
        ),
        (
            "clean after a review",
            vec![(pass(vec![advice("a", 3)]), "review[summary: a@3]"), (pass(vec![]), "edit[Ta S] fold[Ta]")],
        ),
        (
            "what stops the change without being worth a comment is told all the same",
            vec![(fail(vec![Finding { comments: false, ..finding("a", 3) }]), "comment")],
        ),
        (
            "what was there before is not told",
            vec![(pass(vec![Finding { gates: false, comments: false, ..finding("a", 3) }]), "nothing")],
        ),
        ("waived before", vec![(pass(vec![waived("a", false)]), "nothing")]),
        (
            "waived by the change itself",
            vec![
                (fail(vec![finding("a", 3)]), "review[summary: a@3]"),
                (pass(vec![waived("a", true)]), "edit[Ta S] fold[Ta]"),
            ],
        ),
    ];
    for (story, pushes) in stories {
        let mut page = Page::default();
        for (at, (report, done)) in pushes.iter().enumerate() {
            let commit = ["a", "b", "c", "d", "e", "f"][at];
            assert_eq!(page.push(commit, report), *done, "{story}, push {}", at + 1);
        }
    }
}

#[test]
fn what_a_summary_alone_says_moves_with_the_commit() {
    let mut page = Page::default();
    assert_eq!(page.push("a", &fail(vec![elsewhere("a")])), "comment");
    assert_eq!(page.push("b", &fail(vec![elsewhere("a")])), "edit[S]");
    assert!(page.summary().contains(&format!("/blob/{}/a.yaml#L50", "b".repeat(40))), "{}", page.summary());
    assert_eq!(page.posted, 1);
}

#[test]
fn places() {
    let lines = |first, last, column| Finding {
        start: Position { line: first, column: 1 },
        end: Position { line: last, column },
        ..finding("a", 1)
    };
    let base = |line| Finding { side: SideName::Base, ..finding("a", line) };
    let cases = [
        ("a line", lines(3, 3, 9), "review[summary: a@3]"),
        ("several", lines(3, 5, 9), "review[summary: a@3-5]"),
        ("with the end of the last", lines(3, 5, 1), "review[summary: a@3-4]"),
        ("out of the hunk", lines(9, 30, 2), "review[summary: a@9-10]"),
        ("many", Finding { path: "long.yaml".to_owned(), ..lines(3, 300, 2) }, "review[summary: a@3-12]"),
        ("removed and replaced", base(3), "review[summary: a@3]"),
        ("behind all hunks", lines(11, 12, 1), "comment"),
        ("another file", Finding { path: "b.yaml".to_owned(), ..finding("a", 3) }, "comment"),
        ("removed with its file", Finding { path: "b.yaml".to_owned(), ..base(3) }, "comment"),
    ];
    for (what, finding, done) in cases {
        let mut patches = patches();
        patches.add("long.yaml", Some(&format!("@@ -0,0 +1,400 @@{}", "\n+a".repeat(400))));
        let plan = plan(&fail(vec![finding]), &pull("a"), &patches, &Existing::default(), &Default::default());
        assert_eq!(super::told(&plan), done, "{what}");
    }
}

#[test]
fn a_person_who_answers_keeps_the_thread_in_sight() {
    let mut page = Page::default();
    page.push("a", &fail(vec![finding("a", 3), finding("b", 4)]));
    page.thread("Ta").answered = true;
    assert_eq!(page.push("b", &fail(vec![finding("b", 4)])), "edit[Ta S]");
    let body = page.thread("Ta").body.clone();
    assert!(body.starts_with("Fixed in bbbbbbb.\r\n\r\n> `latest` is whatever was pushed last."), "{body}");
    assert_eq!(page.push("c", &fail(vec![finding("a", 3), finding("b", 4)])), "edit[Ta S]");
    assert!(page.thread("Ta").body.starts_with("**High**"));
}

#[test]
fn a_person_who_folds_a_comment_away_is_heard() {
    let mut page = Page::default();
    page.push("a", &fail(vec![says("a", 3, "one")]));
    page.thread("Ta").minimized = true;
    assert_eq!(page.push("b", &fail(vec![says("a", 3, "two")])), "edit[Ta]");
    assert_eq!(page.push("c", &pass(vec![])), "edit[Ta S]");
    *page.minimized("S") = true;
    assert_eq!(page.push("d", &fail(vec![says("a", 3, "two")])), "edit[Ta S] unfold[Ta S]");
}

#[test]
fn what_github_refuses_goes_into_the_summary() {
    let mut page = Page { refused: ["b".to_owned()].into(), ..Page::default() };
    let both = fail(vec![finding("a", 3), finding("b", 4)]);
    assert_eq!(page.push("a", &both), "review[summary: a@3]");
    assert!(page.summary().contains("Other findings"));
}

#[test]
fn at_most_25_the_worst_are_beside_their_lines() {
    let mut findings: Vec<Finding> = (0..40).map(|at| advice(&format!("a{at}"), 3)).collect();
    findings.push(finding("worst", 4));
    let mut page = Page::default();
    let done = page.push("a", &fail(findings.clone()));
    assert!(done.starts_with("review[summary: worst@4 a0@3 "), "{done}");
    assert_eq!((page.existing.threads.len(), page.summary().matches("\n- ").count()), (25, 16));
    // What is fixed makes room for the next.
    findings.pop();
    assert_eq!(page.push("b", &pass(findings)), "review[pointer: a24@3] edit[Tworst S] fold[Tworst]");
}

#[test]
fn one_thread_for_a_finding_the_first() {
    let mut page = Page::default();
    page.push("a", &fail(vec![finding("a", 3)]));
    let again = super::Thread { id: "again".to_owned(), ..page.thread("Ta").clone() };
    page.existing.threads.push(again);
    assert_eq!(page.push("b", &fail(vec![finding("a", 3)])), "edit[again] fold[again]");
    assert!(page.thread("again").body.starts_with("Covered by another thread."));
}

#[test]
fn one_finding_twice_is_told_once() {
    let mut page = Page::default();
    assert_eq!(page.push("a", &fail(vec![finding("a", 3), finding("a", 4)])), "review[summary: a@3]");
}

#[test]
fn a_comment_that_lost_its_lines_is_told_in_the_summary_too() {
    let mut page = Page::default();
    page.push("a", &fail(vec![finding("a", 3)]));
    page.thread("Ta").outdated = true;
    assert_eq!(page.push("b", &fail(vec![finding("a", 4)])), "edit[S]");
    assert!(page.summary().contains("a.yaml:4"), "{}", page.summary());
}

#[test]
fn two_gates_side_by_side() {
    let mut page = Page::default();
    page.push("a", &fail(vec![finding("a", 3)]));
    let other = crate::review::Pull { category: "nightly".to_owned(), ..pull("a") };
    // What is the other gate's is none of its threads, and not its summary.
    let plan = plan(&fail(vec![finding("a", 3)]), &other, &patches(), &page.existing, &Default::default());
    assert_eq!(plan.edits, []);
    let review = plan.review.unwrap();
    assert!(review.body.starts_with("### Portcullis `nightly`: blocked"), "{}", review.body);
    assert!(is_ours(&review.body, "nightly").is_some() && is_ours(&review.body, "portcullis").is_none());
}

#[test]
fn a_marker_of_nobody_is_no_thread() {
    let mut page = Page::default();
    page.push("a", &fail(vec![finding("a", 3)]));
    page.thread("Ta").body = "&lt;!-- portcullis:v1 gate=portcullis id=a --&gt;".to_owned();
    let plan = plan(&fail(vec![finding("a", 3)]), &pull("b"), &patches(), &page.existing, &Default::default());
    assert_eq!(super::told(&plan), "review[pointer: a@3]");
}

#[test]
fn a_verdict_that_is_not_a_plain_pass_is_told() {
    let unchecked = vec![Unchecked { what: "big.yaml".to_owned(), why: "it is too large".to_owned() }];
    let mut page = Page::default();
    let open = Report { unchecked: unchecked.clone(), ..pass(vec![]) };
    assert_eq!(page.push("a", &open), "nothing");
    let incomplete = Report { unchecked, ..report("incomplete", vec![]) };
    assert_eq!(page.push("b", &incomplete), "comment");
    assert!(page.summary().contains("could not be verified"), "{}", page.summary());
    assert_eq!(page.push("c", &open), "edit[S]");
    assert!(page.summary().starts_with("### Portcullis: passed"), "{}", page.summary());
    assert_eq!(page.existing.summary.as_ref().unwrap().holder, Holder::Comment);
}

#[test]
fn who_overruled_it_is_told() {
    let mut page = Page::default();
    page.push("a", &fail(vec![finding("a", 3)]));
    let overruled = Overruled {
        by: "octocat".to_owned(),
        how: "label".to_owned(),
        label: Some("break-glass".to_owned()),
        why: "the site is down".to_owned(),
    };
    let overruled = Report { overruled: Some(overruled), ..report("overruled", vec![finding("a", 3)]) };
    assert_eq!(page.push("a", &overruled), "edit[S]");
    assert!(
        page.summary().contains("**`octocat` allowed this change** with the label `break-glass`: the site is down.")
    );
}

#[test]
fn what_cannot_be_verified_is_not_called_fixed() {
    let mut page = Page::default();
    page.push("a", &fail(vec![finding("a", 3)]));
    page.push("b", &report("incomplete", vec![]));
    assert!(page.thread("Ta").body.starts_with("Not found in bbbbbbb, which could not be fully verified."));
    let mut page = Page::default();
    page.push("a", &fail(vec![finding("a", 3)]));
    page.push("b", &pass(vec![waived("a", true)]));
    assert!(page.thread("Ta").body.starts_with("Waived in bbbbbbb."));
}

#[test]
fn patches_are_asked_for_where_something_is_new() {
    let mut page = Page::default();
    let found = fail(vec![finding("a", 3)]);
    assert!(!needs_patches(&pass(vec![waived("a", true)]), &page.existing));
    assert!(needs_patches(&found, &page.existing));
    page.push("a", &found);
    assert!(!needs_patches(&found, &page.existing));
    assert!(needs_patches(&fail(vec![finding("a", 3), finding("b", 3)]), &page.existing));
}

#[test]
fn a_suggestion_stays_on_the_lines_that_it_was_made_for() {
    let fixed = |line, after| fail(vec![Finding { fix: fix(line, Some(after)), ..finding("a", 4) }]);
    let mut page = Page::default();
    assert_eq!(page.push("a", &fixed(4, "L4")), "review[summary: a@4]");
    assert!(page.thread("Ta").body.contains("```suggestion\nL4\n```"));
    // The same line, wherever it is now, and another text for it.
    assert_eq!(page.push("b", &fixed(4, "L4!")), "edit[Ta]");
    assert!(page.thread("Ta").body.contains("```suggestion\r\nL4!\r\n```"));
    // Another line: committed on the comment's, it would replace the wrong one.
    assert_eq!(page.push("c", &fixed(5, "L5")), "edit[Ta]");
    assert!(page.thread("Ta").body.contains("```diff\r\n-l5\r\n+L5\r\n```"), "{}", page.thread("Ta").body);
}
