//! The map is the territory: ARCHITECTURE.md's table of floors holds in every file, and every rule stands where its name says.

mod paths;
mod tokens;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use self::paths::{Path as RustPath, Problem, mentions};
use self::tokens::{Kind, Token, tokens};

/// A source file, read.
pub(crate) struct Source {
    /// From the repository's root: `src/rule/mod.rs`.
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
}

impl Source {
    fn new(path: &str, text: String) -> Self {
        Self { path: path.to_owned(), tokens: tokens(&text), text }
    }

    /// The module of the crate's root that it belongs to: `rule` for `src/rule/page.rs`.
    fn module(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split(['/', '.']).next().unwrap_or(inside)
    }

    /// Whether `super` leads to the crate's root from here.
    fn is_at_the_root(&self) -> bool {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        !inside.contains('/') || (inside.ends_with("/mod.rs") && inside.matches('/').count() == 1)
    }
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under `src`, sorted.
fn sources() -> Vec<Source> {
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(root()).expect("under the root").to_string_lossy().replace('\\', "/");
        Source::new(&name, fs::read_to_string(path).expect("a source file"))
    };
    files(&root().join("src")).iter().filter(|path| path.extension().is_some_and(|ext| ext == "rs")).map(read).collect()
}

/// All files under `dir`, sorted.
pub(crate) fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The table of ARCHITECTURE.md: module to floor.
fn floors(architecture: &str) -> BTreeMap<String, u32> {
    let row = |line: &str| {
        let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
        let floor: u32 = cells.next()?.parse().ok()?;
        let module = cells.next()?.strip_prefix('`')?.split_once('`')?.0.trim_end_matches('/').to_owned();
        Some((module, floor))
    };
    architecture.split('\n').filter_map(row).collect()
}

