//! Where the secrets of a file stand, and what a Kubernetes Secret keeps under its keys.

use std::sync::Arc;

use super::format::kubernetes::At;
use super::place::short;
use super::walk::{Place, Roles, Walk};
use super::{Name, format};
use crate::document::yaml::Node;
use crate::document::{Kind, kind};
use crate::fact::{Facts, List, Secret, Stands};
use crate::finding::Confidence;
use crate::secret::mask::Occurrence;
use crate::secret::{Found, Note, Scanner, What, base64};
use crate::text::{RepoPath, Span, Spans, Text};

/// Whether the documents of a text have to be read: what was found may mean more where it stands, or a Secret may hold what only its
/// key tells.
pub(super) fn needs_documents(text: &Text, name: &Name, found: &[Found]) -> bool {
    let bytes = text.bytes();
    let has_place = || {
        let is_data = kind(text.path()) == Kind::Json && !format::is_deployment(name);
        !is_data || memchr::memmem::find(bytes, b"\"kind\"").is_some()
    };
    found.iter().any(|one| one.what == What::Generic) && has_place() || may_hold_secret_object(bytes)
}

/// Whether there may be a Kubernetes Secret.
fn may_hold_secret_object(bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, b"kind").any(|at| {
        let rest = unquoted(&bytes[at + b"kind".len()..]);
        let value = rest.strip_prefix(b":").map(unquoted);
        let rest = value.and_then(|value| value.strip_prefix(b"Secret"));
        rest.is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
    })
}

/// What follows a quote or blanks on the same line.
fn unquoted(bytes: &[u8]) -> &[u8] {
    let count =
        bytes.iter().take(LONGEST_GAP).take_while(|byte| matches!(byte, b' ' | b'\t' | b'"' | b'\'' | b'\\')).count();
    &bytes[count..]
}

/// How far a value may stand from its key.
const LONGEST_GAP: usize = 64;

/// The secrets of a file whose documents are known where they matter.
pub(super) fn read(scanner: &Scanner, text: &Arc<Text>, found: Vec<Found>, mut places: Places<'_>, facts: &mut Facts) {
    facts.hidden.extend(found.iter().map(|one| Occurrence::new(text, one)));
    let entries = places.entries.iter().filter_map(|entry| entry.secret(scanner, text));
    let (mut secrets, hidden): (Vec<Secret>, Vec<Occurrence>) = entries.unzip();
    facts.hidden.extend(hidden);
    // The key of a Secret says what its value is; only a known credential says more.
    let entries: Spans = secrets.iter().map(|entry| entry.site.span).collect();
    let found: Vec<_> =
        found.into_iter().filter(|one| matches!(one.what, What::Known(_)) || !entries.meet(one.span)).collect();
    let known: Spans = found.iter().map(|one| one.span).collect();
    secrets.retain(|entry| !known.meet(entry.site.span));
    places.spans.sort_unstable_by_key(|(span, _)| *span);
    let by_name = by_name(text.path());
    // What is certainly a credential of a kind is told as that, anything else as what a layer keeps.
    let is_plain =
        |one: &Found| matches!(one.what, What::Known(_)) && one.note.is_none() && one.confidence >= Confidence::Likely;
    let plain: Spans = found.iter().filter(|one| is_plain(one)).map(|one| one.span).collect();
    if !plain.is_empty() {
        facts.baked.retain(|baked| !plain.meet(baked.site.span));
    }
    // A rule about layers speaks about these.
    let covered: Spans = facts.baked.iter().map(|baked| baked.site.span).collect();
    let sealed: Spans = std::mem::take(&mut places.sealed).into_iter().collect();
    let is_sealed = |one: &Found| one.what == What::Generic && sealed.meet(one.span);
    secrets.extend(found.iter().filter(|one| !covered.meet(one.span) && !is_sealed(one)).map(|one| {
        let stands = places.at(one.span).or(by_name).unwrap_or(Stands::Elsewhere);
        Secret::new(text, one, stands)
    }));
    secrets.sort_by_key(|secret| secret.site.span);
    facts.secrets = List::from(secrets);
}

/// What the file's name tells about all that stands in it.
fn by_name(path: &RepoPath) -> Option<Stands> {
    let name = path.rendered_name();
    (name.ends_with(".tfvars") || name.ends_with(".tfvars.json"))
        .then_some(Stands::Configuration("Terraform variables"))
}

