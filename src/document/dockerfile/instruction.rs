//! One instruction: its keyword, flags and operands.

use std::ops::Range;

use super::exec;
use super::line::{Line, is_blank};
use super::word::{Piece, Word, blank_separated, quote_separated, word};
use crate::document::Passage;
use crate::document::shell::Dialect;
use crate::text::Span;

/// The instructions (<https://docs.docker.com/reference/dockerfile/#overview>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the instruction of that name")]
pub enum Keyword {
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    Stopsignal,
    User,
    Volume,
    Workdir,
    /// A word that is no instruction.
    Unknown,
}

/// One instruction as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// Which one.
    pub keyword: Keyword,
    /// The keyword's bytes.
    pub name: Span,
    /// From the keyword to the last byte, here-documents included.
    pub span: Span,
    /// `--name=value`, in order.
    pub flags: Vec<Flag>,
    /// What follows.
    pub body: Body,
    /// The shell that reads a line of it.
    pub shell: Dialect,
    /// The here-documents that it opens, in order.
    pub heredocs: Vec<Heredoc>,
}

/// What an instruction says after its flags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Words, whether written with blanks or as JSON.
    Words(Vec<Word>),
    /// `NAME=value …` of `ENV`, `ARG` and `LABEL`.
    Pairs(Vec<Pair>),
    /// The shell form: its line, continuations and the comments between them undone.
    Shell(Passage),
    /// The exec form.
    Exec(Vec<Word>),
    /// The instruction that `ONBUILD` keeps for later.
    Trigger(Box<Instruction>),
}

/// A name and perhaps a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The name; `ENV` and `LABEL` may take it from a variable.
    pub name: Word,
    /// The value; none in `ARG NAME`.
    pub value: Option<Word>,
    /// Both.
    pub span: Span,
}

/// `--name` or `--name=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Without the dashes.
    pub name: String,
    /// What stands after `=`.
    pub value: Option<Word>,
    /// All of it.
    pub span: Span,
}

/// `<<EOF`: lines that follow an instruction and belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heredoc {
    /// The word that ends it.
    pub name: String,
    /// Whether tabs in front of its lines are stripped: `<<-`.
    pub strips_tabs: bool,
    /// Whether variables in it are replaced: the name is not quoted.
    pub expands: bool,
    /// Where the instruction opens it.
    pub opener: Span,
    /// Its lines, without the one that ends it.
    pub body: Span,
}

impl Instruction {
    /// The instruction in `line`; `None` where there is nothing but blanks.
    pub(super) fn read(line: &Line, escape: u8) -> Option<Self> {
        Self::read_range(line, 0..line.bytes().len(), escape, true)
    }

    fn read_range(line: &Line, range: Range<usize>, escape: u8, may_wrap: bool) -> Option<Self> {
        let range = line.trim(range);
        let bytes = &line.bytes()[range.clone()];
        let keyword_end = range.start + bytes.iter().take_while(|byte| !is_blank(**byte)).count();
        if range.is_empty() {
            return None;
        }
        let name = range.start..keyword_end;
        let mut keyword = Keyword::of(&line.bytes()[name.clone()]);
        let (flags, rest) = flags(line, line.trim(keyword_end..range.end), escape);
        let body = match keyword {
            Keyword::Onbuild if may_wrap => match Self::read_range(line, rest, escape, false) {
                Some(inner) => Body::Trigger(Box::new(inner)),
                None => Body::Words(Vec::new()),
            },
            Keyword::Onbuild => {
                keyword = Keyword::Unknown;
                Body::Words(Vec::new())
            }
            _ => read_body(keyword, line, rest, escape),
        };
        let mut instruction = Self {
            keyword,
            name: line.span(name),
            span: line.span(range.clone()),
            flags,
            body,
            shell: Dialect::default(),
            heredocs: Vec::new(),
        };
        let takes_heredocs = matches!(keyword, Keyword::Run | Keyword::Copy | Keyword::Add);
        if takes_heredocs && !matches!(instruction.body, Body::Exec(_)) {
            instruction.heredocs = heredocs(line, keyword_end..range.end, escape);
        }
        Some(instruction)
    }

