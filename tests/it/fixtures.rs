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

/// What is expected of a case. There is one for each migration tool, with the same few rules in all of them: the pages of those are left out,
/// so that a word on a page does not change every case.
fn expected(case: &Path, verdict: &Verdict) -> String {
    let full = sarif(verdict);
    if !case.file_name().is_some_and(|name| name.to_string_lossy().starts_with("migrations-")) {
        return full;
    }
    let mut log: serde_json::Value = serde_json::from_str(&full).unwrap();
    for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        for page in ["help", "fullDescription"] {
            rule.as_object_mut().unwrap().remove(page).unwrap();
        }
    }
    serde_json::to_string_pretty(&log).unwrap() + "\n"
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
        let (path, now) = (case.join("expected.sarif"), expected(case, verdict));
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
