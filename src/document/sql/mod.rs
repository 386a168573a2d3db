//! SQL: bytes to tokens and statements, in the dialects that people write. Knows nothing of migrations.

/// Whose SQL it is. Nobody says so in the text, so that a reader must get along with [`Dialect::Unknown`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// PostgreSQL, and what speaks like it (CockroachDB, Redshift).
    PostgreSql,
    /// MySQL, MariaDB.
    MySql,
    /// SQLite.
    Sqlite,
    /// SQL Server.
    SqlServer,
    /// Oracle.
    Oracle,
    /// ClickHouse.
    ClickHouse,
    /// Not known: what the text itself gives away decides.
    #[default]
    Unknown,
}
