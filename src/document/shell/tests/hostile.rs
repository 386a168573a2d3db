//! Text that somebody wrote to hurt.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::commands;
use crate::document::Passage;
use crate::document::shell::{Dialect, Invocation, Through, Word, read};
use crate::text::Span;

const DIALECTS: [Dialect; 3] = [Dialect::Posix, Dialect::PowerShell, Dialect::Cmd];

/// Whether every place is one in a file of `len` bytes.
fn check(run: &Invocation, len: usize) {
    let is_inside = |span: Span| span.start <= span.end && span.end <= len;
    let check_word = |word: &Word| {
        assert!(is_inside(word.span), "{word:?}");
        let whole = word.text.span(0..word.text.len());
        assert!(is_inside(whole) && (word.text.is_empty() || word.span.contains(whole)), "{word:?} {whole:?}");
    };
    assert!(is_inside(run.span) && is_inside(run.program_span));
    run.args.iter().for_each(check_word);
    run.environment.iter().for_each(|one| check_word(&one.value));
    for redirect in &run.redirects {
        check_word(&redirect.target);
        assert!(redirect.body.iter().all(|body| is_inside(body.whole())));
    }
    for through in &run.through {
        if let Through::Remote(host) = through {
            assert!(is_inside(host.span));
        }
    }
}

