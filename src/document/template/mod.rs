//! Masks the actions of Go templates, Jinja and ERB so that the YAML around them can be read: every byte keeps its place, every line its end.

mod action;
mod block;
mod placeholder;

use std::borrow::Cow;

use crate::text::{RepoPath, Span, Text};

pub use action::{Action, Definition, Role, definitions};
pub use placeholder::placeholder;

/// A text whose template actions are overwritten, and where they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// As long as the text itself, with the same line ends.
    pub bytes: Vec<u8>,
    /// What was overwritten, in order.
    pub actions: Vec<Action>,
}

impl Masked {
    /// The bytes that a template decides, in order.
    pub fn ranges(&self) -> impl Iterator<Item = Span> + '_ {
        self.actions.iter().map(|action| action.span)
    }
}

/// Whose actions a text may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engines {
    /// Go's, and Jinja's statements: any YAML may be part of a chart.
    Common,
    /// Also ERB's, Jinja's comments, and names that a script replaces.
    All,
}

impl Engines {
    /// Those that may fill in the file at `path`.
    #[must_use]
    pub fn of(path: &RepoPath) -> Self {
        if path.is_template() { Self::All } else { Self::Common }
    }

    /// Whether `bytes` may hold an action at all.
    #[must_use]
    pub fn are_in(self, bytes: &[u8]) -> bool {
        let holds = |open: u8, next: &[u8]| {
            memchr::memchr_iter(open, bytes).any(|at| bytes.get(at + 1).is_some_and(|byte| next.contains(byte)))
        };
        match self {
            Self::Common => holds(b'{', b"{%"),
            Self::All => bytes.iter().any(|byte| b"{<@%_".contains(byte)),
        }
    }
}

/// The lines of a text that nothing but actions stand on, with their ends; none in a file that no engine fills in.
#[must_use]
pub fn own_lines(text: &Text) -> Vec<Span> {
    let bytes = text.bytes();
    let masked = if text.path().is_template() { mask(bytes, Engines::All) } else { None };
    let actions = masked.into_iter().flat_map(|masked| masked.actions).filter(|action| action.column.is_some());
    let mut lines: Vec<Span> = Vec::new();
    for span in actions.map(|action| action.span) {
        let start = memchr::memrchr(b'\n', &bytes[..span.start]).map_or(0, |feed| feed + 1);
        let end = memchr::memchr(b'\n', &bytes[span.end..]).map_or(bytes.len(), |feed| span.end + feed + 1);
        match lines.last_mut() {
            Some(last) if start < last.end => last.end = last.end.max(end),
            _ => lines.push(Span::new(start, end)),
        }
    }
    lines
}

/// The bytes of a text with the lines that nothing but actions stand on as comments after a `#`; for a file that no engine fills in,
/// its bytes.
#[must_use]
pub fn without_own_lines(text: &Text) -> Cow<'_, [u8]> {
    let bytes = text.bytes();
    let masked = if text.path().is_template() { mask(bytes, Engines::All) } else { None };
    let Some(masked) = masked else { return Cow::Borrowed(bytes) };
    let mut out = bytes.to_vec();
    for span in masked.actions.iter().filter(|action| action.column.is_some()).map(|action| action.span.range()) {
        out[span.clone()].copy_from_slice(&masked.bytes[span]);
    }
    Cow::Owned(out)
}

/// Masks the actions of a text that is no YAML as it stands; `None` if it has none.
///
/// An action that fills its lines becomes a comment, one that brings its own lines into the place of a value becomes blank, any other becomes filler
/// within a word. Workflow expressions, `${{ }}`, are none.
#[must_use]
pub fn mask(bytes: &[u8], engines: Engines) -> Option<Masked> {
    fill(bytes, action::find(bytes, engines, None))
}

/// Masks the actions of a text that is YAML as it stands, with these scalars and comments. What YAML says holds: an action that starts in a scalar
/// ends in it, and there is none in a comment, so that a pair of braces cannot hide what stands between two comments.
#[must_use]
pub fn mask_within(bytes: &[u8], engines: Engines, scalars: &[Span], comments: &[Span]) -> Option<Masked> {
    fill(bytes, action::find(bytes, engines, Some(action::Tokens { scalars, comments })))
}

/// What stands around an action on its lines.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Nothing but actions before it.
    leads: bool,
    /// It is the first thing on its line.
    is_first: bool,
    /// Nothing but actions after it.
    trails: bool,
    /// It or one of these is put onto lines of its own.
    brings_lines: bool,
}

fn fill(bytes: &[u8], mut actions: Vec<Action>) -> Option<Masked> {
    if actions.is_empty() {
        return None;
    }
    let mut out = bytes.to_vec();
    let mut blanked = 0;
    let places = places(bytes, &actions);
    for (action, place) in actions.iter_mut().zip(places) {
        let is_own = place.leads && place.trails && !action.in_scalar;
        if is_own {
            action.column = Some(action.indent.unwrap_or(action.column_at));
            comment_out(&mut out, action.span, place.is_first);
        } else if (place.brings_lines || place.trails && blanked > 0 && is_blank(&out[blanked..action.span.start]))
            && is_after_indicator(&out, action.span.start)
        {
            blank(&mut out, action.span);
            blanked = action.span.end;
        } else {
            in_line(&mut out, action, place.trails);
        }
    }
    block::mend(&mut out, &mut actions);
    Some(Masked { bytes: out, actions })
}

