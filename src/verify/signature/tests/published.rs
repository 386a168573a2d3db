//! Signatures that the services themselves made: those that `sigstore-verify` is published with. They are read where cargo keeps its
//! source, so that nothing of them stands here.

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sigstore_verify::trust_root::SIGSTORE_STAGING_TRUSTED_ROOT;

use super::{PAYLOAD, Signer, check, words};

/// The folder of the library's own test data.
static DATA: LazyLock<PathBuf> = LazyLock::new(|| {
    let run = |program: &str, args: &[&str]| {
        let output = Command::new(program).args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    // Without a platform, cargo asks for the packages of all of them, which nobody may have fetched.
    let version = run("rustc", &["-vV"]);
    let host = version.split('\n').find_map(|line| line.strip_prefix("host: ")).unwrap().trim_end();
    let metadata =
        run(env!("CARGO"), &["metadata", "--format-version=1", "--locked", "--offline", "--filter-platform", host]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "sigstore-verify").unwrap();
    PathBuf::from(package["manifest_path"].as_str().unwrap()).with_file_name("test_data")
});

fn read(file: &str) -> Vec<u8> {
    std::fs::read(DATA.join(file)).unwrap()
}

/// The first SHA-256 that the statement in `file` is about.
fn subject(file: &str) -> String {
    let bundle: Value = serde_json::from_slice(&read(file)).unwrap();
    let payload = STANDARD.decode(bundle.pointer(PAYLOAD).unwrap().as_str().unwrap()).unwrap();
    let statement: Value = serde_json::from_slice(&payload).unwrap();
    let digests = statement["subject"].as_array().unwrap().iter();
    digests.filter_map(|subject| subject["digest"]["sha256"].as_str()).next().unwrap().to_owned()
}

fn said(file: &str, sha256: &str, identity: &str, issuer: &str, root: Option<&str>) -> String {
    let signer = Signer { identity: identity.to_owned(), issuer: issuer.to_owned(), trusted_root: None };
    words(check(&read(file), sha256, &signer, root.map(str::as_bytes)))
}

/// Who signed `file` and who vouches for them, as it is told to those who expect others.
fn told(file: &str, root: Option<&str>) -> (String, String) {
    let found = |said: &str| said.split('`').nth(1).unwrap().to_owned();
    let sha256 = subject(file);
    let identity = said(file, &sha256, "else", "else", root);
    assert!(identity.starts_with("it is signed by `") && identity.ends_with("`, not by `else`"), "{file}: {identity}");
    let identity = found(&identity);
    let issuer = said(file, &sha256, &identity, "else", root);
    assert!(issuer.starts_with("its identity is vouched for by `"), "{file}: {issuer}");
    (identity, found(&issuer))
}

fn is_good_for_its_signer_alone(file: &str, root: Option<&str>) {
    let (identity, issuer) = told(file, root);
    assert_eq!(said(file, &subject(file), &identity, &issuer, root), "good", "{file}");
    let other = said(file, super::OTHER, &identity, &issuer, root);
    assert_eq!(other, "the statement, or its log entry, is about something else", "{file}");
}

#[test]
fn what_the_public_service_vouches_for_is_good() {
    is_good_for_its_signer_alone("bundles/conda-attestation.sigstore.json", None);
}

/// They are of the second version of the log, which leaves the time to timestamps.
#[test]
fn other_roots_are_those_of_a_file() {
    let files = [
        "bundles/conda-attestation-rekor2.sigstore.json",
        "upstream/sigstore-python/a.dsse.staging-rekor-v2.txt.sigstore.json",
    ];
    for file in files {
        is_good_for_its_signer_alone(file, Some(SIGSTORE_STAGING_TRUSTED_ROOT));
        let by_others = said(file, &subject(file), "else", "else", None);
        assert_eq!(by_others, "the timestamp is not from a trusted authority", "{file}");
    }
}

/// This one is of a release, for which GitHub vouches itself: the certificate names no issuer. That it does not is known once the
/// timestamp, the certificate and the identity are found good.
#[test]
fn what_github_stamps_is_verified_by_its_own_roots() {
    let file = "bundles/github-private-attestation.sigstore.json";
    let identity = "https://dotcom.releases.github.com";
    assert_eq!(
        said(file, &subject(file), "else", "else", None),
        format!("it is signed by `{identity}`, not by `else`")
    );
    let said = said(file, &subject(file), identity, "else", None);
    assert_eq!(said, "its identity is vouched for by nobody, not by `else`");
}

/// The other bundles sign files without a statement, or are broken in a way of their own.
#[test]
fn what_holds_no_statement_is_refused() {
    for file in std::fs::read_dir(DATA.join("bundles")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if name.contains("sigstore") && !name.contains("attestation") {
            let said = said(&format!("bundles/{name}"), super::SHA256, "else", "else", None);
            let is_statement = name.starts_with("dsse.") || name.contains("provenance");
            let refused = "it is not a Sigstore bundle that holds a signed statement";
            assert!(
                if is_statement { said.starts_with("it is signed by `") } else { said == refused },
                "{name}: {said}"
            );
        }
    }
}
