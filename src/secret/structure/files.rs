//! Files that are known by their name, and files that are a secret as a whole.

use super::cursor::{Cursor, begins};
use super::{guess, hash, hit};
use crate::secret::alphabet::Alphabet;
use crate::secret::candidate::Hit;
use crate::secret::checksum::Proven;
use crate::secret::found::{Note, Written};
use crate::secret::providers::structural;
use crate::secret::{decode, judge};
use crate::text::{RepoPath, Span};

/// What a file's name says about its lines.
enum Format {
    /// `host:port:database:user:password` (libpq, "The Password File").
    Pgpass,
    /// `user:hash:…` (shadow(5), htpasswd(1)).
    Hashes,
    /// A key of Rails: 32 hex digits and nothing else.
    MasterKey,
    /// A pass phrase and nothing else.
    Phrase,
    /// FileZilla's list of servers.
    FileZilla,
    /// `password = …` of MySQL's clients.
    MyCnf,
}

/// The secrets of a file whose name tells its grammar; called once a file.
pub(in crate::secret) fn by_name(path: &RepoPath, bytes: &[u8], found: &mut Vec<Hit>) {
    let Some(format) = format(path.name()) else { return };
    match format {
        Format::Pgpass => each_line(bytes, found, pgpass),
        Format::Hashes => each_line(bytes, found, hashed),
        Format::MyCnf => each_line(bytes, found, my_cnf),
        Format::MasterKey => found.extend(master_key(bytes)),
        Format::Phrase => found.extend(phrase(bytes)),
        Format::FileZilla => filezilla(bytes, found),
    }
}

/// By the last part of a path.
fn format(name: &[u8]) -> Option<Format> {
    const NAMES: [(&[u8], Format); 18] = [
        (b".pgpass", Format::Pgpass),
        (b"pgpass", Format::Pgpass),
        (b"pgpass.conf", Format::Pgpass),
        (b"shadow", Format::Hashes),
        (b"shadow-", Format::Hashes),
        (b"gshadow", Format::Hashes),
        (b".htpasswd", Format::Hashes),
        (b"htpasswd", Format::Hashes),
        (b"passwd", Format::Hashes),
        (b".my.cnf", Format::MyCnf),
        (b".mylogin.cnf", Format::MyCnf),
        (b"master.key", Format::MasterKey),
        (b".vault_pass", Format::Phrase),
        (b".vault_pass.txt", Format::Phrase),
        (b"vault_pass.txt", Format::Phrase),
        (b"sitemanager.xml", Format::FileZilla),
        (b"recentservers.xml", Format::FileZilla),
        (b"filezilla.xml", Format::FileZilla),
    ];
    if let Some((_, format)) = NAMES.into_iter().find(|(known, _)| name.eq_ignore_ascii_case(known)) {
        return Some(format);
    }
    match name {
        _ if name.ends_with(b".htpasswd") => Some(Format::Hashes),
        _ if name.ends_with(b".key") => Some(Format::MasterKey),
        _ if begins(name, b".vault-pass") || begins(name, b".vault_password") || begins(name, b"vault-password") => {
            Some(Format::Phrase)
        }
        _ => None,
    }
}

/// Reads the lines that are no comment.
fn each_line(bytes: &[u8], found: &mut Vec<Hit>, read: impl Fn(&[u8], Span) -> Option<Hit>) {
    let mut start = 0;
    while start < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |at| start + at);
        let line = Span::new(start, start + bytes[start..end].trim_ascii_end().len());
        if !line.is_empty() && bytes[start] != b'#' {
            found.extend(read(bytes, line));
        }
        start = end + 1;
    }
}

fn pgpass(bytes: &[u8], line: Span) -> Option<Hit> {
    let (mut fields, mut start, mut at) = ([Span::default(); 4], line.start, line.start);
    for field in &mut fields {
        loop {
            match bytes[at..line.end].first()? {
                b'\\' => at += 2,
                b':' => break,
                _ => at += 1,
            }
            if at >= line.end {
                return None;
            }
        }
        *field = Span::new(start, at);
        at += 1;
        start = at;
    }
    let [host, _, _, user] = fields.map(|field| &bytes[field.range()]);
    let password = Span::new(start, line.end);
    let text = &bytes[password.range()];
    (!text.is_empty() && !guess::is_left_out(text) && !guess::is_nobody(user, text)).then(|| Hit {
        name: Some(fields[3]),
        note: guess::note(user, text, host),
        written: Written::File,
        ..hit(&structural::PGPASS_PASSWORD, password)
    })
}

fn hashed(bytes: &[u8], line: Span) -> Option<Hit> {
    let text = &bytes[line.range()];
    let colon = memchr::memchr(b':', text)?;
    let rest = &text[colon + 1..];
    let length = memchr::memchr(b':', rest).unwrap_or(rest.len());
    let hash = line.part(colon + 1..colon + 1 + length);
    hash::is_field(&bytes[hash.range()]).then(|| Hit {
        name: Some(line.part(0..colon)),
        note: Some(Note::Protected),
        written: Written::File,
        ..hit(&structural::PASSWORD_HASH, hash)
    })
}

