//! Which program a word names.

use super::Dialect;
use super::arg::Arg;
use super::flags::{Flags, skip};
use super::syntax::{HoleKind, Item, Raw, assigns};

/// Variables, in lower case, that people name after the tool that they hold; suffixes such as `_BIN` are taken off before.
const VARIABLES: [(&str, &str); 44] = [
    ("ansible", "ansible"),
    ("ansible_playbook", "ansible-playbook"),
    ("argocd", "argocd"),
    ("aws", "aws"),
    ("awscli", "aws"),
    ("az", "az"),
    ("buildah", "buildah"),
    ("container_cli", "docker"),
    ("container_engine", "docker"),
    ("container_runtime", "docker"),
    ("container_tool", "docker"),
    ("crane", "crane"),
    ("crictl", "crictl"),
    ("ctr", "ctr"),
    ("compose", "docker-compose"),
    ("docker", "docker"),
    ("docker_compose", "docker-compose"),
    ("eksctl", "eksctl"),
    ("flux", "flux"),
    ("gcloud", "gcloud"),
    ("helm", "helm"),
    ("helm3", "helm"),
    ("helmfile", "helmfile"),
    ("istioctl", "istioctl"),
    ("kubectl", "kubectl"),
    ("kctl", "kubectl"),
    ("kube_ctl", "kubectl"),
    ("kustomize", "kustomize"),
    ("migrate", "migrate"),
    ("mongosh", "mongosh"),
    ("mysql", "mysql"),
    ("nerdctl", "nerdctl"),
    ("oc", "oc"),
    ("opentofu", "tofu"),
    ("podman", "podman"),
    ("psql", "psql"),
    ("pulumi", "pulumi"),
    ("redis_cli", "redis-cli"),
    ("skaffold", "skaffold"),
    ("skopeo", "skopeo"),
    ("terraform", "terraform"),
    ("terragrunt", "terragrunt"),
    ("tf", "terraform"),
    ("tofu", "tofu"),
];

/// Verbs that make `k` kubectl.
const KUBECTL_VERBS: [&str; 43] = [
    "alpha", "annotate", "api-resources", "api-versions", "apply", "attach", "auth", "autoscale", "certificate",
    "cluster-info", "completion", "config", "cordon", "cp", "create", "debug", "delete", "describe", "diff", "drain",
    "edit", "events", "exec", "explain", "expose", "get", "kustomize", "label", "logs", "options", "patch", "plugin",
    "port-forward", "proxy", "replace", "rollout", "run", "scale", "set", "taint", "top", "uncordon", "wait",
];

/// Verbs that make `tf` terraform.
const TERRAFORM_VERBS: [&str; 16] = [
    "apply", "destroy", "fmt", "force-unlock", "get", "graph", "import", "init", "output", "plan", "refresh", "show",
    "state", "taint", "validate", "workspace",
];

/// Flags of kubectl that stand in front of any verb and take a value.
pub(super) const KUBECTL_FLAGS: Flags = Flags::Valued(&[
    "-n", "--namespace", "--context", "--cluster", "--user", "--kubeconfig", "-s", "--server", "--as", "--as-group",
    "--as-uid", "--token", "--request-timeout", "--cache-dir", "--certificate-authority", "--client-certificate",
    "--client-key", "--tls-server-name", "-v", "--v", "--profile", "--profile-output", "--username", "--password",
]);

/// The name of the program that `words` start with: in lower case, without directory and `.exe`, aliases that everybody knows
/// undone.
pub(super) fn program(words: &[Arg], dialect: Dialect) -> String {
    let Some(first) = words.first() else { return String::new() };
    let name = first_name(first, dialect);
    if !matches!(name.as_str(), "k" | "tf") {
        return name;
    }
    let verb = words.get(skip(words, 1, KUBECTL_FLAGS)).map(Arg::text).unwrap_or_default();
    let is_in = |verbs: &[&str]| verbs.iter().any(|known| known.as_bytes() == verb);
    match name.as_str() {
        "k" if is_in(&KUBECTL_VERBS) => "kubectl".to_owned(),
        "tf" if is_in(&TERRAFORM_VERBS) => "terraform".to_owned(),
        _ => name,
    }
}

