//! A scalar as a reference's text: what a template, a variable or an expression fills in is not known, unless it has a default.

use std::ops::Range;

use crate::document::template;
use crate::document::yaml::Node;
use crate::fact::reference::Spliced;
use crate::text::{Site, Span};

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

/// What a variable stands for.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    /// A scalar elsewhere.
    Node(Node<'a>),
    /// A part of what the variable is written as: a text between quotes in an expression.
    Written(Span),
}

/// Says what a variable stands for, given as it is written: `$NAME`, `${{ matrix.version }}`, `$(params.image)`.
pub(super) type Lookup<'l, 'a> = dyn FnMut(&str) -> Option<Value<'a>> + 'l;

impl<'a> Value<'a> {
    /// The text of a value of a variable that is `written` so.
    pub(super) fn text<'t>(self, written: &'t str) -> &'t str
    where
        'a: 't,
    {
        match self {
            Self::Node(node) => node.str().unwrap_or_default(),
            Self::Written(span) => written.get(span.range()).unwrap_or_default(),
        }
    }
}

/// The text of a scalar, pieced together.
pub(super) fn splice(node: Node<'_>) -> Spliced {
    splice_with(node, &mut |_| None)
}

/// The same, with a say in what a variable stands for.
pub(super) fn splice_with<'a>(node: Node<'a>, lookup: &mut Lookup<'_, 'a>) -> Spliced {
    let mut splicer = Splicer { out: Spliced::default(), lookup };
    if let Some(text) = node.str() {
        splicer.scalar(node, text, DEPTH);
    }
    splicer.out
}

/// The variables of a scalar, as they are written, each once.
pub(super) fn variables(node: Node<'_>) -> Vec<String> {
    let mut found = Vec::new();
    splice_with(node, &mut |variable| {
        if found.len() < MOST_VARIABLES && !found.iter().any(|known| known == variable) {
            found.push(variable.to_owned());
        }
        None
    });
    found
}

/// The most variables of one text that are looked up. A reference has three parts.
const MOST_VARIABLES: usize = 8;

struct Splicer<'s, 'l, 'a> {
    out: Spliced,
    lookup: &'s mut Lookup<'l, 'a>,
}

impl<'a> Splicer<'_, '_, 'a> {
    fn scalar(&mut self, node: Node<'a>, text: &str, depth: usize) {
        if text.len() > LONGEST {
            return self.out.push_unknown(node.site());
        }
        self.range(node, text, 0..text.len(), depth);
    }

    fn range(&mut self, node: Node<'a>, text: &str, range: Range<usize>, depth: usize) {
        for segment in segments(text, range) {
            match segment {
                Segment::Literal(range) => self.literal(node, text, range, depth),
                Segment::Default(range) if depth > 0 => self.range(node, text, range, depth - 1),
                Segment::Unknown(range) => self.variable(node, range, depth),
                Segment::Default(range) => self.out.push_unknown(site(node, range)),
            }
        }
    }

    /// What is to be filled in: what it stands for, where that is known.
    fn variable(&mut self, node: Node<'a>, range: Range<usize>, depth: usize) {
        let site = site(node, range);
        let written = String::from_utf8_lossy(site.bytes());
        let default = || default_in_action(site.bytes()).map(Value::Written);
        match (self.lookup)(&written).filter(|_| depth > 0).or_else(default) {
            Some(Value::Node(value)) => {
                self.scalar(value, value.str().unwrap_or_default(), depth.saturating_sub(DEPTH / 4));
            }
            Some(Value::Written(span)) => self.written(&site.with_span(site.span.part(span.range()))),
            None => self.out.push_unknown(site.clone()),
        }
    }

    /// A text that stands in quotes inside what is to be filled in.
    fn written(&mut self, site: &Site) {
        match std::str::from_utf8(site.bytes()) {
            Ok(text) => self.out.push(text, site.clone()),
            Err(_) => self.out.push_unknown(site.clone()),
        }
    }

    /// Literal text, but for what somebody is to fill in.
    fn literal(&mut self, node: Node<'a>, text: &str, range: Range<usize>, depth: usize) {
        let mut at = range.start;
        for _ in 0..MOST_VARIABLES {
            let Some(hole) = hole(&text[..range.end], at) else {
                return self.masked(node, text, at..range.end, depth);
            };
            self.masked(node, text, at..hole.start, depth);
            at = hole.end;
            self.variable(node, hole, depth);
        }
        if at < range.end {
            self.out.push_unknown(site(node, at..range.end));
        }
    }

    /// Literal text, but for the parts of it that a template's mask covers.
    fn masked(&mut self, node: Node<'a>, text: &str, range: Range<usize>, depth: usize) {
        if !node.is_unknown() {
            return self.known(node, text, range);
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
                    self.variable(node, start..end, depth);
                } else {
                    self.known(node, text, start..end);
                }
                start = end;
            }
        }
    }

    fn known(&mut self, node: Node<'a>, text: &str, range: Range<usize>) {
        if !range.is_empty() {
            self.out.push(&text[range.clone()], site(node, range));
        }
    }
}

fn site(node: Node<'_>, range: Range<usize>) -> Site {
    node.site().with_span(node.part(range))
}

/// What may stand around a name that a tool or a reader fills in. The longer ones come first.
const FENCES: [(&str, &str); 12] = [
    ("<<", ">>"),
    ("<", ">"),
    ("#{", "}#"),
    ("#{", "}"),
    ("[[", "]]"),
    ("[", "]"),
    ("{{", "}}"),
    ("{", "}"),
    ("((", "))"),
    ("%", "%"),
    ("...", ""),
    ("…", ""),
];

