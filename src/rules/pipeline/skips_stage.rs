//! `pipeline/skips-stage`.

use crate::change::Change;
use crate::fact::{Job, Purpose};
use crate::finding::{Edit, Finding, Safety};
use crate::rule::{Check, Context};
use crate::text::Site;

crate::rule! {
    /// A pipeline can skip staging or a scan, or ignores their failure.
    ///
    /// ## Why
    /// The stage before production is the only safety net. A flag that skips it "just this once" gets used again, and a scan
    /// that may fail is not a scan.
    ///
    /// The rule looks at scan and staging jobs and steps, and at the conditions of production ones. Add more skip flags to the
    /// policy with `pipelines.skip_flags`.
    ///
    /// ## Examples
    /// ```diff .github/workflows/deploy.yml
    ///  on: push
    ///  jobs:
    ///    staging:
    ///      environment: staging
    /// +    if: false
    ///          ^^^^^ `staging` never runs, so changes skip it on the way to production
    ///      runs-on: ubuntu-24.04
    ///      steps:
    ///      - run: ./deploy.sh staging
    /// ```
    /// ```diff Jenkinsfile
    ///  pipeline {
    ///    agent any
    ///    stages {
    ///      stage('Deploy to Prod') {
    /// -      when { branch 'main' }
    /// +      when { expression { return params.SKIP_STAGING == true } }
    ///                                          ^^^^^^^^^^^^ `SKIP_STAGING` lets `Deploy to Prod` skip the stage before it
    ///        steps { sh './deploy.sh production' }
    ///      }
    ///    }
    ///  }
    /// ```
    /// ```diff .gitlab-ci.yml
    ///  trivy:
    ///    script: trivy image registry.example/web:1.4.2
    /// -  allow_failure: false
    /// +  allow_failure: true
    ///                   ^^^^ `trivy` may fail without stopping the pipeline
    /// ```
    /// A test that may fail is not a gate.
    /// ```yaml .github/workflows/test.yml
    /// on: push
    /// jobs:
    ///   nightly:
    ///     runs-on: ubuntu-24.04
    ///     continue-on-error: true
    ///     steps:
    ///     - run: cargo +nightly test
    /// ```
    "pipeline/skips-stage" {
        standard: Critical, strict: Critical, confidence: Likely,
        check: Check::Job(check),
    }
}

fn check(cx: &Context<'_>, job: Change<&Job>) -> Option<Finding> {
    let job = job.after()?;
    let help = "send every change through the same stages; make a slow stage faster instead of skipping it";
    let finding = never(job).or_else(|| may_fail(job)).or_else(|| by_flag(cx, job))?;
    Some(finding.help(help))
}

/// Whether what somebody is there for is a gate before production.
fn is_gate(purpose: Purpose) -> bool {
    matches!(purpose, Purpose::Staging | Purpose::Scan)
}

fn never(job: &Job) -> Option<Finding> {
    let passed = |name: &str| format!("`{name}` never runs, so changes skip it on the way to production");
    if let Some(site) = job.never.as_ref().filter(|_| is_gate(job.purpose)) {
        return Some(Finding::at(site, passed(&job.name)));
    }
    let step = job.steps.iter().find(|step| is_gate(step.purpose) && step.never.is_some())?;
    Some(Finding::at(step.never.as_ref()?, passed(&step.name)))
}

fn may_fail(job: &Job) -> Option<Finding> {
    let ignored = |site: &Site, name: &str| {
        let finding = Finding::at(site, format!("`{name}` may fail without stopping the pipeline"));
        // Only where a setting says so, and not a command (`|| true`).
        let edit = || Edit { site: site.clone(), text: "false".to_owned() };
        let is_setting = site.bytes() == b"true";
        if is_setting {
            finding.fix("let its failure stop the pipeline", Safety::Unsafe, vec![edit()])
        } else {
            finding
        }
    };
    if let Some(site) = job.may_fail.as_ref().filter(|_| is_gate(job.purpose)) {
        return Some(ignored(site, &job.name));
    }
    let step = job.steps.iter().find(|step| is_gate(step.purpose) && step.may_fail.is_some())?;
    Some(ignored(step.may_fail.as_ref()?, &step.name))
}

/// A condition that names a flag for skipping: on the way to production, or of the stage before it.
fn by_flag(cx: &Context<'_>, job: &Job) -> Option<Finding> {
    let is_ours = |purpose| is_gate(purpose) || purpose == Purpose::Production;
    let steps = job.steps.iter().filter(|step| is_ours(step.purpose)).map(|step| (&step.condition, &step.name));
    let own = is_ours(job.purpose).then_some((&job.condition, &job.name));
    own.into_iter().chain(steps).find_map(|(condition, name)| {
        let condition = condition.as_ref()?;
        let range = flag(&condition.text, &cx.settings.pipelines.skip_flags)?;
        let flag = condition.text.get(range.clone())?;
        // Decoded and written text are the same but for quotes and folds: where they differ, the whole condition is shown.
        let is_same = condition.site.bytes() == condition.text.as_bytes();
        let span = if is_same { condition.site.span.part(range) } else { condition.site.span };
        let site = Site::new(&condition.site.text, span);
        Some(Finding::at(&site, format!("`{flag}` lets `{name}` skip the stage before it")))
    })
}

/// Where a condition names a flag that skips something: `SKIP_STAGING`, `skip-stage`, `bypass_scan`, one of the policy's own.
fn flag(condition: &str, own: &[String]) -> Option<std::ops::Range<usize>> {
    const VERBS: &[&str] = &["skip", "bypass", "ignore", "disable", "no"];
    const STAGES: &[&str] = &[
        "stage", "staging", "stg", "qa", "uat", "scan", "scans", "scanning", "gate", "gates", "approval", "preprod",
        "verify", "verification",
    ];
    if let Some((start, flag)) = own.iter().find_map(|flag| Some((condition.find(flag.as_str())?, flag))) {
        return Some(start..start + flag.len());
    }
    let is_in = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let mut start = 0;
    for name in condition.split(|c| !is_in(c)) {
        let at = start;
        start += name.len() + condition[start + name.len()..].chars().next().map_or(0, char::len_utf8);
        let words = words(name);
        let skips =
            words.windows(2).any(|pair| VERBS.contains(&pair[0].as_str()) && STAGES.contains(&pair[1].as_str()));
        if skips {
            return Some(at..at + name.len());
        }
    }
    None
}

/// The words of `SKIP_STAGING`, `skip-stage`, `skipStaging`, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = '_';
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && before.is_ascii_lowercase()) {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_ascii_alphanumeric(), words.last_mut()) {
            word.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::flag;

    #[test]
    fn flags_by_their_words() {
        for (condition, expected) in [
            ("params.SKIP_STAGING == true", Some("SKIP_STAGING")),
            ("contains(github.event.head_commit.message, '[skip-stage]')", Some("skip-stage")),
            ("inputs.skipStaging", Some("skipStaging")),
            ("$BYPASS_SCAN == \"1\"", Some("BYPASS_SCAN")),
            ("!contains(github.event.head_commit.message, '[skip ci]')", None),
            ("github.ref == 'refs/heads/staging'", None),
            ("env.FAST", Some("FAST")),
        ] {
            let found = flag(condition, &["FAST".to_owned()]).map(|range| &condition[range]);
            assert_eq!(found, expected, "{condition}");
        }
    }
}
