//! What instructions put into layers: values and files.

use super::credential;
use super::read::unwrapped;
use super::{Baked, BakedKind, Worth};
use crate::document::dockerfile::{Dockerfile, Instruction, Keyword, Piece, Word};
use crate::fact::List;
use crate::text::{Site, Span};

/// The values and files of all stages, and the `ARG`s before them.
pub(super) fn baked(dockerfile: &Dockerfile) -> List<Baked> {
    let site = |span| Site::new(dockerfile.text(), span);
    let mut found = List::default();
    for instruction in dockerfile.instructions().iter().map(unwrapped) {
        let verb = match instruction.keyword {
            Keyword::Env => "ENV",
            Keyword::Arg => "ARG",
            Keyword::Copy => "COPY",
            Keyword::Add => "ADD",
            Keyword::Run => "RUN",
            _ => continue,
        };
        let mut push =
            |name: &str, span, what| found.push(Baked { owner: format!("{verb} {name}"), what, site: site(span) });
        for (name, value) in values(instruction) {
            let what = value_of(&name, &value);
            push(&name, value.span, what);
        }
        for (path, span) in files(instruction) {
            push(&path, span, BakedKind::File { path: path.clone() });
        }
    }
    found
}

/// The names that an instruction gives values to.
fn values(instruction: &Instruction) -> Vec<(String, Word)> {
    if instruction.keyword == Keyword::Run {
        return instruction.commands().iter().flat_map(|command| assignments(&command.words)).collect();
    }
    let named = |pair: &crate::document::dockerfile::Pair| Some((pair.name.text()?, pair.value.clone()?));
    instruction.pairs().iter().filter_map(named).collect()
}

/// `NAME=value` in front of a command, or after `export`: the build's history keeps the whole line.
fn assignments(words: &[Word]) -> Vec<(String, Word)> {
    words
        .iter()
        .map_while(|word| if word.is("export") { Some(None) } else { assignment(word).map(Some) })
        .flatten()
        .collect()
}

fn assignment(word: &Word) -> Option<(String, Word)> {
    let Some(Piece::Text { text, span }) = word.pieces.first() else { return None };
    let (name, rest) = text.split_once('=')?;
    let is_name = name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
        && !name.starts_with(|c: char| c.is_ascii_digit());
    if name.is_empty() || !is_name {
        return None;
    }
    let mut pieces = word.pieces[1..].to_vec();
    if !rest.is_empty() {
        let part = if span.len() == text.len() { span.part(name.len() + 1..text.len()) } else { *span };
        pieces.insert(0, Piece::Text { text: rest.to_owned(), span: part });
    }
    let start = word.span.start + name.len() + 1;
    Some((name.to_owned(), Word { span: Span::new(start.min(word.span.end), word.span.end), pieces }))
}

fn value_of(name: &str, value: &Word) -> BakedKind {
    let text = value.text().filter(|text| !text.is_empty());
    BakedKind::Value {
        name: name.to_owned(),
        literal: text.is_some(),
        worth: text.as_deref().map_or(Worth::Nothing, |text| credential::worth(name, text)),
        host: text.as_deref().and_then(credential::host),
    }
}

/// The files out of the build context that `COPY` and `ADD` take.
fn files(instruction: &Instruction) -> Vec<(String, Span)> {
    let copies = matches!(instruction.keyword, Keyword::Copy | Keyword::Add) && instruction.flag("from").is_none();
    let Some((_, sources)) = instruction.words().split_last().filter(|_| copies) else { return Vec::new() };
    let from_context = |word: &&Word| instruction.heredocs.binary_search_by_key(&word.span, |doc| doc.opener).is_err();
    let path = |word: &Word| Some((word.text().filter(|path| !path.contains("://"))?, word.span));
    sources.iter().filter(from_context).filter_map(path).collect()
}
