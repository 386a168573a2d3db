//! What one statement of a migration does to a database, whatever language it is written in.

use std::fmt;

use super::{Column, ColumnType, Name};
use crate::text::Span;

/// One thing that a migration does, and the bytes of the file that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// What it does.
    pub operation: Operation,
    /// The clause that says so: `DROP COLUMN age` of an `ALTER TABLE`, `remove_column :users, :age`.
    pub span: Span,
    /// Whether the text around it was read without doubt; not, for instance, what stands behind a quote that nothing closes.
    pub is_certain: bool,
    /// Whether it only happens in some runs: it stands in an `IF`, a loop, or a branch of the host language.
    pub is_conditional: bool,
}

impl Effect {
    /// One that was read without doubt and always happens.
    #[must_use]
    pub fn new(operation: Operation, span: Span) -> Self {
        Self { operation, span, is_certain: true, is_conditional: false }
    }
}

/// What a statement does. What changes neither structure nor data (`SELECT 1`, `SET`, `BEGIN`, `VACUUM`) is no operation at all; what may
/// do anything (`EXECUTE` of a variable, a call of unknown code) is [`Operation::Unknown`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `CREATE TABLE`.
    CreateTable {
        /// The table.
        table: Name,
        /// Its columns, as far as they are written out.
        columns: Vec<Column>,
        /// Whether these are all: not with `LIKE`, `AS SELECT`, `INHERITS`, a loop.
        is_complete: bool,
        /// Whether it is gone with the session.
        is_temporary: bool,
    },
    /// `DROP TABLE`.
    DropTable {
        /// The table.
        table: Name,
        /// `CASCADE`: what depends on it goes as well.
        cascades: bool,
    },
    /// `ALTER TABLE … RENAME TO`, `RENAME TABLE`, `sp_rename`; also of a schema's table into another schema.
    RenameTable {
        /// As it was called.
        from: Name,
        /// As it is called then.
        to: Name,
    },
    /// `ADD COLUMN`.
    AddColumn {
        /// The table.
        table: Name,
        /// The column.
        column: Column,
    },
    /// `DROP COLUMN`.
    DropColumn {
        /// The table.
        table: Name,
        /// The column's name.
        column: String,
    },
    /// `RENAME COLUMN`.
    RenameColumn {
        /// The table.
        table: Name,
        /// As it was called.
        from: String,
        /// As it is called then.
        to: String,
    },
    /// `ALTER COLUMN … TYPE`, `MODIFY`, `change_column`.
    ChangeType {
        /// The table.
        table: Name,
        /// The column's name.
        column: String,
        /// Its type before, where the migration itself says so.
        from: Option<ColumnType>,
        /// Its type then.
        to: ColumnType,
        /// Whether an expression makes the new values (`USING` of anything but a plain cast).
        is_computed: bool,
    },
    /// `SET NOT NULL`, or a `MODIFY` that says so.
    SetNotNull {
        /// The table.
        table: Name,
        /// The column's name.
        column: String,
        /// Whether the same migration fills what is empty first, or a default does (`null: false, default: …`, `change_column_null … , 0`).
        is_filled: bool,
    },
    /// `DROP NOT NULL`.
    DropNotNull {
        /// The table.
        table: Name,
        /// The column's name.
        column: String,
    },
    /// `SET DEFAULT`.
    SetDefault {
        /// The table.
        table: Name,
        /// The column's name.
        column: String,
    },
    /// `DROP DEFAULT`.
    DropDefault {
        /// The table.
        table: Name,
        /// The column's name.
        column: String,
    },
    /// `ADD CONSTRAINT`, `ADD PRIMARY KEY`, `CREATE UNIQUE INDEX`.
    AddConstraint {
        /// The table.
        table: Name,
        /// Its name, where it has one.
        name: Option<String>,
        /// What it demands.
        kind: Constraint,
        /// The columns that it is about, where they are written out.
        columns: Vec<String>,
        /// Whether the rows that are there already are checked: not with `NOT VALID`, `WITH NOCHECK`.
        checks_rows: bool,
    },
    /// `DROP CONSTRAINT`, `DROP FOREIGN KEY`, `DROP PRIMARY KEY`.
    DropConstraint {
        /// The table.
        table: Name,
        /// Its name, where it has one.
        name: Option<String>,
        /// What it demanded, where that is said.
        kind: Option<Constraint>,
        /// The columns that it was about, where they are written out instead of its name.
        columns: Vec<String>,
    },
    /// `CREATE INDEX`.
    CreateIndex {
        /// The table.
        table: Name,
        /// Its name, where it has one.
        name: Option<String>,
        /// Its columns, where they are written out.
        columns: Vec<String>,
    },
    /// `DROP INDEX`.
    DropIndex {
        /// The table, where it is named.
        table: Option<Name>,
        /// Its name, where it has one.
        name: Option<String>,
        /// Its columns, where they are written out instead of its name.
        columns: Vec<String>,
    },
    /// `CREATE VIEW`, `CREATE TYPE`, and the like.
    Create {
        /// What kind of thing.
        kind: Object,
        /// Its name.
        name: Name,
        /// `OR REPLACE`: there may have been one.
        replaces: bool,
    },
    /// `DROP VIEW`, `DROP TYPE`, and the like.
    Drop {
        /// What kind of thing.
        kind: Object,
        /// Its name.
        name: Name,
        /// `CASCADE`: what depends on it goes as well.
        cascades: bool,
    },
    /// `ALTER VIEW … RENAME TO`, and the like.
    Rename {
        /// What kind of thing.
        kind: Object,
        /// As it was called.
        from: Name,
        /// As it is called then.
        to: Name,
    },
    /// `ALTER TYPE … ADD VALUE`.
    AddEnumValue {
        /// The type.
        of: Name,
        /// The value.
        value: String,
    },
    /// `ALTER TYPE … RENAME VALUE`.
    RenameEnumValue {
        /// The type.
        of: Name,
        /// The value before.
        from: String,
        /// The value then.
        to: String,
    },
    /// `INSERT`, `COPY … FROM`, `bulkInsert`.
    Insert {
        /// The table.
        table: Name,
        /// The table that the rows come from: `INSERT … SELECT … FROM` of one table.
        source: Option<Name>,
    },
    /// `UPDATE`, `MERGE`, `REPLACE`.
    Update {
        /// The table.
        table: Name,
        /// Whether only some rows are meant (`WHERE`, `LIMIT`, a join).
        is_filtered: bool,
        /// The columns that it writes, where they are written out.
        columns: Vec<String>,
    },
    /// `DELETE`.
    Delete {
        /// The table.
        table: Name,
        /// Whether only some rows are meant.
        is_filtered: bool,
    },
    /// `TRUNCATE`; also `DROP PARTITION`, `CLEAR COLUMN`, which destroy rows or values as a whole.
    Truncate {
        /// The table.
        table: Name,
    },
    /// `DETACH PARTITION`: the rows are kept, but no longer part of the table.
    Detach {
        /// The table.
        table: Name,
    },
    /// `REVOKE`, `DISABLE ROW LEVEL SECURITY`.
    Restrict {
        /// What is taken away, as it is written: `SELECT on users`.
        what: String,
    },
    /// What the models of the framework say from now on, while the database stays as it is: Django's `state_operations`.
    StateOnly(Box<Operation>),
    /// Something about what is named at run time, that leaves the columns of all tables as they are: an index, a trigger, rows.
    UnknownTarget {
        /// What it is, for people: `an index of a table that is named at run time`.
        what: String,
    },
    /// Something whose effect nobody can tell from the text.
    Unknown {
        /// What it is, for people: ``a statement built at run time``, ``code of `backfill()` ``.
        what: String,
    },
}

