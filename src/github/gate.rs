//! `portcullis github`: from the event to the verdict, and from the verdict to the pull request.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::change::{self, Found, Search};
use super::commit::CommitId;
use super::consent::{self, Consent};
use super::deliver::{Delivered, Delivery};
use super::environment::Environment;
use super::event::{self, Event, PullRequest};
use super::log::Log;
use super::lookup::Lookup;
use super::state;
use super::upload::{self, Sent, Settled, Upload};
use super::{Error, Options, outputs, policy_files, whole};
use crate::net;
use crate::net::github::{Client, Config};
use crate::policy::{self, Outcome, Verdict};
use crate::report::model::{self, OriginName, Report, SideName};
use crate::report::{self, Format};
use crate::review::Pull;
use crate::run::{self, Offline, Registries};
use crate::source::{ChangeSet, SIZE_CAP, Tree};
use crate::text::RepoPath;
use crate::verify::Identity;

/// How long to wait for code scanning.
const PATIENCE: Duration = Duration::from_secs(60);

/// The gate, for one run.
pub struct Gate<'a> {
    environment: &'a Environment,
    options: &'a Options,
    client: Arc<Client>,
    event: Event,
}

/// A change, judged.
pub struct Judged {
    /// What came of it.
    pub verdict: Verdict,
    /// The same as data.
    report: Report,
    /// The commit whose lines the findings count.
    commit: CommitId,
    /// Findings whose lines are not known to be those of the pull request's head.
    moved_on: BTreeSet<String>,
}

/// What is uploaded to code scanning, and for which commit.
struct Analysis {
    sarif: Vec<u8>,
    commit: CommitId,
    /// What leads to it.
    reference: String,
}

impl<'a> Gate<'a> {
    /// Reads the event.
    ///
    /// # Errors
    /// No event that is about a change, or no address of an API.
    pub fn new(environment: &'a Environment, options: &'a Options) -> Result<Self, Error> {
        let event = event::read(&environment.event_name, &environment.event_path)?;
        Ok(Self { environment, options, client: Arc::new(client(environment, options)?), event })
    }

    /// Finds the change and judges it by the policy of its target; nothing where the event changes nothing.
    ///
    /// # Errors
    /// The change could not be found, or the policy is wrong.
    pub fn judge(&self, log: &mut Log<'_>) -> Result<Option<Judged>, Error> {
        let found = match change::find(&self.event, self.environment, &self.client, self.options.api)? {
            Search::Nothing(why) => {
                log.notice(&format!("nothing to judge: {why}"));
                return Ok(None);
            }
            Search::Found(found) => *found,
        };
        let Found { mut set, way, commit, reviewed } = found;
        log.say(&format!("found the change: {way}"));
        if let Event::PullRequest(pull) = &self.event {
            set.describe(format!("{}\n\n{}\n", pull.title, pull.body).into_bytes());
        }
        let mut verdict = self.check(&set)?;
        self.ask_for_consent(&mut verdict, log);
        let report = model::report(&verdict);
        let moved_on = moved_on(&report, reviewed.as_ref(), set.trees.head.as_ref());
        Ok(Some(Judged { verdict, report, commit, moved_on }))
    }

    /// Judges `set` by the policy that is its own.
    fn check(&self, set: &ChangeSet) -> Result<Verdict, Error> {
        let tree = set.policy_tree.as_deref();
        let given = |path: &Option<std::path::PathBuf>| {
            path.as_deref().map(|path: &Path| policy_files::read(path, tree, self.environment)).transpose()
        };
        let (config, extends) = (given(&self.options.config)?, given(&self.options.extends)?);
        let sources = policy::Sources { tree, config, extends, ..self.options.policy.clone() };
        let lookup = |identity: &Identity| Lookup { client: Arc::clone(&self.client), identity: identity.clone() };
        let lookup = self.options.registries.as_ref().map(lookup);
        let registries: &dyn Registries = lookup.as_ref().map_or(&Offline, |lookup| lookup);
        Ok(run::check(set, &sources, self.options.today, registries)?)
    }

