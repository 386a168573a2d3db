//! What a password in a URL or a file is worth: left out, guessable, or for a host that is nobody's.

use crate::secret::found::Note;
use crate::secret::{entropy, judge};

/// Passwords that stand for a password.
const STANDINS: [&str; 30] = [
    "pass", "password", "passwd", "passw0rd", "pwd", "pw", "secret", "changeme", "change-me", "change_me", "changeit",
    "example", "test", "token", "xxx", "xxxx", "p", "x", "foo", "bar", "123", "1234", "12345", "123456", "admin",
    "root", "guest", "default", "letmein", "mypassword",
];
/// Users that stand for a user.
const NOBODIES: [&str; 14] = [
    "user", "username", "usr", "login", "name", "u", "me", "foo", "someuser", "myuser", "userid", "youruser",
    "user_name", "your_user",
];
/// Words that only a placeholder says.
const FILL: [&[u8]; 14] = [
    b"your", b"placeholder", b"redacted", b"replace", b"insert", b"<", b">", b"{{", b"...", b"****", b"xxxx", b"%3c",
    b"changeme", b"example",
];

/// Whether this is no password but says where one goes: `${PW}`, `<password>`, `%s`, `****`.
pub(super) fn is_left_out(password: &[u8]) -> bool {
    let lower = password.to_ascii_lowercase();
    let one = password.first().is_some_and(|first| password.iter().all(|byte| byte == first));
    let format = matches!(
        password,
        [b'%', b's' | b'v' | b'd' | b'q' | b'@' | b'(', ..] | [b'{' | b'[' | b'(' | b':' | b'*', ..]
    );
    let name = |rest: &[u8]| rest.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let variable = match password {
        [b'$', b'{' | b'(' | b'$', ..] => true,
        [b'$', rest @ ..] => name(rest),
        [b'%', rest @ .., b'%'] => name(rest),
        [b'_', b'_', .., b'_', b'_'] => name(password),
        _ => false,
    };
    one || format || variable || FILL.iter().any(|word| contains(&lower, word)) || judge::is_reference(password)
}

/// Whether the two say no more than `user:password`.
pub(super) fn is_nobody(user: &[u8], password: &[u8]) -> bool {
    is_one_of(user, &NOBODIES) && (is_standin(password) || password.eq_ignore_ascii_case(user))
}

/// What a password that anybody would guess is worth at `host`; other passwords are worth what they are.
pub(super) fn note(user: &[u8], password: &[u8], host: &[u8]) -> Option<Note> {
    let is_chosen = !entropy::is_random(password) && password.len() < 20;
    if is_documentation(host) {
        return (is_chosen || judge::is_made_up(password)).then_some(Note::Example);
    }
    if is_local(host) {
        return is_chosen.then_some(Note::Local);
    }
    let is_guessed = is_standin(password) || password.eq_ignore_ascii_case(user) || password.len() < 3;
    (is_guessed || judge::is_made_up(password)).then_some(Note::Weak)
}

/// Whether this is a word that stands for a password.
pub(super) fn is_standin(password: &[u8]) -> bool {
    is_one_of(password, &STANDINS)
}

fn is_one_of(word: &[u8], words: &[&str]) -> bool {
    words.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes()))
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(bytes, part).is_some()
}

/// Hosts that are kept for documentation (RFC 2606, RFC 5737), and `example` in front of any domain.
fn is_documentation(host: &[u8]) -> bool {
    let lower = host.to_ascii_lowercase();
    let labels: Vec<&[u8]> = lower.split(|byte| *byte == b'.').collect();
    let reserved = labels.last().is_some_and(|last| matches!(*last, b"example" | b"test" | b"invalid"));
    let named =
        labels.iter().rev().skip(1).any(|label| matches!(*label, b"example" | b"yourdomain" | b"mydomain" | b"domain"));
    let address = [b"192.0.2.".as_slice(), b"198.51.100.", b"203.0.113."].iter().any(|start| lower.starts_with(start));
    reserved || named || address
}

/// This machine, and names without a dot: another container, a service of the same namespace.
fn is_local(host: &[u8]) -> bool {
    let lower = host.to_ascii_lowercase();
    let ends =
        [b".local".as_slice(), b".localhost", b".localdomain", b".internal"].iter().any(|end| lower.ends_with(end));
    let address = lower.starts_with(b"127.") || matches!(lower.as_slice(), b"0.0.0.0" | b"[::1]" | b"[::]");
    ends || address || !lower.contains(&b'.')
}

#[cfg(test)]
mod tests {
    use super::{is_left_out, note};
    use crate::secret::found::Note;

    #[test]
    fn tells_what_is_left_out() {
        for password in [
            "${PW}", "$PW", "$(cat pw)", "<password>", "{{ .pw }}", "%s", "%(pw)s", "****", "xxxxx", ":pw", "{pw}",
            "%PW%", "__PW__", "%3Cpw%3E", "YOUR_PASSWORD",
        ] {
            assert!(is_left_out(password.as_bytes()), "{password}");
        }
        for password in ["$ecret!one", "hunter2", "s3cr3t", "p%40ss", "-dash-", "_x"] {
            assert!(!is_left_out(password.as_bytes()), "{password}");
        }
    }

    #[test]
    fn hosts_and_guesses() {
        let cases = [
            ("hunter2", "localhost", Some(Note::Local)),
            ("hunter2", "127.0.0.1", Some(Note::Local)),
            ("hunter2", "postgres", Some(Note::Local)),
            ("hunter2", "db.example.com", Some(Note::Example)),
            ("hunter2", "db.invalid", Some(Note::Example)),
            ("hunter2", "db.corp.net", None),
            ("password", "db.corp.net", Some(Note::Weak)),
            ("app", "db.corp.net", Some(Note::Weak)),
        ];
        for (password, host, expected) in cases {
            assert_eq!(note(b"app", password.as_bytes(), host.as_bytes()), expected, "{password} at {host}");
        }
    }
}
