//! CONTRIBUTING.md's rule in ten minutes, done: its file and its one word are added to a copy of the crate, and its examples run.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::architecture::{files, root};

const RULE: &str = "src/rules/image/release_candidate.rs";
const LIST: &str = "src/rules/image/mod.rs";

#[test]
#[ignore = "it builds the crate a second time; .ci/heavy runs it"]
fn a_new_rule_is_one_file_and_one_word() {
    let page = fs::read_to_string(root().join("CONTRIBUTING.md")).expect("CONTRIBUTING.md");
    let rule = block(&page, &format!("```rust {RULE}\n"));
    let copy = Copy::new();
    copy.add_word();

    // First with a message that the rule does not give: a test that cannot fail would show nothing.
    let wrong = rule.replacen("^ tag", "^ label", 1);
    assert_ne!(wrong, rule, "the walk-through's first caret line begins with `tag`");
    copy.place(RULE, wrong.as_bytes());
    let (passed, said) = outcome(&copy.test());
    assert!(!passed && said.contains("image/release-candidate, example 1"), "expected a failing example:\n{said}");

    copy.place(RULE, rule.as_bytes());
    let (passed, said) = outcome(&copy.test());
    assert!(passed, "{said}");
}

/// The text of the fenced block that `open` begins.
fn block<'a>(page: &'a str, open: &str) -> &'a str {
    let (_, rest) = page.split_once(open).unwrap_or_else(|| panic!("CONTRIBUTING.md has no block {open}"));
    rest.split_once("\n```\n").map_or(rest, |(text, _)| &rest[..=text.len()])
}

fn outcome(output: &Output) -> (bool, String) {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

/// The library and the test of the examples in a package of their own, without the binary: other tests run the real one meanwhile.
struct Copy {
    root: PathBuf,
}

impl Copy {
    fn new() -> Self {
        let copy = Self { root: Path::new(env!("CARGO_TARGET_TMPDIR")).join("walkthrough") };
        let mut kept = BTreeSet::new();
        for path in files(&root().join("src")) {
            let name = path.strip_prefix(root()).expect("under the root").to_path_buf();
            if name != Path::new("src/main.rs") {
                copy.place(&name, &fs::read(&path).expect("a source file"));
                kept.insert(copy.root.join(name));
            }
        }
        for stale in files(&copy.root.join("src")).into_iter().filter(|path| !kept.contains(path)) {
            fs::remove_file(stale).expect("a file of the copy");
        }
        let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
        copy.place("Cargo.toml", with_version_zero(&library_only(&manifest)).as_bytes());
        let lock = fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock");
        copy.place("Cargo.lock", with_version_zero(&lock).as_bytes());
        copy.place(
            "tests/examples.rs",
            &fs::read(root().join("tests/it/examples.rs")).expect("the test of the examples"),
        );
        copy
    }

    /// Writes a file unless it is the same already: what has not changed is not compiled again.
    fn place(&self, name: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.root.join(name);
        if fs::read(&path).is_ok_and(|old| old == bytes) {
            return;
        }
        fs::create_dir_all(path.parent().expect("a directory")).expect("a directory of the copy");
        fs::write(path, bytes).expect("a file of the copy");
    }

    fn add_word(&self) {
        let list = fs::read_to_string(root().join(LIST)).expect("the family's list");
        let longer = list.replacen(";\n", "; release_candidate,\n", 1);
        assert_ne!(list, longer, "{LIST} has no head of a family that ends in `;`");
        self.place(LIST, longer.as_bytes());
    }

    /// Runs the examples, with the dependencies as they are built already.
    fn test(&self) -> Output {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target directory");
        let profile: &[&str] = if cfg!(debug_assertions) { &[] } else { &["--release"] };
        Command::new(env!("CARGO"))
            .args(["test", "--offline", "--locked", "--test", "examples"])
            .args(profile)
            .env("CARGO_TARGET_DIR", target)
            .current_dir(&self.root)
            .output()
            .expect("cargo")
    }
}

/// `manifest` without targets that the copy does not have.
fn library_only(manifest: &str) -> String {
    let mut skipping = false;
    let kept = manifest.split_inclusive('\n').filter(|line| {
        if line.starts_with('[') {
            skipping = ["[[bench]]", "[[bin]]", "[[test]]", "[[example]]"].contains(&line.trim_end());
        }
        !skipping && !line.starts_with("default-run")
    });
    kept.collect()
}

/// The same with this package at another version. Cargo names what it builds after name, version and path *inside the workspace*, so
/// the copy's library would stand in the place of the real one.
fn with_version_zero(text: &str) -> String {
    let (name, version) = ("name = \"portcullis\"\n", concat!("version = \"", env!("CARGO_PKG_VERSION"), "\"\n"));
    let zero = text.replacen(&format!("{name}{version}"), &format!("{name}version = \"0.0.0\"\n"), 1);
    assert_ne!(text, zero, "`version` follows `name`");
    zero
}

#[test]
fn only_the_library_is_left_of_the_manifest() {
    let manifest =
        "[package]\nname = \"a\"\ndefault-run = \"a\"\n[[bench]]\nname = \"b\"\n\n[profile.dev]\ndebug = 1\n";
    assert_eq!(library_only(manifest), "[package]\nname = \"a\"\n[profile.dev]\ndebug = 1\n");
}
