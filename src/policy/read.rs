//! From the bytes of a policy file to its keys, or to an error that names the place and what was meant.

use serde_saphyr::{Error as Yaml, Location};

use super::error::{Error, Source};
use super::file::{File, VersionOnly};
use super::names::nearest;
use crate::settings::span_of;
use crate::text::Span;

/// The most bytes that a policy or a baseline may have.
pub(super) const CAP: u64 = 1 << 20;

/// The version of the format that this program reads.
const VERSION: u64 = 1;

/// Reads a policy file; `None` if it says nothing.
pub(super) fn file(source: &Source) -> Result<Option<File>, Error> {
    let size = source.text.bytes().len() as u64;
    if size > CAP {
        return Err(Error::unreadable(&source.name, format!("it has {size} bytes; a policy may have at most {CAP}")));
    }
    let text = source.utf8()?;
    match serde_saphyr::from_str_with_options::<Option<File>>(text, options()) {
        Ok(None) => Ok(None),
        Ok(Some(file)) if file.version.value == VERSION => Ok(Some(file)),
        Ok(Some(file)) => Err(other_version(source, file.version.value, file.version.span)),
        Err(error) => Err(newer(source, text).unwrap_or_else(|| wrong(source, error))),
    }
}

/// Budgets far above any policy and far below what hurts.
fn options() -> serde_saphyr::Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_reader_input_bytes: None,
            max_events: 200_000,
            max_nodes: 100_000,
            max_depth: 32,
            flow_nesting_limit: 32,
            max_aliases: 1_000,
            max_anchors: 1_000,
            max_recorded_anchor_events: 10_000,
            max_documents: 2,
            max_merge_keys: 1_000,
        },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 20_000, max_replay_stack_depth: 16 },
        // Only `true` and `false`: `off` is a word here.
        strict_booleans: true,
        reject_unsupported_tags: true,
        with_snippet: false,
    }
}

/// The error of a file for another version, whatever else this program finds wrong with it.
fn newer(source: &Source, text: &str) -> Option<Error> {
    let file: VersionOnly = serde_saphyr::from_str_with_options(text, options()).ok()?;
    let version = file.version.filter(|version| version.value != VERSION)?;
    Some(other_version(source, version.value, version.span))
}

fn other_version(source: &Source, version: u64, span: Span) -> Error {
    source
        .wrong(span, format!("this Portcullis does not know version {version} of the policy format"))
        .with_help(format!("write `version: {VERSION}`, or upgrade Portcullis"))
}

fn wrong(source: &Source, error: Yaml) -> Error {
    let mut error = error;
    loop {
        error = match error {
            Yaml::AliasError { error, .. } | Yaml::WithSnippet { error, .. } => *error,
            inner => break explain(source, &inner),
        };
    }
}

/// In the words of this program; what is left to the reader of YAML are errors of YAML.
fn explain(source: &Source, error: &Yaml) -> Error {
    let span = error.location().map_or(Span::empty(0), |location| place(source, location));
    match error {
        Yaml::SerdeUnknownField { field, expected, .. } => source
            .wrong(span, format!("unknown key `{field}`"))
            .with_help(format!("valid keys are {}", list(expected)))
            .did_you_mean(nearest(field, expected.iter().copied())),
        Yaml::SerdeUnknownVariant { variant, expected, .. } => source
            .wrong(span, format!("unknown value `{variant}`"))
            .with_help(format!("write {}", alternatives(expected)))
            .did_you_mean(nearest(variant, expected.iter().copied())),
        Yaml::SerdeMissingField { field: "version", .. } => {
            source.wrong(Span::empty(0), "`version` is missing").with_help("add `version: 1` as the first line")
        }
        Yaml::SerdeMissingField { field, .. } => source.wrong(span, format!("`{field}` is missing")),
        Yaml::DuplicateMappingKey { key: Some(key), .. } => {
            source.wrong(span, format!("the key `{key}` is repeated")).with_help("keep one of the two")
        }
        Yaml::SerdeInvalidType { unexpected, expected, .. } | Yaml::SerdeInvalidValue { unexpected, expected, .. } => {
            source.wrong(span, format!("expected {expected}, found {unexpected}"))
        }
        Yaml::Unexpected { expected: "mapping start", .. } => {
            source.wrong(span, "expected a mapping").with_help("write `key: value`, one per line")
        }
        Yaml::Unexpected { expected: "sequence start", .. } => {
            source.wrong(span, "expected a list").with_help("write `[one, two]`, or one item per line after a `-`")
        }
        Yaml::InvalidScalar { .. } => source.wrong(span, "expected a number"),
        Yaml::InvalidBooleanStrict { .. } => source.wrong(span, "expected `true` or `false`"),
        Yaml::UnknownAnchor { .. } => {
            source.wrong(span, "this alias has no anchor").with_help("quote a glob that starts with `*`: `\"*.md\"`")
        }
        Yaml::MultipleDocuments { .. } => source
            .wrong(span, "a policy is a single YAML document; a second one starts here")
            .with_help("remove the `---`"),
        Yaml::Budget { .. }
        | Yaml::AliasReplayLimitExceeded { .. }
        | Yaml::AliasExpansionLimitExceeded { .. }
        | Yaml::AliasReplayStackDepthExceeded { .. }
        | Yaml::AliasReplayCounterOverflow { .. } => source
            .wrong(span, "too large or too deeply nested for a policy")
            .with_help("write it plainly, without aliases"),
        other => source.wrong(span, without_place(other)),
    }
}

/// The bytes of a location. Errors of YAML itself know only line and column, in characters.
fn place(source: &Source, location: Location) -> Span {
    if location.span().byte_offset().is_some() {
        return span_of(location);
    }
    let text = source.utf8().unwrap_or_default();
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).saturating_sub(1);
    let before: usize = text.split_inclusive('\n').take(number(location.line())).map(str::len).sum();
    let line = text[before..].split('\n').next().unwrap_or_default();
    let within = line.char_indices().nth(number(location.column())).map_or(line.len(), |(at, _)| at);
    Span::empty(before + within)
}

/// The reader's own message; it names the place, which the frame shows already.
fn without_place(error: &Yaml) -> String {
    use serde_saphyr::MessageFormatter as _;
    serde_saphyr::UserMessageFormatter.format_message(error).into_owned()
}

fn list(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

fn alternatives(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or `{last}`", list(rest)),
        _ => list(words),
    }
}
