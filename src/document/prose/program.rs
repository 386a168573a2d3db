//! The programs whose names a sentence may hold without backticks. Inside code every name is one; in prose only these are looked for.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// What changes clusters, machines, images or data, and what people run it through.
const PROGRAMS: [&str; 56] = [
    "kubectl",
    "oc",
    "helm",
    "helmfile",
    "kustomize",
    "argocd",
    "argo",
    "flux",
    "terraform",
    "tofu",
    "terragrunt",
    "pulumi",
    "docker",
    "docker-compose",
    "podman",
    "nerdctl",
    "buildah",
    "skopeo",
    "crane",
    "ctr",
    "crictl",
    "k3s",
    "kind",
    "minikube",
    "psql",
    "mysql",
    "mariadb",
    "redis-cli",
    "mongosh",
    "mongo",
    "alembic",
    "flyway",
    "liquibase",
    "migrate",
    "goose",
    "rails",
    "rake",
    "prisma",
    "sequelize",
    "knex",
    "dbmate",
    "atlas",
    "ssh",
    "scp",
    "rsync",
    "curl",
    "wget",
    "aws",
    "gcloud",
    "az",
    "ansible-playbook",
    "systemctl",
    "k",
    "manage.py",
    "sqlcmd",
    "eksctl",
];

/// Commands in front of a command, which a line of plain text may start with.
const WRAPPERS: [&str; 12] =
    ["sudo", "doas", "env", "time", "nohup", "exec", "watch", "bash", "sh", "xargs", "npx", "python3"];

/// Words that a script's first line may start with, beside the programs.
const SHELL: [&str; 44] = [
    "cd", "export", "set", "for", "if", "while", "until", "case", "function", "source", ".", "echo", "cat", "git",
    "make", "mkdir", "cp", "mv", "rm", "ls", "sed", "awk", "grep", "npm", "yarn", "pnpm", "pip", "python", "go",
    "cargo", "apt", "apt-get", "yum", "dnf", "brew", "tar", "chmod", "alias", "read", "sleep", "until", "just", "task",
    "kubectx",
];

/// Programs that do something with a verb alone: `terraform apply` is whole, `kubectl apply` is not.
const WHOLE: [&str; 12] = [
    "terraform",
    "tofu",
    "terragrunt",
    "helmfile",
    "pulumi",
    "docker-compose",
    "rake",
    "rails",
    "alembic",
    "flyway",
    "liquibase",
    "prisma",
];

/// Verbs that a second one follows: `rollout restart`, `ctr images import`.
const GROUPS: [&str; 18] = [
    "rollout",
    "set",
    "state",
    "image",
    "images",
    "ctr",
    "container",
    "compose",
    "repo",
    "app",
    "config",
    "stack",
    "workspace",
    "dependency",
    "volume",
    "network",
    "db",
    "auth",
];

/// Words behind a program's name that go on with a sentence about it: "the helm chart".
const NOUNS: [&str; 30] = [
    "chart",
    "charts",
    "image",
    "images",
    "container",
    "containers",
    "state",
    "file",
    "files",
    "values",
    "release",
    "releases",
    "cluster",
    "clusters",
    "hub",
    "daemon",
    "engine",
    "desktop",
    "registry",
    "provider",
    "providers",
    "module",
    "modules",
    "binary",
    "client",
    "server",
    "cli",
    "plugin",
    "version",
    "cloud",
];

static NAMES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(PROGRAMS).ok());

/// Where `text` names a program as a word of its own.
pub(super) fn named(text: &[u8]) -> impl Iterator<Item = usize> {
    let found = NAMES.as_ref().map(|names| names.find_iter(text));
    found.into_iter().flatten().filter_map(|found| {
        let before = found.start().checked_sub(1).map(|at| text[at]);
        let is_start =
            before.is_none_or(|byte| byte.is_ascii_whitespace() || b"(\"'`*:/".contains(&byte) || byte >= 0x80);
        let is_end = text.get(found.end()).is_none_or(|byte| b" \t\n\r".contains(byte));
        // A path such as `docs/helm` names no program, `/usr/bin/helm` and `./manage.py` do: the words before tell, and cost more.
        let is_path = before == Some(b'/') && !is_rooted(&text[..found.start()]);
        (is_start && is_end && !is_path).then_some(found.start())
    })
}

/// Whether the word that ends `before` is the directory of a program.
fn is_rooted(before: &[u8]) -> bool {
    before.ends_with(b"bin/") || before.ends_with(b" ./") || before == b"./"
}

/// Whether `word` is a program's name, with or without its directory.
pub(super) fn is_program(word: &[u8]) -> bool {
    let name = word.rsplit(|&byte| byte == b'/' || byte == b'\\').next().unwrap_or(word);
    let name = name.strip_suffix(b".exe").unwrap_or(name);
    is_one_of(name, &PROGRAMS)
}

/// Whether `word` may stand in front of a command.
pub(super) fn is_wrapper(word: &[u8]) -> bool {
    is_one_of(word, &WRAPPERS)
}

/// Whether a line that starts with `word` is a line of a script.
pub(super) fn is_script_word(word: &[u8]) -> bool {
    is_program(word) || is_wrapper(word) || is_one_of(word, &SHELL) || word.starts_with(b"./") || is_assignment(word)
}

/// Whether `program` with a verb alone is a command that can be run.
pub(super) fn is_whole_with_verb(program: &[u8]) -> bool {
    is_one_of(program, &WHOLE)
}

/// Whether another verb follows `verb`.
pub(super) fn is_group(verb: &[u8]) -> bool {
    is_one_of(verb, &GROUPS)
}

/// Whether `word` behind a program's name makes it a thing that a sentence is about.
pub(super) fn is_noun(word: &[u8]) -> bool {
    is_one_of(word, &NOUNS)
}

/// `NAME=value`.
pub(super) fn is_assignment(word: &[u8]) -> bool {
    let Some(at) = memchr::memchr(b'=', word) else { return false };
    let name = &word[..at];
    name.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

fn is_one_of(word: &[u8], names: &[&str]) -> bool {
    names.iter().any(|name| name.as_bytes() == word)
}
