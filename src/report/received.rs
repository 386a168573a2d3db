//! `portcullis/1` as another run wrote it, which nobody vouches for: bounded, held to the schema, masked once more.

use super::model::{self, Finding, Fixed, Position, Report};
use super::view::View;
use crate::secret::mask;

/// The longest file that is read, in bytes.
pub const LONGEST: u64 = 16 << 20;

/// No change is reported with more.
const MOST_FINDINGS: usize = 25_000;

/// More rows, places or edits than that are of no use to anybody.
const MOST_ROWS: usize = 1000;

/// The longest text, in bytes.
const LONGEST_TEXT: usize = 64 << 10;

/// No file has more lines, or a longer one.
const FARTHEST: usize = 1 << 26;

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(String);

/// Reads what `check --format json` wrote on a machine that is not trusted.
///
/// # Errors
/// It is too long, not of the schema, or says what no such run can say.
pub fn received(bytes: &[u8]) -> Result<Report, Refused> {
    if bytes.len() as u64 > LONGEST {
        return refuse(format!("it has more than {LONGEST} bytes"));
    }
    let mut report: Report = serde_json::from_slice(bytes).map_err(|error| Refused(error.to_string()))?;
    if report.schema != model::SCHEMA {
        return refuse(format!("its schema is not `{}`", model::SCHEMA));
    }
    // A run that could not ask GitHub cannot know that somebody let the change pass.
    if !matches!(report.verdict.as_str(), "pass" | "fail" | "incomplete") || report.overruled.is_some() {
        return refuse("its verdict is not one that `check` gives");
    }
    if report.findings.len() > MOST_FINDINGS || report.unchecked.len() > MOST_FINDINGS {
        return refuse(format!("it has more than {MOST_FINDINGS} rows"));
    }
    report.findings.iter().try_for_each(sound)?;
    let view = View::default();
    for text in [&mut report.base, &mut report.head] {
        *text = view.prose(text);
    }
    for row in &mut report.unchecked {
        (row.what, row.why) = (view.subject(&row.what), view.prose(&row.why));
    }
    report.findings.iter_mut().for_each(|finding| masked(&view, finding));
    report.fixable = model::fixable(&report.findings);
    Ok(report)
}

fn refuse<T>(why: impl Into<String>) -> Result<T, Refused> {
    Err(Refused(why.into()))
}

/// Whether a finding is one that a run can have made.
fn sound(finding: &Finding) -> Result<(), Refused> {
    let is_name =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let is_rule = finding.rule.len() <= 100
        && finding
            .rule
            .split_once('/')
            .is_some_and(|(family, rule)| is_name(family) && is_name(rule) && !rule.is_empty());
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let print = &finding.fingerprint;
    if !is_rule || print.len() != 32 || !print.bytes().all(is_hex) {
        return refuse("it has a finding without a rule's name or a fingerprint");
    }
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    let places = [(finding.start, finding.end)].into_iter();
    let places = places.chain(finding.related.iter().map(|related| (related.start, related.end)));
    let places = places.chain(edits.clone().map(|edit| (edit.start, edit.end)));
    let lines = finding.fix.iter().filter_map(|fix| fix.lines.as_ref());
    let is_run = |lines: &model::Lines| lines.first >= 1 && lines.first <= lines.last && lines.last <= FARTHEST;
    if !places.clone().all(is_place) || !lines.clone().all(is_run) {
        return refuse("it has a finding at an impossible place");
    }
    if finding.related.len() > MOST_ROWS || edits.count() > MOST_ROWS {
        return refuse(format!("it has a finding with more than {MOST_ROWS} places"));
    }
    if texts(finding).any(|text| text.len() > LONGEST_TEXT) {
        return refuse(format!("it has a text of more than {LONGEST_TEXT} bytes"));
    }
    Ok(())
}

fn is_place((start, end): (Position, Position)) -> bool {
    let is_position = |at: Position| (1..=FARTHEST).contains(&at.line) && (1..=FARTHEST).contains(&at.column);
    is_position(start) && is_position(end) && start <= end
}

/// All that somebody wrote in `finding`.
fn texts(finding: &Finding) -> impl Iterator<Item = &String> {
    let related = finding.related.iter().flat_map(|related| [&related.path, &related.message]);
    let fix = finding.fix.iter().flat_map(|fix| {
        let edits = fix.edits.iter().flat_map(|edit| [&edit.path, &edit.text]);
        let lines = fix.lines.iter().flat_map(|lines| [&lines.path, &lines.before].into_iter().chain(&lines.after));
        [&fix.title].into_iter().chain(edits).chain(lines)
    });
    let suppressed = finding.suppressed.iter().flat_map(|suppressed| {
        [&suppressed.by].into_iter().chain(&suppressed.reason).chain(&suppressed.until).chain(&suppressed.path)
    });
    [&finding.path, &finding.message]
        .into_iter()
        .chain(&finding.help)
        .chain(&finding.zone)
        .chain(related)
        .chain(fix)
        .chain(suppressed)
}

