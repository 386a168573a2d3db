//! Names as words: what a job's, a step's, an environment's or an action's name says.

/// No more of a name is looked at.
const LONGEST: usize = 256;

/// A name in words: `-deploy-to-prod-` for `deployToProd1`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name(String);

/// A place that something is deployed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Zone {
    /// The one before production.
    Staging,
    /// Where users are.
    Production,
}

/// Words that name production, and those that turn them round.
const PRODUCTION: &[&str] = &["production", "prod", "prd", "live"];
const NOT_PRODUCTION: &[&str] = &["pre", "non", "not", "no"];

/// Words that name staging wherever they stand, and those that do where something is deployed to it.
const STAGING: &[&str] = &["staging", "stg", "preprod", "preproduction", "nonprod", "uat"];
const PERHAPS_STAGING: &[&str] = &["stage", "int", "integration", "qa", "test", "testing", "acceptance", "acc", "sit"];

/// What stands right before the name of a place.
const LEADS_TO: &[&str] = &["deploy", "deploys", "deploying", "redeploy", "promote", "rollout", "to"];

const DEPLOYS: &[&str] = &[
    "deploy", "deploys", "deploying", "deployed", "deployment", "redeploy", "release", "promote", "promotion",
    "rollout", "roll-out", "ship", "publish", "apply", "upgrade", "sync", "provision", "cutover", "go-live",
];

/// What only looks at a deployment, or takes it back.
const DOES_NOT_DEPLOY: &[&str] = &[
    "rollback", "roll-back", "revert", "undo", "teardown", "destroy", "cleanup", "plan", "diff", "preview", "dry-run",
    "dryrun", "stop", "template", "lint",
];

/// First words of what prepares or looks at a deployment.
const PREPARES: &[&str] = &[
    "verify", "check", "validate", "test", "tests", "smoke", "wait", "notify", "announce", "build", "prepare", "setup",
    "set", "login", "log", "configure", "generate", "determine", "should", "get", "install", "approve", "approval",
    "create", "checkout", "comment", "download", "upload",
];

const TESTS: &[&str] = &[
    "test", "tests", "testing", "lint", "linter", "check", "checks", "verify", "validate", "validation", "unit", "e2e",
    "integration", "smoke", "spec", "specs", "typecheck", "clippy", "coverage", "qa",
];

/// Tools that look for vulnerabilities, secrets and bad settings, as words.
const SCANNERS: &[&str] = &[
    "anchore", "aqua", "bandit", "brakeman", "bundle-audit", "bundler-audit", "cargo-audit", "cargo-deny", "checkmarx",
    "checkov", "clair", "clairctl", "code-ql", "codeql", "dependency-check", "dependency-review", "detect-secrets",
    "dockle", "gitleaks", "gosec", "govulncheck", "grype", "kics", "kube-bench", "kube-linter", "kube-score",
    "kubeaudit", "kubelinter", "kubescape", "kubesec", "njsscan", "npm-audit", "osv-scanner", "pip-audit", "prowler",
    "scorecard", "semgrep", "snyk", "terrascan", "tfsec", "trivy", "trufflehog", "twistcli", "veracode", "wizcli",
    "zap", "zizmor",
];

const SCANS: &[&str] = &[
    "scan", "scans", "scanning", "scanner", "sast", "dast", "vulnerability", "vulnerabilities", "vuln",
    "security-audit", "audit-ci", "scout",
];

/// What handles a scanner or its report without asking it anything.
const HANDLES_SCANNER: &[&str] = &[
    "setup", "install", "init", "upload", "download", "cache", "update", "comment", "sarif", "login", "auth", "report",
    "link", "links", "spell", "publish", "restore", "autobuild", "initialize", "clone", "attest", "metadata", "add",
];

