//! `commands:`, what people may be told to run by hand.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::place::Placed;
use super::{FileContext, Globs, Key, Merge, Refusal, Shown, section};
use crate::text::RepoPath;

section! {
    /// Commands for people to run by hand.
    #[schemars(rename = "Commands")]
    pub struct Commands from CommandKeys {
        /// Commands that documents and scripts may tell people to run.
        #[example = r#"
  - run: ["kubectl rollout restart", "kubectl annotate externalsecret"]
    paths: ["docs/runbooks/**"]
    reason: sanctioned steps of an incident"#]
        allow: Vec<Arc<Permitted>>,
    }
}

/// Commands that people may be told to run.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AllowedCommands")]
pub(crate) struct AllowKeys {
    /// How they begin, word by word: `kubectl rollout restart`. Flags in between do not matter. Left out: every command.
    run: Option<Vec<Placed<String>>>,

    /// The documents and scripts that may contain them, as globs. Left out: any.
    paths: Option<Vec<Placed<String>>>,

    /// The zones whose files may contain them. Left out: any file.
    zones: Option<Vec<Placed<String>>>,

    /// Why. Required.
    reason: Placed<String>,
}

/// Commands that people may be told to run.
#[derive(Clone, Debug, Default)]
pub struct Permitted {
    /// How they begin, word by word. Empty: every command.
    pub run: Vec<Vec<String>>,
    /// The files in which they may stand. None: any.
    pub paths: Option<Globs>,
    /// The zones whose files may hold them. None: any file.
    pub zones: Option<Vec<String>>,
    /// Why.
    pub reason: String,
}

impl Permitted {
    /// Whether it allows a command of these words, without its flags, in the file at `path`, which belongs to `zone`.
    #[must_use]
    pub fn allows(&self, words: &[&str], path: &RepoPath, zone: Option<&str>) -> bool {
        let begins = |prefix: &Vec<String>| {
            prefix.len() <= words.len() && prefix.iter().zip(words).all(|(own, word)| own == word)
        };
        (self.run.is_empty() || self.run.iter().any(begins))
            && self.paths.as_ref().is_none_or(|paths| paths.is_match(path))
            && self.zones.as_ref().is_none_or(|zones| zone.is_some_and(|zone| zones.iter().any(|own| own == zone)))
    }

    fn read(keys: &AllowKeys, cx: &FileContext<'_>) -> Result<Self, Refusal> {
        let AllowKeys { run, paths, zones, reason } = keys;
        if reason.value.trim().is_empty() {
            return Err(Refusal::new(reason.span, "`reason` is empty").with_help("say why it is allowed"));
        }
        Ok(Self {
            run: run.iter().flatten().map(words).collect::<Result<_, _>>()?,
            paths: paths.as_deref().map(|paths| cx.globs(paths)).transpose()?,
            zones: zones.as_ref().map(|zones| zones.iter().map(|zone| zone.value.clone()).collect()),
            reason: reason.value.clone(),
        })
    }

    fn shown(&self) -> Shown {
        let Self { run, paths, zones, reason } = self;
        Shown::mapping([
            ("run", Shown::some_texts(run.iter().map(|words| words.join(" ")))),
            ("paths", paths.as_ref().map(Key::shown)),
            ("zones", zones.as_ref().map(Key::shown)),
            ("reason", Some(Shown::text(reason))),
        ])
    }
}

/// Each entry by itself allows what it names.
impl Key for Vec<Arc<Permitted>> {
    type Written = Vec<AllowKeys>;

    const MERGE: Merge = Merge::Add;

    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        for keys in written {
            self.push(Arc::new(Permitted::read(keys, cx)?));
        }
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::List(self.iter().map(|entry| entry.shown()).collect())
    }
}

fn words(prefix: &Placed<String>) -> Result<Vec<String>, Refusal> {
    let words: Vec<String> = prefix.value.split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        return Err(
            Refusal::new(prefix.span, "the command is empty").with_help("leave `run` out to allow every command")
        );
    }
    Ok(words)
}