    /// Lets a blocked change pass where somebody whom the policy names has said so.
    fn ask_for_consent(&self, verdict: &mut Verdict, log: &mut Log<'_>) {
        let (number, head) = match &self.event {
            Event::PullRequest(pull) => (Some(pull.number), Some(&pull.head)),
            Event::MergeGroup(group) => (group.number, None),
            _ => (None, None),
        };
        let (Some(glass), Some(number), Outcome::Fail) = (&verdict.break_glass, number, verdict.outcome) else {
            return;
        };
        match consent::ask(&self.client, &self.environment.repository, number, head, glass) {
            Ok(Consent::Given(overruled)) => verdict.overrule(overruled),
            Ok(Consent::Missing(missing)) => {
                missing.iter().for_each(|why| log.notice(&format!("break-glass does not apply: {why}")));
            }
            Err(error) => log.warn(&format!("break-glass cannot be checked, so it does not apply: {error}")),
        }
    }

    /// Leaves outputs and a summary on the runner.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn publish(&self, judged: Option<&Judged>, sarif: Option<&Path>) -> Result<(), Error> {
        let verdict = judged.map_or("pass", |judged| judged.report.verdict.as_str());
        let findings = judged.map_or(0, |judged| judged.report.findings.iter().filter(|one| is_about(one)).count());
        let file = sarif.map(|path| path.display().to_string()).unwrap_or_default();
        let wrong =
            |path: &Path, error: &std::io::Error| Error::Write { path: path.to_owned(), why: error.to_string() };
        if let Some(path) = &self.environment.output {
            let rows = [("verdict", verdict), ("findings", &findings.to_string()), ("sarif-file", &file)];
            outputs::write(path, &rows).map_err(|error| wrong(path, &error))?;
        }
        let (Some(path), Some(judged)) = (&self.environment.summary, judged) else { return Ok(()) };
        let mut page = Vec::new();
        report::write(Format::Markdown, &judged.verdict, &report::Options::default(), &mut page)
            .map_err(|error| wrong(path, &error))?;
        let page = String::from_utf8_lossy(&page);
        let short = format!(
            "## Portcullis: {verdict}\n\nThe job's log has the findings: they are too long for this summary.\n"
        );
        outputs::summarise(path, &page, &short).map_err(|error| wrong(path, &error))
    }

    /// Tells GitHub: a review on the pull request, the findings to code scanning. What does not work is said, and stops nothing. Where no
    /// change was judged, code scanning is still told of the default branch.
    pub fn deliver(&self, judged: Option<&Judged>, log: &mut Log<'_>) {
        let reviewed = judged.zip(self.pull()).filter(|_| self.options.comment);
        let wants_upload = self.options.upload && self.is_analysed(judged);
        if reviewed.is_none() && !wants_upload {
            return;
        }
        if let Err(why) = self.may_write() {
            log.notice(&format!("nothing is posted: {why}. The log, the summary and the SARIF file have all findings"));
            return;
        }
        let state = reviewed.and_then(|_| self.state(log));
        if let (Some(state), Some(pull)) = (&state, self.pull())
            && state.head != pull.head
        {
            log.notice("the pull request has a newer commit: nothing is posted for this one");
            return;
        }
        let sent = if wants_upload { self.analysis(judged, log).and_then(|one| self.upload(one, log)) } else { None };
        if let (Some(state), Some((judged, pull))) = (state, reviewed) {
            self.review(judged, pull, state, log);
        }
        if let Some((analysis, sent)) = &sent {
            self.settle(analysis, sent, log);
        }
    }

    /// Tells how many requests were sent.
    pub fn count(&self, log: &mut Log<'_>) {
        if self.options.verbose {
            log.say(&format!("requests to GitHub: {}", self.client.calls()));
        }
    }

    fn pull(&self) -> Option<&PullRequest> {
        match &self.event {
            Event::PullRequest(pull) => Some(pull),
            _ => None,
        }
    }

    /// Whether code scanning has a place for what was judged. A merge group is no branch that lasts, and each of its pull requests has
    /// been analysed already.
    fn is_analysed(&self, judged: Option<&Judged>) -> bool {
        match self.event {
            Event::MergeGroup(_) | Event::WorkflowRun(_) => false,
            Event::PullRequest(_) | Event::Push(_) | Event::Dispatch { .. } | Event::Schedule => {
                judged.is_some() || self.default_branch().is_some()
            }
        }
    }

    /// The default branch and its commit, where the run is about that: whatever brought it there, code scanning is told of all of it.
    fn default_branch(&self) -> Option<(&str, &CommitId)> {
        let Environment { reference, sha, .. } = self.environment;
        match &self.event {
            Event::Push(push) => Some((push.reference.as_str(), push.after.as_ref().filter(|_| push.is_to_default())?)),
            Event::Dispatch { default_branch } => {
                (*reference == event::branch(default_branch)).then_some((reference, sha))
            }
            Event::Schedule => Some((reference, sha)),
            Event::PullRequest(_) | Event::MergeGroup(_) | Event::WorkflowRun(_) => None,
        }
    }

    /// Whether the token can be expected to write at all; why not.
    fn may_write(&self) -> Result<(), &'static str> {
        if self.environment.token.is_none() {
            return Err("there is no token; set `PORTCULLIS_TOKEN`");
        }
        let Some(pull) = self.pull().filter(|pull| !pull.from_base) else { return Ok(()) };
        let is_ours = |name: &String| name.eq_ignore_ascii_case(&self.environment.repository);
        if !pull.head_repository.as_ref().is_some_and(is_ours) {
            return Err("the change comes from a fork, whose runs are read-only");
        }
        if self.environment.actor == "dependabot[bot]" {
            return Err("Dependabot started the run, and its token is read-only");
        }
        Ok(())
    }

    /// What stands on the pull request; nothing where it is closed, or cannot be asked.
    fn state(&self, log: &mut Log<'_>) -> Option<state::State> {
        let pull = self.named(self.pull()?);
        match state::read(&self.client, &pull) {
            Ok(state) if state.is_open => Some(state),
            Ok(_) => {
                log.notice("the pull request is closed: nothing is posted");
                None
            }
            Err(error) => {
                not_posted(&error, log);
                None
            }
        }
    }

    fn named(&self, pull: &PullRequest) -> Pull {
        Pull {
            server: self.environment.server.clone(),
            repository: self.environment.repository.clone(),
            number: pull.number,
            head: pull.head.to_string(),
            category: self.options.category.clone(),
        }
    }

    fn review(&self, judged: &Judged, pull: &PullRequest, state: state::State, log: &mut Log<'_>) {
        let pull = self.named(pull);
        let refused = judged.moved_on.clone();
        let delivery = Delivery { client: &self.client, pull: &pull, report: &judged.report, refused };
        tell(delivery.run(state), log);
    }

    /// Where the analysis belongs: the reference that leads to the commit that was judged.
    fn reference(&self, judged: &Judged) -> String {
        match &self.event {
            Event::PullRequest(pull) if judged.commit == pull.head => format!("refs/pull/{}/head", pull.number),
            Event::PullRequest(pull) => format!("refs/pull/{}/merge", pull.number),
            Event::Push(push) => push.reference.clone(),
            _ => self.environment.reference.clone(),
        }
    }

    /// What code scanning is given; nothing where it would be less than the truth.
    fn analysis(&self, judged: Option<&Judged>, log: &mut Log<'_>) -> Option<Analysis> {
        let written = match (self.default_branch(), judged) {
            (Some((reference, commit)), _) => self
                .whole_tree(commit)
                .and_then(|verdict| self.sarif(&verdict))
                .map(|sarif| Analysis { sarif, commit: commit.clone(), reference: reference.to_owned() }),
            (None, Some(judged)) => self.sarif(&judged.verdict).map(|sarif| Analysis {
                sarif,
                commit: judged.commit.clone(),
                reference: self.reference(judged),
            }),
            (None, None) => return None,
        };
        written.map_err(|why| log.warn(&format!("nothing is uploaded to code scanning: {why}"))).ok()
    }

    /// All of the default branch, judged by its own policy.
    fn whole_tree(&self, commit: &CommitId) -> Result<Verdict, String> {
        let unread = |why: String| format!("the whole tree of {commit} is needed, but {why}");
        if self.options.api {
            return Err(unread("it is only read from a checkout".to_owned()));
        }
        let set = whole::read(self.environment, commit).map_err(unread)?;
        let verdict = self.check(&set).map_err(|error| unread(error.to_string()))?;
        whole::complete(&verdict).map_err(unread)?;
        Ok(verdict)
    }

    fn sarif(&self, verdict: &Verdict) -> Result<Vec<u8>, String> {
        let mut sarif = Vec::new();
        report::write(Format::Sarif, verdict, &self.sarif_options(), &mut sarif)
            .map_err(|error| format!("the findings cannot be written as SARIF: {error}"))?;
        Ok(sarif)
    }

    fn upload(&self, analysis: Analysis, log: &mut Log<'_>) -> Option<(Analysis, Sent)> {
        match self.target(&analysis).send(&analysis.sarif) {
            Ok(sent) => {
                if sent.left_out > 0 {
                    log.warn(&format!(
                        "code scanning accepts no more results: the {} least severe were left out",
                        sent.left_out
                    ));
                }
                Some((analysis, sent))
            }
            Err(error) if error.is_denied() => {
                log.notice(&upload::advice(&error));
                None
            }
            Err(error) => {
                log.warn(&upload::advice(&error));
                None
            }
        }
    }

    fn target<'t>(&'t self, analysis: &'t Analysis) -> Upload<'t> {
        let Analysis { commit, reference, .. } = analysis;
        Upload { client: &self.client, repository: &self.environment.repository, commit, reference }
    }

    fn settle(&self, analysis: &Analysis, sent: &Sent, log: &mut Log<'_>) {
        match self.target(analysis).settle(sent, PATIENCE) {
            Ok(Settled::Complete) => {}
            Ok(Settled::Pending) => log.say("code scanning received the findings and is still processing them"),
            Ok(Settled::Failed(errors)) => {
                log.warn(&format!("code scanning refused the findings: {}", errors.join("; ")));
            }
            Err(error) => {
                log.say(&format!("code scanning received the findings, but their status is unknown: {error}"))
            }
        }
    }

    /// How the gate writes SARIF: each gate of several has alerts of its own.
    #[must_use]
    pub fn sarif_options(&self) -> report::Options {
        let category = Some(self.options.category.clone()).filter(|category| category != super::CATEGORY);
        report::Options { category, ..report::Options::default() }
    }
}

