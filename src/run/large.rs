//! Files that are too large to be held: searched for secrets piece by piece, and kept in excerpts.

use crate::fact::{List, Secret, Stands};
use crate::secret::{Found, Search};
use crate::source::File;
use crate::text::{Before, Side, Site, Span, Text};

/// How much is kept on each side of a secret, in bytes.
const AROUND: usize = 512;

/// The secrets of a file that can be read piece by piece, each with what stands around it; `None` where it cannot.
pub(super) fn search(search: Search<'_>, file: &File, side: Side) -> Option<List<Secret>> {
    let mut bytes = file.blob.open()?;
    let mut secrets = List::default();
    let mut count = Count::default();
    let read = search.scanner.stream(&file.path, &mut bytes, &mut |before, block, found| {
        let kept = Span::new(found.span.start.saturating_sub(AROUND), block.len().min(found.span.end + AROUND));
        let before = count.to(before, block, kept.start);
        let text = Text::part(side, file.path.clone(), block[kept.range()].to_vec(), before);
        let within = |at: usize| at.clamp(kept.start, kept.end) - kept.start;
        let cut = |span: Span| Span::new(within(span.start), within(span.end));
        let found = Found { span: cut(found.span), name: found.name.map(cut), ..found };
        let secret = Secret::new(&text, &found, Stands::Elsewhere);
        secrets.push(Secret { site: Site::new(&text, found.span), ..secret });
    });
    read.ok().map(|()| secrets)
}

/// Counts lines on the way through a block, so that none is counted twice however many secrets it holds.
#[derive(Default)]
struct Count {
    /// What stands before the block.
    block: Before,
    /// How far it is counted.
    done: usize,
    /// What stands before that.
    before: Before,
}

impl Count {
    /// What stands before the byte at `to` of `block`, which `before` stands in front of.
    fn to(&mut self, before: Before, block: &[u8], to: usize) -> Before {
        if before != self.block || to < self.done {
            *self = Self { block: before, done: 0, before };
        }
        let more = &block[self.done..to];
        self.before = match memchr::memrchr(b'\n', more) {
            Some(last) => Before {
                lines: self.before.lines + memchr::memchr_iter(b'\n', more).count(),
                columns: more.len() - last - 1,
            },
            None => Before { columns: self.before.columns + more.len(), ..self.before },
        };
        self.done = to;
        self.before
    }
}
