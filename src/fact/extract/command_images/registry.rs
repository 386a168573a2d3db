//! What talks to registries without a daemon: copies, signs, scans and builds there.

use super::flags::{self, Piece, Valued, told};
use super::{Sink, Use, reference};
use crate::document::shell::Word;
use crate::fact::Known;
use crate::fact::reference::Reference;

/// Flags that take a value, of all of these tools.
const VALUED: Valued = Valued {
    long: &[
        "annotation", "artifact-type", "attachment", "authfile", "base", "build-arg", "build-context", "cache-dir",
        "cert-dir", "certificate-identity", "certificate-identity-regexp", "certificate-oidc-issuer", "config",
        "context", "creds", "dest-authfile", "dest-creds", "destination", "digestfile", "dockerfile", "exit-code",
        "fail-on", "file", "format", "from", "ignore-policy", "ignorefile", "input", "key", "label", "new_tag",
        "output", "override-arch", "override-os", "password", "pkg-types", "platform", "policy", "predicate",
        "retry-times", "scanners", "scope", "security-checks", "severity", "src-authfile", "src-creds", "tag", "tags",
        "template", "timeout", "to", "type", "username", "vuln-type",
    ],
    short: b"acdfkopstu",
};

/// Reads a command of one of these tools.
pub(super) fn read(args: &[Word], sink: &mut Sink<'_>) {
    let told_all = || told(args, VALUED, false);
    let verb = flags::verb(args, VALUED);
    let verb = verb.as_ref().map_or("", |(verb, _)| verb.as_ref());
    let told = told_all();
    let words = told.words.get(1..).unwrap_or_default();
    match (sink.program, verb) {
        ("crane" | "gcrane" | "oras", "copy" | "cp") => copy(words, sink),
        ("skopeo", "copy") => {
            let of_registry: Vec<Piece<'_>> =
                words.iter().map(|word| word.without("docker://").unwrap_or_else(|| nothing(word))).collect();
            copy(&of_registry, sink);
        }
        ("skopeo", "inspect" | "list-tags") => {
            words
                .iter()
                .filter_map(|word| word.without("docker://"))
                .for_each(|image| sink.image(verb, Use::Handled, &image));
        }
        ("crane" | "gcrane" | "oras", "pull" | "export") => first(verb, Use::Pulled, words, sink),
        ("crane" | "gcrane", "digest" | "manifest" | "config" | "validate" | "mutate" | "flatten") => {
            first(verb, Use::Handled, words, sink);
        }
        ("crane" | "gcrane", "push") => words.iter().skip(1).for_each(|image| sink.image(verb, Use::Made, image)),
        ("crane" | "gcrane" | "oras", "tag") => tag(words, sink),
        ("oras", "push" | "attach") => first(verb, Use::Made, words, sink),
        (
            "cosign",
            "sign" | "verify" | "attest" | "verify-attestation" | "attach" | "copy" | "tree" | "triangulate",
        ) => {
            words.iter().for_each(|image| sink.image(verb, Use::Handled, image));
        }
        ("trivy", "image" | "i") => first("image", Use::Handled, words, sink),
        ("grype" | "syft" | "dive", _) => scan(verb, told.words.first(), sink),
        ("executor" | "kaniko", _) => {
            told.values(&["destination", "d"]).for_each(|image| sink.image("build", Use::Made, image));
        }
        ("ko", "build" | "publish" | "resolve" | "apply") => tags(told.values(&["tags", "t"]), sink),
        _ => {}
    }
}

/// An empty part: what is no image of a registry.
fn nothing<'a>(word: &Piece<'a>) -> Piece<'a> {
    word.part(0..0)
}

fn first(verb: &str, usage: Use, words: &[Piece<'_>], sink: &mut Sink<'_>) {
    words.iter().take(1).for_each(|image| sink.image(verb, usage, image));
}

/// From one registry to another: the first is pulled.
fn copy(words: &[Piece<'_>], sink: &mut Sink<'_>) {
    let mut words = words.iter();
    words.next().into_iter().for_each(|from| sink.image("copy", Use::Pulled, from));
    words.next().into_iter().for_each(|to| sink.image("copy", Use::Made, to));
}

/// `crane tag image:1.4 latest`: the image is at hand, the new tag is made.
fn tag(words: &[Piece<'_>], sink: &mut Sink<'_>) {
    first("tag", Use::Handled, words, sink);
    let repository = words.first().and_then(|image| reference::read(image, sink.text)).map(|image| image.repository);
    for new in words.iter().skip(1) {
        let Some(repository) = repository.clone() else { break };
        let made = Reference { repository, tag: reference::part(new, sink.text), digest: Known::Missing };
        sink.reference("tag", Use::Made, made, new.site(sink.text));
    }
}

/// `grype registry:image`, `syft scan image`; directories and files are no images.
fn scan(verb: &str, word: Option<&Piece<'_>>, sink: &mut Sink<'_>) {
    let Some(word) =
        word.filter(|_| !matches!(verb, "scan" | "convert" | "attest" | "db" | "version" | "config" | "login"))
    else {
        return;
    };
    let schemes = ["registry:", "docker:", "podman:"];
    let image = schemes.iter().find_map(|scheme| word.without(scheme)).unwrap_or_else(|| word.clone());
    let is_other = ["dir:", "file:", "sbom:", "oci-archive:", "oci-dir:", "docker-archive:", "purl:", "cpes:"];
    if !is_other.iter().any(|scheme| word.without(scheme).is_some()) {
        sink.image("scan", Use::Handled, &image);
    }
}

/// Tags without a repository, between commas.
fn tags<'a>(values: impl Iterator<Item = &'a Piece<'a>>, sink: &mut Sink<'_>) {
    for value in values {
        let mut rest = Some(value.clone());
        while let Some(piece) = rest.take() {
            let (tag, after) = piece.split(b',').map_or((piece.clone(), None), |(tag, after)| (tag, Some(after)));
            let made =
                Reference { repository: Known::Unknown, tag: reference::part(&tag, sink.text), digest: Known::Missing };
            sink.reference("build", Use::Made, made, tag.site(sink.text));
            rest = after;
        }
    }
}
