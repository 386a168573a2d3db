//! `secrets:`: patterns of the repository's own, what is no secret, and which other tool's files hold too.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Gitleaks, shown};
use crate::finding::Severity;
use crate::secret::custom::{Allow, Condition, Expression, Pattern, Required, Target};
use crate::settings::{FileContext, Key, Merge, Placed, Refusal, Shown, section};

section! {
    /// What holds for secrets.
    #[schemars(rename = "Secrets")]
    pub(in crate::policy) struct Secrets from SecretKeys {
        /// Your own patterns, in addition to the built-in detectors. A pattern replaces one with the same `id` from a policy further up.
        #[example = r#"
  - id: internal-token
    description: a token of our own gateway
    regex: '\bacme_[a-z0-9]{32}\b'
    entropy: 3.2
    exclude: ["docs/**"]"#]
        patterns: Vec<Pattern>,

        /// What is not a secret, whichever rule finds it.
        #[example = r#"
  - { reason: "generated for tests", paths: ["testdata/**"], rules: [secret/generic] }"#]
        allow: Vec<Allow>,

        /// Whether to honour `.gitleaks.toml` (or else `.betterleaks.toml`) and `.gitleaksignore` at the root of the target branch; or
        /// the path of another configuration in it. Every report lists what cannot be honoured.
        #[example = "true"]
        gitleaks: Gitleaks,

        /// Any text. It is mixed into the fingerprints of secrets, so that they cannot be compared across repositories. Changing it
        /// changes all of them.
        key: String,
    }
}

/// A pattern of your own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SecretPattern")]
pub(crate) struct PatternKeys {
    /// Its name. Required.
    id: Placed<String>,

    /// What it finds.
    description: Option<String>,

    /// What a secret looks like. Matching takes linear time, so there is no look-around and no back-reference. Without it, every
    /// file at `paths` is a finding.
    regex: Option<Placed<String>>,

    /// Which group of `regex` is the secret. Without it: the first that is not empty, or the whole match.
    group: Option<Placed<usize>>,

    /// The entropy in bits per byte that a secret must exceed. Random letters and digits have about 3.5.
    entropy: Option<f64>,

    /// Words of which the file must contain at least one, in upper or lower case.
    #[schemars(extend("default" = []))]
    keywords: Option<Vec<String>>,

    /// The only files to search, as globs.
    paths: Option<Vec<Placed<String>>>,

    /// The same as regular expressions over the path from the root of the repository.
    path_regexes: Option<Vec<Placed<String>>>,

    /// Files not to search, as globs.
    exclude: Option<Vec<Placed<String>>>,

    /// The severity of its findings.
    severity: Option<Severity>,

    /// Matches that are not secrets.
    #[schemars(extend("default" = []))]
    allow: Option<Vec<AllowKeys>>,

    /// Patterns that must match nearby, by `id`. `within_lines` and `within_columns` say how far apart the two matches may
    /// begin.
    #[schemars(extend("default" = []))]
    required: Option<Vec<RequiredKeys>>,

    /// Whether its matches are reported. `false`: it only serves patterns that require it.
    #[schemars(extend("default" = true))]
    report: Option<bool>,

    /// Labels of your own.
    #[schemars(extend("default" = []))]
    tags: Option<Vec<String>>,
}

/// What is not a secret. One matching part is enough, unless `all` is set.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SecretAllow")]
pub(crate) struct AllowKeys {
    /// Why. Required.
    #[schemars(length(min = 1))]
    reason: Placed<String>,

    /// Whether every given part must match.
    #[schemars(extend("default" = false))]
    all: Option<bool>,

    /// What the secret looks like.
    regexes: Option<Vec<Placed<String>>>,

    /// What `regexes` are matched against.
    #[schemars(extend("default" = "secret"))]
    target: Option<Target>,

    /// Words that the secret contains, in upper or lower case.
    stopwords: Option<Vec<String>>,

