//! What a credential looks like, as data: a provider, its detectors, and the shapes of their tokens.

use super::alphabet::Alphabet;
use super::checksum::Proof;

/// Who issues credentials: one table, one page.
#[derive(Debug)]
pub struct Provider {
    /// As it calls itself: `GitHub`.
    pub name: &'static str,
    /// Its page's file name: `github`.
    pub page: &'static str,
    /// What makes one of its credentials worthless, as an imperative: `delete it under Settings > Developer settings`.
    pub revoke: &'static str,
    /// The provider's own page about its credentials.
    pub link: &'static str,
    /// Its credentials.
    pub detectors: &'static [Detector],
}

/// One kind of credential.
#[derive(Debug)]
pub struct Detector {
    /// Its rule: `secret/github-pat`.
    pub rule: &'static str,
    /// A noun phrase without article: `classic personal access token`.
    pub what: &'static str,
    /// What it is worth.
    pub worth: Worth,
    /// The forms that it takes; none where code knows it ([`super::structure`]).
    pub shapes: &'static [Shape],
    /// Words, lower case and without separators, one of which must be part of what names the value or stand shortly before it.
    /// Empty: the form alone tells.
    pub near: &'static [&'static str],
}

/// A rule is one detector.
impl PartialEq for Detector {
    fn eq(&self, other: &Self) -> bool {
        self.rule == other.rule
    }
}

impl Eq for Detector {}

/// What a credential is worth to a stranger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Worth {
    /// It lets somebody in.
    Secret,
    /// It lets somebody in where nothing is real: a sandbox, a test mode.
    Test,
    /// Public by design, or one half of a pair: a publishable key, an id. Worth a note.
    Public,
}

/// One form of a token, from its first byte to its last.
#[derive(Debug)]
pub struct Shape {
    /// What follows what.
    pub pieces: &'static [Piece],
    /// What proves it beyond its form.
    pub proof: Proof,
}

/// A part of a shape.
#[derive(Debug)]
pub enum Piece {
    /// Exactly this.
    Text(&'static str),
    /// One of these, longest first where one begins another.
    OneOf(&'static [&'static str]),
    /// So many bytes of an alphabet, at least and at most.
    Of(Alphabet, u16, u16),
    /// A UUID with its dashes (RFC 9562, section 4), in lower or upper case.
    Uuid,
}

/// Declares the table of a file: its providers, and below each a line for each credential.
///
/// ```text
/// "GitHub", "github" {
///     revoke: "revoke it under Settings > Developer settings";
///     link: "https://docs.github.com/";
///     "secret/github-pat" "classic personal access token" = ["ghp_" ALNUM[36]] proved Crc32Base62, ["ghp_" ALNUM[37-251]];
///     "secret/acme-id" "account id" = [{"acc-" | "acct-"} UUID], [(HEX "-")[40]] near ["acme"] as public;
/// }
/// ```
///
/// A token is written as the pieces that it consists of: text, `{"one" | "of several"}`, `UUID`, or so many bytes of an
/// [`Alphabet`], which may have a few more: `(HEX "-")`. Behind a form stands what proves it, behind all of them the words of
/// which one must stand nearby, and what the credential is worth where that is not the default.
macro_rules! providers {
    ($($name:literal, $page:literal { revoke: $revoke:literal; link: $link:literal; $($rows:tt)* })*) => {
        pub(super) static PROVIDERS: &[&$crate::secret::detector::Provider] = &[$(&$crate::secret::detector::Provider {
            name: $name,
            page: $page,
            revoke: $revoke,
            link: $link,
            detectors: $crate::secret::detector::detectors!($($rows)*),
        }),*];
    };
}

/// The rows of [`providers`].
macro_rules! detectors {
    ($($rule:literal $what:literal
        $(= $([$($piece:tt)*] $(proved $proof:ident)?),+)? $(near [$($near:literal),*])? $(as $worth:ident)?;)*) => {
        &[$($crate::secret::detector::secret($rule, $what, &[$($(
            $crate::secret::detector::shape($crate::secret::detector::pieces!([] $($piece)*))
                $(.proved($crate::secret::checksum::Proof::$proof))?
        ),+)?])$(.near(&[$($near),*]))?$(.$worth())?),*]
    };
}