/// The next stretch of a text from `from` on that is to be filled in: `<name>`, `{name}`, `[[name]]`, `%NAME%`, `#{name}#`, `@NAME@`,
/// `__NAME__` or `...`. One that nothing closes goes to the end.
pub(super) fn hole(written: &str, from: usize) -> Option<Range<usize>> {
    let rest = &written[from..];
    let replaced = template::placeholder(rest).map(|name| from + name.start..from + name.end);
    let is_open = |at: &usize| FENCES.iter().any(|(open, _)| written[*at..].starts_with(open));
    let start = rest.char_indices().map(|(at, _)| from + at).find(is_open);
    let Some(start) = start.filter(|start| replaced.as_ref().is_none_or(|replaced| *start < replaced.start)) else {
        return replaced;
    };
    let fences = FENCES.iter().filter(|(open, _)| written[start..].starts_with(open));
    let closes = fences.filter_map(|(open, close)| {
        let inside = start + open.len();
        Some((inside + written[inside..].find(close)?, close.len()))
    });
    // Of `#{a}-#{b}#` the first brace closes the first name; of two that start at one place the longer counts.
    let close = closes.min_by_key(|(at, length)| (*at, usize::MAX - length));
    Some(start..close.map_or(written.len(), |(at, length)| at + length))
}

/// The default in an action of a template, between its quotes: `{{ .Values.tag | default "1.4" }}`, `{{ default "1.4" .Values.tag }}`,
/// `{{ tag | default('1.4') }}`, `{{ coalesce .Values.a "1.4" }}`.
fn default_in_action(action: &[u8]) -> Option<Span> {
    let inside = action.strip_prefix(b"{{")?;
    let is_word = |at: usize, word: &[u8]| {
        let before = at.checked_sub(1).map(|before| inside[before]);
        let after = inside.get(at + word.len());
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'$');
        before.is_none_or(|byte| !is_part(&byte)) && after.is_some_and(|byte| !is_part(byte))
    };
    let words = [&b"default"[..], b"coalesce"];
    let after = words.into_iter().find_map(|word| {
        memchr::memmem::find_iter(inside, word).find(|at| is_word(*at, word)).map(|at| at + word.len())
    })?;
    let quote = inside[after..].iter().position(|byte| matches!(byte, b'"' | b'`' | b'\'')).map(|at| after + at)?;
    // `default .Chart.AppVersion | quote` has none; what stands behind a pipe belongs to another function.
    if inside[after..quote].contains(&b'|') || inside[after..quote].contains(&b'}') {
        return None;
    }
    let length = inside[quote + 1..].iter().position(|byte| *byte == inside[quote])?;
    let written = &inside[quote + 1..quote + 1 + length];
    let start = quote + 1 + b"{{".len();
    // In a string of YAML the quotes are escaped.
    let end = start + written.strip_suffix(b"\\").unwrap_or(written).len();
    (end > start).then(|| Span::new(start, end))
}

/// Cuts `range` of `text` at its variables: `$V`, `${V}`, `${V:-default}`, `$(…)`, `$[[ … ]]`, `${{ … }}`.
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
    // GitLab's inputs, and Azure's expressions.
    if let Some(close) = [("[[", "]]"), ("[", "]")].iter().find_map(|(open, close)| {
        rest.starts_with(open).then(|| rest.find(close).map_or(rest.len(), |at| at + close.len()))
    }) {
        return Some((dollar + 1 + close, None));
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
    use super::{default_in_action, hole, segments};

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
            ("web:$[[ inputs.tag ]]-x", "web:?-x"),
            ("web:$[variables.tag]", "web:?"),
            ("cash$", "cash$"),
            ("$", "$"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn holes_are_what_somebody_fills_in() {
        for (text, expected) in [
            ("web:1.4", None),
            ("web@sha256:0a", None),
            ("<registry>/web:1", Some("<registry>")),
            ("web:<< parameters.tag >>-x", Some("<< parameters.tag >>")),
            ("#{registry}#/web", Some("#{registry}#")),
            ("#{a}-#{b}#", Some("#{a}")),
            ("[[registry]]/web", Some("[[registry]]")),
            ("web:((tag))", Some("((tag))")),
            ("%REG%/web", Some("%REG%")),
            ("web:%TAG", Some("%TAG")),
            ("a/@TAG@:<b>", Some("@TAG@")),
            ("web:__TAG__", Some("__TAG__")),
            ("web:1...", Some("...")),
            ("web:1…", Some("…")),
        ] {
            assert_eq!(hole(text, 0).map(|range| &text[range]), expected, "{text}");
        }
    }

    #[test]
    fn defaults_stand_in_the_quotes_of_actions() {
        for (action, expected) in [
            ("{{ .Values.tag | default \"1.4\" }}", Some("1.4")),
            ("{{- .Values.tag | default `1.4` | quote -}}", Some("1.4")),
            ("{{ default \"web:1.4\" .Values.image }}", Some("web:1.4")),
            ("{{ .Values.tag | default \\\"1.4\\\" }}", Some("1.4")),
            ("{{ tag | default('1.4') }}", Some("1.4")),
            ("{{ coalesce .Values.a .Values.b \"1.4\" }}", Some("1.4")),
            ("{{ .Values.tag | default .Chart.AppVersion }}", None),
            ("{{ .Values.tag | default .Chart.AppVersion | replace \"+\" \"_\" }}", None),
            ("{{ .Values.default.tag }}", None),
            ("{{ .Values.tag | default \"\" }}", None),
            ("{{ default", None),
            ("${TAG}", None),
        ] {
            assert_eq!(default_in_action(action.as_bytes()).map(|span| &action[span.range()]), expected, "{action}");
        }
    }
}
