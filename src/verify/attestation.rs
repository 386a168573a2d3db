//! What is attested about an image: where attestations are kept, and what they say.
//!
//! Three kinds of places: what BuildKit puts into the index beside the images, what refers to the image's digest, and what cosign keeps
//! under a tag made of the digest. Each holds in-toto statements, bare or in an envelope (DSSE) or in a bundle of Sigstore.
//!
//! What a statement says is the claim of whoever wrote it: only a signature that was checked makes it more.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use crate::answers::{Attestation, Signature, Signer};
use crate::net::registry::{Client, Content, Descriptor, Digest, Failure, Outcome, Repository};

/// What marks an attestation in an index, and the image that it is about.
pub(super) const BUILDKIT_TYPE: &str = "vnd.docker.reference.type";
const BUILDKIT_DIGEST: &str = "vnd.docker.reference.digest";

/// The most bytes of a statement; scans are long.
const LARGEST: usize = 8 << 20;

/// The most statements that are read about one image.
const MOST: usize = 64;

/// What is attested about one image.
pub(super) struct Attested<'a> {
    pub(super) client: &'a Client,
    pub(super) repository: &'a Repository,
    pub(super) digest: &'a Digest,
    pub(super) signer: Option<&'a Signer>,
    pub(super) root: Option<&'a [u8]>,
}

/// A layer that holds a statement, and the digests that it may be about.
struct Held {
    layer: Descriptor,
    about: Vec<String>,
}

impl Attested<'_> {
    /// All of it, given the image's manifest or index. An index counts, and so does each of its images.
    pub(super) async fn all(&self, content: Content) -> Outcome<Vec<Attestation>> {
        let mut held = Vec::new();
        let own = vec![self.digest.hex().to_owned()];
        if let Content::Index { entries } = content {
            for entry in entries.iter().filter(|entry| entry.annotations.contains_key(BUILDKIT_TYPE)) {
                let image = entry.annotations.get(BUILDKIT_DIGEST).and_then(|digest| Digest::parse(digest));
                let about = own.iter().cloned().chain(image.map(|digest| digest.hex().to_owned())).collect();
                self.layers(&entry.digest, about, &mut held).await?;
            }
        }
        for referrer in self.client.referrers(self.repository, self.digest).await? {
            self.layers(&referrer.digest, own.clone(), &mut held).await?;
        }
        let mut all = Vec::new();
        for one in held.into_iter().take(MOST) {
            if let Some(attestation) = self.read(&one).await? {
                all.push(attestation);
            }
        }
        Ok(all)
    }

    /// The layers of a manifest that holds statements. One that is gone holds none.
    async fn layers(&self, digest: &Digest, about: Vec<String>, held: &mut Vec<Held>) -> Outcome<()> {
        let content = match self.client.manifest(self.repository, digest).await {
            Err(Failure::NotFound) => return Ok(()),
            manifest => manifest?.content,
        };
        if let Content::Image { layers, .. } = content {
            held.extend(layers.into_iter().map(|layer| Held { layer, about: about.clone() }));
        }
        Ok(())
    }

    async fn read(&self, held: &Held) -> Outcome<Option<Attestation>> {
        let Some(form) = Form::of(&held.layer.media_type) else { return Ok(None) };
        let digest = &held.layer.digest;
        let bytes = super::part(digest, self.client.blob(self.repository, digest, LARGEST).await)?;
        Ok(Some(self.attestation(form, &bytes, &held.about)))
    }

    fn attestation(&self, form: Form, bytes: &[u8], about: &[String]) -> Attestation {
        let statement = form.statement(bytes);
        let signature = match (self.signer, form) {
            (None, _) => Signature::Unchecked,
            (Some(signer), Form::Bundle) => super::signature::check(bytes, self.digest.hex(), signer, self.root),
            (Some(_), _) => Signature::Bad("it is no Sigstore bundle".to_owned()),
        };
        match statement {
            Some(statement) => statement.attestation(about, signature),
            None => Attestation {
                predicate: None,
                is_about_it: false,
                builder: None,
                source: None,
                scanned: None,
                signature,
            },
        }
    }
}

/// How a statement is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Bare,
    Envelope,
    Bundle,
}

impl Form {
    fn of(media_type: &str) -> Option<Self> {
        match media_type {
            "application/vnd.in-toto+json" => Some(Self::Bare),
            "application/vnd.dsse.envelope.v1+json" => Some(Self::Envelope),
            bundle if bundle.starts_with("application/vnd.dev.sigstore.bundle") => Some(Self::Bundle),
            _ => None,
        }
    }

    fn statement(self, bytes: &[u8]) -> Option<Statement> {
        match self {
            Self::Bare => serde_json::from_slice(bytes).ok(),
            Self::Envelope => serde_json::from_slice::<Envelope>(bytes).ok()?.statement(),
            Self::Bundle => serde_json::from_slice::<Bundle>(bytes).ok()?.dsse_envelope.statement(),
        }
    }
}

/// <https://github.com/secure-systems-lab/dsse/blob/master/envelope.md>
#[derive(Deserialize)]
struct Envelope {
    payload: String,
}

/// <https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto>
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bundle {
    dsse_envelope: Envelope,
}

impl Envelope {
    fn statement(&self) -> Option<Statement> {
        serde_json::from_slice(&STANDARD.decode(&self.payload).ok()?).ok()
    }
}

/// <https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md>
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Statement {
    #[serde(default)]
    subject: Vec<Subject>,
    predicate_type: String,
    #[serde(default)]
    predicate: Value,
}

#[derive(Deserialize)]
struct Subject {
    #[serde(default)]
    digest: BTreeMap<String, String>,
}

impl Statement {
    fn attestation(self, about: &[String], signature: Signature) -> Attestation {
        let mut digests = self.subject.iter().flat_map(|subject| subject.digest.values());
        let is_about_it = digests.any(|digest| about.contains(digest));
        let predicate = &self.predicate;
        // In SLSA 1 and before it; in cosign's report of a scan and in in-toto's.
        let builder = first(predicate, &["/runDetails/builder/id", "/builder/id"]);
        let source = first(
            predicate,
            &[
                "/buildDefinition/externalParameters/workflow/repository",
                "/buildDefinition/externalParameters/configSource/uri", "/buildDefinition/externalParameters/source",
                "/buildDefinition/resolvedDependencies/0/uri", "/invocation/configSource/uri", "/materials/0/uri",
            ],
        );
        let scanned = first(predicate, &["/metadata/scanFinishedOn", "/metadata/scan_finished_on"]);
        let scanned = scanned.and_then(|time| time.parse::<Timestamp>().ok());
        Attestation { predicate: Some(self.predicate_type), is_about_it, builder, source, scanned, signature }
    }
}

/// The first of these places that holds a text.
fn first(value: &Value, places: &[&str]) -> Option<String> {
    places.iter().find_map(|place| value.pointer(place)?.as_str()).map(str::to_owned)
}
