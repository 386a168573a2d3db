//! Commands that are written as a list of words.

use crate::document::Passage;
use crate::document::shell::Dialect;

/// The script that a list of words comes to: that of `["sh", "-c", "…"]`, or else the words, joined by blanks and quoted where a shell
/// would read them otherwise.
pub(super) fn script(words: &[Passage]) -> Option<(Passage, Dialect)> {
    let first = words.first()?;
    let dialect = super::shell(first.bytes());
    let script = dialect.and_then(|dialect| Some((words.get(script_at(words, dialect)?)?.clone(), dialect)));
    script.or_else(|| Some((joined(words), Dialect::Posix))).filter(|(text, _)| !text.is_empty())
}

/// Which word behind a shell is its script.
fn script_at(words: &[Passage], dialect: Dialect) -> Option<usize> {
    let is_flag = |word: &Passage| {
        let bytes = word.bytes();
        match dialect {
            Dialect::Posix => bytes.starts_with(b"-") && !bytes.starts_with(b"--") && bytes.ends_with(b"c"),
            Dialect::PowerShell => bytes.eq_ignore_ascii_case(b"-command") || bytes.eq_ignore_ascii_case(b"-c"),
            Dialect::Cmd => bytes.eq_ignore_ascii_case(b"/c") || bytes.eq_ignore_ascii_case(b"/k"),
        }
    };
    let flag = 1 + words.iter().skip(1).take(8).position(is_flag)?;
    // `--` may end the options in front of it.
    let ends_options = words.get(flag + 1).is_some_and(|word| word.bytes() == b"--");
    Some(flag + 1 + usize::from(ends_options))
}

/// The words as a shell's command line.
pub(super) fn joined(words: &[Passage]) -> Passage {
    let mut line = Passage::default();
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            line.push_between(b" ", word.whole().start);
        }
        push_quoted(&mut line, word);
    }
    line
}

fn push_quoted(line: &mut Passage, word: &Passage) {
    let bytes = word.bytes();
    let is_plain = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || *byte >= 0x80
            || matches!(byte, b'_' | b'-' | b'.' | b'/' | b':' | b'=' | b'@' | b'%' | b'+' | b',')
    };
    if !bytes.is_empty() && bytes.iter().all(is_plain) {
        return line.append(word);
    }
    // Variables stay open between double quotes. Between single ones nothing but the quote itself has a meaning.
    let (quote, escaped): (&[u8], &[u8]) = if bytes.contains(&b'$') { (b"\"", b"\"\\`") } else { (b"'", b"'") };
    let around = word.whole();
    line.push_between(quote, around.start);
    let mut done = 0;
    for at in (0..bytes.len()).filter(|at| escaped.contains(&bytes[*at]) || bytes[*at] == b'$') {
        let own = |range| word.span(range);
        match (bytes[at], reference(&bytes[at..])) {
            (b'$', Some(length)) => {
                line.append(&word.slice(done..at));
                line.push(b"${", own(at..at + 2));
                line.append(&word.slice(at + 2..at + length - 1));
                line.push(b"}", own(at + length - 1..at + length));
                done = at + length;
            }
            (b'$', None) if bytes.get(at + 1) != Some(&b'(') => {}
            (byte, _) => {
                line.append(&word.slice(done..at));
                line.push_between(if byte == b'\'' { b"'\\" } else { b"\\" }, own(at..at + 1).start);
                line.append(&word.slice(at..at + 1));
                if byte == b'\'' {
                    line.push_between(b"'", own(at..at + 1).end);
                }
                done = at + 1;
            }
        }
    }
    line.append(&word.slice(done..bytes.len()));
    line.push_between(quote, around.end);
}

/// How long `$(NAME)` is, with which Kubernetes names a variable: no shell has a part in it.
fn reference(bytes: &[u8]) -> Option<usize> {
    let name = bytes.strip_prefix(b"$(")?;
    let length =
        name.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')).count();
    (length > 0 && name.get(length) == Some(&b')')).then_some(length + 3)
}
