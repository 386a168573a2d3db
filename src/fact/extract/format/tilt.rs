//! Tiltfiles: the commands that they run, the manifests and Dockerfiles that stand in their strings. What they build is their output.
//!
//! <https://docs.tilt.dev/api.html>; the language is Starlark, of which this knows strings, comments and parentheses.

use std::sync::Arc;

use crate::document::Passage;
use crate::document::shell::Dialect;
use crate::fact::extract::Usage;
use crate::fact::extract::embedded::Inner;
use crate::fact::extract::script::Script;
use crate::fact::extract::scripts::owner;
use crate::fact::extract::scripts::quoted::{self, Style};
use crate::fact::{Facts, Runner};
use crate::text::{Span, Text};

/// Functions that run what they are given.
const RUNNERS: &[&[u8]] = &[b"cmd_button", b"custom_build", b"local", b"local_resource", b"run"];

/// Reads a file: its images into `facts`; its scripts.
pub(in crate::fact::extract) fn read(text: &Arc<Text>, facts: &mut Facts) -> Vec<Script> {
    let mut scripts = Vec::new();
    for string in strings(text.bytes()) {
        let (function, argument) = (&text.bytes()[string.function.range()], &text.bytes()[string.argument.range()]);
        let owner = owner("call", function);
        let inner = Inner { file: text, owner: &owner, passage: &string.text };
        match (function, argument) {
            (_, b"dockerfile_contents") => inner.dockerfile(facts),
            (b"blob", _) => inner.documents(Some(Usage::Manifest), facts),
            (b"local_resource" | b"custom_build", b"") if !string.is_second => {}
            _ if RUNNERS.contains(&function) && matches!(argument, b"" | b"cmd" | b"serve_cmd" | b"command") => {
                scripts.push(Script { owner, text: string.text, dialect: Dialect::Posix, runner: Runner::Script });
            }
            _ => {}
        }
    }
    scripts
}

/// A string that a function is given.
struct Argument {
    text: Passage,
    /// The function's name.
    function: Span,
    /// The argument's name, if it has one.
    argument: Span,
    /// Whether others stand before it.
    is_second: bool,
}

/// All strings of a file that functions are given.
fn strings(file: &[u8]) -> Vec<Argument> {
    let mut found = Vec::new();
    // The functions whose parentheses are open, and whether a comma was met in them.
    let mut open: Vec<(Span, bool)> = Vec::new();
    let (mut word, mut argument, mut at) = (Span::default(), Span::default(), 0);
    while let Some(&byte) = file.get(at) {
        match byte {
            b'#' => at += memchr::memchr(b'\n', &file[at..]).unwrap_or(file.len() - at),
            b'"' | b'\'' => {
                let Some((text, end)) = quoted::string(file, at, Style::Plain) else { break };
                if let Some(&(function, is_second)) = open.last() {
                    found.push(Argument { text, function, argument, is_second });
                }
                at = end.max(at + 1);
            }
            byte if byte.is_ascii_alphabetic() || byte == b'_' => {
                let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
                let length = file[at..].iter().take_while(is_part).count();
                word = Span::new(at, at + length);
                at += length;
            }
            b'(' => {
                open.push((word, false));
                (argument, at) = (Span::default(), at + 1);
            }
            b')' => {
                open.pop();
                (argument, at) = (Span::default(), at + 1);
            }
            b'=' => (argument, at) = (word, at + 1),
            b',' => {
                open.iter_mut().next_back().into_iter().for_each(|(_, is_second)| *is_second = true);
                (argument, at) = (Span::default(), at + 1);
            }
            _ => at += 1,
        }
    }
    found
}
