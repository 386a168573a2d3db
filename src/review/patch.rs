//! The hunks of the change as GitHub shows them: a comment must lie on the lines of one of them.

/// The hunks of each file.
#[derive(Clone, Debug, Default)]
pub struct Patches {}

impl Patches {
    /// Adds the hunks of the file that is at `path` in the head; without a patch it can hold no comment.
    pub fn add(&mut self, _path: &str, _patch: Option<&str>) {}

    /// Notes that `path` was at `before` in the base.
    pub fn renamed(&mut self, _before: &str, _path: &str) {}
}
