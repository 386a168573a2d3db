//! `image/mutable-source`.

use crate::change::Change;
use crate::fact::Remote;
use crate::finding::{Edit, Finding, Safety};
use crate::rule::{Check, Context};

crate::rule! {
    /// A chart or remote source is referenced by a version range, a branch or `HEAD`.
    ///
    /// ## Why
    /// Such a reference can bring in different manifests tomorrow, without a change that anyone reviews.
    ///
    /// ## Examples
    /// ```diff chart/Chart.yaml
    ///  apiVersion: v2
    ///  name: shop
    ///  version: 0.3.0
    ///  dependencies:
    ///  - name: redis
    ///    repository: https://charts.example.org
    /// -  version: 19.6.4
    /// +  version: ^19.6.0
    ///             ^^^^^^^ `redis` is not pinned (a version range), so it can change without review
    /// ```
    /// ### A module
    /// On GitHub the fix is the commit that a branch names today.
    /// ```text history
    /// example/modules@main 5b1e77d02c4a6e8f1b3d5c7a9e0f2d4b6c8a1e3f
    /// ```
    /// ```yaml infra/main.tf
    /// module "network" {
    ///   source = "git::https://github.com/example/modules.git//network?ref=main"
    ///                                                                      ^^^^ `git::https://github.com/example/modules.git//network` is not pinned (a branch), so it can change without review
    /// }
    /// ```
    /// ### A tag
    /// ```yaml overlays/staging/kustomization.yaml
    /// resources:
    /// - ../../base
    /// - https://github.com/example/monitoring//deploy?ref=v1.4.2
    /// ```
    "image/mutable-source" {
        standard: Medium, strict: High, confidence: Certain,
        check: Check::Remote(check),
    }
}

fn check(cx: &Context<'_>, remote: Change<&Remote>) -> Option<Finding> {
    let remote = remote.after()?;
    let how = remote.moves?;
    let message = format!("`{}` is not pinned ({how}), so it can change without review", remote.name);
    let finding = Finding::at(&remote.site, message).help("pin one version: a full version number, a tag or a commit");
    Some(match pin(cx, remote) {
        Some(edit) => finding.fix("pin the commit that it names today", Safety::Safe, vec![edit]),
        None => finding,
    })
}

/// Puts the commit behind a branch in its place, where GitHub can tell it.
fn pin(cx: &Context<'_>, remote: &Remote) -> Option<Edit> {
    let version = remote.version.as_ref()?;
    let commit = cx.revision(&on_github(&remote.name)?, &version.text)?;
    Some(Edit { site: version.site.clone(), text: commit.to_owned() })
}

/// `owner/name` of a repository on GitHub, in any of the ways to write its address.
fn on_github(name: &str) -> Option<String> {
    let (_, path) = name.split_once("github.com")?;
    let mut parts = path.trim_start_matches([':', '/']).split('/');
    let (owner, repository) = (parts.next()?, parts.next()?.trim_end_matches(".git"));
    (!owner.is_empty() && !repository.is_empty()).then(|| format!("{owner}/{repository}"))
}
