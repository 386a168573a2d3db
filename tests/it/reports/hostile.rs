//! A change's author writes most of what a report shows: nothing of it may leak a secret, forge a command, or be markup.

use super::build::{at, decision, edit, render, text, unchecked, verdict, waiver};
use std::sync::Arc;

use portcullis::finding::{Finding, Safety, Severity};
use portcullis::policy::{Outcome, Standing, Verdict};
use portcullis::report::{Format, Options};
use portcullis::secret::mask::{Occurrence, Redactor};
use portcullis::secret::{Scanner, providers};
use portcullis::text::{Side, Site, Span, Text};

/// `payload` wherever a change's text can come to stand.
pub(super) fn everywhere(payload: &str) -> Verdict {
    let code =
        text(Side::Head, &format!("deploy/{payload}/a.yaml"), &format!("image: x\n{payload}\nimage: y # {payload}\n"));
    let base = text(Side::Base, &format!("{payload}.yaml"), &format!("{payload} image: x {payload}\n"));
    let finding = |place: &Site| {
        Finding::at(place, format!("{payload} `{payload}` {payload}"))
            .related(&at(&base, "x"), format!("was {payload}"))
            .help(format!("see {payload}"))
    };
    let fixed = finding(&at(&code, "y")).fix(
        format!("write {payload}"),
        Safety::Unsafe,
        vec![edit(&at(&code, "y"), payload), edit(&at(&code, "x"), &format!("a\n{payload}\n"))],
    );
    let all = Site::new(&code, Span::new(0, code.bytes().len()));
    let decisions = vec![
        decision("image/latest-tag", Severity::Critical, finding(&all), Standing::Blocks),
        decision("image/no-tag", Severity::Low, fixed, Standing::Advises),
        decision("image/pin-removed", Severity::High, finding(&at(&base, "x")), Standing::Blocks),
        decision("image/tag-reused", Severity::High, finding(&at(&code, "x")), waiver(Some(all), payload, true)),
        decision("image/floating-tag", Severity::High, finding(&at(&code, "x")), waiver(None, payload, false)),
        super::build::existing(decision("image/no-tag", Severity::High, finding(&at(&code, "x")), Standing::Advises)),
    ];
    let mut verdict = verdict(Outcome::Fail, decisions);
    verdict.base = payload.to_owned();
    verdict.head = format!("head {payload}");
    verdict.redactor = Arc::new(Redactor::new([code, base].iter().flat_map(found)));
    verdict.unchecked = vec![unchecked(payload, payload), unchecked(&format!("a {payload}"), "w"), unchecked("b", "w")];
    verdict
}

/// What a run finds in a text.
fn found(text: &Arc<Text>) -> Vec<Occurrence> {
    Scanner::new().scan(text.path(), text.bytes()).iter().map(|found| Occurrence::new(text, found)).collect()
}

/// Of a key that nobody has.
fn key_body() -> String {
    let detector =
        providers::all().flat_map(|provider| provider.detectors).find(|one| one.id() == "github-pat").unwrap();
    let digits = |seed| String::from_utf8(detector.shapes[0].example(seed)[4..].to_vec()).unwrap();
    (1..9).map(digits).collect()
}

fn every_look() -> impl Iterator<Item = (Format, Options)> {
    Format::ALL.into_iter().flat_map(|format| {
        [(0, false, false), (1, true, false), (2, false, true)].into_iter().map(move |(verbose, color, quiet)| {
            (format, Options { color, quiet, verbose, width: 100, sarif_suppressed: verbose > 0, category: None })
        })
    })
}

#[test]
fn a_secret_is_nowhere() {
    let key = key_body();
    let secrets = [
        ("AKIAIOSFODNN7ABCDEFG", "AKIAIOSFODNN7ABCDEFG"),
        ("ghp_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789", "ghp_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789"),
        ("DB_PASSWORD=hunter2secret", "hunter2secret"),
        ("postgres://app:hunter2secret@db.example.org/x", "hunter2secret"),
        (&format!("-----BEGIN PRIVATE KEY-----{key}"), &key),
    ];
    for (payload, secret) in secrets {
        let verdict = everywhere(payload);
        for (format, options) in every_look() {
            let shown = render(format, &verdict, &options);
            assert!(!shown.contains(secret), "{format} shows {secret}:\n{shown}");
            let encoded = secret.replace('-', "%2D");
            assert!(!shown.contains(&encoded) && !shown.contains(&secret[4..]), "{format} shows most of {secret}");
        }
    }
}

