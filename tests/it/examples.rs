//! Every example of every rule, executed: exactly the findings that its carets show, and fixes that do what they say.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use portcullis::answers::Oracle;
use portcullis::finding::{Fix, Site};
use portcullis::policy::{Decision, Sources, Verdict};
use portcullis::rule::Rule;
use portcullis::rule::example::{Example, Expected, examples};
use portcullis::rule::holdings::Holdings;
use portcullis::run::{self, Registries};
use portcullis::settings::Registry;
use portcullis::source::memory::{self, Files};
use portcullis::source::{ChangeSet, Tree};
use portcullis::text::{Side, Span, edit};

/// The day on which the examples are judged.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 21);

/// The sections that a page may have, in their order.
const SECTIONS: [&str; 4] = ["Why", "Settings", "Examples", "See also"];

#[test]
fn every_page_says_what_and_why_in_the_same_order() {
    let mut faults = Vec::new();
    for rule in portcullis::rules::written() {
        let page = rule.page();
        let headings: Vec<_> = page.sections.iter().map(|section| section.heading.as_str()).collect();
        let mut known = SECTIONS.iter();
        if !headings.iter().all(|heading| known.any(|section| section == heading)) {
            faults.push(format!("{}: sections {headings:?}, expected some of {SECTIONS:?} in this order", rule.name));
        }
        if page.why().is_none_or(str::is_empty) || page.section("Examples").is_none_or(str::is_empty) {
            faults.push(format!("{}: a page has `## Why` and `## Examples`", rule.name));
        }
        if !is_one_sentence(&page.plain_summary()) {
            faults.push(format!("{}: the first paragraph is one sentence: {}", rule.name, page.summary));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn is_one_sentence(summary: &str) -> bool {
    summary.starts_with(char::is_uppercase) && summary.ends_with('.') && !summary.contains(". ")
}

#[test]
fn every_rule_shows_a_change_that_it_reports_and_one_that_it_does_not() {
    for rule in portcullis::rules::written() {
        let examples = read(rule);
        let firing = examples.iter().filter(|example| !example.expected.is_empty()).count();
        assert!(firing > 0, "{}: no example fires", rule.name);
        assert!(firing < examples.len(), "{}: no example shows what is right", rule.name);
    }
}

#[test]
fn every_example_gives_exactly_the_findings_that_it_shows() {
    let mut faults = String::new();
    for (rule, example) in all_examples() {
        let verdict = judge(&example, memory::change_set(example.base.clone(), example.head.clone()));
        let mut found: Vec<_> = of(rule, &verdict).map(shown).collect();
        let mut expected = example.expected.clone();
        found.sort();
        expected.sort();
        if found != expected {
            let _ = writeln!(
                faults,
                "{}, {}:\n  found\n{}  expected\n{}",
                rule.name,
                example.title,
                list(&found),
                list(&expected)
            );
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// What is read of a file follows from the rules that are on: for each of them alone it must be enough.
#[test]
fn a_rule_that_is_asked_alone_finds_what_it_finds_among_others() {
    let mut faults = String::new();
    for (rule, example) in all_examples() {
        let verdict = judge_only(
            vec![rule.name.to_owned()],
            &example,
            memory::change_set(example.base.clone(), example.head.clone()),
        );
        let found: Vec<_> = of(rule, &verdict).map(shown).collect();
        let missing: Vec<_> = example.expected.into_iter().filter(|expected| !found.contains(expected)).collect();
        if !missing.is_empty() {
            let _ = writeln!(faults, "{}, {}:\n{}", rule.name, example.title, list(&missing));
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_fix_silences_its_rule_and_leaves_the_files_readable() {
    let mut faults = String::new();
    for (rule, example) in all_examples() {
        let before = judge(&example, memory::change_set(example.base.clone(), example.head.clone()));
        for decision in of(rule, &before) {
            let Some(fix) = &decision.judged.finding.fix else { continue };
            if let Err(why) = try_fix(rule, &example, &before, fix) {
                let _ = writeln!(faults, "{}, {}: `{}` {why}", rule.name, example.title, fix.title);
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// The verdict on an example: what the whole gate says of it, with the policy and the registries that it brings, or else the defaults.
fn judge(example: &Example, change: ChangeSet) -> Verdict {
    judge_only(Vec::new(), example, change)
}

/// The same of these rules; of all where none is named.
fn judge_only(only: Vec<String>, example: &Example, change: ChangeSet) -> Verdict {
    let change = ChangeSet { ancestry: Some(Arc::new(example.holdings.clone())), ..change };
    let sources = Sources { tree: change.policy_tree.as_deref(), only, ..Sources::default() };
    let registries = Shelf(example.holdings.clone());
    run::check(&change, &sources, TODAY, &registries).expect("an example's own policy is in order")
}

/// The registries of an example, if it has any.
struct Shelf(Holdings);

impl Registries for Shelf {
    fn connect(&self, _: &Registry, _: Option<&dyn Tree>) -> Result<Option<Box<dyn Oracle>>, String> {
        Ok(self.0.are_elsewhere().then(|| Box::new(self.0.clone()) as Box<dyn Oracle>))
    }
}

fn read(rule: &Rule) -> Vec<Example> {
    examples(&rule.docs.text()).unwrap_or_else(|why| panic!("{}: {why}", rule.name))
}

fn all_examples() -> impl Iterator<Item = (&'static Rule, Example)> {
    portcullis::rules::written().flat_map(|rule| read(rule).into_iter().map(move |example| (rule, example)))
}

/// What `rule` says in `verdict` and nobody has waived.
fn of<'a>(rule: &Rule, verdict: &'a Verdict) -> impl Iterator<Item = &'a Decision> {
    let name = rule.name;
    verdict.decisions.iter().filter(move |decision| decision.judged.rule.name == name && !decision.is_waived())
}

/// A finding as carets would show it: on its first line, an empty place as one caret.
fn shown(decision: &Decision) -> Expected {
    let finding = &decision.judged.finding;
    let Site { text, span } = &finding.at;
    let (start, end) = (text.position(span.start), text.position(span.end));
    let end_column = if end.line == start.line {
        end.column
    } else {
        let line = text.slice(text.lines().span(start.line));
        String::from_utf8_lossy(line).trim_end_matches(['\r', '\n']).chars().count() + 1
    };
    Expected {
        path: text.path().clone(),
        side: text.side(),
        line: start.line,
        start_column: start.column,
        end_column: end_column.max(start.column + 1),
        message: finding.message.clone(),
    }
}

fn list(findings: &[Expected]) -> String {
    if findings.is_empty() {
        return "    nothing\n".to_owned();
    }
    let line = |at: &Expected| {
        let side = if at.side == Side::Base { " (base)" } else { "" };
        format!("    {}:{}:{}-{}{side} {}\n", at.path, at.line, at.start_column, at.end_column, at.message)
    };
    findings.iter().map(line).collect()
}

/// Applies `fix` to the example's head and asks again.
fn try_fix(rule: &Rule, example: &Example, before: &Verdict, fix: &Fix) -> Result<(), String> {
    let fixed = apply(&example.head, fix)?;
    let after = judge(example, memory::change_set(example.base.clone(), fixed));
    if unreadable(&after) > unreadable(before) {
        return Err("leaves a file that cannot be read".to_owned());
    }
    let (was, is) = (of(rule, before).count(), of(rule, &after).count());
    if is >= was {
        return Err(format!(
            "leaves {is} findings of {was}:\n{}",
            list(&of(rule, &after).map(shown).collect::<Vec<_>>())
        ));
    }
    Ok(())
}

fn apply(head: &Files, fix: &Fix) -> Result<Files, String> {
    let mut edits: BTreeMap<_, Vec<(Span, &str)>> = BTreeMap::new();
    for edit in &fix.edits {
        if edit.site.text.side() != Side::Head {
            return Err("edits the base".to_owned());
        }
        edits.entry(edit.site.text.path()).or_default().push((edit.site.span, &edit.text));
    }
    if edits.is_empty() {
        return Err("has no edits".to_owned());
    }
    let mut files = head.clone();
    for (path, edits) in edits {
        let bytes = files.get(path).ok_or_else(|| format!("edits {path}, which the example does not have"))?;
        let fixed = edit::apply(bytes, &edits).ok_or("has edits that overlap or lie outside")?;
        files.insert(path.clone(), fixed);
    }
    Ok(files)
}

fn unreadable(verdict: &Verdict) -> usize {
    verdict.decisions.iter().filter(|decision| decision.judged.rule.name == "gate/unreadable").count()
}
