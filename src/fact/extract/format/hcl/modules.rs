//! Modules of Terraform that are fetched from git.
//! (<https://developer.hashicorp.com/terraform/language/modules/sources#generic-git-repository>)

use std::sync::Arc;

use bstr::ByteSlice;

use super::tree::Tree;
use crate::fact::extract::format::helm::chart;
use crate::fact::extract::place::short;
use crate::fact::{Facts, Part, Remote};
use crate::text::{Site, Span, Text};

/// What marks the revision in an address.
const REVISION: &[u8] = b"?ref=";

/// Reads all of a file. A source without `?ref=` may come from a registry, whose version stands beside it.
pub(super) fn read(text: &Arc<Text>, tree: &Tree<'_>, facts: &mut Facts) {
    for attribute in tree.attributes.iter().filter(|one| tree.slice(one.key) == b"source") {
        let block = &tree.blocks[attribute.block];
        let ([only], [label], b"module") =
            (attribute.strings.as_slice(), block.labels.as_slice(), tree.slice(block.kind))
        else {
            continue;
        };
        let place = only.text.whole();
        let written = tree.slice(place);
        // An escape or a variable makes of the text another one than stands there.
        let Some(at) = written.find(REVISION).filter(|_| *only.text.bytes() == *written) else { continue };
        let start = at + REVISION.len();
        let end = written[start..].find_byte(b'&').map_or(written.len(), |length| start + length);
        let reference = written[start..end].to_str_lossy().into_owned();
        let site = Site::new(text, Span::new(place.start + start, place.start + end));
        facts.remotes.push(Remote {
            owner: format!("module {}", short(&label.bytes().to_str_lossy())),
            name: short(&written[..at].to_str_lossy()).to_owned(),
            moves: chart::moving_revision(&reference),
            version: Some(Part { text: reference, site: site.clone() }),
            site,
        });
    }
}
