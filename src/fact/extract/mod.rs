//! From a file to its facts: tells what kind of file it is and lets the reader of that kind speak.

mod charts;
mod command_images;
mod commands;
mod compose;
mod devcontainer;
mod gitops;
mod kustomize;
mod lifecycle;
mod objects;
mod overlay;
mod pipeline;
mod pipelines;
mod place;
mod script;
mod scripts;
mod secrets;
mod splice;
#[cfg(test)]
mod tests;
mod values;
mod walk;

use std::sync::Arc;

use bstr::ByteSlice;

use super::{Facts, Known, Part, Unread};
use crate::document::yaml::{self, Node, Yaml};
use crate::document::{Kind, comment, dockerfile, kind, language};
use crate::secret::Search;
use crate::source::Listed;
use crate::text::{RepoPath, Site, Span, Text};

pub use overlay::{Look, Region};

/// How many keys that stand twice are told one by one.
const MOST_DUPLICATES: usize = 64;

/// The other files of the same side, read as YAML when a file leans on them.
pub trait Neighbours {
    /// The file at `path`, if there is one and it can be read.
    fn read(&self, path: &RepoPath) -> Option<Arc<Yaml>>;

    /// The names right below a directory, sorted; none where that is not known.
    fn list(&self, dir: &RepoPath) -> Vec<Listed>;

    /// [`Look::into`] a directory, once for all who ask.
    fn look(&self, dir: &RepoPath) -> Arc<Look>;

    /// [`Region::read`] from a directory down, once for all who ask.
    fn region(&self, dir: &RepoPath) -> Option<Arc<Region>>;
}

/// Whether what stands in files of this name decides what runs. (JSON is read too, for what little of it does.)
#[must_use]
pub fn is_judged(path: &RepoPath) -> bool {
    matches!(kind(path), Kind::Yaml | Kind::Dockerfile)
}

/// Whether anything in a file of this name could matter: facts, comments that silence rules, or, if somebody `asks_about_texts`, for
/// secrets or for commands, any text at all.
#[must_use]
pub fn is_read(path: &RepoPath, asks_about_texts: bool) -> bool {
    kind(path) != Kind::Other || language(path).is_some() || (asks_about_texts && !is_asset(path))
}

/// Whether a file of this name holds no text by its nature: a picture, an archive, a program.
#[must_use]
pub fn is_asset(path: &RepoPath) -> bool {
    const ASSETS: &[&str] = &[
        "7z", "a", "apk", "avi", "avif", "bin", "bmp", "bz2", "class", "deb", "dll", "dylib", "ear", "eot", "exe",
        "flac", "gif", "glb", "gz", "heic", "icns", "ico", "iso", "jar", "jpeg", "jpg", "lz4", "mkv", "mov", "mp3",
        "mp4", "mpg", "npy", "npz", "o", "obj", "ogg", "onnx", "otf", "parquet", "pdf", "pkl", "png", "ppt", "pptx",
        "psd", "pt", "rar", "rpm", "safetensors", "so", "sqlite", "tar", "tgz", "tif", "tiff", "ttf", "war", "wasm",
        "wav", "webm", "webp", "whl", "woff", "woff2", "xls", "xlsx", "xz", "zip", "zst",
    ];
    let name = path.lower_name();
    name.rsplit_once('.').is_some_and(|(_, extension)| ASSETS.binary_search(&extension).is_ok())
}

/// What is asked of a file.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Whether only some of its lines are known.
    pub partial: bool,
    /// Whether anybody asks about more than secrets and commands: only then every document has to be parsed.
    pub structure: bool,
    /// Whether anybody asks about commands and pipelines.
    pub commands: bool,
    /// Who looks for secrets, where anybody asks about them.
    pub search: Option<Search<'a>>,
}

