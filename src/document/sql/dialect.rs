//! Dialects: how they are told apart, and what the lexer must know of each.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::memmem;

use super::line;

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

/// How many bytes are searched for evidence.
const MOST_SEARCHED: usize = 1 << 16;

/// The dialects that leave traces, in the order of [`EVIDENCE`].
const KNOWN: [Dialect; 6] =
    [Dialect::PostgreSql, Dialect::MySql, Dialect::Sqlite, Dialect::SqlServer, Dialect::Oracle, Dialect::ClickHouse];

/// Words and marks that one dialect has and others have not, with how much each weighs.
const EVIDENCE: [&[(&str, u32)]; 6] = [
    &[
        ("$$", 2),
        ("::", 2),
        ("bigserial", 3),
        (" serial", 2),
        ("jsonb", 3),
        ("timestamptz", 3),
        ("plpgsql", 5),
        ("concurrently", 4),
        ("bytea", 3),
        ("using btree", 2),
        ("using gin", 3),
        ("gen_random_uuid", 3),
        ("uuid_generate", 3),
        ("with time zone", 2),
        ("character varying", 2),
        ("create extension", 5),
        ("as enum", 3),
        ("add value", 2),
        ("row level security", 4),
        ("pg_catalog", 4),
        ("owner to", 3),
    ],
    &[
        ("`", 1),
        ("innodb", 5),
        ("auto_increment", 5),
        ("delimiter ", 3),
        ("/*!", 4),
        ("charset", 2),
        ("utf8mb4", 4),
        ("tinyint(", 2),
        ("mediumtext", 3),
        ("longtext", 3),
        (" unsigned", 2),
        ("on update current_timestamp", 4),
        ("change column", 3),
        ("modify column", 1),
        ("drop foreign key", 4),
        ("int(11)", 3),
        ("character set", 1),
    ],
    &[
        ("pragma ", 5),
        ("autoincrement", 5),
        ("sqlite_", 5),
        ("without rowid", 5),
        ("strftime(", 3),
        ("insert or ", 3),
        ("integer primary key", 1),
        ("datetime('now", 3),
    ],
    &[
        ("[dbo]", 5),
        ("\ngo\n", 5),
        ("\ngo\r", 5),
        ("nvarchar", 2),
        ("sp_rename", 5),
        ("object_id(", 4),
        ("col_length(", 4),
        ("identity(1", 3),
        ("identity (1", 3),
        ("uniqueidentifier", 4),
        ("datetime2", 4),
        ("sys.columns", 5),
        ("nocount on", 5),
        ("raiserror", 4),
        ("@@", 2),
        ("nonclustered", 4),
        ("sp_executesql", 5),
        ("dbo.", 2),
        ("varchar(max)", 3),
    ],
    &[
        ("varchar2", 5),
        ("number(", 2),
        ("execute immediate", 2),
        ("sysdate", 2),
        ("nvarchar2", 5),
        ("dbms_", 3),
        ("from dual", 4),
        ("tablespace", 1),
        ("sqlerrm", 2),
        ("user_tables", 3),
        ("user_tab_col", 3),
        ("all_tab_col", 3),
    ],
    &[
        ("mergetree", 6),
        ("on cluster", 3),
        ("lowcardinality(", 5),
        ("datetime64", 5),
        (" uint64", 3),
        (" uint32", 3),
        (" uint8", 3),
        ("nullable(", 3),
        ("codec(", 3),
        ("fixedstring(", 4),
        ("engine = null", 3),
    ],
];

static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let needles = EVIDENCE.iter().flat_map(|of| of.iter().map(|(text, _)| *text));
    AhoCorasick::builder().ascii_case_insensitive(true).build(needles).ok()
});

impl Dialect {
    /// This dialect; where it is not known, the one that the text speaks, if it gives itself away.
    #[must_use]
    pub fn or_guess(self, bytes: &[u8]) -> Self {
        if self == Self::Unknown { guess(bytes) } else { self }
    }

    /// Whether it may be `other`: nothing says that it is not.
    pub(super) fn may_be(self, other: Self) -> bool {
        self == other || self == Self::Unknown
    }

