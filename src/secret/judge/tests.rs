//! Values both ways.

use super::{Place, generic};
use crate::finding::Confidence;
use crate::secret::candidate::Candidate;
use crate::secret::found::Written;
use crate::text::Span;

/// The judgement on `name = "value"`.
fn judge(name: &str, value: &str, place: Place) -> Option<(Confidence, bool)> {
    let text = format!("{name} = \"{value}\"");
    let start = text.find('"').unwrap() + 1;
    let candidate = Candidate {
        value: Span::new(start, start + value.len()),
        name: Some(Span::new(0, name.len())),
        written: Written::Assigned,
        quoted: true,
    };
    generic(text.as_bytes(), &candidate, place).map(|judgement| (judgement.confidence, judgement.note.is_some()))
}

#[test]
fn secrets_are_likely() {
    for (name, value) in [
        ("DB_PASSWORD", "kS8-vQ2_mZx1"),
        ("password", "hunter2"),
        ("passwd", "Tr0ub4dor&3"),
        ("api_key", "9fKq2mZx1vLw8RbN"),
        ("clientSecret", "x7f2kq9zv4m1c8wj3hd5"),
        ("auth_token", "WqZxVbKjTfRgLpXzMnBv"),
        ("secret", "c0ffee11d2a94b7f8e6d5c4b3a291807"),
    ] {
        assert_eq!(judge(name, value, Place::Code), Some((Confidence::Likely, false)), "{name} {value}");
    }
}

#[test]
fn what_is_none_is_silent() {
    for (name, value) in [
        ("password", "${DB_PASSWORD}"),
        ("password", "password"),
        ("password", "Enter your password"),
        ("token", "<your-token>"),
        ("api_key", "YOUR_API_KEY"),
        ("secret_name", "9fKq2mZx1vLw8RbN"),
        ("token", "access_token"),
        ("apiKey", "apiKey"),
        ("sha256", "9f86d081884c7d659a2feaa0c55ad0159f86d081884c7d659a2feaa0c55ad015"),
        ("key", "ctrl+shift+down"),
        ("tokenizer", "9fKq2mZx1vLw8RbN"),
        ("secret", "projects/x/secrets/y"),
    ] {
        assert_eq!(judge(name, value, Place::Code), None, "{name} {value}");
    }
}

#[test]
fn guesses_are_notes_and_noise_is_possible() {
    assert_eq!(judge("POSTGRES_PASSWORD", "postgres", Place::Config), Some((Confidence::Possible, true)));
    assert_eq!(judge("password", "admin123", Place::Config), Some((Confidence::Possible, true)));
    assert_eq!(judge("token", "9fKq2mZx1vLw8RbN", Place::Noise), Some((Confidence::Possible, false)));
}
