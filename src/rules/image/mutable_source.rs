//! `image/mutable-source`.

use crate::change::Change;
use crate::fact::Remote;
use crate::finding::Finding;
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

fn check(_: &Context<'_>, remote: Change<&Remote>) -> Option<Finding> {
    let remote = remote.after()?;
    let how = remote.moves?;
    let message = format!("`{}` is not pinned ({how}), so it can change without review", remote.name);
    Some(Finding::at(&remote.site, message).help("pin one version: a full version number, a tag or a commit"))
}
