//! What is told about a command beside its words.

use super::{commands, lines, said};
use crate::document::Passage;
use crate::document::shell::{Dialect, Invocation, Joined, Through, read};
use crate::text::Span;

fn all(text: &str) -> Vec<Invocation> {
    commands(text.as_bytes(), Dialect::Posix)
}

#[test]
fn commands_come_in_the_order_in_which_they_are_written() {
    assert_eq!(lines("a $(b $(c)) d; e | f"), ["a $(b $(c)) d", "b $(c)", "c", "e", "f"]);
    assert_eq!(lines("ssh h 'a; b'; c"), ["ssh h a; b", "a", "b", "c"]);
    assert_eq!(lines("cat <<A | x\n$(b)\nA\nc"), ["cat", "b", "x", "c"]);
}

#[test]
fn what_runs_others_is_told_if_it_does_something_itself() {
    assert_eq!(lines("sudo env time bash -c 'a b'"), ["a b"]);
    assert_eq!(lines("xargs a"), ["xargs a", "a"]);
    assert_eq!(lines("docker exec c a"), ["docker exec c a", "a"]);
    assert_eq!(lines("curl x | bash"), ["curl x", "bash"]);
}

#[test]
fn how_commands_follow_each_other() {
    let joined = |text: &str| all(text).iter().map(|run| run.joined).collect::<Vec<_>>();
    use Joined::{And, Or, Pipe, Start};
    assert_eq!(joined("a && b || c | d; e & f\ng"), [Start, And, Or, Pipe, Start, Start, Start]);
    assert_eq!(joined("a | (b; c) && { d; }"), [Start, Pipe, Start, And]);
    assert_eq!(joined("a | sudo bash -c 'b && c'"), [Start, Pipe, And]);
    assert_eq!(joined("a | ssh h b"), [Start, Pipe, Pipe]);
    assert_eq!(joined("a |\n\n b"), [Start, Pipe]);
}

#[test]
fn whose_failure_is_swallowed() {
    let swallowed = |text: &str| {
        all(text).into_iter().filter(|run| run.swallowed.is_some()).map(|run| run.program).collect::<Vec<_>>().join(" ")
    };
    for (text, expected) in [
        ("a || true", "a"),
        ("a || :", "a"),
        ("a || exit 0", "a"),
        ("a || echo failed", "a"),
        ("a && b || true", "a b"),
        ("a | b || true; c", "a b"),
        ("(a; b) || true", "a b"),
        ("a || { echo x; exit 0; }", "a"),
        ("a || (echo x) ; b", "a"),
        ("bash -c 'a; b' || true", "a b"),
        ("a || b || true", "a b"),
        ("a || exit 1", ""),
        ("a || { echo x; exit 1; }", ""),
        ("a || b", ""),
        ("a; true", ""),
        ("a && true", ""),
        ("a\n true || b", ""),
    ] {
        assert_eq!(swallowed(text), expected, "{text:?}");
    }
}

#[test]
fn what_a_command_is_run_through() {
    let through = |text: &str| all(text).pop().unwrap().through;
    assert_eq!(through("sudo -E timeout 5 a"), [Through::Wrapper("sudo"), Through::Wrapper("timeout")]);
    assert_eq!(through("xargs bash -c 'a'"), [Through::Arguments("xargs"), Through::Shell("bash")]);
    assert_eq!(through("kubectl exec p -- sh -c a"), [Through::Container("kubectl exec"), Through::Shell("sh")]);
    assert_eq!(through("docker compose run s a"), [Through::Container("docker compose run")]);
    let remote = through("ssh -p 1 me@h a");
    let [Through::Remote(host)] = remote.as_slice() else { panic!("{remote:?}") };
    assert_eq!((said(host).as_str(), host.span), ("me@h", Span::new(9, 13)));
}

