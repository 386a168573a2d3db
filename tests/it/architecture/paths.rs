//! The paths of a file that lead out of its module: `crate::…`, groups taken apart, and `super` where it goes too far.

use super::tokens::{Kind, Token};

/// A path that begins at the crate's root.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Path {
    pub(crate) line: usize,
    /// The module that it enters first.
    pub(crate) first: String,
}

/// A way out that hides where it leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) line: usize,
    pub(crate) what: String,
}

/// All of them, in order. `at_the_root`: the file is a module of the crate's root, so that its own `super` is the root.
pub(crate) fn mentions(tokens: &[Token], at_the_root: bool) -> Vec<Result<Path, Problem>> {
    let mut found = Vec::new();
    let mut nesting = Nesting::default();
    for (index, token) in tokens.iter().enumerate() {
        nesting.step(tokens, index);
        let (line, follows) = (token.line, tokens.get(index + 1).is_some_and(|next| next.kind == Kind::Colons));
        match token.word() {
            // The binary is another crate: it sees the library by its name.
            Some("crate" | "portcullis") if follows => enter(&tokens[index + 2..], line, &mut found),
            // The second word of a `super::super` that is already said.
            Some("super") if index >= 2 && tokens[index - 2].word() == Some("super") => {}
            Some("super") if follows && tokens.get(index + 2).and_then(Token::word) == Some("super") => {
                found.push(Err(Problem { line, what: "`super::super` hides a floor: write `crate::…`".to_owned() }));
            }
            Some("super") if follows && at_the_root && nesting.modules.is_empty() => {
                found
                    .push(Err(Problem {
                        line, what: "`super` is the crate's root here: write `crate::…`".to_owned()
                    }));
            }
            _ => {}
        }
    }
    found
}

/// What follows `crate::`: a name, or a group of paths.
fn enter(tokens: &[Token], line: usize, found: &mut Vec<Result<Path, Problem>>) {
    let Some(first) = tokens.first() else { return };
    if let Some(word) = first.word() {
        found.push(Ok(Path { line, first: word.to_owned() }));
        return;
    }
    if !first.is('{') {
        let what = "a path from the crate's root names a module".to_owned();
        found.push(Err(Problem { line, what }));
        return;
    }
    let (mut depth, mut starts) = (1, true);
    for token in &tokens[1..] {
        match &token.kind {
            Kind::Mark('{') => depth += 1,
            Kind::Mark('}') => depth -= 1,
            Kind::Mark(',') if depth == 1 => starts = true,
            Kind::Word(word) if depth == 1 && starts => {
                found.push(Ok(Path { line: token.line, first: word.clone() }));
                starts = false;
            }
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}

/// Which inline modules (`mod tests { … }`) are open.
#[derive(Default)]
struct Nesting {
    depth: usize,
    modules: Vec<usize>,
}

impl Nesting {
    fn step(&mut self, tokens: &[Token], index: usize) {
        if tokens[index].is('{') {
            self.depth += 1;
            if index >= 2 && tokens[index - 2].word() == Some("mod") {
                self.modules.push(self.depth);
            }
        } else if tokens[index].is('}') {
            self.modules.pop_if(|depth| *depth == self.depth);
            self.depth = self.depth.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::{Path, mentions};

    fn firsts(source: &str) -> Vec<(usize, String)> {
        let of = |path: Path| (path.line, path.first);
        mentions(&tokens(source), true)
            .into_iter()
            .map(|mention| mention.map(of).unwrap_or_else(|p| (p.line, p.what)))
            .collect()
    }

    #[test]
    fn groups_are_taken_apart() {
        let source = "use crate::{a, b::{c, d as e},\n  f as g};\npub(crate) fn h() { crate::i::j(); $crate::k!() }";
        let expected = [(1, "a"), (1, "b"), (2, "f"), (3, "i"), (3, "k")];
        assert_eq!(firsts(source), expected.map(|(line, name)| (line, name.to_owned())));
    }

    #[test]
    fn super_may_go_up_once_and_not_to_the_root() {
        let found =
            firsts("use super::a;\nmod tests { use super::b; fn f() {} }\nuse super::super::c;\nfn g() { super::d() }");
        let lines: Vec<_> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 3, 4]);
        assert!(found[1].1.contains("super::super") && found[2].1.contains("root"));
    }

    #[test]
    fn a_glob_from_the_root_is_refused() {
        assert!(firsts("use crate::*;")[0].1.contains("names a module"));
    }
}
