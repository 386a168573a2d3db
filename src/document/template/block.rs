//! Keeps masked lines of a block scalar inside it: a comment that is indented less would end the scalar before its time.

use crate::text::Span;

use super::Action;

/// A block scalar that is being read.
struct Body {
    /// The column of what it is the value of; lines beyond it belong to the scalar.
    parent: Option<usize>,
    /// The column of its text.
    indent: usize,
    /// Whether its first line of text is still to come.
    is_new: bool,
}

/// Overwrites those lines of `out` again that `actions` fill and that stand in a block scalar.
pub(super) fn mend(out: &mut [u8], actions: &mut [Action]) {
    let mut body: Option<Body> = None;
    let mut next = 0;
    let mut start = 0;
    while start < out.len() {
        let end = memchr::memchr(b'\n', &out[start..]).map_or(out.len(), |feed| start + feed);
        while actions.get(next).is_some_and(|action| action.span.end <= start) {
            next += 1;
        }
        let indent = indent_of(&out[start..end]);
        let own = is_own(actions.get(next), start + indent);
        if out[start..end].trim_ascii().is_empty() || own && body.is_none() {
            // Says nothing.
        } else if own {
            if let Some(body) = &mut body {
                refill(out, Span::new(start, end), body, &mut actions[next..]);
            }
        } else {
            if body.as_ref().is_some_and(|body| body.parent.is_some_and(|parent| indent <= parent)) {
                body = None;
            }
            match &mut body {
                Some(body) => body.is_new = false,
                None => body = opened(out, Span::new(start, end), &actions[next.min(actions.len())..]),
            }
        }
        start = end + 1;
    }
}

/// Whether the text at `at`, the first on its line, is that of an action that fills its line.
fn is_own(action: Option<&Action>, at: usize) -> bool {
    action.is_some_and(|action| action.column.is_some() && action.span.start <= at && at < action.span.end)
}

/// Blanks the masked part of `line` up to the column of the scalar's text, and makes text of the rest of it.
fn refill(out: &mut [u8], line: Span, body: &mut Body, actions: &mut [Action]) {
    let text = line.start + body.indent;
    if body.is_new && text < actions[0].span.start {
        // A first line that is indented more than the text would move the text's column.
        actions[0].span.start = text;
    }
    for action in actions.iter().take_while(|action| action.span.start < line.end) {
        let [start, end] = [action.span.start.max(line.start), action.span.end.min(line.end)];
        for (at, byte) in out.iter_mut().enumerate().take(end).skip(start) {
            if *byte != b'\r' {
                *byte = if at < text { b' ' } else { b'x' };
            }
        }
    }
    body.is_new &= line.end <= text;
}

/// The block scalar that starts after `line`, if one does; `actions` are those from this line on.
fn opened(out: &[u8], line: Span, actions: &[Action]) -> Option<Body> {
    let header = Header::read(&out[line.range()])?;
    let least = header.parent.map_or(0, |parent| parent + 1);
    let indent = match header.indent {
        0 => first_indent(out, line.end + 1, actions).filter(|&indent| indent >= least).unwrap_or(least),
        deeper => least.saturating_sub(1) + deeper,
    };
    Some(Body { parent: header.parent, indent, is_new: true })
}

/// The indentation of the first line from `start` on that is neither blank nor an action.
fn first_indent(out: &[u8], mut start: usize, actions: &[Action]) -> Option<usize> {
    let mut actions = actions.iter().peekable();
    while start < out.len() {
        let end = memchr::memchr(b'\n', &out[start..]).map_or(out.len(), |feed| start + feed);
        while actions.next_if(|action| action.span.end <= start).is_some() {}
        let indent = indent_of(&out[start..end]);
        if !out[start..end].trim_ascii().is_empty() && !is_own(actions.peek().copied(), start + indent) {
            return Some(indent);
        }
        start = end + 1;
    }
    None
}

fn indent_of(line: &[u8]) -> usize {
    line.iter().take_while(|&&byte| byte == b' ').count()
}

/// The end of a line that opens a block scalar (YAML 1.2, 8.1.1).
struct Header {
    parent: Option<usize>,
    /// The indentation that it states; 0 if it states none.
    indent: usize,
}

impl Header {
    fn read(line: &[u8]) -> Option<Self> {
        memchr::memchr2(b'|', b'>', line)?;
        let mut before: &[u8] = b"";
        let mut words = line.split(|byte| b" \t\r".contains(byte)).filter(|word| !word.is_empty()).peekable();
        while let Some(word) = words.next() {
            let is_last = words.peek().is_none_or(|next| next.starts_with(b"#"));
            if is_last && is_mark(word) && opens_value(before) {
                let digit = word.iter().find(|byte| byte.is_ascii_digit());
                return Some(Self {
                    parent: parent_of(line),
                    indent: digit.map_or(0, |digit| usize::from(digit - b'0')),
                });
            }
            before = word;
        }
        None
    }
}

/// `|` or `>` with what may follow it.
fn is_mark(word: &[u8]) -> bool {
    matches!(word.first(), Some(b'|' | b'>'))
        && word.len() <= 3
        && word[1..].iter().all(|byte| b"+-123456789".contains(byte))
}

/// Whether a value may come after the word `before`.
fn opens_value(before: &[u8]) -> bool {
    matches!(before, b"-" | b"?" | b"---")
        || before.ends_with(b":")
        || before.starts_with(b"!")
        || before.starts_with(b"&")
}

/// The column of the key or dash that the value at the end of `line` belongs to; `None` if it is the document's root.
fn parent_of(line: &[u8]) -> Option<usize> {
    if line.starts_with(b"---") {
        return None;
    }
    let mut column = indent_of(line);
    let mut dash = None;
    while let [b'-' | b'?', b' ' | b'\t', ..] = line[column..] {
        dash = Some(column);
        column += 1;
        column += line[column..].iter().take_while(|byte| b" \t".contains(byte)).count();
    }
    if matches!(line.get(column), Some(b'|' | b'>' | b'!' | b'&')) { dash } else { Some(column) }
}
