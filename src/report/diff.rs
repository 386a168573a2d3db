//! What a fix changes, as the lines of a diff.

use std::sync::Arc;

use similar::{ChangeTag, TextDiff};

use super::frame::is_large;
use super::view::{View, whole_lines};
use crate::finding::{self, Edit, Fix};
use crate::text::{Span, Text};

/// The most of a fix that is shown.
const LONGEST: usize = 8192;

/// The lines that `fix` removes and adds, under their paths where there are several files. Nothing where that would be much, or
/// where its edits do not fit together. Asks nothing about secrets: [`View::fix`] does.
pub(super) fn of(view: &View, fix: &Fix) -> Option<String> {
    if fix.edits.iter().any(is_large) {
        return None;
    }
    let mut texts: Vec<&Arc<Text>> = Vec::new();
    for edit in &fix.edits {
        if !texts.iter().any(|text| Arc::ptr_eq(text, &edit.site.text)) {
            texts.push(&edit.site.text);
        }
    }
    let mut out = String::new();
    for text in &texts {
        if texts.len() > 1 {
            out.push_str(&format!("# {}\n", view.path(text.path())));
        }
        let edits: Vec<&Edit> = fix.edits.iter().filter(|edit| Arc::ptr_eq(text, &edit.site.text)).collect();
        push(view, &mut out, text, &edits)?;
    }
    Some(out)
}

fn push(view: &View, out: &mut String, text: &Text, edits: &[&Edit]) -> Option<()> {
    let all = edits.iter().map(|edit| whole_lines(text, edit.site.span).join(edit.site.span)).reduce(Span::join)?;
    if all.len() > LONGEST {
        return None;
    }
    let before = text.slice(all);
    let after = finding::applied(text, all, edits.iter().copied())?;
    // The last line of a file may have no end: as a line it is the same.
    let ended = |bytes: &[u8]| {
        let mut lines = view.lines(&String::from_utf8_lossy(bytes));
        if !lines.is_empty() && !lines.ends_with('\n') {
            lines.push('\n');
        }
        lines
    };
    let (before, after) = (ended(before), ended(&after));
    for change in TextDiff::from_lines(before.as_str(), after.as_str()).iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        out.push_str(&format!("{sign}{}\n", change.value().trim_end_matches('\n')));
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::finding::{Edit, Fix, Safety, Site};
    use crate::report::view::View;
    use crate::text::{RepoPath, Side, Span, Text};

    #[test]
    fn shows_lines_before_and_after() {
        let text = Text::new(Side::Head, RepoPath::from("a.yaml"), b"a: 1\r\nb: 2\r\nc: 3\r\nd: 4".to_vec());
        let edit =
            |start, end, text_: &str| Edit { site: Site::new(&text, Span::new(start, end)), text: text_.to_owned() };
        let fix = |edits| Fix { title: String::new(), safety: Safety::Safe, edits };
        let shown = |edits| of(&View::default(), &fix(edits));
        assert_eq!(shown(vec![edit(3, 4, "9"), edit(15, 16, "7")]).unwrap(), "-a: 1\n+a: 9\n b: 2\n-c: 3\n+c: 7\n");
        assert_eq!(shown(vec![edit(6, 12, "")]).unwrap(), "-b: 2\n");
        assert_eq!(shown(vec![edit(22, 22, "\r\ne: 5")]).unwrap(), " d: 4\n+e: 5\n");
        assert_eq!(shown(vec![edit(3, 5, ""), edit(4, 6, "")]), None);
    }
}
