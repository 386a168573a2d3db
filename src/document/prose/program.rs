//! The programs whose names a sentence may hold without backticks. Inside code every name is one; in prose only these are looked for.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::words::{List, list};

/// What changes clusters, machines, images or data, and what people run it through.
static PROGRAMS: List = LazyLock::new(|| {
    list(
        "kubectl oc helm helmfile kustomize argocd argo flux terraform tofu terragrunt pulumi docker docker-compose \
     podman nerdctl buildah skopeo crane ctr crictl k3s kind minikube psql mysql mariadb redis-cli mongosh mongo \
     alembic flyway liquibase migrate goose rails rake prisma sequelize knex dbmate atlas ssh scp rsync curl wget \
     aws gcloud az ansible-playbook systemctl k manage.py sqlcmd eksctl",
    )
});

/// Commands in front of a command, which a line of plain text may start with.
static WRAPPERS: List = LazyLock::new(|| list("sudo doas env time nohup exec watch bash sh xargs npx python3"));

/// Words that a script's first line may start with, beside the programs.
static SHELL: List = LazyLock::new(|| {
    list(
        "cd export set for if while until case function source . echo cat git make mkdir cp mv rm ls sed awk grep npm \
     yarn pnpm pip python go cargo apt apt-get yum dnf brew tar chmod alias read sleep until just task kubectx",
    )
});

/// Programs that do something with a verb alone: `terraform apply` is whole, `kubectl apply` is not.
static WHOLE: List = LazyLock::new(|| {
    list("terraform tofu terragrunt helmfile pulumi docker-compose rake rails alembic flyway liquibase prisma")
});

/// Verbs that a second one follows: `rollout restart`, `ctr images import`.
static GROUPS: List = LazyLock::new(|| {
    list(
        "rollout set state image images ctr container compose repo app config stack workspace dependency volume \
     network db auth cluster proj account appset secret context admin",
    )
});

/// Words behind a program's name that go on with a sentence about it: "the helm chart".
static NOUNS: List = LazyLock::new(|| {
    list(
        "chart charts image images container containers state file files values release releases cluster clusters hub \
     daemon engine desktop registry provider providers module modules binary client server cli plugin version \
     cloud",
    )
});

static NAMES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(PROGRAMS.iter()).ok());

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
    PROGRAMS.contains(name)
}

/// Whether `word` may stand in front of a command.
pub(super) fn is_wrapper(word: &[u8]) -> bool {
    WRAPPERS.contains(word)
}

/// Whether a line that starts with `word` is a line of a script.
pub(super) fn is_script_word(word: &[u8]) -> bool {
    is_program(word) || is_wrapper(word) || SHELL.contains(word) || word.starts_with(b"./") || is_assignment(word)
}

/// Whether `program` with a verb alone is a command that can be run.
pub(super) fn is_whole_with_verb(program: &[u8]) -> bool {
    WHOLE.contains(program)
}

/// Whether another verb follows `verb`.
pub(super) fn is_group(verb: &[u8]) -> bool {
    GROUPS.contains(verb)
}

/// Whether a program may be told to do `words`: a version or a path is no verb.
pub(super) fn is_verb(words: &[u8]) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_' | b':' | b' ' | b'\\' | b'\n');
    match words.first() {
        Some(b'-' | b'<' | b'{' | b'$') => true,
        Some(first) => first.is_ascii_lowercase() && words.iter().all(is_letter),
        None => false,
    }
}

/// Whether `word` behind a program's name makes it a thing that a sentence is about.
pub(super) fn is_noun(word: &[u8]) -> bool {
    NOUNS.contains(word)
}

/// `NAME=value`.
pub(super) fn is_assignment(word: &[u8]) -> bool {
    let Some(at) = memchr::memchr(b'=', word) else { return false };
    let name = &word[..at];
    name.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}
