//! Secrets as facts: what the engine found, where it stands, and which rule speaks about it.

use super::Fact;
use crate::change;
use crate::finding::Confidence;
use crate::secret::{Found, Identity, Note, What, Written, mask};
use crate::text::{Site, Span, Text};
use std::sync::Arc;

/// The longest name that is kept of what names a secret, in bytes.
const LONGEST_NAME: usize = 100;

/// A secret in a file. Its text is not in it: only where it stands.
#[derive(Clone, Debug)]
pub struct Secret {
    /// The rule that speaks about it: one alone.
    pub rule: &'static str,
    /// What it is.
    pub what: What,
    /// Where it stands.
    pub stands: Stands,
    /// How sure the engine is.
    pub confidence: Confidence,
    /// Why it is worth no more than a note.
    pub note: Option<Note>,
    /// What had to be decoded to see it: `base64`.
    pub encoded: Option<&'static str>,
    /// What names it, as written: a key, a flag, a variable. None that may be a secret itself.
    pub name: Option<String>,
    /// Tells it from every other secret.
    pub identity: Identity,
    /// The secret.
    pub site: Site,
    /// The secret and what names it: a change of either brings it.
    pub evidence: Span,
}

/// What kind of place a secret stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stands {
    /// In a container's environment, where a manifest writes it out.
    Environment,
    /// In the environment of something that serves development: Compose, a workflow's services, a devcontainer.
    DevelopmentEnvironment,
    /// In a Kubernetes Secret.
    SecretObject,
    /// In what is no place for secrets: `a ConfigMap`, `Helm values`, `Terraform variables`.
    Configuration(&'static str),
    /// As an argument of a command.
    CommandLine,
    /// Anywhere else.
    Elsewhere,
}

impl Secret {
    /// What the engine found in `text`, and where that stands.
    #[must_use]
    pub fn new(text: &Arc<Text>, found: &Found, stands: Stands) -> Self {
        let stands = match (stands, found.written) {
            (Stands::Elsewhere, Written::Argument) => Stands::CommandLine,
            (stands, _) => stands,
        };
        let name = found.name.map(|name| text.slice(name)).filter(|name| !mask::holds_random_run(name));
        let name = name.map(|name| String::from_utf8_lossy(&name[..name.len().min(LONGEST_NAME)]).into_owned());
        Self {
            rule: rule(found.what, stands),
            what: found.what,
            stands,
            confidence: found.confidence,
            note: found.note,
            encoded: found.encoded,
            name,
            identity: found.identity,
            site: Site::new(text, found.span),
            evidence: found.name.map_or(found.span, |name| name.join(found.span)),
        }
    }
}

/// The one rule that speaks: of a known credential its own, of others that of their place.
fn rule(what: What, stands: Stands) -> &'static str {
    match (what, stands) {
        (What::Known(detector), _) => detector.rule,
        (What::Custom(_), _) => "secret/custom",
        (What::Generic, Stands::Environment | Stands::DevelopmentEnvironment) => "secret/literal-in-env",
        (What::Generic, Stands::SecretObject) => "secret/kubernetes-secret-data",
        (What::Generic, Stands::Configuration(_)) => "secret/in-configmap",
        (What::Generic, Stands::CommandLine) => "secret/on-command-line",
        (What::Generic, Stands::Elsewhere) => "secret/generic",
    }
}

/// By the secret itself: one that moved is the same.
impl change::Identity for Secret {
    type Key = Identity;

    fn key(&self) -> Identity {
        self.identity
    }
}

impl Fact for Secret {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.identity == other.identity
    }

    fn may_move(&self) -> bool {
        true
    }
}
