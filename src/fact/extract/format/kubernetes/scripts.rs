//! Kubernetes objects: what containers, their probes and hooks run, and the scripts that ConfigMaps hold.

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

/// Reads an object that is no pipeline: those are read as such.
pub(in crate::fact::extract::format) fn read(document: Node<'_>, scripts: &mut Vec<Script>) {
    if tekton::is_one(document) || argo::is_one(document) {
        return;
    }
    let mut found = Found::new(document, Runner::Machine, scripts);
    let walk = Walk::new(document);
    for (index, at) in walk.places().filter(|(_, at)| at.node.is_mapping() && !at.is_aside) {
        let Some(object) = at.object else { continue };
        let key = walk.key(index);
        let owner = || format!("{} {}", object_key(object), walk.path(index));
        if key.is_some_and(|key| CONTAINERS.contains(&key)) {
            let has_any = at.node.get("command").is_some() || at.node.get("args").is_some();
            if has_any {
                start(owner(), &Start::of(at.node, "command", "args"), &mut found);
            }
        } else if key == Some("exec") {
            at.node.get("command").into_iter().for_each(|command| found.text_or_words(owner, command));
        } else if key == Some("data") && str(object, "kind") == Some("ConfigMap") {
            config_map(at.node, object, &mut found);
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
