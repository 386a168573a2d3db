//! The page for a browser, as text; `.ci/html` opens what is written here in one.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis::finding::{Finding, Severity, Site};
use portcullis::policy::{BreakGlass, Diff, How, Outcome, Overruled, Standing, Verdict};
use portcullis::report::{Format, Options};
use portcullis::text::{RepoPath, Side, Span, Text, hunks};
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use sha2::{Digest, Sha256};

use super::build::{at, decision, render, text, tour, unchecked, verdict};
use super::hostile::{ATTACKS, everywhere};

fn page(verdict: &Verdict) -> String {
    render(Format::Html, verdict, &Options::default())
}

/// The page, kept for the browser.
fn kept(name: &str, verdict: &Verdict) -> String {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("html");
    fs::create_dir_all(&dir).unwrap();
    let page = page(verdict);
    fs::write(dir.join(name), &page).unwrap();
    page
}

/// The text between two others, of which the first stands once.
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    assert_eq!(page.matches(start).count(), 1, "{start}");
    page.split_once(start).unwrap().1.split_once(end).unwrap().0
}

const BEFORE: &str = "a: 1\nb: 2\nc: 3\nimage: web:1.4\nd: 4\ne: 5\n";
const AFTER: &str = "a: 1\nb: 2\nc: 3\nimage: web:latest # 日\ntag: x\nd: 4\ne: 5\n";

/// A verdict about one file that the change edits.
fn edited(finding: impl Fn(&Site, &Site) -> Finding) -> Verdict {
    let (base, head) = (text(Side::Base, "deploy/web.yaml", BEFORE), text(Side::Head, "deploy/web.yaml", AFTER));
    let finding = finding(&at(&base, "1.4"), &at(&head, "latest"));
    let mut made = decision("image/latest-tag", Severity::Critical, finding, Standing::Blocks);
    made.zone = Some("production".to_owned());
    let mut verdict = verdict(Outcome::Fail, vec![made]);
    let hunks = hunks::between(base.bytes(), head.bytes());
    verdict.diffs = vec![Diff { base: Some(Arc::clone(&base)), head: Some(Arc::clone(&head)), hunks }];
    verdict
}

fn frame(verdict: &Verdict) -> String {
    between(&page(verdict), "<figure class=\"frame\">", "</figure>").replace("<span class=\"l\"", "\n<span class=\"l\"")
}

