//! Text of the change inside a comment: bounded, nothing hidden, nothing of it markup. A report may have been written by a stranger.

use super::Pull;
use crate::report::clean::{clean, no_command};
use crate::report::link;
use crate::report::markdown::escape;
use crate::report::tally::capital;
use crate::rules;

/// The most characters of a sentence, and of a name.
const LONGEST_SENTENCE: usize = 1000;
const LONGEST_NAME: usize = 200;

/// The longest path that is linked.
const LONGEST_PATH: usize = 1000;

/// A sentence of its own: capital letter, full stop.
pub(super) fn sentence(text: &str) -> String {
    ending(&capital(text.trim()))
}

/// The end of a sentence.
pub(super) fn ending(text: &str) -> String {
    let text = phrase(text);
    let ends = text.ends_with(['.', '!', '?', '…']);
    format!("{text}{}", if ends { "" } else { "." })
}

/// A part of a sentence.
pub(super) fn phrase(text: &str) -> String {
    escape::text(&shown(text, LONGEST_SENTENCE))
}

/// A name as code.
pub(super) fn name(text: &str) -> String {
    escape::code(&shown(text, LONGEST_NAME))
}

/// A rule's name with its page, if it is one of ours.
pub(super) fn rule(text: &str) -> String {
    let name = name(text);
    rules::find(text).map_or_else(|| name.clone(), |rule| format!("[{name}]({})", link::page(rule)))
}

/// `text`, leading to lines of the head for good.
pub(super) fn permalink(pull: &Pull, text: &str, path: &str, first: usize, last: usize) -> String {
    let text = name(text);
    if path.is_empty() || path.len() > LONGEST_PATH {
        return text;
    }
    let anchor = if last > first { format!("#L{first}-L{last}") } else { format!("#L{first}") };
    // A rendered page has no lines to lead to.
    let plain = if is_rendered(path) { "?plain=1" } else { "" };
    format!("[{text}]({}{}/{}{plain}{anchor})", blob(pull), commit(pull), link::percent_encoded(path.as_bytes()))
}

/// How all permalinks begin, up to the commit.
pub(super) fn blob(pull: &Pull) -> String {
    format!("{}/{}/blob/", pull.server, pull.repository)
}

/// The judged commit, shortened; GitHub links it.
pub(super) fn short_commit(pull: &Pull) -> String {
    commit(pull).chars().take(7).collect()
}

fn commit(pull: &Pull) -> String {
    pull.head.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn is_rendered(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "md" | "markdown" | "mdx" | "rst" | "adoc" | "asciidoc" | "ipynb" | "csv" | "tsv" | "org")
}

/// On one line, with what would not be seen made visible.
fn shown(text: &str, most: usize) -> String {
    let cut = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let mut shown = no_command(&clean(&text[..cut])).replace('\t', " ");
    if cut < text.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{name, permalink, phrase, rule, sentence};
    use crate::review::Pull;

    #[test]
    fn sentences_are_whole_and_bounded() {
        assert_eq!(sentence("tag `a` moves"), "Tag `a` moves.");
        assert_eq!(sentence("why?"), "Why?");
        assert_eq!(sentence(""), ".");
        assert_eq!(phrase(&"é".repeat(5000)).chars().count(), 1001);
        assert_eq!(name(&"é".repeat(5000)).chars().count(), 203);
    }

    #[test]
    fn only_our_own_rules_lead_anywhere() {
        assert_eq!(
            rule("image/latest-tag"),
            "[`image/latest-tag`](https://portcullis.example.org/docs/rules/image/latest-tag.md)"
        );
        assert_eq!(rule("image/no-such](http://x)"), "`image/no-such](http://x)`");
    }

    #[test]
    fn a_permalink_is_one_address() {
        let pull = Pull {
            server: "https://github.example".to_owned(),
            repository: "o/r".to_owned(),
            number: 1,
            head: "abc\n) 1".to_owned(),
            category: "portcullis".to_owned(),
        };
        assert_eq!(
            permalink(&pull, "a) b.md:2", "a) b.md", 2, 3),
            "[`a) b.md:2`](https://github.example/o/r/blob/abc1/a%29%20b.md?plain=1#L2-L3)"
        );
        assert_eq!(permalink(&pull, "x", &"x".repeat(2000), 1, 1), "`x`");
    }
}
