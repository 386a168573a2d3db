//! Reads the examples out of a rule's page: annotated diffs that are tests, documentation and explanation at once.
//!
//! The language, inside `## Examples`:
//!
//! - A fenced block with the info string `diff PATH` is a file that the change edits. Lines that begin with a space or `-` are the
//!   base's, lines that begin with a space or `+` the head's; an empty line stands on both. A side without lines has no such file.
//! - A block `LANGUAGE PATH` is a file that the change adds, whole. With ` (unchanged)` after the path it stands on both sides, and so
//!   does a `.portcullis.yaml`: policy is read from the base.
//! - Blocks under one `### ` heading are one change; a block under none is a change of its own. What stands on both sides under no
//!   heading stands in every change after it that does not bring its own.
//! - A block `text registry` says what registries hold, and `text history` which commits are merged ([`Holdings`]): for its change or,
//!   under no heading, for all that follow. Without one nobody is asked.
//! - A line of carets (in a diff after a space) is no part of the file. It expects one finding of this rule at exactly those columns
//!   of the line above, in the base under a `-` line, with the text after the carets as its message. An example without carets
//!   expects silence.

use super::holdings::Holdings;
use super::page::{Fences, Line, dedent};
use crate::source::memory::Files;
use crate::text::{RepoPath, Side};

/// A small change, and what the rule has to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its heading, or `example 2`: its place among all of the page.
    pub title: String,
    /// The files before the change.
    pub base: Files,
    /// The files after it.
    pub head: Files,
    /// What registries and the history hold, where they are asked.
    pub holdings: Holdings,
    /// The findings that the rule must report, no more and no fewer.
    pub expected: Vec<Expected>,
}

/// A finding that a caret line expects.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    /// The file.
    pub path: RepoPath,
    /// The side of the line above the carets.
    pub side: Side,
    /// That line, from 1.
    pub line: usize,
    /// The column of the first caret, from 1, in Unicode code points.
    pub start_column: usize,
    /// One past the column of the last caret.
    pub end_column: usize,
    /// The whole message.
    pub message: String,
}

/// The examples of a page, given as [`Rule::docs`](super::Rule::docs) holds it; an error names the line of the comment.
pub fn examples(docs: &str) -> Result<Vec<Example>, String> {
    let text = dedent(docs);
    let mut reader = Reader::default();
    for (index, line) in text.split_terminator('\n').enumerate() {
        reader.line(line).map_err(|why| format!("line {} of the page: {why}", index + 1))?;
    }
    reader.finish().map_err(|why| format!("at the end of the page: {why}"))
}

#[derive(Default)]
struct Reader {
    fences: Fences,
    in_examples: bool,
    block: Option<Block>,
    /// The change under the heading that was read last.
    titled: Option<Example>,
    /// What stands on both sides of every change from here on.
    shared: Files,
    /// Whether a change has followed the last shared file.
    is_shared: bool,
    /// What registries and the history hold in every change from here on.
    holdings: Holdings,
    done: Vec<Example>,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        match self.fences.read(line) {
            Line::Outside => self.prose(line),
            Line::Opens(info) if self.in_examples => {
                self.block = Some(Block::open(info)?);
                Ok(())
            }
            Line::Inside => self.block.as_mut().map_or(Ok(()), |block| block.line(line)),
            Line::Closes => self.block.take().map_or(Ok(()), |block| self.close(block)),
            Line::Opens(_) => Ok(()),
        }
    }

    fn prose(&mut self, line: &str) -> Result<(), String> {
        if let Some(heading) = line.strip_prefix("## ") {
            self.end_titled()?;
            self.in_examples = heading.trim() == "Examples";
        } else if let Some(heading) = line.strip_prefix("### ").filter(|_| self.in_examples) {
            self.end_titled()?;
            self.titled = Some(Example::new(heading.trim().to_owned()));
        }
        Ok(())
    }

    fn close(&mut self, block: Block) -> Result<(), String> {
        if block.form == Form::Lookup {
            let place = self.titled.as_mut().map_or(&mut self.holdings, |example| &mut example.holdings);
            return place.read(&block.path, &String::from_utf8_lossy(&block.head.text.unwrap_or_default()));
        }
        match &mut self.titled {
            Some(example) => example.add(block),
            None if block.form == Form::Unchanged && block.expected.is_empty() => {
                self.shared.extend(block.head.text.map(|text| (block.path, text)));
                self.is_shared = false;
                Ok(())
            }
            None => {
                let mut example = Example::new(format!("example {}", self.done.len() + 1));
                example.add(block)?;
                self.keep(example)
            }
        }
    }

    fn end_titled(&mut self) -> Result<(), String> {
        self.titled.take().map_or(Ok(()), |example| self.keep(example))
    }

    fn keep(&mut self, mut example: Example) -> Result<(), String> {
        if example.base == example.head {
            return Err(format!("the example above, `{}`, changes nothing", example.title));
        }
        for (path, text) in &self.shared {
            if !example.base.contains_key(path) && !example.head.contains_key(path) {
                example.base.insert(path.clone(), text.clone());
                example.head.insert(path.clone(), text.clone());
            }
        }
        self.is_shared = true;
        example.holdings.or(&self.holdings);
        self.done.push(example);
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<Example>, String> {
        self.end_titled()?;
        if self.block.is_some() {
            return Err("the last block is not closed".to_owned());
        }
        if !self.shared.is_empty() && !self.is_shared {
            return Err("the shared file at the end is used by no change".to_owned());
        }
        Ok(self.done)
    }
}

