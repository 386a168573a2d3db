//! The rules of a run: those that speak in it, by name. All of them would make each upload larger by their pages, and no service
//! does more with a rule that has no result.

use serde_json::json;
use serde_sarif::sarif;

use super::bag;
use super::fold::Folded;
use crate::finding::{Confidence, Profile, Severity};
use crate::report::link;
use crate::report::tally::capital;
use crate::report::told::sentence;
use crate::rule::Rule;

/// The most characters of a description.
const LONGEST: usize = 1000;

/// The rules that speak, by name.
pub(super) struct Names(Vec<&'static Rule>);

pub(super) fn names(results: &[Folded<'_>]) -> Names {
    let mut rules: Vec<&'static Rule> = results.iter().map(|folded| folded.first.judged.rule).collect();
    rules.sort_by_key(|rule| rule.name);
    rules.dedup_by_key(|rule| rule.name);
    Names(rules)
}

impl Names {
    /// Where a rule stands among them.
    pub(super) fn index(&self, name: &str) -> i64 {
        self.0.partition_point(|rule| rule.name < name) as i64
    }
}

pub(super) fn descriptors(names: &Names, profile: Profile) -> Vec<sarif::ReportingDescriptor> {
    names.0.iter().map(|rule| descriptor(rule, profile)).collect()
}

fn descriptor(rule: &Rule, profile: Profile) -> sarif::ReportingDescriptor {
    let severity = rule.levels().of(profile);
    let page = rule.page();
    let summary = sentence(&cut(&page.plain_summary()));
    let why = page.why().map_or_else(|| summary.clone(), |why| sentence(&cut(&one_line(why))));
    let text = |text: &str| sarif::MultiformatMessageString::builder().text(text).build();
    let help =
        sarif::MultiformatMessageString::builder().text(format!("{summary} {why}")).markdown(page.markdown()).build();
    sarif::ReportingDescriptor::builder()
        .id(rule.name)
        .name(pascal(rule.name))
        .short_description(text(&summary))
        .full_description(text(&why))
        .help(help)
        .help_uri(link::page(rule))
        .default_configuration(
            sarif::ReportingConfiguration::builder().level(json!(super::level(severity).to_string())).build(),
        )
        .properties(properties(rule, severity))
        .build()
}

fn properties(rule: &Rule, severity: Severity) -> sarif::PropertyBag {
    // The bounds of GitHub's own four severities: critical is above 9.0.
    let (score, problem) = match severity {
        Severity::Critical => ("9.5", "error"),
        Severity::High => ("8.0", "error"),
        Severity::Medium => ("5.5", "warning"),
        Severity::Low => ("3.0", "recommendation"),
    };
    let precision = match rule.confidence {
        Confidence::Certain => "very-high",
        Confidence::Likely => "high",
        Confidence::Possible => "medium",
    };
    let mut bag = bag([
        ("precision", json!(precision)),
        ("problem.severity", json!(problem)),
        ("security-severity", json!(score)),
    ]);
    bag.tags = Some(vec![rule.family().to_owned(), "security".to_owned()]);
    bag
}

/// `image/latest-tag` as `ImageLatestTag`.
fn pascal(name: &str) -> String {
    name.split(['/', '-']).map(capital).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{cut, pascal};

    #[test]
    fn names_and_descriptions_are_what_code_scanning_takes() {
        assert_eq!(pascal("image/latest-tag"), "ImageLatestTag");
        assert_eq!(cut(&"é".repeat(2000)).chars().count(), 1001);
    }
}
