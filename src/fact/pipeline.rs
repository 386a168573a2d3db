//! Pipelines as graphs of jobs: what waits for what, what may fail, what reaches production.

use super::{Fact, Part};
use crate::change::Identity;
use crate::text::Site;

/// Which system runs a pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum System {
    /// GitHub, Gitea and Forgejo workflows.
    GitHub,
    /// GitLab CI.
    GitLab,
    /// A Jenkinsfile, declarative or scripted.
    Jenkins,
    /// Any other whose jobs are read: CircleCI, Azure, Bitbucket, Buildkite, Drone, Cloud Build. Its name.
    Other(&'static str),
}

/// What a job or a step is there for, told by its name, its environment, the action that it uses and the tools that it calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Nothing that the gate knows.
    #[default]
    Other,
    /// Tests or checks of any kind.
    Test,
    /// Looks for vulnerabilities: trivy, grype, snyk, docker scout, clair, anchore…
    Scan,
    /// Brings something to staging, or verifies it there.
    Staging,
    /// Brings something to production.
    Production,
}

/// One pipeline: a workflow, a `.gitlab-ci.yml`, a Jenkinsfile.
#[derive(Clone, Debug)]
pub struct Pipeline {
    /// Which system runs it.
    pub system: System,
    /// In the order of the file.
    pub jobs: Vec<Job>,
    /// Its first line.
    pub site: Site,
}

/// A job, or a stage of a Jenkinsfile.
#[derive(Clone, Debug)]
pub struct Job {
    /// Which system runs it.
    pub system: System,
    /// Its key in the file: `deploy-production`, `Deploy to Prod`.
    pub name: String,
    /// The environment that it names.
    pub environment: Option<String>,
    /// What it is there for.
    pub purpose: Purpose,
    /// The names of all jobs that must have succeeded before it runs, those that they wait for included: `needs`, stages in their
    /// order, `dependsOn`.
    pub waits_for: Vec<String>,
    /// The condition under which it runs, as written, or the setting that decides it: `if:`, `rules: when:`, `when { expression … }`.
    pub condition: Option<Part>,
    /// What says that it never runs: `if: false`, `when: never`.
    pub never: Option<Site>,
    /// What says that its failure does not count: `continue-on-error: true`, `allow_failure: true`, `catchError`.
    pub may_fail: Option<Site>,
    /// What makes it wait for a person: `when: manual`, `input`.
    pub manual: Option<Site>,
    /// Its steps.
    pub steps: Vec<Step>,
    /// Its name in the file.
    pub site: Site,
}

/// A step of a job.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name, or what it uses, or the first words of what it runs.
    pub name: String,
    /// What it is there for.
    pub purpose: Purpose,
    /// The condition under which it runs.
    pub condition: Option<Part>,
    /// What says that it never runs.
    pub never: Option<Site>,
    /// What says that its failure does not count: `continue-on-error: true`, `|| true` behind its only check.
    pub may_fail: Option<Site>,
    /// Whether it pushes an image: `docker push`, `build-push-action` with `push: true`, kaniko, buildah push, ko, jib.
    pub pushes: Option<Site>,
    /// Where it stands: its name or its first key.
    pub site: Site,
}

/// `uses:` of a step or a job.
#[derive(Clone, Debug)]
pub struct Uses {
    /// What it is in its file: `jobs build steps 2`.
    pub owner: String,
    /// What is used.
    pub what: Used,
    /// The comment behind it, without `#` and blanks: `v4.2.1`.
    pub comment: Option<Part>,
    /// The whole value, without quotes.
    pub site: Site,
}

/// What `uses:` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Used {
    /// `./path`: it comes with the commit.
    Local(String),
    /// `docker://image`.
    Docker(String),
    /// `owner/repository[/path]@ref`; a workflow of another repository too.
    Remote {
        /// `owner/repository`.
        repository: String,
        /// The directory or the workflow's file in it; empty for its root.
        path: String,
        /// What stands behind `@`, with its place.
        version: Option<Part>,
    },
}

impl Pipeline {
    /// The job of that name.
    #[must_use]
    pub fn job(&self, name: &str) -> Option<&Job> {
        self.jobs.iter().find(|job| job.name == name)
    }

    /// Its graph.
    fn says(&self) -> String {
        let jobs: Vec<_> = self.jobs.iter().map(|job| (&job.name, &job.waits_for, job.purpose)).collect();
        format!("{jobs:?}")
    }
}

impl Job {
    /// When it runs, what its failure means, and its steps.
    fn says(&self) -> String {
        let steps: Vec<_> = self.steps.iter().map(|step| (&step.name, step.may_fail.is_some())).collect();
        let condition = self.condition.as_ref().map(|part| &part.text);
        format!("{:?}", (&self.waits_for, condition, self.may_fail.is_some(), self.manual.is_some(), steps))
    }
}

impl Used {
    fn says(&self) -> String {
        match self {
            Self::Local(path) => path.clone(),
            Self::Docker(image) => format!("docker://{image}"),
            Self::Remote { repository, path, version } => {
                format!("{repository}/{path}@{}", version.as_ref().map_or("", |part| part.text.as_str()))
            }
        }
    }
}

impl Identity for Pipeline {
    type Key = String;

    fn key(&self) -> String {
        format!("{:?}", self.system)
    }
}

impl Fact for Pipeline {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.says() == other.says()
    }

    fn statement(&self) -> Option<String> {
        Some(format!("{:?} {}", self.system, self.says()))
    }
}

impl Identity for Job {
    type Key = String;

    fn key(&self) -> String {
        self.name.clone()
    }
}

impl Fact for Job {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.says() == other.says()
    }

    fn statement(&self) -> Option<String> {
        Some(format!("{:?} {} {}", self.system, self.name, self.says()))
    }
}

impl Identity for Uses {
    type Key = String;

    fn key(&self) -> String {
        self.owner.clone()
    }
}

impl Fact for Uses {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.what.says() == other.what.says()
    }

    /// A step is the same in whichever job it stands.
    fn statement(&self) -> Option<String> {
        Some(self.what.says())
    }

    fn by_value(&self) -> Option<String> {
        Some(String::from_utf8_lossy(self.site.bytes()).into_owned())
    }

    fn detail(&self) -> String {
        match &self.what {
            Used::Local(path) | Used::Docker(path) => path.clone(),
            Used::Remote { repository, path, .. } => format!("{repository}/{path}"),
        }
    }
}
