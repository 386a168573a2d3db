//! Private keys in ASCII armor (RFC 7468, RFC 4880, RFC 4716), however they are embedded: in strings, YAML, diffs, on one line.

use super::cursor::holds;
use super::hit;
use crate::secret::alphabet::Alphabet;
use crate::secret::candidate::Hit;
use crate::secret::checksum::Proven;
use crate::secret::found::Note;
use crate::secret::providers::structural;
use crate::secret::{decode, judge};
use crate::text::Span;

/// The longest body: RSA with 16384 bits takes 13 KB, indented and quoted twice of it, PGP with subkeys more.
const LONGEST: usize = 64 << 10;
/// The shortest body: an Ed25519 key takes 64 digits.
const SHORTEST: usize = 60;
/// The shortest run of digits that is a line of a body rather than a word.
const LINE: usize = 16;
/// How many digits a body without an end must have, where they do not decode to a key.
const LONG: usize = 200;
/// The most bytes between two lines of a body: quotes, escapes, indentation, signs of concatenation.
const GAP: usize = 96;

/// What the label says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A DER structure: PKCS#1, SEC 1, PKCS#8.
    Der,
    /// PKCS#8 behind a pass phrase.
    Encrypted,
    OpenSsh,
    Pgp,
    Ssh2,
}

/// The key block whose `BEGIN ` stands at `mark`.
pub(super) fn at(bytes: &[u8], mark: usize, done: usize) -> Option<Hit> {
    let before = &bytes[..mark];
    let is_opened = before.ends_with(b"-----") || before.ends_with(b"---- ");
    let start = mark.checked_sub(5).filter(|start| is_opened && *start >= done)?;
    let (kind, body) = label(bytes, mark + "BEGIN ".len())?;
    let (stop, end) = stop(bytes, body);
    let lines = Lines::read(bytes, Span::new(headers(bytes, Span::new(body, stop)), stop))?;
    let span = Span::new(start, end.unwrap_or(lines.cut));
    let key = Key::read(kind, bytes, body, lines.first);
    let least = if end.is_some() || key.proven == Proven::Yes { SHORTEST } else { LONG };
    let digits = if end.is_some() { lines.digits } else { lines.cut_digits };
    let is_dense = end.is_none() || lines.digits * 2 + 256 >= stop - body;
    if digits < least || !is_dense || is_placeholder(&bytes[body..span.end], &bytes[lines.first.range()], key.proven) {
        return None;
    }
    let detector = if key.is_protected { &structural::ENCRYPTED_PRIVATE_KEY } else { &structural::PRIVATE_KEY };
    Some(Hit { proven: key.proven, note: key.is_protected.then_some(Note::Protected), ..hit(detector, span) })
}

/// Reads `RSA PRIVATE KEY-----`: the kind, and where the body starts.
fn label(bytes: &[u8], at: usize) -> Option<(Kind, usize)> {
    let rest = &bytes[at..];
    let length = rest.iter().take(48).take_while(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b' ')).count();
    let label = rest[..length].trim_ascii_end();
    let dashes = rest[length..].iter().take(5).take_while(|byte| **byte == b'-').count();
    let name = label.strip_suffix(b" BLOCK").unwrap_or(label);
    let kind = match name.strip_suffix(b"PRIVATE KEY")?.trim_ascii_end() {
        b"OPENSSH" => Kind::OpenSsh,
        b"PGP" => Kind::Pgp,
        b"SSH2 ENCRYPTED" => Kind::Ssh2,
        b"ENCRYPTED" => Kind::Encrypted,
        _ => Kind::Der,
    };
    (dashes >= 4).then_some((kind, at + length + dashes))
}

/// Where the body that starts at `body` stops at the latest, and where the block ends, if it has its own `END`.
fn stop(bytes: &[u8], body: usize) -> (usize, Option<usize>) {
    let window = &bytes[body..bytes.len().min(body + LONGEST)];
    let Some(found) = memchr::memmem::find(window, b"----") else { return (body + window.len(), None) };
    let stop = body + found;
    let dashes = bytes[stop..].iter().take(8).take_while(|byte| matches!(byte, b'-' | b' ')).count();
    let Some(rest) = bytes[stop + dashes..].strip_prefix(b"END ") else { return (stop, None) };
    let at = stop + dashes + "END ".len();
    let length = rest.iter().take(48).take_while(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b' ')).count();
    let dashes = rest[length..].iter().take(5).take_while(|byte| **byte == b'-').count();
    (stop, holds(&rest[..length], b"PRIVATE KEY").then_some(at + length + dashes))
}