    /// The words of the body, where it holds words.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        match &self.body {
            Body::Words(words) | Body::Exec(words) => words,
            Body::Pairs(_) | Body::Shell(_) | Body::Trigger(_) => &[],
        }
    }

    /// The name and value pairs, where the body holds such.
    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        if let Body::Pairs(pairs) = &self.body { pairs } else { &[] }
    }

    /// The value of the first flag of that name.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<&Word> {
        self.flags.iter().find(|flag| flag.name == name)?.value.as_ref()
    }

    /// The instruction that opens here-documents: the one that `ONBUILD` wraps, or this one.
    pub(super) fn opener(&mut self) -> &mut Self {
        match self {
            Self { body: Body::Trigger(inner), .. } => inner,
            this => this,
        }
    }

    /// The instruction itself, or the one that `ONBUILD` keeps.
    #[must_use]
    pub fn unwrapped(&self) -> &Self {
        if let Body::Trigger(inner) = &self.body { inner } else { self }
    }
}

impl Keyword {
    fn of(bytes: &[u8]) -> Self {
        const NAMES: &[(&str, Keyword)] = &[
            ("add", Keyword::Add),
            ("arg", Keyword::Arg),
            ("cmd", Keyword::Cmd),
            ("copy", Keyword::Copy),
            ("entrypoint", Keyword::Entrypoint),
            ("env", Keyword::Env),
            ("expose", Keyword::Expose),
            ("from", Keyword::From),
            ("healthcheck", Keyword::Healthcheck),
            ("label", Keyword::Label),
            ("maintainer", Keyword::Maintainer),
            ("onbuild", Keyword::Onbuild),
            ("run", Keyword::Run),
            ("shell", Keyword::Shell),
            ("stopsignal", Keyword::Stopsignal),
            ("user", Keyword::User),
            ("volume", Keyword::Volume),
            ("workdir", Keyword::Workdir),
        ];
        let found = NAMES.iter().find(|(name, _)| bytes.eq_ignore_ascii_case(name.as_bytes()));
        found.map_or(Self::Unknown, |(_, keyword)| *keyword)
    }
}

fn read_body(keyword: Keyword, line: &Line, range: Range<usize>, escape: u8) -> Body {
    let all = |ranges: Vec<Range<usize>>| ranges.into_iter().map(|range| word(line, range, escape)).collect();
    match keyword {
        Keyword::Run | Keyword::Cmd | Keyword::Entrypoint | Keyword::Shell => runs(line, range),
        // `HEALTHCHECK CMD …`, or `HEALTHCHECK NONE`.
        Keyword::Healthcheck => match line.bytes()[range.clone()].first_chunk() {
            Some(start @ [_, _, _, blank]) if start[..3].eq_ignore_ascii_case(b"CMD") && is_blank(*blank) => {
                runs(line, line.trim(range.start + start.len()..range.end))
            }
            _ => Body::Words(all(blank_separated(line, range))),
        },
        Keyword::Copy | Keyword::Add | Keyword::Volume => match exec::words(line, range.clone()) {
            Some(words) => Body::Words(words.into_iter().map(opaque_if_variable).collect()),
            None => Body::Words(all(blank_separated(line, range))),
        },
        Keyword::Env | Keyword::Label => Body::Pairs(pairs(line, range, escape)),
        Keyword::Arg => {
            let words = quote_separated(line, range, escape);
            Body::Pairs(words.into_iter().map(|range| pair(line, range, escape)).collect())
        }
        Keyword::User | Keyword::Workdir | Keyword::Stopsignal | Keyword::Maintainer => {
            Body::Words(if range.is_empty() { Vec::new() } else { vec![word(line, range, escape)] })
        }
        Keyword::From | Keyword::Expose | Keyword::Onbuild | Keyword::Unknown => {
            Body::Words(all(blank_separated(line, range)))
        }
    }
}

