//! What stands between a name and its value, in any language: `=`, `": "`, `"] = `, `: String = `, `", "`, a blank.

use super::key::Key;
use super::markup;
use super::read::{NAME, ahead, blanks, count, is_one_of, line_before, peek};
use crate::secret::found::Written;
use crate::text::Span;

/// That a name is given a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Given {
    /// What is given it.
    pub(super) key: Key,
    /// Where the value is written, behind blanks.
    pub(super) at: usize,
    /// How the value ends if it has no quotes.
    pub(super) ends: Ends,
    /// How it is written down.
    pub(super) written: Written,
    /// Whether it may stand on the next line.
    pub(super) goes_on: bool,
}

/// Where a value without quotes ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// It has quotes, or is none.
    Quoted,
    /// It is the first or second text between parentheses.
    Call,
    /// At a blank or at a sign that divides.
    Word,
    /// At a blank, as in a shell.
    Shell,
    /// With the line, or with the quote that the name stands behind.
    Line,
    /// At a comma or a bracket, as in `{a: b, c: d}`.
    Flow,
    /// With the brace: `${NAME:-default}`.
    Brace,
    /// With the tag that follows.
    Tag,
}

impl Given {
    /// What `key` is given, if anything is.
    pub(super) fn to(bytes: &[u8], key: Key) -> Option<Self> {
        if is_kind(key.text(bytes)) {
            return None;
        }
        if let Some(at) = markup::content(bytes, key) {
            return Some(Self { key, at, ends: Ends::Tag, written: Written::Assigned, goes_on: false });
        }
        let closed = Closed::behind(bytes, key.end);
        let at = blanks(bytes, closed.at);
        let assigned = Assigned { bytes, key, closed, at };
        let (at, ends) = assigned
            .braced()
            .or_else(|| assigned.operator())
            .or_else(|| assigned.word())
            .or_else(|| assigned.blank())?;
        let is_line = ends == Ends::Line || ends == Ends::Flow;
        let goes_on =
            !matches!(ends, Ends::Brace | Ends::Shell) && (is_line || assigned.at_sign() != b'=' || at > assigned.at);
        Some(Self { key, at: blanks(bytes, at), ends, written: assigned.written(), goes_on })
    }
}

impl Given {
    /// `IDENTIFIED BY '…'` of SQL, whose second word ends at `end`.
    pub(super) fn by(bytes: &[u8], end: usize) -> Option<Self> {
        const WORDS: &[u8] = b"IDENTIFIED BY";
        let start = end.checked_sub(WORDS.len()).filter(|start| bytes[*start..].starts_with(WORDS))?;
        let at = blanks(bytes, end);
        let name = Span::new(start, start + b"IDENTIFIED".len());
        let key = Key { span: name, end: name.end };
        let is_given = at > end && matches!(peek(bytes, at), b'\'' | b'"');
        is_given.then_some(Self { key, at, ends: Ends::Quoted, written: Written::Assigned, goes_on: false })
    }
}

/// What closes a name: its quote, its bracket, and the parenthesis of a call that it is the argument of.
#[derive(Clone, Copy)]
struct Closed {
    at: usize,
    is_quoted: bool,
    is_called: bool,
}

impl Closed {
    fn behind(bytes: &[u8], end: usize) -> Self {
        let mut closed = Self { at: end, is_quoted: false, is_called: false };
        for _ in 0..4 {
            let rest = ahead(bytes, closed.at, 16);
            let slashes = count(rest, |byte| byte == b'\\').min(8);
            closed.at += match &rest[slashes..] {
                [b'"' | b'\'' | b'`', ..] if !closed.is_quoted => {
                    closed.is_quoted = true;
                    slashes + 1
                }
                _ if slashes > 0 => break,
                [b'&', b'q', b'u', b'o', b't', b';', ..] if !closed.is_quoted => {
                    closed.is_quoted = true;
                    6
                }
                [b']' | b'}', ..] => 1,
                [b')', ..] => {
                    closed.is_called = true;
                    1
                }
                // An array of C: `char password[64] = "…"`.
                [b'[', index @ ..] => match index.iter().position(|byte| *byte == b']') {
                    Some(len) if index[..len].iter().all(u8::is_ascii_alphanumeric) => len + 2,
                    _ => break,
                },
                _ => break,
            };
        }
        closed
    }
}

