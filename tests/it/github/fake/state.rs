//! What the fake knows: people, pull requests, what was said on them, uploads, and who was told.

use std::collections::BTreeMap;

use serde_json::Value;

use super::git::Server;

/// The repository that all is about.
pub(crate) const OWNER: &str = "octocat";
pub(crate) const NAME: &str = "hello-world";

/// Where people read it.
pub(crate) const WEB: &str = "https://github.com/octocat/hello-world";

/// The account of a workflow's own token.
pub(crate) const BOT: &str = "github-actions[bot]";

/// Somebody who says something: a person, or an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Who(pub(crate) String);

impl Who {
    pub(crate) fn new(login: &str) -> Self {
        Self(login.to_owned())
    }

    pub(crate) fn is_bot(&self) -> bool {
        self.0.ends_with("[bot]")
    }

    /// GraphQL knows an app by its bare name, REST by one with `[bot]` behind it.
    pub(crate) fn graphql(&self) -> &str {
        self.0.strip_suffix("[bot]").unwrap_or(&self.0)
    }
}

/// What a token may do with one kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Access {
    None,
    Read,
    Write,
}

/// A workflow's `permissions:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rights {
    pub(crate) contents: Access,
    pub(crate) pull_requests: Access,
    pub(crate) issues: Access,
    pub(crate) security_events: Access,
}

impl Rights {
    /// What the documentation of Portcullis asks for.
    pub(crate) const GATE: Self = Self {
        contents: Access::Read,
        pull_requests: Access::Write,
        issues: Access::None,
        security_events: Access::Write,
    };
    /// What a run for a fork, or one that Dependabot started, gets whatever its workflow asks for.
    pub(crate) const READ_ONLY: Self = Self {
        contents: Access::Read,
        pull_requests: Access::Read,
        issues: Access::Read,
        security_events: Access::Read,
    };
}

/// A token.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) who: Who,
    pub(crate) rights: Rights,
}

/// Something that was said: an issue comment, a comment on lines, or the body of a review.
#[derive(Clone, Debug)]
pub(crate) struct Remark {
    pub(crate) id: u64,
    pub(crate) by: Who,
    pub(crate) body: String,
    pub(crate) editor: Option<Who>,
    /// Why it is folded away.
    pub(crate) minimized: Option<String>,
    /// How often it was edited.
    pub(crate) edits: usize,
}

/// A review.
#[derive(Clone, Debug)]
pub(crate) struct Review {
    pub(crate) remark: Remark,
    /// `PENDING` until it is submitted; then only its author sees it.
    pub(crate) state: String,
    pub(crate) commit: String,
}

impl Review {
    pub(crate) fn is_seen_by(&self, who: &Who) -> bool {
        self.state != "PENDING" || self.remark.by == *who
    }
}

/// Comments on the same lines, the first of which opened it.
#[derive(Clone, Debug)]
pub(crate) struct Thread {
    pub(crate) id: u64,
    pub(crate) review: u64,
    pub(crate) path: String,
    pub(crate) commit: String,
    /// Nothing where it is about the file.
    pub(crate) line: Option<usize>,
    pub(crate) start_line: Option<usize>,
    pub(crate) side: String,
    pub(crate) resolved: bool,
    pub(crate) comments: Vec<Remark>,
}

/// A label that was put on.
#[derive(Clone, Debug)]
pub(crate) struct Labeled {
    pub(crate) by: Who,
    pub(crate) label: String,
}

/// A pull request.
#[derive(Clone, Debug)]
pub(crate) struct Pull {
    pub(crate) number: u64,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) by: Who,
    pub(crate) branch: String,
    /// `owner/name` of the repository that the branch is in.
    pub(crate) repository: String,
    pub(crate) head: String,
    pub(crate) is_open: bool,
    pub(crate) labels: Vec<String>,
    pub(crate) labeled: Vec<Labeled>,
    pub(crate) reviews: Vec<Review>,
    pub(crate) threads: Vec<Thread>,
    pub(crate) comments: Vec<Remark>,
}