    /// Files, as globs.
    paths: Option<Vec<Placed<String>>>,

    /// Files, as regular expressions over the path from the root of the repository.
    path_regexes: Option<Vec<Placed<String>>>,

    /// The only rules it applies to: `secret/generic`, or the `id` of a pattern.
    rules: Option<Vec<String>>,
}

/// A pattern that must match nearby.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SecretRequired")]
pub(crate) struct RequiredKeys {
    /// The `id` of the pattern. Required.
    id: Placed<String>,
    /// At most this many lines between the starts of the two matches.
    within_lines: Option<usize>,
    /// At most this many columns between them, whatever their lines.
    within_columns: Option<usize>,
}

/// Which gitleaks files are honoured.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub(crate) enum GitleaksKeys {
    /// Those at the root, or none of them.
    Flag(bool),
    /// This one.
    File(String),
}

/// By hand, since an untagged enum would lose the place of what is wrong.
impl<'de> Deserialize<'de> for GitleaksKeys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(GitleaksVisitor)
    }
}

struct GitleaksVisitor;

impl serde::de::Visitor<'_> for GitleaksVisitor {
    type Value = GitleaksKeys;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("`true`, `false`, or the path of a configuration")
    }

    fn visit_bool<E: serde::de::Error>(self, flag: bool) -> Result<GitleaksKeys, E> {
        Ok(GitleaksKeys::Flag(flag))
    }

    fn visit_str<E: serde::de::Error>(self, path: &str) -> Result<GitleaksKeys, E> {
        Ok(GitleaksKeys::File(path.to_owned()))
    }
}

/// Each id once; a nearer file's pattern takes the place of another's.
impl Key for Vec<Pattern> {
    type Written = Vec<PatternKeys>;

    const MERGE: Merge = Merge::Add;

    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        let mut places: BTreeMap<String, usize> =
            self.iter().enumerate().map(|(at, pattern)| (pattern.id.clone(), at)).collect();
        for keys in written {
            let pattern = pattern(keys, cx)?;
            match places.get(&pattern.id) {
                Some(&at) => self[at] = pattern,
                None => {
                    places.insert(pattern.id.clone(), self.len());
                    self.push(pattern);
                }
            }
        }
        let required = written.iter().flat_map(|keys| keys.required.iter().flatten());
        match required.map(|required| &required.id).find(|id| !places.contains_key(&id.value)) {
            Some(id) => Err(Refusal::new(id.span, format!("there is no pattern `{}`", id.value))
                .with_help("define it under `patterns`")),
            None => Ok(()),
        }
    }

    fn shown(&self) -> Shown {
        Shown::List(self.iter().map(shown::pattern).collect())
    }
}

impl Key for Vec<Allow> {
    type Written = Vec<AllowKeys>;

    const MERGE: Merge = Merge::Add;

    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        for keys in written {
            self.push(allow(keys, cx, true)?);
        }
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::List(self.iter().map(shown::allow).collect())
    }
}

impl Key for Gitleaks {
    type Written = Placed<GitleaksKeys>;

    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        *self = match &written.value {
            GitleaksKeys::Flag(true) => Self::On,
            GitleaksKeys::Flag(false) => Self::Off,
            GitleaksKeys::File(path) => {
                Self::File(cx.source.clone(), Placed { value: path.clone(), span: written.span })
            }
        };
        Ok(())
    }

    fn shown(&self) -> Shown {
        match self {
            Self::Found | Self::On => Shown::of(&true),
            Self::Off => Shown::of(&false),
            Self::File(_, path) => Shown::text(&path.value),
        }
    }
}

