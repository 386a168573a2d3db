//! A rule's page: its doc comment as Markdown, cut into a summary and sections, and rendered whole for a reader.

use std::fmt::Write as _;

use super::Rule;

/// What a doc comment says, without the space that follows each `///`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The first paragraph on one line: one sentence that says what the rule reports.
    pub summary: String,
    /// What follows, cut at each `## ` heading.
    pub sections: Vec<Section>,
}

/// One `## ` heading and all that stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's text; empty for what stands between the summary and the first heading.
    pub heading: String,
    /// Markdown, with no blank line at either end.
    pub body: String,
}

impl Page {
    /// Reads `docs` as [`Rule::docs`] holds it: each line begins with one space of the comment.
    #[must_use]
    pub fn read(docs: &str) -> Self {
        let text = dedent(docs);
        let mut sections = vec![Section { heading: String::new(), body: String::new() }];
        let mut fences = Fences::default();
        for line in text.split_terminator('\n') {
            let outside = matches!(fences.read(line), Line::Outside);
            if let Some(heading) = line.strip_prefix("## ").filter(|_| outside) {
                sections.push(Section { heading: heading.trim().to_owned(), body: String::new() });
            } else if let Some(section) = sections.last_mut() {
                section.body.push_str(line);
                section.body.push('\n');
            }
        }
        for section in &mut sections {
            section.body = trim_blank_lines(&section.body).to_owned();
        }
        let summary = split_summary(&mut sections);
        Self { summary, sections }
    }

    /// The body of the section under `heading`.
    #[must_use]
    pub fn section(&self, heading: &str) -> Option<&str> {
        self.sections.iter().find(|section| section.heading == heading).map(|section| section.body.as_str())
    }

    /// Why the rule exists.
    #[must_use]
    pub fn why(&self) -> Option<&str> {
        self.section("Why")
    }

    /// The page's body as GitHub-flavoured Markdown: summary and sections, the examples with their caret lines, each block under
    /// the path of its file.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = self.summary.clone();
        out.push('\n');
        for Section { heading, body } in &self.sections {
            if !heading.is_empty() {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "\n## {heading}\n");
            }
            if !body.is_empty() {
                let _ = write!(out, "\n{}\n", with_paths(body));
            }
        }
        out
    }

    /// The summary as plain text.
    #[must_use]
    pub fn plain_summary(&self) -> String {
        plain(&self.summary)
    }
}

/// The whole page of a rule for a reader who has nothing else: name, levels, page, and how to answer it.
#[must_use]
pub fn render(rule: &Rule) -> String {
    render_with(rule, |name| format!("`{name}`"))
}

/// Likewise, with other rules named as `link` writes them.
#[must_use]
pub fn render_with(rule: &Rule, link: impl Fn(&str) -> String) -> String {
    let Rule { name, standard, strict, confidence, yields_to, .. } = rule;
    let levels = if standard == strict {
        format!("**Severity** {standard}")
    } else {
        format!("**Severity** {standard} (under `profile: strict`: {strict})")
    };
    let mut out = format!("# {name}\n\n{levels} · **Confidence** {confidence}\n\n");
    out.push_str(&rule.page().markdown());
    out.push_str(&answers(name));
    if !yields_to.is_empty() {
        let others: Vec<_> = yields_to.iter().map(|other| link(other)).collect();
        // Writing to a `String` cannot fail.
        let _ = write!(out, "\nNot reported if one of these reports the same thing: {}.\n", others.join(", "));
    }
    out
}

/// How to wave a finding through, and how to turn the rule off.
fn answers(name: &str) -> String {
    format!(
        "\n## Suppressing it\n\n\
         Add a comment on the line or the line above, with a reason and an optional expiry date:\n\n\
         ```yaml\n# portcullis: allow {name} until 2027-01-31: why this is acceptable\n```\n\n\
         Or lower its severity, exclude paths, or turn it off in `.portcullis.yaml`:\n\n\
         ```yaml\nrules:\n  \"{name}\": off # or: {{ severity: low, exclude: [\"docs/**\"] }}\n```\n"
    )
}

/// `body` with the path of each block on a line above it: no renderer shows what follows the language in an info string.
fn with_paths(body: &str) -> String {
    let mut fences = Fences::default();
    let mut lines = Vec::new();
    for line in body.split('\n') {
        match fences.read(line) {
            Line::Opens(info) if info.contains(' ') => {
                let (language, path) = info.split_once(' ').unwrap_or((info, ""));
                if lines.last().is_some_and(|above: &String| !above.is_empty()) {
                    lines.push(String::new());
                }
                let (path, note) =
                    path.trim().strip_suffix(" (unchanged)").map_or((path, ""), |path| (path, " (unchanged)"));
                lines.push(format!("`{}`{note}", path.trim()));
                lines.push(String::new());
                lines.push(line.replace(info, language));
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

/// Takes the first paragraph out of what stands above the first heading.
fn split_summary(sections: &mut Vec<Section>) -> String {
    let above = std::mem::take(&mut sections[0].body);
    let (summary, rest) = above.split_once("\n\n").unwrap_or((&above, ""));
    let summary = summary.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
    let rest = trim_blank_lines(rest);
    if rest.is_empty() {
        sections.remove(0);
    } else {
        rest.clone_into(&mut sections[0].body);
    }
    summary
}

/// `docs` without the space that a doc comment puts in front of each line.
pub(super) fn dedent(docs: &str) -> String {
    docs.split_terminator('\n').flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"]).collect()
}

fn trim_blank_lines(text: &str) -> &str {
    // Only line ends in front: the first line may begin with spaces that mean something.
    text.trim_start_matches('\n').trim_end()
}

/// What a line is to the fenced code blocks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// It opens a block; this is its info string.
    Opens(&'a str),
    /// It stands in a block.
    Inside,
    /// It closes the block.
    Closes,
    /// It is prose.
    Outside,
}

/// Follows code blocks fenced with backticks (CommonMark, section 4.5), line by line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fences {
    /// How many backticks opened the block; none outside.
    open: usize,
}

impl Fences {
    /// What `line`, the next one, is.
    pub(super) fn read<'a>(&mut self, line: &'a str) -> Line<'a> {
        let rest = line.trim_start_matches('`');
        let ticks = line.len() - rest.len();
        if self.open > 0 {
            if ticks >= self.open && rest.trim().is_empty() {
                self.open = 0;
                return Line::Closes;
            }
            return Line::Inside;
        }
        // A backtick in the info string makes it a code span of the prose.
        if ticks >= 3 && !rest.contains('`') {
            self.open = ticks;
            return Line::Opens(rest.trim());
        }
        Line::Outside
    }
}

/// `markdown` without code ticks, bold marks and link targets. Pages are ours, so nothing else occurs.
fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    for (index, piece) in markdown.split('`').enumerate() {
        if index % 2 == 1 {
            out.push_str(piece);
        } else {
            plain_prose(&piece.replace("**", ""), &mut out);
        }
    }
    out
}

