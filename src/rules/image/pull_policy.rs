//! `image/pull-policy`.

use super::tag;
use crate::change::Change;
use crate::fact::Image;
use crate::finding::{Edit, Finding, Safety, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// The `imagePullPolicy` does not suit the image reference or the zone.
    ///
    /// ## Why
    /// With `IfNotPresent` and a mutable tag, each node keeps the image it pulled first, so nodes drift apart. `Always` makes
    /// every restart depend on the registry: with a digest it gains nothing, and in a zone without a registry no pod starts.
    ///
    /// ## Settings
    /// `zones` decides where `Always` is reported: in every zone except `development` and `dev`, and in any zone with
    /// `registry: false`.
    ///
    /// ## Examples
    /// If another rule reports the tag itself, this one stays silent; here the policy has switched that rule off.
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// rules: { image/floating-tag: off }
    /// ```
    /// ```yaml deploy/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: { name: web }
    /// spec:
    ///   containers:
    ///   - name: web
    ///     image: registry.example/web:stable
    ///     imagePullPolicy: IfNotPresent
    ///                      ^^^^^^^^^^^^ `IfNotPresent` with the mutable tag `stable`: each node keeps the image it pulled first
    /// ```
    /// ```yaml deploy/web.yaml
    /// apiVersion: v1
    /// kind: Pod
    /// metadata: { name: web }
    /// spec:
    ///   containers:
    ///   - name: web
    ///     image: registry.example/web:1.4.2
    ///     imagePullPolicy: IfNotPresent
    /// ```
    "image/pull-policy" {
        standard: Medium, strict: Medium, confidence: Certain,
        yields_to: ["image/latest-tag", "image/no-tag", "image/floating-tag"],
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = image.after()?;
    let policy = image.pull_policy.as_ref()?;
    let zone = cx.settings.zone(policy.site.text.path());
    let replace = |text: &str| vec![Edit { site: policy.site.clone(), text: text.to_owned() }];
    let finding = match (policy.text.as_str(), zone) {
        ("IfNotPresent" | "Never", _) => {
            let tag = moving_tag(image)?;
            let message =
                format!("`{}` with the mutable tag `{tag}`: each node keeps the image it pulled first", policy.text);
            let finding = Finding::at(&policy.site, message).help("pin a version, or use `Always`");
            if policy.text == "Never" {
                finding
            } else {
                finding.fix("use `Always`", Safety::Unsafe, replace("Always"))
            }
        }
        ("Always", Some(zone)) if !zone.registry => {
            Finding::at(&policy.site, format!("`Always` in zone `{}`, which has no registry to pull from", zone.name))
                .help("use `IfNotPresent`, or `Never` where the image is imported")
                .fix("use `IfNotPresent`", Safety::Unsafe, replace("IfNotPresent"))
        }
        ("Always", Some(zone)) if !matches!(zone.name.as_str(), "development" | "dev") => {
            let message = format!("`Always` in zone `{}`: every restart depends on the registry", zone.name);
            Finding::at(&policy.site, message).help("pin the digest and use `IfNotPresent`").fix(
                "use `IfNotPresent`",
                Safety::Unsafe,
                replace("IfNotPresent"),
            )
        }
        _ => return None,
    };
    Some(if zone.is_some() { finding } else { finding.at_most(Severity::Low, Severity::Medium) })
}

/// The tag that moves, where no digest holds the image still.
fn moving_tag(image: &Image) -> Option<&str> {
    let tag = image.tag.get().map_or("latest", |tag| tag.text.as_str());
    let unknown = image.tag.get().is_none() && !image.tag.is_missing();
    let moves = !unknown
        && image.version_from.is_none()
        && image.digest.is_missing()
        && (tag == "latest" || tag::moves(tag).is_some());
    moves.then_some(tag)
}