/// The name that `arg` says by itself.
fn first_name(arg: &Arg, dialect: Dialect) -> String {
    if let [hole] = arg.holes.as_slice()
        && hole.len() == arg.text().len()
    {
        let tool = tool_of_hole(arg.text());
        return tool.map_or_else(|| String::from_utf8_lossy(arg.text()).into_owned(), str::to_owned);
    }
    let text = arg.text();
    let text = if dialect == Dialect::Cmd { text.strip_prefix(b"@").unwrap_or(text) } else { text };
    let is_windows = dialect != Dialect::Posix || text.get(1..3) == Some(b":\\");
    let start = text.iter().rposition(|byte| *byte == b'/' || (is_windows && *byte == b'\\')).map_or(0, |at| at + 1);
    let name = String::from_utf8_lossy(&text[start..]).to_lowercase();
    let name = name.strip_suffix(".exe").unwrap_or(&name);
    match name {
        "kubecolor" | "microk8s.kubectl" => "kubectl",
        "helm2" | "helm3" | "microk8s.helm" | "microk8s.helm3" => "helm",
        "microk8s.ctr" => "ctr",
        name => name,
    }
    .to_owned()
}

/// The tool after which the variable, make variable or template mark `text` is named: `$KUBECTL`, `$(HELM)`, `{{ terraform }}`.
fn tool_of_hole(text: &[u8]) -> Option<&'static str> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-".contains(byte);
    let is_mark = |byte: &u8| b"${}()% !\"'".contains(byte);
    let start = text.iter().position(|byte| !is_mark(byte))?;
    let end = text.iter().rposition(|byte| !is_mark(byte))? + 1;
    let name = &text[start..end];
    if name.starts_with(b"k") && name.len() == 1 {
        return None;
    }
    // `${{ env.KUBECTL }}`, `{{ .Values.kubectl }}`, `$env:KUBECTL`; not `$(run kubectl)`.
    let last = name.rsplit(|byte| *byte == b'.' || *byte == b':').next()?;
    last.iter().all(is_name).then(|| tool_of_variable(last)).flatten()
}

/// The tool after which a variable is named.
pub(super) fn tool_of_variable(name: &[u8]) -> Option<&'static str> {
    let name = String::from_utf8_lossy(name).to_ascii_lowercase().replace('-', "_");
    let bare = ["_bin", "_binary", "_cmd", "_command", "_exe", "_path", "_executable", "_cli"]
        .iter()
        .find_map(|suffix| name.strip_suffix(suffix))
        .unwrap_or(&name);
    let find = |wanted: &str| VARIABLES.iter().find(|(variable, _)| *variable == wanted).map(|(_, tool)| *tool);
    find(&name).or_else(|| find(bare))
}

/// Whether `text` is the name of one of the tools that variables are named after, or of what runs them.
pub(super) fn is_tool(text: &[u8]) -> bool {
    let name = text.rsplit(|byte| *byte == b'/').next().unwrap_or(text);
    matches!(name, b"sudo" | b"env" | b"k") || VARIABLES.iter().any(|(_, tool)| tool.as_bytes() == name)
}

/// The program that `which kubectl`, `command -v kubectl` or `type -p kubectl` finds.
pub(super) fn named_tool(items: &[Item]) -> Option<Vec<u8>> {
    let [item] = items else { return None };
    let words: Vec<&[u8]> = item.words.iter().map_while(Raw::literal).collect();
    let is_all = words.len() == item.words.len();
    let tool = match words.as_slice() {
        [b"which", tool] | [b"command" | b"type", b"-v" | b"-p" | b"-P", tool] => tool,
        _ => return None,
    };
    is_all.then(|| tool.to_vec())
}

/// The name and value of `NAME=value` in `arg`, and whether it is added to what the name holds.
pub(super) fn assignment(arg: &Arg) -> Option<(String, Arg, bool)> {
    let (name, operator) = assigns(&arg.text()[..arg.bare.min(arg.text().len())])?;
    let is_added = operator - name == 2;
    Some((String::from_utf8_lossy(&arg.text()[..name]).into_owned(), arg.from(operator), is_added))
}

/// Whether a substitution names a variable and runs nothing: `$(KUBECTL)` of make, `$(Build.SourceBranch)` of Azure Pipelines.
pub(super) fn is_variable(kind: &HoleKind) -> bool {
    let HoleKind::Commands(items) = kind else { return false };
    let [item] = items.as_slice() else { return false };
    let [word] = item.words.as_slice() else { return false };
    word.literal().is_some_and(|name| {
        let is_name = name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
        let has_lower = name.iter().any(u8::is_ascii_lowercase);
        let is_dotted = name.contains(&b'.') && !name.ends_with(b".sh");
        is_name && name.first().is_some_and(u8::is_ascii_alphabetic) && (!has_lower || is_dotted)
    })
}
