//! Which tools a script calls, by its words: whether it scans, tests, deploys or pushes, and whether its check may fail.

use std::ops::Range;

use bstr::ByteSlice;

use super::name::{Name, Zone};
use super::segment;
use crate::document::Passage;
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

/// Looks at a script.
pub(super) fn look(script: &Passage) -> Tools {
    let bytes = script.bytes();
    let mut tools = Tools { first: first_words(bytes), ..Tools::default() };
    let mut failures = Failures::default();
    segment::each(bytes, &mut |segment| {
        let words = Words { bytes, words: own_words(bytes, &segment.words) };
        let Some(program) = words.program() else { return };
        if let Some(or) = segment.or
            && swallows(program, words.get(1))
            && !bytes[segment.words[0].clone()].starts_with(b"{")
        {
            let end = segment.words.last().map_or(or, |last| last.end);
            let quotes = bytes[end..].iter().take_while(|byte| matches!(byte, b'\'' | b'"')).count();
            failures.swallow(script.span(or..end + quotes));
            return;
        }
        let (scans, tests) = (words.scans(program), words.tests(program));
        // `|| echo failed; exit 1` swallows nothing.
        failures.count(scans || tests, program == b"exit" && words.get(1) != b"0");
        tools.scans |= scans;
        tools.tests |= tests;
        if words.deploys(program) {
            tools.deploys = true;
            tools.zone = tools.zone.max(words.zone());
        }
        if tools.pushes.is_none() {
            tools.pushes = pushes(program, &words).map(|range| place(script, range, &words));
        }
    });
    tools.swallowed = failures.swallowed();
    tools
}

/// How many commands there are, how many of them check something, and whose failure does not count.
#[derive(Default)]
struct Failures {
    commands: Count,
    checks: Count,
    was_check: bool,
}

#[derive(Clone, Copy, Default)]
struct Count {
    all: usize,
    swallowed: usize,
    last: Option<Span>,
}

impl Failures {
    fn count(&mut self, is_check: bool, fails: bool) {
        self.was_check = is_check;
        self.commands.all += 1;
        self.checks.all += usize::from(is_check);
        if fails {
            (self.commands.swallowed, self.checks.swallowed) = (0, 0);
        }
    }

    fn swallow(&mut self, span: Span) {
        for count in [Some(&mut self.commands), self.was_check.then_some(&mut self.checks)].into_iter().flatten() {
            count.swallowed += 1;
            count.last = Some(span);
        }
    }

    /// What swallows the failure of every check; of the only command, where none is known for a check.
    fn swallowed(&self) -> Option<Span> {
        let Count { all, swallowed, last } = if self.checks.all > 0 { self.checks } else { self.commands };
        last.filter(|_| all == swallowed && (all == 1 || self.checks.all > 0))
    }
}

/// Whether a command behind `||` makes a success of a failure.
fn swallows(program: &[u8], argument: &[u8]) -> bool {
    matches!(program, b"true" | b":" | b"echo" | b"printf") || program == b"exit" && argument == b"0"
}

/// The place of words; where other bytes stand between them in the file, as in a list, of the last of them.
fn place(script: &Passage, range: Range<usize>, words: &Words<'_>) -> Span {
    let span = script.span(range.clone());
    let last = words.words.iter().find(|word| word.end == range.end).filter(|_| span.len() != range.len());
    last.map_or(span, |last| script.span(last.clone()))
}

/// The first line that says something.
fn first_words(bytes: &[u8]) -> String {
    let says = |line: &&[u8]| !line.trim().is_empty() && !line.trim().starts_with(b"#");
    let line = bytes.split(|byte| *byte == b'\n').take(64).find(says).unwrap_or_default().trim();
    line[..line.len().min(FIRST_WORDS * 4)].chars().take(FIRST_WORDS).collect()
}

/// The words from the program on: assignments and what a program is run through are left out.
fn own_words<'a>(bytes: &[u8], words: &'a [Range<usize>]) -> &'a [Range<usize>] {
    const PREFIXES: &[&[u8]] = &[
        b"sudo", b"doas", b"env", b"time", b"nohup", b"exec", b"command", b"if", b"then", b"else", b"elif", b"while",
        b"until", b"do", b"!", b"{", b"nice", b"timeout", b"xargs", b"&", b"travis_retry", b"retry", b"@",
    ];
    let mut skipped = false;
    let start = words.iter().position(|word| {
        let word = &bytes[word.clone()];
        let name = word.split(|byte| *byte == b'=').next().unwrap_or_default();
        let assigns = name.len() < word.len() && !name.is_empty() && name.iter().all(|byte| is_name(*byte));
        let is_option = skipped && (word.starts_with(b"-") || word.first().is_some_and(u8::is_ascii_digit));
        let is_aside = assigns || is_option || PREFIXES.contains(&word);
        skipped |= is_aside;
        !is_aside
    });
    start.map_or(&[], |start| &words[start..])
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The words of one command, its program first.
struct Words<'a> {
    bytes: &'a [u8],
    words: &'a [Range<usize>],
}

