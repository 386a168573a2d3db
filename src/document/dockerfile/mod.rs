//! Dockerfiles as BuildKit reads them (<https://docs.docker.com/reference/dockerfile/>), each word with its bytes.

mod exec;
mod instruction;
mod line;
mod scope;
mod script;
mod stage;
mod word;

#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use instruction::{Body, Flag, Heredoc, Instruction, Keyword, Pair};
pub use scope::{Resolved, Scope};
pub use stage::Stage;
pub use word::{Operation, Piece, Variable, Word};

use super::problem::Problem;
use super::template;
use crate::text::{Span, Text};
use line::{Line, Reader, is_blank};

/// What stands behind this many bytes is not read: no Dockerfile is so long, and a word takes far more memory than its bytes.
const MOST_BYTES: usize = 512 << 10;

/// Nor is what stands behind this many instructions.
const MOST_INSTRUCTIONS: usize = 20_000;

/// A Dockerfile, read.
#[derive(Clone, Debug)]
pub struct Dockerfile {
    text: Arc<Text>,
    syntax: Option<Word>,
    instructions: Vec<Instruction>,
    stages: Vec<Stage>,
    comments: Vec<Span>,
    problems: Vec<Problem>,
}

impl Dockerfile {
    /// The file.
    #[must_use]
    pub fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// The image that `# syntax=` names.
    #[must_use]
    pub fn syntax(&self) -> Option<&Word> {
        self.syntax.as_ref()
    }

    /// All instructions, in order.
    #[must_use]
    pub fn instructions(&self) -> &[Instruction] {
        &self.instructions
    }

    /// The instructions before the first `FROM`; only their `ARG`s are seen by `FROM`.
    #[must_use]
    pub fn preamble(&self) -> &[Instruction] {
        &self.instructions[..self.stages.first().map_or(self.instructions.len(), |stage| stage.range.start)]
    }

    /// The build stages, in order.
    #[must_use]
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// The instructions of a stage, its `FROM` first.
    #[must_use]
    pub fn body(&self, stage: &Stage) -> &[Instruction] {
        self.instructions.get(stage.range.clone()).unwrap_or_default()
    }

