//! The commands of a paragraph, a list item or a table cell, and what its sentences say about each.

use std::ops::Range;
use std::sync::LazyLock;

use super::extent::{Extent, WORDS, extent, extent_within};
use super::words::{self, List, Word, head, list, tail, words};
use super::{Said, Shown, about, line, negation, program};
use crate::document::Passage;
use crate::text::Span;

/// Running text as it is shown, markup removed.
#[derive(Clone, Debug, Default)]
pub(super) struct Prose {
    /// What is shown, line by line.
    pub(super) flat: Passage,
    /// What stands in it as code, in order.
    pub(super) code: Vec<Range<usize>>,
    /// What is struck through, in order.
    pub(super) struck: Vec<Range<usize>>,
    /// Where it stands.
    pub(super) place: Place,
    /// All of it in the file.
    pub(super) span: Span,
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// Between blank lines.
    #[default]
    Paragraph,
    /// In a list.
    Item {
        /// Whether the list is numbered, and so a series of steps.
        is_step: bool,
    },
    /// In a table.
    Cell {
        /// Whether the table says what to do, and not what things mean.
        is_told: bool,
    },
}

/// A command in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) shown: Shown,
    pub(super) said: Said,
}

/// How much of a text around a command is read.
const REACH: usize = 320;

/// The commands of `prose` that `wanted` asks for, in order.
pub(super) fn commands(prose: &Prose, wanted: &dyn Fn(&[u8]) -> bool) -> Vec<Found> {
    let text = prose.flat.bytes();
    let mut found = lines(prose, wanted);
    found.extend(code(prose, wanted));
    found.sort_by_key(|found| found.range.start);
    let taken: Vec<Range<usize>> =
        found.iter().map(|found| found.range.clone()).chain(prose.code.iter().cloned()).collect();
    found.extend(bare(prose, wanted, Ranges::of(taken)));
    found.sort_by_key(|found| found.range.start);
    let struck = Ranges::of(prose.struck.clone());
    for one in &mut found {
        one.said.not_to_do |= struck.meets(&one.range) || negation::of_command(text, &one.range);
        one.said.local |= about::is_local(around(text, &one.range));
    }
    found
}

/// Lines that are a command by themselves.
fn lines(prose: &Prose, wanted: &dyn Fn(&[u8]) -> bool) -> Vec<Found> {
    let text = prose.flat.bytes();
    let code = Ranges::of(prose.code.clone());
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |len| at + len);
        let line = &text[at..end];
        let start = line::start(line).filter(|_| wanted(line)).map(|start| at + start);
        let command = start.filter(|start| !code.meets(&(*start..start + 1))).and_then(|start| {
            let extent = extent(text, start).filter(|extent| extent.is_whole && extent.verb > extent.program.end)?;
            Some(start..extent.end)
        });
        let next = match command {
            Some(range) => {
                let next = range.end.max(end);
                let mentioned = matches!(prose.place, Place::Cell { is_told: false });
                found.push(Found { range, shown: Shown::Line, said: Said { mentioned, ..Said::default() } });
                next
            }
            None => end,
        };
        at = memchr::memchr(b'\n', &text[next..]).map_or(text.len(), |len| next + len + 1);
    }
    found
}

/// What stands between backticks.
fn code(prose: &Prose, wanted: &dyn Fn(&[u8]) -> bool) -> Vec<Found> {
    let text = prose.flat.bytes();
    // A name alone is a file, a secret, a program that is spoken of.
    let is_wanted = |range: &&Range<usize>| {
        let code = &text[range.start..range.end];
        code.trim_ascii().contains(&b' ') && wanted(code)
    };
    prose
        .code
        .iter()
        .filter(is_wanted)
        .map(|range| {
            let range = unprompted(text, range);
            let mentioned = is_mentioned(prose, &range, is_bare(&text[range.clone()]));
            Found { range, shown: Shown::Inline, said: Said { mentioned, ..Said::default() } }
        })
        .collect()
}

/// Without the prompt that some write into inline code.
fn unprompted(text: &[u8], range: &Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let prompt = super::prompt::prompt(inner).filter(|prompt| prompt.kind == super::prompt::Kind::Sure);
    range.start + prompt.map_or(0, |prompt| prompt.len)..range.end
}

