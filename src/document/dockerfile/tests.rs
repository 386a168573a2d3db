//! What the reader makes of Dockerfiles, each word sliced from its place.

use std::sync::Arc;

use proptest::prelude::{any, prop_assert, proptest};

use super::{Body, Dockerfile, Instruction, Keyword, Operation, Piece, Resolved, Scope, Word, parse};
use crate::document::Passage;
use crate::document::shell::Dialect;
use crate::text::{RepoPath, Side, Span, Text};

fn read(text: impl AsRef<[u8]>) -> Dockerfile {
    parse(&Text::new(Side::Head, RepoPath::from("Dockerfile"), text.as_ref().to_vec()))
}

fn at(file: &Dockerfile, span: Span) -> String {
    String::from_utf8_lossy(file.text().slice(span)).into_owned()
}

/// Each word as it stands in the file.
fn written(file: &Dockerfile, words: &[Word]) -> Vec<String> {
    words.iter().map(|word| at(file, word.span)).collect()
}

/// Each word as it is meant; `?` where a variable has a part in it.
fn meant(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| word.text().unwrap_or_else(|| "?".to_owned())).collect()
}

fn only(file: &Dockerfile) -> &Instruction {
    assert_eq!(file.instructions().len(), 1, "{:?}", file.instructions());
    &file.instructions()[0]
}

/// What the last instruction gives a shell.
fn script(file: &Dockerfile) -> Option<String> {
    let (script, _) = file.instructions().last()?.script(file.text())?;
    Some(String::from_utf8_lossy(script.bytes()).into_owned())
}

fn why(file: &Dockerfile) -> Vec<(String, &str)> {
    file.problems().iter().map(|problem| (at(file, problem.span), problem.why.as_str())).collect()
}

#[test]
fn words_have_exact_places() {
    let file = read("from --platform=$BUILDPLATFORM  \"alpine:3.20\" As  build\n");
    let from = only(&file);
    assert_eq!((from.keyword, at(&file, from.name).as_str()), (Keyword::From, "from"));
    assert_eq!(written(&file, from.words()), ["\"alpine:3.20\"", "As", "build"]);
    assert_eq!(meant(from.words()), ["alpine:3.20", "As", "build"]);
    assert_eq!(at(&file, from.words()[0].pieces[0].span()), "alpine:3.20");
    assert_eq!(at(&file, from.flags[0].span), "--platform=$BUILDPLATFORM");
    assert_eq!(file.stages()[0].name, Some(from.words()[2].clone()));
}

#[test]
fn lines_continue_over_comments_and_empty_lines() {
    let file = read("FROM a\n  # one\nRUN x \\  \n  # two\n\n \t\n  y # no comment \\\n z\r\n# three");
    assert_eq!(script(&file).as_deref(), Some("x   y # no comment  z"));
    let comments: Vec<_> = file.comments().iter().map(|span| at(&file, *span)).collect();
    assert_eq!(comments, ["# one", "# two", "# three"]);
    assert!(at(&file, file.instructions()[1].span).ends_with("# no comment \\\n z"));
}

#[test]
fn a_word_may_cross_a_line() {
    let file = read("FR\\\nOM alp\\\r\nine:3\\\n.20\n");
    let word = &only(&file).words()[0];
    assert_eq!(word.text().as_deref(), Some("alpine:3.20"));
    let pieces: Vec<_> = word.pieces.iter().map(|piece| at(&file, piece.span())).collect();
    assert_eq!(pieces, ["alp", "ine:3", ".20"]);
    assert_eq!(at(&file, word.span), "alp\\\r\nine:3\\\n.20");
}

#[test]
fn two_escapes_do_not_continue() {
    let file = read("FROM a\nRUN dir C:\\\\\nUSER b");
    assert_eq!(file.instructions().len(), 3);
}