/// The places of a file's documents in which a secret means more than itself.
#[derive(Default)]
pub(super) struct Places<'a> {
    /// Sorted and apart, but for those inside others, which come after them.
    spans: Vec<(Span, Stands)>,
    entries: Vec<Entry<'a>>,
    /// What only the controller of Sealed Secrets can read.
    sealed: Vec<Span>,
    /// What was read of Secrets: many may name the same by an alias.
    read: Roles,
}

/// A key of a Kubernetes Secret with its value.
struct Entry<'a> {
    key: Node<'a>,
    value: Node<'a>,
    is_base64: bool,
}

impl<'a> Places<'a> {
    /// All of a node.
    pub(super) fn mark(&mut self, node: Node<'_>, stands: Stands) {
        self.spans.push((node.span(), stands));
    }

    /// These places.
    pub(super) fn extend(&mut self, places: Vec<(Span, Stands)>) {
        self.spans.extend(places);
    }

    /// What one place of a Kubernetes object keeps: a Secret, a ConfigMap, values, an environment.
    pub(super) fn read_object(&mut self, walk: &Walk<'a>, (index, at, object): At<'_, 'a>) {
        let is_object = at.node.span() == object.span();
        match object.get("kind").and_then(Node::str) {
            Some("Secret") => self.secret_object(at, object),
            Some("SealedSecret") if is_object => {
                let data = object.get("spec").and_then(|spec| spec.get("encryptedData"));
                self.sealed.extend(data.map(Node::span));
            }
            Some("ConfigMap") if is_object => {
                let data = ["data", "binaryData"].into_iter().filter_map(|key| object.get(key));
                data.for_each(|data| self.mark(data, Stands::Configuration("a ConfigMap")));
            }
            _ if matches!(walk.key(index), Some("values" | "valuesObject")) && at.is_aside => {
                self.mark(at.node, Stands::Configuration("Helm values"));
            }
            _ => {
                let env = at.node.get("env").filter(|env| env.is_sequence());
                env.into_iter().for_each(|env| self.mark(env, Stands::Environment));
            }
        }
    }

    fn secret_object(&mut self, at: &Place<'a>, object: Node<'a>) {
        if at.node.span() != object.span() || is_encrypted(object) {
            return;
        }
        for (section, is_base64) in [("data", true), ("stringData", false)] {
            let Some(data) = object.get(section).filter(|data| self.read.is_new(section, *data)) else { continue };
            self.mark(data, Stands::SecretObject);
            let entries = data.entries().filter(|(_, value)| value.is_scalar() && !value.is_alias());
            self.entries.extend(entries.map(|(key, value)| Entry { key, value, is_base64 }));
        }
    }

    /// The innermost place that holds `span`.
    fn at(&self, span: Span) -> Option<Stands> {
        let before = self.spans.partition_point(|(place, _)| place.start <= span.start);
        // Few places hold others, and none to any depth worth a tree.
        self.spans[..before].iter().rev().take(64).find(|(place, _)| place.contains(span)).map(|(_, stands)| *stands)
    }
}

/// Whether an object's values are encrypted: SOPS leaves its own section beside them.
/// (<https://getsops.io/docs/#encrypting-only-parts-of-a-file>)
fn is_encrypted(object: Node<'_>) -> bool {
    object.get("sops").is_some_and(|sops| sops.get("mac").is_some())
}

impl Entry<'_> {
    /// The entry as a secret, where its value is one that its key calls secret.
    fn secret(&self, scanner: &Scanner, text: &Arc<Text>) -> Option<(Secret, Occurrence)> {
        let (key, value) = (short(self.key.str()?), self.value.str()?);
        if self.value.is_unknown() {
            return None;
        }
        let decoded = if self.is_base64 { base64(value.as_bytes()) } else { value.as_bytes().to_vec() };
        let judged = scanner.value(key.as_bytes(), decoded.trim_ascii())?;
        let found = Found {
            span: self.value.value_span(),
            name: Some(self.key.span()),
            encoded: self.is_base64.then_some("base64"),
            ..judged
        };
        let mut secret = Secret::new(text, &found, Stands::SecretObject);
        // A Secret is where secrets are; what nobody would guess is one.
        if secret.note.is_none() && matches!(found.what, What::Generic) {
            secret.confidence = secret.confidence.max(Confidence::Likely);
        }
        (secret.note != Some(Note::Example)).then(|| (secret, Occurrence::new(text, &found)))
    }
}
