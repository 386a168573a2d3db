//! The arguments as they are written. What they mean is decided where they are used.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use crate::finding::{Confidence, Profile, Severity};
use crate::policy::Threshold;
use crate::report::{Format, images};

const EXIT_CODES: &str = "Exit codes: 0 pass, 1 blocked, 2 invalid usage or policy, 3 could not be fully verified";

const EXAMPLES: &str = "\
Examples:
  portcullis check                             changes on your branch and in the working tree
  portcullis check --staged                    changes in the next commit (pre-commit)
  portcullis check --base origin/main --head HEAD --format github    in a pipeline
  git diff main... | portcullis check --diff - a diff from anywhere
  portcullis check --all deploy/               every file under deploy/, changed or not
  portcullis explain image/latest-tag          what a rule checks, and why
  portcullis init                              a starter policy and workflow

Exit codes: 0 pass, 1 blocked, 2 invalid usage or policy, 3 could not be fully verified";

const CHECK_EXAMPLES: &str = "\
Examples:
  portcullis check
      Your commits and working tree against the merge base with the default branch.
  portcullis check --staged --quiet
      In a pre-commit hook: the index against HEAD, printing only what blocks the commit.
  portcullis check --base origin/main --head HEAD --format github --output sarif=portcullis.sarif
      In a pipeline: annotations in the log, and a SARIF file for code scanning.
  portcullis check --diff change.patch
      A unified diff. In a matching checkout whole files are judged, elsewhere only the diff's lines.
  portcullis check --all --fail-on never
      Every file in the tree, without blocking: an inventory of what there is to fix.
  portcullis check --fix --dry-run
      What the safe fixes would change, as a diff. Without --dry-run they are applied.

Exit codes: 0 pass, 1 blocked, 2 invalid usage or policy, 3 could not be fully verified";

const GITHUB_EXAMPLES: &str = "\
Examples:
  portcullis github
      In a job on pull_request, with `contents: read`, `pull-requests: write` and `security-events: write`.
  portcullis github --no-comment --no-upload
      Annotations, summary and exit code only: `contents: read` is enough.
  portcullis github --api
      Without a checkout, as always on pull_request_target: the change is only ever read as text.

The token is read from PORTCULLIS_TOKEN or GITHUB_TOKEN. Options that are not set are read from environment variables:
PORTCULLIS_CONFIG, _EXTENDS, _PROFILE, _FAIL_ON, _MIN_CONFIDENCE, _REPORT_ONLY, _COMMENT, _UPLOAD, _CATEGORY, _API.

