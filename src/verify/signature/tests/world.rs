//! A made-up world: an authority that certifies signers, a log of certificates, a log of signatures and a clock that stamps them,
//! with the `TrustedRoot` that knows them all. What it signs is built here byte by byte, so that the reader is not tested by itself.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CustomExtension, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, PublicKeyData, SanType, SerialNumber, SigningKey,
    date_time_ymd,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::der::{integer, object, octets, sequence, set, tagged, utf8};

/// The extension of the certificate in which Fulcio writes who vouches for the signer.
/// Source: <https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md>.
const ISSUER: [u64; 9] = [1, 3, 6, 1, 4, 1, 57264, 1, 8];

/// What a log of certificates promises, RFC 6962 section 3.3.
const PROMISES: [u64; 10] = [1, 3, 6, 1, 4, 1, 11129, 2, 4, 2];

const STATEMENT: &str = "application/vnd.in-toto+json";

pub(super) struct World {
    authority: CertifiedIssuer<'static, KeyPair>,
    clock: KeyPair,
    clock_certificate: Vec<u8>,
    certificate_log: KeyPair,
    log: KeyPair,
}

/// What is to be signed, by whom and when.
pub(super) struct Order<'a> {
    pub(super) sha256: &'a str,
    pub(super) identity: &'a str,
    pub(super) issuer: &'a str,
    pub(super) time: Timestamp,
}

impl World {
    pub(super) fn new() -> Self {
        let authority = CertifiedIssuer::self_signed(authority(), KeyPair::generate().unwrap()).unwrap();
        let clock = KeyPair::generate().unwrap();
        let clock_certificate = certificate(&clock, &authority, ExtendedKeyUsagePurpose::TimeStamping, |_| ());
        let (certificate_log, log) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
        Self { authority, clock, clock_certificate, certificate_log, log }
    }

    /// The JSON of the `TrustedRoot` that knows this world.
    pub(super) fn root(&self) -> Value {
        let authority = json!({ "rawBytes": base64(self.authority.der()) });
        let since = json!({ "start": "2024-01-01T00:00:00Z" });
        json!({
            "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
            "tlogs": [log(&self.log, "https://log.example")],
            "ctlogs": [log(&self.certificate_log, "https://certificates.example")],
            "certificateAuthorities": [{
                "uri": "https://authority.example", "certChain": { "certificates": [authority] }, "validFor": since,
            }],
            "timestampAuthorities": [{
                "certChain": { "certificates": [{ "rawBytes": base64(&self.clock_certificate) }, authority] },
                "validFor": since,
            }],
        })
    }

    /// A bundle with an entry in the log, as public signatures have it, and without a timestamp.
    pub(super) fn logged(&self, order: &Order<'_>) -> Value {
        self.bundle(order, true, |_, _| ())
    }

    /// A bundle with a timestamp and without an entry in a log, as GitHub signs what private repositories build.
    pub(super) fn stamped(&self, order: &Order<'_>) -> Value {
        self.bundle(order, false, |bundle, signature| {
            let token = self.token(signature, order.time);
            bundle["verificationMaterial"]["timestampVerificationData"]["rfc3161Timestamps"] =
                json!([{ "signedTimestamp": base64(&token) }]);
        })
    }

    fn bundle(&self, order: &Order<'_>, is_logged: bool, prove: impl FnOnce(&mut Value, &[u8])) -> Value {
        let key = KeyPair::generate().unwrap();
        let leaf = self.leaf(&key, order);
        let payload = statement(order.sha256);
        let signature = key.sign(&signed(&payload)).unwrap();
        let entries = if is_logged { vec![self.entry(&payload, &signature, &leaf, order.time)] } else { Vec::new() };
        let mut bundle = json!({
            "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
            "verificationMaterial": { "certificate": { "rawBytes": base64(&leaf) }, "tlogEntries": entries },
            "dsseEnvelope": {
                "payload": base64(payload.as_bytes()), "payloadType": STATEMENT,
                "signatures": [{ "sig": base64(&signature) }],
            },
        });
        prove(&mut bundle, &signature);
        bundle
    }

