//! One result for each rule, grade and line: code scanning would take two for one alert, and show either.

use std::collections::HashMap;

use crate::finding::Severity;
use crate::policy::Decision;
use crate::report::level::Grade;
use crate::text::{RepoPath, Side};

/// The findings of one rule about one line.
pub(super) struct Folded<'a> {
    /// The first of them.
    pub(super) first: &'a Decision,
    /// The rest, in their order.
    pub(super) others: Vec<&'a Decision>,
}

impl<'a> Folded<'a> {
    /// Each of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &'a Decision> + use<'_, 'a> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// How much they matter to a service: they are alike in it.
    pub(super) fn grade(&self) -> Grade {
        Grade::of(self.first)
    }

    /// The most severe of them.
    pub(super) fn severity(&self) -> Severity {
        self.all().map(|decision| decision.severity).max().unwrap_or(self.first.severity)
    }
}

/// Folds `decisions`, and keeps at most `most`: the most severe, in their order. Tells how many it dropped.
pub(super) fn fold(decisions: Vec<&Decision>, most: usize) -> (Vec<Folded<'_>>, usize) {
    let mut index = HashMap::new();
    let mut folded: Vec<Folded<'_>> = Vec::new();
    for decision in decisions {
        let at = *index.entry(Line::of(decision)).or_insert(folded.len());
        match folded.get_mut(at) {
            Some(first) => first.others.push(decision),
            None => folded.push(Folded { first: decision, others: Vec::new() }),
        }
    }
    let dropped = folded.len().saturating_sub(most);
    if dropped > 0 {
        let mut grades: Vec<(Grade, usize)> = folded.iter().map(Folded::grade).zip(0..).collect();
        grades.sort_by_key(|(grade, at)| (std::cmp::Reverse(*grade), *at));
        let mut keep = vec![false; folded.len()];
        grades.iter().take(most).for_each(|(_, at)| keep[*at] = true);
        let mut keep = keep.into_iter();
        folded.retain(|_| keep.next().unwrap_or_default());
    }
    (folded, dropped)
}

/// What code scanning tells alerts apart by. A finding that is waived does not hide one that is not.
#[derive(PartialEq, Eq, Hash)]
struct Line<'a> {
    rule: &'static str,
    grade: Grade,
    path: &'a RepoPath,
    /// Of the base's side all lead to one line: few survive the change.
    line: Option<usize>,
    waived: bool,
}

impl<'a> Line<'a> {
    fn of(decision: &'a Decision) -> Self {
        let at = &decision.judged.finding.at;
        let line = at.text.lines().line(at.span.start);
        Self {
            rule: decision.judged.rule.name,
            grade: Grade::of(decision),
            path: at.text.path(),
            line: (at.text.side() == Side::Head).then_some(line),
            waived: decision.is_waived(),
        }
    }
}
