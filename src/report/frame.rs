//! Frames: the lines of a place with marks under its bytes, and what a fix makes of them.

use std::sync::Arc;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet};

use super::clean;
use super::view::View;
use crate::finding::{Edit, Finding, Fix, Safety};
use crate::text::{Site, Span, Text, edit};

/// Places on one text that are at most so many lines apart share a frame.
const NEAR: usize = 12;

/// The most places of one finding or fix that are shown.
pub(super) const MOST_PLACES: usize = 6;

/// The most lines that an edit reads or writes where it is shown.
const MOST_EDITED: usize = 16;

/// A renderer for frames.
pub(super) fn renderer(color: bool, width: usize) -> Renderer {
    // Narrower, and the renderer has no room for code beside the line numbers.
    let width = width.clamp(40, 1000);
    if color { Renderer::styled().term_width(width) } else { Renderer::plain().term_width(width) }
}

/// The frames of one finding. Its paths are marks until it is rendered: the renderer would count columns in what is shown, where
/// long lines are cut and secrets masked, and not in the file.
pub(super) struct Frame<'v> {
    view: &'v View,
    /// What stands for each mark, and the text that it leads to.
    origins: Vec<(Arc<Text>, String)>,
}

impl<'v> Frame<'v> {
    pub(super) fn new(view: &'v View) -> Self {
        Self { view, origins: Vec::new() }
    }

    /// The frames of a finding's places, the primary one first.
    pub(super) fn places<'a>(&mut self, finding: &Finding) -> Vec<Element<'a>> {
        let mut marks = vec![Mark { site: &finding.at, note: None }];
        marks.extend(finding.related.iter().map(|(site, note)| Mark { site, note: Some(note) }));
        let left_out = marks.len().saturating_sub(MOST_PLACES);
        marks.truncate(MOST_PLACES);
        let mut elements: Vec<Element<'a>> =
            clusters(marks, |mark| (&mark.site.text, mark.site.span)).iter().map(|marks| self.framed(marks)).collect();
        if left_out > 0 {
            elements.push(Level::NOTE.message(format!("and {left_out} more places")).into());
        }
        elements
    }

    /// What the fix does, as a group of its own; the title alone where its edits are too large to show.
    pub(super) fn fix<'a>(&mut self, fix: &Fix) -> Group<'a> {
        let mut title = self.view.prose(&fix.title);
        if fix.safety == Safety::Unsafe {
            title.push_str(" (review before applying)");
        }
        Level::HELP.secondary_title(title).elements(self.patches(fix))
    }

    /// The frames as text.
    pub(super) fn render(&self, renderer: &Renderer, groups: &[Group<'_>]) -> String {
        let rendered = renderer.render(groups);
        let mut pieces = rendered.split(clean::RESERVED);
        let mut out = pieces.next().unwrap_or_default().to_owned();
        // A mark is `R 3 R :12:5`: two pieces, its number and what follows it.
        while let (Some(number), Some(rest)) = (pieces.next(), pieces.next()) {
            let origin = number.parse().ok().and_then(|number: usize| self.origins.get(number));
            out.push_str(origin.map_or("", |(_, origin)| origin));
            out.push_str(rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
        }
        out
    }

    fn mark(&mut self, site: &Site) -> String {
        self.origins.push((Arc::clone(&site.text), self.view.origin(site)));
        mark(self.origins.len() - 1)
    }

    /// The annotated lines of a cluster; the path alone for a file that was not read.
    fn framed<'a>(&mut self, cluster: &[Mark<'_>]) -> Element<'a> {
        let site = cluster[0].site;
        if site.text.bytes().is_empty() {
            return Origin::path(self.view.origin(site)).into();
        }
        let spans: Vec<Span> = cluster.iter().map(|mark| mark.site.span).collect();
        let excerpt = self.view.excerpt(&site.text, &spans);
        let annotations: Vec<Annotation<'_>> = cluster
            .iter()
            .zip(excerpt.marks)
            .map(|(mark, span)| match mark.note {
                None => AnnotationKind::Primary.span(span),
                Some(note) => AnnotationKind::Context.span(span).label(self.view.prose(note)),
            })
            .collect();
        Snippet::source(excerpt.source).line_start(excerpt.line).path(self.mark(site)).annotations(annotations).into()
    }

    fn patches<'a>(&mut self, fix: &Fix) -> Vec<Element<'a>> {
        let edits: Vec<&Edit> = fix.edits.iter().collect();
        if edits.len() > MOST_PLACES || edits.iter().any(|edit| is_large(edit)) {
            return Vec::new();
        }
        clusters(edits, |edit| (&edit.site.text, edit.site.span)).iter().map(|edits| self.patch(edits)).collect()
    }

    fn patch<'a>(&mut self, edits: &[&Edit]) -> Element<'a> {
        // Two empty places for each edit: a line end at its end must not be cut off.
        let ends = |edit: &&Edit| [Span::empty(edit.site.span.start), Span::empty(edit.site.span.end)];
        let text = &edits[0].site.text;
        let excerpt = self.view.excerpt(text, &edits.iter().flat_map(ends).collect::<Vec<_>>());
        let shown: Vec<(Span, String)> = edits
            .iter()
            .zip(excerpt.marks.chunks_exact(2))
            .map(|(edit, ends)| {
                (Span::new(ends[0].start, ends[1].start.max(ends[0].start)), self.view.lines(&edit.text))
            })
            .collect();
        let patches = one_patch(&excerpt.source, &shown);
        // The path of the finding itself is not repeated by the renderer.
        let known = self.origins.first().is_some_and(|(first, _)| Arc::ptr_eq(first, text));
        let path = if known { mark(0) } else { self.mark(&edits[0].site) };
        Snippet::source(excerpt.source).line_start(excerpt.line).path(path).patches(patches).into()
    }
}

