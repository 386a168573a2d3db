//! Stories of custom patterns: one clause of what gitleaks does each.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use proptest::prelude::{any, prop, prop_assert, prop_assert_eq, proptest};

use super::find::entropy;
use super::{Allow, Condition, Custom, Expression, Pattern, Required, Target};

fn regex(written: &str) -> Expression {
    Expression::new(written).expect("an expression")
}

fn pattern(written: &str) -> Pattern {
    Pattern { id: "one".to_owned(), regex: Some(regex(written)), ..Pattern::default() }
}

fn custom(patterns: Vec<Pattern>) -> Custom {
    Custom::new(patterns, Vec::new(), BTreeSet::new())
}

/// The secrets that `custom` finds in `text`, a file at `path`.
fn found_at(custom: &Custom, path: &str, text: &str) -> Vec<String> {
    let hits = custom.find(&path.into(), text.as_bytes());
    hits.iter().map(|hit| text[hit.span.range()].to_owned()).collect()
}

fn found(custom: &Custom, text: &str) -> Vec<String> {
    found_at(custom, "src/a.txt", text)
}

fn one(pattern: Pattern, text: &str) -> Vec<String> {
    found(&custom(vec![pattern]), text)
}

fn allowed(allow: Allow, text: &str) -> bool {
    let pattern = Pattern { allow: vec![allow], ..pattern(r"acme_([a-z0-9]+)") };
    found_at(&custom(vec![pattern]), "docs/a.md", text).is_empty()
}

#[test]
fn without_a_group_the_match_is_the_secret() {
    assert_eq!(one(pattern("acme_[a-z]+"), "x acme_abc y acme_def"), ["acme_abc", "acme_def"]);
}

#[test]
fn the_first_group_that_is_not_empty_is_the_secret() {
    assert_eq!(one(pattern(r"key=(?:'([^']*)'|(\w*))"), "key='ab c' key=def"), ["ab c", "def"]);
    assert_eq!(one(pattern(r"key=(\w*);"), "key=;"), ["key=;"], "an empty group is none");
}

#[test]
fn a_named_group_is_the_secret_even_where_it_is_empty() {
    let second = Pattern { secret_group: Some(2), ..pattern(r"(\w+)=(\w*)") };
    assert_eq!(one(second, "ab=cd ef="), ["cd", ""]);
}

#[test]
fn line_feeds_around_a_match_belong_to_no_secret() {
    assert_eq!(one(pattern(r"\n+acme_\w+\n"), "a\n\nacme_x\nb"), ["acme_x"]);
}

#[test]
fn entropy_must_be_exceeded() {
    let at_least = |entropy| Pattern { entropy: Some(entropy), ..pattern("acme_(.+)") };
    assert_eq!(one(at_least(2.0), "acme_abcd"), Vec::<String>::new(), "equal is too little");
    assert_eq!(one(at_least(1.99), "acme_abcd"), ["abcd"]);
    assert_eq!(one(at_least(0.0), "acme_aaaa"), ["aaaa"], "nothing is no condition");
}

#[test]
fn entropy_is_shannons() {
    assert_eq!((entropy(b""), entropy(b"aaaa"), entropy(b"abab"), entropy(b"abcdefgh")), (0.0, 0.0, 1.0, 3.0));
}

#[test]
fn a_keyword_must_stand_in_the_file_in_any_case() {
    let pattern = Pattern { keywords: vec!["Acme".to_owned(), "initech".to_owned()], ..pattern(r"key=(\w+)") };
    let custom = custom(vec![pattern]);
    assert_eq!(found(&custom, "# for ACMEs\nkey=abc"), ["abc"]);
    assert_eq!(found(&custom, "key=abc\n…\nINITECH"), ["abc"]);
    assert!(found(&custom, "# for acne\nkey=abc").is_empty());
}

#[test]
fn a_path_must_match_too() {
    let pattern = Pattern { paths: vec![regex(r"\.env$"), regex("^conf/")], ..pattern(r"key=(\w+)") };
    let custom = custom(vec![pattern]);
    assert_eq!(found_at(&custom, "conf/a", "key=abc"), ["abc"]);
    assert_eq!(found_at(&custom, "x/.env", "key=abc"), ["abc"]);
    assert!(found_at(&custom, "x/.envrc", "key=abc").is_empty());
}

#[test]
fn a_path_alone_reports_the_file() {
    let pattern = Pattern { regex: None, paths: vec![regex(r"\.p12$")], ..pattern("") };
    let custom = custom(vec![pattern]);
    assert_eq!(found_at(&custom, "a/b.p12", "\0\x01"), [""]);
    assert!(found_at(&custom, "a/b.txt", "").is_empty());
}

