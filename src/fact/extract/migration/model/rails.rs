//! What Rails writes down after its migrations: `schema.rb` and `structure.sql`.

use super::{Column, Found};
use crate::document::Passage;
use crate::document::grammar::{Language, Node};
use crate::document::sql::Dialect;
use crate::fact::extract::migration::language::code::{Code, parts, span};
use crate::fact::extract::migration::sql;
use crate::fact::migration::{Name, Operation};
use crate::text::Span;

/// Methods of a table's block that make no column.
const NO_COLUMNS: [&str; 5] = ["index", "check_constraint", "foreign_key", "unique_constraint", "exclusion_constraint"];

/// How deep a dump is nested: `define do create_table do`, or within modules.
const DEEPEST: usize = 8;

/// The tables of `schema.rb`.
pub(super) fn read(bytes: &[u8]) -> Vec<Found> {
    let Some(code) = Code::parse(Language::Ruby, bytes) else { return Vec::new() };
    let mut level = vec![code.root()];
    let mut found = Vec::new();
    for _ in 0..DEEPEST {
        found.extend(level.iter().filter_map(|node| table(&code, *node)));
        level = level.into_iter().flat_map(parts).collect();
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// `create_table "users" do |t| … end`.
fn table(code: &Code<'_>, node: Node<'_>) -> Option<Found> {
    if code.field(node, "method") != "create_table" {
        return None;
    }
    let first = argument(node)?;
    let name = string(code, first)?;
    let block = node.child_by_field_name("block").and_then(|block| block.child_by_field_name("body"));
    let table = Some(Name::dotted(&name));
    let fields = block.map(parts).unwrap_or_default().into_iter().filter_map(|line| column(code, line)).collect();
    Some(Found { name, span: span(first), table, has_table: true, fields, others: Vec::new() })
}

/// `t.string "email"`.
fn column(code: &Code<'_>, line: Node<'_>) -> Option<Column> {
    let method = code.field(line, "method");
    let is_column = line.child_by_field_name("receiver").is_some() && !NO_COLUMNS.contains(&method);
    let name = argument(line).filter(|_| is_column)?;
    Some(Column::new(string(code, name)?, span(name)))
}

fn argument(call: Node<'_>) -> Option<Node<'_>> {
    parts(call.child_by_field_name("arguments")?).first().copied()
}

fn string(code: &Code<'_>, node: Node<'_>) -> Option<String> {
    (node.kind() == "string").then(|| String::from_utf8_lossy(code.string(node).bytes()).into_owned())
}

/// The tables of `structure.sql`.
pub(super) fn read_structure(bytes: &[u8]) -> Vec<Found> {
    let said = sql::read(&Passage::of(bytes, Span::new(0, bytes.len())), Dialect::Unknown);
    let mut found: Vec<Found> = Vec::new();
    for effect in said.effects {
        let Operation::CreateTable { table, columns, .. } = effect.operation else { continue };
        let mut places = Places::of(bytes, effect.span);
        let fields = columns.into_iter().map(|column| {
            let span = places.next(&column.name);
            Column::new(column.name, span)
        });
        let fields = fields.collect();
        let name = table.to_string();
        found.push(Found { name, span: effect.span, table: Some(table), has_table: true, fields, others: Vec::new() });
    }
    found
}

/// Finds names in a statement, in the order in which they stand there.
struct Places<'a> {
    bytes: &'a [u8],
    statement: Span,
    /// What is still to be looked through; nothing once a name was not found.
    rest: Option<Span>,
}

impl<'a> Places<'a> {
    /// Those of the columns of a statement, the head of which stands at `statement`: they follow, up to a semicolon.
    fn of(bytes: &'a [u8], statement: Span) -> Self {
        let rest = bytes.get(statement.end..).unwrap_or_default();
        let end = memchr::memchr(b';', rest).unwrap_or(rest.len());
        Self { bytes, statement, rest: Some(Span::new(statement.end, statement.end + end)) }
    }

    /// The place of a column that stands at the beginning of its line; the whole statement where it does not.
    fn next(&mut self, name: &str) -> Span {
        let found = self.rest.and_then(|rest| self.find(name, rest));
        self.rest = self.rest.zip(found).map(|(rest, found)| Span::new(found.end, rest.end));
        found.unwrap_or(self.statement)
    }

    fn find(&self, name: &str, rest: Span) -> Option<Span> {
        let mut start = rest.start;
        for line in self.bytes.get(rest.range())?.split_inclusive(|byte| *byte == b'\n') {
            let indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'"' | b'`')).count();
            let word = line.get(indent..indent + name.len()).unwrap_or_default();
            let ends = line.get(indent + name.len()).is_some_and(|byte| matches!(byte, b' ' | b'"' | b'`'));
            if ends && word == name.as_bytes() {
                return Some(Span::new(start + indent, start + indent + name.len()));
            }
            start += line.len();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, read, read_structure};
    use crate::fact::extract::migration::model::testing::shown;
    use crate::text::Span;

    #[test]
    fn a_dump_says_tables_and_columns() {
        let text = br#"ActiveRecord::Schema[7.0].define(version: 2024_01_31) do
  enable_extension "plpgsql"
  create_table "users", id: :uuid, force: :cascade do |t|
    t.string "email", null: false
    t.column "kind", "user_kind"
    t.index ["email"], name: "by_email"
    t.check_constraint "a > 1", name: "x"
  end
  create_table "empty", force: :cascade do |t|
  end
  add_foreign_key "a", "b"
end
"#;
        assert_eq!(shown(&read(text)), ["users(users): email kind", "empty(empty): "]);
    }

    #[test]
    fn a_dump_in_sql_says_them_too() {
        let text =
            b"SET x = 1;\nCREATE TABLE public.users (\n    id bigint NOT NULL,\n    email character varying\n);\n\
            ALTER TABLE ONLY public.users ADD CONSTRAINT a PRIMARY KEY (id);\n";
        let found = read_structure(text);
        assert_eq!(shown(&found), ["public.users(public.users): id email"]);
        let email = found[0].fields[1].span;
        assert_eq!(text.get(email.range()), Some(&b"email"[..]));
    }

    #[test]
    fn columns_of_a_statement_are_found_in_order() {
        let text = b"CREATE TABLE a (\n    id integer,\n    \"a id\" text,\n    id2 text\n);";
        let mut places = Places::of(text, Span::new(0, 14));
        let found = ["id", "a id", "id2"].map(|name| text.get(places.next(name).range()).expect("a place").to_vec());
        assert_eq!(found, [b"id".to_vec(), b"a id".to_vec(), b"id2".to_vec()]);
    }
}