/// All edits as one: the renderer counts wrong where several meet carriage returns or wide characters.
fn one_patch<'a>(source: &str, edits: &[(Span, String)]) -> Option<Patch<'a>> {
    let borrowed: Vec<(Span, &str)> = edits.iter().map(|(span, text)| (*span, text.as_str())).collect();
    let after = String::from_utf8(edit::apply(source.as_bytes(), &borrowed)?).ok()?;
    let same = |pair: &(u8, u8)| pair.0 == pair.1;
    let before = source.bytes().zip(after.bytes()).take_while(same).count();
    let before = source[..source.floor_char_boundary(before)].rfind('\n').map_or(0, |feed| feed + 1);
    let (old, new) = (&source[before..], &after[before..]);
    let behind = old.bytes().rev().zip(new.bytes().rev()).take_while(same).count();
    // What both share from a line's end on.
    let shared = old.ceil_char_boundary(old.len() - behind);
    let behind = old[shared..].find('\n').map_or(0, |feed| old.len() - shared - feed);
    let (old, new) = (&old[..old.len() - behind], &new[..new.len() - behind]);
    Some(Patch::new(before..before + old.len(), new.to_owned()))
}

fn mark(number: usize) -> String {
    format!("{0}{number}{0}", clean::RESERVED)
}

struct Mark<'a> {
    site: &'a Site,
    note: Option<&'a str>,
}

/// Puts together what stands near each other on one text; each cluster stands where its first member did.
pub(super) fn clusters<T>(items: Vec<T>, place: impl Fn(&T) -> (&Arc<Text>, Span)) -> Vec<Vec<T>> {
    let lines = |item: &T| {
        let (text, span) = place(item);
        (text.lines().line(span.start), text.lines().line(span.end))
    };
    let mut clusters: Vec<Vec<T>> = Vec::new();
    for item in items {
        let (first, last) = lines(&item);
        let near = |other: &T| {
            let (start, end) = lines(other);
            Arc::ptr_eq(place(other).0, place(&item).0) && first <= end + NEAR && start <= last + NEAR
        };
        match clusters.iter_mut().find(|cluster| near(&cluster[0])) {
            Some(cluster) => cluster.push(item),
            None => clusters.push(vec![item]),
        }
    }
    clusters
}

/// Whether an edit is too large to be shown.
pub(super) fn is_large(edit: &Edit) -> bool {
    let breaks = |bytes: &[u8]| memchr::memchr_iter(b'\n', bytes).count();
    edit.site.span.len() + edit.text.len() > 4096
        || breaks(edit.site.bytes()) + breaks(edit.text.as_bytes()) > MOST_EDITED
}

#[cfg(test)]
mod tests {
    use annotate_snippets::{Level, Renderer};
    use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

    use super::{Frame, renderer};
    use crate::finding::{Edit, Finding, Safety, Site};
    use crate::report::view::View;
    use crate::text::{RepoPath, Side, Span, Text};

    fn render(finding: &Finding, renderer: &Renderer) -> String {
        let view = View::default();
        let mut frame = Frame::new(&view);
        let title = Level::ERROR.primary_title(view.prose(&finding.message));
        let mut report = vec![title.elements(frame.places(finding))];
        report.extend(view.fix(finding.fix.as_ref()).map(|fix| frame.fix(fix)));
        frame.render(renderer, &report)
    }

    fn plain(finding: &Finding) -> String {
        render(finding, &renderer(false, 100))
    }

    fn site(path: &str, text: &[u8], part: &str) -> Site {
        let start = memchr::memmem::find(text, part.as_bytes()).unwrap();
        Site::new(&Text::new(Side::Head, RepoPath::from(path), text.to_vec()), Span::new(start, start + part.len()))
    }