fn masked(view: &View, finding: &mut Finding) {
    let path = |path: &mut String| *path = view.machine_path(&path.as_str().into());
    let prose = |text: &mut String| *text = view.prose(text);
    path(&mut finding.path);
    prose(&mut finding.message);
    finding.help.iter_mut().chain(&mut finding.zone).for_each(prose);
    for related in &mut finding.related {
        path(&mut related.path);
        prose(&mut related.message);
    }
    if let Some(suppressed) = &mut finding.suppressed {
        suppressed.path.iter_mut().for_each(path);
        prose(&mut suppressed.by);
        suppressed.reason.iter_mut().chain(&mut suppressed.until).for_each(prose);
    }
    // A fix is exact or it is none.
    finding.fix = finding.fix.take().filter(|fix| !holds_secret(fix));
    if let Some(fix) = &mut finding.fix {
        prose(&mut fix.title);
    }
}

fn holds_secret(fix: &Fixed) -> bool {
    let edits = fix.edits.iter().flat_map(|edit| [&edit.path, &edit.text]);
    let lines = fix.lines.iter().flat_map(|lines| [&lines.path, &lines.before].into_iter().chain(&lines.after));
    edits.chain(lines).any(|text| !mask::spans(text.as_bytes()).is_empty())
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, received};
    use serde_json::{Value, json};

    /// What GitHub's documentation shows of a token, with a checksum that fits.
    fn token() -> String {
        format!("ghp_{}", "16C7e42F292c6912E7710c838347Ae178B4a")
    }

    fn finding() -> Value {
        let at = |line: usize| json!({ "line": line, "column": 1 });
        json!({
            "rule": "image/latest-tag", "severity": "high", "confidence": "certain", "side": "head",
            "path": "web.yaml", "zone": null, "start": at(3), "end": at(3), "message": "a tag", "help": null,
            "origin": "introduced", "touched": true, "gates": true, "comments": true, "suppressed": null, "related": [],
            "fix": { "title": "pin it", "safety": "safe", "edits": [
                { "path": "web.yaml", "start": at(3), "end": at(3), "text": "x" }], "lines": null },
            "fingerprint": "0123456789abcdef0123456789abcdef",
        })
    }

    fn report(findings: &[Value]) -> Value {
        json!({ "schema": "portcullis/1", "verdict": "fail", "base": "a", "head": "b", "findings": findings,
            "fixable": { "safe": findings.len(), "unsafe": 0 }, "unchecked": [{ "what": "x", "why": "y" }], "files": 1, "overruled": null })
    }

    fn with(pointer: &str, value: Value) -> Result<super::Report, super::Refused> {
        let mut report = report(&[finding()]);
        *report.pointer_mut(pointer).unwrap() = value;
        received(report.to_string().as_bytes())
    }

    #[test]
    fn what_a_run_wrote_comes_back() {
        let text = report(&[finding()]);
        let read = received(text.to_string().as_bytes()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), text);
    }

    #[test]
    fn what_no_run_writes_is_refused() {
        for (pointer, value) in [
            ("/schema", json!("portcullis/2")),
            ("/verdict", json!("overruled")),
            ("/overruled", json!({ "by": "octocat", "how": "approval", "label": null, "why": "x" })),
            ("/findings/0/rule", json!("image/latest-tag](https://example.org)")),
            ("/findings/0/rule", json!("image/")),
            ("/findings/0/fingerprint", json!("0 --> <b>")),
            ("/findings/0/start/line", json!(0)),
            ("/findings/0/start/line", json!(9)),
            ("/findings/0/end/line", json!(1_u64 << 40)),
            ("/findings/0/message", json!("x".repeat(70_000))),
            ("/findings/0/severity", json!("fatal")),
            ("/findings/0/fix/lines", json!({ "path": "a", "first": 2, "last": 1, "before": "", "after": null })),
            ("/unchecked/0", json!({ "what": "x", "why": "y", "more": 1 })),
        ] {
            assert!(with(pointer, value.clone()).is_err(), "{pointer}: {value}");
        }
        assert!(received(b"").is_err());
        assert!(received(&vec![b' '; usize::try_from(LONGEST).unwrap() + 1]).is_err());
        assert!(received(report(&vec![finding(); 25_001]).to_string().as_bytes()).is_err());
    }

    #[test]
    fn what_was_not_masked_is() {
        let secret = token();
        for pointer in
            ["/findings/0/message", "/findings/0/path", "/base", "/unchecked/0/why", "/findings/0/fix/edits/0/text"]
        {
            let read = with(pointer, json!(format!("a {secret} b"))).unwrap();
            assert!(!serde_json::to_string(&read).unwrap().contains(&secret), "{pointer}");
        }
        let read = with("/findings/0/message", json!("a\n::error::\u{202e}")).unwrap();
        assert_eq!(read.findings[0].message, "a␊::error::\\u{202e}");
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_break_it(bytes: Vec<u8>) {
            let _ = received(&bytes);
        }
    }
}
