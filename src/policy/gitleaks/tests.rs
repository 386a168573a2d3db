//! Stories of gitleaks' configuration: what holds here too, what is reported, and what is wrong.

use insta::assert_snapshot;
use proptest::prelude::{prop, prop_assert, prop_assert_eq, proptest};

use super::{Config, config, import};
use crate::policy::Policy;
use crate::policy::error::{Error, Source};
use crate::policy::tests::{load, root};
use crate::secret::custom::Condition;
use crate::text::RepoPath;

fn source(name: &str, text: &str) -> Source {
    Source::new(name.to_owned(), RepoPath::from(name), text.as_bytes().to_vec())
}

/// The configuration of the first file; it may extend the others.
fn read(files: &[(&str, &str)]) -> Result<Config, Error> {
    let mut neighbour =
        |path: &str| Ok(files.iter().find(|(name, _)| *name == path).map(|(name, text)| source(name, text)));
    config(&source(files[0].0, files[0].1), &mut neighbour)
}

fn one(text: &str) -> Config {
    read(&[(".gitleaks.toml", text)]).unwrap_or_else(|error| panic!("{}", error.report()))
}

fn report(text: &str) -> String {
    read(&[(".gitleaks.toml", text)]).map_or_else(|error| error.report(), |_| "no error".to_owned())
}

fn told(config: &Config) -> Vec<String> {
    config.unhonoured.iter().map(|one| format!("{}:{}: {}", one.file, one.line, one.what)).collect()
}

/// The secrets that a repository with these files at its root reports in `text`.
fn found(policy: &Policy, path: &str, text: &str) -> Vec<String> {
    let path = RepoPath::from(path);
    let hits = policy.scope(&path).settings().secrets.custom.find(&path, text.as_bytes());
    hits.iter().map(|hit| text[hit.span.range()].to_owned()).collect()
}

fn policy(files: &[(&str, &str)]) -> Policy {
    load(files, "a.txt").unwrap_or_else(|error| panic!("{}", error.report()))
}

const WHOLE: &str = r#"
title = "ours"
description = "all that there is"
minVersion = "v8.25.0"

[extend]
path = "shared.toml"
disabledRules = ["off-rule"]

[[rules]]
id = "acme-token"
description = "Acme's token"
path = '''\.(env|ini)$'''
regex = '''(?i)\bacme_([a-z0-9]{8})\b'''
secretGroup = 1
entropy = 2
keywords = ["ACME_"]
tags = ["own", "token"]
[[rules.allowlists]]
description = "made up"
condition = "AND"
paths = ["^test/"]
regexTarget = "line"
regexes = ["dummy"]
stopwords = ["abc"]
[[rules.required]]
id = "acme-id"
withinLines = 3
withinColumns = 40

[[rules]]
id = "acme-id"
regex = "acme-id-[0-9]+"
skipReport = true

[[allowlists]]
description = "only there"
targetRules = ["acme-id"]
paths = ['''^gen/''']
"#;

const SHARED: &str = r#"
[[rules]]
id = "acme-token"
description = "shared"
regex = "never"
entropy = 4.5
tags = ["shared"]
keywords = ["gateway"]
[rules.allowlist]
description = "samples"
stopwords = ["sample"]

[[rules]]
id = "off-rule"
regex = "x+"

[[rules]]
id = "shared-rule"
regex = '''\Qa.b\E[0-9]+'''

[allowlist]
description = "legacy"
regexes = ['''^sha256-''']
"#;

fn whole() -> Config {
    read(&[(".gitleaks.toml", WHOLE), ("shared.toml", SHARED)]).unwrap_or_else(|error| panic!("{}", error.report()))
}

