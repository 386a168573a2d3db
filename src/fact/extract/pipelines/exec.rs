//! Commands that are written as lists of words: put together to one line that a shell reads as the same words.

use crate::document::Passage;
use crate::document::yaml::Node;
use crate::text::Span;

/// The most words of one command.
const MOST_WORDS: usize = 4_096;

/// Puts a command together.
#[derive(Default)]
pub(super) struct Line {
    text: Passage,
    words: usize,
    /// The next word is a script of its own.
    takes_script: bool,
}

impl Line {
    /// Adds the scalars of a list, or a scalar alone.
    pub(super) fn extend(&mut self, node: Option<Node<'_>>) {
        let Some(node) = node else { return };
        if node.is_scalar() && !node.is_null() {
            self.push(&Passage::of_scalar(node));
        }
        for item in node.items().filter(|item| item.is_scalar()) {
            self.push(&Passage::of_scalar(item));
        }
    }

    /// Adds a word.
    pub(super) fn push(&mut self, word: &Passage) {
        if self.words == MOST_WORDS {
            return;
        }
        self.words += 1;
        let at = word.whole();
        if self.words > 1 {
            self.text.push(b" ", Span::empty(at.start));
        }
        let bytes = word.bytes();
        if bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_./:=@%+,".contains(byte)) && !bytes.is_empty() {
            self.text.append(word);
        } else if bytes.contains(&b'$') && !self.takes_script {
            // The system fills in its variables; nobody else knows what they say.
            self.quoted(word, b"\"", |byte| matches!(byte, b'"' | b'\\' | b'`'), |byte| vec![b'\\', byte]);
        } else {
            self.quoted(word, b"'", |byte| byte == b'\'', |_| b"'\\''".to_vec());
        }
        self.takes_script = is_script_flag(bytes);
    }

    fn quoted(&mut self, word: &Passage, quote: &[u8], is_special: fn(u8) -> bool, escape: fn(u8) -> Vec<u8>) {
        let whole = word.whole();
        self.text.push(quote, Span::empty(whole.start));
        let mut run = 0;
        for (at, &byte) in word.bytes().iter().enumerate() {
            if is_special(byte) {
                self.text.append(&word.slice(run..at));
                self.text.push(&escape(byte), word.span(at..at + 1));
                run = at + 1;
            }
        }
        self.text.append(&word.slice(run..word.len()));
        self.text.push(quote, Span::empty(whole.end));
    }

    /// The line, unless there is no word in it.
    pub(super) fn finish(self) -> Option<Passage> {
        (self.words > 0).then_some(self.text)
    }
}

/// `-c`, `-euxc`, `/c`, `-Command`: what follows is a script.
fn is_script_flag(word: &[u8]) -> bool {
    let is_short = word.len() <= 8 && word.starts_with(b"-") && !word.starts_with(b"--") && word.ends_with(b"c");
    is_short || word.eq_ignore_ascii_case(b"/c") || word.eq_ignore_ascii_case(b"-command")
}

/// The name of the program that an image is made of, where it is called without one: `docker` of `gcr.io/cloud-builders/docker`.
pub(super) fn program_of(image: Node<'_>) -> Option<Passage> {
    let text = image.str()?;
    let start = text.rfind('/').map_or(0, |slash| slash + 1);
    let length = text[start..].find([':', '@', '$']).unwrap_or(text.len() - start);
    (length > 0).then(|| Passage::of_scalar(image).slice(start..start + length))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Line, program_of};
    use crate::document::yaml;
    use crate::text::{Side, Text};

    fn joined(source: &str) -> (String, Vec<String>) {
        let text = Text::new(Side::Head, "a.yaml".into(), source.as_bytes().to_vec());
        let yaml = yaml::parse(&Arc::clone(&text));
        let root = yaml.documents().next().unwrap();
        let mut line = Line::default();
        if let Some(word) = root.get("image").and_then(program_of) {
            line.push(&word);
        }
        line.extend(root.get("args"));
        let passage = line.finish().unwrap();
        let said = String::from_utf8(passage.bytes().to_vec()).unwrap();
        let words: Vec<_> = said
            .match_indices(|c: char| c.is_ascii_alphanumeric())
            .map(|(at, letter)| {
                let there = text.slice(passage.span(at..at + 1));
                assert_eq!(there, letter.as_bytes(), "{said} at {at}");
                String::from_utf8_lossy(there).into_owned()
            })
            .collect();
        (said, words)
    }

    #[test]
    fn words_are_quoted_as_a_shell_wants_them() {
        for (source, line) in [
            ("args: [kubectl, apply, -f, k8s/]", "kubectl apply -f k8s/"),
            ("args: [sh, -c, 'kubectl apply $X']", "sh -c 'kubectl apply $X'"),
            ("args: ['-t', 'web:$TAG']", "-t \"web:$TAG\""),
            ("args: [echo, \"it's a\"]", "echo 'it'\\''s a'"),
            ("args: [echo, '']", "echo ''"),
            ("args: ['a\"$b']", "\"a\\\"$b\""),
            ("image: gcr.io/cloud-builders/docker:1\nargs: [push, x]", "docker push x"),
            ("args: kubectl", "kubectl"),
        ] {
            assert_eq!(joined(source).0, line, "{source}");
        }
    }
}