/// A name with what stands behind it.
struct Assigned<'a> {
    bytes: &'a [u8],
    key: Key,
    closed: Closed,
    /// Behind the name, what closes it, and blanks.
    at: usize,
}

impl Assigned<'_> {
    fn at_sign(&self) -> u8 {
        peek(self.bytes, self.at)
    }

    fn is_spaced(&self) -> bool {
        self.at > self.closed.at
    }

    /// `${NAME:-default}` of a shell, `${name:default}` of Spring.
    fn braced(&self) -> Option<(usize, Ends)> {
        if self.closed.at != self.key.end || !self.bytes[..self.key.span.start].ends_with(b"${") {
            return None;
        }
        let len = match ahead(self.bytes, self.at, 2) {
            [b':', b'-' | b'='] => 2,
            [b':', b'?' | b'+' | b'0'..=b'9'] => return None,
            [b':' | b'-' | b'=', ..] => 1,
            _ => return None,
        };
        Some((self.at + len, Ends::Brace))
    }

    fn operator(&self) -> Option<(usize, Ends)> {
        let rest = ahead(self.bytes, self.at, 4);
        let (len, ends) = match rest {
            // Calls have other operators than `=`: `getenv("X") or "…"`, `expect(password).toBe("…")`.
            [b'=' | b':' | b',' | b'(', ..] if self.closed.is_called && rest.get(1) != Some(&b'=') => return None,
            [b'=' | b'!', b'=', b'=', ..] => (3, Ends::Quoted),
            [b'=' | b'!', b'=', ..] | [b'|', b'|', ..] | [b'?', b'?' | b':', ..] | [b'-', b'>', ..]
                if rest.get(2) != Some(&b'=') =>
            {
                (2, Ends::Quoted)
            }
            [b'=', b'~', ..] => return None,
            [b'=', b'>', ..] | [b'<', b'-', ..] => (2, Ends::Flow),
            [b'|', b'|', b'=', ..] | [b'?', b'?', b'=', ..] | [b':', b':', b'=', ..] => (3, self.spaced_ends()),
            [b':' | b'+' | b'?' | b'.', b'=', ..] => (2, self.spaced_ends()),
            [b'=', ..] => (1, self.equals()),
            [b':', ..] => return self.colon(),
            [b'(', ..] if !self.is_spaced() => (1, Ends::Call),
            [b',', ..] if self.is_argument() => (1, Ends::Quoted),
            _ => return None,
        };
        Some((self.at + len, ends))
    }

    fn spaced_ends(&self) -> Ends {
        if self.key.is_first(self.bytes) { Ends::Line } else { Ends::Word }
    }

    fn equals(&self) -> Ends {
        let lead = self.key.lead(self.bytes);
        let is_query = matches!(lead.trim_ascii_end().last(), Some(b'?' | b'&' | b';'));
        if is_query || self.closed.is_quoted || !self.key.is_first(self.bytes) || self.key.is_flag(self.bytes) {
            return Ends::Word;
        }
        if self.is_spaced() {
            return Ends::Line;
        }
        // `NAME=value command` of a shell; a line of properties goes on to its end, unless another pair stands on it.
        let value = ahead(self.bytes, self.at + 1, WORDS_OF_LINE);
        let line = &value[..count(value, |byte| byte != b'\n')];
        let has_next = line.split(|byte| *byte == b' ').skip(1).any(|word| {
            let name = count(word, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
            name > 0 && word.get(name) == Some(&b'=')
        });
        let is_shell = self.key.is_upper(self.bytes) || has_next || !lead.trim_ascii().is_empty();
        if is_shell { Ends::Shell } else { Ends::Line }
    }

    fn colon(&self) -> Option<(usize, Ends)> {
        let behind = self.at + 1;
        let rest = ahead(self.bytes, behind, 3);
        let ends = self.colon_ends();
        match rest {
            // `scheme://`, a path of Rust.
            [b'/', b'/', ..] => return None,
            // LDIF marks base64 so.
            [b':', b' ', ..] => return Some((behind + 1, ends)),
            [b':', ..] => return None,
            _ => {}
        }
        let has_room = rest
            .first()
            .is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b'\\' | b'&'));
        let lead = self.key.lead(self.bytes);
        // `@password: what the caller knows` in a comment on code.
        if lead.ends_with(b"@") {
            return None;
        }
        // `registry/token-service:latest`, `arn:aws:secret:name`.
        if !self.closed.is_quoted && !has_room && (self.is_spaced() || matches!(lead.last(), Some(b'/' | b':' | b'@')))
        {
            return None;
        }
        if !self.closed.is_quoted
            && let Some(at) = annotated(self.bytes, blanks(self.bytes, behind))
        {
            return Some((at, Ends::Word));
        }
        Some((behind, if has_room || self.closed.is_quoted { ends } else { Ends::Word }))
    }

    fn colon_ends(&self) -> Ends {
        let lead = self.key.lead(self.bytes).trim_ascii_end();
        let lead = if self.closed.is_quoted { lead.strip_suffix(b"\"").unwrap_or(lead).trim_ascii_end() } else { lead };
        let is_open = |lead: &[u8]| matches!(lead.last(), Some(b'{' | b',' | b'(' | b'['));
        if is_open(lead) {
            Ends::Flow
        } else if self.key.is_first(self.bytes)
            || self.key.is_escaped(self.bytes)
            || matches!(lead.last(), Some(b'"' | b'\'' | b'`'))
        {
            Ends::Line
        } else {
            Ends::Word
        }
    }

    /// Whether it is one argument or element, which a comma divides from the next.
    fn is_argument(&self) -> bool {
        let lead = self.key.lead(self.bytes);
        let before = match lead {
            [rest @ .., b'"' | b'\'' | b'`'] if self.closed.is_quoted => rest,
            // An atom of Erlang: `{password, "…"}`.
            [.., b'{' | b'('] if !self.closed.is_quoted => return true,
            [rest @ .., b'-'] if self.closed.is_quoted => {
                let flag = rest.iter().rposition(|byte| *byte != b'-').map_or(&[][..], |at| &rest[..=at]);
                return matches!(flag.last(), Some(b'"' | b'\''));
            }
            _ => return false,
        };
        let before =
            before.iter().rposition(|byte| *byte != b'\\').map_or(&[][..], |at| &before[..=at]).trim_ascii_end();
        matches!(before.last(), None | Some(b'(' | b'[' | b'{' | b','))
    }

    /// Words that give a value: `or`, `eq`, a type in front of `=`, a method that compares.
    fn word(&self) -> Option<(usize, Ends)> {
        let rest = ahead(self.bytes, self.at, 32);
        if let [b'.', method @ ..] = rest {
            let len = count(method, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
            let compares = is_one_of(&method[..len], COMPARING) && method.get(len) == Some(&b'(');
            return compares.then_some((self.at + len + 2, Ends::Quoted));
        }
        if !self.is_spaced() {
            return None;
        }
        let word = count(rest, |byte| byte.is_ascii_alphanumeric() || b"[]*_".contains(&byte));
        let behind = blanks(self.bytes, self.at + word);
        if is_one_of(&rest[..word], &["or", "eq", "ne", "is", "by", "default"]) {
            return Some((behind, Ends::Quoted));
        }
        if rest[..word].eq_ignore_ascii_case(b"for") {
            // `SET PASSWORD FOR user = '…'` of SQL.
            let user = ahead(self.bytes, behind, NAME / 2);
            let equals = memchr::memchr2(b'=', b'\n', user).filter(|at| user[*at] == b'=')?;
            return Some((behind + equals + 1, Ends::Quoted));
        }
        let behind = if rest[..word].eq_ignore_ascii_case(b"as") {
            let kind = count(ahead(self.bytes, behind, 16), |byte| byte.is_ascii_alphanumeric());
            blanks(self.bytes, behind + kind)
        } else if is_one_of(&rest[..word], &["string", "[]byte", "*string", "[]string"]) {
            behind
        } else {
            return None;
        };
        match ahead(self.bytes, behind, 2) {
            [b'=', b'='] => None,
            [b'=', ..] => Some((behind + 1, Ends::Quoted)),
            _ => None,
        }
    }

    /// A blank alone: `--password value`, `ENV NAME value`, `password "value"`, `login USER password VALUE`.
    fn blank(&self) -> Option<(usize, Ends)> {
        let next = self.at_sign();
        // Of one letter are the flags of tools that must be known.
        if self.key.span.len() == 1 || !self.is_spaced() || self.closed.at != self.key.end || next.is_ascii_whitespace()
        {
            return None;
        }
        if matches!(next, b'"' | b'\'') {
            return Some((self.at, Ends::Quoted));
        }
        let key = self.key.text(self.bytes);
        let lead = self.key.lead(self.bytes);
        if self.key.is_flag(self.bytes) {
            return (next != b'-').then_some((self.at, Ends::Shell));
        }
        let is_netrc = key == b"password" && memchr::memmem::find(lead, b"login ").is_some();
        let is_taken = next == b'=' || next == b':' || next == b'#';
        (!is_taken && (is_netrc || sets(lead))).then_some((self.at, Ends::Shell))
    }

    fn written(&self) -> Written {
        let (bytes, key) = (self.bytes, self.key);
        let lead = key.lead(bytes);
        if is_header(key.text(bytes)) && !key.is_flag(bytes) {
            Written::Header
        } else if is_on_command_line(bytes, key) {
            Written::Argument
        } else if self.at_sign() == b'='
            && matches!(lead.trim_ascii_end().last(), Some(b'?' | b'&' | b';'))
            && !lead.trim_ascii().is_empty()
        {
            Written::Url
        } else {
            Written::Assigned
        }
    }
}