/// The pieces of a token, one after the other behind those that are done.
macro_rules! pieces {
    ([$($done:expr,)*]) => { &[$($done),*] };
    ([$($done:tt)*] UUID $($rest:tt)*) => {
        $crate::secret::detector::pieces!([$($done)* $crate::secret::detector::Piece::Uuid,] $($rest)*)
    };
    ([$($done:tt)*] {$($word:literal)|+} $($rest:tt)*) => {
        $crate::secret::detector::pieces!([$($done)* $crate::secret::detector::one_of(&[$($word),+]),] $($rest)*)
    };
    ([$($done:tt)*] ($alphabet:ident $more:literal) $count:tt $($rest:tt)*) => {
        $crate::secret::detector::pieces!(
            [$($done)* $crate::secret::detector::many!(
                ($crate::secret::alphabet::Alphabet::$alphabet.with($more.as_bytes())) $count
            ),]
            $($rest)*
        )
    };
    ([$($done:tt)*] $alphabet:ident $count:tt $($rest:tt)*) => {
        $crate::secret::detector::pieces!(
            [$($done)* $crate::secret::detector::many!(($crate::secret::alphabet::Alphabet::$alphabet) $count),]
            $($rest)*
        )
    };
    ([$($done:tt)*] $text:literal $($rest:tt)*) => {
        $crate::secret::detector::pieces!([$($done)* $crate::secret::detector::text($text),] $($rest)*)
    };
}

/// So many bytes of an alphabet.
macro_rules! many {
    ($alphabet:tt [$count:literal]) => {
        $crate::secret::detector::of($alphabet, $count)
    };
    ($alphabet:tt [$least:literal - $most:literal]) => {
        $crate::secret::detector::between($alphabet, $least, $most)
    };
}

pub(super) use {detectors, many, pieces, providers};

/// Exactly this text.
pub(super) const fn text(text: &'static str) -> Piece {
    Piece::Text(text)
}

/// One of these, longest first where one begins another.
pub(super) const fn one_of(words: &'static [&'static str]) -> Piece {
    Piece::OneOf(words)
}

/// Exactly so many of an alphabet.
pub(super) const fn of(alphabet: Alphabet, count: u16) -> Piece {
    Piece::Of(alphabet, count, count)
}

/// Between `least` and `most` of an alphabet.
pub(super) const fn between(alphabet: Alphabet, least: u16, most: u16) -> Piece {
    Piece::Of(alphabet, least, most)
}

/// A token of these pieces.
pub(super) const fn shape(pieces: &'static [Piece]) -> Shape {
    Shape { pieces, proof: Proof::None }
}

impl Shape {
    /// Likewise, with a proof.
    pub(super) const fn proved(self, proof: Proof) -> Self {
        Self { pieces: self.pieces, proof }
    }
}

/// A credential that its form alone tells.
pub(super) const fn secret(rule: &'static str, what: &'static str, shapes: &'static [Shape]) -> Detector {
    Detector { rule, what, worth: Worth::Secret, shapes, near: &[] }
}

impl Provider {
    /// Whether it stands for what nobody issues: key blocks, passwords in URLs.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.page == "structural"
    }
}

impl Detector {
    /// One that needs a word nearby.
    pub(super) const fn near(self, near: &'static [&'static str]) -> Self {
        Self { near, ..self }
    }

    /// One that opens nothing real.
    pub(super) const fn test(self) -> Self {
        Self { worth: Worth::Test, ..self }
    }

    /// One that is no secret.
    pub(super) const fn public(self) -> Self {
        Self { worth: Worth::Public, ..self }
    }

    /// The part of its rule behind the slash.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.rule.split_once('/').map_or(self.rule, |(_, id)| id)
    }

    /// The text that every token of the shape begins with, where there is one.
    #[must_use]
    pub fn prefixes(&self) -> Vec<&'static str> {
        let mut prefixes = Vec::new();
        for shape in self.shapes {
            match shape.pieces.first() {
                Some(Piece::Text(text)) => prefixes.push(*text),
                Some(Piece::OneOf(words)) => prefixes.extend_from_slice(words),
                _ => {}
            }
        }
        prefixes
    }
}