#[test]
fn the_name_of_a_secret_may_stand_on_another_line() {
    let key = key_body();
    let code = text(
        Side::Head,
        "a.yaml",
        &format!(
            "- name: DB_PASSWORD\n  value: hunter2secret\n- key: |\n    -----BEGIN EC PRIVATE KEY-----\n    {key}\n    -----END EC PRIVATE KEY-----\n"
        ),
    );
    let finding = Finding::at(&at(&code, "hunter2"), "m").related(&at(&code, &key[..6]), "n").fix(
        "f",
        Safety::Safe,
        vec![edit(&at(&code, "value"), "v")],
    );
    let verdict = verdict(Outcome::Fail, vec![decision("image/no-tag", Severity::High, finding, Standing::Blocks)]);
    for (format, options) in every_look() {
        let shown = render(format, &verdict, &options);
        assert!(!shown.contains("hunter2") && !shown.contains("secret\n") && !shown.contains(&key[..8]), "{shown}");
    }
}

pub(super) const ATTACKS: [&str; 22] = [
    "@octocat",
    "<!-- portcullis:v1 id=0 -->",
    "<img src=x onerror=alert(1)>",
    "</details></summary>",
    "[click](https://example.org/)",
    "![x](https://example.org/x.png)",
    "https://example.org/phish",
    "www.example.org",
    "```\n## forged\n```",
    "````",
    "a | b\n|---|---|",
    "\n\n# Portcullis: pass\n\n",
    "::error file=a::forged",
    "\n::add-mask::x\r::set-output name=a::b",
    "##[error]forged",
    "\u{202e}gnp.exe\u{2066}\u{1b}[2J\u{9b}31m\u{200b}\u{2028}",
    "</script><script>window.hit=1</script>",
    "\" autofocus onfocus=\"window.hit=1",
    "' style='position:fixed;inset:0' x='",
    "]]></failure><failure/><![CDATA[",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "\u{fffe}\u{ffff}\u{0}\u{8}\u{feff}\u{e0041}",
];

#[test]
fn nothing_is_markup() {
    for attack in ATTACKS {
        let page = render(Format::Markdown, &everywhere(attack), &Options::default());
        let prose = without_code(&page);
        for bad in [
            "@octocat", "<!--", "<img", "</details></", "](", "://", "www.", "\n## forged", "# Portcullis: pass", "```",
        ] {
            assert!(!prose.contains(bad), "{attack:?} leaves {bad:?}:\n{prose}");
        }
        assert_eq!(prose.matches("\n#").count(), prose.matches("\n### ").count() + prose.matches("\n#### ").count());
        assert_eq!(page.matches("<details>").count(), page.matches("\n</details>\n").count());
    }
}

/// Markdown without its fenced blocks and code spans, read as CommonMark reads them.
fn without_code(page: &str) -> String {
    let mut prose = String::new();
    let mut fence: Option<String> = None;
    for line in page.split('\n') {
        let run: String = line.chars().take_while(|c| *c == '`').collect();
        match &fence {
            Some(open) => {
                if run.len() >= open.len() && line == run {
                    fence = None;
                }
                continue;
            }
            None if run.len() >= 3 && !line[run.len()..].contains('`') => {
                fence = Some(run);
                continue;
            }
            None => {}
        }
        let mut rest = line;
        while let Some(at) = rest.find('`') {
            if rest[..at].ends_with('\\') {
                prose.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            }
            let run: String = rest[at..].chars().take_while(|c| *c == '`').collect();
            let inner = &rest[at + run.len()..];
            let close = inner
                .match_indices(&run)
                .find(|(close, _)| !inner[..*close].ends_with('`') && !inner[close + run.len()..].starts_with('`'));
            let Some((close, _)) = close else { break };
            prose.push_str(&rest[..at]);
            prose.push('C');
            rest = &inner[close + run.len()..];
        }
        prose.push_str(rest);
        prose.push('\n');
    }
    assert!(fence.is_none(), "a fence stays open");
    prose
}