/// How many kinds of operations [`Operation::kind`] tells apart.
pub const KINDS: usize = 8;

impl Operation {
    /// Which of [`KINDS`] kinds it is of, for those who speak of several at once.
    #[must_use]
    pub const fn kind(&self) -> usize {
        match self {
            Self::DropTable { .. } | Self::DropColumn { .. } | Self::Drop { .. } => 0,
            Self::Delete { .. } | Self::Update { .. } | Self::Truncate { .. } => 1,
            Self::RenameTable { .. }
            | Self::RenameColumn { .. }
            | Self::Rename { .. }
            | Self::RenameEnumValue { .. } => 2,
            Self::ChangeType { .. } => 3,
            Self::AddColumn { .. } | Self::CreateTable { .. } => 4,
            Self::SetNotNull { .. } | Self::DropDefault { .. } => 5,
            Self::AddConstraint { .. } => 6,
            _ => 7,
        }
    }

    /// Whether it leaves the structure as it is, for all that can be told: it concerns rows, or the models alone, or nobody knows.
    #[must_use]
    pub const fn is_data(&self) -> bool {
        matches!(
            self,
            Self::Insert { .. }
                | Self::Update { .. }
                | Self::Delete { .. }
                | Self::Truncate { .. }
                | Self::StateOnly(_)
                | Self::UnknownTarget { .. }
                | Self::Unknown { .. }
        )
    }

    /// What the models of the framework are told, where that is all; itself otherwise.
    #[must_use]
    pub fn in_models(&self) -> &Self {
        if let Self::StateOnly(inner) = self { inner } else { self }
    }
}

/// What a constraint demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Constraint {
    /// `PRIMARY KEY`.
    PrimaryKey,
    /// `UNIQUE`, and unique indexes.
    Unique,
    /// `FOREIGN KEY`.
    ForeignKey,
    /// `CHECK`, `EXCLUDE`.
    Check,
}

/// Things that are no tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Object {
    /// A database.
    Database,
    /// A schema, a namespace of tables.
    Schema,
    /// A sequence.
    Sequence,
    /// A view, materialised or not.
    View,
    /// A function, a procedure, an aggregate, an operator.
    Function,
    /// A trigger, an event, a rule.
    Trigger,
    /// A type, an enumeration, a domain.
    Type,
    /// An extension.
    Extension,
    /// A row-level security policy.
    Policy,
    /// A role or a user; with `DROP OWNED BY`, all that it owns.
    Role,
    /// Anything else with a name: a synonym, a dictionary, a publication.
    Other,
}

impl Object {
    /// As a sentence calls it.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Schema => "schema",
            Self::Sequence => "sequence",
            Self::View => "view",
            Self::Function => "function",
            Self::Trigger => "trigger",
            Self::Type => "type",
            Self::Extension => "extension",
            Self::Policy => "policy",
            Self::Role => "role",
            Self::Other => "object",
        }
    }

    /// Whether rows go with it.
    #[must_use]
    pub const fn holds_data(self) -> bool {
        matches!(self, Self::Database | Self::Schema | Self::Sequence)
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PrimaryKey => "primary key",
            Self::Unique => "unique constraint",
            Self::ForeignKey => "foreign key",
            Self::Check => "check constraint",
        })
    }
}
