//! The signature of an attestation: a Sigstore bundle, verified without a network.
//!
//! A bundle is one JSON file: a statement in an envelope, the signature over it, a certificate that was valid for some minutes and
//! names who signed, and proof that it was signed in those minutes: an entry in a public log, or a timestamp. Source:
//! <https://docs.sigstore.dev/about/bundle/>.

mod crypto;
mod refusal;
#[cfg(test)]
mod tests;

use serde::Deserialize;
use sigstore_verify::trust_root::{SigstoreInstance, TrustedRoot};
use sigstore_verify::types::bundle::{MediaType, VerificationMaterial, VerificationMaterialContent};
use sigstore_verify::types::{Bundle, DsseEnvelope, Sha256Hash, SignatureContent};
use sigstore_verify::{VerificationPolicy, Verifier};

use self::refusal::Refusal;
use crate::answers::{Signature, Signer};

/// How many log entries, timestamps and certificates are looked at, of each. A signature has one, two where it moves from one log to
/// another, and a chain to its authority has three. The paths through certificates that name each other grow with their factorial.
const MOST: usize = 8;

/// The longest checkpoint of a log that is looked at, in bytes: some dozens of signatures, each of which may have to be verified.
const LONGEST_CHECKPOINT: usize = 16 << 10;

/// Whether `bundle`, the JSON of a Sigstore bundle, is a signature by `signer` over a statement about the image with the digest
/// `sha256` (hexadecimal). Who may vouch for it is said by `root`, the JSON of a `TrustedRoot`, or else by the roots that
/// [`published`] knows. The machine's clock has one say: what a log or an authority dates into the future is refused.
pub(super) fn check(bundle: &[u8], sha256: &str, signer: &Signer, root: Option<&[u8]>) -> Signature {
    crypto::install();
    match verify(bundle, sha256, signer, root) {
        Ok(()) => Signature::Good,
        Err(refusal) => Signature::Bad(refusal.to_string()),
    }
}

fn verify(bundle: &[u8], sha256: &str, signer: &Signer, root: Option<&[u8]>) -> Result<(), Refusal> {
    let bundle = read(bundle)?;
    let digest = Sha256Hash::from_hex(sha256).map_err(|_| Refusal::NotADigest(sha256.to_owned()))?;
    let root = match root {
        Some(root) => serde_json::from_slice(root).map_err(|_| Refusal::Roots)?,
        None => published(&bundle)?,
    };
    let verifier = Verifier::new(&root).map_err(|_| Refusal::Roots)?;
    verifier.verify(digest, &bundle, &policy(signer, &root))?;
    Ok(())
}

/// A bundle with a statement. The library's own reader takes the first of two envelopes, and others the last: what it verified would
/// not be what is then believed. This one refuses a second envelope.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Attested {
    media_type: MediaType,
    verification_material: VerificationMaterial,
    dsse_envelope: DsseEnvelope,
}

/// Reads a bundle that is worth verifying.
fn read(bundle: &[u8]) -> Result<Bundle, Refusal> {
    let read: Attested = serde_json::from_slice(bundle).map_err(|_| Refusal::Unreadable)?;
    let material = &read.verification_material;
    if material.tlog_entries.is_empty() && material.timestamp_verification_data.rfc3161_timestamps.is_empty() {
        return Err(Refusal::Undated);
    }
    if is_crowded(material) {
        return Err(Refusal::Crowded);
    }
    let content = SignatureContent::DsseEnvelope(read.dsse_envelope);
    let bundle = Bundle::new(read.media_type, read.verification_material, content);
    if bundle.signing_certificate().is_none() { Err(Refusal::Uncertified) } else { Ok(bundle) }
}

/// Whether there is more to verify than a signer sends.
fn is_crowded(material: &VerificationMaterial) -> bool {
    let certificates = match &material.content {
        VerificationMaterialContent::X509CertificateChain { certificates } => certificates.len(),
        _ => 1,
    };
    let timestamps = material.timestamp_verification_data.rfc3161_timestamps.len();
    let mut proofs = material.tlog_entries.iter().filter_map(|entry| entry.inclusion_proof.as_ref());
    certificates.max(timestamps).max(material.tlog_entries.len()) > MOST
        || proofs.any(|proof| proof.checkpoint.envelope().len() > LONGEST_CHECKPOINT)
}

/// The roots of the service that a bundle says it is from by its shape: GitHub's for private repositories keeps no log, the public
/// one always does. The library brings both as they were when it was released.
fn published(bundle: &Bundle) -> Result<TrustedRoot, Refusal> {
    let is_logged = !bundle.verification_material.tlog_entries.is_empty();
    let instance = if is_logged { SigstoreInstance::PublicGood } else { SigstoreInstance::GitHub };
    instance.embedded_trusted_root().map_err(|_| Refusal::Roots)
}

/// What is asked of a signature. The roots say which logs there are, so that a bundle cannot do without one by leaving it out; where
/// there is none, a trusted timestamp must say when it was signed.
fn policy(signer: &Signer, root: &TrustedRoot) -> VerificationPolicy {
    let mut policy = VerificationPolicy::new(&signer.identity, &signer.issuer);
    if root.tlogs.is_empty() {
        policy = policy.skip_tlog_unsafe();
    }
    if root.ctlogs.is_empty() {
        policy = policy.skip_sct();
    }
    policy
}
