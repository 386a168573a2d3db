//! `portcullis completions` and `portcullis man`, both written from the arguments.

use std::io::Write;

use clap::{Command, CommandFactory};

use super::args::Args;
use super::failure::Failure;

/// The completion script for a shell.
pub(super) fn completions(shell: clap_complete::Shell, out: &mut dyn Write) -> Result<(), Failure> {
    // Into memory first: the generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "portcullis", &mut script);
    Ok(out.write_all(&script)?)
}

/// The manual page of the program, or of the command at `path`.
pub(super) fn page(path: &[String], out: &mut dyn Write) -> Result<(), Failure> {
    let mut program = Args::command();
    program.build();
    let mut command = &program;
    for name in path {
        command = command.find_subcommand(name).ok_or_else(|| no_command(command, name))?;
    }
    Ok(clap_mangen::Man::new(command.clone()).render(out)?)
}

fn no_command(of: &Command, name: &str) -> Failure {
    let names = of.get_subcommands().map(Command::get_name).filter(|name| *name != "help");
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    let failure = Failure::usage(format!("there is no command `{name}`"));
    if names.is_empty() { failure } else { failure.help(format!("there are {}", names.join(", "))) }
}