/// Where the digits start: behind the initialization vector of an encrypted key, which looks like digits too.
fn headers(bytes: &[u8], body: Span) -> usize {
    let head = &bytes[body.start..body.end.min(body.start + 256)];
    let Some(info) = memchr::memmem::find(head, b"DEK-Info:") else { return body.start };
    let Some(comma) = memchr::memchr(b',', &head[info..]) else { return body.start };
    let vector = body.start + info + comma + 1;
    vector + Alphabet::UPPER_HEX.run(&bytes[vector..body.end]).min(32)
}

/// The lines of a body, whatever stands between them.
struct Lines {
    first: Span,
    /// Of all lines.
    digits: usize,
    /// The end of the last line that goes on as the first one began: where the body ends that has no end.
    cut: usize,
    /// Of the lines up to there.
    cut_digits: usize,
}

impl Lines {
    fn read(bytes: &[u8], region: Span) -> Option<Self> {
        let mut lines: Option<Self> = None;
        let mut is_over = false;
        let mut at = region.start;
        while at < region.end {
            let run = Alphabet::BASE64.run(&bytes[at..region.end]);
            let line = Span::new((at + escape(bytes, at)).min(at + run), at + run);
            at = line.end + usize::from(run == 0);
            match &mut lines {
                _ if line.is_empty() => {}
                None if line.len() >= LINE => {
                    let (cut, digits) = (line.end, line.len());
                    lines = Some(Self { first: line, digits, cut, cut_digits: digits });
                }
                None => {}
                Some(lines) => {
                    lines.digits += if line.len() >= LINE { line.len() } else { 0 };
                    let goes_on = line.start - lines.cut <= GAP && line.len() <= lines.first.len() + 1;
                    if !is_over && goes_on && line.len() > 2 {
                        is_over = line.len() + 1 < lines.first.len();
                        lines.cut = line.end;
                        lines.cut_digits += line.len();
                    }
                }
            }
        }
        lines
    }
}

/// How many letters at `at` belong to an escape in front: `n` of `\n`, `u000a` of `\u000a`.
fn escape(bytes: &[u8], at: usize) -> usize {
    match (at > 0 && bytes[at - 1] == b'\\', &bytes[at..]) {
        (true, [b'n' | b'r' | b't', ..]) => 1,
        (true, [b'u', b'0', b'0', b'0', ..]) => 5,
        _ => 0,
    }
}

/// What the first digits of a body say about the key.
struct Key {
    proven: Proven,
    is_protected: bool,
}

impl Key {
    fn read(kind: Kind, bytes: &[u8], body: usize, first: Span) -> Self {
        let head = decode::base64_head(unprefixed(bytes, first), 64);
        let sequence = head.first() == Some(&0x30);
        let (fits, is_protected) = match kind {
            Kind::Der if holds(&bytes[body..first.start], b"ENCRYPTED") => return Self::protected(),
            Kind::Encrypted if !sequence => return Self::protected(),
            Kind::Encrypted => (true, true),
            Kind::Der => (sequence, false),
            Kind::OpenSsh => {
                let cipher = head.strip_prefix(b"openssh-key-v1\0").and_then(text);
                (cipher.is_some(), cipher.is_some_and(|cipher| cipher != b"none"))
            }
            // A packet's tag has its highest bit set (RFC 4880, section 4.2).
            Kind::Pgp => (head.first().is_some_and(|tag| *tag >= 0x80), false),
            Kind::Ssh2 => {
                let kind = head.get(8..).and_then(text);
                let cipher = kind.and_then(|kind| text(&head[12 + kind.len()..]));
                (head.starts_with(b"\x3f\x6f\xf9\xeb"), cipher != Some(b"none".as_slice()))
            }
        };
        Self { proven: if fits { Proven::Yes } else { Proven::Unknown }, is_protected }
    }

    fn protected() -> Self {
        Self { proven: Proven::Unknown, is_protected: true }
    }
}

/// The first line without the mark of a diff.
fn unprefixed(bytes: &[u8], line: Span) -> &[u8] {
    let is_marked = line.start > 0 && bytes[line.start] == b'+' && bytes[line.start - 1] == b'\n';
    &bytes[line.start + usize::from(is_marked)..line.end]
}

/// A text with its length in front (RFC 4251, section 5).
fn text(bytes: &[u8]) -> Option<&[u8]> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.get(..u32::from_be_bytes(*length) as usize)
}

/// Whether somebody left the key out: `MIIE...`, `{{ key }}`, one letter again and again. OpenSSH's own format repeats `A`.
fn is_placeholder(body: &[u8], first: &[u8], proven: Proven) -> bool {
    const SIGNS: [&[u8]; 6] = [b"...", "…".as_bytes(), b"{{", b"${", b"REDACTED", b"xxxxxxxx"];
    let mut seen = 0u128;
    first.iter().for_each(|byte| seen |= 1 << (byte & 127));
    SIGNS.iter().any(|sign| holds(body, sign))
        || seen.count_ones() < 8
        || proven != Proven::Yes && judge::is_made_up(first)
}
