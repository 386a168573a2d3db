//! Rust source as words, strings and marks with their lines; comments left out. As much of a lexer as the floors test needs.

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A keyword, a name or a number.
    Word(String),
    /// The text of a string, without its quotes.
    Str(String),
    /// `::`.
    Colons,
    /// Any other character.
    Mark(char),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) line: usize,
}

impl Token {
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(crate) fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut lexer = Lexer { chars: source.chars().collect(), at: 0, line: 1 };
    std::iter::from_fn(|| lexer.next()).collect()
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: usize,
}

impl Lexer {
    fn next(&mut self) -> Option<Token> {
        loop {
            let line = self.line;
            let token = |kind| Some(Token { kind, line });
            let c = self.peek(0)?;
            match (c, self.peek(1)) {
                ('/', Some('/')) => self.skip_while(|c| c != '\n'),
                ('/', Some('*')) => self.skip_block_comment(),
                (':', Some(':')) => {
                    self.skip(2);
                    return token(Kind::Colons);
                }
                ('"', _) => return token(Kind::Str(self.string())),
                ('\'', _) => self.skip_char_or_lifetime(),
                ('r' | 'b' | 'c', _) if self.raw_string_hashes().is_some() => {
                    return token(Kind::Str(self.raw_string()));
                }
                _ if c.is_alphanumeric() || c == '_' => return token(Kind::Word(self.word())),
                _ if c.is_whitespace() => self.skip(1),
                _ => {
                    self.skip(1);
                    return token(Kind::Mark(c));
                }
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.line += usize::from(self.peek(0) == Some('\n'));
            self.at += 1;
        }
    }

    fn skip_while(&mut self, test: impl Fn(char) -> bool) {
        while self.peek(0).is_some_and(&test) {
            self.skip(1);
        }
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 0;
        while let Some(c) = self.peek(0) {
            match (c, self.peek(1)) {
                ('/', Some('*')) => {
                    depth += 1;
                    self.skip(2);
                }
                ('*', Some('/')) => {
                    depth -= 1;
                    self.skip(2);
                    if depth == 0 {
                        return;
                    }
                }
                _ => self.skip(1),
            }
        }
    }

    /// `'a'`, `'\''` and `b'"'` hold one character; in `'a` (a lifetime) only the tick is skipped.
    fn skip_char_or_lifetime(&mut self) {
        let len = match (self.peek(1), self.peek(2)) {
            (Some('\\'), _) => {
                let mut end = 3;
                while self.peek(end).is_some_and(|c| c != '\'') {
                    end += 1;
                }
                end + 1
            }
            (Some(_), Some('\'')) => 3,
            _ => 1,
        };
        self.skip(len);
    }

    fn string(&mut self) -> String {
        self.skip(1);
        let mut text = String::new();
        while let Some(c) = self.peek(0).filter(|c| *c != '"') {
            text.push(c);
            if c == '\\' {
                text.extend(self.peek(1));
                self.skip(1);
            }
            self.skip(1);
        }
        self.skip(1);
        text
    }

    /// How many characters stand before the opening quote, and how many hashes, if a raw string begins here.
    fn raw_string_hashes(&self) -> Option<(usize, usize)> {
        let prefix = if self.peek(0) == Some('r') { 1 } else { 2 };
        if prefix == 2 && self.peek(1) != Some('r') {
            return None;
        }
        let hashes = (prefix..).take_while(|ahead| self.peek(*ahead) == Some('#')).count();
        (self.peek(prefix + hashes) == Some('"')).then_some((prefix + hashes, hashes))
    }

    fn raw_string(&mut self) -> String {
        let (before, hashes) = self.raw_string_hashes().unwrap_or_default();
        self.skip(before + 1);
        let mut text = String::new();
        while let Some(c) = self.peek(0) {
            if c == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                break;
            }
            text.push(c);
            self.skip(1);
        }
        self.skip(hashes + 1);
        text
    }

    fn word(&mut self) -> String {
        let start = self.at;
        self.skip_while(|c| c.is_alphanumeric() || c == '_');
        self.chars[start..self.at].iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    #[test]
    fn comments_strings_and_ticks_hide_nothing_that_follows() {
        let source = "// crate::a\n/* /* crate::b */ */ 'x' '\\'' '\"' b'\"' &'a \"crate::c \\\" \n\" r#\"crate::\" d\"# crate::e";
        let words: Vec<_> = tokens(source).iter().filter_map(|t| t.word().map(str::to_owned)).collect();
        assert_eq!(words, ["b", "a", "crate", "e"]);
        let strings: Vec<_> = tokens(source).into_iter().filter(|token| matches!(token.kind, Kind::Str(_))).collect();
        assert_eq!((strings.len(), strings[1].line), (2, 3));
        assert_eq!(strings[1].kind, Kind::Str("crate::\" d".to_owned()));
    }
}
