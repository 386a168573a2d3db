//! A key of the policy is declared once. Its line says its type, its default and an example; its type says what a file writes
//! under it, what several files come to, and how it is shown. The schema, the reference, the starter and `config show` follow.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::globs::{Compiler, Globs};
use super::place::Placed;
use super::shown::Shown;
use super::{Refusal, Source};
use crate::finding::{Confidence, Profile};
use crate::text::RepoPath;

/// What stands behind a key of the policy.
pub(crate) trait Key {
    /// As a file writes it.
    type Written;

    /// What several files come to.
    const MERGE: Merge = Merge::Replace;

    /// Takes in what one more file says: nearer ones come later.
    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal>;

    /// As a policy at the root of the repository writes it.
    fn shown(&self) -> Shown;

    /// An example of what stands behind the colon, where the type itself has one.
    fn example() -> String {
        String::new()
    }
}

/// What several files come to that give the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Merge {
    /// The nearest file's value.
    Replace,
    /// All of them, the nearest file's last.
    Add,
    /// For each key inside, what holds for it.
    ByKey,
}

/// Which files each key comes from, by its path: `images.keep`. One that is missing here has its default.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins(BTreeMap<String, String>);

impl Origins {
    /// The files that `key` comes from.
    pub(crate) fn of(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// Says that `key` comes from `file` (too).
    pub(crate) fn note(&mut self, key: &str, file: &str, merge: Merge) {
        match self.0.get_mut(key) {
            Some(files) if merge != Merge::Replace => {
                if !files.split(", ").any(|known| known == file) {
                    files.push_str(", ");
                    files.push_str(file);
                }
            }
            _ => drop(self.0.insert(key.to_owned(), file.to_owned())),
        }
    }
}

/// The file whose keys are taken in.
pub(crate) struct FileContext<'a> {
    pub(crate) source: &'a Source,
    /// Whether it speaks for the whole repository.
    pub(crate) is_root: bool,
    globs: Compiler,
    origins: &'a mut Origins,
    path: String,
}

impl<'a> FileContext<'a> {
    /// For a file that holds below `dir`.
    pub(crate) fn new(source: &'a Source, dir: &RepoPath, origins: &'a mut Origins) -> Self {
        let is_root = dir.as_bstr().is_empty();
        Self { source, is_root, globs: Compiler::new(dir), origins, path: String::new() }
    }

    /// Takes in what the file says under the key `name`, if it says anything.
    pub(crate) fn key<K: Key>(&mut self, name: &str, key: &mut K, written: Option<&K::Written>) -> Result<(), Refusal> {
        let Some(written) = written else { return Ok(()) };
        let outer = self.path.len();
        if outer > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        key.take(written, self)?;
        self.origins.note(&self.path, &self.source.name, K::MERGE);
        self.path.truncate(outer);
        Ok(())
    }

    /// Globs that are relative to the file's directory, compiled.
    pub(crate) fn globs(&self, written: &[Placed<String>]) -> Result<Globs, Refusal> {
        self.globs.list(written)
    }
}

/// Values that a nearer file replaces whole.
macro_rules! replaced {
    ($($type:ty),+ $(,)?) => {
        $(impl $crate::settings::Key for $type {
            type Written = Self;

            fn take(
                &mut self,
                written: &Self,
                _: &mut $crate::settings::FileContext<'_>,
            ) -> Result<(), $crate::settings::Refusal> {
                self.clone_from(written);
                Ok(())
            }

            fn shown(&self) -> $crate::settings::Shown {
                $crate::settings::Shown::of(self)
            }
        })+
    };
}
pub(crate) use replaced;

replaced!(bool, u32, String, Profile, Confidence);

impl Key for Vec<String> {
    type Written = Vec<Placed<String>>;

    fn take(&mut self, written: &Self::Written, _: &mut FileContext<'_>) -> Result<(), Refusal> {
        *self = written.iter().map(|text| text.value.clone()).collect();
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::texts(self)
    }
}

/// The globs of one file.
impl Key for Globs {
    type Written = Vec<Placed<String>>;

    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        *self = cx.globs(written)?;
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::texts(&self.written)
    }
}

/// The globs of several files.
impl Key for Vec<Globs> {
    type Written = Vec<Placed<String>>;

    const MERGE: Merge = Merge::Add;

    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        self.push(cx.globs(written)?);
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::texts(self.iter().flat_map(|globs| &globs.written))
    }
}

/// The description of a key: its doc comment in one line, and what several files come to.
pub(crate) fn description(doc: &str, merge: Merge) -> String {
    let lines: Vec<&str> = doc.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    let more = match merge {
        Merge::Replace => "",
        Merge::Add => " Lists from several policies add up.",
        Merge::ByKey => " Several policies are merged by key.",
    };
    lines.join(" ") + more
}

