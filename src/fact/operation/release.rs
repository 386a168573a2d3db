//! Helm, helmfile, Argo CD and other tools that bring releases to a cluster.

use super::{Args, Kind, Operation, Style, is_local_name, is_remote};
use crate::document::shell::Invocation;

const STYLE: Style = Style {
    takes_value: &[
        "-n", "--namespace", "--kube-context", "--kubeconfig", "--kube-apiserver", "--kube-token", "-f", "--values",
        "--set", "--set-string", "--set-file", "--set-json", "--set-literal", "--version", "--repo", "--timeout",
        "--description", "--post-renderer", "--username", "--password", "--ca-file", "--cert-file", "--key-file",
        "--keyring", "-e", "--environment", "-l", "--selector", "--state-values-set", "--revision", "--server",
        "--auth-token", "-p", "--parameter", "--resource", "--label", "--context", "--kubeconfig-context", "-a",
        "--app", "--profile", "-i", "--image", "-t", "--tag",
    ],
    is_long_with_one_dash: false,
};

/// What a release tool changes.
pub(super) fn operation(run: &Invocation) -> Option<Operation> {
    let args = Args::read(run, STYLE);
    if args.is_on(&["--dry-run", "--diff-run"]) || args.is_on(&["-h"]) {
        return None;
    }
    let (verb, next) = (args.at(0), args.at(1));
    let program = if run.program == "helm3" { "helm" } else { run.program.as_str() };
    let (kind, what) = match (program, verb, next) {
        ("helm", "install" | "upgrade" | "uninstall" | "delete" | "del" | "un", object) if !object.is_empty() => {
            (Kind::Release, verb.to_owned())
        }
        ("helm", "rollback", object) if !object.is_empty() => (Kind::Rollout, verb.to_owned()),
        ("helmfile", "apply" | "sync" | "destroy" | "delete" | "charts", _) => (Kind::Release, verb.to_owned()),
        ("argocd", "app", "rollback") => (Kind::Rollout, format!("{verb} {next}")),
        ("argocd", "app", "set" | "sync" | "create" | "delete" | "patch" | "unset" | "edit" | "terminate-op") => {
            (Kind::Release, format!("{verb} {next}"))
        }
        ("kapp", "deploy" | "delete", _)
        | ("skaffold", "run" | "deploy" | "delete" | "apply", _)
        | ("werf", "converge" | "dismiss", _) => (Kind::Release, verb.to_owned()),
        ("flux", "create" | "delete" | "suspend" | "resume", object) if !object.is_empty() => {
            (Kind::Release, format!("{verb} {next}"))
        }
        _ => return None,
    };
    let mut operation = Operation::new(kind, format!("{program} {what}")).of(program, &args);
    operation.remote = args.plain.iter().find(|arg| is_remote(&arg.text)).map(|arg| arg.word.span);
    operation.is_local = args.values(&["--kube-context", "--context"]).any(is_local_name);
    Some(operation)
}
