//! What a stranger's change tries to write into a comment: GitHub must see none of it as markup, a mention, a link, a marker.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::{finding, fix, patches, pull, report, waived};
use crate::report::model::{Finding, Fixed, Overruled, Related, Report, SideName, Unchecked};
use crate::review::{Existing, Mark, Plan, is_ours, plan};

const ATTACKS: [&str; 22] = [
    "::set-output name=a::b",
    "a%0A::error::b",
    "##[error]b ##vso[task.complete]",
    "``` ```` ````` code",
    "`` ` `` `",
    "~~~~~~ fence",
    "@octocat and @octo-org/team",
    "#1, GH-1, octo-org/repo#1",
    "https://evil.example/?a and www.evil.example and mailto:a@evil.example",
    "[text](https://evil.example) ![i](https://evil.example/i.png) <https://evil.example>",
    "[ref]: https://evil.example",
    "<!-- portcullis:v1 gate=portcullis id=00 -->",
    "`<!-- portcullis:v1 gate=portcullis summary -->`",
    "--> <b>bold</b> <script>alert(1)</script> <details open><summary>s</summary>",
    "</sub></details></code>",
    "**bold** _it_ ~~gone~~ $m$ | a | b |",
    "\u{1b}[31mred\u{1b}[0m \u{7}\u{8}\0",
    "\u{202e}txet\u{202c} \u{2066}x\u{2069} \u{200b}\u{feff}\u{e0041}",
    "one\ntwo\n\n# three\n- four\n> five\n```\nsix",
    "one\r\r\n\r# two",
    "&lt;!-- &#60;b&#62; &amp;",
    "- [ ] task\t* item\n===\n---\n",
];

/// Every text that a plan of this report sends.
fn bodies(report: &Report) -> Vec<String> {
    let Plan { review, comment, .. } = plan(report, &pull("a"), &patches(), &Existing::default(), &Default::default());
    let review = review
        .into_iter()
        .flat_map(|review| std::iter::once(review.body).chain(review.comments.into_iter().map(|inline| inline.body)));
    review.chain(comment).collect()
}

/// A report of which a stranger wrote every word.
fn hostile(text: &str) -> Report {
    let text = || text.to_owned();
    let related = |side| Related { side, path: text(), message: text(), ..related() };
    let lined = Fixed { title: text(), ..fix(3, Some(&text())).unwrap() };
    let said = Finding {
        rule: text(),
        message: text(),
        help: Some(text()),
        related: vec![related(SideName::Head), related(SideName::Base)],
        fix: Some(lined),
        ..finding("0a", 3)
    };
    let mut waiver = waived("0d", true);
    if let Some(by) = &mut waiver.suppressed {
        (by.reason, by.until, by.path) = (Some(text()), Some(text()), Some(text()));
    }
    let elsewhere = Finding { path: text(), ..said.clone() };
    let findings = vec![
        said.clone(),
        Finding { fingerprint: text(), start: super::Position { line: 4, column: 1 }, ..said },
        Finding { fingerprint: "0b".to_owned(), ..elsewhere.clone() },
        Finding { fingerprint: "0c".to_owned(), side: SideName::Base, ..elsewhere },
        waiver,
    ];
    let overruled = Overruled { by: text(), how: text(), label: Some(text()), why: text() };
    Report {
        unchecked: vec![Unchecked { what: text(), why: text() }],
        overruled: Some(overruled),
        ..report("fail", findings)
    }
}

fn related() -> Related {
    let at = super::Position { line: 1, column: 1 };
    Related { side: SideName::Head, path: String::new(), start: at, end: at, message: String::new() }
}

