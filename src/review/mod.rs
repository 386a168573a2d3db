//! A verdict as one review of a pull request: what is said where, what stands already, what is gone. Pure: nothing here asks anybody.

mod comment;
mod marker;
mod patch;
mod place;
mod plan;
mod quote;
mod suggestion;
mod summary;
mod threads;

pub use self::marker::{Mark, is_ours};
pub use self::patch::Patches;
pub use self::plan::{needs_patches, plan};

/// What the gate has said on this pull request before: only what its own login wrote and that bears its marker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Existing {
    /// In the order in which they were opened.
    pub threads: Vec<Thread>,
    /// The one summary.
    pub summary: Option<Summary>,
}

/// A thread on a line of the change that the gate opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The node id of its first comment.
    pub id: String,
    /// What that comment says.
    pub body: String,
    /// Whether it is folded away.
    pub minimized: bool,
    /// Whether somebody else wrote in it.
    pub answered: bool,
    /// Whether its lines have changed since (`isOutdated`): GitHub shows it no longer beside them.
    pub outdated: bool,
    /// Its page.
    pub url: String,
}

/// The one place that says what came of the change, edited from push to push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its node id.
    pub id: String,
    /// What it is.
    pub holder: Holder,
    /// What it says.
    pub body: String,
    /// Its page.
    pub url: String,
    /// Whether it is folded away.
    pub minimized: bool,
}

/// What holds a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The body of a review.
    Review,
    /// A comment of its own, where no line could be commented on.
    Comment,
}

/// The pull request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pull {
    /// `https://github.com`.
    pub server: String,
    /// `owner/name`.
    pub repository: String,
    /// Its number.
    pub number: u64,
    /// The commit that was judged.
    pub head: String,
    /// Which gate speaks, where several do; `portcullis` for the only one.
    pub category: String,
}

/// What is to be done so that the pull request says what the report says.
///
/// Show again first, then edit, then fold away: a step that fails is then seen, and done, at the next push.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// A review to post.
    pub review: Option<NewReview>,
    /// A comment to create, where no line can be commented on.
    pub comment: Option<String>,
    /// What is to say something else.
    pub edits: Vec<Edit>,
    /// Comments to fold away.
    pub minimize: Vec<String>,
    /// Comments and summaries to show again.
    pub unminimize: Vec<String>,
}

/// A review to post, as a comment: it neither approves nor requests changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReview {
    /// The summary, or a line that points at it.
    pub body: String,
    /// Worst first.
    pub comments: Vec<Inline>,
}

/// A comment on lines of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// The finding's identity, as its marker has it.
    pub finding: String,
    /// The file.
    pub path: String,
    /// The last line.
    pub line: usize,
    /// The first one, where there are several.
    pub start_line: Option<usize>,
    /// What it says.
    pub body: String,
}

/// Another text for something that was posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Its node id.
    pub id: String,
    /// What it is.
    pub what: What,
    /// What it is to say.
    pub body: String,
}

/// What an edit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A comment on a line.
    ReviewComment,
    /// The body of a review.
    Review,
    /// A comment of its own.
    IssueComment,
}

#[cfg(test)]
mod tests;
