//! Text of a change inside XML 1.0: nothing of it is markup, and what XML cannot hold is shown as something that it can.

use super::clean;

/// What every document begins with.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// ` name="value"`.
pub(super) fn attribute(name: &str, value: &str) -> String {
    let mut out = format!(" {name}=\"");
    for c in value.chars() {
        match c {
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            c => push(&mut out, c),
        }
    }
    out.push('"');
    out
}

/// What stands between two tags; its lines stay lines.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut starts = true;
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            // A runner takes a line that starts with two of them for a command, blanks before it or not.
            ':' if starts => out.push_str("&#58;"),
            c => push(&mut out, c),
        }
        starts = c == '\n' || (starts && c.is_whitespace());
    }
    out
}

fn push(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&apos;"),
        // No runner takes it for a command where the document is printed.
        '[' if clean::COMMANDS.iter().any(|command| out.ends_with(command.trim_end_matches('['))) => {
            out.push_str("&#91;")
        }
        // Char, production 2: these two are none. Control characters, which are none either, are hidden ones.
        '\u{fffe}' | '\u{ffff}' => out.extend(c.escape_unicode()),
        c => clean::push(out, c),
    }
}

#[cfg(test)]
mod tests {
    use super::{attribute, text};

    #[test]
    fn nothing_of_a_stranger_is_markup() {
        assert_eq!(attribute("a", "<b c='\"'>&]]>\n\t"), " a=\"&lt;b c=&apos;&quot;&apos;&gt;&amp;]]&gt;&#10;&#9;\"");
        assert_eq!(text("]]></failure>\n\t<![CDATA["), "]]&gt;&lt;/failure&gt;\n\t&lt;![CDATA[");
        assert_eq!(text("##[error] ##vso[a] [b]"), "##&#91;error] ##vso&#91;a] [b]");
        assert_eq!(text("a::b\n ::error::c"), "a::b\n &#58;:error::c");
    }

    #[test]
    fn what_xml_cannot_hold_is_shown() {
        assert_eq!(
            text("\0\x1b\r\u{7f}\u{85}\u{fffe}\u{ffff}\u{202e}é日\u{1f600}"),
            "␀␛␍␡\\u{85}\\u{fffe}\\u{ffff}\\u{202e}é日\u{1f600}"
        );
    }
}
