//! `image/mutable-source`.

use crate::change::Change;
use crate::fact::Remote;
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A chart or a remote source is asked for by a version that moves.
    ///
    /// ## Why
    /// A range, a branch or `HEAD` brings other manifests tomorrow, without a change that anybody reviews.
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
    ///             ^^^^^^^ `redis` is asked for by a version range, so what is fetched can change by itself
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
    let message = format!("`{}` is asked for by {how}, so what is fetched can change by itself", remote.name);
    Some(Finding::at(&remote.site, message).help("name one version: a full version number, a tag or a commit"))
}
