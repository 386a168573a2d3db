//! What instructions put into layers: values and files.

use super::credential;
use super::{Baked, BakedKind, Worth};
use crate::document::dockerfile::{Dockerfile, Instruction, Keyword, Pair, Word};
use crate::document::shell::{self, Assignment};
use crate::fact::List;
use crate::text::{Site, Span, Text};

/// The values and files of all stages, and the `ARG`s before them.
pub(super) fn baked(dockerfile: &Dockerfile) -> List<Baked> {
    let site = |span| Site::new(dockerfile.text(), span);
    let mut found = List::default();
    for instruction in dockerfile.instructions().iter().map(|instruction| instruction.unwrapped()) {
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
        for value in values(instruction, dockerfile.text()) {
            push(&value.name, value.span, value.kind());
        }
        for (path, span) in files(instruction) {
            push(&path, span, BakedKind::File { path: path.clone() });
        }
    }
    found
}

/// A name that an instruction gives a value to.
struct Value {
    name: String,
    /// What it is, where no variable has a part in it.
    text: Option<String>,
    span: Span,
}

/// The names that an instruction gives values to. Of what `RUN` assigns, the build's history keeps the whole line.
fn values(instruction: &Instruction, text: &Text) -> Vec<Value> {
    if instruction.keyword == Keyword::Run {
        let script = instruction.script(text);
        let assigned = script.map(|(script, dialect)| shell::assignments(&script, dialect));
        return assigned.into_iter().flatten().map(Value::of_shell).collect();
    }
    instruction.pairs().iter().filter_map(Value::of_pair).collect()
}

impl Value {
    fn of_pair(pair: &Pair) -> Option<Self> {
        let value = pair.value.as_ref()?;
        Some(Self { name: pair.name.text()?, text: value.text(), span: value.span })
    }

    fn of_shell(assigned: Assignment) -> Self {
        let Assignment { name, value } = assigned;
        let text = (!value.is_open).then(|| String::from_utf8_lossy(value.text.bytes()).into_owned());
        Self { name, text, span: value.span }
    }

    fn kind(&self) -> BakedKind {
        let text = self.text.as_deref().filter(|text| !text.is_empty());
        BakedKind::Value {
            name: self.name.clone(),
            literal: text.is_some(),
            worth: text.map_or(Worth::Nothing, |text| credential::worth(&self.name, text)),
            host: text.and_then(credential::host),
        }
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
