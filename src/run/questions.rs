//! What the files cannot tell is asked here: who is asked, and what is said about what nobody answered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::migrated::Migrations;
use super::uses;
use crate::answers::{Answer, Answers, Merged, Oracle, Question};
use crate::policy::Policy;
use crate::settings::{OnError, Registry};
use crate::source::{Ancestry, ChangeSet, Tree, Unchecked};
use crate::text::Side;

/// The most images that a report lists as not verified, one by one.
const MOST_ROWS: usize = 50;

/// How often open questions are put: an answer may lead to a question about the head, and a finding to one about the base.
pub(super) const ROUNDS: usize = 3;

/// Who is asked about images.
pub trait Registries: Sync {
    /// Somebody to ask under these settings; the certificates that they name are read from `tree`, the policy's own.
    /// Nothing where nobody is to be asked.
    ///
    /// # Errors
    /// What is wrong with the settings.
    fn connect(&self, settings: &Registry, tree: Option<&dyn Tree>) -> Result<Option<Box<dyn Oracle>>, String>;
}

/// Nobody is asked.
#[derive(Clone, Copy, Debug)]
pub struct Offline;

impl Registries for Offline {
    fn connect(&self, _: &Registry, _: Option<&dyn Tree>) -> Result<Option<Box<dyn Oracle>>, String> {
        Ok(None)
    }
}

/// The repository's own history and trees, and registries.
pub(super) struct Sources<'a> {
    set: &'a ChangeSet,
    ancestry: Option<&'a dyn Ancestry>,
    registries: &'a dyn Registries,
    settings: &'a Registry,
    tree: Option<&'a dyn Tree>,
    migrations: Option<Migrations<'a>>,
    connected: OnceLock<Result<Option<Box<dyn Oracle>>, String>>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(set: &'a ChangeSet, policy: &'a Policy, registries: &'a dyn Registries) -> Self {
        Self {
            set,
            ancestry: set.ancestry.as_deref(),
            registries,
            settings: &policy.root().settings().registry,
            tree: set.policy_tree.as_deref(),
            migrations: None,
            connected: OnceLock::new(),
        }
    }

    /// And the migrations of the change.
    pub(super) fn with(self, migrations: Migrations<'a>) -> Self {
        Self { migrations: Some(migrations), ..self }
    }

    /// What came of `commit`, from the repository itself.
    fn merged(&self, commit: &str) -> Option<Answer> {
        Some(match self.ancestry?.is_merged(commit) {
            Ok(Some(true)) => Answer::Merged(Merged::Yes),
            Ok(Some(false)) => Answer::Merged(Merged::No),
            Ok(None) => Answer::Merged(Merged::NoSuchCommit),
            Err(why) => Answer::Unknown(why),
        })
    }

    /// The answers of the registries.
    fn ask(&self, questions: &[Question]) -> Vec<Option<Answer>> {
        if questions.is_empty() {
            return Vec::new();
        }
        match self.connected.get_or_init(|| self.registries.connect(self.settings, self.tree)) {
            Ok(Some(oracle)) => oracle.answer(questions),
            Ok(None) => vec![None; questions.len()],
            Err(why) => vec![Some(Answer::Unknown(why.clone())); questions.len()],
        }
    }
}

impl Oracle for Sources<'_> {
    fn answer(&self, questions: &[Question]) -> Vec<Option<Answer>> {
        let is_own = |question: &Question| {
            matches!(question, Question::Merged { .. } | Question::Uses { .. } | Question::Migrated { .. })
        };
        let mut uses = uses::answer(self.set, questions);
        let elsewhere: Vec<Question> = questions.iter().filter(|one| !is_own(one)).cloned().collect();
        let mut answers = self.ask(&elsewhere).into_iter();
        let answer = |(question, uses): (&Question, &mut Option<Answer>)| match question {
            Question::Merged { commit } => self.merged(commit),
            Question::Uses { .. } => uses.take(),
            Question::Migrated { .. } => self.migrations.as_ref().and_then(|all| all.answer(question)),
            _ => answers.next().flatten(),
        };
        questions.iter().zip(&mut uses).map(answer).collect()
    }
}

/// What nobody answered, as rows of a report, and whether the policy requires that somebody does.
pub(super) fn unverified(answers: &Answers, policy: &Policy) -> (Vec<Unchecked>, bool) {
    let root = policy.root();
    let on_error = root.settings().registry.on_error(root.profile());
    let (mut failed, mut not_asked, mut unsearched) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
    for (question, why) in answers.unverified() {
        match why {
            // What a registry must answer is for the policy to say; a tree that is not there cannot be asked.
            Some(why) if matches!(question, Question::Uses { .. }) => {
                unsearched.insert(question.to_string(), why.to_owned());
            }
            Some(why) => _ = failed.entry(question.to_string()).or_insert_with(|| why.to_owned()),
            // A repository without a history of its own has nothing to say about commits.
            None if question.repository().is_some() => _ = not_asked.insert(question.to_string()),
            None => {}
        }
    }
    let is_required = on_error == OnError::Fail && !failed.is_empty();
    let mut rows = match on_error {
        OnError::Skip => counted(failed.len(), "their registries could not answer").into_iter().collect(),
        OnError::Fail | OnError::Warn => listed(failed),
    };
    rows.extend(counted(not_asked.len(), "not looked up in a registry"));
    let more = unsearched.len().saturating_sub(MOST_ROWS);
    rows.extend(unsearched.into_iter().take(MOST_ROWS).map(|(what, why)| Unchecked { what, why }));
    rows.extend((more > 0).then(|| Unchecked { what: format!("uses of {more} more"), why: "likewise".to_owned() }));
    rows.extend(answers.not_searched().map(left_out));
    (rows, is_required)
}

/// What a search for uses left out.
fn left_out((side, why): (Side, &str)) -> Unchecked {
    let side = if side == Side::Base { "base" } else { "head" };
    Unchecked {
        what: format!("uses of what is dropped, in the {side}"),
        why: format!("not searched to the end: {why}"),
    }
}

/// One row for each, as far as a reader goes through them.
fn listed(failed: BTreeMap<String, String>) -> Vec<Unchecked> {
    let more = counted(failed.len().saturating_sub(MOST_ROWS), "their registries could not answer either");
    let rows =
        failed.into_iter().take(MOST_ROWS).map(|(what, why)| Unchecked { what, why: format!("not verified: {why}") });
    rows.chain(more).collect()
}

fn counted(count: usize, why: &str) -> Option<Unchecked> {
    let what = match count {
        0 => return None,
        1 => "1 image".to_owned(),
        count => format!("{count} images"),
    };
    Some(Unchecked { what, why: why.to_owned() })
}