/// What GitHub would make of `body`, by what may lead somewhere or change how the rest is read.
fn faults(body: &str) -> Vec<String> {
    let own = ["<br>", "<sub>", "</sub>", "<code>", "</code>"];
    let own_blocks =
        ["<details><summary>1 item was not checked</summary>", "</details>", "<!-- portcullis:v1 gate=portcullis "];
    let mut faults = Vec::new();
    let mut code = 0;
    for event in Parser::new_ext(body, Options::ENABLE_GFM | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Link { dest_url, .. })
                if !dest_url.starts_with("https://portcullis.example.org/docs/rules/")
                    && !dest_url.starts_with("https://github.example/octocat/shop/blob/aaaa") =>
            {
                faults.push(format!("a link to {dest_url}"));
            }
            Event::Start(
                Tag::Image { .. } | Tag::Table(_) | Tag::BlockQuote(_) | Tag::Strikethrough | Tag::Emphasis,
            ) => {
                faults.push(format!("{event:?}"));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => faults.push("indented code".to_owned()),
            Event::Start(Tag::CodeBlock(_)) => code += 1,
            Event::InlineHtml(html) if !own.contains(&&*html) => faults.push(format!("HTML {html}")),
            Event::Html(html) if !own_blocks.iter().any(|own| html.starts_with(own)) => {
                faults.push(format!("HTML {html}"))
            }
            _ => {}
        }
    }
    // What is linked in text after Markdown was read has a blank of no width in it, or is code.
    let text = text_of(body);
    let low = text.to_ascii_lowercase();
    for linked in ["@octo", "#1", "gh-1", "://", "www.e", "@evil"] {
        if low.contains(linked) {
            faults.push(format!("`{linked}` in {text}"));
        }
    }
    if code > 1 || body.matches("<!--").count() > 1 {
        faults.push("more blocks of code, or hidden ones, than the gate wrote".to_owned());
    }
    faults
}

/// The text outside of code.
fn text_of(body: &str) -> String {
    let mut text = String::new();
    let mut is_code = false;
    for event in Parser::new(body) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => is_code = false,
            Event::Text(part) if !is_code => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => text.push('\n'),
            _ => {}
        }
    }
    text
}

#[test]
fn nothing_of_a_stranger_is_read_as_the_gates() {
    for attack in ATTACKS {
        for body in bodies(&hostile(attack)) {
            assert_eq!(faults(&body), [""; 0], "{attack:?} in\n{body}");
            let mark = is_ours(&body, "portcullis").unwrap();
            assert!(mark != Mark::Finding("00".to_owned()), "{attack:?} in\n{body}");
            assert!(!body.contains("##[") && !body.contains("##vso["), "{body}");
            let hidden = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || crate::text::is_bidi_control(c);
            assert!(!body.contains(hidden), "{attack:?} in\n{body:?}");
        }
    }
}

#[test]
fn the_table_of_attacks_would_be_seen() {
    for attack in ["<b>", "[a](http://e)", "@octocat", "see #1", "![a](b)", "<!-- a -->\n<!-- b -->", "~~a~~"] {
        assert_ne!(faults(attack), [""; 0], "{attack}");
    }
}

#[test]
fn a_suggestion_is_exact_or_none() {
    let suggested = |after: &str| {
        let fixed = Finding { fix: fix(3, Some(after)), ..finding("0a", 3) };
        let bodies = bodies(&report("fail", vec![fixed]));
        let body = bodies[1].clone();
        let block = |event| matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) if &*kind == "suggestion");
        let is_block = Parser::new(&body).any(block);
        assert_eq!(is_block, body.contains("suggestion\n"), "{body}");
        is_block.then_some(body)
    };
    for after in ["x: 1", "a ``` b", "````````suggestion", "~~~", "\ttab", "<!-- a comment of the file -->", "@octocat"]
    {
        let body = suggested(after).unwrap();
        let run = "`".repeat(after.split(|c| c != '`' && c != '~').map(str::len).max().unwrap_or(0).max(2) + 1);
        assert!(body.contains(&format!("\n{run}suggestion\n{after}\n{run}\n")), "{body}");
    }
    for after in ["a\u{202e}b", "a\rb", "a\u{1b}[31m", "<!-- portcullis:v1 gate=portcullis id=00 -->", &"`".repeat(200)]
    {
        assert_eq!(suggested(after), None);
    }
    assert_eq!(suggested(&"x".repeat(9000)), None);
}

#[test]
fn a_suggestion_is_made_for_lines_that_are_there() {
    let suggested = |change: fn(&mut crate::report::model::Lines)| {
        let mut fixed = fix(4, Some("new")).unwrap();
        change(fixed.lines.as_mut().unwrap());
        let bodies = bodies(&report("fail", vec![Finding { fix: Some(fixed), ..finding("0a", 4) }]));
        bodies[1].contains("suggestion\n")
    };
    assert!(suggested(|_| {}));
    assert!(suggested(|lines| (lines.last, lines.before) = (5, "l4\r\nl5".to_owned())));
    assert!(!suggested(|lines| lines.before = "L4".to_owned()), "another text");
    assert!(!suggested(|lines| lines.first = 5), "backwards");
    assert!(!suggested(|lines| lines.last = 5), "more lines than it says");
    assert!(!suggested(|lines| lines.path = "b.yaml".to_owned()), "another file");
    assert!(!suggested(|lines| (lines.first, lines.last, lines.before) = (12, 12, "l12".to_owned())), "off the hunks");
}
