//! `image/pull-policy`.

use super::tag;
use crate::change::Change;
use crate::fact::Image;
use crate::finding::{Edit, Finding, Safety, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// When an image is pulled does not fit how it is named, or where it runs.
    ///
    /// ## Why
    /// With `IfNotPresent` and a tag that moves, each node keeps the image that it saw first: nodes differ. `Always` makes every
    /// restart depend on the registry; with a digest it brings nothing, and where there is no registry no pod starts.
    ///
    /// ## Settings
    /// `zones` tells where the rule asks about `Always`: everywhere but in zones called `development` or `dev`, and in a zone with
    /// `registry: false` wherever it is.
    ///
    /// ## Examples
    /// Where another rule speaks about the tag itself, this one leaves it at that; here the policy has switched it off.
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
    ///                      ^^^^^^^^^^^^ `IfNotPresent` with the moving tag `stable`: each node keeps the image that it pulled first
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
            let message = format!(
                "`{}` with the moving tag `{tag}`: each node keeps the image that it pulled first",
                policy.text
            );
            let finding = Finding::at(&policy.site, message).help("name a fixed version, or pull `Always`");
            if policy.text == "Never" {
                finding
            } else {
                finding.fix("pull `Always`", Safety::Unsafe, replace("Always"))
            }
        }
        ("Always", Some(zone)) if !zone.registry => {
            Finding::at(&policy.site, format!("`Always` in zone `{}`, which has no registry to pull from", zone.name))
                .help("use `IfNotPresent`, or `Never` where the image is imported")
                .fix("use `IfNotPresent`", Safety::Unsafe, replace("IfNotPresent"))
        }
        ("Always", Some(zone)) if !matches!(zone.name.as_str(), "development" | "dev") => {
            let message = format!("`Always` in zone `{}`: every restart depends on the registry", zone.name);
            Finding::at(&policy.site, message).help("name the digest and use `IfNotPresent`").fix(
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
