//! What uses a column that a migration drops, looked up in a repository of git whose files are not checked out, and in less than that.

use portcullis::policy::{Sources, Verdict};
use portcullis::run::{self, Offline};
use portcullis::source::{ChangeSet, git, patch};

use crate::repository::Repository;

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 30);

const CREATED: &str = "CREATE TABLE users (id bigint PRIMARY KEY, shoe_size int, age int);\n";
const MODEL: &str = "class User < ApplicationRecord\n  validates :age, presence: true\nend\n";
const LEAN: &str = "class User < ApplicationRecord\nend\n";

/// A repository whose `main` uses `users.age` in a model, and has nothing checked out.
fn repository() -> Repository {
    let repository = Repository::new();
    repository
        .write("migrations/0001_users.up.sql", CREATED)
        .write("migrations/0001_users.down.sql", "DROP TABLE users;\n");
    repository.write("app/models/user.rb", MODEL).write("tests/user_test.rb", "User.new(age: 3)\n").commit("users");
    repository.branch("topic");
    repository
}

/// Drops a column on `topic`, and empties the working tree.
fn drop_column(repository: &Repository, column: &str) {
    let (up, down) = ("migrations/0002_less.up.sql", "migrations/0002_less.down.sql");
    repository.write(up, format!("ALTER TABLE users DROP COLUMN {column};\n"));
    repository.write(down, format!("ALTER TABLE users ADD COLUMN {column} int;\n")).commit("less");
    repository.git(&["rm", "--quiet", "-r", "--cached", "."]);
    for directory in ["app", "migrations", "tests"] {
        std::fs::remove_dir_all(repository.path().join(directory)).unwrap();
    }
}

fn judge(set: &ChangeSet) -> Verdict {
    let sources = Sources { tree: set.policy_tree.as_deref(), ..Sources::default() };
    run::check(set, &sources, TODAY, &Offline).unwrap()
}

/// What the rules about drops say of `topic` against `main`.
fn found(repository: &Repository) -> Vec<String> {
    let set = git::open(repository.path()).unwrap().range("main", Some("topic")).unwrap();
    said(&judge(&set))
}

fn said(verdict: &Verdict) -> Vec<String> {
    let judged = verdict.decisions.iter().map(|decision| &decision.judged);
    let of_drops = judged.filter(|judged| judged.rule.name.starts_with("migration/drops-"));
    of_drops.map(|judged| format!("{}: {}", judged.rule.name, judged.finding.message)).collect()
}

#[test]
fn both_sides_are_searched_without_a_checkout() {
    let still = repository();
    drop_column(&still, "age");
    assert_eq!(
        found(&still),
        ["migration/drops-in-use: `users.age` is dropped, and `app/models/user.rb:2` still uses it"]
    );
    let stops = repository();
    stops.write("app/models/user.rb", LEAN);
    drop_column(&stops, "age");
    assert_eq!(
        found(&stops),
        ["migration/drops-in-use: `users.age` is dropped in the change that stops using it: `app/models/user.rb:2`"]
    );
}

#[test]
fn what_nothing_has_used_before_may_go() {
    let unused = repository();
    drop_column(&unused, "shoe_size");
    assert_eq!(found(&unused), Vec::<String>::new());
    let unknown = repository();
    drop_column(&unknown, "hat_size");
    assert_eq!(found(&unknown), ["migration/drops-data: dropping column `users.hat_size` destroys its data"]);
}

#[test]
fn the_working_tree_and_the_index_are_heads_too() {
    let repository = repository();
    repository.write("migrations/0002_less.up.sql", "ALTER TABLE users DROP COLUMN age;\n");
    repository.write("app/report.py", "sql = 'SELECT age FROM users'\n").write("app/models/user.rb", LEAN);
    let expected = ["migration/drops-in-use: `users.age` is dropped, and `app/report.py:1` still uses it"];
    let opened = git::open(repository.path()).unwrap();
    assert_eq!(said(&judge(&opened.range("main", None).unwrap())), expected);
    repository.git(&["add", "--all"]);
    assert_eq!(said(&judge(&opened.staged().unwrap())), expected);
}

#[test]
fn a_bare_diff_says_that_nothing_was_searched() {
    let diff = "diff --git a/migrations/0002_less.up.sql b/migrations/0002_less.up.sql\nnew file mode 100644\n\
        --- /dev/null\n+++ b/migrations/0002_less.up.sql\n@@ -0,0 +1 @@\n+ALTER TABLE users DROP COLUMN age;\n";
    let verdict = judge(&patch::read(diff.as_bytes(), None).unwrap());
    let rows: Vec<String> = verdict.unchecked.iter().map(|row| format!("{}: {}", row.what, row.why)).collect();
    for side in ["base", "head"] {
        let row = format!("uses of `users.age` in the {side}: the change comes without its tree");
        assert!(rows.contains(&row), "{rows:?}");
    }
    // A drop is one, whatever cannot be searched.
    assert_eq!(said(&verdict), ["migration/drops-data: dropping column `users.age` destroys its data"]);
}
