//! Words of sh and its kin: quotes, escapes and what stands in them.

use super::Dialect;
use super::placeholder::placeholder;
use super::reader::{Reader, is_blank};
use super::syntax::Raw;

impl Reader<'_> {
    /// The word here, if one starts. `is_first` says that it would be a command's name, where a parenthesis opens a subshell.
    pub(super) fn word(&mut self, is_first: bool) -> Option<Raw> {
        let start = self.at;
        let mut end = start;
        let mut raw = Raw::default();
        while let Some(byte) = self.peek() {
            if byte == self.escape()
                && let Some(len) = self.continuation()
            {
                self.at += len;
            } else if self.piece(byte, &mut raw, is_first) {
                end = self.at;
            } else {
                break;
            }
        }
        if end == start {
            return None;
        }
        self.limits.words = self.limits.words.saturating_sub(1);
        raw.span = self.text.span(start..end);
        raw.is_open |= !raw.is_quoted && has_brace_placeholder(raw.text.bytes());
        Some(raw)
    }

    /// Reads one piece of a word that starts with `byte`; false if the word ends in front of it.
    fn piece(&mut self, byte: u8, raw: &mut Raw, is_first: bool) -> bool {
        if self.sealed(raw, false) {
            return true;
        }
        match byte {
            b'\n' | b';' | b'&' | b'|' => false,
            _ if is_blank(byte) => false,
            b'(' | b')' => self.parenthesis(byte, raw, is_first),
            b'<' | b'>' => self.angle(byte, raw),
            b'{' if self.starts(b"{{") => {
                self.template(raw, 0, false);
                true
            }
            _ if self.dialect != Dialect::Posix => self.windows_piece(byte, raw),
            _ => self.quoted_or_open(byte, raw) || self.plain(raw),
        }
    }

    /// Quotes, escapes and holes, outside double quotes. False if `byte` starts none.
    pub(super) fn quoted_or_open(&mut self, byte: u8, raw: &mut Raw) -> bool {
        match byte {
            b'\\' => self.escaped(raw),
            b'\'' if self.closes(b'\'') && !self.is_apostrophe(raw) => self.single(raw),
            b'"' => self.double(raw),
            b'$' => self.dollar(raw, false),
            b'`' => self.backtick(raw, false),
            0xe2 => return self.curly(raw),
            _ => return false,
        }
        true
    }

    /// The bytes here that mean nothing.
    pub(super) fn plain(&mut self, raw: &mut Raw) -> bool {
        let len =
            self.rest().iter().skip(1).position(|byte| is_special(*byte)).map_or(self.rest().len(), |len| len + 1);
        self.keep_bare(raw, self.at..self.at + len);
        self.at += len;
        true
    }

    /// A parenthesis in a word: a list of words behind `NAME=`, else text as long as it cannot be a subshell.
    fn parenthesis(&mut self, byte: u8, raw: &mut Raw, is_first: bool) -> bool {
        if self.dialect != Dialect::Posix {
            return false;
        }
        let is_value = raw.assigns().is_some_and(|(_, operator)| operator == raw.text.len());
        match byte {
            b'(' if is_value => self.elements(raw),
            b'(' if is_first => return false,
            b'(' => {
                self.loose += 1;
                self.keep_bare(raw, self.at..self.at + 1);
                self.at += 1;
            }
            _ if self.loose > 0 => {
                self.loose -= 1;
                self.keep_bare(raw, self.at..self.at + 1);
                self.at += 1;
            }
            _ => return false,
        }
        true
    }

    /// `(a b c)` behind `NAME=`.
    fn elements(&mut self, raw: &mut Raw) {
        let start = self.at;
        self.at += 1;
        let mut list = Vec::new();
        if self.depth < super::MOST_NESTED {
            self.depth += 1;
            while let Some(byte) = self.peek() {
                match byte {
                    b')' => break,
                    b'\n' => self.at += 1,
                    _ if is_blank(byte) || byte == b'#' || self.continuation().is_some() => self.blanks(),
                    _ => match self.word(false) {
                        Some(word) => list.push(word),
                        None => break,
                    },
                }
            }
            self.depth -= 1;
        }
        if self.peek() == Some(b')') {
            self.at += 1;
        }
        self.keep(raw, start..self.at);
        raw.list = Some(list);
    }

    /// `<(…)` and placeholders; a redirection ends the word.
    fn angle(&mut self, byte: u8, raw: &mut Raw) -> bool {
        if self.dialect == Dialect::Posix && self.rest().get(1) == Some(&b'(') {
            self.substitution(raw, 2, false);
            return true;
        }
        let Some(len) = placeholder(self.rest(), !raw.text.is_empty()).filter(|_| byte == b'<') else { return false };
        self.keep_bare(raw, self.at..self.at + len);
        self.at += len;
        raw.is_open = true;
        true
    }

    /// A backslash and what stands behind it.
    fn escaped(&mut self, raw: &mut Raw) {
        let start = self.at;
        let Some(byte) = self.bytes.get(start + 1) else {
            self.keep(raw, start..start + 1);
            self.at += 1;
            return;
        };
        self.at += 2;
        raw.is_quoted = true;
        self.put(raw, &[*byte], start..self.at);
    }

    /// Whether a `'` between letters, as in `it's`, has nothing to close it on its line: a slip of somebody who shows a command.
    fn is_apostrophe(&self, raw: &Raw) -> bool {
        let is_letter = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let is_inside = self.at > 0 && is_letter(self.at - 1) && is_letter(self.at + 1);
        let next = || memchr::memchr2(b'\'', b'\n', &self.bytes[self.at + 1..]);
        is_inside
            && !raw.text.bytes().starts_with(b"-")
            && next().is_none_or(|at| self.bytes[self.at + 1 + at] == b'\n')
    }

    /// `'…'`.
    fn single(&mut self, raw: &mut Raw) {
        let inner = self.at + 1;
        let len = memchr::memchr(b'\'', &self.bytes[inner..]).unwrap_or(self.bytes.len() - inner);
        self.keep(raw, inner..inner + len);
        self.at = (inner + len + 1).min(self.bytes.len());
        raw.is_quoted = true;
    }

    /// `"…"`; a quote that nothing closes is a character.
    pub(super) fn double(&mut self, raw: &mut Raw) {
        let start = self.at;
        let waiting = self.waiting.len();
        self.at += 1;
        let mut part = Raw { is_quoted: true, ..Raw::default() };
        let is_closed = self.double_content(&mut part);
        if is_closed || !self.limits.again(self.at - start) {
            raw.join(part);
            return;
        }
        self.waiting.truncate(waiting);
        self.keep(raw, start..start + 1);
        self.at = start + 1;
    }

    /// What stands between double quotes, and the closing one.
    fn double_content(&mut self, part: &mut Raw) -> bool {
        while let Some(byte) = self.peek() {
            if self.sealed(part, true) {
                continue;
            }
            match byte {
                b'"' => {
                    self.at += 1;
                    return true;
                }
                b'$' => self.dollar(part, true),
                b'`' => self.backtick(part, true),
                b'\\' => self.escaped_in_double(part),
                b'{' if self.starts(b"{{") => self.template(part, 0, true),
                _ => {
                    let rest = &self.rest()[1..];
                    let len = rest.iter().position(|byte| b"\"$`\\{".contains(byte)).map_or(rest.len(), |len| len) + 1;
                    self.keep(part, self.at..self.at + len);
                    self.at += len;
                }
            }
        }
        false
    }

    /// A backslash between double quotes stands for itself, except in front of a few.
    fn escaped_in_double(&mut self, part: &mut Raw) {
        let start = self.at;
        match self.bytes.get(start + 1) {
            Some(b'\n') => self.at += 2,
            Some(byte @ (b'"' | b'\\' | b'$' | b'`')) => {
                self.at += 2;
                self.put(part, &[*byte], start..self.at);
            }
            _ => {
                self.at += 1;
                self.keep(part, start..self.at);
            }
        }
    }

    /// Quotes that a word processor has bent. They close like straight ones, on the same line.
    fn curly(&mut self, raw: &mut Raw) -> bool {
        let is_double = match self.rest().get(..3) {
            Some([0xe2, 0x80, 0x98 | 0x99]) => false,
            Some([0xe2, 0x80, 0x9c..=0x9f]) => true,
            _ => return false,
        };
        let inner = self.at + 3;
        // An apostrophe inside a word is one.
        let is_inside = !is_double && self.at > 0 && self.bytes[self.at - 1].is_ascii_alphanumeric();
        let Some((len, close)) = bent_end(&self.bytes[inner..], is_double).filter(|_| !is_inside) else { return false };
        self.keep(raw, inner..inner + len);
        raw.is_quoted = true;
        self.at = inner + len + close;
        true
    }

    /// `$'…'`: a single-quoted string with the escapes of C.
    pub(super) fn ansi(&mut self, raw: &mut Raw) {
        self.at += 2;
        raw.is_quoted = true;
        while let Some(byte) = self.peek() {
            let start = self.at;
            match byte {
                b'\'' => {
                    self.at += 1;
                    return;
                }
                b'\\' => {
                    let (decoded, len) = ansi_escape(&self.rest()[1..]);
                    self.at += 1 + len;
                    self.put(raw, &decoded, start..self.at);
                }
                _ => {
                    let len = memchr::memchr2(b'\'', b'\\', self.rest()).unwrap_or(self.rest().len());
                    self.at += len;
                    self.keep(raw, start..self.at);
                }
            }
        }
    }
}

