//! `uses:` of workflows and actions, and the comment behind it.

use super::collector::Collector;
use super::condition::{cut, value_site};
use crate::document::yaml::{Node, Yaml};
use crate::fact::{Part, Used, Uses};
use crate::text::{Site, Span};

/// Tells what `node` uses.
pub(super) fn tell(owner: String, node: Node<'_>, out: &mut Collector) {
    let Some(text) = node.str().map(cut).filter(|text| !text.is_empty()) else { return };
    if !out.is_new(node) {
        return;
    }
    let (what, site) = (used(node, text), value_site(node));
    let comment = comment_behind(node.file(), node, &site);
    out.read.uses.push(Uses { owner, what, comment, site });
}

fn used(node: Node<'_>, text: &str) -> Used {
    // `$/` is the root of the very commit that holds the workflow.
    if text.starts_with("./") || text.starts_with("$/") || text.starts_with("../") || text == "." {
        return Used::Local(text.to_owned());
    }
    if let Some(image) = text.strip_prefix("docker://") {
        return Used::Docker(image.to_owned());
    }
    let (name, version) = match text.rfind('@') {
        Some(at) => (&text[..at], Some(at + 1..text.len())),
        None => (text, None),
    };
    // Gitea and Forgejo take the address of a repository too.
    let host =
        name.find("://").and_then(|scheme| Some(scheme + 3 + name[scheme + 3..].find('/')? + 1)).unwrap_or_default();
    let mut slashes = name[host..].match_indices('/').map(|(at, _)| host + at);
    let end = slashes.nth(1).unwrap_or(name.len());
    let version = version
        .map(|range| Part { text: text[range.clone()].to_owned(), site: node.site().with_span(node.part(range)) });
    let path = name[end..].trim_start_matches('/').to_owned();
    Used::Remote { repository: name[..end].to_owned(), path, version }
}

/// The comment on the same line.
fn comment_behind(yaml: &Yaml, node: Node<'_>, site: &Site) -> Option<Part> {
    let end = node.value_span().end;
    let comments = yaml.comments();
    let comment = *comments.get(comments.partition_point(|comment| comment.start < end))?;
    let between = yaml.text().slice(Span::new(end, comment.start));
    if between.iter().any(|byte| !b" \t'\"".contains(byte)) {
        return None;
    }
    let bytes = yaml.text().slice(comment);
    let start = bytes.iter().position(|byte| !b"# \t".contains(byte))?;
    let length = bytes[start..].trim_ascii_end().len();
    let site = site.with_span(comment.part(start..start + length));
    Some(Part { text: cut(&String::from_utf8_lossy(site.bytes())).to_owned(), site })
}