/// Writes `[text](target)` as `text`.
fn plain_prose(mut prose: &str, out: &mut String) {
    while let Some((before, rest)) = prose.split_once('[') {
        out.push_str(before);
        let link = rest.split_once("](").and_then(|(text, rest)| Some((text, rest.split_once(')')?.1)));
        if let Some((text, after)) = link {
            out.push_str(text);
            prose = after;
        } else {
            out.push('[');
            prose = rest;
        }
    }
    out.push_str(prose);
}

#[cfg(test)]
mod tests {
    use super::{Page, plain, render, render_with};
    use crate::finding::{Confidence, Severity};
    use crate::rule::{Check, Docs, Rule};

    const DOCS: &str = " An image names no tag, so that\n `latest` is what runs.\n\n More about it.\n\n ## Why\n It moves.\n\n ## Examples\n \
                        ```dockerfile Dockerfile\n ## no heading\n FROM nginx\n      ^^^^^ `nginx` names no tag\n ```\n\n ## See also\n - a page\n";

    static RULE: Rule = Rule {
        name: "image/no-tag",
        standard: Severity::Medium,
        strict: Severity::High,
        confidence: Confidence::Certain,
        yields_to: &["image/digest-required"],
        docs: Docs::Written(DOCS),
        check: Check::Image(|_, _| None),
    };

    #[test]
    fn reads_the_summary_and_the_sections() {
        let page = Page::read(DOCS);
        assert_eq!(page.summary, "An image names no tag, so that `latest` is what runs.");
        assert_eq!(page.plain_summary(), "An image names no tag, so that latest is what runs.");
        assert_eq!(page.section(""), Some("More about it."));
        assert_eq!(page.why(), Some("It moves."));
        let headings: Vec<_> = page.sections.iter().map(|section| section.heading.as_str()).collect();
        assert_eq!(headings, ["", "Why", "Examples", "See also"]);
    }

    #[test]
    fn the_markdown_is_the_comment_with_the_paths_in_sight() {
        let page = Page::read(DOCS).markdown();
        let expected = "An image names no tag, so that `latest` is what runs.

More about it.

## Why

It moves.

## Examples

`Dockerfile`

```dockerfile
## no heading
FROM nginx
     ^^^^^ `nginx` names no tag
```

## See also

- a page
";
        assert_eq!(page, expected);
        let again: String = page.split_inclusive('\n').map(|line| format!(" {line}")).collect();
        assert_eq!(Page::read(&again).markdown(), page);
    }

    #[test]
    fn a_file_that_does_not_change_says_so() {
        let page = Page::read(" A.\n\n ## Examples\n ```yaml a b.yaml (unchanged)\n x\n ```\n").markdown();
        assert!(page.ends_with("\n`a b.yaml` (unchanged)\n\n```yaml\nx\n```\n"), "{page}");
    }

    #[test]
    fn an_indented_first_line_stays_indented() {
        let page = Page::read(" A.\n\n ## Why\n\n     code\n");
        assert_eq!(page.why(), Some("    code"));
    }

    #[test]
    fn the_whole_page_says_how_to_answer_it() {
        let page = render(&RULE);
        assert!(page.starts_with(
            "# image/no-tag\n\n**Severity** medium (under `profile: strict`: high) · **Confidence** certain\n"
        ));
        assert!(page.contains("# portcullis: allow image/no-tag until") && page.contains("\"image/no-tag\": off"));
        assert!(page.ends_with("reports the same thing: `image/digest-required`.\n"), "{page}");
        assert!(render_with(&RULE, |name| format!("<{name}>")).ends_with("<image/digest-required>.\n"));
    }

    #[test]
    fn plain_text_keeps_the_words() {
        assert_eq!(
            plain("**No** `a[0]` in [a page](https://example.org/x) [here] *.yaml"),
            "No a[0] in a page [here] *.yaml"
        );
        assert_eq!(plain("[open `x"), "[open x");
    }

    #[test]
    fn odd_comments_are_read_too() {
        for docs in ["", "\n", " ```\n ## open", "## Why", " \n\n\n"] {
            let page = Page::read(docs);
            assert!(page.markdown().ends_with('\n'), "{docs:?}");
        }
    }
}
