//! Secrets from end to end: found in any language, told once, on the side of the change that brought them, and never shown.

mod detectors;
mod history;
mod masks;
mod places;
mod redaction;
mod stories;
mod suppression;

use std::fmt;

use portcullis::finding::Severity;
use portcullis::policy::{Decision, Sources};
use portcullis::scan::Origin;
use portcullis::secret::providers;
use portcullis::source::{ChangeSet, memory};
use portcullis::text::RepoPath;

/// The day on which changes are judged.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 21);

/// What a person made, and nobody guesses at once.
const PASSWORD: &str = "vN3-hT6_cQw9!bL";

/// A token of the first form of `rule`, the same for each `seed`, which nobody issued.
fn token(rule: &str, seed: u64) -> String {
    let mut detectors = providers::all().flat_map(|provider| provider.detectors);
    let detector = detectors.find(|detector| detector.rule == rule).unwrap();
    String::from_utf8(detector.shapes[0].example(seed)).unwrap()
}

pub(crate) fn pat(seed: u64) -> String {
    token("secret/github-pat", seed)
}

/// A finding about a secret, as a test reads it.
struct Told {
    rule: &'static str,
    path: String,
    line: usize,
    bytes: String,
    severity: Severity,
    print: String,
    message: String,
    /// ` gates`, ` existing`, ` waived`, ` +2` for two places more.
    marks: String,
}

impl Told {
    fn new(decision: &Decision) -> Self {
        let finding = &decision.judged.finding;
        let mut marks = String::new();
        let mut mark = |is_so: bool, mark: &str| marks.push_str(if is_so { mark } else { "" });
        mark(decision.gates(), " gates");
        mark(decision.judged.origin == Origin::Existing, " existing");
        mark(decision.is_waived(), " waived");
        mark(!finding.related.is_empty(), &format!(" +{}", finding.related.len()));
        Self {
            rule: decision.judged.rule.name,
            path: finding.at.text.path().to_string(),
            line: finding.at.text.position(finding.at.span.start).line,
            bytes: String::from_utf8_lossy(finding.at.bytes()).into_owned(),
            severity: decision.severity,
            print: decision.judged.print.to_string(),
            message: finding.message.clone(),
            marks,
        }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}:{}{}", self.rule, self.path, self.line, self.marks)
    }
}

/// What is told about secrets in a change.
fn told(change: &ChangeSet) -> Vec<Told> {
    let tree = change.policy_tree.as_deref();
    let verdict =
        portcullis::run::check(change, &Sources { tree, ..Sources::default() }, TODAY, &portcullis::run::Offline)
            .unwrap();
    let is_ours = |decision: &&Decision| decision.judged.rule.name.contains("secret");
    verdict.decisions.iter().filter(is_ours).map(Told::new).collect()
}

/// A change in memory: paths and texts, before and after.
fn change<T: AsRef<str>>(base: &[(&str, T)], head: &[(&str, T)]) -> ChangeSet {
    let files = |side: &[(&str, T)]| {
        side.iter().map(|(path, text)| (RepoPath::from(*path), text.as_ref().as_bytes().to_vec())).collect()
    };
    memory::change_set(files(base), files(head))
}

/// What is told about such a change.
fn judged<T: AsRef<str>>(base: &[(&str, T)], head: &[(&str, T)]) -> Vec<Told> {
    told(&change(base, head))
}

fn lines(told: &[Told]) -> Vec<String> {
    told.iter().map(ToString::to_string).collect()
}
