//! Taking a flag out of a command, as it is written.

use std::sync::Arc;

use bstr::ByteSlice;

use crate::finding::Edit;
use crate::text::{Site, Span, Text};

/// The edit that removes the word at `word` and the blanks in front of it. Nothing where the word does not plainly stand between others
/// of one line: an item of a list (`- -lock=false`) cannot go without its dash, and the first word of a line leads a continuation.
pub(super) fn removal(text: &Arc<Text>, word: Span) -> Option<Edit> {
    let bytes = text.bytes();
    let line = memchr::memrchr(b'\n', bytes.get(..word.start)?).map_or(0, |at| at + 1);
    let before = &bytes[line..word.start];
    let kept = before.trim_end_with(|c| matches!(c, ' ' | '\t'));
    let is_behind_a_word = kept.len() < before.len()
        && kept.last().is_some_and(|last| {
            last.is_ascii_alphanumeric() || matches!(last, b'"' | b'\'' | b'.' | b'/' | b'_' | b'}' | b')')
        });
    let ends = matches!(
        bytes.get(word.end),
        None | Some(b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'\'' | b'`' | b';' | b'&' | b'|' | b')')
    );
    let span = Span::new(line + kept.len(), word.end);
    (is_behind_a_word && ends).then(|| Edit { site: Site::new(text, span), text: String::new() })
}

#[cfg(test)]
mod tests {
    use bstr::ByteSlice;

    use super::removal;
    use crate::text::{Side, Span, Text, edit};

    fn without_flag(text: &str) -> Option<String> {
        let file = Text::new(Side::Head, "a".into(), text.as_bytes().to_vec());
        let start = file.bytes().find("-x")?;
        let edit = removal(&file, Span::new(start, start + 2))?;
        String::from_utf8(edit::apply(file.bytes(), &[(edit.site.span, &edit.text)])?).ok()
    }

    #[test]
    fn a_flag_goes_with_the_blanks_in_front_of_it() {
        for (before, after) in [
            ("run apply -x plan", "run apply plan"),
            ("\trun  -x\r\nnext", "\trun\r\nnext"),
            ("- run: \"go apply -x\"", "- run: \"go apply\""),
            ("run -x \\\n  -y", "run \\\n  -y"),
            ("`run -x`", "`run`"),
            ("run -x&& next", "run&& next"),
        ] {
            assert_eq!(without_flag(before).as_deref(), Some(after), "{before}");
        }
    }

    #[test]
    fn what_is_no_word_between_others_stays() {
        for text in [
            "- -x", "args: -x", "[apply, -x]", "[apply, \"-x\"]", "run \\\n  -x", "-x", "run -xy", "run - -x", "run=-x",
        ] {
            assert_eq!(without_flag(text), None, "{text}");
        }
    }
}
