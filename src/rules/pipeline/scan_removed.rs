//! `pipeline/scan-removed`.

use std::collections::BTreeSet;

use crate::change::Change;
use crate::fact::{Pipeline, Purpose};
use crate::finding::Finding;
use crate::rule::{Check, Context};
use crate::text::Site;

crate::rule! {
    /// A vulnerability or secret scan is removed from a pipeline.
    ///
    /// ## Why
    /// A scanner tends to get in the way on the day it finds something. Whoever removes it should say what replaces it.
    ///
    /// A different scanner in its place, or the same one under another name, is not a removal.
    ///
    /// ## Examples
    /// ```diff .github/workflows/ci.yml
    ///  on: push
    ///  jobs:
    ///    build:
    ///      runs-on: ubuntu-24.04
    ///      steps:
    ///      - run: docker build -t web .
    /// -    - run: trivy image web
    ///        ^^^ the scan `trivy image web` was removed from `build`
    /// ```
    /// ```diff .github/workflows/release.yml
    ///  on: push
    ///  jobs:
    ///    build:
    ///      runs-on: ubuntu-24.04
    ///      steps:
    /// -    - run: trivy image web
    /// +    - run: grype web
    /// ```
    "pipeline/scan-removed" {
        standard: High, strict: Critical, confidence: Likely,
        check: Check::Pipeline(check),
    }
}

fn check(_: &Context<'_>, pipeline: Change<&Pipeline>) -> Option<Finding> {
    let (before, after) = pipeline.both()?;
    let (were, are) = (scans(before), scans(after));
    if are.len() >= were.len() {
        return None;
    }
    let still: BTreeSet<&str> = are.iter().map(|scan| scan.name).collect();
    let gone = were.iter().find(|scan| !still.contains(scan.name)).or(were.last())?;
    let message = format!("the scan `{}` was removed from `{}`", gone.name, gone.job);
    let help = "keep the scan, or say in the pull request what replaces it";
    Some(Finding::at(gone.site, message).help(help).about(gone.name))
}

/// A step, or a job without steps, that scans.
struct Scan<'a> {
    name: &'a str,
    job: &'a str,
    site: &'a Site,
}

fn scans(pipeline: &Pipeline) -> Vec<Scan<'_>> {
    let mut found = Vec::new();
    for job in &pipeline.jobs {
        let steps = job.steps.iter().filter(|step| step.purpose == Purpose::Scan);
        let known = found.len();
        found.extend(steps.map(|step| Scan { name: &step.name, job: &job.name, site: &step.site }));
        if found.len() == known && job.purpose == Purpose::Scan {
            found.push(Scan { name: &job.name, job: &job.name, site: &job.site });
        }
    }
    found
}