Exit codes: 0 pass, 1 blocked, 2 invalid usage or policy, 3 could not be fully verified";

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "portcullis",
    version,
    about = "Reads a change and decides whether it may merge",
    long_about = "Reads a change, base against head, and decides whether it may merge.\n\n\
        It finds what would break production: mutable image tags, digests swapped under a tag or removed, unpinned base \
        images, secrets baked into Dockerfiles. It points at the exact bytes, says why, and offers a fix where there is one. \
        Existing findings are shown but do not block. Nothing in the change is executed, and `check` uses no network.",
    after_help = EXAMPLES,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub(super) struct Args {
    /// Run as if started in this directory
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    pub(super) directory: Option<PathBuf>,

    /// When to use colour: always, never or auto (the default)
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t = Color::Auto,
        value_name = "WHEN",
        hide_possible_values = true,
        hide_default_value = true,
        long_help = "When to use colour: always, never, or auto (the default), which means on a terminal and without NO_COLOR"
    )]
    pub(super) color: Color,

    #[command(subcommand)]
    pub(super) command: Command,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Judge a change
    ///
    /// Without options, the change is what your commits and working tree add to the merge base with the default branch. The
    /// policy comes from the tip of that branch, so that a change cannot loosen the gate that judges it.
    #[command(after_help = EXIT_CODES, after_long_help = CHECK_EXAMPLES)]
    Check(Box<CheckArgs>),
    /// Judge a pull request from a GitHub Actions job, and report on it
    ///
    /// The runner provides everything: the event, the change, the target branch's policy. Findings go to one review on the pull
    /// request, to code scanning, and to the job's log, annotations and summary. What the token may not write is skipped; the
    /// exit code stays the same.
    #[command(after_help = EXIT_CODES, after_long_help = GITHUB_EXAMPLES)]
    Github(Box<GithubArgs>),
    /// Post the findings of an untrusted run, from a run with write access
    ///
    /// The second of two stages: `check --format json` runs on a fork's `pull_request` without permissions, and this runs on
    /// `workflow_run`. The file is untrusted: it is size-limited, validated against the schema, masked again, and posted only
    /// if the pull request is still at the commit that was judged. Exits with 0 once posted, whatever the verdict: the first
    /// run is the gate.
    #[command(after_help = EXIT_CODES)]
    Report(ReportFileArgs),
    /// List every image reference of the working tree, and how it is pinned
    ///
    /// In a git repository: of tracked files, and untracked ones that are not ignored. The policy has no say. Nothing is asked of a
    /// registry.
    Images(ImagesArgs),
    /// List the rules
    Rules {
        /// How to print them
        #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
        format: ListFormat,
    },
    /// Show a rule's page: what it checks, why, and examples
    Explain {
        /// The rule's name, such as `image/latest-tag`
        rule: String,
    },
    /// Inspect the policy
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Config(ConfigCommand),
    /// Write a commented starter policy and workflow
    ///
    /// Both go to the root of the repository, or to the current directory outside one. Existing files are kept.
    Init {
        /// Overwrite existing files
        #[arg(long)]
        force: bool,
    },
    /// Accept existing findings, and gate new ones
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Baseline(BaselineCommand),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program or of one command
    Man {
        /// The command, such as `check` or `config show`
        command: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Check that a policy file is valid
    Check(ConfigArgs),
    /// Show the effective policy, including defaults and shared policies
    Show(ConfigArgs),
    /// Print the policy's JSON Schema
    Schema,
    /// Convert another tool's configuration to a policy
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Import(ImportCommand),
}

#[derive(Debug, Subcommand)]
pub(super) enum ImportCommand {
    /// From gitleaks or betterleaks.
    ///
    /// Prints the policy; anything that cannot be converted is listed in comments.
    Gitleaks {
        /// The configuration [default: .gitleaks.toml or .betterleaks.toml in the working tree]
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,

        /// Write it to `.portcullis.yaml`, unless that exists
        #[arg(long)]
        write: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
    /// Write the findings of the whole tree to `.portcullis-baseline.json`
    ///
    /// The listed findings are shown but do not block, starting when the file is merged. New findings are judged as usual.
    Write(PolicyArgs),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people
    Text,
    /// For scripts
    Json,
}

/// What is listed, and how.
#[derive(Debug, Group)]
pub(super) struct ImagesArgs {
    /// Only these files and directories
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// How to print them
    #[arg(long, value_enum, default_value_t = ImagesFormat::Table, value_name = "FORMAT")]
    pub(super) format: ImagesFormat,

    /// Ask no registry: images are not looked up
    #[arg(long)]
    pub(super) offline: bool,

    /// Keep what registries send in this directory, by digest
    #[arg(long, value_name = "DIR")]
    pub(super) cache_dir: Option<PathBuf>,
}

/// How image references are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ImagesFormat {
    /// For people
    Table,
    /// For scripts
    Json,
    /// A bill of materials: CycloneDX 1.6
    Cyclonedx,
}

impl From<ImagesFormat> for images::Format {
    fn from(format: ImagesFormat) -> Self {
        match format {
            ImagesFormat::Table => Self::Table,
            ImagesFormat::Json => Self::Json,
            ImagesFormat::Cyclonedx => Self::CycloneDx,
        }
    }
}

