//! Terraform, Nomad and Packer: the images that blocks name, the repositories that they declare, the modules that they fetch, and the
//! commands of provisioners.
//!
//! <https://developer.hashicorp.com/terraform/language/syntax/configuration>

mod images;
mod modules;
mod repositories;
mod scripts;
mod tree;

use std::sync::Arc;

use bstr::ByteSlice;

use crate::document::template;
use crate::fact::Facts;
use crate::fact::extract::script::Script;
use crate::text::Text;
use tree::Tree;

/// Reads a file: its images into `facts`; its scripts, where `runs` are asked about.
pub(in crate::fact::extract) fn read(text: &Arc<Text>, runs: bool, facts: &mut Facts) -> Vec<Script> {
    let names_images = text.bytes().contains_str("mage") || text.bytes().contains_str("container_definitions");
    let declares = text.bytes().contains_str("_repository\"");
    let fetches = text.bytes().contains_str("?ref=");
    if !names_images && !declares && !fetches && !runs {
        return Vec::new();
    }
    let filled = template::without_own_lines(text);
    let tree = Tree::read(filled.as_ref());
    if names_images {
        images::read(text, &tree, facts);
    }
    if fetches {
        modules::read(text, &tree, facts);
    }
    if declares {
        repositories::read(text, &tree, facts);
    }
    if runs { scripts::of(&tree) } else { Vec::new() }
}
