//! Scripts that are written as lists of lines.

use super::collector::Collector;
use super::condition::value_site;
use super::purpose::Signs;
use crate::document::Passage;
use crate::document::shell::Dialect;
use crate::document::yaml::Node;
use crate::fact::Step;
use crate::text::Span;

/// The most lines of one script, and how deep lists may nest in it.
const MOST_LINES: usize = 4_096;
const DEPTH: usize = 10;

/// The lines of a list, or of a list of lists, or a scalar alone.
pub(super) fn lines(node: Option<Node<'_>>) -> Vec<Node<'_>> {
    lines_with(node, &|_| None)
}

/// The same, with a say in what a list stands for.
pub(super) fn lines_with<'a>(
    node: Option<Node<'a>>,
    stands_for: &dyn Fn(Node<'a>) -> Option<Node<'a>>,
) -> Vec<Node<'a>> {
    let mut found = Vec::new();
    let mut budget = MOST_LINES;
    if let Some(node) = node {
        collect(node, DEPTH, stands_for, &mut budget, &mut found);
    }
    found
}

fn collect<'a>(
    node: Node<'a>,
    depth: usize,
    stands_for: &dyn Fn(Node<'a>) -> Option<Node<'a>>,
    budget: &mut usize,
    found: &mut Vec<Node<'a>>,
) {
    *budget = budget.saturating_sub(1);
    if depth == 0 || *budget == 0 {
        return;
    }
    if let Some(other) = stands_for(node) {
        collect(other, depth - 1, stands_for, budget, found);
    } else if node.is_scalar() && !node.is_null() {
        found.push(node);
    } else {
        for item in node.items() {
            if *budget == 0 {
                break;
            }
            collect(item, depth - 1, stands_for, budget, found);
        }
    }
}

/// Tells the lines that were not told yet as one script; each line as a step.
pub(super) fn read(owner: &str, lines: &[Node<'_>], dialect: Option<Dialect>, out: &mut Collector) -> Vec<Step> {
    let Some(dialect) = dialect else { return Vec::new() };
    let (mut script, mut steps) = (Passage::default(), Vec::new());
    for &line in lines {
        if !out.takes_step() {
            break;
        }
        let place = line.value_span();
        let tools = out.known(place).unwrap_or_else(|| out.look(place, &Passage::of_scalar(line), dialect));
        if out.is_new(line) {
            if !script.is_empty() && !script.bytes().ends_with(b"\n") {
                script.push(b"\n", Span::empty(script.whole().end));
            }
            script.append(&Passage::of_scalar(line));
        }
        let signs = Signs { tools: Some(&tools), ..Signs::default() };
        steps.push(out.step("", signs.purpose(), &tools, value_site(line)));
    }
    if !script.is_empty() {
        out.tell(owner, script, dialect);
    }
    steps
}
