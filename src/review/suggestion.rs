//! A fix inside a comment: lines to be committed with one click where that is exact, a diff to be read elsewhere.

use std::borrow::Cow;

use similar::{ChangeTag, TextDiff};

use super::patch::Patches;
use super::quote;
use crate::finding::Safety;
use crate::report::clean::{clean, no_command};
use crate::report::markdown::escape;
use crate::report::model::{Finding, Fixed, Lines, SideName};
use crate::scan::Fingerprint;

/// The most bytes that a fix has on either side to be shown, and the most lines of a diff.
const LONGEST: usize = 8192;
const MOST_LINES: usize = 40;

/// The longest fence.
const LONGEST_FENCE: usize = 100;

/// The lines of the finding's fix, if they can be a suggestion word for word.
pub(super) fn exact(finding: &Finding) -> Option<&Lines> {
    let lines = finding.fix.as_ref()?.lines.as_ref()?;
    let after = lines.after.as_deref().unwrap_or_default();
    let fits = finding.side == SideName::Head && lines.path == finding.path && is_short(lines);
    (fits && is_plain(&lines.before) && is_plain(after) && longest_run(after) < LONGEST_FENCE).then_some(lines)
}

/// Likewise, if the change shows them as they are: the comment's lines must be the ones that the suggestion replaces.
pub(super) fn placed<'r>(finding: &'r Finding, patches: &Patches) -> Option<&'r Lines> {
    exact(finding).filter(|lines| patches.holds(&lines.path, lines.first, lines.last, &lines.before))
}

/// Tells whether a suggestion still replaces what its comment was put on.
pub(super) fn print(lines: &Lines) -> String {
    let mut print = Fingerprint::of(&[lines.before.replace("\r\n", "\n").as_bytes()]).to_string();
    print.truncate(16);
    print
}

/// A fix as a suggestion: exactly these lines take the place of the comment's.
pub(super) fn suggested(fix: &Fixed, lines: &Lines) -> String {
    let title = title(fix);
    let read = match fix.safety {
        Safety::Safe => "safe to commit",
        Safety::Unsafe => "review before committing",
    };
    let after = lines.after.as_deref().unwrap_or_default();
    let fence = "`".repeat(longest_run(after).max(2) + 1);
    let end = match &lines.after {
        None => "",
        // The last line ends as the others do.
        Some(after) if after.contains("\r\n") => "\r\n",
        Some(_) => "\n",
    };
    format!("{title} ({read}):\n{fence}suggestion\n{after}{end}{fence}")
}

/// A fix to be read, of `finding`.
pub(super) fn told(fix: &Fixed, finding: &Finding) -> String {
    let elsewhere = fix.lines.as_ref().filter(|lines| lines.path != finding.path);
    let place = elsewhere.map_or(String::new(), |lines| format!(" in {}", quote::name(&lines.path)));
    let title = format!("{}{place}", title(fix));
    let read = match fix.safety {
        Safety::Safe => "",
        Safety::Unsafe => " (review before applying)",
    };
    match fix.lines.as_ref().and_then(diff) {
        Some(diff) => format!("{title}{read}:\n{}", escape::fenced("diff", &diff).trim_end()),
        None => format!("{title}{read}."),
    }
}

fn title(fix: &Fixed) -> String {
    quote::sentence(&fix.title).trim_end_matches('.').to_owned()
}

fn diff(lines: &Lines) -> Option<String> {
    if !is_short(lines) {
        return None;
    }
    let ended = |text: &str| format!("{text}\n");
    let (before, after) = (ended(&lines.before), lines.after.as_deref().map(ended).unwrap_or_default());
    let diff = TextDiff::from_lines(&before, &after);
    let mut out = String::new();
    let mut shown = 0;
    for change in diff.iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        let text = change.value().trim_end_matches('\n').trim_end_matches('\r');
        out.push_str(&format!("{sign}{}\n", no_command(&clean(text))));
        shown += 1;
    }
    (shown <= MOST_LINES).then_some(out)
}

fn is_short(lines: &Lines) -> bool {
    lines.before.len() <= LONGEST && lines.after.as_ref().is_none_or(|after| after.len() <= LONGEST)
}

/// Whether all of it can be seen, and none of it reads as a marker of the gate or as a command to a runner.
fn is_plain(text: &str) -> bool {
    let is_seen = |line: &str| matches!(clean(line), Cow::Borrowed(_));
    let is_harmless = !text.contains("<!-- portcullis") && no_command(text) == text;
    is_harmless && text.replace("\r\n", "\n").split('\n').all(is_seen)
}

/// The longest run of what fences are made of.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`' && c != '~').map(str::len).max().unwrap_or(0)
}
