//! `primaryLocationLineHash`, by which code scanning knows an alert again after its line has moved.
//!
//! The algorithm is that of the `upload-sarif` action, to the letter: another value under this key makes it warn. It reads UTF-16
//! code units without spaces and tabs, takes CR, LF and CRLF as one line end, and gives each line a polynomial hash over the
//! hundred units that follow its start, with the count of equal ones so far.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use bstr::ByteSlice;

const WINDOW: usize = 100;
const FACTOR: u64 = 37;
/// Stands for the end of the file.
const END: u16 = u16::MAX;

/// The hashes of the `wanted` lines (from 1) that `bytes` has. Reads the text twice, holds a hundred units of it.
pub(super) fn of(bytes: &[u8], wanted: &BTreeSet<usize>) -> BTreeMap<usize, String> {
    let mut hashes = BTreeMap::new();
    each(bytes, |line, hash| {
        if wanted.contains(&line) {
            hashes.insert(line, hash);
        }
    });
    // Only those hashes are counted: a large file has millions of lines.
    let mut counts: HashMap<u64, u64> = hashes.values().map(|hash| (*hash, 0)).collect();
    let mut out = BTreeMap::new();
    each(bytes, |line, hash| {
        let Some(count) = counts.get_mut(&hash) else { return };
        *count += 1;
        if hashes.contains_key(&line) {
            out.insert(line, format!("{hash:x}:{count}"));
        }
    });
    out
}

/// Calls `found` with each line and its hash, in order.
fn each(bytes: &[u8], mut found: impl FnMut(usize, u64)) {
    let mut rolling = Rolling::new();
    let mut after_cr = false;
    let mut opens = true;
    let units = bytes.chars().flat_map(|c| {
        let mut pair = [0; 2];
        let len = c.encode_utf16(&mut pair).len();
        pair.into_iter().take(len)
    });
    for unit in units.chain([END]) {
        let is_blank = unit == u16::from(b' ') || unit == u16::from(b'\t');
        if is_blank || (after_cr && unit == u16::from(b'\n')) {
            after_cr = false;
            continue;
        }
        after_cr = unit == u16::from(b'\r');
        let unit = if after_cr { u16::from(b'\n') } else { unit };
        rolling.read(unit, opens, &mut found);
        opens = unit == u16::from(b'\n');
    }
    for _ in 0..WINDOW {
        rolling.read(0, false, &mut found);
    }
}

/// The hash of the last [`WINDOW`] units, and the lines that start among them.
struct Rolling {
    window: VecDeque<u16>,
    hash: u64,
    /// `FACTOR` to the power of [`WINDOW`]: what a unit weighs when it leaves.
    leaving: u64,
    read: usize,
    lines: usize,
    starts: VecDeque<usize>,
}

impl Rolling {
    fn new() -> Self {
        let leaving = (0..WINDOW).fold(1_u64, |power, _| power.wrapping_mul(FACTOR));
        let window = VecDeque::from(vec![0; WINDOW]);
        Self { window, hash: 0, leaving, read: 0, lines: 0, starts: VecDeque::new() }
    }

    fn read(&mut self, unit: u16, opens: bool, found: &mut impl FnMut(usize, u64)) {
        if opens {
            self.starts.push_back(self.read);
        }
        let old = self.window.pop_front().unwrap_or(0);
        self.window.push_back(unit);
        let leaving = self.leaving.wrapping_mul(u64::from(old));
        self.hash = self.hash.wrapping_mul(FACTOR).wrapping_add(u64::from(unit)).wrapping_sub(leaving);
        self.read += 1;
        if self.starts.front().is_some_and(|start| start + WINDOW == self.read) {
            self.starts.pop_front();
            self.lines += 1;
            found(self.lines, self.hash);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::of;

    fn all(text: &str) -> Vec<String> {
        of(text.as_bytes(), &(1..1000).collect::<BTreeSet<_>>()).into_values().collect()
    }

    #[test]
    fn gives_the_vectors_of_upload_sarif() {
        assert_eq!(all(""), ["c129715d7a2bc9a3:1"]);
        assert_eq!(
            all(" a\nb\n  \t\tc\n d"),
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
        );
        assert_eq!(
            all(" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n"),
            [
                "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
                "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1"
            ]
        );
        assert_eq!(all("x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n")[0], "e54938cc54b302f1:1");
    }

    #[test]
    fn counts_equal_lines() {
        let hashes = all(&"Lorem ipsum dolor sit amet.\n".repeat(10));
        let equal: Vec<String> = (1..=6).map(|count| format!("a7f2ff13bc495cf2:{count}")).collect();
        assert_eq!(hashes[..6], equal);
        assert_eq!(
            hashes[6..],
            [
                "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1"
            ]
        );
    }

    #[test]
    fn only_what_is_wanted_is_told() {
        let hashes = of(b"a\nb\nb\nb", &BTreeSet::from([3, 9]));
        assert_eq!(hashes.into_keys().collect::<Vec<_>>(), [3]);
    }
}
