//! kubectl and oc. (<https://kubernetes.io/docs/reference/kubectl/generated/>)

use super::{Args, Kind, Operation, Style, has_short, is_local_name, is_remote};
use crate::document::shell::{Invocation, Through};

const STYLE: Style = Style {
    takes_value: &[
        "-n", "--namespace", "--context", "--cluster", "--kubeconfig", "-s", "--server", "--user", "--token", "--as",
        "--as-group", "--request-timeout", "-v", "--v", "--cache-dir", "--certificate-authority",
        "--client-certificate", "--client-key", "-f", "--filename", "-k", "--kustomize", "-l", "--selector", "-o",
        "--output", "-c", "--container", "-p", "--patch", "--patch-file", "--type", "--replicas", "--current-replicas",
        "--image", "--from-literal", "--from-file", "--from-env-file", "--field-selector", "--field-manager",
        "--grace-period", "--timeout", "--to-revision", "--port", "--target-port", "--name", "--min", "--max",
        "--cpu-percent", "--limits", "--requests", "--env", "-e", "--overrides", "--template", "--subresource",
        "--sort-by", "--tail", "--since", "--profile", "--target",
    ],
    is_long_with_one_dash: false,
};

/// What a kubectl command changes.
pub(super) fn operation(run: &Invocation) -> Option<Operation> {
    let args = Args::read(run, STYLE);
    if is_dry(&args) {
        return None;
    }
    let verb = args.at(0);
    let (kind, what) = kind(&args, verb, run)?;
    let mut operation = Operation::new(kind, format!("kubectl {what}")).of("kubectl", &args);
    let sources =
        args.flags.iter().filter(|flag| matches!(flag.name.as_str(), "-f" | "--filename" | "-k" | "--kustomize"));
    operation.remote = sources
        .filter(|flag| flag.value.as_deref().is_some_and(|value| is_remote(value) || value.starts_with("github.com/")))
        .map(|flag| flag.word.span)
        .next();
    let named = args.values(&["--context", "--cluster", "--kubeconfig"]);
    operation.is_local = named.into_iter().any(is_local_name);
    Some(operation)
}

/// What the verb does. A placeholder for a verb, or one that nobody knows, does nothing.
fn kind(args: &Args<'_>, verb: &str, run: &Invocation) -> Option<(Kind, String)> {
    let next = args.at(1);
    let both = || format!("{verb} {next}");
    Some(match (verb, next) {
        ("apply", "view-last-applied") | ("certificate", "" | "get") => return None,
        ("create", "token") | ("label" | "annotate", _) if args.is_on(&["--list"]) || next == "token" => return None,
        ("apply", "edit-last-applied") => (Kind::ClusterEdit, both()),
        ("apply" | "replace", _) if has_object(args, run, 1) => (Kind::ClusterWrite, verb.to_owned()),
        ("run", _) if has_object(args, run, 2) => (Kind::ClusterWrite, verb.to_owned()),
        ("create" | "delete" | "expose" | "annotate" | "label", _) if has_object(args, run, 3) => {
            (Kind::ClusterWrite, verb.to_owned())
        }
        ("drain" | "cordon" | "uncordon" | "taint", object) if !object.is_empty() => {
            (Kind::ClusterWrite, verb.to_owned())
        }
        ("certificate", "approve" | "deny") | ("auth", "reconcile") => (Kind::ClusterWrite, both()),
        ("edit" | "patch" | "scale" | "autoscale", _) if has_object(args, run, 3) => {
            (Kind::ClusterEdit, verb.to_owned())
        }
        ("set", "image" | "env" | "resources" | "selector" | "serviceaccount" | "sa" | "subject") => {
            if args.is_on(&["--list"]) {
                return None;
            }
            (Kind::ClusterEdit, both())
        }
        ("rollout", "restart" | "undo" | "pause" | "resume") => (Kind::Rollout, both()),
        ("cp", _) if copies_in(args) => (Kind::HotPatch, verb.to_owned()),
        ("exec" | "rsh" | "debug" | "attach", object) if !object.is_empty() && is_shell(args, run) => {
            (Kind::Shell, verb.to_owned())
        }
        _ => return None,
    })
}

/// Whether the verb has something to act on: a file, a selection, `type/name`, or so many words as verb, type and name are. A mention in
/// a sentence (`kubectl delete pod`, `kubectl apply -f`) has nothing.
fn has_object(args: &Args<'_>, run: &Invocation, words: usize) -> bool {
    const SELECTING: &[&str] = &["-f", "--filename", "-k", "--kustomize", "-l", "--selector"];
    let selects = args.values(SELECTING).any(|value| !value.is_empty()) || args.flag(&["--all"]).is_some();
    let is_named = args.plain.iter().skip(1).any(|arg| arg.text.contains('/'));
    // What `xargs` adds is not written.
    let is_given = run.through.iter().any(|through| matches!(through, Through::Arguments(_)));
    selects || is_named || is_given || (words > 1 && args.plain.len() >= words)
}

/// `--dry-run`, `--dry-run=client`; `none` and `false` are none.
fn is_dry(args: &Args<'_>) -> bool {
    args.is_on(&["--dry-run", "--server-dry-run"]) || args.is_on(&["--help", "-h"])
}

/// Whether `kubectl cp` writes into a pod: its last argument names one.
fn copies_in(args: &Args<'_>) -> bool {
    let target = args.at(2);
    let is_pod = |text: &str| text.contains(':') && !text.starts_with(['.', '/']);
    // Without a colon on either side nobody knows; what comes out of a pod is only read.
    !target.is_empty() && (is_pod(target) || !is_pod(args.at(1)))
}

/// Whether a shell opens in which somebody types.
fn is_shell(args: &Args<'_>, run: &Invocation) -> bool {
    const SHELLS: &[&str] =
        &["sh", "bash", "ash", "zsh", "/bin/sh", "/bin/bash", "/bin/ash", "/bin/zsh", "powershell", "pwsh"];
    let types = has_short(args, 't') && has_short(args, 'i') || args.is_on(&["--tty"]) && args.is_on(&["--stdin"]);
    let opens = args.plain.last().is_some_and(|last| SHELLS.contains(&last.text.as_ref()));
    let is_inner = run.through.iter().any(|through| matches!(through, Through::Container(_)));
    !is_inner && (opens || (types && args.plain.len() <= 2))
}
