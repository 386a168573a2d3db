//! Which commands each markup shows, and what is said about them.

mod hostile;
mod markdown;
mod markups;
mod plain;

use super::{Block, Shown, blocks, markup};
use crate::text::{Side, Text};

/// What a caller might look for.
pub(super) fn wanted(bytes: &[u8]) -> bool {
    ["kubectl", "helm", "terraform", "docker", "redis-cli", "minikube", "kind "]
        .iter()
        .any(|tool| memchr::memmem::find(bytes, tool.as_bytes()).is_some())
}

/// The blocks of a file, each of whose spans lies in it.
pub(super) fn read(path: &str, bytes: &[u8]) -> Vec<Block> {
    let text = Text::new(Side::Head, path.into(), bytes.to_vec());
    let blocks = blocks(&text, markup(&path.into()).unwrap(), &wanted);
    for block in &blocks {
        assert!(block.span.start <= block.span.end && block.span.end <= bytes.len());
        assert!(!block.commands.is_empty());
        for command in &block.commands {
            for at in 0..command.len().min(64) {
                let place = command.span(at..at + 1);
                assert!(place.start <= place.end && place.end <= bytes.len());
                // Line ends and marks of quotes may be shown as blanks.
                if place.len() == 1 && !command.bytes()[at].is_ascii_whitespace() {
                    assert_eq!(
                        bytes[place.start],
                        command.bytes()[at],
                        "{:?}",
                        String::from_utf8_lossy(command.bytes())
                    );
                }
            }
        }
    }
    blocks
}

/// One line for each block: how it is shown, what is said of it (`n`ot to do, `l`ocal, `i`nstalls, `m`entioned), its commands.
pub(super) fn shown(path: &str, text: &str) -> Vec<String> {
    let line = |block: &Block| {
        let kind = match block.shown {
            Shown::Script => "script",
            Shown::Console => "console",
            Shown::Inline => "inline",
            Shown::Line => "line",
        };
        let said = block.said;
        let flags = [(said.not_to_do, 'n'), (said.local, 'l'), (said.installs, 'i'), (said.mentioned, 'm')];
        let flags: String = flags.iter().filter(|(is_said, _)| *is_said).map(|(_, flag)| *flag).collect();
        let commands: Vec<String> = block
            .commands
            .iter()
            .map(|command| String::from_utf8_lossy(command.bytes()).trim_end().replace('\n', "⏎"))
            .collect();
        let flags = if flags.is_empty() { String::new() } else { format!(" {flags}") };
        format!("{kind}{flags}: {}", commands.join(" | "))
    };
    read(path, text.as_bytes()).iter().map(line).collect()
}

/// Holds each text to the blocks that it shows.
pub(super) fn check(path: &str, table: &[(&str, &[&str])]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(text, expected)| {
            let found = shown(path, text);
            (found != *expected).then(|| format!("{text}\n  found    {found:?}\n  expected {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
