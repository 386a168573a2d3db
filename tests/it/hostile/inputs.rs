//! Files that are bombs, that never close, that are too large, too deep or no text at all.

use super::{run, says};
use crate::repository::Repository;

/// What a report must say of a file.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    /// That it, or something in it, was not read.
    Unread,
    /// Nothing: all of it was read.
    Nothing,
}

use Said::{Nothing, Unread};

const OBJECT: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n";

/// A Kubernetes object with `rest` in it.
fn object(rest: impl AsRef<str>) -> Vec<u8> {
    format!("{OBJECT}{}", rest.as_ref()).into_bytes()
}

/// One file of each kind: where it stands, and what must be said.
fn inputs() -> Vec<(&'static str, Vec<u8>, Said)> {
    let mut all = yaml();
    all.extend(others());
    all.push(("plain/last.yaml", object("spec:\n  containers:\n  - {name: web, image: \"a:latest\"}\n"), Nothing));
    all
}

fn yaml() -> Vec<(&'static str, Vec<u8>, Said)> {
    let levels = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    let bomb: String = levels
        .windows(2)
        .map(|pair| format!("{}: &{} [{}]\n", pair[1], pair[1], format!("*{},", pair[0]).repeat(9)))
        .collect();
    let maps = bomb.replace('[', "{").replace(']', "}").replace('*', "k: *");
    let nested: String = (0..2000).map(|depth| format!("{}k:\n", " ".repeat(depth))).collect();
    let merges: String =
        (1..3000).map(|link| format!("m{link}: &m{link} {{<<: *m{}, k{link}: v}}\n", link - 1)).collect();
    let deep = |open: &str, times: usize| object(format!("x: {}", open.repeat(times)));
    vec![
        ("yaml/alias-bomb.yaml", object(format!("a: &a [\"lol\"]\n{bomb}")), Nothing),
        ("yaml/map-bomb.yaml", object(format!("a: &a {{image: \"a:latest\"}}\n{maps}")), Unread),
        ("yaml/itself.yaml", object("spec: &spec {containers: [*spec, *spec], <<: *spec}\n"), Unread),
        ("yaml/brackets.yaml", deep("[", 100_000), Unread),
        ("yaml/closed-brackets.yaml", object(format!("x: {}{}\n", "[".repeat(100_000), "]".repeat(100_000))), Unread),
        ("yaml/braces.yaml", deep("{\"\":[", 20_000), Unread),
        ("yaml/dashes.yaml", object(format!("x:\n  {}", "- ".repeat(20_000))), Unread),
        ("yaml/questions.yaml", object(format!("x:\n  {}", "? ".repeat(20_000))), Unread),
        ("yaml/nested.yaml", object(nested), Unread),
        ("yaml/merges.yaml", object(format!("m0: &m0 {{a: 1}}\n{merges}")), Unread),
        (
            "yaml/twice.yaml",
            object("spec:\n  containers:\n  - {name: a, image: \"a:1.2.3\", image: \"a:latest\"}\n"),
            Unread,
        ),
        ("yaml/keys.yaml", object("image: a\n".repeat(5_000)), Unread),
        ("yaml/open-quote.yaml", object(format!("x: \"{}", "\\\"".repeat(50_000))), Unread),
        ("yaml/nul.yaml", object("x: \0\n"), Unread),
        ("yaml/nuls.yaml", vec![0; 1 << 20], Unread),
        ("yaml/utf-16.yaml", "\u{feff}image: a".encode_utf16().flat_map(u16::to_le_bytes).collect(), Unread),
        ("yaml/bytes.yaml", object("").into_iter().chain((0..=255).cycle().take(50_000)).collect(), Unread),
        ("yaml/documents.yaml", "---\na: [1\n".repeat(5_000).into_bytes(), Unread),
        ("yaml/anchors.yaml", object((0..20_000).map(|n| format!("a{n}: &x{n} 1\n")).collect::<String>()), Nothing),
        ("yaml/comments.yaml", object("# portcullis: allow\n".repeat(2_000)), Nothing),
        (
            "yaml/reference.yaml",
            object(format!("spec:\n  containers:\n  - {{name: a, image: \"{}:latest\"}}\n", "x".repeat(1 << 20))),
            Unread,
        ),
        ("templates/open.yaml", object("{{".repeat(200_000)), Unread),
        ("templates/quotes.yaml", object("{{ \"".repeat(100_000)), Unread),
        ("templates/comments.yaml", object("{{/*".repeat(100_000)), Unread),
    ]
}

