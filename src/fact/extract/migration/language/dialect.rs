//! Whose SQL a migration is for.

use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;

/// What the directories of a path name: projects for several databases have one for each.
pub(in crate::fact::extract::migration) fn of(source: Source<'_>) -> Dialect {
    let path = source.path.to_string().to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| path.contains(word));
    if has(&["postgres", "/pg/", "/pgsql/"]) {
        Dialect::PostgreSql
    } else if has(&["mysql", "mariadb"]) {
        Dialect::MySql
    } else if has(&["sqlite"]) {
        Dialect::Sqlite
    } else if has(&["mssql", "sqlserver"]) {
        Dialect::SqlServer
    } else {
        Dialect::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::document::sql::Dialect;
    use crate::fact::extract::migration::language::testing::source;

    #[test]
    fn directories_of_databases() {
        for (path, expected) in [
            ("src/migrations/postgres/1.ts", Dialect::PostgreSql),
            ("util/MySqlMigrations/1.cs", Dialect::MySql),
            ("db/migrations-sqlite/1.js", Dialect::Sqlite),
            ("db/migrations/1.js", Dialect::Unknown),
        ] {
            assert_eq!(of(source(path, "")), expected, "{path}");
        }
    }
}
