//! Values on Helm's command line, and those that Argo CD passes on: `--set image.tag=1.4`.
//! (<https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set>)

use std::collections::BTreeMap;

use super::flags::{Piece, Valued, told};
use super::{Sink, Use, reference};
use crate::document::shell::Word;
use crate::fact::reference::Reference;
use crate::fact::{Known, Part};
use crate::text::Site;

const VALUED: Valued = Valued {
    long: &[
        "app-namespace", "description", "helm-set", "helm-set-string", "kube-context", "kubeconfig", "kustomize-image",
        "namespace", "parameter", "post-renderer", "repo", "revision", "set", "set-file", "set-json", "set-literal",
        "set-string", "state-values-set", "timeout", "values", "version",
    ],
    short: b"fnpe",
};

/// The values of one image, each by its own key.
#[derive(Default)]
struct Split<'a> {
    registry: Option<Piece<'a>>,
    repository: Option<Piece<'a>>,
    tag: Option<Piece<'a>>,
    digest: Option<Piece<'a>>,
}

/// Reads the values that name images.
pub(super) fn read(args: &[Word], sink: &mut Sink<'_>) {
    let told = told(args, VALUED, false);
    let is_argo = sink.program == "argocd";
    let mut split: BTreeMap<Vec<u8>, Split<'_>> = BTreeMap::new();
    for (name, value) in &told.flags {
        match name.as_ref() {
            "set" | "set-string" | "helm-set" | "helm-set-string" => pairs(value, &mut split, sink),
            "p" | "parameter" if is_argo => pairs(value, &mut split, sink),
            "set-literal" => pair(value, &mut split, sink),
            "kustomize-image" => {
                let image = value.split(b'=').map_or_else(|| value.clone(), |(_, image)| image);
                sink.image("set", Use::Pulled, &image);
            }
            _ => {}
        }
    }
    for (_, parts) in split {
        joined(&parts, sink);
    }
}

/// `a=b,c=d`, where a comma of a value stands behind a backslash or in braces.
fn pairs<'a>(value: &Piece<'a>, split: &mut BTreeMap<Vec<u8>, Split<'a>>, sink: &mut Sink<'_>) {
    let bytes = value.bytes();
    let (mut start, mut depth) = (0, 0usize);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 && (at == 0 || bytes[at - 1] != b'\\') => {
                pair(&value.part(start..at), split, sink);
                start = at + 1;
            }
            _ => {}
        }
    }
    pair(&value.part(start..bytes.len()), split, sink);
}

fn pair<'a>(pair: &Piece<'a>, split: &mut BTreeMap<Vec<u8>, Split<'a>>, sink: &mut Sink<'_>) {
    let Some((key, value)) = pair.split(b'=') else { return };
    let path = key.bytes();
    let dot = memchr::memrchr(b'.', path);
    let (prefix, last) = dot.map_or((b"".as_slice(), path), |dot| (&path[..dot], &path[dot + 1..]));
    let lower = last.to_ascii_lowercase();
    // `web.imageTag` is the tag of `web.image`.
    let of_image = |word: &[u8]| {
        lower.strip_suffix(word).is_some_and(|rest| rest.ends_with(b"image") || rest.ends_with(b"image_"))
    };
    let is_image = prefix.to_ascii_lowercase().ends_with(b"image");
    let named = |suffix: &[u8]| [prefix, b".", &last[..last.len() - suffix.len()]].concat();
    match lower.as_slice() {
        b"tag" => split.entry(prefix.to_vec()).or_default().tag = Some(value),
        b"repository" if is_image => split.entry(prefix.to_vec()).or_default().repository = Some(value),
        b"registry" if is_image => split.entry(prefix.to_vec()).or_default().registry = Some(value),
        b"digest" | b"sha" if is_image => split.entry(prefix.to_vec()).or_default().digest = Some(value),
        _ if of_image(b"tag") => split.entry(named(b"tag")).or_default().tag = Some(value),
        _ if of_image(b"repository") => split.entry(named(b"repository")).or_default().repository = Some(value),
        b"image" => sink.image("set", Use::Pulled, &value),
        _ if last.ends_with(b"Image") && value.bytes().iter().any(|byte| matches!(byte, b'/' | b':')) => {
            sink.image("set", Use::Pulled, &value);
        }
        _ => {}
    }
}

/// The image that values of their own come to. A tag alone is one of a repository that the chart knows.
fn joined(parts: &Split<'_>, sink: &mut Sink<'_>) {
    let text = sink.text;
    let read = |piece: &Option<Piece<'_>>| piece.as_ref().map_or(Known::Missing, |piece| reference::part(piece, text));
    let whole = parts.repository.as_ref().and_then(|piece| reference::read(piece, text));
    let Reference { repository, tag: own_tag, digest: own_digest } = whole.unwrap_or_default();
    let repository = match (read(&parts.registry), repository) {
        (Known::Known(host), Known::Known(part)) => {
            Known::Known(Part { text: format!("{}/{}", host.text, part.text), site: part.site })
        }
        (Known::Unknown, _) | (_, Known::Missing) => Known::Unknown,
        (_, repository) => repository,
    };
    let tag = match read(&parts.tag) {
        // The chart decides.
        Known::Missing if own_tag.is_missing() => Known::Unknown,
        Known::Missing => own_tag,
        tag => tag,
    };
    let digest = match read(&parts.digest) {
        Known::Known(part) if crate::fact::reference::is_digest(&part.text) => Known::Known(part),
        Known::Missing => own_digest,
        _ => Known::Unknown,
    };
    let place: Option<Site> = [&parts.tag, &parts.digest, &parts.repository, &parts.registry]
        .into_iter()
        .find_map(|piece| piece.as_ref().map(|piece| piece.site(text)));
    if let Some(site) = place {
        sink.reference("set", Use::Pulled, Reference { repository, tag, digest }, site);
    }
}