fn others() -> Vec<(&'static str, Vec<u8>, Said)> {
    let sources: String = (0..2_000).map(|stage| format!("FROM s{} AS s{stage}\n", stage + 1)).collect();
    let kept = "FROM a@sha256:00\n";
    vec![
        // The largest that is read, and one byte more.
        ("sizes/largest.yaml", vec![b'#'; 16 << 20], Nothing),
        ("sizes/too-large.yaml", vec![b'#'; (16 << 20) + 1], Unread),
        ("sizes/one-line.yaml", [b"a: ".as_slice(), &vec![b'x'; 50_000_000]].concat(), Unread),
        (
            "sizes/Dockerfile",
            [kept.as_bytes(), &b"RUN x\n".repeat((16 << 20) / 6)].concat()[..(16 << 20) - 1].to_vec(),
            Unread,
        ),
        ("json/open.json", format!("{{\"rules\":{} countNumber", "[".repeat(100_000)).into_bytes(), Unread),
        ("docker/1/Dockerfile", format!("{kept}RUN {}\n", "<<E ".repeat(20_000)).into_bytes(), Unread),
        ("docker/2/Dockerfile", format!("{kept}RUN {}\n", "\"$(".repeat(50_000)).into_bytes(), Nothing),
        ("docker/3/Dockerfile", sources.into_bytes(), Nothing),
        (
            "docker/4/Dockerfile",
            format!("ARG A={}\n{}", "x".repeat(100_000), "FROM ${A}${A}\n".repeat(1_000)).into_bytes(),
            Unread,
        ),
        (
            "docker/5/Dockerfile",
            format!("FROM {}x{}\n", "${a:-".repeat(50_000), "}".repeat(50_000)).into_bytes(),
            Unread,
        ),
        ("docker/6/Dockerfile", vec![0; 100_000], Unread),
        ("docker/7/Dockerfile", "# portcullis: allow\n".repeat(30_000).into_bytes(), Unread),
        ("docker/8/Dockerfile", format!("{kept}ENV {}\n", "A=b ".repeat(20_000)).into_bytes(), Nothing),
        ("code/a.sh", format!("# portcullis: {}", "\"$(`<<A ".repeat(50_000)).into_bytes(), Nothing),
        ("code/b.tf", format!("# portcullis: {}", "\"${<<A\n".repeat(50_000)).into_bytes(), Nothing),
    ]
}

/// Commits the inputs on a branch.
fn repository() -> Repository {
    let repository = Repository::new();
    repository.write("README", "a").commit("base");
    repository.branch("change");
    for (path, content, _) in inputs() {
        repository.write(path, content);
    }
    repository.commit("head");
    repository
}

/// What a run with `arguments` must say of each input, and of the last file.
fn judged(repository: &Repository, arguments: &[&str], diff: &[u8]) {
    let arguments = [&["check", "--format", "json"], arguments].concat();
    let report = run(repository.path(), &arguments, diff).report();
    let wrong: Vec<_> = inputs()
        .into_iter()
        .filter(|(path, _, said)| says(&report, path) != (*said == Unread))
        .map(|(path, _, said)| format!("{path}: {}", if said == Unread { "nothing is said" } else { "it was read" }))
        .collect();
    assert_eq!(wrong, [""; 0], "{arguments:?}");
    let findings = report["findings"].as_array().unwrap();
    let last =
        |finding: &&serde_json::Value| finding["path"] == "plain/last.yaml" && finding["rule"] == "image/latest-tag";
    assert_eq!(findings.iter().filter(last).count(), 1, "{arguments:?}: what comes after the bombs is judged");
}

