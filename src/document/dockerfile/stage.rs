//! Build stages: which instructions belong to which `FROM`.

use std::ops::Range;

use super::instruction::{Instruction, Keyword};
use super::word::Word;

/// One build stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What `AS` calls it.
    pub name: Option<Word>,
    /// The image or the earlier stage that it starts from, as written.
    pub from: Option<Word>,
    /// Its instructions, `FROM` first.
    pub range: Range<usize>,
}

/// The stages, numbered from 0 by their order.
pub(super) fn stages(instructions: &[Instruction]) -> Vec<Stage> {
    let starts: Vec<usize> =
        (0..instructions.len()).filter(|index| instructions[*index].keyword == Keyword::From).collect();
    let ends = starts.iter().skip(1).copied().chain([instructions.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| {
            let words = instructions[start].words();
            let name = match words {
                [_, by, name, ..] if by.text().is_some_and(|text| text.eq_ignore_ascii_case("as")) => Some(name),
                _ => None,
            };
            Stage { name: name.cloned(), from: words.first().cloned(), range: start..end }
        })
        .collect()
}
