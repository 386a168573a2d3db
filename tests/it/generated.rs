//! Files that are written from the code are committed, and are what the code says today.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use portcullis::rule::page::{Page, render_with};
use portcullis::rule::{Rule, catalogue, detector};
use portcullis::rules::FAMILIES;
use portcullis::secret::providers;

use crate::architecture::{files, root};

/// What mends a file that differs.
const COMMAND: &str = "UPDATE=1 cargo test generated";

/// The README's table of rules stands between these.
const MARKS: (&str, &str) = ("<!-- rules: generated -->\n", "<!-- /rules -->");

#[test]
fn generated_files_are_what_the_code_says() {
    let wanted = wanted();
    if update() {
        return write(&wanted);
    }
    let mut stale: Vec<_> =
        wanted.iter().filter(|(path, text)| read(path).as_ref() != Some(*text)).map(|(path, _)| path.clone()).collect();
    stale.extend(orphans(&wanted));
    assert!(stale.is_empty(), "not what the code says: {}\n{COMMAND} writes them anew", stale.join(", "));
}

/// Every generated file: its path from the root, and its text.
fn wanted() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let rules: Vec<_> = portcullis::rules::written().collect();
    for rule in &rules {
        files.insert(format!("docs/rules/{}.md", rule.name), page(rule));
    }
    for provider in providers::all() {
        let note = source_note("src/secret/providers");
        files.insert(
            format!("docs/rules/secret/{}.md", provider.page),
            format!("<!-- {note} -->\n\n{}", detector::page(provider)),
        );
    }
    files.insert("docs/rules/README.md".to_owned(), index(&rules));
    let readme = read("README.md").expect("README.md");
    files.insert("README.md".to_owned(), between_marks(&readme, &table(&rules, "docs/rules/")));
    files.insert("docs/portcullis.schema.json".to_owned(), portcullis::policy::schema());
    files.insert("docs/config.md".to_owned(), portcullis::policy::reference());
    files
}

fn read(path: &str) -> Option<String> {
    fs::read_to_string(root().join(path)).ok()
}

#[expect(clippy::disallowed_methods, reason = "how a developer asks for the files to be written")]
pub(crate) fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

fn write(wanted: &BTreeMap<String, String>) {
    for path in orphans(wanted) {
        fs::remove_file(root().join(path)).expect("a page that may be removed");
    }
    for (path, text) in wanted {
        let path = root().join(path);
        fs::create_dir_all(path.parent().expect("a directory")).expect("a directory that may be made");
        fs::write(path, text).expect("a file that may be written");
    }
}

/// Files under `docs/rules` that no rule writes.
fn orphans(wanted: &BTreeMap<String, String>) -> BTreeSet<String> {
    let pages = root().join("docs/rules");
    if !pages.is_dir() {
        return BTreeSet::new();
    }
    let name = |path: &std::path::PathBuf| path.strip_prefix(root()).ok()?.to_str().map(|name| name.replace('\\', "/"));
    files(&pages).iter().filter_map(name).filter(|name| !wanted.contains_key(name)).collect()
}

/// A rule's page on its own.
fn page(rule: &Rule) -> String {
    let link = |name: &str| format!("[`{name}`](../{name}.md)");
    format!("<!-- {} -->\n\n{}", source_note(&source(rule)), render_with(rule, link))
}

fn source(rule: &Rule) -> String {
    format!("src/rules/{}.rs", rule.name.replace('-', "_"))
}

fn source_note(source: &str) -> String {
    format!("Generated from {source} by `{COMMAND}`: edit that file instead.")
}

