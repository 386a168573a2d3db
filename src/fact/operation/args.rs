//! The arguments of a command, told apart into flags and the rest.

use std::borrow::Cow;

use crate::document::shell::{Invocation, Word};

/// What stands behind a program's name.
#[derive(Debug, Default)]
pub struct Args<'a> {
    /// What is neither a flag nor a flag's value, in order: the verb first.
    pub plain: Vec<Arg<'a>>,
    /// The flags, in order.
    pub flags: Vec<Flag<'a>>,
}

/// An argument that is no flag.
#[derive(Clone, Debug)]
pub struct Arg<'a> {
    /// Its text.
    pub text: Cow<'a, str>,
    /// Where it stands.
    pub word: &'a Word,
}

/// `--name`, `--name=value`, `--name value`, `-n value`, `-nvalue`, `-name=value`.
#[derive(Clone, Debug)]
pub struct Flag<'a> {
    /// With its dashes: `--dry-run`, `-f`.
    pub name: String,
    /// Its value, where it has one.
    pub value: Option<Cow<'a, str>>,
    /// Where its name stands.
    pub word: &'a Word,
}

/// How a tool writes its flags.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The flags whose value is the next word, unless `=` gives it.
    pub takes_value: &'static [&'static str],
    /// Whether `-name` is one flag, as in Terraform, and not a row of short ones.
    pub is_long_with_one_dash: bool,
}

impl<'a> Args<'a> {
    /// Reads the words behind a program.
    #[must_use]
    pub fn read(run: &'a Invocation, style: Style) -> Self {
        let mut args = Self::default();
        let mut words = run.args.iter();
        while let Some(word) = words.next() {
            let text = text(word);
            if text == "--" {
                args.plain.extend(words.map(Arg::of));
                break;
            }
            if !text.starts_with('-') || text.len() < 2 {
                args.plain.push(Arg::of(word));
                continue;
            }
            let mut flag = Flag::of(word, text, style);
            if flag.value.is_none() && style.takes_value.contains(&flag.name.as_str()) {
                flag.value = words.next().map(self::text);
            }
            args.flags.push(flag);
        }
        args
    }

    /// The text of the plain argument at `index`; empty if there is none.
    #[must_use]
    pub fn at(&self, index: usize) -> &str {
        self.plain.get(index).map_or("", |arg| arg.text.as_ref())
    }

    /// The first flag of one of these names.
    #[must_use]
    pub fn flag(&self, names: &[&str]) -> Option<&Flag<'a>> {
        self.flags.iter().find(|flag| names.contains(&flag.name.as_str()))
    }

    /// Whether a switch is on: given, and not as `=false`.
    #[must_use]
    pub fn is_on(&self, names: &[&str]) -> bool {
        self.flag(names).is_some_and(|flag| !matches!(flag.value.as_deref(), Some("false" | "0" | "none")))
    }

    /// The values of all flags of these names.
    pub fn values<'b>(&'b self, names: &'b [&str]) -> impl Iterator<Item = &'b str> {
        let ours = self.flags.iter().filter(move |flag| names.contains(&flag.name.as_str()));
        ours.filter_map(|flag| flag.value.as_deref())
    }
}

impl<'a> Arg<'a> {
    fn of(word: &'a Word) -> Self {
        Self { text: text(word), word }
    }
}

impl<'a> Flag<'a> {
    fn of(word: &'a Word, text: Cow<'a, str>, style: Style) -> Self {
        let is_short = !text.starts_with("--") && !style.is_long_with_one_dash;
        if let Some((name, value)) = text.split_once('=') {
            return Self { name: name.to_owned(), value: Some(Cow::Owned(value.to_owned())), word };
        }
        // `-nshop`: a short flag with its value glued to it.
        let glued = is_short && text.chars().nth(2).is_some();
        let head: String = text.chars().take(2).collect();
        if glued && style.takes_value.contains(&head.as_str()) {
            let value = text[head.len()..].to_owned();
            return Self { name: head, value: Some(Cow::Owned(value)), word };
        }
        Self { name: text.into_owned(), value: None, word }
    }
}

/// The text of a word.
#[must_use]
pub fn text(word: &Word) -> Cow<'_, str> {
    String::from_utf8_lossy(word.text.bytes())
}

/// Whether a short switch stands in a row of short ones: `-it`.
#[must_use]
pub fn has_short(args: &Args<'_>, letter: char) -> bool {
    args.flags.iter().any(|flag| {
        let row = flag.name.strip_prefix('-').filter(|row| !row.starts_with('-') && row.len() <= 4);
        row.is_some_and(|row| row.contains(letter))
    })
}
