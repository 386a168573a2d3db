//! What a command does to something that others rely on: a cluster, its infrastructure, a database, a registry.

mod args;
mod cluster;
mod container;
mod database;
mod infrastructure;
mod patch;
mod release;
#[cfg(test)]
mod tests;

pub use args::{Args, Flag, Style, has_short, text};

use crate::document::shell::Invocation;
use crate::text::Span;

/// What a command changes, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// What kind of change it is.
    pub kind: Kind,
    /// What is done, as a reader calls it: `kubectl apply`, `terraform state rm`, `UPDATE`.
    pub what: String,
    /// Its program and what is neither a flag nor a flag's value, the first few: what a policy may allow.
    pub words: Vec<String>,
    /// Where a manifest, a chart or a script is fetched from by the command itself: `-f https://…`.
    pub remote: Option<Span>,
    /// Whether it names a cluster on the reader's own machine: `--context kind-dev`.
    pub is_local: bool,
    /// Whether it names production by itself: a context, a host, an environment.
    pub is_production: bool,
}

/// The kinds of change that rules tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Objects of a cluster are written, or nodes taken out of service: `kubectl apply`, `drain`.
    ClusterWrite,
    /// Running objects are edited in place: `kubectl edit`, `scale`, `set image`.
    ClusterEdit,
    /// Something inside a running container or host is changed: `kubectl cp`, `exec … sed -i`.
    HotPatch,
    /// A shell inside a container: looking, or worse.
    Shell,
    /// A workload is restarted or taken back: `rollout undo`, `helm rollback`.
    Rollout,
    /// A release is installed, upgraded or removed: Helm, helmfile, Argo CD.
    Release,
    /// Infrastructure or its state: Terraform and kin.
    Infrastructure,
    /// A lock on the state is taken away, or not taken.
    Unlock,
    /// A schema migration.
    Migration,
    /// Rows, keys or a schema, written through a client.
    Database,
    /// An image is built, pushed or imported.
    ImageBuild,
}

impl Operation {
    fn new(kind: Kind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into(), words: Vec::new(), remote: None, is_local: false, is_production: false }
    }

    /// With its words.
    fn of(mut self, program: &str, args: &Args<'_>) -> Self {
        const MOST: usize = 8;
        let plain = args.plain.iter().map(|arg| arg.text.to_string());
        self.words = std::iter::once(program.to_owned()).chain(plain).take(MOST).collect();
        self
    }
}

/// What `run` changes; `None` if it only reads, only tries (`--dry-run`), asks for help, or is no tool that rules know.
#[must_use]
pub fn operation(run: &Invocation) -> Option<Operation> {
    if run.args.iter().any(|word| matches!(text(word).as_ref(), "--help" | "--version")) {
        return None;
    }
    let tool = match run.program.as_str() {
        "kubectl" | "oc" => cluster::operation(run),
        "helm" | "helm3" | "helmfile" | "argocd" | "kapp" | "skaffold" | "werf" | "flux" => release::operation(run),
        "terraform" | "tofu" | "terragrunt" => infrastructure::operation(run),
        "docker" | "podman" | "nerdctl" | "buildah" | "ctr" | "k3s" | "docker-compose" | "podman-compose"
        | "skopeo" | "crane" | "img" | "pack" | "ko" | "kaniko" | "executor" => container::operation(run),
        _ => None,
    };
    let operation = tool.or_else(|| database::operation(run)).or_else(|| patch::operation(run))?;
    Some(Operation { is_production: operation.is_production || names_production(run), ..operation })
}

/// The programs that [`operation`] knows and a few of their verbs, for a search through text before anything is parsed: lower case.
pub static NEEDLES: &[&str] = &[
    "k apply", "k create", "k delete", "k replace", "k edit", "k patch", "k scale", "k set ", "k exec", "k cp ",
    "k rollout", "k drain", "k label", "k annotate", "k run ", "k -n", "k --", "tf_cli_args", "ctl", "helm",
    "terraform", "tofu", "terragrunt", "argocd", "docker", "podman", "nerdctl", "psql", "mysql", "redis-cli", "mongo",
    "migrat", "alembic", "rails", "rake", "flyway", "liquibase", "artisan", "ecto.", "ssh", "ctr ", "buildah",
    "skopeo", "crane", "kapp", "skaffold", "dbmate", "goose", "sqlx", "prisma", "drizzle", "sequelize", "sqitch",
    "cqlsh", "clickhouse", "etcdctl", "oc apply", "oc create", "oc delete", "oc patch", "oc scale", "oc -n", "kaniko",
    "dotnet ef", "atlas ", "werf", "flux", "mariadb", "sqlcmd", "db push", "schema apply", "pack build", "ko build",
];

/// Whether a word, or a value in the environment, names production.
fn names_production(run: &Invocation) -> bool {
    let values = run.environment.iter().map(|one| &one.value);
    run.args.iter().chain(values).any(|word| is_production(&text(word)))
}

/// Whether a text holds the word for production: `prod-eu`, `--context=production`, `RAILS_ENV=production`.
#[must_use]
pub fn is_production(text: &str) -> bool {
    words(text).any(|word| {
        matches!(word.to_ascii_lowercase().as_str(), "production" | "prod" | "prd" | "live")
            && !text.to_ascii_lowercase().contains("non-prod")
    })
}

/// The words of a name: what letters and digits make.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a context or a host names a cluster on the reader's own machine.
fn is_local_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let starts =
        ["kind-", "k3d-", "minikube", "docker-desktop", "docker-for-desktop", "rancher-desktop", "colima", "orbstack"];
    starts.iter().any(|start| name.starts_with(start))
        || matches!(name.as_str(), "kind" | "k3d" | "microk8s" | "localhost")
}

/// Whether a host is the reader's own machine.
fn is_local_host(name: &str) -> bool {
    matches!(name, "localhost" | "127.0.0.1" | "::1" | "0.0.0.0")
}

/// Whether a text is an address on the network.
fn is_remote(text: &str) -> bool {
    text.starts_with("https://")
        || text.starts_with("http://")
        || text.starts_with("git::")
        || text.starts_with("oci://")
}
