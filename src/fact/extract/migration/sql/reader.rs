//! Reads statements one by one: by the head of each, whoever knows it.

use std::collections::{BTreeMap, BTreeSet};

use super::cursor::Cursor;
use super::{Said, alter, alter_other, built, call, create, data, drop, rename, select};
use crate::document::Passage;
use crate::document::sql::{Dialect, Kind, Statement, statements};
use crate::fact::migration::{Effect, Name, Operation};
use crate::text::Span;

/// How deep texts in texts are followed: a string in the body of a `DO` in a procedure.
const DEEPEST: usize = 6;

/// Heads of statements that change neither structure nor data.
const HARMLESS: [&str; 78] = [
    "ABORT", "ANALYSE", "ANALYZE", "ASSERT", "ATTACH", "AUDIT", "BACKUP", "BEGIN", "BREAK", "CACHE", "CHECK",
    "CHECKPOINT", "CHECKSUM", "CLOSE", "CLUSTER", "COMMENT", "COMMIT", "CONTINUE", "DBCC", "DEALLOCATE", "DECLARE",
    "DESC", "DESCRIBE", "DISABLE", "DISCARD", "ENABLE", "END", "ENDIF", "EXIT", "EXPLAIN", "FETCH", "FLUSH", "GET",
    "GOTO", "GRANT", "HANDLER", "ITERATE", "KILL", "LEAVE", "LISTEN", "LOCK", "MOVE", "NOAUDIT", "NOTIFY", "NULL",
    "OPEN", "OPTIMIZE", "PRAGMA", "PRINT", "PURGE", "RAISE", "RAISERROR", "REASSIGN", "REFRESH", "REINDEX", "RELEASE",
    "RELOAD", "REPAIR", "RESET", "RESIGNAL", "RETURN", "ROLLBACK", "SAVE", "SAVEPOINT", "SECURITY", "SET", "SHOW",
    "SIGNAL", "START", "STATISTICS", "SYSTEM", "THROW", "UNLISTEN", "UNLOCK", "USE", "VACUUM", "WAITFOR", "CONNECT",
];

/// What is remembered from one statement to the next.
#[derive(Default)]
pub(super) struct Memory {
    /// Columns that an `UPDATE` has written, by table.
    pub(super) filled: BTreeSet<(String, String)>,
    /// The bodies of functions and procedures that were defined, by name; none where several have that name.
    pub(super) routines: BTreeMap<String, Option<Passage>>,
    /// How many bytes of bodies the text has run.
    pub(super) run: usize,
    /// The routines that are being run.
    pub(super) running: Vec<String>,
    /// Statements that were prepared, by name.
    pub(super) prepared: BTreeMap<String, Passage>,
}

impl Memory {
    /// Forgets what does not outlive a text.
    pub(super) fn next_text(&mut self) {
        self.filled.clear();
        self.prepared.clear();
        self.run = 0;
    }
}

/// Where a statement stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) is_conditional: bool,
    pub(super) is_certain: bool,
    /// Whether it stands in the body of a routine or of a `DO`.
    pub(super) is_body: bool,
    depth: usize,
}

/// Reads one text, and what is nested in it.
pub(super) struct Reader<'a> {
    pub(super) passage: &'a Passage,
    pub(super) dialect: Dialect,
    pub(super) place: Place,
    pub(super) memory: &'a mut Memory,
    said: &'a mut Said,
}

/// Reads all of a text.
pub(super) fn read(passage: &Passage, dialect: Dialect, memory: &mut Memory) -> Said {
    let mut said = Said::default();
    if passage.bytes().starts_with(b"\xff\xfe") || passage.bytes().starts_with(b"\xfe\xff") {
        said.unread.push((passage.whole(), "the text is UTF-16".to_owned()));
        return said;
    }
    let place = Place { is_conditional: false, is_certain: true, is_body: false, depth: 0 };
    let dialect = dialect.or_guess(passage.bytes());
    Reader { passage, dialect, place, memory, said: &mut said }.read();
    said
}

