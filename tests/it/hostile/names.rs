//! File names that are commands, escapes, or no text: in no report is one more than a name.

use bstr::ByteSlice;

use super::run;
use crate::repository::Repository;

const IMAGE: &str = "services: {a: {image: \"a:latest\"}}\n";

/// Names of Compose files, which rules look into.
fn names() -> Vec<Vec<u8>> {
    let ends = |name: &[u8]| [name, b".compose.yaml"].concat();
    let mut names: Vec<_> = [
        &b"a\nb"[..],
        b"\n::error::x",
        b"::error title=x::y",
        b"\r\n::set-env name=x::y",
        b"\n##[error]x",
        b"##vso[task.complete]x",
        b"\x1b[31mred\x1b]0;title\x07",
        b"\x9b31m",
        b"%0A::error::x",
        b"a,line=1::x",
        b"\xff\xfe\x80",
        b"a`b|c<d>\"e'&amp;",
        b"](javascript:x)",
        b"-->",
        b"<script>",
        b"$(touch x)",
        b"--help",
        b" ",
        b"a\tb",
    ]
    .into_iter()
    .map(ends)
    .collect();
    names.extend(
        ["\u{202e}bidi", "\u{2028}::error::x", "\u{85}::error::x", "\u{feff}\u{200b}"]
            .map(|name| ends(name.as_bytes())),
    );
    names.push([&b"y/".repeat(1_990)[..], b"compose.yaml"].concat());
    names.push(ends(&b"x".repeat(200)));
    names
}

/// The lines that a runner would take for commands.
fn commands(shown: &[u8]) -> Vec<&[u8]> {
    let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let is_command =
        |line: &&[u8]| line.trim_ascii().starts_with(b"::") || line.contains_str("##[") || line.contains_str("##vso[");
    shown.split(ends).filter(is_command).collect()
}

#[test]
fn a_name_is_only_a_name_in_every_report() {
    let repository = Repository::new();
    repository.write("README", "a").commit("base");
    repository.import("change", names().into_iter().map(|name| (name, IMAGE)));
    for format in ["terminal", "json", "sarif", "markdown", "github"] {
        let arguments = ["check", "--base", "main", "--head", "change", "--format", format, "-v"];
        let ran = run(repository.path(), &arguments, b"");
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""), "{format}");
        let text = String::from_utf8(ran.stdout).unwrap();
        let is_raw = |c: &char| c.is_control() && *c != '\n' && *c != '\t' || portcullis::text::is_bidi_control(*c);
        assert_eq!(text.chars().filter(is_raw).collect::<String>(), "", "{format}");
        let commands = commands(text.as_bytes());
        if format == "github" {
            let [stop, resume, annotations @ ..] = commands.as_slice() else { panic!("{commands:?}") };
            let token = stop.strip_prefix(b"::stop-commands::").unwrap();
            assert_eq!(*resume, [b"::", token, b"::"].concat());
            let is_own =
                |line: &&[u8]| line.starts_with(b"::error file=") || line.starts_with(b"::notice title=portcullis");
            assert!(annotations.iter().all(|line| is_own(line) && line.find_iter("::").count() == 2));
        } else {
            assert!(commands.is_empty(), "{format}: {:?}", commands[0].as_bstr());
        }
    }
}

#[test]
fn every_name_is_judged() {
    let repository = Repository::new();
    repository.write("README", "a").commit("base");
    repository.import("change", names().into_iter().map(|name| (name, IMAGE)));
    let report =
        run(repository.path(), &["check", "--base", "main", "--head", "change", "--format", "json"], b"").report();
    assert_eq!(report["findings"].as_array().unwrap().len(), names().len(), "{}", report["unchecked"]);
}
