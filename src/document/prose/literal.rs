//! Code blocks: scripts, and what terminals showed.

use std::ops::Range;

use super::language::Language;
use super::prompt::{self, Kind, Prompt};
use super::{Shown, line, negation, program};
use crate::document::Passage;
use crate::document::shell::Dialect;
use crate::text::Span;

/// A code block.
pub(super) struct Literal {
    /// What stands in it, marks of quotes and indentation removed.
    pub(super) body: Passage,
    /// What it is written in.
    pub(super) language: Language,
    /// With its fences.
    pub(super) span: Span,
}

/// What a code block holds.
pub(super) struct Reading {
    pub(super) shown: Shown,
    pub(super) dialect: Dialect,
    /// More than one where its own comments forbid some of it.
    pub(super) parts: Vec<Part>,
}

/// Some lines of a code block.
#[derive(Default)]
pub(super) struct Part {
    pub(super) commands: Vec<Passage>,
    /// Whether a comment says not to run them.
    pub(super) not_to_do: bool,
}

/// Reads a code block; `None` if it is neither a script nor a transcript.
pub(super) fn read(literal: &Literal) -> Option<Reading> {
    let body = &literal.body;
    let lines = Lines::of(body.bytes());
    let is_posix_script = literal.language == Language::Script(Dialect::Posix);
    if literal.language == Language::Other {
        return None;
    }
    if let Some(prompts) = Prompts::of(&lines, is_posix_script) {
        let (parts, dialect) = transcript(body, &lines, prompts);
        return Some(Reading { shown: Shown::Console, dialect, parts });
    }
    let dialect = match literal.language {
        Language::Script(dialect) | Language::Console(dialect) => dialect,
        _ if reads_like_script(&lines) => Dialect::Posix,
        _ => return None,
    };
    Some(Reading { shown: Shown::Script, dialect, parts: script(body, &lines) })
}

/// A text in lines, each without its end.
struct Lines<'t> {
    text: &'t [u8],
    spans: Vec<Range<usize>>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t [u8]) -> Self {
        let mut spans = Vec::new();
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', text).chain(std::iter::once(text.len())) {
            let kept = if end > start && text[end - 1] == b'\r' { end - 1 } else { end };
            spans.push(start..kept);
            start = end + 1;
        }
        Self { text, spans }
    }

    fn get(&self, index: usize) -> &'t [u8] {
        self.spans.get(index).map_or(b"", |span| &self.text[span.clone()])
    }

    fn iter(&self) -> impl Iterator<Item = &'t [u8]> {
        (0..self.spans.len()).map(|index| self.get(index))
    }
}

/// Which prompts a transcript has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prompts {
    Sure,
    Root,
    Angle,
}

impl Prompts {
    /// Of a block that has any.
    fn of(lines: &Lines<'_>, is_script: bool) -> Option<Self> {
        if lines.iter().any(|line| Self::Sure.at(line).is_some()) {
            return Some(Self::Sure);
        }
        if is_root(lines, is_script) {
            return Some(Self::Root);
        }
        let first = lines.iter().find(|line| !line.trim_ascii().is_empty())?;
        (!is_script && Self::Angle.at(first).is_some()).then_some(Self::Angle)
    }

    /// The prompt of `line`, if it is one of these.
    fn at(self, line: &[u8]) -> Option<Prompt> {
        let prompt = prompt::prompt(line)?;
        let command = &line[prompt.len..];
        let is_known = program::is_script_word(line::first_word(command));
        let is_dollar = line.trim_ascii_start().starts_with(b"$ ");
        let is_own = match self {
            Self::Sure => prompt.kind == Kind::Sure && (is_dollar || is_known || prompt.dialect != Dialect::Posix),
            Self::Root => prompt.kind == Kind::Root && line::is_script(command),
            Self::Angle => prompt.kind == Kind::Angle && is_known,
        };
        is_own.then_some(prompt)
    }
}

/// Whether `# ` is root's prompt: what follows is a command, and between stands output, no command without a prompt.
fn is_root(lines: &Lines<'_>, is_script: bool) -> bool {
    let (mut commands, mut output) = (0, 0);
    for line in lines.iter().filter(|line| !line.trim_ascii().is_empty()) {
        if Prompts::Root.at(line).is_some() {
            commands += 1;
        } else if line.trim_ascii_start().starts_with(b"#") || line::is_script(line) {
            return false;
        } else {
            output += 1;
        }
    }
    commands > 0 && (output > 0 || !is_script && commands > 1)
}

/// Whether a block without a language is a script: its first line is a command, and half of all are.
fn reads_like_script(lines: &Lines<'_>) -> bool {
    let (mut commands, mut others) = (0usize, 0usize);
    let mut is_continued = false;
    let mut here: Option<Vec<u8>> = None;
    for line in lines.iter() {
        let text = line.trim_ascii();
        if let Some(end) = &here {
            here = (text != end.as_slice()).then(|| end.clone());
            continue;
        }
        let is_first = commands + others == 0;
        if text.is_empty() || text.starts_with(b"#") || is_continued {
            // Neither.
        } else if line::is_script(line) {
            commands += 1;
        } else if is_first {
            return false;
        } else if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            others += 1;
        }
        is_continued = text.ends_with(b"\\");
        here = here_document(line).map(<[u8]>::to_vec);
    }
    commands > 0 && commands >= others
}

