//! Statements that are put together when they run: `'DROP INDEX ' || name`, `format('CREATE INDEX ON %I (a)', t)`.

use super::cursor::Cursor;
use crate::document::Passage;
use crate::document::sql::Dialect;
use crate::fact::migration::{Constraint, Name, Object, Operation};

/// How a passage writes what its text does not tell.
const OPEN: &str = "${____}";

/// What ends the expression behind `EXECUTE`.
const ENDS: [&str; 5] = ["USING", "INTO", "BULK", "RETURNING", "LOOP"];

/// Whether a word has a part that is only known at run time.
pub(super) fn is_open(word: &str) -> bool {
    word.contains(OPEN)
}

/// Whether a call of PostgreSQL's `format` stands here.
pub(super) fn is_format(cursor: Cursor<'_>) -> bool {
    cursor.is("FORMAT") && cursor.is_mark_at(1, b'(')
}

/// The statement that an expression yields, open where a name or a call stands. None where not even its first word is told.
pub(super) fn statement(mut cursor: Cursor<'_>) -> Option<Passage> {
    let mut statement = Passage::default();
    while !cursor.is_done() && !cursor.is_one_of(&ENDS) {
        let start = cursor.mark();
        if is_format(cursor) {
            cursor.next();
            statement.append(&formatted(cursor.group()?)?);
        } else if let Some(token) = cursor.string() {
            statement.append(&cursor.content_passage(token));
        } else {
            to_next_part(&mut cursor);
            statement.push_open(b"____", cursor.source(start));
        }
        to_next_part(&mut cursor);
        while cursor.eat_mark(b'|') || cursor.eat_mark(b'+') {}
        if cursor.mark() == start {
            return None;
        }
    }
    statement.bytes().trim_ascii_start().first().is_some_and(u8::is_ascii_alphabetic).then_some(statement)
}

/// Goes on to what joins two parts, or ends the last.
fn to_next_part(cursor: &mut Cursor<'_>) {
    let joins_by_plus = cursor.dialect() == Dialect::SqlServer;
    let is_end = |cursor: &Cursor<'_>| {
        let joins = cursor.is_mark(b'|') && cursor.is_mark_at(1, b'|') || joins_by_plus && cursor.is_mark(b'+');
        joins || cursor.is_done() || cursor.is_one_of(&ENDS)
    };
    while !is_end(cursor) {
        cursor.skip();
    }
}

/// What `format` makes of its first argument. <https://www.postgresql.org/docs/current/functions-string.html#FUNCTIONS-STRING-FORMAT>
fn formatted(arguments: Cursor<'_>) -> Option<Passage> {
    let mut pattern = arguments.items().into_iter().next()?;
    let token = pattern.string().filter(|_| pattern.is_done())?;
    let pattern = pattern.content_passage(token);
    let bytes = pattern.bytes();
    let mut out = Passage::default();
    let mut at = 0;
    while let Some(percent) = memchr::memchr(b'%', bytes.get(at..)?).map(|found| at + found) {
        out.append(&pattern.slice(at..percent));
        let rest = bytes.get(percent + 1..)?;
        let width = rest.iter().take_while(|byte| byte.is_ascii_digit() || b"$-*".contains(byte)).count();
        at = percent + 2 + width;
        match rest.get(width)? {
            b'%' => out.append(&pattern.slice(at - 1..at)),
            _ => out.push_open(b"____", pattern.span(percent..at)),
        }
    }
    out.append(&pattern.slice(at..bytes.len()));
    Some(out)
}

/// An operation, or that nobody can tell which thing it is about, since that is named at run time.
pub(super) fn judged(operation: Operation) -> Operation {
    let what = "a statement about a name that is made at run time".to_owned();
    match about(&operation) {
        About::Known => operation,
        About::Column => Operation::Unknown { what },
        About::Other => Operation::UnknownTarget { what },
    }
}

/// What an operation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// Something whose name is known.
    Known,
    /// Columns that there are, of which nobody knows the name, or that of the table.
    Column,
    /// Something else without a name.
    Other,
}

fn about(operation: &Operation) -> About {
    // The schema alone does not matter.
    let is = |name: &Name| is_open(&name.name);
    let named = |name: &Option<String>| name.as_deref().is_some_and(is_open);
    let (is_open, otherwise) = match operation {
        Operation::CreateTable { table, .. }
        | Operation::Truncate { table }
        | Operation::Detach { table }
        | Operation::Insert { table, .. }
        | Operation::Update { table, .. }
        | Operation::Delete { table, .. }
        | Operation::CreateIndex { table, .. } => (is(table), About::Other),
        Operation::AddConstraint { table, kind: Constraint::PrimaryKey, .. } | Operation::DropTable { table, .. } => {
            (is(table), About::Column)
        }
        Operation::AddConstraint { table, .. } => (is(table), About::Other),
        Operation::AddColumn { table, column } => (is(table) || is_open(&column.name), About::Column),
        Operation::DropColumn { table, column }
        | Operation::ChangeType { table, column, .. }
        | Operation::SetNotNull { table, column, .. }
        | Operation::DropNotNull { table, column }
        | Operation::SetDefault { table, column }
        | Operation::DropDefault { table, column } => (is(table) || is_open(column), About::Column),
        Operation::RenameTable { from, to } => (is(from) || is(to), About::Column),
        Operation::RenameColumn { table, from, to } => (is(table) || is_open(from) || is_open(to), About::Column),
        Operation::DropConstraint { table, name, .. } => (is(table) || named(name), About::Other),
        Operation::DropIndex { table, name, .. } => (table.as_ref().is_some_and(is) || named(name), About::Other),
        Operation::Rename { kind, from, to } => (is(from) || is(to), beside(*kind)),
        Operation::Create { name, .. } => (is(name), About::Other),
        Operation::Drop { kind, name, .. } => (is(name), beside(*kind)),
        _ => (false, About::Known),
    };
    if is_open { otherwise } else { About::Known }
}

