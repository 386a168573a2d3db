//! Brings a plan to the pull request: one review, then the edits. Nothing is posted twice, nothing on another head than the one judged.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::commit::CommitId;
use super::graphql::{self, Change};
use super::state::{self, State};
use crate::net::github::{Client, Error};
use crate::report::model::Report;
use crate::review::{self, Edit, Existing, Inline, NewReview, Patches, Plan, Pull, What};

/// GitHub lists so many files of a pull request.
const MOST_FILES: usize = 3000;

/// How often a plan is made anew: after a refusal, or after an answer that never came.
const MOST_PLANS: usize = 4;

/// How often GitHub is asked whether it takes some of the comments.
const MOST_TRIALS: usize = 12;

/// What was written may take a moment to be seen.
const SETTLE: Duration = Duration::from_secs(1);

/// What is to be brought where.
pub(super) struct Delivery<'a> {
    pub(super) client: &'a Client,
    /// The pull request, with the head that was judged.
    pub(super) pull: &'a Pull,
    pub(super) report: &'a Report,
    /// Findings that can have no place on a line.
    pub(super) refused: BTreeSet<String>,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Delivered {
    /// The pull request says what the report says.
    Done {
        /// What GitHub would not take on a line, and stands in the summary now.
        off_lines: usize,
        /// Edits that failed.
        failures: Vec<String>,
    },
    /// Another head came while this one was judged: nothing was posted.
    Moved,
}

#[derive(Serialize)]
struct ReviewBody<'a> {
    commit_id: &'a str,
    body: &'a str,
    /// Without one, GitHub keeps the review to itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a str>,
    comments: Vec<CommentBody<'a>>,
}

#[derive(Serialize)]
struct CommentBody<'a> {
    path: &'a str,
    line: usize,
    side: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_side: Option<&'a str>,
    body: &'a str,
}

#[derive(Deserialize)]
struct Posted {
    #[serde(default)]
    node_id: String,
}

#[derive(Deserialize)]
struct FileRow {
    filename: String,
    #[serde(default)]
    previous_filename: Option<String>,
    #[serde(default)]
    patch: Option<String>,
}

#[derive(Deserialize)]
struct PullNow {
    head: Tip,
}

#[derive(Deserialize)]
struct Tip {
    sha: CommitId,
}

/// What posting a plan came to.
enum Step {
    Done,
    /// Whether it was posted is not known.
    Doubtful(Error),
    /// GitHub takes none of it, for the sake of one.
    Unprocessable(Error),
}