/// The exec form, or else the shell form.
fn runs(line: &Line, range: Range<usize>) -> Body {
    exec::words(line, range.clone()).map_or_else(|| Body::Shell(line.passage(range)), Body::Exec)
}

/// In JSON too, `COPY` replaces variables; what they are part of is not worked out.
fn opaque_if_variable(word: Word) -> Word {
    let holds = word.pieces.iter().any(|piece| piece.text().is_some_and(|text| text.contains('$')));
    if holds { Word { span: word.span, pieces: vec![Piece::Opaque(word.span)] } } else { word }
}

fn pairs(line: &Line, range: Range<usize>, escape: u8) -> Vec<Pair> {
    let words = quote_separated(line, range.clone(), escape);
    match words.first() {
        // The old form, `ENV NAME all that follows`.
        Some(first) if !line.bytes()[first.clone()].contains(&b'=') => {
            let value = line.trim(first.end..range.end);
            vec![Pair {
                name: word(line, first.clone(), escape),
                value: (!value.is_empty()).then(|| word(line, value, escape)),
                span: line.span(first.start..range.end),
            }]
        }
        _ => words.into_iter().map(|range| pair(line, range, escape)).collect(),
    }
}

fn pair(line: &Line, range: Range<usize>, escape: u8) -> Pair {
    let equals = memchr::memchr(b'=', &line.bytes()[range.clone()]).map(|at| range.start + at);
    Pair {
        name: word(line, range.start..equals.unwrap_or(range.end), escape),
        value: equals.map(|at| word(line, at + 1..range.end, escape)),
        span: line.span(range),
    }
}

/// The flags at the front of `range`, and what follows them.
fn flags(line: &Line, range: Range<usize>, escape: u8) -> (Vec<Flag>, Range<usize>) {
    let mut found = Vec::new();
    let mut rest = range;
    while line.bytes()[rest.clone()].starts_with(b"--") {
        let length = first_word(&line.bytes()[rest.clone()], escape);
        let end = rest.start + length;
        let raw = rest.start + 2..end;
        rest = line.trim(end..rest.end);
        if raw.is_empty() {
            break;
        }
        let Pair { name, value, .. } = pair(line, raw.clone(), escape);
        let name = name.text().unwrap_or_default();
        found.push(Flag { name, value, span: line.span(raw.start - 2..raw.end) });
    }
    (found, rest)
}

/// How long the first word is; blanks in quotes belong to it.
fn first_word(bytes: &[u8], escape: u8) -> usize {
    let mut quote = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            _ if quote.is_none() && is_blank(byte) => return at,
            _ if byte == escape => at += 1,
            _ if quote == Some(byte) => quote = None,
            b'"' | b'\'' if quote.is_none() => quote = Some(byte),
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The here-documents that a line opens: words `<<NAME` with perhaps a descriptor in front, `-` and quotes.
fn heredocs(line: &Line, range: Range<usize>, escape: u8) -> Vec<Heredoc> {
    if memchr::memmem::find(&line.bytes()[range.clone()], b"<<").is_none() {
        return Vec::new();
    }
    quote_separated(line, range, escape).into_iter().filter_map(|range| heredoc(line, range, escape)).collect()
}

fn heredoc(line: &Line, range: Range<usize>, escape: u8) -> Option<Heredoc> {
    let bytes = &line.bytes()[range.clone()];
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let after = bytes[digits..].strip_prefix(b"<<")?;
    let strips_tabs = after.first() == Some(&b'-');
    let raw = &after[usize::from(strips_tabs)..];
    if raw.is_empty() || raw.contains(&b'<') {
        return None;
    }
    let name = word(line, range.end - raw.len()..range.end, escape).text().filter(|name| !name.is_empty())?;
    let expands = name.as_bytes() == raw;
    Some(Heredoc { name, strips_tabs, expands, opener: line.span(range), body: Span::default() })
}
