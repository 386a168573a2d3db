//! Names of tables, and of other things that stand in a schema.

use std::fmt;

/// A name as it is written, without quotes; perhaps with the schema that it stands in.
#[derive(Clone, Debug, Eq)]
pub struct Name {
    /// The schema (or database), where it is written.
    pub schema: Option<String>,
    /// The name itself.
    pub name: String,
}

impl Name {
    /// `users`.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { schema: None, name: name.into() }
    }

    /// `billing.invoices`.
    #[must_use]
    pub fn within(schema: impl Into<String>, name: impl Into<String>) -> Self {
        Self { schema: Some(schema.into()), name: name.into() }
    }

    /// `users` from `users`, `billing.invoices` from `billing.invoices`: as frameworks write it in a string.
    #[must_use]
    pub fn dotted(text: &str) -> Self {
        match text.rsplit_once('.') {
            Some((schema, name)) if !schema.is_empty() && !name.is_empty() => Self::within(schema, name),
            _ => Self::new(text),
        }
    }

    /// The name in small letters, without its schema: what things are found by.
    #[must_use]
    pub fn key(&self) -> String {
        self.name.to_lowercase()
    }
}

/// Whatever the case; a name without a schema may stand in any.
impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        let schemas = self.schema.as_ref().zip(other.schema.as_ref());
        same(&self.name, &other.name) && schemas.is_none_or(|(one, other)| same(one, other))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.schema {
            write!(f, "{schema}.")?;
        }
        f.write_str(&self.name)
    }
}

/// Whether two identifiers are the same to a database that folds their case.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other) || one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn a_name_without_a_schema_may_stand_in_any() {
        assert_eq!(Name::new("Users"), Name::within("public", "users"));
        assert_ne!(Name::within("billing", "users"), Name::within("public", "users"));
        assert_eq!(Name::dotted("billing.invoices"), Name::within("billing", "invoices"));
    }
}
