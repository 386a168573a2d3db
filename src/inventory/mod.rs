//! The image references of a tree: where each stands, and how firmly it says which image is meant.

use std::sync::Arc;

use crate::answers::{Answers, Need, Version};
use crate::fact::{Image, Known, Part};
use crate::rules::image::is_mutable;
use crate::secret::mask::Redactor;
use crate::source::Unchecked;
use crate::text::Site;

/// How firmly a reference says which image is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// By digest: exactly these bytes.
    Pinned,
    /// By a tag that looks like a version or a commit.
    Tag,
    /// By a tag that moves by convention, or by none.
    Mutable,
    /// A template or a variable decides.
    Unknown,
    /// A name that something else replaces: a kustomization, a development tool.
    Placeholder,
}

impl Status {
    /// Each status, the firmest first.
    pub const ALL: [Self; 5] = [Self::Pinned, Self::Tag, Self::Mutable, Self::Unknown, Self::Placeholder];

    /// Its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pinned => "pinned",
            Self::Tag => "tag",
            Self::Mutable => "mutable",
            Self::Unknown => "unknown",
            Self::Placeholder => "placeholder",
        }
    }

    fn of(image: &Image) -> Self {
        let is_open = [&image.repository, &image.tag].into_iter().any(|piece| matches!(piece, Known::Unknown));
        if image.digest.get().is_some() && image.repository.get().is_some() {
            Self::Pinned
        } else if is_open || matches!(image.digest, Known::Unknown) {
            Self::Unknown
        } else if image.is_placeholder() || image.version_from.is_some() {
            Self::Placeholder
        } else {
            let is_fixed = image.tag.get().is_some_and(|tag| !is_mutable(&tag.text));
            if is_fixed { Self::Tag } else { Self::Mutable }
        }
    }
}

/// What a registry says about a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// It serves the image.
    Found,
    /// It serves no such image.
    Missing,
    /// The tag names another digest than the one that stands beside it.
    Moved,
    /// It could not be asked.
    Unverified,
}

impl Answer {
    /// Its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Missing => "missing",
            Self::Moved => "moved",
            Self::Unverified => "unverified",
        }
    }
}

/// One image reference in one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// Where it stands.
    pub at: Site,
    /// As written: `nginx:1.27@sha256:…`; what is not known shows as `…`.
    pub written: String,
    /// What it is in its file: `Deployment/shop/web spec.template.spec.containers[web]`.
    pub owner: String,
    /// The repository in full, where it is known: `docker.io/library/nginx`.
    pub repository: Option<String>,
    /// The tag, where it is known.
    pub tag: Option<String>,
    /// The digest, where it is known.
    pub digest: Option<String>,
    /// How firm it is.
    pub status: Status,
    /// What a registry says about it; nothing where none was asked.
    pub registry: Option<Answer>,
}

impl Reference {
    /// What a registry says, if it is one to ask: what is to be replaced, or decided elsewhere, names no image yet. The second time,
    /// when `answers` has learnt what was open the first time.
    fn look_up(&self, answers: &Answers) -> Option<Answer> {
        if matches!(self.status, Status::Unknown | Status::Placeholder) {
            return None;
        }
        let repository = self.repository.as_ref()?;
        let version = |version: &str| answers.version(repository.clone(), version, Need::Verdict);
        let tag = self.tag.as_deref().or_else(|| self.digest.is_none().then_some("latest"));
        let by_tag = tag.and_then(version);
        let own = self.digest.as_deref().map_or(by_tag, version);
        Some(match (own, by_tag, &self.digest) {
            (Some(Version::Absent | Version::Altered { .. }), ..) => Answer::Missing,
            (Some(Version::Found { .. }), Some(now), Some(digest)) if now.digest() != Some(digest) => Answer::Moved,
            (Some(Version::Found { .. }), ..) => Answer::Found,
            (None, ..) => Answer::Unverified,
        })
    }

    fn new(image: &Image) -> Self {
        let text = |piece: &Known<Part>| piece.get().map(|part| part.text.clone());
        Self {
            at: image.site.clone(),
            written: image.shown(),
            owner: image.owner.clone(),
            repository: image.full_name(),
            tag: text(&image.tag),
            digest: text(&image.digest),
            status: Status::of(image),
            registry: None,
        }
    }
}

