//! What brings images to clusters and their nodes: kubectl, kustomize, containerd's and CRI's tools, local clusters.

use super::flags::{self, Valued, told};
use super::{Sink, Use};
use crate::document::shell::Word;

/// Flags of kubectl that take a value. (<https://kubernetes.io/docs/reference/kubectl/generated/kubectl_run/>)
const KUBECTL: Valued = Valued {
    long: &[
        "annotations", "as", "as-group", "cluster", "container", "context", "copy-to", "custom", "env",
        "field-manager", "filename", "from", "image", "image-pull-policy", "kubeconfig", "labels", "limits",
        "namespace", "output", "overrides", "port", "profile", "replicas", "request-timeout", "requests", "restart",
        "schedule", "selector", "server", "serviceaccount", "set-image", "target", "timeout", "token", "user",
    ],
    short: b"cfnlos",
};

/// Flags of containerd's tools. (<https://github.com/containerd/containerd/tree/main/cmd/ctr>)
const CTR: Valued = Valued {
    long: &[
        "address", "env", "gpus", "label", "mount", "namespace", "platform", "runtime", "snapshotter", "timeout",
        "user",
    ],
    short: b"anu",
};

/// Flags of the tools of local clusters.
const LOCAL: Valued = Valued {
    long: &["cluster", "config", "creds", "image-endpoint", "name", "nodes", "profile", "runtime-endpoint"],
    short: b"crinp",
};

/// Reads a command of one of these tools.
pub(super) fn read(args: &[Word], sink: &mut Sink<'_>) {
    match sink.program {
        "kubectl" | "oc" => kubectl(args, sink),
        "kustomize" => kustomize(args, sink),
        "ctr" => containerd(args, sink),
        "k3s" => match flags::verb(args, CTR) {
            Some((verb, rest)) if verb == "ctr" => containerd(rest, sink),
            Some((verb, rest)) if verb == "crictl" => pull(rest, sink),
            Some((verb, rest)) if verb == "kubectl" => kubectl(rest, sink),
            _ => {}
        },
        "crictl" => pull(args, sink),
        _ => local(args, sink),
    }
}

fn kubectl(args: &[Word], sink: &mut Sink<'_>) {
    let Some((verb, rest)) = flags::verb(args, KUBECTL) else { return };
    match verb.as_ref() {
        "run" | "create" | "debug" => {
            let own = rest.iter().position(|word| word.text.bytes() == b"--").unwrap_or(rest.len());
            let told = told(&rest[..own], KUBECTL, false);
            told.values(&["image"]).for_each(|image| sink.image(&verb, Use::Pulled, image));
            let set = told.values(&["set-image"]).filter_map(|pair| pair.split(b'='));
            set.for_each(|(_, image)| sink.image(&verb, Use::Pulled, &image));
        }
        "set" => {
            let told = told(rest, KUBECTL, false);
            if told.words.first().is_some_and(|word| word.bytes() == b"image") {
                let pairs = told.words.iter().filter_map(|word| word.split(b'='));
                pairs.for_each(|(_, image)| sink.image("set image", Use::Pulled, &image));
            }
        }
        _ => {}
    }
}

/// `kustomize edit set image name=repository:tag`. (<https://kubectl.docs.kubernetes.io/references/kustomize/cmd/edit/set/image/>)
fn kustomize(args: &[Word], sink: &mut Sink<'_>) {
    let told = told(args, flags::NONE, false);
    let [edit, set, image, images @ ..] = told.words.as_slice() else { return };
    if edit.bytes() == b"edit" && set.bytes() == b"set" && matches!(image.bytes(), b"image" | b"images") {
        for piece in images {
            let image = piece.split(b'=').map_or_else(|| piece.clone(), |(_, image)| image);
            sink.image("edit set image", Use::Pulled, &image);
        }
    }
}

/// `ctr images pull`, `ctr run`. What `import` brings is a file.
fn containerd(args: &[Word], sink: &mut Sink<'_>) {
    let Some((verb, rest)) = flags::verb(args, CTR) else { return };
    match verb.as_ref() {
        "images" | "image" | "i" => {
            let Some((verb, rest)) = flags::verb(rest, CTR) else { return };
            let told = told(rest, CTR, false);
            match verb.as_ref() {
                "pull" => told.words.iter().take(1).for_each(|image| sink.image("images pull", Use::Pulled, image)),
                "tag" => told.words.iter().skip(1).for_each(|image| sink.image("images tag", Use::Made, image)),
                "push" => told.words.iter().take(1).for_each(|image| sink.image("images push", Use::Handled, image)),
                _ => {}
            }
        }
        "run" => told(rest, CTR, true).words.iter().for_each(|image| sink.image("run", Use::Pulled, image)),
        _ => {}
    }
}

/// `crictl pull`.
fn pull(args: &[Word], sink: &mut Sink<'_>) {
    let told = told(args, LOCAL, false);
    if let [verb, images @ ..] = told.words.as_slice()
        && verb.bytes() == b"pull"
    {
        images.iter().for_each(|image| sink.image("pull", Use::Pulled, image));
    }
}

/// `kind load docker-image`, `k3d image import`, `minikube image load`.
fn local(args: &[Word], sink: &mut Sink<'_>) {
    let told = told(args, LOCAL, false);
    let [verb, what, images @ ..] = told.words.as_slice() else { return };
    let is_load = matches!(
        (verb.bytes(), what.bytes()),
        (b"load", b"docker-image") | (b"image" | b"images", b"import" | b"load") | (b"cache", b"add")
    );
    // A tar file is no reference.
    let named = images.iter().filter(|image| is_load && !image.bytes().ends_with(b".tar"));
    named.for_each(|image| sink.image("load", Use::Handled, image));
}