impl Pull {
    pub(crate) fn is_from_fork(&self) -> bool {
        self.repository != format!("{OWNER}/{NAME}")
    }

    /// Whether the review that a thread belongs to is one that `who` sees.
    pub(crate) fn shows(&self, thread: &Thread, who: &Who) -> bool {
        self.reviews.iter().find(|review| review.remark.id == thread.review).is_none_or(|review| review.is_seen_by(who))
    }
}

/// An analysis that was uploaded.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    pub(crate) id: String,
    pub(crate) commit: String,
    pub(crate) reference: String,
    pub(crate) sarif: Value,
    /// How often it is still said to be pending.
    pub(crate) pending: usize,
    /// Why it is not taken.
    pub(crate) errors: Vec<String>,
}

/// All that there is.
pub(crate) struct World {
    pub(crate) git: Server,
    pub(crate) tokens: BTreeMap<String, Token>,
    pub(crate) pulls: BTreeMap<u64, Pull>,
    pub(crate) uploads: Vec<Upload>,
    /// Mails that somebody who watches the repository has got: what each was about.
    pub(crate) notified: Vec<String>,
    /// A patch with more lines than this is not shown.
    pub(crate) longest_patch: usize,
    /// A deep listing is cut off after so many entries.
    pub(crate) longest_tree: usize,
    /// How many questions about an upload are answered with `pending`.
    pub(crate) pending: usize,
    /// Files on whose lines GitHub takes no comment, for reasons of its own.
    pub(crate) refused: Vec<String>,
    /// Why uploads are not taken, once they have been read.
    pub(crate) sarif_errors: Vec<String>,
    /// The address of this server, for links in answers.
    pub(crate) address: String,
    last_id: u64,
}

impl World {
    pub(crate) fn new(git: Server) -> Self {
        Self {
            git,
            tokens: BTreeMap::new(),
            pulls: BTreeMap::new(),
            uploads: Vec::new(),
            notified: Vec::new(),
            longest_patch: 3000,
            longest_tree: 100_000,
            pending: 1,
            refused: Vec::new(),
            sarif_errors: Vec::new(),
            address: String::new(),
            last_id: 1000,
        }
    }

    /// A number that nothing else has.
    pub(crate) fn id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    pub(crate) fn remark(&mut self, by: &Who, body: &str) -> Remark {
        Remark { id: self.id(), by: by.clone(), body: body.to_owned(), editor: None, minimized: None, edits: 0 }
    }

    pub(crate) fn notify(&mut self, by: &Who, what: &str) {
        self.notified.push(format!("{what} by {}", by.0));
    }

    /// What was said with `id`: its kind in GraphQL's names, and the remark.
    pub(crate) fn said(&mut self, id: u64) -> Option<(&'static str, &mut Remark)> {
        for pull in self.pulls.values_mut() {
            let comments = pull.comments.iter_mut().map(|remark| ("IssueComment", remark));
            let reviews = pull.reviews.iter_mut().map(|review| ("PullRequestReview", &mut review.remark));
            let inline = pull.threads.iter_mut().flat_map(|thread| &mut thread.comments);
            let inline = inline.map(|remark| ("PullRequestReviewComment", remark));
            if let Some(found) = comments.chain(reviews).chain(inline).find(|(_, remark)| remark.id == id) {
                return Some(found);
            }
        }
        None
    }
}

/// The prefix of the node ids of `kind`.
fn prefix(kind: &str) -> &'static str {
    match kind {
        "IssueComment" => "IC_kwDO",
        "PullRequestReview" => "PRR_kwDO",
        "PullRequestReviewComment" => "PRRC_kwDO",
        "PullRequestReviewThread" => "PRRT_kwDO",
        _ => "PR_kwDO",
    }
}

/// The node id of the `kind` with number `id`.
pub(crate) fn node_id(kind: &str, id: u64) -> String {
    format!("{}{id}", prefix(kind))
}

/// The number in a node id of `kind`.
pub(crate) fn number(kind: &str, node: &str) -> Option<u64> {
    node.strip_prefix(prefix(kind))?.parse().ok()
}
