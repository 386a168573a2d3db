//! The arguments as they are written. What they mean is decided where they are used.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use crate::finding::{Confidence, Profile, Severity};
use crate::policy::Threshold;
use crate::report::Format;

const EXIT_CODES: &str =
    "Exit codes: 0 pass, 1 blocked, 2 wrong usage or policy, 3 something required could not be verified";

const EXAMPLES: &str = "\
Examples:
  portcullis check                             what your branch and working tree change
  portcullis check --staged                    what the next commit changes (pre-commit)
  portcullis check --base origin/main --head HEAD --format github    in a pipeline
  git diff main... | portcullis check --diff - a diff from anywhere
  portcullis check --all deploy/               every file below deploy/, changed or not
  portcullis explain image/latest-tag          what a rule asks, and why
  portcullis init                              a policy and a workflow to start from

Exit codes: 0 pass, 1 blocked, 2 wrong usage or policy, 3 something required could not be verified";

const CHECK_EXAMPLES: &str = "\
Examples:
  portcullis check
      Your commits and your working tree, against the merge base with the default branch.
  portcullis check --staged --quiet
      In a pre-commit hook: the index against HEAD, and only what stops the commit.
  portcullis check --base origin/main --head HEAD --format github --output sarif=portcullis.sarif
      In a pipeline: annotations in the log, and a file for code scanning beside it.
  portcullis check --diff change.patch
      A unified diff. Inside a checkout that it fits, whole files are judged, elsewhere only its lines.
  portcullis check --all --fail-on never
      Every file of the tree, stopping nothing: what would there be to mend?

Exit codes: 0 pass, 1 blocked, 2 wrong usage or policy, 3 something required could not be verified";

const GITHUB_EXAMPLES: &str = "\
Examples:
  portcullis github
      In a job on pull_request, with `contents: read`, `pull-requests: write` and `security-events: write`.
  portcullis github --no-comment --no-upload
      Annotations, summary and exit code only: `contents: read` will do.
  portcullis github --api
      Without a checkout, as pull_request_target always is: nothing of the change comes near the machine but its text.

The token is read from PORTCULLIS_TOKEN or GITHUB_TOKEN. Options that are not given are read from variables of their name:
PORTCULLIS_CONFIG, _EXTENDS, _PROFILE, _FAIL_ON, _MIN_CONFIDENCE, _REPORT_ONLY, _COMMENT, _UPLOAD, _CATEGORY, _API.

Exit codes: 0 pass, 1 blocked, 2 wrong usage or policy, 3 something required could not be verified";

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "portcullis",
    version,
    about = "Reads a change and decides whether it may merge",
    long_about = "Reads a change, base against head, and decides whether it may merge.\n\n\
        It finds what would break production: image tags that move, digests that were swapped under a tag or lost, base images \
        that nobody pinned, Dockerfiles that bake secrets in. It points at the exact bytes, says why, and offers the fix where \
        there is one. What was there before is shown and stops nobody. Nothing of the change is run, and `check` uses no network.",
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
    /// With nothing but `check`, the change is what your commits and your working tree add to the merge base with the default
    /// branch. The policy comes from the tip of that branch, so that no change loosens the gate that judges it.
    #[command(after_help = EXIT_CODES, after_long_help = CHECK_EXAMPLES)]
    Check(Box<CheckArgs>),
    /// Judge the pull request that a GitHub runner is about, and tell it there
    ///
    /// Everything comes from the runner: the event, the change, the policy of its target. The pull request gets one review, code scanning
    /// the findings, the job its log, annotations and summary. What the token may not write is left out, with the same exit code.
    #[command(after_help = EXIT_CODES, after_long_help = GITHUB_EXAMPLES)]
    Github(Box<GithubArgs>),
    /// Post what an untrusted run has found, from a run that may write
    ///
    /// The second of two stages: `check --format json` runs on `pull_request` of a fork, without rights, and this one under
    /// `workflow_run`. The file may be anybody's: it is bounded, held to the schema, masked again, and posted only where the pull request
    /// still has the commit that the other run was about. Exit code 0 once it is posted, whatever it says: the other run was the gate.
    #[command(after_help = EXIT_CODES)]
    Report(ReportFileArgs),
    /// List the rules
    Rules {
        /// How to print them
        #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
        format: ListFormat,
    },
    /// Show a rule's page: what it asks, why, and examples
    Explain {
        /// The rule's name, such as `image/latest-tag`
        rule: String,
    },
    /// Look at the policy
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Config(ConfigCommand),
    /// Write a commented policy and a workflow to start from
    ///
    /// Both go to the root of the repository, or to the current directory where there is none. A file that is there stays.
    Init {
        /// Overwrite files that are there
        #[arg(long)]
        force: bool,
    },
    /// Accept what is there today, and gate what comes
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
    /// Show the policy in force, defaults and shared policies included
    Show(ConfigArgs),
    /// Print the policy's JSON Schema
    Schema,
    /// Write another tool's configuration as a policy
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Import(ImportCommand),
}

