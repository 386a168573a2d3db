//! How far a command reaches that stands in a sentence without backticks.

use std::sync::LazyLock;

use super::program;
use super::words::{List, list};
use std::ops::Range;

/// A command in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// Its program, without what it is run through.
    pub(super) program: Range<usize>,
    /// The end of its verb, the word behind the program.
    pub(super) verb: usize,
    /// The end of its last argument.
    pub(super) end: usize,
    /// Whether an argument can be no English word: a flag, a path, a name with digits, an operator.
    pub(super) is_technical: bool,
    /// Whether nothing but a comment follows it on its line.
    pub(super) is_whole: bool,
}

/// Longer quotes are none.
const QUOTE: usize = 2048;

/// No more words are read, so that a line of nothing but programs is read in linear time.
pub(super) const WORDS: usize = 128;

/// How far in front of a list's number the number before it is looked for.
const LIST: usize = 400;

/// Words that no command line holds outside quotes, and that sentences go on with.
static STOPS: List = LazyLock::new(|| {
    list(
        "a after again against an and are as at be because before but by can command commands could directly does \
     first fails failed followed for from had has have he here how i if in instead into is it itself just like \
     manually may might must never not now of on only or our she should simultaneously since so that the their \
     then there these they this those to until via was we were when where which while will with would you your",
    )
});

/// The command that starts at `start`; `None` if no program follows what it is run through.
pub(super) fn extent(text: &[u8], start: usize) -> Option<Extent> {
    extent_within(text, start, WORDS)
}

/// The same, with at most so many words behind the program.
pub(super) fn extent_within(text: &[u8], start: usize, words: usize) -> Option<Extent> {
    let mut at = start;
    let program = loop {
        let end = word_end(text, at)?;
        let word = &text[at..end];
        if program::is_program(word) {
            break at..end;
        }
        let is_lead = program::is_wrapper(word) || program::is_assignment(word) || at > start && word.starts_with(b"-");
        if !is_lead {
            // `bash deploy.sh` and `xargs -I{} …` are commands of their wrapper.
            let is_quoted = matches!(word[0], b'"' | b'\'');
            let is_script = at > start && !is_quoted && (word.contains(&b'/') || word.ends_with(b".sh"))
                || is_quoted && text[..at].trim_ascii_end().ends_with(b"c");
            if is_script {
                break start..word_end(text, start)?;
            }
            return None;
        }
        at = blanks(text, end);
    };
    Some(arguments(text, program, words))
}

/// Reads the words behind the program.
fn arguments(text: &[u8], program: Range<usize>, words: usize) -> Extent {
    let mut extent = Extent { verb: program.end, end: program.end, program, is_technical: false, is_whole: false };
    let mut has_verb = false;
    for _ in 0..words {
        let at = blanks(text, extent.end);
        if at >= text.len() || text[at] == b'\n' || text[at] == b'\r' || text[at] == b'#' && at > extent.end {
            extent.is_whole = true;
            return extent;
        }
        let Some(end) = word_end(text, at) else { return extent };
        let word = &text[at..end];
        if is_stop(text, word, end) {
            return extent;
        }
        let kept = trimmed(word);
        if kept > 0 {
            extent.end = at + kept;
            if !has_verb {
                extent.verb = extent.end;
                has_verb = !program::is_group(&word[..kept]);
            }
            extent.is_technical |= is_technical(&word[..kept]);
        }
        if kept < word.len() {
            extent.is_whole =
                text[end..].iter().find(|byte| !matches!(byte, b' ' | b'\t')).is_none_or(|byte| b"\r\n".contains(byte));
            return extent;
        }
    }
    extent
}

/// Past blanks and continued line ends.
fn blanks(text: &[u8], mut at: usize) -> usize {
    loop {
        match text.get(at..).unwrap_or_default() {
            [b' ' | b'\t', ..] => at += 1,
            [b'\\', b'\n', ..] => at += 2,
            [b'\\', b'\r', b'\n', ..] => at += 3,
            _ => return at,
        }
    }
}