fn places(bytes: &[u8], actions: &[Action]) -> Vec<Place> {
    let mut places = vec![Place::default(); actions.len()];
    let mut end = 0;
    let mut leads = true;
    for (action, place) in actions.iter().zip(&mut places) {
        let gap = &bytes[end..action.span.start];
        let line = memchr::memrchr(b'\n', gap).map(|feed| &gap[feed + 1..]);
        place.is_first = is_blank(line.unwrap_or(gap)) && (line.is_some() || end == 0);
        place.leads = is_blank(line.unwrap_or(gap)) && (line.is_some() || leads);
        (leads, end) = (place.leads, action.span.end);
    }
    let mut start = bytes.len();
    let [mut trails, mut brings_lines] = [true, false];
    for (action, place) in actions.iter().zip(&mut places).rev() {
        let gap = &bytes[action.span.end..start];
        let line = memchr::memchr(b'\n', gap).map(|feed| &gap[..feed]);
        let is_last = line.is_some() || start == bytes.len();
        place.trails = is_end(line.unwrap_or(gap)) && (is_last || trails && is_blank(gap));
        place.brings_lines = place.trails && (action.indent.is_some() || !is_last && brings_lines);
        (trails, brings_lines, start) = (place.trails, place.brings_lines, action.span.start);
    }
    places
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| b" \t\r".contains(byte))
}

/// Blank, or a comment after a blank.
fn is_end(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii_start();
    text.is_empty() || text.len() < bytes.len() && text[0] == b'#'
}

/// Whether a value begins at `at`: the line's last word before it ends in a colon, a dash or a block scalar's mark.
fn is_after_indicator(out: &[u8], at: usize) -> bool {
    out[..at].iter().rev().find(|byte| !b" \t".contains(byte)).is_some_and(|byte| b":-|>".contains(byte))
}

/// Makes comments of the lines that `span` fills.
fn comment_out(out: &mut [u8], span: Span, is_first: bool) {
    let mut is_start = is_first;
    for byte in &mut out[span.range()] {
        match *byte {
            b'\n' => is_start = true,
            b'\r' => {}
            _ => *byte = if std::mem::take(&mut is_start) { b'#' } else { b'x' },
        }
    }
}

fn blank(out: &mut [u8], span: Span) {
    out[span.range()].iter_mut().filter(|byte| !b"\r\n".contains(byte)).for_each(|byte| *byte = b' ');
}