#[test]
fn a_frame_shows_what_went_and_what_came() {
    let verdict = edited(|was, now| Finding::at(now, "`latest` moves").related(was, "was `1.4`"));
    insta::assert_snapshot!(frame(&verdict), @r#"
    <pre>
    <span class="l" data-n="1"><span>a: 1
    </span></span>
    <span class="l" data-n="2"><span>b: 2
    </span></span>
    <span class="l" data-n="3"><span>c: 3
    </span></span><del class="l" data-n="4"><span>image: web:<mark class="related">1.4</mark><span class="note">was <code>1.4</code></span>
    </span></del><ins class="l" data-n="4"><span>image: web:<mark class="place">latest</mark> # 日
    </span></ins><ins class="l" data-n="5"><span>tag: x
    </span></ins>
    <span class="l" data-n="6"><span>d: 4
    </span></span>
    <span class="l" data-n="7"><span>e: 5
    </span></span></pre>
    "#);
}

#[test]
fn what_the_change_removes_is_shown_with_what_came_for_it() {
    let verdict = edited(|was, _| Finding::at(was, "gone"));
    insta::assert_snapshot!(frame(&verdict), @r#"
    <figcaption><span class="path"><span>deploy/</span>web.yaml</span><span class="aside">before the change</span></figcaption><pre>
    <span class="l" data-n="1"><span>a: 1
    </span></span>
    <span class="l" data-n="2"><span>b: 2
    </span></span>
    <span class="l" data-n="3"><span>c: 3
    </span></span><del class="l" data-n="4"><span>image: web:<mark class="place">1.4</mark>
    </span></del><ins class="l" data-n="4"><span>image: web:latest # 日
    </span></ins><ins class="l" data-n="5"><span>tag: x
    </span></ins>
    <span class="l" data-n="5"><span>d: 4
    </span></span>
    <span class="l" data-n="6"><span>e: 5
    </span></span></pre>
    "#);
}

#[test]
fn a_frame_is_bounded() {
    let many = |side, word: &str| text(side, "a.yaml", &format!("x: 1\n{}", format!("{word}: 1\n").repeat(5000)));
    let (base, head) = (many(Side::Base, "old"), many(Side::Head, "new"));
    let finding = Finding::at(&Site::new(&head, Span::new(0, head.bytes().len())), "m")
        .related(&Site::new(&base, Span::new(20_000, 20_003)), "far");
    let mut verdict = verdict(Outcome::Fail, vec![decision("image/no-tag", Severity::High, finding, Standing::Blocks)]);
    let hunks = hunks::between(base.bytes(), head.bytes());
    verdict.diffs = vec![Diff { base: Some(base), head: Some(head), hunks }];
    let page = page(&verdict);
    assert!(page.contains("<i>4992 more lines</i>") && page.contains("far"));
    assert!(page.matches(" class=\"l\"").count() < 60);
}

#[test]
fn the_page_holds_all_that_it_needs() {
    let mut tour = tour();
    tour.break_glass = Some(BreakGlass { label: Some("break-glass".to_owned()), by: vec!["octocat".to_owned()] });
    let page = kept("tour.html", &tour);
    let (style, script) = (between(&page, "<style>", "</style>"), between(&page, "<script>", "</script>"));
    assert!(style.len() + script.len() < 40 << 10);
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"));
    for (kind, text) in [("style", style), ("script", script)] {
        let hash = STANDARD.encode(Sha256::digest(text));
        assert!(policy.contains(&format!("{kind}-src 'sha256-{hash}'")), "{policy}");
    }
    // What has an address is a link that a reader follows, or the tab's icon.
    assert_eq!(page.matches(" src=").count() + style.matches("url(").count() + style.matches("@import").count(), 0);
    for address in page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        let known = ["#", "data:image/svg+xml,", "https://portcullis.example.org/docs/rules/"];
        assert!(known.iter().any(|start| address.starts_with(start)), "{address}");
    }
    assert!(!page.contains(" style=") && !page.contains(" onclick"));
}

#[test]
fn the_page_says_what_the_verdict_is() {
    let says = |verdict: &Verdict, parts: &[&str]| {
        let page = page(verdict);
        parts.iter().for_each(|part| assert!(page.contains(part), "{part}\n{page}"));
    };
    says(&tour(), &["<h1>Blocked</h1>", "<strong>3 findings block this change:</strong> 2 critical, 1 high."]);
    says(&tour(), &["1 is advisory, 1 already existed, 1 is waived by this change and 6 items were not checked."]);
    says(&verdict(Outcome::Pass, Vec::new()), &["<h1>Pass</h1>", "Nothing blocks this change.", "No findings."]);
    let mut incomplete = verdict(Outcome::Incomplete, Vec::new());
    incomplete.unchecked = vec![unchecked("the change", "it holds more than can be judged")];
    kept("incomplete.html", &incomplete);
    says(&incomplete, &["<h1>Incomplete</h1>", "could not be verified", "<dt><code>the change</code></dt>"]);
    let mut overruled = tour();
    let label = How::Label("break-glass".to_owned());
    overruled.overrule(Overruled { by: "octocat".to_owned(), how: label, why: "the site is down".to_owned() });
    says(&overruled, &["<h1>Overruled</h1>", "<code>octocat</code> allowed this change with the label"]);
    says(&edited(|_, now| Finding::at(now, "m")), &["data-zone=\"production\"", "<legend>Zone</legend>"]);
}

#[test]
fn nothing_of_a_stranger_is_an_element() {
    let verdicts = ATTACKS.map(everywhere);
    for (attack, verdict) in ATTACKS.iter().zip(&verdicts) {
        let page = page(verdict);
        assert_eq!(page.matches("<script").count(), 1, "{attack:?}");
        for bad in ["<img", "<!--", "<?xml", "<![CDATA", "onfocus=\"", "</details></summary>", "##[", "\n::"] {
            assert!(!page.contains(bad), "{attack:?} leaves {bad}");
        }
        assert_eq!(page.matches("<article").count(), verdict.decisions.len(), "{attack:?}");
    }
    let mut all = everywhere("");
    for verdict in verdicts {
        all.decisions.extend(verdict.decisions);
        all.unchecked.extend(verdict.unchecked);
    }
    all.base = ATTACKS.join(" ");
    all.decisions
        .iter_mut()
        .zip(ATTACKS.iter().cycle())
        .for_each(|(one, attack)| one.zone = Some((*attack).to_owned()));
    kept("hostile.html", &all);
}

#[test]
fn a_page_opens_whatever_it_tells() {
    const LINES: usize = 25_000;
    let code = text(Side::Head, "a.yaml", &"image: registry.example.org/team/web:latest\n".repeat(LINES));
    let severities = [Severity::Low, Severity::Medium, Severity::High, Severity::Critical];
    let decisions = (0..LINES).map(|line| {
        let place = Site::new(&code, Span::new(line * 44 + 37, line * 44 + 43));
        decision("image/latest-tag", severities[line % 4], Finding::at(&place, "moves"), Standing::Blocks)
    });
    let mut verdict = verdict(Outcome::Fail, decisions.collect());
    verdict.unchecked = (0..20_000).map(|at| unchecked(&format!("file-{at}"), &format!("reason {at}"))).collect();
    let page = kept("huge.html", &verdict);
    assert!(page.len() < 4 << 20, "{}", page.len());
    let cards = page.matches("<article").count();
    // The worst first; the rest is counted.
    assert!(cards > 500 && page.matches(" data-severity=\"critical\" data-family").count() == cards, "{cards}");
    assert!(page.contains(&format!("{} more findings are left out, the least severe first", LINES - cards)));
    assert!(page.contains("<strong>25000 findings block this change:</strong>"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn rubbish_makes_pages_and_documents(
        old in proptest::collection::vec(any::<u8>(), 0..120), new in "(a|\u{1f600}|日|<|\r|\n|\t|`|\u{202e}|\u{ffff}){0,60}",
        places in proptest::collection::vec((any::<bool>(), 0..150_usize, 0..40_usize), 1..9), apart in any::<bool>(),
    ) {
        let base = Text::new(Side::Base, RepoPath::from("a<b>\n"), old);
        let head = Text::new(Side::Head, RepoPath::from("a<b>\n"), new.into_bytes());
        let sites = places.iter().map(|(is_base, start, len)| {
            Site::new(if *is_base { &base } else { &head }, Span::new(*start, start + len))
        });
        let sites: Vec<Site> = sites.collect();
        let finding = sites.iter().skip(1).fold(Finding::at(&sites[0], "<m>"), |finding, site| finding.related(site, "`n`"));
        let mut verdict = verdict(Outcome::Fail, vec![decision("image/no-tag", Severity::High, finding, Standing::Blocks)]);
        let hunks = hunks::between(base.bytes(), head.bytes());
        let sides = if apart { vec![(Some(base), None), (None, Some(head))] } else { vec![(Some(base), Some(head))] };
        verdict.diffs = sides.into_iter().map(|(base, head)| Diff { base, head, hunks: hunks.clone() }).collect();
        let page = page(&verdict);
        prop_assert_eq!(page.matches("<mark").count(), page.matches("</mark>").count());
        prop_assert_eq!(page.matches("<pre>").count(), page.matches("</pre></figure>").count());
        prop_assert!(!page.contains("<m>"), "a name is markup");
        for format in [Format::Junit, Format::Checkstyle] {
            let document = render(format, &verdict, &Options::default());
            prop_assert!(roxmltree::Document::parse(&document).is_ok(), "{}", document);
        }
        for line in render(Format::Rdjsonl, &verdict, &Options::default()).split_terminator('\n') {
            prop_assert!(serde_json::from_str::<serde_json::Value>(line).is_ok());
        }
    }
}
