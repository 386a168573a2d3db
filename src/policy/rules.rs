//! `rules:`, what each rule does here.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::names::{Pattern, nearest};
use crate::finding::Severity;
use crate::settings::{FileContext, Globs, Key, Merge, Pairs, Placed, Refusal, Shown};
use crate::text::Span;

/// By rule, by family, and `*`.
pub(super) type Rules = BTreeMap<String, RuleSetting>;

/// What a rule does here.
#[derive(Debug, JsonSchema)]
#[schemars(untagged, rename = "RuleSetting")]
pub(super) enum RuleKeys {
    /// `off`, `on`, or a severity.
    Level(#[schemars(with = "Level")] String),
    /// More than one thing.
    Keys(RuleMapping),
}

/// Whether a rule is on, and at which severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(super) enum Level {
    /// The rule is off.
    Off,
    /// The rule is on, at its own severity.
    On,
    /// Its findings are critical.
    Critical,
    /// Its findings are high.
    High,
    /// Its findings are medium.
    Medium,
    /// Its findings are low.
    Low,
}

/// What a rule does, key by key.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RuleMapping")]
pub(super) struct RuleMapping {
    /// The severity of its findings, whatever the profile and the place.
    pub(super) severity: Option<Severity>,
    /// Whether it is off.
    pub(super) off: Option<bool>,
    /// The only files it checks, as globs.
    pub(super) paths: Option<Vec<Placed<String>>>,
    /// Files it does not check, as globs.
    pub(super) exclude: Option<Vec<Placed<String>>>,
}

impl Level {
    /// Every level with its word.
    pub(super) const ALL: [(&'static str, Self); Severity::ALL.len() + 2] = [
        ("off", Self::Off),
        ("on", Self::On),
        ("critical", Self::Critical),
        ("high", Self::High),
        ("medium", Self::Medium),
        ("low", Self::Low),
    ];

    fn rule_level(self) -> RuleLevel {
        match self {
            Self::Off => RuleLevel::Off,
            Self::On => RuleLevel::Own,
            Self::Critical => RuleLevel::At(Severity::Critical),
            Self::High => RuleLevel::At(Severity::High),
            Self::Medium => RuleLevel::At(Severity::Medium),
            Self::Low => RuleLevel::At(Severity::Low),
        }
    }
}

/// What the policy says about a rule or a family.
#[derive(Clone, Debug, Default)]
pub(super) struct RuleSetting {
    pub(super) level: Option<RuleLevel>,
    pub(super) paths: Option<Globs>,
    pub(super) exclude: Option<Globs>,
}

/// Whether a rule speaks, and how loudly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RuleLevel {
    Off,
    /// At its own severity.
    Own,
    At(Severity),
}

impl Key for Rules {
    type Written = Pairs<Placed<RuleKeys>>;

    const MERGE: Merge = Merge::ByKey;

    fn take(&mut self, Pairs(written): &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        for (name, keys) in written {
            let pattern = Pattern::read(name)?;
            self.insert(pattern.key().to_owned(), RuleSetting::read(keys, cx)?);
        }
        Ok(())
    }

    fn shown(&self) -> Shown {
        let entry = |(key, setting): (&String, &RuleSetting)| (Pattern::of_key(key).to_string(), setting.shown());
        Shown::Mapping(self.iter().map(entry).collect())
    }
}

impl RuleSetting {
    fn read(keys: &Placed<RuleKeys>, cx: &FileContext<'_>) -> Result<Self, Refusal> {
        let RuleMapping { severity, off, paths, exclude } = match &keys.value {
            RuleKeys::Level(word) => {
                return Ok(Self { level: Some(level(word, keys.span)?), ..Self::default() });
            }
            RuleKeys::Keys(mapping) => mapping,
        };
        let level = match (off, severity) {
            (Some(true), _) => Some(RuleLevel::Off),
            (_, Some(severity)) => Some(RuleLevel::At(*severity)),
            (Some(false), None) => Some(RuleLevel::Own),
            (None, None) => None,
        };
        let list = |list: &Option<Vec<Placed<String>>>| list.as_deref().map(|list| cx.globs(list)).transpose();
        Ok(Self { level, paths: list(paths)?, exclude: list(exclude)? })
    }

    fn shown(&self) -> Shown {
        let Self { level, paths, exclude } = self;
        let (off, severity) = match level {
            Some(RuleLevel::Off) => (Some(true), None),
            Some(RuleLevel::Own) => (Some(false), None),
            Some(RuleLevel::At(severity)) => (None, Some(severity)),
            None => (None, None),
        };
        Shown::mapping([
            ("off", off.map(|off| Shown::of(&off))),
            ("severity", severity.map(Shown::of)),
            ("paths", paths.as_ref().map(Key::shown)),
            ("exclude", exclude.as_ref().map(Key::shown)),
        ])
    }
}

fn level(word: &str, span: Span) -> Result<RuleLevel, Refusal> {
    let known = Level::ALL.iter().find(|(name, _)| *name == word).map(|&(_, level)| level.rule_level());
    known.ok_or_else(|| {
        Refusal::new(span, format!("unknown value `{word}`"))
            .with_help("write `off`, `on`, a severity, or a mapping with `severity`, `off`, `paths` or `exclude`")
            .did_you_mean(nearest(word, Level::ALL.iter().map(|&(name, _)| name)))
    })
}

/// By hand, since an untagged enum would lose the place and the name of what is wrong.
impl<'de> Deserialize<'de> for RuleKeys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RuleKeysVisitor)
    }
}

struct RuleKeysVisitor;

impl<'de> serde::de::Visitor<'de> for RuleKeysVisitor {
    type Value = RuleKeys;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("`off`, `on`, a severity, or a mapping with `severity`, `off`, `paths` or `exclude`")
    }

    // Any word is taken here and read later, where its place is known.
    fn visit_str<E: serde::de::Error>(self, level: &str) -> Result<RuleKeys, E> {
        Ok(RuleKeys::Level(level.to_owned()))
    }

    fn visit_bool<E: serde::de::Error>(self, level: bool) -> Result<RuleKeys, E> {
        Ok(RuleKeys::Level(level.to_string()))
    }

    fn visit_i64<E: serde::de::Error>(self, level: i64) -> Result<RuleKeys, E> {
        Ok(RuleKeys::Level(level.to_string()))
    }

    fn visit_u64<E: serde::de::Error>(self, level: u64) -> Result<RuleKeys, E> {
        Ok(RuleKeys::Level(level.to_string()))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<RuleKeys, E> {
        Ok(RuleKeys::Level(String::new()))
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<RuleKeys, A::Error> {
        RuleMapping::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(RuleKeys::Keys)
    }
}
