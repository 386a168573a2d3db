//! From a file to its facts: tells what kind of file it is and lets the reader of that kind speak.

mod command_images;
mod commands;
mod contents;
mod embedded;
mod format;
mod image_key;
pub mod migration;
mod names;
mod pipelines;
mod place;
mod script;
mod scripts;
mod secrets;
mod splice;
#[cfg(test)]
mod tests;
mod walk;
mod written;

use std::sync::Arc;

use bstr::ByteSlice;

use super::{Facts, MigrationRun, Unread};
use crate::document::yaml::{self, Yaml};
use crate::document::{Kind, comment, dockerfile, kind, language};
use crate::secret::Search;
use crate::source::Listed;
use crate::text::{RepoPath, Site, Span, Text};

use contents::Contents;
use format::Name;
pub use format::kustomize::overlay::{Directory, Overlays};
pub use names::{Named, Usage};

/// How many keys that stand twice are reported one by one.
const MOST_DUPLICATES: usize = 64;

/// The other files of the same side, read as YAML when a file leans on them.
pub trait Neighbours {
    /// The file at `path`, if there is one and it can be read.
    fn read(&self, path: &RepoPath) -> Option<Arc<Yaml>>;

    /// The file at `path` as it stands, if there is one and it can be read.
    fn text(&self, path: &RepoPath) -> Option<Arc<Text>>;

    /// The names right below a directory, sorted; none where that is not known.
    fn list(&self, dir: &RepoPath) -> Vec<Listed>;

    /// [`Directory::read`], once for all who ask.
    fn directory(&self, dir: &RepoPath) -> Arc<Directory>;

    /// [`Overlays::read`], once for all who ask.
    fn overlays(&self, dir: &RepoPath) -> Option<Arc<Overlays>>;
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
    /// Whether anybody asks about migrations.
    pub migrations: bool,
    /// What other files use it for, where that is known.
    pub usage: Option<Usage>,
    /// Who looks for secrets, where anybody asks about them.
    pub search: Option<Search<'a>>,
}

/// All that a file says.
#[derive(Debug, Default)]
pub struct Extracted {
    /// About itself.
    pub facts: Facts,
    /// Which other files it names, and what for.
    pub names: Vec<Named>,
    /// Where it belongs as a migration, which is read with the others there.
    pub migration: Option<migration::Location>,
}

/// Reads a file.
#[must_use]
pub fn read(text: &Arc<Text>, wanted: Wanted<'_>, neighbours: &dyn Neighbours) -> Extracted {
    let found = wanted.search.map(|search| search.find(text.path(), text.bytes())).unwrap_or_default();
    let usage = wanted.usage.filter(|usage| usage.fits(text.bytes()));
    let usage = usage.or_else(|| if wanted.structure { names::by_neighbours(text, neighbours) } else { None });
    let reader = Reader { text, wanted, neighbours, name: Name::new(text.path(), usage) };
    let about_secrets = wanted.search.is_some() && secrets::needs_documents(text, &reader.name, &found);
    let mut out = Extracted::default();
    let (yaml, mut places) = (reader.yaml(usage, about_secrets), secrets::Places::default());
    let comments = match &yaml {
        Some(yaml) => {
            places = reader.documents(yaml, &mut out);
            yaml.comments().to_vec()
        }
        None => reader.others(usage, about_secrets, &mut out),
    };
    let facts = &mut out.facts;
    if let Some(search) = wanted.search {
        secrets::read(search.scanner, text, found, places, facts);
    }
    if wanted.partial {
        facts.unread.clear();
    }
    facts.suppressions = super::suppress::read(text, &comments);
    facts.migration_runs.extend(MigrationRun::of(&facts.commands));
    if wanted.migrations && !wanted.partial {
        facts.models = migration::model::read(text, neighbours).into();
    }
    facts.note_left_out(text);
    if wanted.migrations && !wanted.partial {
        out.migration = migration::place(text, neighbours);
    }
    out
}

/// Reads one file in its language.
struct Reader<'a> {
    text: &'a Arc<Text>,
    wanted: Wanted<'a>,
    neighbours: &'a dyn Neighbours,
    name: Name,
}

