//! Many places at once.

use super::Span;

/// The bytes of many spans, in which a place is found without a look at each of them.
#[derive(Clone, Debug, Default)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// Whether any of the spans [meets](Span::meets) `span`.
    #[must_use]
    pub fn meet(&self, span: Span) -> bool {
        let first = self.0.partition_point(|one| one.end < span.start);
        // One may end right there, and an empty one stand there.
        self.0[first..].iter().take(3).any(|one| one.meets(span))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Those that meet become one: the others are sorted and apart.
impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut spans: Vec<Span> = spans.into_iter().collect();
        spans.sort_unstable();
        spans.dedup_by(|next, last| {
            let meets = last.meets(*next);
            if meets {
                *last = last.join(*next);
            }
            meets
        });
        Self(spans)
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, Spans};

    proptest::proptest! {
        #[test]
        fn a_place_meets_them_as_it_meets_one_of_them(
            spans in proptest::collection::vec((0_usize..30, 0_usize..4), 0..8),
            at in 0_usize..32,
            len in 0_usize..4,
        ) {
            let spans: Vec<Span> = spans.into_iter().map(|(at, len)| Span::new(at, at + len)).collect();
            let place = Span::new(at, at + len);
            let all: Spans = spans.iter().copied().collect();
            assert_eq!(all.meet(place), spans.iter().any(|span| span.meets(place)), "{spans:?} {place:?}");
        }
    }
}