#[test]
fn stopwords_are_parts_of_the_secret_in_any_case() {
    let stop = |word: &str| Allow { stopwords: vec![word.to_owned()], ..Allow::default() };
    assert!(allowed(stop("EXAMPLE"), "acme_1example2"));
    assert!(!allowed(stop("acme"), "acme_12345"), "the secret is the group");
}

#[test]
fn an_expression_is_asked_about_its_target() {
    let about = |target| Allow { regexes: vec![regex("^acme_|dummy")], target, ..Allow::default() };
    let text = "before dummy\nx = acme_abc # y\n";
    assert!(!allowed(about(Target::Secret), text));
    assert!(allowed(about(Target::Match), text));
    assert!(!allowed(about(Target::Line), text), "another line");
    assert!(allowed(about(Target::Line), "x = acme_abc # dummy\n"));
}

#[test]
fn of_several_parts_one_is_enough_unless_all_are_asked_for() {
    let both = |condition, path| Allow {
        condition,
        paths: vec![regex(path)],
        stopwords: vec!["dummy".to_owned()],
        ..Allow::default()
    };
    assert!(allowed(both(Condition::Any, "^docs/"), "acme_abc"));
    assert!(allowed(both(Condition::Any, "^src/"), "acme_dummy"));
    assert!(!allowed(both(Condition::All, "^docs/"), "acme_abc"));
    assert!(!allowed(both(Condition::All, "^src/"), "acme_dummy"));
    assert!(allowed(both(Condition::All, "^docs/"), "acme_dummy"));
    assert!(!allowed(Allow { condition: Condition::All, ..Allow::default() }, "acme_abc"), "nothing is asked for");
}

#[test]
fn a_global_list_is_for_all_or_for_those_that_it_names() {
    let patterns = || vec![pattern(r"acme_\w+"), Pattern { id: "two".to_owned(), ..pattern(r"initech_\w+") }];
    let run = |rules: &[&str]| {
        let rules = rules.iter().map(|&rule| rule.to_owned()).collect();
        let allow = Allow { paths: vec![regex("^src/")], rules, ..Allow::default() };
        found(&Custom::new(patterns(), vec![allow], BTreeSet::new()), "acme_a initech_b")
    };
    assert!(run(&[]).is_empty());
    assert_eq!(run(&["two"]), ["acme_a"]);
}

#[test]
fn required_patterns_stand_near() {
    let near = |within_lines, within_columns| {
        let required = vec![Required { id: "id".to_owned(), within_lines, within_columns }];
        let secret = Pattern { required, ..pattern(r"secret=(\w+)") };
        let id = Pattern { id: "id".to_owned(), unreported: true, ..pattern(r"id=\w+") };
        custom(vec![secret, id])
    };
    let text = "id=1\n\n  secret=abc\n";
    assert_eq!(found(&near(None, None), text), ["abc"], "anywhere in the file; what only serves is not reported");
    assert_eq!(found(&near(Some(2), None), text), ["abc"]);
    assert!(found(&near(Some(1), None), text).is_empty());
    assert_eq!(found(&near(None, Some(2)), text), ["abc"]);
    assert!(found(&near(Some(2), Some(1)), text).is_empty());
    assert!(found(&near(None, None), "secret=abc").is_empty());
}

#[test]
fn built_in_findings_pass_where_a_list_says_so() {
    let text = b"token = abcdef # dummy\n";
    let (secret, whole) = ((8..14).into(), (0..14).into());
    let allows = |allow: Allow, rule: &str| {
        Custom::new(Vec::new(), vec![allow], BTreeSet::new()).allows(rule, &"docs/a.md".into(), text, secret, whole)
    };
    let line = Allow { regexes: vec![regex("dummy")], target: Target::Line, ..Allow::default() };
    assert!(!allows(line.clone(), "secret/generic"), "it is about the patterns beside it");
    assert!(allows(Allow { built_in: true, ..line.clone() }, "secret/generic"));
    let named = Allow { rules: vec!["secret/jwt".to_owned()], built_in: true, ..line };
    assert!(allows(named.clone(), "secret/jwt") && !allows(named, "secret/generic"));
}

#[test]
fn words_of_an_expression_are_of_ascii() {
    assert_eq!(one(pattern(r"(?i)K\w+"), "k\u{e9} kelvin"), ["kelvin"]);
    assert_eq!(one(pattern(r"clé=(\w+)"), "clé=abc"), ["abc"], "a character beyond it stands for itself");
}

