//! Rule names as a policy or a comment writes them: a rule, `family/*`, or `*`.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::rule::catalogue::NAMES;
use crate::rules::{self, FAMILIES, is_known};
use crate::settings::{Placed, Refusal};

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

    /// Reads a name of a policy file.
    pub(super) fn read(name: &Placed<String>) -> Result<Self, Refusal> {
        Self::parse(&name.value).map_err(|unknown| {
            Refusal::new(name.span, format!("unknown rule `{}`", name.value))
                .with_help("run `portcullis rules` for the full list")
                .did_you_mean(unknown.nearest.as_deref())
        })
    }

    /// What a map holds it under: the rule, the family, or `*`.
    pub(super) fn key(&self) -> &str {
        match self {
            Self::All => "*",
            Self::Family(name) | Self::Rule(name) => name,
        }
    }

    /// What [`Pattern::key`] gave, as a pattern again.
    pub(super) fn of_key(key: &str) -> Self {
        match key {
            "*" => Self::All,
            family if rules::family(family).is_some() => Self::Family(family.to_owned()),
            rule => Self::Rule(rule.to_owned()),
        }
    }

    /// Whether no rule that it means is built yet.
    pub(super) fn is_planned(&self) -> bool {
        match self {
            Self::All => false,
            Self::Family(family) => !rules::all().any(|rule| rule.family() == family),
            Self::Rule(name) => rules::find(name).is_none(),
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

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("*"),
            Self::Family(family) => write!(f, "{family}/*"),
            Self::Rule(rule) => f.write_str(rule),
        }
    }
}

/// The known word that `written` is nearest to, if it is near enough to be meant.
pub(super) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Long nonsense is near to nothing; comparing it costs its length times that of every known word.
    if written.len() > 64 {
        return None;
    }
    let written = written.to_ascii_lowercase().replace('_', "-");
    let letters = Letters::of(&written);
    let mut best: Option<(usize, &str)> = None;
    for word in known {
        let enough = (word.len().max(written.len()) / 3).max(1);
        let most = best.map_or(enough, |(distance, _)| distance.min(enough));
        // A file may ask for tens of thousands of names: few known words come so far that they are compared.
        if letters.least_distance(&Letters::of(word)) > most {
            continue;
        }
        let distance = strsim::osa_distance(&written, &word.replace('_', "-"));
        if distance <= enough && best.is_none_or(|best| (distance, word) < best) {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}

/// How often each letter stands in a word. Letters that share a count can only make two words look nearer than they are.
struct Letters([u8; 32]);

impl Letters {
    fn of(word: &str) -> Self {
        let mut counts = [0_u8; 32];
        for letter in word.chars() {
            let letter = if letter == '_' { '-' } else { letter };
            let count = &mut counts[letter as usize % 32];
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// The fewest edits that can make one word the other: each adds a letter, takes one away, or does both.
    fn least_distance(&self, other: &Self) -> usize {
        let missing = |from: &Self, to: &Self| -> usize {
            from.0.iter().zip(to.0).map(|(&from, to)| usize::from(from.saturating_sub(to))).sum()
        };
        missing(self, other).max(missing(other, self))
    }
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
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::{Letters, NAMES, Pattern, nearest};

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

    /// A file full of unknown names asks once for each: were every known name compared each time, a megabyte took ten seconds.
    #[test]
    fn few_known_names_are_compared() {
        let unknown = (0..1_000).map(|n| format!("gate/no-such-rule-{n}"));
        let compared = unknown.map(|name| {
            let letters = Letters::of(&name);
            let near = |word: &&&str| letters.least_distance(&Letters::of(word)) <= word.len().max(name.len()) / 3;
            NAMES.iter().filter(near).count()
        });
        assert!(compared.sum::<usize>() < 1_000 * NAMES.len() / 10);
    }

    proptest! {
        #[test]
        fn no_near_name_is_passed_over(at in 0..NAMES.len(), letters in "[a-z_é-]{0,3}", cut in 0..9_usize) {
            let mut name = NAMES[at].replace('-', "_");
            let cut = cut.min(name.len());
            name.replace_range(cut..(cut + 2).min(name.len()), &letters);
            let lower = name.replace('_', "-");
            let slow = NAMES
                .iter()
                .map(|word| (strsim::osa_distance(&lower, word), *word))
                .filter(|&(distance, word)| distance <= (word.len().max(lower.len()) / 3).max(1))
                .min();
            prop_assert_eq!(nearest(&name, NAMES.iter().copied()), slow.map(|(_, word)| word));
        }
    }
}