/// The end of the shell word at `at`; `None` if there is none or a quote in it does not end.
fn word_end(text: &[u8], mut at: usize) -> Option<usize> {
    let start = at;
    while let Some(&byte) = text.get(at) {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => break,
            b'\\' if matches!(text.get(at + 1), Some(b'\n' | b'\r')) => break,
            b'\\' => at += 2,
            b'"' | b'\'' if text.get(at + 1).is_none_or(u8::is_ascii_whitespace) && at > start => at += 1,
            b'"' | b'\'' => at = close(text, at, byte)?,
            b'$' if text.get(at + 1) == Some(&b'(') => at = close(text, at, b')')?,
            b'<' if at == start && text.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => {
                at = close(text, at, b'>').unwrap_or(at + 1);
            }
            b'{' if text.get(at + 1) == Some(&b'{') => at = close(text, at, b'}')?,
            b'`' => return (at > start).then_some(at),
            _ => at += 1,
        }
    }
    (at > start).then_some(at.min(text.len()))
}

/// Past the first `end` behind `at`, in the same paragraph.
fn close(text: &[u8], at: usize, end: u8) -> Option<usize> {
    let reach = &text[at + 1..text.len().min(at + QUOTE)];
    memchr::memchr(end, reach).map(|len| at + len + 2)
}

/// Whether the sentence goes on with `word`, or a list with its next number.
fn is_stop(text: &[u8], word: &[u8], end: usize) -> bool {
    let next = &text[blanks(text, end).min(text.len())..];
    if matches!(word, b"|" | b"||" | b"&&" | b"&" | b">" | b">>" | b"<" | b"=>" | b"->") {
        let goes_on = next.first().is_some_and(|byte| byte.is_ascii_lowercase() || b"./$\"'{<&".contains(byte));
        return !goes_on || word == b"->" || word == b"=>";
    }
    if word == b"-" && next.first().is_some_and(u8::is_ascii_uppercase) {
        return true;
    }
    if word.starts_with(b"(")
        || ["\u{2014}", "\u{2013}", "\u{2192}", "\u{2022}", "\u{21d2}"]
            .iter()
            .any(|mark| word.starts_with(mark.as_bytes()))
    {
        return true;
    }
    if next_number(text, word, end, next) {
        return true;
    }
    let plain = &word[..trimmed(word)];
    plain.len() <= 14 && STOPS.contains(plain.to_ascii_lowercase().as_slice())
}

/// Whether `word` is the number of a list's next item: what follows is a label, or the number before it stands in front.
fn next_number(text: &[u8], word: &[u8], end: usize, next: &[u8]) -> bool {
    let digits = word.strip_suffix(b".").filter(|digits| digits.len() <= 2);
    let number = digits.and_then(|digits| std::str::from_utf8(digits).ok()?.parse::<u8>().ok());
    let Some(before) = number.and_then(|number| number.checked_sub(1)) else { return false };
    let is_label = next.iter().take(3).filter(|byte| byte.is_ascii_uppercase()).count() == 3;
    let front = &text[end.saturating_sub(LIST)..end - word.len()];
    is_label || before > 0 && memchr::memmem::find(front, format!(" {before}. ").as_bytes()).is_some()
}

/// How much of `word` is not the sentence's punctuation.
fn trimmed(word: &[u8]) -> usize {
    if word.iter().all(|byte| matches!(byte, b'.' | b'/')) && word.len() < 3 {
        return word.len();
    }
    let mut end = word.len();
    while end > 0 {
        let kept = &word[..end];
        let count = |byte: u8| kept.iter().filter(|other| **other == byte).count();
        let cut = match kept {
            [.., b'/', b'.'] => 0,
            [.., b'.' | b',' | b';' | b':' | b'!' | b'?'] => 1,
            [.., b')'] if count(b'(') < count(b')') => 1,
            [.., b']'] if count(b'[') < count(b']') => 1,
            [.., quote @ (b'"' | b'\'')] if count(*quote) % 2 == 1 => 1,
            _ => ["\u{2026}", "\u{201d}", "\u{2019}", "\u{bb}"]
                .iter()
                .find(|mark| kept.ends_with(mark.as_bytes()))
                .map_or(0, |mark| mark.len()),
        };
        if cut == 0 {
            break;
        }
        end -= cut;
        // What closes many brackets is no argument, and counting them again for each would not be linear.
        if word.len() - end > 8 {
            return 0;
        }
    }
    end
}

