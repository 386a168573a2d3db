//! An image's name in a text that is no YAML: a string of Groovy, Terraform or Starlark, its escapes undone.

use std::ops::Range;
use std::sync::Arc;

use super::place;
use super::splice::{LONGEST, Segment, hole, segments};
use crate::document::Passage;
use crate::fact::reference::Spliced;
use crate::fact::{Image, Place};
use crate::text::{Site, Text};

/// How deep variables may stand for texts with variables.
const DEPTH: usize = 4;

/// Says what a variable stands for, given by its name: `TAG` of `${TAG}`, `env.TAG` of `${env.TAG}`.
pub(super) type Lookup<'l> = dyn Fn(&str) -> Option<Passage> + 'l;

/// The image that a text names; one of which nothing is known, where it can be none as it stands.
pub(super) fn image(
    owner: String,
    place: Place,
    file: &Arc<Text>,
    text: &Passage,
    lookup: &Lookup<'_>,
) -> Option<Image> {
    if text.bytes().trim_ascii().is_empty() {
        return None;
    }
    let site = Site::new(file, text.whole());
    let mut splicer = Splicer { file, lookup, out: Spliced::default() };
    splicer.text(text, DEPTH);
    let spliced = splicer.out;
    let Some(image) = place::at(owner.clone(), place, site.clone(), &spliced) else {
        return Some(place::unknown(owner, place, site));
    };
    // What only a variable says stands where its value does.
    let exact = spliced.site(&(0..spliced.text().len())).filter(|site| site.span.len() == spliced.text().len());
    let is_here = |part: &Site| site.span.contains(part.span);
    let site = Some(site.clone()).filter(|_| is_here(image.version_site())).or(exact);
    Some(Image { site: site.unwrap_or_else(|| image.version_site().clone()), ..image })
}

struct Splicer<'a> {
    file: &'a Arc<Text>,
    lookup: &'a Lookup<'a>,
    out: Spliced,
}

impl Splicer<'_> {
    fn text(&mut self, text: &Passage, depth: usize) {
        match std::str::from_utf8(text.bytes()) {
            Ok(written) if written.len() <= LONGEST => self.range(text, written, 0..written.len(), depth),
            _ => self.out.push_unknown(Site::new(self.file, text.whole())),
        }
    }

    fn range(&mut self, text: &Passage, written: &str, range: Range<usize>, depth: usize) {
        for segment in segments(written, range) {
            match segment {
                Segment::Literal(range) => self.literal(text, written, range),
                Segment::Default(range) if depth > 0 => self.range(text, written, range, depth - 1),
                Segment::Unknown(range) | Segment::Default(range) => {
                    let name = written[range.clone()].trim_start_matches(['$', '{']).trim_end_matches('}');
                    match (self.lookup)(name).filter(|_| depth > 0) {
                        Some(value) => self.text(&value, depth - 1),
                        None => self.out.push_unknown(Site::new(self.file, text.span(range))),
                    }
                }
            }
        }
    }

    /// Literal text, but for what somebody is to fill in.
    fn literal(&mut self, text: &Passage, written: &str, range: Range<usize>) {
        let mut at = range.start;
        while let Some(hole) = hole(&written[..range.end], at) {
            self.known(text, written, at..hole.start);
            self.out.push_unknown(Site::new(self.file, text.span(hole.clone())));
            at = hole.end;
        }
        self.known(text, written, at..range.end);
    }

    /// Text that stands in the file as it is, or each character at what it was read from.
    fn known(&mut self, text: &Passage, written: &str, range: Range<usize>) {
        let span = text.span(range.clone());
        if span.len() == range.len() {
            if !range.is_empty() {
                self.out.push(&written[range], Site::new(self.file, span));
            }
            return;
        }
        for (at, one) in written[range.clone()].char_indices() {
            let own = range.start + at..range.start + at + one.len_utf8();
            self.out.push(&written[own.clone()], Site::new(self.file, text.span(own)));
        }
    }
}
