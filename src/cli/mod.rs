//! The command line: arguments in, reports and an exit code out. The only module that reads the environment.

mod args;
mod check;
mod config;
mod docs;
mod init;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use args::{Args, BaselineCommand, Color, Command, ConfigCommand};

/// What a run comes to. 1 outranks 3: a change that is blocked is blocked, whatever else could not be verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Nothing stops the change.
    Pass = 0,
    /// Something does.
    Blocked = 1,
    /// The command line or the policy is wrong; nothing was judged.
    Usage = 2,
    /// Something that policy requires could not be verified.
    Incomplete = 3,
}

/// What went wrong, ready to be shown.
struct Failure {
    message: String,
    help: Option<String>,
    exit: Exit,
}

impl Failure {
    fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, exit: Exit::Usage }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::usage(format!("cannot write: {error}"))
    }
}

/// Runs the command line `args` (with the program's name first).
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => return shown(&error),
    };
    let color = args.color;
    let result = match args.command {
        Command::Check(args) => check::run(&args, color),
        Command::Rules { format } => docs::rules(format, &mut stdout(color)),
        Command::Explain { rule } => docs::explain(&rule, &mut stdout(color)),
        Command::Config(ConfigCommand::Check(args)) => config::check(&args, &mut stdout(color)),
        Command::Config(ConfigCommand::Show(args)) => config::show(&args, &mut stdout(color)),
        Command::Config(ConfigCommand::Schema) => text(&crate::policy::schema(), color),
        Command::Init(args) => init::run(&args, &mut stdout(color)),
        Command::Baseline(BaselineCommand::Write(args)) => check::write_baseline(&args, &mut stdout(color)),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Args::command(), "portcullis", &mut stdout(color));
            Ok(Exit::Pass)
        }
        Command::Man => manual(&mut stdout(color)),
    };
    ExitCode::from(match result {
        Ok(exit) => exit as u8,
        Err(failure) if is_closed_pipe(&failure) => Exit::Pass as u8,
        Err(failure) => {
            complain(&failure, color);
            failure.exit as u8
        }
    })
}

/// A wrong command line is exit 2; help and version are answers.
fn shown(error: &clap::Error) -> ExitCode {
    // Where even the terminal is gone there is nobody left to tell.
    let _ = error.print();
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    ExitCode::from(if asked { Exit::Pass as u8 } else { Exit::Usage as u8 })
}

/// Whoever reads us has read enough: `portcullis rules | head`.
fn is_closed_pipe(failure: &Failure) -> bool {
    failure.message.ends_with("Broken pipe (os error 32)")
}

fn complain(failure: &Failure, color: Color) {
    let mut err = AutoStream::new(io::stderr(), color.choice());
    let bold_red = "\u{1b}[1;31m";
    let cyan = "\u{1b}[36m";
    let reset = "\u{1b}[0m";
    let _ = writeln!(err, "{bold_red}error{reset}: {}", failure.message.trim_end());
    if let Some(help) = &failure.help {
        let _ = writeln!(err, "{cyan}help{reset}: {help}");
    }
}

fn stdout(color: Color) -> AutoStream<io::Stdout> {
    AutoStream::new(io::stdout(), color.choice())
}

fn text(text: &str, color: Color) -> Result<Exit, Failure> {
    writeln!(stdout(color), "{}", text.trim_end())?;
    Ok(Exit::Pass)
}

fn manual(out: &mut dyn Write) -> Result<Exit, Failure> {
    clap_mangen::Man::new(Args::command()).render(out)?;
    Ok(Exit::Pass)
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