/// The image references of a tree.
#[derive(Debug)]
pub struct Inventory {
    /// By path and place; no two are the same reference in the same place.
    pub references: Vec<Reference>,
    /// How many files were looked at.
    pub files: usize,
    /// What could not be read, and may name others.
    pub unchecked: Vec<Unchecked>,
    /// Hides the secrets of those files, in whatever is shown of this.
    pub redactor: Arc<Redactor>,
}

impl Inventory {
    /// That of these images, from so many files.
    #[must_use]
    pub fn new<'i>(
        images: impl Iterator<Item = &'i Image>,
        files: usize,
        mut unchecked: Vec<Unchecked>,
        redactor: Redactor,
    ) -> Self {
        let mut references: Vec<Reference> = images.map(Reference::new).collect();
        references.sort();
        references.dedup_by(|next, first| (&next.at, &next.written) == (&first.at, &first.written));
        unchecked.sort();
        unchecked.dedup();
        Self { references, files, unchecked, redactor: Arc::new(redactor) }
    }

    /// Puts down what registries say about each reference that names one image.
    pub fn look_up(&mut self, answers: &Answers) {
        for reference in &mut self.references {
            reference.registry = reference.look_up(answers);
        }
    }

    /// How many references are of each status; those that there are.
    pub fn counts(&self) -> impl Iterator<Item = (Status, usize)> {
        let count = |status| self.references.iter().filter(|reference| reference.status == status).count();
        Status::ALL.into_iter().map(move |status| (status, count(status))).filter(|(_, count)| *count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Inventory, Status};
    use crate::fact::{Image, Known, Part, Place};
    use crate::secret::mask::Redactor;
    use crate::text::{Side, Site, Span, Text};

    fn image(repository: &str, tag: &str, digest: &str) -> Image {
        let text = Text::new(Side::Head, "a.yaml".into(), b"image".to_vec());
        let site = Site::new(&text, Span::new(0, 5));
        let piece = |text: &str| match text {
            "" => Known::Missing,
            "?" => Known::Unknown,
            text => Known::Known(Part { text: text.to_owned(), site: site.clone() }),
        };
        Image {
            owner: "web".to_owned(),
            place: Place::Manifest,
            repository: piece(repository),
            tag: piece(tag),
            digest: piece(digest),
            site: site.clone(),
            version_from: None,
            pull_policy: None,
        }
    }

    #[test]
    fn a_status_says_how_firm_a_reference_is() {
        for (repository, tag, digest, status) in [
            ("nginx", "1.27", "sha256:0a", Status::Pinned),
            ("nginx", "?", "sha256:0a", Status::Pinned),
            ("?", "", "sha256:0a", Status::Unknown),
            ("nginx", "1.27.3", "", Status::Tag),
            ("registry.example/web", "3f2a91c", "", Status::Tag),
            ("nginx", "latest", "", Status::Mutable),
            ("nginx", "stable-alpine", "", Status::Mutable),
            ("nginx", "", "", Status::Mutable),
            ("nginx", "?", "", Status::Unknown),
            ("nginx", "1.27", "?", Status::Unknown),
            ("frontend", "", "", Status::Placeholder),
        ] {
            assert_eq!(Status::of(&image(repository, tag, digest)), status, "{repository}:{tag}@{digest}");
        }
        let left_to_another =
            Image { version_from: Some(image("a", "", "").site), ..image("registry.example/web", "", "") };
        assert_eq!(Status::of(&left_to_another), Status::Placeholder);
    }

    #[test]
    fn a_reference_is_listed_once_for_each_place() {
        let images = [image("nginx", "1", ""), image("nginx", "1", ""), image("nginx", "2", "")];
        let inventory = Inventory::new(images.iter(), 1, Vec::new(), Redactor::default());
        let written: Vec<_> = inventory.references.iter().map(|reference| reference.written.as_str()).collect();
        assert_eq!(written, ["nginx:1", "nginx:2"]);
        assert_eq!(inventory.counts().collect::<Vec<_>>(), [(Status::Mutable, 2)]);
    }
}
