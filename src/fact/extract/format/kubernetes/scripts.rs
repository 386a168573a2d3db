//! Kubernetes objects: what containers, their probes and hooks run, and the scripts that ConfigMaps hold.

use super::At;
use crate::document::yaml::Node;
use crate::fact::Runner;
use crate::fact::extract::pipelines::{argo, tekton};
use crate::fact::extract::place::short;
use crate::fact::extract::script::Script;
use crate::fact::extract::scripts::containers::{Start, start};
use crate::fact::extract::scripts::keys::{Found, str};
use crate::fact::extract::scripts::shebang;
use crate::fact::extract::walk::{Walk, object_key};

/// Keys whose mappings, or whose items, are containers.
const CONTAINERS: &[&str] = &["container", "containers", "ephemeralContainers", "initContainers", "sidecars"];

/// Gathers the scripts of a document's objects.
pub(super) struct Reader<'s>(Found<'s>);

impl<'s> Reader<'s> {
    /// For a document that is no pipeline: those are read as such.
    pub(super) fn new(document: Node<'_>, scripts: &'s mut Vec<Script>) -> Option<Self> {
        let is_pipeline = tekton::is_one(document) || argo::is_one(document);
        (!is_pipeline).then(|| Self(Found::new(document, Runner::Machine, scripts)))
    }

    /// Reads one place.
    pub(super) fn read(&mut self, walk: &Walk<'_>, (index, at, object): At<'_, '_>) {
        if !at.node.is_mapping() || at.is_aside {
            return;
        }
        let key = walk.key(index);
        let owner = || format!("{} {}", object_key(object), walk.path(index));
        if key.is_some_and(|key| CONTAINERS.contains(&key)) {
            let has_any = at.node.get("command").is_some() || at.node.get("args").is_some();
            if has_any {
                start(owner(), &Start::of(at.node, "command", "args"), &mut self.0);
            }
        } else if key == Some("exec") {
            at.node.get("command").into_iter().for_each(|command| self.0.text_or_words(owner, command));
        } else if key == Some("data") && str(object, "kind") == Some("ConfigMap") {
            config_map(at.node, object, &mut self.0);
        }
    }
}

/// Values that start like a script.
fn config_map(data: Node<'_>, object: Node<'_>, found: &mut Found<'_>) {
    for (name, value) in data.entries() {
        let Some(dialect) = value.str().and_then(|text| shebang(text.as_bytes())).filter(|_| found.is_new(value))
        else {
            continue;
        };
        let Some(text) = found.scalar(value) else { continue };
        let owner = format!("{} {}", object_key(object), short(name.str().unwrap_or_default()));
        found.push(Script { owner, text, dialect, runner: Runner::Machine });
    }
}
