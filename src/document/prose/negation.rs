//! Whether a text says not to do what it shows. A negation counts where it governs the doing: "do not run" does, "do not forget to
//! run" and "if the pods do not start, run" do not.

use std::ops::Range;
use std::sync::LazyLock;

use bstr::ByteSlice;

use super::words::{self, List, Word, has_phrase, head, list, tail, words};

/// How much of a text around a command is read.
const REACH: usize = 320;

/// "do not" and kin, in the languages that teams write in.
static NEVER: List = LazyLock::new(|| {
    list(
        "never don't dont avoid avoids mustn't shouldn't nie niemals nicht jamais pas nunca jamás éviter évitez \
     evitar evite",
    )
});

/// What "not" must stand behind to be an order.
const ORDERS: [&str; 9] = ["do", "must", "should", "may", "shall", "to", "will", "strictly", "can"];

/// What a governed command is done with.
static ACTIONS: List = LazyLock::new(|| {
    list(
        "run running ran use using used execute executing executed do doing apply applying applied call calling \
     called invoke invoking type issue try trying edit editing patch patching hot-patch hot-patching hotpatch \
     touch change changing modify modifying install delete deleting push pushing deploy deploying rely perform \
     make ssh start build building copy copying paste bypass overwrite scale restart force ausführen benutzen \
     verwenden nutzen benutze verwende nutze utiliser utilisez exécuter exécutez lancer lancez ejecutar ejecute \
     ejecutes usar use uses",
    )
});

/// Words between a negation and an action that change nothing.
static ADVERBS: List =
    LazyLock::new(|| list("ever just simply manually directly please be blindly then under any simplement"));

/// Words that turn the negation around, or bound it.
static REVERSALS: List = LazyLock::new(|| {
    list(
        "forget forgotten skip skipped skipping omitted hesitate without until before unless except miss omit \
     omitting fail worry afraid neglect only vergessen bevor ohne oublier oubliez sans avant olvide olvides sin",
    )
});

/// What makes a clause a case and not an order.
static CONDITIONS: List = LazyLock::new(|| {
    list("if when whenever unless where case because since wenn falls weil quand lorsque cuando si why")
});

/// Marks that say no without a word.
const MARKS: [&str; 8] = ["❌", "✗", "✘", "✖", "🚫", "⛔", "👎", "❎"];

/// Whether `text` says of the command in `command` that it is not to be run.
pub(super) fn of_command(text: &[u8], command: &Range<usize>) -> bool {
    let before = tail(&text[..command.start], REACH);
    let before = &before[words::sentence_start(before)..];
    let after = head(&text[command.end..], REACH);
    let after = &after[..words::sentence_end(after)];
    starts_with_verdict(before) || governs(&words(before)) || is_condemned(&words(after))
}

/// Whether a heading, the title of an admonition or a comment says so of all that follows it.
pub(super) fn of_title(text: &[u8]) -> bool {
    let text = head(text.trim_ascii(), REACH);
    if starts_with_verdict(text) {
        return true;
    }
    let words = words(text);
    let words = words.as_slice();
    if words.first().is_none_or(|word| word.is_of(&CONDITIONS)) || is_both(words) {
        return false;
    }
    is_verdict(words)
        || ["what not to do", "how not to", "not to do", "not allowed", "not permitted"]
            .iter()
            .any(|x| has_phrase(words, x))
        || ends_with_negation(words)
        || orders_not(words)
}

/// Whether the last sentence of a paragraph says so of the block behind it: it ends with a colon.
pub(super) fn of_intro(text: &[u8]) -> bool {
    let text = tail(text.trim_ascii(), REACH);
    let end = text.iter().rposition(|byte| !b"*_` \t".contains(byte)).map_or(0, |at| at + 1);
    let Some(text) = text[..end].strip_suffix(b":") else { return is_short_verdict(&text[..end]) };
    let sentence = &text[words::sentence_start(text)..];
    let clause = memchr::memrchr2(b',', b';', sentence).map_or(sentence, |at| &sentence[at + 1..]);
    let all = words(sentence);
    if all.first().is_some_and(|word| word.is_of(&CONDITIONS)) && clause.len() == sentence.len() {
        return false;
    }
    let last = words(clause);
    of_title(clause)
        || ["instead of", "rather than"].iter().any(|x| clause.to_ascii_lowercase().ends_with(x.as_bytes()))
        || condemns(&last)
}