/// Commands in a sentence, without backticks.
fn bare(prose: &Prose, wanted: &dyn Fn(&[u8]) -> bool, taken: Ranges) -> Vec<Found> {
    let text = prose.flat.bytes();
    let mut found = Vec::new();
    let mut past = 0;
    // Up to here every word may be a sentence's, so that it need not be read again for each program that it names.
    let mut plain = 0;
    for at in program::named(text) {
        if at < past || taken.meets(&(at..at + 1)) {
            continue;
        }
        let at = wrapped(text, at);
        let quote = quoted(text, at);
        let limit = if at < plain { 4 } else { WORDS };
        let Some(extent) = extent_within(&text[..quote.unwrap_or(text.len())], at, limit) else { continue };
        plain = if extent.is_technical { plain } else { plain.max(extent.end) };
        let verb = text[extent.program.end..extent.verb].trim_ascii();
        if !program::is_verb(verb) || !extent.is_technical && program::is_noun(verb) {
            continue;
        }
        let is_script = quote.is_some() && is_groovy(&text[..at - 1]);
        let range = reach(text, at, &extent, is_script || quote.is_some());
        past = range.end;
        if taken.meets(&range) || !wanted(&text[range.clone()]) {
            continue;
        }
        let shown = if is_script { Shown::Line } else { Shown::Inline };
        let is_bare = is_bare(&text[range.clone()]);
        let mentioned = !is_script && is_mentioned(prose, &range, is_bare);
        found.push(Found { range, shown, said: Said { mentioned, ..Said::default() } });
    }
    found
}

/// The command with its arguments, or with its verb alone where what follows may be the sentence.
fn reach(text: &[u8], at: usize, extent: &Extent, is_quoted: bool) -> Range<usize> {
    let is_sure = is_quoted || extent.is_technical || is_told(&words(before(text, at)));
    at..if is_sure { extent.end } else { extent.verb }
}

/// The start of `sudo` and kin in front of the program at `at`.
fn wrapped(text: &[u8], at: usize) -> usize {
    let lead = tail(&text[..at], 16);
    let word = lead.trim_ascii_end().rsplit(|byte| byte.is_ascii_whitespace()).next().unwrap_or_default();
    let is_near = lead.len() - lead.trim_ascii_end().len() == 1;
    if is_near && matches!(word, b"sudo" | b"doas") { at - 1 - word.len() } else { at }
}

/// The end of the quote that opens right in front of `at`.
fn quoted(text: &[u8], at: usize) -> Option<usize> {
    let quote = at.checked_sub(1).map(|before| text[before]).filter(|byte| matches!(byte, b'"' | b'\''))?;
    memchr::memchr(quote, head(&text[at..], 2048)).map(|len| at + len)
}

/// Whether a Groovy step that runs a shell's script is what the quote behind `before` belongs to: `sh "…"`, `sh(script: '…'`.
fn is_groovy(before: &[u8]) -> bool {
    let line = tail(before, 64);
    let line = memchr::memrchr(b'\n', line).map_or(line, |at| &line[at + 1..]).trim_ascii();
    let call = line.strip_suffix(b"script:").map_or(line, <[u8]>::trim_ascii_end);
    let call = call.strip_suffix(b"(").map_or(call, <[u8]>::trim_ascii_end);
    [b"sh".as_slice(), b"bat", b"powershell", b"pwsh"].iter().any(|step| {
        call.strip_suffix(*step).is_some_and(|rest| rest.last().is_none_or(|byte| !byte.is_ascii_alphanumeric()))
    })
}

/// Whether a command is a name and a verb, too little to be run.
fn is_bare(command: &[u8]) -> bool {
    let mut words = command.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).peekable();
    words.next_if(|word| *word == b"sudo");
    words.next();
    while words.next_if(|word| program::is_group(word)).is_some() {}
    let is_name = |word: &&[u8]| {
        word.iter().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_')) && !word.starts_with(b"-")
    };
    words.next_if(is_name);
    words.next().is_none()
}

/// Whether nobody is told to run it.
fn is_mentioned(prose: &Prose, range: &Range<usize>, is_bare: bool) -> bool {
    let text = prose.flat.bytes();
    if let Place::Cell { is_told } = prose.place {
        return is_bare || !is_told;
    }
    let before = before(text, range.start);
    let words = words(before);
    if is_told(&words) {
        return false;
    }
    if is_bare {
        let is_step = prose.place == Place::Item { is_step: true };
        let can_run = program::is_whole_with_verb(line::first_word(&text[range.clone()]));
        return !(is_alone(text, range) && (is_step || can_run));
    }
    is_story(&words) || words.is_empty() && is_story(&previous(text, range.start))
}

