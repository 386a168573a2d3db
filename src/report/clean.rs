//! Characters that show nothing, or something else than they are, made visible.

use std::borrow::Cow;

use crate::text::is_bidi_control;

/// A character that no shown text holds: reports may use it as a mark of their own. It stands for nothing (Unicode 23.7).
pub(super) const RESERVED: char = '\u{10fffe}';

/// `text` with its control, reordering and invisible characters made visible; a tab stays.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| push(&mut out, c));
    Cow::Owned(out)
}

/// What runners take for a command, wherever it stands in a line of a log: GitHub's, and Azure's.
pub(super) const COMMANDS: [&str; 2] = ["##[", "##vso["];

/// `text` in which no runner finds a command: a joiner of no width ends it.
pub(crate) fn no_command(text: &str) -> String {
    let ended = |text: String, command: &&str| text.replace(command, &command.replace('[', "\u{2060}["));
    COMMANDS.iter().fold(text.to_owned(), ended)
}

/// JSON text with the characters that would be hidden in it written as escapes: the same value, harmless to look at and in a log.
pub(super) fn json(text: &str) -> Cow<'_, str> {
    let text = escape_hidden(text);
    if !COMMANDS.iter().any(|command| text.contains(command)) {
        return text;
    }
    // Outside of strings JSON has no number sign.
    let escaped =
        |text: String, command: &&str| text.replace(command, &format!("{}\\u005b", command.trim_end_matches('[')));
    Cow::Owned(COMMANDS.iter().fold(text.into_owned(), escaped))
}

fn escape_hidden(text: &str) -> Cow<'_, str> {
    // JSON itself escapes control characters below U+0020 in strings; outside of them they are its white space.
    let is_hidden = |c: char| c >= '\u{7f}' && is_hidden(c);
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Adds `c` as something that can be seen: a control picture (Unicode, U+2400), or its number.
pub(super) fn push(out: &mut String, c: char) {
    match c {
        c if !is_hidden(c) => out.push(c),
        '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{7f}' => out.push('\u{2421}'),
        c => out.extend(c.escape_unicode()),
    }
}

/// Whether `c` would not be seen, or would change how the text around it is seen.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\t')
        || is_bidi_control(c)
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{200b}'..='\u{200d}'
            | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' | RESERVED)
}

#[cfg(test)]
mod tests {
    use super::{clean, json};

    #[test]
    fn json_means_the_same() {
        let value = "a\u{202e}\u{e0041}\u{7f}\n\té##[b##vso[";
        let text = serde_json::to_string(value).unwrap();
        assert_eq!(json(&text), "\"a\\u202e\\udb40\\udc41\\u007f\\n\\té##\\u005bb##vso\\u005b\"");
        assert_eq!(serde_json::from_str::<String>(&json(&text)).unwrap(), value);
    }

    #[test]
    fn nothing_hidden_is_left() {
        assert_eq!(
            clean("a\0\r\n\x1b[31m\u{7f}\u{85}\t\u{202e}\u{200b}\u{e0041}é"),
            "a␀␍␊␛[31m␡\\u{85}\t\\u{202e}\\u{200b}\\u{e0041}é"
        );
    }
}
