//! What stands around a name: whether it is a column of a statement, an argument of a query, a field of a model, or just a word.

use bstr::ByteSlice;
use memchr::{memmem, memrchr};

use super::models::{Models, Own};
use super::plan::{Hit, is_part};
use super::receiver::{self, Receiver};
use super::sql;
use super::words::TableWords;
use crate::answers::Certainty;

/// A file in which something was found.
pub(super) struct Context<'a> {
    /// Its bytes.
    pub(super) bytes: &'a [u8],
    /// Whether it is a page or a component of one: what it names comes out of a program, not out of a database.
    pub(super) is_page: bool,
    /// The table's own name.
    pub(super) name: &'a str,
    /// Whether what is searched for is a common word.
    pub(super) is_common: bool,
    /// The words of the table.
    pub(super) table: &'a TableWords,
    /// Where it names the table.
    pub(super) tables: &'a [Hit],
    /// What it declares.
    pub(super) models: &'a Models<'a>,
    /// Which of that are models of the table.
    pub(super) own: Own,
}

impl Context<'_> {
    /// How sure it is that the name at `hit` is the column; none in a comment.
    pub(super) fn of_column(&self, hit: Hit) -> Option<Certainty> {
        if is_comment(self.bytes, hit.start) {
            return None;
        }
        let is_open = || {
            let is_in_code = || self.is_in_model(hit) || !self.is_common && self.is_in_query(hit);
            self.is_in_sql(hit) || !self.is_page && is_in_code()
        };
        let is_typed = match receiver::of(self.bytes, hit, self.table) {
            Receiver::Open => is_open(),
            Receiver::Row => !self.is_page || self.is_in_sql(hit),
            Receiver::Other | Receiver::Call => false,
        };
        Some(if is_typed { Certainty::Typed } else { Certainty::Word })
    }

    /// How sure it is that the name at `hit` is the table; none where it is a word like any other, and in a comment.
    pub(super) fn of_table(&self, hit: Hit) -> Option<Certainty> {
        if is_comment(self.bytes, hit.start) {
            return None;
        }
        let is_typed =
            self.is_in_statement(hit) || self.is_argument_of_mapping(hit) || self.models.declares(hit, self.table);
        let word = self.bytes.get(hit.start..hit.end).unwrap_or_default();
        let has_hump = word.windows(2).any(|pair| pair.iter().map(u8::is_ascii_uppercase).eq([false, true]));
        let is_compound = word.contains(&b'_') || has_hump;
        let is_called = word.first().is_some_and(u8::is_ascii_uppercase)
            && self.bytes.get(hit.end..).is_some_and(|after| after.starts_with(b".") || after.starts_with(b"::"));
        match (is_typed, is_compound || is_called) {
            (true, _) => Some(Certainty::Typed),
            (false, true) => Some(Certainty::Word),
            (false, false) => None,
        }
    }

    /// Whether the statement around a column names the table as one of its own.
    fn is_in_sql(&self, hit: Hit) -> bool {
        let (start, end) = (sql::start(self.bytes, hit.start), sql::end(self.bytes, hit.end));
        let mut near = self.tables.iter().filter(|table| table.start >= start && table.end <= end);
        near.any(|table| self.is_in_statement(*table))
    }

    /// Whether a statement is about the table, which is called by its own name there.
    fn is_in_statement(&self, table: Hit) -> bool {
        let written = self.bytes.get(table.start..table.end).unwrap_or_default();
        written.eq_ignore_ascii_case(self.name.as_bytes()) && sql::is_about(self.bytes, table)
    }

    /// Whether the name is a field of a model. A common word is one only where it is declared.
    fn is_in_model(&self, hit: Hit) -> bool {
        self.own.holds(hit.start) && (!self.is_common || self.is_declared(hit))
    }

    /// Whether nothing but types and modifiers stands before the name on its line, or it is quoted, or a symbol.
    fn is_declared(&self, hit: Hit) -> bool {
        let before = line_before(self.bytes, hit.start);
        let is_code = before.iter().any(|byte| b"(=.,{[".contains(byte));
        let is_other =
            [&b"def "[..], b"fn ", b"func ", b"return "].iter().any(|word| memmem::find(before, word).is_some());
        (!is_code && !is_other) || before.last().is_some_and(|byte| b"\"':`".contains(byte))
    }

    /// `User.where(age: 3)`, `knex('users').select('age')`, `prisma.user.findMany({ select: { age: true } })`.
    fn is_in_query(&self, hit: Hit) -> bool {
        let start = sql::start(self.bytes, hit.start);
        let near = self.tables.iter().filter(|table| table.start >= start && table.end <= hit.start);
        near.rev().take(8).any(|table| {
            let between = self.bytes.get(table.end..hit.start).unwrap_or_default();
            self.begins_query(*table) && is_one_call(between)
        })
    }

    /// Whether the table is what a query or a mapping begins with.
    fn begins_query(&self, table: Hit) -> bool {
        let (before, after) = self.around(table);
        let is_class = self.bytes.get(table.start).is_some_and(u8::is_ascii_uppercase);
        let after = after.trim_ascii_start();
        let is_followed = [&b"."[..], b"::", b"->", b",", b")", b">"].iter().any(|mark| after.starts_with(mark));
        let client = ["prisma.", "db.", "tx.", "trx.", "client.", "context.", "ctx.", "session.", "orm.", "$prisma."];
        is_class && is_followed
            || client.iter().any(|name| before.ends_with(name.as_bytes())) && after.starts_with(b".")
            || self.is_argument_of_mapping(table)
    }

    /// `knex('users')`, `Table("users", …)`, `schema "users"`, `has_many :users`, `__tablename__ = "users"`, `users::table`.
    fn is_argument_of_mapping(&self, table: Hit) -> bool {
        let (before, after) = self.around(table);
        if after.starts_with(b"::table") || after.starts_with(b"::dsl") {
            return true;
        }
        let opened = before.trim_end_with(|c| matches!(c, '"' | '\'' | '`' | ':'));
        let is_quoted = opened.len() < before.len();
        let opened = opened.trim_ascii_end();
        let word = opened.trim_end_with(|c| matches!(c, '(' | '=' | ':' | ' ' | '<' | '['));
        let name = word.rsplit(|byte| !is_part(*byte)).next().unwrap_or_default().to_ascii_lowercase();
        let is_called = word.len() < opened.len() || self.bytes.get(table.start.saturating_sub(1)) != Some(&b'(');
        let is_one_of = |words: &[&str]| words.iter().any(|word| name == word.as_bytes());
        // `@Table(name = "users")`, but not every other thing with a name.
        let is_named =
            || name == b"name" && [&b"Table("[..], b"Entity("].iter().any(|head| memmem::find(before, head).is_some());
        is_called && (is_quoted && (is_one_of(QUOTED) || is_named()) || is_one_of(BARE))
    }

    /// What stands right before and behind.
    fn around(&self, hit: Hit) -> (&[u8], &[u8]) {
        let before = self.bytes.get(hit.start.saturating_sub(60)..hit.start).unwrap_or_default();
        let after = self.bytes.get(hit.end..).unwrap_or_default();
        (before, after.get(..60).unwrap_or(after))
    }
}

