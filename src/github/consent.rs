//! Whether somebody whom the target's policy names lets a blocked pull request pass, and with what reason.
//!
//! An approval counts for the commit that it was given to. A label holds for whatever is pushed after it, so the comment that gives its
//! reason has to name the commit. Nothing counts without a reason, and nothing that somebody else has edited.

use serde::Deserialize;
use serde_json::json;

use super::commit::CommitId;
use super::graphql::{self, Page};
use crate::net::github::{Client, Error};
use crate::policy::{BreakGlass, How, Overruled};

/// How a comment begins that gives the reason for the label.
const OPENING: &str = "break-glass:";

/// The longest reason that is kept, in characters.
const LONGEST: usize = 500;

/// What came of asking.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Consent {
    /// Somebody lets it pass.
    Given(Overruled),
    /// Nobody does; what was missing where somebody tried.
    Missing(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    head_ref_oid: CommitId,
    #[serde(default)]
    author: Option<Actor>,
    #[serde(default)]
    labels: Option<Page<Label>>,
    #[serde(default)]
    timeline_items: Page<Labeled>,
    #[serde(default)]
    latest_opinionated_reviews: Option<Page<Review>>,
    #[serde(default)]
    comments: Page<Comment>,
}

/// A login, and of what: the name of an app, or of an account that was imported, is not that of a person.
#[derive(Debug, Deserialize)]
struct Actor {
    #[serde(rename = "__typename", default)]
    kind: Option<String>,
    login: String,
}

#[derive(Debug, Deserialize)]
struct Label {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Labeled {
    #[serde(default)]
    actor: Option<Actor>,
    #[serde(default)]
    label: Option<Label>,
}

#[derive(Debug, Deserialize)]
struct Review {
    #[serde(default)]
    state: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    author: Option<Actor>,
    #[serde(default)]
    editor: Option<Actor>,
    #[serde(default)]
    commit: Option<Reviewed>,
}

#[derive(Debug, Deserialize)]
struct Reviewed {
    oid: CommitId,
}

#[derive(Debug, Deserialize)]
struct Comment {
    #[serde(default)]
    body: String,
    #[serde(default)]
    author: Option<Actor>,
    #[serde(default)]
    editor: Option<Actor>,
}

/// Asks who lets the pull request pass whose head is `head`; in a merge queue that is whatever it brings now, since a push takes it out.
pub(super) fn ask(
    client: &Client,
    repository: &str,
    number: u64,
    head: Option<&CommitId>,
    glass: &BreakGlass,
) -> Result<Consent, Error> {
    let (owner, name) = repository.split_once('/').unwrap_or_default();
    let variables = json!({ "owner": owner, "name": name, "number": number });
    let answer: Answer = graphql::pull_request(client, graphql::CONSENT, &variables)?;
    Ok(Asked { glass, head: head.unwrap_or(&answer.head_ref_oid), answer: &answer }.consent())
}

/// What the policy wants, and what the pull request has.
struct Asked<'a> {
    glass: &'a BreakGlass,
    head: &'a CommitId,
    answer: &'a Answer,
}

