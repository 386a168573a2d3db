//! Rule names as a policy or a comment writes them: a rule, `family/*`, or `*`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::rule::catalogue::{NAMES, is_known};
use crate::rules::{self, FAMILIES};

/// Which rules a name stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pattern {
    /// `*`.
    All,
    /// `family/*`, without the `/*`.
    Family(String),
    /// `family/rule`.
    Rule(String),
}

/// A name that is no rule's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnknownName {
    /// The nearest name that is known, if one is near.
    pub(super) nearest: Option<String>,
}

impl Pattern {
    /// Reads a name; every rule of the catalogue is known, built or not.
    pub(super) fn parse(name: &str) -> Result<Self, UnknownName> {
        if name == "*" {
            return Ok(Self::All);
        }
        match name.strip_suffix("/*") {
            Some(family) if rules::family(family).is_some() => Ok(Self::Family(family.to_owned())),
            None if is_known(name) => Ok(Self::Rule(name.to_owned())),
            _ => Err(UnknownName { nearest: nearest_rule(name) }),
        }
    }

    /// What a map holds it under: the rule, the family, or `*`.
    pub(super) fn key(&self) -> &str {
        match self {
            Self::All => "*",
            Self::Family(name) | Self::Rule(name) => name,
        }
    }

    /// Whether the rule `name` is meant.
    pub(super) fn covers(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Family(family) => name.strip_prefix(family.as_str()).is_some_and(|rest| rest.starts_with('/')),
            Self::Rule(rule) => rule == name,
        }
    }
}

/// The known word that `written` is nearest to, if it is near enough to be meant.
pub(super) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Long nonsense is near to nothing; comparing it costs its length times that of every known word.
    if written.len() > 64 {
        return None;
    }
    let lower = written.to_ascii_lowercase().replace('_', "-");
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(&lower, &word.replace('_', "-")), word))
        .filter(|&(distance, word)| distance <= (word.len().max(lower.len()) / 3).max(1))
        .min_by_key(|&(distance, word)| (distance, word))
        .map(|(_, word)| word)
}

fn nearest_rule(name: &str) -> Option<String> {
    if let Some(family) = name.strip_suffix("/*") {
        return nearest(family, FAMILIES.iter().map(|family| family.name)).map(|family| format!("{family}/*"));
    }
    if rules::family(name).is_some() {
        return Some(format!("{name}/*"));
    }
    // `latest-tag` for `image/latest-tag`: the family was forgotten.
    let whole = NAMES.iter().find(|known| known.split_once('/').is_some_and(|(_, rule)| rule == name));
    whole.copied().or_else(|| nearest(name, NAMES.iter().copied())).map(str::to_owned)
}

/// A rule's name in a value; the schema knows them all.
#[derive(Debug)]
pub(super) struct RuleName(pub(super) String);

impl<'de> serde::Deserialize<'de> for RuleName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

impl JsonSchema for RuleName {
    fn schema_name() -> Cow<'static, str> {
        "RuleName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut names: Vec<Cow<'static, str>> = vec!["*".into()];
        names.extend(FAMILIES.iter().map(|family| format!("{}/*", family.name).into()));
        names.extend(NAMES.iter().map(|&name| name.into()));
        json_schema!({
            "description": "A rule, a family (`image/*`), or every rule (`*`).",
            "anyOf": [
                { "type": "string", "enum": names },
                { "type": "string", "pattern": "^secret/[a-z0-9-]+$", "description": "A secret detector." },
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, nearest};

    fn suggestion(name: &str) -> Option<String> {
        Pattern::parse(name).expect_err("an unknown name").nearest
    }

    #[test]
    fn a_near_name_is_suggested() {
        assert_eq!(suggestion("image/lastest-tag").as_deref(), Some("image/latest-tag"));
        assert_eq!(suggestion("image/latest_tag").as_deref(), Some("image/latest-tag"));
        assert_eq!(suggestion("latest-tag").as_deref(), Some("image/latest-tag"));
        assert_eq!(suggestion("images/*").as_deref(), Some("image/*"));
        assert_eq!(suggestion("workload").as_deref(), Some("workload/*"));
        assert_eq!(suggestion("something/else-entirely-different"), None);
        assert_eq!(suggestion(&"x".repeat(1 << 20)), None);
    }

    #[test]
    fn a_pattern_covers_its_rules_only() {
        let family = Pattern::parse("image/*").expect("a family");
        assert!(family.covers("image/no-tag") && !family.covers("images/no-tag") && !family.covers("image"));
        assert!(Pattern::parse("*").expect("all").covers("gate/unreadable"));
        assert!(Pattern::parse("secret/github-pat").is_ok());
    }

    #[test]
    fn the_nearest_word_is_near() {
        assert_eq!(nearest("failon", ["fail_on", "profile"]), Some("fail_on"));
        assert_eq!(nearest("q", ["fail_on", "profile"]), None);
    }
}