/// Words before the name of a table in quotes, or as a symbol.
const QUOTED: &[&str] = &[
    "__tablename__", "belongs_to", "db_table", "entity", "from", "has_and_belongs_to_many", "has_many", "has_one",
    "hastable", "into", "jointable", "knex", "mysqltable", "pgtable", "schema", "sqlitetable", "table", "table_name",
    "tablename", "totable",
];

/// Words before the name of a table or a model that stands for itself.
const BARE: &[&str] = &["dbset", "insert_into", "repository", "set", "table_name"];

/// Whether what stands behind the name of a model up to a column is one call, or a chain of calls: no line ends but inside brackets, or
/// before a dot.
fn is_one_call(between: &[u8]) -> bool {
    let mut depth = 0_i32;
    for (at, byte) in between.iter().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            b'\n' if depth <= 0 => {
                let next = between.get(at + 1..).unwrap_or_default().trim_ascii_start();
                if ![&b"."[..], b"->", b"|>", b"?."].iter().any(|joint| next.starts_with(joint)) {
                    return false;
                }
            }
            _ => {}
        }
    }
    true
}

/// What stands before `at` on its line.
fn line_before(bytes: &[u8], at: usize) -> &[u8] {
    let before = bytes.get(at.saturating_sub(sql::REACH)..at).unwrap_or_default();
    memrchr(b'\n', before).map_or(before, |end| before.get(end + 1..).unwrap_or_default())
}

/// Whether a name stands in a comment that begins on its own line.
pub(super) fn is_comment(bytes: &[u8], at: usize) -> bool {
    let text = line_before(bytes, at).trim_ascii_start();
    let is_hash = text.starts_with(b"#") && !text.starts_with(b"#[") && !text.starts_with(b"#{");
    let begins = [&b"//"[..], b"--", b"/*", b"* ", b"*/", b"<!--", b"%%", b"{#", b"<%#"];
    let inside = [&b" // "[..], b" # ", b" -- ", b" /* ", b"\t// ", b"\t# "];
    is_hash
        || begins.iter().any(|mark| text.starts_with(mark))
        || inside.iter().any(|mark| memmem::find(text, mark).is_some())
}

#[cfg(test)]
mod tests;
