//! Clean-up policies of registries, as JSON or YAML.

use crate::document::yaml::Node;
use crate::fact::extract::place::short;
use crate::fact::{Facts, Retention};

/// Words without which no clean-up policy can stand in a file: a cheap look before any reading.
pub(in crate::fact::extract) const NEEDLES: &[&[u8]] = &[b"countNumber", b"keepCount", b"keep_count"];

/// Whether a document may be one: a list, or one below `rules`.
pub(super) fn is_one(document: Node<'_>) -> bool {
    document.is_sequence() || document.get("rules").is_some_and(Node::is_sequence)
}

/// Reads an ECR lifecycle policy (<https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html>) or an
/// Artifact Registry clean-up policy (<https://cloud.google.com/artifact-registry/docs/repositories/cleanup-policy>).
pub(super) fn read(document: Node<'_>, facts: &mut Facts) {
    for (index, rule) in document.get("rules").into_iter().flat_map(Node::items).enumerate() {
        let Some(selection) = rule.get("selection") else { continue };
        let text = |key| selection.get(key).and_then(Node::str);
        // Untagged images are nobody's rollback.
        if text("countType") == Some("imageCountMoreThan") && text("tagStatus") != Some("untagged") {
            let priority = rule
                .get("rulePriority")
                .and_then(Node::str)
                .map_or_else(|| index.to_string(), |text| short(text).to_owned());
            facts.retentions.extend(retention(format!("rules {priority}"), selection.get("countNumber")));
        }
    }
    for policy in document.items() {
        let name = short(policy.get("name").and_then(Node::str).unwrap_or_default());
        let recent = policy.get("mostRecentVersions").or_else(|| policy.get("most_recent_versions"));
        let count = recent.and_then(|recent| recent.get("keepCount").or_else(|| recent.get("keep_count")));
        facts.retentions.extend(retention(format!("policy {name}"), count));
    }
}

fn retention(owner: String, number: Option<Node<'_>>) -> Option<Retention> {
    let number = number?;
    let keep = number.str()?.parse().ok()?;
    Some(Retention { owner, keep, site: number.site().with_span(number.value_span()) })
}
