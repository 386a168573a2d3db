//! Whether a value that something names is a secret: placeholders, references, expressions, digests and plain words are none.

mod digest;
mod expression;
mod password;
mod place;
mod placeholder;
mod reference;
#[cfg(test)]
mod tests;

use super::assignment::{Meaning, meaning};
use super::candidate::Candidate;
use super::decode;
use super::entropy::is_random;
use super::found::{Note, Written};
use crate::finding::Confidence;

pub(super) use password::is_guess;
pub use place::Place;
pub(super) use reference::{is_encrypted, is_reference};

/// The shortest value that is a machine's token, and the longest that is a secret of no known form.
const SHORTEST_TOKEN: usize = 8;
const LONGEST: usize = 4096;

/// What a judge says of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Judgement {
    /// How sure.
    pub(super) confidence: Confidence,
    /// Why it is worth no more than a note.
    pub(super) note: Option<Note>,
}

/// Judges a named value of no known form; `None`: no secret.
pub(super) fn generic(bytes: &[u8], candidate: &Candidate, place: Place) -> Option<Judgement> {
    let name = bytes.get(candidate.name?.range())?;
    let value = bytes.get(candidate.value.range())?;
    let meaning = meaning(name);
    if value.len() > LONGEST || matches!(meaning, Meaning::NotSecret | Meaning::Nothing) {
        return None;
    }
    if is_reference(value) || is_encrypted(value) || digest::is_public(value) || !value.is_ascii() && !candidate.quoted
    {
        return None;
    }
    let is_bare = !candidate.quoted && place == Place::Code && candidate.written == Written::Assigned;
    if is_bare && expression::is_code(value) || expression::is_text(value) || expression::echoes(name, value) {
        return None;
    }
    if digest::is_fingerprint(name, value) {
        return None;
    }
    if let Some(plain) = plain_text(value) {
        return of_plain_text(name, &plain, meaning);
    }
    if is_doubtful(bytes, candidate, name) && !is_random(value) {
        return None;
    }
    let of_pair = password_of_pair(name, value).and_then(|password| password::judge(password, candidate, place));
    let judgement = match meaning {
        _ if of_pair.is_some_and(|judgement| judgement.confidence > Confidence::Possible) => of_pair?,
        Meaning::Password => password::judge(value, candidate, place)?,
        // In prose an unquoted fingerprint of a key is not the key.
        Meaning::Token
            if place == Place::Document
                && !candidate.quoted
                && value.iter().filter(|byte| byte.is_ascii_hexdigit()).count() + 1 >= value.len() =>
        {
            Judgement { confidence: Confidence::Possible, ..token(bytes, candidate, value, true)? }
        }
        Meaning::Token => token(bytes, candidate, value, true)?,
        // In prose a key is a fingerprint or a figure of speech.
        Meaning::Weak if place == Place::Document => return None,
        Meaning::Weak => token(bytes, candidate, value, false)?,
        Meaning::NotSecret | Meaning::Nothing => return None,
    };
    let is_noise = place == Place::Noise;
    Some(if is_noise { Judgement { confidence: Confidence::Possible, ..judgement } } else { judgement })
}

/// The password in `user:password`, under a name that such pairs stand under: `CREDENTIALS`, `BASIC_AUTH`.
fn password_of_pair<'v>(name: &[u8], value: &'v [u8]) -> Option<&'v [u8]> {
    const NAMES: [&[u8]; 5] = [b"credentials", b"credential", b"creds", b"cred", b"basicauth"];
    let plain: Vec<u8> = name.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect();
    let colon = memchr::memchr(b':', value)?;
    let (user, password) = (&value[..colon], &value[colon + 1..]);
    let is_user = user.iter().all(|byte| byte.is_ascii_alphanumeric() || b"._-@".contains(byte))
        && user.iter().any(u8::is_ascii_alphabetic);
    let is_pair = is_user && !password.starts_with(b"/") && !is_reference(password);
    (is_pair && NAMES.iter().any(|end| plain.ends_with(end))).then_some(password)
}

/// What a value says that is base64 of a text: a Kubernetes Secret holds passwords so.
fn plain_text(value: &[u8]) -> Option<Vec<u8>> {
    let digits = value.iter().rposition(|byte| *byte != b'=').map_or(0, |last| last + 1);
    if !(8..=200).contains(&value.len())
        || !value.len().is_multiple_of(4)
        || !value[..digits].iter().all(u8::is_ascii_alphanumeric)
    {
        return None;
    }
    let text = decode::base64_bytes(value);
    let is_text = text.len() >= 4 && text.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ' || *byte == b'\n');
    is_text.then_some(text)
}

