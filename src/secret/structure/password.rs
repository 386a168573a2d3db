//! Passwords in formats that say `assword` in their own way: Group Policy, answer files, Firefox, Cisco, connection strings.

use super::cursor::{Cursor, begins, holds};
use super::{guess, hit};
use crate::secret::alphabet::Alphabet;
use crate::secret::candidate::Hit;
use crate::secret::checksum::Proven;
use crate::secret::found::{Note, Written};
use crate::secret::providers::structural;
use crate::secret::{decode, judge};
use crate::text::Span;

/// How far a connection string reaches to either side of its password.
const REACH: usize = 512;

/// The password behind the `assword` at `mark`, where the format is one of these.
pub(super) fn at(bytes: &[u8], mark: usize) -> Option<Hit> {
    let before = &bytes[..mark];
    let after = Cursor::new(bytes, mark + "assword".len());
    if before.ends_with(b"cp") {
        return group_policy(bytes, after, mark - 2);
    }
    if before.ends_with(b"encryptedP") {
        return firefox(bytes, after, mark - 10);
    }
    match (before.last()?, after.peek()?) {
        (b'P', b'>') => answer_file(bytes, after),
        (b'p', b' ') => cisco(bytes, after),
        (b'P' | b'p', b'=') => connection(bytes, mark - 1, after),
        _ => None,
    }
}

/// `cpassword="…"`: AES with a key that Microsoft published (MS14-025).
fn group_policy(bytes: &[u8], mut cursor: Cursor<'_>, start: usize) -> Option<Hit> {
    let name = Span::new(start, cursor.at);
    cursor.take(b"=")?;
    cursor.quote()?;
    let value = cursor.run(Alphabet::BASE64, 1024).filter(|value| value.len() >= 20)?;
    cursor.quote()?;
    let blocks = decode::base64_bytes(&bytes[value.range()]);
    (blocks.len().is_multiple_of(16)).then(|| Hit {
        name: Some(name),
        proven: Proven::Yes,
        written: Written::Assigned,
        ..hit(&structural::GPP_PASSWORD, value)
    })
}

/// `"encryptedPassword":"…"` of `logins.json`: DER, encrypted with the profile's own key file.
fn firefox(bytes: &[u8], mut cursor: Cursor<'_>, start: usize) -> Option<Hit> {
    let name = Span::new(start, cursor.at);
    cursor.quote()?;
    cursor.space();
    cursor.take(b":")?;
    cursor.space();
    cursor.quote()?;
    let value = cursor.run(Alphabet::BASE64, 4096).filter(|value| value.len() >= 40)?;
    (decode::base64_head(&bytes[value.range()], 4).first() == Some(&0x30)).then(|| Hit {
        name: Some(name),
        note: Some(Note::Protected),
        written: Written::Assigned,
        ..hit(&structural::BROWSER_PASSWORD, value)
    })
}

/// `<AdministratorPassword><Value>…</Value>`: plain, or base64 of UTF-16 with the element's own name behind.
fn answer_file(bytes: &[u8], mut cursor: Cursor<'_>) -> Option<Hit> {
    cursor.take(b">")?;
    cursor.space();
    cursor.take(b"<Value>")?;
    let value = cursor.until(|byte| byte == b'<' || byte == b'\n', 512).filter(|value| !value.is_empty())?;
    let text = &bytes[value.range()];
    let is_hidden = text == b"*SENSITIVE*DATA*DELETED*" || guess::is_left_out(text);
    (!is_hidden).then(|| Hit { written: Written::Assigned, ..hit(&structural::UNATTEND_PASSWORD, value) })
}

/// `password 7 0822455D0A16`: two decimal digits of a seed, then hex that a published table undoes.
fn cisco(bytes: &[u8], mut cursor: Cursor<'_>) -> Option<Hit> {
    cursor.blanks();
    cursor.take(b"7 ")?;
    cursor.blanks();
    let value = cursor.run(Alphabet::ANY_HEX, 512)?;
    let text = &bytes[value.range()];
    let seed = text.get(..2).filter(|seed| seed.iter().all(u8::is_ascii_digit))?;
    let is_hash = text.len() >= 6 && text.len().is_multiple_of(2) && seed <= b"52".as_slice();
    (is_hash && ends_word(bytes, value.end))
        .then(|| Hit { written: Written::Argument, ..hit(&structural::CISCO_PASSWORD, value) })
}

