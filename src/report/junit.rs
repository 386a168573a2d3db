//! JUnit's XML, as Jenkins, Azure Pipelines and GitLab read it: a suite a family, a test case a finding. Only what stops the change
//! is a failure. No times: the same change gives the same bytes.
//!
//! Source: `junit-10.xsd` of Jenkins' xUnit plugin, which refuses a file with any other attribute.

use std::collections::{BTreeMap, HashMap};
use std::io;

use annotate_snippets::{Group, Level};

use super::at_head::{self, Placed};
use super::diff;
use super::frame::{self, Frame};
use super::link;
use super::tally::{self, Row, capital};
use super::view::View;
use super::xml::{self, attribute, text};
use crate::policy::{Outcome, Verdict};

/// The width of frames.
const WIDTH: usize = 110;

/// How many bytes of frames are written; beyond, sentences alone.
const BUDGET: usize = 8 << 20;

/// What was not looked at is reported one by one up to here, and counted beyond.
const MOST_UNCHECKED: usize = 1000;

pub(super) fn write(view: &View, verdict: &Verdict, out: &mut dyn io::Write) -> io::Result<()> {
    let mut suites: BTreeMap<&str, Suite> = BTreeMap::new();
    let mut writer = Writer { view, verdict, names: HashMap::new(), room: BUDGET };
    for placed in at_head::open(view, verdict) {
        if Row::of(placed.decision) != Row::Existing {
            let case = writer.case(&placed);
            suites.entry(placed.decision.judged.rule.family()).or_default().add(case);
        }
    }
    let mut whole = Suite::default();
    whole.add(looked(view, verdict));
    let all: Vec<(&str, &Suite)> =
        std::iter::once(("portcullis", &whole)).chain(suites.iter().map(|(name, suite)| (*name, suite))).collect();
    let total = all.iter().fold(Counts::default(), |sum, (_, suite)| sum.and(suite.counts));
    write!(out, "{}<testsuites name=\"portcullis\"{}>", xml::HEAD, total.attributes())?;
    for (name, suite) in all {
        let skipped = suite.counts.skipped;
        let counts = format!("{} skipped=\"{skipped}\"", suite.counts.attributes());
        write!(out, "\n  <testsuite{}{counts}>", attribute("name", name))?;
        for case in &suite.cases {
            write!(out, "\n    {case}")?;
        }
        write!(out, "\n  </testsuite>")?;
    }
    writeln!(out, "\n</testsuites>")
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Counts {
    fn and(self, other: Self) -> Self {
        Self {
            tests: self.tests + other.tests,
            failures: self.failures + other.failures,
            errors: self.errors + other.errors,
            skipped: self.skipped + other.skipped,
        }
    }

    /// Those that a suite and all of them have in common.
    fn attributes(self) -> String {
        let Self { tests, failures, errors, .. } = self;
        format!(" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" time=\"0\"")
    }
}

#[derive(Default)]
struct Suite {
    counts: Counts,
    cases: Vec<String>,
}

impl Suite {
    fn add(&mut self, case: Case) {
        let is = |result| usize::from(case.result == result);
        let (failures, errors, skipped) = (is(Ended::Failed), is(Ended::Error), is(Ended::Skipped));
        self.counts = self.counts.and(Counts { tests: 1, failures, errors, skipped });
        self.cases.push(case.xml);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    Passed,
    Failed,
    Error,
    Skipped,
}

struct Case {
    result: Ended,
    xml: String,
}

struct Writer<'a> {
    view: &'a View,
    verdict: &'a Verdict,
    /// How often a name was given: readers tell test cases apart by it.
    names: HashMap<String, usize>,
    room: usize,
}

impl Writer<'_> {
    fn case(&mut self, placed: &Placed<'_>) -> Case {
        let decision = placed.decision;
        let judged = &decision.judged;
        let path = self.view.path(placed.path);
        let message = capital(&self.view.prose(&judged.finding.message));
        let name = self.name(format!("{path}: {message}"));
        let class = judged.rule.name.replace('/', ".");
        let head = format!("<testcase{}{} time=\"0\">", attribute("classname", &class), attribute("name", &name));
        let body = self.body(placed);
        let stops = decision.gates() && self.verdict.outcome != Outcome::Overruled;
        let severity = attribute("type", &decision.severity.to_string());
        let (result, inner) = if stops {
            (Ended::Failed, format!("<failure{severity}{}>{}</failure>", attribute("message", &message), text(&body)))
        } else {
            let why = self.why_not(decision.gates());
            let skipped = format!("<skipped{}/>", attribute("message", &format!("{why}: {message}")));
            (Ended::Skipped, format!("{skipped}<system-out>{}</system-out>", text(&body)))
        };
        Case { result, xml: format!("{head}{inner}</testcase>") }
    }

    /// Why a finding stops nothing.
    fn why_not(&self, gates: bool) -> String {
        let overruled = if gates { tally::overruled(self.view, self.verdict) } else { None };
        overruled.map_or_else(|| "Advisory".to_owned(), |by| capital(&by))
    }

    /// `name`, with a number from the second of its kind on.
    fn name(&mut self, name: String) -> String {
        let count = self.names.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 { format!("{name} ({count})") } else { name }
    }

    fn body(&mut self, placed: &Placed<'_>) -> String {
        let finding = &placed.decision.judged.finding;
        let rule = placed.decision.judged.rule;
        let place = format!("{}:{}", self.view.path(placed.path), placed.line(self.view));
        let mut body = format!("{place}: {}\n", at_head::wrong(self.view, finding));
        if self.room > 0 {
            let mut frame = Frame::new(self.view);
            let shown = vec![Group::with_level(Level::ERROR).elements(frame.places(finding))];
            body.push_str(&format!("\n{}\n", frame.render(&frame::renderer(false, WIDTH), &shown)));
        }
        body.extend(finding.help.as_ref().map(|help| format!("\nhelp: {}\n", self.view.prose(help))));
        if let Some(fix) = self.view.fix(finding.fix.as_ref()).filter(|_| self.room > 0) {
            body.push_str(&format!("\nfix: {}\n", self.view.prose(&fix.title)));
            body.extend(diff::of(self.view, fix));
        }
        self.room = self.room.saturating_sub(body.len());
        body.push_str(&format!("\nrule: {}\n", link::page(rule)));
        body
    }
}

/// The test case that every report has, so that none is empty: whether all was seen that the policy requires to be seen.
fn looked(view: &View, verdict: &Verdict) -> Case {
    let mut told = format!("{}.\n", capital(&tally::counts(verdict)));
    told.extend(tally::overruled(view, verdict).map(|by| format!("Overruled: {by}.\n")));
    for row in verdict.unchecked.iter().take(MOST_UNCHECKED) {
        told.push_str(&format!("Not checked: {}: {}\n", view.subject(&row.what), view.prose(&row.why)));
    }
    if verdict.unchecked.len() > MOST_UNCHECKED {
        told.push_str(&format!("And {} more.\n", verdict.unchecked.len() - MOST_UNCHECKED));
    }
    let (result, error) = match verdict.outcome {
        Outcome::Incomplete => {
            let message = "Something the policy requires could not be verified";
            (Ended::Error, format!("<error type=\"incomplete\"{}/>", attribute("message", message)))
        }
        Outcome::Pass | Outcome::Fail | Outcome::Overruled => (Ended::Passed, String::new()),
    };
    let name = "Everything the policy requires could be verified";
    let head = format!("<testcase classname=\"portcullis\"{} time=\"0\">", attribute("name", name));
    Case { result, xml: format!("{head}{error}<system-out>{}</system-out></testcase>", text(&told)) }
}