    /// Whether a backslash escapes in every string. `None` where each backslash must be looked at.
    pub(super) fn escapes(self) -> Option<bool> {
        match self {
            Self::MySql | Self::ClickHouse => Some(true),
            Self::Unknown => None,
            _ => Some(false),
        }
    }

    /// Whether block comments nest.
    pub(super) fn nests_comments(self) -> bool {
        matches!(self, Self::PostgreSql | Self::SqlServer)
    }
}

fn guess(bytes: &[u8]) -> Dialect {
    let Some(search) = SEARCH.as_ref() else { return Dialect::Unknown };
    let bytes = bytes.get(..MOST_SEARCHED).unwrap_or(bytes);
    let mut score = [0_u32; KNOWN.len()];
    let mut seen = vec![false; search.patterns_len()];
    let mut line = Line::default();
    for found in search.find_iter(bytes) {
        if line.is_comment(bytes, found.start()) {
            continue;
        }
        let mut index = found.pattern().as_usize();
        // Said once or a hundred times, it proves no more.
        if seen.get_mut(index).is_none_or(|seen| std::mem::replace(seen, true)) {
            continue;
        }
        for (of, score) in EVIDENCE.iter().zip(&mut score) {
            if let Some((_, weight)) = of.get(index) {
                *score += *weight;
                break;
            }
            index -= of.len();
        }
    }
    let best = score.iter().copied().max().unwrap_or_default();
    let mut winners = KNOWN.iter().zip(score).filter(|(_, score)| *score == best);
    // One backtick may stand in a comment.
    match (winners.next(), winners.next()) {
        (Some((dialect, _)), None) if best > 1 => *dialect,
        _ => Dialect::Unknown,
    }
}

/// The line that evidence stands on: what a comment says is none.
#[derive(Default)]
struct Line {
    start: usize,
    /// Up to where ends of lines were looked for.
    done: usize,
    /// Where a comment begins, once that was looked for.
    comment: Option<usize>,
}

impl Line {
    /// Whether the byte at `at` stands in a `--` comment. Bytes are asked about in order.
    fn is_comment(&mut self, bytes: &[u8], at: usize) -> bool {
        if let Some(feed) = bytes.get(self.done..at).and_then(|passed| memchr::memrchr(b'\n', passed)) {
            self.start = self.done + feed + 1;
            self.comment = None;
        }
        self.done = at;
        let comment = *self.comment.get_or_insert_with(|| {
            let rest = bytes.get(self.start..).unwrap_or_default();
            let line = rest.get(..line::len(rest)).unwrap_or_default();
            memmem::find(line, b"--").map_or(usize::MAX, |dashes| self.start + dashes)
        });
        comment < at
    }
}

#[cfg(test)]
mod tests {
    use super::Dialect;

    #[test]
    fn a_text_gives_its_dialect_away() {
        for (text, dialect) in [
            ("CREATE TABLE a (b jsonb DEFAULT '{}'::jsonb);", Dialect::PostgreSql),
            ("CREATE TABLE `a` (`b` int(11) NOT NULL AUTO_INCREMENT) ENGINE=InnoDB;", Dialect::MySql),
            ("PRAGMA foreign_keys=OFF; DROP TABLE a;", Dialect::Sqlite),
            ("ALTER TABLE [dbo].[a] ADD b NVARCHAR(50) NULL\r\nGO\r\n", Dialect::SqlServer),
            ("ALTER TABLE a ADD (b VARCHAR2(30))", Dialect::Oracle),
            ("CREATE TABLE `a` (b LowCardinality(String)) ENGINE = MergeTree() ORDER BY b", Dialect::ClickHouse),
            ("-- like `a` of MySQL\nCREATE TABLE a (b bytea)", Dialect::PostgreSql),
            ("/* the table `a` */ DROP TABLE a", Dialect::Unknown),
            ("-- ENGINE=InnoDB\nDROP TABLE a", Dialect::Unknown),
        ] {
            assert_eq!(Dialect::Unknown.or_guess(text.as_bytes()), dialect, "{text}");
            assert_eq!(Dialect::Oracle.or_guess(text.as_bytes()), Dialect::Oracle);
        }
    }
}
