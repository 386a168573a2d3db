//! `images:`, what holds for image references.

use std::ops::Deref;

use regex::{RegexSet, RegexSetBuilder};

use super::place::Placed;
use super::{FileContext, Key, Refusal, Shown, section};
use crate::text::Span;

/// The longest pattern of a tag.
const LONGEST: usize = 512;

/// The most patterns of tags in one file: each is a program of its own.
const MOST: usize = 1_000;

section! {
    /// Settings for image references.
    #[schemars(rename = "Images")]
    pub struct Images from ImageKeys {
        /// Repositories that your own pipeline builds, as prefixes. The rules about commit tags need them.
        #[example = r#"["registry.example.org/team"]"#]
        own: Repositories,

        /// The only registries or repositories that images may come from, as prefixes. Empty means any.
        #[example = r#"["registry.example.org", "docker.io/library"]"#]
        registries: Repositories,

        /// Zones in which every image must be pinned by digest. Define them under `zones`.
        digest_zones: Vec<String>,

        /// The only base images that a final stage may use, as repository prefixes. Empty means any.
        #[example = r#"["gcr.io/distroless"]"#]
        bases: Repositories,

        /// Further tags that move by convention, as regular expressions that match the whole tag.
        #[example = r#"["edge-.*"]"#]
        floating_tags: TagPatterns,

        /// How many earlier images a clean-up policy must keep, so that rollbacks find their image.
        #[example = "20"]
        keep: u32 = 10,
    }
}

/// Prefixes of image references: `registry.example.org/team`.
#[derive(Clone, Debug, Default)]
pub struct Repositories(Vec<String>);

impl Deref for Repositories {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.0
    }
}

impl Key for Repositories {
    type Written = Vec<Placed<String>>;

    fn take(&mut self, written: &Self::Written, _: &mut FileContext<'_>) -> Result<(), Refusal> {
        self.0 = written.iter().map(repository).collect::<Result<_, _>>()?;
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::texts(&self.0)
    }
}

fn repository(written: &Placed<String>) -> Result<String, Refusal> {
    match written.value.trim_end_matches('/') {
        "" => Err(Refusal::new(written.span, "the repository is empty")),
        name if name.contains("://") => {
            let message = "write repositories as in image references, without `https://`";
            Err(Refusal::new(written.span, message))
        }
        name => Ok(name.to_owned()),
    }
}

/// Regular expressions, one of which the whole tag must match.
#[derive(Clone, Debug, Default)]
pub struct TagPatterns {
    written: Vec<String>,
    set: RegexSet,
}

impl TagPatterns {
    /// Whether one of them matches `tag`.
    #[must_use]
    pub fn is_match(&self, tag: &str) -> bool {
        self.set.is_match(tag)
    }
}

impl Key for TagPatterns {
    type Written = Vec<Placed<String>>;

    fn take(&mut self, written: &Self::Written, _: &mut FileContext<'_>) -> Result<(), Refusal> {
        if let Some(beyond) = written.get(MOST) {
            return Err(Refusal::new(beyond.span, format!("more than {MOST} patterns")));
        }
        if let Some(long) = written.iter().find(|pattern| pattern.value.len() > LONGEST) {
            return Err(bad(long, "too long"));
        }
        self.set = compiled(written).map_err(|_| at_fault(written))?;
        self.written = written.iter().map(|pattern| pattern.value.clone()).collect();
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::texts(&self.written)
    }
}

fn compiled(written: &[Placed<String>]) -> Result<RegexSet, regex::Error> {
    RegexSetBuilder::new(written.iter().map(|tag| format!("^(?:{})$", tag.value))).size_limit(1 << 20).build()
}

/// Which of the patterns cannot be compiled, or that it is all of them together.
fn at_fault(written: &[Placed<String>]) -> Refusal {
    let fault =
        |one: &Placed<String>| Some(bad(one, &last_line(&compiled(std::slice::from_ref(one)).err()?.to_string())));
    written.iter().find_map(fault).unwrap_or_else(|| {
        let all = written.first().map_or_else(Span::default, |first| first.span);
        Refusal::new(all, "these patterns are too large together")
    })
}

fn bad(written: &Placed<String>, why: &str) -> Refusal {
    Refusal::new(written.span, format!("the pattern `{}` is not a regular expression: {why}", written.value))
}

/// A regular expression's error draws the pattern before it says what is wrong.
fn last_line(message: &str) -> String {
    let last = message.rsplit('\n').find(|line| !line.trim().is_empty()).unwrap_or(message);
    last.trim().trim_start_matches("error: ").to_owned()
}