impl Reader<'_> {
    fn read(&mut self) {
        let outer = self.place;
        let mut statements = statements(self.passage.bytes(), self.dialect, outer.is_body);
        for statement in statements.by_ref() {
            self.place.is_conditional = outer.is_conditional || statement.is_conditional;
            self.place.is_certain = outer.is_certain && statement.is_certain;
            self.statement(&statement);
        }
        for problem in statements.problems() {
            self.said.unread.push((self.passage.span(problem.span.range()), problem.why.clone()));
        }
        self.place = outer;
    }

    fn statement(&mut self, statement: &Statement) {
        let cursor = Cursor::new(self.passage, self.dialect, &statement.tokens);
        if cursor.kind() == Some(Kind::Command) {
            call::command(self, cursor);
            return;
        }
        self.dispatch(cursor);
        if statement
            .end
            .is_some_and(|end| self.passage.bytes().get(end.range()).is_some_and(|end| end.starts_with(b"\\gexec")))
        {
            self.unknown("statements that a query returns", statement.span());
        }
    }

    /// Reads one statement, or tells that nobody knows it.
    pub(super) fn dispatch(&mut self, cursor: Cursor<'_>) {
        if !self.is_known(cursor) {
            let head = head(cursor);
            self.unread(cursor.rest().whole(), format!("`{head}` is not known"));
        }
    }

    fn is_known(&mut self, mut cursor: Cursor<'_>) -> bool {
        // `(SELECT …) UNION (SELECT …)`
        while cursor.eat_mark(b'(') {}
        let start = cursor;
        match cursor.kind() {
            Some(Kind::Word) => {}
            None => return true,
            Some(Kind::Open) => {
                self.unknown("a statement that a template makes", cursor.whole());
                return true;
            }
            Some(Kind::Text | Kind::Name | Kind::Number | Kind::Mark(_)) if self.place.is_body => return true,
            _ => return false,
        }
        let word = cursor.text(0).to_ascii_uppercase();
        cursor.next();
        match word.as_slice() {
            b"CREATE" => return create::read(self, cursor),
            b"ALTER" if cursor.is("TABLE") || cursor.is_at(1, "TABLE") => return alter::read(self, cursor),
            b"ALTER" => return alter_other::read(self, cursor),
            b"DROP" => return drop::read(self, cursor),
            b"RENAME" => return rename::read(self, cursor),
            b"EXCHANGE" => return rename::exchange(self, cursor),
            b"TRUNCATE" => data::truncate(self, cursor),
            b"DETACH" => data::detach(self, cursor),
            b"INSERT" | b"REPLACE" => data::insert(self, cursor, word == b"REPLACE"),
            b"UPDATE" => data::update(self, cursor),
            b"DELETE" => data::delete(self, cursor),
            b"MERGE" => data::merge(self, cursor),
            b"COPY" => data::copy(self, cursor),
            b"LOAD" | b"BULK" => data::load(self, cursor),
            b"WITH" => select::with(self, cursor),
            b"SELECT" | b"PERFORM" | b"VALUES" | b"TABLE" => select::read(self, start),
            b"DO" => call::block(self, cursor),
            b"CALL" => call::call(self, cursor),
            b"EXEC" | b"EXECUTE" => call::execute(self, cursor),
            // Oracle: once for each element of a list.
            b"FORALL" => {
                cursor.seek(&["INSERT", "UPDATE", "DELETE", "MERGE", "EXECUTE"]);
                return self.is_known(cursor.rest());
            }
            b"PREPARE" => call::prepare(self, cursor),
            b"REVOKE" | b"DENY" => self.push(Operation::Restrict { what: cursor.rest().written() }, start.whole()),
            b"RAISE" | b"RAISERROR" | b"THROW" | b"SIGNAL" => self.raise(start),
            _ if HARMLESS.iter().any(|head| head.as_bytes() == word) => {}
            _ => return call::other(self, start),
        }
        true
    }

    /// Notes what a statement does, and the bytes of this text that say so. A name that is made at run time is not known.
    pub(super) fn push(&mut self, operation: Operation, span: Span) {
        let operation = built::judged(operation);
        let effect = Effect {
            operation,
            span: self.passage.span(span.range()),
            is_certain: self.place.is_certain,
            is_conditional: self.place.is_conditional,
        };
        // A dump inserts a thousand times into one table, and a routine may be called as often.
        let is_insert = matches!(effect.operation, Operation::Insert { .. });
        let is_repeated = self.said.effects.last().is_some_and(|last| {
            last.operation == effect.operation
                && last.is_conditional == effect.is_conditional
                && (is_insert || last.span == effect.span)
        });
        if !is_repeated {
            self.said.effects.push(effect);
        }
    }

    /// Notes something whose effect cannot be told.
    pub(super) fn unknown(&mut self, what: impl Into<String>, span: Span) {
        self.push(Operation::Unknown { what: what.into() }, span);
    }

    /// Notes an error that is raised on purpose, in every run.
    fn raise(&mut self, cursor: Cursor<'_>) {
        let is_message = cursor.is("RAISE")
            && ["NOTICE", "INFO", "WARNING", "LOG", "DEBUG"].iter().any(|level| cursor.is_at(1, level));
        if !is_message && !self.place.is_conditional {
            self.said.raises.get_or_insert(self.passage.span(cursor.whole().range()));
        }
    }

    /// Notes what could not be read.
    pub(super) fn unread(&mut self, span: Span, why: String) {
        self.said.unread.push((self.passage.span(span.range()), why));
    }

    /// Reads a text in this one.
    pub(super) fn nested(&mut self, passage: &Passage, is_body: bool) {
        if self.is_deepest() {
            self.said.unread.push((passage.whole(), "statements nested too deep".to_owned()));
            return;
        }
        let place = Place { is_body, depth: self.place.depth + 1, ..self.place };
        Reader { passage, dialect: self.dialect, place, memory: self.memory, said: self.said }.read();
    }

    /// Whether nothing that is nested here is read.
    pub(super) fn is_deepest(&self) -> bool {
        self.place.depth >= DEEPEST
    }

    /// Reads a statement that is put together at run time. What cannot be read then may do anything.
    pub(super) fn built(&mut self, passage: &Passage, whole: Span) {
        let unread = self.said.unread.len();
        self.nested(passage, false);
        if self.said.unread.len() > unread {
            self.said.unread.truncate(unread);
            self.unknown("a statement built at run time", whole);
        }
    }

    /// Whether an `UPDATE` before has written a column.
    pub(super) fn is_filled(&self, table: &Name, column: &str) -> bool {
        self.memory.filled.contains(&(table.key(), column.to_lowercase()))
    }
}

/// The first words of a statement.
fn head(cursor: Cursor<'_>) -> String {
    let is_word = |ahead: &usize| cursor.token(*ahead).is_some_and(|token| token.kind == Kind::Word);
    let words: Vec<_> = (0..2).take_while(is_word).map(|ahead| String::from_utf8_lossy(cursor.text(ahead))).collect();
    if words.is_empty() { String::from_utf8_lossy(cursor.text(0)).into_owned() } else { words.join(" ") }
}
