//! Tools that build, push and import images, and that write into containers.

use super::{Args, Kind, Operation, Style, has_short};
use crate::document::shell::Invocation;

const STYLE: Style = Style {
    takes_value: &[
        "-t", "--tag", "-f", "--file", "--build-arg", "--target", "--platform", "-n", "--namespace", "--context", "-H",
        "--host", "--config", "-l", "--log-level", "--builder", "--cache-from", "--cache-to", "-o", "--output",
        "--secret", "--ssh", "--label", "--network", "-p", "--project-name", "--env-file", "--profile", "-a",
        "--address", "-u", "--user", "-w", "--workdir", "-e", "--env", "--authfile", "--dest-creds", "--src-creds",
        "--destination", "-d", "--dockerfile", "-c",
    ],
    is_long_with_one_dash: false,
};

/// What such a tool changes.
pub(super) fn operation(run: &Invocation) -> Option<Operation> {
    let args = Args::read(run, STYLE);
    let mut words: Vec<&str> = args.plain.iter().map(|arg| arg.text.as_ref()).collect();
    let mut program = run.program.as_str();
    if program == "k3s" {
        if words.first() != Some(&"ctr") {
            return None;
        }
        program = "ctr";
        words.remove(0);
    }
    let verb = words.first().copied().unwrap_or_default();
    let next = words.get(1).copied().unwrap_or_default();
    let object = words.last().copied().unwrap_or_default();
    let what = match (program, verb, next) {
        ("docker" | "podman" | "nerdctl", "cp", _) => {
            return copies_in(&args)
                .then(|| Operation::new(Kind::HotPatch, format!("{program} cp")).of(program, &args));
        }
        ("docker" | "podman" | "nerdctl", "exec", _) | ("docker", "compose", "exec") => {
            return is_shell(&args).then(|| Operation::new(Kind::Shell, format!("{program} exec")).of(program, &args));
        }
        ("docker" | "podman" | "nerdctl", "build" | "push" | "commit" | "import", object)
            if !object.is_empty() || args.flag(&["-t", "--tag"]).is_some() =>
        {
            verb.to_owned()
        }
        (
            "docker" | "nerdctl" | "podman",
            "buildx" | "builder" | "image" | "compose" | "manifest" | "stack",
            "build" | "bake" | "push" | "import" | "deploy",
        ) if words.len() > 2 || verb == "compose" || next == "bake" => {
            format!("{verb} {next}")
        }
        ("docker-compose" | "podman-compose", "build" | "push", _) => verb.to_owned(),
        ("buildah", "build" | "bud" | "push" | "commit", _)
        | ("img" | "pack" | "ko", "build" | "push" | "publish" | "apply", _) => verb.to_owned(),
        ("ctr", "images" | "image" | "i", "import" | "push") => format!("{verb} {next}"),
        ("skopeo", "copy", _) if object.starts_with("docker://") => verb.to_owned(),
        ("crane", "push" | "copy" | "cp" | "tag" | "append" | "mutate", object) if !object.is_empty() => {
            verb.to_owned()
        }
        ("kaniko" | "executor", _, _) if args.flag(&["--destination", "-d"]).is_some() => "build".to_owned(),
        _ => return None,
    };
    Some(Operation::new(Kind::ImageBuild, format!("{program} {what}")).of(program, &args))
}

/// Whether `docker cp` writes into a container: its last argument names one.
fn copies_in(args: &Args<'_>) -> bool {
    let target = args.at(2);
    !target.is_empty() && target.contains(':') && !target.starts_with(['.', '/'])
}

/// Whether a shell opens in which somebody types.
fn is_shell(args: &Args<'_>) -> bool {
    const SHELLS: &[&str] = &["sh", "bash", "ash", "zsh", "/bin/sh", "/bin/bash", "/bin/ash", "/bin/zsh"];
    has_short(args, 'i') && args.plain.last().is_some_and(|last| SHELLS.contains(&last.text.as_ref()))
}