/// `snmp-server community X RO`.
pub(super) fn snmp(bytes: &[u8], at: usize) -> Option<Hit> {
    let mut cursor = Cursor::new(bytes, at);
    cursor.take(b"snmp-server community ")?;
    cursor.blanks();
    let value = cursor.until(|byte| byte <= b' ' || matches!(byte, b'"' | b'\'' | b'\\'), 64)?;
    let text = &bytes[value.range()];
    if value.len() < 3 || guess::is_left_out(text) || text == b"string" {
        return None;
    }
    let note = matches!(text, b"public" | b"private").then_some(Note::Weak);
    Some(Hit { note, written: Written::Argument, ..hit(&structural::SNMP_COMMUNITY, value) })
}

fn ends_word(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|next| !next.is_ascii_alphanumeric())
}

/// `Server=…;User Id=…;Password=…`, in any order.
fn connection(bytes: &[u8], start: usize, mut cursor: Cursor<'_>) -> Option<Hit> {
    let name = Span::new(start, cursor.at);
    cursor.take(b"=")?;
    let own = cursor.one_of(b"'{");
    let close = own.map_or(b';', |open| if open == b'{' { b'}' } else { open });
    let ends = |byte: u8| {
        byte == close || matches!(byte, b'"' | b'\n' | b'\r' | b'<' | b'`') || own.is_none() && byte == b'\''
    };
    let value = cursor.until(ends, 256).filter(|value| !value.is_empty())?;
    let (before, after) = (line_before(bytes, start), line_after(bytes, value.end));
    let host = part(before, &HOSTS).or_else(|| part(after, &HOSTS))?;
    let user = part(before, &USERS).or_else(|| part(after, &USERS)).unwrap_or_default();
    let text = &bytes[value.range()];
    // `';Password=', parameters('pw')`: the quote closed a string, and code follows.
    let is_code = own.is_some() && matches!(text.first(), Some(b' ' | b',' | b')' | b'+' | b'&' | b'.' | b';'));
    if is_code || guess::is_left_out(text) || guess::is_nobody(user, text) {
        return None;
    }
    Some(Hit {
        name: Some(name),
        note: guess::note(user, text, machine(host)).or_else(|| judge::is_made_up(text).then_some(Note::Example)),
        written: Written::Url,
        ..hit(&structural::CONNECTION_STRING, value)
    })
}

/// What names the server of a connection string.
const HOSTS: [&[u8]; 7] = [b"server", b"data source", b"host", b"datasource", b"address", b"addr", b"network address"];
/// What names the user.
const USERS: [&[u8]; 6] = [b"user id", b"uid", b"user", b"username", b"userid", b"user name"];

/// The value of the first of `names` in `key=value;` pairs.
fn part<'a>(text: &'a [u8], names: &[&[u8]]) -> Option<&'a [u8]> {
    text.split(|byte| *byte == b';').find_map(|pair| {
        let sign = memchr::memchr(b'=', pair)?;
        let (key, value) = (pair[..sign].trim_ascii(), pair[sign + 1..].trim_ascii());
        names.iter().any(|name| key.len() == name.len() && begins(key, name)).then_some(value)
    })
}

/// What stands in front on the same line and in the same string.
fn line_before(bytes: &[u8], at: usize) -> &[u8] {
    let window = &bytes[at.saturating_sub(REACH)..at];
    let start = (0..window.len()).rev().find(|at| is_border(&window[*at..])).map_or(0, |at| at + 1);
    let line = &window[start..];
    // `ConnectionString=Server=…`: the first pair may be the value of another.
    let inner = [b"Server=".as_slice(), b"Data Source=", b"Host=", b"server="]
        .iter()
        .find_map(|name| memchr::memmem::find(line, name));
    inner.map_or(line, |inner| &line[inner..])
}

/// What follows on the same line and in the same string.
fn line_after(bytes: &[u8], at: usize) -> &[u8] {
    let window = &bytes[at..bytes.len().min(at + REACH)];
    &window[..(0..window.len()).find(|at| is_border(&window[*at..])).unwrap_or(window.len())]
}

/// Where a connection string ends at the latest: it has one password, so that each is read once.
fn is_border(rest: &[u8]) -> bool {
    matches!(rest, [b'"' | b'\n' | b'\r' | b'`' | b'<' | b'>', ..]) || rest.starts_with(b"assword=")
}

/// `tcp:db.example.org,1433` and `.\SQLEXPRESS` without protocol, port and instance.
fn machine(host: &[u8]) -> &[u8] {
    let host = host.strip_prefix(b"tcp:").unwrap_or(host);
    let end = host.iter().position(|byte| matches!(byte, b',' | b'\\' | b':' | b'/')).unwrap_or(host.len());
    match &host[..end] {
        b"." | b"(local)" | b"(localdb)" => b"localhost",
        name if holds(name, b"${") || holds(name, b"{") => b"localhost",
        name => name,
    }
}
