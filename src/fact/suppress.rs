//! Reads the comments that silence rules: `portcullis: allow RULE[, RULE…] [until YYYY-MM-DD]: reason`.

use std::sync::Arc;

use bstr::ByteSlice;
use jiff::civil::Date;
use memchr::memmem;

use super::{Fault, List, Part, Suppression};
use crate::text::{Site, Span, Text};

/// What a directive begins with, after its comment's marker.
const WORD: &[u8] = b"portcullis:";

/// What people write for `allow`; anything else behind the word is prose.
const MEANT: &[&str] = &[
    "ignore", "disable", "suppress", "skip", "silence", "waive", "except", "exclude", "off", "permit", "allowed",
    "allows",
];

/// The most directives that are read on one line: more are noise, and each one looks at the whole line.
const MOST_ON_LINE: usize = 16;

/// The longest rule name that is looked at.
const LONGEST_NAME: usize = 100;

/// The longest reason that is kept, in characters.
const LONGEST_REASON: usize = 500;

/// The directives in `comments`, the spans of `text`'s comments with their markers. In the order of the text.
#[must_use]
pub fn read(text: &Arc<Text>, comments: &[Span]) -> List<Suppression> {
    let hits: Vec<usize> = memmem::find_iter(text.bytes(), WORD).collect();
    if hits.is_empty() || comments.is_empty() {
        return List::default();
    }
    let comments = Comments::new(text, comments);
    let mut found = Vec::new();
    // From the end, so that comments over the same line find its end once: see `Comments::covered`.
    let mut below = None;
    let mut on_line = (0, 0);
    for at in hits.into_iter().rev() {
        let row = comments.row(at).start;
        on_line = if on_line.0 == row { (row, on_line.1 + 1) } else { (row, 1) };
        if on_line.1 > MOST_ON_LINE {
            continue;
        }
        let Some((comment, end)) = comments.directive(at) else { continue };
        let Some(mut suppression) = parse(text, Span::new(at, end)) else { continue };
        suppression.covers = comments.covered(at, comment, &mut below);
        suppression.line = comments.whole_line(at, comment);
        found.push(suppression);
    }
    found.into_iter().rev().collect()
}

/// A day as `2027-01-31`, and in no other way.
#[must_use]
pub fn day(written: &str) -> Option<Date> {
    let is_plain = written.len() == 10
        && written
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    is_plain.then(|| written.parse().ok())?
}

/// A text's comments, in its order.
struct Comments<'a> {
    text: &'a Arc<Text>,
    spans: Vec<Span>,
}

impl<'a> Comments<'a> {
    fn new(text: &'a Arc<Text>, comments: &[Span]) -> Self {
        let mut spans = comments.to_vec();
        spans.sort_unstable();
        Self { text, spans }
    }

    fn holding(&self, at: usize) -> Option<Span> {
        let after = self.spans.partition_point(|span| span.start <= at);
        self.spans[..after].last().copied().filter(|span| at < span.end)
    }

    /// The comment that the directive at `at` stands in, and where the directive ends. It must follow the comment's
    /// marker, or another marker further on (`# nosec # portcullis: …`): in the middle of a sentence it is prose.
    fn directive(&self, at: usize) -> Option<(Span, usize)> {
        let comment = self.holding(at)?;
        let row = self.row(at);
        let before = &self.text.bytes()[comment.start.max(row.start)..at];
        let marker = before.trim_end_with(|c| c == ' ' || c == '\t');
        let follows_marker = matches!(marker.last(), None | Some(b'#' | b'/' | b'*' | b'-' | b';' | b'!'));
        let end = row.end.min(comment.end);
        // Where a reader's limit cuts a comment off, it may end in the middle of the word.
        let line =
            self.text.slice(Span::new(at, end)).strip_prefix(WORD).map(|_| self.text.slice(Span::new(at, end)))?;
        // A second directive on the line ends the first.
        let next = memmem::find(&line[WORD.len()..], WORD).map(|next| next + WORD.len());
        let line = &line[..next.unwrap_or(line.len())];
        let line = if next.is_some() { line.trim_end_with(|c| matches!(c, '#' | '/' | ' ' | '\t')) } else { line };
        follows_marker.then(|| (comment, at + without_closer(line).len()))
    }

