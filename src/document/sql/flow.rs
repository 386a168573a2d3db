//! What runs when: blocks, conditions and loops around statements, in the bodies of routines and in scripts.

use super::lex::{Kind, Token};
use super::split::{Header, Statements};

/// Words behind `BEGIN` that make it the start of a transaction.
const TRANSACTION: [&str; 12] = [
    "CONCURRENT", "DEFERRABLE", "DEFERRED", "DISTRIBUTED", "EXCLUSIVE", "IMMEDIATE", "ISOLATION", "READ", "TRAN",
    "TRANSACTION", "WORK", "DIALOG",
];

/// Words behind `END` that say what ends.
const ENDS: [&str; 6] = ["CASE", "FOR", "IF", "LOOP", "REPEAT", "WHILE"];

impl Statements<'_> {
    /// Takes a word that stands where a statement may begin and is no statement itself. Whether it was one.
    pub(super) fn enter(&mut self, token: Token) -> bool {
        match token.kind {
            Kind::Mark(b'<') if self.ahead(0).is_some_and(|next| next.kind == Kind::Mark(b'<')) => self.skip_label(),
            Kind::Word if self.ahead(0).is_some_and(|next| next.kind == Kind::Mark(b':') && self.is_label_end()) => {
                self.take();
            }
            Kind::Word => return self.enter_word(token),
            _ => return false,
        }
        true
    }

    /// Takes a word that opens or closes a block, or begins a condition.
    fn enter_word(&mut self, token: Token) -> bool {
        let mut word = [0; 12];
        let Some(word) = self.upper(token, &mut word) else { return false };
        match word {
            b"BEGIN" if self.opens_block() => self.begin(),
            b"END" if self.is_inside() => self.end(),
            b"EXCEPTION" if self.is_inside() => self.doubt_block(),
            // Where `THEN` opened a block, that is still open.
            b"ELSE" if self.may_flow() => self.once = self.is_transact(),
            b"LOOP" | b"REPEAT" if self.may_flow() => self.open(true),
            b"IF" => self.header = Some(Header::If),
            b"ELSIF" | b"ELSEIF" | b"WHEN" | b"UNTIL" if self.may_flow() => self.header = Some(Header::When),
            b"CASE" if self.may_flow() => {
                self.open(true);
                self.header = Some(Header::When);
            }
            b"WHILE" | b"FOR" | b"FOREACH" if self.may_flow() => self.header = Some(Header::Loop),
            _ => return false,
        }
        // The words of a condition are kept until it ends.
        if self.header.is_some() {
            return false;
        }
        true
    }

    /// Whether words that steer may stand here: not in a plain list of statements.
    fn may_flow(&self) -> bool {
        self.is_inside() || self.is_body || self.is_transact()
    }

    /// Whether `BEGIN` begins no transaction.
    fn opens_block(&mut self) -> bool {
        let Some(next) = self.ahead(0) else { return self.is_body };
        next.kind != Kind::End && !TRANSACTION.iter().any(|word| self.is(next, word))
    }

    fn begin(&mut self) {
        let next = self.ahead(0);
        let is_catch = next.is_some_and(|next| self.is(next, "CATCH"));
        if next.is_some_and(|next| self.is(next, "TRY") || is_catch || self.is(next, "ATOMIC")) {
            self.take();
        } else if next.is_some_and(|next| self.is(next, "NOT")) {
            self.take();
            self.take();
        }
        self.declares = false;
        let is_conditional = std::mem::take(&mut self.once) || is_catch;
        self.open(is_conditional);
    }

    fn end(&mut self) {
        self.close();
        let next = self.ahead(0);
        let is = |this: &Self, words: &[&str]| next.is_some_and(|next| words.iter().any(|word| this.is(next, word)));
        if is(self, &["TRY", "CATCH"]) || is(self, &ENDS) && self.is_ended(1) {
            self.take();
        }
        // `END name;`
        let is_name = |kind| matches!(kind, Kind::Word | Kind::Name);
        if self.ahead(0).is_some_and(|next| is_name(next.kind))
            && self.ahead(1).is_some_and(|end| end.kind == Kind::End)
        {
            self.take();
        }
    }

    /// Whether the statement ends behind `ahead` tokens, a label aside. (`END` and `IF` of SQL Server are two statements.)
    fn is_ended(&mut self, ahead: usize) -> bool {
        let is_end = |token: Option<Token>| token.is_none_or(|token| token.kind == Kind::End);
        is_end(self.ahead(ahead))
            || self.ahead(ahead).is_some_and(|label| label.kind == Kind::Word) && is_end(self.ahead(ahead + 1))
    }

    /// Whether `name:` is a label, and no part of a name.
    fn is_label_end(&mut self) -> bool {
        self.ahead(1).is_some_and(|next| ["BEGIN", "LOOP", "WHILE", "REPEAT"].iter().any(|word| self.is(next, word)))
            || self.is_transact()
    }

    fn skip_label(&mut self) {
        for _ in 0..4 {
            if self.ahead(0).is_some_and(|next| next.kind != Kind::End) {
                self.take();
            }
        }
    }

    /// Takes a token of a condition. Whether the condition ends with it or, where it begins a statement, before it.
    pub(super) fn steer(&mut self, header: Header, token: Token) -> Option<Steer> {
        if token.kind != Kind::Word || self.parens > 0 || self.cases > 0 {
            return None;
        }
        match header {
            Header::If | Header::When if self.is(token, "THEN") => {
                if header == Header::If {
                    self.open(true);
                }
                Some(Steer::Behind)
            }
            Header::Loop if self.is(token, "LOOP") || self.is(token, "DO") => {
                self.open(true);
                Some(Steer::Behind)
            }
            // `UNTIL … END REPEAT`
            Header::When if self.is(token, "END") => Some(Steer::Before),
            Header::If | Header::Loop if self.begins_transact(token) => {
                self.once = true;
                Some(Steer::Before)
            }
            _ => None,
        }
    }
}

/// Where a condition ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Steer {
    /// Behind the word.
    Behind,
    /// In front of it.
    Before,
}
