//! What the gate has to say about itself: what it could not read, what changes its own rules, what silences it.

use std::sync::Arc;

use super::Fact;
use crate::change::Identity;
use crate::document::problem::Problem;
use crate::text::{Site, Span, Text};

/// How many of the bytes that nobody saw tell one place from another.
const ENOUGH: usize = 4 << 10;

/// A file, or a part of one, that could not be read in full.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Why, lower case, no full stop: `not valid YAML: …`.
    pub why: String,
    /// Whether rules judge files of this kind, so that something may have gone unseen.
    pub judged: bool,
    /// The bytes that nobody saw because of it.
    pub hides: Span,
    /// Where reading stopped; the start of the file where nothing was read.
    pub site: Site,
}

impl Unread {
    /// What a reader of `text` could not make sense of.
    #[must_use]
    pub fn new(text: &Arc<Text>, problem: &Problem, judged: bool) -> Self {
        let site = Site::new(text, problem.span);
        Self { why: problem.why.clone(), judged, hides: problem.hides, site }
    }

    /// A file of which nothing was read, where `text` is empty in its place, or not all that stands anywhere in it.
    #[must_use]
    pub fn whole(text: &Arc<Text>, why: String, judged: bool) -> Self {
        Self { why, judged, hides: Span::new(0, usize::MAX), site: Site::new(text, Span::default()) }
    }
}

/// A file that decides how changes are judged: the policy, the baseline.
#[derive(Clone, Debug)]
pub struct PolicyFile {
    /// `policy`, `baseline`.
    pub role: &'static str,
    /// Its first line.
    pub site: Site,
}

/// A comment that silences rules: `# portcullis: allow image/latest-tag until 2027-01-31: built locally`.
#[derive(Clone, Debug)]
pub struct Suppression {
    /// The rules that it names, with the place of each name.
    pub rules: Vec<super::Part>,
    /// The last day on which it counts, as written.
    pub until: Option<super::Part>,
    /// Why, in the author's words.
    pub reason: Option<String>,
    /// What policy found wrong with it; nothing where it is in order.
    pub fault: Option<Fault>,
    /// The comment's directive, from `portcullis:` to its end.
    pub site: Site,
    /// The line that it speaks about: its own, or the next one that is no comment where it stands alone.
    pub covers: Span,
    /// The whole line that is removed with it, where nothing else stands on that line.
    pub line: Option<Site>,
}

/// What can be wrong with a suppression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It gives no reason.
    NoReason,
    /// It cannot be read: what was expected.
    Malformed(String),
    /// It names a rule that does not exist; perhaps a near one was meant.
    UnknownRule {
        /// As written.
        name: String,
        /// The nearest known name.
        nearest: Option<String>,
    },
    /// Its last day is past.
    Expired {
        /// The last day.
        until: String,
    },
    /// It is in order, and policy does not let it count: why.
    Refused(String),
    /// Nothing on its line would be reported.
    Useless,
}

impl Identity for Unread {
    type Key = &'static str;

    /// A file is unreadable as a whole. Baselines hold hashes of this word.
    fn key(&self) -> &'static str {
        "changed"
    }
}

impl Fact for Unread {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.why == other.why
    }

    /// The same bytes are unreadable in the same way wherever they stand. Of many, their beginning and their number tell enough.
    fn statement(&self) -> Option<String> {
        let bytes = self.site.text.bytes();
        let hidden = &bytes[self.hides.start.min(bytes.len())..self.hides.end.min(bytes.len())];
        let start = String::from_utf8_lossy(&hidden[..hidden.len().min(ENOUGH)]);
        (!hidden.is_empty()).then(|| format!("{} {} {start}", self.why, hidden.len()))
    }
}

impl Identity for PolicyFile {
    type Key = &'static str;

    fn key(&self) -> &'static str {
        self.role
    }
}

impl Fact for PolicyFile {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.site.text.bytes() == other.site.text.bytes()
    }
}

impl Identity for Suppression {
    type Key = String;

    /// Its text: a comment that moved is the same comment.
    fn key(&self) -> String {
        String::from_utf8_lossy(self.site.bytes()).into_owned()
    }
}

impl Fact for Suppression {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.site.bytes() == other.site.bytes()
    }
}
