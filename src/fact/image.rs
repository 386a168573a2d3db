//! An image reference, wherever it stands.

use super::{Fact, official};
use crate::change::Identity;
use crate::text::Site;

/// What kind of place names the image. It decides how much a loose reference matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A pod specification in a Kubernetes object of any kind.
    Manifest,
    /// An `images:` entry of a Kustomization.
    Kustomize,
    /// A Helm chart's values or `Chart.yaml`.
    Values,
    /// A Compose file.
    Compose,
    /// A pipeline: a workflow, an action.
    Pipeline,
    /// A development container: nothing but a developer's day depends on it.
    Development,
    /// The base of a Dockerfile's final stage.
    FinalStage,
    /// Any other image that a Dockerfile reads: earlier stages, `COPY --from`, `RUN --mount=from`.
    BuildStage,
    /// A command of a script or a pipeline that pulls it or has it run.
    Command,
    /// Such a command in a text for people: what they type decides nothing but their own day.
    Document,
    /// A command that builds, tags, pushes, saves, scans or signs it: it is at hand, and not pulled from elsewhere.
    Handled,
    /// A file in a format that nobody reads: that it names one is all that is known.
    Unread,
    /// The frontend that `# syntax=` names. Its recommended form, `docker/dockerfile:1`, moves by design.
    Syntax,
}

impl Place {
    /// Whether what runs in production is decided here.
    #[must_use]
    pub fn deploys(self) -> bool {
        matches!(self, Self::Manifest | Self::Kustomize | Self::Values | Self::FinalStage)
    }

    /// Whether it is a place in a Dockerfile.
    #[must_use]
    pub fn in_dockerfile(self) -> bool {
        matches!(self, Self::FinalStage | Self::BuildStage | Self::Syntax)
    }
}

/// A piece of a reference: its text, and where that text stands (perhaps in another file than its neighbours).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// As decoded: without quotes and escapes.
    pub text: String,
    /// The bytes it was read from.
    pub site: Site,
}

/// A piece that may be there, may be missing, or may be there and not knowable from the file (a template, a variable).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Known<T> {
    /// There is none.
    #[default]
    Missing,
    /// There is one that only a later step decides; never to be guessed.
    Unknown,
    /// There it is.
    Known(T),
}

impl<T> Known<T> {
    /// The piece, where it is known.
    pub fn get(&self) -> Option<&T> {
        match self {
            Self::Known(piece) => Some(piece),
            Self::Missing | Self::Unknown => None,
        }
    }

    /// Whether it is certain that there is none.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

/// One image that the change names.
#[derive(Clone, Debug)]
pub struct Image {
    /// What it is in its file: `Deployment/shop/web spec.template.spec.containers[web]`, `services.web`, `stage 2 from`.
    pub owner: String,
    /// What kind of place names it.
    pub place: Place,
    /// Registry, port and path, as written: `registry.example:5000/team/web`. Unknown where a variable has a part in it.
    pub repository: Known<Part>,
    /// What stands after the colon.
    pub tag: Known<Part>,
    /// `sha256:` and 64 lower-case hex digits.
    pub digest: Known<Part>,
    /// The whole reference where it stands in one piece, or else its tag's, digest's or repository's value.
    pub site: Site,
    /// Where a kustomization that holds this manifest says which version it is, if this place does not.
    pub version_from: Option<Site>,
    /// `imagePullPolicy`, where the place has one.
    pub pull_policy: Option<Part>,
}

impl Image {
    /// The reference as a reader knows it: `registry.example/web:1.4`; unknown pieces show as `…`.
    #[must_use]
    pub fn shown(&self) -> String {
        let piece = |known: &Known<Part>, mark: &str| match known {
            Known::Missing => String::new(),
            Known::Unknown => format!("{mark}…"),
            Known::Known(part) => format!("{mark}{}", part.text),
        };
        format!("{}{}{}", piece(&self.repository, ""), piece(&self.tag, ":"), piece(&self.digest, "@"))
    }

    /// The reference in full, so that one image has one text: `docker.io/library/nginx:1.27` for `nginx:1.27`.
    fn full(&self) -> String {
        let (shown, name) = (self.shown(), self.name());
        let version = shown.strip_prefix(name).unwrap_or(&shown);
        format!("{}{version}", self.full_name().as_deref().unwrap_or(name))
    }

