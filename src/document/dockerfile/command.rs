//! The commands of a shell line or script: enough to know what is run with which words, no more.

use super::line::{Line, is_blank};
use super::word::{Lexer, Word};
use crate::text::Span;

/// One simple command: what stands between `&&`, `||`, `;`, `|`, parentheses and line ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Command {
    /// Its words, assignments and reserved words in front of it included, redirections not.
    pub words: Vec<Word>,
    /// Where its output or input is redirected to or from.
    pub redirects: Vec<Word>,
    /// From its first word to its last, redirections included.
    pub span: Span,
}

/// The commands of `line`, in order.
pub(super) fn commands(line: &Line, range: std::ops::Range<usize>) -> Vec<Command> {
    let mut lexer = Lexer { line, at: range.start, end: range.end, escape: b'\\', shell: true };
    let mut commands = Vec::new();
    let mut command = Command::default();
    let mut redirects = false;
    while let Some(byte) = lexer.peek(0) {
        match byte {
            b'#' => {
                while lexer.peek(0).is_some_and(|byte| byte != b'\n') {
                    lexer.at += 1;
                }
            }
            b'<' | b'>' => {
                while lexer.peek(0).is_some_and(|byte| matches!(byte, b'<' | b'>' | b'&' | b'|' | b'-')) {
                    lexer.at += 1;
                }
                redirects = true;
            }
            b'&' if lexer.peek(1) == Some(b'>') => lexer.at += 1,
            _ if ends_command(byte) => {
                lexer.at += 1;
                redirects = false;
                finish(&mut command, &mut commands);
            }
            _ if is_blank(byte) => lexer.at += 1,
            b'\\' if lexer.peek(1) == Some(b'\n') => lexer.at += 2,
            _ => {
                let start = lexer.at;
                let pieces = lexer.pieces(ends_word, 0);
                let word = Word { span: line.span(start..lexer.at), pieces };
                let bytes = &line.bytes()[start..lexer.at];
                let is_descriptor = matches!(lexer.peek(0), Some(b'<' | b'>')) && bytes.iter().all(u8::is_ascii_digit);
                command.take(word, redirects, is_descriptor);
                redirects = false;
            }
        }
    }
    finish(&mut command, &mut commands);
    commands
}

impl Command {
    fn take(&mut self, word: Word, redirects: bool, is_descriptor: bool) {
        let is_first = self.words.is_empty() && self.redirects.is_empty();
        self.span = if is_first { word.span } else { self.span.join(word.span) };
        if redirects {
            self.redirects.push(word);
        } else if !is_descriptor {
            self.words.push(word);
        }
    }
}

fn finish(command: &mut Command, commands: &mut Vec<Command>) {
    let command = std::mem::take(command);
    if !command.words.is_empty() {
        commands.push(command);
    }
}

fn ends_command(byte: u8) -> bool {
    matches!(byte, b'&' | b'|' | b';' | b'(' | b')' | b'\n')
}

fn ends_word(byte: u8) -> bool {
    is_blank(byte) || ends_command(byte) || matches!(byte, b'<' | b'>')
}