    /// The certificate of a signer, with the promise of the log of certificates about all the rest of it.
    fn leaf(&self, key: &KeyPair, order: &Order<'_>) -> Vec<u8> {
        let named = |params: &mut CertificateParams| {
            params.subject_alt_names = vec![SanType::URI(order.identity.try_into().unwrap())];
            params.custom_extensions = vec![CustomExtension::from_oid_content(&ISSUER, utf8(order.issuer))];
        };
        let usage = ExtendedKeyUsagePurpose::CodeSigning;
        let before = certificate(key, &self.authority, usage.clone(), named);
        let promise = self.promise(body_of(&before), order.time);
        certificate(key, &self.authority, usage, |params| {
            named(params);
            params.custom_extensions.push(CustomExtension::from_oid_content(&PROMISES, octets(&promise)));
        })
    }

    /// A list of one signed certificate timestamp, RFC 6962 section 3.2.
    fn promise(&self, body: &[u8], time: Timestamp) -> Vec<u8> {
        let milliseconds = u64::try_from(time.as_millisecond()).unwrap().to_be_bytes();
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        let issuer = Sha256::digest(self.authority.key().subject_public_key_info());
        let about = [&[0, 0][..], &milliseconds, &[0, 1], &issuer, &length[1..], body, &[0, 0]].concat();
        let signature = self.certificate_log.sign(&about).unwrap();
        let sized = |bytes: Vec<u8>| [&u16::try_from(bytes.len()).unwrap().to_be_bytes()[..], &bytes].concat();
        let id = id(&self.certificate_log);
        sized(sized([&[0][..], &id, &milliseconds, &[0, 0, 4, 3], &sized(signature)].concat()))
    }

    /// The second entry of a log, which has two. Sources: <https://docs.sigstore.dev/logging/verify-release/> for what a log
    /// signs, RFC 6962 section 2.1 for the hashes, <https://github.com/C2SP/C2SP/blob/main/tlog-checkpoint.md> for the checkpoint.
    fn entry(&self, payload: &str, signature: &[u8], leaf: &[u8], time: Timestamp) -> Value {
        let verifier = format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", base64(leaf));
        let body = json!({ "apiVersion": "0.0.1", "kind": "dsse", "spec": {
            "envelopeHash": { "algorithm": "sha256", "value": hex(&[0; 32]) },
            "payloadHash": { "algorithm": "sha256", "value": hex(&Sha256::digest(payload)) },
            "signatures": [{ "signature": base64(signature), "verifier": base64(verifier.as_bytes()) }],
        }});
        let body = body.to_string();
        let (other, own) = (Sha256::digest(b"\0another entry"), Sha256::digest(format!("\0{body}")));
        let root = base64(&Sha256::digest([&[1][..], &other, &own].concat()));
        let (body, log, seconds) = (base64(body.as_bytes()), id(&self.log), time.as_second());
        let promise = format!(r#"{{"body":"{body}","integratedTime":{seconds},"logID":"{}","logIndex":1}}"#, hex(&log));
        let checkpoint = format!("log.example\n2\n{root}\n");
        let witness = [&log[..4], &self.log.sign(checkpoint.as_bytes()).unwrap()].concat();
        json!({
            "logIndex": "1", "logId": { "keyId": base64(&log) }, "kindVersion": { "kind": "dsse", "version": "0.0.1" },
            "integratedTime": seconds.to_string(), "canonicalizedBody": body,
            "inclusionPromise": { "signedEntryTimestamp": base64(&self.log.sign(promise.as_bytes()).unwrap()) },
            "inclusionProof": {
                "logIndex": "1", "treeSize": "2", "rootHash": root, "hashes": [base64(&other)],
                "checkpoint": { "envelope": format!("{checkpoint}\n\u{2014} log.example {}\n", base64(&witness)) },
            },
        })
    }

    /// A timestamp over `signature`: RFC 3161 section 2.4.2 in the wrapping of RFC 5652 section 5.
    fn token(&self, signature: &[u8], time: Timestamp) -> Vec<u8> {
        let (sha256, ecdsa) = ("2.16.840.1.101.3.4.2.1", "1.2.840.10045.4.3.2");
        let kind = object("1.2.840.113549.1.9.16.1.4");
        let hash = sequence(&[object(sha256)]);
        let imprint = sequence(&[hash.clone(), octets(&Sha256::digest(signature))]);
        let time = tagged(0x18, time.strftime("%Y%m%d%H%M%SZ").to_string().as_bytes());
        let info = sequence(&[integer(1), object("1.3.6.1.4.1.32473.1"), imprint, integer(1), time]);

        let attribute = |name: &str, value: Vec<u8>| sequence(&[object(name), set(&[value])]);
        let attributes = [
            attribute("1.2.840.113549.1.9.3", kind.clone()),
            attribute("1.2.840.113549.1.9.4", octets(&Sha256::digest(&info))),
        ];
        let stamped = self.clock.sign(&set(&attributes)).unwrap();
        let name = sequence(&[set(&[sequence(&[object("2.5.4.3"), utf8("authority.example")])])]);
        let who = sequence(&[name, integer(SERIAL)]);
        let algorithm = sequence(&[object(ecdsa)]);
        let attributes = tagged(0xa0, &attributes.concat());
        let signer = sequence(&[integer(1), who, hash.clone(), attributes, algorithm, octets(&stamped)]);
        let content = sequence(&[kind, tagged(0xa0, &octets(&info))]);
        let data = sequence(&[integer(3), set(&[hash]), content, set(&[signer])]);
        sequence(&[object("1.2.840.113549.1.7.2"), tagged(0xa0, &data)])
    }
}

const SERIAL: u8 = 7;

fn authority() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name = name("authority.example");
    params
}

