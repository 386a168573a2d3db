//! What the commands of a script are there for: whether it scans, tests, deploys or pushes, and whether its check may fail.

use bstr::ByteSlice;

use super::name::Zone;
use super::run::Run;
use crate::document::Passage;
use crate::document::shell::{self, Dialect, Invocation};
use crate::text::Span;

/// How much of a script its name shows.
const FIRST_WORDS: usize = 60;

/// What a script is seen to do.
#[derive(Clone, Debug, Default)]
pub(super) struct Tools {
    /// It looks for vulnerabilities.
    pub(super) scans: bool,
    /// It tests or checks.
    pub(super) tests: bool,
    /// Where it deploys to; nothing for one that deploys to nobody knows where.
    pub(super) zone: Option<Zone>,
    /// It deploys.
    pub(super) deploys: bool,
    /// It pushes an image.
    pub(super) pushes: Option<Span>,
    /// `|| true` behind its only check.
    pub(super) swallowed: Option<Span>,
    /// Its first words.
    pub(super) first: String,
}

/// Looks at a script of `file`.
pub(super) fn look(script: &Passage, dialect: Dialect, file: &[u8]) -> Tools {
    of(&shell::read(script, dialect), script.bytes(), file)
}

/// What the commands of a script of `file` are there for.
pub(super) fn of(runs: &[Invocation], script: &[u8], file: &[u8]) -> Tools {
    let mut tools = Tools { first: first_words(script), ..Tools::default() };
    let mut failures = Failures::default();
    for invocation in runs {
        let run = Run::new(invocation, file);
        let (scans, tests) = (run.scans(), run.tests());
        failures.count(invocation, scans || tests);
        tools.scans |= scans;
        tools.tests |= tests;
        if run.deploys() {
            tools.deploys = true;
            tools.zone = tools.zone.max(run.zone());
        }
        tools.pushes = tools.pushes.or_else(|| run.pushes());
    }
    tools.swallowed = failures.swallowed();
    tools
}

/// How many commands there are, how many of them check something, and whose failure does not count.
#[derive(Default)]
struct Failures {
    commands: Count,
    checks: Count,
    /// The last command that stands in no other.
    outermost: Span,
}

#[derive(Clone, Copy, Default)]
struct Count {
    all: usize,
    swallowed: usize,
    last: Option<Span>,
}

impl Failures {
    fn count(&mut self, run: &Invocation, is_check: bool) {
        // What swallows a failure, such as `true`, is there for that alone.
        if self.commands.last.is_some_and(|last| last.contains(run.span)) {
            return;
        }
        // `|| echo failed; exit 1` swallows nothing.
        if run.program == "exit" && run.args.first().is_none_or(|code| code.text.bytes() != b"0") {
            (self.commands.swallowed, self.checks.swallowed) = (0, 0);
        }
        if !self.outermost.contains(run.span) {
            self.outermost = run.span;
            self.commands.add(run.swallowed);
        }
        if is_check {
            self.checks.add(run.swallowed);
        }
    }

    /// What swallows the failure of every check; of the only command, where none is known for a check.
    fn swallowed(&self) -> Option<Span> {
        let Count { all, swallowed, last } = if self.checks.all > 0 { self.checks } else { self.commands };
        last.filter(|_| all == swallowed && (all == 1 || self.checks.all > 0))
    }
}

impl Count {
    fn add(&mut self, swallowed: Option<Span>) {
        self.all += 1;
        self.swallowed += usize::from(swallowed.is_some());
        self.last = swallowed.or(self.last);
    }
}

