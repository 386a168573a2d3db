//! A document while it is read: its headings, the lists and asides that are open, and the blocks that it has shown so far.

use std::sync::Arc;

use super::literal::{self, Literal};
use super::sentence::{self, Found, Place, Prose};
use super::words::{head, tail};
use super::{Block, Said, Shown, about, inline, negation, path};
use crate::document::Passage;
use crate::document::shell::Dialect;
use crate::text::{Span, Text};

/// What the readers of all markups write into.
pub(super) struct Page<'t> {
    bytes: &'t [u8],
    name: String,
    wanted: &'t dyn Fn(&[u8]) -> bool,
    is_guide: bool,
    headings: Vec<Heading>,
    /// What the headings come to, once somebody asked.
    section: Option<(Arc<[String]>, Said)>,
    /// What the introductions of the open lists and quotes say, each with all around it.
    scopes: Vec<Said>,
    aside: Said,
    /// The paragraph right in front.
    intro: Option<Span>,
    blocks: Vec<Block>,
}

struct Heading {
    level: usize,
    title: Span,
}

/// How much of a title is kept.
const TITLE: usize = 200;

impl<'t> Page<'t> {
    /// An empty one for `text`.
    pub(super) fn new(text: &'t Text, wanted: &'t dyn Fn(&[u8]) -> bool) -> Self {
        Self {
            bytes: text.bytes(),
            name: text.path().rendered_name(),
            wanted,
            is_guide: path::is_guide(text.path()),
            headings: Vec::new(),
            section: None,
            scopes: Vec::new(),
            aside: Said::default(),
            intro: None,
            blocks: Vec::new(),
        }
    }

