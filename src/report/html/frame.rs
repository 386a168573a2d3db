//! Code frames: the lines of a place as the change leaves them, with what it removed and what it added.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::escape;
use super::line::{Kind, Note, Row, code};
use crate::finding::Site;
use crate::policy::{Diff, Verdict};
use crate::report::frame::{MOST_PLACES, clusters};
use crate::report::tally;
use crate::report::view::{MOST_LINES, View};
use crate::text::hunks::Hunk;
use crate::text::{Side, Span, Text};

/// Lines that are shown before and behind a place.
const CONTEXT: usize = 3;

/// A place that a frame marks.
#[derive(Clone, Copy)]
pub(super) struct Mark<'a> {
    /// Where.
    pub(super) site: &'a Site,
    /// What it has to do with the finding; nothing for the finding's own place.
    pub(super) note: Option<&'a str>,
}

/// Draws frames.
pub(super) struct Frames<'a> {
    view: &'a View,
    /// What the change does to the file of a text.
    diffs: HashMap<*const Text, &'a Diff>,
}

/// The marks that a frame draws, and which of them stand in a frame already.
struct Marks<'m> {
    all: &'m [Mark<'m>],
    drawn: Vec<*const Site>,
}

impl<'a> Frames<'a> {
    pub(super) fn new(view: &'a View, verdict: &'a Verdict) -> Self {
        let texts =
            |diff: &'a Diff| [&diff.base, &diff.head].into_iter().flatten().map(move |text| (Arc::as_ptr(text), diff));
        Self { view, diffs: verdict.diffs.iter().flat_map(texts).collect() }
    }

    /// The frames of places, the first one's first. A place on a line that another frame shows as removed or added is marked there.
    pub(super) fn of(&self, mut all: Vec<Mark<'_>>) -> String {
        let left_out = all.len().saturating_sub(MOST_PLACES);
        all.truncate(MOST_PLACES);
        let mut out = String::new();
        let mut marks = Marks { all: &all, drawn: Vec::new() };
        for cluster in clusters(all.clone(), |mark| (&mark.site.text, mark.site.span)) {
            if !cluster.iter().all(|mark| marks.drawn.contains(&std::ptr::from_ref(mark.site))) {
                out.push_str(&self.framed(&cluster, &mut marks));
            }
        }
        if left_out > 0 {
            let places = tally::number(left_out, "more place", "more places");
            out.push_str(&format!("<p class=\"aside\">and {places}</p>"));
        }
        out
    }