/// Judges such a value by what it says.
fn of_plain_text(name: &[u8], text: &[u8], meaning: Meaning) -> Option<Judgement> {
    let text = text.trim_ascii();
    if is_reference(text)
        || is_encrypted(text)
        || placeholder::is_placeholder(text)
        || expression::is_text(text)
        || expression::echoes(name, text)
    {
        return None;
    }
    let confidence =
        if is_random(text) || password::is_strong(text) { Confidence::Likely } else { Confidence::Possible };
    let note = password::is_guess(text).then_some(Note::Weak);
    (meaning != Meaning::Weak || confidence == Confidence::Likely).then_some(Judgement { confidence, note })
}

/// Whether a name may mean something else, so that only a value that looks like a secret is one: an argument of a call that sets
/// nothing, a test that `pass`es.
fn is_doubtful(bytes: &[u8], candidate: &Candidate, name: &[u8]) -> bool {
    let holds = |text: &[u8], word: &[u8]| text.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word));
    let is_pass = || {
        holds(name, b"pass") && ![b"passw".as_slice(), b"passphrase", b"passcode"].iter().any(|word| holds(name, word))
    };
    let ends = |tail: &[u8]| name.len() > tail.len() && name[name.len() - tail.len()..].eq_ignore_ascii_case(tail);
    let is_call = || {
        let after = candidate.name.and_then(|name| bytes.get(name.end..candidate.value.start));
        let sets = |verb: &[u8]| name.len() >= verb.len() && name[..verb.len()].eq_ignore_ascii_case(verb);
        after.is_some_and(|after| after.trim_ascii_start().starts_with(b"("))
            && !sets(b"set")
            && !sets(b"with")
            && !sets(b"password")
    };
    // `DB_PASS=…` is one, `PASS: …`, `pass "x"` and `test_pass = a = 0` are none.
    (is_pass()
        && !((ends(b"pass") || ends(b"passe"))
            && candidate.written != Written::Header
            && is_assigned(bytes, candidate)))
        || is_call()
}

/// Whether an assignment stands between the name and the value, and nothing but quotes and blanks beside it.
fn is_assigned(bytes: &[u8], candidate: &Candidate) -> bool {
    let between = candidate.name.and_then(|name| bytes.get(name.end..candidate.value.start)).unwrap_or_default();
    between.iter().any(|byte| matches!(byte, b'=' | b':'))
}

/// A value that a machine made, under a name that says so (`is_strong`) or may say so.
fn token(bytes: &[u8], candidate: &Candidate, value: &[u8], is_strong: bool) -> Option<Judgement> {
    let judged = |confidence| Some(Judgement { confidence, note: None });
    if value.len() < SHORTEST_TOKEN
        || placeholder::is_placeholder(value)
        || digest::is_digest(bytes, candidate.value, candidate.name.filter(|_| !is_strong))
    {
        return None;
    }
    if digest::is_uuid(value) && !is_strong {
        return None;
    }
    if digest::is_uuid(value) {
        return judged(if is_strong && names_a_key(bytes, candidate) {
            Confidence::Likely
        } else {
            Confidence::Possible
        });
    }
    if value.iter().any(u8::is_ascii_whitespace) {
        return None;
    }
    if is_random(value) && value.len() >= 12 {
        let is_long = value.len() >= 16;
        return match (is_strong, is_long) {
            (true, _) | (false, true) if is_strong || has_kinds(value) => judged(Confidence::Likely),
            _ => judged(Confidence::Possible),
        };
    }
    let looks_made = has_kinds(value) && !expression::is_identifier(value);
    match is_strong {
        true if password::is_strong(value) => judged(Confidence::Likely),
        true if looks_made => judged(Confidence::Possible),
        _ => None,
    }
}

/// Whether a name says so clearly that a value is a credential that even a UUID is one.
fn names_a_key(bytes: &[u8], candidate: &Candidate) -> bool {
    let name = candidate.name.and_then(|name| bytes.get(name.range())).unwrap_or_default();
    let plain: Vec<u8> = name.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect();
    [b"apikey".as_slice(), b"secret", b"accesstoken", b"authtoken", b"privatekey", b"accesskey", b"apitoken"]
        .iter()
        .any(|word| plain.windows(word.len()).any(|window| window == *word))
}

/// Letters and digits both.
fn has_kinds(value: &[u8]) -> bool {
    value.iter().any(u8::is_ascii_digit) && value.iter().any(u8::is_ascii_alphabetic)
}

/// Whether a token's body was made up: one letter again and again, a sequence, `example`, a published sample.
pub(super) fn is_made_up(token: &[u8]) -> bool {
    placeholder::is_made_up(token)
}
