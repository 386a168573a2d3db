//! Images of a few bytes, pushed as a build would push them.

use portcullis::net::registry::Digest;
use serde_json::{Value, json};

use super::http::{Request, Response, ask};

pub(crate) const OCI_MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
pub(crate) const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
pub(crate) const DOCKER_MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";
pub(crate) const DOCKER_LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";

/// A repository of the registry at a port of this machine, to push to.
pub(crate) struct Target<'a> {
    pub(crate) port: u16,
    pub(crate) path: &'a str,
}

/// A manifest as it was pushed.
#[derive(Clone, Debug)]
pub(crate) struct Pushed {
    pub(crate) digest: Digest,
    pub(crate) kind: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) config: Option<Digest>,
}

impl Target<'_> {
    /// An image of one layer for `linux/amd64`, under `tag`, whose layer holds `text`.
    pub(crate) fn image(&self, tag: &str, text: &str) -> Pushed {
        self.image_of(OCI_MANIFEST, tag, text, "amd64")
    }

    /// The same, as a manifest of `kind` and for an architecture.
    pub(crate) fn image_of(&self, kind: &'static str, tag: &str, text: &str, architecture: &str) -> Pushed {
        let config = json!({
            "os": "linux", "architecture": architecture, "created": "2026-03-04T05:06:07Z",
            "config": { "User": "1000", "Labels": { "org.opencontainers.image.revision": text }, "Env": ["PATH=/bin", "TOKEN=made-up"] },
            "rootfs": { "type": "layers", "diff_ids": [] },
        });
        self.built(kind, tag, text, &config)
    }

    /// An image of `kind` with this configuration, whose one layer holds `text`.
    pub(crate) fn built(&self, kind: &'static str, tag: &str, text: &str, config: &Value) -> Pushed {
        let config = config.to_string().into_bytes();
        let layer = self.blob(text.as_bytes());
        let of_config = match kind {
            DOCKER_MANIFEST => "application/vnd.docker.container.image.v1+json",
            _ => "application/vnd.oci.image.config.v1+json",
        };
        let digest = self.blob(&config);
        let manifest = json!({
            "schemaVersion": 2, "mediaType": kind,
            "config": { "mediaType": of_config, "digest": digest.as_str(), "size": config.len() },
            "layers": [{ "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": layer.as_str(), "size": text.len() }],
        });
        Pushed { config: Some(digest), ..self.manifest(kind, tag, &manifest) }
    }

    /// An index of `kind` over `images`, each with its architecture.
    pub(crate) fn index(&self, kind: &'static str, tag: &str, images: &[(&Pushed, &str)]) -> Pushed {
        let entry = |(image, architecture): &(&Pushed, &str)| {
            json!({
                "mediaType": image.kind, "digest": image.digest.as_str(), "size": image.bytes.len(),
                "platform": { "os": "linux", "architecture": architecture },
            })
        };
        let manifests: Vec<Value> = images.iter().map(entry).collect();
        self.manifest(kind, tag, &json!({ "schemaVersion": 2, "mediaType": kind, "manifests": manifests }))
    }

    /// A manifest under `tag`.
    pub(crate) fn manifest(&self, kind: &'static str, tag: &str, manifest: &Value) -> Pushed {
        let bytes = manifest.to_string().into_bytes();
        let digest = Digest::of(&bytes);
        let answer = self.send("PUT", &format!("manifests/{tag}"), &[("content-type", kind)], bytes.clone());
        assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
        Pushed { digest, kind, bytes, config: None }
    }

    /// Bytes, in one piece.
    pub(crate) fn blob(&self, bytes: &[u8]) -> Digest {
        let digest = Digest::of(bytes);
        let begun = self.send("POST", "blobs/uploads/", &[], Vec::new());
        let place = begun.header("location").expect("a place for the upload").to_owned();
        let place = place.split_once("/v2/").map_or(place.as_str(), |(_, path)| path);
        let (path, query) = place.split_once('?').unwrap_or((place, ""));
        let query = format!("{query}&digest={digest}");
        let headers = vec![("content-type".to_owned(), "application/octet-stream".to_owned())];
        let request =
            Request { method: "PUT".to_owned(), path: format!("/v2/{path}"), query, headers, body: bytes.to_vec() };
        assert_eq!(ask(self.port, &request).unwrap().status, 201);
        digest
    }

    /// Deletes a manifest, as a clean-up does.
    pub(crate) fn delete(&self, digest: &Digest) {
        assert_eq!(self.send("DELETE", &format!("manifests/{digest}"), &[], Vec::new()).status, 202);
    }

    /// Deletes the bytes of a layer, as a broken clean-up does: manifests still name it.
    pub(crate) fn delete_blob(&self, digest: &Digest) {
        assert_eq!(self.send("DELETE", &format!("blobs/{digest}"), &[], Vec::new()).status, 202);
    }

    fn send(&self, method: &str, route: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Response {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let path = format!("/v2/{}/{route}", self.path);
        ask(self.port, &Request { method: method.to_owned(), path, query: String::new(), headers, body }).unwrap()
    }
}
