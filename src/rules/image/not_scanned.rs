//! `image/not-scanned`.

use super::{attested, lookup};
use crate::answers::Attestation;
use crate::change::Change;
use crate::fact::Image;
use crate::finding::Finding;
use crate::rule::{Check, Context};
use crate::settings::ScanEvidence;

/// <https://github.com/sigstore/cosign/blob/main/specs/COSIGN_VULN_ATTESTATION_SPEC.md> and
/// <https://github.com/in-toto/attestation/blob/main/spec/predicates/vuln.md>.
const SCANS: &[&str] = &["https://cosign.sigstore.dev/attestation/vuln/", "https://in-toto.io/attestation/vulns/"];

crate::rule! {
    /// An image of your own has no recent scan for vulnerabilities.
    ///
    /// ## Why
    /// A scan that nobody can show did not happen. The attestation beside the image says when it was scanned.
    ///
    /// ## Settings
    /// `registry.scan_evidence` says how old the scan may be, `images.own` which images are yours. Without both the rule does
    /// not apply.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// images: { own: [registry.example] }
    /// registry: { scan_evidence: { max_age: 30d } }
    /// ```
    /// ```text registry
    /// registry.example/web:1.4.2@sha256:4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4ffb3b9c5a8d7e6f504132231405f6e7d attests=https://cosign.sigstore.dev/attestation/vuln/v1 scanned=2026-08-01
    /// registry.example/web:1.4.3@sha256:0d7e6f50413223140fb3b9c5a8d7e6f4c1d0fd1f5b0f2d3f0f8ab1fe3b6f1f4f attests=https://cosign.sigstore.dev/attestation/vuln/v1 scanned=2026-11-11
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.2
    ///            ^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/web:1.4.2` was last scanned 112 days ago; the policy allows 30d
    /// ```
    /// ```yaml compose.yaml
    /// services:
    ///   web:
    ///     image: registry.example/web:1.4.3
    /// ```
    "image/not-scanned" {
        standard: High, strict: High, confidence: Certain,
        check: Check::Image(check),
    }
}

fn check(cx: &Context<'_>, image: Change<&Image>) -> Option<Finding> {
    let wanted = cx.settings.registry.scan_evidence?;
    let image = lookup::wanted(cx, image).filter(|image| image.is_under(&cx.settings.images.own))?;
    let signer = cx.settings.registry.provenance.as_ref().and_then(|provenance| provenance.signer.as_ref());
    let is_scan = |predicate: &str| SCANS.iter().any(|scan| predicate.starts_with(scan));
    let all = cx.attestations(image, signer)?;
    let lack =
        attested::lack(all, "vulnerability-scan attestation", is_scan, wanted.tier, |one| objection(cx, one, wanted))?;
    Some(
        Finding::at(&image.site, format!("`{}` {lack}", image.shown()))
            .help("scan the image in the pipeline, and attest it"),
    )
}

fn objection(cx: &Context<'_>, one: &Attestation, wanted: ScanEvidence) -> Option<String> {
    let limit = wanted.max_age?;
    let Some(scanned) = one.scanned else {
        return Some("has a vulnerability-scan attestation that does not say when".to_owned());
    };
    let days = cx.days_since(scanned);
    let is_old = u64::try_from(days).is_ok_and(|days| days * 86_400 > limit.0.as_secs());
    is_old.then(|| format!("was last scanned {days} days ago; the policy allows {limit}"))
}
