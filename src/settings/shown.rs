//! Values as a policy writes them.

use serde_json::Value;

/// A value as a policy writes it, its keys in their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shown {
    /// A text, a number, `true` or `false`.
    Scalar(Value),
    List(Vec<Self>),
    Mapping(Vec<(String, Self)>),
    /// A mapping each of whose keys comes from a file of its own.
    Section(Vec<(&'static str, Self)>),
}

impl Shown {
    pub(crate) fn text(text: &str) -> Self {
        Self::Scalar(text.into())
    }

    pub(crate) fn texts(texts: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        Self::List(texts.into_iter().map(|text| Self::text(text.as_ref())).collect())
    }

    /// A mapping; keys without a value are left out.
    pub(crate) fn mapping<const N: usize>(pairs: [(&str, Option<Self>); N]) -> Self {
        let given = pairs.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Self::Mapping(given.collect())
    }

    /// A value, or nothing where none is given.
    pub(crate) fn optional(value: Option<Self>) -> Self {
        value.unwrap_or(Self::Scalar(Value::Null))
    }

    /// A text that is not empty.
    pub(crate) fn some_text(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self::text(text))
    }

    /// A list that is not empty.
    pub(crate) fn some_list(list: Vec<Self>) -> Option<Self> {
        (!list.is_empty()).then_some(Self::List(list))
    }

    /// Texts, of which there are some.
    pub(crate) fn some_texts(texts: impl IntoIterator<Item = impl AsRef<str>>) -> Option<Self> {
        match Self::texts(texts) {
            Self::List(list) => Self::some_list(list),
            other => Some(other),
        }
    }

    /// Whether it has parts that can stand on lines of their own.
    pub(crate) fn has_parts(&self) -> bool {
        match self {
            Self::Scalar(_) => false,
            Self::List(items) => !items.is_empty(),
            Self::Mapping(pairs) => !pairs.is_empty(),
            Self::Section(keys) => !keys.is_empty(),
        }
    }

    /// The same with `change` applied to each text.
    pub(crate) fn map_texts(self, change: &impl Fn(&str) -> String) -> Self {
        match self {
            Self::Scalar(Value::String(text)) => Self::Scalar(change(&text).into()),
            Self::Scalar(other) => Self::Scalar(other),
            Self::List(items) => Self::List(items.into_iter().map(|item| item.map_texts(change)).collect()),
            Self::Mapping(pairs) => {
                Self::Mapping(pairs.into_iter().map(|(key, value)| (change(&key), value.map_texts(change))).collect())
            }
            Self::Section(keys) => {
                Self::Section(keys.into_iter().map(|(key, value)| (key, value.map_texts(change))).collect())
            }
        }
    }

    /// The default of a key in the schema. A mapping says nothing: its keys have defaults of their own.
    pub(crate) fn default_value(self) -> Value {
        match self {
            Self::Scalar(value) => value,
            Self::List(items) => items.into_iter().map(Self::default_value).collect(),
            Self::Mapping(_) | Self::Section(_) => Value::Object(serde_json::Map::new()),
        }
    }
}
