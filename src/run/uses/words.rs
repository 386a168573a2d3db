//! The ways in which code writes the name of a table or a column.

use std::collections::BTreeSet;

/// Words that so much code uses for something else that finding them, or not, proves nothing. Sorted.
const COMMON: &[&str] = &[
    "account", "action", "active", "address", "amount", "author", "body", "category", "code", "color", "comment",
    "comments", "config", "content", "context", "count", "country", "created", "currency", "data", "date", "default",
    "deleted", "description", "details", "email", "enabled", "end", "error", "event", "events", "expires", "file",
    "files", "filter", "flags", "format", "group", "groups", "hash", "height", "hidden", "host", "icon", "image",
    "images", "index", "info", "input", "item", "items", "key", "keys", "kind", "label", "language", "level", "link",
    "links", "list", "locale", "location", "log", "logs", "message", "messages", "meta", "metadata", "method", "mode",
    "model", "name", "names", "note", "notes", "number", "object", "options", "order", "output", "owner", "params",
    "parent", "password", "path", "payload", "permissions", "phone", "port", "position", "price", "priority",
    "properties", "public", "query", "rank", "reason", "request", "response", "result", "results", "role", "roles",
    "rule", "rules", "schema", "scope", "score", "session", "sessions", "settings", "size", "slug", "sort", "source",
    "start", "state", "status", "subject", "summary", "tag", "tags", "target", "task", "tasks", "template", "test",
    "text", "time", "timestamp", "title", "token", "tokens", "total", "type", "types", "updated", "url", "user",
    "username", "users", "uuid", "value", "values", "version", "visible", "weight", "width",
];

/// Prefixes that say of a table that it is one.
const PREFIXES: &[&str] = &["t", "tb", "tbl", "table"];

/// Parts of names that some languages write in capitals.
const INITIALISMS: &[&str] = &["api", "html", "http", "id", "ip", "json", "sql", "uid", "uri", "url", "uuid", "xml"];

/// Plurals that no rule makes.
const IRREGULAR: &[(&str, &str)] = &[
    ("child", "children"),
    ("foot", "feet"),
    ("index", "indices"),
    ("man", "men"),
    ("matrix", "matrices"),
    ("person", "people"),
    ("woman", "women"),
];

/// Whether a name is a word that a search proves nothing about.
pub(super) fn is_common(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.chars().count() <= 2 || COMMON.binary_search(&lower.as_str()).is_ok()
}

/// The words that a name is made of, in small letters: `created_at`, `createdAt` and `CreatedAt` have the same two.
pub(super) fn parts(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut parts = Vec::new();
    let mut part = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let is_hump = c.is_uppercase()
            && (before.is_some_and(|c| c.is_lowercase() || c.is_numeric())
                || before.is_some_and(|c| c.is_uppercase()) && chars.get(at + 1).is_some_and(|c| c.is_lowercase()));
        if is_hump || !c.is_alphanumeric() {
            parts.extend(Some(std::mem::take(&mut part)).filter(|part| !part.is_empty()));
        }
        part.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
    }
    parts.extend(Some(part).filter(|part| !part.is_empty()));
    parts
}

/// How code writes a column: in the manner of each language, and as the database does.
pub(super) fn of_column(name: &str) -> BTreeSet<String> {
    let mut all = written(&parts(name));
    all.extend([name.to_owned(), name.to_lowercase()]);
    all.retain(|one| !one.is_empty());
    all
}

/// How code writes a table and the model of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TableWords {
    /// In all manners, one row and many.
    pub(super) names: BTreeSet<String>,
    /// The first word, where it may be the application or the namespace that the model stands in, and the names of the model there:
    /// `shop` and `Customer` for `shop_customers`.
    pub(super) within: Option<(String, BTreeSet<String>)>,
}

/// How code writes a table.
pub(super) fn of_table(name: &str) -> TableWords {
    let mut parts = parts(name);
    let mut names = numbered(&parts);
    names.extend([name.to_owned(), name.to_lowercase()]);
    if parts.len() > 1 && parts.first().is_some_and(|first| PREFIXES.contains(&first.as_str())) {
        parts.remove(0);
        names.append(&mut numbered(&parts));
    }
    names.retain(|one| !one.is_empty());
    let within = match parts.split_first() {
        // A number, or a letter or two, is no name of a model.
        Some((first, rest)) if rest.concat().chars().filter(|c| c.is_alphabetic()).count() > 2 => {
            Some((first.clone(), numbered(rest)))
        }
        _ => None,
    };
    TableWords { names, within }
}