    #[test]
    fn shows_the_line_its_neighbours_and_the_fix() {
        let at = site("deploy/web.yaml", b"a: 1\nimage: web:latest\nb: 2\nname: web\n", "latest");
        let finding = Finding::at(&at, "the tag moves")
            .related(&at.with_span(Span::new(34, 37)), "the container")
            .related(&site("kustomization.yaml", b"newName: web\n", "web"), "its name comes from here")
            .fix("name the digest", Safety::Unsafe, vec![Edit { site: at.clone(), text: "1.4".to_owned() }]);
        insta::assert_snapshot!(plain(&finding), @r#"
        error: the tag moves
         --> deploy/web.yaml:2:12
          |
        2 | image: web:latest
          |            ^^^^^^
        3 | b: 2
        4 | name: web
          |       --- the container
          |
         ::: kustomization.yaml:1:10
          |
        1 | newName: web
          |          --- its name comes from here
          |
        help: name the digest (review before applying)
          |
        2 - image: web:latest
        2 + image: web:1.4
          |
        "#);
    }

    #[test]
    fn cuts_a_long_line_around_the_place() {
        let long = format!("{}image: web:latest{}", "日本語, ".repeat(50_000), " x".repeat(400_000));
        let shown = plain(&Finding::at(&site("a.yaml", long.as_bytes(), "latest"), "moves"));
        insta::assert_snapshot!(shown, @r#"
        error: moves
         --> a.yaml:1:250012
          |
        1 | …語, 日本語, 日本語, 日本語, 日本語, 日本語, 日本語, image: web:latest x x x x x x x x x x x ...
          |                                                                 ^^^^^^
        "#);
    }

    #[test]
    fn shows_control_characters_and_bytes_that_are_no_text() {
        let text = b"\xef\xbb\xbfa\tb\x00\x1b[31m\xff\xfeimage: web:latest\rx\xe2\x80\xae\r\nnext";
        insta::assert_snapshot!(plain(&Finding::at(&site("a.yaml", text, "latest"), "moves")), @r#"
        error: moves
         --> a.yaml:1:23
          |
        1 | a    b␀␛[31m��image: web:latest␍x\u{202e}
          |                          ^^^^^^
        "#);
    }

    #[test]
    fn a_file_that_was_not_read_has_a_path_only() {
        let text = Text::new(Side::Base, RepoPath::from("a\nb.bin"), Vec::new());
        let shown = plain(&Finding::at(&Site::new(&text, Span::empty(0)), "it is too large"));
        insta::assert_snapshot!(shown, @r#"
        error: it is too large
        --> a\nb.bin (before the change)
        "#);
    }

    #[test]
    fn a_deleted_line_is_shown_as_deleted() {
        let at = site("a.yaml", b"a: 1\nb: 2\nc: 3\n", "b: 2\n");
        let finding = Finding::at(&at, "stale").fix(
            "remove it",
            Safety::Safe,
            vec![Edit { site: at.clone(), text: String::new() }],
        );
        insta::assert_snapshot!(plain(&finding), @r#"
        error: stale
         --> a.yaml:2:1
          |
        2 | b: 2
          | ^^^^
          |
        help: remove it
          |
        2 - b: 2
          |
        "#);
    }

    #[test]
    fn a_secret_is_masked_and_its_fix_is_not_shown() {
        let text = b"env:\n- name: DB_PASSWORD\n  value: hunter2 # image: web:latest\n";
        let at = site("a.yaml", text, "ter2 #");
        let finding = Finding::at(&at, "`DB_PASSWORD=hunter2` leaks")
            .related(&at.with_span(Span::new(43, 45)), "hunter2 begins, password: hunter2")
            .fix(
                "x",
                Safety::Safe,
                vec![Edit { site: at.with_span(Span::empty(0)), text: "password: hunter2\n".to_owned() }],
            );
        insta::assert_snapshot!(plain(&finding), @r#"
        error: `DB_PASSWORD=••••` leaks
         --> a.yaml:3:13
          |
        3 |   value: •••• # image: web:latest
          |          ^^^^^^-- hunter2 begins, password: ••••
        "#);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn never_panics(
            text in "[a-z日é\u{202e}\t\r\n \"]{0,60}", bytes in any::<Vec<u8>>(), raw in any::<bool>(), color in any::<bool>(),
            spans in proptest::collection::vec((0usize..70, 0usize..20), 1..6), replacement in "[a-z\n\r日]{0,8}", width in 0usize..200,
        ) {
            let text = Text::new(Side::Head, RepoPath::from("a"), if raw { bytes } else { text.into_bytes() });
            let sites: Vec<Site> = spans.iter().map(|(at, len)| Site::new(&text, Span::new(*at, at + len))).collect();
            let mut finding = Finding::at(&sites[0], "m");
            for site in &sites[1..] {
                finding = finding.related(site, "n");
            }
            let mut edits: Vec<Edit> = Vec::new();
            for site in sites {
                if !edits.iter().any(|edit| edit.site.span.meets(site.span)) {
                    edits.push(Edit { site, text: replacement.clone() });
                }
            }
            let shown = render(&finding.fix("f", Safety::Safe, edits), &renderer(color, width));
            let start = if color { "\u{1b}" } else { "error: m" };
            prop_assert!(shown.starts_with(start));
        }
    }
}
