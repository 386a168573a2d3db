//! A walk over a tree that needs no recursion and ends on any input.

use super::Node;

/// What the walk does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go into this node.
    Enter,
    /// Go past it.
    Skip,
    /// End the walk.
    Stop,
}

/// One step down from a node to a child of it.
#[derive(Clone, Copy)]
pub enum Step<'a> {
    /// To the value of this key.
    Key(Node<'a>),
    /// To the item of this number, from 0.
    Item(usize),
}

impl<'a> Step<'a> {
    /// The name of a key.
    #[must_use]
    pub fn key(self) -> Option<&'a str> {
        match self {
            Self::Key(key) => key.str(),
            Self::Item(_) => None,
        }
    }
}

impl<'a> Node<'a> {
    /// Shows `visit` this node and then all below it in the order of the text, each with the steps that lead to it from here. Nodes inside keys are
    /// not visited, and an alias is visited but not entered: what it stands for is visited where it is written.
    pub fn walk(self, visit: &mut dyn FnMut(Node<'a>, &[Step<'a>]) -> Flow) {
        let mut path = Vec::new();
        if visit(self, &path) != Flow::Enter {
            return;
        }
        let mut open = vec![children(self)];
        while let Some(level) = open.last_mut() {
            let Some((step, child)) = level.next() else {
                open.pop();
                path.pop();
                continue;
            };
            path.push(step);
            match visit(child, &path) {
                Flow::Stop => return,
                Flow::Enter if !child.is_alias() && !child.is_scalar() => open.push(children(child)),
                _ => drop(path.pop()),
            }
        }
    }
}

fn children<'a>(node: Node<'a>) -> Box<dyn Iterator<Item = (Step<'a>, Node<'a>)> + 'a> {
    if node.is_mapping() {
        Box::new(node.entries().map(|(key, value)| (Step::Key(key), value)))
    } else {
        Box::new(node.items().enumerate().map(|(index, item)| (Step::Item(index), item)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Flow, Step};
    use crate::document::yaml::parse;
    use crate::document::yaml::tests::text;

    fn steps(source: &str, enter: fn(&[Step]) -> Flow) -> Vec<String> {
        let mut seen = Vec::new();
        parse(&text(source)).documents().next().unwrap().walk(&mut |_, path| {
            let steps = path.iter().map(|step| match step {
                Step::Key(key) => key.str().unwrap_or("?").to_owned(),
                Step::Item(index) => index.to_string(),
            });
            seen.push(steps.collect::<Vec<_>>().join("."));
            enter(path)
        });
        seen
    }

    #[test]
    fn visits_values_in_order_with_their_paths() {
        let source = "a: &a [b, {c: d}]\n? [x]\n: y\ne: *a\nf: {g: h}\n";
        assert_eq!(steps(source, |_| Flow::Enter), ["", "a", "a.0", "a.1", "a.1.c", "?", "e", "f", "f.g"]);
    }

    #[test]
    fn skips_and_stops() {
        let source = "a: [b]\nc: d\ne: f\n";
        let enter = |path: &[Step]| match path.last().and_then(|step| step.key()) {
            Some("a") => Flow::Skip,
            Some("c") => Flow::Stop,
            _ => Flow::Enter,
        };
        assert_eq!(steps(source, enter), ["", "a", "c"]);
    }
}
