//! Commands that run in a container: `docker exec`, `kubectl exec`, `docker run` and their kin.

use super::Through;
use super::arg::Arg;
use super::flags::{Flags, skip, value};
use super::name::KUBECTL_FLAGS;
use super::step::Step;

/// Flags of `docker run` and `docker exec` that stand alone; the others, of which there are many, take a value.
const DOCKER: Flags = Flags::Alone(&[
    "-d", "-i", "-t", "-P", "-q", "-T", "--detach", "--interactive", "--tty", "--rm", "--privileged", "--init",
    "--read-only", "--no-healthcheck", "--publish-all", "--oom-kill-disable", "--sig-proxy", "--quiet", "--help",
    "--disable-content-trust", "--no-deps", "--service-ports", "--use-aliases", "--build", "--quiet-pull",
    "--quiet-build", "--no-TTY", "--no-tty", "--remove-orphans", "--tls", "--tlsverify", "-D", "--debug", "--latest",
    "-l", "--replace", "--rmi", "--all-resources", "--compatibility", "--dry-run",
]);

/// Flags in front of docker's verb that take a value.
const GLOBAL: Flags = Flags::Valued(&[
    "-H", "--host", "-c", "--context", "--config", "-l", "--log-level", "--tlscacert", "--tlscert", "--tlskey", "-n",
    "--namespace", "-a", "--address", "--connection", "--url",
]);

/// Flags in front of compose's verb that take a value.
const COMPOSE: Flags = Flags::Valued(&[
    "-f", "--file", "-p", "--project-name", "--profile", "--env-file", "--project-directory", "--ansi", "--parallel",
    "--progress", "-H", "--host", "-c", "--context",
]);

/// Flags of `kubectl exec`, `run` and `debug` that take a value, beside those of all verbs.
const EXEC: Flags = Flags::Valued(&[
    "-n", "--namespace", "--context", "--cluster", "--user", "--kubeconfig", "-s", "--server", "--as", "--as-group",
    "--token", "-c", "--container", "-f", "--filename", "--pod-running-timeout", "--image", "--target", "--shell",
]);

/// Images, by the last part of their names, that are a tool: their entry point is it.
const IMAGES: [(&str, &str); 22] = [
    ("kubectl", "kubectl"),
    ("k8s-kubectl", "kubectl"),
    ("docker-kubectl", "kubectl"),
    ("helm", "helm"),
    ("k8s-helm", "helm"),
    ("helm-secrets", "helm"),
    ("helmfile", "helmfile"),
    ("terraform", "terraform"),
    ("opentofu", "tofu"),
    ("tofu", "tofu"),
    ("terragrunt", "terragrunt"),
    ("kustomize", "kustomize"),
    ("argocd", "argocd"),
    ("flux-cli", "flux"),
    ("pulumi", "pulumi"),
    ("aws-cli", "aws"),
    ("migrate", "migrate"),
    ("flyway", "flyway"),
    ("liquibase", "liquibase"),
    ("skopeo", "skopeo"),
    ("crane", "crane"),
    ("trivy", "trivy"),
];

/// Engines that speak docker's language, with what is said of them.
const ENGINES: [(&str, [&str; 4]); 3] = [
    ("docker", ["docker exec", "docker run", "docker compose exec", "docker compose run"]),
    ("podman", ["podman exec", "podman run", "podman compose exec", "podman compose run"]),
    ("nerdctl", ["nerdctl exec", "nerdctl run", "nerdctl compose exec", "nerdctl compose run"]),
];

/// What a program that reaches into containers runs there.
pub(super) fn step(name: &str, words: &[Arg]) -> Option<Step> {
    if let Some((_, names)) = ENGINES.iter().find(|(engine, _)| *engine == name) {
        return engine(words, names);
    }
    match name {
        "docker-compose" | "podman-compose" => compose(words, 1, &ENGINES[0].1),
        "kubectl" => cluster(words, ["kubectl exec", "kubectl run", "kubectl debug"]),
        "oc" => cluster(words, ["oc exec", "oc run", "oc debug"]),
        "crictl" => {
            let verb =
                skip(words, 1, Flags::Valued(&["-c", "--config", "-r", "--runtime-endpoint", "-t", "--timeout"]));
            (words.get(verb)?.text() == b"exec").then_some(())?;
            inside(
                words,
                skip(words, verb + 1, Flags::Alone(&["-i", "-t", "-s", "--tty", "--sync"])) + 1,
                "crictl exec",
            )
        }
        "lxc" | "incus" if words[1].text() == b"exec" => {
            let at = skip(words, 2, Flags::Valued(&["--env", "--cwd", "--user"])) + 1;
            inside(words, skip(words, at, Flags::Valued(&["--env"])), "lxc exec")
        }
        _ => None,
    }
}