#[test]
fn the_escape_directive_counts_at_the_top_only() {
    let file = read("\u{feff}# syntax = docker/dockerfile:1 \r\n#Escape=`\r\nFROM a\r\nCOPY C:\\x `\r\n  D:\\\r\n");
    assert_eq!(file.syntax().map(|word| at(&file, word.span)).as_deref(), Some("docker/dockerfile:1"));
    assert_eq!(meant(file.instructions()[1].words()), ["C:\\x", "D:\\"]);
    assert_eq!(file.comments().len(), 2);

    let late = read("# a comment\n# escape=`\n# syntax=docker/dockerfile:1\nFROM a `\nUSER b");
    assert_eq!((late.instructions().len(), late.syntax(), late.comments().len()), (2, None, 3));
    assert_eq!(why(&read("# escape=x\nFROM a")), [("x".to_owned(), "an escape must be `\\` or a backquote")]);
}

#[test]
fn heredocs_belong_to_their_instruction() {
    let text =
        "FROM a\nRUN <<EOF\n# no comment\napk add gcc\nFROM b\nEOF\nCOPY <<'A' <<-\"B\" /x/\n$V\nA\n\tb\n\tB\nUSER c\n";
    let file = read(text);
    assert_eq!(file.stages().len(), 1);
    assert!(file.comments().is_empty() && file.problems().is_empty());
    let [_, run, copy, user] = file.instructions() else { panic!("{:?}", file.instructions()) };
    let (said, _) = run.script(file.text()).expect("a script");
    assert_eq!((said.bytes(), user.keyword), (&b"# no comment\napk add gcc\nFROM b\n"[..], Keyword::User));
    assert_eq!(at(&file, said.span(21..24)), "gcc");
    assert!(at(&file, run.span).ends_with("\nEOF"));
    let [a, b] = copy.heredocs.as_slice() else { panic!("{:?}", copy.heredocs) };
    assert_eq!((at(&file, a.body).as_str(), a.expands, at(&file, b.body).as_str()), ("$V\n", false, "\tb\n"));
    assert_eq!((at(&file, b.opener).as_str(), b.strips_tabs), ("<<-\"B\"", true));
}

#[test]
fn a_heredoc_is_a_script_or_what_a_command_reads() {
    let of = |text: &str| script(&read(text));
    assert_eq!(of("FROM a\nRUN python3 <<EOF\nx()\nEOF").as_deref(), Some("python3 <<EOF\nx()\nEOF"));
    assert_eq!(of("FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nx()\nEOF"), None);
    assert_eq!(of("FROM a\nRUN <<EOF\n#!/bin/bash\nx\nEOF").as_deref(), Some("#!/bin/bash\nx\n"));
    assert_eq!(of("FROM a\nRUN echo \"<<EOF\"").as_deref(), Some("echo \"<<EOF\""));
}

#[test]
fn a_line_is_for_the_shell_of_its_stage() {
    let file = read(
        "FROM a\nSHELL [\"pwsh\", \"-c\"]\nRUN a\nFROM b\nRUN b\nONBUILD RUN [\"sh\", \"-c\", \"c d\"]\n\
         HEALTHCHECK --interval=5s CMD e f\nHEALTHCHECK CMD [\"g\", \"h i\"]\nHEALTHCHECK NONE\n",
    );
    let shown =
        |(script, dialect): (Passage, Dialect)| format!("{dialect:?} {}", String::from_utf8_lossy(script.bytes()));
    let scripts = file.instructions().iter().filter_map(|one| one.unwrapped().script(file.text())).map(shown);
    assert_eq!(scripts.collect::<Vec<_>>(), ["PowerShell a", "Posix b", "Posix c d", "Posix e f", "Posix g 'h i'"]);
}

#[test]
fn an_endless_heredoc_is_a_problem() {
    let file = read("FROM a\nRUN cat <<EOF > /x\nFROM b:latest\n");
    assert_eq!(why(&file), [("<<EOF".to_owned(), "the here-document `EOF` is not terminated; the rest is not read")]);
}

#[test]
fn the_exec_form_is_a_json_array_of_strings() {
    let file = read("FROM a\nCMD [ \"a b\", \"c\\u0041\\n\",\\\n  \"\" ]\n");
    let Body::Exec(words) = &file.instructions()[1].body else { panic!("no exec form") };
    assert_eq!(meant(words), ["a b", "cA\n", ""]);
    assert_eq!(written(&file, words), ["\"a b\"", "\"c\\u0041\\n\"", "\"\""]);
    for shell in ["CMD ['a']", "CMD [\"a\", 1]", "CMD [\"a\"] b", "CMD [\"a\",]", "CMD [\"a"] {
        assert!(matches!(only(&read(shell)).body, Body::Shell(_)), "{shell}");
    }
    assert_eq!(meant(read("COPY [\"a b\", \"$V\", \"/x\"]").instructions()[0].words()), ["a b", "?", "/x"]);
}