#[derive(Debug, Group)]
pub(super) struct CheckArgs {
    /// Ask no registry: images are not looked up
    ///
    /// Likewise with `PORTCULLIS_OFFLINE=1`.
    #[arg(long)]
    pub(super) offline: bool,

    /// Keep what registries send in this directory, by digest
    ///
    /// Likewise with `PORTCULLIS_CACHE_DIR`. What exists, and what a tag points to, is asked in every run.
    #[arg(long, value_name = "DIR", hide_short_help = true)]
    pub(super) cache_dir: Option<PathBuf>,

    /// Number of threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    pub(super) threads: Option<u8>,

    #[command(flatten)]
    pub(super) source: SourceArgs,

    #[command(flatten)]
    pub(super) policy: PolicyArgs,

    /// Run only these rules: names or `family/*`, separated by commas.
    ///
    /// Files that no selected rule needs are not parsed: `--only 'secret/*'` parses only documents that contain secrets.
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Policy")]
    pub(super) only: Vec<String>,

    #[command(flatten)]
    pub(super) fixes: FixArgs,

    #[command(flatten)]
    pub(super) report: ReportArgs,
}

/// Whether fixes are applied.
#[derive(Debug, Group)]
#[command(next_help_heading = "Fixes")]
pub(super) struct FixArgs {
    /// Apply safe fixes to the working tree, then judge what is left.
    ///
    /// Findings that are waived, in the baseline or existing are not fixed. Only the bytes in question change. A file that no
    /// longer holds what was judged is left alone. With --between, the second directory is fixed.
    #[arg(long)]
    pub(super) fix: bool,

    /// With --fix: apply fixes that need a review, too
    #[arg(long, requires = "fix")]
    pub(super) unsafe_fixes: bool,

    /// With --fix: write nothing, and print a unified diff instead of a report.
    ///
    /// The exit code is that of --fix. Its other name is --fix-diff; --diff FILE is a change to judge.
    #[arg(long, alias = "fix-diff", requires = "fix")]
    pub(super) dry_run: bool,
}

/// How the gate works on GitHub.
#[derive(Debug, Group)]
pub(super) struct GithubArgs {
    #[command(flatten)]
    pub(super) post: PostArgs,

    #[command(flatten)]
    pub(super) policy: PolicyArgs,

    /// Read the change through GitHub's API, even if there is a checkout
    #[arg(long)]
    pub(super) api: bool,

    /// Ask no registry: images are not looked up
    ///
    /// Likewise with `PORTCULLIS_OFFLINE=1`.
    #[arg(long)]
    pub(super) offline: bool,

    /// Do not post a review
    #[arg(long, help_heading = "Reports")]
    pub(super) no_comment: bool,

    /// Do not upload to code scanning
    #[arg(long, help_heading = "Reports", overrides_with = "upload")]
    pub(super) no_upload: bool,

    /// Upload to code scanning, even if PORTCULLIS_UPLOAD disables it
    #[arg(long, help_heading = "Reports", overrides_with = "no_upload")]
    pub(super) upload: bool,

    /// Where to write the SARIF file [default: a file in RUNNER_TEMP]
    #[arg(long, value_name = "FILE", help_heading = "Reports")]
    pub(super) sarif: Option<PathBuf>,

    /// Also write a report to a file; can be repeated.
    ///
    /// For example `--output json=findings.json`.
    #[arg(long, value_name = "FORMAT=PATH", value_parser = output, help_heading = "Reports")]
    pub(super) output: Vec<(Format, PathBuf)>,
}

/// What another run has found.
#[derive(Debug, Group)]
pub(super) struct ReportFileArgs {
    /// The output of `check --format json`
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// The pull request [default: the open one with the judged commit]
    #[arg(long, value_name = "NUMBER")]
    pub(super) pull: Option<u64>,

    #[command(flatten)]
    pub(super) post: PostArgs,
}

