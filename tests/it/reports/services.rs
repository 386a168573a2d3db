//! What GitLab, reviewdog, Jenkins and Azure Pipelines are given: the shapes that they read, and nothing of a stranger's.

use std::collections::BTreeSet;

use portcullis::finding::{Confidence, Finding, Safety, Severity};
use portcullis::policy::{Decision, How, Outcome, Overruled, Standing, Verdict};
use portcullis::report::{Format, Options};
use portcullis::text::{Side, Site, Span};
use serde_json::Value;

use super::build::{at, decision, edit, existing, render, text, tour, verdict, waiver};
use super::hostile::{ATTACKS, everywhere};

fn shown(format: Format, verdict: &Verdict) -> String {
    render(format, verdict, &Options::default())
}

fn gitlab(verdict: &Verdict) -> Vec<Value> {
    serde_json::from_str(&shown(Format::Gitlab, verdict)).unwrap()
}

fn rdjsonl(verdict: &Verdict) -> Vec<Value> {
    let lines = shown(Format::Rdjsonl, verdict);
    lines.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn gitlab_is_given_what_it_compares() {
    let first = &gitlab(&tour())[0];
    insta::assert_snapshot!(serde_json::to_string_pretty(first).unwrap(), @r#"
    {
      "check_name": "image/floating-tag",
      "description": "Tag `22` moves with each release of `node`. Name a version that does not move, or a digest.",
      "fingerprint": "bea05b12956d3fddccfd7074b552dbae",
      "location": {
        "lines": {
          "begin": 1
        },
        "path": "Dockerfile"
      },
      "severity": "major"
    }
    "#);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for verdict in std::iter::once(tour()).chain(ATTACKS.map(everywhere)) {
        let all = gitlab(&verdict);
        let mut prints = BTreeSet::new();
        for one in &all {
            assert_eq!(keys(one), ["check_name", "description", "fingerprint", "location", "severity"]);
            assert!(["info", "minor", "major", "critical", "blocker"].contains(&one["severity"].as_str().unwrap()));
            assert!(one["location"]["lines"]["begin"].as_u64().unwrap() > 0);
            assert!(!one["location"]["path"].as_str().unwrap().starts_with("./"));
            assert!(!one["description"].as_str().unwrap().is_empty());
            assert!(prints.insert(one["fingerprint"].as_str().unwrap().to_owned()));
        }
        // What was there before is compared by GitLab itself; what is waived is left out.
        assert_eq!(all.len(), verdict.decisions.iter().filter(|decision| !decision.is_waived()).count());
    }
}

/// The rules of reviewdog's `Diagnostic.json`, and what its parser asks beyond: both columns or none, an end that is no start.
fn valid(diagnostic: &Value) {
    let only = |value: &Value, keys: &[&str]| {
        let object = value.as_object().unwrap();
        assert!(object.keys().all(|key| keys.contains(&key.as_str())), "{value}");
    };
    let is_text = |value: &Value| assert!(value.as_str().is_some_and(|text| !text.is_empty()), "{value}");
    let position = |value: &Value| {
        only(value, &["line", "column"]);
        let number = |value: &Value| value.as_u64().filter(|number| (1..=i32::MAX as u64).contains(number)).unwrap();
        (number(&value["line"]), value.get("column").map(number))
    };
    let range = |value: &Value| {
        only(value, &["start", "end"]);
        let (start, end) = (position(&value["start"]), position(&value["end"]));
        assert!(start <= end && start.1.is_some() == end.1.is_some(), "{value}");
    };
    let location = |value: &Value| {
        only(value, &["path", "range"]);
        is_text(&value["path"]);
        value.get("range").into_iter().for_each(range);
    };
    let known =
        ["message", "location", "severity", "source", "code", "suggestions", "original_output", "related_locations"];
    only(diagnostic, &known);
    is_text(&diagnostic["message"]);
    is_text(&diagnostic["original_output"]);
    location(&diagnostic["location"]);
    assert!(["ERROR", "WARNING", "INFO"].contains(&diagnostic["severity"].as_str().unwrap()));
    only(&diagnostic["source"], &["name", "url"]);
    only(&diagnostic["code"], &["value", "url"]);
    assert!(diagnostic["code"]["url"].as_str().unwrap().starts_with("https://"));
    for suggestion in diagnostic.get("suggestions").and_then(Value::as_array).into_iter().flatten() {
        only(suggestion, &["range", "text"]);
        range(&suggestion["range"]);
        assert!(suggestion["text"].is_string());
    }
    for related in diagnostic.get("related_locations").and_then(Value::as_array).into_iter().flatten() {
        only(related, &["message", "location"]);
        is_text(&related["message"]);
        location(&related["location"]);
    }
}

#[test]
fn rdjsonl_is_what_reviewdog_reads() {
    for verdict in std::iter::once(tour()).chain(ATTACKS.map(everywhere)) {
        let all = rdjsonl(&verdict);
        all.iter().for_each(valid);
        assert_eq!(all.len(), verdict.decisions.iter().filter(|decision| !decision.is_waived()).count());
    }
    let severities: Vec<_> = rdjsonl(&tour()).iter().map(|one| one["severity"].as_str().unwrap().to_owned()).collect();
    assert_eq!(severities, ["WARNING", "INFO", "ERROR", "ERROR", "ERROR"]);
}

/// What stands in a range of `source`, as reviewdog cuts it.
fn cut(source: &str, range: &Value) -> Span {
    let offset = |position: &Value| {
        let number = |key: &str| position[key].as_u64().unwrap() as usize - 1;
        source.split_inclusive('\n').take(number("line")).map(str::len).sum::<usize>() + number("column")
    };
    Span::new(offset(&range["start"]), offset(&range["end"]))
}

#[test]
fn rdjsonl_counts_bytes() {
    let source = "\u{feff}# 日本\r\nnote: \"日本語 \u{1f600}\" # é\nimage: 日/\u{1f600}:latest # 本\n";
    let code = text(Side::Head, "deploy/é.yaml", source);
    let finding = Finding::at(&at(&code, "latest"), "moves").related(&at(&code, "\u{1f600}:"), "here").fix(
        "name it",
        Safety::Safe,
        vec![edit(&at(&code, "latest"), "1.4"), edit(&at(&code, "日本語"), "本")],
    );
    let verdict = verdict(Outcome::Fail, vec![decision("image/latest-tag", Severity::High, finding, Standing::Blocks)]);
    let [one] = rdjsonl(&verdict).try_into().unwrap();
    valid(&one);
    assert_eq!(&source[cut(source, &one["location"]["range"]).range()], "latest");
    assert_eq!(&source[cut(source, &one["related_locations"][0]["location"]["range"]).range()], "\u{1f600}:");
    let suggestion = &one["suggestions"][0];
    let place = cut(source, &suggestion["range"]);
    let fixed = format!("{}{}{}", &source[..place.start], suggestion["text"].as_str().unwrap(), &source[place.end..]);
    assert_eq!(fixed, source.replace("日本語", "本").replace("latest", "1.4"));
}

#[test]
fn rdjsonl_keeps_its_lines_short() {
    let code = text(Side::Head, "a.yaml", "image: x\n");
    let many = |count| {
        let related = |finding: Finding, _| finding.related(&at(&code, "x"), "日".repeat(900));
        let finding = (0..count).fold(Finding::at(&at(&code, "x"), "m"), related);
        verdict(Outcome::Fail, vec![decision("image/no-tag", Severity::High, finding, Standing::Blocks)])
    };
    assert_eq!(rdjsonl(&many(3))[0]["related_locations"].as_array().unwrap().len(), 3);
    let long = shown(Format::Rdjsonl, &many(40));
    assert!(long.len() < 64 << 10 && !long.contains("related_locations"));
}

#[test]
fn a_suggestion_shows_no_secret_between_its_edits() {
    let code = text(Side::Head, "a.yaml", "image: web\npassword: hunter2secret\nname: web2\n");
    let edits = vec![edit(&at(&code, "web"), "api"), edit(&at(&code, "web2"), "api2")];
    let finding = Finding::at(&at(&code, "web"), "m").fix("rename it", Safety::Safe, edits);
    let verdict = verdict(Outcome::Fail, vec![decision("image/no-tag", Severity::High, finding, Standing::Blocks)]);
    for format in Format::ALL {
        assert!(!shown(format, &verdict).contains("hunter2"), "{format}");
    }
    assert!(rdjsonl(&verdict)[0].get("suggestions").is_none());
    assert_eq!(portcullis::report::model::report(&verdict).findings[0].fix.as_ref().unwrap().lines, None);
}

/// What an element may hold, and the attributes that it must and may have.
struct Shape {
    name: &'static str,
    children: &'static [&'static str],
    needs: &'static [&'static str],
    may: &'static [&'static str],
}

