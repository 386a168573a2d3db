//! `secrets:` as it is written, checked and compiled. The doc comments are the users' reference.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Gitleaks, Secrets};
use crate::finding::Severity;
use crate::policy::error::{Error, Source};
use crate::policy::globs::Compiler;
use crate::policy::place::Placed;
use crate::secret::custom::{Allow, Condition, Expression, Pattern, Required, Target};

/// What holds for secrets.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Secrets")]
pub(in crate::policy) struct SecretKeys {
    /// Patterns of your own, beside the built-in detectors. A nearer policy's pattern takes the place of one with its `id`.
    #[schemars(extend("default" = []))]
    pub(in crate::policy) patterns: Option<Vec<PatternKeys>>,

    /// What is no secret, whoever finds it.
    #[schemars(extend("default" = []))]
    pub(in crate::policy) allow: Option<Vec<AllowKeys>>,

    /// Whether `.gitleaks.toml` (or else `.betterleaks.toml`) and `.gitleaksignore` at the root of the target branch hold too; the path
    /// of another configuration in it. What cannot be honoured is told in every report.
    #[schemars(extend("default" = true))]
    pub(in crate::policy) gitleaks: Option<Placed<GitleaksKeys>>,

    /// Any text. It goes into the fingerprints of secrets, so that those of one repository cannot be compared with those of
    /// another. Changing it changes them all.
    #[schemars(extend("default" = ""))]
    pub(in crate::policy) key: Option<String>,
}

/// A pattern of your own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SecretPattern")]
pub(in crate::policy) struct PatternKeys {
    /// Its name. Required.
    pub(in crate::policy) id: Placed<String>,

    /// What it looks for.
    pub(in crate::policy) description: Option<String>,

    /// What a finding looks like. Matching takes linear time: there is no look-around and no back-reference. Without it, each
    /// file at `paths` is a finding.
    pub(in crate::policy) regex: Option<Placed<String>>,

    /// Which group of `regex` is the secret. Without it: the first that is not empty, or the whole match.
    pub(in crate::policy) group: Option<Placed<usize>>,

    /// The entropy in bits a byte that a secret must exceed: 3.5 for random letters and digits.
    pub(in crate::policy) entropy: Option<f64>,

    /// Words, one of which the file must hold, in upper or lower case.
    #[schemars(extend("default" = []))]
    pub(in crate::policy) keywords: Option<Vec<String>>,

    /// The only files that are looked at, as globs.
    pub(in crate::policy) paths: Option<Vec<Placed<String>>>,

    /// Likewise, as regular expressions over the path from the repository's root.
    pub(in crate::policy) path_regexes: Option<Vec<Placed<String>>>,

    /// Files that are not looked at, as globs.
    pub(in crate::policy) exclude: Option<Vec<Placed<String>>>,

    /// The severity of its findings.
    pub(in crate::policy) severity: Option<Severity>,

    /// What it finds and lets pass.
    #[schemars(extend("default" = []))]
    pub(in crate::policy) allow: Option<Vec<AllowKeys>>,

    /// Patterns that must be found nearby, each by its `id`; `within_lines` and `within_columns` say how near the beginnings of
    /// the two matches must be.
    #[schemars(extend("default" = []))]
    pub(in crate::policy) required: Option<Vec<RequiredKeys>>,

    /// Whether it is reported, or serves only patterns that require it.
    #[schemars(extend("default" = true))]
    pub(in crate::policy) report: Option<bool>,

    /// Words that sort it.
    #[schemars(extend("default" = []))]
    pub(in crate::policy) tags: Option<Vec<String>>,
}

/// What is no secret. One of its parts is enough, unless `all` is set.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SecretAllow")]
pub(in crate::policy) struct AllowKeys {
    /// Why. Required.
    #[schemars(length(min = 1))]
    pub(in crate::policy) reason: Placed<String>,

    /// Whether each part that is given must hold.
    #[schemars(extend("default" = false))]
    pub(in crate::policy) all: Option<bool>,

    /// What the secret looks like.
    pub(in crate::policy) regexes: Option<Vec<Placed<String>>>,

    /// What `regexes` are asked about.
    #[schemars(extend("default" = "secret"))]
    pub(in crate::policy) target: Option<TargetKeys>,

    /// Words that the secret holds, in upper or lower case.
    pub(in crate::policy) stopwords: Option<Vec<String>>,

    /// Files, as globs.
    pub(in crate::policy) paths: Option<Vec<Placed<String>>>,

    /// Files, as regular expressions over the path from the repository's root.
    pub(in crate::policy) path_regexes: Option<Vec<Placed<String>>>,

    /// The only rules that it is about: `secret/generic`, or a pattern's `id`.
    pub(in crate::policy) rules: Option<Vec<String>>,
}

/// A pattern that must be found nearby.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SecretRequired")]
pub(in crate::policy) struct RequiredKeys {
    /// The pattern's `id`. Required.
    pub(in crate::policy) id: Placed<String>,
    /// The most lines between the beginnings of the two matches.
    pub(in crate::policy) within_lines: Option<usize>,
    /// The most columns between them, whatever their lines.
    pub(in crate::policy) within_columns: Option<usize>,
}

/// What the expressions of an allowlist are asked about.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::policy) enum TargetKeys {
    /// The secret itself.
    Secret,
    /// All that was matched.
    Match,
    /// The lines that hold the match.
    Line,
}

/// Which files of gitleaks hold.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub(in crate::policy) enum GitleaksKeys {
    /// Those at the root, or none.
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