    /// The line that the directive at `at` speaks about.
    fn covered(&self, at: usize, comment: Span, below: &mut Option<(usize, Span)>) -> Span {
        let row = self.row(at);
        if !self.is_alone(row, comment) {
            return row;
        }
        let mut next = row;
        let target = loop {
            if next.end >= self.text.bytes().len() {
                break Span::empty(next.end);
            }
            next = self.row(next.end);
            match *below {
                Some((start, target)) if start == next.start => break target,
                _ if !self.is_comment_line(next) => break next,
                _ => {}
            }
        };
        *below = Some((row.start, target));
        target
    }

    /// The whole line, where there is nothing on it but this directive in its comment.
    fn whole_line(&self, at: usize, comment: Span) -> Option<Site> {
        let row = self.row(at);
        let before = self.text.slice(Span::new(comment.start.max(row.start), at));
        let only_marker = before
            .iter()
            .rev()
            .all(|byte| matches!(byte, b'#' | b'/' | b'*' | b'-' | b'<' | b'!' | b';' | b' ' | b'\t'));
        let whole = row.contains(comment) || row.contains(Span::new(comment.start, comment.end.saturating_sub(1)));
        let rest = self.text.slice(Span::new(at + WORD.len(), row.end));
        (only_marker && whole && self.is_alone(row, comment) && memmem::find(rest, WORD).is_none())
            .then(|| Site::new(self.text, row))
    }

    /// Whether nothing stands before the comment on its line, and nothing but comments behind it.
    fn is_alone(&self, row: Span, comment: Span) -> bool {
        let before = self.text.slice(Span::new(row.start, comment.start.max(row.start)));
        let before = before.strip_prefix(crate::text::BOM).unwrap_or(before);
        before.trim_ascii().is_empty() && self.only_comments(Span::new(comment.end, row.end))
    }

    fn is_comment_line(&self, row: Span) -> bool {
        !self.text.slice(row).trim_ascii().is_empty() && self.only_comments(row)
    }

    fn only_comments(&self, rest: Span) -> bool {
        let mut at = rest.start;
        while at < rest.end {
            if self.text.bytes()[at].is_ascii_whitespace() {
                at += 1;
                continue;
            }
            match self.holding(at) {
                Some(comment) => at = comment.end,
                None => return false,
            }
        }
        true
    }

    /// The line that holds the byte at `at`, with its end.
    fn row(&self, at: usize) -> Span {
        let lines = self.text.lines();
        lines.span(lines.line(at))
    }
}

/// Without the end of a block comment and without spaces.
fn without_closer(line: &[u8]) -> &[u8] {
    let line = line.trim_ascii_end();
    let line = line.strip_suffix(b"*/").or_else(|| line.strip_suffix(b"-->")).unwrap_or(line);
    line.trim_ascii_end()
}

/// Reads one directive; `None` where the word only begins a sentence.
fn parse(text: &Arc<Text>, span: Span) -> Option<Suppression> {
    let site = Site::new(text, span);
    let mut reader = Reader { text, at: span.start + WORD.len(), end: span.end };
    let mut suppression =
        Suppression { rules: Vec::new(), until: None, reason: None, fault: None, covers: span, site, line: None };
    let verb = reader.word();
    match verb.text.as_str() {
        "allow" => {}
        verb if MEANT.contains(&verb) || is_near_allow(verb) => {
            suppression.fault = Some(Fault::Malformed(format!("expected `allow`, found `{verb}`")));
            return Some(suppression);
        }
        _ => return None,
    }
    suppression.fault = reader.rest(&mut suppression).err();
    Some(suppression)
}

fn is_near_allow(verb: &str) -> bool {
    verb.len() <= 8 && strsim::damerau_levenshtein(&verb.to_ascii_lowercase(), "allow") <= 1
}

/// The most rules that one comment may name.
const MOST_RULES: usize = 20;

/// Walks over one directive's bytes.
struct Reader<'a> {
    text: &'a Arc<Text>,
    at: usize,
    end: usize,
}