/// A client for the host that the runner names.
pub(super) fn client(environment: &Environment, options: &Options) -> Result<Client, Error> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let category = &options.category;
    if category.is_empty() || category.len() > 64 || !category.bytes().all(is_name) {
        return Err(Error::Category(category.clone()));
    }
    let (host, token) = (environment.host.clone(), environment.token.clone());
    Ok(Client::new(Config { host, token, deadline: options.deadline })?)
}

/// Says what came of a delivery; whether it arrived.
pub(super) fn tell(delivered: Result<Delivered, net::github::Error>, log: &mut Log<'_>) {
    match delivered {
        Ok(Delivered::Moved) => {
            log.notice("the pull request has a newer commit: nothing more is posted for this one");
        }
        Ok(Delivered::Done { off_lines, failures }) => {
            if off_lines > 0 {
                log.say(&format!(
                    "findings listed only in the summary, because they are not on a changed line: {off_lines}"
                ));
            }
            if let Some(first) = failures.first() {
                log.warn(&format!("some comments could not be edited ({}): {first}", failures.len()));
            }
        }
        Err(error) => not_posted(&error, log),
    }
}

fn not_posted(error: &net::github::Error, log: &mut Log<'_>) {
    let rest = "the log and the summary have all findings";
    match error.is_denied() {
        true => log.notice(&format!("no review is posted: {error}; give the job `pull-requests: write`. {rest}")),
        false => log.warn(&format!("the review could not be posted: {error}; {rest}")),
    }
}