/// How far to look for another pair on a line.
const WORDS_OF_LINE: usize = 256;

/// Whether it names a type, or counts: what stands in front of it names the value.
fn is_kind(word: &[u8]) -> bool {
    is_one_of(word, &["str", "string", "nsstring", "undefined", "null"]) || word.iter().all(u8::is_ascii_digit)
}

/// Methods that compare with their argument.
const COMPARING: &[&str] =
    &["equals", "equalsIgnoreCase", "isEqualTo", "eq", "eql", "is", "compare", "compareTo", "toBe", "toEqual"];

/// Behind the `=` of `: String = "…"`: a type stands between the colon at whose right `at` is and the value.
fn annotated(bytes: &[u8], at: usize) -> Option<usize> {
    let kind = ahead(bytes, at, NAME / 2);
    if !kind.first().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'&' | b'*' | b'[')) {
        return None;
    }
    let len = count(kind, |byte| byte.is_ascii_alphanumeric() || b"_<>[]?|&*'., !".contains(&byte));
    let value = ahead(bytes, at + len + 1, 1);
    let is_equals = kind.get(len) == Some(&b'=') && !matches!(value, [b'=' | b'>' | b'~' | b'\n'] | []);
    let has_room = kind[..len].ends_with(b" ") || matches!(value, [b'"' | b'\'' | b'`']);
    (is_equals && has_room && !kind[..len].ends_with(b"!")).then_some(at + len + 1)
}