/// Where the bent quote that opened in front of `bytes` is closed, and how long what closes it is.
fn bent_end(bytes: &[u8], is_double: bool) -> Option<(usize, usize)> {
    const LONGEST: usize = 1 << 10;
    let line = &bytes[..bytes.len().min(LONGEST)];
    let closes = |at: usize| match line[at] {
        b'"' => is_double.then_some(1),
        b'\'' => (!is_double).then_some(1),
        0xe2 => match line.get(at + 1..at + 3)? {
            [0x80, 0x9c..=0x9f] => is_double.then_some(3),
            [0x80, 0x98 | 0x99] => (!is_double).then_some(3),
            _ => None,
        },
        _ => None,
    };
    let end = memchr::memchr(b'\n', line).unwrap_or(line.len());
    (0..end).find_map(|at| Some((at, closes(at)?)))
}

/// What a backslash in `$'…'` stands for, and how many bytes behind it say so.
fn ansi_escape(bytes: &[u8]) -> (Vec<u8>, usize) {
    let Some(first) = bytes.first().copied() else { return (vec![b'\\'], 0) };
    let number = |from: usize, most: usize, radix: u32| {
        let digits = bytes[from..].iter().take(most).take_while(|byte| char::from(**byte).is_digit(radix)).count();
        let value = bytes[from..from + digits]
            .iter()
            .fold(0, |sum, byte| sum * radix + char::from(*byte).to_digit(radix).unwrap_or_default());
        (digits > 0).then_some((value, from + digits))
    };
    let found = match first {
        b'x' => number(1, 2, 16),
        b'u' => number(1, 4, 16),
        b'U' => number(1, 8, 16),
        b'0'..=b'7' => number(0, 3, 8),
        _ => None,
    };
    if let Some((value, len)) = found {
        let is_char = matches!(first, b'u' | b'U');
        let char = char::from_u32(value).filter(|_| is_char);
        let byte = u8::try_from(value & 0xff).unwrap_or_default();
        return (char.map_or_else(|| vec![byte], |char| char.to_string().into_bytes()), len);
    }
    let byte = match first {
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'a' => 7,
        b'b' => 8,
        b'e' | b'E' => 27,
        b'f' => 12,
        b'v' => 11,
        b'\\' | b'\'' | b'"' | b'?' => first,
        _ => return (vec![b'\\', first], 1),
    };
    (vec![byte], 1)
}

/// Whether `byte` may mean something in a word of any shell.
const fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'\n'
            | b';'
            | b'&'
            | b'|'
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'\\'
            | b'\''
            | b'"'
            | b'$'
            | b'`'
            | b'{'
            | b'}'
            | b'^'
            | b'%'
            | b'!'
            | 0xe2
    ) || is_blank(byte)
}

/// Whether `text` holds `{name}` or `{}`: a reader or a program puts something there. A list in braces (`{a,b}`) is none.
fn has_brace_placeholder(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(open) = memchr::memchr(b'{', rest) {
        rest = &rest[open + 1..];
        let len = rest.iter().take_while(|byte| is_placeholder_byte(**byte)).count();
        if rest.get(len) == Some(&b'}') {
            return true;
        }
        rest = &rest[len..];
    }
    false
}

fn is_placeholder_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' ')
}
