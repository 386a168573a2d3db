//! Texts for people: where they show commands, and what they say about them. Markdown, AsciiDoc, reStructuredText, plain text and
//! wiki pages saved as text. Reading never fails.

mod about;
mod asciidoc;
mod extent;
mod flow;
mod inline;
mod language;
mod line;
mod literal;
mod markdown;
mod negation;
mod page;
mod path;

mod plain;
mod program;
mod prompt;
mod restructured;
mod sentence;
#[cfg(test)]
mod tests;
mod words;

use std::sync::Arc;

use crate::document::Passage;
use crate::document::shell::Dialect;
use crate::text::{Span, Text};

/// How a text for people is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Markup {
    /// Markdown of any kind.
    Markdown,
    /// AsciiDoc.
    AsciiDoc,
    /// reStructuredText.
    ReStructured,
    /// Plain text, a page copied out of a wiki, org-mode, mail.
    Plain,
}

/// How a block shows commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    /// A fenced or literal block whose language is a shell's, or that has no language and reads like commands.
    Script,
    /// What a terminal showed: commands behind prompts; the lines between are output.
    Console,
    /// In a sentence or a list: `kubectl apply -f x` between backticks, or after "run".
    Inline,
    /// A line of plain text that is a command, or that a label such as `RUN:` or `$` stands in front of.
    Line,
}

/// What the text around a block says about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Said {
    /// It shows what not to do: under "never", "don't", "avoid", "anti-pattern", "bad", ❌, or struck through.
    pub not_to_do: bool,
    /// It is about a cluster on the reader's own machine: kind, minikube, k3d, docker-desktop, named in the block or its heading.
    pub local: bool,
    /// It is an installation or getting-started guide, by its headings or its file's name.
    pub installs: bool,
    /// Nobody is told to do it: a story, a table of terms, a sentence that only mentions the command ("`kubectl edit` is disabled").
    pub mentioned: bool,
}

/// One place that shows commands: a code block, a transcript, the inline code of one paragraph or list item, a line.
#[derive(Clone, Debug)]
pub struct Block {
    /// The nearest headings, outermost first, markup removed: `Deploy`, `Rollback`.
    pub headings: Arc<[String]>,
    /// How it shows them.
    pub shown: Shown,
    /// Which shell they are for.
    pub dialect: Dialect,
    /// The commands, in pieces that are read each on its own: a script is one, a transcript one for each prompt (with its
    /// continuation lines), inline code one for each pair of backticks. Prompts, list marks and quotes marks are not in them.
    pub commands: Vec<Passage>,
    /// What the text says about it.
    pub said: Said,
    /// The block, with its fences.
    pub span: Span,
}

pub use path::markup;

/// The blocks of `text` that `wanted` says may matter: it is asked about each candidate's bytes, so that what holds no tool's name
/// costs nothing more.
#[must_use]
pub fn blocks(text: &Text, markup: Markup, wanted: &dyn Fn(&[u8]) -> bool) -> Vec<Block> {
    if !wanted(text.bytes()) {
        return Vec::new();
    }
    let mut page = page::Page::new(text, wanted);
    match markup {
        Markup::Markdown => markdown::read(&mut page),
        Markup::AsciiDoc => asciidoc::read(&mut page),
        Markup::ReStructured => restructured::read(&mut page),
        Markup::Plain => plain::read(&mut page),
    }
    page.finish()
}
