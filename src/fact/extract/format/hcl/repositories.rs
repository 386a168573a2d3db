//! Repositories for images that Terraform declares, and whether their tags may be overwritten.

use std::sync::Arc;

use bstr::ByteSlice;

use super::tree::{Attribute, Tree};
use crate::fact::extract::place::short;
use crate::fact::{Facts, ImageRepository, Known};
use crate::text::{Site, Span, Text};

/// Reads all of a file.
pub(super) fn read(text: &Arc<Text>, tree: &Tree<'_>, facts: &mut Facts) {
    for (index, block) in tree.blocks.iter().enumerate().filter(|(_, block)| tree.slice(block.kind) == b"resource") {
        let [kind, name] = block.labels.as_slice() else { continue };
        let setting = match kind.bytes() {
            b"aws_ecr_repository" => ecr(tree, index),
            b"google_artifact_registry_repository" if is_docker(tree, index) => artifact_registry(tree, index),
            _ => continue,
        };
        let (is_mutable, span) = setting.unwrap_or((Known::Known(true), name.whole()));
        let owner = format!("{}.{}", kind.bytes().to_str_lossy(), short(&name.bytes().to_str_lossy()));
        facts.image_repositories.push(ImageRepository { owner, is_mutable, site: Site::new(text, span) });
    }
}

/// `MUTABLE` unless something else is written; `IMMUTABLE_WITH_EXCLUSION` protects all but what it names.
/// (<https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecr_repository>)
fn ecr(tree: &Tree<'_>, block: usize) -> Option<(Known<bool>, Span)> {
    let setting = attribute(tree, block, b"image_tag_mutability")?;
    Some(match setting.strings.as_slice() {
        [only] => (Known::Known(only.text.bytes() == b"MUTABLE"), only.text.whole()),
        _ => (Known::Unknown, setting.key),
    })
}

/// <https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/artifact_registry_repository>
fn is_docker(tree: &Tree<'_>, block: usize) -> bool {
    let format = attribute(tree, block, b"format").and_then(|format| format.strings.first());
    format.is_some_and(|format| format.text.bytes().eq_ignore_ascii_case(b"DOCKER"))
}

/// Mutable unless `docker_config` says otherwise.
fn artifact_registry(tree: &Tree<'_>, block: usize) -> Option<(Known<bool>, Span)> {
    let is_inside = |one: &&Attribute| tree.blocks[one.block].parent == Some(block);
    let mut settings = tree.attributes.iter().filter(is_inside);
    let setting = settings.find(|one| tree.slice(one.key) == b"immutable_tags")?;
    Some(match setting.words.as_slice() {
        [only] if tree.slice(*only) == b"true" => (Known::Known(false), *only),
        [only] if tree.slice(*only) == b"false" => (Known::Known(true), *only),
        _ => (Known::Unknown, setting.key),
    })
}

fn attribute<'t>(tree: &'t Tree<'_>, block: usize, key: &[u8]) -> Option<&'t Attribute> {
    let start = tree.attributes.partition_point(|one| one.key < tree.blocks[block].kind);
    let mut own =
        tree.attributes[start..].iter().take_while(|one| tree.blocks[one.block].root == tree.blocks[block].root);
    own.find(|one| one.block == block && tree.slice(one.key) == key)
}
