//! Charts and revisions that are fetched when a file is applied: `Chart.yaml`, Argo CD applications, Flux releases.

use super::values;
use crate::document::yaml::Node;
use crate::fact::extract::contents::Contents;
use crate::fact::extract::place::{self, short};
use crate::fact::extract::walk::{Once, object_key};
use crate::fact::{Facts, Image, Known, Remote};

/// Reads a `Chart.yaml`. A lock file beside it holds its ranges still.
/// (<https://helm.sh/docs/topics/charts/#the-chartyaml-file>)
pub(in crate::fact::extract::format) fn read(document: Node<'_>, contents: &mut Contents<'_>) {
    contents.facts.images.extend(own_image(document, contents));
    let Some(dependencies) = document.get("dependencies") else { return };
    let is_locked =
        contents.path().parent().join(b"Chart.lock").is_some_and(|lock| contents.neighbours.read(&lock).is_some());
    for dependency in dependencies.items() {
        let name = short(dependency.get("name").and_then(Node::str).unwrap_or_default());
        let local = dependency
            .get("repository")
            .and_then(Node::str)
            .is_none_or(|from| from.starts_with("file:") || from.is_empty());
        if local || is_locked {
            continue;
        }
        contents.facts.remotes.extend(remote(
            format!("dependencies {name}"),
            name,
            dependency,
            dependency.get("version"),
        ));
    }
}

/// The image whose version is the chart's own, since the values beside it leave that open.
fn own_image(document: Node<'_>, contents: &Contents<'_>) -> Option<Image> {
    let version = document.get("appVersion").filter(|version| !version.is_null()).map(place::part)?;
    version.get()?;
    let values = contents.neighbours.read(&contents.path().parent().join(b"values.yaml")?)?;
    values::of_chart(values.documents().next()?, &version)
}

/// Reads what one Kubernetes object fetches.
pub(in crate::fact::extract::format) fn read_object(object: Node<'_>, all_sources: &mut Once, facts: &mut Facts) {
    let kind = object.get("kind").and_then(Node::str).unwrap_or_default();
    let owner = |part: &str| format!("{} {part}", object_key(object));
    let Some(spec) = object.get("spec") else { return };
    match kind {
        // https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/
        "Application" => {
            let sources = spec.get("sources").filter(|sources| all_sources.is_new(*sources));
            for source in spec.get("source").into_iter().chain(sources.into_iter().flat_map(Node::items)) {
                facts.remotes.extend(argo_source(owner("source"), source));
            }
        }
        // https://fluxcd.io/flux/components/helm/helmreleases/
        "HelmRelease" => {
            let Some(chart) = spec.get("chart").and_then(|chart| chart.get("spec")) else { return };
            let name = short(chart.get("chart").and_then(Node::str).unwrap_or_default());
            facts.remotes.extend(remote(owner("chart"), name, chart, chart.get("version")));
        }
        _ => {}
    }
}

fn argo_source(owner: String, source: Node<'_>) -> Option<Remote> {
    let chart = source.get("chart").and_then(Node::str).map(short);
    let revision = source.get("targetRevision");
    if let Some(chart) = chart {
        return remote(format!("{owner} {chart}"), chart, source, revision);
    }
    let url = source.get("repoURL")?;
    let name = short(url.str()?);
    let version = place::part_of(revision);
    let moves = match &version {
        Known::Unknown => None,
        Known::Missing => Some("no revision"),
        Known::Known(part) => moving_revision(&part.text),
    };
    let version = version.get().cloned();
    let site = version.as_ref().map_or_else(|| url.site().with_span(url.value_span()), |part| part.site.clone());
    Some(Remote { owner: format!("{owner} {name}"), name: name.to_owned(), version, moves, site })
}

/// A chart that is asked for by `version`; `holder` is where it is named.
pub(in crate::fact::extract::format) fn remote(
    owner: String,
    name: &str,
    holder: Node<'_>,
    version: Option<Node<'_>>,
) -> Option<Remote> {
    let version = place::part_of(version);
    let moves = match &version {
        Known::Unknown => None,
        Known::Missing => Some("no version"),
        Known::Known(part) => is_range(&part.text).then_some("a version range"),
    };
    let version = version.get().cloned();
    let named = holder.get("name").or_else(|| holder.get("chart")).unwrap_or(holder);
    let site = version.as_ref().map_or_else(|| named.site().with_span(named.value_span()), |part| part.site.clone());
    Some(Remote { owner, name: name.to_owned(), version, moves, site })
}

/// Whether a chart's version admits more than one: an operator, a wildcard, or fewer than three numbers.
/// (<https://github.com/Masterminds/semver#checking-version-constraints>)
fn is_range(version: &str) -> bool {
    let core = version.trim_start_matches(['v', '=']).split(['-', '+']).next().unwrap_or_default();
    let numbers =
        core.split('.').filter(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())).count();
    version.contains(['^', '~', '>', '<', '*', '|', ' ', ',']) || numbers != 3 || core.split('.').count() != 3
}

/// Why a git revision moves by convention, or nothing where it looks like a tag or a commit.
pub(in crate::fact::extract::format) fn moving_revision(revision: &str) -> Option<&'static str> {
    if revision.starts_with("refs/heads/") {
        return Some("a branch");
    }
    match revision {
        "" => Some("no revision"),
        "HEAD" => Some("`HEAD`"),
        "main" | "master" | "develop" | "dev" | "trunk" | "latest" | "stable" | "staging" | "production" => {
            Some("a branch")
        }
        _ if revision.contains(['*', '^', '~', '>', '<']) => Some("a version range"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_range, moving_revision};

    #[test]
    fn ranges_and_versions() {
        for range in ["^1.2.3", "~1.2", ">=1.0.0", "1.x", "*", "1.2", "1", "1.0.0 - 2.0.0", "1.2.3 || 1.3.0"] {
            assert!(is_range(range), "{range}");
        }
        for version in ["1.2.3", "v1.2.3", "=1.2.3", "1.2.3-rc.1", "19.6.4+build.5"] {
            assert!(!is_range(version), "{version}");
        }
    }

    #[test]
    fn revisions_that_move() {
        for moving in ["HEAD", "main", "refs/heads/feature", "1.*", ""] {
            assert!(moving_revision(moving).is_some(), "{moving}");
        }
        assert!(moving_revision("v1.2.3").is_none() && moving_revision("3f2a91c").is_none());
    }
}
