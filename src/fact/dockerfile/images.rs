//! The images that a Dockerfile names, and what each stage stands on.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::dockerfile::{Body, Dockerfile, Instruction, Keyword, Piece, Resolved, Scope, Stage, Word};
use crate::document::template;
use crate::fact::official;
use crate::fact::reference::{self, Reference, Spliced};
use crate::fact::{Image, Known, Part, Place};
use crate::text::Site;

/// What a stage starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// An earlier stage.
    Stage(usize),
    /// One of the images.
    Image(usize),
    /// Nothing.
    Scratch,
    /// No image by its form.
    Unknown,
}

/// A stage's start, and the user that it sets.
pub(super) struct Source {
    pub(super) owner: String,
    pub(super) origin: Origin,
    pub(super) user: Known<Part>,
}

/// Walks the stages with the variables that each instruction sees.
pub(super) struct Reader<'a> {
    dockerfile: &'a Dockerfile,
    globals: Scope,
    /// Stage numbers by lower-case name; those of all stages for `COPY --from`.
    names: BTreeMap<String, usize>,
    pub(super) images: Vec<Image>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(dockerfile: &'a Dockerfile) -> Self {
        let mut globals = Scope::global();
        for instruction in dockerfile.preamble().iter().filter(|instruction| instruction.keyword == Keyword::Arg) {
            instruction.pairs().iter().for_each(|pair| globals.arg(pair, None));
        }
        let mut reader = Self { dockerfile, globals, names: BTreeMap::new(), images: Vec::new() };
        if let Some(word) = dockerfile.syntax() {
            let spliced = reader.splice(&Scope::global().resolve(word));
            let image = reader.image(&spliced, word);
            reader.images.extend(image.map(|image| Image {
                owner: "syntax".to_owned(),
                place: Place::Syntax,
                ..image
            }));
        }
        reader
    }

    /// Reads all stages; their images gather in `images`.
    pub(super) fn stages(&mut self) -> Vec<Source> {
        let stages = self.dockerfile.stages();
        let all_names = stages.iter().filter_map(lower_name).collect();
        let mut sources: Vec<Source> = Vec::with_capacity(stages.len());
        for (index, stage) in stages.iter().enumerate() {
            let owner = owner(stage, index, stages.len());
            let origin = self.origin(stage, &owner);
            let user = self.walk(stage, &owner, &all_names);
            sources.push(Source { owner, origin, user });
            // Its own name is known only to those that follow: `FROM alpine AS alpine`.
            self.names.extend(lower_name(stage).map(|name| (name, index)));
        }
        sources
    }

    fn origin(&mut self, stage: &Stage, owner: &str) -> Origin {
        let Some(word) = &stage.from else { return Origin::Unknown };
        let spliced = self.splice(&self.globals.resolve(word));
        if spliced.is_known() {
            let name = spliced.text().to_ascii_lowercase();
            if name == "scratch" {
                return Origin::Scratch;
            }
            if let Some(earlier) = self.names.get(&name) {
                return Origin::Stage(*earlier);
            }
        }
        let Some(image) = self.image(&spliced, word) else { return Origin::Unknown };
        self.images.push(Image { owner: format!("stage {owner} from"), ..image });
        Origin::Image(self.images.len() - 1)
    }

    /// Reads a stage's instructions for the images that they copy from and the user that they leave.
    fn walk(&mut self, stage: &Stage, owner: &str, all_names: &BTreeSet<String>) -> Known<Part> {
        let mut scope = Scope::stage();
        let mut user = Known::Missing;
        let dockerfile = self.dockerfile;
        for instruction in dockerfile.body(stage) {
            match instruction.keyword {
                Keyword::Arg => instruction.pairs().iter().for_each(|pair| scope.arg(pair, Some(&self.globals))),
                Keyword::Env => scope.env(instruction.pairs()),
                Keyword::User => user = self.user(instruction, &scope),
                _ => {}
            }
            let wrapped = matches!(instruction.body, Body::Trigger(_));
            let verb = if wrapped { "onbuild " } else { "" };
            let inner = instruction.unwrapped();
            for (verb, word) in reads(inner, wrapped).into_iter().map(|(name, word)| (format!("{verb}{name}"), word)) {
                let spliced = self.splice(&scope.resolve(&word));
                let name = spliced.text();
                let is_stage =
                    all_names.contains(&name.to_ascii_lowercase()) || name.bytes().all(|b| b.is_ascii_digit());
                if is_stage || name.eq_ignore_ascii_case("scratch") || (spliced.is_known() && is_context(name)) {
                    continue;
                }
                if let Some(mut image) = self.image(&spliced, &word) {
                    image.owner = format!("stage {owner} {verb} {}", image.name());
                    self.images.push(image);
                }
            }
        }
        user
    }

    fn user(&self, instruction: &Instruction, scope: &Scope) -> Known<Part> {
        let Some(word) = instruction.words().first() else { return Known::Unknown };
        let spliced = self.splice(&scope.resolve(word));
        let part = Part { text: spliced.text().to_owned(), site: self.site(word) };
        if spliced.is_known() { Known::Known(part) } else { Known::Unknown }
    }

    /// The image that a word comes to; its owner is the caller's to say.
    fn image(&self, spliced: &Spliced, word: &Word) -> Option<Image> {
        let Reference { repository, tag, digest } = reference::parse(spliced)?;
        let (owner, place) = (String::new(), Place::BuildStage);
        Some(Image {
            owner,
            place,
            repository,
            tag,
            digest,
            site: self.site(word),
            version_from: None,
            pull_policy: None,
        })
    }

    fn splice(&self, resolved: &[Resolved]) -> Spliced {
        let mut spliced = Spliced::default();
        for part in resolved {
            match part {
                Resolved::Text { text, span } => {
                    let known = self.known_len(text);
                    let exact = text.len() == span.len();
                    spliced.push(
                        &text[..known],
                        Site::new(self.dockerfile.text(), if exact { span.part(0..known) } else { *span }),
                    );
                    if known < text.len() {
                        spliced.push_unknown(Site::new(self.dockerfile.text(), *span));
                    }
                }
                Resolved::Unknown(span) => spliced.push_unknown(Site::new(self.dockerfile.text(), *span)),
            }
        }
        spliced
    }

    /// How much of a text is written there, up to what a template engine or a script fills in.
    fn known_len(&self, text: &str) -> usize {
        let marked = text.find(is_template).unwrap_or(text.len());
        let is_filled_in = self.dockerfile.text().path().is_template();
        let replaced = template::placeholder(text).filter(|_| is_filled_in).map_or(marked, |name| name.start);
        marked.min(replaced)
    }

    fn site(&self, word: &Word) -> Site {
        Site::new(self.dockerfile.text(), word.span)
    }
}

