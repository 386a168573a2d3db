//! What a registry keeps: manifests and indexes, of OCI and of Docker, and an image's config.
//! <https://github.com/opencontainers/image-spec/blob/main/manifest.md>
//!
//! `oci-client` has the types of manifests and indexes, and they are read into here. Around them stands what they leave open: they
//! know neither what else a text says beside (one that is an index and a manifest at once: CVE-2021-41190), nor an index's `subject`, nor
//! bounds; a digest is any text to them and a size may be negative. Its type of an image's config is not used: it refuses an image for a date
//! that is not one, forgets the variant, and keeps the values of the environment.

use std::collections::BTreeMap;

use jiff::Timestamp;
use oci_client::manifest::{
    IMAGE_MANIFEST_LIST_MEDIA_TYPE as DOCKER_LIST, IMAGE_MANIFEST_MEDIA_TYPE as DOCKER_MANIFEST, ImageIndexEntry,
    OCI_IMAGE_INDEX_MEDIA_TYPE as OCI_INDEX, OCI_IMAGE_MEDIA_TYPE as OCI_MANIFEST, OciDescriptor, OciImageIndex,
    OciImageManifest,
};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::{Digest, Failure, Outcome};

/// What a manifest may be. All four are asked for at once: a registry that is not told of one says "not found", or converts what it has
/// to something with another digest.
pub(super) const ACCEPT: &str = "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, \
     application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json";

/// The most entries that an index has, and layers that an image has.
pub(super) const MOST_ENTRIES: usize = 64;
const MOST_LAYERS: usize = 512;

/// A manifest or an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Its own media type.
    pub media_type: String,
    /// What it holds together.
    pub content: Content,
    /// Its annotations.
    pub annotations: BTreeMap<String, String>,
    /// The manifest that it says something about.
    pub subject: Option<Digest>,
    /// What it is, if it is not an image.
    pub artifact_type: Option<String>,
}

/// What a manifest holds together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Images for several platforms, and what is said about them.
    Index {
        /// Their manifests.
        entries: Vec<Descriptor>,
    },
    /// One image.
    Image {
        /// How it is run.
        config: Descriptor,
        /// What it consists of.
        layers: Vec<Descriptor>,
    },
}

/// Where bytes are, and what they are said to be.
/// <https://github.com/opencontainers/image-spec/blob/main/descriptor.md>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Descriptor {
    /// Their media type.
    pub media_type: String,
    /// Their digest.
    pub digest: Digest,
    /// Their length.
    pub size: u64,
    /// What they are, if they are not an image.
    pub artifact_type: Option<String>,
    /// The annotations at this place.
    pub annotations: BTreeMap<String, String>,
    /// What an image is for.
    pub platform: Option<Platform>,
    /// The tag under which they were found, where a referrer is found by its tag.
    pub tag: Option<String>,
}

/// What an image is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Platform {
    /// `linux`.
    pub os: String,
    /// `arm64`.
    pub architecture: String,
    /// `v8`.
    pub variant: Option<String>,
}

/// An image's config, as far as a gate is concerned with it.
/// <https://github.com/opencontainers/image-spec/blob/main/config.md>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageConfig {
    /// What the image is for.
    pub platform: Platform,
    /// When it was made; nothing if it does not say so in a way that can be read.
    pub created: Option<Timestamp>,
    /// The user that its process runs as; empty for the usual one, root.
    pub user: String,
    /// What its builder says of it.
    pub labels: BTreeMap<String, String>,
    /// The names of the variables that it sets, without their values, which may be secrets.
    pub env: Vec<String>,
}

/// What tells one kind of manifest from another.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Peek {
    schema_version: Option<u64>,
    media_type: Option<String>,
    manifests: Option<IgnoredAny>,
    config: Option<IgnoredAny>,
    layers: Option<IgnoredAny>,
    subject: Option<OciDescriptor>,
}

impl Manifest {
    /// Reads `bytes`, which came as `content_type`, where that is known.
    pub(super) fn read(bytes: &[u8], content_type: Option<&str>) -> Outcome<Self> {
        let peek: Peek = json(bytes)?;
        let is_index = match (&peek.manifests, peek.config.is_some() || peek.layers.is_some()) {
            (Some(_), false) => true,
            (None, true) => false,
            _ => return Failure::malformed("it is neither an index nor a manifest, or both"),
        };
        let types = if is_index { [OCI_INDEX, DOCKER_LIST] } else { [OCI_MANIFEST, DOCKER_MANIFEST] };
        // A plain file server says `application/json`, which contradicts nothing.
        let content_type = content_type.filter(|said| ACCEPT.split(", ").any(|known| known == *said));
        let media_type = peek.media_type.as_deref().or(content_type).unwrap_or(types[0]);
        if peek.schema_version != Some(2)
            || !types.contains(&media_type)
            || content_type.is_some_and(|said| said != media_type)
        {
            return Failure::malformed("its media type is not what it is");
        }
        let mut manifest = if is_index { Self::index(json(bytes)?)? } else { Self::image(json(bytes)?)? };
        media_type.clone_into(&mut manifest.media_type);
        manifest.subject = peek.subject.map(|subject| digest(&subject.digest)).transpose()?;
        Ok(manifest)
    }

