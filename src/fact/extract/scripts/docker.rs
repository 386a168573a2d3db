//! Dockerfiles: what `RUN` runs at the build, and what containers start with.

use super::quoted::{self, Style};
use super::{argv, shebang, shell};
use crate::document::Passage;
use crate::document::dockerfile::{Body, Dockerfile, Instruction, Keyword, Piece, Word};
use crate::document::shell::Dialect;
use crate::fact::Runner;
use crate::fact::extract::script::Script;
use crate::text::Span;

/// Reads `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK`, those that `ONBUILD` keeps too.
pub(super) fn read(dockerfile: &Dockerfile) -> Vec<Script> {
    let mut found = Vec::new();
    let mut dialect = Dialect::Posix;
    let mut counts = [0usize; 2];
    for outer in dockerfile.instructions() {
        let instruction = if let Body::Trigger(inner) = &outer.body { inner } else { outer };
        let name = match instruction.keyword {
            Keyword::From => {
                // Each stage starts with the shell of its base, which a Linux base leaves as it is.
                dialect = Dialect::Posix;
                counts = [counts[0] + 1, 0];
                continue;
            }
            Keyword::Shell => {
                dialect = instruction
                    .words()
                    .first()
                    .and_then(Word::text)
                    .and_then(|it| shell(it.as_bytes()))
                    .unwrap_or(dialect);
                continue;
            }
            Keyword::Run => "run",
            Keyword::Cmd => "cmd",
            Keyword::Entrypoint => "entrypoint",
            Keyword::Healthcheck => "healthcheck",
            _ => continue,
        };
        let runner = if instruction.keyword == Keyword::Run { Runner::Build } else { Runner::Machine };
        let Some((text, dialect)) = script(dockerfile.text().bytes(), instruction, dialect) else { continue };
        counts[1] += 1;
        let owner = format!("stage {} {name} {}", counts[0].saturating_sub(1), counts[1]);
        if !text.bytes().trim_ascii().is_empty() {
            found.push(Script { owner, text, dialect, runner });
        }
    }
    found
}

fn script(file: &[u8], instruction: &Instruction, dialect: Dialect) -> Option<(Passage, Dialect)> {
    match &instruction.body {
        Body::Exec(words) => argv::script(&words.iter().map(|word| passage(file, word)).collect::<Vec<_>>()),
        Body::Shell(_) if instruction.keyword == Keyword::Healthcheck => health(&instruction.line, dialect),
        Body::Shell(_) => shell_form(file, instruction, dialect),
        Body::Words(_) | Body::Pairs(_) | Body::Trigger(_) => None,
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

/// A line for a shell, with the here-documents that it opens: `RUN <<EOF` is the script itself.
fn shell_form(file: &[u8], instruction: &Instruction, dialect: Dialect) -> Option<(Passage, Dialect)> {
    let line = &instruction.line;
    let Some(first) = instruction.heredocs.first() else { return Some((line.clone(), dialect)) };
    let is_script = line.whole() == first.opener;
    if is_script {
        let body = Passage::of(file, first.body);
        let starts = body.bytes().trim_ascii_start();
        let dialect = if starts.starts_with(b"#!") { shebang(starts)? } else { dialect };
        return Some((body, dialect));
    }
    let mut text = line.clone();
    text.push_between(b"\n", first.body.start);
    text.append(&Passage::of(file, Span::new(first.body.start, instruction.span.end.max(first.body.start))));
    Some((text, dialect))
}

/// `CMD command` or `CMD ["…"]`; `NONE` is none.
fn health(line: &Passage, dialect: Dialect) -> Option<(Passage, Dialect)> {
    let bytes = line.bytes();
    let keyword =
        bytes.get(..4).filter(|word| word[..3].eq_ignore_ascii_case(b"CMD") && word[3].is_ascii_whitespace())?;
    let start = keyword.len() + bytes[keyword.len()..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let command = line.slice(start..bytes.len());
    if !command.bytes().starts_with(b"[") {
        return Some((command, dialect));
    }
    let (mut words, mut at) = (Vec::new(), 1);
    while let Some(quote) = memchr::memchr(b'"', command.bytes().get(at..)?).map(|quote| at + quote) {
        let (_, end) = quoted::string(command.bytes(), quote, Style::Plain)?;
        words.push(command.slice(quote + 1..end.saturating_sub(1).max(quote + 1)));
        at = end;
    }
    argv::script(&words)
}