    fn framed(&self, cluster: &[Mark<'_>], marks: &mut Marks<'_>) -> String {
        let text = &cluster[0].site.text;
        let diff = self.diffs.get(&Arc::as_ptr(text)).copied();
        let caption = self.caption(text, diff, marks);
        if text.bytes().is_empty() {
            return if caption.is_empty() { caption } else { format!("<figure class=\"frame\">{caption}</figure>") };
        }
        let own = self.rows(text, cluster, None, CONTEXT);
        let between = diff.map_or_else(Between::default, |diff| self.between(text, diff, &own, marks));
        let kind = if text.side() == Side::Base { Kind::Removed } else { Kind::Added };
        format!("<figure class=\"frame\">{caption}<pre>{}</pre></figure>", between.merge(own, kind))
    }

    /// The file of a frame; nothing where the finding's own heading has said it.
    fn caption(&self, text: &Arc<Text>, diff: Option<&Diff>, marks: &Marks<'_>) -> String {
        let word = match diff {
            Some(Diff { base: None, .. }) => "new file",
            Some(Diff { head: None, .. }) => "removed file",
            _ if text.side() == Side::Base => "before the change",
            _ if marks.all.first().is_some_and(|first| Arc::ptr_eq(&first.site.text, text)) => return String::new(),
            _ => "",
        };
        let word = if word.is_empty() { String::new() } else { format!("<span class=\"aside\">{word}</span>") };
        format!("<figcaption>{}{word}</figcaption>", escape::path(&self.view.path(text.path())))
    }

    /// The lines of `marks`, and of `span`.
    fn rows(&self, text: &Arc<Text>, marks: &[Mark<'_>], span: Option<Span>, context: usize) -> Vec<Row> {
        let spans: Vec<Span> = marks.iter().map(|mark| mark.site.span).chain(span).collect();
        let excerpt = self.view.around(text, &spans, context);
        let note = |mark: &Mark<'_>| mark.note.map(|note| self.view.prose(note));
        let marks: Vec<(Range<usize>, Note)> = excerpt.marks.into_iter().zip(marks.iter().map(note)).collect();
        let mut start = 0;
        let mut rows = Vec::new();
        for (line, number) in excerpt.source.split('\n').zip(excerpt.line..) {
            let local = number - text.before().lines;
            rows.push(Row { number, local, kind: Kind::Same, code: code(line, start, &marks) });
            start += line.len() + 1;
        }
        rows
    }

    /// What the change did around `own`: which of its lines are the change's, and what stood or stands in their place.
    fn between(&self, text: &Arc<Text>, diff: &Diff, own: &[Row], marks: &mut Marks<'_>) -> Between {
        let is_head = text.side() == Side::Head;
        let other = if is_head { &diff.base } else { &diff.head };
        let (Some(other), Some(first), Some(last)) = (other, own.first(), own.last()) else {
            return Between { whole: true, ..Between::default() };
        };
        let sides = |hunk: &Hunk| if is_head { (hunk.added, hunk.removed) } else { (hunk.removed, hunk.added) };
        let lines = text.lines();
        let window = lines.span(first.local).join(lines.span(last.local));
        let from = diff.hunks.partition_point(|hunk| sides(hunk).0.end < window.start);
        let mut between = Between::default();
        for hunk in diff.hunks[from..].iter().take_while(|hunk| sides(hunk).0.start <= window.end) {
            let (here, there) = sides(hunk);
            let start = lines.line(here.start);
            let end = if here.is_empty() { start } else { lines.line(here.end - 1) + 1 };
            between.changed.push(start..end);
            let beside = if is_head { start } else { end };
            if !there.is_empty() && (first.local..=last.local + 1).contains(&beside) {
                between.beside.insert(beside, self.other_rows(other, there, marks));
            }
        }
        between
    }

    /// The first lines of a run on the other side.
    fn other_rows(&self, text: &Arc<Text>, run: Span, marks: &mut Marks<'_>) -> Vec<Row> {
        let lines = text.lines();
        let (first, last) = (lines.line(run.start), lines.line(run.end - 1));
        let cut = last.min(first + MOST_LINES - 1);
        let stands_there = |mark: &&Mark<'_>| {
            let Span { start, end } = mark.site.span;
            Arc::ptr_eq(&mark.site.text, text) && lines.line(start) >= first && lines.line(end) <= cut
        };
        let there: Vec<Mark<'_>> = marks.all.iter().filter(stands_there).copied().collect();
        marks.drawn.extend(there.iter().map(|mark| std::ptr::from_ref(mark.site)));
        let mut rows = self.rows(text, &there, Some(Span::new(run.start, lines.span(cut).end)), 0);
        let kind = if text.side() == Side::Base { Kind::Removed } else { Kind::Added };
        rows.iter_mut().for_each(|row| row.kind = kind);
        if last > cut {
            let more = tally::number(last - cut, "more line", "more lines");
            rows.push(Row { number: 0, local: 0, kind, code: format!("<i>{more}</i>") });
        }
        rows
    }
}

/// What the change did around the lines of a frame.
#[derive(Default)]
struct Between {
    /// Whether there is no other side.
    whole: bool,
    /// Lines that are the change's.
    changed: Vec<Range<usize>>,
    /// Lines of the other side, by the line in front of which they stand.
    beside: BTreeMap<usize, Vec<Row>>,
}

impl Between {
    /// The lines of a frame; `kind` is what those of the change are.
    fn merge(mut self, own: Vec<Row>, kind: Kind) -> String {
        let mut out = String::new();
        for mut row in own {
            self.beside.remove(&row.local).iter().flatten().for_each(|row| out.push_str(&row.html()));
            if self.whole || self.changed.iter().any(|lines| lines.contains(&row.local)) {
                row.kind = kind;
            }
            out.push_str(&row.html());
        }
        self.beside.into_values().flatten().for_each(|row| out.push_str(&row.html()));
        out
    }
}