fn name(common: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, common);
    name
}

/// A certificate for `key` that is valid on the second of January 2024.
fn certificate(
    key: &KeyPair,
    authority: &CertifiedIssuer<'_, KeyPair>,
    usage: ExtendedKeyUsagePurpose,
    more: impl FnOnce(&mut CertificateParams),
) -> Vec<u8> {
    let mut params = CertificateParams::default();
    params.distinguished_name = name("leaf.example");
    params.serial_number = Some(SerialNumber::from(u64::from(SERIAL)));
    params.not_before = date_time_ymd(2024, 1, 2);
    params.not_after = date_time_ymd(2024, 1, 3);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![usage];
    more(&mut params);
    params.signed_by(key, authority).unwrap().der().to_vec()
}

/// The part of a certificate that is signed: the first in its sequence. Certificates are longer than 255 bytes and shorter than
/// 65536, so that the length of both takes four bytes with its tag.
fn body_of(certificate: &[u8]) -> &[u8] {
    let body = &certificate[4..];
    let length = usize::from(u16::from_be_bytes([body[2], body[3]]));
    assert_eq!((body[0], body[1]), (0x30, 0x82));
    &body[..4 + length]
}

fn statement(sha256: &str) -> String {
    json!({
        "_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1", "predicate": {},
        "subject": [{ "name": "registry.example/other", "digest": { "sha256": hex(&[1; 32]) } },
                    { "name": "registry.example/web", "digest": { "sha256": sha256 } }],
    })
    .to_string()
}

/// What is signed of a statement: <https://github.com/secure-systems-lab/dsse/blob/master/protocol.md>.
fn signed(payload: &str) -> Vec<u8> {
    format!("DSSEv1 {} {STATEMENT} {} {payload}", STATEMENT.len(), payload.len()).into_bytes()
}

fn log(key: &KeyPair, url: &str) -> Value {
    json!({
        "baseUrl": url, "hashAlgorithm": "SHA2_256", "logId": { "keyId": base64(&id(key)) },
        "publicKey": { "rawBytes": base64(&key.subject_public_key_info()), "keyDetails": "PKIX_ECDSA_P256_SHA_256" },
    })
}

/// What a log is known by: the hash of its key.
fn id(log: &KeyPair) -> Vec<u8> {
    Sha256::digest(log.subject_public_key_info()).to_vec()
}

pub(super) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