fn pattern(keys: &PatternKeys, cx: &FileContext<'_>) -> Result<Pattern, Refusal> {
    check_id(&keys.id)?;
    let regex = keys.regex.as_ref().map(expression).transpose()?;
    let paths = path_expressions(cx, keys.paths.as_deref(), keys.path_regexes.as_deref())?;
    if regex.is_none() && paths.is_empty() {
        let message = format!("the pattern `{}` has neither `regex` nor `paths`", keys.id.value);
        return Err(Refusal::new(keys.id.span, message));
    }
    let groups = regex.as_ref().map_or(0, Expression::groups);
    if let Some(group) = keys.group.as_ref().filter(|group| group.value > groups) {
        let message = format!("there is no group {}: the expression has {groups}", group.value);
        return Err(Refusal::new(group.span, message));
    }
    let mut allow: Vec<Allow> =
        keys.allow.iter().flatten().map(|keys| allow(keys, cx, false)).collect::<Result<_, _>>()?;
    let excluded = path_expressions(cx, keys.exclude.as_deref(), None)?;
    if !excluded.is_empty() {
        allow.push(Allow { reason: "excluded".to_owned(), paths: excluded, ..Allow::default() });
    }
    Ok(Pattern {
        id: keys.id.value.clone(),
        description: keys.description.clone().unwrap_or_default(),
        regex,
        secret_group: keys.group.as_ref().map(|group| group.value).filter(|group| *group > 0),
        entropy: keys.entropy.filter(|entropy| *entropy != 0.0),
        keywords: keys.keywords.clone().unwrap_or_default(),
        paths,
        tags: keys.tags.clone().unwrap_or_default(),
        allow,
        required: keys.required.iter().flatten().map(required).collect(),
        severity: keys.severity,
        unreported: keys.report == Some(false),
    })
}

fn allow(keys: &AllowKeys, cx: &FileContext<'_>, built_in: bool) -> Result<Allow, Refusal> {
    if keys.reason.value.trim().is_empty() {
        return Err(
            Refusal::new(keys.reason.span, "this allowlist has no reason").with_help("say why these are not secrets")
        );
    }
    let regexes = keys.regexes.iter().flatten().map(expression).collect::<Result<_, _>>()?;
    let allow = Allow {
        reason: keys.reason.value.clone(),
        condition: if keys.all == Some(true) { Condition::All } else { Condition::Any },
        paths: path_expressions(cx, keys.paths.as_deref(), keys.path_regexes.as_deref())?,
        regexes,
        target: keys.target.unwrap_or_default(),
        stopwords: keys.stopwords.clone().unwrap_or_default(),
        rules: keys.rules.iter().flatten().cloned().collect(),
        built_in,
    };
    if allow.paths.is_empty() && allow.regexes.is_empty() && allow.stopwords.is_empty() {
        return Err(Refusal::new(keys.reason.span, "this allowlist is empty")
            .with_help("add `regexes`, `stopwords` or `paths`"));
    }
    Ok(allow)
}

/// Globs and expressions over paths, as expressions.
fn path_expressions(
    cx: &FileContext<'_>,
    globs: Option<&[Placed<String>]>,
    regexes: Option<&[Placed<String>]>,
) -> Result<Vec<Expression>, Refusal> {
    let mut paths = cx.globs(globs.unwrap_or_default())?.expressions();
    for regex in regexes.unwrap_or_default() {
        paths.push(expression(regex)?);
    }
    Ok(paths)
}

fn expression(written: &Placed<String>) -> Result<Expression, Refusal> {
    Expression::new(&written.value).map_err(|invalid| {
        let error = Refusal::new(written.span, format!("not a regular expression: {}", invalid.why));
        match invalid.help {
            Some(help) => error.with_help(help),
            None => error,
        }
    })
}

fn check_id(id: &Placed<String>) -> Result<(), Refusal> {
    if !id.value.trim().is_empty() && !id.value.chars().any(char::is_control) {
        return Ok(());
    }
    Err(Refusal::new(id.span, "`id` is empty or has control characters")
        .with_help("use lower-case words joined by `-`"))
}

fn required(keys: &RequiredKeys) -> Required {
    let RequiredKeys { id, within_lines, within_columns } = keys;
    Required { id: id.value.clone(), within_lines: *within_lines, within_columns: *within_columns }
}
