//! What an expression of a workflow may come to, as far as the file tells: values of a matrix, defaults of inputs, texts between quotes.
//!
//! <https://docs.github.com/actions/reference/workflows-and-actions/expressions>

use std::ops::Range;

use crate::document::yaml::Node;
use crate::fact::extract::splice::Value;
use crate::text::Span;

/// A matrix makes no more jobs than this.
/// (<https://docs.github.com/actions/reference/limits>)
const MOST_VALUES: usize = 256;

/// What an expression starts with.
const OPEN: &str = "${{";

/// The most operands of one expression.
const MOST_OPERANDS: usize = 16;

/// The values of `${{ … }}` in a job of a workflow. Of `a && b || c` either operand that gives a value counts.
pub(super) fn values<'a>(workflow: Node<'a>, job: Node<'a>, written: &str) -> Vec<Value<'a>> {
    let Some(inside) = written.strip_prefix(OPEN).and_then(|rest| rest.strip_suffix("}}")) else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = OPEN.len();
    for operand in inside.split("||").take(MOST_OPERANDS) {
        let value = operand.rsplit("&&").next().unwrap_or_default();
        let start = at + operand.len() - value.len();
        at += operand.len() + "||".len();
        match text(value) {
            Some(text) => found.push(Value::Written(Span::new(start + text.start, start + text.end))),
            None => found.extend(of_name(workflow, job, value.trim()).into_iter().map(Value::Node)),
        }
    }
    found.truncate(MOST_VALUES);
    found
}

/// The inside of `'…'`, unless there is nothing in it. In a quoted scalar of YAML the quotes are doubled.
fn text(value: &str) -> Option<Range<usize>> {
    let trimmed = value.trim();
    let inside = trimmed.strip_prefix('\'')?.strip_suffix('\'')?.trim_matches('\'');
    let start = inside.as_ptr() as usize - value.as_ptr() as usize;
    (!inside.is_empty()).then(|| start..start + inside.len())
}

/// The values of `matrix.version` and `inputs.version`.
fn of_name<'a>(workflow: Node<'a>, job: Node<'a>, name: &str) -> Vec<Node<'a>> {
    if let Some(path) = name.strip_prefix("matrix.") {
        return of_matrix(job, path);
    }
    let Some(input) = name.strip_prefix("inputs.") else { return Vec::new() };
    let triggers = ["workflow_call", "workflow_dispatch"].into_iter().filter_map(|key| workflow.get("on")?.get(key));
    triggers.filter_map(|trigger| trigger.get("inputs")?.get(input)?.get("default")).collect()
}

/// The values that a matrix gives a variable: in its own list, and in `include`; of objects those below the rest of `path`.
fn of_matrix<'a>(job: Node<'a>, path: &str) -> Vec<Node<'a>> {
    let Some(matrix) = job.get("strategy").and_then(|strategy| strategy.get("matrix")) else { return Vec::new() };
    let (name, below) = path.split_once('.').unwrap_or((path, ""));
    let listed = matrix.get(name).into_iter().flat_map(Node::items);
    let included = matrix.get("include").into_iter().flat_map(Node::items).filter_map(|entry| entry.get(name));
    let keys = || below.split('.').filter(|key| !key.is_empty());
    let values = listed.chain(included).filter_map(|value| keys().try_fold(value, |value, key| value.get(key)));
    values.filter(|value| value.is_scalar()).take(MOST_VALUES).collect()
}
