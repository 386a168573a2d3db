//! A line of the job's log that is about the run itself.

use super::view::View;
use super::{clean, github};

/// How a line of the log is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// In the log alone.
    Plain,
    /// As an annotation, too.
    Notice,
    /// As one that something did not work.
    Warning,
}

/// `text` as a line of a job's log: masked, on one line, and no command but the one that it is.
#[must_use]
pub fn note(kind: Note, text: &str) -> String {
    let text = clean::no_command(&View::default().prose(text));
    match kind {
        Note::Plain => format!("portcullis: {text}"),
        Note::Notice => format!("::notice title=portcullis::{}", github::data(&text)),
        Note::Warning => format!("::warning title=portcullis::{}", github::data(&text)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Note, note};

    #[test]
    fn a_note_is_one_line_and_one_command() {
        let attack = "a\r\n::error::b%0A##[group]\u{1b}[2J\u{202e}";
        for kind in [Note::Plain, Note::Notice, Note::Warning] {
            let line = note(kind, attack);
            assert!(!line.contains(['\r', '\n', '\u{1b}', '\u{202e}']) && !line.contains("##["), "{line}");
        }
        assert!(note(Note::Plain, "::error::x").starts_with("portcullis: "));
        assert!(note(Note::Notice, "100%").ends_with("::100%25"));
    }
}
