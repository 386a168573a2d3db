//! Each way to find a secret against each report and the review: what was found is shown nowhere, its second places included; what only
//! looks a little like one is shown whole.

use std::collections::BTreeSet;

use portcullis::finding::Confidence;
use portcullis::policy::{Sources, Verdict};
use portcullis::report::{self, Format, Options, model};
use portcullis::review::{Existing, Patches, Pull, plan};
use portcullis::source::{ChangeSet, Unchecked, memory};
use portcullis::text::RepoPath;

use super::places::base64;
use super::{TODAY, pat};

/// A way to find a secret.
struct Way {
    name: &'static str,
    path: &'static str,
    bytes: Vec<u8>,
    /// What must not show: the value as it stands, and as it is.
    values: Vec<String>,
    /// Whether they are shown again: not what is only a part of what was found.
    is_again: bool,
}

fn way(name: &'static str, path: &'static str, bytes: impl Into<Vec<u8>>, values: &[&str]) -> Way {
    Way {
        name,
        path,
        bytes: bytes.into(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        is_again: true,
    }
}

fn wide(text: &str) -> Vec<u8> {
    [0xff, 0xfe].into_iter().chain(text.bytes().flat_map(|byte| [byte, 0])).collect()
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// An Ed25519 key in PKCS #8 (RFC 8410, section 7) whose 32 bytes are `seed`.
fn der(seed: &str) -> Vec<u8> {
    let head = b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20";
    [head.as_slice(), seed.as_bytes()].concat()
}

fn ways() -> Vec<Way> {
    let token = pat(21);
    let (password, key) = ("Nachtigall-73", "9b1f0e6d83a24c57b0de41f6a7c85e32");
    let hash = format!("$6$kQ9xTz2m${}", &[pat(1), pat(2), pat(3)].map(|token| token[4..].to_owned()).concat()[..86]);
    let drawn = "q7Zt2RmKxPWDf4Jd8Fg1Pc6Yn3Xe5Ua0";
    vec![
        way("value", "notes.txt", format!("it is {token} now\n"), &[&token]),
        way("name", "app.conf", format!("DB_PASSWORD={password}\n"), &[password]),
        way("word", "app.yaml", format!("kennwort: {password}\n"), &[password]),
        way("master key", "config/master.key", format!("{key}\n"), &[key]),
        way("pgpass", ".pgpass", format!("db.shop.internal:5432:app:app:{password}\n"), &[password]),
        way("phrase", ".vault_pass", format!("{password}\n"), &[password]),
        way("shadow", "etc/shadow", format!("root:{hash}:19000:0:99999:7:::\n"), &[&hash]),
        way("url", "app.py", format!("DB = \"postgres://app:{password}@db.shop.internal/x\"\n"), &[password]),
        way("pattern", "own.txt", "card OWN-4711-0815 is ours\n", &["OWN-4711-0815"]),
        way("gitleaks", "theirs.txt", "card THEIRS-4711-0815 is ours\n", &["THEIRS-4711-0815"]),
        way("wide", "wide.ps1", wide(&format!("$password = \"{password}\"\r\n")), &[password]),
        Way { is_again: false, ..way("der", "key.der", der(drawn), &[drawn]) },
        way("base64", "encoded.py", format!("X = \"{}\"\n", base64(&token)), &[&token, &base64(&token)]),
        way("hex", "hex.py", format!("X = \"{}\"\n", hex(&token)), &[&token, &hex(&token)]),
        way(
            "kubernetes",
            "secret.yaml",
            format!(
                "apiVersion: v1\nkind: Secret\nmetadata: {{name: x}}\ndata:\n  db-password: {}\n",
                base64(password)
            ),
            &[password, &base64(password)],
        ),
        way("layer", "Dockerfile", format!("FROM alpine:3.20.1\nENV DB_PASSWORD={password}\n"), &[password]),
    ]
}

const POLICY: &str = "version: 1\nsecrets:\n  patterns:\n  - id: own-card\n    regex: 'OWN-[0-9]{4}-[0-9]{4}'\n";
const GITLEAKS: &str = "[[rules]]\nid = \"their-card\"\nregex = '''THEIRS-[0-9]{4}-[0-9]{4}'''\n";

/// A change that brings the secret, and shows its values again: in another file's path, behind an image, in a row of what was not
/// looked at.
fn verdict(way: &Way) -> Verdict {
    let policy = [(".portcullis.yaml", POLICY), (".gitleaks.toml", GITLEAKS)];
    let base: memory::Files =
        policy.iter().map(|(path, text)| (RepoPath::from(*path), text.as_bytes().to_vec())).collect();
    let mut head = base.clone();
    head.insert(RepoPath::from(way.path), way.bytes.clone());
    let again: &[String] = if way.is_again { &way.values } else { &[] };
    for value in again {
        let plain = value.replace('/', "-");
        let pod = format!(
            "services:\n  web:\n    image: registry.example.org/web:latest # was {value} once\n    # and {value}\n"
        );
        let path =
            if plain == *value { format!("deploy/{plain}/compose.yaml") } else { "deploy/compose.yaml".to_owned() };
        head.insert(RepoPath::from(path.as_str()), pod.into_bytes());
    }
    let change = memory::change_set(base, head);
    let mut verdict = judge(&change);
    for value in again {
        verdict.unchecked.push(Unchecked { what: format!("x/{value}"), why: format!("of {value}") });
        verdict.head = value.clone();
    }
    verdict
}

fn judge(change: &ChangeSet) -> Verdict {
    let tree = change.policy_tree.as_deref();
    portcullis::run::check(change, &Sources { tree, ..Sources::default() }, TODAY, &portcullis::run::Offline).unwrap()
}

fn written(format: Format, verdict: &Verdict, options: &Options) -> String {
    let mut out = Vec::new();
    report::write(format, verdict, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn every_report(verdict: &Verdict) -> Vec<(String, String)> {
    let looks = [(0, true), (2, false)].map(|(verbose, color)| Options { verbose, color, ..Options::default() });
    let write = |format: Format, options: &Options| (format.to_string(), written(format, verdict, options));
    let mut all: Vec<_> =
        Format::ALL.iter().flat_map(|format| looks.iter().map(|options| write(*format, options))).collect();
    let report = model::report(verdict);
    let mut patches = Patches::default();
    for finding in &report.findings {
        let lines = "\n+x".repeat(finding.end.line);
        patches.add(&finding.path, Some(&format!("@@ -0,0 +1,{} @@{lines}", finding.end.line)));
    }
    let pull = Pull {
        server: "https://github.example".to_owned(),
        repository: "octocat/shop".to_owned(),
        number: 7,
        head: "a".repeat(40),
        category: "portcullis".to_owned(),
    };
    let planned = plan(&report, &pull, &patches, &Existing::default(), &BTreeSet::new());
    assert!(planned.review.as_ref().is_some_and(|review| !review.comments.is_empty()));
    all.push(("the review".to_owned(), format!("{planned:#?}")));
    let received = report::received(serde_json::to_string(&report).unwrap().as_bytes()).unwrap();
    all.push(("a report that was received".to_owned(), format!("{received:#?}")));
    all.push(("debug".to_owned(), format!("{verdict:?}")));
    all
}

/// `text` without what escapes and hides: a value is looked for as a reader would.
fn plain(text: &str) -> String {
    text.replace(['\u{2400}', '\0'], "").replace("\\u0000", "").replace("\\/", "/")
}

#[test]
fn no_report_shows_what_was_found_however_it_was_found() {
    let mut shown = Vec::new();
    for way in ways() {
        let verdict = verdict(&way);
        let found = verdict.decisions.iter().filter(|decision| decision.judged.rule.name.contains("secret"));
        assert!(found.count() > 0, "{} finds nothing", way.name);
        for (report, text) in every_report(&verdict) {
            // Nobody made a report of `Debug`, but a log may hold one: of a verdict it holds what was put into it here.
            let text =
                if report == "debug" { text.split("unchecked: [").next().unwrap_or_default().to_owned() } else { text };
            let text = plain(&text);
            let own = way.values.iter().filter(|value| text.contains(value.as_str()));
            let is_path = |value: &&String| report == "debug" && text.contains(&format!("deploy/{value}/"));
            shown.extend(own.filter(|value| !is_path(value)).map(|value| format!("{}: {value} in {report}", way.name)));
        }
    }
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn names_paths_and_tags_that_begin_like_a_token_are_shown() {
    let path = "deploy/install-latest-v2/console-statefulset7/sk-live-demo-2024/pod.yaml";
    let image = "registry.example.org/token-service/auth-api:v1.30.2-k3s1-arm64";
    let pod = |digest: char| {
        let digest = digest.to_string().repeat(64);
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: x}}\nspec:\n  containers:\n  - name: x\n    image: {image}@sha256:{digest}\n"
        )
    };
    let files = |digest| [(RepoPath::from(path), pod(digest).into_bytes())].into_iter().collect();
    let change = memory::change_set(files('4'), files('5'));
    let verdict = judge(&change);
    assert!(verdict.decisions.iter().any(|decision| decision.confidence == Confidence::Certain));
    for format in Format::ALL {
        let text = written(format, &verdict, &Options { width: 400, ..Options::default() }).replace("</span>", "");
        assert!(text.contains(path) && text.contains("v1.30.2-k3s1-arm64"), "{format}:\n{text}");
        assert!(!text.contains("••••"), "{format}:\n{text}");
    }
}
