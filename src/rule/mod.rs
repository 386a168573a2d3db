//! What a rule is: a name, two severities, a page, and one question about one fact.

use std::borrow::Cow;

use crate::answers::{Answers, Attestation, Config, Manifest, Merged, Migrated, Need, Question, Signer, Uses, Version};
use crate::change::Change;
use crate::fact::kinds::kinds;
use crate::fact::migration::Name;
use crate::fact::{self, Field, Image, Model, Read, Reads};
use crate::finding::{Confidence, Finding, Levels, Severity};
use crate::settings::Settings;
use crate::text::Side;

pub mod catalogue;
pub mod detector;
pub mod example;
pub mod holdings;
pub mod page;

/// One rule. `name` is `family/rule`: its file, its SARIF `ruleId`, its page, its key in the policy. There is no second code.
#[derive(Debug)]
pub struct Rule {
    /// `family/rule`.
    pub name: &'static str,
    /// How much it matters under `profile: standard`; a finding may lower it, never raise it.
    pub standard: Severity,
    /// Likewise under `profile: strict`.
    pub strict: Severity,
    /// How sure its findings are, unless one says less.
    pub confidence: Confidence,
    /// Rules that say more about the same fact: where one of them speaks, this one is silent.
    pub yields_to: &'static [&'static str],
    /// Its page. Read by [`page`] and [`example`].
    pub docs: Docs,
    /// The question.
    pub check: Check,
}

impl Rule {
    /// Its page, read.
    #[must_use]
    pub fn page(&self) -> page::Page {
        page::Page::read(&self.docs.text())
    }

    /// The file of its page, from the directory of all pages and without an ending: `image/latest-tag`, `secret/github`.
    #[must_use]
    pub fn page_name(&self) -> String {
        match self.docs {
            Docs::Written(_) => self.name.to_owned(),
            Docs::Row(row) => format!("secret/{}", row.provider.page),
        }
    }

    /// The part of the name before the slash.
    #[must_use]
    pub fn family(&self) -> &'static str {
        self.name.split_once('/').map_or(self.name, |(family, _)| family)
    }

    /// What it says about one fact. One that asks about facts of another kind has nothing to say.
    #[must_use]
    pub fn ask<T: Subject>(&self, cx: &Context<'_>, change: Change<&T>) -> Option<Finding> {
        T::question(&self.check)?(cx, change)
    }

    /// How sure a finding of it is.
    #[must_use]
    pub fn confidence_of(&self, finding: &Finding) -> Confidence {
        finding.confidence.map_or(self.confidence, |confidence| confidence.min(self.confidence))
    }

    /// Its severities.
    #[must_use]
    pub fn levels(&self) -> Levels {
        Levels { standard: self.standard, strict: self.strict }
    }
}

/// Where a rule's page comes from.
#[derive(Clone, Copy, Debug)]
pub enum Docs {
    /// A doc comment: a sentence, `## Why`, `## Examples`.
    Written(&'static str),
    /// A row of a table of detectors.
    Row(detector::Row),
}

impl Docs {
    /// The page's text.
    #[must_use]
    pub fn text(&self) -> Cow<'static, str> {
        match self {
            Self::Written(text) => Cow::Borrowed(text),
            Self::Row(row) => Cow::Owned(row.docs()),
        }
    }
}