/// The sentence up to the command at `at`.
fn before(text: &[u8], at: usize) -> &[u8] {
    let before = tail(&text[..at], REACH);
    &before[words::sentence_start(before)..]
}

/// The sentence in front of the one that starts with the command at `at`.
fn previous(text: &[u8], at: usize) -> Vec<Word> {
    let before = text[..at].trim_ascii_end();
    words(self::before(before, before.len()))
}

/// Whether nothing else stands in the text.
fn is_alone(text: &[u8], range: &Range<usize>) -> bool {
    let is_mark = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte < 0x80;
    text[..range.start].iter().all(is_mark) && text[range.end..].iter().all(is_mark)
}

/// Whether a sentence that begins with `words` tells its reader to run what follows: "then run", "please execute the command".
fn is_told(words: &[Word]) -> bool {
    const FILLERS: [&str; 9] = ["the", "command", "following", "this", "command's", "next", "a", "again", "den"];
    static VERBS: List = LazyLock::new(|| {
        list(
            "run execute use type enter issue invoke call try perform do with via apply running executing using rerun \
         re-run start launch copy paste führe befehl verwende ejecute ejecuta lancez exécutez lancer ejecutar",
        )
    });
    static LEADS: List = LazyLock::new(|| {
        list(
            "then and or please now can must should to next finally also just simply first by you afterwards manually \
         may will could it them manifest manifests chart changes release always step sie bitte y et puis luego \
         und",
        )
    });
    let kept = words.iter().rposition(|word| !word.is_in(&FILLERS));
    let Some(at) = kept.filter(|at| words[*at].is_of(&VERBS)) else { return false };
    // "with" and "via" tell only what an order in front of them is done with.
    let lead = at.checked_sub(1).map(|before| &words[before]);
    if words[at].is_in(&["with", "via", "running", "executing", "using"]) {
        let is_order = words.first().is_some_and(|first| {
            first.is_in(&[
                "apply", "deploy", "install", "roll", "restart", "do", "create", "update", "upgrade", "delete",
                "remove", "scale", "push", "build", "fix", "by", "you", "then", "patch", "release",
            ])
        });
        return is_order || lead.is_some_and(|lead| lead.text == "by");
    }
    lead.is_none_or(|lead| {
        lead.ends_clause || lead.is_of(&LEADS) || lead.text.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a sentence tells what somebody did.
fn is_story(words: &[Word]) -> bool {
    static PEOPLE: List =
        LazyLock::new(|| list("i we he she they someone somebody people developer engineer team which"));
    static DEEDS: List = LazyLock::new(|| {
        list(
            "ran did was were had spent got went saw took found kept began wrote thought decides runs broke made came \
         gave knew",
        )
    });
    words.iter().enumerate().any(|(at, word)| {
        let is_person = word.is_of(&PEOPLE);
        is_person
            && words[at + 1..].iter().take(2).any(|deed| {
                deed.is_of(&DEEDS) || deed.text.len() > 4 && deed.text.ends_with("ed") && deed.text != "need"
            })
            && !words[..at].iter().any(|word| word.is_in(&["once", "after", "if", "when"]))
    })
}

/// The text around a command, for what names a local cluster.
fn around<'t>(text: &'t [u8], range: &Range<usize>) -> &'t [u8] {
    let start = range.start.saturating_sub(REACH / 2);
    &text[start..text.len().min(range.end + REACH / 2)]
}

/// Ranges in order that do not meet each other.
struct Ranges(Vec<Range<usize>>);

impl Ranges {
    fn of(mut ranges: Vec<Range<usize>>) -> Self {
        ranges.sort_by_key(|range| range.start);
        Self(ranges)
    }

    /// Whether one of them shares a byte with `range`.
    fn meets(&self, range: &Range<usize>) -> bool {
        let after = self.0.partition_point(|one| one.start < range.end);
        self.0[..after].last().is_some_and(|last| last.end > range.start)
    }
}

/// Whether the head of a table says that its cells are steps.
pub(super) fn tells(head: &[u8]) -> bool {
    let is_step = |word: &[u8]| {
        [b"step".as_slice(), b"action", b"fix", b"remed", b"run", b"how", b"mitigation"]
            .iter()
            .any(|start| word.starts_with(start))
    };
    head.to_ascii_lowercase().split(|byte| !byte.is_ascii_alphabetic()).any(is_step)
}
