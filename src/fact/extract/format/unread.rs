//! Files that name images in a format that nobody reads: that they do is reported, so that nobody takes them for checked.

use std::sync::Arc;

use bstr::ByteSlice;

use crate::fact::extract::place;
use crate::fact::{Facts, Place};
use crate::text::{RepoPath, Site, Span, Text};

/// A format.
struct Unread {
    title: &'static str,
    is_named: fn(name: &str, extension: &str) -> bool,
    /// How a line that names an image starts, if it ends with a blank or `=`; or what it holds.
    marks: &'static [&'static str],
}

const ALL: &[Unread] = &[
    // https://docs.podman.io/en/latest/markdown/podman-systemd.unit.5.html
    Unread {
        title: "Quadlet",
        is_named: |_, extension| matches!(extension, "container" | "image" | "volume"),
        marks: &["Image="],
    },
    // https://docs.earthly.dev/docs/earthfile
    Unread { title: "Earthfile", is_named: |name, _| name == "earthfile", marks: &["FROM ", "COPY --from="] },
    // https://github.com/bazel-contrib/rules_oci
    Unread {
        title: "Bazel",
        is_named: |name, extension| extension == "bzl" || extension == "bazel" || matches!(name, "build" | "workspace"),
        marks: &["oci_pull(", "oci.pull(", "container_pull("],
    },
    // https://nixos.org/manual/nixpkgs/stable/#sec-pkgs-dockerTools
    Unread { title: "Nix", is_named: |_, extension| extension == "nix", marks: &["dockerTools.pullImage"] },
    // https://learn.microsoft.com/azure/azure-resource-manager/bicep/
    Unread { title: "Bicep", is_named: |_, extension| extension == "bicep", marks: &["image:", "imageName:"] },
    // https://jsonnet.org, https://cuelang.org
    Unread {
        title: "Jsonnet and CUE",
        is_named: |_, extension| matches!(extension, "jsonnet" | "libsonnet" | "cue"),
        marks: &["image:", "image::"],
    },
    // https://fly.io/docs/reference/configuration/
    Unread { title: "Fly", is_named: |name, _| name == "fly.toml", marks: &["image =", "image="] },
];

/// The most images that are told of one file.
const MOST: usize = 100;

/// Tells where a file of such a format names images.
pub(in crate::fact::extract) fn read(text: &Arc<Text>, facts: &mut Facts) {
    let Some(format) = of(text.path()) else { return };
    let bytes = text.bytes();
    if !format.marks.iter().any(|mark| bytes.contains_str(mark)) {
        return;
    }
    let mut at = 0;
    let mut count = 0;
    for line in bytes.lines_with_terminator() {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let words = line.trim_start();
        let is_told =
            |mark: &&str| words.starts_with(mark.as_bytes()) || !mark.ends_with([' ', '=']) && line.contains_str(mark);
        if count < MOST && format.marks.iter().any(is_told) {
            count += 1;
            let start = span.end - words.trim_end().len().min(span.len());
            let site = Site::new(text, Span::new(start, span.end));
            facts.images.push(place::unknown(format!("{} {count}", format.title), Place::Unread, site));
        }
    }
}

fn of(path: &RepoPath) -> Option<&'static Unread> {
    let name = path.rendered_name();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    ALL.iter().find(|format| (format.is_named)(&name, extension))
}
