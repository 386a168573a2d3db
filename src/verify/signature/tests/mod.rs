//! Good signatures and bad ones, in a made-up world; and those that the library is published with.

mod der;
mod published;
mod world;

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};

use self::world::{Order, World, base64};
use super::check;
use crate::answers::{Signature, Signer};

const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const OTHER: &str = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";
const IDENTITY: &str = "https://git.example/team/web/build.yml@refs/heads/main";
const ISSUER: &str = "https://tokens.example";

/// The world of most tests, and a good bundle of either kind from it.
static WORLD: LazyLock<World> = LazyLock::new(World::new);
static LOGGED: LazyLock<Value> = LazyLock::new(|| WORLD.logged(&order()));
static STAMPED: LazyLock<Value> = LazyLock::new(|| WORLD.stamped(&order()));

fn order() -> Order<'static> {
    Order { sha256: SHA256, identity: IDENTITY, issuer: ISSUER, time: "2024-01-02T12:00:00Z".parse().unwrap() }
}

fn signer() -> Signer {
    Signer { identity: IDENTITY.to_owned(), issuer: ISSUER.to_owned(), trusted_root: None }
}

/// The roots of `WORLD` without its logs, as GitHub's for private repositories.
fn logless() -> Value {
    let mut root = WORLD.root();
    (root["tlogs"], root["ctlogs"]) = (json!([]), json!([]));
    root
}

/// What is said of a bundle by the roots of `WORLD`.
fn said(bundle: &Value) -> String {
    said_by(&WORLD.root(), bundle)
}

fn said_by(root: &Value, bundle: &Value) -> String {
    words(check(bundle.to_string().as_bytes(), SHA256, &signer(), Some(root.to_string().as_bytes())))
}

fn words(signature: Signature) -> String {
    match signature {
        Signature::Good => "good".to_owned(),
        Signature::Bad(why) => why,
        Signature::Unchecked => "unchecked".to_owned(),
    }
}

/// `bundle` with the value at `pointer` made another.
fn with(bundle: &Value, pointer: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut bundle = bundle.clone();
    change(bundle.pointer_mut(pointer).unwrap_or_else(|| panic!("nothing at {pointer}")));
    bundle
}

const PAYLOAD: &str = "/dsseEnvelope/payload";
const ENVELOPE: &str = "/dsseEnvelope/signatures/0/sig";
const ENTRY: &str = "/verificationMaterial/tlogEntries/0";
/// The first kind of bundle, in which a certificate came with its chain.
const CHAINED: &str = "application/vnd.dev.sigstore.bundle+json;version=0.1";
const STAMPS: &str = "/verificationMaterial/timestampVerificationData/rfc3161Timestamps";

/// Where the bytes stand that count, in a logged bundle or in a stamped one. A timestamp is not among them: parts of what it is
/// wrapped in are signed by nobody.
const COUNTING: [(bool, &str); 8] = [
    (true, PAYLOAD),
    (true, ENVELOPE),
    (true, "/verificationMaterial/certificate/rawBytes"),
    (true, "/verificationMaterial/tlogEntries/0/canonicalizedBody"),
    (true, "/verificationMaterial/tlogEntries/0/inclusionPromise/signedEntryTimestamp"),
    (true, "/verificationMaterial/tlogEntries/0/inclusionProof/hashes/0"),
    (false, PAYLOAD),
    (false, ENVELOPE),
];

#[test]
fn a_signature_in_a_log_is_good() {
    assert_eq!(said(&LOGGED), "good");
}

#[test]
fn a_signature_with_a_timestamp_is_good_where_the_roots_know_no_log() {
    assert_eq!(said_by(&logless(), &STAMPED), "good");
}

#[test]
fn a_signature_without_the_log_that_the_roots_know_is_bad() {
    assert_eq!(said(&STAMPED), "it has no entry in a transparency log");
    let bare = with(&LOGGED, ENTRY, |entry| drop(entry.as_object_mut().unwrap().remove("inclusionProof")));
    assert_eq!(said(&bare), "it has no entry in a transparency log");
}

#[test]
fn without_log_entry_and_timestamp_nothing_says_when_it_was_signed() {
    let bare = with(&LOGGED, "/verificationMaterial/tlogEntries", |entries| *entries = json!([]));
    for root in [WORLD.root(), logless()] {
        assert_eq!(said_by(&root, &bare), "it has neither a log entry nor a timestamp");
    }
    let undated = with(&LOGGED, ENTRY, |entry| drop(entry.as_object_mut().unwrap().remove("inclusionPromise")));
    assert_eq!(said(&undated), "nothing that can be trusted says when it was signed");
}

#[test]
fn another_image_is_not_what_was_signed() {
    let root = WORLD.root().to_string();
    let said = |sha256: &str| words(check(LOGGED.to_string().as_bytes(), sha256, &signer(), Some(root.as_bytes())));
    assert_eq!(said(OTHER), "the statement, or its log entry, is about something else");
    assert_eq!(said("sha512"), "`sha512` is not a SHA-256 digest");
}