/// All that a file says.
#[must_use]
pub fn facts(text: &Arc<Text>, wanted: Wanted<'_>, neighbours: &dyn Neighbours) -> Facts {
    let found = wanted.search.map(|search| search.find(text.path(), text.bytes())).unwrap_or_default();
    let holds_directive = || text.bytes().contains_str(b"portcullis:");
    let about_secrets = wanted.search.is_some() && secrets::needs_documents(text, &found);
    let about_commands = wanted.commands && commands::needs_documents(text);
    let is_parsed = wanted.structure || about_secrets || about_commands || holds_directive();
    let mut facts = Facts::default();
    let mut tree = None;
    let comments = match kind(text.path()) {
        Kind::Dockerfile if is_parsed => {
            let dockerfile = dockerfile::parse(text);
            facts = super::dockerfile::facts(&dockerfile);
            if wanted.commands {
                commands::of_dockerfile(text, &dockerfile, &mut facts);
            }
            dockerfile.comments().to_vec()
        }
        Kind::Json if !is_spoken_for(text) && !about_secrets => Vec::new(),
        Kind::Yaml | Kind::Json if is_parsed => {
            let yaml = if wanted.partial { yaml::parse_fragments(text) } else { yaml::parse(text) };
            if wanted.structure || commands::holds_grant(text) {
                read_yaml(&yaml, neighbours, &mut facts);
                overlay::resolve(text.path(), &mut facts.images, neighbours);
            }
            if wanted.commands {
                commands::of_yaml(&yaml, &mut facts);
            }
            tree.insert(yaml).comments().to_vec()
        }
        Kind::Other => language(text.path())
            .filter(|_| holds_directive())
            .map(|language| comment::comments(language, text.bytes()))
            .unwrap_or_default(),
        Kind::Dockerfile | Kind::Yaml | Kind::Json => Vec::new(),
    };
    if wanted.commands && kind(text.path()) == Kind::Other {
        commands::of_text(text, &mut facts);
    }
    if let Some(search) = wanted.search {
        secrets::read(search.scanner, text, found, tree.as_ref(), &mut facts);
    }
    if wanted.partial {
        facts.unread.clear();
    }
    facts.suppressions = super::suppress::read(text, &comments);
    facts.note_left_out(text);
    facts
}

/// Whether JSON holds what some reader looks for: most of it is data of programs.
fn is_spoken_for(text: &Text) -> bool {
    let holds = |needle: &[u8]| text.bytes().contains_str(needle);
    let is_object = || holds(b"\"apiVersion\"") && holds(b"\"kind\"") && holds(b"mage\"");
    commands::is_in_json(text)
        || devcontainer::is_one(text.path())
        || lifecycle::NEEDLES.iter().any(|needle| holds(needle))
        || is_object()
}

fn read_yaml(yaml: &Yaml, neighbours: &dyn Neighbours, facts: &mut Facts) {
    let path = yaml.text().path();
    let named = role_by_name(path);
    for document in yaml.documents() {
        match named.or_else(|| role_by_content(document)) {
            Some(Role::Kustomization) => kustomize::read(document, facts),
            Some(Role::Chart) => charts::read_chart(document, &path.parent(), neighbours, facts),
            Some(Role::Values) => {
                let version = app_version(&path.parent(), neighbours);
                values::read("values", document, version.as_ref(), facts);
            }
            Some(Role::Compose) => compose::read(document, devcontainer::holds(path), facts),
            Some(Role::Workflow) => pipeline::read_workflow(document, facts),
            Some(Role::Action) => pipeline::read_action(document, facts),
            Some(Role::Objects) => objects::read(document, facts),
            Some(Role::JsonPatch) => objects::read_json_patch("", document, facts),
            Some(Role::Lifecycle) => lifecycle::read(document, facts),
            Some(Role::Devcontainer) => devcontainer::read(document, facts),
            None => {}
        }
    }
    // A template that the mask cannot straighten out is the reader's limit, not the author's mistake.
    let is_judged = (named.is_some() || looks_like_objects(yaml.text().bytes())) && !is_template(yaml.text().bytes());
    facts.unread.extend(yaml.problems().iter().map(|problem| Unread::new(yaml.text(), problem, is_judged)));
    if is_judged {
        let unread = |why, span| Unread { why, judged: true, hides: span, site: Site::new(yaml.text(), span) };
        let twice = yaml.duplicates();
        facts.unread.extend(twice.iter().take(MOST_DUPLICATES).map(|&span| {
            let key = shown(yaml.text(), span);
            unread(format!("key `{key}` stands twice in one mapping; the last one counts"), span)
        }));
        facts.unread.extend(twice.get(MOST_DUPLICATES).map(|&span| {
            let more = twice.len() - MOST_DUPLICATES;
            unread(format!("{more} more keys stand twice in their mappings; the last one counts"), span)
        }));
    }
}