impl Reader<'_> {
    /// What follows `allow`.
    fn rest(&mut self, suppression: &mut Suppression) -> Result<(), Fault> {
        loop {
            let rule = self.word();
            if rule.text.is_empty() {
                return Err(Fault::Malformed("expected a rule name after `allow`".to_owned()));
            }
            if rule.text.len() > LONGEST_NAME {
                return Err(Fault::Malformed("expected a rule name after `allow`, found a very long word".to_owned()));
            }
            suppression.rules.push(rule);
            if suppression.rules.len() > MOST_RULES {
                return Err(Fault::Malformed(format!("more than {MOST_RULES} rules in one comment")));
            }
            if !self.eat(b',') {
                break;
            }
        }
        let before = self.at;
        let word = self.word();
        if word.text == "until" {
            let until = self.word();
            if day(&until.text).is_none() {
                let written = match until.text.as_str() {
                    "" => "nothing".to_owned(),
                    long if long.len() > LONGEST_NAME => "a very long word".to_owned(),
                    other => format!("`{other}`"),
                };
                return Err(Fault::Malformed(format!(
                    "expected a date such as `2027-01-31` after `until`, found {written}"
                )));
            }
            suppression.until = Some(until);
        } else {
            self.at = before;
        }
        self.reason(suppression)
    }

    fn reason(&mut self, suppression: &mut Suppression) -> Result<(), Fault> {
        if self.peek().is_none() {
            return Err(Fault::NoReason);
        }
        if !self.eat(b':') {
            return Err(Fault::Malformed("expected `:` and a reason after the rules".to_owned()));
        }
        let written = self.text.slice(Span::new(self.at, self.end)).trim_ascii();
        let reason: String = written.chars().take(LONGEST_REASON).collect();
        if !reason.chars().any(char::is_alphanumeric) {
            return Err(Fault::NoReason);
        }
        suppression.reason = Some(reason);
        Ok(())
    }

    /// The next run of anything but spaces, commas and colons.
    fn word(&mut self) -> Part {
        let _ = self.peek();
        let rest = self.text.slice(Span::new(self.at, self.end));
        let length = rest
            .iter()
            .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b':'))
            .unwrap_or(rest.len());
        let span = Span::new(self.at, self.at + length);
        self.at = span.end;
        Part { text: rest[..length].to_str_lossy().into_owned(), site: Site::new(self.text, span) }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// The next byte that is no space.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.slice(Span::new(self.at, self.end));
        let spaces = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.at += spaces;
        rest.get(spaces).copied()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::{any, prop, prop_assert, proptest};

    use super::{day, read};
    use crate::fact::{Fault, Suppression};
    use crate::text::{RepoPath, Side, Span, Text};

    /// The comments of a language in which `#` begins one, wherever it stands.
    fn hash_comments(text: &[u8]) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive(|&byte| byte == b'\n') {
            if let Some(at) = memchr::memchr(b'#', line) {
                spans.push(Span::new(start + at, start + line.trim_ascii_end().len().max(at + 1)));
            }
            start += line.len();
        }
        spans
    }

    fn text(bytes: impl Into<Vec<u8>>) -> Arc<Text> {
        Text::new(Side::Head, RepoPath::from("a.yaml"), bytes.into())
    }

    fn read_all(bytes: &str) -> Vec<Suppression> {
        read(&text(bytes), &hash_comments(bytes.as_bytes())).into_iter().collect()
    }

    fn one(bytes: &str) -> Suppression {
        let mut all = read_all(bytes);
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    }

    fn covered(bytes: &str) -> String {
        let suppression = one(bytes);
        String::from_utf8_lossy(suppression.site.text.slice(suppression.covers)).trim_end().to_owned()
    }

    fn rules(suppression: &Suppression) -> Vec<&str> {
        suppression.rules.iter().map(|rule| rule.text.as_str()).collect()
    }

    #[test]
    fn a_rule_and_a_reason() {
        let found = one("image: a # portcullis: allow image/latest-tag: built locally, see #12\n");
        assert_eq!(rules(&found), ["image/latest-tag"]);
        assert_eq!(found.rules[0].site.bytes(), b"image/latest-tag");
        assert_eq!(found.reason.as_deref(), Some("built locally, see #12"));
        assert_eq!((found.fault, found.until), (None, None));
        assert_eq!(found.site.bytes(), b"portcullis: allow image/latest-tag: built locally, see #12");
    }

    #[test]
    fn several_rules_and_a_last_day_with_any_spaces() {
        let found = one("#portcullis:allow image/latest-tag , workload/*  until  2027-01-31 :  for now  \n");
        assert_eq!(rules(&found), ["image/latest-tag", "workload/*"]);
        assert_eq!(found.until.map(|until| until.text).as_deref(), Some("2027-01-31"));
        assert_eq!((found.reason.as_deref(), found.fault), (Some("for now"), None));
    }

    #[test]
    fn a_trailing_comment_covers_its_line_and_one_that_stands_alone_the_next() {
        assert_eq!(covered("a: 1 # portcullis: allow x/y: z\nb: 2\n"), "a: 1 # portcullis: allow x/y: z");
        assert_eq!(covered("  # portcullis: allow x/y: z\nb: 2\n"), "b: 2");
        assert_eq!(covered("# portcullis: allow x/y: z\n  # another comment\n# and one\nb: 2\nc: 3\n"), "b: 2");
        assert_eq!(covered("# portcullis: allow x/y: z\r\nb: 2\r\n"), "b: 2");
        assert_eq!(covered("\u{feff}# portcullis: allow x/y: z\nb: 2"), "b: 2");
        assert_eq!(covered("# portcullis: allow x/y: z"), "", "there is no next line");
        assert_eq!(covered("# portcullis: allow x/y: z\n\nb: 2\n"), "", "an empty line is no comment");
    }

    #[test]
    fn comments_above_one_another_cover_the_same_line() {
        let all = read_all("# portcullis: allow x/y: z\n# portcullis: allow x/z: z\n# more\nb: 2\n");
        assert_eq!(all.len(), 2);
        assert!(all.iter().all(|found| found.site.text.slice(found.covers) == b"b: 2\n"));
    }

    #[test]
    fn it_may_stand_behind_another_tools_comment() {
        let found = one("a: 1 # nosec # portcullis: allow x/y: z\n");
        assert_eq!((rules(&found), found.fault.as_ref()), (vec!["x/y"], None));
        let all = read_all("# portcullis: allow a/b: one # portcullis: allow c/d: two\nx\n");
        assert_eq!(all.iter().map(|found| found.reason.as_deref()).collect::<Vec<_>>(), [Some("one"), Some("two")]);
        assert!(all.iter().all(|found| found.line.is_none()), "the line is not this comment's alone");
    }

    #[test]
    fn a_block_comment_ends_before_its_closing_mark() {
        let bytes = "/* portcullis: allow x/y: z */\nb: 2\n<!-- portcullis: allow x/y: w -->\nc\n";
        let found = read(&text(bytes), &[Span::new(0, 30), Span::new(36, 69)]);
        assert_eq!(found.iter().map(|found| found.reason.as_deref()).collect::<Vec<_>>(), [Some("z"), Some("w")]);
        assert_eq!(found[0].site.text.slice(found[0].covers), b"b: 2\n");
        assert_eq!(found[1].site.text.slice(found[1].covers), b"c\n");
    }

    #[test]
    fn only_a_comment_counts_and_only_at_its_start() {
        assert!(read_all("portcullis: { allow: x }\n").is_empty());
        assert!(read_all("a: 1 # write `portcullis: allow RULE: reason`\n").is_empty());
        assert!(read_all("a: 1 # see portcullis: allow me to explain\n").is_empty());
        assert!(read_all("# portcullis: the gate in front of production\n").is_empty());
    }

    #[test]
    fn what_is_missing_or_wrong_is_said() {
        let fault = |directive: &str| one(&format!("a: 1 # portcullis: {directive}\n")).fault;
        assert_eq!(fault("allow x/y"), Some(Fault::NoReason));
        assert_eq!(fault("allow x/y:"), Some(Fault::NoReason));
        assert_eq!(fault("allow x/y: -"), Some(Fault::NoReason));
        assert_eq!(fault("allow x/y until 2027-01-31"), Some(Fault::NoReason));
        let said = |directive: &str| match fault(directive) {
            Some(Fault::Malformed(said)) => said,
            other => panic!("{other:?}"),
        };
        assert_eq!(said("alow x/y: z"), "expected `allow`, found `alow`");
        assert_eq!(said("ignore x/y: z"), "expected `allow`, found `ignore`");
        assert_eq!(said("allow"), "expected a rule name after `allow`");
        assert_eq!(said("allow x/y built locally"), "expected `:` and a reason after the rules");
        assert_eq!(
            said("allow x/y until friday: z"),
            "expected a date such as `2027-01-31` after `until`, found `friday`"
        );
        assert_eq!(
            said("allow x/y until 2027-02-30: z"),
            "expected a date such as `2027-01-31` after `until`, found `2027-02-30`"
        );
        assert_eq!(said("allow x/y until: z"), "expected a date such as `2027-01-31` after `until`, found nothing");
    }

    #[test]
    fn a_line_that_is_nothing_else_can_be_removed_whole() {
        let line = |bytes: &str| one(bytes).line.map(|site| String::from_utf8_lossy(site.bytes()).into_owned());
        assert_eq!(line("a\n  # portcullis: allow x/y: z\nb\n").as_deref(), Some("  # portcullis: allow x/y: z\n"));
        assert_eq!(line("a # portcullis: allow x/y: z\nb\n"), None);
        assert_eq!(line("# nosec # portcullis: allow x/y: z\nb\n"), None);
    }

    #[test]
    fn a_day_is_written_in_one_way() {
        assert!(day("2027-01-31").is_some());
        for wrong in ["2027-1-31", "20270131", "2027-02-29", "2027-01-31T00:00", "+02027-01-31", "2027–01-31", ""] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    /// Each holds many directives, long lines or long runs of comments: the time must follow the length.
    #[test]
    fn time_follows_the_length() {
        let started = std::time::Instant::now();
        for bytes in [
            "# portcullis: allow x/y: z\n".repeat(100_000),
            format!("#{}", "portcullis: allow x/y: z #".repeat(100_000)),
            format!("{}#{}", " ".repeat(1 << 20), "portcullis: allow x/y: z #".repeat(50_000)),
            format!("# portcullis: allow x/y: z\n{}", "#\n".repeat(1 << 20)),
            format!("{}portcullis: allow x/y: z", "#".repeat(1 << 20)),
            format!("# portcullis: allow {}: z", "x/y,".repeat(1 << 20)),
            format!("# portcullis: allow {}: z", "x".repeat(1 << 20)),
            "#portcullis:".repeat(200_000),
        ] {
            for found in read_all(&bytes) {
                assert!(found.rules.len() <= 21 && found.reason.is_none_or(|reason| reason.len() <= 4 * 500));
            }
        }
        assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    }

    proptest! {
        #[test]
        fn any_bytes_with_any_comments_are_read(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            spans in prop::collection::vec((0_usize..220, 0_usize..220), 0..8),
        ) {
            let spans: Vec<_> = spans.into_iter().map(|(start, end)| Span::new(start, end)).collect();
            let _ = read(&text(bytes), &spans);
        }

        #[test]
        fn any_directive_is_read_and_stays_in_its_line(
            words in prop::collection::vec("portcullis:|allow|until|image/no-tag|[,:# *]|2027-01-31|\n|\r\n|\u{202e}|a: 1|\\PC{0,6}", 0..40),
        ) {
            let bytes = words.concat();
            for found in read_all(&bytes) {
                let site = found.site.bytes();
                prop_assert!(site.starts_with(b"portcullis:") && !site.contains(&b'\n'));
                prop_assert!(found.covers.start > found.site.span.end || found.covers.contains(found.site.span) || found.covers.is_empty());
                prop_assert!(found.reason.is_some() || found.fault.is_some());
            }
        }
    }
}
