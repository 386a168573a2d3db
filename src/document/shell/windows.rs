//! What PowerShell and cmd.exe write otherwise.

use super::Dialect;
use super::expansion::{opaque, variable};
use super::list::{Keyword, List};
use super::reader::{Reader, is_blank};
use super::syntax::{HoleKind, Item, Operation, Raw, name_len};

impl Reader<'_> {
    /// Reads one piece of a word of PowerShell or cmd.exe; false if the word ends in front of it.
    pub(super) fn windows_piece(&mut self, byte: u8, raw: &mut Raw) -> bool {
        match (self.dialect, byte) {
            (Dialect::PowerShell, b'{' | b'}') => return false,
            (Dialect::PowerShell, b'@') if self.starts(b"@'\n") || self.starts(b"@\"\n") => self.here_string(raw),
            (Dialect::PowerShell, b'\'') if self.closes(b'\'') => self.doubled(raw, b'\''),
            (Dialect::PowerShell, b'"') => self.powershell_double(raw),
            (Dialect::PowerShell, b'$') => self.powershell_variable(raw, false),
            (Dialect::Cmd, b'"') => self.cmd_quoted(raw),
            (Dialect::Cmd, b'%' | b'!') => self.cmd_variable(byte, raw),
            _ if byte == self.escape() => self.windows_escape(raw),
            _ => return self.plain(raw),
        }
        true
    }

    /// A backtick or a caret, and what stands behind it.
    fn windows_escape(&mut self, raw: &mut Raw) {
        let start = self.at;
        self.at = (start + 2).min(self.bytes.len());
        raw.is_quoted = true;
        if let Some(byte) = self.bytes.get(start + 1) {
            self.put(raw, &[*byte], start..self.at);
        }
    }

    /// A string in which only its own quote is special: doubled, it stands for itself.
    fn doubled(&mut self, raw: &mut Raw, quote: u8) {
        raw.is_quoted = true;
        self.at += 1;
        while let Some(len) = memchr::memchr(quote, self.rest()) {
            self.keep(raw, self.at..self.at + len);
            self.at += len + 1;
            if self.peek() != Some(quote) {
                return;
            }
            self.put(raw, &[quote], self.at - 1..self.at + 1);
            self.at += 1;
        }
        let end = self.bytes.len();
        self.keep(raw, self.at..end);
        self.at = end;
    }

    /// `"…"`; a quote that nothing closes is a character.
    fn powershell_double(&mut self, raw: &mut Raw) {
        let start = self.at;
        self.at += 1;
        let mut part = Raw { is_quoted: true, ..Raw::default() };
        while let Some(byte) = self.peek() {
            if self.sealed(&mut part, true) {
                continue;
            }
            let at = self.at;
            match byte {
                b'"' if self.bytes.get(at + 1) != Some(&b'"') => {
                    self.at += 1;
                    raw.join(part);
                    return;
                }
                b'"' => {
                    self.at += 2;
                    self.put(&mut part, b"\"", at..at + 2);
                }
                b'`' => self.windows_escape(&mut part),
                b'$' => self.powershell_variable(&mut part, true),
                _ => {
                    let rest = &self.rest()[1..];
                    self.at += 1 + memchr::memchr3(b'"', b'`', b'$', rest).unwrap_or(rest.len());
                    self.keep(&mut part, at..self.at);
                }
            }
        }
        if self.limits.again(self.at - start) {
            self.keep(raw, start..start + 1);
            self.at = start + 1;
        } else {
            raw.join(part);
        }
    }

    /// `$name`, `$env:NAME`, `${name}`, `$(…)`.
    fn powershell_variable(&mut self, raw: &mut Raw, is_quoted: bool) {
        let start = self.at;
        let rest = &self.rest()[1..];
        let scope = memchr::memchr(b':', &rest[..rest.len().min(8)]).filter(|colon| name_len(rest) == *colon);
        let prefix = scope.map_or(0, |colon| colon + 1);
        let len = name_len(&rest[prefix..]);
        if prefix > 0 && len > 0 {
            let kind = named(&rest[prefix..][..len]);
            self.at += 1 + prefix + len;
            self.hole(raw, start, is_quoted, kind);
            return;
        }
        self.dollar(raw, is_quoted);
    }

    /// `@' … '@`: everything up to a line that starts with what closes it.
    fn here_string(&mut self, raw: &mut Raw) {
        let close = [b'\n', self.bytes[self.at + 1], b'@'];
        let inner = self.at + 3;
        // The line break in front of the text closes an empty one.
        let may_search = self.limits.again > 0;
        let found = may_search.then(|| memchr::memmem::find(&self.bytes[inner - 1..], &close)).flatten();
        let Some(end) = found.map(|len| inner - 1 + len) else {
            self.limits.again(self.bytes.len() - inner);
            self.keep(raw, self.at..self.at + 2);
            self.at += 2;
            return;
        };
        self.keep(raw, inner..end.max(inner));
        raw.is_quoted = true;
        self.at = end + close.len();
    }

    /// Behind `--%`, PowerShell hands the rest of the line on as it is.
    pub(super) fn verbatim(&mut self, item: &mut Item) {
        item.words.pop();
        loop {
            self.blanks();
            let start = self.at;
            let len = self.rest().iter().take_while(|byte| !is_blank(**byte) && !b"\n|".contains(byte)).count();
            if len == 0 || self.limits.words == 0 {
                return;
            }
            let mut raw = Raw::default();
            self.keep_bare(&mut raw, start..start + len);
            self.at += len;
            self.limits.words -= 1;
            raw.span = self.text.span(start..self.at);
            item.words.push(raw);
        }
    }

    /// `"…"` of cmd.exe: no escapes, and it ends with its line.
    fn cmd_quoted(&mut self, raw: &mut Raw) {
        raw.is_quoted = true;
        self.at += 1;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.at += 1;
                    return;
                }
                b'\n' => return,
                b'%' => self.cmd_variable(byte, raw),
                _ => {
                    let start = self.at;
                    self.at += memchr::memchr3(b'"', b'\n', b'%', self.rest()).unwrap_or(self.rest().len());
                    self.keep(raw, start..self.at);
                }
            }
        }
    }

    /// `%NAME%`, `!NAME!`, `%1`, `%%f`.
    fn cmd_variable(&mut self, mark: u8, raw: &mut Raw) {
        let start = self.at;
        let rest = &self.rest()[1..];
        let len = name_len(rest);
        let kind = if len > 0 && rest.get(len) == Some(&mark) {
            self.at += len + 2;
            named(&rest[..len])
        } else if mark == b'%' && rest.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'*') {
            self.at += 2;
            opaque()
        } else if mark == b'%' && rest.first() == Some(&b'%') && rest.get(1).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 3;
            opaque()
        } else {
            self.keep_bare(raw, start..start + 1);
            self.at += 1;
            return;
        };
        self.hole(raw, start, raw.is_quoted, kind);
    }

    /// Keywords of PowerShell; what they are about stands in parentheses and braces, which are read as groups.
    pub(super) fn powershell_keyword(&mut self, name: &[u8], _: &mut List) -> Keyword {
        const KEYWORDS: [&[u8]; 22] = [
            b"if", b"elseif", b"else", b"foreach", b"for", b"while", b"try", b"catch", b"finally", b"return", b"do",
            b"until", b"switch", b"param", b"begin", b"process", b"end", b"throw", b"trap", b"in", b".", b"!",
        ];
        if name.eq_ignore_ascii_case(b"function") || name.eq_ignore_ascii_case(b"filter") {
            self.blanks();
            let _ = self.word(true);
            return Keyword::Skip;
        }
        if KEYWORDS.iter().any(|keyword| name.eq_ignore_ascii_case(keyword)) { Keyword::Skip } else { Keyword::None }
    }

    /// Keywords of cmd.exe.
    pub(super) fn cmd_keyword(&mut self, name: &[u8], _: &mut List) -> Keyword {
        let is = |keyword: &str| name.eq_ignore_ascii_case(keyword.as_bytes());
        if is("rem") || name.starts_with(b"::") || name.starts_with(b":") {
            self.line();
            return Keyword::Taken;
        }
        if is("for") {
            self.until_do();
        } else if is("if") {
            self.cmd_condition();
        } else if !(is("else") || is("do") || is("@")) {
            return Keyword::None;
        }
        Keyword::Skip
    }

    /// Skips `%%f in (…) do`.
    fn until_do(&mut self) {
        loop {
            self.blanks();
            match self.peek() {
                None | Some(b'\n' | b'&' | b'|') => return,
                Some(b'(' | b')' | b';' | b'<' | b'>') => self.at += 1,
                Some(_) => {
                    let before = self.at;
                    let word = self.word(true);
                    self.at += usize::from(self.at == before);
                    if word.and_then(|word| word.literal().map(|name| name.eq_ignore_ascii_case(b"do"))) == Some(true) {
                        return;
                    }
                }
            }
        }
    }

    /// Skips what is asked behind `if`: `not exist FILE`, `defined NAME`, `errorlevel N`, `a==b`, `a equ b`.
    fn cmd_condition(&mut self) {
        let mut waits = 1;
        while waits > 0 {
            self.blanks();
            let Some(word) = self.word(true) else { return };
            let text = word.text.bytes().to_ascii_lowercase();
            match text.as_slice() {
                b"not" | b"/i" => {}
                b"exist" | b"defined" | b"errorlevel" | b"cmdextversion" => waits = 1,
                _ if text.ends_with(b"==") => waits = 1,
                _ => waits -= 1,
            }
            let comparisons: [&[u8]; 7] = [b"==", b"equ ", b"neq ", b"lss ", b"leq ", b"gtr ", b"geq "];
            self.blanks();
            let next = self.rest();
            let next = next[..next.len().min(4)].to_ascii_lowercase();
            if let Some(comparison) = comparisons.iter().find(|comparison| next.starts_with(comparison)) {
                self.at += comparison.trim_ascii_end().len();
                waits = 1;
            }
        }
    }
}

/// A variable of which nothing is made.
fn named(name: &[u8]) -> HoleKind {
    variable(name, false, Operation::Plain)
}
