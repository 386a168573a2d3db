//! Files too large for the memory: scanned block by block, as if they were whole.

use std::io::{self, Read};

use super::{Form, Scanner};
use crate::secret::found::Found;
use crate::secret::judge::Place;
use crate::text::{Before, RepoPath};

/// Bytes read at a time.
const BLOCK: usize = 4 << 20;
/// No secret is longer, nor does more of what stands in front of it matter. Even, for UTF-16.
const OVERLAP: usize = 64 << 10;

impl Scanner {
    /// Calls `found` with each secret in what `read` gives: what stands before its block, the block, and the secret in it.
    ///
    /// # Errors
    ///
    /// Those of `read`.
    pub fn stream(
        &self,
        path: &RepoPath,
        read: &mut dyn Read,
        found: &mut dyn FnMut(Before, &[u8], Found),
    ) -> io::Result<()> {
        let place = Place::of(path);
        let (mut block, mut form) = (Vec::new(), None);
        // What stands before the block in the file; what starts before `done` in it was told with the block before.
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
            let mut next = told;
            for secret in self.scan_as(form, place, &block) {
                if (done..told).contains(&secret.span.start) {
                    next = next.max(secret.span.end);
                    found(before, &block, secret);
                }
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
