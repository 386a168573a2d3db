//! Reports: the verdict as people, scripts and services read it. One file a format; all text passes the masked view.

mod anchor;
mod at_head;
mod checkstyle;
pub(crate) mod clean;
mod diff;
pub mod fixes;
mod frame;
mod github;
mod gitlab;
mod html;
pub mod images;
mod json;
mod junit;
mod level;
pub(crate) mod link;
pub mod markdown;
pub mod model;
mod note;
mod place;
mod rdjson;
mod received;
mod sarif;
pub(crate) mod tally;
mod terminal;
mod view;
mod xml;

use std::fmt;
use std::io;
use std::str::FromStr;

pub use self::note::{Note, note};
pub use self::received::{LONGEST, Refused, received};
use crate::policy::Verdict;
use view::View;

/// How a verdict is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Frames for people.
    Terminal,
    /// `portcullis/1`, for scripts.
    Json,
    /// SARIF 2.1.0, for code scanning and dashboards.
    Sarif,
    /// A summary for a job or a review.
    Markdown,
    /// One page, for a browser.
    Html,
    /// Workflow commands, which GitHub shows as annotations.
    Github,
    /// GitLab's Code Quality report.
    Gitlab,
    /// One JSON object a line, for reviewdog.
    Rdjsonl,
    /// Test results, for Jenkins and Azure Pipelines.
    Junit,
    /// Checkstyle's XML, for Jenkins and editors.
    Checkstyle,
}

impl Format {
    /// Each format, in the order in which help shows them.
    pub const ALL: [Self; 10] = [
        Self::Terminal,
        Self::Json,
        Self::Sarif,
        Self::Markdown,
        Self::Html,
        Self::Github,
        Self::Gitlab,
        Self::Rdjsonl,
        Self::Junit,
        Self::Checkstyle,
    ];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Rdjsonl => "rdjsonl",
            Self::Junit => "junit",
            Self::Checkstyle => "checkstyle",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// A name that is not a format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a format; the formats are {names}", names = names())]
pub struct UnknownFormat(String);

/// `terminal, json and sarif`.
fn names() -> String {
    let names = Format::ALL.map(Format::name);
    let (last, others) = names.split_last().unwrap_or((&"", &[]));
    format!("{} and {last}", others.join(", "))
}

/// How reports look.
#[derive(Clone, Debug)]
pub struct Options {
    /// Colours, in the formats for a terminal or a log.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Only what stops the change, and the last line.
    pub quiet: bool,
    /// From 1 on: what was there before, what is waived, each thing that was not checked, and fingerprints.
    pub verbose: u8,
    /// Waived findings in SARIF, too. GitHub would open an alert for each: it does not read suppressions.
    pub sarif_suppressed: bool,
    /// Which gate speaks in SARIF, where several do; none for the only one. Each has alerts of its own.
    pub category: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { color: false, width: 100, quiet: false, verbose: 0, sarif_suppressed: false, category: None }
    }
}

/// Writes `verdict` to `out`. The same verdict and options give the same bytes.
///
/// # Errors
/// What `out` fails with.
pub fn write(format: Format, verdict: &Verdict, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let view = View::new(&verdict.redactor);
    match format {
        Format::Terminal => terminal::write(&view, verdict, options, out),
        Format::Json => json::write(&view, verdict, out),
        Format::Sarif => sarif::write(&view, verdict, options, out),
        Format::Markdown => markdown::write(&view, verdict, out),
        Format::Html => html::write(&view, verdict, out),
        Format::Github => github::write(&view, verdict, options, out),
        Format::Gitlab => gitlab::write(&view, verdict, out),
        Format::Rdjsonl => rdjson::write(&view, verdict, out),
        Format::Junit => junit::write(&view, verdict, out),
        Format::Checkstyle => checkstyle::write(&view, verdict, out),
    }
}
