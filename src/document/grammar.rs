//! Programming languages, read by their grammars. The one place that knows tree-sitter's; no rule of Portcullis stands in it.
//!
//! A tree has a node for whatever was read and error nodes for the rest, so that parsing never fails; but the input is hostile, and some
//! grammars need very long for some inputs. Parsing is bounded in steps, which do not depend on the machine, and depth is for the caller
//! to bound: nodes are to be walked with a [`tree_sitter::TreeCursor`] or to a limited depth, not by unbounded recursion.

use std::ops::ControlFlow;

pub use tree_sitter::{Node, Tree};

use tree_sitter::{ParseOptions, ParseState, Parser};

/// A programming language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// C#.
    CSharp,
    /// Elixir.
    Elixir,
    /// Go.
    Go,
    /// Java.
    Java,
    /// JavaScript.
    JavaScript,
    /// PHP, with the text around it.
    Php,
    /// Python.
    Python,
    /// Ruby.
    Ruby,
    /// Rust.
    Rust,
    /// TypeScript.
    TypeScript,
}

impl Language {
    /// The language of files with this ending, without the dot and in small letters.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension {
            "cs" => Self::CSharp,
            "ex" | "exs" => Self::Elixir,
            "go" => Self::Go,
            "java" => Self::Java,
            "js" | "cjs" | "mjs" => Self::JavaScript,
            "php" => Self::Php,
            "py" => Self::Python,
            "rb" => Self::Ruby,
            "rs" => Self::Rust,
            "ts" | "cts" | "mts" => Self::TypeScript,
            _ => return None,
        })
    }

    fn grammar(self) -> tree_sitter::Language {
        match self {
            Self::CSharp => tree_sitter_c_sharp::LANGUAGE,
            Self::Elixir => tree_sitter_elixir::LANGUAGE,
            Self::Go => tree_sitter_go::LANGUAGE,
            Self::Java => tree_sitter_java::LANGUAGE,
            Self::JavaScript => tree_sitter_javascript::LANGUAGE,
            Self::Php => tree_sitter_php::LANGUAGE_PHP,
            Self::Python => tree_sitter_python::LANGUAGE,
            Self::Ruby => tree_sitter_ruby::LANGUAGE,
            Self::Rust => tree_sitter_rust::LANGUAGE,
            Self::TypeScript => tree_sitter_typescript::LANGUAGE_TYPESCRIPT,
        }
        .into()
    }
}

/// The largest file that is parsed.
pub const LARGEST: usize = 2 << 20;

/// How often the parser may report progress before it is stopped, for each KiB and at least: it reports every hundred operations or so.
const STEPS_PER_KIB: usize = 2_000;
const FEWEST_STEPS: usize = 100_000;

/// The tree of a text; none where it is too large, or takes too many steps.
#[must_use]
pub fn parse(language: Language, bytes: &[u8]) -> Option<Tree> {
    if bytes.len() > LARGEST {
        return None;
    }
    let mut parser = Parser::new();
    parser.set_language(&language.grammar()).ok()?;
    let most = FEWEST_STEPS.max(bytes.len() / 1024 * STEPS_PER_KIB);
    let mut steps = 0;
    let mut stop = |_: &ParseState| {
        steps += 1;
        if steps > most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let options = ParseOptions::new().progress_callback(&mut stop);
    parser.parse_with_options(&mut |at, _| bytes.get(at..).unwrap_or_default(), None, Some(options))
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, Language, parse};

    #[test]
    fn every_grammar_fits_the_library() {
        let samples = [
            (Language::CSharp, "class A { }"),
            (Language::Elixir, "defmodule A do\nend"),
            (Language::Go, "package a"),
            (Language::Java, "class A { }"),
            (Language::JavaScript, "exports.up = () => 1"),
            (Language::Php, "<?php return 1;"),
            (Language::Python, "def a(): pass"),
            (Language::Ruby, "class A\nend"),
            (Language::Rust, "fn a() {}"),
            (Language::TypeScript, "const a: number = 1"),
        ];
        for (language, text) in samples {
            let tree = parse(language, text.as_bytes()).expect("a grammar of a known version");
            assert!(!tree.root_node().has_error(), "{language:?}");
        }
    }

    #[test]
    fn what_is_too_large_is_not_parsed() {
        assert!(parse(Language::Python, &vec![b'a'; LARGEST + 1]).is_none());
    }
}
