//! Where a statement of SQL Server begins: no semicolon need stand between two.

use super::Dialect;
use super::lex::{Kind, Token};
use super::split::Statements;

/// Words that begin a statement wherever they stand, but for what [`Statements::continues`] knows.
const HEADS: [&str; 27] = [
    "ALTER", "BEGIN", "COMMIT", "CREATE", "DBCC", "DEALLOCATE", "DECLARE", "DELETE", "DROP", "ELSE", "END", "EXEC",
    "EXECUTE", "GOTO", "IF", "INSERT", "MERGE", "PRINT", "RAISERROR", "ROLLBACK", "SELECT", "SET", "THROW", "TRUNCATE",
    "UPDATE", "WAITFOR", "WHILE",
];

/// Words that begin one only at the start of a line: they are names, too.
const WEAK: [&str; 14] = [
    "BREAK", "BULK", "CLOSE", "CONTINUE", "DENY", "DISABLE", "ENABLE", "FETCH", "GRANT", "OPEN", "RETURN", "REVOKE",
    "SAVE", "USE",
];

/// What `DROP` of a statement of its own takes away, where that of an `ALTER TABLE` names a column or a constraint.
const THINGS: [&str; 26] = [
    "AGGREGATE", "APPLICATION", "ASSEMBLY", "CERTIFICATE", "CREDENTIAL", "DATABASE", "DEFAULT", "EXTERNAL", "FULLTEXT",
    "FUNCTION", "INDEX", "LOGIN", "PARTITION", "PROC", "PROCEDURE", "ROLE", "RULE", "SCHEMA", "SEQUENCE", "STATISTICS",
    "SYNONYM", "TABLE", "TRIGGER", "TYPE", "USER", "VIEW",
];

impl Statements<'_> {
    /// Whether statements are told apart without semicolons.
    pub(super) fn is_transact(&self) -> bool {
        self.dialect() == Dialect::SqlServer
    }

    /// Whether the statement before ends where `token` begins.
    pub(super) fn begins_transact(&mut self, token: Token) -> bool {
        if token.kind != Kind::Word || !self.dialect().may_be(Dialect::SqlServer) {
            return false;
        }
        let mut word = [0; 12];
        let Some(word) = self.upper(token, &mut word) else { return false };
        let is_one_of = |words: &[&str]| words.iter().any(|one| one.as_bytes() == word);
        if is_one_of(&WEAK) {
            let is_behind_condition = self.header.is_some() && is_one_of(&["BREAK", "CONTINUE", "RETURN"]);
            return is_behind_condition
                || self.is_first_on_line(token) && !self.is_before(&["BY", "FOR", "AS", "NEXT"]);
        }
        is_one_of(&HEADS) && !self.continues(word)
    }

    /// Whether a word that may begin a statement belongs to the one before it.
    fn continues(&mut self, word: &[u8]) -> bool {
        let next = self.ahead(0);
        let is_next =
            |this: &Self, words: &[&str]| next.is_some_and(|next| words.iter().any(|word| this.is(next, word)));
        let is_paren = next.is_some_and(|next| next.kind == Kind::Mark(b'('));
        if self.is_before_mark(b'.') {
            return true;
        }
        // What is granted may be called like any statement.
        if self.is_headed(&["GRANT", "REVOKE", "DENY"]) {
            return !self.is_first_on_line_word();
        }
        match word {
            b"ALTER" => self.is_before(&["OR"]) || is_next(self, &["COLUMN"]),
            b"CREATE" => self.is_before(&["ADD"]),
            b"DROP" => self.is_headed(&["ALTER"]) && !is_next(self, &THINGS),
            b"INSERT" | b"DELETE" | b"UPDATE" => {
                is_paren && word == b"UPDATE"
                    || self.is_before(&["THEN", "ON", "AFTER", "FOR", "OF", "OR"])
                    || self.is_before_mark(b',')
                    || self.is_headed(&["WITH"]) && !self.holds(&["INSERT", "UPDATE", "DELETE", "SELECT", "MERGE"])
            }
            b"SELECT" => {
                self.is_before(&["AS", "UNION", "ALL", "EXCEPT", "INTERSECT", "FOR", "ANY", "EXISTS"])
                    || self.is_headed(&["INSERT"]) && !self.holds(&["SELECT", "VALUES", "EXEC", "EXECUTE"])
                    || self.is_headed(&["WITH"]) && !self.holds(&["SELECT", "UPDATE", "DELETE", "MERGE", "VALUES"])
                    || self.header.is_some()
            }
            b"EXEC" | b"EXECUTE" => {
                is_next(self, &["AS"])
                    || self.is_before(&["WITH"])
                    || self.is_headed(&["INSERT"]) && !self.holds(&["SELECT", "VALUES"])
            }
            b"SET" => {
                is_paren
                    || self.is_before(&["DELETE", "UPDATE"])
                    || self.is_headed(&["UPDATE"]) && !self.holds(&["SET"])
                    || self.is_headed(&["WITH"]) && !self.holds(&["SET"])
                    || self.is_headed(&["MERGE"])
                    || self.is_headed(&["ALTER"]) && !self.is_first_on_line_word()
            }
            b"IF" => is_next(self, &["EXISTS"]) && !self.ahead(1).is_some_and(|after| after.kind == Kind::Mark(b'(')),
            b"MERGE" => self.is_before(&["INNER", "LEFT", "RIGHT", "FULL"]) || self.is_headed(&["ALTER"]),
            _ => false,
        }
    }
}
