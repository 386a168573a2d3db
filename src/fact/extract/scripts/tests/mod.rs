//! What the readers find in small files of each kind, and where.

mod documents;
mod hostile;
mod texts;

use std::sync::Arc;

use super::{of_dockerfile, of_text};
use crate::document::{Kind, dockerfile, kind, yaml};
use crate::fact::extract::contents::{Contents, Runs};
use crate::fact::extract::embedded::Alone;
use crate::fact::extract::format::text::TextFormat;
use crate::fact::extract::format::{self, Name};
use crate::fact::extract::script::Script;
use crate::fact::{Facts, Runner};
use crate::text::{RepoPath, Side, Text};

/// The scripts of a file, read as its name says.
fn scripts(path: &str, bytes: &[u8]) -> (Arc<Text>, Vec<Script>) {
    let path = RepoPath::from(path);
    let text = Text::new(Side::Head, path.clone(), bytes.to_vec());
    let found = match kind(&path) {
        Kind::Yaml | Kind::Json => {
            let yaml = yaml::parse(&text);
            Contents::read(&yaml, &Name::new(&path, None), Runs::All, &Alone).close().1.scripts
        }
        Kind::Dockerfile => of_dockerfile(&dockerfile::parse(&text)),
        Kind::Other => match format::text::of(&path, bytes) {
            Some(TextFormat::Hcl) => format::hcl::read(&text, true, &mut Facts::default()),
            format => format.map(|format| of_text(&text, format)).unwrap_or_default(),
        },
    };
    (text, found)
}

/// Each script as `owner | its text`, with its dialect and runner where they are not the usual ones of such files.
fn shown(path: &str, source: &str) -> Vec<String> {
    let (text, found) = scripts(path, source.as_bytes());
    found
        .iter()
        .map(|script| {
            assert_placed(&text, script);
            format!("{} | {}", script.owner, String::from_utf8_lossy(script.text.bytes()))
        })
        .collect()
}

/// Every byte that claims a byte of the file for itself is that byte; `$(NAME)` is read as `${NAME}`, a folded line's end as a blank.
fn assert_placed(text: &Text, script: &Script) {
    for (at, byte) in script.text.bytes().iter().enumerate() {
        let span = script.text.span(at..at + 1);
        assert!(span.start <= span.end && span.end <= text.bytes().len(), "{span:?} in {}", script.owner);
        if let [written] = text.slice(span) {
            let is_same = matches!((byte, written), (b'{', b'(') | (b'}', b')') | (b' ', b'\n'));
            assert!(byte == written || is_same, "{}: byte {at} is {byte} and stands at {span:?}", script.owner);
        }
    }
}

/// The bytes of the file below the first `needle` in the first script that holds it.
fn place(path: &str, source: &str, needle: &str) -> String {
    let (text, found) = scripts(path, source.as_bytes());
    let script = found.iter().find(|script| position(script, needle).is_some()).unwrap();
    let at = position(script, needle).unwrap();
    String::from_utf8_lossy(text.slice(script.text.span(at..at + needle.len()))).into_owned()
}

fn position(script: &Script, needle: &str) -> Option<usize> {
    memchr::memmem::find(script.text.bytes(), needle.as_bytes())
}

fn runners(path: &str, source: &str) -> Vec<Runner> {
    scripts(path, source.as_bytes()).1.iter().map(|script| script.runner).collect()
}
