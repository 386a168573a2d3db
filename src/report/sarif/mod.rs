//! SARIF 2.1.0 (OASIS), within what GitHub's code scanning reads of it and refuses.

mod fold;
mod line_hash;
mod region;
mod rules;
mod weakness;

use std::collections::BTreeMap;
use std::io;

use serde_json::json;
use serde_sarif::sarif;

use self::fold::Folded;
use self::region::Regions;
use self::rules::Rules;
use super::at_head::sentence;
use super::level::Level;
use super::link::HOME;
use super::tally::{self, capital};
use super::terminal::waiver_sentence;
use super::view::View;
use super::{Options, clean};
use crate::finding::{Fix, Profile};
use crate::policy::{Decision, Standing, Verdict};
use crate::scan::Origin;
use crate::text::Side;

/// A run with more results is refused as a whole.
const MOST_RESULTS: usize = 25_000;

/// More related places, or fixes, than that are of no use to anybody.
const MOST_RELATED: usize = 20;

/// What was not looked at is reported one by one up to here, and counted beyond.
const MOST_UNCHECKED: usize = 1000;

pub(super) fn write(view: &View, verdict: &Verdict, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let shown: Vec<&Decision> =
        verdict.decisions.iter().filter(|decision| options.sarif_suppressed || !decision.is_waived()).collect();
    let waived = verdict.decisions.len() - shown.len();
    let (results, dropped) = fold::fold(shown, MOST_RESULTS);
    let rules = Rules::of(&results, verdict.profile);
    let mut regions = Regions::new(view, &results);
    let written: Vec<sarif::Result> = results.iter().map(|folded| result(&mut regions, folded, &rules)).collect();
    let run = run(view, verdict, options, &rules, written, &omissions(waived, dropped));
    let log = sarif::Sarif::builder()
        .schema("https://json.schemastore.org/sarif-2.1.0.json")
        .version(json!("2.1.0"))
        .runs(vec![run])
        .build();
    let text = serde_json::to_string_pretty(&log)?;
    out.write_all(clean::json(&text).as_bytes())?;
    out.write_all(b"\n")
}

fn run(
    view: &View,
    verdict: &Verdict,
    options: &Options,
    rules: &Rules,
    results: Vec<sarif::Result>,
    omissions: &[String],
) -> sarif::Run {
    let profile = match verdict.profile {
        Profile::Standard => "standard",
        Profile::Strict => "strict",
    };
    let category = options.category.as_deref().unwrap_or(profile);
    let driver = sarif::ToolComponent::builder()
        .name("Portcullis")
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .information_uri(HOME)
        .rules(rules.descriptors())
        .build();
    let root = sarif::ArtifactLocation::builder().description(message("The root of the repository.")).build();
    sarif::Run::builder()
        .tool(sarif::Tool::builder().driver(driver).build())
        // The slash at the end makes all of it the category: one set of alerts for each profile, or for each gate that has a name.
        .automation_details(sarif::RunAutomationDetails::builder().id(format!("portcullis/{category}/")).build())
        .column_kind(json!("unicodeCodePoints"))
        .original_uri_base_ids(BTreeMap::from([(region::ROOT.to_owned(), root)]))
        .invocations(vec![invocation(view, verdict, omissions)])
        .results(results)
        .properties(bag([("verdict", json!(tally::key(verdict.outcome)))]))
        .build()
}

/// What was not looked at, and what this file leaves out. No times: the same change gives the same bytes.
fn invocation(view: &View, verdict: &Verdict, omissions: &[String]) -> sarif::Invocation {
    let notification =
        |level: &str, text: String| sarif::Notification::builder().level(json!(level)).message(message(text)).build();
    let unchecked = verdict.unchecked.iter().take(MOST_UNCHECKED).map(|row| {
        let row = format!("Not checked: {}: {}", view.subject(&row.what), view.prose(&row.why));
        notification("warning", sentence(&row))
    });
    let more = verdict.unchecked.len().checked_sub(MOST_UNCHECKED + 1).map(|more| {
        let items = tally::number(more + 1, "more item was", "more items were");
        notification("warning", format!("{items} not checked."))
    });
    let overruled = tally::overruled(view, verdict).map(|text| notification("warning", sentence(&capital(&text))));
    let omitted = omissions.iter().map(|text| notification("note", text.clone()));
    sarif::Invocation::builder()
        .execution_successful(true)
        .tool_execution_notifications(
            overruled.into_iter().chain(unchecked).chain(more).chain(omitted).collect::<Vec<_>>(),
        )
        .build()
}

fn omissions(waived: usize, dropped: usize) -> Vec<String> {
    let mut said = Vec::new();
    if waived > 0 {
        let findings = tally::number(waived, "waived finding is", "waived findings are");
        said.push(format!("{findings} left out: code scanning ignores suppressions."));
    }
    if dropped > 0 {
        let results = tally::number(dropped, "result is", "results are");
        said.push(format!("{results} left out, the least severe first: code scanning accepts {MOST_RESULTS}."));
    }
    said
}

