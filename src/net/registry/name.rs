//! What a registry is asked for: repositories, tags, digests. All of it may come from whoever opened a pull request, and goes into an
//! address only after it was read by the grammar of each.

use std::fmt::{self, Write as _};

use reqwest::Url;
use sha2::{Digest as _, Sha256, Sha512};

use super::Error;

/// The longest name of a repository and the longest tag.
/// <https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests>
const LONGEST_NAME: usize = 255;
const LONGEST_TAG: usize = 128;

/// The registry that is meant where none is named, and its other names.
pub(super) const DOCKER_HUB: &str = "docker.io";
pub(super) const DOCKER_HUB_NAMES: [&str; 3] = ["docker.io", "index.docker.io", "registry-1.docker.io"];

/// A repository of a registry: `registry.example:5000/team/web`; `nginx` is `docker.io/library/nginx`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Repository {
    host: String,
    path: String,
}

impl Repository {
    /// Reads a repository as an image reference writes it, without tag and digest.
    /// <https://github.com/distribution/reference/blob/main/normalize.go>
    ///
    /// # Errors
    /// A text that is not a repository.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::read(text).ok_or_else(|| {
            let shown: String = text.chars().take(LONGEST_NAME).collect();
            Error::NotARepository(shown.escape_debug().to_string())
        })
    }

    fn read(text: &str) -> Option<Self> {
        let named = text.split_once('/').filter(|(host, _)| is_host(host));
        let (host, path) = match named {
            // `A/web` names a host to Docker, but one that nobody can write down in small letters.
            Some((host, path)) => (normalised(host).filter(|host| is_host(host))?, path),
            None => (DOCKER_HUB.to_owned(), text),
        };
        let path = if host == DOCKER_HUB && !path.contains('/') { format!("library/{path}") } else { path.to_owned() };
        (path.len() <= LONGEST_NAME && path.split('/').all(is_component)).then_some(Self { host, path })
    }

    /// The registry, with its port: `docker.io`, `registry.example:5000`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The same path on another host, which is written in the one way.
    pub(super) fn at(&self, host: &str) -> Self {
        Self { host: host.to_owned(), path: self.path.clone() }
    }

    /// The path on that registry: `library/nginx`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.host, self.path)
    }
}

/// Whether what stands before the first `/` is a host and not a part of the path.
fn is_host(text: &str) -> bool {
    text == "localhost" || text.contains(['.', ':']) || text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// A host with its port in the one way of writing it, so that no two spellings (upper case, `0x7f.1`) are two hosts.
pub(super) fn normalised(text: &str) -> Option<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']');
    let (name, port) = match text.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port.parse::<u16>().ok().filter(|port| *port > 0)?)),
        _ => (text, None),
    };
    let url = Url::parse(&format!("https://{name}/")).ok().filter(|_| name.bytes().all(is_plain))?;
    let name = url.host_str().filter(|_| url.port().is_none())?.trim_end_matches('.');
    let host = port.map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
    Some(if DOCKER_HUB_NAMES.contains(&host.as_str()) { DOCKER_HUB.to_owned() } else { host })
}

/// `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*`
fn is_component(part: &str) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let edges = [part.as_bytes().first(), part.as_bytes().last()];
    let separators = part.split(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    edges.into_iter().all(|edge| edge.is_some_and(is_word))
        && separators
            .into_iter()
            .all(|text| matches!(text, "" | "." | "_" | "__") || text.bytes().all(|byte| byte == b'-'))
}

/// Which manifest of a repository is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// Whatever the tag names now.
    Tag(String),
    /// These bytes.
    Digest(Digest),
}

impl Reference {
    /// The text that stands for it in an address; nothing where it is not a tag.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Tag(tag) => is_tag(tag).then_some(tag),
            Self::Digest(digest) => Some(digest.as_str()),
        }
    }

    pub(super) fn digest(&self) -> Option<&Digest> {
        match self {
            Self::Tag(_) => None,
            Self::Digest(digest) => Some(digest),
        }
    }
}

/// `[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}`
pub(super) fn is_tag(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    text.len() <= LONGEST_TAG
        && text.bytes().next().is_some_and(is_word)
        && text.bytes().all(|byte| is_word(byte) || matches!(byte, b'.' | b'-'))
}

/// The hash of bytes, by which a registry keeps them: `sha256:` or `sha512:` and lower-case hex digits.
/// <https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(String);

