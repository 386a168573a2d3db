//! What many readers of YAML and JSON ask of a document, and how they gather what they find.

use super::{argv, posix};
use crate::document::Passage;
use crate::document::yaml::Node;
use crate::fact::Runner;
use crate::fact::extract::script::Script;
use crate::fact::extract::walk::Once;

/// What a reader has found, and what it has read: a script that many aliases name is read once, and a text that many lists repeat is not
/// repeated without end.
pub(in crate::fact::extract) struct Found<'a> {
    scripts: &'a mut Vec<Script>,
    read: Once,
    runner: Runner,
    /// How many bytes may still be read.
    budget: usize,
}

impl<'a> Found<'a> {
    /// Gathers scripts of `document` that `runner` runs.
    pub(in crate::fact::extract) fn new(document: Node<'_>, runner: Runner, scripts: &'a mut Vec<Script>) -> Self {
        let budget = document.span().len().saturating_mul(4).saturating_add(4096);
        Self { scripts, read: Once::default(), runner, budget }
    }

    /// Whether what `node` is, or stands for, was not read yet.
    pub(in crate::fact::extract) fn is_new(&mut self, node: Node<'_>) -> bool {
        self.read.is_new(node)
    }

    /// The text of a scalar that says something.
    pub(in crate::fact::extract) fn scalar(&mut self, node: Node<'_>) -> Option<Passage> {
        let length = node.str().filter(|_| !node.is_null())?.len().max(1);
        self.budget = self.budget.checked_sub(length)?;
        Some(Passage::of_scalar(node))
    }

    /// The scalars of a sequence, each as a word; a scalar is one word.
    pub(in crate::fact::extract) fn list(&mut self, node: Node<'_>) -> Vec<Passage> {
        let own = node.is_scalar().then_some(node);
        own.into_iter().chain(node.items()).filter_map(|item| self.scalar(item)).collect()
    }

    /// A script of a POSIX shell in a scalar.
    pub(in crate::fact::extract) fn text(&mut self, owner: impl FnOnce() -> String, node: Node<'_>) {
        if node.is_scalar() && self.is_new(node) {
            let text = self.scalar(node);
            self.posix(owner, text);
        }
    }

    /// A command line in a scalar, or its words in a sequence.
    pub(in crate::fact::extract) fn text_or_words(&mut self, owner: impl FnOnce() -> String, node: Node<'_>) {
        if node.is_scalar() {
            self.text(owner, node);
        } else if self.is_new(node) {
            let words = self.list(node);
            self.words(owner, &words);
        }
    }

    /// A command as its words.
    pub(in crate::fact::extract) fn words(&mut self, owner: impl FnOnce() -> String, words: &[Passage]) {
        if let Some((text, dialect)) = argv::script(words) {
            self.push(Script { owner: owner(), text, dialect, runner: self.runner });
        }
    }

    /// A script of a POSIX shell.
    pub(in crate::fact::extract) fn posix(&mut self, owner: impl FnOnce() -> String, text: Option<Passage>) {
        if let Some(text) = text {
            self.push(posix(owner(), text, self.runner));
        }
    }

    /// A script.
    pub(in crate::fact::extract) fn push(&mut self, script: Script) {
        if !script.text.bytes().trim_ascii().is_empty() {
            self.scripts.push(script);
        }
    }
}

/// The text of a scalar below `key`.
pub(in crate::fact::extract) fn str<'a>(node: Node<'a>, key: &str) -> Option<&'a str> {
    node.get(key).and_then(Node::str)
}
