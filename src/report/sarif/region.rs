//! Places as SARIF writes them: percent-encoded paths, four numbers, and the hash of the line.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_sarif::sarif;

use super::fold::Folded;
use super::line_hash;
use crate::finding::Finding;
use crate::report::anchor::{Anchor, Anchors};
use crate::report::link::percent_encoded;
use crate::report::place::Range;
use crate::report::view::View;
use crate::text::{RepoPath, Side, Site, Text};

/// What paths are relative to.
pub(super) const ROOT: &str = "%SRCROOT%";

/// Writes places. The hashes of a text's lines are computed once, for all lines that any result needs.
pub(super) struct Regions<'v> {
    pub(super) view: &'v View,
    anchors: Anchors,
    hashes: HashMap<*const Text, BTreeMap<usize, String>>,
}

/// The one location of a result.
pub(super) struct Placed {
    pub(super) location: sarif::Location,
    pub(super) line_hash: Option<String>,
}

impl<'v> Regions<'v> {
    pub(super) fn new(view: &'v View, results: &[Folded<'_>]) -> Self {
        let mut anchors = Anchors::default();
        let mut wanted: HashMap<*const Text, (Site, BTreeSet<usize>)> = HashMap::new();
        for folded in results {
            let site = anchors.of(&folded.first.judged.finding).site;
            // A part of a file does not know the lines that the hash of a line goes on over.
            if let Some(site) = site.filter(|site| !site.text.is_part()) {
                let line = view.range(&site).start.line;
                let key = std::sync::Arc::as_ptr(&site.text);
                wanted.entry(key).or_insert_with(|| (site, BTreeSet::new())).1.insert(line);
            }
        }
        let hashes =
            wanted.into_iter().map(|(text, (site, lines))| (text, line_hash::of(site.text.bytes(), &lines))).collect();
        Self { view, anchors, hashes }
    }

    /// Where a finding is shown on the head.
    pub(super) fn primary(&mut self, finding: &Finding) -> Placed {
        let Anchor { path, site } = self.anchors.of(finding);
        let artifact = self.artifact(path);
        let Some(site) = site else {
            let first = sarif::Region::builder().start_line(1).start_column(1).end_line(1).end_column(1).build();
            return Placed { location: location(artifact, first), line_hash: None };
        };
        let line = self.view.range(&site).start.line;
        let hashes = self.hashes.get(&std::sync::Arc::as_ptr(&site.text));
        Placed {
            location: location(artifact, self.shown(&site)),
            line_hash: hashes.and_then(|hashes| hashes.get(&line)).cloned(),
        }
    }

    /// Another place, with a word on it. Of a place on the base only the file is reported: its lines are not the head's.
    pub(super) fn related(&self, site: &Site, id: i64, message: sarif::Message) -> sarif::Location {
        let artifact = self.artifact(site.text.path());
        let mut location = match site.text.side() {
            Side::Head => location(artifact, self.shown(site)),
            Side::Base => sarif::Location::builder()
                .physical_location(sarif::PhysicalLocation::builder().artifact_location(artifact).build())
                .build(),
        };
        location.id = Some(id);
        location.message = Some(message);
        location
    }

    /// A file. Its name is its bytes, percent-encoded (RFC 3986), unless they look like a secret.
    pub(super) fn artifact(&self, path: &RepoPath) -> sarif::ArtifactLocation {
        let exact = String::from_utf8_lossy(path.as_bstr());
        let shown = self.view.machine_path(path);
        let uri = if shown == exact { percent_encoded(path.as_bstr()) } else { percent_encoded(shown.as_bytes()) };
        sarif::ArtifactLocation::builder().uri(uri).uri_base_id(ROOT).build()
    }

    /// What an edit deletes, to the character.
    pub(super) fn deleted(&self, site: &Site) -> sarif::Region {
        numbers(self.view.exact(site))
    }

    fn shown(&self, site: &Site) -> sarif::Region {
        let mut region = numbers(self.view.range(site));
        let excerpt = self.view.excerpt(&site.text, &[site.span]);
        let snippet = excerpt.marks.first().and_then(|mark| excerpt.source.get(mark.clone())).unwrap_or_default();
        if !snippet.is_empty() {
            region.snippet = Some(sarif::ArtifactContent::builder().text(snippet).build());
        }
        region
    }
}

fn numbers(range: Range) -> sarif::Region {
    sarif::Region::builder()
        .start_line(range.start.line as i64)
        .start_column(range.start.column as i64)
        .end_line(range.end.line as i64)
        .end_column(range.end.column as i64)
        .build()
}

fn location(artifact: sarif::ArtifactLocation, region: sarif::Region) -> sarif::Location {
    let physical = sarif::PhysicalLocation::builder().artifact_location(artifact).region(region).build();
    sarif::Location::builder().physical_location(physical).build()
}
