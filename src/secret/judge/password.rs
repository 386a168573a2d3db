//! Passwords that people make: short, guessable, and still secrets.

use super::expression::{is_identifier, is_text};
use super::placeholder::is_placeholder;
use super::{Judgement, Place, digest};
use crate::finding::Confidence;
use crate::secret::candidate::Candidate;
use crate::secret::entropy::is_random;
use crate::secret::found::{Note, Written};

/// What anybody would try first. (Also as the whole of a value with digits behind it.)
const GUESSES: &[&[u8]] = &[
    b"access", b"admin", b"administrator", b"adminadmin", b"airflow", b"alpine", b"app", b"abc", b"api", b"changeit",
    b"cluster", b"db", b"demo", b"dev", b"develop", b"developer", b"docker", b"elastic", b"guest", b"grafana",
    b"hello", b"jenkins", b"keycloak", b"letmein", b"local", b"localhost", b"magento", b"mariadb", b"master", b"minio",
    b"minioadmin", b"minio_admin", b"mongo", b"mysql", b"mypassword", b"my-secret-pw", b"mysecretpassword", b"neo",
    b"nextcloud", b"odoo", b"oracle", b"pass", b"passw0rd", b"password", b"passwd", b"p@ssword", b"p@ssw0rd", b"pg",
    b"postgres", b"postgresql", b"pw", b"pwd", b"rabbit", b"rabbitmq", b"redis", b"root", b"rootpassword", b"rootroot",
    b"sa", b"secret", b"secretpassword", b"server", b"sonar", b"super", b"supersecret", b"support", b"system", b"temp",
    b"tiger", b"token", b"tomcat", b"toor", b"user", b"username", b"vagrant", b"welcome", b"wordpress",
    b"yourstrong(!)password", b"zabbix", b"asdf", b"qwerty", b"qwe", b"test", b"testing", b"example", b"changeme",
    b"foo", b"bar", b"foobar", b"secure", b"strongpassword", b"key", b"value", b"string", b"text",
];

/// Judges a value under a name that says password.
pub(super) fn judge(value: &[u8], candidate: &Candidate, place: Place) -> Option<Judgement> {
    let judged = |confidence, note| Some(Judgement { confidence, note });
    if value.len() < 3 || value.len() > 200 || is_placeholder(value) || is_text(value) {
        return None;
    }
    if digest::is_uuid(value) {
        return judged(Confidence::Possible, None);
    }
    if is_guess(value) {
        return judged(Confidence::Possible, Some(Note::Weak));
    }
    let is_written_out = candidate.quoted || place == Place::Config || candidate.written != Written::Assigned;
    let spaces = value.iter().any(u8::is_ascii_whitespace);
    match () {
        () if spaces => judged(Confidence::Possible, None),
        () if is_random(value) && value.len() >= 10 || is_strong(value) => {
            judged(if is_written_out { Confidence::Likely } else { Confidence::Possible }, None)
        }
        () if is_identifier(value) && !value.iter().any(u8::is_ascii_digit) => {
            if place == Place::Config {
                judged(Confidence::Possible, None)
            } else {
                None
            }
        }
        () if value.len() < 5 => judged(Confidence::Possible, None),
        () if is_written_out && place != Place::Document && mixes(value) => judged(Confidence::Likely, None),
        () => judged(Confidence::Possible, None),
    }
}

/// Whether it has the look of a password that a rule for passwords asks for: letters, digits and signs, eight and more.
pub(super) fn is_strong(value: &[u8]) -> bool {
    let kinds = [
        u8::is_ascii_lowercase as fn(&u8) -> bool,
        u8::is_ascii_uppercase,
        u8::is_ascii_digit,
        u8::is_ascii_punctuation,
    ];
    let count = kinds.iter().filter(|kind| value.iter().any(**kind)).count();
    let signs = value.iter().filter(|byte| byte.is_ascii_punctuation() && !b"_-./:".contains(byte)).count();
    value.len() >= 8
        && !value.iter().any(u8::is_ascii_whitespace)
        && (count >= 4 || (count >= 3 && signs > 0))
        && signs * 2 <= value.len()
        && !is_identifier(value)
}

/// Letters and digits, or letters and signs.
fn mixes(value: &[u8]) -> bool {
    let letters = value.iter().any(u8::is_ascii_alphabetic);
    letters && value.iter().any(|byte| byte.is_ascii_digit() || byte.is_ascii_punctuation() && !b"_-.".contains(byte))
}

/// What anybody would try first, perhaps with a number behind it: `postgres`, `Root123`, `123456`.
pub(in crate::secret) fn is_guess(value: &[u8]) -> bool {
    let word =
        value.iter().rposition(|byte| !byte.is_ascii_digit() && !b"!@#.".contains(byte)).map_or(0, |last| last + 1);
    let (word, tail) = value.split_at(word);
    if word.is_empty() {
        return value.len() < 10 && value.iter().all(u8::is_ascii_digit);
    }
    tail.len() <= 4 && GUESSES.iter().any(|guess| word.eq_ignore_ascii_case(guess))
}