/// What a thing is that is no table: with some, columns go.
fn beside(kind: Object) -> About {
    match kind {
        Object::Database | Object::Schema | Object::Type | Object::Role | Object::Extension | Object::Other => {
            About::Column
        }
        _ => About::Other,
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Passage;
    use crate::document::sql::Dialect;
    use crate::fact::extract::migration::sql::Session;
    use crate::fact::migration::Operation;
    use crate::text::Span;

    /// What a text does, in words, with the bytes that say so.
    fn said(session: &mut Session, sql: &str) -> Vec<String> {
        let passage = Passage::of(sql.as_bytes(), Span::new(0, sql.len()));
        let said = session.read(&passage, Dialect::PostgreSql);
        assert_eq!(said.unread, [], "{sql}");
        let shown = said.effects.iter().map(|effect| {
            let at = sql.get(effect.span.range()).unwrap_or("elsewhere");
            format!("{} <{at}>", effect.operation)
        });
        shown.collect()
    }

    #[test]
    fn a_statement_that_is_put_together_is_read() {
        const NAMED: &str = "runs a statement about a name that is made at run time";
        const BUILT: &str = "runs a statement built at run time";
        for (built, expected) in [
            ("'DROP TABLE a'", "drops table `a` <DROP TABLE a>".to_owned()),
            ("'DROP TABLE ' || x", format!("{NAMED} <DROP TABLE ' || x>")),
            ("'ALTER TABLE ' || x || ' DROP COLUMN b'", format!("{NAMED} <DROP COLUMN b>")),
            ("'ALTER TABLE a ' || x", "runs a statement that is made at run time <ALTER TABLE a ' || x>".to_owned()),
            ("'ALTER TABLE a ADD b ' || x", "adds column `b` to `a` <ADD b ' || x>".to_owned()),
            ("'SELECT ' || x || '()'", "runs a call of `${____}()` <x>".to_owned()),
            ("'FOO ' || x", format!("{BUILT} <EXECUTE 'FOO ' || x>")),
            ("x || ' TABLE a'", format!("{BUILT} <EXECUTE x || ' TABLE a'>")),
            ("format('DROP TABLE %I', x)", format!("{NAMED} <DROP TABLE %I>")),
            ("format('CREATE VIEW v AS %s', x) USING y", "creates view `v` <CREATE VIEW v>".to_owned()),
            ("format('DROP INDEX ' || x)", format!("{BUILT} <EXECUTE format('DROP INDEX ' || x)>")),
            ("format(x, 'a')", format!("{BUILT} <EXECUTE format(x, 'a')>")),
            ("format('UPDATE a SET b = %2$L WHERE c LIKE ''%%''', x, y)", "updates rows of `a` <UPDATE a>".to_owned()),
            ("format('DROP TABLE a%')", format!("{BUILT} <EXECUTE format('DROP TABLE a%')>")),
        ] {
            let sql = format!("DO $$ BEGIN EXECUTE {built}; END $$");
            assert_eq!(said(&mut Session::default(), &sql), [expected], "{built}");
        }
    }

    #[test]
    fn only_columns_are_in_doubt_that_may_be_meant() {
        for (sql, is_target) in [
            ("DROP TABLE ${____}", false),
            ("ALTER TABLE ${____} DROP COLUMN a", false),
            ("ALTER TABLE a RENAME TO ${____}", false),
            ("DROP TYPE ${____}", false),
            ("DELETE FROM a_${____}", true),
            ("CREATE INDEX i ON ${____} (a)", true),
            ("CREATE TABLE ${____} (a int)", true),
            ("DROP TRIGGER ${____} ON a", true),
        ] {
            let passage = Passage::of(sql.as_bytes(), Span::new(0, sql.len()));
            let said = Session::default().read(&passage, Dialect::PostgreSql);
            let is_one = |operation: &Operation| match operation {
                Operation::UnknownTarget { .. } => is_target,
                Operation::Unknown { .. } => !is_target,
                _ => false,
            };
            assert!(matches!(said.effects.as_slice(), [effect] if is_one(&effect.operation)), "{sql}");
        }
    }

    #[test]
    fn a_session_knows_the_routines_of_texts_before() {
        let mut session = Session::default();
        let mut read = |sql: &str| said(&mut session, sql).len();
        let define = |verb: &str, argument: &str, body: &str| {
            format!("{verb} FUNCTION f({argument}) RETURNS void AS $$ {body} $$ LANGUAGE sql")
        };
        assert_eq!(read(&define("CREATE", "int", "DELETE FROM a; DROP TABLE b")), 1);
        assert_eq!(read("SELECT f(1)"), 2);
        assert_eq!(read(&define("CREATE OR REPLACE", "int", "SELECT 1")), 1);
        assert_eq!(read("SELECT f(1), f(2)"), 0);
        // Which of two is meant, the name does not tell.
        assert_eq!(read(&define("CREATE", "text", "SELECT 1")), 1);
        assert_eq!(read("SELECT f(1)"), 1);
        assert_eq!(read("DROP FUNCTION f"), 1);
        assert_eq!(read("SELECT f(1)"), 1);
    }

    #[test]
    fn a_routine_that_calls_itself_ends() {
        let sql = "CREATE FUNCTION f() RETURNS void AS $$ SELECT f(), f(), f(), f() $$ LANGUAGE sql; SELECT f();";
        let passage = Passage::of(sql.as_bytes(), Span::new(0, sql.len()));
        let said = Session::default().read(&passage, Dialect::PostgreSql);
        assert_eq!((said.unread.len(), said.effects.len()), (0, 5));
    }
}
