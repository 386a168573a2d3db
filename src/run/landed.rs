//! The words of migrations that have landed, to tell whether one of them may have brought a column.

use std::collections::HashMap;

use bstr::ByteSlice;

use crate::fact::extract::Neighbours;
use crate::text::{RepoPath, Text};

/// How much is read: files, bytes, and levels below the directory.
const MOST: usize = 4_000;
const MOST_BYTES: usize = 32 << 20;
const DEEPEST: usize = 3;

/// Which statements hold a word.
#[derive(Default)]
pub(super) struct Landed {
    by_word: HashMap<Vec<u8>, Vec<u32>>,
    statements: u32,
}

impl Landed {
    /// The migrations below `home`; none where they are too many to be read.
    pub(super) fn read(home: &RepoPath, tree: &dyn Neighbours) -> Option<Self> {
        let (mut landed, mut files, mut bytes) = (Self::default(), Vec::new(), 0);
        list(home, 0, tree, &mut files).then_some(())?;
        for text in files.iter().filter_map(|path| tree.text(path)) {
            bytes += text.bytes().len();
            landed.add(&text);
            (bytes < MOST_BYTES).then_some(())?;
        }
        Some(landed)
    }

    /// Takes a migration in.
    pub(super) fn add(&mut self, text: &Text) {
        let lower = text.bytes().to_ascii_lowercase();
        for statement in lower.split_str(separator(text)) {
            for word in words(statement) {
                let found = self.by_word.entry(word.to_vec()).or_default();
                if found.last() != Some(&self.statements) {
                    found.push(self.statements);
                }
            }
            self.statements += 1;
        }
    }

    /// Whether one statement names all of these.
    pub(super) fn names(&self, names: &[&str]) -> bool {
        let mut all = names.iter().map(|name| self.of(name));
        let first = all.next().unwrap_or_default();
        let rest: Vec<&[u32]> = all.collect();
        first.iter().any(|statement| rest.iter().all(|other| other.binary_search(statement).is_ok()))
    }

    /// The statements that hold the longest word of a name.
    fn of(&self, name: &str) -> &[u32] {
        let lower = name.to_ascii_lowercase();
        let longest = words(lower.as_bytes()).max_by_key(|word| word.len()).unwrap_or_default();
        self.by_word.get(longest).map_or(&[], Vec::as_slice)
    }
}

/// What stands between statements, or where the block of another table begins; files that do not show it are one statement each.
fn separator(text: &Text) -> &'static [u8] {
    let holds = |word: &[u8]| memchr::memmem::find(text.bytes(), word).is_some();
    match text.path().lower_name().rsplit_once('.') {
        Some((_, "sql")) => b";",
        Some((_, "py")) if holds(b"(migrations.Migration)") => b"migrations.",
        Some((_, "py")) if !holds(b"batch_alter_table") => b"op.",
        Some((_, "exs")) => b"table(",
        Some((_, "rb")) => b"_table",
        Some((_, "cs")) => b"migrationbuilder.",
        _ => b"\0",
    }
}

fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80)).filter(|word| !word.is_empty())
}

/// The files below a directory, but for what describes the database as a whole; whether these are all.
fn list(dir: &RepoPath, depth: usize, tree: &dyn Neighbours, files: &mut Vec<RepoPath>) -> bool {
    let listed = tree.list(dir).into_iter();
    let mut paths = listed.filter_map(|one| Some((dir.join(&one.name)?, one.is_dir)));
    paths.all(|(path, is_dir)| {
        if is_dir {
            return depth >= DEEPEST || list(&path, depth + 1, tree, files);
        }
        let name = path.lower_name();
        if !name.ends_with("snapshot.cs") && !name.ends_with(".designer.cs") {
            files.push(path);
        }
        files.len() < MOST
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Landed;
    use crate::text::{RepoPath, Side, Text};

    fn text(path: &str, text: &str) -> Arc<Text> {
        Text::new(Side::Head, RepoPath::from(path), text.as_bytes().to_vec())
    }

    #[test]
    fn names_count_where_they_stand_together() {
        let mut landed = Landed::default();
        let sql = "CREATE TABLE \"Users\" (id int, page_age int); CREATE TABLE orders (Age int, \"is new\" int)";
        landed.add(&text("1.sql", sql));
        let cases = [
            (&["users", "id"][..], true),
            (&["users"], true),
            (&["users", "age"], false),
            (&["orders", "AGE"], true),
            (&["orders", "is new"], true),
            (&["orders", "none"], false),
            (&[], false),
        ];
        for (names, expected) in cases {
            assert_eq!(landed.names(names), expected, "{names:?}");
        }
    }

    #[test]
    fn each_framework_has_its_own_statements() {
        let files = [
            ("1.exs", "create table(:users) do add :age end\nalter table(:orders) do add :city end"),
            ("1.rb", "create_table :users do |t| t.integer :age end; change_table(:orders) { |t| t.text :city }"),
            ("1.py", "op.add_column('users', Column('age')); op.add_column('orders', Column('city'))"),
            (
                "1.py",
                "class Migration(migrations.Migration): [migrations.CreateModel('Users', ['age']), migrations.AddField('Orders', 'city')]",
            ),
            (
                "1.cs",
                "migrationBuilder.AddColumn<int>(name: \"Age\", table: \"Users\"); migrationBuilder.AddColumn<int>(name: \"City\", table: \"Orders\");",
            ),
        ];
        for (path, file) in files {
            let mut landed = Landed::default();
            landed.add(&text(path, file));
            let found = [["users", "age"], ["orders", "city"], ["users", "city"], ["orders", "age"]];
            assert_eq!(found.map(|names| landed.names(&names)), [true, true, false, false], "{file}");
        }
    }

    #[test]
    fn a_block_that_names_its_table_only_once_is_one_statement() {
        let mut landed = Landed::default();
        landed.add(&text(
            "1.py",
            "with op.batch_alter_table('users') as batch_op:\n  batch_op.add_column(Column('age'))",
        ));
        landed.add(&text("1.js", "knex.table('users').add('city')"));
        assert!(landed.names(&["users", "age"]) && landed.names(&["users", "city"]));
    }
}
