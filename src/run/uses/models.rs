//! The classes and records that a file declares, and the tables that they stand for.

use bstr::ByteSlice;
use memchr::memmem;

use super::plan::{Hit, is_part};
use super::words::TableWords;

/// The longest line that is looked at, and the most declarations of one file.
const LONGEST: usize = 400;
const MOST: usize = 2_000;

/// How many bytes before a class what maps it may stand.
const ABOVE: usize = 200;

/// The models of a file, in the order in which they are declared.
pub(super) struct Models<'a> {
    bytes: &'a [u8],
    declared: Vec<Declared<'a>>,
    /// Whether the file stands where models do.
    is_place: bool,
}

/// Something that has fields.
#[derive(Clone, Copy, Debug)]
struct Declared<'a> {
    at: usize,
    /// The bytes of its line.
    line: &'a [u8],
    /// What it is called.
    name: &'a [u8],
    /// Whether it only says what a value looks like, wherever it comes from.
    is_shape: bool,
}

/// What a class of a model may be called besides the table.
const SUFFIXES: &[&[u8]] = &[b"", b"Entity", b"Model", b"Record", b"Row", b"Schema", b"Table"];

/// Where each model of the table begins and ends.
#[derive(Debug, Default)]
pub(super) struct Own(Vec<(usize, usize)>);

impl Own {
    /// Whether what stands at `at` is part of a model of the table.
    pub(super) fn holds(&self, at: usize) -> bool {
        let next = self.0.partition_point(|(start, _)| *start <= at);
        next.checked_sub(1).and_then(|index| self.0.get(index)).is_some_and(|(_, end)| at < *end)
    }
}

/// Words that say on the line of a class, or right above it, that it stands for a table.
const MAPPED: &[&[u8]] = &[
    b"ActiveRecord", b"ApplicationRecord", b"models.Model", b"(Base)", b"db.Model", b"SQLModel", b"DeclarativeBase",
    b"@Entity", b"[Table", b"@Table", b"Queryable", b"Insertable", b"FromRow", b"DeriveEntityModel", b"extends Model",
    b"gorm", b"Ecto",
];

/// Words that say so of a table in the body of a class, or instead of a class.
const TABLES: &[&[u8]] = &[
    b"__tablename__", b"db_table", b"@Table", b"[Table", b"table_name", b"@Entity", b"$table", b"tableName",
    b"ToTable", b"Table(", b"schema \"", b"TableName", b"model ",
];

impl<'a> Models<'a> {
    /// Those of a file in a directory that is called `directory`.
    pub(super) fn read(bytes: &'a [u8], directory: &[u8]) -> Self {
        let places =
            ["models", "model", "entities", "entity", "schemas", "domain", "db", "orm", "persistence", "repositories"];
        let is_place = places.iter().any(|place| directory.eq_ignore_ascii_case(place.as_bytes()));
        let mut declared = Vec::new();
        let mut at = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            if line.len() < LONGEST && declared.len() < MOST {
                declared.extend(Declared::read(at, line));
            }
            at += line.len();
        }
        Self { bytes, declared, is_place }
    }

    /// Which of them are models of `table`.
    pub(super) fn of(&self, table: &TableWords) -> Own {
        let ends = self.declared.iter().skip(1).map(|next| next.at).chain([self.bytes.len()]);
        let own = self.declared.iter().zip(ends).filter_map(|(one, next)| {
            // What stands behind the brace that closes it belongs to what comes next.
            let body = self.bytes.get(one.at..next).unwrap_or_default();
            let end = one.at + memmem::find(body, b"\n}").unwrap_or(body.len());
            let is_own = !one.is_shape && (one.is_called(table) || self.is_mapped(one, end, table));
            is_own.then_some((one.at, end))
        });
        Own(own.collect())
    }

    /// Whether the name at `hit` is that of a class that stands for a table.
    pub(super) fn declares(&self, hit: Hit, table: &TableWords) -> bool {
        let next = self.declared.partition_point(|one| one.at <= hit.start);
        let Some(one) = next.checked_sub(1).and_then(|index| self.declared.get(index)) else { return false };
        let is_on_line = hit.start < one.at + one.line.len();
        is_on_line && !one.is_shape && one.is_called(table) && (self.is_place || self.says_that_it_is_mapped(one))
    }

    /// Whether a mapping above the class, or in its body, names the table.
    fn is_mapped(&self, one: &Declared<'_>, end: usize, table: &TableWords) -> bool {
        let above = self.bytes.get(one.at.saturating_sub(ABOVE)..one.at).unwrap_or_default();
        // What lies behind a closed class belongs to that.
        let above = above.rfind(b"}\n").map_or(above, |close| above.get(close..).unwrap_or_default());
        let body = self.bytes.get(one.at..end.min(one.at + 20_000)).unwrap_or_default();
        let maps = |text: &[u8]| {
            TABLES.iter().any(|word| memmem::find_iter(text, word).take(4).any(|at| names(text, at, table)))
        };
        maps(above) || maps(body)
    }

    fn says_that_it_is_mapped(&self, one: &Declared<'_>) -> bool {
        let near = self.bytes.get(one.at.saturating_sub(ABOVE)..one.at + one.line.len()).unwrap_or_default();
        MAPPED.iter().any(|word| memmem::find(near, word).is_some())
    }
}