    /// Whole-line comments from `#` to the line's end, parser directives and those inside continued instructions included.
    #[must_use]
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// What could not be read.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

/// Reads a Dockerfile. What it cannot make sense of is among the problems.
#[must_use]
pub fn parse(text: &Arc<Text>) -> Dockerfile {
    let filled = template::without_own_lines(text);
    let file = &filled[..filled.len().min(MOST_BYTES)];
    let mut reader = Reader::new(file);
    let mut problems = Vec::new();
    let syntax = read_directives(&mut reader, file, &mut problems);
    let mut instructions = Vec::new();
    while instructions.len() < MOST_INSTRUCTIONS
        && let Some(line) = reader.logical()
    {
        let Some(mut instruction) = Instruction::read(&line, reader.escape) else { continue };
        if let Some(problem) = read_heredocs(&mut instruction, &mut reader, file) {
            problems.push(problem);
        }
        instructions.push(instruction);
    }
    if reader.offset() < text.bytes().len() {
        problems.push(Problem {
            span: Span::empty(reader.offset()),
            why: "what follows is too long to read".to_owned(),
            hides: Span::new(reader.offset(), text.bytes().len()),
        });
    }
    script::set_shells(&mut instructions);
    let stages = stage::stages(&instructions);
    problems.extend(misplaced(&instructions, file));
    Dockerfile { text: Arc::clone(text), syntax, instructions, stages, comments: reader.comments, problems }
}

/// Reads the parser directives, which stand before anything else, and yields the image of `# syntax=`.
fn read_directives(reader: &mut Reader<'_>, file: &[u8], problems: &mut Vec<Problem>) -> Option<Word> {
    let mut syntax = None;
    if reader.peek().is_some_and(|line| file[line.range()].starts_with(b"#!")) {
        reader.skip_comment();
    }
    while let Some(line) = reader.peek() {
        let Some((name, value)) = directive(file, line) else { break };
        reader.skip_comment();
        match (name, &file[value.range()]) {
            (Directive::Syntax, _) if syntax.is_none() => syntax = first_word(file, value),
            (Directive::Escape, [escape @ (b'\\' | b'`')]) => reader.escape = *escape,
            (Directive::Escape, _) => {
                problems.push(Problem {
                    span: value,
                    why: r"an escape must be `\` or a backquote".to_owned(),
                    hides: value,
                });
            }
            _ => {}
        }
    }
    syntax
}

enum Directive {
    Syntax,
    Escape,
    Check,
}

/// `# name=value`, if it is a directive that BuildKit knows; any other comment ends the directives.
fn directive(file: &[u8], line: Span) -> Option<(Directive, Span)> {
    let whole = Line::of(file, line);
    let bytes = whole.bytes();
    let hash = whole.trim(0..bytes.len()).start;
    let equals = memchr::memchr(b'=', bytes)?;
    if bytes.get(hash) != Some(&b'#') {
        return None;
    }
    let name = whole.trim(hash + 1..equals.max(hash + 1));
    let directive = match bytes[name].to_ascii_lowercase().as_slice() {
        b"syntax" => Directive::Syntax,
        b"escape" => Directive::Escape,
        b"check" => Directive::Check,
        _ => return None,
    };
    let value = whole.trim(equals + 1..bytes.len());
    (!value.is_empty()).then(|| (directive, whole.span(value)))
}

fn first_word(file: &[u8], value: Span) -> Option<Word> {
    let length = file[value.range()].iter().take_while(|byte| !is_blank(**byte)).count();
    let span = value.part(0..length);
    let text = String::from_utf8_lossy(&file[span.range()]).into_owned();
    (!text.is_empty()).then(|| Word { span, pieces: vec![Piece::Text { text, span }] })
}

fn read_heredocs(instruction: &mut Instruction, reader: &mut Reader<'_>, file: &[u8]) -> Option<Problem> {
    let opener = instruction.opener();
    let mut end = opener.span.end;
    let mut problem = None;
    for heredoc in &mut opener.heredocs {
        match reader.heredoc(heredoc.name.as_bytes(), heredoc.strips_tabs) {
            Some((body, terminator_end)) => {
                heredoc.body = body;
                end = terminator_end;
            }
            None => {
                let why = format!("the here-document `{}` is not terminated; the rest is not read", heredoc.name);
                problem.get_or_insert(Problem {
                    span: heredoc.opener,
                    why,
                    hides: Span::new(heredoc.opener.start, file.len()),
                });
                heredoc.body = Span::empty(file.len());
            }
        }
    }
    opener.span.end = end;
    instruction.span.end = end;
    problem
}

/// What is no instruction, or stands where it means nothing: the first of each kind, since a template has one on every other line.
fn misplaced(instructions: &[Instruction], file: &[u8]) -> Vec<Problem> {
    let inner = |instruction: &Instruction| match &instruction.body {
        Body::Trigger(inner) => (inner.keyword, inner.name),
        _ => (instruction.keyword, instruction.name),
    };
    let unknown = instructions.iter().map(inner).find(|(keyword, _)| *keyword == Keyword::Unknown);
    let told = |span, why| Problem { span, why, hides: span };
    let unknown = unknown.map(|(_, span)| told(span, format!("`{}` is not an instruction", shown(file, span))));
    let Some(first) = instructions.iter().position(|instruction| instruction.keyword == Keyword::From) else {
        let missing = told(Span::empty(0), "there is no `FROM`".to_owned());
        return unknown.into_iter().chain((!instructions.is_empty()).then_some(missing)).collect();
    };
    let before = instructions[..first]
        .iter()
        .map(inner)
        .find(|(keyword, _)| !matches!(keyword, Keyword::Arg | Keyword::Unknown));
    let before = before.map(|(_, span)| told(span, format!("`{}` is before the first `FROM`", shown(file, span))));
    let nameless = instructions[first..].iter().find(|from| from.keyword == Keyword::From && from.words().is_empty());
    let nameless = nameless.map(|from| told(from.name, "`FROM` has no image".to_owned()));
    unknown.into_iter().chain(before).chain(nameless).collect()
}

fn shown(file: &[u8], span: Span) -> String {
    String::from_utf8_lossy(&file[span.range()]).chars().filter(|c| !c.is_control()).take(40).collect()
}