    /// The full reference, and how it is pulled.
    pub(super) fn says(&self) -> String {
        format!("{} {}", self.full(), self.pull_policy.as_ref().map_or("", |part| part.text.as_str()))
    }

    /// Whether a template or a variable decides some of it.
    fn is_open(&self) -> bool {
        [&self.repository, &self.tag, &self.digest].into_iter().any(|piece| matches!(piece, Known::Unknown))
    }

    /// The tag that is pulled where no digest says otherwise: `latest` where none is written.
    #[must_use]
    pub fn tag_or_latest(&self) -> Option<&str> {
        match &self.tag {
            Known::Known(part) => Some(&part.text),
            Known::Missing => Some("latest"),
            Known::Unknown => None,
        }
    }

    /// What is pulled: the digest where there is one, or else the tag.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        match &self.digest {
            Known::Known(part) => Some(&part.text),
            Known::Missing => self.tag_or_latest(),
            Known::Unknown => None,
        }
    }

    /// The repository's text, or `…`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.repository.get().map_or("…", |part| part.text.as_str())
    }

    /// The host that serves it: the first component with a dot or a port, or `localhost`; else Docker Hub's.
    /// (How `docker pull` reads a name: <https://github.com/distribution/reference>, `splitDockerDomain`.)
    #[must_use]
    pub fn registry(&self) -> Option<&str> {
        let name = self.repository.get()?.text.as_str();
        let host = name.split_once('/').map(|(host, _)| host);
        Some(host.filter(|host| host.contains(['.', ':']) || *host == "localhost").unwrap_or("docker.io"))
    }

    /// The repository in full: `nginx` is `docker.io/library/nginx`.
    #[must_use]
    pub fn full_name(&self) -> Option<String> {
        let name = self.repository.get()?.text.as_str();
        let registry = self.registry()?;
        if let Some(path) = name.strip_prefix(registry).and_then(|rest| rest.strip_prefix('/')) {
            let hub = matches!(registry, "docker.io" | "index.docker.io");
            return Some(match (hub, path.contains('/')) {
                (true, false) => format!("docker.io/library/{path}"),
                (true, true) => format!("docker.io/{path}"),
                (false, _) => name.to_owned(),
            });
        }
        Some(if name.contains('/') { format!("docker.io/{name}") } else { format!("docker.io/library/{name}") })
    }

    /// Whether it is a bare name in a manifest that no registry serves: what a tool fills in (Skaffold, Tilt, Kustomize).
    #[must_use]
    pub fn is_placeholder(&self) -> bool {
        self.place == Place::Manifest
            && self
                .repository
                .get()
                .is_some_and(|part| !part.text.contains(['/', ':']) && !official::is_one(&part.text))
    }

    /// Whether the repository is, or lies under, one of `prefixes` (whole path components).
    #[must_use]
    pub fn is_under(&self, prefixes: &[String]) -> bool {
        let under = |name: &str, prefix: &str| {
            name.strip_prefix(prefix.trim_end_matches('/')).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let (Some(part), Some(full)) = (self.repository.get(), self.full_name()) else { return false };
        prefixes.iter().any(|prefix| under(&part.text, prefix) || under(&full, prefix))
    }

    /// The tag or the digest, whichever a reader should look at; the repository where both are missing.
    #[must_use]
    pub fn version_site(&self) -> &Site {
        let pieces = [&self.tag, &self.digest, &self.repository];
        pieces.into_iter().find_map(Known::get).map_or(&self.site, |part| &part.site)
    }
}

impl Identity for Image {
    type Key = String;

    fn key(&self) -> String {
        self.owner.clone()
    }
}

impl Fact for Image {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.says() == other.says()
    }

    /// A workload keeps its name wherever its manifest stands.
    fn may_move(&self) -> bool {
        self.place == Place::Manifest
    }

    /// Another container of the same object, or another object, says something of its own.
    fn statement(&self) -> Option<String> {
        let written = if self.is_open() { self.site.bytes() } else { b"" };
        Some(format!("{:?} {} {} {}", self.place, self.owner, self.says(), String::from_utf8_lossy(written)))
    }

    fn by_value(&self) -> Option<String> {
        self.repository.get()?;
        Some(format!("{:?} {}", self.place, self.full()))
    }

    fn detail(&self) -> String {
        self.full_name().unwrap_or_default()
    }
}
