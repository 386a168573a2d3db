//! Files that are too large to be held: searched for secrets piece by piece, and kept in excerpts.

use crate::fact::{Facts, Secret, Stands};
use crate::secret::Search;
use crate::secret::mask::Occurrence;
use crate::source::File;
use crate::text::{Before, Side, Span, Text};

/// How much is kept on each side of a secret, in bytes.
const AROUND: usize = 512;

/// The secrets of a file that can be read piece by piece, each with what stands around it; `None` where it cannot.
pub(super) fn search(search: Search<'_>, file: &File, side: Side) -> Option<Facts> {
    let mut bytes = file.blob.open()?;
    let mut facts = Facts::default();
    let mut count = Count::default();
    let read = search.scanner.stream(&file.path, &mut bytes, &mut |chunk| {
        for at in chunk.new.clone() {
            let found = &chunk.all[at];
            let start = found.span.start.saturating_sub(AROUND);
            let kept = Span::new(start, chunk.bytes.len().min(found.span.end + AROUND));
            let before = count.to(chunk.before, chunk.bytes, kept.start);
            let text = Text::part(side, file.path.clone(), chunk.bytes[kept.range()].to_vec(), before);
            facts.secrets.push(Secret::new(&text, &found.within(kept), Stands::Elsewhere));
            if !facts.secrets.overflows() {
                facts.hidden.extend(Occurrence::around(&text, kept, chunk.all, at));
            }
        }
    });
    read.ok().map(|()| facts)
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