impl<'a> Words<'a> {
    fn get(&self, index: usize) -> &'a [u8] {
        self.words.get(index).map_or(&[], |word| &self.bytes[word.clone()])
    }

    fn iter(&self) -> impl Iterator<Item = &'a [u8]> {
        self.words.iter().map(|word| &self.bytes[word.clone()])
    }

    fn arguments(&self) -> impl Iterator<Item = &'a [u8]> {
        self.iter().skip(1)
    }

    fn has(&self, word: &[u8]) -> bool {
        self.arguments().any(|one| one == word)
    }

    /// The first argument that is no option.
    fn verb(&self) -> &'a [u8] {
        self.arguments().find(|word| !word.starts_with(b"-")).unwrap_or_default()
    }

    /// The program's name without its directory.
    fn program(&self) -> Option<&'a [u8]> {
        let first = self.words.first().map(|word| &self.bytes[word.clone()])?;
        let name = first.rsplit(|byte| *byte == b'/').next().unwrap_or(first);
        Some(name.strip_suffix(b".exe").unwrap_or(name))
    }

    /// Where `words[..=last]` stand.
    fn range(&self, last: usize) -> Range<usize> {
        self.words[0].start..self.words[last.min(self.words.len() - 1)].end
    }

    fn scans(&self, program: &[u8]) -> bool {
        let verb = self.verb();
        let only_prepares = matches!(self.get(1), b"version" | b"--version" | b"-v" | b"--help" | b"help")
            || matches!(verb, b"auth" | b"login" | b"config" | b"plugin" | b"completion")
            || [&b"install"[..], b"add", b"download", b"uninstall"].into_iter().any(|word| self.has(word));
        if only_prepares {
            return false;
        }
        match program {
            b"docker" | b"podman" | b"nerdctl" => match verb {
                b"scout" | b"scan" => true,
                b"run" => self.arguments().any(|word| name_of(image_name(word)).is_scanner()),
                _ => false,
            },
            b"cargo" => matches!(verb, b"audit" | b"deny"),
            b"npm" | b"yarn" | b"pnpm" | b"bun" | b"composer" => {
                verb == b"audit" || self.has(b"audit") || verb == b"run" && self.names(Name::audits)
            }
            b"jf" | b"gcloud" => self.has(b"scan") || self.has(b"audit"),
            b"aws" => self.has(b"start-image-scan") || self.has(b"describe-image-scan-findings"),
            b"make" | b"just" | b"task" | b"mage" | b"bash" | b"sh" | b"mvn" | b"mvnw" | b"gradle" | b"gradlew" => {
                self.names(Name::scans)
            }
            b"npx" | b"bunx" | b"uvx" | b"pipx" | b"poetry" | b"uv" | b"hatch" | b"bundle" | b"nix" | b"mise"
            | b"python" | b"python3" | b"go" | b"dotnet" | b"pre-commit" | b"tox" | b"nox" => {
                self.names(Name::is_scanner)
            }
            _ if self.is_script(program) => name_of(program).scans(),
            _ => name_of(program).is_scanner() && !program.contains(&b'='),
        }
    }

    fn tests(&self, program: &[u8]) -> bool {
        match program {
            b"pytest" | b"tox" | b"nox" | b"jest" | b"vitest" | b"mocha" | b"rspec" | b"phpunit" | b"ctest"
            | b"newman" | b"cypress" | b"k6" | b"kubeval" | b"kubeconform" | b"golangci-lint" | b"eslint" | b"mypy"
            | b"shellcheck" | b"hadolint" | b"yamllint" | b"actionlint" | b"conftest" | b"bats" => true,
            b"cargo" => matches!(self.verb(), b"test" | b"nextest" | b"clippy" | b"check"),
            b"go" => matches!(self.verb(), b"test" | b"vet"),
            b"npm" | b"yarn" | b"pnpm" | b"bun" | b"npx" | b"make" | b"just" | b"task" | b"mvn" | b"mvnw"
            | b"gradle" | b"gradlew" | b"dotnet" | b"bundle" | b"poetry" | b"uv" | b"pre-commit" | b"bazel" => {
                self.names(Name::tests)
            }
            b"ruff" => self.verb() == b"check",
            b"helm" => matches!(self.verb(), b"lint" | b"test"),
            _ => self.is_script(program) && name_of(program).tests(),
        }
    }

    fn deploys(&self, program: &[u8]) -> bool {
        if self.iter().any(|word| word.starts_with(b"--dry-run") && !word.ends_with(b"none")) {
            return false;
        }
        let verb = self.verb();
        match program {
            b"helm" => self.has(b"upgrade") || self.has(b"install"),
            b"kubectl" | b"oc" => {
                [&b"apply"[..], b"set", b"patch", b"replace", b"create", b"rollout"]
                    .into_iter()
                    .any(|verb| self.has(verb))
                    && !self.has(b"status")
            }
            b"terraform" | b"tofu" | b"terragrunt" | b"helmfile" => self.has(b"apply") || self.has(b"sync"),
            b"argocd" => self.has(b"sync") || self.has(b"set"),
            b"serverless" | b"sls" | b"cdk" | b"gcloud" | b"eb" | b"fly" | b"flyctl" | b"netlify" | b"firebase"
            | b"aws" | b"kamal" | b"sam" | b"wrangler" => self.has(b"deploy") || self.has(b"update-service"),
            b"pulumi" => verb == b"up",
            b"vercel" => self.has(b"--prod"),
            b"ansible-playbook" => true,
            b"make" | b"just" | b"task" | b"npm" | b"yarn" | b"pnpm" | b"bash" | b"sh" => self.names(Name::deploys),
            _ => self.is_script(program) && name_of(program).deploys(),
        }
    }

    /// The zone that its words name.
    fn zone(&self) -> Option<Zone> {
        self.iter().filter_map(|word| name_of(word).zone(false)).max()
    }

    /// Whether one of its arguments, a target or a script, has such a name.
    fn names(&self, is_such: fn(&Name) -> bool) -> bool {
        let target = |word: &[u8]| word.rsplit(|byte| *byte == b'/').next().map(name_of).unwrap_or_default();
        self.arguments().filter(|word| !word.starts_with(b"-")).take(16).any(|word| is_such(&target(word)))
    }

    /// Whether the program is a script that somebody named.
    fn is_script(&self, program: &[u8]) -> bool {
        program.len() < self.get(0).len() || program.ends_with(b".sh") || program.ends_with(b".py")
    }
}

