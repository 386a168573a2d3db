//! The rules of the secret detectors: a row of a table is a rule, its page is its provider's.

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::{Check, Docs, Rule};
use crate::finding::{Confidence, Severity};
use crate::secret::providers;
use crate::secret::{Detector, Provider, Worth};

/// A row, and the table that it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Who issues it.
    pub provider: &'static Provider,
    /// What it is.
    pub detector: &'static Detector,
}

/// Every row of every table.
pub fn rows() -> impl Iterator<Item = Row> + Clone {
    providers::all().flat_map(|provider| provider.detectors.iter().map(move |detector| Row { provider, detector }))
}

/// The row of that rule.
#[must_use]
pub fn row(rule: &str) -> Option<Row> {
    rows().find(|row| row.detector.rule == rule)
}

/// The rules of all rows, made when somebody first asks. `check` is what all of them ask.
pub(crate) fn rules(check: fn() -> Check) -> &'static [Rule] {
    static RULES: LazyLock<std::sync::OnceLock<Vec<Rule>>> = LazyLock::new(std::sync::OnceLock::new);
    RULES.get_or_init(|| rows().map(|row| rule(row, check())).collect())
}

fn rule(row: Row, check: Check) -> Rule {
    let severity = match row.detector.worth {
        Worth::Secret => Severity::Critical,
        Worth::Test => Severity::Medium,
        Worth::Public => Severity::Low,
    };
    Rule {
        name: row.detector.rule,
        standard: severity,
        strict: severity,
        confidence: Confidence::Certain,
        yields_to: &[],
        docs: Docs::Row(row),
        check,
    }
}

impl Row {
    /// What it reports, in a sentence.
    #[must_use]
    pub fn summary(self) -> String {
        format!("{} {}.", self.provider.name, self.detector.what)
    }

    /// Its page on its own, as Markdown.
    #[must_use]
    pub(super) fn docs(self) -> String {
        let Self { provider, detector } = self;
        let mut out = format!("{}\n\n## Why\n{}\n\n", self.summary(), why(detector.worth));
        let _ = write!(out, "## Form\n{}\n\n", form(detector));
        let _ = write!(out, "## What to do\n{}\n\nThe provider's own page: <{}>\n", advice(provider), provider.link);
        out
    }
}

fn why(worth: Worth) -> &'static str {
    match worth {
        Worth::Secret => {
            "Anyone who can read the repository, its history, a fork or a build log can use it unnoticed. Once pushed, it has to \
             be revoked and replaced: removing the line does not help."
        }
        Worth::Test => {
            "It grants no access to real data, but committing test keys becomes a habit that ends with a live one, and test data \
             may be real."
        }
        Worth::Public => {
            "It is not a secret itself. It identifies the account, and its secret half is often committed with it."
        }
    }
}

fn form(detector: &Detector) -> String {
    let mut out = String::new();
    for shape in detector.shapes {
        let _ = writeln!(out, "- {}", shape.words());
    }
    if detector.shapes.is_empty() {
        out.push_str("It is recognised by its structure.\n");
    }
    if !detector.near.is_empty() {
        let words: Vec<_> = detector.near.iter().map(|word| format!("`{word}`")).collect();
        let _ = write!(
            out,
            "\nOnly if one of these words is part of its name or appears shortly before it: {}.\n",
            words.join(", ")
        );
    }
    out.trim_end().to_owned()
}

/// What makes the credential worthless.
fn advice(provider: &Provider) -> String {
    let mut advice = provider.revoke.to_owned();
    if let Some(first) = advice.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("{advice}. Then keep the new one in a secret store, and reference it from there.")
}

/// A provider's page: all of its rows.
#[must_use]
pub fn page(provider: &Provider) -> String {
    let mut out = format!("# {}\n\n", provider.name);
    out.push_str("| rule | what it is | worth |\n|---|---|---|\n");
    for detector in provider.detectors {
        let worth = match detector.worth {
            Worth::Secret => "secret",
            Worth::Test => "test",
            Worth::Public => "public",
        };
        let _ = writeln!(out, "| [`{}`](#{}) | {} | {worth} |", detector.rule, detector.id(), detector.what);
    }
    let _ = write!(out, "\n## What to do\n\n{}\n\nThe provider's own page: <{}>\n", advice(provider), provider.link);
    for detector in provider.detectors {
        let _ = write!(out, "\n## {}\n\n{} {}.\n\n{}\n", detector.id(), provider.name, detector.what, form(detector));
    }
    out
}
