//! Commands that are written as a list of words: put together to a line that a shell reads as the same words.

use super::Dialect;
use super::interpreter::{Interpreter, Source, source};
use crate::document::Passage;

/// The script that a list of words comes to: the one in `["sh", "-c", "…"]`, or else the words as a line.
#[must_use]
pub fn script(words: &[Passage]) -> Option<(Passage, Dialect)> {
    let own = script_at(words, 0).filter(|(_, dialect)| *dialect == Dialect::Posix);
    let text = own.map_or_else(|| joined(words), |(at, _)| words[at].clone());
    (!text.is_empty()).then_some((text, Dialect::Posix))
}

/// The words as the command line of a POSIX shell.
#[must_use]
pub fn joined(words: &[Passage]) -> Passage {
    let script = (0..words.len()).find_map(|start| script_at(words, start)).map(|(at, _)| at);
    let mut line = Passage::default();
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            line.push_between(b" ", word.whole().start);
        }
        push_word(&mut line, word, script == Some(index));
    }
    line
}

/// Which word is a script, if the one at `start` is a shell's name; and the shell's dialect.
fn script_at(words: &[Passage], start: usize) -> Option<(usize, Dialect)> {
    let dialect = Interpreter::named(words.get(start)?.bytes()).dialect()?;
    match source(dialect, &|at| words.get(start + at).map(Passage::bytes)) {
        Source::Word(at) => Some((start + at, dialect)),
        Source::Input | Source::File => None,
    }
}

fn push_word(line: &mut Passage, word: &Passage, is_script: bool) {
    let bytes = word.bytes();
    let is_plain = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || *byte >= 0x80
            || matches!(byte, b'_' | b'-' | b'.' | b'/' | b':' | b'=' | b'@' | b'%' | b'+' | b',')
    };
    let around = word.whole();
    if !bytes.is_empty() && bytes.iter().all(is_plain) {
        line.append(word);
    } else if bytes.contains(&b'$') && !is_script {
        // Whoever starts the command fills in its variables: they stay open.
        line.push_between(b"\"", around.start);
        push_open(line, word);
        line.push_between(b"\"", around.end);
    } else {
        line.push_between(b"'", around.start);
        push_literal(line, word);
        line.push_between(b"'", around.end);
    }
}

/// What stands between single quotes, where nothing but the quote itself has a meaning.
fn push_literal(line: &mut Passage, word: &Passage) {
    let mut done = 0;
    for at in memchr::memchr_iter(b'\'', word.bytes()) {
        line.append(&word.slice(done..at));
        let own = word.span(at..at + 1);
        line.push_between(b"'\\", own.start);
        line.append(&word.slice(at..at + 1));
        line.push_between(b"'", own.end);
        done = at + 1;
    }
    line.append(&word.slice(done..word.len()));
}

/// What stands between double quotes: variables, but no substitution, since no shell reads the word.
fn push_open(line: &mut Passage, word: &Passage) {
    let bytes = word.bytes();
    let (mut done, mut at) = (0, 0);
    while let Some(found) = bytes[at..].iter().position(|byte| matches!(byte, b'"' | b'\\' | b'`' | b'$')) {
        at += found;
        let own = |range| word.span(range);
        match reference(&bytes[at..]).filter(|_| bytes[at] == b'$') {
            Some(length) => {
                line.append(&word.slice(done..at));
                line.push(b"${", own(at..at + 2));
                line.append(&word.slice(at + 2..at + length - 1));
                line.push(b"}", own(at + length - 1..at + length));
                at += length;
                done = at;
            }
            None => {
                if bytes[at] != b'$' || bytes.get(at + 1) == Some(&b'(') {
                    line.append(&word.slice(done..at));
                    line.push_between(b"\\", own(at..at + 1).start);
                    done = at;
                }
                at += 1;
            }
        }
    }
    line.append(&word.slice(done..bytes.len()));
}

/// How long `$(NAME)` is, with which Kubernetes and its kin name a variable: no shell has a part in it.
fn reference(bytes: &[u8]) -> Option<usize> {
    let name = bytes.strip_prefix(b"$(")?;
    let length =
        name.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')).count();
    (length > 0 && name.get(length) == Some(&b')')).then_some(length + 3)
}

#[cfg(test)]
mod tests {
    use super::{joined, script};
    use crate::document::Passage;
    use crate::text::Span;

    /// `words`, as they stand in a file with a line each.
    fn passages(words: &[&str]) -> (String, Vec<Passage>) {
        let file = words.join("\n");
        let mut at = 0;
        let place = |word: &&str| {
            let span = Span::new(at, at + word.len());
            at = span.end + 1;
            Passage::of(file.as_bytes(), span)
        };
        let found = words.iter().map(place).collect();
        (file, found)
    }

    #[test]
    fn words_are_quoted_as_a_shell_wants_them() {
        for (words, line) in [
            (&["kubectl", "apply", "-f", "k8s/"][..], "kubectl apply -f k8s/"),
            (&["sh", "-c", "kubectl apply $X"], "sh -c 'kubectl apply $X'"),
            (&["sudo", "bash", "-euxc", "a '$X'"], r"sudo bash -euxc 'a '\''$X'\'''"),
            (&["kubectl", "-c", "$NAME"], "kubectl -c \"$NAME\""),
            (&["-t", "web:$TAG"], "-t \"web:$TAG\""),
            (&["echo", "it's a"], r"echo 'it'\''s a'"),
            (&["echo", ""], "echo ''"),
            (&["a\"$b`"], "\"a\\\"$b\\`\""),
            (&["a", "$(NAME) $(b c)"], "a \"${NAME} \\$(b c)\""),
        ] {
            let (_, words) = passages(words);
            assert_eq!(String::from_utf8_lossy(joined(&words).bytes()), line);
        }
    }

    #[test]
    fn each_letter_stands_where_it_stood() {
        let (file, words) = passages(&["a", "b'c $d", "$(e)\"f"]);
        let line = joined(&words);
        for (at, byte) in line.bytes().iter().enumerate().filter(|(_, byte)| byte.is_ascii_alphabetic()) {
            assert_eq!(&file.as_bytes()[line.span(at..at + 1).range()], &[*byte]);
        }
    }

    #[test]
    fn the_script_of_a_shell_is_the_script() {
        let text = |words: &[&str]| {
            let (script, _) = script(&passages(words).1)?;
            Some(String::from_utf8_lossy(script.bytes()).into_owned())
        };
        assert_eq!(text(&["/bin/sh", "-ec", "--", "a $X"]).as_deref(), Some("a $X"));
        assert_eq!(text(&["cmd", "/c", "del", "x y"]).as_deref(), Some("cmd /c del 'x y'"));
        assert_eq!(text(&["python", "-c", "f()"]).as_deref(), Some("python -c 'f()'"));
        assert_eq!(text(&[]), None);
    }
}