/// What hostile text is made of.
const PIECES: &[&str] = &[
    "'", "\"", "`", "$(", "${", "$((", "((", ")", "}", "{", "(", "<(", "<<E\n", "\nE\n", "<<-'E'\n", "\\", "\\\n",
    "\r\n", "\n", " ", ";", ";;", "&", "&&", "|", "||", "<", ">", "<a>", "#", "$A", "A=", "A=$A$A;", "A+=$A;", "A=(",
    "${A[@]}", "${A:-", "$'", "$\"", "{{", "}}", "${{", "“", "”", "–", "\u{200b}", "\u{a0}", "[[ ", " ]]", "case ",
    " in ", "esac", "if ", "for x in ", "do ", "done", "function ", "bash -c ", "eval ", "ssh h ", "sudo ", "env ",
    "xargs ", "watch ", "find . -exec ", "docker run ", "docker exec c ", "kubectl exec p -- ",
    "kubectl run x --image=kubectl -- ", "alias k=", "k ", "kubectl apply ", "sh -s", "echo ", "@'\n", "\n'@", "<#",
    "#>", "--% ", "% A%", "%A%", "^", "set A=", "iex ", "parallel ", ":::", "--", "-c ", "-S", "é", "\0", "timeout ",
    "trap ", "cat ", "exit 0",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_place_is_in_the_text(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        let text = pieces.concat();
        for dialect in DIALECTS {
            for run in commands(text.as_bytes(), dialect) {
                check(&run, text.len());
            }
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for dialect in DIALECTS {
            for run in commands(&bytes, dialect) {
                check(&run, bytes.len());
            }
        }
    }

    #[test]
    fn a_plain_word_is_the_bytes_under_it(words in prop::collection::vec("[a-z./:-]{1,8}", 1..6), gap in "[ \t]{1,3}") {
        let text = words.join(&gap);
        for dialect in DIALECTS {
            let words = commands(text.as_bytes(), dialect).into_iter().flat_map(|run| run.args);
            for word in words {
                prop_assert_eq!(&text.as_bytes()[word.span.range()], word.text.bytes());
            }
        }
    }

    #[test]
    fn quoting_a_word_changes_only_its_span(word in "[a-z $`\"<>|&;(){}#*]{0,12}", mark in 0usize..3) {
        let quoted = match mark {
            0 => format!("'{word}'"),
            1 => format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$").replace('`', "\\`")),
            _ => word.chars().map(|char| format!("\\{char}")).collect(),
        };
        prop_assume!(mark == 0 || !word.contains("{{"));
        prop_assume!(mark < 2 || !word.is_empty());
        let text = format!("a {quoted} b");
        let runs = commands(text.as_bytes(), Dialect::Posix);
        prop_assert_eq!(runs.len(), 1);
        prop_assert_eq!(runs[0].args[0].text.bytes(), word.as_bytes());
        prop_assert_eq!(runs[0].args[0].span, Span::new(2, 2 + quoted.len()));
    }

    #[test]
    fn a_place_in_a_text_that_was_taken_apart_is_one_in_the_file(
        pieces in prop::collection::vec((prop::sample::select(PIECES), 0usize..3), 0..20),
    ) {
        let mut passage = Passage::default();
        let mut at = 0;
        for (piece, gap) in &pieces {
            at += gap;
            passage.push(piece.as_bytes(), Span::new(at, at + piece.len()));
            at += piece.len();
        }
        for dialect in DIALECTS {
            for run in read(&passage, dialect) {
                check(&run, at);
            }
        }
    }
}

#[test]
fn values_made_of_each_other_do_not_grow_without_end() {
    let mut text = String::from("A=aaaaaaaaaaaaaaaa;");
    for _ in 0..200 {
        text.push_str("A=$A$A; A+=$A;");
    }
    text.push_str("x $A; kubectl apply");
    let found = commands(text.as_bytes(), Dialect::Posix);
    assert!(
        found.iter().map(|run| run.args.iter().map(|word| word.text.len()).sum::<usize>()).sum::<usize>() < 1 << 20
    );
    assert_eq!(found.last().map(|run| run.program.as_str()), Some("kubectl"));
}

#[test]
fn deep_nesting_is_text_below_a_depth() {
    for (open, close) in
        [("$(", ")"), ("\"$(", ")\""), ("(", ")"), ("{ ", "; }"), ("${A:-", "}"), ("<(", ")"), ("$((", "))")]
    {
        let text = format!("a {}kubectl{}; kubectl apply", open.repeat(10_000), close.repeat(10_000));
        for dialect in DIALECTS {
            let found = commands(text.as_bytes(), dialect);
            found.iter().for_each(|run| check(run, text.len()));
        }
        let found = commands(text.as_bytes(), Dialect::Posix);
        assert!(found.iter().any(|run| super::line(run) == "kubectl apply"), "{open:?}");
    }
}

/// Nothing that a text repeats may take time that grows faster than the text.
fn is_read_in_time(piece: &str, len: usize) {
    let text = piece.repeat(len / piece.len());
    let start = Instant::now();
    for dialect in DIALECTS {
        std::hint::black_box(commands(text.as_bytes(), dialect));
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
}

#[test]
fn time_grows_with_the_text_whatever_it_repeats() {
    let pairs = [
        "\"$(", "'\"", "`$(", "<<A\n<<B\n", "a \"`\\`", "${A:-\"", "$((\"", "<a <", "“‘", "sudo bash -c \"", "((\n",
        "A=(A=(", "case a in b\n", "xargs bash -c 'a' ", "X=$X$X bash -c 'a;a;a;'\n",
    ];
    for piece in PIECES.iter().copied().chain(pairs) {
        is_read_in_time(piece, 1 << 16);
    }
}

#[test]
fn a_text_of_ten_megabytes_is_read_in_time() {
    for piece in ["a ", "kubectl apply -f x.yaml\n", "a\\\n", "\"", "("] {
        is_read_in_time(piece, 10 << 20);
    }
}

#[test]
fn a_long_list_is_not_measured_by_each_of_its_many_uses() {
    let text = format!("a=({}); {}kubectl apply", "x ".repeat(100_000), "b $a;".repeat(50_000));
    let start = Instant::now();
    std::hint::black_box(commands(text.as_bytes(), Dialect::Posix));
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn a_part_of_what_was_expanded_stands_where_all_of_it_does() {
    let text = "${A:-eval A=for x in ";
    commands(text.as_bytes(), Dialect::Posix).iter().for_each(|run| check(run, text.len()));
}
