//! YAML as a policy is written: short values on one line, long ones on several.

use std::fmt::Write;

use serde_json::Value;

use crate::settings::Shown;

/// What is longer goes on several lines.
const WIDTH: usize = 100;

/// Words that readers of YAML take for something else than a text.
const RESERVED: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// `key: value`, so many columns in. Writing to a string cannot fail.
pub(super) fn entry(page: &mut String, indent: usize, key: &str, value: &Shown) {
    let key = scalar(key);
    if put_on_a_line(page, indent, &format!("{key}: "), value) {
        return;
    }
    let _ = writeln!(page, "{:indent$}{key}:", "");
    parts(page, indent + 2, value);
}

/// A text as every reader of YAML reads it: plain to the eye where that is possible.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    if text.chars().all(is_printable) {
        let is_simple = !text.contains(['"', '\\']);
        return if is_simple { format!("\"{text}\"") } else { format!("'{}'", text.replace('\'', "''")) };
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        let _ = match c {
            '"' | '\\' => write!(quoted, "\\{c}"),
            c if is_printable(c) => write!(quoted, "{c}"),
            c => write!(quoted, "\\U{:08X}", u32::from(c)),
        };
    }
    quoted + "\""
}

/// Writes `value` behind `lead` if both fit on a line, or if the value has no parts. Each mapping of a list has its own line.
fn put_on_a_line(page: &mut String, indent: usize, lead: &str, value: &Shown) -> bool {
    let start = page.len();
    let _ = write!(page, "{:indent$}{lead}", "");
    flow(page, value);
    let is_table = matches!(value, Shown::List(items) if items.iter().any(|item| matches!(item, Shown::Mapping(_))));
    let fits = (page.len() - start <= WIDTH && !is_table) || !value.has_parts();
    if fits {
        page.push('\n');
    } else {
        page.truncate(start);
    }
    fits
}

/// Each part on lines of its own.
fn parts(page: &mut String, indent: usize, value: &Shown) {
    match value {
        Shown::Scalar(_) => {}
        Shown::List(items) => items.iter().for_each(|item| self::item(page, indent, item)),
        Shown::Mapping(pairs) => pairs.iter().for_each(|(key, value)| entry(page, indent, key, value)),
        Shown::Section(keys) => keys.iter().for_each(|(key, value)| entry(page, indent, key, value)),
    }
}

/// An item of a list; the dash stands before its first part.
fn item(page: &mut String, indent: usize, item: &Shown) {
    if put_on_a_line(page, indent, "- ", item) {
        return;
    }
    let dash = page.len() + indent;
    parts(page, indent + 2, item);
    page.replace_range(dash..=dash, "-");
}

/// On one line.
fn flow(page: &mut String, value: &Shown) {
    match value {
        Shown::Scalar(Value::String(text)) => page.push_str(&scalar(text)),
        Shown::Scalar(value) => page.push_str(&value.to_string()),
        Shown::List(items) => {
            page.push('[');
            for (at, item) in items.iter().enumerate() {
                page.push_str(if at == 0 { "" } else { ", " });
                flow(page, item);
            }
            page.push(']');
        }
        Shown::Mapping(pairs) => flow_pairs(page, pairs.iter().map(|(key, value)| (key.as_str(), value))),
        Shown::Section(keys) => flow_pairs(page, keys.iter().map(|(key, value)| (*key, value))),
    }
}

fn flow_pairs<'a>(page: &mut String, pairs: impl Iterator<Item = (&'a str, &'a Shown)>) {
    page.push('{');
    let mut close = "}";
    for (key, value) in pairs {
        page.push_str(if close == "}" { " " } else { ", " });
        close = " }";
        let _ = write!(page, "{}: ", scalar(key));
        flow(page, value);
    }
    page.push_str(close);
}

/// Whether every reader takes it for itself without quotes: a word, a path, a name with dots.
fn is_plain(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'/' | b'.');
    text.bytes().all(is_word)
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !RESERVED.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// What a scalar of YAML may hold as it is, on one line: <https://yaml.org/spec/1.2.2/#51-character-set>.
fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202f}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
        && !crate::text::is_bidi_control(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, proptest};

    use super::{Shown, entry, scalar};

    #[test]
    fn what_is_short_stands_on_one_line() {
        let mut page = String::new();
        let zone = Shown::mapping([("paths", Some(Shown::texts(["a/**"]))), ("registry", Some(Shown::of(&false)))]);
        entry(&mut page, 0, "zones", &Shown::Mapping(vec![("x y".to_owned(), zone)]));
        let long = Shown::mapping([("id", Some(Shown::text("a"))), ("regex", Some(Shown::text(&"x ".repeat(50))))]);
        entry(&mut page, 2, "patterns", &Shown::List(vec![long]));
        let x = "x ".repeat(50);
        let wanted = format!(
            "zones: {{ \"x y\": {{ paths: [\"a/**\"], registry: false }} }}\n  patterns:\n    - id: a\n      regex: \"{x}\"\n"
        );
        assert_eq!(page, wanted);
    }

    proptest! {
        #[test]
        fn every_text_is_read_as_itself(text in any::<String>(), word in "[a-zA-Z0-9~.:#'\"\\\\/_-]{0,6}") {
            for text in [text, word] {
                let read: Vec<String> = serde_saphyr::from_str(&format!("[{}]", scalar(&text))).expect("YAML");
                assert_eq!(read, [text]);
            }
        }

        #[test]
        fn long_lists_are_read_as_they_are(texts in prop::collection::vec("[ -~]{0,60}", 0..9), depth in 0..3) {
            let mut value = Shown::texts(&texts);
            for _ in 0..depth {
                value = Shown::List(vec![value.clone(), value]);
            }
            let mut page = String::new();
            entry(&mut page, 4, "k", &value);
            let read: serde_json::Value = serde_saphyr::from_str(&page).expect("YAML");
            assert_eq!(read["k"], value.default_value());
        }
    }
}
