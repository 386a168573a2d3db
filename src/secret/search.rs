//! All that looks for secrets in one file: the engine, the repository's own patterns, and its allowlists.

use super::custom::Custom;
use super::{Found, Identity, Note, Scanner, What, Written};
use crate::finding::Confidence;
use crate::text::{RepoPath, Span, Spans};

/// The engine, with what a policy adds to it and takes from it.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// The engine.
    pub scanner: &'a Scanner,
    /// The patterns and allowlists of the file's policy.
    pub custom: &'a Custom,
}

impl Search<'_> {
    /// The secrets in a file's bytes, in their order; no two overlap.
    #[must_use]
    pub fn find(&self, path: &RepoPath, bytes: &[u8]) -> Vec<Found> {
        let mut found = self.scanner.scan(path, bytes);
        if self.custom.is_empty() {
            return found;
        }
        found.retain(|one| {
            let rule = match one.what {
                What::Known(detector) => detector.rule,
                What::Generic | What::Custom(_) => "secret/generic",
            };
            let whole = one.name.map_or(one.span, |name| name.join(one.span));
            !self.custom.disables(rule) && !self.custom.allows(rule, path, bytes, one.span, whole)
        });
        let own: Vec<Found> =
            self.custom.find(path, bytes).iter().map(|hit| custom(bytes, hit.pattern, hit.span)).collect();
        if own.is_empty() {
            return found;
        }
        // A known credential says more than a pattern, and a pattern more than a name.
        let spans = |all: &[Found]| all.iter().map(|one| one.span).collect::<Spans>();
        let by_pattern = spans(&own);
        found.retain(|one| matches!(one.what, What::Known(_)) || !by_pattern.meet(one.span));
        let known = spans(&found);
        found.extend(own.into_iter().filter(|one| !known.meet(one.span)));
        found.sort_by_key(|one| one.span);
        found.dedup_by(|next, first| first.span.meets(next.span));
        found
    }
}

/// What a pattern of the repository's own has found.
fn custom(bytes: &[u8], pattern: usize, span: Span) -> Found {
    Found {
        what: What::Custom(pattern),
        span,
        name: None,
        written: Written::Alone,
        confidence: Confidence::Certain,
        note: None::<Note>,
        encoded: None,
        decoded: None,
        identity: Identity::of(&bytes[span.range()]),
    }
}