    fn index(index: OciImageIndex) -> Outcome<Self> {
        if index.manifests.len() > MOST_ENTRIES {
            return Failure::malformed(format!("it has more than {MOST_ENTRIES} entries"));
        }
        let entries = index.manifests.into_iter().map(Descriptor::of_entry).collect::<Outcome<_>>()?;
        Ok(Self {
            media_type: String::new(),
            content: Content::Index { entries },
            annotations: index.annotations.unwrap_or_default(),
            subject: None,
            artifact_type: index.artifact_type,
        })
    }

    fn image(image: OciImageManifest) -> Outcome<Self> {
        if image.layers.len() > MOST_LAYERS {
            return Failure::malformed(format!("it has more than {MOST_LAYERS} layers"));
        }
        let config = Descriptor::of(image.config)?;
        let layers = image.layers.into_iter().map(Descriptor::of).collect::<Outcome<_>>()?;
        Ok(Self {
            media_type: String::new(),
            content: Content::Image { config, layers },
            annotations: image.annotations.unwrap_or_default(),
            subject: None,
            artifact_type: image.artifact_type,
        })
    }
}

impl Descriptor {
    fn of(told: OciDescriptor) -> Outcome<Self> {
        Ok(Self {
            digest: digest(&told.digest)?,
            size: size(told.size)?,
            media_type: told.media_type,
            artifact_type: told.artifact_type,
            annotations: told.annotations.unwrap_or_default(),
            platform: None,
            tag: None,
        })
    }

    fn of_entry(told: ImageIndexEntry) -> Outcome<Self> {
        let platform = told.platform.map(|platform| Platform {
            os: platform.os.to_string(),
            architecture: platform.architecture.to_string(),
            variant: platform.variant,
        });
        let (media_type, artifact_type) = (told.media_type, told.artifact_type);
        let (digest, size, annotations) = (told.digest, told.size, told.annotations);
        let plain = OciDescriptor { media_type, artifact_type, digest, size, annotations, urls: None };
        Ok(Self { platform, ..Self::of(plain)? })
    }
}

impl ImageConfig {
    pub(super) fn read(bytes: &[u8]) -> Outcome<Self> {
        #[derive(Deserialize)]
        struct Written {
            os: String,
            architecture: String,
            variant: Option<String>,
            created: Option<String>,
            config: Option<Run>,
        }
        #[derive(Default, Deserialize)]
        #[serde(rename_all = "PascalCase")]
        struct Run {
            user: Option<String>,
            labels: Option<BTreeMap<String, Option<String>>>,
            env: Option<Vec<String>>,
        }
        let Written { os, architecture, variant, created, config } = json(bytes)?;
        let Run { user, labels, env } = config.unwrap_or_default();
        let labels = labels.unwrap_or_default().into_iter().map(|(name, value)| (name, value.unwrap_or_default()));
        let name = |variable: String| variable.split('=').next().unwrap_or_default().to_owned();
        Ok(Self {
            platform: Platform { os, architecture, variant: variant.filter(|variant| !variant.is_empty()) },
            created: created.and_then(|created| created.parse().ok()),
            user: user.unwrap_or_default(),
            labels: labels.collect(),
            env: env.unwrap_or_default().into_iter().map(name).collect(),
        })
    }
}

/// A type out of `bytes`. What the parser says of them is not told, since it quotes them.
pub(super) fn json<T: DeserializeOwned>(bytes: &[u8]) -> Outcome<T> {
    serde_json::from_slice(bytes).or_else(|error| {
        Failure::malformed(format!("its JSON is not as described (line {}, column {})", error.line(), error.column()))
    })
}

fn digest(text: &str) -> Outcome<Digest> {
    Digest::parse(text).map_or_else(|| Failure::malformed("it names an invalid digest"), Ok)
}

