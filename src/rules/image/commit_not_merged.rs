//! `image/commit-not-merged`.

use super::tag;
use crate::answers::Merged;
use crate::change::Change;
use crate::fact::{Fact, Image, Place};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// An image of your own is tagged with a commit that is not merged.
    ///
    /// ## Why
    /// Nobody has approved that code: it stands on a branch, or was replaced by a force-push. What runs must come from the
    /// target branch.
    ///
    /// Portcullis asks the history of this repository. About a commit that it does not have, as in a repository that only holds
    /// manifests, it says nothing.
    ///
    /// ## Settings
    /// `images.own` lists the repositories your pipeline builds. Without it the rule does not apply.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// images: { own: [registry.example/team] }
    /// ```
    /// ```text history
    /// merged 5b1e77d02c4a6e8f1b3d5c7a9e0f2d4b6c8a1e3f
    /// not-merged 3f2a91c88c0ffe41d5e0a7b3c2d1e0f9a8b7c6d5
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/team/web:3f2a91c
    ///                                      ^^^^^^^ commit `3f2a91c`, which `registry.example/team/web` is built from, is not merged
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/team/web:5b1e77d
    /// ```
    "image/commit-not-merged" {
        standard: High, strict: High, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let is_new = image.both().is_none_or(|(before, after)| !after.same_value(before));
    let image = image.after().filter(|image| is_new && image.is_under(&cx.settings.images.own))?;
    let tag = image.tag.get()?;
    let commit = tag::commit(&tag.text).filter(|_| tag::is_commit(&tag.text))?;
    if matches!(image.place, Place::Document | Place::Handled) || cx.merged(commit)? != Merged::No {
        return None;
    }
    let message = format!("commit `{commit}`, which `{}` is built from, is not merged", image.name());
    Some(Finding::at(&tag.site, message).help("merge that commit first, and deploy the image that the merge builds"))
}