#[test]
fn what_no_expression_can_say_is_told_with_what_to_write() {
    let told = |written: &str| Expression::new(written).map(drop).expect_err("no expression");
    let cases = [
        (
            r"(?<!x)key",
            "look-around, including look-ahead and look-behind, is not supported, at `(?<!x)key`",
            "look-around",
        ),
        (r"(a)\1", r"backreferences are not supported, at `\1`", "back-references"),
        (r"\Qa.b\E", r"unrecognized escape sequence, at `\Qa.b\E`", r"`\Q…\E`"),
        (r"a\C", r"unrecognized escape sequence, at `\C`", r"`\C`"),
        (r"x{", "unclosed counted repetition, at `{`", r"`\{`"),
        (r"(?i)\p{Greek}", "", r"\p{L}"),
    ];
    for (written, why, help) in cases {
        let invalid = told(written);
        assert!(why.is_empty() || invalid.why == why, "{written}: {}", invalid.why);
        assert!(invalid.help.is_some_and(|told| told.contains(help)), "{written}: {:?}", invalid.help);
    }
    let large = told(r"(?:\w{1000}){1000}");
    assert_eq!(large.why, "it needs more than 10 MiB when it is compiled");
}

#[test]
fn debug_shows_no_text() {
    let stop = Allow { regexes: vec![regex("hunter2")], stopwords: vec!["hunter2".to_owned()], ..Allow::default() };
    let custom = Custom::new(vec![pattern("abc")], vec![stop.clone()], BTreeSet::new());
    assert_eq!(format!("{custom:?}"), "Custom(1 patterns, 1 allowlists, 0 rules off)");
    assert!(!format!("{stop:?}").contains("hunter2"));
}

#[test]
fn hostile_texts_take_linear_time() {
    let line = Allow { regexes: vec![regex("nothing$")], target: Target::Line, ..Allow::default() };
    let near = Required { id: "two".to_owned(), within_lines: Some(3), within_columns: None };
    let first = Pattern { allow: vec![line], required: vec![near], ..pattern(r"(?:a|aa)+_x") };
    let second = Pattern { id: "two".to_owned(), keywords: vec!["a".to_owned(), "aa".to_owned()], ..pattern(r"a_x") };
    let custom = custom(vec![first, second]);
    for piece in ["a_x", "a", "a_x\n", "_"] {
        let text = piece.repeat((1 << 22) / piece.len());
        let start = Instant::now();
        std::hint::black_box(custom.find(&"a".into(), text.as_bytes()));
        assert!(start.elapsed() < Duration::from_secs(8), "{piece:?} took {:?}", start.elapsed());
    }
}

proptest! {
    /// Anchors and keywords decide what is asked, never what is answered.
    #[test]
    fn the_prefilter_loses_nothing(
        written in prop::sample::select(vec![
            r"(?i)acme[_-]?(\w+)", r"\b(?:foo\w|bar)\d+", r"[a-f]+(?:key|kex)x", r"(?:ab){2,}c", r"(?:x?abc|[A-C]+zz)\w",
        ]),
        text in "([aA][cC][mM][eE]_?|foo|bar|ab|c|key|kex|[a-fA-Cxz0-9_ \n]){0,12}",
    ) {
        let expression = regex(written);
        let anchors = expression.anchors().expect("anchors").to_vec();
        let lower = text.to_ascii_lowercase();
        for found in expression.regex().expect("small").find_iter(text.as_bytes()) {
            let inside = &lower.as_bytes()[found.range()];
            prop_assert!(anchors.iter().any(|anchor| memchr::memmem::find(inside, anchor).is_some()), "{written} in {text}");
        }
        let plain = expression.regex().expect("small").find_iter(text.as_bytes()).count();
        prop_assert_eq!(custom(vec![pattern(written)]).find(&"a".into(), text.as_bytes()).len(), plain);
    }

    #[test]
    fn hits_lie_in_their_match_and_in_the_text(bytes in any::<Vec<u8>>()) {
        let custom = custom(vec![pattern(r"(?s)(.)."), pattern("[^a]+"), pattern(r"\n*(x*)")]);
        let hits = custom.find(&"a".into(), &bytes);
        prop_assert!(hits.iter().all(|hit| hit.whole.contains(hit.span) && hit.whole.end <= bytes.len()));
        prop_assert!(hits.is_sorted_by_key(|hit| hit.whole));
    }

    #[test]
    fn no_text_panics_as_an_expression(written in any::<String>()) {
        let _ = Expression::new(&written);
    }
}