impl Delivery<'_> {
    /// Does what it takes so that the pull request says what the report says; `state` is what stands there.
    ///
    /// # Errors
    /// What GitHub refused, or that it did not answer.
    pub(super) fn run(mut self, state: State) -> Result<Delivered, Error> {
        if state.head.as_str() != self.pull.head {
            return Ok(Delivered::Moved);
        }
        let trials: Vec<Change> = state.trials.iter().map(|id| Change::drop_review(id)).collect();
        let mut failures = graphql::change(self.client, &trials);
        let mut existing = state.existing;
        let patches = if review::needs_patches(self.report, &existing) { self.patches()? } else { Patches::default() };
        for _ in 0..MOST_PLANS {
            let plan = self.plan(&patches, &existing);
            match self.post(&plan)? {
                Step::Done => {
                    failures.extend(graphql::change(self.client, &changes(&plan)));
                    return Ok(Delivered::Done { off_lines: self.refused.len(), failures });
                }
                Step::Doubtful(error) => match self.look_again(error)? {
                    Some(now) => existing = now,
                    None => return Ok(Delivered::Moved),
                },
                Step::Unprocessable(error) => {
                    if self.head_now()?.as_str() != self.pull.head {
                        return Ok(Delivered::Moved);
                    }
                    let Some(review) = plan.review.filter(|review| !review.comments.is_empty()) else {
                        return Err(error);
                    };
                    let found = self.isolate(&review.comments)?;
                    if found.is_empty() {
                        return Err(error);
                    }
                    self.refused.extend(found);
                }
            }
        }
        let what = format!("POST {}", self.route("pulls", "reviews"));
        Err(Error::Unprocessable { what, message: format!("refused {MOST_PLANS} times") })
    }

    fn plan(&self, patches: &Patches, existing: &Existing) -> Plan {
        review::plan(self.report, self.pull, patches, existing, &self.refused)
    }

    fn route(&self, kind: &str, what: &str) -> String {
        format!("/repos/{}/{kind}/{}/{what}", self.pull.repository, self.pull.number)
    }

    fn patches(&self) -> Result<Patches, Error> {
        let files: Vec<FileRow> = self.client.pages(&self.route("pulls", "files"), MOST_FILES)?;
        let mut patches = Patches::default();
        for file in files {
            patches.add(&file.filename, file.patch.as_deref());
            if let Some(before) = &file.previous_filename {
                patches.renamed(before, &file.filename);
            }
        }
        Ok(patches)
    }

    fn post(&self, plan: &Plan) -> Result<Step, Error> {
        if let Some(review) = &plan.review {
            match step(self.review(review, Some("COMMENT")))? {
                Step::Done => {}
                other => return Ok(other),
            }
        }
        match &plan.comment {
            Some(body) => {
                let route = self.route("issues", "comments");
                step(self.client.post::<Posted>(&route, &serde_json::json!({ "body": body })))
            }
            None => Ok(Step::Done),
        }
    }

    fn review(&self, review: &NewReview, event: Option<&str>) -> Result<Posted, Error> {
        let comments = review.comments.iter().map(comment).collect();
        let body = ReviewBody { commit_id: &self.pull.head, body: &review.body, event, comments };
        self.client.post(&self.route("pulls", "reviews"), &body)
    }

    /// What stands there now, after an answer that never came: it decides what is left to post. Nothing where another head stands.
    fn look_again(&self, error: Error) -> Result<Option<Existing>, Error> {
        std::thread::sleep(SETTLE);
        let now = state::read(self.client, self.pull).map_err(|_| error)?;
        Ok((now.head.as_str() == self.pull.head).then_some(now.existing))
    }

    fn head_now(&self) -> Result<CommitId, Error> {
        let Pull { repository, number, .. } = self.pull;
        Ok(self.client.get::<PullNow>(&format!("/repos/{repository}/pulls/{number}"))?.head.sha)
    }

    /// Those of `comments` that GitHub does not take, found by halves: it refuses all of a review for the sake of one and does not say
    /// which. The halves are tried as reviews that are never submitted, so that nobody hears of them. What is not found out with a
    /// bounded number of trials counts as refused.
    fn isolate(&self, comments: &[Inline]) -> Result<BTreeSet<String>, Error> {
        let mut refused = BTreeSet::new();
        let mut suspects = vec![comments];
        let mut trials = 0;
        while let Some(some) = suspects.pop() {
            let (left, right) = some.split_at(some.len() / 2);
            if left.is_empty() || trials >= MOST_TRIALS {
                refused.extend(some.iter().map(|comment| comment.finding.clone()));
                continue;
            }
            trials += 1;
            if self.takes(left)? {
                suspects.push(right);
                continue;
            }
            suspects.push(left);
            trials += 1;
            if !self.takes(right)? {
                suspects.push(right);
            }
        }
        Ok(refused)
    }

    fn takes(&self, comments: &[Inline]) -> Result<bool, Error> {
        let review = NewReview { body: state::trial(&self.pull.category), comments: comments.to_vec() };
        match self.review(&review, None) {
            Ok(posted) => match graphql::change(self.client, &[Change::drop_review(&posted.node_id)]).pop() {
                // One that stays would have the next ones refused.
                Some(why) => Err(Error::Unprocessable { what: "deletePullRequestReview".to_owned(), message: why }),
                None => Ok(true),
            },
            Err(Error::Unprocessable { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

fn step(posted: Result<Posted, Error>) -> Result<Step, Error> {
    match posted {
        Ok(_) => Ok(Step::Done),
        Err(error @ Error::Unprocessable { .. }) => Ok(Step::Unprocessable(error)),
        Err(error) if error.is_in_doubt() => Ok(Step::Doubtful(error)),
        Err(error) => Err(error),
    }
}

fn comment(inline: &Inline) -> CommentBody<'_> {
    let start_line = inline.start_line;
    let start_side = start_line.map(|_| "RIGHT");
    CommentBody { path: &inline.path, line: inline.line, side: "RIGHT", start_line, start_side, body: &inline.body }
}

/// What there is to change: shown again first, folded away last, so that a change that fails is made at the next push.
fn changes(plan: &Plan) -> Vec<Change> {
    let edit = |edit: &Edit| match edit.what {
        What::ReviewComment => Change::review_comment(&edit.id, &edit.body),
        What::Review => Change::review(&edit.id, &edit.body),
        What::IssueComment => Change::issue_comment(&edit.id, &edit.body),
    };
    let shown = plan.unminimize.iter().map(|id| Change::unminimize(id));
    let folded = plan.minimize.iter().map(|id| Change::minimize(id));
    shown.chain(plan.edits.iter().map(edit)).chain(folded).collect()
}

#[cfg(test)]
mod tests;
