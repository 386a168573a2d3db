//! Elements: what XML, YAML and JSON have in common.

use crate::document::Passage;
use crate::text::Span;

/// How deep elements are nested at most.
pub(super) const DEEPEST: usize = 24;

/// A named thing with attributes, other things in it, and perhaps a text.
#[derive(Debug)]
pub(super) struct Element {
    /// Its name.
    pub(super) name: String,
    /// All of it.
    pub(super) span: Span,
    /// Names and values, in order.
    pub(super) attributes: Vec<(String, Passage)>,
    /// What stands in it.
    pub(super) children: Vec<Element>,
    /// Its text, if there is any but blanks.
    pub(super) text: Option<Passage>,
}

impl Element {
    /// One without anything in it.
    pub(super) fn new(name: impl Into<String>, span: Span) -> Self {
        Self { name: name.into(), span, attributes: Vec::new(), children: Vec::new(), text: None }
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.children.is_empty() && self.text.is_none()
    }

    /// An attribute as it is written.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.passage(name)?.bytes()).ok()
    }

    /// An attribute, with its place.
    pub(super) fn passage(&self, name: &str) -> Option<&Passage> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// Whether it has an attribute of one of these names.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.passage(name).is_some())
    }

    /// Whether an attribute says so.
    pub(super) fn is(&self, name: &str) -> bool {
        self.raw(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// The things of one name in it.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// What `${name}` stands for, where the change log itself says so, and only once.
pub(super) struct Properties {
    values: Vec<(String, Option<String>)>,
}

impl Properties {
    /// Those of a change log.
    pub(super) fn of(root: &Element) -> Self {
        let mut values: Vec<(String, Option<String>)> = Vec::new();
        for property in root.all("property") {
            let Some(name) = property.raw("name") else { continue };
            match values.iter_mut().find(|(own, _)| own == name) {
                Some((_, value)) => *value = None,
                None => values.push((name.to_owned(), property.raw("value").map(str::to_owned))),
            }
        }
        Self { values }
    }

    /// A text with all properties filled in; none where one is not known.
    pub(super) fn fill(&self, text: &str) -> Option<String> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, after) = after.split_once('}')?;
            let value = self.values.iter().find(|(own, _)| own == name)?.1.as_deref()?;
            if value.contains("${") {
                return None;
            }
            filled.push_str(before);
            filled.push_str(value);
            rest = after;
        }
        filled.push_str(rest);
        Some(filled)
    }
}
