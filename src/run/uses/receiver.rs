//! What stands before a name and a dot: the row of the table, something else, or nothing that tells.

use bstr::ByteSlice;

use super::plan::{Hit, is_part};
use super::words::TableWords;

/// What a name is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Receiver {
    /// Nothing, or something short that may be anything: an alias, the parameter of a closure, `self`.
    Open,
    /// Something that is called like the table or a row of it: `user.age`, `current_user&.age`, `users.age`, `user__age`.
    Row,
    /// Something else: `pet.age`.
    Other,
    /// It is a method that is called, and no method of a field: `User::read(…)`.
    Call,
}

/// How far before a name it is looked for.
const REACH: usize = 100;

/// The methods that read and write a field, and those that look for one.
const ACCESSORS: [&str; 6] = ["get", "set", "is", "has", "find_by_", "findBy"];

/// What joins a field to what has it. Longer ones first.
const JOINTS: [&str; 11] = ["!!.", "?.", "&.", "!.", "->", "::", "[:", "[\"", "['", "__", "."];

/// Names of what a method belongs to, and of what has the columns of a table that is being made.
const OPEN: [&str; 7] = ["self", "this", "it", "cls", "table", "builder", "static"];

/// What may stand before the name of a row, so that it is still one.
const FRONTS: [&str; 22] = [
    "a", "an", "any", "created", "current", "db", "each", "existing", "first", "found", "last", "my", "new", "old",
    "one", "other", "our", "saved", "that", "the", "this", "updated",
];

/// What the name at `hit` is a part of.
pub(super) fn of(bytes: &[u8], hit: Hit, table: &TableWords) -> Receiver {
    let before = bytes.get(hit.start.saturating_sub(REACH)..hit.start).unwrap_or_default();
    let accessed = ACCESSORS.iter().find_map(|accessor| before.strip_suffix(accessor.as_bytes()));
    let before = accessed.unwrap_or(before);
    let unquoted = before.trim_end_with(is_quote);
    let joined = JOINTS.iter().find_map(|joint| Some((*joint, before.strip_suffix(joint.as_bytes())?)));
    let in_quotes = || Some((".", unquoted.strip_suffix(b".")?));
    let Some((_, before)) = joined.or_else(in_quotes) else { return Receiver::Open };
    if accessed.is_none() && bytes.get(hit.end) == Some(&b'(') {
        return Receiver::Call;
    }
    let before = before.strip_suffix(b"()").unwrap_or(before).trim_end_with(is_quote);
    let name = before.rsplit(|byte| !is_part(*byte)).next().unwrap_or_default();
    if is_row(name, table) {
        return Receiver::Row;
    }
    let is_open = name.len() <= 2 || OPEN.iter().any(|open| name == open.as_bytes());
    if is_open { Receiver::Open } else { Receiver::Other }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '`' | '\'' | ']' | '[' | '\\')
}

/// Whether something is called like a row of the table, perhaps with a word before that.
fn is_row(name: &[u8], table: &TableWords) -> bool {
    let all = table.names.iter().chain(table.within.iter().flat_map(|(_, names)| names));
    let is_it = |word: &String| {
        let Some(front) = name.strip_suffix(word.as_bytes()) else { return false };
        let front = if word.starts_with(char::is_uppercase) { Some(front) } else { front.strip_suffix(b"_") };
        let is_front = |front: &[u8]| FRONTS.iter().any(|one| front.eq_ignore_ascii_case(one.as_bytes()));
        name.len() == word.len() || front.is_some_and(is_front)
    };
    all.into_iter().any(is_it)
}

#[cfg(test)]
mod tests {
    use super::{Receiver, of};
    use crate::run::uses::plan::Hit;
    use crate::run::uses::words;

    #[test]
    fn what_has_a_field_is_told_by_its_name() {
        for (text, expected) in [
            ("user.age", Receiver::Row),
            ("current_user&.age", Receiver::Row),
            ("currentUser.age", Receiver::Row),
            ("users.age", Receiver::Row),
            ("\"public\".\"users\".\"age", Receiver::Row),
            ("user->age", Receiver::Row),
            ("user()[\"age", Receiver::Row),
            ("user.getage()", Receiver::Row),
            ("user__age", Receiver::Row),
            ("users::age", Receiver::Row),
            ("power_user.age", Receiver::Other),
            ("pet.age", Receiver::Other),
            ("params[:age", Receiver::Other),
            ("user.age(1)", Receiver::Call),
            ("User::age(1)", Receiver::Call),
            ("u.age", Receiver::Open),
            ("self.age", Receiver::Open),
            ("load(1).age", Receiver::Open),
            ("age", Receiver::Open),
            (":age", Receiver::Open),
        ] {
            let start = text.rfind("age").expect("a name");
            assert_eq!(
                of(text.as_bytes(), Hit { start, end: start + 3 }, &words::of_table("users")),
                expected,
                "{text}"
            );
        }
    }
}
