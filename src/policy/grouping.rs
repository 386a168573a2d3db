//! Findings about one block of a file, told as one: nobody reads ten comments about ten lines of one listing.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::verdict::{Decision, Standing};
use crate::text::{RepoPath, Side};

/// The most places that one finding names beside its own.
const MOST: usize = 20;

/// Makes one of all open decisions about a block: the gravest stays, the places of the others stand beside it. What somebody waived
/// stands alone, so that a waiver of one command hides no other.
pub(super) fn join(decisions: Vec<Decision>) -> Vec<Decision> {
    let mut blocks: BTreeMap<(Side, RepoPath, usize), Vec<Decision>> = BTreeMap::new();
    let mut joined = Vec::with_capacity(decisions.len());
    for decision in decisions {
        let text = &decision.judged.finding.at.text;
        match decision.judged.block {
            Some(block) if is_open(&decision) => {
                blocks.entry((text.side(), text.path().clone(), block)).or_default().push(decision);
            }
            _ => joined.push(decision),
        }
    }
    joined.extend(blocks.into_values().filter_map(one_of));
    joined
}

fn is_open(decision: &Decision) -> bool {
    matches!(decision.standing, Standing::Blocks | Standing::Advises)
}

/// The gravest, with the others beside it; of equal ones the first.
fn one_of(mut decisions: Vec<Decision>) -> Option<Decision> {
    // Stable: what is equally grave stays in the order of the file.
    decisions.sort_by_key(|decision| Reverse((decision.gates(), decision.severity, decision.comments)));
    let mut decisions = decisions.into_iter();
    let mut main = decisions.next()?;
    let mut others: Vec<Decision> = decisions.collect();
    others.sort_by(|a, b| a.judged.finding.at.cmp(&b.judged.finding.at));
    main.joined = others.iter().map(|other| (other.judged.rule.name, other.judged.print)).collect();
    let at = main.judged.finding.at.clone();
    others.retain(|other| !other.judged.finding.at.span.meets(at.span));
    others.dedup_by(|a, b| a.judged.finding.at.span.meets(b.judged.finding.at.span));
    let more = others.len().saturating_sub(MOST);
    let related = &mut main.judged.finding.related;
    related.extend(others.into_iter().take(MOST).map(|other| {
        let finding = other.judged.finding;
        (finding.at, finding.message)
    }));
    if more > 0 {
        main.judged.finding.message.push_str(&format!("; {more} more like it stand in the same block"));
    }
    Some(main)
}