/// Whether a finding is about the change, and nobody has waived it.
fn is_about(finding: &model::Finding) -> bool {
    let is_new = finding.origin == OriginName::Introduced || finding.touched;
    finding.suppressed.is_none() && (finding.gates || is_new)
}

/// The findings of files that a merge has changed beyond what the pull request's head has: their lines may have other numbers there.
fn moved_on(report: &Report, reviewed: Option<&Arc<dyn Tree>>, judged: Option<&Arc<dyn Tree>>) -> BTreeSet<String> {
    let (Some(reviewed), Some(judged)) = (reviewed, judged) else { return BTreeSet::new() };
    let read = |tree: &Arc<dyn Tree>, path: &RepoPath| tree.file(path).ok().flatten()?.blob.read(SIZE_CAP).ok();
    let mut same: BTreeMap<&str, bool> = BTreeMap::new();
    let mut is_same = |path| {
        *same.entry(path).or_insert_with(|| {
            let place = RepoPath::from(path);
            let bytes = read(judged, &place);
            bytes.is_some() && bytes == read(reviewed, &place)
        })
    };
    let of_head = report.findings.iter().filter(|finding| finding.side == SideName::Head);
    of_head.filter(|finding| !is_same(finding.path.as_str())).map(|finding| finding.fingerprint.clone()).collect()
}