/// All rules, family by family, and the names that are kept for rules to come.
fn index(rules: &[&Rule]) -> String {
    let mut out = format!("<!-- {} -->\n\n# Rules\n", source_note("src/rules"));
    out.push_str(
        "\nA rule's name is its key in `.portcullis.yaml`, in suppressions and in SARIF. \
         A policy can already refer to a rule that is not implemented yet; the setting takes effect once the rule exists.\n",
    );
    let built: BTreeSet<_> = rules.iter().map(|rule| rule.name).collect();
    for family in FAMILIES.iter().map(|family| family.name) {
        let own: Vec<_> = rules.iter().copied().filter(|rule| rule.family() == family).collect();
        let planned: Vec<_> = catalogue::NAMES
            .iter()
            .filter(|name| name.split('/').next() == Some(family) && !built.contains(*name))
            .map(|name| format!("`{name}`"))
            .collect();
        let _ = write!(out, "\n## {family}\n");
        if !own.is_empty() {
            let _ = write!(out, "\n{}", table(&own, ""));
        }
        if family == "secret" {
            out.push_str(&detectors());
        }
        if !planned.is_empty() {
            let _ = write!(out, "\nNot implemented yet: {}.\n", planned.join(", "));
        }
    }
    out
}

/// The providers whose credentials are known, each with how many.
fn detectors() -> String {
    let mut all: Vec<_> = providers::all().collect();
    all.sort_by_key(|provider| provider.name.to_lowercase());
    let count: usize = all.iter().map(|provider| provider.detectors.len()).sum();
    let mut out = format!(
        "\n{count} credentials of {} providers have one rule each, listed on the provider's page:\n\n",
        all.len()
    );
    for provider in &all {
        let _ = writeln!(out, "- [{}](secret/{}.md) ({})", provider.name, provider.page, provider.detectors.len());
    }
    out
}

/// One row a rule; `pages` leads to the directory of the pages.
fn table(rules: &[&Rule], pages: &str) -> String {
    let mut out = "| rule | what it reports | standard | strict |\n|---|---|---|---|\n".to_owned();
    for Rule { name, standard, strict, docs, .. } in rules {
        let summary = Page::read(&docs.text()).summary.replace('|', "\\|");
        let _ = writeln!(out, "| [`{name}`]({pages}{name}.md) | {summary} | {standard} | {strict} |");
    }
    out
}

/// `text` with `table` between the marks.
fn between_marks(text: &str, table: &str) -> String {
    let (before, rest) = text.split_once(MARKS.0).expect("the mark that opens the table of rules");
    let (_, after) = rest.split_once(MARKS.1).expect("the mark that closes the table of rules");
    format!("{before}{}{table}{}{after}", MARKS.0, MARKS.1)
}

mod written {
    use super::{MARKS, between_marks, index, page, source, table};
    use portcullis::finding::{Confidence, Severity};
    use portcullis::rule::{Check, Docs, Rule};

    static RULE: Rule = Rule {
        name: "image/no-tag",
        standard: Severity::Medium,
        strict: Severity::High,
        confidence: Confidence::Certain,
        yields_to: &["image/latest-tag"],
        docs: Docs::Written(" An image names no tag | nor digest.\n\n ## Why\n It moves.\n"),
        check: Check::Image(|_, _| None),
    };

    #[test]
    fn the_index_lists_what_is_built_and_what_is_not() {
        let text = index(&[&RULE]);
        assert!(
            text.contains(
                "| [`image/no-tag`](image/no-tag.md) | An image names no tag \\| nor digest. | medium | high |"
            )
        );
        assert!(text.contains("`image/latest-tag`") && !text.contains(" `image/no-tag`,"), "{text}");
        assert!(text.contains("Not implemented yet: `secret/custom`"), "{text}");
    }

    #[test]
    fn a_page_names_its_source_and_links_to_the_others() {
        assert_eq!(source(&RULE), "src/rules/image/no_tag.rs");
        let text = page(&RULE);
        assert!(text.starts_with("<!-- Generated from src/rules/image/no_tag.rs by"), "{text}");
        assert!(text.contains("[`image/latest-tag`](../image/latest-tag.md)"), "{text}");
    }

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let (open, close) = MARKS;
        let text = format!("a\n{open}old\n{close}\nb\n");
        assert_eq!(between_marks(&text, "new\n"), format!("a\n{open}new\n{close}\nb\n"));
        assert!(table(&[], "x/").ends_with("|---|---|---|---|\n"));
    }
}
