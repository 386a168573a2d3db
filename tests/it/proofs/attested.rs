//! What is attested about an image, in each of the places where attestations are kept.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis::net::registry::Digest;
use serde_json::{Value, json};

use super::World;
use crate::registry::push::{OCI_INDEX, OCI_MANIFEST, Pushed, Target};

const BARE: &str = "application/vnd.in-toto+json";
const ENVELOPE: &str = "application/vnd.dsse.envelope.v1+json";
const WANTED: &str = "  provenance: { builders: [\"https://ci.example/\"], source: \"https://git.example/team/web\" }";

/// Where an attestation is kept.
#[derive(Clone, Copy, Debug)]
enum Kept {
    /// In a manifest whose subject is the image, under the tag that stands for the list of such manifests.
    AsReferrer,
    /// In the index, beside the image.
    InTheIndex,
    /// Under cosign's tag.
    UnderATag,
}

const PLACES: [Kept; 3] = [Kept::AsReferrer, Kept::InTheIndex, Kept::UnderATag];

/// An attestation: what it says, and the layer that says it.
struct Attested {
    image: Pushed,
    statement: Digest,
}

impl Kept {
    /// An image under `tag` about which `statement` says something, given the image's digest.
    fn attest(self, target: &Target<'_>, tag: &str, statement: impl Fn(&Digest) -> Value) -> Attested {
        let image = target.image(tag, tag);
        let stated = statement(&image.digest).to_string();
        let (kind, bytes) = match self {
            Self::UnderATag => (ENVELOPE, envelope(&stated)),
            Self::AsReferrer | Self::InTheIndex => (BARE, stated),
        };
        let layer = target.blob(bytes.as_bytes());
        let config = target.blob(b"{}");
        let mut manifest = json!({
            "schemaVersion": 2, "mediaType": OCI_MANIFEST,
            "config": { "mediaType": "application/vnd.oci.image.config.v1+json", "digest": config.as_str(), "size": 2 },
            "layers": [{ "mediaType": kind, "digest": layer.as_str(), "size": bytes.len() }],
        });
        let fallback = format!("sha256-{}", image.digest.hex());
        let image = match self {
            Self::AsReferrer => {
                manifest["subject"] = descriptor(&image);
                let manifest = target.manifest(OCI_MANIFEST, &format!("{tag}-attestation"), &manifest);
                target.manifest(OCI_INDEX, &fallback, &index(&[descriptor(&manifest)]));
                image
            }
            Self::UnderATag => {
                target.manifest(OCI_MANIFEST, &format!("{fallback}.att"), &manifest);
                image
            }
            Self::InTheIndex => {
                let manifest = target.manifest(OCI_MANIFEST, &format!("{tag}-attestation"), &manifest);
                let (mut of_image, mut beside) = (descriptor(&image), descriptor(&manifest));
                of_image["platform"] = json!({ "os": "linux", "architecture": "amd64" });
                beside["platform"] = json!({ "os": "unknown", "architecture": "unknown" });
                beside["annotations"] = json!({
                    "vnd.docker.reference.type": "attestation-manifest",
                    "vnd.docker.reference.digest": image.digest.as_str(),
                });
                target.manifest(OCI_INDEX, tag, &index(&[of_image, beside]))
            }
        };
        Attested { image, statement: layer }
    }
}

fn descriptor(pushed: &Pushed) -> Value {
    json!({ "mediaType": pushed.kind, "digest": pushed.digest.as_str(), "size": pushed.bytes.len() })
}

fn index(entries: &[Value]) -> Value {
    json!({ "schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": entries })
}

/// As cosign wraps a statement, under a signature of nobody.
fn envelope(statement: &str) -> String {
    let payload = STANDARD.encode(statement);
    json!({ "payloadType": BARE, "payload": payload, "signatures": [{ "sig": "bm9ib2R5" }] }).to_string()
}

fn statement(about: &Digest, kind: &str, predicate: &Value) -> Value {
    let subject = json!([{ "name": "web", "digest": { "sha256": about.hex() } }]);
    json!({ "_type": "https://in-toto.io/Statement/v1", "subject": subject, "predicateType": kind, "predicate": predicate })
}

fn provenance(about: &Digest, builder: &str, source: &str) -> Value {
    let workflow = json!({ "workflow": { "repository": source } });
    let predicate = json!({
        "buildDefinition": { "externalParameters": workflow }, "runDetails": { "builder": { "id": builder } },
    });
    statement(about, "https://slsa.dev/provenance/v1", &predicate)
}

fn good(about: &Digest) -> Value {
    provenance(about, "https://ci.example/runner", "git+https://git.example/team/web")
}

