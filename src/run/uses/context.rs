//! What stands around a name: whether it is a column of a statement, an argument of a query, a field of a model, or just a word.

use bstr::ByteSlice;
use memchr::{memchr, memmem, memrchr};

use super::models::{Models, Own};
use super::plan::{Hit, is_part};
use super::words::TableWords;
use crate::answers::Certainty;

/// How far a statement or a call is followed to either side of a name, in bytes.
const REACH: usize = 1500;

/// A file in which something was found.
pub(super) struct Context<'a> {
    /// Its bytes.
    pub(super) bytes: &'a [u8],
    /// Whether it is a page or a component of one: what it names comes out of a program, not out of a database.
    pub(super) is_page: bool,
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
        let is_typed = self.is_in_sql(hit)
            || !self.is_page && (self.own.holds(hit.start) || self.is_of_row(hit) || self.is_in_query(hit));
        Some(if is_typed { Certainty::Typed } else { Certainty::Word })
    }

    /// How sure it is that the name at `hit` is the table; none where it is a word like any other, and in a comment.
    pub(super) fn of_table(&self, hit: Hit) -> Option<Certainty> {
        if is_comment(self.bytes, hit.start) {
            return None;
        }
        let is_typed =
            self.follows_sql(hit) || self.is_argument_of_mapping(hit) || self.models.declares(hit, self.table);
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
        let start = before_end(self.bytes, hit.start);
        let end = after_end(self.bytes, hit.end);
        let mut near = self.tables.iter().filter(|table| table.start >= start && table.end <= end);
        near.any(|table| self.follows_sql(*table))
    }

    /// Whether a keyword of SQL stands before the table.
    fn follows_sql(&self, table: Hit) -> bool {
        let before = self.bytes.get(table.start.saturating_sub(80)..table.start).unwrap_or_default();
        let before = before.trim_end_with(|c| matches!(c, '"' | '`' | '[' | '\'' | '\\'));
        let before = match before.strip_suffix(b".") {
            Some(rest) => rest.trim_end_with(|c| c.is_alphanumeric() || matches!(c, '_' | '"' | '`' | '[' | ']')),
            None => before,
        };
        let trimmed = before.trim_ascii_end();
        let word = trimmed.rsplit(|byte| !byte.is_ascii_alphabetic()).next().unwrap_or_default();
        let is_keyword = ["from", "into", "update", "join"].iter().any(|one| word.eq_ignore_ascii_case(one.as_bytes()));
        trimmed.len() < before.len() && is_keyword && !self.is_import(table.start)
    }

    /// `from users import age`, `import { age } from 'users'`.
    fn is_import(&self, at: usize) -> bool {
        let line = line(self.bytes, at).trim_ascii_start();
        let begins = [&b"import "[..], b"export ", b"use ", b"require"].iter().any(|word| line.starts_with(word));
        begins || line.starts_with(b"from ") && memmem::find(line, b" import").is_some()
    }

    /// `user.age`, `current_user&.age`, `user->getAge()`, `user["age"]`, `user__age`: the field of something that is called like a row.
    fn is_of_row(&self, hit: Hit) -> bool {
        let before = self.bytes.get(hit.start.saturating_sub(100)..hit.start).unwrap_or_default();
        let before = ["get", "set", "is", "has", "find_by_", "findBy"]
            .iter()
            .find_map(|accessor| before.strip_suffix(accessor.as_bytes()))
            .unwrap_or(before);
        let joints = ["?.", "&.", "!.", "!!.", "->", "::", ".", "[:", "[\"", "['", "__"];
        let Some(before) = joints.iter().find_map(|joint| before.strip_suffix(joint.as_bytes())) else { return false };
        let before = before.strip_suffix(b"()").unwrap_or(before);
        let name = before.rsplit(|byte| !is_part(*byte)).next().unwrap_or_default();
        let is_row = |word: &String| {
            name.strip_suffix(word.as_bytes()).is_some_and(|front| {
                let is_hump = word.starts_with(char::is_uppercase) && front.last().is_some_and(u8::is_ascii_lowercase);
                front.is_empty() || front.ends_with(b"_") || is_hump
            })
        };
        self.table.names.iter().chain(self.table.within.iter().flat_map(|(_, names)| names)).any(is_row)
    }

    /// `User.where(age: 3)`, `knex('users').select('age')`, `prisma.user.findMany({ select: { age: true } })`.
    fn is_in_query(&self, hit: Hit) -> bool {
        let start = before_end(self.bytes, hit.start);
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
        is_called && (is_quoted && is_one_of(QUOTED) || is_one_of(BARE))
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
    "hastable", "into", "jointable", "knex", "mysqltable", "name", "pgtable", "schema", "sqlitetable", "table",
    "table_name", "tablename", "totable",
];

/// Words before the name of a table or a model that stands for itself.
const BARE: &[&str] = &["dbset", "insert_into", "repository", "set", "table_name"];

/// Where the statement around `at` begins, as far as it is followed: behind a semicolon or a blank line.
fn before_end(bytes: &[u8], at: usize) -> usize {
    let from = at.saturating_sub(REACH);
    let window = bytes.get(from..at).unwrap_or_default();
    let semicolon = memrchr(b';', window).map(|end| end + 1);
    let blank = memmem::rfind(window, b"\n\n").max(memmem::rfind(window, b"\r\n\r\n"));
    from + semicolon.max(blank).unwrap_or(0)
}

/// Where it ends.
fn after_end(bytes: &[u8], at: usize) -> usize {
    let window = bytes.get(at..bytes.len().min(at + REACH)).unwrap_or_default();
    let ends = [memchr(b';', window), memmem::find(window, b"\n\n"), memmem::find(window, b"\r\n\r\n")];
    at + ends.into_iter().flatten().min().unwrap_or(window.len())
}

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

/// The line that holds `at`, up to it.
fn line(bytes: &[u8], at: usize) -> &[u8] {
    let from = at.saturating_sub(REACH);
    let before = bytes.get(from..at).unwrap_or_default();
    let start = memrchr(b'\n', before).map_or(from, |end| from + end + 1);
    let ahead = bytes.get(at..bytes.len().min(at + REACH)).unwrap_or_default();
    let end = at + memchr(b'\n', ahead).unwrap_or(ahead.len());
    bytes.get(start..end).unwrap_or_default()
}

/// Whether a name stands in a comment that begins on its own line.
pub(super) fn is_comment(bytes: &[u8], at: usize) -> bool {
    let from = at.saturating_sub(REACH);
    let before = bytes.get(from..at).unwrap_or_default();
    let before = memrchr(b'\n', before).map_or(before, |end| before.get(end + 1..).unwrap_or_default());
    let text = before.trim_ascii_start();
    let is_hash = text.starts_with(b"#") && !text.starts_with(b"#[") && !text.starts_with(b"#{");
    let begins = [&b"//"[..], b"--", b"/*", b"* ", b"*/", b"<!--", b"%%", b"{#", b"<%#"];
    let inside = [&b" // "[..], b" # ", b" -- ", b" /* ", b"\t// ", b"\t# "];
    is_hash
        || begins.iter().any(|mark| text.starts_with(mark))
        || inside.iter().any(|mark| memmem::find(text, mark).is_some())
}

#[cfg(test)]
mod tests;