/// How to talk to GitHub.
#[derive(Debug, Group)]
pub(super) struct PostArgs {
    /// The gate's name, if several judge one pull request [default: portcullis].
    ///
    /// Each gate edits its own comments and has its own alerts.
    #[arg(long, value_name = "NAME", help_heading = "Reports")]
    pub(super) category: Option<String>,

    /// Time limit for all requests to GitHub, including waits
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(super) deadline: u64,

    /// Print existing and waived findings, more detail, and the number of requests
    #[arg(short, long, action = clap::ArgAction::Count, help_heading = "Reports")]
    pub(super) verbose: u8,
}

/// Where the change comes from.
#[derive(Debug, Group)]
#[command(next_help_heading = "Where the change comes from")]
#[group(multiple = true)]
pub(super) struct SourceArgs {
    /// Compare with the merge base with this commit or branch.
    ///
    /// Commits added to it since the branches diverged are not part of the change, but its current policy applies. In a
    /// pipeline, use `origin/<target branch>`.
    #[arg(long, value_name = "REF", conflicts_with_all = ["staged", "diff", "between", "all"])]
    pub(super) base: Option<String>,

    /// The commit or branch to judge [default: the working tree]
    #[arg(long, value_name = "REF", requires = "base")]
    pub(super) head: Option<String>,

    /// Judge what is staged: the index against HEAD
    #[arg(long, conflicts_with_all = ["diff", "between", "all"])]
    pub(super) staged: bool,

    /// Judge a unified diff; `-` reads standard input.
    ///
    /// If the current checkout is the diff's base or head, whole files are judged; otherwise only the diff's lines.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["between", "all"])]
    pub(super) diff: Option<PathBuf>,

    /// Judge two directories, before and after
    #[arg(long, num_args = 2, value_names = ["BASE", "HEAD"], conflicts_with = "all")]
    pub(super) between: Vec<PathBuf>,

    /// Search every commit in a range for secrets: `A..B`, `A..` or `B`.
    ///
    /// `B` alone means everything up to it. Each file version is read once, whatever its path. A secret that was later removed is reported too, because it stays in
    /// the history. No other rules run.
    #[arg(long, value_name = "RANGE", conflicts_with_all = ["base", "staged", "diff", "between", "all"])]
    pub(super) history: Option<String>,

    /// Judge the pull request's title and text too; `-` reads standard input.
    ///
    /// Markdown, with the title on the first line. People follow instructions in it just as they follow a document.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["all", "history"])]
    pub(super) description: Option<PathBuf>,

    /// Judge every file, changed or not.
    ///
    /// In a git repository: tracked files, and untracked ones that are not ignored. All findings count as introduced.
    #[arg(long)]
    pub(super) all: bool,

    /// With --all: only these files and directories
    #[arg(value_name = "PATH", requires = "all")]
    pub(super) paths: Vec<PathBuf>,
}

/// Which policy holds, and what stops a change.
#[derive(Debug, Default, Group)]
#[command(next_help_heading = "Policy")]
pub(super) struct PolicyArgs {
    /// Use this policy file instead of the target branch's policy.
    ///
    /// It is trusted: use a file that the change cannot modify.
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// An organisation's shared policy, below the repository's own.
    ///
    /// Its keys apply where the repository's own policy does not set them.
    #[arg(long, value_name = "FILE")]
    pub(super) extends: Option<PathBuf>,

    /// Severity profile: standard or strict
    #[arg(long, value_name = "PROFILE", value_parser = profiles(), hide_possible_values = true)]
    pub(super) profile: Option<Profile>,

    /// Block at this severity and above: critical, high, medium, low or never
    #[arg(long, value_name = "SEVERITY", value_parser = thresholds(), hide_possible_values = true)]
    pub(super) fail_on: Option<Threshold>,

    /// Block at this confidence and above: certain, likely or possible
    #[arg(long, value_name = "CONFIDENCE", value_parser = confidences(), hide_possible_values = true)]
    pub(super) min_confidence: Option<Confidence>,

