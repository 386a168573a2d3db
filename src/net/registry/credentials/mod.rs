//! As whom a registry is asked: what `docker login`, `podman login` and their helpers have stored. A credential goes to the host that it
//! was stored for, and no text of one is ever shown.

mod file;
mod helper;

use std::fmt;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;

use self::file::File;
use self::helper::Helpers;
use super::name::{DOCKER_HUB, Repository};
use super::{Error, Outcome};

/// Where credentials may be stored. The environment is the caller's to read.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// `REGISTRY_AUTH_FILE`: a file in Podman's format.
    pub registry_auth_file: Option<PathBuf>,
    /// `DOCKER_CONFIG`: the directory of Docker's `config.json`.
    pub docker_config: Option<PathBuf>,
    /// `HOME`, under which `.docker/config.json` is Docker's file if `DOCKER_CONFIG` names no other.
    pub home: Option<PathBuf>,
    /// `XDG_RUNTIME_DIR`, under which `containers/auth.json` is Podman's file.
    pub runtime_dir: Option<PathBuf>,
}

/// Stored credentials. Without any, registries are asked anonymously.
#[derive(Clone, Debug, Default)]
pub struct Credentials {
    /// The first that knows a repository is believed.
    files: Vec<File>,
    helpers: Helpers,
}

impl Credentials {
    /// Reads the files that exist: Podman's if it is named, then Docker's, then Podman's own.
    ///
    /// # Errors
    /// A file that cannot be read, or is not such a file; the error tells nothing of its text.
    pub fn load(places: &Places) -> Result<Self, Error> {
        let docker = places.docker_config.clone().or_else(|| Some(places.home.as_ref()?.join(".docker")));
        let candidates = [
            places.registry_auth_file.clone(),
            docker.map(|directory| directory.join("config.json")),
            places.runtime_dir.as_ref().map(|directory| directory.join("containers/auth.json")),
        ];
        let files = candidates.iter().flatten().map(|path| File::load(path));
        Ok(Self { files: files.filter_map(Result::transpose).collect::<Result<_, _>>()?, helpers: Helpers::default() })
    }

    /// A name and a password for one registry, or for a part of it (`ghcr.io/org-a`).
    #[must_use]
    pub fn with_password(mut self, scope: &str, user: &str, password: &str) -> Self {
        let login = Login::Password { user: user.to_owned(), password: Secret(password.to_owned()) };
        self.files.insert(0, File::of(scope, login));
        self
    }

    /// What is stored for `repository`, and under which key. May run a helper, and wait for it.
    pub(super) fn find(&self, repository: &Repository) -> Outcome<Option<Stored>> {
        for file in &self.files {
            if let Some(found) = file.find(repository, &self.helpers)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}

/// A credential, and the key that it is stored under: what has one key has one credential.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) key: String,
    pub(super) login: Login,
}

/// A credential.
#[derive(Clone, Debug)]
pub(super) enum Login {
    /// For `Basic`, and for a token server.
    Password { user: String, password: Secret },
    /// For a token server alone: it is exchanged for a token.
    /// <https://distribution.github.io/distribution/spec/auth/oauth/>
    Identity(Secret),
    /// A token that the registry itself takes.
    Token(Secret),
}

/// A text that is never shown.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret(pub(super) String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Login {
    /// The header by which a password is proved; nothing for what is not one.
    pub(super) fn basic(&self) -> Option<HeaderValue> {
        let Self::Password { user, password } = self else { return None };
        header(&format!("Basic {}", STANDARD.encode(format!("{user}:{}", password.0))))
    }

    /// Every text by which it could be recognised.
    pub(super) fn secrets(&self) -> Vec<String> {
        match self {
            Self::Password { user, password } => {
                vec![STANDARD.encode(format!("{user}:{}", password.0)), password.0.clone()]
            }
            Self::Identity(secret) | Self::Token(secret) => vec![secret.0.clone()],
        }
    }

    /// What a helper and Docker's files call a name that is none, beside a token.
    fn new(user: &str, secret: String) -> Self {
        let secret = Secret(secret);
        if user == "<token>" {
            Self::Identity(secret)
        } else {
            Self::Password { user: user.to_owned(), password: secret }
        }
    }
}

/// The header of a token.
pub(super) fn bearer(token: &Secret) -> Option<HeaderValue> {
    header(&format!("Bearer {}", token.0))
}

fn header(text: &str) -> Option<HeaderValue> {
    let mut header = HeaderValue::try_from(text).ok()?;
    header.set_sensitive(true);
    Some(header)
}

/// The keys under which something may be stored for `repository`, the most particular first.
fn keys(repository: &Repository) -> impl Iterator<Item = String> {
    let whole = repository.to_string();
    let ends: Vec<usize> = whole.match_indices('/').map(|(at, _)| at).collect();
    let parts: Vec<String> = ends.into_iter().rev().map(|end| whole[..end].to_owned()).collect();
    std::iter::once(whole).chain(parts)
}

/// `key` as a repository's name begins: `https://index.docker.io/v1/` is `docker.io`.
fn normalised_key(key: &str) -> String {
    let key = key.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    let key = ["/v1", "/v2"].iter().find_map(|version| key.strip_suffix(version)).unwrap_or(key);
    let (host, path) = key.split_once('/').map_or((key, None), |(host, path)| (host, Some(path)));
    let host = super::name::normalised(host).unwrap_or_else(|| host.to_ascii_lowercase());
    path.map_or(host.clone(), |path| format!("{host}/{path}"))
}

/// How helpers know the registry of `key`.
fn server(key: &str) -> &str {
    if key == DOCKER_HUB { "https://index.docker.io/v1/" } else { key }
}

#[cfg(test)]
mod tests;