impl Name {
    /// The words of `text`.
    pub(super) fn of(text: &str) -> Self {
        let end = (0..=LONGEST.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or_default();
        let text = &text.as_bytes()[..end];
        let mut words = String::from("-");
        let at = |index: usize| text.get(index).copied().unwrap_or(b' ');
        for (index, &byte) in text.iter().enumerate() {
            let before = if index == 0 { b' ' } else { at(index - 1) };
            let starts = byte.is_ascii_uppercase()
                && (before.is_ascii_lowercase() || before.is_ascii_uppercase() && at(index + 1).is_ascii_lowercase());
            if starts || !byte.is_ascii_alphanumeric() {
                end_word(&mut words);
            }
            if byte.is_ascii_alphanumeric() {
                words.push(char::from(byte.to_ascii_lowercase()));
            }
        }
        end_word(&mut words);
        Self(words)
    }

    /// The words of `text`, `${{ … }}` and `${…}` left out: nobody knows what they say.
    pub(super) fn of_known(text: &str) -> Self {
        let Some(start) = text.find("${") else { return Self::of(text) };
        let mut known = String::from(&text[..start]);
        let mut rest = &text[start..];
        while let Some(start) = rest.find("${") {
            known.push_str(&rest[..start]);
            known.push(' ');
            rest = rest[start..].find('}').map_or("", |end| rest[start + end..].trim_start_matches('}'));
        }
        known.push_str(rest);
        Self::of(&known)
    }

    fn has(&self, word: &str) -> bool {
        self.0.match_indices(word).any(|(at, _)| {
            self.0.as_bytes().get(at.wrapping_sub(1)) == Some(&b'-')
                && self.0.as_bytes().get(at + word.len()) == Some(&b'-')
        })
    }

    fn any(&self, words: &[&str]) -> bool {
        self.words().any(|own| words.contains(&own)) || words.iter().any(|word| word.contains('-') && self.has(word))
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.0.split('-').filter(|word| !word.is_empty())
    }

    fn starts(&self, words: &[&str]) -> bool {
        self.words().next().is_some_and(|first| words.contains(&first))
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.words().next().is_none()
    }

    /// Whether it says that something is deployed.
    pub(super) fn deploys(&self) -> bool {
        self.any(DEPLOYS) && self.operations()
    }

    /// Whether it does not say that a deployment is only looked at, or taken back.
    pub(super) fn operations(&self) -> bool {
        !self.any(DOES_NOT_DEPLOY)
    }

    /// Whether it starts as the names of what goes before or behind a deployment do.
    pub(super) fn prepares(&self) -> bool {
        self.starts(PREPARES)
    }

    /// Whether it is the name of a zone and no more.
    pub(super) fn is_zone(&self) -> bool {
        !self.is_empty() && self.words().all(|word| PRODUCTION.contains(&word) || STAGING.contains(&word))
    }

    /// The zone that it names. Words that may mean something else count in the name of a place, and behind `deploy` or `to`.
    pub(super) fn zone(&self, is_place: bool) -> Option<Zone> {
        let mut before = "";
        let mut zone = None;
        for word in self.words() {
            let found = if PRODUCTION.contains(&word) {
                let is_not = NOT_PRODUCTION.contains(&before);
                Some(if is_not { Zone::Staging } else { Zone::Production })
            } else {
                let is_place = is_place || LEADS_TO.contains(&before);
                let is_staging = STAGING.contains(&word) || is_place && PERHAPS_STAGING.contains(&word);
                is_staging.then_some(Zone::Staging)
            };
            zone = zone.max(found);
            before = word;
        }
        zone
    }

    /// Whether one of its words says that something is audited.
    pub(super) fn audits(&self) -> bool {
        self.has("audit") || self.scans()
    }

    /// Whether it names tests or checks.
    pub(super) fn tests(&self) -> bool {
        self.any(TESTS)
    }

    /// Whether it names a tool that looks for vulnerabilities, to run it.
    pub(super) fn scans(&self) -> bool {
        (self.any(SCANNERS) || self.any(SCANS)) && !self.any(HANDLES_SCANNER)
    }

    /// Whether it names such a tool itself.
    pub(super) fn is_scanner(&self) -> bool {
        self.any(SCANNERS) && !self.any(HANDLES_SCANNER)
    }
}

/// Ends a word: numbers behind it are no part of it.
fn end_word(words: &mut String) {
    let word = words.rfind('-').map_or(0, |dash| dash + 1);
    let letters = words[word..].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if letters > 1 {
        words.truncate(word + letters);
    }
    if !words.ends_with('-') {
        words.push('-');
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, Zone};

    #[test]
    fn words_of_names() {
        for (name, words) in [
            ("deployToProd1", "-deploy-to-prod-"),
            ("Deploy (EU-WEST-1)", "-deploy-eu-west-1-"),
            ("PRODDeploy", "-prod-deploy-"),
            ("e2e_k8s", "-e2e-k8s-"),
            ("", "-"),
            ("übung", "-bung-"),
        ] {
            assert_eq!(Name::of(name).0, words, "{name}");
        }
        assert_eq!(Name::of_known("a ${{ inputs.production }} b${x}").0, "-a-b-");
        assert_eq!(Name::of_known("${{ a").0, "-");
    }

    #[test]
    fn zones_are_words_not_parts_of_words() {
        for (name, zone) in [
            ("deploy-production", Some(Zone::Production)),
            ("product-tests", None),
            ("reproduce", None),
            ("pre-prod", Some(Zone::Staging)),
            ("non_production", Some(Zone::Staging)),
            ("promote staging to prod", Some(Zone::Production)),
            ("deliver", None),
            ("prd-eu", Some(Zone::Production)),
            ("stage", None),
        ] {
            assert_eq!(Name::of(name).zone(false), zone, "{name}");
        }
        assert_eq!(Name::of("deploy-qa").zone(false), Some(Zone::Staging));
        assert_eq!(Name::of("publish test results").zone(false), None);
        assert_eq!(Name::of("qa").zone(true), Some(Zone::Staging));
        assert_eq!(Name::of("dev").zone(true), None);
    }

    #[test]
    fn scanners() {
        for (name, scans) in [
            ("aquasecurity/trivy-action", true),
            ("aquasecurity/setup-trivy", false),
            ("snyk/actions/node", true),
            ("github/codeql-action/analyze", true),
            ("github/codeql-action/init", false),
            ("github/codeql-action/upload-sarif", false),
            ("docker/scout-action", true),
            ("anchore/scan-action", true),
            ("container_scanning", true),
            ("check links", false),
            ("CodeQL", true),
        ] {
            assert_eq!(Name::of(name).scans(), scans, "{name}");
        }
    }
}
