//! The parts of the page: what a finding is to the reader.

use crate::report::tally::Row;

/// A part of the page.
pub(super) struct Status {
    /// Which findings it holds.
    pub(super) row: Row,
    /// Its name for the script and for links.
    pub(super) key: &'static str,
    /// Its name among the filters.
    pub(super) label: &'static str,
    /// Its heading.
    pub(super) title: &'static str,
    /// A word on it.
    pub(super) intro: &'static str,
    /// Whether it is folded: the change has nothing to do with it.
    pub(super) folded: bool,
}

/// All parts, in the order of the page.
pub(super) const ALL: [Status; 5] = [
    Status {
        row: Row::Gates,
        key: "gates",
        label: "blocks this change",
        title: "Blocks this change",
        intro: "",
        folded: false,
    },
    Status {
        row: Row::WaivedHere,
        key: "waived-here",
        label: "waived by this change",
        title: "Waived by this change",
        intro: "Approving the change approves these too.",
        folded: false,
    },
    Status { row: Row::Advises, key: "advice", label: "advisory", title: "Advisory", intro: "", folded: false },
    Status {
        row: Row::Existing,
        key: "existing",
        label: "existing",
        title: "Existing",
        intro: "Not introduced by this change.",
        folded: true,
    },
    Status { row: Row::Waived, key: "waived", label: "waived", title: "Waived", intro: "", folded: true },
];

/// The part that holds `row`.
pub(super) fn of(row: Row) -> &'static Status {
    let [first, rest @ ..] = &ALL;
    rest.iter().find(|status| status.row == row).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::{ALL, of};

    #[test]
    fn each_row_has_its_part() {
        assert!(ALL.iter().all(|status| of(status.row).key == status.key));
    }
}
