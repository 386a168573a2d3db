//! What the gate says in the job's log besides the report.

use std::io::Write;

use crate::report::{Note, note};

/// The job's log.
pub struct Log<'a> {
    out: &'a mut dyn Write,
}

impl<'a> Log<'a> {
    /// The log that `out` is.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self { out }
    }

    /// Something worth knowing to who reads the log.
    pub(super) fn say(&mut self, text: &str) {
        self.line(&note(Note::Plain, text));
    }

    /// Something that its readers should know.
    pub(super) fn notice(&mut self, text: &str) {
        self.line(&note(Note::Notice, text));
    }

    /// Something that did not work, and stops nothing.
    pub(super) fn warn(&mut self, text: &str) {
        self.line(&note(Note::Warning, text));
    }

    /// Where nobody reads, there is nobody to tell that nobody reads.
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.out, "{line}").and_then(|()| self.out.flush());
    }
}
