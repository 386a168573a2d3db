//! From a Dockerfile to its facts.

use super::images::{Origin, Reader};
use super::packages::Kept;
use super::{Stage, layers};
use crate::document::dockerfile::{Dockerfile, Instruction, Keyword};
use crate::fact::{Facts, Known, Part, Place, Unread};
use crate::text::{Site, Span};

/// All that a Dockerfile says.
pub(crate) fn facts(dockerfile: &Dockerfile) -> Facts {
    let site = |span| Site::new(dockerfile.text(), span);
    let mut reader = Reader::new(dockerfile);
    let sources = reader.stages();
    let chain = final_chain(&sources.iter().map(|source| &source.origin).collect::<Vec<_>>());
    let (packages, caches) = kept(dockerfile, &chain);
    let mut images = reader.images;
    if let Some(Origin::Image(at)) = chain.first().map(|first| sources[*first].origin) {
        images[at].place = Place::FinalStage;
    }
    let mut stages: Vec<Stage> = Vec::new();
    for (index, (stage, source)) in dockerfile.stages().iter().zip(&sources).enumerate() {
        let body = dockerfile.body(stage);
        let parent = if let Origin::Stage(parent) = source.origin { stages.get(parent) } else { None };
        let base = match source.origin {
            Origin::Image(at) => images.get(at).cloned(),
            _ => parent.and_then(|parent| parent.base.clone()),
        };
        stages.push(Stage {
            owner: source.owner.clone(),
            is_final: index + 1 == sources.len(),
            base,
            from_scratch: source.origin == Origin::Scratch || parent.is_some_and(|parent| parent.from_scratch),
            user: match &source.user {
                Known::Missing => parent.map_or(Known::Missing, |parent| parent.user.clone()),
                own => own.clone(),
            },
            start: own_start(body).map(site).or_else(|| parent?.start.clone()),
            packages: Vec::new(),
            caches: Vec::new(),
            site: site(body.first().map_or(Span::default(), |from| from.span)),
            end: site(Span::empty(body.last().map_or(0, |last| last.span.end))),
        });
    }
    if let Some(last) = stages.last_mut() {
        (last.packages, last.caches) = (packages, caches);
    }
    // What a template engine fills in need not be whole.
    let is_judged = !dockerfile.text().path().is_template();
    Facts {
        images: images.into(),
        stages: stages.into(),
        baked: layers::baked(dockerfile),
        unread: dockerfile
            .problems()
            .iter()
            .map(|problem| Unread::new(dockerfile.text(), problem, is_judged))
            .collect(),
        ..Facts::default()
    }
}

/// The stages that the last one stands on, first to last, itself included.
fn final_chain(origins: &[&Origin]) -> Vec<usize> {
    let mut chain: Vec<usize> = origins.len().checked_sub(1).into_iter().collect();
    // Each stage stands on an earlier one, so this ends.
    while let Some(Origin::Stage(parent)) = chain.last().and_then(|last| origins.get(*last)) {
        chain.push(*parent);
    }
    chain.reverse();
    chain
}

fn kept(dockerfile: &Dockerfile, chain: &[usize]) -> (Vec<Part>, Vec<super::Cache>) {
    let mut kept = Kept::new(dockerfile.text());
    for stage in chain.iter().filter_map(|index| dockerfile.stages().get(*index)) {
        dockerfile.body(stage).iter().for_each(|instruction| kept.read(instruction));
    }
    (kept.packages, kept.caches)
}

fn own_start(body: &[Instruction]) -> Option<Span> {
    let starts = |keyword| matches!(keyword, Keyword::Cmd | Keyword::Entrypoint);
    body.iter().rev().find(|instruction| starts(instruction.keyword)).map(|instruction| instruction.span)
}
