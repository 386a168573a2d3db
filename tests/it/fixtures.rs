//! Whole small changes: `fixtures/<case>/{base,head}`, and the SARIF that each must give.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use portcullis::policy::{Outcome, Sources, Verdict};
use portcullis::report::{self, Format, Options};
use portcullis::run;
use portcullis::source::between;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::architecture::root;
use crate::generated::update;

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 8, 1);

fn cases() -> Vec<PathBuf> {
    let all = fs::read_dir(root().join("fixtures")).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> = all.filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

fn judge(case: &Path) -> Verdict {
    let set = between::directories(&case.join("base"), &case.join("head")).unwrap();
    let sources = Sources { tree: set.policy_tree.as_deref(), ..Sources::default() };
    run::check(&set, &sources, TODAY, &run::Offline).unwrap()
}

fn sarif(verdict: &Verdict) -> String {
    let mut out = Vec::new();
    report::write(Format::Sarif, verdict, &Options::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// All cases, judged.
static JUDGED: LazyLock<Vec<(PathBuf, Verdict)>> = LazyLock::new(|| {
    let one = |case: PathBuf| {
        let verdict = judge(&case);
        (case, verdict)
    };
    cases().into_par_iter().map(one).collect()
});

#[test]
fn each_gives_the_sarif_that_is_expected() {
    let mut stale = Vec::new();
    for (case, verdict) in JUDGED.iter() {
        let (path, now) = (case.join("expected.sarif"), sarif(verdict));
        if update() {
            fs::write(&path, &now).unwrap();
        } else if fs::read_to_string(&path).ok().as_ref() != Some(&now) {
            stale.push(path.display().to_string());
        }
    }
    assert!(
        stale.is_empty(),
        "not what the gate says: {}\n`UPDATE=1 cargo test fixtures` writes them anew: read the difference",
        stale.join(", ")
    );
}

#[test]
fn only_one_of_them_may_merge() {
    let passing = JUDGED.iter().filter(|(_, verdict)| verdict.outcome == Outcome::Pass);
    let names: Vec<_> = passing.map(|(case, _)| case).collect();
    assert_eq!(names, [&root().join("fixtures/passes")]);
}

#[test]
fn the_same_change_gives_the_same_bytes_on_any_number_of_threads() {
    let case = root().join("fixtures/tour");
    let once = sarif(&judge(&case));
    for threads in [1, 2, 7] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert!((0..10).all(|_| pool.install(|| sarif(&judge(&case))) == once), "{threads} threads");
    }
}
