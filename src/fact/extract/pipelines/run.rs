//! One command of a pipeline: whether it scans, tests, deploys or pushes an image.

use std::borrow::Cow;

use super::name::{Name, Zone};
use crate::document::shell::{Invocation, Through};
use crate::text::Span;

/// Programs that run what a package brings: what stands behind them may be a task as well as a program.
const PACKAGE_RUNNERS: &[&str] = &[
    "bun", "bundle", "bunx", "hatch", "mise", "nix", "npm", "npx", "pdm", "pipenv", "pipx", "pnpm", "poetry", "rye",
    "uv", "uvx", "yarn",
];

/// A command, and what is asked about it.
pub(super) struct Run<'a> {
    invocation: &'a Invocation,
    /// Its program as the file writes it: with directory and case.
    written: Cow<'a, str>,
    args: Vec<Cow<'a, str>>,
    file: &'a [u8],
}

impl<'a> Run<'a> {
    /// For a command of `file`.
    pub(super) fn new(invocation: &'a Invocation, file: &'a [u8]) -> Self {
        let written = file.get(invocation.program_span.range()).unwrap_or_default();
        let args = invocation.args.iter().map(|word| String::from_utf8_lossy(word.text.bytes()));
        Self { invocation, written: String::from_utf8_lossy(written), args: args.collect(), file }
    }

    /// Whether it looks for vulnerabilities.
    pub(super) fn scans(&self) -> bool {
        let verb = self.verb();
        let only_prepares = matches!(self.get(0), "version" | "--version" | "-v" | "--help" | "help")
            || matches!(verb, "auth" | "login" | "config" | "plugin" | "completion")
            || ["install", "add", "download", "uninstall"].into_iter().any(|word| self.has(word));
        if only_prepares {
            return false;
        }
        match self.program() {
            "docker" | "podman" | "nerdctl" => match verb {
                "scout" | "scan" => true,
                "run" => self.args.iter().any(|word| name_of(image_name(word)).is_scanner()),
                _ => false,
            },
            "cargo" => matches!(verb, "audit" | "deny"),
            "npm" | "yarn" | "pnpm" | "bun" | "composer" => {
                verb == "audit" || self.has("audit") || verb == "run" && self.names(Name::audits)
            }
            "jf" | "gcloud" => self.has("scan") || self.has("audit"),
            "aws" => self.has("start-image-scan") || self.has("describe-image-scan-findings"),
            "make" | "just" | "task" | "mage" | "bash" | "sh" | "mvn" | "mvnw" | "gradle" | "gradlew" => {
                self.names(Name::scans)
            }
            "pipx" | "python" | "python3" | "go" | "dotnet" | "pre-commit" | "tox" | "nox" => {
                self.names(Name::is_scanner)
            }
            _ if self.is_script() => self.name().scans(),
            _ => self.name().is_scanner() || self.is_run_by_package() && self.names(Name::is_scanner),
        }
    }

    /// Whether it tests or checks.
    pub(super) fn tests(&self) -> bool {
        match self.program() {
            "pytest" | "tox" | "nox" | "jest" | "vitest" | "mocha" | "rspec" | "phpunit" | "ctest" | "newman"
            | "cypress" | "k6" | "kubeval" | "kubeconform" | "golangci-lint" | "eslint" | "mypy" | "shellcheck"
            | "hadolint" | "yamllint" | "actionlint" | "conftest" | "bats" => true,
            "cargo" => matches!(self.verb(), "test" | "nextest" | "clippy" | "check"),
            "go" => matches!(self.verb(), "test" | "vet"),
            "npm" | "yarn" | "pnpm" | "bun" | "make" | "just" | "task" | "mvn" | "mvnw" | "gradle" | "gradlew"
            | "dotnet" | "bundle" | "poetry" | "uv" | "pre-commit" | "bazel" => self.names(Name::tests),
            "ruff" => self.verb() == "check",
            "helm" => matches!(self.verb(), "lint" | "test"),
            _ => self.is_script() && self.name().tests() || self.is_run_by_package() && self.names(Name::tests),
        }
    }

    /// Whether it brings something to where it runs.
    pub(super) fn deploys(&self) -> bool {
        if self.args.iter().any(|word| word.starts_with("--dry-run") && !word.ends_with("none")) {
            return false;
        }
        let verb = self.verb();
        match self.program() {
            "helm" => self.has("upgrade") || self.has("install"),
            "kubectl" | "oc" => {
                ["apply", "set", "patch", "replace", "create", "rollout"].into_iter().any(|verb| self.has(verb))
                    && !self.has("status")
            }
            "terraform" | "tofu" | "terragrunt" | "helmfile" => self.has("apply") || self.has("sync"),
            "argocd" => self.has("sync") || self.has("set"),
            "serverless" | "sls" | "cdk" | "gcloud" | "eb" | "fly" | "flyctl" | "netlify" | "firebase" | "aws"
            | "kamal" | "sam" | "wrangler" => self.has("deploy") || self.has("update-service"),
            "pulumi" => verb == "up",
            "vercel" => self.has("--prod"),
            "ansible-playbook" => true,
            "make" | "just" | "task" | "npm" | "yarn" | "pnpm" | "bash" | "sh" => self.names(Name::deploys),
            _ => self.is_script() && self.name().deploys(),
        }
    }

