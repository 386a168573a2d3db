//! `image/not-built-by-ci`.

use super::{attested, lookup};
use crate::answers::Attestation;
use crate::change::Change;
use crate::fact::Image;
use crate::finding::Finding;
use crate::rule::{Check, Context};
use crate::settings::Provenance;

crate::rule! {
    /// An image of your own has no provenance that says who built it from which source.
    ///
    /// ## Why
    /// Anybody with a password for the registry can push an image. Provenance, written by the build service, says which
    /// workflow built it from which repository.
    ///
    /// ## Settings
    /// `registry.provenance` says what is asked for, `images.own` which images are yours. Without both the rule does not apply.
    /// `tier: present` asks for an attestation of that kind. `structure` also compares what it says; nobody has checked its
    /// signature, so it is a claim and no proof. `verified` also checks the signature against the `signer`.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// images: { own: [registry.example] }
    /// registry:
    ///   provenance: { builders: ["https://ci.example/"], source: "https://git.example/team/web" }
    /// ```
    /// ```text registry
    /// registry.example/web:1.4.2@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d
    /// registry.example/web:1.4.3@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f attests=https://slsa.dev/provenance/v1 builder=https://elsewhere.example/laptop
    /// registry.example/web:1.4.4@sha256:9a3c5e7f1b2d4f6a8c0e1d3b5f7a9c2e4d6f8b0a1c3e5d7f9b2a4c6e8d0f1b3a attests=https://slsa.dev/provenance/v1 builder=https://ci.example/runner source=git+https://git.example/team/web
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.2
    ///            ^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/web:1.4.2` has no provenance attestation
    ///   other:
    ///     image: registry.example/web:1.4.3
    ///            ^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/web:1.4.3` was built by `https://elsewhere.example/laptop`, which the policy does not list
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.4
    /// ```
    "image/not-built-by-ci" {
        standard: High, strict: High, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let wanted = cx.settings.registry.provenance.as_ref()?;
    let image = lookup::wanted(cx, image).filter(|image| image.is_under(&cx.settings.images.own))?;
    let all = cx.attestations(image, wanted.signer.as_ref())?;
    let lack = attested::lack(all, "provenance attestation", is_provenance, wanted.tier, |one| objection(one, wanted))?;
    Some(
        Finding::at(&image.site, format!("`{}` {lack}", image.shown()))
            .help("deploy what your pipeline has built and attested"),
    )
}

/// SLSA's, of any version. (<https://slsa.dev/spec/v1.0/provenance>)
fn is_provenance(predicate: &str) -> bool {
    predicate.starts_with("https://slsa.dev/provenance/")
}

fn objection(one: &Attestation, wanted: &Provenance) -> Option<String> {
    let builder = one.builder.as_deref().unwrap_or("nobody it names");
    if !wanted.builders.is_empty() && !wanted.builders.iter().any(|prefix| builder.starts_with(prefix.as_str())) {
        return Some(format!("was built by `{builder}`, which the policy does not list"));
    }
    let source = wanted.source.as_deref()?;
    match one.source.as_deref() {
        Some(own) if attested::is_same_source(own, source) => None,
        Some(own) => Some(format!("was built from `{own}`, not from `{source}`")),
        None => Some("has a provenance attestation that names no source".to_owned()),
    }
}