/// Makes one word of the action's first line. Its other lines keep their indentation, and are blank if nothing follows that they could hold.
fn in_line(out: &mut [u8], action: &Action, trails: bool) {
    let first = memchr::memchr(b'\n', &out[action.span.range()]).unwrap_or(action.span.len());
    for (index, byte) in out[action.span.range()].iter_mut().enumerate() {
        match *byte {
            b'\r' | b'\n' => {}
            b' ' | b'\t' if index > first => {}
            _ if index > first && trails && !action.in_scalar => *byte = b' ',
            _ => *byte = b'x',
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop_oneof, proptest};

    use super::{Engines, mask, mask_within, own_lines, without_own_lines};
    use crate::text::{Side, Span, Text};

    fn masked(text: &str) -> String {
        masked_by(Engines::Common, text)
    }

    fn masked_by(engines: Engines, text: &str) -> String {
        mask(text.as_bytes(), engines)
            .map_or_else(|| text.to_owned(), |masked| String::from_utf8(masked.bytes).unwrap())
    }

    #[test]
    fn a_line_of_actions_becomes_a_comment() {
        assert_eq!(
            masked("a: 1\n  {{- if .b }}\nc: 2\n{{ end }} {{ end }}"),
            "a: 1\n  #xxxxxxxxxxx\nc: 2\n#xxxxxxxx xxxxxxxxx"
        );
        assert_eq!(
            masked("{{ include \"x\" (dict\r\n  \"a\" 1)\r\n}}\r\n"),
            "#xxxxxxxxxxxxxxxxxxx\r\n#xxxxxxx\r\n#x\r\n"
        );
        assert_eq!(masked("{{ x }} # why\n"), "#xxxxxx # why\n");
    }

    #[test]
    fn an_action_in_a_line_becomes_a_word() {
        assert_eq!(masked("image: {{ .a }}:{{ .b }}"), "image: xxxxxxxx:xxxxxxxx");
        assert_eq!(masked("- {{ x }}\n{{ k }}: 'v{{ y }}'"), "- xxxxxxx\nxxxxxxx: 'vxxxxxxx'");
    }

    #[test]
    fn an_action_that_brings_its_own_lines_leaves_no_word() {
        assert_eq!(masked("a: {{- toYaml .b | nindent 4 }}\n"), "a:                             \n");
        assert_eq!(masked("a: b{{ c | nindent 4 }}"), "a: bxxxxxxxxxxxxxxxxxxx");
    }

    #[test]
    fn strings_in_an_action_may_hold_its_end() {
        assert_eq!(masked("a: {{ \"}}\" }}b{{ `}}` }}c"), "a: xxxxxxxxxxbxxxxxxxxxxc");
        assert_eq!(masked("a: \"{{ b \\\"%s\\\" }}\""), "a: \"xxxxxxxxxxxxxx\"");
        assert_eq!(masked("a: {{/* }} \" */}}b"), "a: xxxxxxxxxxxxxxb");
    }

    #[test]
    fn what_is_no_action_stays() {
        for text in ["a: ${{ github.sha }}", "a: {{ b", "a: b }}", "a: {b: {c: d}}", "a: {% b", "printf '{%d}'"] {
            assert_eq!(masked(text), text);
        }
        assert_eq!(masked("{% if a %}\nb: {% c %}\n"), "#xxxxxxxxx\nb: xxxxxxx\n");
    }

    #[test]
    fn other_engines_are_masked_where_the_suffix_names_one() {
        let text = "<% if a %>\nb: <%= c %>:<%= d -%>\n{# why\n so #}\ne: f\n";
        assert_eq!(masked(text), text);
        assert_eq!(masked_by(Engines::All, text), "#xxxxxxxxx\nb: xxxxxxxx:xxxxxxxxx\n#xxxxx\n#xxxxx\ne: f\n");
        assert_eq!(masked_by(Engines::All, "%{ if a ~}\nb: 1\n"), "#xxxxxxxxx\nb: 1\n");
        assert_eq!(masked_by(Engines::All, "a: b < c <% d"), "a: b < c <% d");
        assert_eq!(masked_by(Engines::All, "a: @B@:%%C%%\n__D__\n"), "a: xxx:xxxxx\n#xxxx\n");
    }

    #[test]
    fn only_the_lines_of_actions_are_taken_from_other_languages() {
        let text = |path: &str| Text::new(Side::Head, path.into(), b"{% if a %}\nFROM {{ b }}\n".to_vec());
        assert_eq!(*without_own_lines(&text("Dockerfile.j2")), *b"#xxxxxxxxx\nFROM {{ b }}\n");
        assert_eq!(own_lines(&text("Dockerfile.j2")), [Span::new(0, 11)]);
        assert_eq!(own_lines(&text("Dockerfile")), []);
        assert_eq!(*without_own_lines(&text("Dockerfile")), *b"{% if a %}\nFROM {{ b }}\n");
    }

    #[test]
    fn braces_in_comments_hide_no_lines() {
        let text = "# {{\nimage: evil\n# }}\nb: x{{\nc: d\ne: }}\n";
        assert_eq!(masked(text), text);
        assert_eq!(masked("# {{/*\nimage: evil\n# */}}\n"), "# {{/*\nimage: evil\n# */}}\n");
        let text = "a: '{{'\nimage: evil\nb: '}}'\n";
        assert_eq!(
            mask_within(text.as_bytes(), Engines::All, &[Span::new(3, 7), Span::new(15, 19), Span::new(23, 27)], &[]),
            None
        );
    }

    #[test]
    fn a_line_in_a_block_scalar_stays_in_it() {
        assert_eq!(
            masked("a: |\n  b\n{{ if .c }}\n    {{ d }}\n{{ end }}\n  e\nf: g\n{{ h }}\n"),
            "a: |\n  b\n  xxxxxxxxx\n    xxxxxxx\n  xxxxxxx\n  e\nf: g\n#xxxxxx\n"
        );
        assert_eq!(masked("- a: >-\n      {{ b }}\n    c\n  d: e\n"), "- a: >-\n    xxxxxxxxx\n    c\n  d: e\n");
        assert_eq!(masked("a: |\n{{ b | indent 2 }}\nc: d\n"), "a: |\n xxxxxxxxxxxxxxxxx\nc: d\n");
    }

    proptest! {
        #[test]
        fn length_and_line_ends_stay(bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..100),
            "([a:|>'\"`#%$ \r\n-]|\\{\\{|\\}\\}|\\{%|%\\}|<%|%>|@A@|__|\\{#|#\\}|/\\*|\\*/| nindent 4|\\\\){0,60}".prop_map(String::into_bytes),
        ]) {
            if let Some(masked) = mask(&bytes, Engines::All) {
                assert_eq!(masked.bytes.len(), bytes.len());
                let ends = |bytes: &[u8]| memchr::memchr2_iter(b'\n', b'\r', bytes).collect::<Vec<_>>();
                assert_eq!(ends(&masked.bytes), ends(&bytes));
                let mut last = 0;
                for range in masked.ranges() {
                    assert_eq!(masked.bytes[last..range.start], bytes[last..range.start]);
                    last = range.end;
                }
                assert_eq!(masked.bytes[last..], bytes[last..]);
            }
        }
    }
}
