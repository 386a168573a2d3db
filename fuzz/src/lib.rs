//! What several targets share: a name for each format, and what every report of a verdict promises.

use std::collections::BTreeMap;

use portcullis::finding::{Finding, applied};
use portcullis::policy::{Sources, Verdict};
use portcullis::report::{self, Format, Options};
use portcullis::source::memory;
use portcullis::text::{RepoPath, Span, Text};
use portcullis::{document, run};

/// A file of each format that has a reader. The first byte of an input chooses one.
const NAMES: [&str; 70] = [
    "web.yaml", "templates/web.yaml", "values.yaml", "Chart.yaml", "kustomization.yaml", "compose.yaml",
    ".devcontainer/devcontainer.json", "lifecycle.json", "web.json", ".github/workflows/build.yml", "action.yml",
    ".gitlab-ci.yml", ".circleci/config.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml",
    ".buildkite/pipeline.yml", ".drone.yml", ".woodpecker.yml", "cloudbuild.yaml", ".travis.yml", "appveyor.yml",
    "Jenkinsfile", "playbook.yml", "user-data.yaml", "Taskfile.yml", "lefthook.yml", "package.json", "deno.json",
    "pyproject.toml", "Dockerfile", "Dockerfile.j2", "Makefile", "justfile", "main.tf", "docker-bake.hcl", "deploy.sh",
    "deploy.sh.erb", "deploy.ps1", "deploy.bat", "README.md", "README.adoc", "README.rst", "RUNBOOK", "web.yaml.j2",
    "web.yaml.tmpl", "main.py", ".env", ".npmrc", ".pgpass", "master.key", "id_rsa", ".portcullis.yaml",
    "db/migrations/0002_x.up.sql", "migrations/2024_x/up.sql", "db/migration/V2__x.sql",
    "prisma/migrations/2024_x/migration.sql", "db/migrate/2024_x.rb", "app/migrations/0002_x.py",
    "migrations/versions/2_x.py", "migrations/2_x.js", "migrations/2_x.ts", "Migrations/2024_X.cs",
    "database/migrations/2024_x.php", "priv/repo/migrations/2024_x.exs", "migrations/2_x.go", "src/m2024_x.rs",
    "db/migration/V2__X.java", "db/changelog/2_x.xml", "migrations/2_x.yaml", "prisma/schema.prisma",
];

/// The name that `choice` stands for.
#[must_use]
pub fn name(choice: u8) -> RepoPath {
    RepoPath::from(NAMES[usize::from(choice) % NAMES.len()])
}

/// The two sides of a file: the first byte 255 ends the base.
#[must_use]
pub fn sides(content: &[u8]) -> (&[u8], &[u8]) {
    match content.iter().position(|byte| *byte == 255) {
        Some(end) => (&content[..end], &content[end + 1..]),
        None => (&[], content),
    }
}

/// What comes of changing the file at `path`, under the policy that the base holds if `sources` gives none; nothing where it is wrong.
#[must_use]
pub fn judge(path: &RepoPath, base: &[u8], head: &[u8], sources: &Sources<'_>) -> Option<Verdict> {
    let side = |content: &[u8]| BTreeMap::from([(path.clone(), content.to_vec())]);
    let set = memory::change_set(side(base), side(head));
    let sources = Sources { tree: set.policy_tree.as_deref(), ..sources.clone() };
    run::check(&set, &sources, jiff::civil::date(2026, 1, 1), &portcullis::run::Offline).ok()
}

/// Every report of a verdict.
pub fn reports(verdict: &Verdict) -> impl Iterator<Item = String> {
    Format::ALL.into_iter().map(|format| {
        let mut out = Vec::new();
        report::write(format, verdict, &Options::default(), &mut out).expect("memory takes all");
        String::from_utf8(out).expect("a report is UTF-8")
    })
}

/// Holds a verdict to what every report promises: nothing that a terminal obeys, and no secret that was found.
pub fn check_reports(verdict: &Verdict) {
    let findings = verdict.decisions.iter().filter(|decision| decision.judged.rule.name.starts_with("secret/"));
    let secrets: Vec<&str> = findings.filter_map(|decision| telling(&decision.judged.finding)).collect();
    for text in reports(verdict) {
        assert!(!text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')));
        assert!(secrets.iter().all(|secret| !text.contains(secret)), "a secret is printed");
    }
}

/// What a finding about a secret must hide, if it cannot stand in a report by chance: a long word of letters and digits.
fn telling(finding: &Finding) -> Option<&str> {
    let secret = std::str::from_utf8(finding.at.bytes()).ok()?;
    let has = |is: fn(&u8) -> bool| secret.as_bytes().iter().any(is);
    let is_word = secret.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (secret.len() >= 16 && is_word && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)).then_some(secret)
}

/// Holds the fixes of a verdict to their promise: what they make of a file can be read as well as the file could.
pub fn check_fixes(verdict: &Verdict) {
    for finding in verdict.decisions.iter().map(|decision| &decision.judged.finding) {
        let Some(fix) = &finding.fix else { continue };
        let text = &finding.at.text;
        if fix.edits.iter().any(|edit| edit.site.text.path() != text.path()) {
            continue;
        }
        let whole = Span::new(0, text.bytes().len());
        let fixed = applied(text, whole, &fix.edits).expect("edits that fit together");
        let fixed = Text::new(text.side(), text.path().clone(), fixed);
        assert!(problems(&fixed) <= problems(text), "{} breaks the file", fix.title);
    }
}

/// How many places of a text cannot be read.
fn problems(text: &std::sync::Arc<Text>) -> usize {
    match document::kind(text.path()) {
        document::Kind::Yaml | document::Kind::Json => document::yaml::parse(text).problems().len(),
        _ => 0,
    }
}
