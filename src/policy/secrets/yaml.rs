//! Patterns and allowlists as a policy writes them.

use std::fmt::{Display, Write};

use crate::secret::custom::{Allow, Condition, Expression, Pattern, Required, Target};

/// `patterns:`, two columns in. Writing to a string cannot fail.
pub(in crate::policy) fn patterns(page: &mut String, patterns: &[Pattern]) {
    if patterns.is_empty() {
        return page.push_str("  patterns: []\n");
    }
    page.push_str("  patterns:\n");
    for pattern in patterns {
        let mut item = Item::new(page, 4);
        item.text("id", &pattern.id);
        item.text("description", &pattern.description);
        item.text("regex", pattern.regex.as_ref().map_or("", Expression::as_str));
        item.value("group", pattern.secret_group);
        item.value("entropy", pattern.entropy);
        item.list("keywords", &pattern.keywords);
        item.expressions("path_regexes", &pattern.paths);
        item.value("severity", pattern.severity);
        item.value("report", pattern.unreported.then_some(false));
        item.list("tags", &pattern.tags);
        item.value("required", required(&pattern.required));
        if !pattern.allow.is_empty() {
            allow(page, 6, &pattern.allow);
        }
    }
}

/// `allow:`, so many columns in.
pub(in crate::policy) fn allow(page: &mut String, indent: usize, allow: &[Allow]) {
    if allow.is_empty() {
        let _ = writeln!(page, "{:indent$}allow: []", "");
        return;
    }
    let _ = writeln!(page, "{:indent$}allow:", "");
    for allow in allow {
        let mut item = Item::new(page, indent + 2);
        item.text("reason", if allow.reason.trim().is_empty() { "not said" } else { &allow.reason });
        item.value("all", (allow.condition == Condition::All).then_some(true));
        item.expressions("regexes", &allow.regexes);
        item.value(
            "target",
            match allow.target {
                Target::Secret => None,
                Target::Match => Some("match"),
                Target::Line => Some("line"),
            },
        );
        item.list("stopwords", &allow.stopwords);
        item.expressions("path_regexes", &allow.paths);
        item.list("rules", &allow.rules);
    }
}

/// A text as every reader of YAML reads it: plain to the eye where that is possible.
pub(in crate::policy) fn scalar(text: &str) -> String {
    if text.chars().all(is_printable) {
        return format!("'{}'", text.replace('\'', "''"));
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

/// What a scalar of YAML may hold as it is, on one line: <https://yaml.org/spec/1.2.2/#51-character-set>.
fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202f}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
        && !crate::text::is_bidi_control(c)
}

fn required(required: &[Required]) -> Option<String> {
    let one = |required: &Required| {
        let mut text = format!("{{ id: {}", scalar(&required.id));
        for (key, count) in [("within_lines", required.within_lines), ("within_columns", required.within_columns)] {
            if let Some(count) = count {
                let _ = write!(text, ", {key}: {count}");
            }
        }
        text + " }"
    };
    (!required.is_empty()).then(|| format!("[{}]", required.iter().map(one).collect::<Vec<_>>().join(", ")))
}

/// An entry of a list; keys that say nothing are left out.
struct Item<'a> {
    page: &'a mut String,
    indent: usize,
    mark: &'static str,
}

impl<'a> Item<'a> {
    fn new(page: &'a mut String, indent: usize) -> Self {
        Self { page, indent, mark: "- " }
    }

    fn value(&mut self, key: &str, value: Option<impl Display>) {
        let Some(value) = value else { return };
        let _ = writeln!(self.page, "{:1$}{2}{key}: {value}", "", self.indent, self.mark);
        self.mark = "  ";
    }

    fn text(&mut self, key: &str, text: &str) {
        self.value(key, (!text.is_empty()).then(|| scalar(text)));
    }

    /// One to a line: expressions are long.
    fn list(&mut self, key: &str, texts: &[impl AsRef<str>]) {
        if texts.is_empty() {
            return;
        }
        let _ = writeln!(self.page, "{:1$}{2}{key}:", "", self.indent, self.mark);
        self.mark = "  ";
        for text in texts {
            let _ = writeln!(self.page, "{:1$}- {2}", "", self.indent + 4, scalar(text.as_ref()));
        }
    }

    fn expressions(&mut self, key: &str, expressions: &[Expression]) {
        let texts: Vec<&str> = expressions.iter().map(Expression::as_str).collect();
        self.list(key, &texts);
    }
}