    /// Show everything but block nothing, for the first weeks
    #[arg(long)]
    pub(super) report_only: bool,
}

/// What is reported, and where.
#[derive(Debug, Group)]
#[command(next_help_heading = "Reports")]
pub(super) struct ReportArgs {
    /// Print terminal (the default), json, sarif, markdown, html, github, gitlab, rdjsonl, junit or checkstyle
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = formats(),
        default_value = "terminal",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(super) format: Format,

    /// Also write a report to a file; can be repeated.
    ///
    /// For example `--output sarif=portcullis.sarif --output markdown=summary.md`.
    #[arg(long, value_name = "FORMAT=PATH", value_parser = output)]
    pub(super) output: Vec<(Format, PathBuf)>,

    /// Include waived findings in SARIF, marked as suppressed
    #[arg(long)]
    pub(super) sarif_suppressed: bool,

    /// Exit with 0 instead of 1; 2 and 3 are unchanged
    #[arg(long)]
    pub(super) exit_zero: bool,

    /// Print only blocking findings and the verdict
    #[arg(short, long)]
    pub(super) quiet: bool,

    /// Print existing and waived findings, and more detail
    #[arg(short, long, action = clap::ArgAction::Count, conflicts_with = "quiet")]
    pub(super) verbose: u8,
}

#[derive(Debug, Group)]
pub(super) struct ConfigArgs {
    /// The policy file [default: .portcullis.yaml in the working tree]
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// An organisation's shared policy, with lower precedence than the repository's
    #[arg(long, value_name = "FILE")]
    pub(super) extends: Option<PathBuf>,
}

/// The profiles by name.
pub(super) const PROFILES: [(&str, Profile); 2] = [("standard", Profile::Standard), ("strict", Profile::Strict)];

/// The confidences by name.
pub(super) const CONFIDENCES: [(&str, Confidence); Confidence::ALL.len()] =
    [("certain", Confidence::Certain), ("likely", Confidence::Likely), ("possible", Confidence::Possible)];

/// What `--fail-on` takes, by name.
pub(super) const THRESHOLDS: [(&str, Threshold); Severity::ALL.len() + 1] = [
    ("critical", Threshold::Critical),
    ("high", Threshold::High),
    ("medium", Threshold::Medium),
    ("low", Threshold::Low),
    ("never", Threshold::Never),
];

fn profiles() -> impl TypedValueParser<Value = Profile> {
    one_of(PROFILES)
}

fn confidences() -> impl TypedValueParser<Value = Confidence> {
    one_of(CONFIDENCES)
}

fn thresholds() -> impl TypedValueParser<Value = Threshold> {
    one_of(THRESHOLDS)
}

fn formats() -> impl TypedValueParser<Value = Format> {
    one_of(Format::ALL.map(|format| (format.name(), format)))
}

/// A value by its name; the error for any other lists the names.
fn one_of<T: Copy + Send + Sync + 'static, const N: usize>(
    values: [(&'static str, T); N],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(values.map(|(name, _)| name)).try_map(move |text| {
        values.iter().find(|(name, _)| *name == text).map(|(_, value)| *value).ok_or("no such value")
    })
}

fn output(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, path) = text.split_once('=').ok_or("expected FORMAT=PATH, such as `sarif=findings.sarif`")?;
    if path.is_empty() {
        return Err("the path after `=` is empty".to_owned());
    }
    Ok((Format::from_str(format).map_err(|error| error.to_string())?, PathBuf::from(path)))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Args::command().debug_assert();
    }

    #[test]
    fn short_help_fits_a_screen() {
        let mut command = super::Args::command();
        command.build();
        for name in ["check", "github", "report", "init", "explain"] {
            let help = command.find_subcommand_mut(name).unwrap().render_help().to_string();
            assert!(help.split('\n').count() <= 48, "{help}");
        }
    }
}