/// The first line that says something.
fn first_words(bytes: &[u8]) -> String {
    let says = |line: &&[u8]| !line.trim().is_empty() && !line.trim().starts_with(b"#");
    let line = bytes.split(|byte| *byte == b'\n').take(64).find(says).unwrap_or_default().trim();
    line[..line.len().min(FIRST_WORDS * 4)].chars().take(FIRST_WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::{Tools, Zone, look};
    use crate::document::Passage;
    use crate::document::shell::Dialect;
    use crate::text::Span;

    fn tools(script: &str) -> Tools {
        look(&Passage::of(script.as_bytes(), Span::new(0, script.len())), Dialect::Posix, script.as_bytes())
    }

    #[test]
    fn scanners_are_programs_not_words() {
        for (script, scans) in [
            ("trivy image --exit-code 1 web", true),
            ("docker build . && /usr/bin/grype web", true),
            ("docker run --rm aquasec/trivy:0.50 image web", true),
            ("docker scout cves web", true),
            ("npm audit --audit-level=high", true),
            ("npm run audit:ci", true),
            ("cargo audit", true),
            ("make scan", true),
            ("./scripts/trivy-scan.sh", true),
            ("RESULT=$(trivy image web)", true),
            ("sudo -E snyk test", true),
            ("npx snyk test", true),
            ("bash -c 'semgrep ci'", true),
            ("echo trivy image web", false),
            ("brew install trivy", false),
            ("make install-trivy", false),
            ("trivy --version", false),
            ("# trivy image web", false),
            ("curl -sfL https://example.org/trivy/install.sh | sh", false),
            ("cp trivy.json out", false),
        ] {
            assert_eq!(tools(script).scans, scans, "{script}");
        }
    }

    #[test]
    fn pushes_stand_at_their_words() {
        for (script, word) in [
            ("docker build . -t x && docker push x", Some("docker push")),
            ("docker image push x", Some("docker image push")),
            ("docker buildx build --platform a \\\n  --push .", Some("--push")),
            ("docker buildx build --output type=image,push=true .", Some("type=image,push=true")),
            ("docker compose push", Some("docker compose push")),
            ("buildah push x", Some("buildah push")),
            ("skopeo copy docker://a docker://b", Some("skopeo copy")),
            ("skopeo copy docker://a oci:b", None),
            ("crane cp a b", Some("crane cp")),
            ("ko build ./cmd/x", Some("ko build")),
            ("ko build --local ./cmd/x", None),
            ("/kaniko/executor --context . --destination=x", Some("--destination=x")),
            ("/kaniko/executor --no-push --destination=x", None),
            ("./gradlew :web:jib", Some(":web:jib")),
            ("./gradlew jibDockerBuild", None),
            ("mvn compile jib:build", Some("jib:build")),
            ("docker build --build-arg push=false .", None),
            ("git push", None),
        ] {
            let pushes = tools(script).pushes;
            assert_eq!(pushes.map(|span| &script[span.range()]), word, "{script}");
        }
    }

    #[test]
    fn swallowed_checks() {
        for (script, swallowed) in [
            ("trivy image x || true", Some("|| true")),
            ("docker build .\ntrivy image x || exit 0\necho done", Some("|| exit 0")),
            ("trivy image x || true\ngrype x", None),
            ("pytest || echo failed", Some("|| echo failed")),
            ("docker rm x || true\ntrivy image x", None),
            ("trivy image x || exit 1", None),
            ("make deploy-staging || true", Some("|| true")),
            ("cp a b || true\nmake", None),
            ("trivy image x || { echo failed; exit 1; }", None),
            ("trivy image x || (echo failed; exit 1)", None),
            ("trivy image x || echo failed && exit 1", None),
        ] {
            let found = tools(script).swallowed.map(|span| &script[span.range()]);
            assert_eq!(found, swallowed, "{script}");
        }
    }

    #[test]
    fn where_it_deploys_to() {
        for (script, zone) in [
            ("helm upgrade --install web ./chart -n production", Some(Zone::Production)),
            ("kubectl apply -k overlays/staging", Some(Zone::Staging)),
            ("kubectl apply -k overlays/prod --dry-run=server", None),
            ("kubectl -n production get pods", None),
            ("NODE_ENV=production npm run build", None),
            ("./deploy.sh prod", Some(Zone::Production)),
            ("terraform -chdir=envs/prod apply", Some(Zone::Production)),
            ("terraform -chdir=envs/prod plan", None),
            ("kubectl rollout status deploy/web -n prod", None),
        ] {
            assert_eq!(tools(script).zone, zone, "{script}");
        }
    }
}
