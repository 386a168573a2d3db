//! From Go's regular expressions to ours: the few things that both accept and read differently.
//!
//! <https://github.com/google/re2/wiki/Syntax> and <https://docs.rs/regex/latest/regex/#syntax>.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::Chars;

/// `written`, a regular expression of Go, in the dialect of [`crate::secret::custom::Expression`]. What Go refuses may stay as it is.
pub(super) fn translate(written: &str) -> Cow<'_, str> {
    let mut go = Go { rest: written.chars().peekable(), out: String::with_capacity(written.len()) };
    go.expression();
    if go.out == written { Cow::Borrowed(written) } else { Cow::Owned(go.out) }
}

struct Go<'a> {
    rest: Peekable<Chars<'a>>,
    out: String,
}

impl Go<'_> {
    fn expression(&mut self) {
        while let Some(c) = self.rest.next() {
            match c {
                '\\' => drop(self.escape()),
                '[' => self.class(),
                // A brace that counts nothing is itself.
                '{' if !self.is_count() => self.out.push_str("\\{"),
                c => self.out.push(c),
            }
        }
    }

    /// What follows a backslash; whether it stands for a class.
    fn escape(&mut self) -> bool {
        let Some(c) = self.rest.next() else {
            self.out.push('\\');
            return false;
        };
        match c {
            'Q' => self.quoted(),
            // Ends of words here, plain characters there.
            '<' | '>' => self.out.push(c),
            'x' | 'p' | 'P' => {
                self.out.extend(['\\', c]);
                if self.rest.peek() == Some(&'{') {
                    for c in self.rest.by_ref() {
                        self.out.push(c);
                        if c == '}' {
                            break;
                        }
                    }
                }
            }
            c => self.out.extend(['\\', c]),
        }
        matches!(c, 'w' | 'W' | 'd' | 'D' | 's' | 'S' | 'p' | 'P')
    }

    /// `\Q…\E`: text without special characters.
    fn quoted(&mut self) {
        let mut text = String::new();
        while let Some(c) = self.rest.next() {
            if c == '\\' && self.rest.next_if_eq(&'E').is_some() {
                break;
            }
            text.push(c);
        }
        self.out.push_str(&regex::escape(&text));
    }

    /// A class: there are no classes in classes, and no differences or intersections of them.
    fn class(&mut self) {
        self.out.push('[');
        self.out.extend(self.rest.next_if_eq(&'^'));
        self.out.extend(self.rest.next_if_eq(&']'));
        let mut after_class = false;
        while let Some(c) = self.rest.next() {
            let was_class = std::mem::take(&mut after_class);
            match c {
                ']' => return self.out.push(']'),
                '\\' => after_class = self.escape(),
                '[' if self.rest.peek() == Some(&':') => {
                    self.out.push('[');
                    for c in self.rest.by_ref() {
                        self.out.push(c);
                        if c == ']' {
                            break;
                        }
                    }
                    after_class = true;
                }
                '-' if !was_class && self.rest.peek() == Some(&'-') => {
                    self.rest.next();
                    self.out.push_str("-\\-");
                }
                '-' if was_class && self.rest.peek() != Some(&']') => self.out.push_str("\\-"),
                '[' | '&' | '~' => self.out.extend(['\\', c]),
                c => self.out.push(c),
            }
        }
    }

    /// Whether `n}`, `n,}` or `n,m}` follows.
    fn is_count(&self) -> bool {
        let mut rest = self.rest.clone();
        let digits = |rest: &mut Peekable<Chars<'_>>| {
            let mut any = false;
            while rest.next_if(char::is_ascii_digit).is_some() {
                any = true;
            }
            any
        };
        if !digits(&mut rest) {
            return false;
        }
        if rest.next_if_eq(&',').is_some() {
            digits(&mut rest);
        }
        rest.next() == Some('}')
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::translate;
    use crate::secret::custom::Expression;

    #[test]
    fn what_both_read_alike_stays() {
        for written in
            [r"(?i)\bkey\s*[:=]\s*(['\x22]?)[\w\-.=]{10,64}\b", r"[[:alpha:]_-]+\x{41}{3}", r"[]a]x{2,}$", "[^]]"]
        {
            assert_eq!(translate(written), written);
        }
    }

    #[test]
    fn what_they_read_differently_is_rewritten() {
        let cases = [
            (r"\Qa.b[\E+", r"a\.b\[+"),
            (r"\<tag\>", "<tag>"),
            ("{{ .Value }}", r"\{\{ .Value }}"),
            ("x{,3}", r"x\{,3}"),
            ("[[a]", r"[\[a]"),
            ("[a&&b~~c]", r"[a\&\&b\~\~c]"),
            (r"[\w-.]", r"[\w\-.]"),
            ("[+--]", r"[+-\-]"),
        ];
        for (go, ours) in cases {
            assert_eq!(translate(go), ours);
            assert!(Expression::new(ours).is_ok(), "{ours}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(written in any::<String>()) {
            let _ = translate(&written);
        }
    }
}
