//! What fixes did or would do: a line for each, and a unified diff of each file.

use std::io;
use std::sync::Arc;

use similar::{ChangeTag, DiffOp, TextDiff};

use super::clean;
use super::view::View;
use crate::secret::mask::Redactor;
use crate::text::{RepoPath, Side, Site, Span, Text};

/// How many lines are shown around what differs.
const CONTEXT: usize = 3;

/// `deploy/web.yaml:7: restore the digest (image/pin-removed)`.
#[must_use]
pub fn line(redactor: &Arc<Redactor>, at: &Site, title: &str, rule: &str) -> String {
    let view = View::new(redactor);
    clean::no_command(&format!("{}: {} ({rule})", view.line(at), view.prose(title)))
}

/// `deploy/web.yaml: why`.
#[must_use]
pub fn skipped(redactor: &Arc<Redactor>, path: &RepoPath, why: &str) -> String {
    let view = View::new(redactor);
    clean::no_command(&format!("{}: {}", view.path(path), view.prose(why)))
}

/// What becomes of a file, as `git diff` shows it. A run of lines with a secret on it or beside it is left out, and counted in front of
/// its file, so that what is shown can still be applied.
///
/// # Errors
/// What `out` fails with.
pub fn unified(redactor: &Arc<Redactor>, before: &Arc<Text>, after: &[u8], out: &mut dyn io::Write) -> io::Result<()> {
    let after = Text::new(Side::Head, before.path().clone(), after.to_vec());
    out.write_all(clean::no_command(&file(&View::new(redactor), before, &after)).as_bytes())
}

fn file(view: &View, before: &Arc<Text>, after: &Arc<Text>) -> String {
    let diff = TextDiff::from_lines(before.bytes(), after.bytes());
    let groups = diff.grouped_ops(CONTEXT);
    let shown: Vec<String> =
        groups.iter().filter(|ops| !holds_secret(view, [before, after], ops)).map(|ops| hunk(&diff, ops)).collect();
    let path = view.path(before.path());
    let mut out = String::new();
    match groups.len() - shown.len() {
        0 => {}
        1 => out.push_str(&format!("# {path}: a change beside a secret is not shown\n")),
        more => out.push_str(&format!("# {path}: {more} changes beside secrets are not shown\n")),
    }
    if !shown.is_empty() {
        out.push_str(&format!("--- a/{path}\n+++ b/{path}\n{}", shown.concat()));
    }
    out
}

fn holds_secret(view: &View, [before, after]: [&Arc<Text>; 2], ops: &[DiffOp]) -> bool {
    let lines = |text: &Text, first: usize, end: usize| {
        let lines = text.lines();
        Span::new(
            lines.span(first + 1).start,
            if end > first { lines.span(end).end } else { lines.span(first + 1).start },
        )
    };
    let (Some(first), Some(last)) = (ops.first(), ops.last()) else { return false };
    view.holds_secret(before, lines(before, first.old_range().start, last.old_range().end))
        || view.holds_secret(after, lines(after, first.new_range().start, last.new_range().end))
}

/// `@@ -7,3 +7,3 @@` and its lines.
fn hunk(diff: &TextDiff<'_, '_, [u8]>, ops: &[DiffOp]) -> String {
    let mut out = header(ops);
    for change in ops.iter().flat_map(|op| diff.iter_changes(op)) {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        out.push(sign);
        push_line(&mut out, &String::from_utf8_lossy(change.value()));
    }
    out
}

fn header(ops: &[DiffOp]) -> String {
    let (Some(first), Some(last)) = (ops.first(), ops.last()) else { return String::new() };
    // An empty run is named by the line before it; a length of 1 is left out.
    let range = |start: usize, end: usize| match end - start {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        length => format!("{},{length}", start + 1),
    };
    let old = range(first.old_range().start, last.old_range().end);
    let new = range(first.new_range().start, last.new_range().end);
    format!("@@ -{old} +{new} @@\n")
}

/// A line with its end: a carriage return belongs to that, other control characters are made visible.
fn push_line(out: &mut String, line: &str) {
    let (text, end) = match line.strip_suffix('\n') {
        Some(text) => match text.strip_suffix('\r') {
            Some(text) => (text, "\r\n"),
            None => (text, "\n"),
        },
        None => (line, "\n\\ No newline at end of file\n"),
    };
    out.push_str(&clean::clean(text));
    out.push_str(end);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::unified;
    use crate::secret::mask::{Occurrence, Redactor};
    use crate::text::{Side, Site, Span, Text};

    fn shown(before: &str, after: &str, secret: Option<&str>) -> String {
        let before = Text::new(Side::Head, "a.yaml".into(), before.as_bytes().to_vec());
        let secret = secret.map(|secret| {
            let at = bstr::ByteSlice::find(before.bytes(), secret).unwrap();
            Occurrence::at(Site::new(&before, Span::new(at, at + secret.len())))
        });
        let mut out = Vec::new();
        unified(&Arc::new(Redactor::new(secret)), &before, after.as_bytes(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn numbered(changed: &[usize]) -> String {
        (1..=20).map(|line| format!("l{line}{}\n", if changed.contains(&line) { " new" } else { "" })).collect()
    }

    #[test]
    fn shows_what_git_would() {
        let diff = "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,3 +1,3 @@\n a\r\n-b\r\n+B\r\n c\n\\ No newline at end of file\n";
        assert_eq!(shown("a\r\nb\r\nc", "a\r\nB\r\nc", None), diff);
        assert_eq!(shown("a\n", "", None), "--- a/a.yaml\n+++ b/a.yaml\n@@ -1 +0,0 @@\n-a\n");
        let two = shown(&numbered(&[]), &numbered(&[2, 18]), None);
        assert!(two.contains("@@ -1,5 +1,5 @@\n") && two.contains("@@ -15,6 +15,6 @@\n"), "{two}");
        assert_eq!(shown("same\n", "same\n", None), "");
    }

    #[test]
    fn a_secret_and_what_stands_beside_it_is_left_out() {
        let (before, after) =
            (numbered(&[]).replace("l3\n", "hunter2\n"), numbered(&[2, 18]).replace("l3\n", "hunter2\n"));
        let diff = shown(&before, &after, Some("hunter2"));
        assert!(diff.starts_with("# a.yaml: a change beside a secret is not shown\n--- a/a.yaml\n"), "{diff}");
        assert!(!diff.contains("hunter2") && !diff.contains("l2 new") && diff.contains("+l18 new"), "{diff}");
        let moved = shown("a\nhunter2\n", "a\nb: hunter2\n", Some("hunter2"));
        assert_eq!(moved, "# a.yaml: a change beside a secret is not shown\n");
    }

    #[test]
    fn nothing_in_a_line_moves_a_cursor_or_commands_a_runner() {
        let diff = shown("\u{1b}[2J##[group]x\n", "\u{202e}\n", None);
        assert!(!diff.contains(['\u{1b}', '\u{202e}']) && !diff.contains("##["), "{diff}");
    }
}
