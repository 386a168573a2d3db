//! Units of systemd: what a service runs. (<https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#ExecStart=>)

use super::lines::Lines;
use super::{owner, posix, trim};
use crate::document::Passage;
use crate::fact::Runner;
use crate::fact::extract::script::Script;
use crate::text::Span;

/// Reads `ExecStart=` and its kin.
pub(super) fn read(file: &[u8]) -> Vec<Script> {
    let mut found = Vec::new();
    let mut lines = Lines::of(file);
    while let Some(line) = lines.next() {
        let bytes = &file[line.range()];
        let Some(equals) = memchr::memchr(b'=', bytes).filter(|_| bytes.trim_ascii_start().starts_with(b"Exec")) else {
            continue;
        };
        let key = bytes[..equals].trim_ascii();
        let mut rest = trim(file, Span::new(line.start + equals + 1, line.end));
        let ignores = prefix(file, &mut rest);
        let mut text = Passage::default();
        loop {
            let continues = file[rest.range()].ends_with(b"\\");
            let content = Span::new(rest.start, rest.end - usize::from(continues));
            specifiers(file, content, &mut text);
            if !continues {
                break;
            }
            text.push_between(b" ", content.end);
            // Comments between the lines of a command are none of it.
            let is_comment = |line: &Span| matches!(file[trim(file, *line).range()].first(), Some(b'#' | b';'));
            let Some(next) = lines.find(|line| !is_comment(line)) else { break };
            rest = trim(file, next);
        }
        if !text.bytes().trim_ascii().is_empty() {
            if ignores {
                super::may_fail(&mut text);
            }
            found.push(posix(owner("unit", key), text, Runner::Machine));
        }
    }
    found
}

/// Takes the marks in front of a program; whether `-` is among them.
fn prefix(file: &[u8], rest: &mut Span) -> bool {
    let marks = file[rest.range()].iter().take_while(|byte| b"@-:+!|".contains(byte)).count();
    let ignores = file[rest.part(0..marks).range()].contains(&b'-');
    rest.start += marks;
    ignores
}

/// Adds a text with `%i` and the other specifiers as variables, and `%%` as what it stands for.
fn specifiers(file: &[u8], span: Span, text: &mut Passage) {
    let mut at = span.start;
    while let Some(found) = memchr::memchr(b'%', &file[at..span.end]) {
        let percent = at + found;
        text.append(&Passage::of(file, Span::new(at, percent)));
        at = (percent + 2).min(span.end);
        let place = Span::new(percent, at);
        match &file[place.range()] {
            b"%%" => text.push_for(b"%", place),
            [_, letter] if letter.is_ascii_alphabetic() => text.push_open(&[*letter], place),
            other => text.push(other, place),
        }
    }
    text.append(&Passage::of(file, Span::new(at, span.end)));
}
