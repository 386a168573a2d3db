//! What registries know about images.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;

/// What a registry holds under a tag or a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Version {
    /// An image, or an index of images.
    Found {
        /// Its digest, which the registry's answer has been checked against.
        digest: String,
    },
    /// Nothing, said a registry that let us in.
    Absent,
    /// Other bytes than those that the digest names.
    Altered {
        /// What the bytes, or the registry's own word on them, come to.
        digest: String,
    },
}

impl Version {
    /// The digest of what is there.
    #[must_use]
    pub fn digest(&self) -> Option<&str> {
        if let Self::Found { digest } = self { Some(digest) } else { None }
    }
}

/// An operating system and a processor: `linux/arm64`, `linux/arm/v7`. The variant `v8` of `arm64` says nothing more.
/// Source: <https://github.com/opencontainers/image-spec/blob/main/image-index.md>.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Platform(String);

impl Platform {
    /// From its parts, as an index gives them.
    #[must_use]
    pub fn new(os: &str, architecture: &str, variant: Option<&str>) -> Self {
        let variant = variant.filter(|variant| !variant.is_empty() && (architecture, *variant) != ("arm64", "v8"));
        let more = variant.map(|variant| format!("/{variant}")).unwrap_or_default();
        Self(format!("{os}/{architecture}{more}"))
    }

    /// Reads `linux/arm/v7`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('/').collect();
        let is_part = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
        match parts[..] {
            [os, architecture, ..] if parts.len() <= 3 && parts.iter().all(is_part) => {
                Some(Self::new(os, architecture, parts.get(2).copied()))
            }
            _ => None,
        }
    }

    /// `linux/arm/v7`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A manifest or an index, as far as rules ask about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manifest {
    /// Of several platforms. What is attested beside them is no platform.
    Index {
        /// The images in it: their platforms and digests, in its order.
        images: Vec<(Platform, String)>,
    },
    /// Of one image.
    Image {
        /// The bytes of its layers, as they are sent.
        size: u64,
    },
}

/// The configuration of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// What it runs on.
    pub platform: Platform,
    /// When it was built; nothing where the build leaves the time out so that it can be reproduced.
    pub created: Option<Timestamp>,
    /// Whom it runs as; empty for root.
    pub user: String,
    /// Its labels.
    pub labels: BTreeMap<String, String>,
    /// The bytes of its layers, as they are sent.
    pub size: u64,
}

/// Who must have signed an attestation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Signer {
    /// The identity in the signing certificate.
    pub identity: String,
    /// Who vouches for it.
    pub issuer: String,
    /// The file with the trusted roots, from the root of the repository.
    pub trusted_root: Option<String>,
}

/// Something that is attested about an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attestation {
    /// What kind of statement it is: `https://slsa.dev/provenance/v1`. What cannot be read has none.
    pub predicate: Option<String>,
    /// Whether it names the image's digest.
    pub is_about_it: bool,
    /// Who says that they built it.
    pub builder: Option<String>,
    /// The repository that it says the image is built from.
    pub source: Option<String>,
    /// When the scan that it reports ended.
    pub scanned: Option<Timestamp>,
    /// Whether it is signed.
    pub signature: Signature,
}

/// What is known about the signature of an attestation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// Nobody asked.
    Unchecked,
    /// By the signer that was asked for.
    Good,
    /// Not, or by somebody else; why.
    Bad(String),
}