#[test]
fn env_has_two_forms() {
    let pairs = |text: &str| -> Vec<(String, String)> {
        let file = read(text);
        let all = only(&file).pairs().iter();
        all.map(|pair| (pair.name.text().unwrap(), pair.value.as_ref().and_then(Word::text).unwrap_or_default()))
            .collect()
    };
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    assert_eq!(pairs("ENV A=\"b c\" D=e\\ f G='h'i"), [("A", "b c"), ("D", "e f"), ("G", "hi")].map(owned));
    assert_eq!(pairs("ENV A b  c = d"), [("A", "b  c = d")].map(owned));
    assert_eq!(pairs("ARG A"), [("A", "")].map(owned));
}

#[test]
fn variables_are_read_with_what_is_made_of_them() {
    let file = read("FROM a$B-${C}${D:-e}${F+g}${H#i}\\$J'$K'${L:-${M:-n}}");
    let word = &only(&file).words()[0];
    let shown: Vec<_> = word.pieces.iter().map(|piece| at(&file, piece.span())).collect();
    assert_eq!(shown, ["a", "$B", "-", "${C}", "${D:-e}", "${F+g}", "${H#i}", "$J", "$K", "${L:-${M:-n}}"]);
    let Piece::Variable(last) = &word.pieces[9] else { panic!("no variable") };
    let Operation::Default { word: inner, .. } = &last.operation else { panic!("no default") };
    assert_eq!((last.name.as_str(), at(&file, inner[0].span()).as_str()), ("L", "${M:-n}"));
}

#[test]
fn onbuild_wraps_one_instruction() {
    let file = read("FROM a\nONBUILD COPY --from=b:1 /x <<EOF /y\nz\nEOF\nONBUILD ONBUILD RUN c");
    let Body::Trigger(copy) = &file.instructions()[1].body else { panic!("no trigger") };
    assert_eq!(copy.flag("from").and_then(Word::text).as_deref(), Some("b:1"));
    assert_eq!(at(&file, copy.heredocs[0].body), "z\n");
    assert_eq!(why(&file), [("ONBUILD".to_owned(), "`ONBUILD` is not an instruction")]);
}

#[test]
fn what_is_no_dockerfile_is_a_problem() {
    assert_eq!(why(&read("RUN a")), [(String::new(), "there is no `FROM`")]);
    assert_eq!(why(&read("# empty")), []);
    assert_eq!(why(&read("FROM a\nFOO b")), [("FOO".to_owned(), "`FOO` is not an instruction")]);
    assert_eq!(why(&read("ARG A\nRUN b\nFROM a")), [("RUN".to_owned(), "`RUN` is before the first `FROM`")]);
    assert_eq!(why(&read("FROM")), [("FROM".to_owned(), "`FROM` has no image")]);
    assert_eq!(read("x\n".repeat(1000)).problems().len(), 2);
}

/// What the first word of the last `FROM` comes to, with the places.
fn resolved(text: &str) -> Vec<String> {
    let file = read(text);
    let mut globals = Scope::global();
    for arg in file.preamble() {
        arg.pairs().iter().for_each(|pair| globals.arg(pair, None));
    }
    let word = file.stages().last().and_then(|stage| stage.from.clone()).expect("a stage");
    let parts = globals.resolve(&word).into_iter();
    parts
        .map(|part| match part {
            Resolved::Text { text, span } => {
                assert_eq!(at(&file, span), text);
                format!("{}:{text}", span.start)
            }
            Resolved::Unknown(span) => format!("?{}", at(&file, span)),
        })
        .collect()
}

