//! The command line: arguments in, reports and an exit code out. The only module that reads the environment.

mod args;
mod baseline;
mod change;
mod check;
mod config;
mod explain;
mod failure;
mod files;
mod fix;
mod github;
mod images;
mod init;
mod manual;
mod progress;
mod registries;
mod report;
mod rules;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::Parser;
use clap::error::ErrorKind;

use args::{Args, BaselineCommand, Color, Command, ConfigCommand, ImportCommand};
use failure::{Exit, Failure};

/// Runs the command line `args` (with the program's name first).
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => return shown(&error),
    };
    let color = args.color;
    let exit = match answer(args) {
        Ok(exit) => exit,
        Err(failure) => failure.complain(color),
    };
    ExitCode::from(exit as u8)
}

fn answer(args: Args) -> Result<Exit, Failure> {
    if let Some(dir) = &args.directory {
        // Every path that is given is meant from there.
        env::set_current_dir(dir).map_err(|error| Failure::file("enter", dir, &error))?;
    }
    let color = args.color;
    let mut out = AutoStream::new(io::stdout(), color.choice());
    match args.command {
        Command::Check(args) => return check::run(&args, color),
        Command::Github(args) => return github::run(args.as_ref(), color),
        Command::Report(args) => return report::run(&args),
        Command::Images(args) => images::list(&args, &mut out)?,
        Command::Rules { format } => rules::list(format, &mut out)?,
        Command::Explain { rule } => explain::run(&rule, color, &mut out)?,
        Command::Config(ConfigCommand::Check(args)) => config::check(&args, &mut out)?,
        Command::Config(ConfigCommand::Show(args)) => config::show(&args, &mut out)?,
        Command::Config(ConfigCommand::Import(ImportCommand::Gitleaks { file, write })) => {
            config::import(file.as_deref(), write, &mut out)?;
        }
        Command::Config(ConfigCommand::Schema) => writeln!(out, "{}", crate::policy::schema().trim_end())?,
        Command::Init { force } => init::run(force, &mut out)?,
        Command::Baseline(BaselineCommand::Write(args)) => baseline::write(&args, &mut out)?,
        Command::Completions { shell } => manual::completions(shell, &mut out)?,
        Command::Man { command } => manual::page(&command, &mut out)?,
    }
    out.flush()?;
    Ok(Exit::Pass)
}

/// A wrong command line is exit 2; help and version are answers.
fn shown(error: &clap::Error) -> ExitCode {
    // Where even the terminal is gone there is nobody left to tell.
    let _ = error.print();
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    ExitCode::from(if asked { Exit::Pass as u8 } else { Exit::Usage as u8 })
}

impl Color {
    fn choice(self) -> ColorChoice {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
    }
}