impl Digest {
    /// Reads a digest; nothing if `text` is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |hex: &str| hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let length = |algorithm| match algorithm {
            "sha256" => Some(64),
            "sha512" => Some(128),
            _ => None,
        };
        let (algorithm, hex) = text.split_once(':')?;
        (length(algorithm)? == hex.len() && digits(hex)).then(|| Self(text.to_owned()))
    }

    /// The SHA-256 of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::made("sha256", &Sha256::digest(bytes))
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `sha256` or `sha512`.
    #[must_use]
    pub fn algorithm(&self) -> &str {
        self.parts().0
    }

    /// The digits.
    #[must_use]
    pub fn hex(&self) -> &str {
        self.parts().1
    }

    /// The digest of `bytes` by the algorithm of this one.
    #[must_use]
    pub fn recomputed(&self, bytes: &[u8]) -> Self {
        match self.algorithm() {
            "sha512" => Self::made("sha512", &Sha512::digest(bytes)),
            _ => Self::of(bytes),
        }
    }

    fn made(algorithm: &str, hash: &[u8]) -> Self {
        let mut text = format!("{algorithm}:");
        for byte in hash {
            // Writing to a string does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    fn parts(&self) -> (&str, &str) {
        self.0.split_once(':').unwrap_or(("", &self.0))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::{Digest, Repository, is_tag};

    fn parsed(text: &str) -> String {
        Repository::parse(text).map_or_else(|error| error.to_string(), |repository| repository.to_string())
    }

    #[test]
    fn a_repository_has_one_name() {
        for (written, meant) in [
            ("nginx", "docker.io/library/nginx"),
            ("team/web", "docker.io/team/web"),
            ("docker.io/nginx", "docker.io/library/nginx"),
            ("index.docker.io/library/nginx", "docker.io/library/nginx"),
            ("registry-1.docker.io/a/b", "docker.io/a/b"),
            ("localhost/web", "localhost/web"),
            ("localhost:5000/a/b__c/d-e.f", "localhost:5000/a/b__c/d-e.f"),
            ("Registry.Example:443/web", "registry.example:443/web"),
            ("registry.example./web", "registry.example/web"),
            ("[::1]:5000/web", "[::1]:5000/web"),
            ("[2001:DB8:0::1]/web", "[2001:db8::1]/web"),
            ("0x7f.1:5000/web", "127.0.0.1:5000/web"),
            ("2130706433.:80/web", "127.0.0.1:80/web"),
        ] {
            assert_eq!(parsed(written), meant, "{written}");
        }
    }

    #[test]
    fn what_is_not_a_repository_is_told() {
        for text in [
            "", "/", "web/", "a//b", "registry.example/", "registry.example/Web", "registry.example/../x", "a/.b",
            "a/b-", "a/b___c", "a/b..c", "registry.example:0/web", "registry.example:70000/web",
            "registry.example:/web", "user@registry.example/web", "registry.example/web:1", "registry.example/web?x",
            "registry.example/web%2f", "régistry.example/web", "[::1/web", "exa_mple.test:1:2/web", " nginx",
        ] {
            assert!(Repository::parse(text).is_err(), "{text}");
        }
        assert!(Repository::parse(&format!("a/{}", "b".repeat(300))).is_err());
    }

    #[test]
    fn a_digest_is_recomputed_by_its_own_algorithm() {
        let short = Digest::of(b"abc");
        assert_eq!(short.as_str(), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let long = Digest::parse(&format!("sha512:{}", "0".repeat(128))).unwrap().recomputed(b"abc");
        assert!(long.hex().starts_with("ddaf35a193617abacc417349ae204131"));
        assert_eq!((Digest::parse(long.as_str()), long.recomputed(b"abc")), (Some(long.clone()), long));
        for text in ["", "sha256:", "sha256:BA", "sha384:00", "ba7816bf", &short.as_str()[..70]] {
            assert_eq!(Digest::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_tag_stays_in_its_place() {
        assert!(is_tag("1.4.0-rc_1") && is_tag("_x") && is_tag(&"a".repeat(128)));
        assert!(!["", ".", "-a", "a/b", "a?b", "é", &"a".repeat(129)].into_iter().any(is_tag));
    }

    #[test]
    fn a_host_is_one_in_small_letters_too() {
        assert!(Repository::parse("A/a").is_err());
        assert_eq!(Repository::parse("Registry.example/a").unwrap().to_string(), "registry.example/a");
    }

    proptest! {
        #[test]
        fn no_text_leaves_its_place(text in "[a-zA-Z0-9.:/_\\-\\[\\]@?#%]{0,40}|\\PC{0,40}") {
            if let Ok(repository) = Repository::parse(&text) {
                let url = reqwest::Url::parse(&format!("https://{}/v2/{}/x", repository.host(), repository.path())).unwrap();
                prop_assert_eq!(url.path(), format!("/v2/{}/x", repository.path()));
                prop_assert!(url.query().is_none() && url.fragment().is_none() && url.username().is_empty());
                prop_assert_eq!(Repository::parse(&repository.to_string()).unwrap(), repository);
            }
        }
    }
}
