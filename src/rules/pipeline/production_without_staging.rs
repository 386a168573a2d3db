//! `pipeline/production-without-staging`.

use crate::change::Change;
use crate::fact::{Job, Pipeline, Purpose};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// A production job no longer waits for staging.
    ///
    /// ## Why
    /// Staging is where you see the image run before it goes to production. A production job that does not wait for it deploys
    /// something untested, and your users find out.
    ///
    /// The rule compares the job graph before and after the change: `needs`, stages in order, and what those wait for in turn.
    ///
    /// ## Examples
    /// ```diff .github/workflows/deploy.yml
    ///  on: push
    ///  jobs:
    ///    staging:
    ///      environment: staging
    ///      runs-on: ubuntu-24.04
    ///      steps:
    ///      - run: ./deploy.sh
    ///    production:
    ///    ^^^^^^^^^^ `production` no longer waits for `staging`
    /// -    needs: staging
    ///      environment: production
    ///      runs-on: ubuntu-24.04
    ///      steps:
    ///      - run: ./deploy.sh
    /// ```
    /// A job in between still waits for staging.
    /// ```diff .github/workflows/deploy.yml
    ///  on: push
    ///  jobs:
    ///    staging:
    ///      environment: staging
    ///      runs-on: ubuntu-24.04
    ///      steps:
    ///      - run: ./deploy.sh
    /// +  smoke:
    /// +    needs: staging
    /// +    runs-on: ubuntu-24.04
    /// +    steps:
    /// +    - run: ./smoke.sh
    ///    production:
    /// -    needs: staging
    /// +    needs: smoke
    ///      environment: production
    ///      runs-on: ubuntu-24.04
    ///      steps:
    ///      - run: ./deploy.sh
    /// ```
    "pipeline/production-without-staging" {
        standard: Critical, strict: Critical, confidence: Likely,
        check: Check::Pipeline(check),
    }
}

fn check(_: &Context<'_>, pipeline: Change<&Pipeline>) -> Option<Finding> {
    let (before, after) = pipeline.both()?;
    let is_production = |job: &&Job| job.purpose == Purpose::Production;
    after.jobs.iter().filter(is_production).find_map(|job| {
        // A job under another name took the place of the only one.
        let was = before.job(&job.name).or_else(|| {
            let mut gone = before.jobs.iter().filter(is_production).filter(|old| after.job(&old.name).is_none());
            gone.next()
        })?;
        let staging = staging_before(before, was)?;
        if staging_before(after, job).is_some() {
            return None;
        }
        let message = format!("`{}` no longer waits for `{}`", job.name, staging.name);
        let help =
            "make it wait for the job that deploys the same image to staging: `needs`, `dependsOn` or an earlier stage";
        Some(
            Finding::at(&job.site, message).related(&staging.site, "the job it waited for").help(help).about(&job.name),
        )
    })
}

/// The job for staging that `job` waits for.
fn staging_before<'a>(pipeline: &'a Pipeline, job: &Job) -> Option<&'a Job> {
    job.waits_for.iter().filter_map(|name| pipeline.job(name)).find(|job| job.purpose == Purpose::Staging)
}
