//! Where one call or clause is about several columns, each effect points to its own: `dropColumns("users", ["age", "city"])`.

use std::collections::{HashMap, HashSet};

use crate::fact::migration::{Effect, Operation};
use crate::text::{Span, Text};

/// Lets each of several effects that share a place point to the name of its column there, if that stands there once.
pub(super) fn narrow(text: &Text, effects: &mut [Effect]) {
    for shared in effects.chunk_by_mut(|one, next| one.span == next.span) {
        if !are_columns(shared) {
            continue;
        }
        let Some(span) = shared.first().map(|effect| effect.span) else { continue };
        let places = places(text, span);
        for effect in shared {
            let own = column(&effect.operation).and_then(|column| places.get(&plain(column)).copied().flatten());
            effect.span = own.unwrap_or(span);
        }
    }
}

/// Whether all of them add, or all of them drop, a column each. What else shares a place is about the same column.
fn are_columns(effects: &[Effect]) -> bool {
    let columns: HashSet<_> = effects.iter().filter_map(|effect| column(&effect.operation)).collect();
    let are = |is_one: fn(&Operation) -> bool| effects.iter().all(|effect| is_one(&effect.operation));
    columns.len() > 1
        && (are(|one| matches!(one, Operation::AddColumn { .. }))
            || are(|one| matches!(one, Operation::DropColumn { .. })))
}

fn column(operation: &Operation) -> Option<&str> {
    match operation {
        Operation::AddColumn { column, .. } => Some(&column.name),
        Operation::DropColumn { column, .. } => Some(column),
        _ => None,
    }
}

/// Where each word of a place stands, without underscores and in small letters; none for one that stands there several times.
fn places(text: &Text, span: Span) -> HashMap<String, Option<Span>> {
    let mut found = HashMap::new();
    let bytes = text.slice(span);
    let mut start = 0;
    for word in bytes.split(|byte| !is_part(*byte)) {
        let place = span.part(start..start + word.len());
        start += word.len() + 1;
        if !word.is_empty() {
            let key = plain(&String::from_utf8_lossy(word));
            found.entry(key).and_modify(|place| *place = None).or_insert(Some(place));
        }
    }
    found
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// A name as it is in every manner of writing: `mealCode` and `MealCode` are `meal_code`.
fn plain(name: &str) -> String {
    name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::narrow;
    use crate::fact::migration::{Column, ColumnType, Effect, Name, Operation};
    use crate::text::{RepoPath, Side, Span, Text};

    fn added(column: &str) -> Operation {
        Operation::AddColumn { table: Name::new("a"), column: Column::new(column, ColumnType::Unknown) }
    }

    fn dropped(column: &str) -> Operation {
        Operation::DropColumn { table: Name::new("a"), column: column.to_owned() }
    }

    /// What effects of `operations` that share all of a text point to.
    fn pointed(text: &str, operations: Vec<Operation>) -> Vec<String> {
        let whole = Span::new(0, text.len());
        let text = Text::new(Side::Head, RepoPath::from("a"), text.into());
        let mut effects: Vec<_> = operations.into_iter().map(|one| Effect::new(one, whole)).collect();
        narrow(&text, &mut effects);
        effects.iter().map(|effect| String::from_utf8_lossy(text.slice(effect.span)).into_owned()).collect()
    }

    #[test]
    fn each_of_several_columns_is_pointed_to() {
        let text = "drop_columns('a', ['x', \"y_z\"])";
        assert_eq!(pointed(text, vec![dropped("x"), dropped("y_z")]), ["x", "y_z"]);
        let text = "table.drop(Trip::MealCode).drop(Trip::Größe)";
        assert_eq!(pointed(text, vec![dropped("meal_code"), dropped("größe")]), ["MealCode", "Größe"]);
    }

    #[test]
    fn what_is_not_certain_keeps_its_place() {
        let text = "add(x, y, y)";
        assert_eq!(pointed(text, vec![added("x"), added("y"), added("z")]), ["x", text, text]);
        assert_eq!(pointed(text, vec![added("x")]), [text]);
        assert_eq!(pointed(text, vec![added("x"), dropped("y")]), [text, text]);
        let required = Operation::SetNotNull { table: Name::new("a"), column: "x".to_owned(), is_filled: false };
        assert_eq!(pointed(text, vec![added("x"), required]), [text, text]);
    }
}