/// A key, cut to what fits a sentence.
fn shown(text: &Text, span: Span) -> String {
    text.slice(span).chars().take(60).collect()
}

/// What a YAML document is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Kustomization,
    Chart,
    Values,
    Compose,
    Workflow,
    Action,
    Objects,
    JsonPatch,
    Lifecycle,
    Devcontainer,
}

fn role_by_name(path: &RepoPath) -> Option<Role> {
    let name = path.lower_name();
    let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")).unwrap_or(&name);
    let is_workflow = [".github/workflows", ".gitea/workflows", ".forgejo/workflows"]
        .iter()
        .any(|dir| path.parent() == RepoPath::from(*dir));
    let starts =
        |word: &str| stem.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']));
    let ends = |word: &str| stem.strip_suffix(word).is_some_and(|rest| rest.ends_with(['.', '-', '_']));
    match stem {
        _ if is_workflow => Some(Role::Workflow),
        _ if devcontainer::is_one(path) => Some(Role::Devcontainer),
        "kustomization" => Some(Role::Kustomization),
        "chart" => Some(Role::Chart),
        "action" => Some(Role::Action),
        _ if starts("values") || ends("values") => Some(Role::Values),
        _ if starts("docker-compose") || starts("compose") || ends("compose") => Some(Role::Compose),
        _ => None,
    }
}

fn role_by_content(document: Node<'_>) -> Option<Role> {
    let has = |key| document.get(key).is_some_and(Node::is_scalar);
    if has("apiVersion") && has("kind") {
        let kustomization = matches!(document.get("kind").and_then(Node::str), Some("Kustomization" | "Component"));
        let of_kustomize = document
            .get("apiVersion")
            .and_then(Node::str)
            .is_some_and(|version| version.starts_with("kustomize.config.k8s.io/"));
        return Some(if kustomization && of_kustomize { Role::Kustomization } else { Role::Objects });
    }
    let services = document.get("services").filter(|services| services.is_mapping());
    if services.is_some_and(|services| {
        services.entries().any(|(_, one)| one.get("image").is_some() || one.get("build").is_some())
    }) {
        return Some(Role::Compose);
    }
    if document.get("rules").is_some_and(Node::is_sequence) {
        return Some(Role::Lifecycle);
    }
    let first = document.items().next()?;
    if first.get("op").is_some() && first.get("path").is_some() {
        return Some(Role::JsonPatch);
    }
    Some(Role::Lifecycle)
}

/// A cheap look for Kubernetes objects in a text that may not parse.
fn looks_like_objects(bytes: &[u8]) -> bool {
    bytes.contains_str("apiVersion:") && bytes.contains_str("kind:")
}

/// Whether Go's templates have a part in a text; `${{ … }}` is a workflow's expression.
fn is_template(bytes: &[u8]) -> bool {
    bytes.find_iter("{{").any(|at| at == 0 || bytes[at - 1] != b'$')
}

/// `appVersion` of the chart in `dir`: what an empty tag falls to.
fn app_version(dir: &RepoPath, neighbours: &dyn Neighbours) -> Option<Known<Part>> {
    let chart = neighbours.read(&dir.join(b"Chart.yaml")?)?;
    let document = chart.documents().next()?;
    document.get("appVersion").filter(|version| !version.is_null()).map(place::part)
}
