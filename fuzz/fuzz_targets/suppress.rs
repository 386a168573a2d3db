//! Whatever the bytes: directives that stand in a comment, on one line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::document::{comment, language};
use portcullis::fact::suppress;
use portcullis::text::{RepoPath, Side, Text};

const PATHS: [&str; 12] =
    ["a.yaml", "a.sh", "a.py", "a.tf", "a.go", "a.js", "a.sql", "a.xml", "a.md", "a.lua", "a.ini", "a.json"];

fuzz_target!(|bytes: &[u8]| {
    for path in PATHS.map(RepoPath::from) {
        let Some(language) = language(&path) else { continue };
        let comments = comment::comments(language, bytes);
        let text = Text::new(Side::Head, path, bytes.to_vec());
        for found in &suppress::read(&text, &comments) {
            let site = found.site.bytes();
            assert!(site.starts_with(b"portcullis:") && !site.contains(&b'\n'));
            assert!(found.covers.end <= bytes.len());
        }
    }
});
