//! Tables of TOML with the place of everything, and what in them nobody asked for.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::policy::error::{Error, Source};
use crate::settings::Placed;
use crate::text::Span;

/// A table, read key by key. Keys have no case, as in gitleaks.
pub(super) struct Table<'a> {
    pub(super) source: &'a Source,
    /// Where it begins.
    pub(super) span: Span,
    table: &'a DeTable<'a>,
    asked: BTreeSet<&'a str>,
}

impl<'a> Table<'a> {
    pub(super) fn new(source: &'a Source, span: Span, table: &'a DeTable<'a>) -> Self {
        Self { source, span, table, asked: BTreeSet::new() }
    }

    /// A text; empty is none.
    pub(super) fn text(&mut self, key: &str) -> Result<Option<Placed<String>>, Error> {
        let Some(value) = self.value(key) else { return Ok(None) };
        match value.get_ref().as_str() {
            Some("") => Ok(None),
            Some(text) => Ok(Some(placed(value, text.to_owned()))),
            None => Err(self.expected(value, "a text")),
        }
    }

    /// A number, whole or not, also between quotes.
    pub(super) fn number(&mut self, key: &str) -> Result<Option<Placed<f64>>, Error> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            DeValue::String(text) => text.parse().ok(),
            _ => None,
        };
        number.map(|number| Some(placed(value, number))).ok_or_else(|| self.expected(value, "a number"))
    }

    /// A number from 0, whole.
    pub(super) fn count(&mut self, key: &str) -> Result<Option<Placed<usize>>, Error> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let count = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
            _ => None,
        };
        count.map(|count| Some(placed(value, count))).ok_or_else(|| self.expected(value, "a number from 0"))
    }

    pub(super) fn flag(&mut self, key: &str) -> Result<bool, Error> {
        match self.value(key) {
            None => Ok(false),
            Some(value) => value.get_ref().as_bool().ok_or_else(|| self.expected(value, "`true` or `false`")),
        }
    }

    /// A list of texts, or one text with commas.
    pub(super) fn texts(&mut self, key: &str) -> Result<Vec<Placed<String>>, Error> {
        let Some(value) = self.value(key) else { return Ok(Vec::new()) };
        if let Some(text) = value.get_ref().as_str() {
            return Ok(text.split(',').map(|part| placed(value, part.to_owned())).collect());
        }
        let Some(items) = value.get_ref().as_array() else { return Err(self.expected(value, "a list of texts")) };
        let text = |item: &Spanned<DeValue<'_>>| {
            item.get_ref()
                .as_str()
                .map(|text| placed(item, text.to_owned()))
                .ok_or_else(|| self.expected(item, "a text"))
        };
        items.iter().map(text).collect()
    }

    /// The tables of that name: one, or a list of them.
    pub(super) fn tables(&mut self, key: &str) -> Result<Vec<Table<'a>>, Error> {
        let Some(value) = self.value(key) else { return Ok(Vec::new()) };
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let source = self.source;
        let table = |item: &'a Spanned<DeValue<'a>>| match item.get_ref().as_table() {
            Some(table) => Ok(Table::new(source, span(item), table)),
            None => Err(self.expected(item, "a table")),
        };
        items.into_iter().map(table).collect()
    }

    /// The keys that nobody has asked for, in their order.
    pub(super) fn unknown(self) -> Vec<Placed<String>> {
        let unknown = self.table.iter().filter(|(key, _)| !self.asked.contains(key.get_ref().as_ref()));
        let mut keys: Vec<_> =
            unknown.map(|(key, _)| Placed { value: key.get_ref().to_string(), span: key.span().into() }).collect();
        keys.sort_by_key(|key| key.span);
        keys
    }

    /// An error at `span`.
    pub(super) fn wrong(&self, span: Span, message: impl Into<String>) -> Error {
        self.source.wrong(span, message)
    }

    fn value(&mut self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        let (name, value) = self.table.iter().find(|(name, _)| name.get_ref().eq_ignore_ascii_case(key))?;
        self.asked.insert(name.get_ref());
        Some(value)
    }

    fn expected(&self, value: &Spanned<DeValue<'_>>, what: &str) -> Error {
        self.wrong(span(value), format!("expected {what}, found {}", article(value.get_ref())))
    }
}

fn span(value: &Spanned<DeValue<'_>>) -> Span {
    value.span().into()
}

fn placed<T>(at: &Spanned<DeValue<'_>>, value: T) -> Placed<T> {
    Placed { value, span: span(at) }
}

fn article(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