    /// The file.
    pub(super) fn bytes(&self) -> &'t [u8] {
        self.bytes
    }

    /// Whether the file's name ends with `extension`.
    pub(super) fn is_named(&self, extension: &str) -> bool {
        self.name.ends_with(extension)
    }

    /// Whether what stands at `span` may matter.
    pub(super) fn wants(&self, span: Span) -> bool {
        self.bytes.get(span.range()).is_some_and(|bytes| (self.wanted)(bytes))
    }

    /// A heading; 1 is the outermost level.
    pub(super) fn heading(&mut self, level: usize, title: Span) {
        while self.headings.last().is_some_and(|last| last.level >= level) {
            self.headings.pop();
        }
        self.headings.push(Heading { level, title });
        self.section = None;
        self.intro = None;
    }

    /// A list or a quote opens: what the paragraph in front says holds for all of it.
    pub(super) fn open(&mut self) {
        let around = self.scopes.last().copied().unwrap_or_default();
        let own = self.intro.take().map(|intro| self.introduces(intro)).unwrap_or_default();
        self.scopes.push(union(around, own));
    }

    /// An admonition with a title opens.
    pub(super) fn open_aside(&mut self, title: Span) {
        let around = self.scopes.last().copied().unwrap_or_default();
        self.scopes.push(union(around, self.titled(title)));
        self.intro = None;
    }

    /// The innermost list, quote or admonition ends.
    pub(super) fn close(&mut self) {
        self.scopes.pop();
        self.intro = None;
    }

    /// From here on stands an aside with this title, or none.
    pub(super) fn set_aside(&mut self, title: Option<Span>) {
        self.aside = title.map(|title| self.titled(title)).unwrap_or_default();
        self.intro = None;
    }

    /// A paragraph that was passed unread: it may introduce what follows.
    pub(super) fn pass(&mut self, paragraph: Span) {
        self.intro = Some(paragraph);
    }

    /// What follows is introduced by nothing.
    pub(super) fn forget(&mut self) {
        self.intro = None;
    }

    /// Lines of running text; code stands in it between `marks`.
    pub(super) fn lines(&mut self, lines: &[Span], marks: &[u8], place: Place) {
        let Some((first, last)) = lines.first().zip(lines.last()) else { return };
        let span = first.join(*last);
        if self.wants(span) {
            self.prose(&inline::prose(self.bytes, lines, marks, place));
        }
        self.pass(span);
    }

    /// Running text.
    pub(super) fn prose(&mut self, prose: &Prose) {
        if (self.wanted)(prose.flat.bytes()) {
            let found = sentence::commands(prose, self.wanted);
            self.show(prose, &found);
        }
        self.pass(prose.span);
    }

    /// A code block.
    pub(super) fn literal(&mut self, literal: &Literal) {
        let intro = self.intro.take();
        if !(self.wanted)(literal.body.bytes()) || literal.language == super::language::Language::Other {
            return;
        }
        let around = intro.map(|intro| self.introduces(intro)).unwrap_or_default();
        let Some(reading) = literal::read(literal) else {
            return self.text(literal, around);
        };
        let local = about::is_local(literal.body.bytes());
        for part in reading.parts {
            let commands: Vec<Passage> =
                part.commands.into_iter().filter(|command| (self.wanted)(command.bytes())).collect();
            if !commands.is_empty() {
                let said = union(around, Said { not_to_do: part.not_to_do, local, ..Said::default() });
                self.push(reading.shown, reading.dialect, commands, said, literal.span);
            }
        }
    }

    /// A code block that is neither a script nor a transcript: its lines and sentences may still hold commands.
    fn text(&mut self, literal: &Literal, around: Said) {
        let prose = Prose { span: literal.span, ..inline::flat(literal.body.clone(), b"`", Place::Paragraph) };
        let mut found = sentence::commands(&prose, self.wanted);
        for one in &mut found {
            one.said = union(one.said, around);
        }
        self.show(&prose, &found);
    }

    /// The blocks of running text: what is shown in the same way and spoken of alike is one.
    fn show(&mut self, prose: &Prose, found: &[Found]) {
        for group in found.chunk_by(|one, next| (one.shown, one.said) == (next.shown, next.said)) {
            let commands: Vec<Passage> = group.iter().map(|one| prose.flat.slice(one.range.clone())).collect();
            let span = match group[0].shown {
                Shown::Line => commands.iter().map(Passage::whole).reduce(Span::join).unwrap_or(prose.span),
                _ => prose.span,
            };
            self.push(group[0].shown, Dialect::Posix, commands, group[0].said, span);
        }
    }

    fn push(&mut self, shown: Shown, dialect: Dialect, commands: Vec<Passage>, own: Said, span: Span) {
        let (headings, of_headings) = self.section();
        let around = union(self.aside, self.scopes.last().copied().unwrap_or_default());
        let said = union(union(own, around), of_headings);
        self.blocks.push(Block { headings, shown, dialect, commands, said, span });
    }

    /// The headings, and what they say.
    fn section(&mut self) -> (Arc<[String]>, Said) {
        if let Some(known) = &self.section {
            return known.clone();
        }
        let mut said = Said { installs: self.is_guide, ..Said::default() };
        let mut titles = Vec::new();
        for heading in &self.headings {
            let title = head(self.bytes.get(heading.title.range()).unwrap_or_default(), TITLE);
            said = union(said, self.titled(heading.title));
            said.installs |= about::is_guide_title(title);
            titles.push(plain(title));
        }
        self.section.insert((titles.into(), said)).clone()
    }

    /// What a title says of all below it.
    fn titled(&self, title: Span) -> Said {
        let title = head(self.bytes.get(title.range()).unwrap_or_default(), TITLE);
        Said { not_to_do: negation::of_title(title), local: about::is_local_title(title), ..Said::default() }
    }

    /// What a paragraph says of the block right behind it.
    fn introduces(&self, paragraph: Span) -> Said {
        let text = tail(self.bytes.get(paragraph.range()).unwrap_or_default(), TITLE * 2);
        Said { not_to_do: negation::of_intro(text), local: about::is_local_title(text), ..Said::default() }
    }

    /// All that was shown, in order.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.blocks.sort_by_key(|block| block.span);
        self.blocks
    }
}

/// What either says.
fn union(one: Said, other: Said) -> Said {
    Said {
        not_to_do: one.not_to_do || other.not_to_do,
        local: one.local || other.local,
        installs: one.installs || other.installs,
        mentioned: one.mentioned || other.mentioned,
    }
}

/// A title without its markup.
fn plain(title: &[u8]) -> String {
    let title = String::from_utf8_lossy(title);
    let title = title.trim_matches(|c: char| c.is_whitespace() || "#=*_`¶:".contains(c));
    title.chars().filter(|c| !matches!(c, '*' | '`') && !c.is_control()).collect()
}
