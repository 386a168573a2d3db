//! Files too large for the memory: scanned block by block, as if they were whole.

use std::io::{self, Read};
use std::ops::Range;

use super::{Form, MOST, Scanner, overlap};
use crate::secret::found::Found;
use crate::secret::judge::Place;
use crate::text::{Before, RepoPath};

/// Bytes read at a time.
const BLOCK: usize = 4 << 20;
/// No secret is longer, nor does more of what stands in front of it matter. Even, for UTF-16.
const OVERLAP: usize = 64 << 10;

/// A block of a large file in which secrets were found.
#[derive(Debug)]
pub struct Chunk<'a> {
    /// What stands before it in the file.
    pub before: Before,
    /// Its bytes. They overlap those of the blocks before and behind it.
    pub bytes: &'a [u8],
    /// All secrets in it, in their order.
    pub all: &'a [Found],
    /// Those of them that no block before had.
    pub new: Range<usize>,
}

impl Scanner {
    /// Reads `read` block by block and calls `found` with those that hold secrets.
    ///
    /// # Errors
    ///
    /// Those of `read`.
    pub fn stream(&self, path: &RepoPath, read: &mut dyn Read, found: &mut dyn FnMut(&Chunk<'_>)) -> io::Result<()> {
        let place = Place::of(path);
        let (mut block, mut form) = (Vec::new(), None);
        // What stands before the block in the file; what starts before `done` in it was shown with the block before.
        let (mut before, mut done) = (Before::default(), 0);
        loop {
            let room = BLOCK + 2 * OVERLAP;
            read.take((room - block.len()) as u64).read_to_end(&mut block)?;
            let is_last = block.len() < room;
            let form = *form.get_or_insert_with(|| Form::of(&block));
            if form == Form::Binary {
                return Ok(());
            }
            let told = if is_last { block.len() } else { block.len() - OVERLAP };
            let mut all = self.text(form, place, &block);
            all.truncate(MOST);
            let all = overlap::resolve(all);
            let start_of = |at: usize| all.partition_point(|secret| secret.span.start < at);
            let new = start_of(done)..start_of(told);
            let next = all[new.clone()].iter().map(|secret| secret.span.end).fold(told, usize::max);
            if !new.is_empty() {
                found(&Chunk { before, bytes: &block, all: &all, new });
            }
            if is_last {
                return Ok(());
            }
            let gone = told - OVERLAP;
            before = behind(before, &block[..gone]);
            block.drain(..gone);
            done = next - gone;
        }
    }
}

/// What stands before a block that `gone` is in front of. Columns are bytes here: lines so long have no reader.
fn behind(before: Before, gone: &[u8]) -> Before {
    match memchr::memrchr(b'\n', gone) {
        Some(last) => {
            Before { lines: before.lines + memchr::memchr_iter(b'\n', gone).count(), columns: gone.len() - last - 1 }
        }
        None => Before { columns: before.columns + gone.len(), ..before },
    }
}