/// Whether `word` is none of a language.
fn is_technical(word: &[u8]) -> bool {
    word.iter().any(|byte| !byte.is_ascii_alphabetic() && *byte < 0x80 && *byte != b'\'')
}

#[cfg(test)]
mod tests {
    use super::extent;

    #[test]
    fn ends_where_the_sentence_goes_on() {
        for (text, expected) in [
            ("kubectl get pods -n production. The output", "kubectl get pods -n production"),
            ("kubectl apply -f x.yaml.", "kubectl apply -f x.yaml"),
            ("kubectl apply -f x.yaml, then", "kubectl apply -f x.yaml"),
            ("kubectl apply -f x.yaml and wait", "kubectl apply -f x.yaml"),
            ("kubectl rollout undo).", "kubectl rollout undo"),
            ("kubectl apply -f a.yaml\nThe next", "kubectl apply -f a.yaml"),
            ("kubectl apply \\\n  -f a.yaml\nThe next", "kubectl apply \\\n  -f a.yaml"),
            (
                "kubectl describe pod {p} -n {n} | grep -A 5 \"Last State\"",
                "kubectl describe pod {p} -n {n} | grep -A 5 \"Last State\"",
            ),
            (
                "docker build -t {i}:latest . && docker save {i} | sudo k3s ctr images import -",
                "docker build -t {i}:latest . && docker save {i} | sudo k3s ctr images import -",
            ),
            ("kubectl annotate x y=$(date +%s) --overwrite", "kubectl annotate x y=$(date +%s) --overwrite"),
            ("kubectl logs {pod} --previous 2. CHECK: kubectl", "kubectl logs {pod} --previous"),
            ("kubectl get all -n x", "kubectl get all -n x"),
            ("kubectl drain x - Empties a node", "kubectl drain x"),
            ("kubectl describe pod {p} (look at Events)", "kubectl describe pod {p}"),
            ("kubectl describe node \u{2014} see", "kubectl describe node"),
            ("kubectl delete pod <pod name> now", "kubectl delete pod <pod name>"),
            ("kubectl get events --sort-by='.lastTimestamp'.", "kubectl get events --sort-by='.lastTimestamp'"),
            ("kubectl apply | Critical |", "kubectl apply"),
            ("helm upgrade \u{2026}", "helm upgrade"),
            ("sudo -E kubectl drain n1; it", "sudo -E kubectl drain n1"),
            ("bash ops/build.sh", "bash ops/build.sh"),
            ("kubectl logs x   # of the old one", "kubectl logs x"),
            ("kubectl patch x -p '{\"a\":true}'", "kubectl patch x -p '{\"a\":true}'"),
        ] {
            let found = extent(text.as_bytes(), 0).unwrap();
            assert_eq!(&text[..found.end], expected, "{text}");
        }
        assert_eq!(extent(b"sudo make me a sandwich", 0), None);
    }

    #[test]
    fn ends_at_the_next_number_of_a_list() {
        let text = b"Do this: 1. docker build -t x:1 2. docker save x:1 142. Then";
        let found = |start: usize| &text[start..extent(text, start).unwrap().end];
        assert_eq!(found(12), b"docker build -t x:1");
        assert_eq!(found(35), b"docker save x:1 142");
    }

    #[test]
    fn knows_whether_the_line_is_a_command() {
        for (text, is_whole) in [
            ("kubectl apply -f x", true),
            ("kubectl logs x # why", true),
            ("kubectl get pods.", true),
            ("kubectl edit is disabled", false),
            ("docker is a tool", false),
            ("kubectl apply -f x (by hand)", false),
        ] {
            assert_eq!(extent(text.as_bytes(), 0).unwrap().is_whole, is_whole, "{text}");
        }
    }
}
