//! What is let pass: the meaning of allowlists.

use bstr::ByteSlice;

use super::pattern::{Allow, Condition, Target};
use crate::text::{RepoPath, Span};

/// How much of a line is looked at on each side of a match: each match on a line looks at it anew.
const LINE: usize = 4096;

/// A finding that somebody may let pass.
#[derive(Clone, Copy)]
pub(super) struct Sighting<'a> {
    pub(super) path: &'a RepoPath,
    pub(super) bytes: &'a [u8],
    /// The secret itself.
    pub(super) secret: Span,
    /// All that was matched.
    pub(super) whole: Span,
}

impl Sighting<'_> {
    pub(super) fn is_allowed_by(&self, allow: &Allow) -> bool {
        if allow.lets_file_pass(self.path) {
            return true;
        }
        let secret = &self.bytes[self.secret.range()];
        let matches = || {
            let target = match allow.target {
                Target::Secret => secret,
                Target::Match => &self.bytes[self.whole.range()],
                Target::Line => &self.bytes[lines(self.bytes, self.whole).range()],
            };
            allow.regexes.iter().any(|regex| regex.is_match(target))
        };
        let stops = || {
            let lower = secret.to_ascii_lowercase();
            allow.stopwords.iter().any(|word| lower.contains_str(word.to_ascii_lowercase()))
        };
        match allow.condition {
            Condition::Any => matches() || stops(),
            Condition::All => {
                let is_given = !(allow.paths.is_empty() && allow.regexes.is_empty() && allow.stopwords.is_empty());
                is_given
                    && (allow.paths.is_empty() || allow.covers(self.path))
                    && (allow.regexes.is_empty() || matches())
                    && (allow.stopwords.is_empty() || stops())
            }
        }
    }
}

impl Allow {
    /// Whether it is about the rule of that name or id.
    pub(super) fn is_about(&self, rule: &str) -> bool {
        let is_it = |name: &String| name == rule || name.strip_prefix("secret/") == Some(rule);
        self.rules.is_empty() || self.rules.iter().any(is_it)
    }

    /// Whether a file is let pass, whatever it holds.
    pub(super) fn lets_file_pass(&self, path: &RepoPath) -> bool {
        let alone = self.condition == Condition::Any || (self.regexes.is_empty() && self.stopwords.is_empty());
        alone && self.covers(path)
    }

    fn covers(&self, path: &RepoPath) -> bool {
        self.paths.iter().any(|regex| regex.is_match(path.as_bstr()))
    }
}

/// The lines that hold `span`, without the last one's end; of a very long line what stands near.
fn lines(bytes: &[u8], span: Span) -> Span {
    let floor = span.start.saturating_sub(LINE);
    let ceiling = span.end.saturating_add(LINE).min(bytes.len());
    let start = memchr::memrchr(b'\n', &bytes[floor..span.start]).map_or(floor, |at| floor + at + 1);
    let end = memchr::memchr(b'\n', &bytes[span.end..ceiling]).map_or(ceiling, |at| span.end + at);
    Span::new(start, end)
}