fn name_of(word: &[u8]) -> Name {
    // Words as long as a script are no names.
    std::str::from_utf8(&word[..word.len().min(256)]).map(Name::of_known).unwrap_or_default()
}

/// `trivy` of `aquasec/trivy:0.50`.
fn image_name(word: &[u8]) -> &[u8] {
    let name = word.rsplit(|byte| *byte == b'/').next().unwrap_or(word);
    name.split(|byte| matches!(byte, b':' | b'@')).next().unwrap_or(name)
}

/// Where a command says that it pushes an image.
fn pushes(program: &[u8], words: &Words<'_>) -> Option<Range<usize>> {
    let at = |word: &[u8]| words.iter().position(|one| one == word);
    let flag =
        |is_it: &dyn Fn(&[u8]) -> bool| words.words.iter().find(|word| is_it(&words.bytes[(*word).clone()])).cloned();
    let is_push = |word: &[u8]| {
        matches!(word, b"--push" | b"--push=true")
            || word.contains_str("type=registry")
            || word.contains_str("push=true") && !word.starts_with(b"--push")
    };
    let verb = words.verb();
    match program {
        b"docker" | b"podman" | b"nerdctl" | b"buildah" | b"img" | b"docker-compose" | b"buildctl" => {
            let is_verb = at(b"push").filter(|_| {
                matches!(verb, b"push" | b"image" | b"compose" | b"manifest") || program == b"docker-compose"
            });
            is_verb.map(|last| words.range(last)).or_else(|| flag(&is_push))
        }
        b"crane" | b"regctl" | b"oras" | b"gcrane" => {
            let last = at(b"push").or_else(|| at(b"copy")).or_else(|| at(b"cp"))?;
            Some(words.range(last))
        }
        b"skopeo" => {
            let last = words.words.last().map(|word| &words.bytes[word.clone()])?;
            (verb == b"copy" && last.starts_with(b"docker://")).then(|| words.range(1))
        }
        b"ko" => {
            let stays = words.has(b"--local") || words.has(b"-L") || words.has(b"--push=false");
            (matches!(verb, b"build" | b"publish" | b"apply" | b"resolve" | b"create") && !stays)
                .then(|| words.range(1))
        }
        b"executor" if !words.has(b"--no-push") => flag(&|word| word.starts_with(b"--destination") || word == b"-d"),
        b"mvn" | b"mvnw" => flag(&|word| word.ends_with(b"jib:build") || word == b"-Djib.to.image"),
        b"gradle" | b"gradlew" => flag(&|word| word == b"jib" || word.ends_with(b":jib")),
        b"pack" => flag(&|word| word == b"--publish"),
        b"earthly" => flag(&is_push),
        b"make" | b"just" | b"task" => flag(&|word| {
            matches!(word, b"docker-push" | b"push-image" | b"push-images" | b"image-push" | b"images-push")
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Tools, Zone, look};
    use crate::document::Passage;
    use crate::text::Span;

    fn tools(script: &str) -> Tools {
        look(&Passage::of(script.as_bytes(), Span::new(0, script.len())))
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