/// What an instruction reads from other images: how, and the word that names the image or stage.
fn reads(instruction: &Instruction, is_trigger: bool) -> Vec<(&'static str, Word)> {
    match instruction.keyword {
        Keyword::Copy => instruction.flag("from").map(|word| ("copy-from", word.clone())).into_iter().collect(),
        Keyword::Run => {
            let mounts = instruction.flags.iter().filter(|flag| flag.name == "mount");
            mounts.filter_map(|flag| Some(("mount-from", mount_source(flag.value.as_ref()?)?))).collect()
        }
        // `ONBUILD FROM`: Docker refuses it, but it names an image all the same.
        Keyword::From if is_trigger => {
            instruction.words().first().map(|word| ("from", word.clone())).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The value of `from=` among a mount's comma-separated options.
fn mount_source(options: &Word) -> Option<Word> {
    options.split(',').into_iter().find_map(|option| {
        let first = option.pieces.first().and_then(Piece::text)?;
        if !first.get(..5)?.eq_ignore_ascii_case("from=") {
            return None;
        }
        let parts = option.split('=');
        // A reference holds no `=`.
        if let [_, value] = parts.as_slice() { Some(value.clone()) } else { None }
    })
}

fn owner(stage: &Stage, index: usize, count: usize) -> String {
    match lower_name(stage) {
        Some(name) => name,
        None if index + 1 == count => "final".to_owned(),
        None => index.to_string(),
    }
}

fn lower_name(stage: &Stage) -> Option<String> {
    stage.name.as_ref()?.text().map(|name| name.to_ascii_lowercase())
}

/// What no reference holds, but a template of a Dockerfile does: `{{ tag }}`, `<% tag %>`.
fn is_template(c: char) -> bool {
    matches!(c, '{' | '}' | '<' | '>' | '%')
}

/// Whether a source of `COPY --from` is one that the build is given by name (`--build-context`): a bare name that Docker Hub
/// does not serve.
fn is_context(name: &str) -> bool {
    !name.contains(['/', ':', '@']) && !official::is_one(name)
}
