//! Whether a line is a command by itself, and what stands in front of it.

use super::{extent, program, prompt, words};

/// How many labels and numbers may stand in front of a command: `4. APPLY manifest: kubectl …`.
const LEADS: usize = 4;

/// Where the command of `line` starts, behind list marks, labels and prompts; `None` if no command follows them.
pub(super) fn start(line: &[u8]) -> Option<usize> {
    let mut at = 0;
    for _ in 0..=LEADS {
        at += line[at..].iter().take_while(|byte| **byte == b' ' || **byte == b'\t').count();
        let rest = &line[at..];
        let word = first_word(rest);
        if program::is_program(word) || program::is_wrapper(word) || program::is_assignment(word) {
            return Some(at);
        }
        let mark = words::item(rest);
        if mark > 0 {
            at += mark;
        } else if let Some(prompt) = prompt::prompt(rest) {
            at += prompt.len;
        } else if let Some(label) = words::label(rest) {
            at += label.len();
        } else {
            return None;
        }
    }
    None
}

/// Whether `line` reads like a line of a script.
pub(super) fn is_script(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let word = first_word(line);
    if program::is_program(word) || program::is_wrapper(word) {
        return extent::extent(line, 0).is_some_and(|extent| extent.is_whole) || has_syntax(line);
    }
    program::is_script_word(word) && (has_syntax(line) || !line.ends_with(b".") && line.len() < 120)
}

/// Whether a shell's own signs stand in it.
fn has_syntax(line: &[u8]) -> bool {
    line.ends_with(b"\\")
        || line.ends_with(b"; do")
        || line.ends_with(b"; then")
        || line.windows(2).any(|two| matches!(two, b" -" | b"&&" | b"| " | b"$(" | b"${" | b"<<"))
}

/// The bytes up to the first blank.
pub(super) fn first_word(line: &[u8]) -> &[u8] {
    line.split(|byte| byte.is_ascii_whitespace()).next().unwrap_or_default()
}
