//! What the tree of one side says about a table or a column.

use crate::text::Site;

/// What uses a table or a column, and what else the tree says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// The places that use it, by file and line. Of very many the surest are kept.
    pub code: Vec<Use>,
    /// Whether its name is a word that so much other code uses that a search proves nothing.
    pub is_common: bool,
    /// The landed migration or schema file that defines it.
    pub defined: Option<Site>,
    /// What says that the application leaves it alone.
    pub marker: Option<Marker>,
    /// How many files of application code were searched.
    pub searched: usize,
    /// What could not be searched, and why; lower case, no full stop.
    pub left_out: Option<String>,
}

/// A place that uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The name, where it stands.
    pub site: Site,
    /// How sure that is.
    pub certainty: Certainty,
}

/// How sure it is that a name means the table or the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The name stands in a file that also names the table: it may mean something else.
    Word,
    /// It is a field of the model, a column in an SQL statement about the table, or an argument of a query on the model.
    Typed,
}

/// A statement that the application leaves a column or a table alone, though the database still has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// As its users call it: `ignored_columns`, `[NotMapped]`.
    pub name: &'static str,
    /// Where it stands.
    pub site: Site,
}

impl Uses {
    /// Those that are sure.
    pub fn typed(&self) -> impl Iterator<Item = &Use> {
        self.code.iter().filter(|one| one.certainty == Certainty::Typed)
    }

    /// Whether nothing uses it: the tree defines it, holds code that was searched to the end, and none of it names it; or a marker says so.
    /// That nothing was found proves nothing for a common word.
    #[must_use]
    pub fn are_ruled_out(&self) -> bool {
        let is_searched = self.searched > 0 && self.left_out.is_none() && !self.is_common;
        match self.marker {
            Some(_) => self.typed().next().is_none(),
            None => self.defined.is_some() && is_searched && self.code.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Certainty, Marker, Use, Uses};
    use crate::text::{RepoPath, Side, Site, Span, Text};

    fn site() -> Site {
        Site::new(&Text::new(Side::Base, RepoPath::from("a"), b"age".to_vec()), Span::new(0, 3))
    }

    #[test]
    fn absence_is_proof_only_where_there_is_something_to_search() {
        let proven = Uses { defined: Some(site()), searched: 1, ..Uses::default() };
        assert!(proven.are_ruled_out());
        assert!(!Uses { defined: None, ..proven.clone() }.are_ruled_out());
        assert!(!Uses { searched: 0, ..proven.clone() }.are_ruled_out());
        assert!(!Uses { is_common: true, ..proven.clone() }.are_ruled_out());
        assert!(!Uses { left_out: Some("1 file".to_owned()), ..proven.clone() }.are_ruled_out());
        let used = |certainty| vec![Use { site: site(), certainty }];
        assert!(!Uses { code: used(Certainty::Word), ..proven }.are_ruled_out());
        let marker = Some(Marker { name: "ignored_columns", site: site() });
        assert!(Uses { marker: marker.clone(), code: used(Certainty::Word), ..Uses::default() }.are_ruled_out());
        assert!(!Uses { marker, code: used(Certainty::Typed), ..Uses::default() }.are_ruled_out());
    }
}
