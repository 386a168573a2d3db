//! Conditions and settings that decide whether something runs, and whether its failure counts.

use crate::document::yaml::Node;
use crate::fact::Part;
use crate::text::{Site, Span};

/// The longest condition that is kept: an alias may repeat megabytes.
const LONGEST: usize = 2048;

/// The text of a scalar as it is meant, cut to what is kept, and its place without quotes.
pub(super) fn part(node: Node<'_>) -> Option<Part> {
    let text = node.str().filter(|_| !node.is_null())?;
    Some(Part { text: cut(text).to_owned(), site: value_site(node) })
}

/// A condition; of a mapping or a list, all of it as written.
pub(super) fn condition(node: Node<'_>) -> Option<Part> {
    if node.is_scalar() {
        return part(node);
    }
    let site = value_site(node);
    let text = String::from_utf8_lossy(&site.bytes()[..site.bytes().len().min(LONGEST)]).into_owned();
    Some(Part { text, site })
}

/// The place of a value without its quotes; of an alias, that of what it stands for.
pub(super) fn value_site(node: Node<'_>) -> Site {
    node.site().with_span(node.value_span())
}

/// The first bytes of a text.
pub(super) fn cut(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or_default()]
}

/// Where a setting says yes: `true`, `${{ true }}`.
pub(super) fn says_yes(node: Option<Node<'_>>) -> Option<Site> {
    let text = node?.str()?;
    (text.len() < 32 && matches!(bare(text), "true" | "True" | "yes" | "on")).then(|| node.map(value_site))?
}

/// Where a condition says that it never holds: `false`, `${{ false }}`, `false && …`.
pub(super) fn says_never(node: Option<Node<'_>>) -> Option<Site> {
    let text = cut(node?.str()?);
    is_never(text).then(|| node.map(value_site))?
}

/// Whether a condition never holds.
pub(super) fn is_never(text: &str) -> bool {
    let text = bare(text);
    let is_false = |part: &str| matches!(bare(part), "false" | "False" | "!true" | "! true" | "0");
    let one_of = || text.split("&&").any(is_false);
    is_false(text) || !text.contains("||") && !text.contains('(') && one_of()
}

/// Whether a condition holds although something before it failed.
pub(super) fn outlives_failure(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["always()", "failure()", "cancelled()", "failed()", "succeededorfailed()", "canceled()"]
        .iter()
        .any(|call| text.contains(call))
}

/// Without `${{ }}`, brackets, quotes and blanks around it.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let inside = text.strip_prefix("${{").or_else(|| text.strip_prefix("$[")).unwrap_or(text);
    let inside = inside.strip_suffix("}}").or_else(|| inside.strip_suffix(']')).unwrap_or(inside);
    inside.trim().trim_matches(['\'', '"']).trim().trim_end_matches(';').trim()
}

/// The first line of what stands at `span`.
pub(super) fn first_line(site: &Site) -> Site {
    let end = memchr::memchr(b'\n', site.bytes()).unwrap_or(site.span.len());
    site.with_span(Span::new(site.span.start, site.span.start + end))
}

#[cfg(test)]
mod tests {
    use super::{is_never, outlives_failure};

    #[test]
    fn what_never_holds() {
        for (text, never) in [
            ("false", true),
            ("${{ false }}", true),
            ("'false'", true),
            ("${{ false && github.ref == 'x' }}", true),
            ("github.ref == 'x' && false", true),
            ("github.ref == 'x' || false", false),
            ("inputs.skip == 'false'", false),
            ("contains(x, 'false') && y", false),
            ("return false", false),
            ("", false),
            ("${{ inputs.dry == false }}", false),
        ] {
            assert_eq!(is_never(text), never, "{text}");
        }
        assert!(outlives_failure("${{ !cancelled() && needs.a.result == 'success' }}"));
        assert!(!outlives_failure("success()"));
    }
}