impl Example {
    fn new(title: String) -> Self {
        Self { title, base: Files::new(), head: Files::new(), holdings: Holdings::default(), expected: Vec::new() }
    }

    fn add(&mut self, block: Block) -> Result<(), String> {
        let Block { path, base, head, expected, .. } = block;
        if self.base.contains_key(&path) || self.head.contains_key(&path) {
            return Err(format!("{path:?} appears twice in one change"));
        }
        if let Some(text) = base.text {
            self.base.insert(path.clone(), text);
        }
        if let Some(text) = head.text {
            self.head.insert(path, text);
        }
        self.expected.extend(expected);
        Ok(())
    }
}

/// How the lines of a block are to be taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Diff,
    Added,
    Unchanged,
    Lookup,
}

/// One fenced block: one file of the change.
struct Block {
    path: RepoPath,
    form: Form,
    base: Half,
    head: Half,
    /// The line above: where carets point.
    last: Option<Above>,
    expected: Vec<Expected>,
}

/// One side of the file; no text is no file.
#[derive(Default)]
struct Half {
    text: Option<Vec<u8>>,
    lines: usize,
}

struct Above {
    side: Side,
    line: usize,
    columns: usize,
}

impl Block {
    fn open(info: &str) -> Result<Self, String> {
        let (language, path) =
            info.split_once(' ').ok_or("a block of an example starts with `LANGUAGE PATH` or `diff PATH`")?;
        let (path, unchanged) = match path.trim().strip_suffix("(unchanged)") {
            Some(path) => (path.trim_end(), true),
            None => (path.trim(), false),
        };
        if path.is_empty() || path.starts_with('/') {
            return Err(format!("`{path}` is not a path inside a repository"));
        }
        let path = RepoPath::from(path);
        let form = match language {
            "diff" if unchanged => return Err("a diff cannot be marked `(unchanged)`".to_owned()),
            "diff" => Form::Diff,
            "text" if path.as_bstr() == "registry" || path.as_bstr() == "history" => Form::Lookup,
            _ if unchanged || path.name() == ".portcullis.yaml" => Form::Unchanged,
            _ => Form::Added,
        };
        Ok(Self { path, form, base: Half::default(), head: Half::default(), last: None, expected: Vec::new() })
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        let (mark, text) = match self.form {
            Form::Diff => split_mark(line)?,
            Form::Added | Form::Unchanged | Form::Lookup => (Mark::Both, line),
        };
        if mark == Mark::Both && text.trim_start().starts_with('^') {
            return self.carets(text);
        }
        let in_base = if self.form == Form::Diff { mark != Mark::Plus } else { self.form == Form::Unchanged };
        if in_base {
            self.base.push(text);
        }
        if mark != Mark::Minus {
            self.head.push(text);
        }
        let (side, half) = if mark == Mark::Minus { (Side::Base, &self.base) } else { (Side::Head, &self.head) };
        self.last = Some(Above { side, line: half.lines, columns: text.chars().count() });
        Ok(())
    }

    fn carets(&mut self, text: &str) -> Result<(), String> {
        let above = self.last.as_ref().ok_or("carets need a line above them")?;
        let start = text.chars().take_while(|c| c.is_whitespace()).count() + 1;
        let (carets, message) =
            text.trim_start().split_once(' ').ok_or("carets must be followed by the finding's message")?;
        if !carets.bytes().all(|byte| byte == b'^') {
            return Err(format!("`{carets}` is not a line of carets"));
        }
        let end = start + carets.len();
        // One caret past the end shows a finding about what is missing there.
        let at_the_end = carets.len() == 1 && start == above.columns + 1;
        if end > above.columns + 1 && !at_the_end {
            return Err(format!("the carets end at column {}, the line above at {}", end - 1, above.columns));
        }
        self.expected.push(Expected {
            path: self.path.clone(),
            side: above.side,
            line: above.line,
            start_column: start,
            end_column: end,
            message: message.trim().to_owned(),
        });
        Ok(())
    }
}