/// "These commands are forbidden".
fn condemns(clause: &[Word]) -> bool {
    const SUBJECTS: [&str; 7] = ["command", "commands", "following", "these", "this", "that", "such"];
    let Some(subject) = clause.iter().position(|word| word.is_in(&SUBJECTS)) else { return false };
    let end = clause[subject..].iter().position(|word| word.ends_clause).map_or(clause.len(), |at| subject + at + 1);
    (subject + 1..end).any(|at| is_predicate(&clause[at..]))
}

/// "**Bad**", "❌ Wrong way": a short line that stands above a block without a colon.
fn is_short_verdict(text: &[u8]) -> bool {
    text.len() <= 48 && !text.ends_with(b".") && memchr::memchr(b'\n', text).is_none() && {
        starts_with_verdict(text) || is_verdict(&words(text))
    }
}

/// "ANTI_PATTERN: …", "❌ …", "BAD: …".
fn starts_with_verdict(text: &[u8]) -> bool {
    let mut text = text.trim_ascii_start();
    text = &text[words::item(text)..];
    text = text.trim_ascii_start();
    while let Some(rest) =
        text.strip_prefix(b"*").or_else(|| text.strip_prefix(b"#")).or_else(|| text.strip_prefix(b"_"))
    {
        text = rest.trim_ascii_start();
    }
    if MARKS.iter().any(|mark| text.starts_with(mark.as_bytes())) {
        return true;
    }
    let Some(label) = words::label(text) else { return false };
    matches!(
        label.to_ascii_lowercase().replace(b"_", b"-").replace(b" ", b"-").as_slice(),
        b"anti-pattern:"
            | b"antipattern:"
            | b"bad:"
            | b"wrong:"
            | b"don't:"
            | b"dont:"
            | b"do-not:"
            | b"never:"
            | b"avoid:"
            | b"forbidden:"
            | b"incorrect:"
            | b"nie:"
            | b"falsch:"
            | b"jamais:"
            | b"nunca:"
            | b"verboten:"
    )
}

