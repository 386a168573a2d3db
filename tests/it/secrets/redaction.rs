//! No report, error or file that the program writes shows a secret, nor a part of one, nor its base64.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use super::places::base64;
use super::stories::{KEY, private_key};
use super::{PASSWORD, pat, token};
use crate::gate;
use crate::repository::Repository;

/// The shortest part of a random text that must not show.
const PART: usize = 8;

/// A password that nobody made: letters and digits.
fn random(seed: u64) -> String {
    pat(seed)[4..28].to_owned()
}

/// What must not be written anywhere.
struct Forbidden {
    /// Each part of a random text, with the text's name.
    parts: HashMap<Vec<u8>, String>,
    /// What a person made, and other forms of it.
    whole: Vec<String>,
}

impl Forbidden {
    fn new(random: &[(&str, String)]) -> Self {
        let mut parts = HashMap::new();
        for (name, text) in random {
            for text in [text.clone(), base64(text)] {
                let varied = |part: &&[u8]| part.iter().collect::<std::collections::BTreeSet<_>>().len() > PART / 2;
                parts.extend(
                    text.as_bytes().windows(PART).filter(varied).map(|part| (part.to_vec(), (*name).to_owned())),
                );
            }
        }
        Self { parts, whole: vec![PASSWORD.to_owned(), base64(PASSWORD), PASSWORD[..PART].to_owned()] }
    }

    /// Whose part stands in `bytes`, narrow or in UTF-16.
    fn shown_in(&self, bytes: &[u8]) -> Option<&str> {
        let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        let part = narrow.windows(PART).find_map(|part| self.parts.get(part));
        let whole = self.whole.iter().find(|text| memchr::memmem::find(&narrow, text.as_bytes()).is_some());
        part.or(whole).map(String::as_str)
    }
}

/// A repository whose branch `change` brings secrets of many kinds.
struct Leaky {
    repository: Repository,
    forbidden: Forbidden,
}

impl Leaky {
    fn new() -> Self {
        let names = ["env", "data", "baked", "url", "argument", "header", "wide", "flow", "broken", "removed"];
        let mut random_texts: Vec<(&str, String)> =
            (11..).zip(names).map(|(seed, name)| (name, random(seed))).collect();
        let (known, stripe) = (pat(7), token("secret/stripe-live-key", 3));
        random_texts.push(("known", known[4..].to_owned()));
        random_texts.push(("stripe", stripe["sk_live_".len()..].to_owned()));
        random_texts.extend(KEY[1..].iter().map(|line| ("key", (*line).to_owned())));
        let of = |name: &str| random_texts.iter().find(|text| text.0 == name).unwrap().1.clone();
        let wide: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(format!("$password = \"{}\"\r\n", of("wide")).bytes().flat_map(|byte| [byte, 0]))
            .collect();
        let repository = Repository::new();
        repository.write("README.md", "x\n").commit("base");
        repository.branch("change").write("removed.py", format!("API_KEY = \"{}\"\n", of("removed"))).commit("adds");
        repository
            .remove("removed.py")
            .write("deploy/web.yaml", manifest(&of("env"), &known))
            .write("deploy/secret.yaml", kubernetes_secret(&of("data")))
            .write("Dockerfile", dockerfile(&of("baked"), &stripe))
            .write(
                "app.py",
                format!("DB = \"postgres://app:{}@db.example.net/shop\"\nDB_PASSWORD = \"{PASSWORD}\"\n", of("url")),
            )
            .write(
                "encoded.py",
                format!(
                    "TOKEN = \"{}\"\nURL = \"https://api.example.net/?key=gh%70%5F{}\"\n",
                    base64(&known),
                    &known[4..]
                ),
            )
            .write(
                "backup.sh",
                format!(
                    "mysqldump --password={} shop\ncurl -H \"Authorization: Bearer {}\" https://api.example.net\n",
                    of("argument"),
                    of("header")
                ),
            )
            .write("id_ed25519", private_key(&KEY))
            .write("wide.ps1", wide)
            .write(
                "compose.yaml",
                format!("services: {{db: {{image: postgres, environment: {{POSTGRES_PASSWORD: {}}}}}}}\n", of("flow")),
            )
            .write("broken.yaml", format!("apiVersion: v1\nkind: Pod\nspec: [\n  password: {}: }}\n", of("broken")))
            .commit("leaks");
        Self { repository, forbidden: Forbidden::new(&random_texts) }
    }

    /// Runs the binary with all that could make it talkative, and searches all that it wrote.
    fn run(&self, arguments: &[&str]) -> Output {
        let written = tempfile::tempdir().unwrap();
        let outputs: Vec<String> = ["terminal", "json", "sarif", "markdown", "github"]
            .iter()
            .map(|format| format!("--output={format}={}", written.path().join(format).display()))
            .collect();
        let mut all = arguments.to_vec();
        if arguments[0] == "check" {
            all.extend(outputs.iter().map(String::as_str));
        }
        let output = gate(self.repository.path())
            .env("TMPDIR", written.path())
            .env("RUST_BACKTRACE", "1")
            .env("GITHUB_STEP_SUMMARY", written.path().join("summary"))
            .args(&all)
            .output()
            .unwrap();
        let look = |name: &str, bytes: &[u8]| {
            let shown = self.forbidden.shown_in(bytes);
            assert!(shown.is_none(), "{all:?} shows a part of `{}` in {name}", shown.unwrap_or_default());
        };
        look("standard output", &output.stdout);
        look("standard error", &output.stderr);
        for (name, bytes) in files(written.path()) {
            look(&name, &bytes);
        }
        output
    }
}