const fn shape(
    name: &'static str,
    children: &'static [&'static str],
    needs: &'static [&'static str],
    may: &'static [&'static str],
) -> Shape {
    Shape { name, children, needs, may }
}

/// Reads a document and holds its elements to their shapes.
fn shaped(document: &str, shapes: &[Shape]) {
    let tree = roxmltree::Document::parse(document).unwrap();
    for element in tree.descendants().filter(roxmltree::Node::is_element) {
        let name = element.tag_name().name();
        let shape = shapes.iter().find(|shape| shape.name == name).expect(name);
        for child in element.children().filter(roxmltree::Node::is_element) {
            assert!(shape.children.contains(&child.tag_name().name()), "{document}");
        }
        let known = |name: &str| shape.needs.contains(&name) || shape.may.contains(&name);
        assert!(element.attributes().all(|attribute| known(attribute.name())), "{document}");
        assert!(shape.needs.iter().all(|name| element.has_attribute(*name)), "{document}");
    }
}

/// `junit-10.xsd` of Jenkins' xUnit plugin, as far as what we write goes.
const JUNIT: [Shape; 7] = [
    shape("testsuites", &["testsuite"], &[], &["name", "time", "tests", "failures", "errors"]),
    shape(
        "testsuite",
        &["testcase"],
        &["name", "tests", "failures", "errors"],
        &["group", "time", "skipped", "id", "package", "file"],
    ),
    shape(
        "testcase",
        &["skipped", "error", "failure", "system-out", "system-err"],
        &["name"],
        &["time", "classname", "group"],
    ),
    shape("failure", &[], &[], &["type", "message"]),
    shape("error", &[], &[], &["type", "message"]),
    shape("skipped", &[], &[], &["type", "message"]),
    shape("system-out", &[], &[], &[]),
];