impl Reader<'_> {
    /// Whether the file has to be parsed for what is wanted of it.
    fn is_parsed(&self, about_secrets: bool) -> bool {
        let about_commands = self.wanted.commands && commands::needs_documents(self.text, &self.name);
        self.wanted.structure || about_secrets || about_commands || self.holds_directive()
    }

    fn holds_directive(&self) -> bool {
        self.text.bytes().contains_str(b"portcullis:")
    }

    /// A file of YAML or JSON, parsed if anything is wanted of it.
    fn yaml(&self, usage: Option<Usage>, about_secrets: bool) -> Option<Yaml> {
        let is_wanted = match usage.map_or_else(|| kind(self.text.path()), |usage| usage.kind(self.text.path())) {
            Kind::Json => usage.is_some() || about_secrets || is_spoken_for(self.text, &self.name),
            Kind::Yaml => true,
            Kind::Dockerfile | Kind::Other => false,
        };
        let parse = if self.wanted.partial { yaml::parse_fragments } else { yaml::parse };
        (is_wanted && self.is_parsed(about_secrets)).then(|| parse(self.text))
    }

    /// A file that is not parsed as YAML; its comments.
    fn others(&self, usage: Option<Usage>, about_secrets: bool, out: &mut Extracted) -> Vec<Span> {
        match usage.map_or_else(|| kind(self.text.path()), |usage| usage.kind(self.text.path())) {
            Kind::Dockerfile if self.is_parsed(about_secrets) => self.dockerfile(usage.is_none(), out),
            Kind::Other => self.text(out),
            Kind::Dockerfile | Kind::Yaml | Kind::Json => Vec::new(),
        }
    }

    /// A Dockerfile, which `is_called_so` or is only used as one; its comments.
    fn dockerfile(&self, is_called_so: bool, out: &mut Extracted) -> Vec<Span> {
        let dockerfile = dockerfile::parse(self.text);
        out.facts = super::dockerfile::facts(&dockerfile);
        for unread in out.facts.unread.iter_mut() {
            unread.judged &= is_called_so;
        }
        if self.wanted.commands {
            commands::of_dockerfile(self.text, &dockerfile, out);
        }
        dockerfile.comments().to_vec()
    }

    /// Documents of YAML or JSON; the places in which a secret means more than itself.
    fn documents<'y>(&'y self, yaml: &'y Yaml, out: &mut Extracted) -> secrets::Places<'y> {
        let contents =
            Contents::read(yaml, &self.name, commands::runs(self.text, self.wanted.commands), self.neighbours);
        let (facts, runs, places) = contents.close();
        if self.wanted.structure || commands::holds_grant(self.text) {
            out.facts = facts;
            note_unread(yaml, &self.name, &mut out.facts);
        }
        commands::of_pipelines(self.text, runs, out);
        if self.wanted.structure {
            format::kustomize::overlay::resolve(self.text.path(), &mut out.facts.images, self.neighbours);
        }
        names::of_documents(yaml, &self.name, &mut out.names);
        places
    }

    /// Any other text; its comments, where one speaks to us.
    fn text(&self, out: &mut Extracted) -> Vec<Span> {
        if self.wanted.structure || self.wanted.commands {
            commands::of_text(self.text, self.wanted.commands, out);
        }
        let language = language(self.text.path()).filter(|_| self.holds_directive());
        language.map(|language| comment::comments(language, self.text.bytes())).unwrap_or_default()
    }
}

/// What JSON holds if it defines tasks of ECS or resources of CloudFormation.
const JSON_NEEDLES: [&[u8]; 2] = [format::ecs::NEEDLE, b"\"AWS::"];

/// Whether JSON holds what some reader looks for: most of it is data of programs.
fn is_spoken_for(text: &Text, name: &Name) -> bool {
    let holds = |needle: &[u8]| text.bytes().contains_str(needle);
    // An object without an image may still bind a role, or fetch a chart.
    let says_something =
        || [&b"mage\""[..], b"ClusterRoleBinding", b"targetRevision", b"\"chart\""].iter().any(|one| holds(one));
    let is_object = || holds(b"\"apiVersion\"") && holds(b"\"kind\"") && says_something();
    commands::is_in_json(text)
        || format::is_devcontainer(name)
        || format::lifecycle::NEEDLES.iter().chain(&JSON_NEEDLES).any(|needle| holds(needle))
        || text.path().rendered_name().ends_with(".tf.json") && holds(b"mage")
        || is_object()
}

/// Tells what of a file could not be read.
fn note_unread(yaml: &Yaml, name: &Name, facts: &mut Facts) {
    let path = yaml.text().path();
    // A template that the mask cannot straighten out is the reader's limit, not the author's mistake.
    let is_filled_in = path.is_template() || is_template(yaml.text().bytes());
    let is_judged = (format::is_promised(name) || looks_like_objects(yaml.text().bytes())) && !is_filled_in;
    facts.unread.extend(yaml.problems().iter().map(|problem| Unread::new(yaml.text(), problem, is_judged)));
    if is_judged {
        let unread = |why, span| Unread { why, judged: true, hides: span, site: Site::new(yaml.text(), span) };
        let twice = yaml.duplicates();
        facts.unread.extend(twice.iter().take(MOST_DUPLICATES).map(|&span| {
            let key = shown(yaml.text(), span);
            unread(format!("key `{key}` appears twice in one mapping; the last one wins"), span)
        }));
        facts.unread.extend(twice.get(MOST_DUPLICATES).map(|&span| {
            let more = twice.len() - MOST_DUPLICATES;
            unread(format!("{more} more keys appear twice in their mappings; the last one wins"), span)
        }));
    }
}

/// A key, cut to what fits a sentence.
fn shown(text: &Text, span: Span) -> String {
    text.slice(span).chars().take(60).collect()
}

/// A cheap look for Kubernetes objects in a text that may not parse.
fn looks_like_objects(bytes: &[u8]) -> bool {
    bytes.contains_str("apiVersion:") && bytes.contains_str("kind:")
}

/// Whether Go's templates have a part in a text; `${{ … }}` is a workflow's expression.
fn is_template(bytes: &[u8]) -> bool {
    bytes.find_iter("{{").any(|at| at == 0 || bytes[at - 1] != b'$')
}