#[test]
fn another_signer_is_named() {
    let root = WORLD.root().to_string();
    let said = |signer: &Signer| words(check(LOGGED.to_string().as_bytes(), SHA256, signer, Some(root.as_bytes())));
    for identity in
        ["https://git.example/team/web", "https://git.example/team/web/build.yml@refs/heads/main2", ".*", ""]
    {
        let wanted = Signer { identity: identity.to_owned(), ..signer() };
        assert_eq!(said(&wanted), format!("it is signed by `{IDENTITY}`, not by `{identity}`"));
    }
    for issuer in ["https://tokens.example/", "https://tokens", ""] {
        let wanted = Signer { issuer: issuer.to_owned(), ..signer() };
        assert_eq!(said(&wanted), format!("its identity is vouched for by `{ISSUER}`, not by `{issuer}`"));
    }
}

#[test]
fn a_statement_that_was_not_signed_is_bad() {
    let elsewhere = WORLD.logged(&Order { sha256: OTHER, ..order() });
    let moved = with(&elsewhere, PAYLOAD, |payload| *payload = LOGGED.pointer(PAYLOAD).unwrap().clone());
    assert_eq!(said(&moved), "the signature does not fit the statement");
    let again = WORLD.logged(&order());
    let moved = with(&again, ENVELOPE, |signature| *signature = LOGGED.pointer(ENVELOPE).unwrap().clone());
    assert_eq!(said(&moved), "the signature does not fit the statement");
}

#[test]
fn a_log_entry_of_another_signature_is_bad() {
    let again = WORLD.logged(&order());
    let moved = with(&LOGGED, ENTRY, |entry| *entry = again.pointer(ENTRY).unwrap().clone());
    assert_eq!(said(&moved), "the log entry is about another signature");
}

#[test]
fn an_altered_log_entry_is_bad() {
    let earlier = with(&LOGGED, &format!("{ENTRY}/integratedTime"), |time| *time = json!("1704196801"));
    let grown = with(&LOGGED, &format!("{ENTRY}/inclusionProof/treeSize"), |size| *size = json!("3"));
    let hash = base64(&[0; 32]);
    let astray = with(&LOGGED, &format!("{ENTRY}/inclusionProof/hashes/0"), |first| *first = json!(hash));
    for bundle in [earlier, grown, astray] {
        assert_eq!(said(&bundle), "the log entry is not from a trusted log");
    }
}

#[test]
fn a_timestamp_of_another_signature_is_bad() {
    let again = WORLD.stamped(&order());
    let moved = with(&STAMPED, STAMPS, |stamps| *stamps = again.pointer(STAMPS).unwrap().clone());
    assert_eq!(said_by(&logless(), &moved), "the timestamp is not from a trusted authority");
}

#[test]
fn a_certificate_signs_while_it_is_valid() {
    for time in ["2024-01-01T23:59:59Z", "2024-01-03T00:00:01Z"] {
        let time: Timestamp = time.parse().unwrap();
        let untrusted = "no trusted authority vouches for the signing certificate at the time of signing";
        assert_eq!(said(&WORLD.logged(&Order { time, ..order() })), untrusted);
        let stamped = WORLD.stamped(&Order { time, ..order() });
        assert_eq!(said_by(&logless(), &stamped), "the timestamp is not from a trusted authority");
    }
}

#[test]
fn other_roots_do_not_vouch_for_it() {
    let other = World::new().root();
    assert_eq!(said_by(&other, &LOGGED), "the log entry is not from a trusted log");
    let untrusted = "no trusted authority vouches for the signing certificate at the time of signing";
    let authority =
        with(&WORLD.root(), "/certificateAuthorities", |ours| *ours = other["certificateAuthorities"].clone());
    assert_eq!(said_by(&authority, &LOGGED), untrusted);
    let certificates = with(&WORLD.root(), "/ctlogs", |ours| *ours = other["ctlogs"].clone());
    assert_eq!(said_by(&certificates, &LOGGED), "the signing certificate is not in a trusted certificate log");
    let later =
        with(&WORLD.root(), "/certificateAuthorities/0/validFor/start", |start| *start = json!("2024-01-04T00:00:00Z"));
    assert_eq!(said_by(&later, &LOGGED), untrusted);
    assert_eq!(
        words(check(LOGGED.to_string().as_bytes(), SHA256, &signer(), None)),
        "the log entry is not from a trusted log"
    );
    let none = check(STAMPED.to_string().as_bytes(), SHA256, &signer(), None);
    assert_eq!(words(none), "the timestamp is not from a trusted authority");
}

#[test]
fn roots_that_cannot_be_read_vouch_for_nothing() {
    let entry = with(&WORLD.root(), "/tlogs/0/publicKey/rawBytes", |key| *key = json!(base64(b"no key")));
    for root in ["", "{}", "[]", &entry.to_string()] {
        let said = words(check(LOGGED.to_string().as_bytes(), SHA256, &signer(), Some(root.as_bytes())));
        assert_eq!(said, "the trusted roots cannot be read", "{root}");
    }
}

