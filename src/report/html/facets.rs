//! The counts beside the findings, which are the filters, too.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::escape::text;
use super::status;
use crate::finding::Severity;
use crate::policy::Verdict;
use crate::report::tally::Row;
use crate::report::view::View;

/// How many families or zones are counted by name.
const MOST: usize = 40;

struct Facet {
    title: &'static str,
    /// The attribute of a finding that it is about.
    name: &'static str,
    rows: Vec<Count>,
}

struct Count {
    key: String,
    label: String,
    count: usize,
}

/// The counts by status, severity, family and zone.
pub(super) fn facets(view: &View, verdict: &Verdict) -> String {
    all(view, verdict).iter().filter(|facet| !facet.rows.is_empty()).map(html).collect()
}

fn all(view: &View, verdict: &Verdict) -> [Facet; 4] {
    let decisions = &verdict.decisions;
    let statuses = status::ALL.iter().map(|status| Count {
        key: status.key.to_owned(),
        label: status.label.to_owned(),
        count: decisions.iter().filter(|decision| Row::of(decision) == status.row).count(),
    });
    let severities = Severity::worst_first().map(|severity| Count {
        key: severity.to_string(),
        label: severity.to_string(),
        count: decisions.iter().filter(|decision| decision.severity == severity).count(),
    });
    let families = counted(decisions.iter().map(|decision| decision.judged.rule.family()));
    let zones = decisions.iter().map(|decision| decision.zone.as_deref().unwrap_or_default());
    // Without a zone in the policy there is nothing to count.
    let zones = if zones.clone().all(str::is_empty) { Vec::new() } else { counted(zones) };
    let named = |zones: Vec<Count>| -> Vec<Count> {
        let name = |zone: Count| {
            let key = view.prose(&zone.key);
            let label = if key.is_empty() { "in no zone".to_owned() } else { key.clone() };
            Count { key, label, ..zone }
        };
        zones.into_iter().map(name).collect()
    };
    [
        Facet { title: "Status", name: "status", rows: some(statuses) },
        Facet { title: "Severity", name: "severity", rows: some(severities) },
        Facet { title: "Family", name: "family", rows: families },
        Facet { title: "Zone", name: "zone", rows: named(zones) },
    ]
}

fn some(rows: impl Iterator<Item = Count>) -> Vec<Count> {
    rows.filter(|row| row.count > 0).collect()
}

/// The most frequent first; equal ones by name.
fn counted<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<Count> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    keys.for_each(|key| *counts.entry(key).or_default() += 1);
    let mut rows: Vec<Count> =
        counts.into_iter().map(|(key, count)| Count { key: key.to_owned(), label: key.to_owned(), count }).collect();
    rows.sort_by_key(|row| Reverse(row.count));
    rows.truncate(MOST);
    rows
}

fn html(facet: &Facet) -> String {
    let most = facet.rows.iter().map(|row| row.count).max().unwrap_or(1);
    let row = |row: &Count| {
        let (key, label) = (text(&row.key), text(&row.label));
        // At least as wide as can be seen.
        let width = (row.count * 100 / most).max(2);
        format!(
            "<label class=\"facet\" data-{}=\"{key}\"><input type=\"checkbox\" name=\"{}\" value=\"{key}\" disabled>\
             <span>{label}</span><b>{}</b>\
             <svg viewBox=\"0 0 100 2\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{width}\" height=\"2\"/></svg></label>",
            facet.name, facet.name, row.count
        )
    };
    let rows: String = facet.rows.iter().map(row).collect();
    format!("<fieldset><legend>{}</legend>{rows}</fieldset>", facet.title)
}
