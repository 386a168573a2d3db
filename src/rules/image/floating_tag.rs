//! `image/floating-tag`.

use super::{lookup, registry, tag};
use crate::change::Change;
use crate::fact::{Image, Place};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// An image uses a tag that is mutable by convention: a branch, an environment, a major version, `stable`, `nightly`.
    ///
    /// ## Why
    /// Such a tag will point to a different image tomorrow. Two pods of one deployment can run different code, and there is no
    /// record of which code ran when.
    ///
    /// ## Settings
    /// `images.floating_tags` adds regular expressions for tags that are mutable in your registry.
    ///
    /// ## Examples
    /// ```diff deploy/db.yaml
    ///  apiVersion: apps/v1
    ///  kind: StatefulSet
    ///  metadata: { name: db }
    ///  spec:
    ///    template:
    ///      spec:
    ///        containers:
    ///        - name: db
    /// -        image: postgres:16.4
    /// +        image: postgres:16-alpine
    ///                 ^^^^^^^^^^^^^^^^^^ `postgres` uses the mutable tag `16-alpine`: it names only a major version
    /// ```
    /// A branch name followed by a commit is an immutable tag.
    /// ```yaml deploy/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: { name: web }
    /// spec:
    ///   containers:
    ///   - { name: web, image: "registry.example/web:main-3f2a91c" }
    /// ```
    "image/floating-tag" {
        standard: High, strict: High, confidence: Likely,
        yields_to: ["image/latest-tag", "image/no-tag", "image/pin-removed"],
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = image.after()?;
    let tag = &image.tag.get()?.text;
    if tag == "latest" || !image.digest.is_missing() {
        return None;
    }
    let why = match tag::moves(tag) {
        Some(why) => why,
        None if cx.settings.images.floating_tags.is_match(tag) => "is listed as floating in the policy",
        None => return None,
    };
    // A Dockerfile frontend is meant to be followed within its major version:
    // https://docs.docker.com/build/buildkit/frontend/#stable-channel
    if image.full_name().is_some_and(|name| name == "docker.io/docker/dockerfile") {
        return None;
    }
    // A pipeline that pushes a branch's tag is asked by the rules about pipelines.
    if image.place == Place::Handled {
        return None;
    }
    let finding = Finding::at(&image.site, format!("`{}` uses the mutable tag `{tag}`: it {why}", image.name()))
        .help("pin the tested version by digest: `tag@sha256:…`");
    let finding = lookup::pinned(finding, cx, image);
    if let Some(site) = &image.version_from {
        return Some(
            finding.related(site, "a kustomization sets the version here").at_most(Severity::Low, Severity::Low),
        );
    }
    let runs = image.place.deploys() && !image.place.in_dockerfile();
    // Elsewhere than among official images `14` and `v14` are the fourteenth release, or build, as often as a version 14 that moves.
    let may_count = why == tag::MAJOR && !registry::is_official(image);
    Some(match image.place {
        Place::Development | Place::Command | Place::Document => finding.at_most(Severity::Low, Severity::Medium),
        _ if runs && !may_count => finding,
        _ => finding.at_most(Severity::Medium, Severity::High),
    })
}
