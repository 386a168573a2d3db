//! The shell reader from outside.

mod details;
mod forms;
mod hostile;
mod misses;
mod windows;

use crate::document::Passage;
use crate::document::shell::{Dialect, Invocation, Word, read};
use crate::text::Span;

/// The commands of `text`.
fn commands(text: &[u8], dialect: Dialect) -> Vec<Invocation> {
    read(&Passage::of(text, Span::new(0, text.len())), dialect)
}

/// The commands of `text`, each as its program and arguments.
fn lines(text: &str) -> Vec<String> {
    commands(text.as_bytes(), Dialect::Posix).iter().map(line).collect()
}

fn line(run: &Invocation) -> String {
    let words = run.args.iter().map(said);
    std::iter::once(run.program.clone()).chain(words).collect::<Vec<_>>().join(" ")
}

fn said(word: &Word) -> String {
    String::from_utf8_lossy(word.text.bytes()).into_owned()
}

/// Reads `marked`, whose one `kubectl apply` stands between `«` and `»`, and expects its span there.
fn expect(marked: &str, dialect: Dialect) -> Invocation {
    let text = marked.replace(['«', '»'], "");
    let start = marked.find('«').expect("a start");
    let end = marked.find('»').expect("an end") - '«'.len_utf8();
    let found = commands(text.as_bytes(), dialect);
    let is_it = |run: &&Invocation| run.program == "kubectl" && run.args.iter().any(|word| said(word) == "apply");
    let own: Vec<_> =
        found.iter().filter(is_it).filter(|run| run.args.first().is_some_and(|word| said(word) == "apply")).collect();
    let [run] = own.as_slice() else {
        panic!("{marked:?} gives {:?}", found.iter().map(line).collect::<Vec<_>>());
    };
    assert_eq!(&text[run.span.range()], &text[start..end], "{marked:?}");
    assert!(run.span.contains(run.program_span) || run.program_span.is_empty(), "{marked:?}");
    (*run).clone()
}
