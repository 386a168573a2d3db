//! Puts the questions of rules to registries: each about one image, all at once, in the time that the policy gives.
//!
//! What a registry says and what kept it from answering stay apart: only "not found", said by a registry that let us in, is
//! [`Version::Absent`]; whatever else went wrong is [`Answer::Unknown`], with what to do about it.

mod attestation;
mod signature;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

use self::attestation::Attested;
use crate::answers::{Answer, Config, Manifest, Oracle, Platform, Question, Signer, Version};
use crate::net::registry::{
    Client, Config as ClientConfig, Content, Credentials, Descriptor, Digest, Failure, HostConfig, Outcome, Reference,
    Repository,
};
use crate::settings::Registry;
use crate::source::Tree;
use crate::text::RepoPath;

/// The most bytes of a file with certificates or trusted roots.
const LARGEST_FILE: u64 = 1 << 20;

/// What a layer of an image weighs counts; this is the platform of an image of an index that is not one of several.
const ANY: &str = "unknown";

/// Asks registries, as a user of this machine.
pub struct Verifier {
    runtime: Runtime,
    inner: Arc<Inner>,
}

/// Who asks, and where what was fetched is kept.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// The credentials.
    pub credentials: Credentials,
    /// A directory for bytes that are known by their digest.
    pub cache: Option<PathBuf>,
}

struct Inner {
    client: Client,
    /// The files with trusted roots that signers name.
    roots: BTreeMap<String, Vec<u8>>,
}

impl Verifier {
    /// A client for the registries under these settings. The files that they name are read from `tree`.
    ///
    /// # Errors
    /// What is wrong with them: lower case, no full stop.
    pub fn new(settings: &Registry, tree: Option<&dyn Tree>, identity: &Identity) -> Result<Self, String> {
        let mut hosts = BTreeMap::new();
        for (name, host) in &settings.hosts {
            let ca = host.ca.as_deref().map(|path| file(tree, path)).transpose()?;
            let config = HostConfig { plain_http: host.plain_http, ca, mirror_of: host.mirror_of.clone() };
            hosts.insert(name.clone(), config);
        }
        let signer = settings.provenance.as_ref().and_then(|provenance| provenance.signer.as_ref());
        let root = signer.and_then(|signer| signer.trusted_root.as_deref());
        let roots = root.map(|path| Ok::<_, String>((path.to_owned(), file(tree, path)?))).transpose()?;
        let config = ClientConfig {
            hosts,
            deadline: settings.timeout.0.0,
            credentials: identity.credentials.clone(),
            cache: identity.cache.clone(),
            ..ClientConfig::default()
        };
        let client = Client::new(config).map_err(|error| error.to_string())?;
        // The work is waiting: one thread drives hundreds of requests.
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
        Ok(Self { runtime, inner: Arc::new(Inner { client, roots: roots.into_iter().collect() }) })
    }
}

/// A file of the policy's own tree.
fn file(tree: Option<&dyn Tree>, path: &str) -> Result<Vec<u8>, String> {
    let wrong = |why: &str| format!("`{path}`, which `registry` in the policy names, {why}");
    let found = tree.and_then(|tree| tree.file(&RepoPath::from(path)).ok().flatten());
    let file = found.ok_or_else(|| wrong("is not there"))?;
    file.blob.read(LARGEST_FILE).map_err(|unread| wrong(&format!("cannot be read: {unread}")))
}

impl Oracle for Verifier {
    fn answer(&self, questions: &[Question]) -> Vec<Option<Answer>> {
        let all = async {
            let mut tasks = JoinSet::new();
            for (at, question) in questions.iter().cloned().enumerate() {
                let inner = Arc::clone(&self.inner);
                tasks.spawn(async move { (at, inner.answer(&question).await) });
            }
            let mut answers = vec![None; questions.len()];
            while let Some(ended) = tasks.join_next().await {
                if let Ok((at, answer)) = ended {
                    answers[at] = answer;
                }
            }
            answers
        };
        self.runtime.block_on(all)
    }
}

impl Inner {
    async fn answer(&self, question: &Question) -> Option<Answer> {
        let repository = match Repository::parse(question.repository()?) {
            Ok(repository) => repository,
            Err(error) => return Some(Answer::Unknown(error.to_string())),
        };
        let answer = match question {
            Question::Version { version, .. } => return Some(self.version(&repository, version).await),
            Question::Manifest { version, .. } => self.manifest(&repository, version).await.map(Answer::Manifest),
            Question::Config { version, .. } => self.config(&repository, version).await.map(Answer::Config),
            Question::Tags { .. } => self.client.tags(&repository).await.map(Answer::Tags),
            Question::Attestations { version, signer, .. } => {
                self.attestations(&repository, version, signer.as_ref()).await.map(Answer::Attestations)
            }
            Question::Revision { .. } | Question::Merged { .. } | Question::Uses { .. } | Question::Migrated { .. } => {
                return None;
            }
        };
        Some(answer.unwrap_or_else(|failure| match failure {
            Failure::NotFound => Answer::Absent,
            other => unknown(&other),
        }))
    }

