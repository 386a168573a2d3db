//! A base image of another family than before.

use super::base::{self, Family};
use crate::change::Change;
use crate::fact::{Place, Stage};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// The base image changes to another C library, distribution or major version.
    ///
    /// ## Why
    /// Programs are built against a C library and a distribution release. A binary linked against glibc does not start on musl;
    /// another distribution has different packages, paths, certificates and users; a new major version drops what the old one
    /// deprecated. Such a change is a migration, not a version bump, and needs testing like one. A new major version of the
    /// same product or distribution is plain to see in the diff and is reported at medium, as are a move to `scratch` and a
    /// switch to a different product.
    ///
    /// ## Examples
    /// ```diff Dockerfile
    /// -FROM node:20-slim
    /// +FROM node:20-alpine
    ///       ^^^^^^^^^^^^^^ the base image changes from glibc (`node:20-slim`) to musl (`node:20-alpine`)
    ///  COPY . /app
    /// ```
    ///
    /// ```diff Dockerfile
    /// -FROM debian:bullseye-slim
    /// +FROM debian:bookworm-slim
    ///       ^^^^^^^^^^^^^^^^^^^^ the base image changes from Debian 11 (`debian:bullseye-slim`) to Debian 12 (`debian:bookworm-slim`)
    /// ```
    ///
    /// A version set by an `ARG` is reported there:
    /// ```diff Dockerfile
    /// -ARG PYTHON=3.11
    /// +ARG PYTHON=3.12
    ///             ^^^^ the base image changes from python 3.11 (`python:3.11-slim`) to python 3.12 (`python:3.12-slim`)
    ///  FROM python:${PYTHON}-slim
    /// ```
    ///
    /// A new version within the same family is not reported:
    /// ```diff Dockerfile
    /// -FROM node:20.11-alpine3.19
    /// +FROM node:20.15-alpine3.20
    ///  COPY . /app
    /// ```
    "dockerfile/base-family-changed" {
        standard: High, strict: High, confidence: Likely,
        check: Check::Stage(check),
    }
}

fn check(_: &Context<'_>, stage: Change<&Stage>) -> Option<Finding> {
    let (before, after) = stage.both()?;
    // What ran on nothing runs on anything.
    let (old, new) = (Base::of(before).filter(|_| !before.from_scratch)?, Base::of(after)?);
    let Difference { from, to, is_plain } = difference(&old, &new)?;
    let at = match &after.base {
        // What the final stage stands on is reported there, once.
        Some(image) if !after.is_final && image.place == Place::FinalStage => return None,
        Some(image) if !after.is_final && !after.site.span.contains(image.site.span) => return None,
        Some(image) => base::site(image),
        None => &after.site,
    };
    let was = before.base.as_ref().map_or(&before.site, base::site);
    let finding = Finding::at(at, format!("the base image changes from {from} to {to}"))
        .related(was, "was")
        .help("test the new image before it ships, and say in the pull request why the base changes");
    // The diff shows a new version to everybody, and a bot may well have proposed it; `scratch` is for what needs nothing.
    Some(match (after.is_final, is_plain || after.from_scratch) {
        (true, false) => finding,
        (true, true) => finding.at_most(Severity::Medium, Severity::High),
        (false, _) => finding.at_most(Severity::Low, Severity::Medium),
    })
}

/// A stage's base with the name that a reader knows it by.
struct Base {
    family: Family,
    shown: String,
}

impl Base {
    fn of(stage: &Stage) -> Option<Self> {
        match &stage.base {
            Some(image) => Some(Self { family: base::family(image), shown: format!("(`{}`)", base::shown(image)) }),
            None if stage.from_scratch => {
                let family = Family { system: Some("`scratch`"), ..Family::default() };
                Some(Self { family, shown: String::new() })
            }
            None => None,
        }
    }

    fn named(&self, what: &str) -> String {
        format!("{what} {}", self.shown).trim_end().to_owned()
    }
}

/// What differs, the most telling thing first: both sides in words.
struct Difference {
    from: String,
    to: String,
    /// Whether it is another version of the same thing, or another thing altogether: nginx now serves what node served.
    is_plain: bool,
}

fn difference(old: &Base, new: &Base) -> Option<Difference> {
    let name = |base: &Base| base.family.product.as_ref().map(|(name, _)| name.clone());
    let is_java = |name: &str| matches!(name, "amazoncorretto" | "eclipse-temurin" | "openjdk");
    let is_replaced = name(old).zip(name(new)).is_some_and(|(was, is)| was != is && !(is_java(&was) && is_java(&is)));
    let both = |old_word: &str, new_word: &str| {
        Some(Difference { from: old.named(old_word), to: new.named(new_word), is_plain: is_replaced })
    };
    let versions = |old_word: &str, new_word: &str| Some(Difference { is_plain: true, ..both(old_word, new_word)? });
    let (was, is) = (&old.family, &new.family);
    if let (Some(was), Some(is)) = (was.libc, is.libc)
        && was != is
    {
        return both(was, is);
    }
    if let (Some(was), Some(is)) = (was.system, is.system)
        && was != is
    {
        return both(was, is);
    }
    if let (Some(system), Some(was), Some(is)) = (is.system, &was.release, &is.release)
        && was != is
    {
        return versions(&format!("{system} {was}"), &format!("{system} {is}"));
    }
    let ((name, was), (same, is)) = (was.product.as_ref()?, is.product.as_ref()?);
    if name == same && was != is { versions(&format!("{name} {was}"), &format!("{name} {is}")) } else { None }
}