/// A question about one fact across the change. `None` is silence.
pub type Ask<T> = fn(&Context<'_>, Change<&T>) -> Option<Finding>;

/// What rules ask about: a fact of one kind.
pub trait Subject: Sized {
    /// The question about this kind, if that is what `check` asks.
    fn question(check: &Check) -> Option<Ask<Self>>;
}

macro_rules! check {
    ($($field:ident: $Kind:ident, $plural:literal, $($read:ident)|+, $asked:ident;)*) => {
        /// What a rule reads decides how it is called; there is no other dispatch.
        #[derive(Debug)]
        pub enum Check {
            $(#[doc = concat!("About ", $plural, ".")] $Kind(Ask<fact::$Kind>),)*
        }

        impl Check {
            /// What has to be read of a file for it.
            #[must_use]
            pub const fn reads(&self) -> Reads {
                match self {
                    $(Self::$Kind(_) => Reads::of(&[$(Read::$read),+]),)*
                }
            }
        }

        $(impl Subject for fact::$Kind {
            fn question(check: &Check) -> Option<Ask<Self>> {
                if let Check::$Kind(ask) = check { Some(*ask) } else { None }
            }
        })*
    };
}

kinds!(check);

/// All that a rule may know beyond its fact.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The knobs of the policy that holds for the fact's file.
    pub settings: &'a Settings,
    /// What has been looked up so far, and takes down what is asked.
    answers: &'a Answers,
}

impl<'a> Context<'a> {
    /// What rules may know about a file for which `settings` hold. Every context is made here.
    #[must_use]
    pub fn new(settings: &'a Settings, answers: &'a Answers) -> Self {
        Self { settings, answers }
    }

    /// For rules that need nothing but the file.
    #[must_use]
    pub fn alone(settings: &'a Settings) -> Self {
        static NONE: Answers = Answers::new(jiff::civil::Date::ZERO);
        Self::new(settings, &NONE)
    }

    /// What a registry holds under the image's digest, or else under its tag.
    #[must_use]
    pub fn version(&self, image: &Image) -> Option<&'a Version> {
        self.answers.version(image.full_name()?, image.version()?, Need::Verdict)
    }

    /// What a registry holds under the image's tag, whatever digest stands beside it.
    #[must_use]
    pub fn tag(&self, image: &Image) -> Option<&'a Version> {
        self.answers.version(image.full_name()?, image.tag_or_latest()?, Need::Verdict)
    }

    /// The digest to pin an image to that has none, for a fix.
    #[must_use]
    pub fn pin(&self, image: &Image) -> Option<&'a str> {
        self.answers.version(image.full_name()?, image.tag_or_latest()?, Need::Fix)?.digest()
    }

    /// The manifest or index of an image.
    #[must_use]
    pub fn manifest(&self, image: &Image) -> Option<&'a Manifest> {
        self.answers.manifest(image.full_name()?, image.version()?)
    }

    /// The manifest or index behind an image's tag, whatever digest stands beside it.
    #[must_use]
    pub fn manifest_of_tag(&self, image: &Image) -> Option<&'a Manifest> {
        self.answers.manifest(image.full_name()?, image.tag_or_latest()?)
    }

    /// The configuration of an image.
    #[must_use]
    pub fn config(&self, image: &Image) -> Option<&'a Config> {
        self.answers.config(image.full_name()?, image.version()?)
    }

    /// The tags of an image's repository, sorted.
    #[must_use]
    pub fn tags(&self, image: &Image) -> Option<&'a [String]> {
        self.answers.tags(image.full_name()?)
    }

    /// What is attested about an image.
    #[must_use]
    pub fn attestations(&self, image: &Image, signer: Option<&Signer>) -> Option<&'a [Attestation]> {
        self.answers.attestations(image.full_name()?, image.version()?, signer.cloned())
    }

    /// How many whole days ago something was made.
    #[must_use]
    pub fn days_since(&self, time: jiff::Timestamp) -> i64 {
        let then = time.to_zoned(jiff::tz::TimeZone::UTC).date();
        i64::from((self.answers.today() - then).get_days())
    }

    /// The commit behind a tag or branch of another repository, for a fix.
    #[must_use]
    pub fn revision(&self, repository: &str, reference: &str) -> Option<&'a str> {
        self.answers.revision(repository, reference)
    }

    /// What became of a commit of this repository.
    #[must_use]
    pub fn merged(&self, commit: &str) -> Option<Merged> {
        self.answers.merged(commit)
    }

    /// What uses a table, or a column of it, on one side of the change. A rule that asks about both sides does so before it looks at
    /// either answer, so that both are searched at once.
    #[must_use]
    pub fn uses(&self, side: Side, table: &Name, column: Option<&str>) -> Option<&'a Uses> {
        self.answers.uses(side, &table.name, column)
    }

    /// Whether a migration of the change adds the column of a field, or drops it if it is not `is_new`; without a field: creates or drops
    /// the table of the model.
    #[must_use]
    pub fn migrated(&self, model: &Model, field: Option<&Field>, is_new: bool) -> Option<Migrated> {
        let columns = field.map(|field| vec![field.column.clone(), field.name.clone()]);
        self.answers.migrated(Question::Migrated {
            home: model.home.clone()?,
            model: model.name.clone(),
            table: model.table.as_ref().map(|table| table.name.clone()),
            columns: columns.unwrap_or_default(),
            is_new,
        })
    }

    /// The zone that a place belongs to.
    #[must_use]
    pub fn zone(&self, site: &crate::text::Site) -> Option<&'a str> {
        self.settings.zone(site.text.path()).map(|zone| zone.name.as_str())
    }
}

/// Declares the rule of a file: its page as a doc comment, then its name and fields. All code stays outside, in `fn check`.
#[macro_export]
macro_rules! rule {
    ($(#[doc = $line:literal])* $name:literal {
        standard: $standard:ident, strict: $strict:ident, confidence: $confidence:ident,
        $(yields_to: [$($other:literal),* $(,)?],)?
        check: $check:expr $(,)?
    }) => {
        /// The rule of this file.
        pub(crate) static RULE: $crate::rule::Rule = $crate::rule::Rule {
            name: $name,
            standard: $crate::finding::Severity::$standard,
            strict: $crate::finding::Severity::$strict,
            confidence: $crate::finding::Confidence::$confidence,
            yields_to: &[$($($other),*)?],
            docs: $crate::rule::Docs::Written(concat!($($line, "\n"),*)),
            check: $check,
        };
    };
}

/// Rules about one thing: the first part of their names, and what holds for them.
#[derive(Debug)]
pub struct Family {
    /// `image`.
    pub name: &'static str,
    /// Whether findings of one of its rules matter less where nothing is deployed from: documentation, examples, tests.
    pub softens: fn(&Rule) -> bool,
    /// The rules that are written out, in the order of their list.
    pub written: &'static [&'static Rule],
    /// The rules that the rows of a table make.
    pub rows: fn() -> &'static [Rule],
}

impl Family {
    /// One that has no rules yet, so that a policy may name it today.
    #[must_use]
    pub const fn promised(name: &'static str) -> Self {
        Self { name, softens: |_| false, written: &[], rows: || &[] }
    }

    /// All its rules.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + Clone + use<> {
        self.written.iter().copied().chain((self.rows)())
    }
}

/// Declares a family: its name, what differs from others, and its rules, one file each.
#[macro_export]
macro_rules! family {
    ($name:literal $(, $property:ident: $value:expr)*; $($rule:ident),* $(,)?) => {
        $(mod $rule;)*

        /// This family.
        pub(crate) static FAMILY: $crate::rule::Family = $crate::rule::Family {
            written: &[$(&$rule::RULE),*],
            $($property: $value,)*
            ..$crate::rule::Family::promised($name)
        };
    };
}