    async fn version(&self, repository: &Repository, version: &str) -> Answer {
        match self.client.head(repository, &reference(version)).await {
            Ok(found) => Answer::Version(Version::Found { digest: found.digest.to_string() }),
            Err(Failure::NotFound) => Answer::Version(Version::Absent),
            Err(Failure::DigestMismatch { said }) => Answer::Version(Version::Altered { digest: said }),
            Err(other) => unknown(&other),
        }
    }

    /// What stands under a tag or a digest: its digest, and its manifest or index.
    async fn found(&self, repository: &Repository, version: &str) -> Outcome<(Digest, Content)> {
        let asked = reference(version);
        let digest = match &asked {
            Reference::Digest(digest) => digest.clone(),
            Reference::Tag(_) => self.client.head(repository, &asked).await?.digest,
        };
        let manifest = self.client.manifest(repository, &digest).await;
        let is_named_by_a_tag = matches!(asked, Reference::Tag(_));
        let manifest = if is_named_by_a_tag { part(&digest, manifest) } else { manifest };
        Ok((digest, manifest?.content))
    }

    async fn manifest(&self, repository: &Repository, version: &str) -> Outcome<Manifest> {
        Ok(match self.found(repository, version).await?.1 {
            Content::Index { entries } => Manifest::Index { images: entries.iter().filter_map(image).collect() },
            Content::Image { layers, .. } => Manifest::Image { size: weight(&layers) },
        })
    }

    /// The configuration of an image; of an index, that of its first image.
    async fn config(&self, repository: &Repository, version: &str) -> Outcome<Config> {
        let (_, content) = self.found(repository, version).await?;
        let (config, layers) = self.image(repository, content).await?;
        let read = part(&config.digest, self.client.image_config(repository, &config.digest).await)?;
        let platform = &read.platform;
        let platform = Platform::new(&platform.os, &platform.architecture, platform.variant.as_deref());
        let (created, user, labels) = (read.created, read.user, read.labels);
        Ok(Config { platform, created: created.filter(is_a_time), user, labels, size: weight(&layers) })
    }

    async fn image(&self, repository: &Repository, content: Content) -> Outcome<(Descriptor, Vec<Descriptor>)> {
        let entries = match content {
            Content::Image { config, layers } => return Ok((config, layers)),
            Content::Index { entries } => entries,
        };
        let nothing = || Failure::Malformed("the index holds no image".to_owned());
        let first = &entries.iter().find(|entry| image(entry).is_some()).ok_or_else(nothing)?.digest;
        match part(first, self.client.manifest(repository, first).await)?.content {
            Content::Image { config, layers } => Ok((config, layers)),
            Content::Index { .. } => Err(Failure::Malformed("the index holds an index".to_owned())),
        }
    }

    async fn attestations(
        &self,
        repository: &Repository,
        version: &str,
        signer: Option<&Signer>,
    ) -> Outcome<Vec<crate::answers::Attestation>> {
        let (digest, content) = self.found(repository, version).await?;
        let root = signer.and_then(|signer| signer.trusted_root.as_ref()).and_then(|path| self.roots.get(path));
        let attested =
            Attested { client: &self.client, repository, digest: &digest, signer, root: root.map(Vec::as_slice) };
        attested.all(content).await
    }
}

/// What came of asking for something that the registry itself names. That this is gone does not mean that the image is absent, which
/// would leave its rules silent: nobody knows what it would have said.
fn part<T>(digest: &Digest, outcome: Outcome<T>) -> Outcome<T> {
    outcome.map_err(|failure| match failure {
        Failure::NotFound => Failure::Incomplete { part: digest.to_string() },
        other => other,
    })
}

/// A version as a registry is asked for it.
fn reference(version: &str) -> Reference {
    Digest::parse(version).map_or_else(|| Reference::Tag(version.to_owned()), Reference::Digest)
}

fn weight(layers: &[Descriptor]) -> u64 {
    layers.iter().fold(0, |sum, layer| sum.saturating_add(layer.size))
}

/// A reproducible build says that it was made at the start of time, or in the year 1.
fn is_a_time(time: &jiff::Timestamp) -> bool {
    time.as_second() > 86_400
}

/// The platform and digest of an image of an index. What BuildKit attests stands among the images, for no platform.
/// (<https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md>)
fn image(entry: &Descriptor) -> Option<(Platform, String)> {
    let platform = entry.platform.as_ref().filter(|platform| platform.os != ANY && platform.architecture != ANY)?;
    let is_attestation = entry.annotations.contains_key(attestation::BUILDKIT_TYPE);
    let platform = Platform::new(&platform.os, &platform.architecture, platform.variant.as_deref());
    (!is_attestation).then(|| (platform, entry.digest.to_string()))
}

/// Why nobody knows, and what to do.
fn unknown(failure: &Failure) -> Answer {
    let help = failure.help().map(|help| format!("; {help}")).unwrap_or_default();
    Answer::Unknown(format!("{failure}{help}"))
}
