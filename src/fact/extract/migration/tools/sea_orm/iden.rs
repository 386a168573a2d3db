//! Identifiers: variants of enumerations, whose names are those of tables and columns.

use std::collections::HashMap;

use crate::document::grammar::Node;
use crate::fact::extract::migration::language::code::{Code, parts};
use crate::fact::extract::migration::language::program::Run;

/// How deep code is searched for the names that an implementation writes out.
const DEEPEST: usize = 24;

/// The names that a file itself gives to enumerations and their variants.
#[derive(Default)]
pub(super) struct Idens {
    /// By enumeration and variant; an enumeration alone has an empty variant.
    names: HashMap<(String, String), String>,
}

impl Idens {
    /// Reads them.
    pub(super) fn of(code: &Code<'_>) -> Self {
        let mut idens = Self::default();
        let mut attribute = None;
        for item in parts(code.root()) {
            match item.kind() {
                "attribute_item" => attribute = given(code.text(item)).or(attribute),
                "enum_item" | "struct_item" => idens.note(code, item, attribute.take()),
                "impl_item" if code.field(item, "trait").ends_with("Iden") => {
                    idens.note_arms(code, code.field(item, "type"), item, 0);
                }
                _ => attribute = None,
            }
        }
        idens
    }

    fn note(&mut self, code: &Code<'_>, item: Node<'_>, attribute: Option<String>) {
        let own = code.field(item, "name");
        self.insert(own, "", attribute);
        let mut attribute = None;
        for variant in item.child_by_field_name("body").map(parts).unwrap_or_default() {
            if variant.kind() == "attribute_item" {
                attribute = given(code.text(variant)).or(attribute);
            } else {
                self.insert(own, code.field(variant, "name"), attribute.take());
            }
        }
    }

    /// `Self::Table => "users"` of an implementation by hand.
    fn note_arms(&mut self, code: &Code<'_>, own: &str, node: Node<'_>, depth: usize) {
        if node.kind() == "match_arm" {
            let variant = code.field(node, "pattern").rsplit("::").next().unwrap_or_default().trim();
            let value = code.field(node, "value").trim_matches('"').to_owned();
            self.insert(own, variant, Some(value));
        } else if depth < DEEPEST {
            parts(node).into_iter().for_each(|part| self.note_arms(code, own, part, depth + 1));
        }
    }

    fn insert(&mut self, own: &str, variant: &str, name: Option<String>) {
        if let Some(name) = name {
            self.names.insert((own.to_owned(), variant.to_owned()), name);
        }
    }

    /// The name that an expression stands for: a text, `Alias::new("a")`, `Users::Table`, `Users::CreatedAt`.
    pub(super) fn name<'t>(&self, run: &Run<'t>, node: Node<'t>) -> Option<String> {
        if let Some(text) = run.text(node) {
            return Some(text);
        }
        let chain = run.program().chain(run.resolve(node));
        if let Some(new) = chain.links.iter().find(|link| matches!(link.name, "new" | "from") && link.is_call()) {
            return run.text(new.argument(0)?);
        }
        let mut path: Vec<_> = vec![run.program().text(chain.root)];
        path.extend(chain.links.iter().take_while(|link| !link.is_call()).map(|link| link.name));
        // `.into_iden()` and the like
        let is_name = |name: &&str| name.starts_with(|one: char| one.is_ascii_uppercase());
        let mut rev = path.into_iter().rev().filter(is_name);
        let (last, before) = (rev.next()?, rev.next());
        let given = |own: &str, variant: &str| self.names.get(&(own.to_owned(), variant.to_owned())).cloned();
        match (before, last) {
            // An entity's name stands with the entity.
            (_, "Entity") => None,
            (Some(own), "Table") => {
                Some(given(own, "Table").or_else(|| given(own, "")).unwrap_or_else(|| snake_case(own)))
            }
            (Some(own), variant) => Some(given(own, variant).unwrap_or_else(|| snake_case(variant))),
            (None, own) => Some(given(own, "").unwrap_or_else(|| snake_case(own))),
        }
    }
}

/// The name in `#[iden = "users"]`, `#[sea_orm(iden = "users")]`.
fn given(attribute: &str) -> Option<String> {
    let (_, after) = attribute.split_once("iden")?;
    let (before, after) = after.split_once('"')?;
    let (name, _) = after.split_once('"')?;
    (before.trim() == "=").then(|| name.to_owned())
}

/// `CreatedAt` as `created_at`, `HTMLPage` as `html_page`.
fn snake_case(name: &str) -> String {
    let all: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (at, one) in all.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        let is_start = before.is_some_and(|before| before.is_lowercase() || before.is_ascii_digit());
        let ends = before.is_some_and(|before| before.is_uppercase())
            && all.get(at + 1).is_some_and(|next| next.is_lowercase());
        if one.is_uppercase() && (is_start || ends) {
            snake.push('_');
        }
        snake.extend(one.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::{given, snake_case};

    #[test]
    fn names_in_small_letters() {
        for (name, expected) in [
            ("Users", "users"),
            ("CreatedAt", "created_at"),
            ("HTMLPage", "html_page"),
            ("Field1", "field1"),
            ("Id", "id"),
        ] {
            assert_eq!(snake_case(name), expected);
        }
    }

    #[test]
    fn names_that_are_given() {
        assert_eq!(given("#[iden = \"users\"]").as_deref(), Some("users"));
        assert_eq!(given("#[sea_orm(iden = \"user_name\")]").as_deref(), Some("user_name"));
        assert_eq!(given("#[derive(Iden)]"), None);
    }
}