/// A script, cut where its comments forbid some of it.
fn script(body: &Passage, lines: &Lines<'_>) -> Vec<Part> {
    let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
    let mut verdict = false;
    for (index, span) in lines.spans.iter().enumerate() {
        let line = lines.get(index);
        verdict = says(line, verdict);
        let is_bad = verdict || trailing(line);
        let end = lines.spans.get(index + 1).map_or(body.len(), |next| next.start);
        match parts.last_mut() {
            Some((range, last)) if *last == is_bad => range.end = end,
            _ => parts.push((span.start..end, is_bad)),
        }
    }
    let part = |(range, not_to_do): (Range<usize>, bool)| Part { commands: vec![body.slice(range)], not_to_do };
    parts.into_iter().map(part).collect()
}

/// What the comments up to `line` say of what follows: a comment holds until the next one, or a blank line.
fn says(line: &[u8], before: bool) -> bool {
    let line = line.trim_ascii();
    if line.is_empty() {
        return false;
    }
    let comment = line.strip_prefix(b"#").or_else(|| line.strip_prefix(b"//")).or_else(|| line.strip_prefix(b"REM "));
    comment.map_or(before, |comment| negation::of_title(comment) || negation::of_intro(comment))
}

/// Whether a comment behind a command says so of it alone.
fn trailing(line: &[u8]) -> bool {
    let comment = line.windows(2).rposition(|two| two == b" #").map(|at| &line[at + 2..]);
    comment.is_some_and(negation::of_title)
}

/// The commands behind prompts.
fn transcript(body: &Passage, lines: &Lines<'_>, prompts: Prompts) -> (Vec<Part>, Dialect) {
    let mut parts: Vec<Part> = Vec::new();
    let mut dialect = None;
    let mut verdict = false;
    let mut index = 0;
    while index < lines.spans.len() {
        let line = lines.get(index);
        let Some(prompt) = prompts.at(line) else {
            verdict = says(line, verdict);
            index += 1;
            continue;
        };
        dialect.get_or_insert(prompt.dialect);
        let (command, next) = command(body, lines, index, prompt, prompts);
        let is_bad = verdict || trailing(line);
        match parts.last_mut() {
            Some(part) if part.not_to_do == is_bad => part.commands.push(command),
            _ => parts.push(Part { commands: vec![command], not_to_do: is_bad }),
        }
        index = next;
    }
    (parts, dialect.unwrap_or_default())
}

/// The command at the prompt on line `first` with the lines that continue it, and the line behind it.
fn command(body: &Passage, lines: &Lines<'_>, first: usize, prompt: Prompt, prompts: Prompts) -> (Passage, usize) {
    let span = lines.spans[first].clone();
    let mut command = body.slice(span.start + prompt.len..span.end);
    let mut index = first + 1;
    let mut here = here_document(lines.get(first));
    let mut quotes_end = open_quote(lines, first, prompts);
    while index < lines.spans.len() {
        let line = lines.get(index);
        let secondary = secondary(line, prompts);
        let is_quoted = quotes_end.is_some_and(|end| index <= end);
        let is_continued = here.is_some() || is_quoted || is_continued(lines.get(index - 1), prompt.dialect);
        if !is_continued && secondary == 0 {
            break;
        }
        if here.is_none() && !is_quoted && secondary == 0 && prompts.at(line).is_some() {
            break;
        }
        let span = lines.spans[index].clone();
        let end = lines.spans[index - 1].end;
        command.append(&body.slice(end..body.len().min(end + (span.start - end))));
        command.append(&body.slice(span.start + secondary..span.end));
        here = match here {
            Some(end) if line[secondary..].trim_ascii() == end => None,
            Some(end) => Some(end),
            None => here_document(line),
        };
        quotes_end = quotes_end.filter(|end| index < *end);
        index += 1;
    }
    (command, index)
}

/// The length of a secondary prompt, `> ` or PowerShell's `>> `.
fn secondary(line: &[u8], prompts: Prompts) -> usize {
    if prompts == Prompts::Angle {
        return 0;
    }
    let len = [b">> ".as_slice(), b"> "].iter().find(|mark| line.starts_with(mark)).map_or(0, |mark| mark.len());
    if line == b">" { 1 } else { len }
}

fn is_continued(line: &[u8], dialect: Dialect) -> bool {
    let mark = match dialect {
        Dialect::Posix => b'\\',
        Dialect::PowerShell => b'`',
        Dialect::Cmd => b'^',
    };
    line.iter().rev().take_while(|byte| **byte == mark).count() % 2 == 1
}

/// The word that ends the here-document which `line` opens.
fn here_document(line: &[u8]) -> Option<&[u8]> {
    let at = line.windows(2).position(|two| two == b"<<")?;
    let rest = line[at + 2..].strip_prefix(b"-").unwrap_or(&line[at + 2..]).trim_ascii_start();
    let rest = rest.strip_prefix(b"'").or_else(|| rest.strip_prefix(b"\"")).unwrap_or(rest);
    let len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    (len > 0).then(|| &rest[..len])
}

/// The line that closes the quote which line `first` leaves open, if one does before the next prompt.
fn open_quote(lines: &Lines<'_>, first: usize, prompts: Prompts) -> Option<usize> {
    let mut open = quote_after(lines.get(first), None)?;
    for index in first + 1..lines.spans.len() {
        let line = lines.get(index);
        if prompts.at(line).is_some() || line.trim_ascii().is_empty() {
            return None;
        }
        match quote_after(line, Some(open)) {
            Some(still) => open = still,
            None => return Some(index),
        }
    }
    None
}

/// The quote that is open behind `line`.
fn quote_after(line: &[u8], mut open: Option<u8>) -> Option<u8> {
    let mut bytes = line.iter();
    while let Some(byte) = bytes.next() {
        match (open, *byte) {
            (None | Some(b'"'), b'\\') => drop(bytes.next()),
            (None, b'"' | b'\'') => open = Some(*byte),
            (Some(quote), byte) if quote == byte => open = None,
            _ => {}
        }
    }
    open
}