/// Whether the rest of the line at `at` names the table, in quotes or bare.
fn names(text: &[u8], at: usize, table: &TableWords) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.get(..rest.find_byte(b'\n').unwrap_or(rest.len()).min(LONGEST)).unwrap_or_default();
    line.split(|byte| !is_part(*byte)).any(|word| table.names.iter().any(|name| name.as_bytes() == word))
}

impl<'a> Declared<'a> {
    /// What a line declares, if it does.
    fn read(at: usize, line: &'a [u8]) -> Option<Self> {
        const KINDS: &[&[u8]] = &[
            b"class", b"struct", b"model", b"record", b"object", b"entity", b"interface", b"type", b"schema",
            b"defmodule",
        ];
        const BEFORE: &[&[u8]] = &[
            b"pub", b"public", b"export", b"default", b"abstract", b"final", b"data", b"sealed", b"internal",
            b"partial", b"static", b"open", b"declare", b"case", b"private", b"protected",
        ];
        let text = line.trim_ascii();
        let mut words = text.split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty());
        let mut kind = words.next()?;
        while BEFORE.contains(&kind) || kind.starts_with(b"pub(") {
            kind = words.next()?;
        }
        if let Some(name) = tables_own(text).or_else(|| defined(text)) {
            return Some(Self { at, line, name, is_shape: false });
        }
        if !KINDS.contains(&kind) {
            return None;
        }
        let full = words.next()?;
        let name = full.trim_start_with(|c| matches!(c, '"' | '\'' | ':'));
        let end = name
            .find_not_byteset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:")
            .unwrap_or(name.len());
        let name = name.get(..end)?.rsplit(|byte| matches!(byte, b'.' | b':')).find(|part| !part.is_empty())?;
        let is_go = kind == b"type" && words.next().is_some_and(|word| word.starts_with(b"struct"));
        let is_shape = kind == b"interface" || kind == b"type" && !is_go;
        (name != b"Meta").then_some(Self { at, line, name, is_shape })
    }

    /// Whether it is called like a row of `table`, perhaps with a word more.
    fn is_called(&self, table: &TableWords) -> bool {
        let is_it =
            |name: &String| self.name.strip_prefix(name.as_bytes()).is_some_and(|rest| SUFFIXES.contains(&rest));
        table.names.iter().any(is_it) || table.within.iter().flat_map(|(_, names)| names).any(is_it)
    }
}

/// The name in `users = Table("users", …`, `export const users = pgTable('users', …`.
fn tables_own(text: &[u8]) -> Option<&[u8]> {
    let at = memmem::find(text, b"Table(").filter(|_| text.contains(&b'='))?;
    quoted(text.get(at + b"Table(".len()..)?)
}

/// The name in `sequelize.define("User", {`.
fn defined(text: &[u8]) -> Option<&[u8]> {
    const CALL: &[u8] = b"equelize.define(";
    let at = memmem::find(text, CALL)?;
    quoted(text.get(at + CALL.len()..)?)
}

/// The text in quotes that `text` begins with.
fn quoted(text: &[u8]) -> Option<&[u8]> {
    let quoted = text.trim_ascii_start();
    let quote = quoted.first().copied().filter(|quote| matches!(quote, b'"' | b'\'' | b'`'))?;
    quoted.get(1..)?.split(|byte| *byte == quote).next()
}

#[cfg(test)]
mod tests {
    use super::Models;
    use crate::run::uses::words;

    /// Whether the `age` of a text is a field of the model of `users`.
    fn is_own(text: &str) -> bool {
        let models = Models::read(text.as_bytes(), b"app");
        models.of(&words::of_table("users")).holds(text.find("age").expect("a name"))
    }

    #[test]
    fn fields_belong_to_the_class_around_them() {
        for text in [
            "class User(models.Model):\n    age = models.IntegerField()\n",
            "class User < ApplicationRecord\n  validates :age\nend\n",
            "model User {\n  id Int\n  age Int\n}\n",
            "pub struct User {\n    pub age: i32,\n}\n",
            "type User struct {\n\tAge int `db:\"age\"`\n}\n",
            "export class UserEntity {\n  @Column()\n  age: number;\n}\n",
            "defmodule App.Accounts.User do\n  schema \"users\" do\n    field :age, :integer\n",
            "export const users = pgTable('users', {\n  age: integer('age'),\n",
            "users = sa.Table(\"users\", metadata,\n  Column(\"age\"))\n",
            "class Person(Base):\n    __tablename__ = \"users\"\n    age = Column(Integer)\n",
            "@Entity\n@Table(name = \"users\")\npublic class Person {\n  private Integer age;\n}\n",
            "public class User\n{\n    public int age { get; set; }\n}\n",
            "const User = sequelize.define('User', {\n  age: DataTypes.INTEGER,\n",
            "  return sequelize.define(\"user\", {\n  age: DataTypes.INTEGER,\n",
        ] {
            assert!(is_own(text), "{text}");
        }
        for text in [
            "class Pet(models.Model):\n    age = models.IntegerField()\n",
            "pub struct User {\n}\n\nfn f() {\n    let age = 1;\n}\n",
            "struct Pet {\n    age: i32,\n}\n#[diesel(table_name = users)]\nstruct Y {\n}\n",
            "class User:\n    pass\nclass Pet:\n    age = 1\n",
            "interface User {\n  age: number;\n}\n",
            "type User = {\n  age: number;\n}\n",
            "class UserSerializer\n  attributes :age\nend\n",
            "age = 1\nclass User:\n    pass\n",
        ] {
            assert!(!is_own(text), "{text}");
        }
    }
}