/// The text of an example as a value, for editors.
pub(crate) fn example(text: &str) -> Value {
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(text, options).unwrap_or_default()
}

/// What is declared of a key, as the reference needs it: its name, and an example of what stands behind its colon.
pub(crate) type Example = (&'static str, String);

/// `key: value`, one below the other.
pub(crate) fn lines(examples: &[Example]) -> String {
    let line = |(name, value): &Example| {
        let space = if value.starts_with('\n') { "" } else { " " };
        format!("{name}:{space}{value}")
    };
    examples.iter().filter(|(_, value)| !value.is_empty()).map(line).collect::<Vec<_>>().join("\n")
}

impl Shown {
    /// A value without parts.
    pub(crate) fn of(value: &impl Serialize) -> Self {
        // Words, numbers and flags always have a value.
        Self::Scalar(serde_json::to_value(value).unwrap_or_default())
    }
}

/// A mapping of the policy, key by key.
///
/// ```text
/// section! {
///     /// What holds for images.
///     #[schemars(rename = "Images")]
///     pub struct Images from ImageKeys {
///         /// How many earlier images are kept.
///         #[example = "20"]
///         keep: u32 = 10,
///     }
/// }
/// ```
///
/// makes `ImageKeys`, which a file is read into, and `Images`, which all files come to. The doc comments are the users' reference.
/// A key without a default has that of its type; one without an example has that of its type, if there is one.
macro_rules! section {
    (
        $(#[$about:meta])*
        $vis:vis struct $Keys:ident from $Written:ident {
            $(in each file: {
                $(
                    $(#[doc = $each_doc:literal])+
                    $(#[schemars($($each_schema:tt)+)])?
                    #[example = $each_example:literal]
                    $each:ident: $each_type:ty,
                )+
            })?
            $(
                $(#[doc = $doc:literal])+
                $(#[schemars($($schema:tt)+)])?
                $(#[example = $example:literal])?
                $field:ident: $type:ty $(= $default:expr)?,
            )+
        }
    ) => {
        #[derive(Debug, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        $(#[$about])*
        pub(crate) struct $Written {
            $($(
                $(#[doc = $each_doc])+
                #[schemars(extend("examples" = [$crate::settings::key::example($each_example)]))]
                $(#[schemars($($each_schema)+)])?
                pub(crate) $each: $each_type,
            )+)?
            $(
                $(#[doc = $doc])+
                #[schemars(extend(
                    "description" = $crate::settings::key::description(
                        concat!($($doc, "\n"),+),
                        <$type as $crate::settings::Key>::MERGE,
                    ),
                    "default" = $crate::settings::Key::shown(&<$Keys>::default().$field).default_value()
                    $(, "examples" = [$crate::settings::key::example($example)])?
                ))]
                $(#[schemars($($schema)+)])?
                pub(crate) $field: Option<<$type as $crate::settings::Key>::Written>,
            )+
        }

        #[doc = concat!("What all files say under the keys of [`", stringify!($Written), "`].")]
        #[derive(Clone, Debug)]
        $vis struct $Keys {
            $($(#[doc = $doc])+ $vis $field: $type,)+
        }

        impl Default for $Keys {
            fn default() -> Self {
                Self { $($field: $crate::settings::section!(@default $($default)?)),+ }
            }
        }

        impl $crate::settings::Key for $Keys {
            type Written = $Written;

            const MERGE: $crate::settings::Merge = $crate::settings::Merge::ByKey;

            fn take(
                &mut self,
                written: &$Written,
                cx: &mut $crate::settings::FileContext<'_>,
            ) -> Result<(), $crate::settings::Refusal> {
                $(cx.key(stringify!($field), &mut self.$field, written.$field.as_ref())?;)+
                Ok(())
            }

            fn shown(&self) -> $crate::settings::Shown {
                $crate::settings::Shown::Section(vec![
                    $((stringify!($field), $crate::settings::Key::shown(&self.$field))),+
                ])
            }

            fn example() -> String {
                format!("\n{}", $crate::settings::key::lines(&$Written::examples())).replace('\n', "\n  ")
            }
        }

        impl $Written {
            /// Every key in its order, with an example.
            pub(crate) fn examples() -> Vec<$crate::settings::key::Example> {
                vec![
                    $($((stringify!($each), $each_example.to_owned()),)+)?
                    $((stringify!($field), $crate::settings::section!(@example $type $(, $example)?))),+
                ]
            }
        }
    };
    (@default) => { Default::default() };
    (@default $default:expr) => { $default };
    (@example $type:ty) => { <$type as $crate::settings::Key>::example() };
    (@example $type:ty, $example:literal) => { $example.to_owned() };
}
pub(crate) use section;
