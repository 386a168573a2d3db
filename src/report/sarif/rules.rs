//! The rules of a run: those that speak in it, one descriptor for each level at which they do. All of them would make each upload larger by
//! their pages, and no service does more with a rule that has no result.
//!
//! GitHub, SonarQube and DefectDojo read how grave a result is from its rule, so a finding that its place or the policy makes less grave
//! needs a rule of its own: `image/latest-tag/low` beside `image/latest-tag`. Such an id is hierarchical (SARIF 2.1.0, 3.5.4); it depends on
//! nothing but the finding itself, so that an alert keeps its id from upload to upload.

use std::collections::BTreeMap;

use serde_json::json;
use serde_sarif::sarif;

use super::fold::Folded;
use super::{bag, weakness};
use crate::finding::{Confidence, Profile};
use crate::report::at_head::sentence;
use crate::report::level::{Grade, Level};
use crate::report::link;
use crate::report::tally::capital;
use crate::rule::Rule;

/// The most characters of a description.
const LONGEST: usize = 1000;

/// The rules that speak, by id.
pub(super) struct Rules {
    profile: Profile,
    by_id: BTreeMap<String, Spoken>,
}

/// A rule at one grade.
struct Spoken {
    rule: &'static Rule,
    grade: Grade,
    index: i64,
}

impl Rules {
    pub(super) fn of(results: &[Folded<'_>], profile: Profile) -> Self {
        let spoken = results.iter().map(|folded| {
            let (rule, grade) = (folded.first.judged.rule, folded.grade());
            (id(rule, grade, profile), Spoken { rule, grade, index: 0 })
        });
        let mut by_id: BTreeMap<String, Spoken> = spoken.collect();
        by_id.values_mut().zip(0..).for_each(|(spoken, index)| spoken.index = index);
        Self { profile, by_id }
    }

    /// Where the rule of a result stands, and its id.
    pub(super) fn find(&self, folded: &Folded<'_>) -> (i64, String) {
        let id = id(folded.first.judged.rule, folded.grade(), self.profile);
        (self.by_id.get(&id).map_or(-1, |spoken| spoken.index), id)
    }

    pub(super) fn descriptors(&self) -> Vec<sarif::ReportingDescriptor> {
        self.by_id.iter().map(|(id, spoken)| descriptor(id, spoken)).collect()
    }
}

/// The rule's name, and the grade where it is not the rule's own.
fn id(rule: &Rule, grade: Grade, profile: Profile) -> String {
    if grade == Grade::own(rule, profile) { rule.name.to_owned() } else { format!("{}/{}", rule.name, grade.name()) }
}

fn descriptor(id: &str, Spoken { rule, grade, .. }: &Spoken) -> sarif::ReportingDescriptor {
    let page = rule.page();
    let summary = sentence(&cut(&page.plain_summary()));
    let why = page.why().map_or_else(|| summary.clone(), |why| sentence(&cut(&one_line(why))));
    let text = |text: &str| sarif::MultiformatMessageString::builder().text(text).build();
    let help =
        sarif::MultiformatMessageString::builder().text(format!("{summary} {why}")).markdown(page.markdown()).build();
    let level = super::level(grade.scale().level).to_string();
    sarif::ReportingDescriptor::builder()
        .id(id)
        .name(pascal(id))
        .short_description(text(&summary))
        .full_description(text(&why))
        .help(help)
        .help_uri(link::page(rule))
        .default_configuration(sarif::ReportingConfiguration::builder().level(json!(level)).build())
        .properties(properties(rule, *grade))
        .build()
}

fn properties(rule: &Rule, grade: Grade) -> sarif::PropertyBag {
    let scale = grade.scale();
    let problem = match scale.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "recommendation",
    };
    let mut bag = bag([
        ("precision", json!(precision(rule, grade))),
        ("problem.severity", json!(problem)),
        ("security-severity", json!(format!("{}.{}", scale.tenths / 10, scale.tenths % 10))),
    ]);
    let weaknesses = weakness::of(rule).iter().map(|number| format!("external/cwe/cwe-{number}"));
    bag.tags = Some([rule.family().to_owned(), "security".to_owned()].into_iter().chain(weaknesses).collect());
    bag
}

fn precision(rule: &Rule, grade: Grade) -> &'static str {
    let confidence = match grade {
        Grade::Possible => Confidence::Possible,
        Grade::At(_) => rule.confidence,
    };
    match confidence {
        Confidence::Certain => "very-high",
        Confidence::Likely => "high",
        Confidence::Possible => "low",
    }
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
        assert_eq!(pascal("image/latest-tag/low"), "ImageLatestTagLow");
        assert_eq!(cut(&"é".repeat(2000)).chars().count(), 1001);
    }
}
