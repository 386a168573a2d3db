//! The review's body, edited from push to push: what came of the change, and what has no place on a line of it. Worst first, bounded.

use std::collections::BTreeMap;

use super::marker::Marker;
use super::{Pull, place, quote};
use crate::finding::Severity;
use crate::report::model::{Finding, Report, SideName, Suppressed};
use crate::report::tally::{capital, number};

/// GitHub takes 65,536 characters. What does not fit is counted.
const BUDGET: usize = 60_000;

/// Up to where findings, and then waivers, may fill it; the rest is for what comes behind them.
const FOR_FINDINGS: usize = 40_000;
const FOR_WAIVERS: usize = 50_000;

/// The most names of things that were not looked at for one reason.
const FEW: usize = 10;

/// The category of a gate that is the only one.
const ONLY: &str = "portcullis";

/// The summary. `listed` are the findings that no comment beside a line tells, worst first.
pub(super) fn body(report: &Report, pull: &Pull, listed: &[&Finding]) -> String {
    let mut page = Page { text: format!("### {}\n\n{}\n", title(report, pull), lead(report)) };
    page.section("Other findings", "", listed.iter().map(|finding| row(finding, pull)), FOR_FINDINGS);
    let mut waived: Vec<&Finding> = waived_here(report).collect();
    waived.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let approves = "Approving the change approves these too.\n\n";
    page.section("Waived by this change", approves, waived.iter().map(|f| waived_row(f, pull)), FOR_WAIVERS);
    page.unchecked(report);
    page.text.push('\n');
    page.text.push_str(&Marker::summary().write(&pull.category));
    page.text
}

/// The body of a review that brings new comments where the summary stands elsewhere.
pub(super) fn pointer(new: usize, url: &str) -> String {
    let comments = number(new, "new comment", "new comments");
    let is_address = url.starts_with("https://")
        && url.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/:#?=&%".contains(&byte));
    if is_address { format!("{comments}; [the summary]({url}) is up to date.") } else { format!("{comments}.") }
}

/// Whether there is anything that somebody has to read.
pub(super) fn is_news(report: &Report, listed: &[&Finding]) -> bool {
    !listed.is_empty() || report.verdict != "pass" || waived_here(report).next().is_some()
}

/// `Portcullis: blocked`.
fn title(report: &Report, pull: &Pull) -> String {
    let word = match report.verdict.as_str() {
        "pass" => "passed",
        "incomplete" => "incomplete",
        "overruled" => "blocked, but overruled",
        _ => "blocked",
    };
    let gate = if pull.category == ONLY { String::new() } else { format!(" {}", quote::name(&pull.category)) };
    format!("Portcullis{gate}: {word}")
}

/// What came of it, in a line or two.
fn lead(report: &Report) -> String {
    let open = || report.findings.iter().filter(|finding| finding.suppressed.is_none());
    let (gates, advises) = (open().filter(|f| f.gates).count(), open().filter(|f| f.comments && !f.gates).count());
    let mut said = Vec::new();
    if gates > 0 {
        said.push(stops(gates, &by_severity(open().filter(|f| f.gates))));
    }
    if report.verdict == "incomplete" {
        said.push("**Something the policy requires could not be verified.**".to_owned());
    }
    if advises > 0 {
        said.push(format!("{}.", number(advises, "finding is advisory", "findings are advisory")));
    }
    if said.is_empty() {
        said.push("Nothing blocks this change.".to_owned());
    }
    said.extend(report.fixable.sentence("portcullis check --fix").map(|fixes| format!("{fixes}.")));
    let mut lead = said.join(" ");
    lead.extend(overruled(report).map(|line| format!("\n\n{line}")));
    lead
}

/// `**3 findings block this change**: 2 critical, 1 high.`
fn stops(gates: usize, by_severity: &[String]) -> String {
    match by_severity {
        [one] => format!("**{one} {} this change.**", if gates == 1 { "finding blocks" } else { "findings block" }),
        several => format!("**{gates} findings block this change**: {}.", several.join(", ")),
    }
}

/// `2 critical`, `1 high`.
fn by_severity<'r>(findings: impl Iterator<Item = &'r Finding> + Clone) -> Vec<String> {
    let count = |severity| findings.clone().filter(|finding| finding.severity == severity).count();
    let parts = Severity::worst_first().map(|severity| (count(severity), severity)).filter(|(count, _)| *count > 0);
    parts.map(|(count, severity)| format!("{count} {severity}")).collect()
}

