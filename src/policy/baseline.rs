//! Findings that were there when the gate came: shown, never gating, until somebody removes them from the list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::error::{Error, Source};
use super::verdict::{Decision, Standing};
use crate::scan::Fingerprint;
use crate::text::Span;

/// The most bytes that a baseline may have.
pub(super) const CAP: u64 = 16 << 20;

/// What the format is called.
const SCHEMA: &str = "portcullis-baseline/1";

/// The fingerprints of a baseline, each with how often it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline(BTreeMap<String, usize>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    entries: Vec<Entry>,
}

/// One finding. Rule and path are for the reader; only the fingerprint is compared, so that a line may move.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    path: String,
    fingerprint: String,
}

/// The baseline that lists these findings, but for those that a comment or the policy waives: sorted, one to a line.
#[must_use]
pub fn write(decisions: &[Decision]) -> String {
    let mut entries: Vec<Entry> = decisions
        .iter()
        .filter(|decision| !matches!(decision.standing, Standing::Suppressed(_)))
        .flat_map(|decision| {
            let own = (decision.judged.rule.name, decision.judged.print);
            let path = decision.judged.finding.at.text.path().to_string();
            std::iter::once(own).chain(decision.joined.iter().copied()).map(move |(rule, print)| Entry {
                rule: rule.to_owned(),
                path: path.clone(),
                fingerprint: print.to_string(),
            })
        })
        .collect();
    entries.sort();
    let lines: Vec<_> = entries.iter().filter_map(|entry| serde_json::to_string(entry).ok()).collect();
    let body = if lines.is_empty() { String::new() } else { format!("\n    {}\n  ", lines.join(",\n    ")) };
    format!("{{\n  \"schema\": \"{SCHEMA}\",\n  \"entries\": [{body}]\n}}\n")
}

/// Reads a baseline.
pub(super) fn read(source: &Source) -> Result<Baseline, Error> {
    let size = source.text.bytes().len() as u64;
    if size > CAP {
        return Err(Error::unreadable(&source.name, format!("it has {size} bytes; a baseline may have at most {CAP}")));
    }
    let text = source.utf8()?;
    let rewrite = "recreate it with `portcullis baseline write`";
    let file: File = serde_json::from_str(text).map_err(|error| {
        // The reader's message ends with the place, which the frame shows.
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        source.wrong(at(source, error.line(), error.column()), format!("not a baseline: {message}")).with_help(rewrite)
    })?;
    if file.schema != SCHEMA {
        let message = format!("this Portcullis does not know the baseline format `{}`", file.schema);
        return Err(source.wrong(word(text, &file.schema), message).with_help(rewrite));
    }
    let mut baseline = Baseline::default();
    for entry in file.entries {
        let print = entry.fingerprint;
        if print.len() != 32 || !print.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            let message = format!("the fingerprint of `{}` in `{}` is not 32 hex digits", entry.rule, entry.path);
            return Err(source.wrong(word(text, &print), message).with_help(rewrite));
        }
        *baseline.0.entry(print).or_default() += 1;
    }
    Ok(baseline)
}

impl Baseline {
    /// Takes one finding off the list; `false` where none is left.
    pub(super) fn take(&mut self, print: &Fingerprint) -> bool {
        if self.0.is_empty() {
            return false;
        }
        match self.0.get_mut(&print.to_string()) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}

/// The byte at a line and a column (both from 1, the column in bytes), as the JSON reader counts them.
fn at(source: &Source, line: usize, column: usize) -> Span {
    let row = source.text.lines().span(line);
    let start = (row.start + column.saturating_sub(1)).min(row.end);
    Span::new(start, start + 1)
}

fn word(text: &str, word: &str) -> Span {
    let quoted = format!("\"{word}\"");
    text.find(&quoted).map_or_else(Span::default, |start| Span::new(start, start + quoted.len()))
}