#[test]
fn from_sees_the_global_arguments() {
    assert_eq!(resolved("ARG V=1\nFROM a:$V"), ["13:a:", "6:1"]);
    assert_eq!(resolved("ARG V\nFROM a:$V"), ["11:a:", "?$V"]);
    assert_eq!(resolved("ARG V\nFROM a:${V:-2}"), ["11:a:", "18:2"]);
    assert_eq!(resolved("ARG V=\nFROM a${V:-2}${V-3}"), ["12:a", "18:2"]);
    assert_eq!(resolved("ARG V=1\nFROM a${V:+b}"), ["13:a", "19:b"]);
    assert_eq!(resolved("FROM a${V:+b}"), ["5:a"]);
    assert_eq!(resolved("ARG A=x\nARG B=${A}y\nFROM $B"), ["6:x", "18:y"]);
    assert_eq!(resolved("ARG TARGETARCH=x\nFROM $TARGETARCH"), ["?$TARGETARCH"]);
    assert_eq!(resolved("FROM a\nARG V=1\nFROM b$V"), ["20:b", "?$V"]);
    assert_eq!(resolved("ARG V=abc\nFROM ${V#a}"), ["?${V#a}"]);
}

#[test]
fn a_stage_sees_a_global_once_it_declares_it() {
    let file = read("ARG V=1\nFROM a\nARG V\nARG W=2\n");
    let (mut globals, mut stage) = (Scope::global(), Scope::stage());
    globals.arg(&file.preamble()[0].pairs()[0], None);
    let word = &read("FROM $V").instructions()[0].words()[0].clone();
    assert!(matches!(stage.resolve(word).as_slice(), [Resolved::Unknown(_)]));
    stage.arg(&file.instructions()[2].pairs()[0], Some(&globals));
    assert!(matches!(stage.resolve(word).as_slice(), [Resolved::Text { text, .. }] if text == "1"));
}

#[test]
fn doubling_defaults_stay_small() {
    let mut text = "ARG A0=xxxxxxxx\n".to_owned();
    for n in 1..60 {
        text += &format!("ARG A{n}=$A{}$A{}\n", n - 1, n - 1);
    }
    let parts = resolved(&(text + "FROM $A59"));
    assert!(parts.len() <= 64 && parts.iter().all(|part| part.starts_with('?')), "{}", parts.len());
}

#[test]
fn long_and_deep_lines_take_no_time() {
    for text in
        ["FROM ".to_owned() + &"${a:-".repeat(200_000), "RUN ".to_owned() + &"$(".repeat(500_000), "x".repeat(1 << 20)]
    {
        assert!(read(&text).instructions().len() == 1);
    }
    let many = "FROM a\n".to_owned() + &"RUN <<A \\\n".repeat(50_000);
    assert!(!read(many).problems().is_empty());
    let long = read("FROM a\n".repeat(super::MOST_INSTRUCTIONS + 1));
    assert_eq!(why(&long), [(String::new(), "what follows is too long to read")]);
}

fn places(file: &Dockerfile) -> Vec<Span> {
    let mut spans: Vec<Span> = file.comments().to_vec();
    spans.extend(file.problems().iter().map(|problem| problem.span));
    for instruction in file.instructions() {
        spans.extend([instruction.span, instruction.name]);
        spans.extend(instruction.script(file.text()).map(|(script, _)| script.whole()));
        spans
            .extend(instruction.words().iter().flat_map(|word| word.pieces.iter().map(Piece::span).chain([word.span])));
    }
    spans
}

proptest! {
    #[test]
    fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let file = read(&bytes);
        prop_assert!(places(&file).iter().all(|span| span.start <= span.end && span.end <= bytes.len()));
    }

    #[test]
    fn texts_stand_where_they_say(text in "(FROM|RUN|ENV|COPY|ONBUILD|ARG|CMD)( |[a$\"'\\\\{}:\\-=<&|;()\\[,#\n]){0,40}") {
        let file = read(&text);
        let text = Arc::clone(file.text());
        for instruction in file.instructions() {
            for piece in instruction.words().iter().flat_map(|word| &word.pieces) {
                if let Piece::Text { text: meant, span } = piece {
                    prop_assert!(span.len() != meant.len() || text.slice(*span) == meant.as_bytes());
                }
            }
        }
        prop_assert!(places(&file).iter().all(|span| span.start <= span.end && span.end <= text.bytes().len()));
    }
}