fn overruled(report: &Report) -> Option<String> {
    let overruled = report.overruled.as_ref()?;
    let how = match &overruled.label {
        Some(label) => format!("with the label {}", quote::name(label)),
        None => "by approving it".to_owned(),
    };
    Some(format!("**{} allowed this change** {how}: {}", quote::name(&overruled.by), quote::ending(&overruled.why)))
}

fn waived_here(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().filter(|finding| finding.suppressed.as_ref().is_some_and(|waiver| waiver.added_here))
}

/// `- **High** · rule in path:line: what is wrong. What to do.`
fn row(finding: &Finding, pull: &Pull) -> String {
    let advises = if finding.gates { "" } else { " (advisory)" };
    let help = finding.help.as_ref().map_or(String::new(), |help| format!(" {}", quote::sentence(help)));
    format!("- {}{advises}<br>{}{help}\n", heading(finding, pull), quote::sentence(&finding.message))
}

fn heading(finding: &Finding, pull: &Pull) -> String {
    let severity = capital(&finding.severity.to_string());
    format!("**{severity}** · {} · {}", quote::rule(&finding.rule), place_of(finding, pull))
}

fn place_of(finding: &Finding, pull: &Pull) -> String {
    let (first, last) = place::lines(finding);
    let place = format!("{}:{first}", finding.path);
    match finding.side {
        SideName::Head => quote::permalink(pull, &place, &finding.path, first, last),
        SideName::Base => format!("{}, before the change", quote::name(&place)),
    }
}

fn waived_row(finding: &Finding, pull: &Pull) -> String {
    let waiver = finding.suppressed.as_ref().map_or(String::new(), |waiver| waiver_of(waiver, pull));
    format!("- {}<br>{}{waiver}\n", heading(finding, pull), quote::sentence(&finding.message))
}

/// ` Waived in a.yaml:3 until 2027-01-31: reason.`
fn waiver_of(waiver: &Suppressed, pull: &Pull) -> String {
    let place = match (&waiver.path, waiver.line) {
        (Some(path), Some(line)) => {
            format!(" in {}", quote::permalink(pull, &format!("{path}:{line}"), path, line, line))
        }
        _ => String::new(),
    };
    let until = waiver.until.as_ref().map_or(String::new(), |until| format!(" until {}", quote::phrase(until)));
    let reason = waiver.reason.as_ref().map_or(String::new(), |reason| format!(": {}", quote::phrase(reason)));
    format!(" Waived{place}{until}{reason}.")
}

/// A text that is filled up to its budget.
struct Page {
    text: String,
}

impl Page {
    /// As many rows as fit below `most` bytes, under a heading.
    fn section(&mut self, heading: &str, lead: &str, rows: impl ExactSizeIterator<Item = String>, most: usize) {
        if rows.len() > 0 {
            self.text.push_str(&format!("\n#### {heading}\n\n{lead}"));
            self.rows(rows, most);
        }
    }

    fn rows(&mut self, rows: impl ExactSizeIterator<Item = String>, most: usize) {
        let count = rows.len();
        for (index, row) in rows.enumerate() {
            if self.text.len() + row.len() > most {
                self.text.push_str(&format!("- and {} more in the job log\n", count - index));
                return;
            }
            self.text.push_str(&row);
        }
    }

    /// What was not looked at: in sight where the verdict depends on it, else folded.
    fn unchecked(&mut self, report: &Report) {
        /// What is kept for the end of the page.
        const REST: usize = 500;
        let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for row in &report.unchecked {
            reasons.entry(&row.why).or_default().push(&row.what);
        }
        if reasons.is_empty() {
            return;
        }
        let is_open = report.verdict == "incomplete";
        if is_open {
            self.text.push_str("\n#### Not checked\n\n");
        } else {
            let title = number(report.unchecked.len(), "item was", "items were");
            self.text.push_str(&format!("\n<details><summary>{title} not checked</summary>\n\n"));
        }
        self.rows(reasons.into_iter().map(|(why, names)| unchecked_row(why, &names)), BUDGET - REST);
        if !is_open {
            self.text.push_str("\n</details>\n");
        }
    }
}

fn unchecked_row(why: &str, names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(FEW).map(|what| quote::name(what)).collect();
    let more = names.len() - shown.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("- {}{more}: {}\n", shown.join(", "), quote::ending(why))
}