fn junit(verdict: &Verdict) -> String {
    let document = shown(Format::Junit, verdict);
    shaped(&document, &JUNIT);
    // Its type for times takes up to three digits, and as many decimals.
    assert_eq!(document.matches(" time=").count(), document.matches(" time=\"0\"").count());
    document
}

/// Of the whole: tests, failures, errors, skipped ones, as written and as counted.
fn counted(document: &str) -> [usize; 4] {
    let tree = roxmltree::Document::parse(document).unwrap();
    let count =
        |from: roxmltree::Node<'_, '_>, name: &str| from.descendants().filter(|node| node.has_tag_name(name)).count();
    for suite in tree.descendants().filter(|node| node.has_tag_name("testsuite") || node.has_tag_name("testsuites")) {
        let written = |name: &str| suite.attribute(name).unwrap().parse::<usize>().unwrap();
        let pairs = [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")];
        let pairs = pairs.iter().filter(|(sum, _)| *sum != "skipped" || suite.has_tag_name("testsuite"));
        pairs.for_each(|(sum, each)| assert_eq!(written(sum), count(suite, each), "{document}"));
    }
    ["testcase", "failure", "error", "skipped"].map(|name| count(tree.root(), name))
}

#[test]
fn junit_fails_for_what_stops_the_change() {
    // Three gate, one advises; what was there before and what is waived are no test cases; one is always there.
    assert_eq!(counted(&junit(&tour())), [5, 3, 0, 1]);
    assert_eq!(counted(&junit(&verdict(Outcome::Pass, Vec::new()))), [1, 0, 0, 0]);
    assert_eq!(counted(&junit(&verdict(Outcome::Incomplete, Vec::new()))), [1, 0, 1, 0]);
    let mut overruled = tour();
    overruled.overrule(Overruled {
        by: "octocat".to_owned(),
        how: How::Label("break-glass".to_owned()),
        why: "the site is down".to_owned(),
    });
    let document = junit(&overruled);
    assert_eq!(counted(&document), [5, 0, 0, 4]);
    assert!(
        document.contains(
            "<skipped message=\"`octocat` allowed this change with the label `break-glass`: the site is down"
        )
    );
    assert!(junit(&tour()).contains("Not checked: charts/a: it is a submodule"));
}

#[test]
fn junit_names_each_test_case_once() {
    let code = text(Side::Head, "a.yaml", "image: x\nimage: x\n");
    let place = |start| Site::new(&code, Span::new(start, start + 1));
    let same = |start| decision("image/no-tag", Severity::High, Finding::at(&place(start), "m"), Standing::Blocks);
    let document = junit(&verdict(Outcome::Fail, vec![same(7), same(16)]));
    let tree = roxmltree::Document::parse(&document).unwrap();
    let names: BTreeSet<_> =
        tree.descendants().filter_map(|node| node.attribute("classname").and(node.attribute("name"))).collect();
    assert!(names.contains("a.yaml: M") && names.contains("a.yaml: M (2)"), "{names:?}");
    assert!(document.contains("classname=\"image.no-tag\""));
}

fn checkstyle(verdict: &Verdict) -> String {
    let document = shown(Format::Checkstyle, verdict);
    shaped(
        &document,
        &[
            shape("checkstyle", &["file"], &["version"], &[]),
            shape("file", &["error"], &["name"], &[]),
            shape("error", &[], &["line", "severity", "message", "source"], &["column"]),
        ],
    );
    document
}

#[test]
fn checkstyle_lists_files() {
    insta::assert_snapshot!(checkstyle(&tour()), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <checkstyle version="8.0">
      <file name="Dockerfile">
        <error line="1" column="29" severity="warning" message="Tag `22` moves with each release of `node`. Name a version that does not move, or a digest." source="portcullis.image.floating-tag"/>
      </file>
      <file name="compose.yaml">
        <error line="3" column="12" severity="info" message="`postgres` has neither a tag nor a digest." source="portcullis.image.no-tag"/>
      </file>
      <file name="deploy/job.yaml">
        <error line="2" severity="error" message="`registry.example.org/team/job` has lost its digest. This change removes it from line 2 of the base." source="portcullis.image.pin-removed"/>
      </file>
      <file name="deploy/production/web.yaml">
        <error line="10" column="46" severity="error" message="`latest` is whatever was pushed last. Name the version that you tested, with its digest." source="portcullis.image.latest-tag"/>
        <error line="12" column="51" severity="error" message="Digest changed, tag `1.4` did not. Move the tag too, or say in the review why the image was rebuilt." source="portcullis.image.tag-reused"/>
      </file>
    </checkstyle>
    "#);
    let deleted = text(Side::Base, "gone.yaml", "a: 1\nimage: x\n");
    let finding = Finding::at(&at(&deleted, "x"), "gone");
    let verdict = verdict(Outcome::Fail, vec![decision("image/no-tag", Severity::High, finding, Standing::Blocks)]);
    assert!(checkstyle(&verdict).contains(
        "<error line=\"2\" severity=\"error\" message=\"Gone. This change removes it from line 2 of the base.\""
    ));
}

#[test]
fn nothing_of_a_stranger_is_an_element() {
    for attack in ATTACKS {
        let verdict = everywhere(attack);
        assert_eq!(counted(&junit(&verdict)), [4, 2, 0, 1], "{attack:?}");
        let document = checkstyle(&verdict);
        assert_eq!(document.matches("<error ").count(), 4, "{attack:?}");
        for format in [Format::Junit, Format::Checkstyle, Format::Gitlab, Format::Rdjsonl] {
            let shown = shown(format, &verdict);
            assert!(!shown.contains("##[") && !shown.contains("##vso["), "{format}: {attack:?}");
            assert!(!shown.split('\n').any(|line| line.trim_start().starts_with("::")), "{shown}");
        }
    }
}

#[test]
fn what_is_waived_or_was_there_before_stops_nobody() {
    let code = text(Side::Head, "a.yaml", "image: x\n");
    let finding = || Finding::at(&at(&code, "x"), "m");
    let waived = decision("image/no-tag", Severity::Critical, finding(), waiver(None, "r", true));
    let listed = decision("image/no-tag", Severity::Critical, finding(), Standing::Baselined);
    let old = existing(decision("image/no-tag", Severity::Critical, finding(), Standing::Advises));
    let verdict = verdict(Outcome::Pass, vec![waived, listed, old]);
    assert_eq!(gitlab(&verdict).len(), 1);
    assert_eq!(rdjsonl(&verdict)[0]["severity"], "INFO");
    assert!(checkstyle(&verdict).contains("severity=\"info\""));
    assert_eq!(counted(&junit(&verdict)), [1, 0, 0, 0]);
}

#[test]
fn gitlab_has_a_word_of_its_own_for_each_level() {
    let code = text(Side::Head, "a.yaml", "a\nb\nc\nd\ne\n");
    let one =
        |part, severity| decision("image/no-tag", severity, Finding::at(&at(&code, part), "m"), Standing::Advises);
    let mut decisions: Vec<_> =
        ["a", "b", "c", "d"].into_iter().zip(Severity::ALL).map(|(at, of)| one(at, of)).collect();
    decisions.push(Decision { confidence: Confidence::Possible, ..one("e", Severity::Critical) });
    let verdict = verdict(Outcome::Pass, decisions);
    let severities: Vec<_> = gitlab(&verdict).iter().map(|one| one["severity"].as_str().unwrap().to_owned()).collect();
    assert_eq!(severities, ["minor", "major", "critical", "blocker", "info"]);
    let levels: Vec<_> = rdjsonl(&verdict).iter().map(|one| one["severity"].as_str().unwrap().to_owned()).collect();
    assert_eq!(levels, ["INFO", "WARNING", "WARNING", "WARNING", "INFO"], "advice is no error, and doubt a note");
    let log = shown(Format::Github, &verdict);
    let count = |command: &str| log.split('\n').filter(|line| line.starts_with(command)).count();
    assert_eq!(["::error ", "::warning ", "::notice "].map(count), [0, 3, 2]);
}
