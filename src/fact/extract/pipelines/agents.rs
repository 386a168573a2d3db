//! The images that a Jenkinsfile's agents and steps run in.
//!
//! <https://www.jenkins.io/doc/book/pipeline/docker/>, <https://plugins.jenkins.io/kubernetes/>

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::collector::Collector;
use crate::document::Passage;
use crate::document::groovy::{Call, Groovy, Value};
use crate::fact::extract::embedded::Inner;
use crate::fact::extract::place::{self, short};
use crate::fact::extract::scripts::quoted::{self, Style};
use crate::fact::extract::{Usage, written};
use crate::fact::{Facts, Place};
use crate::text::{Site, Text};

/// The most variables of one file that are known.
const MOST_VARIABLES: usize = 1_000;

/// Reads all of a file.
pub(super) fn read(text: &Arc<Text>, groovy: &Groovy, out: &mut Collector) {
    let mut reader = Reader { text, groovy, built: BTreeSet::new(), variables: OnceCell::new(), out };
    reader.built =
        groovy.calls.iter().filter(|call| reader.is_built(call)).filter_map(|call| reader.first(call)).collect();
    for index in 0..groovy.calls.len() {
        reader.call(index);
    }
}

struct Reader<'a> {
    text: &'a Arc<Text>,
    groovy: &'a Groovy,
    /// The images that the file builds itself.
    built: BTreeSet<Vec<u8>>,
    variables: OnceCell<BTreeMap<String, Passage>>,
    out: &'a mut Collector,
}

impl<'a> Reader<'a> {
    fn call(&mut self, index: usize) {
        let call = &self.groovy.calls[index];
        let parent = call.parent.map_or("", |parent| self.groovy.calls[parent].name.as_str());
        let named = |name| call.named(self.text.bytes(), name);
        match (call.name.as_str(), parent) {
            // `docker.image('x').push()` hands on what is at hand.
            ("image", _) if self.is_of_docker(call) && !self.is_handed_on(index) => {
                self.image("docker.image", call.first())
            }
            ("image", "docker" | "dockerContainer") if call.receiver.is_none() => {
                self.image("agent docker", call.first())
            }
            ("docker", "agent" | "pipeline" | "stage") => {
                self.image("agent docker", named("image").or_else(|| call.first()))
            }
            ("containerTemplate", _) => {
                let name =
                    named("name").and_then(Value::text).map(|name| String::from_utf8_lossy(name.bytes()).into_owned());
                let owner = format!("containerTemplate {}", short(&name.unwrap_or_default()));
                self.image(&owner, named("image"));
            }
            ("withDockerContainer", _) => self.image("withDockerContainer", named("image").or_else(|| call.first())),
            ("yaml", "kubernetes") => self.manifest(call.first()),
            ("podTemplate" | "kubernetes", _) => self.manifest(named("yaml")),
            _ => {}
        }
    }

    fn is_of_docker(&self, call: &Call) -> bool {
        call.receiver.is_some_and(|receiver| self.text.slice(receiver) == b"docker")
    }

    fn is_built(&self, call: &Call) -> bool {
        call.name == "build" && self.is_of_docker(call)
    }

    /// Whether what the call gives is pushed or tagged right away.
    fn is_handed_on(&self, index: usize) -> bool {
        let parent = self.groovy.calls[index].parent;
        let next = self.groovy.calls.iter().skip(index + 1).take(16).find(|call| call.parent == parent);
        next.is_some_and(|next| {
            let follows = next.receiver.is_some_and(|receiver| self.text.slice(receiver) == b".");
            follows && matches!(next.name.as_str(), "push" | "tag")
        })
    }

    fn first(&self, call: &Call) -> Option<Vec<u8>> {
        Some(call.first()?.text()?.bytes().to_vec())
    }

    fn image(&mut self, owner: &str, value: Option<&Value>) {
        let image = match value {
            Some(Value::Text(text)) if self.built.contains(text.bytes()) => return,
            Some(Value::Text(text)) => {
                written::image(owner.to_owned(), Place::Pipeline, self.text, text, &|name| self.variable(name))
            }
            Some(Value::Word(span)) => match self.variable(&String::from_utf8_lossy(self.text.slice(*span))) {
                Some(text) if self.built.contains(text.bytes()) => return,
                Some(text) => {
                    written::image(owner.to_owned(), Place::Pipeline, self.text, &text, &|name| self.variable(name))
                }
                None => Some(place::unknown(owner.to_owned(), Place::Pipeline, Site::new(self.text, *span))),
            },
            None => return,
        };
        self.out.read.images.extend(image);
    }

    /// The pod of an agent. An expression may stand for it.
    fn manifest(&mut self, value: Option<&Value>) {
        let Some(passage) = value.and_then(Value::text) else { return };
        let mut facts = Facts::default();
        let inner = Inner { file: self.text, owner: "podTemplate", passage };
        inner.documents(Some(Usage::Manifest), &mut facts);
        self.out.read.images.append(facts.images);
    }

    /// What the file assigns to a name: `IMAGE` of `env.IMAGE` too.
    fn variable(&self, name: &str) -> Option<Passage> {
        let variables = self.variables.get_or_init(|| assigned(self.text.bytes()));
        variables.get(name.rsplit('.').next()?.trim()).cloned()
    }
}

/// `name = 'text'`, each name's last one.
fn assigned(file: &[u8]) -> BTreeMap<String, Passage> {
    let mut found = BTreeMap::new();
    for at in memchr::memchr_iter(b'=', file) {
        let before = file[..at].trim_ascii_end();
        let length =
            before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').take(64).count();
        let gap = file[at + 1..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let value = quoted::string(file, at + 1 + gap, Style::Plain).filter(|_| length > 0);
        if let Some((value, _)) = value.filter(|_| found.len() < MOST_VARIABLES) {
            let name = String::from_utf8_lossy(&before[before.len() - length..]).into_owned();
            found.insert(name, value);
        }
    }
    found
}
