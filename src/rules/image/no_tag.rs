//! `image/no-tag`.

use crate::change::Change;
use crate::fact::Image;
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// An image is named with neither tag nor digest.
    ///
    /// ## Why
    /// No tag means `:latest`, and looks harmless while it does: what runs is whatever was pushed last.
    ///
    /// ## Examples
    /// ```diff compose.yaml
    ///  services:
    ///    cache:
    /// -    image: redis:7.4.1
    /// +    image: redis
    ///             ^^^^^ `redis` has neither tag nor digest, so `latest` is pulled
    /// ```
    /// What the file builds itself is no pull.
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     build: .
    ///     image: registry.example/web
    /// ```
    "image/no-tag" {
        standard: Critical, strict: Critical, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(_: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let image = image.after()?;
    image.repository.get()?;
    if !image.tag.is_missing() || !image.digest.is_missing() {
        return None;
    }
    let message = format!("`{}` has neither tag nor digest, so `latest` is pulled", image.name());
    let finding =
        Finding::at(&image.site, message).help("name the version that was tested, with its digest: `tag@sha256:…`");
    Some(if image.place.deploys() { finding } else { finding.at_most(Severity::High, Severity::Critical) })
}