/// `docker exec|run|compose …`.
fn engine(words: &[Arg], names: &[&'static str; 4]) -> Option<Step> {
    let mut verb = skip(words, 1, GLOBAL);
    if words.get(verb)?.text() == b"container" {
        verb += 1;
    }
    match words.get(verb)?.text() {
        b"compose" => compose(words, verb + 1, names),
        b"exec" => inside(words, skip(words, verb + 1, DOCKER) + 1, names[0]),
        b"run" | b"create" => run(words, verb + 1, names[1]),
        _ => None,
    }
}

/// `docker compose exec|run service …`.
fn compose(words: &[Arg], from: usize, names: &[&'static str; 4]) -> Option<Step> {
    let verb = skip(words, from, COMPOSE);
    let name = match words.get(verb)?.text() {
        b"exec" => names[2],
        b"run" => names[3],
        _ => return None,
    };
    let service = skip(words, verb + 1, DOCKER);
    inside(words, service + 1, name)
}

/// `docker run [flags] image …`: the image may itself be the tool.
fn run(words: &[Arg], from: usize, name: &'static str) -> Option<Step> {
    let image = skip(words, from, DOCKER);
    let through = Through::Container(name);
    if let Some((entry, start)) = value(&words[from..image.max(from)], &["--entrypoint"]) {
        let at = words.iter().position(|word| std::ptr::eq(word, entry))?;
        let program = entry_point(&entry.text()[start..])?;
        return Some(Step::Named { program, at, args: image + 1, through, is_own: true });
    }
    of_image(words, image, image + 1, through).or_else(|| inside(words, image + 1, name))
}

/// The tool or the shell that `--entrypoint` names, with or without a directory.
fn entry_point(text: &[u8]) -> Option<&'static str> {
    let name = text.rsplit(|byte| *byte == b'/').next()?;
    let tools = IMAGES.iter().map(|(_, tool)| *tool);
    tools.chain(["sh", "bash", "ash"]).find(|tool| tool.as_bytes() == name)
}

/// The words behind an image that is a tool are its arguments, unless they name it once more.
fn of_image(words: &[Arg], image: usize, args: usize, through: Through) -> Option<Step> {
    let text = words.get(image)?.text();
    let text = text.split(|byte| *byte == b'@').next()?;
    let last = text.rsplit(|byte| *byte == b'/').next()?;
    let last = last.split(|byte| *byte == b':').next()?;
    let (_, program) = IMAGES.iter().find(|(name, _)| name.as_bytes() == last)?;
    let next = words.get(args).map(Arg::text).unwrap_or_default();
    let names = [program.as_bytes(), b"sh", b"bash", b"/bin/sh", b"/bin/bash"];
    (!names.contains(&next)).then_some(Step::Named { program, at: image, args, through, is_own: true })
}

/// `kubectl exec pod -- …`, `kubectl run name --image=i -- …`.
fn cluster(words: &[Arg], names: [&'static str; 3]) -> Option<Step> {
    let verb = skip(words, 1, KUBECTL_FLAGS);
    let name = match words.get(verb)?.text() {
        b"exec" | b"rsh" => names[0],
        b"run" => names[1],
        b"debug" => names[2],
        _ => return None,
    };
    let dashes = words[verb..].iter().position(|word| word.text() == b"--").map(|at| verb + at + 1);
    let Some(at) = dashes else {
        // Before `--` was required, the command stood right behind the pod.
        let pod = skip(words, verb + 1, EXEC);
        return (name == names[0]).then(|| inside(words, skip(words, pod + 1, EXEC), name)).flatten();
    };
    if name == names[1]
        && let Some((image, start)) = value(&words[verb..at], &["--image"])
        && !words[verb..at].iter().any(|word| word.text() == b"--command")
    {
        let index = words.iter().position(|word| std::ptr::eq(word, image))?;
        let named = [image.from(start)];
        if let Some(Step::Named { program, .. }) = of_image(&named, 0, 1, Through::Container(name)) {
            let is_named = words.get(at).is_some_and(|word| word.text() == program.as_bytes());
            if !is_named {
                let through = Through::Container(name);
                return Some(Step::Named { program, at: index, args: at, through, is_own: true });
            }
        }
    }
    inside(words, at, name)
}

/// The command that begins at `at`, if one does.
fn inside(words: &[Arg], at: usize, name: &'static str) -> Option<Step> {
    (at < words.len()).then_some(Step::Command { at, through: Through::Container(name), is_own: true })
}