fn files(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_file()).map(|path| (path.display().to_string(), fs::read(&path).unwrap())).collect()
}

fn manifest(password: &str, token: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n  containers:\n  - name: web\n    image: \"web:latest\"\n    env:\n    - {{name: DB_PASSWORD, value: \"{password}\"}}\n    - name: GITHUB_TOKEN\n      value: {token}\n"
    )
}

fn kubernetes_secret(password: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Secret\nmetadata: {{name: web}}\ndata:\n  db-password: {}\nstringData: {{app-password: \"{PASSWORD}\"}}\n",
        base64(password)
    )
}

fn dockerfile(password: &str, token: &str) -> String {
    format!(
        "FROM alpine:latest\nENV DB_PASSWORD={password} STRIPE={token}\nRUN curl -u app:{PASSWORD} https://api.example.net | sh\n"
    )
}

#[test]
fn all_of_it_is_found() {
    let leaky = Leaky::new();
    let output = leaky.run(&["check", "--format", "json", "--base", "main"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let secret = |finding: &&serde_json::Value| finding["rule"].as_str().unwrap().contains("secret");
    let mut paths: Vec<_> = findings.iter().filter(secret).map(|finding| finding["path"].as_str().unwrap()).collect();
    paths.dedup();
    assert_eq!(
        paths,
        [
            "Dockerfile", "app.py", "backup.sh", "broken.yaml", "compose.yaml", "deploy/secret.yaml",
            "deploy/web.yaml", "id_ed25519", "wide.ps1"
        ],
        "the token in `encoded.py` is told with that in `deploy/web.yaml`"
    );
}

#[test]
fn no_format_shows_a_secret() {
    let leaky = Leaky::new();
    for format in ["terminal", "json", "sarif", "markdown", "github"] {
        for more in [&["--exit-zero"][..], &["-v"], &["--color", "always", "-v"], &["--color", "always", "--quiet"]] {
            let output = leaky.run(&[&["check", "--base", "main", "--format", format], more].concat());
            let expected = i32::from(more[0] != "--exit-zero");
            assert_eq!(output.status.code(), Some(expected), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

#[test]
fn no_source_of_a_change_shows_a_secret() {
    let leaky = Leaky::new();
    let diff = leaky.repository.git(&["diff", "main", "change"]);
    let place = leaky.repository.beside("change.patch");
    fs::write(&place, diff + "\n").unwrap();
    let elsewhere = format!("--diff={}", place.display());
    for arguments in [
        &["check", "--history", "main..HEAD", "-v"][..],
        &["check", "--history", "HEAD", "--format", "sarif"],
        &["check", "--all", "-v"],
        &["check", "--all", "--profile", "strict", "--min-confidence", "possible", "-v"],
        &["check", "-v", &elsewhere],
    ] {
        assert_eq!(leaky.run(arguments).status.code(), Some(1), "{arguments:?}");
    }
}

#[test]
fn a_policy_that_is_wrong_near_a_secret_does_not_show_it() {
    let leaky = Leaky::new();
    let (known, random) = (pat(7), random(11));
    for policy in [
        format!("version: 1\npassword: {random}\n"),
        format!("version: 1\nsuppress:\n- rule: secret/*\n  fingerprint: {known}\n  reason: x\n"),
        format!("version: 1\nsecrets:\n  patterns:\n  - id: x\n    regex: \"({known}\"\n"),
        format!("version: 1\nfail_on: [ # token={known}\n"),
    ] {
        let place = leaky.repository.beside("policy.yaml");
        fs::write(&place, policy).unwrap();
        let place = place.display().to_string();
        for arguments in
            [&["check", "--config", &place][..], &["config", "check", &place], &["config", "show", "--config", &place]]
        {
            assert_eq!(leaky.run(arguments).status.code(), Some(2), "{arguments:?}");
        }
    }
}

#[test]
fn a_baseline_holds_no_secret() {
    let leaky = Leaky::new();
    leaky.run(&["config", "show"]);
    let output = leaky.run(&["baseline", "write"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let baseline = fs::read(leaky.repository.path().join(".portcullis-baseline.json")).unwrap();
    assert!(baseline.len() > 1000);
    assert_eq!(leaky.forbidden.shown_in(&baseline), None);
}

#[test]
fn what_is_forbidden_would_be_seen() {
    let leaky = Leaky::new();
    let forbidden = &leaky.forbidden;
    for text in
        [format!("x{}y", &random(12)[5..13]), PASSWORD.to_owned(), base64(&pat(7)[4..]), KEY[2][10..30].to_owned()]
    {
        assert!(forbidden.shown_in(text.as_bytes()).is_some());
    }
    assert_eq!(forbidden.shown_in(b"environment variable `DB_PASSWORD` holds a secret"), None);
}
