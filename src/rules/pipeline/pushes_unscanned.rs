//! `pipeline/pushes-unscanned`.

use crate::change::Change;
use crate::fact::{Job, Pipeline, Purpose};
use crate::finding::Finding;
use crate::rule::{Check, Context};
use crate::text::Site;

crate::rule! {
    /// An image is pushed before it is scanned, or without a scan.
    ///
    /// ## Why
    /// Once an image is in the registry, someone may run it. A scan afterwards only reports what has already happened.
    ///
    /// Applies only if the policy sets `pipelines: { scan: true }`.
    ///
    /// ## Examples
    /// ```yaml .portcullis.yaml (unchanged)
    /// version: 1
    /// pipelines: { scan: true }
    /// ```
    /// ```diff .github/workflows/release.yml
    ///  on: push
    ///  jobs:
    ///    release:
    ///      runs-on: ubuntu-24.04
    ///      steps:
    ///      - run: docker build -t registry.example/web:$GITHUB_SHA .
    /// +    - run: docker push registry.example/web:$GITHUB_SHA
    ///        ^^^ `release` pushes an image that was not scanned
    /// ```
    /// A scan between build and push is enough.
    /// ```yaml .github/workflows/release.yml
    /// on: push
    /// jobs:
    ///   release:
    ///     runs-on: ubuntu-24.04
    ///     steps:
    ///     - run: docker build -t registry.example/web:$GITHUB_SHA .
    ///     - run: trivy image --exit-code 1 registry.example/web:$GITHUB_SHA
    ///     - run: docker push registry.example/web:$GITHUB_SHA
    /// ```
    "pipeline/pushes-unscanned" {
        standard: High, strict: High, confidence: Likely,
        check: Check::Pipeline(check),
    }
}

fn check(cx: &Context<'_>, pipeline: Change<&Pipeline>) -> Option<Finding> {
    let pipeline = pipeline.after().filter(|_| cx.settings.pipelines.scan)?;
    let (job, site) = pipeline.jobs.iter().find_map(|job| Some((job, unscanned(pipeline, job)?)))?;
    let message = format!("`{}` pushes an image that was not scanned", job.name);
    Some(
        Finding::at(&site, message)
            .help("scan the image between build and push, and fail on findings")
            .about(&job.name),
    )
}

/// Where the job pushes before any scan, its own or one that it waits for.
fn unscanned(pipeline: &Pipeline, job: &Job) -> Option<Site> {
    let scans = |job: &Job| job.purpose == Purpose::Scan || job.steps.iter().any(|step| step.purpose == Purpose::Scan);
    let is_scanned_before = job.waits_for.iter().filter_map(|name| pipeline.job(name)).any(scans);
    let mut steps = job.steps.iter().take_while(|step| step.purpose != Purpose::Scan);
    let pushes = steps.find(|step| step.pushes.is_some())?;
    (!is_scanned_before).then(|| pushes.site.clone())
}
