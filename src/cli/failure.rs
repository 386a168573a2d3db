//! What a run comes to, and how it says what went wrong.

use std::io::{self, Write};
use std::path::Path;

use anstream::AutoStream;

use super::args::Color;
use crate::github;
use crate::policy;
use crate::source;

/// What a run comes to. 1 outranks 3: a change that is blocked is blocked, whatever else could not be verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Nothing stops the change.
    Pass = 0,
    /// Something does.
    Blocked = 1,
    /// The command line or the policy is wrong; nothing was judged.
    Usage = 2,
    /// Something that policy requires could not be verified.
    Incomplete = 3,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// Something to tell: what happened, what to do about it, and the exit code.
    Told { message: String, help: Option<String>, exit: Exit },
    /// Whoever reads us has read enough: `portcullis rules | head`.
    ClosedPipe,
}

impl Failure {
    /// The caller asked for something that cannot be.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::Told { message: message.into(), help: None, exit: Exit::Usage }
    }

    /// A file that cannot be read or written: `doing` is the verb.
    pub(super) fn file(doing: &str, path: &Path, error: &io::Error) -> Self {
        Self::usage(format!("cannot {doing} `{}`: {}", path.display(), reason(error)))
    }

    /// Adds what to do about it.
    pub(super) fn help(mut self, advice: impl Into<String>) -> Self {
        if let Self::Told { help, .. } = &mut self {
            *help = Some(advice.into());
        }
        self
    }

    /// Tells it on standard error.
    pub(super) fn complain(&self, color: Color) -> Exit {
        const RED: &str = "\u{1b}[1;31m";
        const CYAN: &str = "\u{1b}[1;36m";
        const RESET: &str = "\u{1b}[0m";
        let Self::Told { message, help, exit } = self else { return Exit::Pass };
        let mut err = AutoStream::new(io::stderr(), color.choice());
        // Where standard error is gone too there is nobody left to tell.
        let _ = writeln!(err, "{RED}error{RESET}: {}", harmless(message.trim_end()));
        if let Some(help) = help {
            let _ = writeln!(err, "{CYAN}help{RESET}: {}", harmless(help));
        }
        *exit
    }
}

/// What the system said.
fn reason(error: &io::Error) -> String {
    let text = without_number(&error.to_string());
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}

/// A message that ends with what the system said, without its number.
fn without_number(message: &str) -> String {
    message.rsplit_once(" (os error ").map_or(message, |(text, _)| text).to_owned()
}

/// `text` without what would move a cursor: a message may quote a name that a stranger chose.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_control() && c != '\n' || crate::text::is_bidi_control(c) {
            true => out.extend(c.escape_default()),
            false => out.push(c),
        }
    }
    out
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::usage(format!("cannot write to standard output: {}", reason(&error))),
        }
    }
}

impl From<source::Error> for Failure {
    fn from(error: source::Error) -> Self {
        let exit = if error.unverifiable() { Exit::Incomplete } else { Exit::Usage };
        Self::Told { message: without_number(&error.to_string()), help: error.help(), exit }
    }
}

impl From<github::Error> for Failure {
    fn from(error: github::Error) -> Self {
        let exit = if error.unverifiable() { Exit::Incomplete } else { Exit::Usage };
        match error {
            github::Error::Policy(error) => error.into(),
            error => Self::Told { message: without_number(&error.to_string()), help: error.help(), exit },
        }
    }
}

impl From<policy::Error> for Failure {
    fn from(error: policy::Error) -> Self {
        let (report, exit) = (error.report(), if error.unverifiable() { Exit::Incomplete } else { Exit::Usage });
        // Both words are painted here.
        let report = report.strip_prefix("error: ").unwrap_or(&report);
        match report.rsplit_once("\nhelp: ") {
            Some((message, help)) if error.help().is_some() => {
                Self::Told { message: message.to_owned(), help: Some(help.trim_end().to_owned()), exit }
            }
            _ => Self::Told { message: report.to_owned(), help: None, exit },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Failure, harmless, reason};
    use std::io;

    #[test]
    fn reasons_are_lower_case_and_have_no_number() {
        assert_eq!(reason(&io::Error::from_raw_os_error(2)), "no such file or directory");
        assert_eq!(reason(&io::Error::other("")), "");
    }

    #[test]
    fn a_name_moves_no_cursor() {
        assert_eq!(harmless("a\u{1b}[2J\r\u{202e}b\nc"), "a\\u{1b}[2J\\r\\u{202e}b\nc");
    }

    #[test]
    fn a_closed_pipe_is_no_error() {
        assert!(matches!(Failure::from(io::Error::from(io::ErrorKind::BrokenPipe)), Failure::ClosedPipe));
        assert!(matches!(Failure::from(io::Error::from(io::ErrorKind::StorageFull)), Failure::Told { .. }));
    }
}
