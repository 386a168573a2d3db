//! Where a finding is shown by services that know the head alone: its own place, or the nearest one that survived.

use std::collections::HashMap;
use std::sync::Arc;

use crate::finding::Finding;
use crate::text::hunks::{self, Hunk};
use crate::text::{RepoPath, Side, Site, Span, Text};

/// A place on the head.
pub(super) struct Anchor<'f> {
    /// The file, which a change may have removed.
    pub(super) path: &'f RepoPath,
    /// The bytes; nothing where the head's text is not known: then it is the file's first line.
    pub(super) site: Option<Site>,
}

/// Finds anchors; the hunks between two texts are computed once.
#[derive(Default)]
pub(super) struct Anchors {
    hunks: HashMap<(*const Text, *const Text), Vec<Hunk>>,
}

impl Anchors {
    pub(super) fn of<'f>(&mut self, finding: &'f Finding) -> Anchor<'f> {
        let at = &finding.at;
        let path = at.text.path();
        if at.text.side() == Side::Head {
            return Anchor { path, site: Some(at.clone()) };
        }
        let related = finding
            .related
            .iter()
            .map(|(site, _)| site)
            .chain(finding.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| &edit.site)));
        let head = related.map(|site| &site.text).find(|text| text.side() == Side::Head && text.path() == path);
        Anchor { path, site: head.map(|head| self.survivor(at, head)) }
    }

    /// The line of `head` that stands where `at` stood: what replaced it, or what came to stand behind it.
    fn survivor(&mut self, at: &Site, head: &Arc<Text>) -> Site {
        let key = (Arc::as_ptr(&at.text), Arc::as_ptr(head));
        let hunks = self.hunks.entry(key).or_insert_with(|| hunks::between(at.text.bytes(), head.bytes()));
        let next = hunks.partition_point(|hunk| hunk.removed.end <= at.span.start);
        let start = match (hunks.get(next), next.checked_sub(1).and_then(|last| hunks.get(last))) {
            (Some(hunk), _) if hunk.removed.start <= at.span.start => hunk.added.start,
            (_, Some(before)) => before.added.end + (at.span.start - before.removed.end),
            (_, None) => at.span.start,
        };
        let lines = head.lines();
        // A file that ends with a line feed has nothing on its last line.
        let last = if head.bytes().ends_with(b"\n") { lines.count() - 1 } else { lines.count() };
        let line = lines.line(start.min(head.bytes().len())).min(last);
        Site::new(head, Span::new(lines.span(line).start, lines.span(line).end))
    }
}

#[cfg(test)]
mod tests {
    use super::Anchors;
    use crate::finding::Finding;
    use crate::text::{RepoPath, Side, Site, Span, Text};

    fn anchored(base: &str, head: &str, gone: &str) -> String {
        let text = |side, text: &str| Text::new(side, RepoPath::from("a.yaml"), text.as_bytes().to_vec());
        let start = base.find(gone).unwrap();
        let at = Site::new(&text(Side::Base, base), Span::new(start, start + gone.len()));
        let finding = Finding::at(&at, "gone").related(&Site::new(&text(Side::Head, head), Span::empty(0)), "now");
        let anchor = Anchors::default().of(&finding);
        String::from_utf8_lossy(anchor.site.unwrap().bytes()).trim_end().to_owned()
    }

    #[test]
    fn a_removed_line_leads_to_what_stands_there_now() {
        assert_eq!(anchored("a\nb\nc\n", "a\nc\n", "b"), "c");
        assert_eq!(anchored("a\nb\nc\n", "a\nB\nc\n", "b"), "B");
        assert_eq!(anchored("a\nb\n", "a\n", "b"), "a");
        assert_eq!(anchored("x\na\nb\nc\nd\n", "y\nz\na\nb\nc\n", "b"), "b");
    }

    #[test]
    fn without_the_head_there_is_a_path_alone() {
        let text = Text::new(Side::Base, RepoPath::from("a"), b"a".to_vec());
        let finding = Finding::at(&Site::new(&text, Span::empty(0)), "gone");
        assert!(Anchors::default().of(&finding).site.is_none());
    }
}