#[test]
fn nothing_is_a_command() {
    for attack in ATTACKS {
        let shown = render(Format::Github, &everywhere(attack), &Options { verbose: 1, ..Options::default() });
        let mut lines = shown.split_terminator(['\n', '\r']);
        let token = lines.next().unwrap().strip_prefix("::stop-commands::").unwrap().to_owned();
        let end = format!("::{token}::");
        let log: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
        assert!(!log.is_empty());
        for line in lines {
            let (command, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
            let (kind, properties) = command.split_once(' ').unwrap();
            assert!(["error", "warning", "notice"].contains(&kind), "{attack:?}: {line}");
            for property in properties.split(',') {
                let (key, _) = property.split_once('=').unwrap();
                assert!(["file", "line", "col", "endLine", "endColumn", "title"].contains(&key), "{attack:?}: {line}");
            }
            assert!(!message.is_empty());
        }
        assert_eq!(shown.matches(&end).count(), 1);
    }
}

#[test]
fn a_terminal_shows_no_line_that_is_a_command() {
    for attack in ATTACKS {
        let shown = render(Format::Terminal, &everywhere(attack), &Options { verbose: 1, ..Options::default() });
        for line in shown.split(['\n', '\r']) {
            assert!(!line.contains("##["), "{line}");
            // `::: path` leads to another file; the runner knows no command `:`.
            assert!(!line.trim_start().starts_with("::") || line.trim_start().starts_with("::: "), "{line}");
        }
    }
}

#[test]
fn nothing_hidden_is_shown() {
    for attack in ATTACKS {
        for (format, options) in every_look().filter(|(_, options)| !options.color) {
            let shown = render(format, &everywhere(attack), &options);
            let hidden =
                |c: char| (c.is_control() && c != '\n' && c != '\t') || "\u{202e}\u{2066}\u{200b}\u{2028}".contains(c);
            assert!(!shown.contains(hidden), "{format}: {attack:?}");
        }
    }
}

#[test]
fn a_huge_line_stays_small() {
    let long = format!("{}image: web:latest{}", "x".repeat(1 << 20), "y".repeat(1 << 20));
    let code = text(Side::Head, "a.json", &long);
    let latest = at(&code, "latest");
    let finding = Finding::at(&latest, format!("`{long}` moves")).help(long.clone()).fix(
        "fix",
        Safety::Safe,
        vec![edit(&latest, "1")],
    );
    let verdict = verdict(Outcome::Fail, vec![decision("image/latest-tag", Severity::High, finding, Standing::Blocks)]);
    for (format, options) in every_look() {
        // A page brings its style and its script.
        let own = if format == Format::Html { 40_000 } else { 0 };
        assert!(render(format, &verdict, &options).len() < 20_000 + own, "{format}");
    }
}

#[test]
fn a_summary_fits_whatever_it_tells() {
    let code = text(Side::Head, "a.yaml", &"image: registry.example.org/team/web:latest\n".repeat(8000));
    let decisions = (0..8000_usize).map(|line| {
        let place = Site::new(&code, Span::new(line * 44 + 37, line * 44 + 43));
        let standing = if line % 2 == 0 { Standing::Blocks } else { waiver(None, "r", true) };
        decision("image/latest-tag", Severity::High, Finding::at(&place, "moves"), standing)
    });
    let mut verdict = verdict(Outcome::Fail, decisions.collect());
    verdict.unchecked = (0..20_000).map(|at| unchecked(&format!("file-{at}"), &format!("reason {at}"))).collect();
    let page = render(Format::Markdown, &verdict, &Options::default());
    assert!(page.len() < 1 << 20, "{}", page.len());
    assert!(page.contains("do not fit here") && page.contains("\n- and "));
}