fn my_cnf(bytes: &[u8], line: Span) -> Option<Hit> {
    let mut cursor = Cursor::new(bytes, line.start);
    cursor.blanks();
    let name = Span::new(cursor.at, cursor.at + "password".len());
    cursor.take(b"password")?;
    cursor.blanks();
    cursor.take(b"=")?;
    cursor.blanks();
    let quote = cursor.quote();
    let end = line.end - usize::from(quote.is_some() && bytes.get(line.end - 1) == quote.as_ref());
    let value = Span::new(cursor.at, end);
    (!value.is_empty() && !guess::is_left_out(&bytes[value.range()])).then(|| Hit {
        name: Some(name),
        written: Written::File,
        note: guess::note(b"", &bytes[value.range()], b"db.host"),
        ..hit(&structural::MYSQL_PASSWORD, value)
    })
}

fn master_key(bytes: &[u8]) -> Option<Hit> {
    let text = bytes.trim_ascii();
    let is_key = text.len() == 32 && Alphabet::HEX.run(text) == 32 && !judge::is_made_up(text);
    is_key.then(|| Hit { written: Written::File, ..hit(&structural::FRAMEWORK_SECRET, whole(bytes)) })
}

/// One line; a script that asks a keyring is none, nor is an encrypted file.
fn phrase(bytes: &[u8]) -> Option<Hit> {
    let text = bytes.trim_ascii();
    let is_phrase =
        (4..=128).contains(&text.len()) && !text.contains(&b'\n') && !text.starts_with(b"#") && text[0] != b'$';
    let note = guess::note(b"", text, b"vault.host");
    (is_phrase && !guess::is_left_out(text)).then(|| Hit {
        written: Written::File,
        note,
        ..hit(&structural::VAULT_PASSWORD, whole(bytes))
    })
}

/// A whole file without the white space around.
fn whole(bytes: &[u8]) -> Span {
    let start = bytes.len() - bytes.trim_ascii_start().len();
    Span::new(start, start + bytes.trim_ascii().len())
}

/// `<Pass encoding="base64">…</Pass>`; older versions write it plain.
fn filezilla(bytes: &[u8], found: &mut Vec<Hit>) {
    for at in memchr::memmem::find_iter(bytes, b"<Pass") {
        let mut cursor = Cursor::new(bytes, at + "<Pass".len());
        let Some(attributes) = cursor.until(|byte| byte == b'>' || byte == b'\n', 64) else { continue };
        if cursor.take(b">").is_none() || bytes[attributes.range()].first().is_some_and(|first| *first != b' ') {
            continue;
        }
        let Some(value) = cursor.until(|byte| byte == b'<' || byte == b'\n', 512) else { continue };
        let text = &bytes[value.range()];
        let is_plain = !bytes[attributes.range()].windows(6).any(|word| word == b"base64");
        let password = if is_plain { text.to_vec() } else { decode::base64_bytes(text) };
        if !password.is_empty() && !guess::is_left_out(&password) {
            found.push(Hit { written: Written::File, ..hit(&structural::FILEZILLA_PASSWORD, value) });
        }
    }
}

/// What a file is that is a secret as a whole, text or not: a store of keys, a key in binary. `head` is its start, the more the better.
pub(in crate::secret) fn file(head: &[u8]) -> Option<Hit> {
    let protected = Some(Note::Protected);
    let (detector, note) = if head.starts_with(b"\xfe\xed\xfe\xed") || head.starts_with(b"\xce\xce\xce\xce") {
        java_key(head)?;
        (&structural::KEYSTORE, protected)
    } else if head.starts_with(b"\x03\xd9\xa2\x9a")
        || head.starts_with(b"\x9a\xa2\xd9\x03")
        || head.starts_with(b"PWS3")
    {
        (&structural::PASSWORD_DATABASE, protected)
    } else if is_pfx(head) {
        (&structural::KEYSTORE, protected)
    } else if decode::is_key(head) {
        (&structural::PRIVATE_KEY, None)
    } else {
        return None;
    };
    let span = Span::new(0, head.len());
    Some(Hit { note, proven: Proven::Yes, written: Written::File, ..hit(detector, span) })
}

/// `SEQUENCE { INTEGER 3, SEQUENCE { OBJECT pkcs7-data …` (RFC 7292, section 4).
fn is_pfx(head: &[u8]) -> bool {
    const DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07";
    let head = &head[..head.len().min(40)];
    let says = |part: &[u8]| head.windows(part.len()).any(|window| window == part);
    head.first() == Some(&0x30) && says(b"\x02\x01\x03\x30") && says(DATA)
}

/// Looks for the first entry of a Java key store that is a key; stores of trusted certificates hold none.
fn java_key(head: &[u8]) -> Option<()> {
    let entries = number(head, 8)?;
    let mut at = 12;
    for _ in 0..entries.min(1024) {
        // 1 is a private key, 2 a trusted certificate, 3 a secret key.
        if number(head, at)? != 2 {
            return Some(());
        }
        at += 4;
        at += 2 + short(head, at)? + 8;
        at += 2 + short(head, at)?;
        at += 4 + number(head, at)? as usize;
    }
    None
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?)))
}