fn table() -> BTreeMap<String, u32> {
    floors(&fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md"))
}

/// The exported macros, each with the module that defines it: `crate::family!` is a path into `rule`.
fn macros(sources: &[Source]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for source in sources {
        for window in source.tokens.windows(3) {
            if window[0].word() == Some("macro_rules")
                && window[1].is('!')
                && let Some(name) = window[2].word()
            {
                found.insert(name.to_owned(), source.module().to_owned());
            }
        }
    }
    found
}

/// What `source` takes from where it may not.
fn faults(source: &Source, floors: &BTreeMap<String, u32>, macros: &BTreeMap<String, String>) -> Vec<String> {
    let Source { path, .. } = source;
    let module = source.module();
    // The root lists the modules; it stands on no floor.
    if module == "lib" {
        return Vec::new();
    }
    let Some(&own) = floors.get(module) else {
        return vec![format!("{path}: `{module}` is not in the table of ARCHITECTURE.md")];
    };
    let fault = |mention: Result<RustPath, Problem>| match mention {
        Err(Problem { line, what }) => Some(format!("{path}:{line}: {what}")),
        Ok(RustPath { line, first }) => {
            let first = macros.get(&first).filter(|_| !floors.contains_key(&first)).unwrap_or(&first);
            match floors.get(first) {
                _ if first == module => None,
                None => Some(format!("{path}:{line}: `crate::{first}` is not in the table of ARCHITECTURE.md")),
                Some(&other) if other < own => None,
                Some(other) => {
                    Some(format!("{path}:{line}: `{module}` (floor {own}) may not use `{first}` (floor {other})"))
                }
            }
        }
    };
    mentions(&source.tokens, source.is_at_the_root()).into_iter().filter_map(fault).collect()
}

#[test]
fn a_module_takes_names_only_from_floors_below() {
    let (sources, floors) = (sources(), table());
    let macros = macros(&sources);
    let faults: Vec<_> = sources.iter().flat_map(|source| faults(source, &floors, &macros)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_lists_the_modules_of_the_crate_in_their_order() {
    let floors = table();
    let sources = sources();
    let lib = sources.iter().find(|source| source.path == "src/lib.rs").expect("src/lib.rs");
    let declared: Vec<_> =
        lib.tokens.windows(2).filter(|pair| pair[0].word() == Some("mod")).filter_map(|pair| pair[1].word()).collect();
    for module in floors.keys().filter(|module| *module != "main") {
        assert!(declared.contains(&module.as_str()), "ARCHITECTURE.md lists `{module}`, src/lib.rs does not");
    }
    let floor =
        |module: &str| *floors.get(module).unwrap_or_else(|| panic!("ARCHITECTURE.md does not list `{module}`"));
    for pair in declared.windows(2) {
        assert!(floor(pair[0]) <= floor(pair[1]), "src/lib.rs lists `{}` before `{}`", pair[0], pair[1]);
    }
}

#[test]
fn every_rule_file_is_in_its_familys_list_and_named_after_its_rule() {
    let sources = sources();
    let mut rules = 0;
    for source in &sources {
        let Some((family, file)) = source.path.strip_prefix("src/rules/").and_then(|rest| rest.split_once('/')) else {
            continue;
        };
        let stem = file.trim_end_matches(".rs");
        let Some(name) = rule_name(source).filter(|_| stem != "mod") else { continue };
        let list = format!("src/rules/{family}/mod.rs");
        let listed = sources.iter().find(|source| source.path == list).map(family_list).unwrap_or_default();
        assert!(listed.contains(&stem.to_owned()), "{list}: `family!` does not list `{stem}`");
        assert_eq!(
            name,
            format!("{family}/{}", stem.replace('_', "-")),
            "{}: the rule's name is its file's",
            source.path
        );
        rules += 1;
    }
    let listed: usize = sources.iter().map(|source| family_list(source).len()).sum();
    assert_eq!(rules, listed, "every name in a `family!` list is a file with a `rule!`");
}

/// The name in `rule! { "family/rule" { … } }`.
fn rule_name(source: &Source) -> Option<String> {
    let start = source.tokens.windows(2).position(|pair| pair[0].word() == Some("rule") && pair[1].is('!'))?;
    source.tokens[start..].iter().find_map(|token| match &token.kind {
        Kind::Str(name) => Some(name.clone()),
        _ => None,
    })
}

/// The names in `family! { "family"; … }`, where `source` has one.
fn family_list(source: &Source) -> Vec<String> {
    let Some(start) =
        source.tokens.windows(3).position(|at| at[0].word() == Some("family") && at[1].is('!') && at[2].is('{'))
    else {
        return Vec::new();
    };
    let body = source.tokens[start + 3..].iter().take_while(|token| !token.is('}'));
    let list = body.skip_while(|token| !token.is(';'));
    list.filter_map(|token| token.word().map(str::to_owned)).collect()
}

#[test]
fn every_file_is_a_module_of_its_own_and_can_be_read_at_a_sitting() {
    for source in sources() {
        let Source { path, tokens, text } = &source;
        for pair in tokens.windows(2) {
            assert!(!(pair[0].word() == Some("include") && pair[1].is('!')), "{path}:{}: `include!`", pair[0].line);
        }
        for at in tokens.windows(3) {
            let renamed = at[0].is('[') && at[1].word() == Some("path") && at[2].is('=');
            assert!(!renamed, "{path}:{}: a module's file has the module's name", at[0].line);
        }
        assert!(text.matches('\n').count() <= 600, "{path} has more than 600 lines");
    }
}

#[test]
fn an_arrow_that_runs_up_is_named_with_both_floors() {
    let floors = floors("| 1 | `text/` | a |\n| 3 | `rule/` | b |\n| 4 | `scan` | c |\n| floor | `x` | d |\n");
    let macros = BTreeMap::from([("family".to_owned(), "rule".to_owned())]);
    let check = |path: &str, text: &str| faults(&Source::new(path, text.to_owned()), &floors, &macros);
    assert_eq!(
        check("src/scan.rs", "use crate::{rule::{Ask, page}, text::Span};\nfn f() { crate::text::g() }"),
        [""; 0]
    );
    assert_eq!(check("src/rule/page.rs", "use super::Rule;\nuse crate::rule::Rule;"), [""; 0]);
    assert_eq!(
        check("src/rule/page.rs", "\nuse crate::{text, scan::Judged};"),
        ["src/rule/page.rs:2: `rule` (floor 3) may not use `scan` (floor 4)"]
    );
    assert_eq!(
        check("src/text/a.rs", "fn f() -> crate::rule::R { $crate::family! {} }"),
        [
            "src/text/a.rs:1: `text` (floor 1) may not use `rule` (floor 3)",
            "src/text/a.rs:1: `text` (floor 1) may not use `rule` (floor 3)"
        ]
    );
    assert_eq!(
        check("src/scan.rs", "use crate::report::X;"),
        ["src/scan.rs:1: `crate::report` is not in the table of ARCHITECTURE.md"]
    );
    assert_eq!(check("src/new.rs", ""), ["src/new.rs: `new` is not in the table of ARCHITECTURE.md"]);
}

#[test]
fn a_rules_name_and_a_familys_list_are_read_from_their_macros() {
    let text = "use crate::family;\nfamily! { \"image\", softens: |_| true; latest_tag, no_tag, }";
    let list = Source::new("src/rules/image/mod.rs", text.to_owned());
    assert_eq!(family_list(&list), ["latest_tag", "no_tag"]);
    let rule = Source::new("src/rules/image/no_tag.rs", "rule! {\n/// \"page\"\n\"image/no-tag\" { }\n}".to_owned());
    assert_eq!(rule_name(&rule).as_deref(), Some("image/no-tag"));
    assert_eq!((rule_name(&list), family_list(&rule)), (None, Vec::new()));
}