/// Of one row and of many.
fn numbered(parts: &[String]) -> BTreeSet<String> {
    let Some((last, front)) = parts.split_last() else { return BTreeSet::new() };
    let all = singular(last).into_iter().chain([last.clone(), plural(last)]);
    all.flat_map(|last| written(&[front, &[last]].concat())).collect()
}

/// In each manner.
fn written(parts: &[String]) -> BTreeSet<String> {
    let initial = |part: &String| INITIALISMS.contains(&part.as_str());
    let pascal: String = parts.iter().map(|part| capitalised(part)).collect();
    let initials: String =
        parts.iter().map(|part| if initial(part) { part.to_uppercase() } else { capitalised(part) }).collect();
    let camel = |pascal: &str| {
        let first = parts.first().map_or("", String::as_str);
        format!("{first}{}", pascal.get(first.len()..).unwrap_or_default())
    };
    let snake = parts.join("_");
    let mut all = BTreeSet::from([camel(&pascal), camel(&initials), pascal, initials, snake.to_uppercase(), snake]);
    if parts.len() > 1 {
        all.extend([parts.join("-"), parts.concat()]);
    }
    all
}

fn capitalised(part: &str) -> String {
    let mut chars = part.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What one of many may be called.
fn singular(word: &str) -> Vec<String> {
    if let Some((one, _)) = IRREGULAR.iter().find(|(_, many)| *many == word) {
        return vec![(*one).to_owned()];
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return vec![format!("{stem}y"), format!("{stem}ie")];
    }
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 1 && !stem.ends_with(['s', 'u', 'i']));
    let Some(stem) = stem else { return Vec::new() };
    let shorter = stem.strip_suffix('e').filter(|stem| ends_in_hiss(stem));
    std::iter::once(stem).chain(shorter).map(str::to_owned).collect()
}

/// What many are called.
fn plural(word: &str) -> String {
    if let Some((_, many)) = IRREGULAR.iter().find(|(one, _)| *one == word) {
        return (*many).to_owned();
    }
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if ends_in_hiss(word) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn ends_in_hiss(word: &str) -> bool {
    ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::{COMMON, is_common, of_column, of_table, parts};

    #[test]
    fn a_name_is_the_same_in_every_manner() {
        for name in ["created_at", "createdAt", "CreatedAt", "created-at", "CREATED_AT"] {
            assert_eq!(parts(name), ["created", "at"], "{name}");
        }
        assert_eq!(parts("HTTPServer2Id"), ["http", "server2", "id"]);
        assert!(parts("").is_empty());
    }

    #[test]
    fn a_column_is_written_in_the_manner_of_each_language() {
        let words = of_column("creation_ip");
        for word in
            ["creation_ip", "creationIp", "creationIP", "CreationIp", "CreationIP", "CREATION_IP", "creation-ip"]
        {
            assert!(words.contains(word), "{word}");
        }
        assert!(of_column("Größe").contains("größe"));
        assert!(of_column("").is_empty());
    }

    #[test]
    fn a_table_is_called_by_its_model_too() {
        for (table, word) in [
            ("users", "User"),
            ("user", "users"),
            ("order_items", "OrderItem"),
            ("OrderItems", "order_item"),
            ("categories", "Category"),
            ("statuses", "Status"),
            ("status", "statuses"),
            ("people", "Person"),
            ("boxes", "Box"),
            ("houses", "House"),
            ("tbl_invoice", "Invoice"),
            ("address", "addresses"),
        ] {
            assert!(of_table(table).names.contains(word), "{table}: {word}");
        }
        assert!(!of_table("status").names.contains("statu"));
        let (app, models) = of_table("shop_customers").within.unwrap();
        assert!(app == "shop" && models.contains("Customer"));
        assert_eq!(of_table("users").within, None);
        assert_eq!(of_table("events_2024").within, None);
    }

    #[test]
    fn common_words_are_known() {
        assert!(COMMON.is_sorted());
        assert!(is_common("Name") && is_common("id") && is_common("x"));
        assert!(!is_common("creation_ip") && !is_common("age"));
    }
}
