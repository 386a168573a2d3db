//! Patterns and allowlists as data.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::expression::Expression;
use crate::finding::Severity;

/// Something that the repository looks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pattern {
    /// Tells it from the others: `internal-token`.
    pub id: String,
    /// What it looks for, for people.
    pub description: String,
    /// What a finding looks like. Without it, every file at `paths` is a finding.
    pub regex: Option<Expression>,
    /// Which group of `regex` is the secret. Without it: the first that is not empty, or the whole match.
    pub secret_group: Option<usize>,
    /// The entropy, in bits a byte, that a secret must exceed.
    pub entropy: Option<f64>,
    /// Words, one of which the file must hold, in upper or lower case. None: any file.
    pub keywords: Vec<String>,
    /// What the file's path must look like, by one of these. None: any file.
    pub paths: Vec<Expression>,
    /// Words that sort it.
    pub tags: Vec<String>,
    /// What it finds and lets pass.
    pub allow: Vec<Allow>,
    /// Patterns that must be found nearby.
    pub required: Vec<Required>,
    /// How much a finding matters, where that is said.
    pub severity: Option<Severity>,
    /// Whether it serves only others that require it.
    pub unreported: bool,
}

/// A pattern that must be found near another's match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required {
    /// Its id.
    pub id: String,
    /// The most lines between the two beginnings.
    pub within_lines: Option<usize>,
    /// The most columns between the two beginnings, whatever their lines.
    pub within_columns: Option<usize>,
}

/// What is no finding after all.
#[derive(Clone, Default, PartialEq)]
pub struct Allow {
    /// Why, for people.
    pub reason: String,
    /// Whether one of its parts is enough.
    pub condition: Condition,
    /// What the file's path looks like.
    pub paths: Vec<Expression>,
    /// What the target looks like.
    pub regexes: Vec<Expression>,
    /// What `regexes` are asked about.
    pub target: Target,
    /// Words that the secret holds, in upper or lower case.
    pub stopwords: Vec<String>,
    /// The only rules that it is about: built-in ones by their name (`secret/jwt`), patterns by their id or likewise. None: all.
    pub rules: Vec<String>,
    /// Whether it is about the findings of built-in rules too.
    pub built_in: bool,
}

/// How the parts of an allowlist go together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// One is enough.
    #[default]
    Any,
    /// Each that is given must hold.
    All,
}

/// What the expressions of an allowlist are asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// The secret itself.
    #[default]
    Secret,
    /// All that was matched.
    Match,
    /// The lines that hold the match.
    Line,
}

/// Without its words: one may be the very secret that it lets pass.
impl fmt::Debug for Allow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { reason, condition, paths, regexes, target, stopwords, rules, built_in } = self;
        write!(
            f,
            "Allow({reason:?}, {condition:?} of {paths:?}, {regexes:?} on {target:?}, {} words",
            stopwords.len()
        )?;
        write!(f, ", about {rules:?}, built in: {built_in})")
    }
}