#[test]
fn an_image_without_provenance_is_not_built_by_ci() {
    let Some(world) = World::new() else { return };
    world.web().image("1.4.2", "a");
    let told = world.change(WANTED).services(&[], &[":1.4.2"]).check();
    let none = "image/not-built-by-ci: `REGISTRY/team/web:1.4.2` has no provenance attestation";
    assert_eq!((told.findings, told.code, told.unchecked), (vec![none.to_owned()], 1, Vec::new()));
}

#[test]
fn provenance_is_read_in_every_place_and_held_to_the_policy() {
    let Some(world) = World::new() else { return };
    let web = world.web();
    for kept in PLACES {
        kept.attest(&web, "1.0.1", good);
        kept.attest(&web, "1.0.2", |about| {
            provenance(about, "https://laptop.example/", "https://git.example/team/web")
        });
        kept.attest(&web, "1.0.3", |about| {
            provenance(about, "https://ci.example/runner", "https://git.example/fork/web")
        });
        kept.attest(&web, "1.0.4", |_| good(&Digest::of(b"another image")));
        let told = world.change(WANTED).services(&[], &[":1.0.1", ":1.0.2", ":1.0.3", ":1.0.4"]).check();
        let found = |version: &str, lack: &str| format!("image/not-built-by-ci: `REGISTRY/team/web:{version}` {lack}");
        let expected = [
            found("1.0.2", "was built by `https://laptop.example/`, which the policy does not list"),
            found("1.0.3", "was built from `https://git.example/fork/web`, not from `https://git.example/team/web`"),
            found("1.0.4", "has a provenance attestation that is about another image"),
        ];
        assert_eq!(told.findings, expected, "{kept:?}");
        assert_eq!((told.code, told.unchecked), (1, Vec::new()), "{kept:?}");
    }
}

#[test]
fn a_claim_is_not_a_signature() {
    let Some(world) = World::new() else { return };
    let signer = "signer: { identity: \"https://ci.example/workflow\", issuer: \"https://ci.example\" }";
    for kept in PLACES {
        kept.attest(&world.web(), "1.0.1", good);
        let told =
            world.change(&format!("  provenance: {{ tier: verified, {signer} }}")).services(&[], &[":1.0.1"]).check();
        let unsigned = "has a provenance attestation that cannot be verified: it is no Sigstore bundle";
        assert_eq!(told.findings, [format!("image/not-built-by-ci: `REGISTRY/team/web:1.0.1` {unsigned}")], "{kept:?}");
        let told = world.change("  provenance: { tier: present }").services(&[], &[":1.0.1"]).check();
        assert!(told.findings.is_empty() && told.code == 0, "{kept:?} {:?}", told.findings);
    }
}

#[test]
fn a_scan_must_be_there_and_recent() {
    let Some(world) = World::new() else { return };
    let scanned = |about: &Digest, time: &str| {
        let predicate = json!({ "metadata": { "scanFinishedOn": time } });
        statement(about, "https://cosign.sigstore.dev/attestation/vuln/v1", &predicate)
    };
    let now = jiff::Timestamp::now().to_string();
    for kept in PLACES {
        kept.attest(&world.web(), "1.0.1", |about| scanned(about, &now));
        kept.attest(&world.web(), "1.0.2", |about| scanned(about, "2020-01-02T03:04:05Z"));
        kept.attest(&world.web(), "1.0.3", good);
        let change = world.change("  scan_evidence: { max_age: 30d }").services(&[], &[":1.0.1", ":1.0.2", ":1.0.3"]);
        let told = change.check();
        let [old, none] = &told.findings[..] else { panic!("{kept:?} {:?}", told.findings) };
        let is_old = old.starts_with("image/not-scanned: `REGISTRY/team/web:1.0.2` was last scanned ");
        assert!(is_old && old.ends_with(" days ago; the policy allows 30d"), "{old}");
        assert_eq!(none, "image/not-scanned: `REGISTRY/team/web:1.0.3` has no vulnerability-scan attestation");
        assert_eq!((told.code, told.unchecked), (1, Vec::new()), "{kept:?}");
    }
}

#[test]
fn a_statement_whose_bytes_are_gone_is_neither_good_nor_none() {
    let Some(world) = World::new() else { return };
    for kept in PLACES {
        let tag = format!("1.0.{}", kept as u8);
        let attested = kept.attest(&world.web(), &tag, good);
        world.web().delete_blob(&attested.statement);
        let change = |on_error: &str| world.change(&format!("{WANTED}\n  on_error: {on_error}"));
        let version = format!("@{}", attested.image.digest);
        let told = change("warn").services(&[], &[&version]).check();
        let lacks =
            format!("the registry does not have {}, which is a part of it; push the image again", attested.statement);
        assert_eq!(told.unchecked, [format!("REGISTRY/team/web{version}: not verified: {lacks}")], "{kept:?}");
        assert_eq!((told.findings, told.code), (Vec::new(), 0), "{kept:?}");
        assert_eq!(change("fail").services(&[], &[&version]).check().code, 3, "{kept:?}");
    }
}
