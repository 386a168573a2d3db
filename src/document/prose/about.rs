//! What a text says its commands are about: a cluster on the reader's machine, an installation.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::words::{has_phrase, words};

/// What only clusters on one's own machine are made, entered or named with.
const LOCAL: [&str; 18] = [
    "kind create", "kind load", "kind delete", "kind get", "kind export", "kind-control-plane", "context kind-",
    "context=kind-", "minikube", "k3d ", "k3d-", "docker-desktop", "docker desktop", "colima", "rancher-desktop",
    "rancher desktop", "microk8s", "kind cluster",
];

static NAMES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(LOCAL).ok());

/// Whether the commands of a block, or the sentence around one, name a local cluster.
pub(super) fn is_local(text: &[u8]) -> bool {
    NAMES.as_ref().is_some_and(|names| names.is_match(text))
}

/// Whether a heading or an introduction does: "kind" and "k3d" are words of their own in these.
pub(super) fn is_local_title(text: &[u8]) -> bool {
    if is_local(text) {
        return true;
    }
    let words = words(text);
    let is_kind = |at: usize| {
        let is_led = at > 0 && words[at - 1].is_in(&["with", "on", "in", "using", "to", "into"]);
        let next = words.get(at + 1);
        let is_last = next.is_none() || words[at].ends_clause;
        next.is_some_and(|next| next.is_in(&["cluster", "clusters"])) || is_last && (is_led || words.len() == 1)
    };
    let is_named = |(at, word): (usize, &super::words::Word)| match word.text.as_str() {
        "kind" => is_kind(at),
        "k3d" => true,
        _ => false,
    };
    words.iter().enumerate().any(is_named) || has_phrase(&words, "local cluster")
}

/// Whether a heading says that its section leads through an installation.
pub(super) fn is_guide_title(text: &[u8]) -> bool {
    let words = words(text);
    let is_named = words.iter().any(|word| {
        word.is_in(&[
            "install", "installs", "installing", "installation", "quickstart", "quick-start", "setup", "tutorial",
            "prerequisite", "prerequisites", "contributing",
        ])
    });
    is_named
        || ["getting started", "get started", "quick start", "set up", "setting up", "local development"]
            .iter()
            .any(|phrase| has_phrase(&words, phrase))
}

#[cfg(test)]
mod tests {
    use super::{is_guide_title, is_local, is_local_title};

    #[test]
    fn local_clusters() {
        for text in [
            "kind create cluster", "kubectl --context kind-dev get x", "minikube start",
            "kubectl --context docker-desktop",
        ] {
            assert!(is_local(text.as_bytes()), "{text}");
        }
        for text in ["Deploy to kind", "With kind:", "kind", "A local cluster", "k3d", "Minikube"] {
            assert!(is_local_title(text.as_bytes()), "{text}");
        }
        for text in ["kind: Deployment", "This kind of change", "In kind words", "localhost", "k3s"] {
            assert!(!is_local(text.as_bytes()) && !is_local_title(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn guides() {
        assert!(
            is_guide_title(b"2. Getting Started")
                && is_guide_title(b"Installation")
                && is_guide_title(b"Set up a cluster")
        );
        assert!(!is_guide_title(b"Rollback") && !is_guide_title(b"What is installed"));
    }
}