impl Secrets {
    /// Changes what holds to what holds below this file too.
    pub(in crate::policy) fn apply(&mut self, keys: &SecretKeys, globs: &Compiler<'_>) -> Result<(), Error> {
        let reader = Reader { globs, source: globs.source };
        // Named one by one, so that a new key cannot be forgotten here.
        let SecretKeys { patterns, allow, gitleaks, key } = keys;
        for keys in patterns.iter().flatten() {
            let pattern = reader.pattern(keys)?;
            match self.patterns.iter_mut().find(|known| known.id == pattern.id) {
                Some(known) => *known = pattern,
                None => self.patterns.push(pattern),
            }
        }
        for required in patterns.iter().flatten().flat_map(|keys| keys.required.iter().flatten()) {
            if !self.patterns.iter().any(|pattern| pattern.id == required.id.value) {
                let message = format!("there is no pattern `{}`", required.id.value);
                return Err(reader.source.wrong(required.id.span, message).with_help("describe it under `patterns:`"));
            }
        }
        for keys in allow.iter().flatten() {
            self.allow.push(reader.allow(keys, true)?);
        }
        if let Some(key) = key {
            self.key.clone_from(key);
        }
        if let Some(Placed { value, span }) = gitleaks {
            self.gitleaks = match value {
                GitleaksKeys::Flag(true) => Gitleaks::On,
                GitleaksKeys::Flag(false) => Gitleaks::Off,
                GitleaksKeys::File(path) => {
                    Gitleaks::File(reader.source.clone(), Placed { value: path.clone(), span: *span })
                }
            };
        }
        Ok(())
    }
}

struct Reader<'a> {
    source: &'a Source,
    globs: &'a Compiler<'a>,
}

impl Reader<'_> {
    fn pattern(&self, keys: &PatternKeys) -> Result<Pattern, Error> {
        self.check_id(&keys.id)?;
        let regex = keys.regex.as_ref().map(|regex| self.expression(regex)).transpose()?;
        let paths = self.paths(keys.paths.as_deref(), keys.path_regexes.as_deref())?;
        if regex.is_none() && paths.is_empty() {
            let message = format!("the pattern `{}` has neither `regex` nor `paths`", keys.id.value);
            return Err(self.source.wrong(keys.id.span, message));
        }
        let groups = regex.as_ref().map_or(0, Expression::groups);
        if let Some(group) = keys.group.as_ref().filter(|group| group.value > groups) {
            let message = format!("the expression has {groups} groups, and no group {}", group.value);
            return Err(self.source.wrong(group.span, message));
        }
        let mut allow: Vec<Allow> =
            keys.allow.iter().flatten().map(|keys| self.allow(keys, false)).collect::<Result<_, _>>()?;
        let excluded = self.paths(keys.exclude.as_deref(), None)?;
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

    fn allow(&self, keys: &AllowKeys, built_in: bool) -> Result<Allow, Error> {
        if keys.reason.value.trim().is_empty() {
            return Err(self
                .source
                .wrong(keys.reason.span, "an allowlist without a reason")
                .with_help("say why it is one"));
        }
        let regexes = keys.regexes.iter().flatten().map(|regex| self.expression(regex)).collect::<Result<_, _>>()?;
        let allow = Allow {
            reason: keys.reason.value.clone(),
            condition: if keys.all == Some(true) { Condition::All } else { Condition::Any },
            paths: self.paths(keys.paths.as_deref(), keys.path_regexes.as_deref())?,
            regexes,
            target: match keys.target {
                None | Some(TargetKeys::Secret) => Target::Secret,
                Some(TargetKeys::Match) => Target::Match,
                Some(TargetKeys::Line) => Target::Line,
            },
            stopwords: keys.stopwords.clone().unwrap_or_default(),
            rules: keys.rules.iter().flatten().cloned().collect(),
            built_in,
        };
        if allow.paths.is_empty() && allow.regexes.is_empty() && allow.stopwords.is_empty() {
            return Err(self
                .source
                .wrong(keys.reason.span, "this lets nothing pass")
                .with_help("give it `regexes`, `stopwords` or `paths`"));
        }
        Ok(allow)
    }

    /// Globs and expressions over paths, as expressions.
    fn paths(
        &self,
        globs: Option<&[Placed<String>]>,
        regexes: Option<&[Placed<String>]>,
    ) -> Result<Vec<Expression>, Error> {
        let mut paths = self.globs.list(globs.unwrap_or_default())?.expressions();
        for regex in regexes.unwrap_or_default() {
            paths.push(self.expression(regex)?);
        }
        Ok(paths)
    }

    fn expression(&self, written: &Placed<String>) -> Result<Expression, Error> {
        Expression::new(&written.value).map_err(|invalid| {
            let error = self.source.wrong(written.span, format!("no regular expression: {}", invalid.why));
            match invalid.help {
                Some(help) => error.with_help(help),
                None => error,
            }
        })
    }

    fn check_id(&self, id: &Placed<String>) -> Result<(), Error> {
        if !id.value.trim().is_empty() && !id.value.chars().any(char::is_control) {
            return Ok(());
        }
        Err(self
            .source
            .wrong(id.span, "a pattern without a name")
            .with_help("write lower-case words with `-` between them"))
    }
}

fn required(keys: &RequiredKeys) -> Required {
    let RequiredKeys { id, within_lines, within_columns } = keys;
    Required { id: id.value.clone(), within_lines: *within_lines, within_columns: *within_columns }
}