impl Half {
    fn push(&mut self, line: &str) {
        let text = self.text.get_or_insert_default();
        text.extend_from_slice(line.as_bytes());
        text.push(b'\n');
        self.lines += 1;
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Both,
    Plus,
    Minus,
}

fn split_mark(line: &str) -> Result<(Mark, &str), String> {
    match line.as_bytes().first() {
        None => Ok((Mark::Both, "")),
        Some(b' ') => Ok((Mark::Both, &line[1..])),
        Some(b'+') => Ok((Mark::Plus, &line[1..])),
        Some(b'-') => Ok((Mark::Minus, &line[1..])),
        Some(_) => Err(format!("a line of a diff must begin with a space, `+` or `-`: `{line}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Example, Expected, examples};
    use crate::text::{RepoPath, Side};
    use proptest::prelude::proptest;

    /// `page` as `rule!` lifts it: a space in front of each line.
    fn read(page: &str) -> Result<Vec<Example>, String> {
        examples(&page.split_terminator('\n').map(|line| format!(" {line}\n")).collect::<String>())
    }

    fn only(page: &str) -> Example {
        let mut examples = read(page).expect("the page is in order");
        assert_eq!(examples.len(), 1);
        examples.remove(0)
    }

    fn text(files: &crate::source::memory::Files, path: &str) -> Option<String> {
        files.get(&RepoPath::from(path)).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    fn expected(path: &str, side: Side, line: usize, columns: (usize, usize), message: &str) -> Expected {
        let (start_column, end_column) = columns;
        Expected { path: RepoPath::from(path), side, line, start_column, end_column, message: message.to_owned() }
    }

    #[test]
    fn a_diff_is_two_files_and_what_to_expect() {
        let example = only(
            "Summary.

## Examples
```diff a/web.yaml
 spec:

-  image: web:1
          ^^^^^ gone
+  image: wéb:2
          ^^^^^ moved on
            ^ twice
 kind: Pod
```
",
        );
        assert_eq!(example.title, "example 1");
        assert_eq!(text(&example.base, "a/web.yaml").as_deref(), Some("spec:\n\n  image: web:1\nkind: Pod\n"));
        assert_eq!(text(&example.head, "a/web.yaml").as_deref(), Some("spec:\n\n  image: wéb:2\nkind: Pod\n"));
        assert_eq!(
            example.expected,
            [
                expected("a/web.yaml", Side::Base, 3, (10, 15), "gone"),
                expected("a/web.yaml", Side::Head, 3, (10, 15), "moved on"),
                expected("a/web.yaml", Side::Head, 3, (12, 13), "twice"),
            ]
        );
    }

    #[test]
    fn a_plain_block_is_a_file_that_the_change_adds() {
        let example = only("## Examples\n````dockerfile my app/Dockerfile\nFROM web\n     ^^^ no tag\n- ```\n````\n");
        assert!(example.base.is_empty());
        assert_eq!(text(&example.head, "my app/Dockerfile").as_deref(), Some("FROM web\n- ```\n"));
        assert_eq!(example.expected, [expected("my app/Dockerfile", Side::Head, 1, (6, 9), "no tag")]);
    }

    #[test]
    fn a_side_without_lines_has_no_file() {
        let gone = only("## Examples\n```diff web.yaml\n-a: 1\n```\n");
        assert_eq!((text(&gone.base, "web.yaml").as_deref(), gone.head.len()), (Some("a: 1\n"), 0));
        let new = only("## Examples\n```diff web.yaml\n+a: 1\n```\n");
        assert_eq!((new.base.len(), text(&new.head, "web.yaml").as_deref()), (0, Some("a: 1\n")));
    }

    #[test]
    fn blocks_under_one_heading_are_one_change() {
        let page = "## Why
```text
not an example
```

## Examples
```yaml a.yaml
a: 1
```
```yaml b.yaml
b: 1
```

### With a policy
Prose may stand between.
```yaml .portcullis.yaml
version: 1
```
```yaml base/web.yaml (unchanged)
c: 1
```
```diff d.yaml
+d: 1
```

### Another
```yaml e.yaml
e: 1
```

## Settings
```yaml
images: {}
```
";
        let examples = read(page).expect("the page is in order");
        let titles: Vec<_> = examples.iter().map(|example| example.title.as_str()).collect();
        assert_eq!(titles, ["example 1", "example 2", "With a policy", "Another"]);
        let policy = &examples[2];
        assert_eq!((policy.base.len(), policy.head.len()), (2, 3));
        assert_eq!(text(&policy.base, ".portcullis.yaml"), text(&policy.head, ".portcullis.yaml"));
        assert_eq!(text(&policy.base, "base/web.yaml").as_deref(), Some("c: 1\n"));
    }

    #[test]
    fn a_policy_that_changes_is_a_diff() {
        let example = only("## Examples\n```diff .portcullis.yaml\n-version: 1\n+version: 2\n```\n");
        assert_ne!(example.base, example.head);
    }

    #[test]
    fn a_policy_under_no_heading_holds_for_what_follows() {
        let page = "## Examples
```yaml first.yaml
a: 1
```
```yaml .portcullis.yaml
version: 1
```
```yaml second.yaml
b: 1
```
### With its own
```yaml .portcullis.yaml
version: 2
```
```yaml third.yaml
c: 1
```
";
        let policies: Vec<_> = read(page)
            .expect("the page is in order")
            .iter()
            .map(|example| (text(&example.base, ".portcullis.yaml"), text(&example.head, ".portcullis.yaml")))
            .collect();
        let both = |policy: &str| (Some(policy.to_owned()), Some(policy.to_owned()));
        assert_eq!(policies, [(None, None), both("version: 1\n"), both("version: 2\n")]);
    }

    #[test]
    fn one_caret_may_stand_past_the_end_of_the_line() {
        let at_the_end = only("## Examples\n```yaml a.yaml\nabc\n   ^ missing here\n```\n");
        assert_eq!(at_the_end.expected[0].start_column, 4);
        let on_an_empty_line = only("## Examples\n```yaml a.yaml\nabc\n\n^ empty\n```\n");
        assert_eq!(on_an_empty_line.expected, [expected("a.yaml", Side::Head, 2, (1, 2), "empty")]);
    }

    #[test]
    fn what_would_go_untested_is_an_error() {
        let cases = [
            ("```yaml\na: 1\n```", "LANGUAGE PATH"),
            ("```\na: 1\n```", "LANGUAGE PATH"),
            ("```yaml /etc/a\na: 1\n```", "not a path inside"),
            ("```yaml (unchanged)\na: 1\n```", "not a path inside"),
            ("```diff a (unchanged)\n a\n```", "cannot be marked"),
            ("```diff a.yaml\na: 1\n```", "must begin with a space"),
            ("```diff a.yaml\n a: 1\n```", "changes nothing"),
            ("```yaml a.yaml (unchanged)\na: 1\n```", "used by no change"),
            ("```yaml a.yaml (unchanged)\na: 1\n^ said\n```", "changes nothing"),
            ("### Heading without a block\n", "changes nothing"),
            ("```yaml a.yaml\n^^^ above nothing\n```", "a line above"),
            ("```yaml a.yaml\na: 1\n^^^\n```", "the finding's message"),
            ("```yaml a.yaml\na: 1\n^^~ odd\n```", "not a line of carets"),
            ("```yaml a.yaml\na: 1\n  ^^^^ long\n```", "at column 6, the line above at 4"),
            ("```yaml a.yaml\na: 1\n     ^ far\n```", "at column 6, the line above at 4"),
            ("### One\n```yaml a.yaml\na: 1\n```\n```yaml a.yaml\na: 2\n```", "appears twice"),
            ("```yaml a.yaml\na: 1\n", "not closed"),
        ];
        for (page, why) in cases {
            let error = read(&format!("## Examples\n{page}\n")).expect_err(page);
            assert!(error.contains(why), "{page}: {error}");
        }
    }

    #[test]
    fn an_error_names_the_line() {
        let error =
            read("Summary.\n\n## Examples\n```diff a.yaml\n+a: 1\nb: 1\n```\n").expect_err("`b: 1` has no mark");
        assert_eq!(error, "line 6 of the page: a line of a diff must begin with a space, `+` or `-`: `b: 1`");
    }

    proptest! {
        /// The base and the head of a diff are what a patch tool would make of it.
        #[test]
        fn a_diff_gives_back_both_sides(lines in proptest::collection::vec(("[ +-]", "[a-z: ]{0,8}"), 1..12)) {
            let body: String = lines.iter().map(|(mark, text)| format!("{mark}{text}\n")).collect();
            let side = |other: &str| -> Option<String> {
                let kept: Vec<_> = lines.iter().filter(|(mark, _)| mark != other).collect();
                (!kept.is_empty()).then(|| kept.iter().map(|(_, text)| format!("{text}\n")).collect())
            };
            match read(&format!("## Examples\n```diff a.yaml\n{body}```\n")) {
                Ok(examples) => {
                    proptest::prop_assert_eq!(text(&examples[0].base, "a.yaml"), side("+"));
                    proptest::prop_assert_eq!(text(&examples[0].head, "a.yaml"), side("-"));
                }
                Err(_) => proptest::prop_assert_eq!(side("+"), side("-")),
            }
        }

        #[test]
        fn any_page_is_read_or_refused(page in "(## Examples\n)?([`# ^+a\n-]{0,3}(```)?(yaml a|diff b)?\n?){0,12}") {
            let _ = read(&page);
        }
    }
}
