//! Commands that are written as lists of words: what a container is given.

use super::collector::Collector;
use crate::document::Passage;
use crate::document::shell::argv;
use crate::document::yaml::Node;

/// The most words of one command.
const MOST_WORDS: usize = 4_096;

/// The line that `program`, the scalars of `command` and those of `args` come to; each may be missing, a scalar or a list.
pub(super) fn line(program: Option<Passage>, lists: [Option<Node<'_>>; 2], out: &mut Collector) -> Option<Passage> {
    let scalars = lists.into_iter().flatten().flat_map(|node| {
        let own = Some(node).filter(|node| node.is_scalar() && !node.is_null());
        own.into_iter().chain(node.items().filter(|item| item.is_scalar()))
    });
    let words =
        scalars.take(MOST_WORDS).map_while(|scalar| out.takes_bytes(scalar).then(|| Passage::of_scalar(scalar)));
    let words: Vec<Passage> = program.into_iter().chain(words).collect();
    (!words.is_empty()).then(|| argv::joined(&words))
}

/// The name of the program that an image is made of, where it is called without one: `docker` of `gcr.io/cloud-builders/docker`.
pub(super) fn program_of(image: Node<'_>) -> Option<Passage> {
    let text = image.str()?;
    let start = text.rfind('/').map_or(0, |slash| slash + 1);
    let length = text[start..].find([':', '@', '$']).unwrap_or(text.len() - start);
    (length > 0).then(|| Passage::of_scalar(image).slice(start..start + length))
}