#[derive(Debug, Subcommand)]
pub(super) enum ImportCommand {
    /// From gitleaks or betterleaks.
    ///
    /// Prints the policy; what cannot be carried over stands in it as comments.
    Gitleaks {
        /// The configuration [default: .gitleaks.toml or .betterleaks.toml of the working tree]
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,

        /// Write it to `.portcullis.yaml`, if there is none
        #[arg(long)]
        write: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
    /// Write the findings of the whole tree into `.portcullis-baseline.json`
    ///
    /// What it lists is shown and stops no change, from the day that the file is merged. What comes later is judged as ever.
    Write(PolicyArgs),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people
    Text,
    /// For scripts
    Json,
}

#[derive(Debug, Group)]
pub(super) struct CheckArgs {
    /// Use no network: `check` never does
    #[arg(long)]
    pub(super) offline: bool,

    /// How many threads may work [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    pub(super) threads: Option<u8>,

    #[command(flatten)]
    pub(super) source: SourceArgs,

    #[command(flatten)]
    pub(super) policy: PolicyArgs,

    /// Ask only these rules: a name, `family/*`; several with commas between them.
    ///
    /// What is not asked is not read for: `--only 'secret/*'` parses no document that holds no secret.
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Policy")]
    pub(super) only: Vec<String>,

    #[command(flatten)]
    pub(super) report: ReportArgs,
}

/// How the gate works on GitHub.
#[derive(Debug, Group)]
pub(super) struct GithubArgs {
    #[command(flatten)]
    pub(super) post: PostArgs,

    #[command(flatten)]
    pub(super) policy: PolicyArgs,

    /// Read the change through GitHub's API, even where there is a checkout
    #[arg(long)]
    pub(super) api: bool,

    /// Post no review
    #[arg(long, help_heading = "Reports")]
    pub(super) no_comment: bool,

    /// Upload nothing to code scanning
    #[arg(long, help_heading = "Reports", overrides_with = "upload")]
    pub(super) no_upload: bool,

    /// Upload to code scanning, although PORTCULLIS_UPLOAD says no
    #[arg(long, help_heading = "Reports", overrides_with = "no_upload")]
    pub(super) upload: bool,

    /// Where the SARIF file goes [default: a file in RUNNER_TEMP]
    #[arg(long, value_name = "FILE", help_heading = "Reports")]
    pub(super) sarif: Option<PathBuf>,

    /// Also write a report to a file; may be given often.
    ///
    /// For example `--output json=findings.json`.
    #[arg(long, value_name = "FORMAT=PATH", value_parser = output, help_heading = "Reports")]
    pub(super) output: Vec<(Format, PathBuf)>,
}

/// What another run has found.
#[derive(Debug, Group)]
pub(super) struct ReportFileArgs {
    /// What `check --format json` wrote
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// The pull request [default: the open one that has the commit of the other run]
    #[arg(long, value_name = "NUMBER")]
    pub(super) pull: Option<u64>,