fn size(told: i64) -> Outcome<u64> {
    u64::try_from(told).or_else(|_| Failure::malformed("it names a negative size"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};
    use serde_json::{Value, json};

    use super::{Content, DOCKER_LIST, DOCKER_MANIFEST, Digest, ImageConfig, Manifest, OCI_INDEX, OCI_MANIFEST};

    fn descriptor(size: i64) -> Value {
        json!({ "mediaType": "application/x", "digest": Digest::of(b"x").as_str(), "size": size })
    }

    fn read(text: &Value, content_type: Option<&str>) -> Option<Manifest> {
        Manifest::read(text.to_string().as_bytes(), content_type).ok()
    }

    #[test]
    fn images_of_both_families_are_read() {
        for kind in [OCI_MANIFEST, DOCKER_MANIFEST] {
            let text = json!({
                "schemaVersion": 2, "mediaType": kind, "config": descriptor(1), "layers": [descriptor(2), descriptor(3)],
                "annotations": { "a": "b" }, "subject": descriptor(4),
            });
            for content_type in [None, Some(kind)] {
                let manifest = read(&text, content_type).unwrap();
                let Content::Image { config, layers } = &manifest.content else { panic!("{manifest:?}") };
                assert_eq!((config.size, layers.len(), layers[1].size), (1, 2, 3));
                assert_eq!((manifest.annotations["a"].as_str(), manifest.media_type.as_str()), ("b", kind));
                assert_eq!(manifest.subject, Some(Digest::of(b"x")));
            }
        }
    }

    #[test]
    fn an_index_names_platforms() {
        let mut entry = descriptor(9);
        entry["platform"] = json!({ "os": "linux", "architecture": "arm", "variant": "v7" });
        let mut attestation = descriptor(8);
        attestation["platform"] = json!({ "os": "unknown", "architecture": "unknown" });
        attestation["annotations"] = json!({ "vnd.docker.reference.type": "attestation-manifest" });
        for kind in [OCI_INDEX, DOCKER_LIST] {
            let text = json!({ "schemaVersion": 2, "mediaType": kind, "manifests": [entry, attestation] });
            let Content::Index { entries } = read(&text, None).unwrap().content else { panic!() };
            let platform = entries[0].platform.as_ref().unwrap();
            let platform = (platform.os.as_str(), platform.architecture.as_str(), platform.variant.as_deref());
            assert_eq!(platform, ("linux", "arm", Some("v7")));
            assert_eq!(entries[1].platform.as_ref().unwrap().os, "unknown");
            assert_eq!(entries[1].annotations.len(), 1);
        }
        // The specification lets an index leave out its media type.
        assert!(read(&json!({ "schemaVersion": 2, "manifests": [] }), Some(OCI_INDEX)).is_some());
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        let image = json!({ "schemaVersion": 2, "mediaType": OCI_MANIFEST, "config": descriptor(1), "layers": [] });
        let with = |name: &str, value: Value| {
            let mut text = image.clone();
            text[name] = value;
            text
        };
        assert!(read(&image, Some(OCI_MANIFEST)).is_some());
        assert!(read(&image, Some(DOCKER_MANIFEST)).is_none());
        for text in [
            with("manifests", json!([])),
            with("mediaType", json!(OCI_INDEX)),
            with("schemaVersion", json!(1)),
            with("config", descriptor(-1)),
            with("config", json!({ "mediaType": "x", "digest": "sha256:abc", "size": 1 })),
            with("layers", json!(vec![descriptor(1); 513])),
            with("subject", json!("x")),
            json!({ "schemaVersion": 2, "manifests": vec![descriptor(1); 65] }),
            json!({}),
            json!([]),
        ] {
            assert!(read(&text, None).is_none(), "{text}");
        }
    }

    #[test]
    fn a_config_keeps_names_of_variables_alone() {
        let text = json!({
            "os": "linux", "architecture": "amd64", "created": "2026-01-02T03:04:05.678Z",
            "config": {
                "User": "1000:1000", "Labels": { "org.opencontainers.image.revision": "abc", "empty": null },
                "Env": ["PATH=/bin", "DB_PASSWORD=hunter-two", "BARE"],
            },
        });
        let config = ImageConfig::read(text.to_string().as_bytes()).unwrap();
        assert_eq!((config.user.as_str(), config.env.join(" ")), ("1000:1000", "PATH DB_PASSWORD BARE".to_owned()));
        assert_eq!(config.labels["org.opencontainers.image.revision"], "abc");
        assert_eq!(config.created.unwrap().to_string(), "2026-01-02T03:04:05.678Z");
        assert!(!format!("{config:?}").contains("hunter-two"));

        let bare =
            json!({ "os": "linux", "architecture": "amd64", "created": "yesterday", "config": null, "rootfs": 1 });
        let config = ImageConfig::read(bare.to_string().as_bytes()).unwrap();
        assert_eq!((config.created, config.user.as_str()), (None, ""));
    }

    #[test]
    fn what_is_wrong_is_told_without_its_text() {
        for text in ["{\"schemaVersion\": \"hunter-two\"}", "hunter-two", "{\"hunter-two\""] {
            let told = Manifest::read(text.as_bytes(), None).unwrap_err();
            assert!(!format!("{told} {told:?}").contains("hunter"), "{told}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>(), text in "[\\[\\]{}:,\"a-z0-9]{0,80}") {
            prop_assert!(Manifest::read(&bytes, None).is_err());
            prop_assert!(Manifest::read(text.as_bytes(), None).is_err() && ImageConfig::read(text.as_bytes()).is_err());
        }
    }
}
