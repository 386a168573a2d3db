//! Whatever the two sides of a file: a verdict, and every report of it. The first byte chooses what kind of file it is, the first byte
//! 255 after it ends the base.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use portcullis::report::{self, Format, Options};
use portcullis::source::memory;
use portcullis::text::RepoPath;
use portcullis::{policy, run};

const PATHS: [&str; 12] = [
    "a.yaml",
    "templates/a.yaml",
    "compose.yaml",
    "kustomization.yaml",
    "values.yaml",
    "Chart.yaml",
    ".github/workflows/a.yml",
    "action.yml",
    "Dockerfile",
    "lifecycle.json",
    ".portcullis.yaml",
    "a.sh",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, content)) = bytes.split_first() else { return };
    let path = RepoPath::from(PATHS[usize::from(*kind) % PATHS.len()]);
    let (base, head) = content.split_at(content.iter().position(|byte| *byte == 255).unwrap_or(0));
    let side = |content: &[u8]| BTreeMap::from([(path.clone(), content.to_vec())]);
    let set = memory::change_set(side(base), side(head.strip_prefix(&[255]).unwrap_or(head)));
    let sources = policy::Sources { tree: set.policy_tree.as_deref(), ..policy::Sources::default() };
    let Ok(verdict) = run::check(&set, &sources, jiff::civil::date(2026, 1, 1)) else { return };
    for format in Format::ALL {
        let mut out = Vec::new();
        report::write(format, &verdict, &Options::default(), &mut out).expect("memory takes all");
        let text = String::from_utf8(out).expect("a report is UTF-8");
        assert!(!text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')));
    }
});
