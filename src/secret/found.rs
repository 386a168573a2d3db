//! What the engine found: places and words about them, never the text.

use std::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::detector::Detector;
use crate::finding::Confidence;
use crate::text::Span;

/// One secret in some bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub what: What,
    /// The secret itself, as it stands.
    pub span: Span,
    /// What names it: a key, a flag, a variable.
    pub name: Option<Span>,
    /// How it is written down.
    pub written: Written,
    /// How sure it is.
    pub confidence: Confidence,
    /// Why it is worth no more than a note, where that is so.
    pub note: Option<Note>,
    /// What had to be decoded to see it, outermost first: `base64`.
    pub encoded: Option<&'static str>,
    /// What it is once decoded, where it stands encoded: reports hide that too.
    pub decoded: Option<Redacted>,
    /// Tells it from every other secret.
    pub identity: Identity,
}

impl Found {
    /// As it stands in the part `kept` of the bytes, cut to it.
    #[must_use]
    pub fn within(&self, kept: Span) -> Self {
        let within = |at: usize| at.clamp(kept.start, kept.end) - kept.start;
        let cut = |span: Span| Span::new(within(span.start), within(span.end));
        Self { span: cut(self.span), name: self.name.map(cut), ..self.clone() }
    }
}

/// What was found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A credential that a table knows.
    Known(&'static Detector),
    /// A value under a name that says that it is secret.
    Generic,
    /// What the repository's own pattern of that index looks for.
    Custom(usize),
}

/// How a secret is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Written {
    /// By itself, with nothing that names it.
    Alone,
    /// As the value of a key or a variable.
    Assigned,
    /// As an argument of a command.
    Argument,
    /// In a URL or a connection string.
    Url,
    /// In a header of HTTP.
    Header,
    /// In a file that holds nothing else: `.pgpass`, `id_rsa`, `/etc/shadow`.
    File,
}

/// Why something is worth no more than a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Note {
    /// Its checksum does not fit.
    BadChecksum,
    /// Made up for documentation: a placeholder, a published sample.
    Example,
    /// Opens nothing real.
    Test,
    /// No secret by itself.
    Public,
    /// Leads to this machine, with a password that anybody would guess.
    Local,
    /// A password that anybody would guess.
    Weak,
    /// A key behind a pass phrase, a hash of a password.
    Protected,
    /// It says when it ends.
    Ends,
}

/// The text of a secret, for looking where else it stands. It cannot be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Redacted(Arc<[u8]>);

impl Redacted {
    pub(super) fn new(value: &[u8]) -> Self {
        Self(value.into())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redacted")
    }
}

/// What tells one secret from another without telling what it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity {
    /// A hash of the value, for comparing within a run; it never leaves the process where [`Identity::is_strong`] is false.
    pub(super) hash: [u8; 16],
    /// An estimate of how many bits somebody would have to guess.
    pub(super) bits: u16,
}

impl Identity {
    /// Above this many bits nobody finds a value from its hash.
    const STRONG: u16 = 64;

    /// That of `value`, by an estimate of how hard it is to guess.
    pub(super) fn of(value: &[u8]) -> Self {
        Self::with_bits(value, super::entropy::bits(value))
    }

    /// That of `value`, which is known to have so many bits.
    pub(super) fn with_bits(value: &[u8], bits: u16) -> Self {
        let mut digest = Sha256::new();
        digest.update(b"portcullis secret\0");
        digest.update(value);
        let mut hash = [0; 16];
        hash.copy_from_slice(&digest.finalize()[..16]);
        Self { hash, bits }
    }

    /// Whether the hash may be shown: the value cannot be guessed from it.
    #[must_use]
    pub fn is_strong(self) -> bool {
        self.bits > Self::STRONG
    }

    /// The hash, where it may be shown.
    #[must_use]
    pub fn public(&self) -> Option<&[u8; 16]> {
        self.is_strong().then_some(&self.hash)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({} bits)", self.bits)
    }
}

impl fmt::Debug for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(detector) => f.write_str(detector.rule),
            Self::Generic => f.write_str("generic"),
            Self::Custom(index) => write!(f, "custom {index}"),
        }
    }
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {}..{} ({:?}, {})", self.what, self.span.start, self.span.end, self.written, self.confidence)
    }
}