    #[command(flatten)]
    pub(super) post: PostArgs,
}

/// How GitHub is talked to.
#[derive(Debug, Group)]
pub(super) struct PostArgs {
    /// Which gate this is, where several judge one pull request [default: portcullis].
    ///
    /// Each speaks for itself: it edits its own comments, and has alerts of its own.
    #[arg(long, value_name = "NAME", help_heading = "Reports")]
    pub(super) category: Option<String>,

    /// How long all that is asked of GitHub may take, waits included
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(super) deadline: u64,

    /// Print existing and waived findings, more of each, and how many requests were sent
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
    /// What it has got since the branches parted is not part of the change, but its policy judges it. In a pipeline this is
    /// `origin/<target branch>`.
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
    /// If the checkout that it is run in is the diff's base or its head, whole files are judged; anywhere else the lines of the diff.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["between", "all"])]
    pub(super) diff: Option<PathBuf>,

    /// Judge two directories, before and after
    #[arg(long, num_args = 2, value_names = ["BASE", "HEAD"], conflicts_with = "all")]
    pub(super) between: Vec<PathBuf>,

    /// Search every commit of a range for secrets: `A..B`, `A..`, or `B` for all that leads to it.
    ///
    /// Each content is read once, whatever it is called. A secret that was removed again is told too: history keeps it. No other rule
    /// is asked.
    #[arg(long, value_name = "RANGE", conflicts_with_all = ["base", "staged", "diff", "between", "all"])]
    pub(super) history: Option<String>,

    /// Judge the pull request's title and text too; `-` reads standard input.
    ///
    /// A text as Markdown, the title on its first line. People follow what it tells them to do, as they follow a document.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["all", "history"])]
    pub(super) description: Option<PathBuf>,

    /// Judge every file, changed or not.
    ///
    /// In a git repository: what is tracked, or not ignored. All of it counts as introduced.
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
    /// Use this policy file, not the target's `.portcullis.yaml`.
    ///
    /// It is your word, not the change's: give a file that the change cannot write.
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// An organisation's shared policy, below the repository's.
    ///
    /// Its keys hold where the repository's own policy says nothing.
    #[arg(long, value_name = "FILE")]
    pub(super) extends: Option<PathBuf>,

    /// How strictly rules speak: standard or strict
    #[arg(long, value_name = "PROFILE", value_parser = profiles(), hide_possible_values = true)]
    pub(super) profile: Option<Profile>,

    /// Fail at this and above: critical, high, medium, low or never
    #[arg(long, value_name = "SEVERITY", value_parser = thresholds(), hide_possible_values = true)]
    pub(super) fail_on: Option<Threshold>,

    /// Fail at this and above: certain, likely or possible
    #[arg(long, value_name = "CONFIDENCE", value_parser = confidences(), hide_possible_values = true)]
    pub(super) min_confidence: Option<Confidence>,

    /// Show everything, stop nothing: for the first weeks
    #[arg(long)]
    pub(super) report_only: bool,
}

/// What is told, and where.
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

    /// Also write a report to a file; may be given often.
    ///
    /// For example `--output sarif=portcullis.sarif --output markdown=summary.md`.
    #[arg(long, value_name = "FORMAT=PATH", value_parser = output)]
    pub(super) output: Vec<(Format, PathBuf)>,

    /// Put waived findings into SARIF too, marked as suppressed
    #[arg(long)]
    pub(super) sarif_suppressed: bool,

    /// Exit 0 where it would be 1; 2 and 3 stay
    #[arg(long)]
    pub(super) exit_zero: bool,

    /// Print what stops the change and the verdict, no more
    #[arg(short, long)]
    pub(super) quiet: bool,

    /// Print existing and waived findings, and more of each
    #[arg(short, long, action = clap::ArgAction::Count, conflicts_with = "quiet")]
    pub(super) verbose: u8,
}

#[derive(Debug, Group)]
pub(super) struct ConfigArgs {
    /// The policy file [default: .portcullis.yaml of the working tree]
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// An organisation's shared policy, below the repository's
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