fn result(regions: &mut Regions<'_>, folded: &Folded<'_>, rules: &Rules) -> sarif::Result {
    let decision = folded.first;
    let judged = &decision.judged;
    let placed = regions.primary(&judged.finding);
    let view = regions.view;
    let (index, id) = rules.find(folded);
    let scale = folded.grade().scale();
    let mut built = sarif::Result::builder()
        .rule_id(id)
        .rule_index(index)
        .level(level(scale.level))
        .rank(f64::from(scale.tenths))
        .kind(sarif::ResultKind::Fail)
        .message(message(text(view, folded)))
        .locations(vec![placed.location])
        .fingerprints(BTreeMap::from([("portcullis/v1".to_owned(), judged.print.to_string())]))
        .properties(properties(folded))
        .build();
    built.partial_fingerprints =
        placed.line_hash.map(|hash| BTreeMap::from([("primaryLocationLineHash".to_owned(), hash)]));
    let related = related(regions, folded);
    built.related_locations = (!related.is_empty()).then_some(related);
    let fixes: Vec<sarif::Fix> = folded
        .all()
        .filter_map(|decision| view.fix(decision.judged.finding.fix.as_ref()))
        .take(MOST_RELATED)
        .map(|fix| self::fix(regions, fix))
        .collect();
    built.fixes = (!fixes.is_empty()).then_some(fixes);
    built.suppressions = suppression(view, decision).map(|suppression| vec![suppression]);
    built
}

/// Message and help of the first, then what others of its rule say about the same line.
fn text(view: &View, folded: &Folded<'_>) -> String {
    const MOST_MESSAGES: usize = 10;
    let finding = &folded.first.judged.finding;
    let mut sentences = vec![sentence(&view.prose(&finding.message))];
    if finding.at.text.side() == Side::Base {
        let line = view.range(&finding.at).start.line;
        sentences.push(format!("This change removes it from line {line} of the base."));
    }
    sentences.extend(finding.help.as_ref().map(|help| sentence(&capital(&view.prose(help)))));
    for other in folded.others.iter().take(MOST_MESSAGES) {
        sentences.push(sentence(&format!("Also here: {}", view.prose(&other.judged.finding.message))));
    }
    if folded.others.len() > MOST_MESSAGES {
        sentences.push(format!("And {} more here.", folded.others.len() - MOST_MESSAGES));
    }
    // `[text](1)` is a link in a message.
    sentences.join(" ").replace("](", "] (")
}

fn related(regions: &mut Regions<'_>, folded: &Folded<'_>) -> Vec<sarif::Location> {
    let own = folded.all().flat_map(|decision| &decision.judged.finding.related);
    let mut related: Vec<sarif::Location> = Vec::new();
    for (site, note) in own.take(MOST_RELATED) {
        let mut note = capital(&regions.view.prose(note));
        if site.text.side() == Side::Base {
            note.push_str(" (before the change)");
        }
        related.push(regions.related(site, related.len() as i64 + 1, message(sentence(&note))));
    }
    for other in folded.others.iter().take(MOST_RELATED.saturating_sub(related.len())) {
        let finding = &other.judged.finding;
        let note = message(sentence(&capital(&regions.view.prose(&finding.message))));
        related.push(regions.related(&finding.at, related.len() as i64 + 1, note));
    }
    related
}

fn fix(regions: &mut Regions<'_>, fix: &Fix) -> sarif::Fix {
    let mut changes: Vec<sarif::ArtifactChange> = Vec::new();
    for edit in &fix.edits {
        let location = regions.artifact(edit.site.text.path());
        let content = sarif::ArtifactContent::builder().text(edit.text.clone()).build();
        let replacement =
            sarif::Replacement::builder().deleted_region(regions.deleted(&edit.site)).inserted_content(content).build();
        match changes.iter_mut().find(|change| change.artifact_location.uri == location.uri) {
            Some(change) => change.replacements.push(replacement),
            None => changes.push(
                sarif::ArtifactChange::builder().artifact_location(location).replacements(vec![replacement]).build(),
            ),
        }
    }
    let title = sentence(&capital(&regions.view.prose(&fix.title)));
    sarif::Fix::builder().description(message(title)).artifact_changes(changes).build()
}

fn suppression(view: &View, decision: &Decision) -> Option<sarif::Suppression> {
    let (kind, why) = match &decision.standing {
        Standing::Blocks | Standing::Advises => return None,
        Standing::Suppressed(waiver) => {
            (if waiver.comment.is_some() { "inSource" } else { "external" }, capital(&waiver_sentence(view, waiver)))
        }
        Standing::Baselined => ("external", "Listed in the baseline".to_owned()),
    };
    Some(
        sarif::Suppression::builder().kind(json!(kind)).status(json!("accepted")).justification(sentence(&why)).build(),
    )
}

fn properties(folded: &Folded<'_>) -> sarif::PropertyBag {
    let judged = &folded.first.judged;
    let introduced = folded.all().any(|decision| decision.judged.origin == Origin::Introduced);
    bag([
        ("confidence", json!(folded.first.confidence)),
        ("gates", json!(folded.all().any(Decision::gates))),
        ("origin", json!(if introduced { "introduced" } else { "existing" })),
        ("severity", json!(folded.severity())),
        ("touched", json!(judged.touched)),
    ])
}

fn bag<const N: usize>(properties: [(&str, serde_json::Value); N]) -> sarif::PropertyBag {
    let properties: BTreeMap<String, serde_json::Value> =
        properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    sarif::PropertyBag::builder().additional_properties(properties).build()
}

fn message(text: impl Into<String>) -> sarif::Message {
    sarif::Message::builder().text(text).build()
}

fn level(level: Level) -> sarif::ResultLevel {
    match level {
        Level::Error => sarif::ResultLevel::Error,
        Level::Warning => sarif::ResultLevel::Warning,
        Level::Info => sarif::ResultLevel::Note,
    }
}
