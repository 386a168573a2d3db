//! The images that commands name: what they pull and run, and what they build, tag, push or scan.

mod cluster;
mod docker;
mod flags;
mod helm;
mod reference;
mod registry;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::Arc;

use super::place::short;
use crate::document::shell::Invocation;
use crate::fact::reference::Reference;
use crate::fact::{Image, Known, Place, official};
use crate::text::{Site, Text};
use flags::Piece;

/// The images of all commands of one script, in their order. What the script builds itself is no pull, whoever runs it.
pub(super) fn of_script(runs: &[Invocation], text: &Arc<Text>, place: Place) -> Vec<Image> {
    let mut found: Vec<Image> = Vec::new();
    let mut built: HashSet<String> = HashSet::new();
    for run in runs {
        let mut sink = Sink::new(run, text, place);
        sink.read(run);
        built.extend(sink.made.into_iter().map(|image| name_and_tag(&image)));
        found.extend(sink.images);
    }
    found.retain(|image| image.place == Place::Handled || !built.contains(&name_and_tag(image)));
    found
}

/// What a script knows a local image by.
fn name_and_tag(image: &Image) -> String {
    let tag = if image.tag.is_missing() && image.digest.is_missing() { ":latest" } else { "" };
    format!("{}{tag}", image.shown())
}

/// What a command does with an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// Pulls it, runs it, or has somebody else run it.
    Pulled,
    /// Builds it, tags it, or copies it to there.
    Made,
    /// Pushes, saves, scans or signs one that is at hand.
    Handled,
}

/// Gathers the images of one command.
struct Sink<'a> {
    text: &'a Arc<Text>,
    place: Place,
    program: &'a str,
    images: Vec<Image>,
    /// What the command builds, wherever it stands.
    made: Vec<Image>,
}

impl<'a> Sink<'a> {
    fn new(run: &'a Invocation, text: &'a Arc<Text>, place: Place) -> Self {
        Self { text, place, program: &run.program, images: Vec::new(), made: Vec::new() }
    }

    fn read(&mut self, run: &'a Invocation) {
        let args = run.args.as_slice();
        match run.program.as_str() {
            "docker" | "podman" | "nerdctl" | "docker-buildx" | "finch" => docker::read(args, self),
            "buildah" => docker::buildah(args, self),
            "kubectl" | "oc" | "kustomize" | "kind" | "k3d" | "minikube" | "crictl" | "ctr" | "k3s" => {
                cluster::read(args, self);
            }
            "helm" | "helmfile" | "argocd" => helm::read(args, self),
            "crane" | "gcrane" | "skopeo" | "cosign" | "oras" | "trivy" | "grype" | "syft" | "dive" | "executor"
            | "kaniko" | "ko" => registry::read(args, self),
            _ => {}
        }
    }

    /// Takes the image that `piece` names, which `verb` uses.
    fn image(&mut self, verb: &str, usage: Use, piece: &Piece<'_>) {
        if let Some(reference) = reference::read(piece, self.text) {
            self.reference(verb, usage, reference, piece.site(self.text));
        }
    }

    fn reference(&mut self, verb: &str, usage: Use, reference: Reference, site: Site) {
        let Reference { repository, tag, digest } = reference;
        let (owner, place) = (String::new(), self.place);
        let mut image = Image { owner, place, repository, tag, digest, site, version_from: None, pull_policy: None };
        image.owner = format!("{} {verb} {}", self.program, short(image.name()));
        if usage == Use::Made {
            self.made.push(image.clone());
        }
        if usage != Use::Pulled || is_local(&image) {
            // What a document tells a reader to build says nothing about what runs.
            if self.place == Place::Document {
                return;
            }
            image.place = Place::Handled;
        }
        self.images.push(image);
    }
}

/// Whether it has a bare name that no registry serves: it was built here, or the name stands for another.
fn is_local(image: &Image) -> bool {
    let Known::Known(name) = &image.repository else { return false };
    !name.text.contains('/') && !official::is_one(&name.text)
}
