//! A stream that is cut anywhere finds what is found in the whole: the value lies across the end of a block, as far over it as `shift`
//! says, and the reader gives a few bytes at a time.
#![no_main]

use std::io::{self, Read};

use libfuzzer_sys::fuzz_target;
use portcullis::secret::Scanner;
use portcullis::text::RepoPath;

/// Where the first block ends.
const CUT: usize = (4 << 20) + (64 << 10);

/// Gives at most `most` bytes at a time.
struct Slow<'a> {
    rest: &'a [u8],
    most: usize,
}

impl Read for Slow<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = self.most.min(into.len());
        self.rest.read(&mut into[..most])
    }
}

/// What was found, by its line, counted from 0, and its bytes.
type Place = (usize, Vec<u8>);

fuzz_target!(|input: (u16, u16, &[u8])| {
    let (shift, most, value) = input;
    let before = CUT - usize::from(shift) % (value.len() + 1);
    let mut bytes = b"-\n".repeat(before / 2);
    bytes.extend_from_slice(value);
    bytes.extend_from_slice(&b"\n-".repeat(100_000));

    let path = RepoPath::from("a.txt");
    let scanner = Scanner::new();
    let line = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    let whole: Vec<Place> = scanner
        .scan(&path, &bytes)
        .into_iter()
        .map(|found| (line(&bytes[..found.span.start]), bytes[found.span.range()].to_vec()))
        .collect();
    let mut told: Vec<Place> = Vec::new();
    let mut slow = Slow { rest: &bytes, most: usize::from(most) + (32 << 10) };
    let read =
        scanner.stream(&path, &mut slow, &mut |chunk| {
            let places = chunk.all[chunk.new.clone()].iter().map(|found| found.span);
            told.extend(places.map(|span| {
                (chunk.before.lines + line(&chunk.bytes[..span.start]), chunk.bytes[span.range()].to_vec())
            }));
        });
    assert!(read.is_ok());
    assert_eq!(told, whole);
});