impl Asked<'_> {
    fn consent(&self) -> Consent {
        if self.answer.head_ref_oid != *self.head {
            return Consent::Missing(vec!["another commit has been pushed since".to_owned()]);
        }
        let mut missing = Vec::new();
        let found = self.approval(&mut missing).or_else(|| self.label(&mut missing));
        found.map_or(Consent::Missing(missing), Consent::Given)
    }

    /// An approval of exactly this head, by somebody else than its author, with a reason.
    fn approval(&self, missing: &mut Vec<String>) -> Option<Overruled> {
        let reviews = self.answer.latest_opinionated_reviews.iter().flat_map(|page| &page.nodes).flatten();
        for review in reviews.filter(|review| review.state == "APPROVED") {
            let Some(by) = self.named(review.author.as_ref()) else { continue };
            if self.is_author(by) {
                missing.push(format!("`{by}` wrote the change: someone else has to approve it"));
            } else if review.commit.as_ref().is_none_or(|commit| commit.oid != *self.head) {
                missing.push(format!("`{by}` approved a different commit, not {}", self.head.short()));
            } else if is_edited(review.author.as_ref(), review.editor.as_ref()) {
                missing.push(format!("the text of the approval by `{by}` was edited by someone else"));
            } else if let Some(why) = reason(&review.body) {
                return Some(Overruled { by: by.to_owned(), how: How::Approval, why });
            } else {
                missing.push(format!("the approval by `{by}` has no reason: put one in the review text"));
            }
        }
        None
    }

    /// The label, last put on by somebody whom the policy names, with a comment of theirs that names this head and a reason.
    fn label(&self, missing: &mut Vec<String>) -> Option<Overruled> {
        let wanted = self.glass.label.as_deref()?;
        let is_wanted = |label: &&Label| label.name.to_lowercase() == wanted.to_lowercase();
        let mut labels = self.answer.labels.iter().flat_map(|page| &page.nodes).flatten();
        labels.find(is_wanted)?;
        let mut events = self.answer.timeline_items.nodes.iter().flatten().rev();
        let last = events.find(|event| event.label.as_ref().filter(is_wanted).is_some());
        let Some(by) = self.named(last.and_then(|event| event.actor.as_ref())) else {
            missing.push(format!("the label `{wanted}` was added by someone the policy does not list"));
            return None;
        };
        let why = self.comment_of(by);
        if why.is_none() {
            missing.push(format!(
                "the label `{wanted}` is set, but `{by}` has not commented `{OPENING} {}` with a reason",
                self.head
            ));
        }
        Some(Overruled { by: by.to_owned(), how: How::Label(wanted.to_owned()), why: why? })
    }

    /// The reason in the newest comment of `by` that gives one, if that names this head.
    fn comment_of(&self, by: &str) -> Option<String> {
        let is_theirs =
            |comment: &&Comment| self.named(comment.author.as_ref()).is_some_and(|login| is_same(login, by));
        let mut comments = self.answer.comments.nodes.iter().flatten().rev().filter(is_theirs);
        let (comment, text) = comments.find_map(|comment| Some((comment, after_opening(&comment.body)?)))?;
        if is_edited(comment.author.as_ref(), comment.editor.as_ref()) {
            return None;
        }
        let rest = text.trim_start();
        let named = rest.get(..self.head.as_str().len()).filter(|id| id.eq_ignore_ascii_case(self.head.as_str()))?;
        reason(&rest[named.len()..])
    }

    /// The login of `actor`, if it is a person whom the policy names.
    fn named<'l>(&self, actor: Option<&'l Actor>) -> Option<&'l str> {
        let actor = actor.filter(|actor| actor.kind.as_deref() == Some("User"))?;
        self.glass.by.iter().any(|login| is_same(login, &actor.login)).then_some(actor.login.as_str())
    }

    fn is_author(&self, login: &str) -> bool {
        self.answer.author.as_ref().is_some_and(|author| is_same(&author.login, login))
    }
}

/// What stands behind the opening, if `body` begins with it.
fn after_opening(body: &str) -> Option<&str> {
    let body = body.trim_start();
    let opening = body.get(..OPENING.len()).filter(|text| text.eq_ignore_ascii_case(OPENING))?;
    Some(&body[opening.len()..])
}

/// Logins are the same in upper and lower case.
fn is_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// Whether somebody else than its author had a hand in a text: whoever may write to a repository may edit what others said.
fn is_edited(author: Option<&Actor>, editor: Option<&Actor>) -> bool {
    match (author, editor) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(author), Some(editor)) => !is_same(&author.login, &editor.login),
    }
}

/// `text` as a reason, if it says anything that a reader sees.
fn reason(text: &str) -> Option<String> {
    let mut seen = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        seen.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    seen.push_str(rest);
    let words: Vec<&str> = seen.split_whitespace().collect();
    let mut why = words.join(" ");
    if let Some((cut, _)) = why.char_indices().nth(LONGEST) {
        why.truncate(cut);
        why.push('…');
    }
    why.chars().any(char::is_alphanumeric).then_some(why)
}

#[cfg(test)]
mod tests;