/// Whether `lead` ends with a word that sets what follows: `ENV`, `setx`, `set -x`, `git config`.
fn sets(lead: &[u8]) -> bool {
    const SETTERS: &[&str] = &["ENV", "ARG", "setx", "setenv", "set", "config", "--add", "--global"];
    if !lead.ends_with(b" ") && !lead.ends_with(b"\t") {
        return false;
    }
    let is_flag = |word: &&[u8]| word.starts_with(b"-") && !is_one_of(word, SETTERS);
    let mut words = lead.rsplit(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).skip_while(is_flag);
    words.next().is_some_and(|word| is_one_of(word, SETTERS))
}

/// Whether it is a header's name that carries a credential.
pub(super) fn is_header(name: &[u8]) -> bool {
    const HEADERS: &[&str] =
        &["authorization", "private-token", "job-token", "deploy-token", "api-key", "circle-token"];
    let starts = |prefix: &[u8]| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    is_one_of(name, HEADERS) || starts(b"x-") || starts(b"proxy-auth") || starts(b"ocp-apim-")
}

/// Whether it stands in an argument of a command: `--password x`, `--set db.password=x`, `-e PASSWORD=x`, `/p:Password=x`.
fn is_on_command_line(bytes: &[u8], key: Key) -> bool {
    if key.is_flag(bytes) {
        return true;
    }
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b',');
    let is_option = |word: &[u8]| matches!(word, [b'-', b'-' | b'A'..=b'Z' | b'a'..=b'z', ..]);
    let lead = line_before(bytes, key.span.start);
    let start = lead.iter().rposition(is_end).map_or(0, |at| at + 1);
    let before = lead[..start].trim_ascii_end();
    let last = before.rsplit(is_end).next().unwrap_or_default();
    let word = &lead[start..];
    is_option(word)
        || (word.starts_with(b"/") && word.ends_with(b":"))
        || (is_option(last) && last != b"-H" && peek(bytes, key.span.end) == b'=')
}
