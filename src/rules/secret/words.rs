//! The words that several of these rules share.

use crate::fact::{Secret, Stands};
use crate::finding::{Confidence, Finding, Severity};
use crate::secret::Note;

/// How a secret is named and read, behind its kind: ` in \`DB_PASSWORD\` (in base64)`.
pub(super) fn behind(secret: &Secret) -> String {
    let mut out = String::new();
    if let Some(name) = &secret.name {
        // What names the password of a URL is its user.
        let link = if secret.rule == "secret/url-password" { "of" } else { "in" };
        out.push_str(&format!(" {link} `{name}`"));
    }
    if let Some(encoded) = secret.encoded {
        out.push_str(&format!(", as {encoded}"));
    }
    out
}

/// Adds why it is worth no more than a note.
pub(super) fn end_with_note(message: &mut String, note: Option<Note>) {
    let Some(note) = note else { return };
    message.push_str(match note {
        Note::BadChecksum => "; its checksum does not match, so it is made up or altered",
        Note::Example => "; it looks like a documentation example",
        Note::Test => "; it is a test credential",
        Note::Public => "; it is public by design",
        Note::Local => "; it points to the local machine",
        Note::Weak => "; it is easy to guess",
        Note::Ends => "; it expires by itself",
        Note::Protected => "; it is still protected by a passphrase or a hash",
    });
}

pub(super) fn with_article(what: &str) -> String {
    let article = if what.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
    format!("{article} {what}")
}

/// A finding about a value that only its name tells. What is not likely is worth a note.
pub(super) fn about(secret: &Secret, mut message: String) -> Finding {
    end_with_note(&mut message, secret.note);
    let name = secret.name.clone().unwrap_or_default();
    let finding = Finding::at(&secret.site, message).about(name).confidence(secret.confidence);
    let development = secret.stands == Stands::DevelopmentEnvironment && !secret.identity.is_strong();
    match () {
        () if secret.note.is_some() || development => finding.at_most(Severity::Low, Severity::Medium),
        () if secret.confidence == Confidence::Possible => finding.at_most(Severity::Low, Severity::Low),
        () => finding,
    }
}

/// The name in backticks, or what is said where there is none.
pub(super) fn name_or<'a>(secret: &Secret, otherwise: &'a str) -> std::borrow::Cow<'a, str> {
    match &secret.name {
        Some(name) => format!("`{name}`").into(),
        None => otherwise.into(),
    }
}
