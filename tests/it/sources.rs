//! Every source of a change, against real repositories.

mod diffs;
mod directories;
mod files;
mod git_history;
mod git_layouts;

use std::collections::BTreeMap;

use portcullis::change::Change;
use portcullis::source::{ChangeSet, File, SIZE_CAP};

/// A change as a test writes it: a line a file. `+ path: content`, `- path: content`, `~ path: before -> after`,
/// `old => new: before -> after` for a rename; links and unread files say so.
pub(crate) fn show(change: &ChangeSet) -> Vec<String> {
    change.files.iter().map(|file| show_one(file.as_ref())).collect()
}

fn show_one(change: Change<&File>) -> String {
    match change {
        Change::Added(after) => format!("+ {}: {}", after.path, content(after)),
        Change::Removed(before) => format!("- {}: {}", before.path, content(before)),
        Change::Kept { before, after } if before.path == after.path => {
            format!("~ {}: {} -> {}", after.path, content(before), content(after))
        }
        Change::Kept { before, after } => {
            format!("{} => {}: {} -> {}", before.path, after.path, content(before), content(after))
        }
    }
}

fn content(file: &File) -> String {
    let mark = if file.mode == portcullis::source::Mode::Link { "@" } else { "" };
    match file.blob.read(SIZE_CAP) {
        Ok(bytes) => format!("{mark}{}", bytes.escape_ascii()),
        Err(error) => format!("<{error}>"),
    }
}

/// What was left out, by name.
pub(crate) fn unchecked(change: &ChangeSet) -> BTreeMap<&str, &str> {
    change.unchecked.iter().map(|row| (row.what.as_str(), row.why.as_str())).collect()
}