#[test]
fn a_file_is_read_with_what_it_extends() {
    let config = whole();
    assert_eq!(told(&config), Vec::<String>::new());
    let ids: Vec<_> = config.patterns.iter().map(|pattern| pattern.id.as_str()).collect();
    assert_eq!(ids, ["acme-token", "acme-id", "shared-rule"]);
    let token = &config.patterns[0];
    assert_eq!((token.description.as_str(), token.entropy, token.secret_group), ("Acme's token", Some(2.0), Some(1)));
    assert!(token.regex.as_ref().is_some_and(|regex| regex.as_str().contains("acme_")), "the upper file's word holds");
    assert_eq!(token.tags, ["shared", "own", "token"], "lists add up");
    assert_eq!(token.keywords, ["gateway", "ACME_"]);
    assert_eq!(token.allow.len(), 2);
    assert_eq!((token.allow[1].condition, &token.allow[1].stopwords[..]), (Condition::All, &["abc".to_owned()][..]));
    assert_eq!((token.required[0].within_lines, token.required[0].within_columns), (Some(3), Some(40)));
    assert!(config.patterns[1].unreported);
    assert_eq!(config.patterns[2].regex.as_ref().map(|regex| regex.as_str()), Some(r"a\.b[0-9]+"));
    assert_eq!(config.allow[0].rules, ["acme-id"]);
    assert!(config.allow.iter().all(|allow| !allow.built_in), "gitleaks' own rules are not asked for");
}

