//! What stands on the pull request: its head now, and what this gate has said before. One question where it fits a page.

use serde::Deserialize;
use serde_json::json;

use super::commit::CommitId;
use super::graphql::{self, Page, PageInfo};
use crate::net::github::{Client, Error};
use crate::review::{Existing, Holder, Mark, Pull, Summary, Thread, is_ours};

/// So many pages are read: a hundred of each kind stand on one.
const MOST_PAGES: usize = 50;

/// What stands on a pull request.
#[derive(Debug)]
pub(super) struct State {
    /// The commit that it brings now.
    pub(super) head: CommitId,
    /// Whether it is open.
    pub(super) is_open: bool,
    /// What this gate has said.
    pub(super) existing: Existing,
    /// Reviews that it began and never submitted.
    pub(super) trials: Vec<String>,
}

/// The text of a review that is never submitted: it only asks whether GitHub takes its comments.
pub(super) fn trial(category: &str) -> String {
    format!("Portcullis asks whether these comments can be posted.\n\n<!-- portcullis:v1 gate={category} trial -->")
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    head_ref_oid: CommitId,
    #[serde(default)]
    state: String,
    #[serde(default)]
    review_threads: Page<ThreadNode>,
    #[serde(default)]
    reviews: Page<Node>,
    #[serde(default)]
    comments: Page<Node>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ThreadNode {
    #[serde(default)]
    is_outdated: bool,
    comments: Comments,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Comments {
    #[serde(default)]
    total_count: usize,
    #[serde(default = "Vec::new")]
    nodes: Vec<Option<Node>>,
}

/// Something that was said.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    id: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    viewer_did_author: bool,
    #[serde(default)]
    is_minimized: bool,
}

impl Node {
    /// What it is about, if this gate wrote it. Anybody can write a marker, so that nothing counts but what our own login wrote.
    fn mark(&self, category: &str) -> Option<Mark> {
        is_ours(&self.body, category).filter(|_| self.viewer_did_author)
    }

    fn summary(self, holder: Holder) -> Summary {
        Summary { id: self.id, holder, body: self.body, url: self.url, minimized: self.is_minimized }
    }
}

/// Asks for all that stands on `pull`.
pub(super) fn read(client: &Client, pull: &Pull) -> Result<State, Error> {
    let (owner, name) = pull.repository.split_once('/').unwrap_or_default();
    let mut after = [None, None, None];
    let mut gathered = Gathered::new(&pull.category);
    for _ in 0..MOST_PAGES {
        let [threads, reviews, comments] = &after;
        let variables = json!({
            "owner": owner, "name": name, "number": pull.number,
            "threads": threads, "reviews": reviews, "comments": comments,
        });
        let answer: Answer = graphql::pull_request(client, graphql::STATE, &variables)?;
        let pages = [&answer.review_threads.page_info, &answer.reviews.page_info, &answer.comments.page_info];
        let is_last = pages.iter().all(|page| !page.has_next_page);
        pages.into_iter().zip(&mut after).for_each(|(page, after)| follow(page, after));
        let (head, is_open) = (answer.head_ref_oid.clone(), matches!(answer.state.as_str(), "OPEN" | ""));
        gathered.take(answer);
        if is_last {
            let Gathered { threads, review, comment, trials, .. } = gathered;
            return Ok(State { head, is_open, existing: Existing { threads, summary: review.or(comment) }, trials });
        }
    }
    let why = format!("more than {MOST_PAGES} pages of comments");
    Err(Error::Malformed { what: "POST /graphql".to_owned(), why })
}

/// A list that has ended keeps its last cursor, behind which there is nothing.
fn follow(page: &PageInfo, after: &mut Option<String>) {
    if page.end_cursor.is_some() {
        after.clone_from(&page.end_cursor);
    }
}

/// What the pages held.
struct Gathered<'a> {
    category: &'a str,
    trial: String,
    threads: Vec<Thread>,
    review: Option<Summary>,
    comment: Option<Summary>,
    trials: Vec<String>,
}

impl<'a> Gathered<'a> {
    fn new(category: &'a str) -> Self {
        let trial = trial(category);
        Self { category, trial, threads: Vec::new(), review: None, comment: None, trials: Vec::new() }
    }

    fn take(&mut self, answer: Answer) {
        for thread in answer.review_threads.nodes.into_iter().flatten() {
            let answered = thread.comments.total_count > 1;
            let Some(first) = thread.comments.nodes.into_iter().flatten().next() else { continue };
            if matches!(first.mark(self.category), Some(Mark::Finding(_))) {
                let Node { id, body, url, is_minimized: minimized, .. } = first;
                self.threads.push(Thread { id, body, minimized, answered, outdated: thread.is_outdated, url });
            }
        }
        for review in answer.reviews.nodes.into_iter().flatten() {
            if review.viewer_did_author && review.body == self.trial {
                self.trials.push(review.id);
            } else if review.mark(self.category) == Some(Mark::Summary) && self.review.is_none() {
                self.review = Some(review.summary(Holder::Review));
            }
        }
        for comment in answer.comments.nodes.into_iter().flatten() {
            if comment.mark(self.category) == Some(Mark::Summary) && self.comment.is_none() {
                self.comment = Some(comment.summary(Holder::Comment));
            }
        }
    }
}
