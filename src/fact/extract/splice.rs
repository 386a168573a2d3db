//! A scalar as a reference's text: what a template, a variable or an expression fills in is not known, unless it has a default.

use std::ops::Range;

use crate::document::yaml::Node;
use crate::fact::reference::Spliced;
use crate::text::Site;

/// How deep defaults may nest in defaults: `${A:-${B:-c}}`.
const DEPTH: usize = 8;

/// The longest text that is looked into, far longer than any that a registry takes: an alias may repeat megabytes ten thousand times.
pub(super) const LONGEST: usize = 2048;

/// A stretch of text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// Written there.
    Literal(Range<usize>),
    /// A variable's default, which counts until somebody sets the variable.
    Default(Range<usize>),
    /// Something only a later step decides.
    Unknown(Range<usize>),
}

/// The text of a scalar, pieced together.
pub(super) fn splice(node: Node<'_>) -> Spliced {
    splice_with(node, &mut |_| None)
}

/// The same, with a say in what an expression `${{ … }}` stands for.
pub(super) fn splice_with<'a>(node: Node<'a>, expression: &mut dyn FnMut(&str) -> Option<Node<'a>>) -> Spliced {
    let mut out = Spliced::default();
    let Some(text) = node.str() else { return out };
    if text.len() > LONGEST {
        out.push_unknown(node.site());
        return out;
    }
    push(&mut out, node, text, 0..text.len(), DEPTH, expression);
    out
}

fn push<'a>(
    out: &mut Spliced,
    node: Node<'a>,
    text: &str,
    range: Range<usize>,
    depth: usize,
    expression: &mut dyn FnMut(&str) -> Option<Node<'a>>,
) {
    for segment in segments(text, range) {
        match segment {
            Segment::Literal(range) => push_literal(out, node, text, range),
            Segment::Default(range) if depth > 0 => push(out, node, text, range, depth - 1, expression),
            Segment::Unknown(range) => match inside_expression(&text[range.clone()]).and_then(&mut *expression) {
                Some(value) => {
                    push_literal(out, value, value.str().unwrap_or_default(), 0..value.str().map_or(0, str::len))
                }
                None => out.push_unknown(site(node, range)),
            },
            Segment::Default(range) => out.push_unknown(site(node, range)),
        }
    }
}

/// Literal text, but for the parts of it that a template's mask covers.
fn push_literal(out: &mut Spliced, node: Node<'_>, text: &str, range: Range<usize>) {
    if !node.is_unknown() {
        return out.push(&text[range.clone()], site(node, range));
    }
    let mut start = range.start;
    let mut cuts = text[range.clone()]
        .char_indices()
        .map(|(at, c)| (range.start + at, range.start + at + c.len_utf8()))
        .peekable();
    while let Some((at, end)) = cuts.next() {
        let unknown = node.is_unknown_in(at..end);
        if cuts.peek().is_none_or(|&(next, next_end)| node.is_unknown_in(next..next_end) != unknown) {
            if unknown {
                out.push_unknown(site(node, start..end));
            } else {
                out.push(&text[start..end], site(node, start..end));
            }
            start = end;
        }
    }
}

fn site(node: Node<'_>, range: Range<usize>) -> Site {
    node.site().with_span(node.part(range))
}

/// What stands inside `${{ … }}`.
fn inside_expression(text: &str) -> Option<&str> {
    Some(text.strip_prefix("${{")?.strip_suffix("}}")?.trim())
}

/// Cuts `range` of `text` at its variables: `$V`, `${V}`, `${V:-default}`, `$(…)`, `${{ … }}`.
pub(super) fn segments(text: &str, range: Range<usize>) -> Vec<Segment> {
    let mut out = Vec::new();
    let mut literal = range.start;
    let mut at = range.start;
    while let Some(dollar) = text[at..range.end].find('$').map(|found| at + found) {
        let Some((end, default)) = variable(&text[..range.end], dollar) else {
            at = dollar + 1;
            continue;
        };
        if literal < dollar {
            out.push(Segment::Literal(literal..dollar));
        }
        out.push(default.map_or(Segment::Unknown(dollar..end), Segment::Default));
        (literal, at) = (end, end);
    }
    if literal < range.end {
        out.push(Segment::Literal(literal..range.end));
    }
    out
}

/// The end of the variable that starts at `dollar`, and its default's place.
fn variable(text: &str, dollar: usize) -> Option<(usize, Option<Range<usize>>)> {
    let rest = &text[dollar + 1..];
    if let Some(expression) = rest.strip_prefix("{{") {
        let length = expression.find("}}").map_or(rest.len(), |close| close + 4);
        return Some((dollar + 1 + length, None));
    }
    if rest.starts_with('(') {
        return Some((dollar + 1 + rest.find(')').map_or(rest.len(), |close| close + 1), None));
    }
    let name_at = dollar + 1 + usize::from(rest.starts_with('{'));
    let name = text[name_at..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let name_end = name_at + name;
    if !rest.starts_with('{') {
        return (name > 0).then_some((name_end, None));
    }
    let close = closing_brace(text, name_end);
    let tail = &text[name_end..close];
    let default =
        [":-", ":=", "-", "="].iter().find(|mark| tail.starts_with(**mark)).map(|mark| name_end + mark.len()..close);
    Some(((close + 1).min(text.len()), default))
}

/// The brace that closes one opened before `from`, or the end.
fn closing_brace(text: &str, from: usize) -> usize {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate().skip(from) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return at,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::segments;

    /// Literals as they are, defaults in `<>`, unknown parts as `?`.
    fn shown(text: &str) -> String {
        segments(text, 0..text.len())
            .iter()
            .map(|segment| match segment {
                super::Segment::Literal(range) => text[range.clone()].to_owned(),
                super::Segment::Default(range) => format!("<{}>", &text[range.clone()]),
                super::Segment::Unknown(_) => "?".to_owned(),
            })
            .collect()
    }

    #[test]
    fn cuts_at_variables() {
        for (text, expected) in [
            ("web:1.4", "web:1.4"),
            ("web:$TAG", "web:?"),
            ("web:${TAG}-x", "web:?-x"),
            ("web:${TAG:-latest}", "web:<latest>"),
            ("${A:-${B:-c}}:1", "<${B:-c}>:1"),
            ("web:${TAG:?no tag}", "web:?"),
            ("web:${{ matrix.tag }}", "web:?"),
            ("web:${{ unclosed", "web:?"),
            ("web:${unclosed", "web:?"),
            ("$(REGISTRY)/web:1", "?/web:1"),
            ("cash$", "cash$"),
            ("$", "$"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