#[test]
fn what_cannot_be_honoured_is_told_with_its_line() {
    let config = one(r#"minVersion = "9.1.0"
unknown = 1
[extend]
url = "https://example.org/gitleaks.toml"
[[rules]]
id = "a"
regex = "a+"
filter = "entropy > 3"
validate = "true"
[[rules.allowlists]]
commits = ["0123456"]
[[allowlists]]
commits = ["0123456"]
condition = "and"
stopwords = ["x"]
[[allowlists]]
description = "nothing"
"#);
    assert_snapshot!(told(&config).join("\n"), @"
    .gitleaks.toml:1: it asks for version 9.1.0; only what 8.30 knows is honoured
    .gitleaks.toml:2: `unknown` is an unknown key
    .gitleaks.toml:4: `url` under `[extend]` is ignored: the network is not used
    .gitleaks.toml:8: `filter` is a program and is not run: it filters no findings
    .gitleaks.toml:9: `validate` would ask the provider; the network is not used
    .gitleaks.toml:11: `commits` cannot be matched in a change: their findings are reported
    .gitleaks.toml:13: `commits` cannot be matched in a change, so this allowlist allows nothing
    .gitleaks.toml:16: this allowlist is empty
    ");
}

#[test]
fn keys_have_no_case_and_lists_may_be_texts() {
    let config =
        one("[[Rules]]\nID = \"a\"\nRegex = \"a(b)\"\nsecretgroup = 1\nkeywords = \"x,y\"\nentropy = \"3.5\"\n");
    let pattern = &config.patterns[0];
    assert_eq!((pattern.secret_group, pattern.entropy, pattern.keywords.len()), (Some(1), Some(3.5), 2));
    assert!(told(&config).is_empty());
}

#[test]
fn a_wrong_file_is_told_at_its_place() {
    assert_snapshot!(report("[[rules]]\nid = \"a\"\nregex = '''key(?!x)'''\n"), @"
    error: not a regular expression: look-around, including look-ahead and look-behind, is not supported, at `(?!x)`
     --> .gitleaks.toml:3:9
      |
    3 | regex = '''key(?!x)'''
      |         ^^^^^^^^^^^^^^
    help: look-around is not supported: match the surrounding text, and put the secret in a group
    ");
    assert_snapshot!(report("[[rules]]\nregex = \"a\"\n"), @"
    error: this rule has no `id`
     --> .gitleaks.toml:1:1
      |
    1 | [[rules]]
      | ^^^^^^^^^
    help: add one: it names the findings
    ");
    assert_snapshot!(report("[[rules]]\nid = \"a\"\n"), @"
    error: the rule `a` has neither a `regex` nor a `path`
     --> .gitleaks.toml:1:1
      |
    1 | [[rules]]
      | ^^^^^^^^^
    help: add one, or remove the rule: it finds nothing
    ");
    assert_snapshot!(report("[[rules]]\nid = \"a\"\nregex = \"(a)\"\nsecretGroup = 2\n"), @"
    error: `a` has no group 2: its expression has 1
     --> .gitleaks.toml:4:15
      |
    4 | secretGroup = 2
      |               ^
    ");
    assert_snapshot!(report("[[rules]]\nid = \"a\"\nregex = \"a\"\n[[rules.required]]\nid = \"b\"\n"), @"
    error: `a` requires the rule `b`, which does not exist
     --> .gitleaks.toml:1:1
      |
    1 | [[rules]]
      | ^^^^^^^^^
    ");
    assert_snapshot!(report("[allowlist]\nregexTarget = \"lines\"\npaths = [\"a\"]\n"), @r#"
    error: unknown target `lines`
     --> .gitleaks.toml:2:15
      |
    2 | regexTarget = "lines"
      |               ^^^^^^^
    help: write `secret`, `match` or `line`
    "#);
    assert_snapshot!(report("[[rules]]\nid = 1\n"), @"
    error: expected a text, found a number
     --> .gitleaks.toml:2:6
      |
    2 | id = 1
      |      ^
    ");
    assert_snapshot!(report("[[rules]\n"), @"
    error: not TOML: unclosed array table, expected `]`
     --> .gitleaks.toml:1:9
      |
    1 | [[rules]
      |         ^
    ");
    assert_snapshot!(report("[extend]\npath = \"gone.toml\"\n"), @r#"
    error: there is no file `gone.toml`
     --> .gitleaks.toml:2:8
      |
    2 | path = "gone.toml"
      |        ^^^^^^^^^^^
    help: the path is relative to the root of the target branch
    "#);
}

#[test]
fn extending_ends() {
    let files = [
        (".gitleaks.toml", "[extend]\npath = \"1\""),
        ("1", "[extend]\npath = \"2\""),
        ("2", "[[rules]]\nid = \"a\"\nregex = \"a\""),
    ];
    assert_eq!(read(&files).expect("two levels").patterns.len(), 1);
    let circle = read(&[(".gitleaks.toml", "[extend]\npath = \".gitleaks.toml\"")]);
    assert!(circle.expect_err("a circle").message().contains("more than 2 levels"));
}

#[test]
fn what_is_said_of_gitleaks_own_rules_is_said_of_ours() {
    let config = one(r#"
[extend]
useDefault = true
disabledRules = ["generic-api-key"]
[[rules]]
id = "github-pat"
entropy = 4
[rules.allowlist]
stopwords = ["dummy"]
[[rules]]
id = "own"
regex = "own_[a-z]+"
[[rules.required]]
id = "aws-access-token"
[allowlist]
paths = ["^vendor/"]
[[allowlists]]
targetRules = ["jwt"]
stopwords = ["demo"]
"#);
    assert_snapshot!(told(&config).join("\n"), @"
    .gitleaks.toml:5: `secret/github-pat` judges by other means than entropy, groups and keywords
    .gitleaks.toml:10: the required rule `aws-access-token` is one of gitleaks' own: `own` reports without it
    ");
    assert_eq!(config.disabled.iter().collect::<Vec<_>>(), ["secret/generic"]);
    let policy = policy(&[(
        ".gitleaks.toml",
        "[extend]\nuseDefault = true\n[allowlist]\npaths = ['^vendor/']\n[[rules]]\nid = 'github-pat'\n[rules.allowlist]\nstopwords = ['dummy']\n",
    )]);
    let custom = &policy.root().settings().secrets.custom;
    let allows = |rule, path: &str| custom.allows(rule, &path.into(), b"a_dummy_b", (0..9).into(), (0..9).into());
    assert!(allows("secret/jwt", "vendor/a") && !allows("secret/jwt", "src/a"));
    assert!(allows("secret/github-pat", "src/a"));
}

#[test]
fn the_bases_configuration_holds_unless_the_policy_says_no() {
    let gitleaks = (".gitleaks.toml", "[[rules]]\nid = \"own\"\nregex = 'own_(\\w+)'\n");
    assert_eq!(found(&policy(&[gitleaks]), "a.txt", "own_abc"), ["abc"]);
    assert!(found(&policy(&[gitleaks]), ".gitleaks.toml", "own_abc").is_empty(), "the configuration itself");
    let off = (".portcullis.yaml", "version: 1\nsecrets: { gitleaks: false }");
    assert!(found(&policy(&[gitleaks, off]), "a.txt", "own_abc").is_empty());
    let other = (".portcullis.yaml", "version: 1\nsecrets: { gitleaks: ci/leaks.toml }");
    let theirs = ("ci/leaks.toml", "[[rules]]\nid = \"x\"\nregex = 'x_\\w+'\n[extend]\npath = \"more.toml\"");
    let more = ("ci/more.toml", "[[rules]]\nid = \"y\"\nregex = 'y_\\w+'\n");
    assert_eq!(found(&policy(&[gitleaks, other, theirs, more]), "a.txt", "own_abc x_a y_b"), ["x_a", "y_b"]);
    let nearer = (".portcullis.yaml", "version: 1\nsecrets: { patterns: [{ id: own, regex: 'own-\\w+' }] }");
    assert_eq!(found(&policy(&[gitleaks, nearer]), "a.txt", "own_abc own-abc"), ["own-abc"]);
    let betterleaks = (".betterleaks.toml", gitleaks.1);
    assert_eq!(found(&policy(&[betterleaks]), "a.txt", "own_abc"), ["abc"]);
}

#[test]
fn a_file_that_nobody_asked_for_stops_nothing_and_is_told() {
    let broken = (".gitleaks.toml", "title = \"a\"\n[[rules]]\nid = \"own\"\nregex = '('\n");
    let told: Vec<_> =
        policy(&[broken]).unhonoured().into_iter().map(|row| format!("{}: {}", row.what, row.why)).collect();
    assert_eq!(told, [".gitleaks.toml: line 4: ignored as a whole: not a regular expression: unclosed group, at `(`"]);
    let asked = (".portcullis.yaml", "version: 1\nsecrets: { gitleaks: true }");
    let error = load(&[broken, asked], "a.txt").expect_err("it was asked for");
    assert_eq!(error.file(), ".gitleaks.toml");
    let gone = load(&[(".portcullis.yaml", "version: 1\nsecrets: { gitleaks: gone.toml }")], "a").expect_err("gone");
    assert_snapshot!(gone.report(), @"
    error: the target branch has no file `gone.toml`
     --> .portcullis.yaml:2:22
      |
    2 | secrets: { gitleaks: gone.toml }
      |                      ^^^^^^^^^
    help: the path is relative to the root of the repository
    ");
}

#[test]
fn a_rule_that_gitleaks_has_off_is_off_unless_the_policy_speaks() {
    let gitleaks = (".gitleaks.toml", "[extend]\nuseDefault = true\ndisabledRules = [\"generic-api-key\"]");
    assert!(policy(&[gitleaks]).root().settings().secrets.custom.disables("secret/generic"));
    let on = (".portcullis.yaml", "version: 1\nrules: { secret/generic: on }");
    let is_off = |files: &[(&str, &str)]| policy(files).root().is_off("secret/generic");
    assert!(is_off(&[gitleaks]) && !is_off(&[gitleaks, on]) && !is_off(&[]));
}

#[test]
fn an_edit_of_those_files_is_a_change_of_the_policy() {
    assert!(policy(&[]).is_from(&".gitleaksignore".into()));
    assert!(
        !policy(&[(".portcullis.yaml", "version: 1\nsecrets: { gitleaks: false }")]).is_from(&".gitleaksignore".into())
    );
}

#[test]
fn an_import_says_the_same() {
    let files = [(".gitleaks.toml", WHOLE), ("shared.toml", SHARED)];
    let mut neighbour = |path: &str| Ok((path == "shared.toml").then(|| source(files[1].0, files[1].1)));
    let page = import(&source(files[0].0, files[0].1), None, &mut neighbour).expect("a policy");
    let imported = root(&page);
    let direct = policy(&files);
    assert_eq!(
        imported.root().settings().secrets.custom.patterns(),
        direct.root().settings().secrets.custom.patterns()
    );
    let texts =
        ["acme_a1b2c3d4 acme-id-1", "acme_a1b2c3d4", "a.b12 acme-id-1 acme_sample12", "acme_abc12345 dummy acme-id-1"];
    for path in ["x.env", "test/x.ini", "gen/x.env", "x.txt", ".gitleaks.toml", "shared.toml"] {
        for text in texts {
            assert_eq!(found(&imported, path, text), found(&direct, path, text), "{path}: {text}");
        }
    }
    assert_eq!(found(&imported, "x.env", texts[0]), ["a1b2c3d4"]);
}

#[test]
fn an_import_tells_what_it_leaves_out() {
    let text = "[extend]\nuseDefault = true\ndisabledRules = [\"jwt\"]\n[[rules]]\nid = \"it's\"\nregex = \"a\\u0001b'\"\nfilter = \"x\"\n";
    let ignore = source(".gitleaksignore", "a:jwt:1\nnonsense\n");
    let page = import(&source("my.toml", text), Some(&ignore), &mut |_| Ok(None)).expect("a policy");
    assert_eq!(root(&page).root().settings().secrets.custom.patterns()[0].id, "it's");
    assert_snapshot!(page, @r#"
    # Written from my.toml by `portcullis config import gitleaks`.
    # Not carried over:
    #   my.toml:7: `filter` is a program and is not run: it filters no findings
    #   .gitleaksignore:2: this is neither `file:rule:line` nor `commit:file:rule:line`
    # The 1 entries of .gitleaksignore name lines, and lines move: accept what they waive with `portcullis baseline write`,
    # or keep the file and set `gitleaks: true`.
    version: 1
    rules:
      secret/jwt: off
    secrets:
      # Everything from there is in this file now.
      gitleaks: false
      patterns:
        - { id: "it's", regex: "a\U00000001b'" }
      allow:
        - { reason: "the configuration itself", path_regexes: ['^my\.toml$'] }
    "#);
}

proptest! {
    /// Whatever can be imported is a policy, and none of it panics.
    #[test]
    fn an_import_is_a_policy(
        lines in prop::collection::vec(prop::sample::select(vec![
            "[[rules]]\nid = \" \"", "[[rules]]\nid = \"b\\tc\"\nregex = 'x'", "[[rules]]\nid = 'b\\tc'\nregex = 'y'",
            "[[rules]]\nid = \"\\u2028.X*\"\npath = 'x'", "[[rules]]\nid = \"a\"", "[[rules]]\nid = 'b c'", "[[rules]]\nid = \"é\"\nregex = '[^x]'", "regex = '(a)'",
            "regex = \"\\u007f\\uFEFF'\\\"\"", "path = '^a$'", "secretGroup = 1", "entropy = 3", "entropy = inf",
            "entropy = 1e300", "keywords = ['x', \"\\n\"]", "tags = ['- a: b']", "description = \"é\\u2028#\"",
            "skipReport = true", "[[rules.required]]\nid = 'a'", "withinLines = 3", "[[rules.allowlists]]", "[allowlist]",
            "[[allowlists]]", "condition = 'AND'", "regexes = ['x{1,3}']", "paths = ['{{']", "stopwords = ['~', 'null']",
            "targetRules = ['a']", "targetRules = [\"b\\tc\", ' ']", "[extend]\nuseDefault = true", "disabledRules = ['jwt', 'A b']",
        ]), 0..14),
    ) {
        let toml = source(".gitleaks.toml", &lines.join("\n"));
        let page = import(&toml, None, &mut |_| Ok(None));
        prop_assert_eq!(page.is_ok(), config(&toml, &mut |_| Ok(None)).is_ok());
        if let Ok(page) = page {
            let checked = crate::policy::check_file(".portcullis.yaml", page.as_bytes());
            prop_assert!(checked.is_ok(), "{}\n{page}", checked.map_or_else(|error| error.report(), |()| String::new()));
        }
    }
}