    /// Where it says that it pushes an image.
    pub(super) fn pushes(&self) -> Option<Span> {
        let at = |word: &str| self.args.iter().position(|one| one == word);
        let flag = |is_it: &dyn Fn(&str) -> bool| Some(self.place(self.args.iter().position(|word| is_it(word))?));
        let is_push = |word: &str| {
            matches!(word, "--push" | "--push=true")
                || word.contains("type=registry")
                || word.contains("push=true") && !word.starts_with("--push")
        };
        let verb = self.verb();
        match self.program() {
            program @ ("docker" | "podman" | "nerdctl" | "buildah" | "img" | "docker-compose" | "buildctl") => {
                let is_verb = matches!(verb, "push" | "image" | "compose" | "manifest") || program == "docker-compose";
                at("push").filter(|_| is_verb).map(|last| self.up_to(last)).or_else(|| flag(&is_push))
            }
            "crane" | "regctl" | "oras" | "gcrane" => {
                Some(self.up_to(at("push").or_else(|| at("copy")).or_else(|| at("cp"))?))
            }
            "skopeo" => {
                let last = self.args.last()?;
                (verb == "copy" && last.starts_with("docker://")).then(|| self.up_to(0))
            }
            "ko" => {
                let stays = self.has("--local") || self.has("-L") || self.has("--push=false");
                let builds = matches!(verb, "build" | "publish" | "apply" | "resolve" | "create");
                (builds && !stays).then(|| self.up_to(0))
            }
            "executor" if !self.has("--no-push") => flag(&|word| word.starts_with("--destination") || word == "-d"),
            "mvn" | "mvnw" => flag(&|word| word.ends_with("jib:build") || word == "-Djib.to.image"),
            "gradle" | "gradlew" => flag(&|word| word == "jib" || word.ends_with(":jib")),
            "pack" => flag(&|word| word == "--publish"),
            "earthly" => flag(&is_push),
            "make" | "just" | "task" => flag(&|word| {
                matches!(word, "docker-push" | "push-image" | "push-images" | "image-push" | "images-push")
            }),
            _ => None,
        }
    }

    /// The zone that its words name.
    pub(super) fn zone(&self) -> Option<Zone> {
        let words = std::iter::once(&self.written).chain(&self.args);
        words.filter_map(|word| name_of(word).zone(false)).max()
    }

    fn program(&self) -> &'a str {
        &self.invocation.program
    }

    /// Its name as words: as the file writes it, since the program is told in lower case.
    fn name(&self) -> Name {
        let last = last_part(&self.written);
        name_of(if last.eq_ignore_ascii_case(self.program()) { last } else { self.program() })
    }

    fn get(&self, index: usize) -> &str {
        self.args.get(index).map_or("", |word| word)
    }

    fn has(&self, word: &str) -> bool {
        self.args.iter().any(|one| one == word)
    }

    /// The first argument that is no option.
    fn verb(&self) -> &str {
        self.args.iter().find(|word| !word.starts_with('-')).map_or("", |word| word)
    }

    /// Whether one of its arguments, a target or a script, has such a name.
    fn names(&self, is_such: fn(&Name) -> bool) -> bool {
        let targets = self.args.iter().filter(|word| !word.starts_with('-')).take(16);
        targets.map(|word| name_of(last_part(word))).any(|name| is_such(&name))
    }

    /// Whether the program is a script that somebody named.
    fn is_script(&self) -> bool {
        self.written.contains('/') || self.program().ends_with(".sh") || self.program().ends_with(".py")
    }

    /// Whether a package brings it: `npx`, `poetry run`.
    fn is_run_by_package(&self) -> bool {
        let is_one = |through: &Through| matches!(through, Through::Wrapper(name) if PACKAGE_RUNNERS.contains(name));
        self.invocation.through.iter().any(is_one)
    }

    /// Where the argument `index` stands.
    fn place(&self, index: usize) -> Span {
        self.invocation.args[index].text.whole()
    }

    /// From the program to the argument `last`; if other bytes than blanks stand between them in the file, as in a list, that
    /// argument alone.
    fn up_to(&self, last: usize) -> Span {
        let start = self.invocation.program_span;
        let mut end = start.end;
        for index in 0..=last {
            let place = self.place(index);
            let gap = self.file.get(end..place.start).unwrap_or_default();
            if place.start <= end || !gap.iter().all(|byte| matches!(byte, b' ' | b'\t')) {
                return self.place(last);
            }
            end = place.end;
        }
        Span::new(start.start, end)
    }
}

/// The part behind the last slash.
fn last_part(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

/// A word as a name. Words as long as a script are none.
fn name_of(word: &str) -> Name {
    const LONGEST: usize = 256;
    let end = (0..=LONGEST.min(word.len())).rev().find(|end| word.is_char_boundary(*end)).unwrap_or_default();
    Name::of_known(&word[..end])
}

/// `trivy` of `aquasec/trivy:0.50`.
fn image_name(word: &str) -> &str {
    last_part(word).split([':', '@']).next().unwrap_or(word)
}