/// Whether the clause that ends with `before` negates what comes next.
fn governs(before: &[Word]) -> bool {
    let start = before.iter().rposition(|word| word.ends_clause).map_or(0, |at| at + 1);
    let clause = &before[start..];
    if clause.iter().any(|word| word.is_of(&CONDITIONS)) {
        return false;
    }
    let Some((at, kind)) = last_negation(clause) else { return false };
    let rest = &clause[at + 1..];
    if rest.len() > 8 || rest.iter().any(|word| word.is_of(&REVERSALS)) {
        return false;
    }
    let action = rest.iter().find(|word| !word.is_of(&ADVERBS));
    match kind {
        Negation::Order => action.is_none_or(|word| word.is_of(&ACTIONS)),
        Negation::No => {
            action.is_none_or(|word| word.is_in(&["manual", "more", "direct", "ejecute", "uses", "use", "usar"]))
        }
        Negation::Instead => rest.len() <= 3 && action.is_none_or(|word| word.is_of(&ACTIONS)),
        Negation::NoLonger => rest.len() <= 5,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Negation {
    /// "never", "do not".
    Order,
    /// "no `kubectl apply`".
    No,
    /// "instead of".
    Instead,
    /// "you no longer need to".
    NoLonger,
}

/// The last word of a negation in `clause`, and its kind.
fn last_negation(clause: &[Word]) -> Option<(usize, Negation)> {
    clause.iter().enumerate().rev().find_map(|(at, word)| {
        let before = at.checked_sub(1).map(|before| &clause[before]);
        let kind = match word.text.as_str() {
            "not" if before.is_some_and(|before| before.is_in(&ORDERS)) => Negation::Order,
            "of" if before.is_some_and(|before| before.text == "instead") => Negation::Instead,
            "than" if before.is_some_and(|before| before.text == "rather") => Negation::Instead,
            "longer" if before.is_some_and(|before| before.text == "no") => Negation::NoLonger,
            "no" => Negation::No,
            // "ne … pas"; without "ne" it is a step.
            "pas" if !clause[..at].iter().any(|word| word.text == "ne" || word.text.starts_with("n'")) => return None,
            _ if word.is_of(&NEVER) => Negation::Order,
            _ => return None,
        };
        Some((at, kind))
    })
}

/// "… is forbidden", "… must never be used", "… nicht ausführen": said behind the command.
fn is_condemned(after: &[Word]) -> bool {
    let clause = clause(after);
    let is_no = clause.first().is_some_and(|word| word.is_in(&["nicht", "niemals", "nie", "verboten"]));
    is_no && !clause.iter().any(|word| word.is_of(&REVERSALS)) || is_predicate(after)
}

/// Whether `words` start with a verb that condemns what stands in front of it.
fn is_predicate(words: &[Word]) -> bool {
    const VERBS: [&str; 14] =
        ["is", "are", "was", "must", "should", "may", "can", "shall", "ist", "sind", "darf", "est", "es", "está"];
    let clause = clause(words);
    clause.first().is_some_and(|word| word.is_in(&VERBS)) && is_condemned_anywhere(&clause[1..])
}

/// The first clause of `words`.
fn clause(words: &[Word]) -> &[Word] {
    let end = words.iter().position(|word| word.ends_clause).map_or(words.len(), |at| at + 1);
    &words[..end.min(12)]
}

/// A predicate that condemns: "forbidden", "never be used", "not allowed".
fn is_condemned_anywhere(clause: &[Word]) -> bool {
    static VERDICTS: List = LazyLock::new(|| {
        list(
            "forbidden prohibited banned disallowed disabled blocked deprecated wrong bad anti-pattern antipattern \
         verboten untersagt interdit interdite prohibido discouraged",
        )
    });
    static DONE: List = LazyLock::new(|| {
        list("allowed permitted used run ok okay acceptable recommended supported executed erlaubt applied part")
    });
    clause.iter().take(5).enumerate().any(|(at, word)| {
        let is_not = word.is_in(&["not", "never", "nicht", "no", "nie"]);
        at < 4 && word.is_of(&VERDICTS) && !clause[..at].iter().any(|word| word.is_in(&["not", "never", "if", "when"]))
            || is_not
                && clause[at + 1..].iter().take(2).any(|word| word.is_of(&DONE) && !word.is_of(&REVERSALS))
                && !clause.iter().any(|word| word.is_of(&REVERSALS))
    })
}

/// "Bad", "Wrong way", "Forbidden commands"; but not "Bad gateway".
fn is_verdict(words: &[Word]) -> bool {
    static VERDICTS: List = LazyLock::new(|| {
        list(
            "bad wrong incorrect forbidden prohibited deprecated verboten falsch schlecht interdit prohibido \
         incorrecto",
        )
    });
    static OBJECTS: List = LazyLock::new(|| {
        list(
            "example examples practice practices way ways approach approaches pattern patterns usage idea ideas habit \
         habits command commands method workflow procedure process do",
        )
    });
    let Some(first) = words.first() else { return false };
    let is_pattern = |word: &Word| {
        matches!(
            word.text.replace('_', "-").as_str(),
            "anti-pattern" | "anti-patterns" | "antipattern" | "antipatterns"
        )
    };
    words.iter().any(is_pattern)
        || has_phrase(words, "anti pattern")
        || has_phrase(words, "anti patterns")
        || first.is_of(&VERDICTS) && (words.len() == 1 || first.ends_clause || words[1].is_of(&OBJECTS))
}

/// "Do's and don'ts" has both in it.
fn is_both(words: &[Word]) -> bool {
    words.iter().any(|word| word.is_in(&["do's", "dos"]))
}

/// "Things to avoid", "Never", "What you must not".
fn ends_with_negation(words: &[Word]) -> bool {
    words
        .last()
        .is_some_and(|word| word.is_in(&["never", "don't", "don'ts", "avoid", "nie", "niemals", "jamais", "nunca"]))
        || has_phrase(&words[words.len().saturating_sub(2)..], "do not")
}

/// "Never edit …", "Please do not run …", "The following must never be run".
fn orders_not(words: &[Word]) -> bool {
    static LEADS: List = LazyLock::new(|| {
        list(
            "please you we one things agents important warning note caution danger rule critical always must should \
         do to shall may users developers ne",
        )
    });
    const OBJECTS: [&str; 9] = ["this", "that", "these", "the", "any", "anything", "by", "so", "it"];
    let Some((at, kind)) = last_negation(words) else { return false };
    let rest = &words[at + 1..];
    if kind != Negation::Order || rest.iter().any(|word| word.is_of(&REVERSALS)) {
        return false;
    }
    let is_lead = words[..at].iter().all(|word| word.is_of(&LEADS));
    let is_passive =
        rest.first().is_some_and(|word| word.text == "be") && rest.get(1).is_some_and(|word| word.is_of(&ACTIONS));
    let action = rest.iter().find(|word| !word.is_of(&ADVERBS));
    is_passive && !words[..at].iter().any(|word| word.is_of(&CONDITIONS))
        || is_lead && action.is_none_or(|word| word.is_of(&ACTIONS) || word.is_in(&OBJECTS) && rest.len() <= 3)
}

#[cfg(test)]
mod tests {
    use super::{of_command, of_intro, of_title};

    /// Asks about the command between backticks.
    fn command(text: &str) -> bool {
        let start = text.find('`').unwrap();
        let end = text.rfind('`').unwrap() + 1;
        of_command(text.as_bytes(), &(start..end))
    }

    #[test]
    fn sentences_that_forbid() {
        for text in [
            "Never run `kubectl edit x`.",
            "Please do not use `kubectl edit x` here",
            "You must not run the command `kubectl edit x`",
            "Don\u{2019}t `kubectl edit x`",
            "NEVER use `kubectl cp` or patch pods",
            "No `kubectl apply` commands in documentation",
            "Write a manifest instead of running `kubectl edit x`",
            "You no longer need to run `kubectl edit x`",
            "When deploying, never run `kubectl edit x`",
            "Avoid `kubectl edit x`",
            "Avoid imperative tools; avoid using e.g. `kubectl edit x`",
            "`kubectl edit x` is forbidden in production",
            "`kubectl edit x` must never be used",
            "`kubectl edit x` is not allowed",
            "`kubectl edit` is disabled in production (RBAC)",
            "ANTI_PATTERN: using `kubectl cp` to patch",
            "❌ `kubectl edit x`",
            "Niemals `kubectl edit x` ausführen",
            "`kubectl edit x` nicht verwenden",
            "Ne lancez jamais `kubectl edit x`",
            "N'utilisez pas `kubectl edit x`; ne pas utiliser `kubectl edit x`",
            "Nunca ejecute `kubectl edit x`",
            "No ejecute `kubectl edit x`",
        ] {
            assert!(command(text), "{text}");
        }
    }

    #[test]
    fn sentences_that_do_not() {
        for text in [
            "Do not forget to run `kubectl apply -f x`", "Don't hesitate to run `kubectl apply -f x`",
            "Never skip `kubectl apply -f x`", "Do not deploy before running `kubectl apply -f x`",
            "If the pods do not start, run `kubectl apply -f x`", "If it does not run `kubectl apply -f x`",
            "This never fails. Run `kubectl apply -f x`", "To avoid downtime, run `kubectl apply -f x`",
            "Never mind the warning and run `kubectl apply -f x`", "Instead of clicking, run `kubectl apply -f x`",
            "Run `kubectl apply -f x` instead of clicking", "`kubectl apply -f x` is the next step",
            "`kubectl apply -f x` must not be forgotten", "`kubectl apply -f x` is not needed if the operator runs",
            "FIX: do not wait. RUN: `kubectl apply -f x`", "We never had an outage, so run `kubectl apply -f x`",
            "There is no cluster yet: run `kubectl apply -f x`",
        ] {
            assert!(!command(text), "{text}");
        }
    }

    #[test]
    fn titles() {
        for text in [
            "Never", "Don't", "Anti-patterns", "ANTI_PATTERN", "What not to do", "Things to avoid", "Bad",
            "Bad practices", "Wrong way", "❌ Manual deploys", "Never edit in production", "Do not do this",
            "BAD: by hand", "Don'ts", "Niemals", "Forbidden commands", "Deprecated", "Avoid running kubectl by hand",
        ] {
            assert!(of_title(text.as_bytes()), "{text}");
        }
        for text in [
            "", "Deploy", "Never skip staging", "Do's and don'ts", "Bad gateway", "Wrong image tag", "403 Forbidden",
            "If it never starts", "Avoid downtime", "Do not forget the migration", "What went wrong",
            "Removing deprecated APIs", "Always", "Why we never had an outage",
        ] {
            assert!(!of_title(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn intros() {
        for text in [
            "Never:", "**Never:**", "It is late. Do not run any of these:", "These commands are forbidden:", "Wrong:",
            "The following commands must never be run:", "Instead of:", "In production, never do this:", "**Bad**",
        ] {
            assert!(of_intro(text.as_bytes()), "{text}");
        }
        for text in [
            "Always:",
            "Run:",
            "If the pods never start, run:",
            "Do not forget to run:",
            "To avoid downtime run:",
            "Don't have helm? Install it with:",
            "Instead of clicking, run:",
            "If something goes wrong run:",
            "Never do it.",
            "Never skip this:",
            "Replace the deprecated flag with this:",
            "They are managed with the commands (the name is not used for matching):",
        ] {
            assert!(!of_intro(text.as_bytes()), "{text}");
        }
    }
}
