//! Code scanning's alerts. What the last analysis of a category holds is open on its reference; what only earlier ones held is closed.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Fake;

/// An alert that is open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Alert {
    pub(crate) path: String,
    pub(crate) rule: String,
    /// As GitHub grades it, and as its merge protection reads it.
    pub(crate) severity: &'static str,
}

impl Fake {
    /// The alerts that are open on `reference`, by path.
    pub(crate) fn alerts(&self, reference: &str) -> Vec<Alert> {
        let mut last: BTreeMap<String, Value> = BTreeMap::new();
        let taken =
            self.uploads().into_iter().filter(|upload| upload.reference == reference && upload.errors.is_empty());
        for run in taken.flat_map(|upload| upload.sarif["runs"].as_array().cloned().unwrap_or_default()) {
            last.insert(category(&run), run);
        }
        let results = |run: &Value| run["results"].as_array().cloned().unwrap_or_default();
        let mut alerts: Vec<Alert> =
            last.values().flat_map(|run| results(run).into_iter().map(|result| alert(run, &result))).collect();
        alerts.sort();
        alerts
    }
}

/// All of the id up to its last slash.
fn category(run: &Value) -> String {
    let id = run["automationDetails"]["id"].as_str().unwrap_or_default();
    id.rsplit_once('/').map_or("", |(category, _)| category).to_owned()
}

fn alert(run: &Value, result: &Value) -> Alert {
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let path = word(&result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]);
    // Nothing that a result says of its own severity counts.
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    let rule = &run["tool"]["driver"]["rules"][index];
    let severity = match word(&rule["properties"]["security-severity"]).parse::<f64>().unwrap() {
        score if score > 9.0 => "critical",
        score if score >= 7.0 => "high",
        score if score >= 4.0 => "medium",
        _ => "low",
    };
    assert_eq!(rule["id"], result["ruleId"]);
    Alert { path, rule: word(&rule["id"]), severity }
}