#[test]
fn every_bomb_is_read_or_told_in_whatever_way_it_comes() {
    let repository = repository();
    judged(&repository, &["--base", "main", "--head", "change"], b"");
    judged(&repository, &["--all"], b"");
    repository.git(&["reset", "--quiet", "--soft", "main"]);
    judged(&repository, &["--staged"], b"");
    judged(&repository, &[], b"");
}

#[test]
fn a_diff_of_bombs() {
    let repository = repository();
    let diff =
        crate::repository::command(repository.path()).args(["diff", "--text", "main", "change"]).output().unwrap();
    judged(&repository, &["--diff", "-"], &diff.stdout);
}

#[test]
fn diffs_that_are_none() {
    let directory = tempfile::tempdir().unwrap();
    let header = "--- a/a.yaml\n+++ b/a.yaml\n";
    let refused = [
        format!("{header}@@ -1,{} +1,1 @@\n-a\n+b\n", usize::MAX),
        format!("{header}@@ -99999999999999999999,1 +1 @@\n-a\n+b\n"),
        format!("{header}{}", "@@ -1 +1 @@\n".repeat(50_000)),
        "@@ -1 +1 @@\n".repeat(50_000),
        format!("--- a/{0}\n+++ b/{0}\n@@ -1 +1 @@\n-a\n+b\n", "../".repeat(1000)),
        "diff --git \"".repeat(50_000),
    ];
    for diff in refused {
        let ran = run(directory.path(), &["check", "--diff", "-"], diff.as_bytes());
        assert_eq!(ran.code, Some(2), "{:.80}: {}", diff, ran.stderr);
        assert!(ran.stderr.starts_with("error:"), "{}", ran.stderr);
    }
    let far = format!("{header}@@ -{0} +{0} @@\n-a\n+image: a:latest\n", 4_000_000_000_u64);
    let report = run(directory.path(), &["check", "--format", "json", "--diff", "-"], far.as_bytes()).report();
    assert!(says(&report, "a.yaml"));
    let nothing = run(directory.path(), &["check", "--diff", "-"], &vec![0; 1 << 20]);
    assert!(matches!(nothing.code, Some(0 | 2)), "{}", nothing.stderr);
}

#[test]
fn many_files_and_deep_directories() {
    let repository = Repository::new();
    repository.write("README", "a").commit("base");
    repository.branch("change");
    let (deep, too_deep) = (format!("{}a.yaml", "d/".repeat(2_000)), format!("{}a.yaml", "d/".repeat(5_000)));
    let files = (0..5_000).map(|number| (format!("many/{number}.yaml"), "a: b\n"));
    let image = "services: {a: {image: \"a:latest\"}}\n";
    repository.import("change", files.chain([(deep.clone(), image), (too_deep, image)]));
    let report =
        run(repository.path(), &["check", "--format", "json", "--base", "main", "--head", "change"], b"").report();
    let paths: Vec<_> = report["findings"].as_array().unwrap().iter().map(|finding| finding["path"].clone()).collect();
    assert_eq!(paths, [deep]);
    let unchecked = report["unchecked"].to_string();
    assert!(unchecked.contains("its path is longer than 4096 bytes"), "{unchecked}");
}

#[test]
fn a_report_is_bounded() {
    let directory = tempfile::tempdir().unwrap();
    let services: String = (0..20_001).map(|number| format!("  s{number}: {{image: a}}\n")).collect();
    std::fs::write(directory.path().join("compose.yaml"), format!("services:\n{services}")).unwrap();
    let report = run(directory.path(), &["check", "--all", "--format", "json"], b"").report();
    assert_eq!(
        report["findings"].as_array().unwrap().len(),
        20_001,
        "as many images as are read, and that there are more"
    );
    assert!(says(&report, "compose.yaml"));
}
