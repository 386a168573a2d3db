//! `suppress:`, findings that are waived.

use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::error::Source;
use super::names::{Pattern, RuleName};
use crate::fact::suppress::day;
use crate::settings::{FileContext, Globs, Key, Merge, Placed, Refusal, Shown};

/// Findings to waive.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Suppress")]
pub(super) struct SuppressKeys {
    /// A rule, `family/*`, or `*`.
    pub(super) rule: Placed<RuleName>,
    /// The files, as a glob. Required unless there is a fingerprint.
    pub(super) path: Option<Placed<String>>,
    /// The fingerprint of one finding, 32 hex digits, as JSON, SARIF and `--verbose` show it. A secret that cannot be guessed keeps
    /// its fingerprint wherever it moves.
    #[schemars(regex(pattern = "^[0-9a-f]{32}$"))]
    pub(super) fingerprint: Option<Placed<String>>,
    /// Why. Required; reports show it.
    #[schemars(length(min = 1))]
    pub(super) reason: Placed<String>,
    /// The last day on which it counts, as in `2027-06-30`. Left out: it never expires.
    #[schemars(extend("format" = "date"))]
    pub(super) until: Option<Placed<String>>,
}

/// An entry of `suppress:`.
#[derive(Clone, Debug)]
pub(super) struct Waived {
    pub(super) source: Source,
    pub(super) rule: Placed<String>,
    pub(super) pattern: Pattern,
    pub(super) globs: Option<Globs>,
    pub(super) fingerprint: Option<String>,
    pub(super) reason: String,
    pub(super) until: Option<(Date, Placed<String>)>,
}

impl Key for Vec<Arc<Waived>> {
    type Written = Vec<SuppressKeys>;

    const MERGE: Merge = Merge::Add;

    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        for keys in written {
            self.push(Arc::new(Waived::read(keys, cx)?));
        }
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::List(self.iter().map(|entry| entry.shown()).collect())
    }
}

impl Waived {
    fn read(keys: &SuppressKeys, cx: &FileContext<'_>) -> Result<Self, Refusal> {
        let SuppressKeys { rule, path, fingerprint, reason, until } = keys;
        if reason.value.trim().is_empty() {
            return Err(Refusal::new(reason.span, "this suppression has no reason")
                .with_help("say why the finding is acceptable"));
        }
        if path.is_none() && fingerprint.is_none() {
            return Err(Refusal::new(rule.span, "this suppression has neither `path` nor `fingerprint`")
                .with_help("add a `path` for files, or a `fingerprint` for one finding"));
        }
        let rule = Placed { value: rule.value.0.clone(), span: rule.span };
        Ok(Self {
            source: cx.source.clone(),
            pattern: Pattern::read(&rule)?,
            rule,
            globs: path.as_ref().map(|path| cx.globs(std::slice::from_ref(path))).transpose()?,
            fingerprint: fingerprint.as_ref().map(checked_fingerprint).transpose()?,
            reason: reason.value.trim().to_owned(),
            until: until.as_ref().map(last_day).transpose()?,
        })
    }

    fn shown(&self) -> Shown {
        let Self { source: _, rule, pattern: _, globs, fingerprint, reason, until } = self;
        let path = globs.as_ref().and_then(|globs| globs.written.first());
        Shown::mapping([
            ("rule", Some(Shown::text(&rule.value))),
            ("path", path.map(|path| Shown::text(path))),
            ("fingerprint", fingerprint.as_deref().map(Shown::text)),
            ("reason", Some(Shown::text(reason))),
            ("until", until.as_ref().map(|(day, _)| Shown::text(&day.to_string()))),
        ])
    }
}

fn checked_fingerprint(print: &Placed<String>) -> Result<String, Refusal> {
    let is_hex = print.value.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if print.value.len() == 32 && is_hex {
        return Ok(print.value.clone());
    }
    Err(Refusal::new(print.span, "a fingerprint is 32 lower-case hex digits")
        .with_help("copy it from the JSON or SARIF report, or from `--verbose`"))
}

fn last_day(until: &Placed<String>) -> Result<(Date, Placed<String>), Refusal> {
    let day = day(&until.value).ok_or_else(|| {
        Refusal::new(until.span, format!("`{}` is not a date", until.value))
            .with_help("write the last day on which it counts, as in `2027-06-30`")
    })?;
    Ok((day, until.clone()))
}