#[test]
fn two_envelopes_are_none() {
    let evil = with(&LOGGED, PAYLOAD, |payload| *payload = json!(base64(b"{}")))["dsseEnvelope"].to_string();
    let good = LOGGED.to_string();
    let doubled = format!("{},\"dsseEnvelope\":{evil}}}", good.strip_suffix('}').unwrap());
    assert_eq!(serde_json::from_str::<Value>(&doubled).unwrap()["dsseEnvelope"].to_string(), evil);
    let root = WORLD.root().to_string();
    let said = words(check(doubled.as_bytes(), SHA256, &signer(), Some(root.as_bytes())));
    assert_eq!(said, "it is not a Sigstore bundle that holds a signed statement");
}

#[test]
fn a_bundle_of_another_kind_is_bad() {
    let unreadable = "it is not a Sigstore bundle that holds a signed statement";
    assert_eq!(said(&json!({})), unreadable);
    let message = with(&LOGGED, "", |bundle| {
        let envelope = bundle.as_object_mut().unwrap().remove("dsseEnvelope").unwrap();
        bundle["messageSignature"] = json!({ "signature": envelope["signatures"][0]["sig"] });
    });
    assert_eq!(said(&message), unreadable);
    let keyed = with(&LOGGED, "/verificationMaterial", |material| {
        material.as_object_mut().unwrap().remove("certificate");
        material["publicKey"] = json!({ "hint": "team" });
    });
    assert_eq!(said(&keyed), "it has no signing certificate");
    let typed = with(&LOGGED, "/dsseEnvelope/payloadType", |kind| *kind = json!("text/plain"));
    assert_eq!(said(&typed), "it is signed in a way that cannot be verified");
}

#[test]
fn what_would_take_long_is_not_looked_at() {
    let crowded = "it has more log entries, timestamps or certificates than a signature needs";
    let many = |value: &mut Value| *value = vec![value[0].clone(); 9].into();
    assert_eq!(said(&with(&LOGGED, "/verificationMaterial/tlogEntries", many)), crowded);
    assert_eq!(said(&with(&STAMPED, STAMPS, many)), crowded);
    let chained = |length: usize| {
        with(&with(&LOGGED, "/mediaType", |kind| *kind = json!(CHAINED)), "/verificationMaterial", |material| {
            let leaf = material.as_object_mut().unwrap().remove("certificate").unwrap();
            material["x509CertificateChain"] = json!({ "certificates": vec![leaf; length] });
        })
    };
    assert_eq!([said(&chained(1)), said(&chained(8)), said(&chained(9))], ["good", "good", crowded]);
    let envelope = format!("{ENTRY}/inclusionProof/checkpoint/envelope");
    let witnessed = |times: usize| {
        with(&LOGGED, &envelope, |text| {
            let (note, signature) = text.as_str().unwrap().split_once("\n\n").unwrap();
            *text = json!(format!("{note}\n\n{}", signature.repeat(times)));
        })
    };
    assert_eq!([said(&witnessed(100)), said(&witnessed(1000))], ["good", crowded]);
}

proptest! {
    #[test]
    fn garbage_is_bad(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in r#"[\[\]{}:,"a-zA-Z0-9 ]{0,200}"#) {
        for bytes in [&bytes[..], text.as_bytes()] {
            prop_assert!(matches!(check(bytes, SHA256, &signer(), None), Signature::Bad(_)));
            prop_assert!(matches!(check(LOGGED.to_string().as_bytes(), SHA256, &signer(), Some(bytes)), Signature::Bad(_)));
        }
    }

    /// Much of a bundle may be written in another way and mean the same. But what is believed afterwards is what was signed.
    #[test]
    fn whatever_bytes_change_the_statement_stays(at in any::<prop::sample::Index>(), to in any::<u8>(), is_logged: bool) {
        let (bundle, root) = if is_logged { (&*LOGGED, WORLD.root()) } else { (&*STAMPED, logless()) };
        let mut bytes = bundle.to_string().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = to;
        if check(&bytes, SHA256, &signer(), Some(root.to_string().as_bytes())) == Signature::Good {
            let read: Value = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(read.pointer(PAYLOAD), bundle.pointer(PAYLOAD));
        }
    }

    /// What is encoded in base64 is what counts: the statement, the signature, the certificate, the entry.
    #[test]
    fn no_bit_that_counts_may_change(what in 0..COUNTING.len(), at in any::<prop::sample::Index>(), bit in 0..8) {
        let (is_logged, pointer) = COUNTING[what];
        let (bundle, root) = if is_logged { (&*LOGGED, WORLD.root()) } else { (&*STAMPED, logless()) };
        let mutated = with(bundle, pointer, |value| {
            let mut bytes = STANDARD.decode(value.as_str().unwrap()).unwrap();
            let at = at.index(bytes.len());
            bytes[at] ^= 1_u8 << bit;
            *value = json!(base64(&bytes));
        });
        prop_assert_ne!(said_by(&root, &mutated), "good");
    }
}
