//! What instructions run, as scripts of a shell.

use super::instruction::{Body, Instruction, Keyword};
use super::word::{Piece, Word};
use crate::document::Passage;
use crate::document::shell::{Dialect, Interpreter, argv};
use crate::text::{Span, Text};

/// Tells each instruction which shell reads its lines: `SHELL` changes it up to the end of its stage.
pub(super) fn set_shells(instructions: &mut [Instruction]) {
    let mut shell = Dialect::Posix;
    for instruction in instructions {
        let inner = instruction.opener();
        match inner.keyword {
            // Each stage starts with the shell of its base, which a Linux base leaves as it is.
            Keyword::From => shell = Dialect::Posix,
            Keyword::Shell => {
                let program = inner.words().first().and_then(Word::text).unwrap_or_default();
                shell = Interpreter::named(program.as_bytes()).dialect().unwrap_or(shell);
            }
            _ => {}
        }
        inner.shell = shell;
    }
}

impl Instruction {
    /// What it runs, at the build or when a container starts; nothing where that is not for a shell.
    #[must_use]
    pub fn script(&self, text: &Text) -> Option<(Passage, Dialect)> {
        match &self.body {
            _ if self.keyword == Keyword::Shell => None,
            Body::Exec(words) => {
                argv::script(&words.iter().map(|word| passage(text.bytes(), word)).collect::<Vec<_>>())
            }
            Body::Shell(line) => self.shell_form(line, text.bytes()),
            Body::Words(_) | Body::Pairs(_) | Body::Trigger(_) => None,
        }
    }

    /// A line, with the here-documents that it opens: `RUN <<EOF` is the script itself.
    fn shell_form(&self, line: &Passage, file: &[u8]) -> Option<(Passage, Dialect)> {
        let Some(first) = self.heredocs.first() else { return Some((line.clone(), self.shell)) };
        let is_script = line.whole() == first.opener;
        if is_script {
            let body = Passage::of(file, first.body);
            let named = Interpreter::of_script(body.bytes().trim_ascii_start());
            let dialect = named.map_or(Some(self.shell), Interpreter::dialect)?;
            return Some((body, dialect));
        }
        let mut text = line.clone();
        text.push_between(b"\n", first.body.start);
        text.append(&Passage::of(file, Span::new(first.body.start, self.span.end.max(first.body.start))));
        Some((text, self.shell))
    }
}

/// A word of the exec form.
fn passage(file: &[u8], word: &Word) -> Passage {
    let mut passage = Passage::default();
    passage.push_between(b"", word.span.start + 1);
    for piece in &word.pieces {
        match piece {
            Piece::Text { text, span } => passage.push(text.as_bytes(), *span),
            Piece::Variable(variable) => passage.append(&Passage::of(file, variable.span)),
            Piece::Opaque(span) => passage.append(&Passage::of(file, *span)),
        }
    }
    passage
}
