//! The arguments as they are written. What they mean is decided where they are used.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use crate::finding::Profile;
use crate::policy::Threshold;
use crate::report::Format;

/// Reads a change, base against head, and decides whether it may merge.
#[derive(Debug, Parser)]
#[command(
    name = "portcullis",
    version,
    about = "The gate in front of production: reads a change and decides whether it may merge",
    long_about = "The gate in front of production.\n\n\
        Portcullis reads a change, base against head, and decides whether it may merge. It finds mutable image tags, digests that \
        were swapped under a tag or lost, base images that nobody pinned, and Dockerfiles that bake secrets in; it points at the \
        exact bytes, says why, and offers the fix where there is one.",
    after_help = "Examples:\n  \
        portcullis check                            what your branch and working tree change\n  \
        portcullis check --staged                   what the next commit changes (pre-commit)\n  \
        portcullis check --base origin/main --head HEAD --format sarif --output json=findings.json\n  \
        git diff main | portcullis check --diff -   a diff from anywhere\n  \
        portcullis check --all deploy/              every file, changed or not\n  \
        portcullis explain image/latest-tag         what a rule asks, and why\n\n\
        Exit codes: 0 pass, 1 blocked, 2 wrong usage or policy, 3 something required could not be verified",
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub(super) struct Args {
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
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
    #[command(
        after_help = "With nothing but `check`, the change is what your working tree and commits add to the merge base with \
        the default branch.\n\nExit codes: 0 pass, 1 blocked, 2 wrong usage or policy, 3 something required could not be verified"
    )]
    Check(Box<CheckArgs>),
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
    Init(InitArgs),
    /// Accept what is there today, and gate what comes
    #[command(subcommand, subcommand_required = true, arg_required_else_help = true)]
    Baseline(BaselineCommand),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Tell whether a policy file is in order
    Check(ConfigArgs),
    /// Show the policy in force, defaults and shared policies included
    Show(ConfigArgs),
    /// Print the policy's JSON Schema
    Schema,
}

#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
    /// Write the findings of the whole tree into `.portcullis-baseline.json`
    Write(BaselineArgs),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people
    Text,
    /// For scripts
    Json,
}

/// Where the change comes from.
#[derive(Debug, Group)]
#[group(multiple = true)]
pub(super) struct SourceArgs {
    /// Compare against the merge base with this commit or branch
    #[arg(long, value_name = "REF", conflicts_with_all = ["staged", "diff", "all"])]
    pub(super) base: Option<String>,

    /// The commit or branch to judge [default: the working tree]
    #[arg(long, value_name = "REF", requires = "base")]
    pub(super) head: Option<String>,

    /// Judge what is staged: the index against HEAD
    #[arg(long, conflicts_with_all = ["diff", "all"])]
    pub(super) staged: bool,

    /// Judge a unified diff; `-` reads standard input
    #[arg(long, value_name = "FILE", conflicts_with = "all")]
    pub(super) diff: Option<PathBuf>,

    /// Judge two directories, before and after
    #[arg(long, num_args = 2, value_names = ["BASE", "HEAD"], conflicts_with_all = ["base", "staged", "diff", "all"])]
    pub(super) between: Vec<PathBuf>,

    /// Judge every file, changed or not
    #[arg(long)]
    pub(super) all: bool,

    /// With --all: only these files and directories
    #[arg(value_name = "PATH", requires = "all")]
    pub(super) paths: Vec<PathBuf>,
}

/// Which policy holds.
#[derive(Debug, Default, Group)]
pub(super) struct PolicyArgs {
    /// Use this policy file instead of the base's `.portcullis.yaml`
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// An organisation's shared policy, below the repository's own
    #[arg(long, value_name = "FILE")]
    pub(super) extends: Option<PathBuf>,

    /// How strictly the rules speak
    #[arg(long, value_parser = profile, value_name = "standard|strict")]
    pub(super) profile: Option<Profile>,

    /// Fail at this severity and above
    #[arg(long, value_parser = threshold, value_name = "SEVERITY")]
    pub(super) fail_on: Option<Threshold>,
}

#[derive(Debug, Group)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) source: SourceArgs,

    #[command(flatten)]
    pub(super) policy: PolicyArgs,

    /// Run as if started in this directory
    #[arg(short = 'C', long = "directory", value_name = "DIR")]
    pub(super) directory: Option<PathBuf>,

    /// What to print: terminal, json, sarif, markdown or github
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: Format,

    /// Also write a report to a file; may be given often
    #[arg(long, value_name = "FORMAT=PATH", value_parser = output)]
    pub(super) output: Vec<(Format, PathBuf)>,

    /// Put waived findings into SARIF too, marked as suppressed
    #[arg(long)]
    pub(super) sarif_suppressed: bool,

    /// Use no network at all
    #[arg(long)]
    pub(super) offline: bool,

    /// Exit 0 whatever is found; errors still exit 2 or 3
    #[arg(long)]
    pub(super) exit_zero: bool,

    /// Print what gates and the verdict, no more
    #[arg(short, long)]
    pub(super) quiet: bool,

    /// Print existing and waived findings too
    #[arg(short, long, action = clap::ArgAction::Count, conflicts_with = "quiet")]
    pub(super) verbose: u8,

    /// How many threads may work [default: one a core]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<usize>,
}

#[derive(Debug, Group)]
pub(super) struct ConfigArgs {
    /// The policy file [default: .portcullis.yaml of the working tree]
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// An organisation's shared policy, below the repository's own
    #[arg(long, value_name = "FILE")]
    pub(super) extends: Option<PathBuf>,

    /// Run as if started in this directory
    #[arg(short = 'C', long = "directory", value_name = "DIR")]
    pub(super) directory: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(super) struct InitArgs {
    /// Where to write; the current directory if not given
    #[arg(value_name = "DIR")]
    pub(super) directory: Option<PathBuf>,

    /// Overwrite files that are there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Group)]
pub(super) struct BaselineArgs {
    #[command(flatten)]
    pub(super) policy: PolicyArgs,

    /// Run as if started in this directory
    #[arg(short = 'C', long = "directory", value_name = "DIR")]
    pub(super) directory: Option<PathBuf>,
}

fn profile(text: &str) -> Result<Profile, String> {
    match text {
        "standard" => Ok(Profile::Standard),
        "strict" => Ok(Profile::Strict),
        _ => Err("expected `standard` or `strict`".to_owned()),
    }
}

fn threshold(text: &str) -> Result<Threshold, String> {
    Ok(match text {
        "critical" => Threshold::Critical,
        "high" => Threshold::High,
        "medium" => Threshold::Medium,
        "low" => Threshold::Low,
        "never" => Threshold::Never,
        _ => return Err("expected critical, high, medium, low or never".to_owned()),
    })
}

fn output(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, path) = text.split_once('=').ok_or("expected FORMAT=PATH, such as `sarif=findings.sarif`")?;
    if path.is_empty() {
        return Err("the path after `=` is empty".to_owned());
    }
    Ok((format.parse().map_err(|error: crate::report::UnknownFormat| error.to_string())?, PathBuf::from(path)))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Args::command().debug_assert();
    }
}
