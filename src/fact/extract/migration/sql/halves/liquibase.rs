//! Liquibase's formatted SQL: change sets, each with its own way back.
//!
//! <https://docs.liquibase.com/concepts/changelogs/sql-format.html>

use memchr::memmem;

use super::{behind, comment, lines};
use crate::document::Passage;
use crate::document::sql::{Dialect, Kind, Lexer};
use crate::fact::extract::migration::sql::{self, Session};
use crate::fact::migration::{Down, Effect, Operation, Script};
use crate::text::Span;

/// Whether a file says in its first line that it is one.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let first = lines(bytes).map(|(_, line)| line).find(|line| !line.is_empty());
    first
        .and_then(comment)
        .and_then(|text| behind(text, "liquibase"))
        .is_some_and(|rest| behind(rest.trim_ascii_start(), "formatted").is_some())
}

/// A change set: its line, and the text up to the next one.
struct ChangeSet<'a> {
    line: Span,
    /// What stands behind `changeset`.
    said: &'a [u8],
    body: Span,
}

/// The change sets of a file.
pub(super) fn read(bytes: &[u8], session: &mut Session) -> Vec<Script> {
    let mut sets: Vec<ChangeSet<'_>> = Vec::new();
    for (start, line) in lines(bytes) {
        let Some(said) = comment(line).and_then(|text| behind(text, "changeset")) else { continue };
        if let Some(last) = sets.last_mut() {
            last.body.end = start;
        }
        let line = Span::new(start, start + line.len());
        sets.push(ChangeSet { line, said: said.trim_ascii(), body: Span::new(line.end, bytes.len()) });
    }
    let dialect = session.dialect(bytes);
    sets.iter().map(|set| script(bytes, set, dialect, session)).collect()
}

fn script(bytes: &[u8], set: &ChangeSet<'_>, dialect: Dialect, session: &mut Session) -> Script {
    let dialect = attribute(set.said, "dbms").and_then(named).unwrap_or(dialect);
    let body = Passage::of(bytes, set.body);
    let text = match attribute(set.said, "endDelimiter").filter(|end| is_delimiter(end)) {
        Some(end) => delimited(&body, end, set.body.start),
        None => body,
    };
    let said = session.read(&text, dialect);
    let mut script = Script { unread: said.unread, ..Script::new(set.body, said.effects) };
    let id = set.said.split(u8::is_ascii_whitespace).next().unwrap_or_default();
    script.version = (!id.is_empty()).then(|| String::from_utf8_lossy(id).into_owned());
    let (down, unread) = rollback(bytes, set, dialect);
    script.down = down;
    script.unread.extend(unread);
    script
}

/// The value of an attribute: `name:value`, the value in quotes or not.
fn attribute<'a>(said: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let mut at = 0;
    loop {
        at += memmem::find(said.get(at..)?, name.as_bytes())?;
        let is_start = at.checked_sub(1).and_then(|before| said.get(before)).is_none_or(u8::is_ascii_whitespace);
        if let Some(rest) = said.get(at + name.len()..).and_then(|rest| rest.strip_prefix(b":")).filter(|_| is_start) {
            return match rest.strip_prefix(b"\"") {
                Some(quoted) => quoted.split(|byte| *byte == b'"').next(),
                None => rest.split(u8::is_ascii_whitespace).next(),
            };
        }
        at += name.len();
    }
}

/// The dialect that an attribute `dbms` names, if it names one.
fn named(dbms: &[u8]) -> Option<Dialect> {
    match dbms.to_ascii_lowercase().as_slice() {
        b"postgresql" | b"cockroachdb" => Some(Dialect::PostgreSql),
        b"mysql" | b"mariadb" => Some(Dialect::MySql),
        b"sqlite" => Some(Dialect::Sqlite),
        b"mssql" => Some(Dialect::SqlServer),
        b"oracle" => Some(Dialect::Oracle),
        b"clickhouse" => Some(Dialect::ClickHouse),
        _ => None,
    }
}

/// Whether an `endDelimiter` is one that the text can be parted by. (It is a pattern; a plain one is taken as it is.)
fn is_delimiter(end: &[u8]) -> bool {
    !end.is_empty()
        && end != b";"
        && end != b"/"
        && !end.iter().any(|byte| b"\\*+?[](){}|".contains(byte))
        && !end.eq_ignore_ascii_case(b"GO")
}

fn delimited(body: &Passage, end: &[u8], at: usize) -> Passage {
    let mut text = Passage::default();
    text.push_between(b"DELIMITER ", at);
    text.push_between(end, at);
    text.push_between(b"\n", at);
    text.append(body);
    text
}

/// How a change set is rolled back, and what of that could not be read.
fn rollback(bytes: &[u8], set: &ChangeSet<'_>, dialect: Dialect) -> (Down, Vec<(Span, String)>) {
    let mut text = Passage::default();
    let mut at: Option<Span> = None;
    let mut is_declared = false;
    for (start, line) in lines(bytes.get(set.body.range()).unwrap_or_default()) {
        let Some(said) = comment(line).and_then(|text| behind(text, "rollback")) else { continue };
        let end = set.body.start + start + line.len();
        let span = Span::new(end - said.len(), end);
        at = Some(at.map_or(span, |at| at.join(span)));
        let words = said.trim_ascii();
        if words.eq_ignore_ascii_case(b"empty") || words.eq_ignore_ascii_case(b"not required") {
            is_declared = true;
        } else {
            text.append(&Passage::of(bytes, span));
            text.push_between(b"\n", end);
        }
    }
    for span in blocks(bytes, set.body) {
        at = Some(at.map_or(span, |at| at.join(span)));
        text.append(&Passage::of(bytes, span));
    }
    let Some(at) = at else { return (Down::Missing { at: set.line, why: None }, Vec::new()) };
    // `--rollback changesetId:1 changesetAuthor:a`: what another change set does.
    if behind(text.bytes().trim_ascii(), "changesetId").is_some() {
        let what = "what another change set does".to_owned();
        return (Down::Written { at, effects: vec![Effect::new(Operation::Unknown { what }, at)] }, Vec::new());
    }
    match sql::down(&text, dialect) {
        (Down::Empty { .. }, unread) => (Down::Empty { at, is_declared }, unread),
        other => other,
    }
}

/// What stands in `/* liquibase rollback … */`.
fn blocks(bytes: &[u8], body: Span) -> Vec<Span> {
    let text = bytes.get(body.range()).unwrap_or_default();
    let comments = Lexer::new(text, Dialect::Unknown).filter(|token| token.kind == Kind::Comment);
    comments
        .filter_map(|token| {
            let inner = text.get(token.span.range())?.strip_prefix(b"/*")?.strip_suffix(b"*/")?;
            let rest = behind(behind(inner.trim_ascii_start(), "liquibase")?.trim_ascii_start(), "rollback")?;
            let end = body.start + token.span.end - 2;
            Some(Span::new(end - rest.len(), end))
        })
        .collect()
}
