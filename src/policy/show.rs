//! The policy in force, written as a policy: what all files, defaults and options come to.

use std::fmt::Write;

use super::scope::Scope;
use super::{Policy, mask, yaml};
use crate::settings::{Key, Origins, Shown};

/// Where the comments begin.
const MARGIN: usize = 40;

pub(super) fn show(policy: &Policy) -> String {
    let mut text =
        String::from("# for every file without a nearer policy; globs are relative to the repository's root\n");
    text.push_str(&body(&policy.root));
    for (dir, scope) in &policy.nested {
        let _ = write!(text, "---\n# for every file below {}/\n{}", mask::shown(&dir.to_string()), body(scope));
    }
    text
}

/// One scope as a policy file.
pub(super) fn body(scope: &Scope) -> String {
    let mut page = Page { text: String::from("version: 1\n"), origins: &scope.origins };
    page.section("", 0, scope.keys.shown().map_texts(&mask::hidden));
    page.text
}

struct Page<'a> {
    text: String,
    origins: &'a Origins,
}

impl Page<'_> {
    /// The keys of a section, each with a word on where its value comes from.
    fn section(&mut self, path: &str, indent: usize, section: Shown) {
        let Shown::Section(keys) = section else { return };
        for (name, value) in keys {
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            if let Shown::Section(_) = value {
                let _ = writeln!(self.text, "{:indent$}{name}:", "");
                self.section(&path, indent + 2, value);
            } else {
                self.entry(&path, indent, name, &value);
            }
        }
    }

    fn entry(&mut self, path: &str, indent: usize, name: &str, value: &Shown) {
        let mut entry = String::new();
        yaml::entry(&mut entry, indent, name, value);
        let (first, rest) = entry.split_once('\n').unwrap_or((&entry, ""));
        let origin = self.origins.of(path).map_or_else(|| "default".to_owned(), mask::shown);
        let _ = writeln!(self.text, "{first:<MARGIN$} # {origin}");
        self.text.push_str(rest);
    }
}
