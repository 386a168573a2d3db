//! What is looked up beside the change: images in their registries, and on GitHub the commits behind the tags of actions.

use std::sync::Arc;

use serde::Deserialize;

use crate::answers::{Answer, Oracle, Question};
use crate::net::github::{Client, path, segment};
use crate::run::Registries;
use crate::settings::Registry;
use crate::source::Tree;
use crate::verify::{Identity, Verifier};

/// The most tags that are looked up in one run: each is a call, and serves no more than a suggestion.
const MOST_REVISIONS: usize = 30;

/// Asks registries as the runner's user, and GitHub with the run's token.
pub(super) struct Lookup {
    pub(super) client: Arc<Client>,
    pub(super) identity: Identity,
}

impl Registries for Lookup {
    fn connect(&self, settings: &Registry, tree: Option<&dyn Tree>) -> Result<Option<Box<dyn Oracle>>, String> {
        let registries = Verifier::new(settings, tree, &self.identity)?;
        Ok(Some(Box::new(Both { client: Arc::clone(&self.client), registries })))
    }
}

struct Both {
    client: Arc<Client>,
    registries: Verifier,
}

impl Oracle for Both {
    fn answer(&self, questions: &[Question]) -> Vec<Option<Answer>> {
        let mut answers = self.registries.answer(questions);
        let revisions = questions.iter().zip(&mut answers).filter_map(|(question, answer)| match question {
            Question::Revision { repository, reference } => Some((repository, reference, answer)),
            _ => None,
        });
        for (repository, reference, answer) in revisions.take(MOST_REVISIONS) {
            *answer = Some(self.revision(repository, reference));
        }
        answers
    }
}

/// As much of a commit as names it.
#[derive(Deserialize)]
struct Commit {
    sha: String,
}

impl Both {
    fn revision(&self, repository: &str, reference: &str) -> Answer {
        let place = format!("/repos/{}/commits/{}", path(repository), segment(reference));
        match self.client.get::<Commit>(&place) {
            Ok(commit) if is_id(&commit.sha) => Answer::Revision(commit.sha),
            Ok(_) => Answer::Unknown("GitHub answered with no commit".to_owned()),
            Err(error) => Answer::Unknown(error.to_string()),
        }
    }
}

fn is_id(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