#[test]
fn what_the_environment_of_a_command_is() {
    let environment = |text: &str| {
        let run = all(text).pop().unwrap();
        let of = |one: &crate::document::shell::Assignment| format!("{}={}", one.name, said(&one.value));
        run.environment.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(environment("A=1 B=\"x y\" a"), ["A=1", "B=x y"]);
    assert_eq!(environment("A=1 env B=2 C=$X a"), ["A=1", "B=2", "C=$X"]);
    assert_eq!(environment("A=1 bash -c 'a'"), ["A=1"]);
    assert_eq!(environment("export A=1 B=2"), ["A=1", "B=2"]);
    assert_eq!(environment("A=1; a"), [""; 0]);
}

#[test]
fn redirections_have_their_targets_and_bodies() {
    let run = &all("a > o 2>&1 < i <<< w &> b >> c <<X\n1 $Y\n2\nX\n")[0];
    let told: Vec<_> = run.redirects.iter().map(|one| (one.operator, said(&one.target))).collect();
    let expected = [(">", "o"), (">&", "1"), ("<", "i"), ("<<<", "w"), ("&>", "b"), (">>", "c"), ("<<", "X")];
    assert_eq!(told, expected.map(|(operator, target)| (operator, target.to_owned())));
    assert_eq!(run.redirects[6].body.as_ref().unwrap().bytes(), b"1 $Y\n2\n");
    assert_eq!(run.redirects[6].body.as_ref().unwrap().span(0..1), Span::new(35, 36));
    assert!(run.args.is_empty());
    let body =
        |text: &str| String::from_utf8_lossy(all(text)[0].redirects[0].body.as_ref().unwrap().bytes()).into_owned();
    assert_eq!(body("a <<-X\n\t1\n\t\t2\n\tX\n"), "1\n2\n");
    assert_eq!(body("a <<X\n\\$A \\\\\n X\n"), "$A \\\n");
    assert_eq!(body("a <<'X'\n\\$A\nX"), "\\$A\n");
}

#[test]
fn words_tell_what_is_open_and_quoted() {
    let run = &all("a b 'c' $D \"$E\" f$(g) <h> {i} ${J:-k} {l,m}")[0];
    let told: Vec<_> = run.args.iter().map(|word| (said(word), word.is_open, word.is_quoted)).collect();
    let expected = [
        ("b", false, false),
        ("c", false, true),
        ("$D", true, false),
        ("$E", true, true),
        ("f$(g)", true, false),
        ("<h>", true, false),
        ("{i}", true, false),
        ("k", true, false),
        ("{l,m}", false, false),
    ];
    assert_eq!(told, expected.map(|(text, is_open, is_quoted)| (text.to_owned(), is_open, is_quoted)));
}

#[test]
fn each_byte_of_a_word_stands_where_it_was_written() {
    let text = "K=kubectl\n$K --a='b c'\"d\"\\e";
    let run = &all(text)[0];
    assert_eq!(run.program_span, Span::new(10, 12));
    let word = &run.args[0];
    assert_eq!(&text[word.span.range()], "--a='b c'\"d\"\\e");
    assert_eq!(word.text.bytes(), b"--a=b cde");
    assert_eq!(word.text.span(4..7), Span::new(18, 21));
    assert_eq!(word.text.span(7..8), Span::new(23, 24));
    assert_eq!(word.text.span(8..9), Span::new(25, 27));
}

#[test]
fn a_passage_that_is_taken_out_of_a_file_keeps_its_places() {
    let file = b"run: |\n  kubectl apply \\\n    -f x\n";
    let mut passage = Passage::default();
    passage.push(b"kubectl apply \\\n", Span::new(9, 25));
    passage.push(b"  -f x\n", Span::new(27, 34));
    let run = &read(&passage, Dialect::Posix)[0];
    assert_eq!(&file[run.span.range()], b"kubectl apply \\\n    -f x");
    assert_eq!(&file[run.args[2].span.range()], b"x");
}

#[test]
fn values_are_put_in_as_long_as_they_are_known() {
    assert_eq!(lines("X=1; a $X; read X; b $X"), ["a 1", "read X", "b $X"]);
    assert_eq!(lines("X=1; for X in 2 3; do a $X; done"), ["a $X"]);
    assert_eq!(lines("X=$(b); a $X"), ["b", "a $X"]);
    assert_eq!(lines("X=r:$T; a $X"), ["a r:$T"]);
    assert_eq!(lines("X='1 2'; a $X \"$X\" '$X'"), ["a 1 2 1 2 $X"]);
    assert_eq!(lines("X=1; unset X; a $X"), ["unset X", "a $X"]);
    assert_eq!(lines("X=abc; a ${X%c} ${#X} $1 $@"), ["a ${X%c} ${#X} $1 $@"]);
    assert_eq!(lines("X=1 a $X"), ["a $X"]);
    assert!(all("X=r:$T; a $X")[0].args[0].is_open);
}
